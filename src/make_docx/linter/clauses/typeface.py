"""Judges looks by the kinds of type that the standard names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from make_docx.linter.clause import Remark, Subject, allowed, judged, place_of
from make_docx.linter.clauses import words
from make_docx.linter.paper import ParagraphFacts, Run
from make_docx.official.faces import face_of
from make_docx.official.profile import Face
from make_docx.official.rarity import is_stand_in

kind: Final = face_of
_STAND_INS: Final = ("华文中宋", "stzhongsong")  # where 小标宋 is not installed
_SLACK: Final = 0.5  # pt: 3号 is 15.75 pt in print and 15.5 to 16 in Word


def stands_in(font: str) -> bool:
    """Whether offices use it for 小标宋."""
    return font.strip().lower() in _STAND_INS


def shown(paragraph: ParagraphFacts) -> list[Run]:
    """The runs that print anything."""
    return [run for run in paragraph.runs if run.text.strip(" \t\n\f\u3000\xa0")]


def is_wide(text: str) -> bool:
    """Whether it has characters that are set in the East Asian font."""
    return any(unicodedata.east_asian_width(character) in "WF" for character in text)


def look(
    subject: Subject,
    paragraph: ParagraphFacts,
    face: Face | None,
    size: float | None,
    runs: Iterable[Run] | None = None,
) -> Remark:
    """Whether all of a paragraph, or the runs given, are of this kind and size.

    Letters and digits may be in any font: the standard names kinds of 汉字 type (5.2.2).
    """
    among = shown(paragraph) if runs is None else list(runs)
    expected = f"{words.size(size) if size else ''}{face or ''}"
    place = place_of(paragraph)
    deviations = []
    for run in among:
        right = face is None or not is_wide(run.text) or _is_face(run, face)
        if not right and face is not None and run.east_asian == subject.profile.fonts.get(face):
            deviations.append(run.east_asian)
            right = True
        if not right or (size is not None and abs(run.size - size) > _SLACK):
            return judged(False, expected, _described(run, face, size), place)
    if deviations:
        told = f"格式规定用“{deviations[0]}”作{face}"
        return allowed(expected, deviations[0], told, place)
    measured = _described(among[0], face, size) if among else ""
    return judged(True, expected, measured, place)


def _is_face(run: Run, face: Face) -> bool:
    """Of that kind, or a character that no font of that kind has."""
    return kind(run.east_asian) is face or is_stand_in(run.text, run.east_asian)


def _described(run: Run, face: Face | None, size: float | None) -> str:
    return f"{words.size(run.size) if size else ''}{run.east_asian if face else ''}"
