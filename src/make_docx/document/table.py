"""Turns a 统计表 into a Word table on the smallest page and in the largest type that hold it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from make_docx.document.styles import Style
from make_docx.document.text import clean, xml
from make_docx.model import RowKind, StatTable, TableColumn
from make_docx.official import page
from make_docx.official.wrap import narrowest

_SIDE: Final = 70  # twips between a cell's border and its text
_ABOVE: Final = 30
_SLACK: Final = 0.1  # 字; borders and rounding
_HEAD_LINES: Final = 3  # a head may be broken into as many lines
_TEXT_LINES: Final = 2
_LONGEST_NAME: Final = 15.0  # 字; what is longer is a text and may be broken anywhere
_SHORTEST: Final = 2.0  # 字 in a column
_LINE: Final = "<w:spacing"
_STYLE_SIZE: Final = page.SIZE_5  # of the styles 表头, 表中文字, 表中数字
_DISTINCT: Final = frozenset({RowKind.SUBTOTAL, RowKind.TOTAL})


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table is set: type size in points, column widths in twips."""

    size: float
    landscape: bool
    widths: tuple[int, ...]

    @property
    def line(self) -> int:
        """Line height in twips; the lines of the body would be too far apart (8)."""
        return round(self.size * 3) * 10


@dataclass(frozen=True, slots=True)
class _Need:
    """Width of a column in 字: with its lines broken, and on one line."""

    least: float
    whole: float


def fit(table: StatTable) -> Fit:
    """Upright where the columns fit into 156 mm, else landscape, else in smaller type.

    Names stay on one line as long as the type need not be smaller than 五号 for it.
    """
    larger, usual, *smaller = page.TABLE_SIZES
    upright, turned = page.TEXT_WIDTH, page.TEXT_HEIGHT
    whole, broken = _needs(table, text_lines=1), _needs(table, text_lines=_TEXT_LINES)
    choices = [
        *((whole, width, size) for width in (upright, turned) for size in (larger, usual)),
        *((broken, turned, size) for size in (usual, *smaller)),
    ]
    needs, width, size = next(
        (
            (needs, width, size)
            for needs, width, size in choices
            if sum(_twips(need.least, size) for need in needs) <= width
        ),
        choices[-1],
    )
    return Fit(size, landscape=width == turned, widths=_shared(needs, width, size))


def cell_texts(table: StatTable) -> list[list[str]]:
    """Every cell as printed, head row first."""
    head = [_head(column) for column in table.columns]
    return [head, *([clean(cell, breaks=True) for cell in row.cells] for row in table.rows)]


def table_xml(table: StatTable, how: Fit, style_ids: Mapping[str, str]) -> Markup:
    """The ``w:tbl`` of `table`; its texts are escaped, so a template may print it as it is."""
    total = sum(how.widths)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(
        f'<w:{side} w:w="{value}" w:type="dxa"/>'
        for side, value in (("top", _ABOVE), ("left", _SIDE), ("bottom", _ABOVE), ("right", _SIDE))
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in how.widths)
    head, *rows = cell_texts(table)
    columns = [
        _cell_frame(Style.TABLE_FIGURE if column.numeric else Style.TABLE_TEXT, how, style_ids, at)
        for at, column in enumerate(table.columns)
    ]
    heads = [_cell_frame(Style.TABLE_HEAD, how, style_ids, at) for at in range(len(head))]
    size = _size(how)
    plain = f"<w:r>{_run_properties(size)}" if size else "<w:r>"
    distinct = f"<w:r>{_run_properties(_HEITI + size)}"
    cells = [columns] * len(rows)
    if table.note:  # the last row goes with it to the next page (LibreOffice does not care)
        cells[-1:] = [[frame.replace(_LINE, f"<w:keepNext/>{_LINE}") for frame in columns]]
    body = "".join(
        _row(frames, texts, distinct if row.kind in _DISTINCT else plain)
        for row, frames, texts in zip(table.rows, cells, rows, strict=True)
    )
    return Markup(  # noqa: S704  every text went through `xml`
        f'<w:tbl><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{_row(heads, head, plain, head=True)}{body}</w:tbl>"
    )


# ── widths ───────────────────────────────────────────────────────────────────────────────


def _needs(table: StatTable, *, text_lines: int) -> list[_Need]:
    needs = []
    for index, column in enumerate(table.columns):
        longest = max((page.widest(row.cells[index]) for row in table.rows), default=0.0)
        label, unit = narrowest(column.head, _HEAD_LINES), page.width(_unit(column))
        content = longest
        if not column.numeric:
            content = math.ceil(min(longest, _LONGEST_NAME) / text_lines)
        least = max(_SHORTEST, content, label, unit)
        needs.append(_Need(least, max(least, longest, page.width(column.head))))
    return needs


def _twips(width: float, size: float) -> int:
    return math.ceil((width + _SLACK) * size * page.TWIPS_PER_POINT) + 2 * _SIDE


def _shared(needs: list[_Need], width: int, size: float) -> tuple[int, ...]:
    """Widths that add up to `width`: the least first, then up to one line, then for all."""
    least = [_twips(need.least, size) for need in needs]
    wanted = [_twips(need.whole, size) - low for need, low in zip(needs, least, strict=True)]
    spare = width - sum(least)
    if spare < 0:
        exact = [low * width / sum(least) for low in least]
    elif spare < sum(wanted):
        exact = [low + spare * more / sum(wanted) for low, more in zip(least, wanted, strict=True)]
    else:
        rest = (spare - sum(wanted)) / len(needs)
        exact = [low + more + rest for low, more in zip(least, wanted, strict=True)]
    edges = [round(sum(exact[: index + 1])) for index in range(len(exact))]
    return tuple(edge - before for before, edge in zip([0, *edges], edges, strict=False))


# ── cells ────────────────────────────────────────────────────────────────────────────────

_HEITI: Final = (
    f'<w:rFonts w:ascii="{page.HEITI}" w:hAnsi="{page.HEITI}" w:eastAsia="{page.HEITI}" '
    f'w:cs="{page.HEITI}" w:hint="eastAsia"/>'
)


def _unit(column: TableColumn) -> str:
    return f"（{column.unit}）" if column.unit else ""


def _head(column: TableColumn) -> str:
    unit = f"\n{_unit(column)}" if column.unit else ""
    return clean(column.head) + clean(unit, breaks=True)


def _size(how: Fit) -> str:
    half_points = round(how.size * 2)
    if how.size == _STYLE_SIZE:
        return ""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _run_properties(content: str) -> str:
    return f"<w:rPr>{content}</w:rPr>"


def _cell_frame(style: Style, how: Fit, style_ids: Mapping[str, str], index: int) -> str:
    """A cell up to its run: the same for every row of a column."""
    style_id = style_ids.get(style)
    named = f'<w:pStyle w:val="{style_id}"/>' if style_id else ""
    line = f'{_LINE} w:line="{how.line}" w:lineRule="exact"/>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{how.widths[index]}" w:type="dxa"/>'
        f'<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>{named}{line}</w:pPr>'
    )


def _row(frames: list[str], texts: list[str], run: str, *, head: bool = False) -> str:
    repeated = "<w:tblHeader/>" if head else ""
    cells = "".join(
        f'{frame}{run}<w:t xml:space="preserve">{xml(text)}</w:t></w:r></w:p></w:tc>'
        for frame, text in zip(frames, texts, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"
