"""Turns the name of a work into its measured rows; a work is a line or two of the table of aims."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Final

from msgspec import Struct

from benchmarks import jobs, pages, peers
from benchmarks.measure import Sample, child, in_child, in_process, in_turns, on_next, warmed
from benchmarks.row import Aim, Row, compared
from make_docx.figures import check
from make_docx.intake.inbox import read_inbox
from make_docx.job_files import FORM_FILE, INBOX
from make_docx.model import Brief, Document

_OPENPYXL: Final = "openpyxl load_workbook(data_only=True) + the same cells"
_BOTH: Final = "openpyxl + docxtpl"
_PROVINCE: Final = 40_000


class Bench(Struct, frozen=True):
    """Where inputs are made, how often turns are taken, and whether sizes are cut for a try."""

    folder: Path
    rounds: int
    is_quick: bool

    def units(self, full: int) -> int:
        return min(full, 100) if self.is_quick else full

    def job(self, units: int, *, has_roster: bool = True) -> tuple[Path, Brief]:
        """A job folder of its own."""
        path = self.folder / f"job-{next(_NUMBERS)}"
        return path, jobs.make_job(path, units, has_roster=has_roster)


_NUMBERS: Final = count(1)


def read_one(bench: Bench) -> list[Row]:
    """One workbook of 60 cells, warm."""
    job, brief = bench.job(1)
    path = jobs.form_path(job, 0)
    cells = jobs.value_cells((job / FORM_FILE).read_bytes(), brief)

    def ours() -> None:
        checked = check(brief, read_inbox(job, job / INBOX, brief))
        if checked.findings or len(checked.reports) != 1:
            raise RuntimeError(f"the form was not read: {checked.findings}")

    def peer() -> None:
        peers.read_workbook(path, cells)

    ours()
    turns = in_turns({"ours": in_process(ours, 5), "peer": in_process(peer, 5)}, bench.rounds)
    work = "read and check one 60-cell workbook, warm"
    return [compared(work, turns["ours"], _OPENPYXL, turns["peer"], Aim(1.0, is_faster=False))]


def read_again(bench: Bench) -> list[Row]:
    """The same workbooks again, one changed: the command, on one core.

    A second core would do half of the first run and nothing of the other.
    """
    units = bench.units(1000)
    job, brief = bench.job(units)
    filler = jobs.FormFiller((job / FORM_FILE).read_bytes(), brief)
    version = count(1)
    can_be_kept = hasattr(os, "sched_setaffinity")
    run = in_child("-m", "make_docx", "check", job, one_core=can_be_kept)

    def first() -> Sample:
        shutil.rmtree(job / "输出", ignore_errors=True)
        return run()

    def again() -> Sample:
        jobs.form_path(job, 0).write_bytes(filler.form(0, next(version)))
        return run()

    turns = in_turns({"first": first, "again": again}, min(bench.rounds, 3))
    return [
        compared(
            f"the same {units} workbooks again, one changed",
            turns["again"],
            "our own first run",
            turns["first"],
            Aim(0.05, is_faster=False),
            "the command, imports included" + (", one core" if can_be_kept else ""),
        )
    ]


def _annex(bench: Bench, size: int, aim: float, rounds: int) -> list[Row]:
    template = bench.folder / "peer.docx"
    template.write_bytes(pages.docxtpl_template())

    def peer(page: Document) -> bytes:
        made = io.BytesIO()  # as ours is: on a slow disk the peer alone would have to wait
        peers.render(template, pages.values(page), made)
        return made.getvalue()

    page = pages.document(pages.rows(size))
    is_same = pages.texts(pages.ours(page)) == pages.texts(peer(page))
    turns = in_turns(
        {"ours": on_next(_documents(size), pages.ours), "peer": on_next(_documents(size), peer)},
        rounds,
    )
    work = f"build with a {size}-row annex, warm, many documents"
    note = "same text" if is_same else "NOT the same text"
    note += "; their titles and columns are alike"
    return [compared(work, turns["ours"], "docxtpl", turns["peer"], Aim(aim, is_faster=True), note)]


def _documents(size: int) -> Iterator[Document]:
    """Documents of that many rows, each with other figures and another 发文字号.

    Their titles and columns are alike, as those of `--each` are. Ours breaks a title and fits the
    columns once for all of them, docxtpl does neither.
    """
    return (pages.document(pages.rows(size, number), number) for number in count(2))


def annex_20(bench: Bench) -> list[Row]:
    """Many documents of one layout, as `--each` makes them."""
    return _annex(bench, 20, 8, bench.rounds * 3)


def annex_1000(bench: Bench) -> list[Row]:
    """An annex of a thousand rows."""
    return _annex(bench, 100 if bench.is_quick else 1000, 6, bench.rounds)


def annex_10000(bench: Bench) -> list[Row]:
    """An annex of ten thousand rows: docxtpl, docxtemplater, memory."""
    size, rounds = 1000 if bench.is_quick else 10_000, min(bench.rounds, 5)
    rows = _annex(bench, size, 8, rounds)
    return [*rows, *_docxtemplater(bench, size, rounds), *_memory(bench, size)]


def annex_100000(bench: Bench) -> list[Row]:
    """Whether time grows with the rows, and not with their square."""
    size = 1000 if bench.is_quick else 10_000
    pages.ours(pages.document(pages.rows(size)))
    turns = in_turns(
        {
            "few": on_next(_documents(size), pages.ours),
            "many": on_next(_documents(size * 10), pages.ours),
        },
        min(bench.rounds, 3),
    )
    work, peer = f"build with a {size * 10}-row annex, warm", f"our own {size} rows"
    return [compared(work, turns["many"], peer, turns["few"], Aim(12, is_faster=False))]


def _docxtemplater(bench: Bench, size: int, rounds: int) -> list[Row]:
    work, peer = f"build with a {size}-row annex, warm", "docxtemplater"
    node = shutil.which("node")
    if node is None:
        return [Row(work, peer, "not measured: there is no node")]
    modules = bench.folder / "node"
    if not (modules / "node_modules" / "docxtemplater").is_dir() and not _install(modules):
        return [Row(work, peer, "not measured: npm cannot install docxtemplater and pizzip")]
    script = modules / "docxtemplater.cjs"
    shutil.copy(Path(__file__).with_name("docxtemplater.cjs"), script)
    page = pages.document(pages.rows(size))
    template, data, out = (bench.folder / name for name in ("dt.docx", "dt.json", "dt-out.docx"))
    template.write_bytes(pages.docxtemplater_template())
    data.write_text(json.dumps(pages.plain_values(page)), encoding="utf-8")

    def peer_run() -> Sample:
        command = [node, str(script), str(template), str(data), "1", str(out)]
        done = subprocess.run(command, capture_output=True, check=True, cwd=modules)
        return Sample(**json.loads(done.stdout)[0])

    peer_run()
    is_same = pages.texts(pages.ours(page)) == pages.texts(out.read_bytes())
    turns = in_turns({"ours": on_next(_documents(size), pages.ours), "peer": peer_run}, rounds)
    note = "same text" if is_same else "NOT the same text"
    return [compared(work, turns["ours"], peer, turns["peer"], Aim(1, is_faster=True), note)]


def _install(folder: Path) -> bool:
    npm = shutil.which("npm")
    if npm is None:
        return False
    folder.mkdir(exist_ok=True)
    command = [npm, "install", "--prefix", str(folder), "docxtemplater@3.71.0", "pizzip@3.3.0"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _memory(bench: Bench, size: int) -> list[Row]:
    """MB above what the process takes before, each in a process of its own."""
    task = ["-m", "benchmarks.child"]
    template, target = bench.folder / "peer.docx", bench.folder / "peer-out.docx"
    ours = _grown(*task, "memory", str(size))
    peer = _grown(*task, "docxtpl-memory", str(size), str(template), str(target))
    note = f"{ours:.0f} MB above the start, docxtpl {peer:.0f} MB; aim ≤ 60 MB: "
    return [Row(f"memory of a {size}-row annex", "docxtpl", note + ("yes" if ours <= 60 else "no"))]


def _grown(*arguments: str) -> float:
    found: Mapping[str, int] = json.loads(child(*arguments)[1])
    return (found["peak"] - found["before"]) / 1024


def whole_run(bench: Bench) -> list[Row]:
    """1 000 workbooks → one report, whole processes, the first run and the second.

    All have one core, so that it counts for nothing that the peer knows no second one.
    """
    work = f"{bench.units(1000)} workbooks → one report, cold, whole process, one core"
    if not hasattr(os, "sched_setaffinity"):
        return [Row(work, _BOTH, "not measured: a process cannot be kept to one core here")]
    job, brief = bench.job(bench.units(1000))
    cells = jobs.value_cells((job / FORM_FILE).read_bytes(), brief)
    template, target = bench.folder / "peer.docx", bench.folder / "peer-out.docx"
    template.write_bytes(pages.docxtpl_template())
    out = bench.folder / "ours.docx"
    command = ("-m", "make_docx", "build", job, "-o", out, "--force")
    ours = in_child(*command, one_core=True)
    peer = in_child("-m", "benchmarks.peers", job / INBOX, template, target, *cells, one_core=True)

    def first() -> Sample:
        shutil.rmtree(job / "输出", ignore_errors=True)
        return ours()

    turns = in_turns({"first": first, "again": ours, "peer": peer}, min(bench.rounds, 3))
    peaks = {name: max(sample.peak for sample in runs) >> 10 for name, runs in turns.items()}
    note = f"peak {peaks['first']} MB, peer {peaks['peer']} MB"
    return [
        compared(work, turns["first"], _BOTH, turns["peer"], Aim(2.5, is_faster=True), note),
        compared(f"{work}, again", turns["again"], _BOTH, turns["peer"], Aim(20, is_faster=True)),
    ]


def province(bench: Bench) -> list[Row]:
    """40 000 workbooks: memory, whether time grows with their number, and the cache."""
    many = 1000 if bench.is_quick else _PROVINCE
    few_job, _ = bench.job(many // 10, has_roster=False)
    many_job, _ = bench.job(many, has_roster=False)
    task = ("-m", "benchmarks.child")
    check = in_child(*task, "check", many_job)
    turns = in_turns(
        {
            "few": in_child(*task, "check", few_job),
            "first": check,
            "again": check,
            "build": in_child(*task, "build", many_job, bench.folder / "province.docx"),
        },
        1,
    )
    peaks = {name: runs[0].peak >> 10 for name, runs in turns.items()}
    verdict = "yes" if max(peaks.values()) <= 1024 else "no"
    note = f"peak {max(peaks.values())} MB; aim ≤ 1024 MB: {verdict}"
    work, few = f"{many} workbooks, read and checked", f"our own {many // 10}"
    first = turns["first"]
    return [
        compared(work, first, few, turns["few"], Aim(12, is_faster=False), note),
        compared("the same again", turns["again"], "our own first run", first, None),
        compared("their document, from the cache", turns["build"], "the same", first, None),
    ]


def cold_help(bench: Bench) -> list[Row]:
    """`--help` against the import of typer alone."""
    turns = in_turns(
        warmed(
            {
                "ours": in_child("-m", "make_docx", "--help"),
                "peer": in_child("-c", "import typer"),
            }
        ),
        bench.rounds * 2,
    )
    peer = 'python -c "import typer"'
    aim = Aim(2.2, is_faster=False)
    return [compared("make-docx --help, cold", turns["ours"], peer, turns["peer"], aim)]


def small_job(bench: Bench) -> list[Row]:
    """A job of three units, whole process, over the results of the run before."""
    job, _ = bench.job(3)
    out = bench.folder / "small.docx"
    turns = in_turns(
        warmed(
            {
                "ours": in_child("-m", "make_docx", "build", job, "-o", out, "--force"),
                "peer": in_child("-c", "import openpyxl, docxtpl"),
            }
        ),
        bench.rounds * 2,
    )
    peer = 'python -c "import openpyxl, docxtpl"'
    aim = Aim(1.5, is_faster=False)
    return [compared("one small job, cold", turns["ours"], peer, turns["peer"], aim)]


Work = Callable[[Bench], Sequence[Row]]
WORKS: Final[Mapping[str, Work]] = {
    "read": read_one,
    "again": read_again,
    "annex-20": annex_20,
    "annex-1000": annex_1000,
    "annex-10000": annex_10000,
    "annex-100000": annex_100000,
    "whole": whole_run,
    "province": province,
    "help": cold_help,
    "small": small_job,
}
