"""A command line that cannot be meant is answered in the clerk's language."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pytest
import typer

from make_docx import cli
from make_docx.cli import usage
from make_docx.errors import INTERRUPTED


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("chek 任务", "没有命令“chek”，是不是“check”"),
        ("kinds lst", "没有命令“lst”，是不是“list”"),
        ("xyz", "没有命令“xyz”。"),
        ("check", "后面少写了“任务”"),
        ("check 任务 --jsn", "没有选项“--jsn”，是不是“--json”"),
        ("check 任务 --accept", "选项“--accept”写得不对"),
        ("build 一 二", "命令后面多写了内容"),
    ],
)
def test_what_is_wrong_is_named_with_the_nearest_right_word(
    typed: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["make-docx", *typed.split()])
    with pytest.raises(SystemExit) as ended:
        cli.main()

    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert told.startswith(said)
    assert "--help" in told


def test_an_unknown_command_is_named_by_a_click_that_says_what_it_could_be() -> None:
    class NoSuchCommandError(Exception):
        """As `NoSuchCommand` of click 8.4: it has possibilities, and no option."""

        ctx = SimpleNamespace(
            command_path="make-docx", command=SimpleNamespace(commands={"check": None})
        )
        possibilities = ("check",)

    said = usage.told(NoSuchCommandError(), ["chek"])
    assert said.startswith("没有命令“chek”，是不是“check”")


def test_no_command_at_all_shows_the_help(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["make-docx"])
    with pytest.raises(SystemExit):
        cli.main()

    assert "check" in capsys.readouterr().err


def test_a_command_that_is_read_alone_says_the_same_of_itself(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    every: Any = typer.main.get_command(cli.app)
    for name in every.commands.keys() - {"kinds"}:
        monkeypatch.setattr(sys, "argv", ["make-docx", name, "--help"])
        with pytest.raises(SystemExit):
            cli.main()
        alone = capsys.readouterr().out
        every(prog_name="make-docx", standalone_mode=False)

        assert f"make-docx {name} " in alone
        assert alone == capsys.readouterr().out


def test_an_interrupt_while_the_command_is_loaded_is_told_and_ends_with_130() -> None:
    code = (
        "import signal, sys\n"
        "from make_docx.__main__ import main\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "def interrupt(event, args):\n"
        "    if event == 'import' and args[0] == 'typer':\n"
        "        signal.raise_signal(signal.SIGINT)\n"
        "sys.addaudithook(interrupt)\n"
        "main()\n"
    )
    result = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 130
    assert result.stderr == f"{INTERRUPTED}\n"
