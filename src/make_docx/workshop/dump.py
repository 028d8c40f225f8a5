"""Turns any .docx into the text that people, git and the golden tests compare line by line."""

from __future__ import annotations

from pathlib import Path

from make_docx.document import text_dump
from make_docx.linter.reading import read_paper


def dumped(path: Path) -> str:
    """Style and text of every paragraph, then what stands in tables, footers and properties.

    Raises:
        InputError: the file is missing, no .docx, encrypted, damaged or too big.
    """
    read_paper(path)  # refuses what is no document
    return text_dump(path.read_bytes())
