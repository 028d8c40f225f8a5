"""Turns the parts of a workbook into ones whose XML asks for nothing that is not there.

`package` has left parts out; here goes what would call for them: formulas that look into other
files or the network, links, controls, names of macros.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from make_docx.audit.package import RELATION, Element, Package, Part, local, qname, serialise

_WORKBOOK_KEPT: Final = frozenset(
    {
        "fileVersion",
        "workbookPr",
        "workbookProtection",
        "bookViews",
        "sheets",
        "definedNames",
        "calcPr",
    }
)
_SHEET_KEPT: Final = frozenset(
    {
        "sheetPr",
        "dimension",
        "sheetViews",
        "sheetFormatPr",
        "cols",
        "sheetData",
        "sheetProtection",
        "protectedRanges",
        "autoFilter",
        "sortState",
        "mergeCells",
        "phoneticPr",
        "conditionalFormatting",
        "dataValidations",
        "hyperlinks",
        "printOptions",
        "pageMargins",
        "pageSetup",
        "headerFooter",
        "rowBreaks",
        "colBreaks",
        "ignoredErrors",
        "drawing",
        "tableParts",
        "extLst",
    }
)
# Drop-down lists and conditional formats that name other sheets.
_EXTENSIONS_KEPT: Final = frozenset(
    ("{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}", "{78C0D931-6437-407D-A8EE-F0AAD7539E65}")
)
_OUTSIDE: Final = re.compile(
    r"\[\d+\]|\[[^\]]*\.xl\w*\]|\|[^!|]*!"  # [1]表!A1, [x.xlsx]表!A1, and DDE: cmd|'/c …'!A1
    r"|(?<![\w.])(?:_xlfn\.|_xlws\.)*"
    r"(?:WEBSERVICE|FILTERXML|IMAGE|HYPERLINK|RTD|CALL|REGISTER(?:\.ID)?|EXEC|CUBE\w+)\s*\(",
    re.IGNORECASE,
)
_RELATION: Final = f"{{{RELATION}}}"
_AUTOMATIC: Final = re.compile(r"(?:_xlnm\.)?auto_", re.IGNORECASE)
_EMPTY_WITHOUT: Final = ("hyperlinks", "tableParts", "dataValidations", "definedNames", "extLst")


def tame(package: Package) -> None:
    """Rewrite the parts in place."""
    workbook = package.workbook
    root = workbook.xml()
    _tame_workbook(root, workbook)
    workbook.data = serialise(root)
    for part in filter(_is_sheet, package.parts.values()):
        root = part.xml()
        _tame_sheet(root, part)
        part.data = serialise(root)
    for part in package.parts.values():
        kind = part.content_type
        if kind.endswith(("drawing+xml", "cellimage+xml")) and part.dropped:
            root = part.xml()
            _drop_pictures(root, part)
            part.data = serialise(root)
        elif kind.endswith("spreadsheetml.table+xml"):
            root = part.xml()
            _tame_table(root)
            part.data = serialise(root)


def remove_sheets(root: Element, wanted: set[str]) -> set[str]:
    """Take the sheets with these titles out of the workbook's XML, and the names on them.

    Returns:
        The ids of the relationships that they had.
    """
    numbers: dict[str, str] = {}
    removed: set[str] = set()
    for number, sheet in enumerate([*root.iterfind(f"{qname('sheets')}/{qname('sheet')}")]):
        if sheet.get("name") in wanted:
            removed.add(sheet.get(qname("id", RELATION)) or "")
            _remove(sheet)
        else:
            numbers[str(number)] = str(len(numbers))
    for view in root.iterfind(f"{qname('bookViews')}/{qname('workbookView')}"):
        for attribute in ("activeTab", "firstSheet"):
            view.set(attribute, numbers.get(view.get(attribute) or "0", "0"))
    names = root.find(qname("definedNames"))
    for name in [] if names is None else [*names]:
        scope = name.get("localSheetId")
        if scope is not None and scope not in numbers:
            _remove(name)
        elif scope is not None:
            name.set("localSheetId", numbers[scope])
    return removed


def _is_sheet(part: Part) -> bool:
    return part.content_type.endswith("worksheet+xml")


def _tame_workbook(root: Element, part: Part) -> None:
    _keep_only(root, _WORKBOOK_KEPT)
    id_ = qname("id", RELATION)
    here = {relation.id for relation in part.relations if relation.kind == "worksheet"}
    sheets = root.iterfind(f"{qname('sheets')}/{qname('sheet')}")
    gone = {sheet.get("name") or "" for sheet in sheets if sheet.get(id_) not in here}
    if gone:
        remove_sheets(root, gone)
    for properties in root.iterfind(qname("workbookPr")):
        _forget(properties, "codeName")
    names = root.find(qname("definedNames"))
    for name in [] if names is None else [*names]:
        acts = any(name.get(a) in ("1", "true") for a in ("function", "xlm", "vbProcedure"))
        is_automatic = _AUTOMATIC.match(name.get("name") or "")
        if acts or is_automatic or _OUTSIDE.search(name.text or ""):
            _remove(name)
    _drop_empty(root)


def _tame_sheet(root: Element, part: Part) -> None:
    _keep_only(root, _SHEET_KEPT)
    _drop_formulas(root)
    _drop_rules(root)
    _drop_links(root, part)
    for listed in root.iterfind(qname("dataValidations")):
        _forget(listed, "count")
    for listed in root.iterfind(qname("tableParts")):
        listed.set("count", str(len(listed)))
    _drop_empty(root)


def _drop_rules(root: Element) -> None:
    """Validations and conditional formats that look outside, and other programs' additions."""
    for ext in [*root.iterfind(f"{qname('extLst')}/{qname('ext')}")]:
        if (ext.get("uri") or "").upper() not in _EXTENSIONS_KEPT or _points_out(ext):
            _remove(ext)
    for tag in ("cfRule", "dataValidation"):
        for rule in [*root.iter(qname(tag))]:
            if _points_out(rule):
                _remove(rule)
    for formats in [*root.iterfind(qname("conditionalFormatting"))]:
        if not len(formats):
            _remove(formats)


def _drop_links(root: Element, part: Part) -> None:
    for link in [*root.iterfind(f"{qname('hyperlinks')}/{qname('hyperlink')}")]:
        if link.get(qname("id", RELATION)) is not None or not link.get("location"):
            _remove(link)
    for element in [*_calling(root, part.dropped)]:
        if local(element) == "pageSetup":  # for the printer's own settings
            _forget(element, qname("id", RELATION))
        else:
            _remove(element)


def _drop_formulas(root: Element) -> None:
    """Formulas that look outside; what they gave last stays."""
    shared: set[str] = set()
    formulas = [*root.iter(qname("f"))]
    for formula in formulas:
        if formula.text and _OUTSIDE.search(formula.text):
            if formula.get("t") == "shared" and (group := formula.get("si")):
                shared.add(group)
            _remove(formula)
    for formula in formulas:
        if formula.getparent() is not None and formula.get("si") in shared:
            _remove(formula)


def _drop_pictures(root: Element, part: Part) -> None:
    """The pictures and charts whose content is gone, with their frames."""
    for element in [*_calling(root, part.dropped)]:
        frame: Element | None = element
        if not local(element).startswith("hlink"):
            while frame is not None and not _is_frame(frame):
                frame = frame.getparent()
        if frame is not None and frame is not root:
            _remove(frame)


def _is_frame(element: Element) -> bool:
    return local(element).endswith("Anchor") or local(element) == "cellImage"


def _tame_table(root: Element) -> None:
    for element in root.iter():
        for attribute in ("tableType", "connectionId", "queryTableFieldId"):
            _forget(element, attribute)
    for tag in ("calculatedColumnFormula", "totalsRowFormula"):
        for formula in [*root.iter(qname(tag))]:
            if _OUTSIDE.search(formula.text or ""):
                _remove(formula)


def _calling(root: Element, dropped: set[str]) -> Iterator[Element]:
    """The elements that ask for a relationship that is gone."""
    for element in root.iter():
        asked = {v for name, v in element.attrib.items() if str(name).startswith(_RELATION)}
        if not dropped.isdisjoint(map(str, asked)):
            yield element


def _points_out(element: Element) -> bool:
    return any(_OUTSIDE.search(text) for text in map(str, element.itertext()))


def _keep_only(root: Element, kept: frozenset[str]) -> None:
    tags = {qname(tag) for tag in kept}
    for child in [*root]:
        if child.tag not in tags:
            root.remove(child)


def _drop_empty(root: Element) -> None:
    for tag in _EMPTY_WITHOUT:
        for element in [*root.iterfind(qname(tag))]:
            if not len(element):
                root.remove(element)


def _forget(element: Element, attribute: str) -> None:
    if attribute in element.attrib:
        del element.attrib[attribute]


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
