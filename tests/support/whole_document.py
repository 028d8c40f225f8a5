"""A document with every kind of type and every element that its 版式 prints."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO

from make_docx.model import (
    Annex,
    AnnexForm,
    Direction,
    Document,
    Layout,
    Level,
    Mark,
    Paragraph,
    RowKind,
    StatTable,
    TableColumn,
    TableRow,
)

COLUMNS = (TableColumn("单位", numeric=False), *(TableColumn(f"第{n}项") for n in range(12)))
TABLE = StatTable(
    COLUMNS,
    (
        TableRow(RowKind.UNIT, ("“某”院", *"123456789012")),
        TableRow(RowKind.TOTAL, ("合计", *"123456789012")),
    ),
    "注：略。",
)


def sample(layout: Layout = Layout.DOCUMENT, direction: Direction = Direction.UP) -> Document:
    is_document = layout is Layout.DOCUMENT
    has_colophon = layout is not Layout.LETTER
    return Document(
        direction=direction,
        layout=layout,
        mark=Mark(("某县教育局",)) if layout is not Layout.PLAIN else Mark(),
        number="某教〔2021〕7号" if layout is not Layout.PLAIN else "",
        title="某县教育局2021年活动情况的报告",
        title_lines=("某县教育局", "2021年活动情况的报告"),
        addressee="某县人民政府" if layout in (Layout.DOCUMENT, Layout.LETTER) else "",
        paragraphs=tuple(Paragraph(level, "一、", f"这是“{level}”第1段") for level in Level),
        signatures=("某县教育局",),
        issued_on="2021年6月3日",
        issuer="某县教育局",
        created=dt.date(2021, 6, 3),
        copy_number="000001" if is_document else "",
        secrecy="秘密★1年" if is_document else "",
        signers=("甲乙丙",) if direction is Direction.UP and is_document else (),
        annexes=(Annex(0, "统计表", AnnexForm.TABLE, table=TABLE),),
        copies_to="某县政协办公室",
        printed_by="某县教育局办公室" if has_colophon else "",
        printed_on="2021年6月4日" if has_colophon else "",
    )


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}
