"""Turns what the command line says of helpers into a crew that reads: a pool, or a Dask cluster."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from make_docx.errors import InputError, UsageError

if TYPE_CHECKING:
    from make_docx.intake import Crew, Hired

# Seconds of reading left from which a pool pays: starting one takes a second of both processors.
_PATIENCE: Final = 4.0
_MOST_HANDS: Final = 16  # this process has to read the files and hand them out

Told = Callable[[int, int, int], None]


def crew_of(dask: str = "", told: Told | None = None) -> Crew:
    """Who reads workbooks for a command; nobody is called before there is work enough.

    Args:
        dask: address of a scheduler, such as ``tcp://10.0.0.1:8786``; empty for this computer.
        told: gets the files that are done, all files, and those with an error.
    """
    from make_docx.intake import Crew

    if dask:
        return Crew(lambda: cluster(dask), told=told)
    return Crew(pool if _processors() > 1 else None, _PATIENCE, told)


@contextmanager
def pool() -> Iterator[Hired]:
    """A process for each processor that this one may use."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    from make_docx.intake import Hired

    hands = min(_processors(), _MOST_HANDS)
    # A copy of this process would have a copy of locks that threads of it hold.
    pool = ProcessPoolExecutor(hands, get_context("spawn"), _prepare)
    try:
        yield Hired(pool, hands)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def cluster(address: str) -> Iterator[Hired]:
    """The workers of a Dask scheduler.

    Raises:
        InputError: it cannot be reached, or has no workers.
        UsageError: Dask is not installed.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError("没有装 Dask：请先运行 pip install 'make-docx[dask]'。") from error
    from make_docx.intake import Hired

    try:
        client = Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError) as error:
        raise InputError(
            f"连不上 Dask 集群“{address}”。请检查地址（例如 tcp://10.0.0.1:8786）和网络，"
            "或不用 --dask，在本机读取。"
        ) from error
    with client:
        hands = sum(client.nthreads().values())
        if not hands:
            raise InputError(f"Dask 集群“{address}”里没有一台工作的计算机。")
        yield Hired(client.get_executor(), hands)


def _processors() -> int:
    """Those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _prepare() -> None:
    """Ctrl+C is for the process that the clerk started; its helpers end when it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)
