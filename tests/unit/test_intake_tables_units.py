"""Tables that units fill in come back in their forms, or stand in a one-workbook job."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.drawing.image import Image as Drawing
from PIL import Image

from make_docx import pipeline
from make_docx.errors import OutputError, UsageError
from make_docx.findings import Finding, Severity
from make_docx.intake import (
    names,
    read_job,
    rewrite_ledger,
    write_brief,
    write_form,
    write_forms,
    write_workbook_job,
)
from make_docx.intake.brief import brief_of
from make_docx.intake.forms import read_forms
from make_docx.intake.workbook import Workbook, open_workbook
from make_docx.model import (
    Brief,
    Column,
    ColumnType,
    Direction,
    FilledBy,
    Indicator,
    Kind,
    Layout,
    Level,
    Submission,
    Table,
    Unit,
)

VISITS = Table(
    "来访记录",
    FilledBy.UNITS,
    (
        Column("日期", ColumnType.DATE),
        Column("反映事项"),
        Column("人数", ColumnType.INTEGER, "人", required=False),
    ),
    minimum=1,
)
PHOTOS = Table(
    "照片",
    FilledBy.UNITS,
    (Column("照片", ColumnType.PHOTO), Column("说明", required=False)),
)
KIND = Kind(
    id="statistics-x",
    name="统计",
    version="1",
    directions=(Direction.UP,),
    layout=Layout.DOCUMENT,
    title="统计报告",
    indicators=(Indicator("接待群众", "人"),),
    outline=((Level.BODY, "接待群众【接待群众】。"),),
    tables=(VISITS, PHOTOS),
)
UNITS = (Unit("甲镇", aliases=("甲",)), Unit("乙镇"))
FIRST = 5
Edit = Callable[[Any], None]


def opened(data: bytes, file: str) -> Workbook:
    book = open_workbook(data, file)
    assert isinstance(book, Workbook)
    return book


def brief(kind: Kind = KIND) -> Brief:
    read, _ = brief_of(opened(write_brief(kind), "公文要素.xlsx"))
    return replace(read, units=UNITS)


BRIEF = brief()


def put(book: Any, title: str, rows: Sequence[Sequence[object]], first: int = FIRST) -> None:
    for row, values in enumerate(rows, start=first):
        for column, value in enumerate(values, start=1):
            book[title].cell(row, column).value = value


def edited(data: bytes, *edits: Edit) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    for edit in edits:
        edit(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def fill(book: Any) -> None:
    """The form of 甲镇, with two visits."""
    for name, value in ((names.head_name("单位名称"), "甲镇"), ("指标.接待群众", 2)):
        sheet, _, cell = str(book.defined_names[name].attr_text).rpartition("!")
        book[sheet.strip("'")][cell.replace("$", "")].value = value
    put(book, "来访记录", [("5月3日", "供水", 1), ("5月4日", "道路", None)])


def returned(
    *edits: Edit, asked: Brief = BRIEF, read_as: Brief | None = None
) -> tuple[Submission, list[Finding]]:
    data = edited(write_form(asked), fill, *edits)
    (submission,), findings = read_forms(opened(data, "收件/甲镇.xlsx"), read_as or asked)
    return submission, list(findings)


def rows(submission: Submission, table: str = "来访记录") -> list[list[str]]:
    return [[cell.text for cell in record.cells.values()] for record in submission.records[table]]


def picture() -> Drawing:
    stream = io.BytesIO()
    Image.new("RGB", (8, 6), "red").save(stream, "PNG")
    return Drawing(stream)


FILLED = [["5月3日", "供水", "1"], ["5月4日", "道路", ""]]


# ── the form ─────────────────────────────────────────────────────────────────────────────


def test_a_form_has_a_sheet_for_each_table_of_the_units() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_form(BRIEF)))
    assert book.sheetnames == [names.GUIDE, "填报表", "来访记录", "照片", "单位名册"]
    sheet: Any = book["来访记录"]
    assert [cell.value for cell in sheet[4]] == ["日期", "反映事项", "人数（人）"]
    links = [link.hyperlink.location for row in book[names.GUIDE] for link in row if link.hyperlink]
    assert "'来访记录'!A5" in links


def test_every_unit_gets_the_sheets() -> None:
    forms = write_forms(BRIEF)
    assert len(forms) == 2
    for data in forms.values():
        assert "来访记录" in openpyxl.load_workbook(io.BytesIO(data)).sheetnames


def test_the_tables_are_part_of_the_version() -> None:
    def version(*tables: Table) -> str:
        return names.form_version("k", BRIEF.elements, BRIEF.indicators, tables)

    other_unit = replace(
        VISITS, columns=(*VISITS.columns[:2], replace(VISITS.columns[2], unit="户"))
    )
    versions = [version(), version(VISITS), version(VISITS, PHOTOS), version(other_unit)]
    assert len(set(versions)) == 4
    assert version(replace(VISITS, filled_by=FilledBy.OFFICE)) == version()
    assert version(replace(VISITS, note="另行通知。")) == version(VISITS)


# ── what comes back ──────────────────────────────────────────────────────────────────────


def test_a_form_brings_its_records() -> None:
    submission, findings = returned()
    assert findings == []
    assert rows(submission) == FILLED
    assert submission.records["照片"] == ()
    assert submission.cells["接待群众"].text == "2"
    ref = submission.records["来访记录"][1].cells["反映事项"].ref
    assert (ref.file, ref.sheet, ref.cell) == ("收件/甲镇.xlsx", "来访记录", "B6")


def test_a_photo_belongs_to_its_row() -> None:
    def add(book: Any) -> None:
        put(book, "照片", [(None, "现场一"), (None, "现场二"), (None, "现场三")])
        book["照片"].add_image(picture(), "A6")
        book["照片"].add_image(picture(), "B7")  # beside the column of photos

    submission, findings = returned(add)
    assert findings == []
    of_rows = [record.pictures for record in submission.records["照片"]]
    assert [[p.ref.cell for p in row.values()] for row in of_rows] == [[], ["A6"], ["B7"]]
    assert [set(row) for row in of_rows] == [set(), {"照片"}, {"照片"}]
    assert submission.records["照片"][1].cells["说明"].text == "现场二"


def test_a_photo_alone_makes_a_record() -> None:
    submission, findings = returned(lambda book: book["照片"].add_image(picture(), "A5"))
    assert findings == []
    assert len(submission.records["照片"]) == 1


def test_photos_that_are_nobodys_or_too_many_are_told() -> None:
    def add(book: Any) -> None:
        for cell in ("A1", "A5", "A5"):
            book["照片"].add_image(picture(), cell)

    _, findings = returned(add)
    assert [(f.code, f.place.sheet, f.place.cell) for f in findings] == [
        ("picture-unclaimed", "照片", "A1"),
        ("picture-second", "照片", "A5"),
    ]


def test_a_sheet_that_is_gone_is_an_error_where_records_are_owed() -> None:
    _, findings = returned(lambda b: b.remove(b["来访记录"]), lambda b: b.remove(b["照片"]))
    assert [(f.code, f.place.sheet, f.severity) for f in findings] == [
        ("form-lacks-table", "来访记录", Severity.ERROR),
        ("form-lacks-table", "照片", Severity.WARN),
    ]


def test_columns_of_a_form_of_another_version_are_known_by_their_heads() -> None:
    older = brief(
        replace(KIND, tables=(replace(VISITS, columns=tuple(reversed(VISITS.columns))), PHOTOS))
    )

    def retype(book: Any) -> None:
        put(book, "来访记录", [(1, "供水", "5月3日"), (None, "道路", "5月4日")])

    submission, _ = returned(retype, asked=older, read_as=BRIEF)
    assert rows(submission) == FILLED


def test_a_column_that_a_form_lacks_is_told() -> None:
    older = brief(replace(KIND, tables=(replace(VISITS, columns=VISITS.columns[1:]), PHOTOS)))
    submission, findings = returned(
        lambda book: put(book, "来访记录", [("供水", 1, None), ("道路", None, None)]),
        asked=older,
        read_as=BRIEF,
    )
    assert ("form-lacks-column", "来访记录", "日期") in [
        (f.code, f.place.sheet, f.expected) for f in findings
    ]
    assert submission.records["来访记录"] == ()


def test_a_form_for_another_period_is_refused_for_that_alone() -> None:
    later = replace(BRIEF, elements=replace(BRIEF.elements, period="2027年"))
    asked = replace(BRIEF, elements=replace(BRIEF.elements, period="2026年"))
    submission, findings = returned(lambda b: b.remove(b["来访记录"]), asked=asked, read_as=later)
    assert submission.records == {}
    assert [f.code for f in findings if f.place.sheet == "来访记录"] == []


def test_a_form_of_tables_alone_is_read() -> None:
    alone = brief(replace(KIND, indicators=()))
    assert alone.asks_units
    data = write_form(alone)
    named = names.head_name("单位名称")

    def only_visits(book: Any) -> None:
        cell = str(book.defined_names[named].attr_text).rpartition("!")[2].replace("$", "")
        book["填报表"][cell].value = "乙镇"
        put(book, "来访记录", [("5月3日", "供水", 1)])

    book = opened(edited(data, only_visits), "收件/乙镇.xlsx")
    (submission,), findings = read_forms(book, alone)
    assert findings == ()
    assert (submission.unit, rows(submission)) == ("乙镇", FILLED[:1])


def test_a_sheet_that_the_unit_renamed_is_known_by_its_head() -> None:
    submission, findings = returned(lambda book: setattr(book["来访记录"], "title", "来访登记"))
    assert rows(submission) == FILLED
    assert [(f.code, f.place.sheet, f.severity) for f in findings] == [
        ("table-renamed", "来访登记", Severity.NOTE)
    ]


def test_a_copy_of_a_sheet_with_more_records_is_an_error() -> None:
    def more(book: Any) -> None:
        book.create_sheet("来访记录 (2)")
        put(book, "来访记录 (2)", [("日期", "反映事项"), ("5月9日", "供暖")], 1)

    submission, findings = returned(more)
    assert rows(submission) == FILLED
    assert [(f.code, f.place.sheet, f.severity) for f in findings] == [
        ("table-elsewhere", "来访记录 (2)", Severity.ERROR)
    ]


def test_a_sheet_of_the_unit_with_other_heads_is_only_mentioned() -> None:
    def own(book: Any) -> None:
        book.create_sheet("台账")
        put(book, "台账", [("日期", "姓名"), ("5月9日", "张三")], 1)

    _, findings = returned(own)
    assert [(f.code, f.place.sheet) for f in findings] == [("sheet-unread", "台账")]


def test_a_photo_on_another_sheet_is_told() -> None:
    def add(book: Any) -> None:
        book["填报表"].add_image(picture(), "B9")
        book["来访记录"].add_image(picture(), "B5")

    _, findings = returned(add)
    assert all("“照片”表的“照片”一栏" in f.message for f in findings)
    assert [(f.code, f.place.sheet, f.place.cell) for f in findings] == [
        ("pictures-elsewhere", "填报表", "B9"),
        ("pictures-elsewhere", "来访记录", "B5"),
    ]


def test_hidden_rows_are_told_once() -> None:
    def hide(book: Any) -> None:
        for row in (5, 6):
            book["来访记录"].row_dimensions[row].hidden = True

    submission, (found,) = returned(hide)
    assert rows(submission) == FILLED
    assert (found.code, found.place.cell, found.found) == ("rows-hidden", "A5", "5、6")


# ── one workbook ─────────────────────────────────────────────────────────────────────────


def job(tmp_path: Path, kind: Kind, *edits: Edit) -> tuple[tuple[Submission, ...], list[Finding]]:
    path = tmp_path / "某局.xlsx"
    path.write_bytes(edited(write_workbook_job(kind), *edits))
    received = read_job(path).received
    return received.submissions, list(received.findings)


def two_units(book: Any) -> None:
    put(book, "数据", [("甲镇", None, 1), ("乙镇", None, 1)])


def test_a_workbook_has_a_column_for_the_unit_in_front(tmp_path: Path) -> None:
    book: Any = openpyxl.load_workbook(io.BytesIO(write_workbook_job(KIND)))
    assert book.sheetnames[:5] == [names.GUIDE, "公文要素", "数据", "来访记录", "照片"]
    assert [c.value for c in book["来访记录"][4]] == ["单位名称", "日期", "反映事项", "人数（人）"]
    assert tmp_path.is_dir()


def test_each_unit_gets_its_own_records(tmp_path: Path) -> None:
    visits = [("乙 镇", "5月4日", "道路", None), ("甲镇", "5月3日", "供水", 1)]
    (first, second), findings = job(
        tmp_path, KIND, two_units, lambda book: put(book, "来访记录", visits)
    )
    assert findings == []
    assert (rows(first), rows(second)) == (FILLED[:1], FILLED[1:])


def test_the_only_unit_need_not_be_named(tmp_path: Path) -> None:
    visits = [(None, "5月3日", "供水", 1), ("甲镇", "5月4日", "道路", None)]
    (only,), findings = job(
        tmp_path,
        KIND,
        lambda book: put(book, "数据", [("甲镇", None, 1)]),
        lambda book: put(book, "来访记录", visits),
    )
    assert findings == []
    assert rows(only) == FILLED


def test_records_of_nobody_and_of_somebody_unknown_are_told(tmp_path: Path) -> None:
    visits = [("丙镇", "5月3日", "供水"), (None, "5月4日", "道路"), (None, "5月5日", "路灯")]
    _, findings = job(tmp_path, KIND, two_units, lambda book: put(book, "来访记录", visits))
    assert [(f.code, f.place.cell, f.severity) for f in findings] == [
        ("table-unit-unknown", "A5", Severity.ERROR),
        ("table-of-nobody", "B6", Severity.ERROR),
    ]
    assert "2 条" in findings[1].message


def test_an_unknown_unit_is_told_once_with_the_number_of_its_records(tmp_path: Path) -> None:
    visits = [("丙镇", "5月3日", "供水"), ("甲镇", "5月4日", "道路"), ("丙镇", "5月5日", "路灯")]
    _, (found,) = job(tmp_path, KIND, two_units, lambda book: put(book, "来访记录", visits))
    assert (found.code, found.place.cell) == ("table-unit-unknown", "A5")
    assert "共 2 条" in found.message


def test_a_unit_of_the_roster_that_has_not_reported_is_not_taken_for_another(
    tmp_path: Path,
) -> None:
    visits = [("丙镇", "5月3日", "供水"), ("甲镇", "5月4日", "道路"), ("乙镜", "5月5日", "路灯")]

    roster = [(None, name) for name in ("甲镇", "乙镇", "丙镇")]
    _, findings = job(
        tmp_path,
        KIND,
        two_units,
        lambda book: put(book, "单位名册", roster),
        lambda book: put(book, "来访记录", visits),
    )
    assert [(f.code, f.found) for f in findings] == [
        ("table-unit-unreported", "丙镇"),
        ("table-unit-unknown", "乙镜"),
    ]
    assert "乙镇" not in findings[0].message
    assert "是不是“乙镇”" in findings[1].message


def test_the_subtotal_of_a_unit_is_no_record(tmp_path: Path) -> None:
    visits = [("甲镇", "5月3日", "供水", 1), ("甲镇小计", None, None, 1)]
    (first, _), (found,) = job(
        tmp_path, KIND, two_units, lambda book: put(book, "来访记录", visits)
    )
    assert rows(first) == FILLED[:1]
    assert (found.code, found.place.cell) == ("part-skipped", "A6")


def test_renewing_the_data_keeps_the_tables_and_adds_new_sheets(tmp_path: Path) -> None:
    def declare(book: Any) -> None:
        row = ("典型事例", "事例", None, None, None, None, None, "填报单位")
        put(book, "表格", [row], FIRST + 5)

    visits = [("甲镇", "5月3日", "供水", 1)]
    data = edited(
        write_workbook_job(KIND), two_units, declare, lambda b: put(b, "来访记录", visits)
    )
    read, _ = brief_of(opened(data, "某局.xlsx"))
    path = tmp_path / "某局.xlsx"
    path.write_bytes(rewrite_ledger(data, read))
    received = read_job(path).received
    assert received.findings == ()
    assert rows(received.submissions[0]) == FILLED[:1]
    book: Any = openpyxl.load_workbook(path)
    assert [cell.value for cell in book["典型事例"][4]] == ["单位名称", "事例"]


def test_photos_inside_of_cells_are_not_lost_by_renewing_the_data() -> None:
    data = write_workbook_job(KIND)
    read, _ = brief_of(opened(data, "某局.xlsx"))
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/cellimages.xml", "<a/>")
    with pytest.raises(OutputError):
        rewrite_ledger(stream.getvalue(), read)


def test_floating_photos_are_kept_by_renewing_the_data(tmp_path: Path) -> None:
    def add(book: Any) -> None:
        put(book, "数据", [("甲镇", None, 1)])
        book["照片"].add_image(picture(), "B5")

    data = edited(write_workbook_job(KIND), add)
    read, _ = brief_of(opened(data, "某局.xlsx"))
    path = tmp_path / "某局.xlsx"
    path.write_bytes(rewrite_ledger(data, read))
    (only,) = read_job(path).received.submissions
    assert [set(record.pictures) for record in only.records["照片"]] == [{"照片"}]


# ── no units at all ──────────────────────────────────────────────────────────────────────

PLAN = """
id = "plan-x"
name = "方案"
version = "1.0"
directions = ["下行文"]
layout = "白头"
title = "关于印发实施方案的通知"

[[tables]]
name = "领导小组"
filled_by = "主办机关"
minimum = 1
[[tables.columns]]
label = "姓名"

[[outline]]
level = "正文"
text = "现将实施方案印发给你们。"
"""


@pytest.fixture
def kinds(tmp_path: Path) -> Path:
    (tmp_path / "kinds").mkdir()
    (tmp_path / "kinds" / "kind.toml").write_text(PLAN, "utf-8")
    return tmp_path / "kinds"


def complete(path: Path) -> None:
    book: Any = openpyxl.load_workbook(path)
    for label, value in (("发文机关", "某县教育局"), ("成文日期", "2026-5-3")):
        name = str(book.defined_names[names.element_name(label)].attr_text)
        book["公文要素"][name.rpartition("!")[2].replace("$", "")].value = value
    put(book, "领导小组", [("张三",)])
    book.save(path)


def test_a_document_of_the_brief_needs_no_form_no_inbox_and_no_reports(
    tmp_path: Path, kinds: Path
) -> None:
    job = tmp_path / "任务"
    (path,) = pipeline.new("方案", job, kinds=[kinds])
    assert [entry.name for entry in job.iterdir()] == ["公文要素.xlsx"]
    complete(path)
    outcome = pipeline.build(job, options=pipeline.BuildOptions(kinds=[kinds]))
    assert (outcome.ok, len(outcome.documents)) == (True, 1)
    assert [f.code for f in outcome.findings if f.severity is not Severity.NOTE] == []


def test_one_workbook_is_enough_for_it(tmp_path: Path, kinds: Path) -> None:
    job = tmp_path / "某局.xlsx"
    pipeline.new("方案", job, kinds=[kinds])
    assert "数据" not in openpyxl.load_workbook(job).sheetnames
    complete(job)
    assert pipeline.build(job, options=pipeline.BuildOptions(kinds=[kinds])).ok


def test_there_is_no_form_to_make(tmp_path: Path, kinds: Path) -> None:
    for job in (tmp_path / "任务", tmp_path / "某局.xlsx"):
        pipeline.new("方案", job, kinds=[kinds])
        with pytest.raises(UsageError):
            pipeline.form(job, kinds=[kinds])
    with pytest.raises(UsageError):
        pipeline.form_each(tmp_path / "任务", kinds=[kinds])


# ── forms of another version ─────────────────────────────────────────────────────────────


def changes(*tables: Table) -> str:
    """What a form of `BRIEF` shows to differ from a brief with these tables."""
    version = names.form_version(BRIEF.kind_id, BRIEF.elements, BRIEF.indicators, tables)
    now = replace(BRIEF, tables=tables, form_version=version)
    submission, _ = returned(read_as=now)
    return submission.form_changes


def test_a_form_says_which_tables_were_added_or_taken_away_since() -> None:
    logs = Table("台账", FilledBy.UNITS, (Column("事项"),))
    office = Table("领导小组", FilledBy.OFFICE, (Column("姓名"),))
    assert changes(VISITS, logs, office) == "增加了表格“台账”；去掉了（或改名了）表格“照片”"


def test_a_form_says_how_the_columns_of_a_table_were_changed_since() -> None:
    day, subject, people = VISITS.columns
    visits = replace(
        VISITS,
        columns=(
            replace(day, required=False),
            replace(subject, label="诉求"),
            replace(people, unit="人次"),
            Column("答复"),
        ),
    )
    assert changes(visits, PHOTOS) == (
        "“来访记录”增加了栏目“诉求”、“答复”；“来访记录”去掉了（或改名了）栏目“反映事项”；"
        "“来访记录”的“日期”改为选填；“来访记录”的“人数（人）”改为“人数（人次）”"
    )


def test_a_form_whose_tables_are_as_before_does_not_speak_of_them() -> None:
    minimum = replace(
        VISITS, columns=(replace(VISITS.columns[0], note="写日期"), *VISITS.columns[1:])
    )
    assert returned(read_as=replace(BRIEF, tables=(minimum, PHOTOS)))[0].form_changes == ""
    typed = replace(VISITS.columns[1], choices=("供水", "道路"))
    visits = replace(VISITS, columns=(VISITS.columns[0], typed, VISITS.columns[2]))
    assert changes(visits, PHOTOS) == "指标的名称、计量单位和必填都没有变"
