"""Turns the shared texts, and the comments of a sheet, into plain texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from make_docx.intake.package import Events, is_true

_DIGITS: Final = "0123456789"
_RAISED: Final = {
    "superscript": str.maketrans(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "subscript": str.maketrans(_DIGITS, "₀₁₂₃₄₅₆₇₈₉"),
}
_STROKE: Final = "\N{COMBINING LONG STROKE OVERLAY}"


class RunLooks:
    """Keeps in a run of rich text what its looks say: 12² is not 122, and a struck-out 12 gone."""

    TAGS: Final = frozenset({"r", "vertAlign", "strike"})

    def __init__(self) -> None:
        self._raised, self._is_struck = "", False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take one of `TAGS`."""
        if tag == "vertAlign":
            self._raised = attributes.get("val", "")
        elif tag == "strike":
            self._is_struck = is_true(attributes.get("val", "1"))
        else:
            self._raised, self._is_struck = "", False

    def shown(self, text: str) -> str:
        """The text as it is seen."""
        if raised := _RAISED.get(self._raised):
            text = text.translate(raised)
        return "".join(f"{sign}{_STROKE}" for sign in text) if self._is_struck else text


class TextReader(Events):
    """Takes ``sharedStrings.xml``; `texts` are as stored, without their looks and phonetics."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._is_text = self._is_phonetic = False
        self._run = RunLooks()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "si":
            self._parts, self._run = [], RunLooks()
        elif tag == "t":
            self._is_text = not self._is_phonetic
        elif tag == "rPh":
            self._is_phonetic = True
        elif tag in RunLooks.TAGS:
            self._run.start(tag, attributes)

    def data(self, text: str) -> None:
        if self._is_text:
            self._parts.append(self._run.shown(text))

    def end(self, tag: str) -> None:
        if tag == "si":
            self.texts.append("".join(self._parts))
        elif tag == "t":
            self._is_text = False
        elif tag == "rPh":
            self._is_phonetic = False


class CommentReader(TextReader):
    """Takes the comments of a sheet; `comments` has them by the address of their cell."""

    def __init__(self) -> None:
        super().__init__()
        self.comments: dict[str, str] = {}
        self._address = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "comment":
            self._address, self._parts = attributes.get("ref", ""), []
        super().start(tag, attributes)

    def end(self, tag: str) -> None:
        if tag == "comment":
            self.comments[self._address] = "".join(self._parts)
        super().end(tag)
