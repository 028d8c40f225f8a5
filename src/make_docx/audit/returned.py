"""Turns a unit's workbook and what is wrong in it into the copy that goes back to the unit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from make_docx.audit.explanation import Line, add_explanation
from make_docx.audit.formats import DOUBTFUL, WRONG, Styles
from make_docx.audit.marks import Mark, add_marks
from make_docx.audit.package import RELATION, Element, Package, qname, read_package, serialise
from make_docx.audit.tame import tame
from make_docx.findings import Finding, Severity
from make_docx.intake import archive_guard
from make_docx.sniff import sniff

_CELL: Final = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
# What only the clerk can settle is nothing to ask the unit for.
_OF_THE_CLERK: Final = frozenset({"unit-duplicate", "form-other-version"})
_TO_THE_CLERK: Final = re.compile("请(?:该|有关|发文)?单位(?=[^名类])")
_TO_CONFIRM: Final = "填错的请改正；确实如此的，发回时请说明原因。"
# A form that is not the one now asked for: whatever else is mended in it is mended in vain.
_OF_ANOTHER_FORM: Final = (
    "form-not-ours",
    "form-other-kind",
    "form-other-period",
    "form-lacks-indicator",
    "cell-form-unit",
)
_MEND: Final = (
    "：请改正后重新报送",
    (
        "这张表有下面几处要改正。标了颜色的格子上有批注，说明哪里不对、怎样改。"
        "请直接在原来的表里改，改好后把这个文件（.xlsx）发回；这一页不用填。"
    ),
)
_REPLACE: Final = (
    "：请换用新的填报表",
    (
        "这张表不是现在要填的，改好了也不能用。请不要在这张表里改，换用现在的填报表填写后发来；"
        "没有收到的，请向发表单位索取。"
    ),
)


def concerns_unit(found: Finding) -> bool:
    """Whether the unit is to be told: an error of its own, or a warning beside one."""
    return found.severity is not Severity.NOTE and found.code not in _OF_THE_CLERK


def lines_of(findings: Iterable[Finding]) -> tuple[Line, ...]:
    """What to correct, errors first, in words for the unit."""
    return tuple(Line(_where(found), _words(found), _spot(found)) for found in _told(findings))


def _told(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What the unit is told, errors first; of a form to be replaced, that alone."""
    concerning = [found for found in findings if concerns_unit(found)]
    of_another = [found for found in concerning if _is_of_another(found)]
    if of_another:
        return (min(of_another, key=lambda found: _OF_ANOTHER_FORM.index(found.code)),)
    return tuple(sorted(concerning, key=lambda found: found.severity is not Severity.ERROR))


def _is_of_another(found: Finding) -> bool:
    return found.code in _OF_ANOTHER_FORM and found.blocks


def returned_copy(data: bytes, findings: Sequence[Finding], whose: str) -> bytes | None:
    """The workbook with its wrong cells coloured and commented, and 退回说明 as its last sheet.

    It has no macros, no links to other files, no data connections; a cell whose formula looked
    into another file keeps the value it had. The same input gives the same bytes.

    Returns:
        The copy, or ``None`` for a file that is no regular workbook.
    """
    if sniff(data) or archive_guard.guard(data):
        return None
    try:
        package = read_package(data)
        tame(package)
        _mark(package, findings, whose)
        return package.to_bytes()
    except (ValueError, KeyError, IndexError, SyntaxError):  # lxml's is a SyntaxError
        return None


def _mark(package: Package, findings: Sequence[Finding], whose: str) -> None:
    styles_part = package.follow(package.workbook, "styles")
    if styles_part is None:
        raise ValueError("no styles")
    styles = Styles(styles_part.xml())
    root = package.workbook.xml()
    marks: dict[str, list[Mark]] = defaultdict(list)
    told = _told(findings)
    for found in told:
        if _spot(found):
            colour = WRONG if found.severity is Severity.ERROR else DOUBTFUL
            marks[found.place.sheet].append(Mark(found.place.cell, _words(found), colour))
    for name, part_name in _sheet_parts(package, root).items():
        part = package.parts[part_name]
        sheet = part.xml()
        add_marks(package, part, sheet, styles, marks.get(name, ()))
        part.data = serialise(sheet)
    title, lead = _REPLACE if any(map(_is_of_another, told)) else _MEND
    add_explanation(package, root, styles, (f"{whose}{title}", lead), lines_of(told))
    styles_part.data = serialise(styles.root)
    package.workbook.data = serialise(root)


def _sheet_parts(package: Package, root: Element) -> dict[str, str]:
    """Sheet title → part."""
    targets = {relation.id: relation.target for relation in package.workbook.relations}
    return {
        sheet.get("name") or "": targets[id_]
        for sheet in root.iterfind(f"{qname('sheets')}/{qname('sheet')}")
        if (id_ := sheet.get(qname("id", RELATION)) or "") in targets
    }


def _words(found: Finding) -> str:
    action = found.of_unit or (
        _TO_CONFIRM if found.needs_reason else _TO_THE_CLERK.sub("请", found.action)
    )
    lead = "" if found.severity is Severity.ERROR else "请核对："
    stop = "" if found.message.endswith(("？", "。")) else "。"
    return f"{lead}{found.message}{stop}{action}"


def _where(found: Finding) -> str:
    place = found.place
    spot = f"{place.sheet} {place.cell}".strip()
    label = f"“{place.label}”" if place.label else ""
    return " ".join(part for part in (spot, label) if part) or "整个文件"


def _spot(found: Finding) -> str:
    place = found.place
    if not (place.sheet and _CELL.fullmatch(place.cell)):
        return ""
    title = place.sheet.replace("'", "''")
    return f"'{title}'!{place.cell}"
