"""Turns any .docx into a ruling on every clause."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from make_docx.job_files import EACH, OUTBOX
from make_docx.pipeline.house import profile_of

if TYPE_CHECKING:
    from make_docx.linter.review import Review


def lint(path: Path, *, profile: Path | None = None, rendered: bool = False) -> Review:
    """Judge any .docx clause by clause; `rendered` also measures the pages LibreOffice prints.

    The house profile is `profile`, or the one of the job that the file lies in.

    Raises:
        InputError: the file or the profile cannot be read.
        OutputError: it is to be rendered, and LibreOffice is not there or does not print it.
    """
    from make_docx.linter.reading import read_paper
    from make_docx.linter.review import judge

    outbox = path.parent.parent if path.parent.name == EACH else path.parent
    job = outbox.parent if outbox.name == OUTBOX else path.parent
    house = profile_of(job, profile)
    paper = read_paper(path)  # refuses what is no document before anything prints it
    if not rendered:
        return judge(paper, str(path), house)
    from make_docx.linter.fonts import fonts_of
    from make_docx.rendering import print_pdf

    printed = print_pdf(path.read_bytes(), fonts_of(paper))
    found = judge(paper, str(path), house, printed.pages)
    return replace(found, stand_ins=tuple((one.asked, one.used) for one in printed.stand_ins))
