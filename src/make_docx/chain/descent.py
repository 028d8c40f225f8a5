"""Turns several received documents into the offices below that are counted in more than one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from make_docx.catalogue import finding
from make_docx.chain.payload import Child
from make_docx.chain.receipt import ReceivedDocument
from make_docx.findings import Finding, Place


def counted_twice(documents: Sequence[ReceivedDocument]) -> tuple[Finding, ...]:
    """One finding for each office whose file, or whose very figures, came up on two ways.

    Two copies of one document are no such case: `figures.check` counts them once.
    """
    findings: list[Finding] = []
    seen: dict[str, str] = {}  # sha256 of a file or of figures → the document it came up in
    roots: set[str] = set()
    for document in sorted(documents, key=lambda document: document.file):
        own = document.child()
        if document.source is None or own.figures in roots:
            continue
        roots.add(own.figures)
        findings += _repeated(own, document.file, seen)
    return tuple(findings)


def _repeated(child: Child, file: str, seen: dict[str, str]) -> Iterator[Finding]:
    """What of `child` and below it is in `seen` from another document, where the rest is put."""
    keys = child.sha256, child.figures
    first = next((seen[key] for key in keys if key in seen), file)
    if first != file:
        place = Place(file=file)
        yield finding("child-twice", place, found=child.unit, child=child.unit, other=first)
        return  # and so has all that is below it
    for key in keys:
        seen.setdefault(key, file)
    for below in child.payload.children if child.payload else ():
        yield from _repeated(below, file, seen)
