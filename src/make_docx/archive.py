"""Turns the zip that a library wrote into the same bytes every time."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import Final

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can hold
_FIRST: Final = "[Content_Types].xml"  # readers that sniff a package look for it at the front
_CORE: Final = "docProps/core.xml"
_MODIFIED: Final = re.compile(rb"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*(<)")


def normalised(data: bytes, created: dt.date | None) -> bytes:
    """Rewrite an OOXML package with fixed order, times and creator system.

    `created` becomes the created and modified date of the document's properties; with
    ``None`` they keep their dates. Files left by a library in another order, or at another time,
    come out equal.
    """
    moment = f"{created.isoformat()}T00:00:00Z".encode() if created else b""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as out:
        for name in sorted(source.namelist(), key=lambda name: (name != _FIRST, name)):
            member = source.read(name)
            if created and name == _CORE:
                member = _MODIFIED.sub(rb"\g<1>" + moment + rb"\g<2>", member)
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # else the byte says which system ran the program
            out.writestr(info, member, compresslevel=6)
    return target.getvalue()
