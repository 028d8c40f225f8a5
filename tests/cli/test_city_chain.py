"""Sixty workbooks go up three levels in documents, and not a digit is lost or added."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
from clerk import Answer, Run
from msgspec.structs import replace
from office import DOCX, converter
from openpyxl import load_workbook
from typer.testing import CliRunner

from make_docx.chain import embed, extract
from make_docx.chain.carrier import NAMESPACE
from make_docx.cli import app
from make_docx.document import text_dump
from make_docx.intake import names
from make_docx.resources import data_folder

SAMPLE = data_folder("sample_data") / "city-chain"
COMMAND = re.compile(r"^make-docx build (\S+)(?: -o (\S+))?$", re.MULTILINE)
LABELS = ("悬挂横幅", "发放资料", "开展宣讲", "接受宣讲群众")
TOWN = "甲县城关镇人民政府"


@pytest.fixture(scope="session")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, built from the bottom up by the very commands that its README gives."""
    root = tmp_path_factory.mktemp("chain") / SAMPLE.name
    shutil.copytree(SAMPLE, root, ignore=shutil.ignore_patterns("输出"))
    for job, above in COMMAND.findall((root / "README.md").read_text("utf-8")):
        arguments = ["build", str(root / job), *(["-o", str(root / above)] if above else [])]
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0, result.stderr
    return root


@pytest.fixture
def county(chain: Path, tmp_path: Path) -> Path:
    """甲县 with what came to it, to spoil at will."""
    return Path(shutil.copytree(chain / "甲县", tmp_path / "甲县"))


@pytest.fixture
def city(chain: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(chain / "全市", tmp_path / "全市"))


def document_of(job: Path, unit: str, folder: str = "收件") -> Path:
    (path,) = (job / folder).glob(f"{unit}*.docx")
    return path


def leaves(root: Path) -> list[Path]:
    return sorted(root.rglob("收件/**/*.xlsx"))


def straight_sum(root: Path) -> dict[str, Decimal]:
    """What the cells of all workbooks come to, read without any of the product's code."""
    sums = dict.fromkeys(LABELS, Decimal(0))
    for path in leaves(root):
        book = load_workbook(path, read_only=True)
        for label in LABELS:
            ((sheet, area),) = book.defined_names[f"指标.{label}"].destinations
            text = str(book[sheet][area.replace("$", "")].value or "")
            if found := re.search(r"[0-9.]+", text):
                sums[label] += Decimal(found[0]) * (10000 if "万" in text else 1)
    return sums


def codes(answer: Answer) -> set[str]:
    return {f["code"] for f in answer.json["findings"] if f["severity"] != "note"}


def of_town(answer: Answer) -> dict[str, dict[str, Any]]:
    """The findings about the town's document, by code."""
    return {f["code"]: f for f in answer.json["findings"] if TOWN in f["file"]}


def total_of(answer: Answer, label: str) -> str:
    (value,) = (f["value"] for f in answer.json["figures"] if f["name"] == label)
    return str(value)


class TestUp:
    def test_the_citys_figures_are_the_straight_sum_of_all_leaves(
        self, chain: Path, city: Path, run: Run
    ) -> None:
        assert len(leaves(chain)) == 60
        answer = run("build", city, "--force", "--json")
        figures = {f["name"]: f for f in answer.json["figures"]}
        assert {name: Decimal(f["value"]) for name, f in figures.items()} == straight_sum(chain)
        assert {name: f["status"] for name, f in figures.items()} == {
            "悬挂横幅": "exact",
            "发放资料": "about",
            "开展宣讲": "exact",
            "接受宣讲群众": "at_least",
        }

    def test_the_text_of_a_level_counts_its_own_units_and_those_at_the_bottom(
        self, chain: Path
    ) -> None:
        (path,) = (chain / "全市" / "输出").glob("*.docx")
        text = text_dump(path.read_bytes())
        assert "2个县和2家市直单位" in text
        assert "参加的基层单位共60个" in text

    def test_the_files_of_a_level_are_listed_whatever_they_are(self, city: Path, run: Run) -> None:
        answer = run("check", city, "--json")
        assert answer.exit_code == 0
        units = {file["unit"]: file["status"] for file in answer.json["files"]}
        assert units == {
            "甲县人民政府": "noted",  # 约14660
            "乙县人民政府": "accepted",
            "市公安交警支队": "accepted",
            "市交通运输局": "accepted",
        }

    def test_the_order_and_names_of_the_files_change_no_figure(
        self, city: Path, run: Run, tmp_path: Path
    ) -> None:
        before, after = tmp_path / "before.docx", tmp_path / "after.docx"
        assert run("build", city, "--no-data", "-o", before).exit_code == 0
        inbox = city / "收件"
        paths = [path for path in inbox.rglob("*") if path.is_file()]
        for number, path in enumerate(sorted(paths, reverse=True)):
            path.rename(inbox / f"{number:02d}{path.suffix.upper()}")
        assert run("build", city, "--no-data", "-o", after).exit_code == 0
        assert after.read_bytes() == before.read_bytes()

    def test_the_same_files_make_the_same_bytes(self, chain: Path, city: Path, run: Run) -> None:
        assert run("build", city, "--force").exit_code == 0
        (made,), (before,) = (job.glob("输出/*.docx") for job in (city, chain / "全市"))
        assert made.read_bytes() == before.read_bytes()

    def test_a_unit_that_did_not_report_is_named_in_the_text_of_its_level(
        self, county: Path, run: Run, tmp_path: Path
    ) -> None:
        document_of(county, TOWN).unlink()
        output = tmp_path / "out.docx"
        assert run("build", county, "--allow-partial", "-o", output).exit_code == 0
        text = text_dump(output.read_bytes())
        assert f"{TOWN}没有报送" in text
        assert "参加的基层单位共20个" in text

    def test_libreoffice_between_two_levels_changes_nothing(
        self,
        chain: Path,
        county: Path,
        run: Run,
        tmp_path_factory: pytest.TempPathFactory,
    ) -> None:
        before = run("build", county, "-o", county / "1.docx", "--json")
        files = {p.name: p.read_bytes() for p in (chain / "甲县" / "收件").glob("*.docx")}
        for name, data in converter(tmp_path_factory)(files, DOCX).items():
            assert data != files[name]
            (county / "收件" / name).write_bytes(data)
        after = run("build", county, "-o", county / "2.docx", "--json")
        assert after.exit_code == 0
        assert codes(after) == codes(before) == set()
        assert after.json["figures"] == before.json["figures"]


class TestTrace:
    def test_a_figure_of_the_city_leads_to_the_cell_of_a_village(
        self, chain: Path, run: Run
    ) -> None:
        (path,) = (chain / "全市" / "输出").glob("*.docx")
        (figure,) = run("trace", path, "接受宣讲群众", "--json").json["figures"]
        source = figure
        for unit in ("甲县人民政府", TOWN, "西街村"):
            (source,) = (one for one in source["sources"] if one["unit"] == unit)
        assert (source["value"], source["status"]) == ("60", "at_least")
        book = load_workbook(chain / "甲县城关镇" / source["file"])
        assert book[source["sheet"]][source["cell"]].value == "60余"

    def test_the_words_of_the_text_are_a_way_to_ask(self, chain: Path, run: Run) -> None:
        (path,) = (chain / "全市" / "输出").glob("*.docx")
        answer = run("trace", path, "260余条")
        assert answer.exit_code == 0
        assert "东街村" in answer.words

    def test_the_sources_go_with_the_paper_as_a_workbook(
        self, chain: Path, run: Run, tmp_path: Path
    ) -> None:
        (path,) = (chain / "全市" / "输出").glob("*.docx")
        target = tmp_path / "来源.xlsx"
        assert run("trace", path, "悬挂横幅", "--xlsx", target).exit_code == 0
        rows = list(load_workbook(target).worksheets[0].iter_rows(values_only=True))
        assert sum("柳林村" in " ".join(map(str, row)) for row in rows) == 6

    def test_words_that_no_figure_has_are_an_error_of_the_command(
        self, chain: Path, run: Run
    ) -> None:
        (path,) = (chain / "全市" / "输出").glob("*.docx")
        assert run("trace", path, "没有这个数").exit_code == 2


class TestReview:
    def test_the_review_copy_stands_beside_the_document_and_carries_comments(
        self, county: Path, run: Run, tmp_path: Path
    ) -> None:
        output = tmp_path / "报告.docx"
        answer = run("build", county, "-o", output, "--review", "--json")
        (built,) = answer.json["documents"]
        copy = tmp_path / "报告（审阅稿）.docx"
        assert built["review"] == str(copy)
        with zipfile.ZipFile(copy) as package:
            comments = package.read("word/comments.xml").decode()
        assert "甲县东河镇人民政府" in comments
        assert text_dump(copy.read_bytes()) == text_dump(output.read_bytes())
        assert run("build", county, "-o", output, "--review").exit_code == 5


# ── what people do to a document on its way ──────────────────────────────────────────────

Spoil = Callable[[bytes], bytes]


def with_parts(docx: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            data = change(name, source.read(name))
            if data is not None:
                out.writestr(name, data)
    return target.getvalue()


def with_body(old: str, new: str) -> Spoil:
    """Change the first `old` of the body."""

    def change(name: str, data: bytes) -> bytes:
        if name != "word/document.xml":
            return data
        text = data.decode()
        assert old in text
        return text.replace(old, new, 1).encode()

    return lambda docx: with_parts(docx, change)


def is_properties(name: str, data: bytes) -> bool:
    return name == "docProps/custom.xml"


def is_item(name: str, data: bytes) -> bool:
    return f'<data xmlns="{NAMESPACE}"'.encode() in data


def bent(*copies: Callable[[str, bytes], bool]) -> Spoil:
    """Change a character in the middle of these copies of the data."""

    def change(name: str, data: bytes) -> bytes:
        if not any(is_copy(name, data) for is_copy in copies):
            return data
        at = data.index(b"eN") + 40  # what zlib packed begins with, in base 64
        return data[:at] + (b"A" if data[at : at + 1] != b"A" else b"B") + data[at + 1 :]

    return lambda docx: with_parts(docx, change)


def without_data(docx: bytes) -> bytes:
    def change(name: str, data: bytes) -> bytes | None:
        if is_properties(name, data):
            return re.sub(rb"<property [^>]*name=\"mdk.*?</property>", b"", data)
        return None if name.startswith("customXml/") else data

    return with_parts(docx, change)


def with_data_of_another(docx: bytes) -> bytes:
    payload = extract(docx).payload
    assert payload is not None
    totals = list(payload.totals)
    totals[0] = replace(totals[0], reading=replace(totals[0].reading, value=Decimal(999)))
    return embed(docx, replace(payload, totals=tuple(totals)))


# 悬挂横幅 of the town is 35, and of its first village 2; the text says 30余条.
SPOILT: Mapping[str, tuple[Spoil, str]] = {
    "a digit in the total of the table": (with_body(">35<", ">36<"), "payload-differs"),
    "a digit in the text": (with_body("30余", "80余"), "document-text-differs"),
    "the properties": (bent(is_properties), "payload-damaged"),
    "the second copy": (bent(is_item), "payload-damaged"),
    "both copies": (bent(is_properties, is_item), "payload-unreadable"),
    "no data any more": (without_data, "payload-removed"),
    "data made anew with another figure": (with_data_of_another, "document-tampered"),
}


class TestTampering:
    @pytest.mark.parametrize("what", SPOILT)
    def test_what_was_changed_is_told_of_the_units_document(
        self, county: Path, run: Run, what: str
    ) -> None:
        spoil, code = SPOILT[what]
        path = document_of(county, TOWN)
        path.write_bytes(spoil(path.read_bytes()))
        answer = run("check", county, "--json")
        found = of_town(answer)[code]
        assert (found["severity"], found["unit"]) == ("warn", TOWN)
        assert answer.exit_code == (1 if found["needs_reason"] else 0)
        assert run("verify", path).exit_code == 1

    def test_a_difference_stops_the_document_until_the_clerk_lets_the_printed_figure_count(
        self, county: Path, run: Run
    ) -> None:
        path = document_of(county, TOWN)
        path.write_bytes(SPOILT["a digit in the total of the table"][0](path.read_bytes()))
        output = county / "out.docx"
        answer = run("build", county, "-o", output, "--json")
        found = of_town(answer)["payload-differs"]
        assert (found["label"], found["found"], found["expected"]) == ("悬挂横幅", "36", "35")
        assert answer.exit_code == 1
        assert not output.exists()
        accept = ("--accept", f"payload-differs:{TOWN}", "--reason", "已电话核实")
        answer = run("build", county, "-o", output, "--json", *accept)
        assert answer.exit_code == 0
        assert total_of(answer, "悬挂横幅") == "136"
        assert of_town(answer)["payload-differs"]["reason"] == "已电话核实"
        again = run("build", county, "-o", output, "--force", "--json")  # it was recorded
        assert again.exit_code == 0

    def test_a_file_of_another_office_in_its_place_is_told(
        self, chain: Path, county: Path, run: Run
    ) -> None:
        other = document_of(chain / "乙县", "乙县城关镇人民政府")
        shutil.copy(other, document_of(county, TOWN))
        answer = run("check", county, "--json")
        assert {"unit-unknown", "unit-missing"} <= codes(answer)
        assert answer.json["units"]["missing"] == [TOWN]

    def test_a_document_built_without_data_is_read_by_its_table_and_says_so(
        self, chain: Path, county: Path, run: Run
    ) -> None:
        path = document_of(county, TOWN)
        town = Path(shutil.copytree(chain / "甲县城关镇", county.parent / "town"))
        assert run("build", town, "--no-data", "-o", path, "--force").exit_code == 0
        output = county / "out.docx"
        answer = run("build", county, "-o", output, "--json")
        assert answer.exit_code == 0
        assert of_town(answer)["payload-missing"]["severity"] == "warn"
        assert total_of(answer, "悬挂横幅") == "135"
        assert "基层单位" not in text_dump(output.read_bytes())  # nobody knows how many

    def test_a_document_of_another_period_does_not_count(self, county: Path, run: Run) -> None:
        book = load_workbook(county / "公文要素.xlsx")
        ((sheet, area),) = book.defined_names[names.element_name("报送期次")].destinations
        book[sheet][area.replace("$", "")].value = "2024年5月"
        book.save(county / "公文要素.xlsx")
        answer = run("check", county, "--json")
        assert of_town(answer)["payload-other-period"]["found"] == "2024年6月"
        assert answer.exit_code == 1


class TestTwice:
    def test_a_township_that_also_reports_to_the_city_is_told(
        self, chain: Path, city: Path, run: Run
    ) -> None:
        shutil.copy(document_of(chain / "甲县", TOWN), city / "收件")
        answer = run("check", city, "--json")
        (found,) = (f for f in answer.json["findings"] if f["code"] == "child-twice")
        assert found["found"] == TOWN
        assert answer.exit_code == 1

    def test_a_village_whose_workbook_two_townships_counted_is_told(
        self, chain: Path, county: Path, run: Run, tmp_path: Path
    ) -> None:
        (leaf,) = (chain / "甲县城关镇" / "收件").rglob("*西街村.xlsx")
        other = Path(shutil.copytree(chain / "甲县东河镇", tmp_path / "东河镇"))
        (own,) = (other / "收件").rglob("*西街村.xlsx")
        shutil.copy(leaf, own)
        into = document_of(county, "甲县东河镇人民政府")
        assert run("build", other, "-o", into, "--force").exit_code == 0
        answer = run("check", county, "--json")
        (found,) = (f for f in answer.json["findings"] if f["code"] == "child-twice")
        assert (found["found"], found["unit"]) == ("西街村", TOWN)
        assert answer.exit_code == 1


class TestFiles:
    @pytest.mark.parametrize(
        ("data", "code"),
        [(b"", "file-empty"), (b"PK\x03\x04", "file-damaged"), (b"%PDF-1.7", "file-not-document")],
    )
    def test_a_document_that_cannot_be_read_does_not_stop_the_others(
        self, county: Path, run: Run, data: bytes, code: str
    ) -> None:
        document_of(county, TOWN).write_bytes(data)
        answer = run("check", county, "--json")
        assert set(of_town(answer)) == {code}
        assert answer.json["units"]["reported"] == 4
        assert answer.json["units"]["missing"] == [TOWN]

    def test_a_letter_that_came_with_a_workbook_is_listed_and_left_alone(
        self, county: Path, run: Run
    ) -> None:
        letter = docx.Document()
        letter.add_paragraph("随表报送，请查收。")
        letter.save(str(county / "收件" / "说明.docx"))
        answer = run("check", county, "--json")
        assert answer.exit_code == 0
        files = {file["path"]: file["status"] for file in answer.json["files"]}
        assert files["收件/说明.docx"] == "skipped"
