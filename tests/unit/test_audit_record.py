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
from make_docx.intake.row_reader import read_rows
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
    kept = read(renamed(FINDINGS_SHEET), tmp_path)
    assert (kept.refusal, [d.reason for d in kept.decisions]) == ("", ["=去年少报"])
    book: Any = openpyxl.load_workbook(io.BytesIO(REPORT))
    book[RECORD_SHEET].insert_rows(1, 50)
    assert "“处理记录”的表头里找不到“处理”" in read(saved(book), tmp_path).refusal


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
