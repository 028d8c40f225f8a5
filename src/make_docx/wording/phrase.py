"""Turns units and figures into phrases: lists of names, 单位构成, shares, rankings.

、 joins words and short phrases; ， takes its place where a part holds a 、 itself, so that the
reader can tell the parts apart (GB/T 15834-2011 4.5).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from make_docx.late_pattern import late_pattern
from make_docx.model import Figure
from make_docx.wording import number
from make_docx.wording.group import Group, is_categorised
from make_docx.wording.marked import Marked, figure_words, joined
from make_docx.wording.plain import plain_line

COMPOSITION: Final = "单位构成"

# 家 counts offices and companies. Places and parts of an office take 个, schools 所; the
# first ending that fits decides. 乡镇卫生院 ends in 院 and is counted in 家.
_MEASURE_WORDS: Final = (
    ("所", ("学校", "小学", "中学", "大学", "学院", "幼儿园")),
    ("个", ("村", "居", "(居)", "村委会", "居委会", "社区", "街道", "街道办", "办事处")),
    ("个", ("政府", "村民委员会", "居民委员会")),
    ("个", ("乡", "镇", "县", "区", "市", "州", "旗", "场", "片区", "园区", "部门")),
    ("个", ("科", "处", "股", "室", "站", "所", "组", "班", "队", "支部")),
)
_MEASURE_WORD: Final = "家"
_QUOTED: Final = late_pattern("“[^“”]*”|‘[^‘’]*’|「[^「」]*」|\"[^\"]*\"|'[^']*'")
_ORGAN_ITSELF: Final = ("机关", "本级", "本部")


def join(parts: Sequence[str]) -> str:
    """甲、乙、丙; with ， where one of them holds 、 or ， itself."""
    return _sign(parts).join(parts)


def quoted(text: str) -> str:
    """`text` in quotation marks, its own around all of it taken off: “甲” and 甲 are both “甲”.

    Marks within it become ‘’; between two quotations stands no 、 (GB/T 15834-2011 4.5.3.5).
    """
    bare = text[1:-1] if _QUOTED.fullmatch(text) else text
    return f"“{bare.replace('“', '‘').replace('”', '’')}”"


def join_marked(parts: Sequence[Marked]) -> Marked:
    """As `join`, with the marks of each part."""
    return joined(parts, _sign([part.text for part in parts]))


def _sign(parts: Sequence[str]) -> str:
    return "，" if any(sign in part for part in parts for sign in "、，,") else "、"


def measure_word(name: str) -> str:
    """家, 个 or 所, by what the name of the units ends with."""
    ending = name.replace("（", "(").replace("）", ")")
    return next((w for w, endings in _MEASURE_WORDS if ending.endswith(endings)), _MEASURE_WORD)


def composition(found: Sequence[Group], reporting: Collection[str]) -> Marked:
    """单位构成: 委机关和10家委属单位、18家乡镇卫生院; empty when no unit reported.

    The organ itself is named, not counted, and stands first.
    """
    if sum(len(group.units) for group in found) == 1:
        names = [unit.name for unit in found[0].units if unit.name in reporting]
        return Marked(plain_line("".join(names)))
    counted: list[Marked] = []
    named: list[Marked] = []
    categorised = is_categorised(found)
    for group in found:
        count = sum(unit.name in reporting for unit in group.units)
        if not count:
            continue
        if len(group.units) == 1 and _is_organ_itself(group):
            named.append(Marked(plain_line(group.category)))
        else:
            label = _counted_label(group, categorised)
            scope = group.label if categorised else ""
            words = figure_words(f"{count}{measure_word(label)}", COMPOSITION, scope)
            counted.append(words + Marked(plain_line(label)))
    if named and counted:
        return join_marked(named) + Marked("和") + join_marked(counted)
    *head, last = named + counted or [Marked()]
    return join_marked(head) + Marked("和") + last if head else last


def _is_organ_itself(group: Group) -> bool:
    names = (group.category, group.units[0].name)
    return bool(group.category) and any(name.endswith(_ORGAN_ITSELF) for name in names)


def _counted_label(group: Group, categorised: bool) -> str:
    if group.category:
        return group.category
    return "其他单位" if categorised else "单位"


def shares(found: Iterable[tuple[str, Figure]], decimals: int | None = None) -> Marked:
    """委机关4条、委属单位30条."""
    return join_marked(
        [
            Marked(plain_line(name))
            + figure_words(number.exact(figure, decimals), figure.name, name)
            for name, figure in found
        ]
    )


def ranking(best: Sequence[tuple[str, Figure]], places: int, decimals: int | None = None) -> Marked:
    """Leaders with their figures: 城关镇卫生院（9条）、城东镇卫生院（8条）.

    Those tied on the first place, where only that is asked for, share one pair of brackets:
    甲、乙（各9条）. Their figure is marked as that of the first.
    """
    worded = [
        (Marked(plain_line(name)), figure_words(number.exact(figure, decimals), figure.name, name))
        for name, figure in best
    ]
    if places == 1 and len(worded) > 1 and len({words.text for _, words in worded}) == 1:
        names = join_marked([name for name, _ in worded])
        return names + Marked("（各") + worded[0][1] + Marked("）")
    return join_marked([name + Marked("（") + words + Marked("）") for name, words in worded])
