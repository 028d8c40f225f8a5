"""Turns ``--accept CODE:UNIT --reason …`` into decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Final

from make_docx.audit.decision import Decision, Source, can_confirm, confirming
from make_docx.catalogue import finding
from make_docx.errors import UsageError
from make_docx.findings import Finding, Place
from make_docx.late_pattern import late_pattern

ALL: Final = ("全部", "*")
_COLON: Final = late_pattern("[:：]")
_EXAMPLE: Final = "例如 --accept value-outlier:甲局 --reason 已电话核实"


def accept(
    options: Sequence[str], reason: str, findings: Iterable[Finding]
) -> tuple[tuple[Decision, ...], tuple[Finding, ...]]:
    """Confirm the findings that the options name, all for the one reason.

    After the colon stands a unit's name, or the 项目 of a finding that is no unit's, or 全部.

    Returns:
        The decisions; and a finding for each option that nothing needs.

    Raises:
        UsageError: an option is none, its code is unknown or can't be confirmed, or there is
            no reason.
    """
    wanted = [_parsed(option) for option in options]
    if not wanted and reason.strip():
        raise UsageError(f"有 --reason，没有 --accept：请写明确认哪一条，{_EXAMPLE}。")
    if wanted and not reason.strip():
        raise UsageError(f"--accept 要写明理由：请加 --reason，{_EXAMPLE}。")
    open_ = [found for found in findings if found.needs_reason]
    decisions: list[Decision] = []
    unmatched: list[Finding] = []
    for code, name in wanted:
        matching = [found for found in open_ if found.code == code and _is_meant(found, name)]
        decisions += (
            confirming(found, reason.strip(), source=Source.COMMAND) for found in matching
        )
        if not matching:
            unmatched.append(
                finding("decision-unmatched", Place(label=code), found=name, expected=code)
            )
    return tuple(decisions), tuple(unmatched)


def _parsed(option: str) -> tuple[str, str]:
    from make_docx.catalogue import CATALOGUE

    code, *rest = _COLON.split(option.strip(), maxsplit=1)
    code, name = code.strip(), "".join(rest).strip()
    if not name:
        raise UsageError(f"“{option}”要写成“编号:单位”，{_EXAMPLE}；所有单位的写“编号:全部”。")
    if code not in CATALOGUE:
        nearest = get_close_matches(code, CATALOGUE, n=1, cutoff=0.5)
        hint = f"，是不是“{nearest[0]}”" if nearest else ""
        raise UsageError(f"没有编号为“{code}”的意见{hint}。编号见 check --json 或校核报告。")
    if not can_confirm(code):
        raise UsageError(f"“{code}”不是要确认的意见：错误要改正，说明不用处理。")
    return code, name


def _is_meant(found: Finding, name: str) -> bool:
    return name in ALL or name == (found.unit or found.place.label)
