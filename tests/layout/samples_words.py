"""Documents whose words show what the clauses about texts let be right."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from make_docx.model import Direction, Document, Level, Mark, Paragraph
from samples import DOWN, TEXT

_ORGANS: Final = ("某某县教育局", "某某县卫生健康局")
_NUMBERS: Final = (
    "截至2021年5月31日，全县发放资料近20万份、接待群众1.2万余人次，比上年多几百人次，"
    "设咨询点三四十个。参加单位由上年的40家增加到50家，增长25%；办结率由96%提高到98%，"
    "提高2个百分点。其中线上办理占60%，线下办理占40%。",
    "2021—2025年，每年投入10万～20万元，覆盖率保持在95%～98%，场地租金0.5万元。"
    "故障减少三成，排查公里数达30千米。二〇二一年的名册见附件。",
)

WORDS: Final[dict[str, Document]] = {
    "to_everybody": replace(
        DOWN,
        title="某某县人民政府关于政务公开宣传月活动安排的公告",
        title_lines=("某某县人民政府", "关于政务公开宣传月活动安排的公告"),
        addressee="",
    ),
    "joint": replace(
        DOWN,
        mark=Mark(_ORGANS, "文件"),
        title="某某县教育局某某县卫生健康局关于校园健康宣传情况的通报",
        title_lines=("某某县教育局　某某县卫生健康局", "关于校园健康宣传情况的通报"),
        signatures=_ORGANS,
        issuer=_ORGANS[0],
    ),
    "numbers": replace(
        DOWN,
        paragraphs=tuple(Paragraph(Level.BODY, "", text) for text in _NUMBERS),
        annexes=(replace(TEXT, number=0),),
    ),
    "request": replace(
        DOWN,
        title="某某县人民政府关于政务公开宣传月活动经费的请示",
        title_lines=("某某县人民政府", "关于政务公开宣传月活动经费的请示"),
        addressee="某某市人民政府",
        paragraphs=(Paragraph(Level.BODY, "", "活动需要经费5万元。妥否，请批示。"),),
        direction=Direction.UP,
        signers=("甲乙丙",),
        mark=Mark(("某某县人民政府",)),
        copies_to="",
    ),
}
