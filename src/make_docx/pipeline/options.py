"""Holds how a job is to be checked and built, as the command line or a program says it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from make_docx.intake import Crew

Told = Callable[[str, int, int], None]


class CheckOptions(Struct, frozen=True, kw_only=True):
    """What decides over what is found.

    Args:
        allow_partial: take missing units for a warning; they are listed as 未报. With a document
            for each unit they always are one.
        profile: the 格式规定 to follow instead of that in the job folder.
        accepted: warnings to confirm, as ``CODE:UNIT``.
        reason: why they are confirmed.
        kinds: folders of kinds besides the known ones.
        crew: who reads the workbooks; by default this process alone.
        told: gets what is being done, for how many units it is, and how many there will be.
    """

    allow_partial: bool = False
    profile: Path | None = None
    accepted: Sequence[str] = ()
    reason: str = ""
    kinds: Sequence[Path] = ()
    crew: Crew | None = None
    told: Told | None = None


class BuildOptions(CheckOptions, frozen=True, kw_only=True):
    """These, and what is to be written.

    Args:
        force: overwrite what exists; without it, one document that exists keeps all back.
        pdf: write a PDF beside each document, through LibreOffice.
        review: write a copy beside it that has a comment at each figure of the text.
        with_data: let the document carry its figures and where they came from, for whoever rolls
            it up; without it there is no 校验码 either.
    """

    force: bool = False
    pdf: bool = False
    review: bool = False
    with_data: bool = True
