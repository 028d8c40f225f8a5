"""Turns a text into the requests in it that belong into a 请示, or into another one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from make_docx.linter.usage.fault import Fault, fault
from make_docx.linter.usage.veil import without_quotations

_ASKED: Final = (
    "批准|批复|批示|审批|核准|审定|解决|拨付|拨款|划拨|给予(?![^，。；]{0,4}(?:指导|批评|指正))"
    "|予以支持|同意"
)
# 报请批准 and 提请审批 tell what was done; 敬请批评指正 and 请审阅 ask for nothing.
_REQUEST: Final = tuple(
    re.compile(pattern)
    for pattern in (
        "[妥当](?=否[，,])否[，,]\\s?(?:敬?请|恳请)[^。；\\n]{0,12}",
        "[妥当]否(?=[。？！]|$)",
        "是否[妥恰]?当[，,]\\s?(?:敬?请|恳请)[^。；\\n]{0,12}",
        "(?<![报申提呈邀商须应需])请予?以?(?:批示|批复|审批|批准|核准|审定)(?![的后])",
        rf"(?:恳请|敬请|(?<![实发出体呈兑])(?:为此|现|特)[，,]?(?:请求|申请)(?!人))[^。；！？\n]{{0,40}}?(?:{_ASKED})",
    )
)
_SECOND: Final = re.compile(
    "(?:一并|一同)(?:恳|敬|报)?请示?(?:批|审|同意|示)[^，。；]{0,6}"
    "|(?:(?:^|(?<=[。；！\\n]))(?:另外?|此外)[，,]?(?:还|再)?(?:恳请|请求|申请|请示))"
    "|(?:请示|请求)(?:以下|下列|如下)[二两三四五六七八九十2-9]{1,2}(?:个|项|件)(?:事项|问题|请求)"
    "|(?:就|将)(?:以下|下列|如下)[二两三四五六七八九十2-9]{1,2}(?:个|项|件)(?:事项|问题)(?:一并)?请示"
)
_SEVERAL: Final = re.compile("[二两三四五六七八九几2-9](?:个|项|件)(?:事项|问题)的请示$")
_MATTER: Final = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|[0-9]{1,2}\.|（[0-9]{1,2}）)?"
    r"(?:关于|请求|申请)[^。；！？\n]{2,60}?(?:事项|问题|请求|请示|事宜)?[。]?$"
)


def request_in_report(text: str) -> Iterator[Fault]:
    """C3: what is no 请示 carries no request (条例 15(4))."""
    seen = without_quotations(text)
    end = 0
    for match in sorted(
        (found for pattern in _REQUEST for found in pattern.finditer(seen)),
        key=lambda found: (found.start(), -found.end()),
    ):
        if match.start() >= end:
            end = match.end()
            yield fault(text, match.start(), end, "没有请示事项，另用“请示”行文")


def second_request(text: str) -> Iterator[Fault]:
    """C2: a 请示 asks for one thing (条例 15(4)); only what says so itself counts."""
    for match in _SECOND.finditer(without_quotations(text)):
        yield fault(text, match.start(), match.end(), "一文一事，另一件事另外请示")


def several_matters(title: str, headings: Sequence[str]) -> Iterator[Fault]:
    """C2, of the whole document: 几个问题的请示, or two headings that each ask for something."""
    if match := _SEVERAL.search(title):
        yield fault(title, match.start(), match.end(), "一件事一个请示")
    asking = [heading for heading in headings if _MATTER.match(heading)]
    for heading in asking[1:]:
        yield fault(heading, 0, len(heading), f"一文一事，与“{asking[0][:12]}”分开")
