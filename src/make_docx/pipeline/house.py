"""Turns a job into the kind and the 格式规定 that hold in it, and what is to be said of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.job_files import PROFILE_FILE, TEMPLATE_FILE
from make_docx.model import Kind

if TYPE_CHECKING:
    from make_docx.intake import Job
    from make_docx.official.profile import Profile

# What Notepad adds, what Word may leave, and the other way to write 模板.
_MISNAMED: Final = {
    f"{PROFILE_FILE}.txt": PROFILE_FILE,
    f"{PROFILE_FILE.removesuffix('.toml')}.txt": PROFILE_FILE,
    "模版.docx": TEMPLATE_FILE,
    "模板.doc": TEMPLATE_FILE,
    "模板.dotx": TEMPLATE_FILE,
}


def profile_of(folder: Path, profile: Path | None) -> Profile:
    """The 格式规定 given, that of the job, or the standard."""
    from make_docx.official.profile import STANDARD

    own = folder / PROFILE_FILE
    if profile is None and not own.is_file():
        return STANDARD
    from make_docx.official.profile_file import read_profile

    return read_profile(profile or own)


def kind_of(job: Job, kinds: Sequence[Path]) -> tuple[Kind | None, tuple[Finding, ...]]:
    """The kind that the job was made from; where it is not found, a warning says so.

    There is none where nothing of it is needed.

    Raises:
        KindError: it is broken, or there are two.
    """
    if (job.folder / TEMPLATE_FILE).is_file():
        return None, ()  # the job has all that a kind could bring
    from make_docx.kinds import is_plain_built_in, open_shelf

    kind_id = job.brief.kind_id
    if is_plain_built_in(kind_id, kinds, job.folder):
        return None, ()
    kind = open_shelf(kinds, job.folder).of_job(kind_id)
    place = Place(file=job.brief.file)
    return kind, () if kind else (finding("kind-absent", place, found=kind_id),)


def house_notes(house: Profile, profile: Path | None) -> tuple[Finding, ...]:
    """What the document has otherwise than the standard, and by which rule."""
    from make_docx.official.profile import STANDARD

    if house is STANDARD:
        return ()
    from make_docx.official.deviations import deviations

    file = profile.name if profile else PROFILE_FILE
    return tuple(
        finding(
            "house-rule",
            Place(file=file, label=rule.element),
            found=rule.house,
            expected=rule.standard,
            clause=rule.clause,
        )
        for rule in deviations(house)
    )


def misnamed(folder: Path) -> tuple[Finding, ...]:
    """Files that look as if they should replace the layout or the rules, but go by another name."""
    return tuple(
        finding("file-misnamed", Place(file=wrong), found=wrong, expected=right)
        for wrong, right in _MISNAMED.items()
        if (folder / wrong).is_file() and not (folder / right).is_file()
    )
