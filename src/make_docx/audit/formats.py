"""Turns the styles of a workbook into ones that have the grounds of marks too."""

from __future__ import annotations

import copy
from typing import Final

from lxml import etree

from make_docx.audit.package import Element, child, qname
from make_docx.intake.looks import FONT

WRONG: Final = "FFFFB3A8"  # ARGB
DOUBTFUL: Final = "FFFFE08A"


class Styles:
    """The cell formats of a workbook, with those added that marks need."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._formats = child(root, "cellXfs")
        self._fills = child(root, "fills")
        self._coloured: dict[tuple[int, int], int] = {}
        self._fill_ids = {colour: self._fill(colour) for colour in (WRONG, DOUBTFUL)}

    def coloured(self, style: int, colour: str) -> int:
        """The format `style` on a ground of `colour`."""
        return self._filled(style, self._fill_ids[colour])

    def plain(self, style: int) -> int:
        """The format `style` without a mark: on the ground that its named style has."""
        held = self._formats[style]
        if int(held.get("fillId") or 0) not in self._fill_ids.values():
            return style
        named = child(self.root, "cellStyleXfs")
        of_named = int(held.get("xfId") or 0)
        fill = named[of_named].get("fillId") if of_named < len(named) else "0"
        return self._filled(style, int(fill or 0))

    def text(self, size: int, *, bold: bool = False) -> int:
        """A format for words: wrapped, from the top of the cell."""
        fonts = child(self.root, "fonts")
        font = etree.SubElement(fonts, qname("font"))
        if bold:
            etree.SubElement(font, qname("b"))
        etree.SubElement(font, qname("sz"), val=str(size))
        etree.SubElement(font, qname("name"), val=FONT)
        fonts.set("count", str(len(fonts)))
        attributes = {"numFmtId": "49", "fontId": str(len(fonts) - 1), "fillId": "0"}
        format_ = etree.SubElement(
            self._formats, qname("xf"), attributes, borderId="0", xfId="0", applyAlignment="1"
        )
        etree.SubElement(format_, qname("alignment"), vertical="top", wrapText="1")
        self._formats.set("count", str(len(self._formats)))
        return len(self._formats) - 1

    def _filled(self, style: int, fill: int) -> int:
        if (style, fill) not in self._coloured:
            new = copy.deepcopy(self._formats[style])
            new.set("fillId", str(fill))
            new.set("applyFill", "1")
            self._formats.append(new)
            self._formats.set("count", str(len(self._formats)))
            self._coloured[style, fill] = len(self._formats) - 1
        return self._coloured[style, fill]

    def _fill(self, colour: str) -> int:
        """The solid fill of `colour`; a form that comes back a second time has it already."""
        for number, fill in enumerate(self._fills):
            ground = fill.find(f"{qname('patternFill')}/{qname('fgColor')}")
            if ground is not None and ground.get("rgb") == colour:
                return number
        pattern = etree.SubElement(
            etree.SubElement(self._fills, qname("fill")), qname("patternFill"), patternType="solid"
        )
        etree.SubElement(pattern, qname("fgColor"), rgb=colour)
        self._fills.set("count", str(len(self._fills)))
        return len(self._fills) - 1
