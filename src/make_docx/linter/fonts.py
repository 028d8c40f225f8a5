"""Turns a paper into the text that it sets in each font."""

from __future__ import annotations

from typing import Final

from make_docx.linter.paper import Paper

_LATIN_ENDS: Final = 0x250


def fonts_of(paper: Paper) -> dict[str, str]:
    """The different characters of each font, in the order in which they come."""
    found: dict[str, dict[str, None]] = {}
    for paragraph in paper.all_paragraphs:
        for run in paragraph.runs:
            for character in run.text:
                if character.isprintable() and not character.isspace():
                    font = run.latin if ord(character) < _LATIN_ENDS else run.east_asian
                    found.setdefault(font, {})[character] = None
    return {font: "".join(characters) for font, characters in found.items() if font}
