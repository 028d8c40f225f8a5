"""Turns what came up into the units below, or their files, that are counted in more than one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from make_docx.catalogue import finding
from make_docx.chain.compilation import DIGEST_LENGTH
from make_docx.chain.payload import Child
from make_docx.chain.receipt import ReceivedDocument
from make_docx.figures.roster import normal_name
from make_docx.findings import Finding, Place
from make_docx.model import Submission


def counted_twice(
    documents: Sequence[ReceivedDocument], submissions: Iterable[Submission] = ()
) -> tuple[Finding, ...]:
    """One finding for each office or unit whose file, or very figures, came up on two ways.

    Two copies of one file are no such case: `figures.check` counts them once.

    Args:
        documents: those from offices below.
        submissions: of the workbooks that came beside them; those of `documents` may be among.
    """
    findings: list[Finding] = []
    seen: dict[str, str] = {}  # what tells a file or its figures → the file it came up in
    of_documents = {document.file for document in documents}
    for submission in sorted(submissions, key=lambda submission: submission.file):
        if submission.file not in of_documents:
            seen.setdefault(_leaf(submission.unit, submission.sha256), submission.file)
    roots: set[str] = set()
    for document in sorted(documents, key=lambda document: document.file):
        own = document.child()
        if document.source is None or own.figures in roots:
            continue
        roots.add(own.figures)
        findings += _repeated(own, document.file, seen)
    return tuple(findings)


def _repeated(child: Child, file: str, seen: dict[str, str]) -> Iterator[Finding]:
    """What of `child` and below it is in `seen` from another file, where the rest is put."""
    keys = child.sha256, child.figures
    first = next((seen[key] for key in keys if key in seen), file)
    if first != file:
        yield _twice(child.unit, file, first)
        return  # and so has all that is below it
    for key in keys:
        seen.setdefault(key, file)
    if child.payload is None:
        return
    for below in child.payload.children:
        yield from _repeated(below, file, seen)
    documents = {below.file for below in child.payload.children}
    for row in child.payload.rows or ():
        if row.digest and row.file not in documents:
            first = seen.setdefault(_leaf(row.unit, row.digest), file)
            if first != file:
                yield _twice(row.unit, file, first)


def _leaf(unit: str, digest: str) -> str:
    """A one-workbook job has several units in one file."""
    return f"{digest[:DIGEST_LENGTH]} {normal_name(unit)}"


def _twice(unit: str, file: str, other: str) -> Finding:
    return finding("child-twice", Place(file=file), found=unit, child=unit, other=other)
