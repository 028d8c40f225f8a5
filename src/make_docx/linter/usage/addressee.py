"""Turns the lists of who a document goes to into those it may not go to (条例 15)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from make_docx.linter.usage.fault import Fault, fault

_LABEL: Final = re.compile(r"^[\s\u3000]*(?:主送|抄送|抄报)[:：]")
_NAME: Final = re.compile(r"(?:[^、，,；;：:。\s（(]|[（(][^（）()]{0,60}[）)])+")
_PERSON: Final = re.compile(
    "(?:同志|先生|女士|(?:书记|县长|市长|区长|镇长|乡长|省长|州长|盟长|旗长|局长|部长|厅长|处长|科长|主任"
    "|主席|总理|总书记|秘书长|主任委员|常委)(?:同志)?)$"
)
_BELOW: Final = re.compile(
    "^各(?:(?:县|市|区|旗|州|自治|乡|镇|街道|开发|高新|园区|社区|村|居)|(?:直属|下属|所属|二级|基层)"
    "|(?:科室|股室|处室|站所))"
    "|(?:直属|下属|所属|局属|委属|院属|校属|厅属|部属)各?(?:单位|机构|部门|企业|事业)"
)


def _names(text: str) -> Iterator[re.Match[str]]:
    label = _LABEL.match(text)
    return _NAME.finditer(text, label.end() if label else 0)


def second_addressee(text: str) -> Iterator[Fault]:
    """C4: what goes up goes to one organ; others get a copy."""
    names = list(_names(text))
    for name in names[1:]:
        yield fault(text, name.start(), name.end(), "一个上级机关，其他的抄送")


def copy_downwards(text: str) -> Iterator[Fault]:
    """C4: no copy of what goes up goes to those below."""
    for name in _names(text):
        if _BELOW.search(name[0]):
            yield fault(text, name.start(), name.end(), "上级或者同级机关，不抄送下级")


def leader_addressed(text: str) -> Iterator[Fault]:
    """C7: a document goes to an organ, not to its leader, unless he asked for it."""
    for name in _names(text):
        if _PERSON.search(name[0]):
            yield fault(
                text, name.start(), name.end(), "机关，不是负责人个人（负责人直接交办的除外）"
            )
