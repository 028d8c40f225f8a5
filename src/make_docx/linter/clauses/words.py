"""Turns measures into the units a clerk knows: 毫米, 磅, 字, 行, 号."""

from __future__ import annotations

from typing import Final

MM_PER_POINT: Final = 25.4 / 72

_SIZES: Final = {  # of Word's list
    42.0: "初号",
    36.0: "小初",
    26.0: "1号",
    24.0: "小1号",
    22.0: "2号",
    18.0: "小2号",
    16.0: "3号",
    15.0: "小3号",
    14.0: "4号",
    12.0: "小4号",
    10.5: "5号",
    9.0: "小5号",
    7.5: "6号",
}


def plain(value: float, digits: int = 1) -> str:
    """At most `digits` decimals, none that are zero."""
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def mm(value: float) -> str:
    return f"{plain(value)}毫米"


def mm_of(points: float) -> str:
    return mm(points * MM_PER_POINT)


def points(value: float) -> str:
    return f"{plain(value, 2)}磅"


def lines(value: float) -> str:
    return f"{plain(value)}行"


def characters(value: float) -> str:
    return f"{plain(value)}字"


def size(value: float) -> str:
    """3号, or 15.5磅 where Word's list has no name for it."""
    return _SIZES.get(value) or points(value)
