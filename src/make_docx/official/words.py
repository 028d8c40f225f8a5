"""Turns a title into its words, as far as the lexicon and the rules for numbers know them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto
from typing import Final

from msgspec import Struct

from make_docx.late_pattern import late_pattern
from make_docx.official.lexicon import LONGEST, WORDS

_NUMERAL = "〇零一二三四五六七八九十百千"
_MEASURE = (
    "年度|年|月份|月|日|届|次|期|批|号|个|项|部|条|家|名|人次|人|户|周年|学年度|学年|季度|级"
    "|类|版|大|轮|岁|周|小时|天|件|份|座|套|辆|台|亩|吨|公里|公顷|元|分|种"
    "|场(?![所馆地景])|所(?![有在属])|处(?![置理警罚])|起(?![草点])"
)
_COUNTED = rf"(?:[万亿]?[余多]?(?:{_MEASURE})|[万亿])"
_PLACE = "自治区|自治州|自治县|街道|省|市|州|县|区|旗|镇|乡|村|局"

# A number stays with its measure, a date and a range stay whole (GB/T 15835), and so does the
# X that stands for a name with what it names. A year goes with its month, half or quarter.
_DIGIT = "[0-9０-９Xx×]"
_CHINESE_DIGIT = "[〇零○一二三四五六七八九十]"
_PART_OF_YEAR = "[上下]半年|第?[一二三四1-4]季度|第[0-9]+[期号批次]|度"
_SPAN: Final = "至到-–—～~"
_DATE_ENDS: Final = ("年", "年度", "月", "月份", "日", "季度", "半年")


def _month(digit: str) -> str:
    return f"{digit}{{1,3}}月(?:份|{digit}{{1,3}}日)?"


def _year(digit: str) -> str:
    return f"{digit}{{4}}年[ \u3000]?"


def _date(digit: str) -> str:
    """年, 月, 日 with what is counted in `digit`."""
    return f"(?:{_year(digit)})?{_month(digit)}|{_year(digit)}(?:{_PART_OF_YEAR})?"


def _range(digit: str) -> str:
    """A range of dates; what both share is often written once."""
    start = f"(?:{_year(digit)})?(?:{_month(digit)}|{digit}{{1,3}})|{_year(digit)}"
    return f"(?:{start})[{re.escape(_SPAN)}](?:{_date(digit)}|{digit}{{1,3}}日)"


# What a number may begin with, then ranges of dates, then the rest. All in one pattern they took
# 4 ms to compile, each of the two; most titles have no range, and some no number.
_RUN = "[0-9０-９A-Za-zＡ-Ｚａ-ｚ×]"
_LATIN: Final = (
    late_pattern(f"第?{_RUN}"),
    late_pattern(_range(_DIGIT)),
    late_pattern(
        rf"{_date(_DIGIT)}"
        rf"|[XＸ×]+(?:{_PLACE})"
        rf"|第?{_RUN}+(?:[·•.．\-–—～~/:：+&'’]{_RUN}+)*[%％‰℃]?{_COUNTED}?"
    ),
)
_CHINESE: Final = (
    late_pattern(f"第?[○{_NUMERAL}]"),
    late_pattern(_range(_CHINESE_DIGIT)),
    late_pattern(
        rf"{_date(_CHINESE_DIGIT)}|第[{_NUMERAL}]+(?:{_MEASURE})?|[{_NUMERAL}]+{_COUNTED}"
    ),
)
_SIGN: Final = late_pattern(r"[^\w\s]")
_SPACE: Final = late_pattern(r"\s+")


class Sort(Enum):
    """What a token is; only words of the lexicon say anything about the grammar around them."""

    WORD = auto()
    ATOM = auto()  # a number with its measure, a date, Latin letters
    SIGN = auto()  # one punctuation mark
    SPACE = auto()
    NAME = auto()  # a word the caller knows
    UNKNOWN = auto()  # a run that the lexicon does not cover: taken as one word


class Token(Struct, frozen=True):
    text: str
    start: int
    sort: Sort

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_date(self) -> bool:
        """Whether it names a time: what follows is modified by it, as by an adjective."""
        return self.sort is Sort.ATOM and self.text.endswith(_DATE_ENDS)


def tokens(text: str, names: Sequence[str] = ()) -> tuple[Token, ...]:
    """Cut `text` into tokens that together are `text`; the longest of `names` come first.

    Of all ways to cover it, the one that leaves the fewest characters unknown and then uses the
    fewest words; on a tie the one whose first words are longest.
    """
    if not any(names):
        return tuple(_segment(text, 0))
    pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if name)
    found: list[Token] = []
    at = 0
    for match in re.finditer(pattern, text):
        found += _segment(text[at : match.start()], at)
        found.append(Token(match[0], match.start(), Sort.NAME))
        at = match.end()
    return (*found, *_segment(text[at:], at))


def _segment(text: str, offset: int) -> list[Token]:
    # Worked out from the end, so that a title of any length needs no recursion.
    chosen: list[Token] = []
    rest: list[tuple[int, int]] = [(0, 0)]  # unknown characters and words from here to the end
    for start in reversed(range(len(text))):
        options = [
            (unknown + (token.sort is Sort.UNKNOWN), count + 1, -len(token.text), token)
            for token in _candidates(text, start)
            for unknown, count in (rest[len(text) - token.end],)
        ]
        unknown, count, _, token = min(options, key=lambda option: option[:3])
        rest.append((unknown, count))
        chosen.append(token)

    found: list[Token] = []
    at = 0
    while at < len(text):
        token = chosen[len(text) - 1 - at]
        at = token.end
        if found and token.sort is Sort.UNKNOWN is found[-1].sort:
            found[-1] = Token(found[-1].text + token.text, found[-1].start, Sort.UNKNOWN)
        else:
            found.append(token)
    return [Token(token.text, token.start + offset, token.sort) for token in found]


def _candidates(text: str, start: int) -> list[Token]:
    if match := _SPACE.match(text, start):
        return [Token(match[0], start, Sort.SPACE)]
    if token := _number(text, start, _LATIN):
        return [token]
    if match := _SIGN.match(text, start):
        return [Token(match[0], start, Sort.SIGN)]
    found = [Token(text[start], start, Sort.UNKNOWN)]
    found += (
        Token(text[start:end], start, Sort.WORD)
        for end in range(start + 1, min(start + LONGEST, len(text)) + 1)
        if text[start:end] in WORDS
    )
    if token := _number(text, start, _CHINESE):
        found.append(token)
    return found


def _number(text: str, start: int, patterns: Sequence[re.Pattern[str]]) -> Token | None:
    first, ranges, others = patterns
    if not first.match(text, start):
        return None
    match = ranges.match(text, start) if any(sign in text for sign in _SPAN) else None
    match = match or others.match(text, start)
    return Token(match[0], start, Sort.ATOM) if match else None
