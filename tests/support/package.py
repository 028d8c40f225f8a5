"""Makes a layout that somebody changed."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

BODY = "word/document.xml"
MAIN_LINKS = "word/_rels/document.xml.rels"
PACKAGE_LINKS = "_rels/.rels"
CONTENT_TYPES = "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def changed(
    source: Path,
    target: Path,
    texts: Mapping[str, tuple[str, str]] | None = None,
    members: Mapping[str, bytes | None] | None = None,
) -> Path:
    """Copy a package with (old, new) texts of members replaced, members put in or left out."""
    texts, members = texts or {}, members or {}
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w") as out:
        for name in package.namelist():
            if name in members:
                continue
            data = package.read(name)
            if name in texts:
                old, new = (text.encode() for text in texts[name])
                assert old in data
                data = data.replace(old, new)
            out.writestr(name, data)
        for name, added in members.items():
            if added is not None:
                out.writestr(name, added)
    return target


def link(kind: str, target: str, mode: str = "") -> tuple[str, str]:
    """The replacement that adds a relationship to a .rels part."""
    mode = f' TargetMode="{mode}"' if mode else ""
    entry = f'<Relationship Id="x1" Type="{kind}" Target="{target}"{mode}/>'
    return "</Relationships>", entry + "</Relationships>"
