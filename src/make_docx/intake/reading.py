"""Turns the bytes of one returned file into what it says, and what several say into one.

Reading a workbook looks at nothing but its arguments, so that it may be done anywhere and in any
order; merging is associative.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain

from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place, Severity
from make_docx.intake.forms import read_forms
from make_docx.intake.workbook import open_workbook
from make_docx.model import Brief, Received, Submission, form_cells
from make_docx.sniff import Refusal

# Turns the bytes of a .docx and its path inside the job into what it reports, if it does.
DocumentReader = Callable[[bytes, str, Brief], tuple[Submission | None, tuple[Finding, ...]]]


def read_workbook(data: bytes, name: str, brief: Brief) -> Received:
    """Read one workbook; whatever is wrong with it is told, and never stops the others.

    Args:
        data: the file's bytes.
        name: its path in the job, as it is told.
        brief: what was asked for.
    """
    with _collector_resting():
        try:
            book = open_workbook(data, name)
            if isinstance(book, Refusal):
                return refused(name, book)
            submissions, findings = read_forms(book, brief)
        except Exception as error:
            return refused(name, _broken(error, "Excel 或 WPS 打开，另存为 .xlsx"))
        if len(submissions) == 1:  # those of one workbook stand in cells of their own each
            (form,) = submissions
            submissions = (replace(form, cells=form_cells(form.cells)),)
        return Received(submissions, (name,), (), findings)


def read_document(data: bytes, name: str, brief: Brief, reader: DocumentReader) -> Received:
    """Read one .docx; one that gives nothing, and nothing is wrong with, was skipped."""
    try:
        submission, findings = reader(data, name, brief)
    except Exception as error:
        return refused(name, _broken(error, "Word 或 WPS 打开，另存为 .docx"))
    is_nothing = not submission and all(f.severity is Severity.NOTE for f in findings)
    return Received(
        (submission,) if submission else (), (name,), (name,) if is_nothing else (), findings
    )


def refused(name: str, refusal: Refusal) -> Received:
    """What comes of a file that cannot be read."""
    return Received((), (name,), (), (finding(refusal.code, Place(name), reason=refusal.reason),))


def merged(parts: Iterable[Received]) -> Received:
    """What came in all of `parts`, in their order."""
    parts = tuple(parts)
    return Received(
        tuple(chain.from_iterable(part.submissions for part in parts)),
        tuple(chain.from_iterable(part.files for part in parts)),
        tuple(chain.from_iterable(part.skipped for part in parts)),
        tuple(chain.from_iterable(part.findings for part in parts)),
    )


def _broken(error: Exception, remedy: str) -> Refusal:
    return Refusal("file-damaged", f"读取时出错（{type(error).__name__}），请用 {remedy}")


@contextmanager
def _collector_resting() -> Iterator[None]:
    """Python's search for circles of objects, of which reading makes none, takes a third of it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
