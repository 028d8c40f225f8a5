"""Turns every reason for stopping into one exception that knows its exit code.

    MakeDocxError                 never raised itself
    ├── UsageError            2   the command line asks for something that does not exist
    ├── KindError             3   a kind or a template is broken
    ├── InputError            4   the job, or its brief, cannot be read at all
    └── OutputError           5   the document cannot be written

Wrong data is never an exception: it is a `Finding`, and ends in exit code 1 (`BLOCKED`).
"""

from __future__ import annotations

from enum import IntEnum

INTERRUPTED = "已中断，没有写出公文。收件里读过的表已经存下，再运行一次，接着读没有读的。"


class ExitCode(IntEnum):
    """What the process returns; the table of `docs/errors.md`."""

    DONE = 0
    BLOCKED = 1
    USAGE = 2
    KIND = 3
    INPUT = 4
    OUTPUT = 5
    BUG = 70
    INTERRUPTED = 130


class MakeDocxError(Exception):
    """The program cannot go on; the message is Chinese, complete, and ends in what to do."""

    exit_code: ExitCode = ExitCode.BUG


class UsageError(MakeDocxError):
    """The command names a kind, a path or an option that does not fit."""

    exit_code = ExitCode.USAGE


class KindError(MakeDocxError):
    """A kind's folder or a template cannot be used; the message lists every fault found."""

    exit_code = ExitCode.KIND


class InputError(MakeDocxError):
    """The job or its brief cannot be opened or is not one."""

    exit_code = ExitCode.INPUT


class OutputError(MakeDocxError):
    """The output exists already or cannot be written; nothing was left behind."""

    exit_code = ExitCode.OUTPUT
