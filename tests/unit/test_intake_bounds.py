"""A sheet without its empty cells says what it says with them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from make_docx.cell_address import column_letters
from make_docx.intake.bounds import without_empty_cells
from make_docx.intake.package import feed
from make_docx.intake.serial_date import WINDOWS_EPOCH
from make_docx.intake.sheet import Spot
from make_docx.intake.sheet_reader import MOST_COLUMNS, MOST_ROWS, Setting, SheetReader

EMPTY = ("<c{0}/>", '<c{0} s="3"/>', '<c{0} s="3"></c>', '<c{0} s="3" t="n"></c>', '<c{0} t="n"/>')
ELSE = (
    "<c{0}><v>7</v></c>",
    '<c{0} s="1"><v>44348</v></c>',
    '<c{0} s="3" t="inlineStr"><is><t>甲</t></is></c>',
    '<c{0} t="inlineStr"><is><t><![CDATA[<c r="A1"/><c r="]]></t></is></c>',
    "<c{0}><f>A1+1</f></c>",
    '<c{0} s="3" t="e"></c>',
    "<c{0}><v></v></c>",
)
KINDS = st.sampled_from(EMPTY * 3 + ELSE)
# Most cells say where they are; one that does not is the next one.
COLUMNS = st.sampled_from((*range(1, 8), 256, 260, 261, MOST_COLUMNS, MOST_COLUMNS + 1, 702))
CELLS = st.dictionaries(COLUMNS, st.tuples(KINDS, st.booleans() | st.just(True)), max_size=7)
ROWS = st.sampled_from((1, 2, 9, 10, 9_999, 10_000, MOST_ROWS, MOST_ROWS + 1))
SHEETS = st.dictionaries(ROWS, CELLS, min_size=1, max_size=5)


def sheet(rows: dict[int, dict[int, tuple[str, bool]]]) -> bytes:
    data = ""
    for row in sorted(rows):
        data += f'<row r="{row}" ht="27">'
        column = 0
        for asked, (kind, says_where) in sorted(rows[row].items()):
            column = max(asked, column + 1) if says_where else column + 1
            data += kind.format(f' r="{column_letters(column)}{row}"' if says_where else "")
        data += "</row>"
    return f"<worksheet><sheetData>{data}</sheetData></worksheet>".encode()


def said(part: bytes) -> tuple[object, ...]:
    reader = SheetReader(Setting((), ("General", "yyyy-mm-dd", "@", "0.00"), WINDOWS_EPOCH))
    feed(part, reader)
    return (reader.values, reader.formulas, reader.beyond, reader.is_padded, reader.lacks_style)


@given(SHEETS)
def test_empty_cells_that_are_left_out_say_nothing(
    rows: dict[int, dict[int, tuple[str, bool]]],
) -> None:
    part = sheet(rows)
    assert said(without_empty_cells(part)) == said(part)


def test_cells_of_a_form_that_nobody_filled_in_are_left_out() -> None:
    rows = {5: dict.fromkeys(range(1, 7), (EMPTY[3], True))}
    assert without_empty_cells(sheet(rows)) == sheet({5: {}})


def test_the_cell_before_one_that_does_not_say_where_it_is_stays() -> None:
    part = sheet({5: {1: (EMPTY[3], True), 2: (EMPTY[3], True), 3: (ELSE[0], False)}})
    values, *_ = said(without_empty_cells(part))
    assert isinstance(values, dict)
    assert [*values] == [Spot(5, 3)]
