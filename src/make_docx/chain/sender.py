"""Turns the properties of a .docx into the office that issued it."""

from __future__ import annotations

from typing import Final

from make_docx.chain.package import Package

_CORE: Final = "docProps/core.xml"
_CREATOR: Final = "{http://purl.org/dc/elements/1.1/}creator"
_LONGEST: Final = 200


def sender(package: Package) -> str:
    """The author, which `document.render` makes the 发文机关; empty when none is named.

    Raises:
        PackageError: the properties are damaged.
    """
    root = package.linked("core-properties", _CORE)
    text = "" if root is None else root.findtext(_CREATOR) or ""
    return " ".join(text.split())[:_LONGEST]
