"""Says which number format a number of the standard stands for, and whether one shows a time.

Ours for the reason that `cell_address` is.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from make_docx.late_pattern import late_pattern

GENERAL: Final = "General"
LONGEST_FORMAT: Final = 255  # characters, in Excel

_MONTH: Final = 'yyyy"年"m"月"'
_DAY: Final = 'm"月"d"日"'
_CLOCK: Final = 'h"时"mm"分"'
# What a style says by a number alone (ECMA-376 18.8.30).
STANDARD: Final = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);("$"#,##0)',
    6: '"$"#,##0_);[Red]("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)',
    8: '"$"#,##0.00_);[Red]("$"#,##0.00)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: r'_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)',
    42: r'_("$"* #,##0_);_("$"* \(#,##0\);_("$"* "-"_);_(@_)',
    43: r'_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)',
    44: r'_("$"* #,##0.00_)_("$"* \(#,##0.00\)_("$"* "-"??_)_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
    # Excel in Chinese, its own days and times (zh-cn):
    **dict.fromkeys((27, 36, 50, 52, 57), _MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _DAY),
    30: "m-d-yy",
    31: f'{_MONTH}d"日"',
    **dict.fromkeys((32, 34, 55), _CLOCK),
    **dict.fromkeys((33, 35, 56), f'{_CLOCK}ss"秒"'),
}

_SIGNS: Final = frozenset("dmhysDMHYS")
_SIGN: Final = late_pattern(r"(?<![_\\])[dmhysDMHYS]")
# Words, colours, conditions and languages; [h], [m] and [s] count on past a day.
_NO_SIGN: Final = late_pattern(r'"[^"\n]*"|\[(?!(?:hh?|mm?|ss?)\])[^\]]*\]')
_COUNTING_ON: Final = late_pattern(r"(?i)\[(?:hh?|mm?|ss?)\]")


@lru_cache(maxsize=256)
def shows_time(number_format: str) -> bool:
    """Whether it makes a day or a time of a number; one that Excel would not take does not."""
    section = number_format.partition(";")[0]  # the one of numbers above zero
    if len(number_format) > LONGEST_FORMAT or _SIGNS.isdisjoint(section):
        return False
    return _SIGN.search(_NO_SIGN.sub("", section)) is not None


@lru_cache(maxsize=256)
def shows_span(number_format: str) -> bool:
    """Whether it makes a length of time of a number, such as 26 hours."""
    section = number_format.partition(";")[0]
    return "[" in section and _COUNTING_ON.search(section) is not None
