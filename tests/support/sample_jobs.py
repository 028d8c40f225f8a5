"""Turns the jobs of `sample_data/` into their documents, as a clerk would who tries them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from make_docx import pipeline
from make_docx.job_files import BRIEF_FILE
from make_docx.resources import data_folder

_FOLDER: Final = data_folder("sample_data")
# The jobs of a chain stand a folder deeper and need each other's documents.
SAMPLE_JOBS: Final = tuple(
    sorted(
        path.name
        for path in _FOLDER.iterdir()
        if (path.suffix == ".xlsx" and "校核报告" not in path.name) or (path / BRIEF_FILE).is_file()
    )
)


def copied(name: str, folder: Path) -> Path:
    """A sample job to spoil at will."""
    source, job = _FOLDER / name, folder / name
    if source.is_file():
        return Path(shutil.copy(source, job))
    return Path(shutil.copytree(source, job, ignore=shutil.ignore_patterns("输出")))


def built(name: str, folder: Path) -> Path:
    """The document of a copy of the job in `folder`."""
    outcome = pipeline.build(copied(name, folder))
    if not outcome.ok:
        raise AssertionError(f"{name}: {[str(finding) for finding in outcome.findings]}")
    return Path(outcome.documents[0].path)


def files_of(place: Path) -> dict[str, bytes]:
    """Every file of a job with its bytes, but what was made of it."""
    if place.is_file():
        return {"": place.read_bytes()}
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file() and "输出" not in path.parts
    }
