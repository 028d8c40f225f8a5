"""Turns the name of a task into a process that does it: ``python -m benchmarks.child TASK …``.

``memory ROWS`` renders an annex and prints the KiB of memory before it and at its highest, once
a page of one row is rendered.
``docxtpl-memory ROWS TEMPLATE OUT`` is the same for the peer.
``check JOB`` reads and checks a job.
``build JOB OUT`` makes the document of a job, although it has no roster and may have no document.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from benchmarks import NO_ROSTER


def main(task: str, *arguments: str) -> None:
    if task == "check":
        from make_docx import pipeline

        codes = {found.code for found in pipeline.check(Path(arguments[0])).findings}
        if codes - {NO_ROSTER}:
            raise SystemExit(f"findings: {', '.join(sorted(codes))}")
    elif task == "build":
        Path(arguments[1]).write_bytes(_built(Path(arguments[0])))
    elif task == "memory":
        from benchmarks import pages

        pages.ours(pages.document(pages.rows(1)))
        page = pages.document(pages.rows(int(arguments[0])))
        before = _peak()
        pages.ours(page)
        _tell(before)
    elif task == "docxtpl-memory":
        from benchmarks import pages, peers

        template, target = Path(arguments[1]), Path(arguments[2])
        peers.render(template, pages.values(pages.document(pages.rows(1))), target)
        page = pages.document(pages.rows(int(arguments[0])))
        values = pages.values(page)
        before = _peak()
        peers.render(template, values, target)
        _tell(before)


def _built(job: Path) -> bytes:
    from make_docx.document import layout_path, render
    from make_docx.figures import check, total
    from make_docx.intake import read_job
    from make_docx.official import arrange
    from make_docx.wording import compose

    read = read_job(job)
    checked = check(read.brief, read.received)
    document, _ = arrange(read.brief, compose(read.brief, checked, total(read.brief, checked)))
    if document is None:
        raise SystemExit("there is no document")
    return render(document, layout_path(document.direction, document.layout, None))


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _tell(before: int) -> None:
    sys.stdout.write(json.dumps({"before": before, "peak": _peak()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
