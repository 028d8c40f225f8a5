"""Turns the command line into a run: ``python -m benchmarks [NAME…] [--quick] [--write]``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import growth, report
from benchmarks.row import Row
from benchmarks.works import WORKS, Bench

_ROUNDS, _FEW_ROUNDS = 7, 2


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    names = [*WORKS, "plot"]
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(names)}; or all")
    parser.add_argument("--quick", action="store_true", help="small sizes, to try it")
    parser.add_argument("--write", action="store_true", help="add the run to docs/performance.md")
    parser.add_argument("--rounds", type=int, help="turns that each takes")
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(names):
        parser.error(f"no such work: {', '.join(sorted(unknown))}")
    rounds = arguments.rounds or (_FEW_ROUNDS if arguments.quick else _ROUNDS)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="make-docx-bench-") as folder:
        bench = Bench(Path(folder), rounds, arguments.quick)
        for name in arguments.names or WORKS:
            if name == "plot":
                growth.draw(bench)
                continue
            sys.stderr.write(f"{name} …\n")
            rows += WORKS[name](bench)
    sys.stdout.write(report.table(rows) + "\n" if rows else "")
    if arguments.write and rows:
        report.append(rows, is_quick=arguments.quick)


if __name__ == "__main__":
    main()
