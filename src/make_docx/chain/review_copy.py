"""Turns a .docx into whether it is a 审阅稿, which has a comment at each figure of its text."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from make_docx.chain.package import Package
from make_docx.chain.story import W

_ENDING: Final = "（审阅稿）"  # of the name that the program gives one
_COMMENTS: Final = "comments"
_REVIEWER: Final = "make-docx"  # whose the comments are


def is_review_copy(package: Package, file: str) -> bool:
    """Whether it goes by such a name, or still has the program's comments.

    Raises:
        PackageError: the comments are damaged.
    """
    if PurePosixPath(file).stem.endswith(_ENDING):
        return True
    part = next((part for link, part in package.links(package.main) if link == _COMMENTS), "")
    root = package.root(part) if part else None
    if root is None:
        return False
    return any(one.get(f"{W}author") == _REVIEWER for one in root.iterchildren(f"{W}comment"))
