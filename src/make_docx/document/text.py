"""Turns what people typed into text that a template engine prints and never reads."""

from __future__ import annotations

import re
from typing import Final, Self

from make_docx.late_pattern import late_pattern

# Everything XML 1.0 cannot hold, and the C0 and C1 control characters.
_CONTROL: Final = late_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_END: Final = late_pattern("\r\n?|\x85|\u2028|\u2029")
TEXT: Final = '<w:t xml:space="preserve">'
BREAK: Final = f"</w:t><w:br/>{TEXT}"
# As references these mean nothing to XML, to Jinja or to docxtpl, which reads its output once
# more for {_{ and for newlines; lxml turns them back into the characters.
_REFERENCES: Final = {ord(character): f"&#{ord(character)};" for character in "&<>\"'{}%#"}
_SPECIAL: Final = re.compile("[&<>\"'{}%#\n]")


def clean(text: str, *, breaks: bool = False) -> str:
    """`text` without control characters; a newline stays if `breaks`, else it is a space."""
    if text.isprintable():  # nearly every text
        return text
    lines = _CONTROL.sub("", _LINE_END.sub("\n", text).replace("\t", " "))
    return lines if breaks else lines.replace("\n", " ")


def xml(text: str) -> str:
    """Cleaned `text` as it stands inside a ``w:t``; newlines become line breaks."""
    if not _SPECIAL.search(text):
        return text
    return text.translate(_REFERENCES).replace("\n", BREAK)


class Value(str):
    """A value for a template: Jinja asks `__html__` instead of escaping it by itself.

    `printed` tells whether Jinja asked, that is whether a tag printed this very value.
    """

    __slots__ = ("printed",)
    printed: bool

    def __new__(cls, text: str = "", *, breaks: bool = False) -> Value:
        return cls._of(clean(text, breaks=breaks))

    @classmethod
    def _of(cls, text: str) -> Self:
        value = super().__new__(cls, text)
        value.printed = False
        return value

    def __html__(self) -> str:
        self.printed = True
        return xml(str(self))


class Xml(Value):
    """A value that is XML already, its texts escaped."""

    __slots__ = ()

    def __new__(cls, text: str) -> Xml:
        return cls._of(text)

    def __html__(self) -> str:
        self.printed = True
        return str(self)
