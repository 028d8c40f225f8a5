"""Turns a 统计表 and the widths that hold it into a Word table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final

from markupsafe import Markup
from msgspec import Struct

from make_docx.document.rows import Rows, mark, place, plain_rows
from make_docx.document.styles import Style
from make_docx.document.text import TEXT, clean, xml
from make_docx.model import RowKind, StatTable, TableRow
from make_docx.official import page
from make_docx.official.columns import TableFit, fit_table

_ABOVE: Final = 30
_PLACE: Final = "\x00"  # of a text, which cannot have it
_LINE: Final = "<w:spacing"
_STYLE_SIZE: Final = page.SIZE_5  # of the styles 表头, 表中文字, 表中数字
_DISTINCT: Final = frozenset({RowKind.SUBTOTAL, RowKind.TOTAL})
_MOST_KEPT: Final = 4  # rows that stay together at the end


def row_texts(row: TableRow) -> list[str]:
    """The cells of a row as printed."""
    return [clean(cell, breaks=True) for cell in row.cells]


def head_texts(how: TableFit) -> list[str]:
    """The head row as printed."""
    return [clean(text, breaks=True) for text in how.heads]


class SetTable(Struct, frozen=True):
    """A table as it goes into the page: `xml` with marks for the rows that `rows` has.

    `lines` is what has to be found on the page: a list of cells for a row, or the text of a mark.
    """

    how: TableFit
    xml: Markup
    rows: Rows
    lines: tuple[list[str] | str, ...]


def set_table(
    table: StatTable, style_ids: Mapping[str, str], *, number: int, is_whole: bool
) -> SetTable:
    """The ``w:tbl`` of `table`; its texts are escaped, so a template may print it as it is.

    Args:
        table: the table.
        style_ids: name of a style → its id in the layout.
        number: what the marks call the table.
        is_whole: leave no row out.
    """
    how = fit_table(table)
    head, figure, text = (
        style_ids.get(style, "")
        for style in (Style.TABLE_HEAD, Style.TABLE_FIGURE, Style.TABLE_TEXT)
    )
    styles = tuple(figure if column.numeric else text for column in table.columns)
    form = _form(how, head, styles)
    kept = _kept(table)
    body: list[str] = []
    lines: list[list[str] | str] = [head_texts(how)]
    for first, behind, is_left_out in _stretches(table, is_whole=is_whole):
        if is_left_out:
            body.append(mark(number, first, behind))
            lines.append(place(number, first, behind))
            continue
        for at in range(first, behind):
            row = table.rows[at]
            texts = row_texts(row)
            frames = form.keeping if at in kept else form.columns
            run = form.distinct if row.kind in _DISTINCT else form.plain
            body.append(_row(frames, map(xml, texts), run))
            lines.append(texts)
    return SetTable(
        how,
        Markup("".join((form.opening, *body, "</w:tbl>"))),  # noqa: S704  texts went through `xml`
        Rows(table.rows, form.pieces),
        tuple(lines),
    )


class _Form(Struct, frozen=True):
    """What a table has by its columns: all before its rows, and cells and runs up to their texts.

    `keeping` is for rows that stay with the next, `distinct` for those of sums; `pieces` are those
    of `Rows`.
    """

    opening: str
    columns: Sequence[str]
    keeping: Sequence[str]
    plain: str
    distinct: str
    pieces: tuple[str, ...]


@lru_cache(maxsize=16)  # a table of the same columns is in every document of a job
def _form(how: TableFit, head: str, styles: Sequence[str]) -> _Form:
    """Of a table with these ids of styles, of its head and of each column; "" if there is none."""
    columns = [_cell_frame(style, how, at) for at, style in enumerate(styles)]
    heads = [_cell_frame(head, how, at) for at in range(len(styles))]
    size = _size(how)
    plain = f"<w:r>{_run_properties(size)}" if size else "<w:r>"
    pieces = _row(columns, [_PLACE] * len(columns), plain).split(f"{TEXT}{_PLACE}</w:t>")
    return _Form(
        opening=_opening(how) + _row(heads, map(xml, head_texts(how)), plain, is_head=True),
        columns=columns,
        keeping=[frame.replace(_LINE, f"<w:keepNext/>{_LINE}") for frame in columns],
        plain=plain,
        distinct=f"<w:r>{_run_properties(_HEITI + size)}",
        pieces=tuple(pieces),
    )


def _stretches(table: StatTable, *, is_whole: bool) -> Iterator[tuple[int, int, bool]]:
    """The rows as (first, behind the last, whether a mark stands for them)."""
    plain = [False] * len(table.rows) if is_whole else plain_rows(table.rows)
    for at in _kept(table):
        plain[at] = False
    at = 0
    for is_left_out, group in groupby(plain):
        behind = at + sum(1 for _ in group)
        yield at, behind, is_left_out
        at = behind


def _kept(table: StatTable) -> range:
    """The rows that go to the next page with what follows them.

    Totals with the row above them, and the last row with the note, which LibreOffice does not do.
    """
    end = first = len(table.rows)
    while first and table.rows[first - 1].kind in _DISTINCT:
        first -= 1
    if first < end:
        first = max(0, first - 1, end - _MOST_KEPT)
    elif table.note:
        first = max(0, end - 1)
    return range(first, end if table.note else end - 1)


def _opening(how: TableFit) -> str:
    """The table up to its first row."""
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(
        f'<w:{side} w:w="{value}" w:type="dxa"/>'
        for side, value in (
            ("top", _ABOVE),
            ("left", how.side),
            ("bottom", _ABOVE),
            ("right", how.side),
        )
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in how.widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(how.widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


# ── cells ────────────────────────────────────────────────────────────────────────────────

_HEITI: Final = (
    f'<w:rFonts w:ascii="{page.HEITI}" w:hAnsi="{page.HEITI}" w:eastAsia="{page.HEITI}" '
    f'w:cs="{page.HEITI}" w:hint="eastAsia"/>'
)


def _size(how: TableFit) -> str:
    half_points = round(how.size * 2)
    if how.size == _STYLE_SIZE:
        return ""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _run_properties(content: str) -> str:
    return f"<w:rPr>{content}</w:rPr>"


def _cell_frame(style_id: str, how: TableFit, index: int) -> str:
    """A cell up to its run: the same for every row of a column."""
    named = f'<w:pStyle w:val="{style_id}"/>' if style_id else ""
    line = f'{_LINE} w:line="{how.line}" w:lineRule="exact"/>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{how.widths[index]}" w:type="dxa"/>'
        f'<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>{named}{line}</w:pPr>'
    )


def _row(frames: Iterable[str], texts: Iterable[str], run: str, *, is_head: bool = False) -> str:
    """`texts` are XML already."""
    repeated = "<w:tblHeader/>" if is_head else ""
    cells = "".join(
        f"{frame}{run}{TEXT}{text}</w:t></w:r></w:p></w:tc>"
        for frame, text in zip(frames, texts, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"
