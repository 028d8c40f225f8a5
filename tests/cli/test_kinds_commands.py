"""What an author types: a new kind, its faults, and the same folder in every place."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from clerk import Answer, Run
from openpyxl import load_workbook

from make_docx.catalogue import CATALOGUE
from make_docx.document import text_dump
from make_docx.document.context import schema
from make_docx.kinds.reading import examine_kind
from make_docx.kinds.schema import ColumnFields, IndicatorFields, KindFile, TableFields
from make_docx.kinds.schema_fields import LONGEST_TEXT
from make_docx.model import Direction, RowKind
from make_docx.resources import data_folder
from make_docx.table_rules import MOST_ROWS
from make_docx.workshop import new_kind
from make_docx.workshop.trial import with_everything

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "文种套件.md"
BANNER = "本单位模板"


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The author sits in an empty folder and keeps no other kinds."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "data"))
    place = tmp_path / "桌面"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``kinds new 月报 --template`` makes, with words of its own on the page."""
    folder = new_kind("月报", folder=tmp_path_factory.mktemp("新"), with_template=True)
    put_banner(folder / "template.docx", BANNER)
    return folder


@pytest.fixture
def kind(new: Path, at_home: Path) -> Path:
    """A new kind with a template of its own that says so on the page, to spoil at will."""
    return Path(shutil.copytree(new, at_home / "月报"))


def put_banner(template: Path, words: str) -> None:
    document = docx.Document(str(template))
    document.paragraphs[0].insert_paragraph_before(words)
    document.save(str(template))


def text_of(answer: Answer) -> str:
    assert answer.exit_code == 0, answer.words
    (document,) = answer.json["documents"]
    return text_dump(Path(document["path"]).read_bytes())


def built(run: Run, job: Path, *options: object) -> str:
    return text_of(run("build", job, "--force", "--json", *options))


def _path_in(place: Path, name: str) -> Path:
    """A folder of the venv at `place`, by its name in `sysconfig`."""
    return Path(sysconfig.get_path(name, "venv", {"base": str(place), "platbase": str(place)}))


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a venv of its own, in which the example plugin is installed as a wheel."""
    place = tmp_path_factory.mktemp("package")
    source = shutil.copytree(ROOT / "tests" / "example_plugin", place / "source")
    build = ("hatchling", "build", "-t", "wheel", "-d", str(place))
    subprocess.run([sys.executable, "-m", *build], cwd=source, check=True, capture_output=True)
    (wheel,) = place.glob("*.whl")
    offline = ("--no-index", "--no-deps", "--no-compile", "--disable-pip-version-check")
    venv.create(place / "venv")
    python = Path(_path_in(place / "venv", "scripts"), Path(sys.executable).name)
    install = ("pip", "--python", str(python), "install", *offline, str(wheel))
    subprocess.run([sys.executable, "-m", *install], check=True, capture_output=True)
    # The program itself and what it needs are taken from here: there is no network in a test.
    own = _path_in(place / "venv", "purelib")
    (own / "make_docx_under_test.pth").write_text("\n".join(filter(None, sys.path)), "utf-8")
    return python


class TestNew:
    @pytest.mark.parametrize(
        "options", [[], ["--template"], ["--from", "活动总结"], ["--to", "我的 文种"]], ids=" ".join
    )
    def test_the_two_commands_it_prints_run(
        self, run: Run, at_home: Path, options: list[str]
    ) -> None:
        answer = run("kinds", "new", "月报", *options)
        assert answer.exit_code == 0
        printed = re.findall(r"make-docx (.*)", answer.words)
        assert len(printed) == 2
        for command in printed:
            words = [quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|(\S+)', command)]
            assert run(*words).exit_code == 0
        (document,) = at_home.rglob("*.docx") if "--template" not in options else ["-"]
        assert document

    def test_a_taken_name_is_a_usage_error_and_writes_nothing(
        self, run: Run, at_home: Path
    ) -> None:
        answer = run("kinds", "new", "活动总结")
        assert answer.exit_code == 2
        assert list(at_home.iterdir()) == []

    def test_an_existing_folder_is_left_alone(self, run: Run, kind: Path) -> None:
        before = (kind / "kind.toml").read_bytes()
        assert run("kinds", "new", "月报").exit_code == 5
        assert (kind / "kind.toml").read_bytes() == before

    def test_an_unknown_source_is_a_usage_error(self, run: Run) -> None:
        answer = run("kinds", "new", "月报", "--from", "活动总节")
        assert answer.exit_code == 2
        assert "活动总结" in answer.words


class TestCheck:
    def test_a_right_kind_ends_in_0(self, run: Run) -> None:
        run("kinds", "new", "月报", "--template")
        answer = run("kinds", "check", "月报", "--json")
        assert answer.exit_code == 0
        (found,) = answer.json["kinds"]
        assert (found["id"], found["ok"]) == ("月报", True)

    def test_faults_end_in_3_with_file_line_and_what_to_do(self, run: Run, at_home: Path) -> None:
        run("kinds", "new", "月报")
        path = at_home / "月报" / "kind.toml"
        path.write_text(path.read_text("utf-8").replace("\nunit", "\nunti", 1), "utf-8")
        answer = run("kinds", "check", "月报", "--json")
        assert answer.exit_code == 3
        (finding,) = answer.json["kinds"][0]["findings"]
        assert (finding["code"], finding["file"]) == ("kind-key-unknown", "kind.toml")
        assert finding["line"] == path.read_text("utf-8").splitlines().index('unti = "件"') + 1
        assert f"第 {finding['line']} 行" in answer.words
        assert answer.json["ok"] is False

    def test_a_folder_without_a_kind_is_a_usage_error(self, run: Run, at_home: Path) -> None:
        assert run("kinds", "check", at_home).exit_code == 2

    def test_the_file_may_be_named_instead_of_its_folder(self, run: Run, kind: Path) -> None:
        (found,) = run("kinds", "check", kind / "kind.toml", "--json").json["kinds"]
        assert found["folder"] == str(kind)

    def test_a_name_that_an_editor_made_longer_is_told(self, run: Run, kind: Path) -> None:
        (kind / "kind.toml").rename(kind / "kind.toml.txt")
        for words in (("check", kind), ("list", "--kinds", kind)):
            answer = run("kinds", *words)
            assert (answer.exit_code, "kind.toml.txt" in answer.words) == (2, True)


class TestPlaces:
    @pytest.fixture
    def job(self, run: Run, kind: Path, at_home: Path) -> Path:
        """The sample by itself, in a folder of its own."""
        folder = at_home / "任务"
        folder.mkdir()
        return Path(shutil.copy(kind / "sample" / "示例.xlsx", folder / "月报.xlsx"))

    def test_a_loose_folder(self, run: Run, kind: Path, job: Path) -> None:
        assert BANNER in built(run, job, "--kinds", kind)
        assert BANNER in built(run, job, "--kinds", kind.parent)

    def test_in_the_job(self, run: Run, kind: Path, job: Path) -> None:
        shutil.copytree(kind, job.parent / "文种" / "月报")
        assert BANNER in built(run, job)

    def test_the_kinds_of_a_job_are_listed_where_the_job_is_named(
        self, run: Run, kind: Path, job: Path
    ) -> None:
        own = shutil.copytree(kind, job.parent / "文种" / "月报")
        for place in (job, job.parent):
            listed = run("kinds", "list", place, "--json").json
            assert str(own) in [one["origin"] for one in listed]
        assert str(own) not in run("kinds", "list").words
        assert run("kinds", "list", job.parent / "没有").exit_code == 2

    @pytest.mark.parametrize("words", [("new", "活动总结", "新的"), ("kinds", "new", "新的")])
    def test_what_is_wrong_with_a_folder_that_is_given_is_told_whatever_is_asked_for(
        self, run: Run, kind: Path, at_home: Path, words: tuple[str, ...]
    ) -> None:
        path = kind / "kind.toml"
        path.write_text(path.read_text("utf-8").replace('layout = "文件"', ""), "utf-8")
        answer = run(*words, "--kinds", kind.parent)
        assert answer.exit_code == 0
        assert answer.words.count(f"{path} 有 1 处错误") == 1
        assert "layout" in answer.words

    def test_a_folder_for_the_name_of_a_kind_needs_the_option(
        self, run: Run, kind: Path, at_home: Path
    ) -> None:
        shutil.copytree(kind, at_home / "热线 月报")
        answer = run("new", "热线 月报", "我的")
        assert answer.exit_code == 2
        assert '--kinds "热线 月报"' in answer.words
        assert run("new", "月报", "我的", "--kinds", "热线 月报").exit_code == 0
        again = run("new", "热线 月报", "又一个", "--kinds", "热线 月报")
        assert "可以用的有" in again.words

    def test_in_the_users_data_folder(self, run: Run, kind: Path, job: Path) -> None:
        shutil.copytree(kind, Path(os.environ["XDG_DATA_HOME"], "make-docx", "kinds", "月报"))
        assert BANNER in built(run, job)
        assert "月报" in [one["name"] for one in run("kinds", "--json").json]

    def test_a_kind_that_is_not_there_is_a_warning_and_the_built_in_layout(
        self, run: Run, job: Path
    ) -> None:
        answer = run("build", job, "--json")
        assert BANNER not in text_of(answer)
        assert answer.codes("warn") == ["kind-absent"]
        assert run("check", job, "--json").codes("warn") == ["kind-absent"]

    def test_check_knows_the_same_places(self, run: Run, kind: Path, job: Path) -> None:
        assert run("check", job, "--json", "--kinds", kind).codes("warn") == []

    def test_the_jobs_own_template_comes_first(self, run: Run, kind: Path, job: Path) -> None:
        own = Path(shutil.copy(kind / "template.docx", job.parent / "模板.docx"))
        put_banner(own, "任务的模板")
        text = built(run, job, "--kinds", kind)
        assert "任务的模板" in text
        assert run("build", job, "--force", "--json").codes("warn") == []

    def test_another_layout_chosen_in_the_brief_is_built_in(
        self, run: Run, kind: Path, job: Path
    ) -> None:
        book = load_workbook(job)
        ((sheet, area),) = book.defined_names["要素.版式"].destinations
        book[sheet][area.replace("$", "")].value = "白头"
        book.save(job)
        assert BANNER not in built(run, job, "--kinds", kind)

    def test_two_different_ones_stop_the_build_with_both_places(
        self, run: Run, kind: Path, job: Path
    ) -> None:
        other = Path(shutil.copytree(kind, job.parent / "文种" / "月报"))
        put_banner(other / "template.docx", "另一份")
        answer = run("build", job, "--kinds", kind)
        assert answer.exit_code == 3
        assert str(kind) in answer.words
        assert str(other) in answer.words
        assert [path.suffix for path in job.parent.iterdir()].count(".docx") == 0

    def test_a_broken_kind_stops_the_build(self, run: Run, kind: Path, job: Path) -> None:
        path = kind / "kind.toml"
        path.write_text(path.read_text("utf-8").replace('layout = "文件"', ""), "utf-8")
        answer = run("build", job, "--kinds", kind)
        assert answer.exit_code == 3
        assert "layout" in answer.words

    def test_a_form_is_made_with_the_kind_that_travels_with_the_job(
        self, run: Run, kind: Path, at_home: Path
    ) -> None:
        job = at_home / "五月"
        assert run("new", "月报", job, "--kinds", kind).exit_code == 0
        book = load_workbook(job / "公文要素.xlsx")
        for name, value in {"要素.报送期次": "2021年5月", "表.单位名册": "甲镇"}.items():
            ((sheet, area),) = book.defined_names[name].destinations
            first = book[sheet][area.replace("$", "").split(":")[0]]
            book[sheet].cell(first.row, first.column + (name == "表.单位名册")).value = value
        book.save(job / "公文要素.xlsx")
        assert run("form", job).exit_code == 2
        shutil.copytree(kind, job / "文种" / "月报")
        assert run("form", job).exit_code == 0
        assert run("form", job, "--each").exit_code == 0


class TestPackage:
    def make_docx(self, installed: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [installed, "-m", "make_docx", *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def test_an_installed_kind_is_listed_with_its_owner_and_its_code_never_runs(
        self, installed: Path
    ) -> None:
        answer = self.make_docx(installed, "kinds", "--json")
        assert answer.returncode == 0, answer.stderr
        kinds: Sequence[Mapping[str, Any]] = json.loads(answer.stdout)
        owners = {kind["id"]: kind["origin"] for kind in kinds}
        assert owners["县月报"] == "county-kinds 2.1"

    def test_a_job_is_made_with_it(self, installed: Path, at_home: Path) -> None:
        assert self.make_docx(installed, "new", "县月报", at_home / "五月").returncode == 0
        assert (at_home / "五月" / "填报表.xlsx").is_file()

    def test_it_is_checked_where_it_is_installed(self, installed: Path) -> None:
        package = _path_in(installed.parents[1], "purelib")
        folder = package / "county_kinds" / "monthly"
        answer = self.make_docx(installed, "kinds", "check", folder)
        assert answer.returncode == 0, answer.stderr


class TestTidyAndDump:
    def test_a_template_that_word_saved_is_tidied_once(self, run: Run, kind: Path) -> None:
        template = kind / "template.docx"
        assert run("kinds", "tidy", kind, "--check").exit_code == 3
        answer = run("kinds", "tidy", template)
        assert (answer.exit_code, "作者" in answer.words) == (0, True)
        assert run("kinds", "tidy", kind, "--check").exit_code == 0
        assert BANNER in built(run, kind / "sample" / "示例.xlsx", "--kinds", kind)

    def test_a_document_that_was_built_is_not_touched(self, run: Run, kind: Path) -> None:
        built(run, kind / "sample" / "示例.xlsx", "--kinds", kind)
        (document,) = (kind / "sample").glob("*.docx")
        before = document.read_bytes()
        assert run("kinds", "tidy", document).exit_code == 2
        assert document.read_bytes() == before

    def test_a_dump_is_what_the_golden_tests_compare(self, run: Run, kind: Path) -> None:
        template = kind / "template.docx"
        answer = run("kinds", "dump", template)
        assert (answer.exit_code, answer.stdout) == (0, text_dump(template.read_bytes()))
        assert run("kinds", "dump", kind / "kind.toml").exit_code == 4

    def test_git_shows_what_was_changed_in_a_template(self, kind: Path) -> None:
        guide = GUIDE.read_text("utf-8")
        ((attributes,), configs) = (
            re.findall(pattern, guide, re.MULTILINE)
            for pattern in (r"^(\*\.docx .*)$", r'^git config (\S+) "?(.*?)"?$')
        )

        def git(*words: str) -> str:
            who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
            command = ["git", *who, *words]
            done = subprocess.run(command, cwd=kind, check=True, capture_output=True)
            return done.stdout.decode()

        git("init", "--quiet")
        assert len(configs) == 2
        for name, value in configs:
            ours = f'"{sys.executable}" -m make_docx'
            git("config", name, value.replace("make-docx", ours))
        (kind / ".gitattributes").write_text(attributes, "utf-8")
        git("add", ".")
        git("commit", "--quiet", "--message", "模板")
        put_banner(kind / "template.docx", "另一行")
        added = [line for line in git("diff").splitlines() if line.startswith(("+", "-"))][2:]
        assert added == ["+[] 另一行"]


class TestGuide:
    """docs/文种套件.md is what an author has in hand, so it is run."""

    def test_its_example_is_right_and_its_commands_run(self, run: Run, at_home: Path) -> None:
        guide = GUIDE.read_text("utf-8")
        first, *_ = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
        story = guide.partition("## 二、")[0]
        commands = re.findall(r"^make-docx (.*)$", story, re.MULTILINE)
        assert len(commands) >= 5
        for command in commands:
            answer = run(*command.split())
            assert answer.exit_code == 0, (command, answer.words)
            if command.startswith("kinds new"):
                (at_home / "热线月报" / "kind.toml").write_text(first, "utf-8")
        assert len(list(at_home.rglob("*.docx"))) == 2  # the template and the document
        assert (at_home / "热线2021年5月" / "填报表.xlsx").is_file()

    def test_it_names_every_tag_and_every_key(self) -> None:
        guide = GUIDE.read_text("utf-8")
        tags = names_in(schema())
        parts = (KindFile, IndicatorFields, TableFields, ColumnFields)
        keys = [key for part in parts for key in part.model_fields]
        assert [name for name in (*tags, *keys) if f"`{name}`" not in guide] == []

    def test_it_names_the_limits_as_they_are(self) -> None:
        guide = GUIDE.read_text("utf-8")
        limits = guide.partition("**最多写多少。**")[2].partition("\n")[0]
        numbers = set(map(int, re.findall(r"\d+", limits)))
        lists = [
            getattr(rule, "max_length", 0)
            for part in (KindFile, TableFields, ColumnFields)
            for info in part.model_fields.values()
            for rule in info.metadata
            if "list" in str(info.annotation)
        ]
        assert numbers >= {number for number in lists if number > len(Direction)}
        assert numbers >= {LONGEST_TEXT, 128, 8000, 10_000, 1000}
        assert f"每张最多 {MOST_ROWS} 行" in guide

    def test_every_way_to_print_a_table_is_right(self, tmp_path: Path) -> None:
        guide = GUIDE.read_text("utf-8")
        texts = re.findall(r'`text = ("(?:任务分解|来访记录)\|[^`]*")`', guide)
        assert len(texts) == 2
        tables = (
            f'[[tables]]\nname = "{name}"\nfilled_by = "主办机关"\n'
            + "".join(f'[[tables.columns]]\nlabel = "{label}"\n' for label in labels)
            for name, labels in (
                ("任务分解", ("任务", "牵头单位", "完成时限")),
                ("来访记录", ("事项",)),
            )
        )
        annexes = (
            f'[[annexes]]\nname = "附表{number}"\nform = "表格"\ntext = {text}\n'
            for number, text in enumerate(texts)
        )
        path = tmp_path / "kind.toml"
        scaffold = data_folder("docx_templates") / "kind-scaffold" / "kind.toml"
        path.write_text("\n".join((scaffold.read_text("utf-8"), *tables, *annexes)), "utf-8")
        kind = examine_kind(path).kind
        assert kind
        document = with_everything(kind).document
        assert document
        first, second = (annex.table for annex in document.annexes[-2:])
        assert first
        assert second
        assert [column.head for column in first.columns] == ["序号", "任务", "完成时限"]
        kinds_of_rows = [row.kind for row in second.rows]
        assert (kinds_of_rows[-1], kinds_of_rows.count(RowKind.TOTAL)) == (RowKind.TOTAL, 1)

    def test_the_codes_of_kinds_are_explained(self) -> None:
        shown = (ROOT / "docs" / "errors.md").read_text("utf-8")
        codes = [code for code in CATALOGUE if code.startswith(("kind-", "template-", "sample-"))]
        assert [code for code in codes if f"### {code}\n" not in shown] == []


def names_in(part: Mapping[str, Any]) -> list[str]:
    """Every name of a JSON Schema, those inside of rows too."""
    inner = part.get("items", part)
    found: list[str] = []
    for name, value in inner.get("properties", {}).items():
        found += [name, *names_in(value)]
    return list(dict.fromkeys(found))
