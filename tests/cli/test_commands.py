"""What a clerk types, what is written, what is said, and how it ends."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from clerk import Run
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from make_docx.document import text_dump
from make_docx.intake import names
from make_docx.resources import data_folder


def edit(path: Path, change: Callable[[Workbook], object]) -> None:
    book = load_workbook(path)
    change(book)
    book.save(path)


def put(path: Path, name: str, value: object) -> None:
    """Type `value` into the cell that the defined name stands for."""

    def change(book: Workbook) -> None:
        ((sheet, area),) = book.defined_names[name].destinations
        book[sheet][area.replace("$", "")].value = value

    edit(path, change)


def form_of(job: Path, unit: str) -> Path:
    (path,) = job.glob(f"收件/**/*{unit}.xlsx")
    return path


def documents(job: Path) -> list[Path]:
    return sorted(job.glob("输出/*.docx"))


def put_template(job: Path, line: str) -> None:
    """Save the shipped layout with one more line as the job's own template, as Word would."""
    template = docx.Document(str(data_folder("docx_templates") / "layouts" / "document-up.docx"))
    template.paragraphs[0].insert_paragraph_before(line)
    template.save(str(job / "模板.docx"))


BANNER = "指标.悬挂宣传条幅"


class TestNew:
    @pytest.mark.parametrize("kind", ["activity-summary", "活动总结"])
    def test_a_job_has_a_brief_a_form_and_an_inbox(
        self, tmp_path: Path, run: Run, kind: str
    ) -> None:
        job = tmp_path / "任务"
        assert run("new", kind, job).exit_code == 0
        assert sorted(path.name for path in job.iterdir()) == [
            "公文要素.xlsx",
            "填报表.xlsx",
            "收件",
        ]

    def test_a_workbook_is_a_job_too(self, tmp_path: Path, run: Run) -> None:
        job = tmp_path / "某局.xlsx"
        assert run("new", "活动总结", job).exit_code == 0
        assert "数据" in load_workbook(job).sheetnames

    @pytest.mark.parametrize("name", ["任务", "某局.xlsx"])
    def test_nothing_is_overwritten(self, tmp_path: Path, run: Run, name: str) -> None:
        job = tmp_path / name
        assert run("new", "活动总结", job).exit_code == 0
        before = {path: path.read_bytes() for path in tmp_path.rglob("*.xlsx")}
        answer = run("new", "活动总结", job)
        assert answer.exit_code == 5
        assert name in answer.words
        assert {path: path.read_bytes() for path in tmp_path.rglob("*.xlsx")} == before

    def test_an_unknown_kind_is_a_usage_error_and_writes_nothing(
        self, tmp_path: Path, run: Run
    ) -> None:
        answer = run("new", "活动总节", tmp_path / "任务")
        assert answer.exit_code == 2
        assert "活动总结" in answer.words
        assert list(tmp_path.iterdir()) == []

    def test_a_new_job_is_checked_without_a_crash(self, tmp_path: Path, run: Run) -> None:
        run("new", "活动总结", tmp_path / "任务")
        answer = run("check", tmp_path / "任务", "--json")
        assert answer.exit_code == 1
        assert set(answer.codes()) == {"element-required", "brief-empty"}


class TestForm:
    def test_the_form_follows_the_edited_indicators(self, heating: Path, run: Run) -> None:
        def rename(book: Workbook) -> None:
            for row in book["指标"].iter_rows():
                for cell in row:
                    if cell.value == "悬挂宣传条幅":
                        cell.value = "悬挂宣传标语"

        edit(heating / "公文要素.xlsx", rename)
        assert run("form", heating).exit_code == 0
        defined = load_workbook(heating / "填报表.xlsx").defined_names
        assert "指标.悬挂宣传标语" in defined
        assert BANNER not in defined

    def test_a_wrong_indicator_sheet_gives_no_form(self, heating: Path, run: Run) -> None:
        def break_it(book: Workbook) -> None:
            for row in book["指标"].iter_rows():
                for cell in row:
                    if cell.value == "合计":
                        cell.value = "总计"

        before = (heating / "填报表.xlsx").read_bytes()
        edit(heating / "公文要素.xlsx", break_it)
        assert run("form", heating).exit_code == 1
        assert (heating / "填报表.xlsx").read_bytes() == before

    def test_every_unit_gets_a_form_with_its_name(self, heating: Path, run: Run) -> None:
        assert run("form", heating, "--each").exit_code == 0
        names_of = {
            path: [
                cell.value
                for row in load_workbook(path)["填报表"].iter_rows()
                for cell in row
                if isinstance(cell.value, str)
            ]
            for path in sorted((heating / "发出").iterdir())
        }
        assert len(names_of) == 3
        for unit in ("城东热力公司", "城西供热公司", "新区热电厂"):
            (path,) = [path for path in names_of if unit in path.name]
            assert unit in names_of[path]

    def test_what_else_is_where_the_forms_go_stays(self, heating: Path, run: Run) -> None:
        (heating / "发出").mkdir()
        (heating / "发出" / "已盖章.xlsx").write_bytes(b"signed")
        assert run("form", heating, "--each").exit_code == 0
        assert (heating / "发出" / "已盖章.xlsx").read_bytes() == b"signed"
        assert len(list((heating / "发出").iterdir())) == 4

    def test_a_second_time_the_form_of_a_new_unit_is_added_and_one_that_was_changed_stays(
        self, heating: Path, run: Run
    ) -> None:
        def add_unit(book: Workbook) -> None:
            book["单位名册"].insert_rows(5)
            book["单位名册"]["B5"] = "城南供热站"

        assert run("form", heating, "--each").exit_code == 0
        (changed,) = (heating / "发出").glob("*城西供热公司*")
        book = load_workbook(changed)
        book.save(changed)
        before = {path.name: path.read_bytes() for path in (heating / "发出").iterdir()}
        edit(heating / "公文要素.xlsx", add_unit)
        answer = run("form", heating, "--each")
        assert answer.exit_code == 0
        after = {path.name: path.read_bytes() for path in (heating / "发出").iterdir()}
        (new,) = after.keys() - before.keys()
        assert "城南供热站" in new
        assert new in answer.words
        assert after[changed.name] == before[changed.name]
        assert changed.name in answer.words
        assert run("form", heating, "--each", "--force").exit_code == 0
        assert changed.read_bytes() != before[changed.name]

    def test_forms_that_nobody_saved_follow_the_brief(self, heating: Path, run: Run) -> None:
        def rename(book: Workbook) -> None:
            for row in book["指标"].iter_rows():
                for cell in row:
                    if cell.value == "悬挂宣传条幅":
                        cell.value = "悬挂宣传标语"

        assert run("form", heating, "--each").exit_code == 0
        edit(heating / "公文要素.xlsx", rename)
        assert run("form", heating, "--each").exit_code == 0
        for path in (heating / "发出").iterdir():
            assert "指标.悬挂宣传标语" in load_workbook(path).defined_names

    def test_a_form_made_for_a_unit_comes_back_as_its_report(self, heating: Path, run: Run) -> None:
        assert run("form", heating, "--each").exit_code == 0
        form_of(heating, "城东热力公司").unlink()
        (made,) = (heating / "发出").glob("*城东热力公司*")
        sent = heating / "收件" / "回.xlsx"
        shutil.copy(made, sent)
        book = load_workbook(sent)
        labels = [name for name in book.defined_names if name.startswith("指标.")]
        for name in labels:
            put(sent, name, 5)
        answer = run("check", heating, "--json")
        assert answer.json["units"]["reported"] == 3


class TestCheck:
    def test_a_good_job_is_ok(self, heating: Path, run: Run) -> None:
        answer = run("check", heating, "--json")
        assert answer.exit_code == 0
        assert answer.json["ok"] is True
        assert answer.json["units"] == {
            "expected": 3,
            "reported": 3,
            "missing": [],
            "duplicate": [],
            "late": [],
            "unknown": [],
        }
        assert {record["status"] for record in answer.json["files"]} == {"accepted"}

    def test_every_finding_is_listed_at_once_with_its_place(self, heating: Path, run: Run) -> None:
        put(form_of(heating, "城东热力公司"), BANNER, "很多")
        put(form_of(heating, "城西供热公司"), BANNER, -1)
        put(form_of(heating, "城西供热公司"), "指标.接待群众", None)
        form_of(heating, "新区热电厂").unlink()
        answer = run("check", heating, "--json")
        assert answer.exit_code == 1
        found = {(f["code"], f["unit"], f["label"]) for f in answer.json["findings"]}
        assert found == {
            ("cell-not-number", "城东热力公司", "悬挂宣传条幅"),
            ("cell-negative", "城西供热公司", "悬挂宣传条幅"),
            ("cell-required", "城西供热公司", "接待群众"),
            ("unit-missing", "新区热电厂", "单位名称"),
        }
        (wrong,) = [f for f in answer.json["findings"] if f["code"] == "cell-not-number"]
        assert wrong["file"] == "收件/供热企业/01城东热力公司.xlsx"
        assert wrong["sheet"] == "填报表"
        assert wrong["found"] == "很多"
        assert wrong["action"]
        book = load_workbook(form_of(heating, "城东热力公司"))
        assert book["填报表"][wrong["cell"]].value == "很多"

    def test_a_table_of_units_is_no_file_whose_unit_is_not_known(
        self, heating: Path, run: Run
    ) -> None:
        shutil.rmtree(heating / "收件")
        (heating / "收件").mkdir()
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        heads = ["悬挂宣传条幅", "设立便民服务台", "参加活动人员", "接待群众", "解答供热问题"]
        for row in (
            ["单位名称", *heads],
            ["城东热力公司", "很多", 1, 9, 112, 27],
            ["城西供热公司", 1, 1, 8, 86, 19],
            ["新区热电厂", 1, 1, 8, 66, 16],
        ):
            sheet.append(row)
        book.save(heating / "收件" / "汇总.xlsx")
        (heating / "收件" / "坏.xlsx").write_bytes(b"PK")
        words = run("check", heating).words
        assert words.startswith(
            "应报 3 家，已报 2 家，退回 1 家，另有 1 个文件没有采用：1 个读不出来。"
        )
        order = ["【公文要素和认不出单位的文件】", "× 收件/坏.xlsx", "【城东热力公司】", "“很多”"]
        assert sorted(order, key=words.index) == order

    def test_the_findings_are_also_told_to_people(self, heating: Path, run: Run) -> None:
        put(form_of(heating, "城东热力公司"), BANNER, "很多")
        answer = run("check", heating)
        assert answer.stdout == ""
        assert "应报 3 家，已报 2 家" in answer.words
        assert "01城东热力公司.xlsx" in answer.words
        assert "很多" in answer.words

    def test_the_same_words_about_many_places_are_said_once(self, heating: Path, run: Run) -> None:
        for unit in ("城东热力公司", "城西供热公司", "新区热电厂"):
            put(form_of(heating, unit), BANNER, "很多")
        words = run("check", heating).words
        assert words.count("要填数字，现在是“很多”") == 1
        assert words.count("填报表!D10") == 3

    def test_an_empty_workbook_is_told_to_be_empty(self, tmp_path: Path, run: Run) -> None:
        run("new", "活动总结", tmp_path / "某局.xlsx")
        assert "nothing-reported" in run("check", tmp_path / "某局.xlsx", "--json").codes()

    def test_two_forms_of_one_unit_are_both_named_and_neither_counts(
        self, heating: Path, run: Run
    ) -> None:
        first = form_of(heating, "城东热力公司")
        second = heating / "收件" / "补报.xlsx"
        second.write_bytes(first.read_bytes())
        put(second, BANNER, 5)
        answer = run("check", heating, "--json")
        assert answer.codes() == ["unit-duplicate"]
        assert answer.json["units"]["duplicate"] == ["城东热力公司"]
        assert answer.json["units"]["reported"] == 2
        assert "补报.xlsx" in answer.json["findings"][0]["message"]
        assert first.name in answer.json["findings"][0]["message"]

    def test_a_unit_that_is_not_on_the_roster_is_named(self, heating: Path, run: Run) -> None:
        put(form_of(heating, "城东热力公司"), "填报.单位名称", "城东热力")
        answer = run("check", heating, "--json")
        assert set(answer.codes()) == {"unit-unknown", "unit-missing"}
        assert answer.json["units"]["unknown"] == ["城东热力"]

    def test_a_form_of_another_job_is_rejected(self, heating: Path, county: Path, run: Run) -> None:
        stray = heating / "收件" / "别处的表.xlsx"
        stray.write_bytes((county / "填报表.xlsx").read_bytes())
        answer = run("check", heating, "--json")
        assert answer.exit_code == 1
        (record,) = [r for r in answer.json["files"] if r["path"].endswith("别处的表.xlsx")]
        assert record["status"] == "rejected"

    @pytest.mark.parametrize(
        ("typed", "value", "status"),
        [
            ("１２", "12", "exact"),
            ("1,200", "1200", "exact"),
            ("2万", "20000", "exact"),
            ("约200", "200", "about"),
            ("200余", "200", "at_least"),
            ("近200", "200", "at_most"),
            ("无", "0", "exact"),
        ],
    )
    def test_figures_are_understood_as_units_write_them(
        self, heating: Path, run: Run, typed: str, value: str, status: str
    ) -> None:
        put(form_of(heating, "城东热力公司"), BANNER, typed)
        for other in ("城西供热公司", "新区热电厂"):
            put(form_of(heating, other), BANNER, 0)
        answer = run("build", heating, "--json")
        assert answer.exit_code == 0
        (figure,) = [f for f in answer.json["figures"] if f["name"] == "悬挂宣传条幅"]
        assert (figure["value"], figure["status"]) == (value, status)


REPORT = Path("输出", "校核报告.xlsx")


class TestDecisions:
    """A figure that may be true is confirmed with a reason before the document is built."""

    @pytest.fixture
    def doubtful(self, heating: Path) -> Path:
        put(form_of(heating, "城东热力公司"), BANNER, 13800000000)
        return heating

    def test_a_doubtful_figure_keeps_the_document_back(self, doubtful: Path, run: Run) -> None:
        answer = run("build", doubtful, "--json")
        assert (answer.exit_code, answer.json["ok"]) == (1, False)
        assert answer.codes() == []
        assert answer.codes("warn") == ["cell-implausible"]
        assert documents(doubtful) == []
        assert "--accept cell-implausible:城东热力公司" in answer.words

    def test_a_reason_on_the_command_line_lets_it_pass(self, doubtful: Path, run: Run) -> None:
        accept = ("--accept", "cell-implausible:城东热力公司", "--reason", "已电话核实")
        assert run("build", doubtful, *accept).exit_code == 0
        assert len(documents(doubtful)) == 1

    def test_the_reason_is_kept_for_the_next_run(self, doubtful: Path, run: Run) -> None:
        accept = ("--accept", "cell-implausible:城东热力公司", "--reason", "已电话核实")
        assert run("check", doubtful, *accept).exit_code == 0
        answer = run("check", doubtful, "--json")
        assert answer.exit_code == 0
        (found,) = [f for f in answer.json["findings"] if f["code"] == "cell-implausible"]
        assert found["reason"] == "已电话核实"

    def test_a_reason_in_the_report_lets_it_pass(self, doubtful: Path, run: Run) -> None:
        assert run("check", doubtful).exit_code == 1

        def confirm(book: Workbook) -> None:
            sheet = book["逐条意见"]
            rows = list(sheet.iter_rows())
            head = next(r for r in rows if "处理" in [c.value for c in r])
            columns = {cell.value: index for index, cell in enumerate(head)}
            (row,) = [r for r in rows if "cell-implausible" in [c.value for c in r]]
            row[columns["处理"]].value = "确认"
            row[columns["理由"]].value = "已电话核实"

        edit(doubtful / REPORT, confirm)
        assert run("build", doubtful).exit_code == 0

    def test_another_value_has_to_be_confirmed_again(self, doubtful: Path, run: Run) -> None:
        accept = ("--accept", "cell-implausible:城东热力公司", "--reason", "已电话核实")
        assert run("check", doubtful, *accept).exit_code == 0
        put(form_of(doubtful, "城东热力公司"), BANNER, 13900000000)
        assert run("build", doubtful).exit_code == 1

    @pytest.mark.parametrize(
        "arguments",
        [
            ("--accept", "cell-implausible:城东热力公司"),
            ("--accept", "cell-implausible:城东热力公司", "--reason", " "),
            ("--accept", "cell-implausibel:城东热力公司", "--reason", "已核实"),
            ("--accept", "城东热力公司", "--reason", "已核实"),
        ],
    )
    def test_half_a_confirmation_is_refused(
        self, doubtful: Path, run: Run, arguments: tuple[str, ...]
    ) -> None:
        assert run("check", doubtful, *arguments).exit_code == 2

    def test_a_faulty_form_comes_back_marked(self, heating: Path, run: Run) -> None:
        put(form_of(heating, "城东热力公司"), BANNER, "很多")
        assert run("check", heating, "--return").exit_code == 1
        returned = heating / "输出" / "退回"
        (copy,) = returned.glob("*.xlsx")
        comments = [
            cell.comment.text
            for row in load_workbook(copy)["填报表"].iter_rows()
            for cell in row
            if cell.comment
        ]
        assert any("很多" in text for text in comments)
        assert (returned / "退回说明.docx").is_file()


class TestBuild:
    def test_an_existing_document_stays_unless_forced_and_closed(
        self, heating: Path, run: Run
    ) -> None:
        output = heating / "out.docx"
        output.write_bytes(b"signed")
        answer = run("build", heating, "-o", output)
        assert answer.exit_code == 5
        assert "--force" in answer.words
        assert output.read_bytes() == b"signed"
        lock = output.with_name("~$out.docx")
        lock.write_bytes(b"")
        answer = run("build", heating, "-o", output, "--force")
        assert (answer.exit_code, output.read_bytes()) == (5, b"signed")
        assert lock.name in answer.words
        lock.unlink()
        assert run("build", heating, "-o", output, "--force").exit_code == 0
        assert output.read_bytes() != b"signed"

    def test_an_error_writes_no_document(self, heating: Path, run: Run) -> None:
        put(form_of(heating, "城东热力公司"), BANNER, "很多")
        assert run("build", heating).exit_code == 1
        assert documents(heating) == []

    def test_the_missing_are_listed_when_built_without_them(self, heating: Path, run: Run) -> None:
        form_of(heating, "新区热电厂").unlink()
        assert run("build", heating).exit_code == 1
        answer = run("build", heating, "--allow-partial", "--json")
        assert answer.exit_code == 0
        (document,) = answer.json["documents"]
        text = text_dump(Path(document["path"]).read_bytes())
        (row,) = [line for line in text.splitlines() if "新区热电厂" in line and "未报" in line]
        assert row.count("未报") == 5

    def test_the_json_names_the_document_and_every_figure(self, heating: Path, run: Run) -> None:
        answer = run("build", heating, "--json")
        figures = {f["name"]: (f["value"], f["unit"], f["cells"]) for f in answer.json["figures"]}
        assert figures["接待群众"] == ("264", "人次", 3)
        (document,) = answer.json["documents"]
        assert Path(document["path"]).is_file()
        assert len(document["sha256"]) == 64

    def test_what_units_and_clerks_type_comes_out_as_typed(self, county: Path, run: Run) -> None:
        nasty = "A&B <w:p/> {{ 7*7 }} {% if x %} {# #} 【悬挂】{甲} 㫚𬭎👨‍👩‍👧 ＝=1+1"
        put(form_of(county, "001县卫生计生委机关"), "指标.主要做法", nasty + "_x0007_尾")
        put(county / "公文要素.xlsx", "要素.抄送机关", "研发&推广<处>")
        put(county / "公文要素.xlsx", "要素.活动名称", "“A&B<C”活动")
        answer = run("build", county, "--json")
        assert answer.exit_code == 0
        (document,) = answer.json["documents"]
        text = text_dump(Path(document["path"]).read_bytes())
        assert f"县卫生计生委机关：{nasty}尾" in text
        assert "抄送：研发&推广<处>。" in text
        assert "关于“A&B<C”活动开展情况的报告" in text.replace("\n", "").replace("⏎", "")
        assert "49" not in [line.strip() for line in text.splitlines()]

    def test_a_downward_document_prints_no_signer(self, heating: Path, run: Run) -> None:
        put(heating / "公文要素.xlsx", "要素.行文方向", "下行文")
        answer = run("build", heating, "--json")
        assert answer.exit_code == 0
        assert answer.codes("warn") == ["element-unused", "title-direction"]
        text = text_dump(Path(answer.json["documents"][0]["path"]).read_bytes())
        assert "签发人" not in text

    def test_the_template_of_the_job_replaces_the_layout(self, heating: Path, run: Run) -> None:
        put_template(heating, "内部样张：{{ 署名 }}")
        answer = run("build", heating, "--json")
        assert answer.exit_code == 0
        text = text_dump(Path(answer.json["documents"][0]["path"]).read_bytes())
        assert "内部样张：XX市供热办公室" in text

    def test_a_broken_template_ends_in_3_and_names_the_spot(self, heating: Path, run: Run) -> None:
        put_template(heating, "内部样张：{{ 标提 }}")
        answer = run("build", heating)
        assert answer.exit_code == 3
        assert "内部样张" in answer.words
        assert "标提" in answer.words
        assert "标题" in answer.words
        assert documents(heating) == []

    @pytest.mark.parametrize("name", ["公文要素.xlsx", "总结.txt", "总结", "模板.docx"])
    def test_an_output_that_would_destroy_something_is_refused(
        self, heating: Path, run: Run, name: str
    ) -> None:
        before = {path: path.read_bytes() for path in heating.rglob("*") if path.is_file()}
        assert run("build", heating, "-o", heating / name, "--force").exit_code == 2
        assert {p: p.read_bytes() for p in heating.rglob("*") if p.is_file()} == before

    def test_a_folder_that_is_not_there_is_not_made(self, heating: Path, run: Run) -> None:
        answer = run("build", heating, "-o", heating / "没有" / "总结.docx")
        assert answer.exit_code == 2
        assert "没有文件夹" in answer.words
        assert not (heating / "没有").exists()

    def test_a_folder_as_output_gets_the_document(self, bureau: Path, run: Run) -> None:
        folder = bureau.parent / "送签"
        folder.mkdir()
        assert run("build", bureau, "-o", folder).exit_code == 0
        assert [path.suffix for path in folder.iterdir()] == [".docx"]

    def test_a_title_of_signs_only_is_an_error(self, heating: Path, run: Run) -> None:
        put(heating / "公文要素.xlsx", "要素.标题", "。")
        answer = run("build", heating, "--json")
        assert answer.exit_code == 1
        assert answer.codes() == ["element-required"]
        assert answer.json["documents"] == []

    def test_nothing_reported_is_an_error_even_if_some_may_be_missing(
        self, heating: Path, run: Run
    ) -> None:
        for path in heating.glob("收件/**/*.xlsx"):
            path.unlink()
        answer = run("build", heating, "--allow-partial", "--json")
        assert answer.exit_code == 1
        assert answer.codes() == ["nothing-reported"]
        assert documents(heating) == []


class TestEnds:
    @pytest.mark.parametrize("command", ["check", "build", "form"])
    def test_what_is_no_job_ends_in_4(self, tmp_path: Path, run: Run, command: str) -> None:
        assert run(command, tmp_path / "没有").exit_code == 4
        (tmp_path / "空").mkdir()
        assert run(command, tmp_path / "空").exit_code == 4
        (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04half")
        assert run(command, tmp_path / "坏.xlsx").exit_code == 4

    def test_with_json_a_stop_is_one_document_too(self, tmp_path: Path, run: Run) -> None:
        answer = run("check", tmp_path / "没有", "--json")
        assert answer.json["ok"] is False
        assert answer.json["error"]["exit_code"] == 4
        assert "没有" in answer.json["error"]["message"]

    def test_a_name_that_looks_like_a_file_makes_no_folder(self, tmp_path: Path, run: Run) -> None:
        assert run("new", "活动总结", tmp_path / "某局.xls").exit_code == 2
        assert list(tmp_path.iterdir()) == []

    def test_a_broken_standard_output_ends_in_5(self, heating: Path) -> None:
        command = [sys.executable, "-m", "make_docx", "check", str(heating), "--json"]
        with Path("/dev/full").open("wb") as full:
            result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
        assert result.returncode == 5
        assert b"Traceback" not in result.stderr

    def test_an_unknown_option_ends_in_2(self, run: Run) -> None:
        assert run("build", "--fast").exit_code == 2

    def test_a_broken_kind_ends_in_3_and_the_others_are_still_listed(
        self, tmp_path: Path, run: Run
    ) -> None:
        (tmp_path / "broken").mkdir()
        (tmp_path / "broken" / "kind.toml").write_text("id = 1", "utf-8")
        answer = run("kinds", "--kinds", tmp_path, "--json")
        assert answer.exit_code == 3
        assert "activity-summary" in [kind["id"] for kind in answer.json]
        assert str(tmp_path / "broken" / "kind.toml") in answer.words
        assert run("kinds", "--kinds", tmp_path, "list").exit_code == 3

    def test_the_kinds_are_listed(self, run: Run) -> None:
        kinds = {kind["id"]: kind for kind in run("kinds", "--json").json}
        assert kinds["activity-summary"] == {
            "id": "activity-summary",
            "name": "活动总结",
            "direction": ["上行文", "下行文"],
            "layout": "文件",
            "origin": "内置",
            "version": "1.0",
        }
        assert "活动总结" in run("kinds", "list").words


def test_each_workbook_is_opened_once(heating: Path) -> None:
    code = (
        "import sys, collections\n"
        "opened = collections.Counter()\n"
        "def note(event, arguments):\n"
        "    path = str(arguments[0]) if event == 'open' else ''\n"
        f"    if path.startswith({str(heating)!r}) and path.endswith('.xlsx'):\n"
        "        opened[path] += 1\n"
        "sys.addaudithook(note)\n"
        "from pathlib import Path\n"
        "from make_docx import pipeline\n"
        f"pipeline.check(Path({str(heating)!r}))\n"
        "print(sorted(opened.values()))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert result.stdout.strip() == "[1, 1, 1, 1]"


def test_the_constants_tell_whose_form_it_is(heating: Path) -> None:
    defined = load_workbook(heating / "填报表.xlsx").defined_names
    for name in (names.KIND_NAME, names.VERSION_NAME, names.PERIOD_NAME):
        assert defined[name].hidden
    assert defined[names.KIND_NAME].attr_text == '"activity-summary"'


class TestHouseRules:
    def test_what_the_office_does_otherwise_is_listed(self, heating: Path, run: Run) -> None:
        (heating / "格式规定.toml").write_text('["版面"]\n"页码" = "居中"\n', "utf-8")
        for command in ("check", "build"):
            answer = run(command, heating, "--json")
            rules = [f for f in answer.json["findings"] if f["code"] == "house-rule"]
            assert [(f["file"], f["found"]) for f in rules] == [("格式规定.toml", "居中")]

    @pytest.mark.parametrize("name", ["格式规定.toml.txt", "模版.docx"])
    def test_a_file_under_another_name_is_told(self, heating: Path, run: Run, name: str) -> None:
        (heating / name).write_bytes(b"")
        answer = run("check", heating, "--json")
        assert answer.codes("warn") == ["file-misnamed"]
        assert answer.exit_code == 0
