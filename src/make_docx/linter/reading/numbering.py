"""Turns `numbering.xml` into the labels that automatic lists print, one paragraph after another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from make_docx.linter.reading.layers import ParagraphLayer, paragraph_layer
from make_docx.linter.reading.names import W, flag, integer, value
from make_docx.linter.reading.numerals import numeral
from make_docx.linter.reading.theme import Theme

_PLACE: Final = re.compile(r"%([1-9])")


class Level(Struct, frozen=True):
    """One level of a list; levels count from 0."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    layer: ParagraphLayer | None = None  # indents and tab stops of its paragraphs
    restart: int | None = None  # the level, from 1, that starts it again; 0 is none
    legal: bool = False  # all numbers in it are Arabic
    style: str = ""  # id of the paragraph style that has this level
    override: int | None = None  # the number a list of its own starts with


class Numbering:
    """The lists of a document, by `w:numId`."""

    def __init__(
        self, root: etree._Element | None, theme: Theme, styles: Mapping[str, int]
    ) -> None:
        """`styles`: the `w:numId` of each numbering style."""
        self._theme = theme
        self._styles = styles
        self._abstract: dict[str, etree._Element] = {}
        self._lists: dict[int, etree._Element] = {}
        self._levels: dict[int, tuple[str, dict[int, Level]]] = {}
        if root is not None:
            for entry in root.iterchildren(W + "abstractNum"):
                self._abstract.setdefault(entry.get(W + "abstractNumId", ""), entry)
            for entry in root.iterchildren(W + "num"):
                if (key := integer(entry.get(W + "numId"))) is not None:
                    self._lists.setdefault(key, entry)

    def level(self, list_id: int, level: int) -> Level | None:
        return self._list(list_id)[1].get(level)

    def levels(self, list_id: int) -> tuple[str, Mapping[int, Level]]:
        """What the list counts with, shared by all lists of one definition, and its levels."""
        return self._list(list_id)

    def level_of_style(self, list_id: int, style_id: str) -> int:
        for index, level in self._list(list_id)[1].items():
            if level.style == style_id:
                return index
        return 0

    def _list(self, list_id: int) -> tuple[str, dict[int, Level]]:
        if list_id not in self._levels:
            self._levels[list_id] = self._read(list_id)
        return self._levels[list_id]

    def _read(self, list_id: int) -> tuple[str, dict[int, Level]]:
        entry = self._lists.get(list_id)
        key, definition = self._definition(entry)
        if entry is None or definition is None:
            return "", {}
        levels = dict(self._level(child) for child in definition.iterchildren(W + "lvl"))
        for change in entry.iterchildren(W + "lvlOverride"):
            index = integer(change.get(W + "ilvl")) or 0
            if (whole := change.find(W + "lvl")) is not None:
                levels[index] = self._level(whole)[1]
            start = integer(value(change, "startOverride"))
            if start is not None and index in levels:
                levels[index] = replace(levels[index], override=start)
        return key, levels

    def _definition(self, entry: etree._Element | None) -> tuple[str, etree._Element | None]:
        """The list's definition; one that only names a numbering style stands for that style's."""
        key = ""
        for _ in range(len(self._abstract) + 1):
            key = value(entry, "abstractNumId") or ""
            found = self._abstract.get(key)
            link = value(found, "numStyleLink")
            if link is None:
                return key, found
            entry = self._lists.get(self._styles.get(link, 0))
        return key, None

    def _level(self, element: etree._Element) -> tuple[int, Level]:
        start = integer(value(element, "start"))
        # Word 2010 wraps a format of its own making together with a plain one behind it.
        forms = [form.get(W + "val", "decimal") for form in element.iter(W + "numFmt")]
        return integer(element.get(W + "ilvl")) or 0, Level(
            start=0 if start is None else start,
            form=forms[-1] if forms else "decimal",
            text=value(element, "lvlText") or "",
            layer=paragraph_layer(element.find(W + "pPr"), self._theme),
            restart=integer(value(element, "lvlRestart")),
            legal=flag(element, "isLgl"),
            style=value(element, "pStyle") or "",
        )


class Counter:
    """Counts through the paragraphs of a document."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[int, int]] = set()

    def label(self, list_id: int, index: int) -> str:
        """The label of the next paragraph of that list and level."""
        key, levels = self._numbering.levels(list_id)
        level = levels.get(index)
        if level is None:
            return ""
        counts = self._counts.setdefault(key, {})
        if level.override is not None and (list_id, index) not in self._started:
            counts[index] = level.override
        else:
            counts[index] = counts.get(index, level.start - 1) + 1
        self._started.add((list_id, index))
        for deeper in [deeper for deeper in counts if deeper > index]:
            if _starts_again(levels.get(deeper), index):
                del counts[deeper]

        def printed(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = levels.get(at, Level())
            form = "decimal" if level.legal else other.form
            return numeral(counts.get(at, other.start), form)

        return _PLACE.sub(printed, level.text)


def _starts_again(deeper: Level | None, used: int) -> bool:
    restart = None if deeper is None else deeper.restart
    return restart is None or used < restart
