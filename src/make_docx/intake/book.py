"""Turns the parts that all sheets of a workbook share into what a sheet is read with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from make_docx.intake.package import Events, Package, Relation, all_of_kind, attribute, is_true
from make_docx.intake.serial_date import MAC_EPOCH, WINDOWS_EPOCH
from make_docx.intake.sheet_reader import Setting
from make_docx.intake.styles import cell_formats
from make_docx.intake.texts import TextReader


class Book(Struct, frozen=True):
    """A workbook without its sheets, which are told by title, relation, and whether hidden."""

    sheets: Sequence[tuple[str, str, bool]]
    names: Mapping[str, str]
    relations: Mapping[str, Relation]
    setting: Setting
    lacks_styles: bool


def read_book(package: Package) -> Book:
    """Read all parts of a workbook that are not a sheet's own."""
    main = next(all_of_kind(package.relations(""), "officeDocument"), "xl/workbook.xml")
    relations = package.relations(main)
    reader = _BookReader()
    package.feed(main, reader)
    texts = TextReader()
    for part in all_of_kind(relations, "sharedStrings"):
        package.feed(part, texts)
    styles = [part for part in all_of_kind(relations, "styles") if part in package]
    formats = [one for part in styles for one in cell_formats(package.read(part))]
    setting = Setting(texts.texts, formats, reader.epoch)
    return Book(reader.sheets, reader.names, relations, setting, not styles)


class _BookReader(Events):
    """Takes ``workbook.xml``: the sheets in order, the names, and the calendar."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []  # title, relation, is hidden
        self.names: dict[str, str] = {}
        self.epoch = WINDOWS_EPOCH
        self._name = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "sheet":
            is_hidden = attributes.get("state", "visible") != "visible"
            title = attributes.get("name", "")
            self.sheets.append((title, attribute(attributes, "id"), is_hidden))
        elif tag == "definedName" and "localSheetId" not in attributes:
            self._name = attributes.get("name", "")
            self.names[self._name] = ""
        elif tag == "workbookPr" and is_true(attributes.get("date1904")):
            self.epoch = MAC_EPOCH

    def data(self, text: str) -> None:
        if self._name:
            self.names[self._name] += text

    def end(self, tag: str) -> None:
        if tag == "definedName":
            self._name = ""
