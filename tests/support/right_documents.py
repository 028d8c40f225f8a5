"""Documents that break no clause, each with other elements, rendered by make-docx itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from typing import Final

import docx
from docx.document import Document as Docx
from msgspec.structs import replace
from spoiling import both, copied, said, without

from make_docx.document import layout_path, render
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
    Sealing,
    StatTable,
    TableColumn,
    TableRow,
)

LONG: Final = (
    "各单位按照方案要求，结合实际制定具体措施，明确责任分工和完成时限，确保各项工作有人抓、"
    "有人管、见实效，群众知晓率和参与度明显提高。"
)
BODY: Final = (
    Paragraph(Level.BODY, "", LONG),
    Paragraph(Level.HEADING_1, "一、", "主要做法"),
    Paragraph(Level.HEADING_2, "（一）", "加强组织领导"),
    Paragraph(Level.BODY, "", LONG),
    Paragraph(Level.HEADING_3, "1.", "悬挂横幅，发放资料。"),
    Paragraph(Level.HEADING_4, "（1）", "全县统一部署，详见附件1。"),
    Paragraph(Level.HEADING_1, "二、", "下一步打算"),
    Paragraph(Level.BODY, "", LONG),
)


def _table(columns: int) -> StatTable:
    heads = [TableColumn("单位名称", numeric=False)]
    heads += [TableColumn(f"第{index}项宣传活动次数", "场次") for index in range(1, columns + 1)]
    rows = [TableRow(RowKind.UNIT, (f"某县第{n}卫生院", *["1"] * columns)) for n in range(1, 5)]
    return StatTable(tuple(heads), tuple(rows))


NOTICE: Final = Document(
    direction=Direction.DOWN,
    mark=Mark(("某某县人民政府文件",)),
    number="某政发〔2021〕15号",
    title="某某县人民政府关于开展政务公开宣传月活动的通知",
    title_lines=("某某县人民政府", "关于开展政务公开宣传月活动的通知"),
    addressee="各乡镇人民政府，县直各部门",
    paragraphs=BODY,
    signatures=("某某县人民政府",),
    issued_on="2021年6月3日",
    issuer="某某县人民政府",
    created=dt.date(2021, 6, 3),
    copy_number="000001",
    secrecy="机密★1年",
    urgency="特急",
    annexes=(
        Annex(1, "政务公开宣传月活动方案", AnnexForm.TEXT, (BODY[0], BODY[0])),
        Annex(2, "各单位活动开展情况统计表", AnnexForm.TABLE, table=_table(4)),
        Annex(3, "各单位活动开展情况明细表", AnnexForm.TABLE, table=_table(12)),
    ),
    note="此件公开发布",
    copies_to="，".join(f"某县第{n}局" for n in range(1, 12)),
    printed_by="某某县人民政府办公室",
    printed_on="2021年6月4日",
)
REPORT: Final = replace(
    NOTICE,
    direction=Direction.UP,
    number="某政报〔2021〕15号",
    title="某某县人民政府关于政务公开宣传月活动情况的报告",
    title_lines=("某某县人民政府", "关于政务公开宣传月活动情况的报告"),
    addressee="某某市人民政府",
    signers=("甲乙丙", "丁戊", "己庚辛"),
    annexes=(
        Annex(0, "方案" * 16, AnnexForm.TEXT, BODY[:1]),  # its name takes two lines
    ),
    paragraphs=BODY[:5],
    sealing=Sealing.NONE,
    copy_number="",
    secrecy="",
    urgency="",
)
LETTER: Final = replace(
    NOTICE,
    layout=Layout.LETTER,
    mark=Mark(("某某县人民政府",)),
    number="某政函〔2021〕15号",
    title="某某县人民政府关于征求意见的函",
    title_lines=("某某县人民政府关于征求意见的函",),
    annexes=(),
    paragraphs=BODY[:5],
    printed_by="",
    printed_on="",
)
JOINT: Final = replace(
    NOTICE,
    mark=Mark(("某某县公安局", "某某县教育局", "某某县司法局"), "文件"),
    title="关于开展政务公开宣传月活动的通知",
    title_lines=("某某县公安局　某某县教育局　某某县司法局", "关于开展政务公开宣传月活动的通知"),
    signatures=("某某县公安局", "某某县教育局", "某某县司法局"),
    annexes=(),
    paragraphs=BODY[:5],
    copy_number="",
    secrecy="",
    urgency="",
)
ORDER: Final = replace(
    NOTICE,
    layout=Layout.ORDER,
    mark=Mark(("某某县人民政府令",)),
    number="第1号",
    title="",
    title_lines=(),
    addressee="",
    annexes=(),
    paragraphs=BODY[:5],
    sealing=Sealing.STAMP,
    posts=("县长",),
    copy_number="",
    secrecy="",
    urgency="",
)
MINUTES: Final = replace(
    NOTICE,
    layout=Layout.MINUTES,
    mark=Mark(("某某县人民政府会议纪要",)),
    addressee="",
    number="第1期",
    annexes=(),
    paragraphs=BODY[:5],
    attendance=(("出席", "，".join(["甲乙丙"] * 12)), ("请假", "丁戊")),
    copy_number="",
    secrecy="",
    urgency="",
)
BULLETIN: Final = replace(
    MINUTES,
    layout=Layout.BULLETIN,
    mark=Mark(("某某县政务公开工作简报",)),
    number="第1期",
    title="政务公开宣传月活动开展情况",
    title_lines=("政务公开宣传月活动开展情况",),
    addressee="县人大常委会办公室",
    addressee_in_colophon=True,
    attendance=(),
)


def _with_addressee_in_colophon(page: Docx) -> None:
    both(
        copied("抄送机关", "抄送机关", "主送：各乡镇人民政府，县直各部门。"),
        without("主送机关"),
        said("抄送机关", "局。", "局。", nth=1),
    )(page)


_PREPARED: Final[Mapping[str, tuple[Document, Callable[[Docx], None]]]] = {
    "notice": (NOTICE, lambda _: None),
    "report": (REPORT, lambda _: None),
    "letter": (LETTER, lambda _: None),
    "joint": (JOINT, lambda _: None),
    "order": (ORDER, lambda _: None),
    "minutes": (MINUTES, lambda _: None),
    "bulletin": (BULLETIN, lambda _: None),
    "moved": (NOTICE, _with_addressee_in_colophon),
}
NAMES: Final = tuple(_PREPARED)


@cache
def _rendered(name: str) -> bytes:
    document, _ = _PREPARED[name]
    return render(document, layout_path(document.direction, document.layout, None))


def right_document(name: str) -> Docx:
    """A fresh copy that may be spoiled."""
    page = docx.Document(BytesIO(_rendered(name)))
    _PREPARED[name][1](page)
    return page
