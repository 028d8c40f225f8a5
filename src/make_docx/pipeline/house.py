"""Turns a job folder into the 格式规定 that holds in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from make_docx.job_files import PROFILE_FILE

if TYPE_CHECKING:
    from make_docx.official.profile import Profile


def profile_of(folder: Path, profile: Path | None) -> Profile:
    """The 格式规定 given, that of the job, or the standard."""
    from make_docx.official.profile import STANDARD

    own = folder / PROFILE_FILE
    if profile is None and not own.is_file():
        return STANDARD
    from make_docx.official.profile_file import read_profile

    return read_profile(profile or own)
