"""Turns a command into one line of JSON: its wall and CPU seconds and its highest memory in KiB.

Linux counts the memory of whoever starts a process as the process's own, so this one stays small
and stands between: run it as a script, with ``-S``. Its first word is ``one-core``, where the
command may use one only, or ``all-cores``.
"""

import json
import os
import sys
import time


def main() -> int:
    cores, *command = sys.argv[1:]
    if cores == "one-core":  # a system without affinity fails here, and the run with it
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    start = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    cpu = usage.ru_utime + usage.ru_stime
    sys.stdout.write("\n" + json.dumps({"wall": wall, "cpu": cpu, "peak": usage.ru_maxrss}))
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main())
