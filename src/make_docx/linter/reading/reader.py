"""Turns a .docx, ours or foreign, into a `Paper`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from lxml import etree
from msgspec.structs import replace

from make_docx.linter.paper import Paper, ParagraphFacts, Section, Story
from make_docx.linter.reading.looks import Looks
from make_docx.linter.reading.names import R, W, flag, value
from make_docx.linter.reading.numbering import Numbering
from make_docx.linter.reading.package import Package
from make_docx.linter.reading.sections import read_section, section_elements
from make_docx.linter.reading.story import Reader
from make_docx.linter.reading.styles import StyleSheet, numbering_styles
from make_docx.linter.reading.theme import Theme, read_theme

_REVISIONS: Final = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo"))
_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
_KINDS: Final = ("default", "even", "first")
_EDGES: Final = (("header", Story.HEADER), ("footer", Story.FOOTER))


def read_paper(path: Path) -> Paper:
    """Everything the document says about its pages.

    Raises:
        InputError: the file is missing, no .docx, encrypted, damaged or too big.
    """
    package = Package(path)
    try:
        return _paper(package)
    except RecursionError:
        raise package.too_deep() from None


def _paper(package: Package) -> Paper:
    root = package.root(package.main)
    if root is None or root.tag != W + "document":
        raise package.not_a_document()
    body = root.find(W + "body")
    settings = package.linked(package.main, "settings")
    theme = read_theme(package.linked(package.main, "theme"), settings)
    sheet = _sheet(package, theme)
    properties = tuple(section_elements(body))
    sections = tuple(read_section(element) for element in properties)
    reader = Reader(sheet, theme, sections, is_template=_is_template(root))
    if body is not None:
        reader.body(body)
    comments = package.linked(package.main, "comments")
    edges = _Edges(package, reader)
    sections = tuple(
        edges.filled(section, element, index)
        for index, (section, element) in enumerate(zip(sections, properties, strict=True))
    )
    normal = Looks(sheet, theme)
    base = normal.base(None, sheet.table(None))
    return Paper(
        sections=sections,
        blocks=tuple(reader.blocks),
        boxes=tuple(reader.boxes),
        even_and_odd=flag(settings, "evenAndOddHeaders"),
        normal_size=normal.run(base, None).size,
        hanging_punctuation=normal.paragraph(base, None).get("overflow", True),
        punctuation_compressed=(value(settings, "characterSpacingControl") or "doNotCompress")
        != "doNotCompress",
        is_template=_is_template(root),
        revisions=sum(1 for part in (root, *edges.roots) for _ in part.iter(*_REVISIONS)),
        comments=0 if comments is None else len(comments.findall(W + "comment")),
        title=_title(package),
    )


def _sheet(package: Package, theme: Theme) -> StyleSheet:
    root = package.linked(package.main, "styles")
    lists = package.linked(package.main, "numbering")
    return StyleSheet(root, theme, lambda theme: Numbering(lists, theme, numbering_styles(root)))


def _is_template(root: etree._Element) -> bool:
    text = "".join(found.text or "" for found in root.iter(W + "t"))
    return "{{" in text or "{%" in text


def _title(package: Package) -> str:
    for kind, target in package.links("").values():
        if kind == "core-properties" and (core := package.root(target)) is not None:
            return (core.findtext(_TITLE) or "").strip()
    return ""


class _Edges:
    """Headers and footers; a section without its own has those of the section before it."""

    def __init__(self, package: Package, reader: Reader) -> None:
        self._links = package.links(package.main)
        self._package = package
        self._reader = reader
        self._read: dict[str, tuple[ParagraphFacts, ...]] = {}
        self._current: dict[Story, Mapping[str, tuple[ParagraphFacts, ...]]] = {}
        self.roots: list[etree._Element] = []

    def filled(self, section: Section, element: etree._Element | None, index: int) -> Section:
        for name, story in _EDGES:
            found = dict(self._current.get(story, {}))
            for reference in () if element is None else element.iterchildren(f"{W}{name}Reference"):
                target = self._links.get(reference.get(R + "id", ""), ("", ""))[1]
                kind = reference.get(W + "type", "default")
                if kind in _KINDS and target:
                    found[kind] = self._part(target, story, index)
            self._current[story] = found
        return replace(
            section,
            headers=dict(self._current[Story.HEADER]),
            footers=dict(self._current[Story.FOOTER]),
        )

    def _part(self, target: str, story: Story, section: int) -> tuple[ParagraphFacts, ...]:
        if target not in self._read:
            root = self._package.root(target)
            if root is None:
                return ()
            self.roots.append(root)
            self._read[target] = self._reader.edge(root, story, target, section)
        return self._read[target]
