"""Turns whatever stops a command into one message and an exit code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_tb

import typer

from make_docx import __version__
from make_docx.errors import INTERRUPTED, ExitCode, MakeDocxError
from make_docx.output import reason


@contextmanager
def ending(as_json: bool = False, kinds: Sequence[Path] | None = None) -> Iterator[None]:
    """Turn whatever stops a command into one message and its exit code.

    Of what is given by ``--kinds`` every fault is told, for who gives it believes that it is used.
    """
    try:
        try:
            yield
        except typer.Exit:
            _tell_faults(kinds or ())
            raise
        _tell_faults(kinds or ())
    except (typer.Exit, typer.Abort):
        raise
    except MakeDocxError as error:
        _stop(str(error), error.exit_code, as_json=as_json)
    except KeyboardInterrupt:
        _stop(INTERRUPTED, ExitCode.INTERRUPTED, as_json=as_json)
    except OSError as error:
        # 标准输出 itself may be what is broken, so nothing more is printed there
        where = f"“{error.filename}”" if error.filename else "文件或标准输出"
        _stop(f"读写{where}时出错：{reason(error)}。", ExitCode.OUTPUT, as_json=False)
    except Exception as error:
        _stop(_our_fault(error), ExitCode.BUG, as_json=as_json)


def _tell_faults(kinds: Sequence[Path]) -> None:
    if kinds:
        from make_docx import pipeline, report

        for fault in pipeline.kind_faults(kinds):
            report.say(f"没有用上：{fault}", "red")


def _stop(message: str, code: ExitCode, *, as_json: bool) -> None:
    from make_docx import report

    report.say(message, "red")
    if as_json:
        report.print_json({"ok": False, "error": {"exit_code": code, "message": message}})
    raise typer.Exit(code)


def _our_fault(error: Exception) -> str:
    """Name the last spot in our code, never the values: they are units' figures."""
    ours, spot = str(Path(__file__).parents[1]), ""
    for frame in walk_tb(error.__traceback__):
        path = frame[0].f_code.co_filename
        if path.startswith(ours):
            spot = f"{Path(path).name}:{frame[1]}"
    kind = type(error).__name__
    return (
        f"程序出错了，不是您的问题。请把这一行发给维护人员：{kind} {spot} make-docx {__version__}"
    )
