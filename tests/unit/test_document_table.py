"""A 统计表 gets the page, the type and the column widths that its columns need."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from make_docx.document.rows import MARK, _printed, _read
from make_docx.document.styles import Style
from make_docx.document.table import SetTable, head_texts, set_table
from make_docx.model import RowKind, StatTable, TableColumn, TableRow
from make_docx.official import page
from make_docx.official.columns import fit_table

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": W}
STYLES: dict[str, str] = {Style.TABLE_HEAD: "H", Style.TABLE_TEXT: "T", Style.TABLE_FIGURE: "F"}


def table(columns: int, *, name: str = "某县城关镇卫生院", rows: int = 3) -> StatTable:
    heads = (
        TableColumn("单位名称", numeric=False),
        *(TableColumn(f"第{number}项宣传活动", "场次") for number in range(columns)),
    )
    cells = (name, *("12345" for _ in range(columns)))
    body = tuple(TableRow(RowKind.UNIT, cells) for _ in range(rows))
    return StatTable(heads, (*body, TableRow(RowKind.TOTAL, cells)))


def whole(stat: StatTable) -> SetTable:
    return set_table(stat, STYLES, number=0, is_whole=True)


def with_marks(stat: StatTable) -> SetTable:
    return set_table(stat, STYLES, number=0, is_whole=False)


def parsed(stat: StatTable) -> etree._Element:
    return etree.fromstring(f'<root xmlns:w="{W}">{whole(stat).xml}</root>')


def test_few_columns_stand_upright_in_small_4() -> None:
    how = fit_table(table(4))
    assert not how.landscape
    assert how.size == page.SIZE_SMALL_4


def test_more_columns_turn_the_page() -> None:
    how = fit_table(table(9))
    assert how.landscape
    assert how.size in (page.SIZE_SMALL_4, page.SIZE_5)


def test_too_many_columns_get_smaller_type() -> None:
    how = fit_table(table(14))
    assert how.landscape
    assert how.size < page.SIZE_5


def test_widths_fill_the_text_area_however_many_columns_there_are() -> None:
    for columns in range(1, 60):
        how = fit_table(table(columns))
        assert sum(how.widths) == (page.TEXT_HEIGHT if how.landscape else page.TEXT_WIDTH)
        assert all(width > 0 for width in how.widths)


def test_a_long_text_does_not_turn_the_page() -> None:
    assert not fit_table(table(3, name="开展义诊和咨询活动，" * 30)).landscape


def test_the_head_row_repeats_and_no_row_splits() -> None:
    rows = parsed(table(3)).findall(".//w:tr", NS)
    assert [row.find("w:trPr/w:tblHeader", NS) is not None for row in rows] == [
        True,
        False,
        False,
        False,
        False,
    ]
    assert all(row.find("w:trPr/w:cantSplit", NS) is not None for row in rows)


def test_figures_are_centred_and_names_flush_left_by_their_styles() -> None:
    rows = parsed(table(2)).findall(".//w:tr", NS)
    styles = [
        [str(style.get(f"{{{W}}}val")) for style in row.findall(".//w:pStyle", NS)] for row in rows
    ]
    assert styles[0] == ["H", "H", "H"]
    assert styles[1] == ["T", "F", "F"]


def test_totals_stand_out_in_heiti() -> None:
    rows = parsed(table(2)).findall(".//w:tr", NS)
    faces = [row.find(".//w:rFonts", NS) is not None for row in rows]
    assert faces == [False, False, False, False, True]


def test_the_unit_of_measure_stands_under_the_head() -> None:
    assert head_texts(fit_table(table(1))) == ["单位名称", "第0项宣传活动\n（场次）"]


def test_cells_are_escaped_and_lines_kept() -> None:
    stat = StatTable(
        (TableColumn("<甲>&", numeric=False),), (TableRow(RowKind.UNIT, ("{{ x }}\n{% y %}\x00",)),)
    )
    root = parsed(stat)
    texts = [text.text for text in root.findall(".//w:t", NS)]
    assert texts == ["<甲>&", "{{ x }}", "{% y %}"]
    assert len(root.findall(".//w:br", NS)) == 1


def kept(stat: StatTable) -> list[int]:
    """The rows that stay with what follows; the head is 0."""
    rows = parsed(stat).findall(".//w:tr", NS)
    return [at for at, row in enumerate(rows) if row.find(".//w:keepNext", NS) is not None]


def test_totals_stay_with_the_row_above_them_and_the_last_row_with_the_note_under_it() -> None:
    total = table(1)  # three units and a total
    units = replace(total, rows=total.rows[:-1])
    assert kept(total) == [3]
    assert kept(units) == []
    assert kept(replace(total, note="注：略。")) == [3, 4]
    assert kept(replace(units, note="注：略。")) == [3]
    assert kept(replace(total, rows=total.rows[-1:] * 9)) == [6, 7, 8]


def test_a_number_is_never_broken_and_a_table_too_wide_says_so() -> None:
    def stat(columns: int, cell: str) -> StatTable:
        heads = (TableColumn("单位名称", numeric=False), *[TableColumn("次数", "次")] * columns)
        return StatTable(heads, (TableRow(RowKind.TOTAL, ("合计", *[cell] * columns)),))

    for columns in (1, 8, 16, 20, 24):
        made = stat(columns, "123456")
        how = fit_table(made)
        text = how.size * page.TWIPS_PER_POINT * page.widest("123456")
        if how.holds:
            assert all(width - 2 * how.side >= text for width in how.widths[1:])
    assert fit_table(stat(20, "123456")).holds
    assert not fit_table(stat(40, "123456")).holds


def test_heads_are_broken_between_words() -> None:
    heads = [TableColumn(text, "条") for text in ("排查隐患", "发放宣传资料、折页", "参加干部")]
    rows = (TableRow(RowKind.UNIT, ("1",) * 12),)
    how = fit_table(StatTable(tuple(heads * 4), rows))
    assert set(how.heads) == {
        "排查\n隐患\n（条）",
        "发放宣传\n资料、折页\n（条）",
        "参加\n干部\n（条）",
    }


def test_what_is_left_of_the_page_widens_a_number_less_than_a_name() -> None:
    number, name = room(texts(("名次", True, "1"), ("单位名称", False, "县市场监督管理局")))
    assert name > 2 * number


def test_heads_with_whole_words_take_the_room_of_names_and_smaller_type() -> None:
    heads = (
        "悬挂横（条）幅",
        "发放宣传资料、折页",
        "户外大屏滚动播出标语",
        "政府信息公开网发布信息",
    )
    columns = (
        TableColumn("序号"),
        TableColumn("单位名称", numeric=False),
        *(TableColumn(head, "条") for head in (*heads, "广场（街头）宣传活动")),
    )
    rows = (TableRow(RowKind.UNIT, ("60", "县疾病预防控制中心", *["42300余"] * 5)),)
    how = fit_table(StatTable(columns, rows))
    assert not how.landscape
    assert how.size == page.SIZE_5
    assert how.heads[2:] == (
        "悬挂\n横（条）幅\n（条）",
        "发放宣传\n资料、\n折页\n（条）",
        "户外大屏\n滚动播出\n标语\n（条）",
        "政府信息\n公开网\n发布信息\n（条）",
        "广场（街头）\n宣传活动\n（条）",
    )


# ── rows left out ────────────────────────────────────────────────────────────────────────


def put_back(parts: SetTable, page: str) -> str:
    pieces = MARK.split(page.encode())
    for at in range(1, len(pieces), 4):
        first, behind = (int(piece) for piece in pieces[at + 1 : at + 3])
        pieces[at] = b"".join(parts.rows.blocks(first, behind))
        pieces[at + 1 : at + 3] = [b"", b""]
    return b"".join(pieces).decode()


def as_written(xml: str) -> str:
    """What becomes of `xml` on a page."""
    return etree.tostring(etree.fromstring(in_root(xml)), encoding="unicode")


def in_root(xml: str) -> str:
    return f'<root xmlns:w="{W}">{xml}</root>'


CELLS = st.text(
    alphabet=st.sampled_from("0123456789甲乙丙喆㐀 &<>\"'{}%#\n\t\x00\u200b"), max_size=8
)


@given(
    st.lists(st.tuples(st.sampled_from(RowKind), CELLS, CELLS, CELLS), max_size=30),
    st.sampled_from(["", "注：略。"]),
)
def test_a_table_with_rows_left_out_is_the_same_once_they_are_put_back(
    rows: list[tuple[RowKind, str, str, str]], note: str
) -> None:
    columns = (TableColumn("单位", numeric=False), TableColumn("数", "件"), TableColumn("另一个数"))
    stat = StatTable(columns, tuple(TableRow(kind, tuple(cells)) for kind, *cells in rows), note)
    parts = with_marks(stat)
    assert put_back(parts, as_written(parts.xml)) == as_written(whole(stat).xml)


def test_only_rows_that_nothing_will_change_are_left_out() -> None:
    kinds = [RowKind.UNIT, RowKind.SUBTOTAL, RowKind.MISSING, RowKind.UNIT, RowKind.TOTAL]
    names = ["甲镇", "小计", "乙镇", "王喆", "合计"]
    rows = tuple(TableRow(kind, (name, "1")) for kind, name in zip(kinds, names, strict=True))
    stat = StatTable((TableColumn("单位", numeric=False), TableColumn("数")), rows)
    assert with_marks(stat).lines[1:] == (
        "0 0 1",
        ["小计", "1"],
        "0 2 3",
        ["王喆", "1"],
        ["合计", "1"],
    )
    assert with_marks(replace(stat, rows=rows[:1], note="注：略。")).lines[1:] == (["甲镇", "1"],)


# ── tables of texts ──────────────────────────────────────────────────────────────────────


def texts(*columns: tuple[str, bool, str], rows: int = 3, more: str = "") -> StatTable:
    """A column each of (head, numeric, cell); the last cell of the last row is `more`."""
    heads = tuple(TableColumn(head, numeric=numeric) for head, numeric, _ in columns)
    body = [TableRow(RowKind.UNIT, tuple(cell for *_, cell in columns)) for _ in range(rows)]
    if more:
        *_, last = body
        body[-1] = replace(last, cells=(*last.cells[:-1], more))
    return StatTable(heads, tuple(body))


def room(stat: StatTable) -> list[float]:
    """The widths that the columns' texts have, in 字."""
    how = fit_table(stat)
    em = how.size * page.TWIPS_PER_POINT
    return [(width - 2 * how.side) / em for width in how.widths]


TASKS = (
    ("序号", True, "1"),
    ("任务", False, "制定宣传月活动方案，" * 6),
    ("牵头单位", False, "党政办公室"),
    ("配合单位", False, "财政所、社会事务办公室、各村（社区）"),
    ("完成时限", True, "5月15日"),
)


def test_a_table_of_tasks_stands_upright_with_names_and_dates_on_one_line() -> None:
    stat = texts(*TASKS)
    assert not fit_table(stat).landscape
    number, task, lead, others, deadline = room(stat)
    assert lead >= 5
    assert deadline >= page.widest("5月15日")
    assert task == max(number, task, lead, others, deadline)


def test_a_log_with_several_texts_is_turned() -> None:
    long = "反映供热管网老化、室温不达标，要求尽快维修。" * 3
    stat = texts(
        *(("序号", True, "706"), ("时间", True, "12月15日"), ("来访人（姓氏）", False, "张某")),
        *(("反映事项", False, long), ("答复情况", False, long), ("转办单位", False, "住建局")),
        rows=700,
    )
    how = fit_table(stat)
    assert how.landscape
    assert how.holds


def test_one_long_text_does_not_take_the_room_of_the_other_columns() -> None:
    columns = (("情况", False, "国" * 40), ("答复", False, "国" * 40))
    even, outlier = texts(*columns, rows=30), texts(*columns, rows=30, more="国" * 400)
    assert room(even) == room(outlier)


def test_a_cell_of_several_lines_is_as_wide_as_the_longest_of_them() -> None:
    lines = texts(
        ("阶段", False, "准备"), ("任务", False, "1.制定方案；\n2.召开会议；\n3.印发通知。")
    )
    one = texts(("阶段", False, "准备"), ("任务", False, "1.制定方案；"))
    assert room(lines) == room(one)


def test_many_columns_of_texts_are_set_narrow_before_they_are_too_wide() -> None:
    many = texts(*((f"第{at}栏", False, "情况说明，" * 10) for at in range(12)))
    assert fit_table(many).holds
    assert not fit_table(texts(*((f"第{at}栏", True, "1234567890") for at in range(30)))).holds


@pytest.mark.parametrize("text", ["<", "&", "&amp", "a<w:t>b", "\x01", "\ud800", "</w:t>"])
def test_nothing_but_texts_is_let_into_rows(text: str) -> None:
    parts = with_marks(table(1, rows=3))
    pieces = (*parts.rows.pieces[:-1], f"{text}{parts.rows.pieces[-1]}")
    with pytest.raises((ValueError, etree.XMLSyntaxError)):
        list(replace(parts.rows, pieces=pieces).blocks(0, 3))


def test_rows_are_compared_with_their_cells() -> None:
    cells = ["某县城关镇卫生院", "12,345", "", "一\n二 <&>"]
    said = [_printed(cell) for cell in cells]
    assert _read("\r".join(said)) == cells
    for wrong in (" ", "<w:t>", "3&5", "<w:br/", "\r ", "&quot;", "</w:t>"):
        with pytest.raises(ValueError, match="texts"):
            _read("\r".join([*said, said[0] + wrong]))


class Shifted(str):
    """A text printed otherwise than it reads: a digit in the next cell, or without its break."""

    def isalnum(self) -> bool:
        return False

    def isprintable(self) -> bool:
        return True

    def translate(self, table: object, /) -> str:
        return {"<12": "&lt;1", "3": "23", "4\n5": "45"}[self]


@pytest.mark.parametrize("row", [("<12", "3"), ("7", "4\n5")])
def test_a_text_in_another_cell_than_its_own_is_refused(row: tuple[str, str]) -> None:
    parts = with_marks(table(1, rows=1))
    plain = replace(parts.rows, rows=(TableRow(RowKind.UNIT, row),))
    assert len(list(plain.blocks(0, 1))) == 1
    printed = tuple(Shifted(cell) if cell != "7" else cell for cell in row)
    shifted = replace(plain, rows=(TableRow(RowKind.UNIT, printed),))
    with pytest.raises(ValueError, match="cells"):
        list(shifted.blocks(0, 1))
