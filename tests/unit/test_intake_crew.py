"""Who reads a workbook makes no difference: one process, several, or a cluster."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from returned import BRIEF, form

from benchmarks import jobs
from make_docx import pipeline
from make_docx.errors import InputError, UsageError
from make_docx.intake import crew as crews
from make_docx.intake.cache import FEWEST
from make_docx.intake.crew import Crew, Hired
from make_docx.intake.inbox import read_inbox
from make_docx.intake.job import read_brief
from make_docx.intake.reading import merged, read_workbook
from make_docx.job_files import (
    CACHE_FILE,
    FORM_FILE,
    INBOX,
    MEMORY_FILE,
    OUTBOX,
    REPORT_FILE,
)
from make_docx.model import Received
from make_docx.pipeline.crews import crew_of, pool

FORMS = (
    form(None, {"悬挂横幅": 1}),
    form(None, {"悬挂横幅": 12.5}, "乙局"),
    form(None, {"发放资料": "约200"}, "丙局"),
    form(lambda book, _: book.create_sheet("另表").cell(1, 1, "甲"), {"悬挂横幅": 3}, "外单位"),
)
PARTS = [read_workbook(data, f"收件/{number}.xlsx", BRIEF) for number, data in enumerate(FORMS)]


@pytest.fixture
def job(tmp_path: Path) -> Path:
    (tmp_path / INBOX).mkdir()
    for number in range(40):
        name = f"{number:02}.txt" if number % 9 == 8 else f"{number:02}.xlsx"
        (tmp_path / INBOX / name).write_bytes(FORMS[number % len(FORMS)])
    return tmp_path


def read(job: Path, crew: Crew) -> Received:
    (job / OUTBOX / CACHE_FILE).unlink(missing_ok=True)
    return read_inbox(job, job / INBOX, BRIEF, crew=crew)


def hire(executor: Executor) -> Callable[[], AbstractContextManager[Hired]]:
    @contextmanager
    def hired() -> Iterator[Hired]:
        with executor:
            yield Hired(executor, 2)

    return hired


class Failing(Executor):
    """Takes work, and fails as a process does that the system has killed."""

    def __init__(self, *, at_once: bool) -> None:
        self._at_once = at_once

    def submit(self, _work: Any, /, *_args: Any, **_named: Any) -> Future[Any]:
        if self._at_once:
            raise RuntimeError("gone")
        future: Future[Any] = Future()
        future.set_exception(RuntimeError("killed"))
        return future


class Older(Executor):
    """Has another version of the program."""

    def submit(self, work: Any, /, *args: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(("0.0.0", work(*args, **named)[1]))
        return future


class Interrupted(Executor):
    """Gets Ctrl+C as it starts a process, and so does the process."""

    def __init__(self) -> None:
        self.ended_with: list[int] = []

    def submit(self, _work: Any, /, *_args: Any, **_named: Any) -> Future[Any]:
        signal.raise_signal(signal.SIGINT)
        started = [sys.executable, "-c", "import signal; signal.raise_signal(signal.SIGINT)"]
        self.ended_with.append(subprocess.run(started, check=False).returncode)
        return Future()


# ── merging ──────────────────────────────────────────────────────────────────────────────


@given(st.lists(st.sampled_from(PARTS), max_size=6), st.integers(0, 6))
def test_merging_is_associative(parts: list[Received], at: int) -> None:
    left, right = merged(parts[:at]), merged(parts[at:])
    assert merged([left, right]) == merged(parts)
    one_by_one = reduce(lambda one, other: merged([one, other]), parts, merged([]))
    assert one_by_one == merged(parts)


# ── executors ────────────────────────────────────────────────────────────────────────────


def test_threads_give_what_one_process_gives(job: Path) -> None:
    assert read(job, Crew(hire(ThreadPoolExecutor(3)))) == read(job, Crew())


@pytest.mark.parametrize("at_once", [False, True])
def test_helpers_that_fail_are_done_without(job: Path, at_once: bool) -> None:
    assert read(job, Crew(hire(Failing(at_once=at_once)))) == read(job, Crew())


def test_helpers_of_another_version_are_refused(job: Path) -> None:
    with pytest.raises(UsageError, match=r"0\.0\.0"):
        read(job, Crew(hire(Older())))


def test_helpers_of_the_same_version_with_another_program_are_refused_and_nothing_of_them_is_kept(
    job: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Changed(Executor):
        """Reads other figures, by a program whose version nobody has counted up."""

        def submit(self, work: Any, /, *args: Any, **_named: Any) -> Future[Any]:
            batch, brief = args
            future: Future[Any] = Future()
            with monkeypatch.context() as there:
                there.setattr(crews, "program", lambda: "another", raising=False)
                other = form(None, {"悬挂横幅": 99})
                future.set_result(work([replace(file, data=other) for file in batch], brief))
            return future

    right = read(job, Crew())
    (job / OUTBOX / CACHE_FILE).unlink()
    with pytest.raises(UsageError, match="another"):
        read(job, Crew(hire(Changed())))
    assert read_inbox(job, job / INBOX, BRIEF) == right


def test_nobody_is_called_for_what_one_process_does_in_no_time(job: Path) -> None:
    def never() -> AbstractContextManager[Hired]:
        raise AssertionError("called")

    assert len(read(job, Crew(never, patience=60)).files) == 40


def test_files_with_an_error_are_counted_whoever_reads(job: Path) -> None:
    told: list[list[tuple[int, int, int]]] = [[], []]
    for crew, list_ in ((None, told[0]), (hire(ThreadPoolExecutor(2)), told[1])):
        read(job, Crew(crew, told=lambda *now, into=list_: into.append(now)))
    assert told[0][-1] == told[1][-1]
    assert [done for done, _, _ in told[1]] == list(range(1, 41))


# ── the same bytes ───────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crew") / "job"
    jobs.make_job(folder, FEWEST + 4)
    return folder


def built(job: Path, crew: Crew, *, is_first: bool = True) -> tuple[bytes, bytes, object]:
    """The document, 校核报告.xlsx, and what was found."""
    report = job / OUTBOX / REPORT_FILE
    for path in (job / OUTBOX / CACHE_FILE, job / OUTBOX / MEMORY_FILE, report) if is_first else ():
        path.unlink(missing_ok=True)
    outcome = pipeline.build(job, job / "公文.docx", pipeline.BuildOptions(force=True, crew=crew))
    found = outcome.checked, outcome.figures, outcome.findings
    return (job / "公文.docx").read_bytes(), report.read_bytes(), found


def test_a_pool_of_processes_and_a_second_run_make_the_same_files(made: Path) -> None:
    alone = built(made, Crew())
    assert built(made, Crew(pool)) == alone
    assert (made / OUTBOX / CACHE_FILE).is_file()
    assert built(made, Crew(), is_first=False) == alone


def test_a_second_run_with_one_form_changed_makes_what_a_first_one_makes(made: Path) -> None:
    path = jobs.form_path(made, 0)
    before = path.read_bytes()
    first = built(made, Crew())
    brief, _ = read_brief(made)
    path.write_bytes(jobs.FormFiller((made / FORM_FILE).read_bytes(), brief).form(0, 1))
    changed = built(made, Crew(), is_first=False)
    assert changed[:2] != first[:2]
    assert changed == built(made, Crew())
    path.write_bytes(before)


def test_a_cluster_makes_the_same_document(made: Path) -> None:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=False, dashboard_address=":0"
    ) as cluster:
        there = built(made, crew_of(cluster.scheduler_address))
    assert there == built(made, Crew())


def test_a_cluster_that_cannot_be_reached_is_told_with_its_address() -> None:
    pytest.importorskip("distributed")
    crew = crew_of("carrier-pigeon://甲")
    assert crew.hire
    with pytest.raises(InputError, match="carrier-pigeon://甲"), crew.hire():
        pass


def test_what_to_install_for_a_cluster_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    crew = crew_of("tcp://127.0.0.1:8786")
    assert crew.hire
    with pytest.raises(UsageError, match=r"make-docx\[dask\]"), crew.hire():
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signal")
def test_helpers_end_with_the_process_that_was_killed() -> None:
    code = (
        "import os, time\n"
        "from make_docx.pipeline.crews import pool\n"
        "if __name__ == '__main__':\n"
        "    with pool() as hired:\n"
        "        print(hired.executor.submit(os.getpid).result(), flush=True)\n"
        "        time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as run:
        assert run.stdout
        helper = int(run.stdout.readline())
        os.kill(helper, 0)
        run.kill()
    until = time.monotonic() + 10
    while is_there(helper) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_there(helper)


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="cannot keep a signal for later")
def test_an_interrupt_comes_when_the_helpers_are_started_and_they_never_get_it(job: Path) -> None:
    executor = Interrupted()
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            read(job, Crew(hire(executor)))
    finally:
        signal.signal(signal.SIGINT, before)
    assert executor.ended_with == [0]
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])


# ── at a terminal ────────────────────────────────────────────────────────────────────────


@pytest.mark.skipif(sys.platform == "win32", reason="has no such terminals")
def test_an_interrupted_run_shows_how_far_it_was_ends_with_130_and_keeps_it(tmp_path: Path) -> None:
    jobs.make_job(tmp_path / "job", 300)
    ours, terminal = os.openpty()
    command = [sys.executable, "-m", "make_docx", "check", str(tmp_path / "job")]
    with subprocess.Popen(command, stderr=terminal, env={**os.environ, "TERM": "xterm"}) as run:
        os.close(terminal)
        said = b""
        while "已读".encode() not in said:
            said += os.read(ours, 1 << 16)
        run.send_signal(signal.SIGINT)
        assert run.wait(30) == 130
    said += os.read(ours, 1 << 16)
    os.close(ours)
    assert b"Traceback" not in said
    assert (tmp_path / "job" / OUTBOX / CACHE_FILE).is_file()
