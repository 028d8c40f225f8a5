"""Turns title, issuer and date of a document into the core properties that its file carries."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from docx.document import Document as DocxDocument
from msgspec import Struct

from make_docx.document.text import clean
from make_docx.late_pattern import late_pattern
from make_docx.model import Document
from make_docx.xml_text import escaped

_LONGEST: Final = 255  # characters that python-docx accepts
_TITLE, _AUTHOR, _DAY = "[title]", "[author]", "1980-01-01"  # stand for them in the form
_PLACES: Final = late_pattern(
    "|".join(rf"({re.escape(place)})" for place in (_TITLE, _AUTHOR, _DAY))
)


class CoreForm(Struct, frozen=True):
    """The part `name` with places for what differs; nothing that the layout's own said."""

    name: str
    pieces: Sequence[str]

    @classmethod
    def of(cls, page: DocxDocument) -> CoreForm:
        """As python-docx writes it, with the namespaces that the layout declares."""
        properties = page.core_properties
        root = properties._element
        for entry in list(root):
            root.remove(entry)
        properties.title = _TITLE
        properties.author = properties.last_modified_by = _AUTHOR
        properties.created = properties.modified = dt.datetime.fromisoformat(_DAY)
        part = page.part.package._core_properties_part
        pieces = _PLACES.split(part.blob.decode())
        return cls(part.partname, [piece for piece in pieces if piece])

    def filled(self, document: Document) -> bytes:
        """Title, author and the 成文日期."""
        said = {
            _TITLE: escaped(clean(document.title)[:_LONGEST]),
            _AUTHOR: escaped(clean(document.issuer)[:_LONGEST]),
            _DAY: document.created.isoformat(),
        }
        return "".join(said.get(piece, piece) for piece in self.pieces).encode()
