"""Turns contestants into samples, taken in turns, and samples into ratios with their spread."""

from __future__ import annotations

import gc
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeVar

from msgspec import Struct

_ROOT: Final = Path(__file__).parents[1]
_LAUNCHER: Final = Path(__file__).with_name("launcher.py")


T = TypeVar("T")


class Sample(Struct, frozen=True):
    """One run: wall and CPU time in seconds; `peak` is the memory of a child in KiB, 0 in here."""

    wall: float
    cpu: float
    peak: int = 0


Contestant = Callable[[], Sample]


class Ratio(Struct, frozen=True):
    """A ratio with its spread: the median of the ratios of each turn, the least and the largest."""

    median: float
    least: float
    largest: float


def in_turns(contestants: Mapping[str, Contestant], rounds: int) -> dict[str, list[Sample]]:
    """`rounds` times every contestant once, so that a slow spell of the machine hits all alike."""
    samples: dict[str, list[Sample]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, run in contestants.items():
            samples[name].append(run())
    return samples


def in_process(work: Callable[[], object], repeats: int = 1) -> Contestant:
    """A contestant that runs here, warm; a sample is the mean of `repeats` runs."""

    def run() -> Sample:
        gc.collect()
        wall, cpu = time.perf_counter(), time.process_time()
        for _ in range(repeats):
            work()
        return Sample((time.perf_counter() - wall) / repeats, (time.process_time() - cpu) / repeats)

    return run


def on_next(inputs: Iterator[T], work: Callable[[T], object]) -> Contestant:
    """A contestant that works on another input in each run, lest a cache of ours hold the result.

    Making the input is not counted. What all inputs share a cache may hold, as in a job of many.
    """

    def run() -> Sample:
        one = next(inputs)
        return in_process(lambda: work(one))()

    return run


def in_child(*arguments: str | Path, one_core: bool = False) -> Contestant:
    """A contestant that is a Python process of its own, from its start to its end.

    Raises:
        RuntimeError: it ends with another code than 0; its last words are in the message.
    """
    return lambda: child(*arguments, one_core=one_core)[0]


def warmed(contestants: Mapping[str, Contestant]) -> Mapping[str, Contestant]:
    """The same after one run of each that is not counted: it leaves the byte code on the disk.

    An installed program has it too: pip compiles what it installs.
    """
    for run in contestants.values():
        run()
    return contestants


def child(*arguments: str | Path, one_core: bool = False) -> tuple[Sample, str]:
    """One run of a Python process that may keep byte code, and what it printed.

    Raises:
        RuntimeError: as `in_child`.
    """
    path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": path}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    cores = "one-core" if one_core else "all-cores"
    done = subprocess.run(
        [sys.executable, "-S", _LAUNCHER, cores, sys.executable, *map(str, arguments)],
        env=environment,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{arguments}: {done.returncode}\n{done.stderr.decode()[-2000:]}")
    printed, _, usage = done.stdout.decode().rpartition("\n")
    return Sample(**json.loads(usage)), printed


def ratio(over: Sequence[Sample], under: Sequence[Sample], *, cpu: bool = False) -> Ratio:
    """`over` divided by `under`, turn by turn.

    >>> ratio([Sample(2, 1), Sample(9, 1)], [Sample(1, 1), Sample(3, 1)])
    Ratio(median=2.5, least=2.0, largest=3.0)
    """
    values = [(a.cpu / b.cpu if cpu else a.wall / b.wall) for a, b in zip(over, under, strict=True)]
    return Ratio(statistics.median(values), min(values), max(values))


def median_wall(samples: Sequence[Sample]) -> float:
    """Seconds."""
    return statistics.median(sample.wall for sample in samples)


def median_cpu(samples: Sequence[Sample]) -> float:
    """Seconds."""
    return statistics.median(sample.cpu for sample in samples)
