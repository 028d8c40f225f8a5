"""Turns what belongs in a cell into Excel's data validation, with its Chinese words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from make_docx.intake.looks import clean
from make_docx.model import Indicator, ValueType

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation

# Excel repairs, that is removes, a validation with longer words.
_LONGEST_TITLE: Final = 32  # UTF-16 units
_LONGEST_TEXT: Final = 255

_Kind = Literal["list", "whole", "decimal", "date"]
_Style = Literal["stop", "warning"]
_Bounds = Literal["between", "greaterThanOrEqual"]
_EARLIEST: Final = "36526"  # 2000-01-01


class Rule(Struct, frozen=True):
    """What may stand in a cell: `prompt` shows when it is selected, `error` when it is not met.

    Without `error` anything is taken, and the check reports what it cannot read.
    """

    title: str
    prompt: str
    kind: _Kind | None = None
    formula1: str | None = None
    formula2: str | None = None
    error: str = ""
    style: _Style = "stop"

    def over(self, area: str) -> DataValidation:
        """The validation of `area`, for example ``C5`` or ``A5:A64``."""
        from openpyxl.worksheet.datavalidation import DataValidation  # not to make the rule

        bounds: _Bounds = "greaterThanOrEqual" if self.formula2 is None else "between"
        return DataValidation(
            type=self.kind,
            operator=bounds if self.kind in ("whole", "decimal", "date") else None,
            formula1=self.formula1,
            formula2=self.formula2,
            allow_blank=True,
            showInputMessage=True,
            promptTitle=_fit(self.title, _LONGEST_TITLE),
            prompt=_fit(self.prompt, _LONGEST_TEXT),
            showErrorMessage=bool(self.error),
            errorStyle=self.style,
            errorTitle="请核对" if self.error else None,
            error=_fit(self.error, _LONGEST_TEXT) if self.error else None,
            sqref=area,
        )


def text(title: str, prompt: str) -> Rule:
    """Any text."""
    return Rule(title, prompt)


def choice(title: str, prompt: str, options: Iterable[str]) -> Rule:
    """One of a few fixed words."""
    words = tuple(str(option) for option in options)
    return Rule(
        title,
        prompt,
        "list",
        formula1=f'"{",".join(words)}"',
        error=f"请从下拉列表里选：{'、'.join(words)}。",
    )


def pick(title: str, prompt: str, source: str, error: str = "") -> Rule:
    """One of the cells of `source`, or, after a question, something else."""
    return Rule(title, prompt, "list", formula1=source, error=error, style="warning")


def filled(table: str, column: int) -> str:
    """Formula for the filled cells of a column of the named area `table`.

    It names no sheet: Excel stores a validation that does in an extension which other
    programs, openpyxl among them, drop.
    """
    return f"OFFSET(INDEX({table},1,{column}),0,0,MAX(1,COUNTA(INDEX({table},0,{column}))),1)"


def date(title: str, prompt: str) -> Rule:
    """A date from 2000 on; other writings such as 2021.6.3 only after a question."""
    return Rule(
        title,
        prompt,
        "date",
        formula1=_EARLIEST,
        error="这里一般填日期，例如 2021-6-3。确定就这样填时，点“是”。",
        style="warning",
    )


def number(title: str, prompt: str) -> Rule:
    """Any number, other writings only after a question."""
    return Rule(
        title,
        prompt,
        "decimal",
        formula1="-1000000000000",
        formula2="1000000000000",
        error="这里一般填数字。确定就这样填时，点“是”。",
        style="warning",
    )


def figure(indicator: Indicator) -> Rule:
    """The rule of an indicator's cell: a warning only, for 约200, 无 and / are understood."""
    if indicator.is_text:
        return text(indicator.label, _sentences(indicator.note, _need(indicator)))
    kind: _Kind = "whole" if indicator.value_type is ValueType.INTEGER else "decimal"
    lowest = indicator.minimum if indicator.minimum is not None else Decimal(0)
    highest = indicator.maximum
    percent = indicator.value_type is ValueType.PERCENT
    if percent and highest is None:
        highest = Decimal(1)
    what = "百分比，例如 98.5%" if percent else _what(indicator)
    limits = f"不小于 {_shown(lowest, percent)}"
    if highest is not None:
        limits += f"、不大于 {_shown(highest, percent)}"
    return Rule(
        indicator.label,
        _sentences(f"填{what}。", indicator.note, _need(indicator), "没有发生填 0；不适用填 /。"),
        kind,
        formula1=f"{lowest:f}",
        formula2=None if highest is None else f"{highest:f}",
        error=f"“{indicator.label}”一般填{what}，{limits}。\n"
        "数字属实，或要填“约200”“无”“/”这样的写法时，点“是”。",
        style="warning",
    )


def _what(indicator: Indicator) -> str:
    noun = "整数" if indicator.value_type is ValueType.INTEGER else "数字"
    return f"{noun}，计量单位：{indicator.unit}" if indicator.unit else noun


def _need(indicator: Indicator) -> str:
    return "必须填写。" if indicator.required else "可以不填。"


def _shown(bound: Decimal, percent: bool) -> str:
    return f"{(bound * 100).normalize():f}%" if percent else f"{bound:f}"


def _sentences(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _fit(words: str, limit: int) -> str:
    """Cut to `limit` UTF-16 units, in which Excel counts."""
    words = clean(words)
    if _units(words) <= limit:
        return words
    while _units(words) > limit - 1:
        words = words[:-1]
    return f"{words}…"


def _units(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2
