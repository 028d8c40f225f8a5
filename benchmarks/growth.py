"""Turns numbers of workbooks and of rows into what one of them costs, and into a picture of it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final

from msgspec import Struct

from benchmarks import pages, peers
from benchmarks.measure import in_child, in_process, in_turns, median_wall
from benchmarks.works import Bench

PICTURE: Final = Path(__file__).parents[1] / "docs" / "images" / "performance-growth.png"
_PEER_ROWS: Final = 10_000  # beyond, docxtpl takes minutes


class Point(Struct, frozen=True):
    """What one row or workbook costs, in microseconds, where there are `count` of them."""

    count: int
    microseconds: float


def rows(bench: Bench) -> dict[str, list[Point]]:
    """The cost of a row of the annex, ours and docxtpl's."""
    sizes = (20, 100, 1000) if bench.is_quick else (20, 100, 1000, 3000, 10_000, 30_000, 100_000)
    template = bench.folder / "peer.docx"
    template.write_bytes(pages.docxtpl_template())
    found: dict[str, list[Point]] = {"make-docx": [], "docxtpl": []}
    for size in sizes:
        page = pages.document(pages.rows(size))
        values = pages.values(page)
        contestants = {"make-docx": in_process(partial(pages.ours, page))}
        if size <= _PEER_ROWS:
            contestants["docxtpl"] = in_process(partial(_by_docxtpl, template, values))
        for name, samples in in_turns(contestants, 5 if size <= _PEER_ROWS else 2).items():
            found[name].append(Point(size, median_wall(samples) / size * 1e6))
    return found


def _by_docxtpl(template: Path, values: Mapping[str, object]) -> None:
    peers.render(template, values, io.BytesIO())


def workbooks(bench: Bench) -> dict[str, list[Point]]:
    """The cost of a workbook that is read and checked, whole processes."""
    sizes = (10, 100) if bench.is_quick else (10, 100, 1000, 4000, 10_000)
    found: dict[str, list[Point]] = {"make-docx": []}
    for size in sizes:
        job, _ = bench.job(size, has_roster=False)
        samples = in_turns({"ours": in_child("-m", "benchmarks.child", "check", job)}, 1)["ours"]
        found["make-docx"].append(Point(size, median_wall(samples) / size * 1e6))
    return found


def draw(bench: Bench, target: Path = PICTURE) -> None:
    """Measure both and write the picture; matplotlib comes with ``make-docx[bench]``."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 4), layout="constrained")
    measured = (
        ("row of the annex", "rows", rows(bench)),
        ("workbook, process included", "workbooks", workbooks(bench)),
    )
    for axes, (title, label, lines) in zip(figure.subplots(1, 2), measured, strict=True):
        for name, points in lines.items():
            counts = [point.count for point in points]
            axes.loglog(counts, [point.microseconds for point in points], "o-", label=name)
        axes.set(title=f"cost of a {title}", xlabel=label, ylabel="µs each")
        axes.grid(visible=True, which="both", alpha=0.3)
        axes.legend()
    target.parent.mkdir(exist_ok=True)
    figure.savefig(target, dpi=110, metadata={"Software": None})
