"""Turns values of foreign JSON into typed ones, and everything that is wrong into faults."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, TypeVar

from make_docx.late_pattern import late_pattern

MOST_ITEMS: Final = 50_000
MOST_COUNT: Final = 10**9
_LONGEST_TEXT: Final = 1_000
_LONGEST_NUMBER: Final = 100
_MOST_FAULTS: Final = 100

_NUMBER: Final = late_pattern(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?")
_CONTROL: Final = late_pattern(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)  # XML has none but \x7f-\x9f
_SHA256: Final = late_pattern(r"[0-9a-f]{64}")

Choice = TypeVar("Choice", bound=StrEnum)
Item = TypeVar("Item")


def decimal_of(text: object) -> Decimal | None:
    """The number that `canonical.decimal` wrote."""
    if not isinstance(text, str) or len(text) > _LONGEST_NUMBER or text == "-0":
        return None
    return Decimal(text) if _NUMBER.fullmatch(text) else None


class ValueReader:
    """Reads values of JSON; what is wrong goes into `faults`, with its path."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def fault(self, path: str, expected: str) -> None:
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(f"“{path}”应为{expected}")

    def text(self, value: object, path: str) -> str:
        if isinstance(value, str) and len(value) <= _LONGEST_TEXT and not _CONTROL.search(value):
            try:
                value.encode()
            except UnicodeEncodeError:
                self.fault(path, "文字")
                return ""
            return value
        self.fault(path, f"不超过 {_LONGEST_TEXT} 字的文字")
        return ""

    def count(self, value: object, path: str, most: int = MOST_COUNT) -> int:
        if type(value) is int and 0 <= value <= most:
            return value
        self.fault(path, f"0 到 {most} 的整数")
        return 0

    def flag(self, value: object, path: str) -> bool:
        if not isinstance(value, bool):
            self.fault(path, "true 或 false")
        return value is True

    def number(self, value: object, path: str) -> Decimal:
        found = decimal_of(value)
        if found is None:
            self.fault(path, "一个数")
        return found or Decimal(0)

    def day(self, value: object, path: str) -> dt.date | None:
        if value == "":
            return None
        try:
            return dt.date.fromisoformat(value if isinstance(value, str) else "?")
        except ValueError:
            self.fault(path, "日期")
            return None

    def hash(self, value: object, path: str) -> str:
        if isinstance(value, str) and _SHA256.fullmatch(value):
            return value
        self.fault(path, "64 位十六进制数")
        return ""

    def choice(self, value: object, path: str, choices: type[Choice]) -> Choice:
        try:
            return choices(str(value))
        except ValueError:
            self.fault(path, "、".join(choices))
            return next(iter(choices))

    def listing(self, value: object, path: str, most: int = MOST_ITEMS) -> list[Any]:
        if isinstance(value, list) and len(value) <= most:
            return value
        self.fault(path, f"不超过 {most} 项的列表")
        return []

    def texts(self, value: object, path: str) -> tuple[str, ...]:
        found = self.listing(value, path)
        return tuple(self.text(text, f"{path}[{at}]") for at, text in enumerate(found))

    def mapping(self, value: object, path: str, keys: frozenset[str]) -> Mapping[str, Any] | None:
        if isinstance(value, dict) and value.keys() == keys:
            return value
        missing = keys - value.keys() if isinstance(value, dict) else ()
        lacking = f"，缺少 {'、'.join(sorted(missing))}" if missing else ""
        self.fault(path or "全文", f"带有规定各项的对象{lacking}")
        return None

    def each(
        self,
        value: object,
        path: str,
        read: Callable[[object, str], Item | None],
        most: int = MOST_ITEMS,
    ) -> tuple[Item, ...]:
        items = (read(v, f"{path}[{i}]") for i, v in enumerate(self.listing(value, path, most)))
        return tuple(item for item in items if item is not None)
