"""Names the places of a .docx in which its payload is, twice.

Measured with LibreOffice 7.4: custom properties survive every way through .docx, .odt, .doc and
.rtf; a customXml item without data binding survives .docx only; a content control around a table
damages the table, so there is none. Office may cut a property of a .doc at 255 characters
(MS-OI29500 3.5.5.1.1.2), hence the pieces.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from make_docx.late_pattern import late_pattern

COUNT_NAME: Final = "mdk.n"
HASH_NAME: Final = "mdk.sha256"
NAMESPACE: Final = "urn:make-docx:data:1"
PREFIX: Final = "mdk."
PROPERTIES_PART: Final = "docProps/custom.xml"
ITEM: Final = late_pattern(r"customXml/item\d+\.xml", re.IGNORECASE)


class Carrier(StrEnum):
    """Where a document keeps its figures, in the order in which they are asked for."""

    PROPERTIES = "文档属性"
    ITEM = "自定义 XML"
    TABLE = "附表"


def piece_name(number: int) -> str:
    return f"{PREFIX}{number:03d}"
