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
SHOWN = (
    ' r="{0}" ht="27"',
    ' r="{0}" spans="1:4" s="3" ht="5.5" x14ac:dyDescent="0.2"',
    ' r="{0}"',
)
HIDDEN = (' r="{0}" hidden="1"', ' r="{0}" s="3" ht="0"', ' r="{0}" ht=".00"', ' r="{0}" a:ht="0"')
LOOKS = st.sampled_from((*SHOWN, *HIDDEN, "", ' ht="0"'))  # two do not say which row they are
SHEETS = st.dictionaries(ROWS, st.tuples(LOOKS, CELLS), min_size=1, max_size=5)

Cells = dict[int, tuple[str, bool]]


def sheet(rows: dict[int, tuple[str, Cells]]) -> bytes:
    data, row = "", 0
    for number, (looks, cells) in sorted(rows.items()):
        row = number if "{0}" in looks else row + 1
        data += f"<row{looks.format(row)}>"
        column = 0
        for asked, (kind, says_where) in sorted(cells.items()):
            column = max(asked, column + 1) if says_where else column + 1
            data += kind.format(f' r="{column_letters(column)}{row}"' if says_where else "")
        data += "</row>"
    return f"<worksheet><sheetData>{data}</sheetData></worksheet>".encode()


def said(part: bytes) -> tuple[object, ...]:
    reader = SheetReader(Setting((), ("General", "yyyy-mm-dd", "@", "0.00"), WINDOWS_EPOCH))
    feed(part, reader)
    beyond = reader.beyond, reader.is_padded
    return (reader.values, reader.formulas, beyond, reader.lacks_style, reader.hidden_rows)


@given(SHEETS)
def test_empty_cells_that_are_left_out_say_nothing(
    rows: dict[int, tuple[str, Cells]],
) -> None:
    part = sheet(rows)
    assert said(without_empty_cells(part)) == said(part)


def test_cells_of_a_form_that_nobody_filled_in_are_left_out() -> None:
    empty, filled = (EMPTY[3], True), (ELSE[0], True)
    rows = {number: (SHOWN[0], dict.fromkeys(range(1, 7), empty)) for number in range(5, 9)}
    one = {7: (SHOWN[0], {1: filled})}
    assert without_empty_cells(sheet({**rows, **one})) == sheet(one)


def test_a_hidden_row_stays_without_its_cells() -> None:
    for looks in HIDDEN:
        part = sheet({5: (looks, {1: (EMPTY[0], True)})})
        assert without_empty_cells(part) == sheet({5: (looks, {})})


def test_the_cell_before_one_that_does_not_say_where_it_is_stays() -> None:
    cells = {1: (EMPTY[3], True), 2: (EMPTY[3], True), 3: (ELSE[0], False)}
    part = sheet({5: (SHOWN[0], cells)})
    values, *_ = said(without_empty_cells(part))
    assert isinstance(values, dict)
    assert [*values] == [Spot(5, 3)]
