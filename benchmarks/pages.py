"""Turns a number of annex rows into a document of ours, and into the same for a template engine.

The peers' template is the page that our own program writes, with tags where the texts would stand:
so all of them start from the same package and end with the same words.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from typing import Final

from lxml import etree
from msgspec.structs import replace

from make_docx.document import layout_path, render
from make_docx.model import (
    Annex,
    AnnexForm,
    Direction,
    Document,
    Level,
    Mark,
    Paragraph,
    RowKind,
    StatTable,
    TableColumn,
    TableRow,
)

COLUMNS: Final = 8
PARAGRAPHS: Final = 8
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXTS: Final = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
_CLAUSE: Final = "各单位组织干部职工走进社区、学校和企业，发放资料，接待咨询，办理了一批实事。"

# A row: a name and figures, as they are printed.
Cells = Sequence[str]


def rows(count: int, number: int = 1) -> list[list[str]]:
    """The cells of the annex's rows; those of another document have other figures."""
    return [
        [f"第{row + 1}镇卫生院", *(str(row * 7 + column + number) for column in range(1, COLUMNS))]
        for row in range(count)
    ]


def document(cells: Sequence[Cells], number: int = 1) -> Document:
    """A report with eight paragraphs and an annex; `number` is that of its 发文字号."""
    columns = (TableColumn("单位", numeric=False), *_figure_columns())
    table = StatTable(columns, tuple(TableRow(RowKind.UNIT, tuple(row)) for row in cells))
    title = "某市人民政府办公室关于年度重点工作情况的通报"
    return Document(
        direction=Direction.DOWN,
        mark=Mark(("某市人民政府办公室文件",)),
        number=f"某政办〔2021〕{number}号",
        title=title,
        title_lines=("某市人民政府办公室", "关于年度重点工作情况的通报"),
        addressee="各县人民政府办公室",
        paragraphs=tuple(
            Paragraph(Level.BODY, "", f"{place + 1}组的{number}号情况：{_CLAUSE * 3}")
            for place in range(PARAGRAPHS)
        ),
        signatures=("某市人民政府办公室",),
        issued_on="2021年6月30日",
        issuer="某市人民政府办公室",
        created=dt.date(2021, 6, 30),
        annexes=(Annex(0, "各单位工作情况统计表", AnnexForm.TABLE, table=table),),
    )


def ours(page: Document) -> bytes:
    """The page as our program writes it."""
    return render(page, layout_path(page.direction, page.layout, None))


def docxtpl_template() -> bytes:
    """The same page for docxtpl: tags for 发文字号 and paragraphs, and a loop over the rows."""
    empty = [""] * (COLUMNS - 1)
    marked = [
        ["{%tr for row in rows %}", *empty],
        [f"{{{{ row[{column}] }}}}" for column in range(COLUMNS)],
        ["{%tr endfor %}", *empty],
    ]
    return ours(_tagged(marked, "{{ number }}", "{{ paragraphs[%d] }}"))


def docxtemplater_template() -> bytes:
    """The same page for docxtemplater, whose loop stands in the row itself."""
    cells = [f"{{c{column}}}" for column in range(COLUMNS)]
    marked = [[f"{{#rows}}{cells[0]}", *cells[1:-1], f"{cells[-1]}{{/rows}}"]]
    return ours(_tagged(marked, "{number}", "{p%d}"))


def values(page: Document) -> dict[str, object]:
    """What docxtpl fills its template with."""
    table = page.annexes[0].table
    return {
        "number": page.number,
        "paragraphs": [paragraph.text for paragraph in page.paragraphs],
        "rows": [row.cells for row in table.rows] if table else [],
    }


def plain_values(page: Document) -> dict[str, object]:
    """What docxtemplater fills its template with."""
    table = page.annexes[0].table
    return {
        "number": page.number,
        **{f"p{place}": paragraph.text for place, paragraph in enumerate(page.paragraphs)},
        "rows": [
            {f"c{column}": cell for column, cell in enumerate(row.cells)}
            for row in (table.rows if table else ())
        ],
    }


def texts(data: bytes) -> list[str]:
    """Every text of a .docx in order, as far as it is printed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [name for name in sorted(package.namelist()) if _TEXTS.fullmatch(name)]
        roots = [etree.fromstring(package.read(name)) for name in parts]
    return [text.text for root in roots for text in root.iter(f"{_W}t") if text.text]


def _tagged(marked: Sequence[Cells], number: str, paragraph: str) -> Document:
    page = document(marked)
    texts = tuple(replace(one, text=paragraph % place) for place, one in enumerate(page.paragraphs))
    return replace(page, number=number, paragraphs=texts)


def _figure_columns() -> list[TableColumn]:
    return [TableColumn(f"第{column}项", "件") for column in range(1, COLUMNS)]
