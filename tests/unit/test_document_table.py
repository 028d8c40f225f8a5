"""A 统计表 gets the page, the type and the column widths that its columns need."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from make_docx.document.styles import Style
from make_docx.document.table import cell_texts, table_xml
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


def parsed(stat: StatTable) -> etree._Element:
    return etree.fromstring(
        f'<root xmlns:w="{W}">{table_xml(stat, fit_table(stat), STYLES)}</root>'
    )


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
    assert cell_texts(table(1))[0] == ["单位名称", "第0项宣传活动\n（场次）"]


def test_cells_are_escaped_and_lines_kept() -> None:
    stat = StatTable(
        (TableColumn("<甲>&", numeric=False),), (TableRow(RowKind.UNIT, ("{{ x }}\n{% y %}\x00",)),)
    )
    root = parsed(stat)
    texts = [text.text for text in root.findall(".//w:t", NS)]
    assert texts == ["<甲>&", "{{ x }}", "{% y %}"]
    assert len(root.findall(".//w:br", NS)) == 1


def test_the_last_row_stays_with_the_note_under_it() -> None:
    plain, noted = table(1), replace(table(1), note="注：略。")
    kept = [
        row.find(".//w:keepNext", NS) is not None for row in parsed(noted).findall(".//w:tr", NS)
    ]
    assert kept == [False, False, False, False, True]
    assert parsed(plain).find(".//w:keepNext", NS) is None


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
        "发放宣传\n资料、\n折页\n（条）",
        "参加\n干部\n（条）",
    }
