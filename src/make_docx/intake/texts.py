"""Turns the shared texts, and the comments of a sheet, into plain texts."""

from __future__ import annotations

from collections.abc import Mapping

from make_docx.intake.package import Events


class TextReader(Events):
    """Takes ``sharedStrings.xml``; `texts` are as stored, without their looks and phonetics."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._is_text = self._is_phonetic = False

    def start(self, tag: str, _attributes: Mapping[str, str]) -> None:
        if tag == "si":
            self._parts = []
        elif tag == "t":
            self._is_text = not self._is_phonetic
        elif tag == "rPh":
            self._is_phonetic = True

    def data(self, text: str) -> None:
        if self._is_text:
            self._parts.append(text)

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
