"""Turns a 统计表 and the widths that hold it into a Word table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from make_docx.document.styles import Style
from make_docx.document.text import clean, xml
from make_docx.model import RowKind, StatTable
from make_docx.official import page
from make_docx.official.columns import TableFit, fit_table

_ABOVE: Final = 30
_LINE: Final = "<w:spacing"
_STYLE_SIZE: Final = page.SIZE_5  # of the styles 表头, 表中文字, 表中数字
_DISTINCT: Final = frozenset({RowKind.SUBTOTAL, RowKind.TOTAL})


def cell_texts(table: StatTable) -> list[list[str]]:
    """Every cell as printed, head row first."""
    head = [clean(text, breaks=True) for text in fit_table(table).heads]
    return [head, *([clean(cell, breaks=True) for cell in row.cells] for row in table.rows)]


def table_xml(table: StatTable, how: TableFit, style_ids: Mapping[str, str]) -> Markup:
    """The ``w:tbl`` of `table`; its texts are escaped, so a template may print it as it is."""
    total = sum(how.widths)
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


def _cell_frame(style: Style, how: TableFit, style_ids: Mapping[str, str], index: int) -> str:
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
