"""The last report is read as the clerk's program shows it, whichever program saved it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from make_docx.audit import Record, read_record, write_report
from make_docx.audit.decision import CONFIRMED, confirming
from make_docx.audit.decision import Source as MadeBy
from make_docx.audit.record import FINDINGS_SHEET, RECORD_SHEET
from make_docx.catalogue import finding
from make_docx.findings import Place
from make_docx.intake.row_reader import read_heads, read_rows
from make_docx.intake.sheet import Value
from make_docx.intake.stored import clean
from make_docx.model import Brief, Checked, Elements, Outcome

BRIEF: Final = Brief("公文要素.xlsx", "k", Elements(activity="宣传月"), {})
PLACE: Final = Place("收件/甲.xlsx", "填报表", "D10", "条幅")
FOUND: Final = finding("total-jump", PLACE, found="90", expected="9", change="增加 900%")
HANDLING, REASON = "J5", "K5"


def report() -> bytes:
    """A report with a warning to be confirmed, and an older decision in the record."""
    other = finding("total-jump", PLACE, found="80", expected="9", change="增加 800%")
    old = confirming(other, "=去年少报", source=MadeBy.COMMAND)
    return write_report(Outcome(Checked((), ()), (FOUND,)), BRIEF, (old,))


REPORT: Final = report()


def read(data: bytes, folder: Path) -> Record:
    path = folder / "校核报告.xlsx"
    path.write_bytes(data)
    return read_record(path, "输出/校核报告.xlsx")


def saved(book: Any) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def with_reason(cell: str, shared: str = "") -> bytes:
    """The confirmed report with a reason of that XML; `shared` is the shared text number 0."""
    sheet, strings = "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"
    with zipfile.ZipFile(io.BytesIO(REPORT)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    before, _, rest = parts[sheet].partition(f'<c r="{HANDLING}"')
    after = rest[rest.index('<c r="L5"') :]
    handled = f'<c r="{HANDLING}" t="inlineStr"><is><t>{CONFIRMED}</t></is></c>'
    parts[sheet] = f'{before}{handled}<c r="{REASON}"{cell}</c>{after}'
    parts[strings] = parts[strings].replace("<si>", f"<si>{shared}</si><si>", 1)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        for name, part in parts.items():
            out.writestr(name, part)
    return target.getvalue()


def seen_by_openpyxl(data: bytes, sheet: str, cell: str) -> str:
    book: Any = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    value = book[sheet][cell].value
    return "" if value is None else clean(str(value)).strip()


INLINE: Final = ' t="inlineStr"><is>{}</is>'
SHARED: Final = ' t="s"><v>0</v>'


@pytest.mark.parametrize(
    ("cell", "shared", "reason"),
    [
        (INLINE.format("<t>已核实</t>"), "", "已核实"),
        (INLINE.format("<r><t>已</t></r><r><rPr><b/></rPr><t>核实</t></r>"), "", "已核实"),
        (INLINE.format("<t>  已 核实\n第二行 </t>"), "", "已 核实\n第二行"),
        (INLINE.format("<t>a_x000D_\nb</t>"), "", "a\nb"),
        (INLINE.format("<t>a_x005F_x0041_</t>"), "", "a_x0041_"),
        (SHARED, "<t>已核实</t>", "已核实"),
        (SHARED, "<r><t>已</t></r><r><rPr><b/></rPr><t>核实</t></r>", "已核实"),
        (SHARED, "<t>已核实</t><rPh sb='0' eb='1'><t>yi</t></rPh>", "已核实"),
        (SHARED, "<t>a_x005F_x0041_</t>", "a_x0041_"),
        ("><v>13800000000</v>", "", "13800000000"),
        ("><v>0.5</v>", "", "0.5"),
        ("><f>1+1</f><v>2</v>", "", "2"),
        (' t="str"><f>A1</f><v>已核实</v>', "", "已核实"),
        (' t="e"><v>#N/A</v>', "", "#N/A"),
        ("><f>NOW()</f>", "", ""),
        (">", "", ""),
    ],
)
def test_a_reason_is_read_as_openpyxl_reads_it(
    cell: str, shared: str, reason: str, tmp_path: Path
) -> None:
    data = with_reason(cell, shared)
    (decision,) = [one for one in read(data, tmp_path).decisions if one.found == "90"]
    assert decision.reason == reason == seen_by_openpyxl(data, FINDINGS_SHEET, REASON)


@pytest.mark.parametrize(
    ("cell", "shared", "reason"),
    [
        (' t="b"><v>1</v>', "", "TRUE"),  # openpyxl: True
        ("><v>0.30000000000000004</v>", "", "0.3"),  # 0.30000000000000004
        (SHARED, "<t>a_x005F_x000A_b</t>", "a_x000A_b"),  # a line break
        (SHARED, "<r><rPr><strike/></rPr><t>否</t></r><r><t>是</t></r>", "否\u0336是"),  # 否是
    ],
)
def test_a_reason_is_read_as_it_is_seen_where_openpyxl_is_not(
    cell: str, shared: str, reason: str, tmp_path: Path
) -> None:
    data = with_reason(cell, shared)
    (decision,) = [one for one in read(data, tmp_path).decisions if one.found == "90"]
    assert decision.reason == reason != seen_by_openpyxl(data, FINDINGS_SHEET, REASON)


def test_a_day_typed_as_the_reason_is_read_as_such(tmp_path: Path) -> None:
    book: Any = openpyxl.load_workbook(io.BytesIO(with_reason(">")))
    book[FINDINGS_SHEET][REASON].value = 44347
    book[FINDINGS_SHEET][REASON].number_format = "m月d日"
    (decision,) = [one for one in read(saved(book), tmp_path).decisions if one.found == "90"]
    assert decision.reason == "5月31日"


def test_what_another_program_saved_says_the_same(tmp_path: Path) -> None:
    book: Any = openpyxl.load_workbook(io.BytesIO(REPORT))
    for sheet in (FINDINGS_SHEET, RECORD_SHEET):
        book[sheet].sheet_state = "hidden"
    again = saved(book)
    (decision,) = read(REPORT, tmp_path).decisions[:1]
    assert decision.reason == "=去年少报"
    assert read(again, tmp_path) == read(REPORT, tmp_path)


def test_a_report_without_a_list_that_can_be_read_is_refused(tmp_path: Path) -> None:
    def renamed(*sheets: str) -> bytes:
        book: Any = openpyxl.load_workbook(io.BytesIO(REPORT))
        for sheet in sheets:
            book[sheet].title = f"旧{sheet}"
        return saved(book)

    assert "没有“逐条意见”表" in read(renamed(FINDINGS_SHEET, RECORD_SHEET), tmp_path).refusal
    book: Any = openpyxl.load_workbook(io.BytesIO(REPORT))
    book[RECORD_SHEET].insert_rows(1, 50)
    assert "“处理记录”的表头里找不到“处理”" in read(saved(book), tmp_path).refusal


@pytest.mark.parametrize("sheet", [FINDINGS_SHEET, RECORD_SHEET])
def test_only_the_columns_that_are_missing_are_named(sheet: str, tmp_path: Path) -> None:
    book: Any = openpyxl.load_workbook(io.BytesIO(REPORT))
    heads = [cell.value for cell in book[sheet][4]]
    book[sheet].delete_cols(heads.index("编号") + 1, 2)
    kept = read(saved(book), tmp_path)
    assert [found.code for found in kept.findings] == ["report-unreadable"]
    assert kept.refusal == f"“{sheet}”的表头里找不到“识别码”、“编号”"


def confirmed() -> Any:
    """The report as a workbook in which the clerk has confirmed what was found."""
    book: Any = openpyxl.load_workbook(io.BytesIO(REPORT))
    book[FINDINGS_SHEET][HANDLING], book[FINDINGS_SHEET][REASON] = CONFIRMED, "已核实"
    return book


def test_what_is_written_in_a_renamed_sheet_counts(tmp_path: Path) -> None:
    book = confirmed()
    book[FINDINGS_SHEET].insert_rows(1, 3)
    book[FINDINGS_SHEET].title = "意见"
    book.copy_worksheet(book[RECORD_SHEET]).title = "以前的处理记录"
    book.create_chartsheet("图")
    kept = read(saved(book), tmp_path)
    assert (kept.refusal, kept.findings) == ("", ())
    assert {one.found: (one.reason, one.source) for one in kept.decisions} == {
        "90": ("已核实", MadeBy.REPORT),
        "80": ("=去年少报", MadeBy.COMMAND),
    }
    (new,) = [one.written_at for one in kept.decisions if one.found == "90"]
    assert (new.sheet, new.cell) == ("意见", "J8")


def test_a_fault_in_a_renamed_sheet_is_told_where_it_is(tmp_path: Path) -> None:
    book = confirmed()
    book[FINDINGS_SHEET][REASON] = None
    book[FINDINGS_SHEET].title = "意见"
    (void,) = read(saved(book), tmp_path).findings
    assert (void.code, void.place.sheet, void.place.cell) == ("decision-void", "意见", HANDLING)


def test_a_report_without_its_findings_is_refused(tmp_path: Path) -> None:
    book = confirmed()
    del book[FINDINGS_SHEET]
    kept = read(saved(book), tmp_path)
    assert (kept.decisions, [found.code for found in kept.findings]) == ((), ["report-unreadable"])
    assert kept.refusal.startswith("里面没有“逐条意见”表")


def test_of_two_sheets_that_may_be_the_renamed_one_none_is_taken(tmp_path: Path) -> None:
    book = confirmed()
    book.copy_worksheet(book[FINDINGS_SHEET]).title = "逐条意见 (2)"
    both = read(saved(book), tmp_path)
    assert (both.refusal, len(both.decisions)) == ("", 2)
    book[FINDINGS_SHEET].title = "意见"
    assert read(saved(book), tmp_path).refusal.startswith("有 2 张表都像改了名的“逐条意见”")
    del book["意见"]
    assert read(saved(book), tmp_path).decisions[-1].written_at.sheet == "逐条意见 (2)"


TEXTS: Final = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cn", "Cs")), min_size=1, max_size=20
).filter(lambda text: "_x" not in text)


@settings(max_examples=20)
@given(st.lists(TEXTS | st.integers(-(10**9), 10**9) | st.none(), min_size=1, max_size=6))
def test_rows_hold_what_openpyxl_finds_in_them(values: list[str | int | None]) -> None:
    book: Any = openpyxl.Workbook()
    for row, value in enumerate(values, start=3):
        cell = book.active.cell(2 * row, 4)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    rows: dict[int, Mapping[int, Value]] = {}
    assert read_rows(saved(book), {"Sheet": rows.__setitem__, "x": print}) == {"Sheet"}
    seen = {
        2 * row: {4: clean(str(value)).strip()}
        for row, value in enumerate(values, start=3)
        if value is not None and clean(str(value)).strip()
    }
    assert {row: {at: one.words for at, one in held.items()} for row, held in rows.items()} == seen


def test_rows_are_read_that_no_unit_may_send() -> None:
    book: Any = openpyxl.Workbook()
    book.active["A21001"] = "远"
    book.active["B1000000"] = "更远"
    rows: dict[int, Mapping[int, Value]] = {}
    read_rows(saved(book), {"Sheet": rows.__setitem__})
    assert {row: [one.text for one in held.values()] for row, held in rows.items()} == {
        21_001: ["远"],
        1_000_000: ["更远"],
    }


def heads(data: bytes, last_row: int) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}

    def taker(title: str) -> Any:
        listed = rows.setdefault(title, [])
        return lambda number, _: listed.append(number)

    read_heads(data, taker, last_row)
    return rows


def test_of_heads_no_more_rows_are_read_than_asked_for() -> None:
    book: Any = openpyxl.Workbook()
    for row in (1, 3, 4, 5, 60_000):
        book.active.cell(row, 2).value = "字"
    book.create_sheet("后")["A9"] = "字"
    data = saved(book)
    assert heads(data, 4) == {"Sheet": [1, 3, 4], "后": []}


def test_a_part_of_many_sheets_is_read_once() -> None:
    book: Any = openpyxl.Workbook()
    book.active["A1"] = "字"
    main, relations = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    with zipfile.ZipFile(io.BytesIO(saved(book))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = b'<sheet name="%d" sheetId="%d" r:id="x%d"/>'
    link = b'<Relationship Id="x%d" Type="x/worksheet" Target="/xl/worksheets/%b1.xml"/>'
    names = [b"sheet", b"Sheet", b"./SHEET"]
    space = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    more = b"".join(sheet % (at, at + 9, at) for at in range(3)).replace(
        b"/>", b" " + space + b"/>"
    )
    parts[main] = parts[main].replace(b"</sheets>", more + b"</sheets>")
    links = b"".join(link % (at, name) for at, name in enumerate(names))
    parts[relations] = parts[relations].replace(b"</Relationships>", links + b"</Relationships>")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        for name, part in parts.items():
            out.writestr(name, part)
    assert heads(target.getvalue(), 4) == {"Sheet": [1]}
