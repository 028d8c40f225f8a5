"""Letters, orders, minutes and papers without a 版头 that are rendered and measured."""

from __future__ import annotations

import io
from typing import Final

from msgspec.structs import replace
from PIL import Image

from make_docx.model import (
    CellRef,
    Document,
    Layout,
    Level,
    Mark,
    Paragraph,
    Photo,
    Picture,
    Sealing,
)
from samples import BODY, DOWN, FILLED, LONG, TEXT, TURNED, UPRIGHT

_WORDS: Final = Paragraph(Level.BODY, "", LONG)


def photo(_: Picture) -> Photo:
    """What every photo shows: nothing but blue, three times as wide as two high."""
    stream = io.BytesIO()
    Image.new("RGB", (900, 600), "blue").save(stream, "JPEG")
    return Photo(stream.getvalue(), 900, 600)


LETTER: Final = replace(
    DOWN,
    layout=Layout.LETTER,
    mark=Mark(("某某县人民政府",)),
    number="某政函〔2021〕15号",
    title="某某县人民政府关于商请支持政务公开宣传月活动的函",
    title_lines=("某某县人民政府", "关于商请支持政务公开宣传月活动的函"),
    printed_by="",
    printed_on="",
)
ORDER: Final = replace(
    DOWN,
    layout=Layout.ORDER,
    mark=Mark(("某某县人民政府令",)),
    number="第5号",
    title="某某县人民政府令",
    title_lines=("某某县人民政府令",),
    addressee="",
    sealing=Sealing.STAMP,
    posts=("某某县人民政府县长",),
    copies_to="",
    printed_by="",
    printed_on="",
)
MINUTES: Final = replace(
    DOWN,
    layout=Layout.MINUTES,
    mark=Mark(("某某县人民政府常务会议纪要",)),
    number="第3期",
    title="研究部署政务公开宣传月活动的会议纪要",
    title_lines=("研究部署政务公开宣传月活动的会议纪要",),
    addressee="",
    attendance=(
        ("出席", "甲乙丙、丁戊、己庚辛"),
        ("请假", "壬癸"),
        ("列席", "、".join(("子丑寅", "卯辰", "巳午未") * 9)),
    ),
)
_PICTURE: Final = Picture("xl/media/1.jpeg", CellRef("甲.xlsx", "照片", "A4"), "1")
_PHOTO: Final = Paragraph(Level.BODY, "", "工作人员在集市解答群众提问", picture=_PICTURE)
BULLETIN: Final = replace(
    DOWN,
    layout=Layout.BULLETIN,
    mark=Mark(("政务公开工作简报",)),
    number="第3期",
    title="某某县扎实办好政务公开宣传月",
    title_lines=("某某县扎实办好政务公开宣传月",),
    addressee="某某市人民政府办公室",
    addressee_in_colophon=True,
)
PLAIN: Final = replace(DOWN, layout=Layout.PLAIN, mark=Mark(), number="")

SPECIAL: Final[dict[str, Document]] = {
    "letter": LETTER,
    "letter_secret": replace(LETTER, copy_number="000001", secrecy="机密★1年", urgency="特急"),
    "letter_secrecy": replace(LETTER, secrecy="机密★1年"),
    "letter_urgent": replace(LETTER, urgency="特急"),
    "letter_no_number": replace(LETTER, number=""),
    "letter_full": replace(LETTER, paragraphs=(Paragraph(Level.BODY, "", FILLED),)),
    "letter_long_mark": replace(
        LETTER, mark=Mark(("某某县卫生和计划生育委员会政务公开工作领导小组办公室",))
    ),
    "letter_bare": replace(LETTER, copies_to=""),
    "letter_most_addressees": replace(LETTER, addressee="局" * (13 * 28 - 1)),
    "letter_moved_addressee": replace(
        LETTER, addressee="局" * (14 * 28 - 1), addressee_in_colophon=True
    ),
    "plain_most_addressees": replace(PLAIN, addressee="局" * (15 * 28 - 1)),
    "letter_annexes": replace(LETTER, annexes=(UPRIGHT, TURNED, TEXT)),
    "letter_turned_end": replace(LETTER, annexes=(replace(TURNED, number=0),), copies_to=""),
    "order": ORDER,
    "order_long_mark": replace(
        ORDER, mark=Mark(("某某县卫生和计划生育委员会政务公开工作领导小组办公室令",))
    ),
    "order_colophon": replace(
        ORDER,
        copies_to="某某市人民政府办公室",
        printed_by="某某县人民政府办公室",
        printed_on="2021年6月4日",
    ),
    "minutes": MINUTES,
    "minutes_sent": replace(MINUTES, addressee="各县直单位", addressee_in_colophon=True),
    "minutes_secret": replace(MINUTES, copy_number="000001", secrecy="机密★1年", urgency="特急"),
    "minutes_no_number": replace(MINUTES, number=""),
    "minutes_annex": replace(
        MINUTES, annexes=(replace(TEXT, number=0),), note="联系人：甲乙，电话：略"
    ),
    "bulletin": BULLETIN,
    "bulletin_secret": replace(BULLETIN, copy_number="000001", secrecy="机密★1年", urgency="特急"),
    "bulletin_photos": replace(BULLETIN, paragraphs=(*BODY[:2], *(_PHOTO,) * 4)),
    "plain": PLAIN,
    "plain_bare": replace(
        PLAIN, addressee="", copies_to="", printed_by="", printed_on="", sealing=Sealing.NONE
    ),
    "plain_long": replace(PLAIN, paragraphs=(*BODY, _WORDS, _WORDS)),
}
