"""Turns a submission into a claim: whose report it is, and whether it is ours and the only one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.figures.order import head_of
from make_docx.figures.roster import Roster, normal_name
from make_docx.findings import Finding, Place
from make_docx.model import Brief, Cell, CellKind, Submission, Unit

_LISTED: Final = 5  # places, before it is only said how many there are
_OF_ONE: Final = "把其余的移出“收件”文件夹"
_OF_MANY: Final = (
    "不用的那一份，在汇总表里的请删去那一行（一家一张工作表的，删去那张表），"
    "是单独的文件的请移出“收件”文件夹"
)


class Claim(Struct):
    """A submission, the unit that it is from if that is known, and what was found so far."""

    submission: Submission
    unit: Unit | None
    findings: list[Finding]
    is_foreign: bool = False  # the form of another kind or period: nothing in it is ours
    is_copy: bool = False
    is_contested: bool = False  # one of several different reports of its unit

    @property
    def counts(self) -> bool:
        flawed = any(found.blocks for found in self.findings)
        return bool(self.unit) and not (self.is_copy or self.is_contested or flawed)


def stake(submission: Submission, brief: Brief, roster: Roster) -> Claim:
    """Find the unit, and whether the form is the one that was asked for."""
    of_form = _form_findings(submission, brief)
    is_foreign = any(found.blocks for found in of_form)
    if not normal_name(submission.unit):
        blank = finding("unit-blank", head_of(submission))
        return Claim(submission, None, [blank, *of_form], is_foreign)
    match = roster.find(submission.unit)
    if match is None:
        unknown = _unknown(submission, roster.nearest(submission.unit))
        return Claim(submission, None, [unknown, *of_form], is_foreign)
    findings = of_form
    if match.is_other_name:
        place, name = head_of(submission), match.unit.name
        findings.append(finding("unit-alias", place, found=submission.unit, unit=name))
    return Claim(submission, match.unit, with_unit(findings, match.unit), is_foreign)


def settle(claims: Sequence[Claim]) -> set[str]:
    """Mark copies and contested reports; return the names of the units that sent different ones.

    The same content, in a copy of a file, one that was saved again, or two rows, counts once. Of
    different reports none counts: only the unit knows which one is right.
    """
    of_unit: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.unit and not claim.is_foreign:
            of_unit[claim.unit.name].append(claim)
    held = Counter(claim.submission.file for claim in claims)
    contested = set()
    for name, rivals in of_unit.items():
        if len(rivals) == 1:
            continue
        different = _different(rivals, name)
        if len(different) > 1:
            contested.add(name)
            places = _told_apart(different, held)
            more = f"等 {len(places)} 处" if len(places) > _LISTED else ""
            files = "、".join(places[:_LISTED]) + more
            place = head_of(rivals[0].submission)
            is_row = len({claim.submission.file for claim in different}) == 1
            code = "row-duplicate" if is_row else "unit-duplicate"
            is_of_many = any(held[claim.submission.file] > 1 for claim in different)
            remedy = _OF_MANY if is_of_many else _OF_ONE
            duplicate = finding(code, place, found=files, unit=name, files=files, remedy=remedy)
            rivals[0].findings.append(duplicate)
            for claim in rivals:
                claim.is_contested = True
    return contested


def with_unit(findings: Iterable[Finding], unit: Unit | None) -> list[Finding]:
    """The findings, saying whose they are."""
    return [replace(found, unit=unit.name) if unit else found for found in findings]


def _form_findings(submission: Submission, brief: Brief) -> list[Finding]:
    whole = Place(file=submission.file)
    period = submission.period_ref.place() if submission.period_ref else whole
    version = submission.version_ref.place() if submission.version_ref else whole
    pairs = (
        ("form-other-kind", version, submission.kind_id, brief.kind_id),
        ("form-other-period", period, submission.period, brief.elements.period),
        ("form-other-version", version, submission.form_version, brief.form_version),
    )
    findings = [
        finding(code, place, found=found, expected=expected, changes=submission.form_changes)
        for code, place, found, expected in pairs
        if found and found != expected and normal_name(found) != normal_name(expected)
    ]
    # of another kind or period the version differs as a matter of course
    return [found for found in findings if found.blocks] or findings


def _unknown(submission: Submission, nearest: str) -> Finding:
    hint = f"，是不是“{nearest}”？" if nearest else ""
    place = head_of(submission)
    return finding("unit-unknown", place, found=submission.unit, expected=nearest, hint=hint)


def _different(rivals: Sequence[Claim], name: str) -> list[Claim]:
    """One claim of each content, in their order; every other one is marked as its copy.

    The original is the one that lies less deep in folders, and then the one with the shorter
    name: copies are put aside, or called 甲镇 - 副本.
    """
    different: dict[Hashable, Claim] = {}
    for claim in sorted(rivals, key=_remoteness):
        original = different.setdefault(_content(claim.submission), claim)
        if original is claim:
            continue
        claim.is_copy = True
        if claim.submission.file != original.submission.file:
            told = {(found.code, found.message) for found in original.findings}
            claim.findings = [f for f in claim.findings if (f.code, f.message) not in told]
        place = head_of(claim.submission)
        found, _ = _told_apart([original, claim], {})
        claim.findings.append(
            finding("unit-identical", place, found=found, unit=name, original=found)
        )
    return [claim for claim in rivals if not claim.is_copy]


def _remoteness(claim: Claim) -> tuple[int, int]:
    file = claim.submission.file
    return file.count("/"), len(file)


def _content(submission: Submission) -> Hashable:
    """What is reported; an uncalculated formula is no blank, although both have no text."""
    records = frozenset(
        (
            table,
            tuple(
                (
                    _typed(row.cells),
                    frozenset((label, one.sha256) for label, one in row.pictures.items()),
                )
                for row in rows
            ),
        )
        for table, rows in submission.records.items()
        if rows
    )
    return submission.filled_on, _typed(submission.cells), records


def _typed(cells: Mapping[str, Cell]) -> frozenset[tuple[str, CellKind, str]]:
    return frozenset((label, cell.kind, cell.text) for label, cell in cells.items())


def _told_apart(claims: Sequence[Claim], held: Mapping[str, int]) -> list[str]:
    """The files, with the cell in those that hold several reports; the cells if all are in one."""
    if len({claim.submission.file for claim in claims}) > 1:
        places = (replace(head_of(claim.submission), label="") for claim in claims)
        return [str(place) if held.get(place.file, 1) > 1 else place.file for place in places]
    return [str(replace(head_of(claim.submission), file="", label="")) for claim in claims]
