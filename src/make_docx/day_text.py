"""Turns what people write for a day into bare Arabic digits and signs, and parts off the clock."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from make_docx.late_pattern import late_pattern

_NUMERALS: Final = "〇○零一二三四五六七八九十廿卅元"
_SIGNS: Final = frozenset(_NUMERALS)
_DIGITS: Final = {"〇": "0", "○": "0", "零": "0"} | {
    numeral: str(value) for value, numeral in enumerate("一二三四五六七八九", 1)
}
_YEAR: Final = late_pattern(
    r"(?<![0-9〇○零一二三四五六七八九十百千])[〇○零一二三四五六七八九]{4}(?=年)"
)
_MONTH_OR_DATE: Final = late_pattern(
    rf"(?<![{_NUMERALS}])(?:元(?=月)|(?:二十|三十|廿|卅|十)[一二三四五六七八九]?(?=[月日号])"
    r"|[一二三四五六七八九](?=[月日号]))"
)
_TENS: Final = {"二十": 20, "三十": 30, "廿": 20, "卅": 30, "十": 10}
_MIDNIGHT: Final = late_pattern(r"[T ]00:00(?::00)?(?:\.0+)?$")

_TIME: Final = (
    r"(?:(?:上午|下午|早上|中午|晚上|凌晨)?"
    r"(?:(?:2[0-4]|[01]?[0-9])(?::[0-5][0-9]){1,2}(?:\.0+)?"
    r"|(?:2[0-4]|[01]?[0-9])[时点](?:[0-5]?[0-9]分?|半|整)?))"
)
_UNTIL: Final = "(?:至|到|[-~－–—―─〜∼−]+)(?:次日|第二天)?"
# Behind 5月3日: 9:30, 9:30-11:00, 22:00至次日2:00, 上午; behind 5.3 with a blank between
_CLOCK: Final = late_pattern(
    rf"(?:(?<=[日号])|(?<=[0-9])[T ])(?:{_TIME}(?:{_UNTIL}{_TIME})?"
    r"|上午|下午|早上|中午|晚上|凌晨|全天)$"
)


def cleaned(text: str) -> str:
    """NFKC without zero-width signs and white space, which stays only between two digits.

    Numerals become digits where they are those of a date of our calendar: 九月初三, 正月十五 and
    八月十五 stay as they are. Excel's midnight is no time.

    >>> cleaned("二〇二一年九月三十日"), cleaned("元月 十二 日"), cleaned("正月初一")
    ('2021年9月30日', '1月12日', '正月初一')
    """
    if any(unicodedata.category(c) == "No" for c in text):  # 1²月 is no 12月
        return ""
    wide = _MIDNIGHT.sub("", unicodedata.normalize("NFKC", text).strip())
    visible = "".join(c for c in wide if unicodedata.category(c) != "Cf")
    bare = re.sub(r"(?<![0-9])\s+|\s+(?![0-9])", "", visible)
    return _in_digits(bare)


def without_clock(text: str) -> str:
    """`text`, cleaned, without the time of day or the times from and to that stand behind it.

    >>> without_clock("2021-05-03 9:30"), without_clock("5月3日22:00至次日2:00")
    ('2021-05-03', '5月3日')
    """
    return _CLOCK.sub("", cleaned(text))


def has_numeral(text: str) -> bool:
    """Whether a day in `text` may be in Chinese numerals."""
    return not _SIGNS.isdisjoint(text)


def _in_digits(text: str) -> str:
    if not has_numeral(text):
        return text
    years = _YEAR.sub(lambda match: "".join(_DIGITS[sign] for sign in match[0]), text)
    return _MONTH_OR_DATE.sub(lambda match: str(_value(match[0])), years)


def _value(numeral: str) -> int:
    if numeral == "元":
        return 1
    tens = next((word for word in _TENS if numeral.startswith(word)), "")
    ones = numeral.removeprefix(tens)
    return _TENS.get(tens, 0) + (int(_DIGITS[ones]) if ones else 0)
