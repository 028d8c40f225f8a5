"""Turns the clerk's decisions into findings that no longer keep the document back.

A warning that needs a reason is confirmed for what was found then: a unit that sends the same
figure again keeps its confirmation, one that sends another figure loses it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place, Severity, excerpt, seen
from make_docx.model import FileRecord, FileStatus

CONFIRMED: Final = "确认"
NOT_CONFIRMED: Final = "—"
WITHDRAWN: Final = "已撤回"
LEVELS: Final = {Severity.ERROR: "错误", Severity.WARN: "提醒", Severity.NOTE: "说明"}
LOST: Final = "?"  # what the key of a row begins with that has lost its own
_KEY_LENGTH: Final = 12  # hex digits
_AGAINST_PEERS: Final = frozenset({"value-outlier", "value-scale"})
_MIXED_UP: Final = "这一行的“编号”“单位”“项目”和“识别码”不是同一条意见的，可能只移动了一部分列"


class Source(StrEnum):
    """Where a decision was made."""

    REPORT = "校核报告"
    COMMAND = "命令行"


class Decision(Struct, frozen=True):
    """What the clerk wrote about one finding: `handling` and `reason`, word for word.

    Place, unit and `found` are those of the finding then; `said` was its message. `written_at`
    is the cell of 校核报告.xlsx that it was read from.
    """

    key: str
    code: str
    handling: str
    reason: str
    unit: str = ""
    found: str = ""
    place: Place = field(default_factory=Place)
    said: str = ""
    source: Source = Source.REPORT
    written_at: Place = field(default_factory=Place)

    @property
    def confirms(self) -> bool:
        has_reason = self.handling == CONFIRMED and bool(self.reason.strip())
        return has_reason and not self.is_lost and can_confirm(self.code)

    @property
    def is_lost(self) -> bool:
        """Whether it is not known any more which finding it is about."""
        return self.key.startswith(LOST)


def can_confirm(code: str) -> bool:
    """Whether findings of this code are warnings that need a reason."""
    from make_docx.catalogue import CATALOGUE

    return code in CATALOGUE and CATALOGUE[code].needs_reason


def fingerprint(found: Finding) -> str:
    """Twelve hex digits that stay the same as long as the same thing is found of the same unit.

    The file and the cell are no part of it: an identical report under another name keeps its
    confirmation. What was found counts whole, not as the excerpt that is shown of it. What it was
    measured against counts too, except the median of the other units, which moves with every
    report that comes in.
    """
    against = "" if found.code in _AGAINST_PEERS else found.expected
    content = json.dumps([found.code, found.unit, found.place.label, found.digest, against])
    return hashlib.sha256(content.encode()).hexdigest()[:_KEY_LENGTH]


def confirming(
    found: Finding, reason: str, *, source: Source, handling: str = CONFIRMED
) -> Decision:
    """The decision that confirms `found`."""
    return Decision(
        key=fingerprint(found),
        code=found.code,
        handling=handling,
        reason=reason,
        unit=found.unit,
        found=found.found,
        place=found.place,
        said=found.message,
        source=source,
    )


def settle(findings: Iterable[Finding], decisions: Iterable[Decision]) -> tuple[Finding, ...]:
    """The findings, those notes now that the clerk has confirmed.

    A confirmation of something else found at the same place of the same unit is told, once, as
    `decision-stale`: it was for another value. One whose row says another thing than its key, as
    after sorting some columns of the report and not the others, is `decision-void`.
    """
    active = {decision.key: decision for decision in decisions if decision.confirms}
    findings = tuple(findings)
    present = {fingerprint(found) for found in findings if found.needs_reason}
    stale = {
        _subject(decision.code, decision.unit, decision.place): decision
        for decision in active.values()
        if decision.key not in present
    }
    settled: list[Finding] = []
    for found in findings:
        if not found.needs_reason:
            settled.append(found)
        elif decision := active.get(fingerprint(found)):
            if _is_about(decision, found):
                settled.append(_confirmed(found, decision.reason))
            else:
                settled += [found, _mixed_up(decision)]
        else:
            settled.append(found)
            old = stale.pop(_subject(found.code, found.unit, found.place), None)
            settled += [_stale(found, old)] if old else []
    return tuple(settled)


def restated(files: Sequence[FileRecord], findings: Iterable[Finding]) -> tuple[FileRecord, ...]:
    """The files, those noted that had nothing worse than warnings that are confirmed now."""
    warned = {found.place.file for found in findings if found.severity is Severity.WARN}
    return tuple(
        replace(record, status=FileStatus.NOTED)
        if record.status is FileStatus.WARNED and record.path not in warned
        else record
        for record in files
    )


def by_key(decisions: Iterable[Decision]) -> Mapping[str, Decision]:
    """The decisions, the last one on each finding."""
    return {decision.key: decision for decision in decisions}


def in_order(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """One decision a finding, in an order that does not depend on how the clerk sorts a sheet."""
    return tuple(
        sorted(
            by_key(decisions).values(),
            key=lambda d: (d.code, d.unit, d.place.label, d.found, d.key),
        )
    )


def _confirmed(found: Finding, reason: str) -> Finding:
    return replace(
        found,
        severity=Severity.NOTE,
        reason=reason,
        message=f"{found.message}{_said(reason)}",
        action="不用处理；理由全文在校核报告的“处理记录”里。",
    )


def _said(reason: str) -> str:
    return f"（已确认：{excerpt(reason)}）" if reason else ""


def _is_about(decision: Decision, found: Finding) -> bool:
    """Whether the row says what its key says; white space gets lost on the way through a sheet."""
    told = (decision.code, decision.unit, decision.place.label)
    meant = (found.code, found.unit, found.place.label)
    return all(_words(a) == _words(b) for a, b in zip(told, meant, strict=True))


def _words(text: str) -> str:
    return "".join(seen(text).split())


def _mixed_up(decision: Decision) -> Finding:
    place = replace(decision.written_at, label=decision.place.label or decision.unit)
    return finding("decision-void", place, found=decision.handling, fault=_MIXED_UP)


def _stale(found: Finding, old: Decision) -> Finding:
    label = found.place.label or found.unit
    return finding(
        "decision-stale",
        replace(found.place, label=label),
        found=found.found,
        expected=old.found,
        unit=found.unit,
    )


def _subject(code: str, unit: str, place: Place) -> tuple[str, str, str]:
    return code, unit, place.label
