"""Turns the labels that people left in a sheet into the names the brief gave them."""

from __future__ import annotations

import difflib
import heapq
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from make_docx.late_pattern import late_pattern
from make_docx.model import Indicator

UNIT_NAME: Final = "单位名称"  # in forms, above columns of units, and in 【】

_BRACKETS: Final = str.maketrans("〔〕[]【】{}", "()()()()")
_HEAD_WITH_MEASURE: Final = late_pattern(r"(.+)\((?:单位:?)?([^()]+)\)", re.DOTALL)
_SIZED: Final = late_pattern("[十百千万亿]*(.*)", re.DOTALL)
_SHORT: Final = 2  # characters: 份, 场次; 其中电子版 is no 计量单位
_HAN: Final = r"(?![A-Za-z])[^\W\d_]"  # a range of ideographs takes a millisecond to compile
_SPREAD: Final = late_pattern(
    rf"(?:^|(?<=[、，,；;：:（(\n]))[^\S\n]*({_HAN})[^\S\n]+({_HAN})[^\S\n]*"
    r"(?=$|[、，,；;。：:）)（(\n])"
)
_MANY: Final = 200_000  # pairs of characters; beyond, the nearest takes over 10 ms to find
_FEW: Final = 20
_DECORATION: Final = ":*★"  # 单位名称： and the star of a required row


@lru_cache(maxsize=1 << 14)  # a thousand forms have the same labels
def label_key(text: str) -> str:
    """What two spellings of one label share: width, white space and brackets do not count."""
    if text.isalnum() and unicodedata.is_normalized("NFKC", text):
        return text.casefold()  # four times as fast, and a sheet may hold 300 000 texts
    plain = unicodedata.normalize("NFKC", text).translate(_BRACKETS)
    return unspaced(plain).strip(_DECORATION).casefold()


def unspaced(text: str) -> str:
    """`text` without white space and signs that cannot be seen."""
    if text.isprintable():  # which leaves no white space but the blank
        return text.replace(" ", "")
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")


def closed_names(text: str) -> str:
    """`text` with names of two characters as one word: 张　三 is spread out for lists alone."""
    return _SPREAD.sub(r"\1\2", text) if len(text.split()) > 1 else text


def hint(text: str, names: Iterable[str]) -> str:
    """The end of a sentence that offers the nearest of `names`; empty when none is near."""
    by_key = {label_key(name): name for name in names}
    key = label_key(text)
    likely = by_key if len(key) ** 2 * len(by_key) < _MANY else _likely(key, by_key)
    near = difflib.get_close_matches(key, likely, n=1, cutoff=0.5)
    return f"，是不是“{by_key[near[0]]}”？" if near else ""


def _likely(key: str, keys: Iterable[str]) -> list[str]:
    """The few of `keys` that share most letters with `key`; comparing long ones takes long."""
    letters = Counter(key)

    def shared(other: str) -> float:
        return (letters & Counter(other)).total() / (len(key) + len(other) or 1)

    return heapq.nlargest(_FEW, keys, key=shared)


def is_other_unit(text: str, indicator: Indicator) -> bool:
    """Whether `text` is a 计量单位 and not the indicator's; one of them left blank says nothing."""
    written, asked = _unit_key(text), _unit_key(indicator.unit)
    return bool(written and asked) and written != asked


def _unit_key(text: str) -> str:
    """Width, white space and brackets around it do not count; case does (mW is not MW)."""
    plain = unicodedata.normalize("NFKC", text).translate(_BRACKETS)
    return unspaced(plain).strip("()")


class Labels:
    """Finds the indicator that a text names: its label, or its label with the unit in brackets."""

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        indicators = tuple(indicators)
        self._owners = {label_key(i.label): i.label for i in indicators}
        self._measures = frozenset(_unit_key(i.unit) for i in indicators if i.unit)
        for indicator in indicators:
            if indicator.unit:
                with_unit = label_key(f"{indicator.label}({indicator.unit})")
                self._owners.setdefault(with_unit, indicator.label)

    def owner(self, text: str) -> str | None:
        return self.owner_of_key(label_key(text))

    def owner_of_key(self, key: str) -> str | None:
        """As `owner`, for what `label_key` made of a text."""
        return self._owners.get(key)

    def measured(self, text: str) -> tuple[str, str] | None:
        """The indicator and the 计量单位, whichever it is, of a head like 发放资料（万份）."""
        plain = unspaced(unicodedata.normalize("NFKC", text).translate(_BRACKETS))
        match = _HEAD_WITH_MEASURE.fullmatch(plain)
        owner = self.owner(match[1]) if match else None
        if match is None or owner is None or not self._is_measure(match[2]):
            return None
        return owner, match[2]

    def _is_measure(self, text: str) -> bool:
        sized = _SIZED.fullmatch(text)
        thing = sized[1] if sized else text
        return len(thing) <= _SHORT or thing in self._measures or text in self._measures


@lru_cache(maxsize=4)
def labels_of(indicators: tuple[Indicator, ...]) -> Labels:
    """The labels of a brief, which every one of its forms is read with."""
    return Labels(indicators)
