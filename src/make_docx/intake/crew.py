"""Turns workbooks to be read into what they say, with as many hands as pay."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from make_docx import __version__
from make_docx.errors import UsageError
from make_docx.intake.cache import program
from make_docx.intake.reading import read_workbook
from make_docx.model import Brief, Received

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

_BATCH_FILES: Final = 16
_BATCH_BYTES: Final = 4 << 20
_SAMPLE: Final = 8  # files that are read alone before it is told how long the rest would take
_BATCHES_AHEAD: Final = 3  # for each hand, so that none waits


class Unread(Struct, frozen=True):
    """A workbook to be read; `number` is its place among all files."""

    number: int
    name: str
    data: bytes


class Hired(Struct, frozen=True):
    """Others to read, and how many they are."""

    executor: Executor
    hands: int


class Crew(Struct, frozen=True):
    """Who reads, and who is told how far it is.

    `hire` is called once what is left would take this process alone longer than `patience`
    seconds; `told` gets the files that are done, all files, and those with an error.
    """

    hire: Callable[[], AbstractContextManager[Hired]] | None = None
    patience: float = 0.0
    told: Callable[[int, int, int], None] | None = None


ALONE: Final = Crew()
_Result = tuple[Unread, Received]


def read_all(
    files: Iterator[Unread], brief: Brief, crew: Crew, left: Callable[[], int]
) -> Generator[_Result, None, None]:
    """Read `files`, in any order; who reads one makes no difference to what it says.

    Args:
        files: made only when there are hands for them.
        brief: what was asked for.
        crew: who reads.
        left: how many files may still come.

    Raises:
        UsageError: the others have another program, if only in a line of it.
    """
    seconds, done = 0.0, 0
    while True:
        if crew.hire and _pays(seconds, done, left(), crew.patience):
            with crew.hire() as hired:
                yield from _shared(files, brief, hired)
            return
        file = next(files, None)
        if file is None:
            return
        start = time.perf_counter()
        received = read_workbook(file.data, file.name, brief)
        seconds, done = seconds + time.perf_counter() - start, done + 1
        yield file, received


def read_batch(batch: Sequence[Unread], brief: Brief) -> tuple[str, list[Received]]:
    """What each workbook says, and the edition of the program that read them."""
    return _edition(), [read_workbook(file.data, file.name, brief) for file in batch]


def _edition() -> str:
    """The version, and what tells apart two states of the program that have the same one.

    What the others read is kept as read by this program, so that nothing less will do.
    """
    return f"{__version__}（{program()[:12]}）"


def _pays(seconds: float, done: int, left: int, patience: float) -> bool:
    """Whether the rest would take longer than `patience`, going by what was read."""
    if done < _SAMPLE:
        return patience == 0
    return seconds / done * left > patience


def _shared(files: Iterator[Unread], brief: Brief, hired: Hired) -> Iterator[_Result]:
    from concurrent.futures import FIRST_COMPLETED, wait

    waiting: dict[Future[tuple[str, list[Received]]], list[Unread]] = {}
    try:
        while True:
            while len(waiting) < hired.hands * _BATCHES_AHEAD and (batch := _batch(files)):
                waiting[_submitted(hired.executor, batch, brief)] = batch
            if not waiting:
                return
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                batch = waiting.pop(future)
                yield from zip(batch, _result(future, batch, brief), strict=True)
    finally:
        for future in waiting:
            future.cancel()


def _batch(files: Iterator[Unread]) -> list[Unread]:
    batch, size = [], 0
    for file in files:
        batch.append(file)
        size += len(file.data)
        if len(batch) == _BATCH_FILES or size > _BATCH_BYTES:
            break
    return batch


def _submitted(
    executor: Executor, batch: list[Unread], brief: Brief
) -> Future[tuple[str, list[Received]]]:
    from concurrent.futures import Future

    try:
        with _interrupt_waits():
            return executor.submit(read_batch, batch, brief)
    except Exception as error:  # the others are gone
        failed: Future[tuple[str, list[Received]]] = Future()
        failed.set_exception(error)
        return failed


@contextmanager
def _interrupt_waits() -> Iterator[None]:
    """Let Ctrl+C come after what is done here; processes that are started here never get it.

    An executor starts them as it is given work. They inherit what is blocked, where a system can
    block: a terminal sends Ctrl+C to them too, and a half-started one dies of it, with a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _result(
    future: Future[tuple[str, list[Received]]], batch: list[Unread], brief: Brief
) -> list[Received]:
    try:
        edition, parts = future.result()
    except Exception:  # of the others, never of a file: it is read here, which shows
        edition, parts = read_batch(batch, brief)
    if edition != _edition():
        raise UsageError(
            f"一起读取的计算机上装的是 make-docx {edition}，这里是 {_edition()}，"
            "结果可能不同。请把 Python、make-docx 和 Pillow 都装成同一版本，或不用 --dask。"
        )
    return parts
