"""People read the same words on a terminal, where they are in colour, and in a file."""

from __future__ import annotations

import sys

import pytest

from make_docx.report.console import Line, people, say


@pytest.fixture(autouse=True)
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    people.cache_clear()


def test_a_line_goes_to_stderr_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    Line("× ", "red").append("公文要素.xlsx [bold]", "bold").show()
    assert capsys.readouterr() == ("", "× 公文要素.xlsx [bold]\n")


def test_rich_is_not_loaded_where_there_is_no_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rich", None)  # any import of it now fails
    say("没有发现问题。", "green")
    assert capsys.readouterr().err == "没有发现问题。\n"


def test_a_terminal_is_told_the_style(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    Line("甲", "bold").append("乙", "red").show()
    told = capsys.readouterr().err
    assert "\x1b[1m甲" in told
    assert "31m乙" in told


@pytest.mark.parametrize("colour", [True, False])
def test_a_control_character_of_a_unit_does_not_reach_the_console(
    colour: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if colour:
        monkeypatch.setenv("FORCE_COLOR", "1")
    say("甲\x07\x08\r乙")
    assert capsys.readouterr().err == "甲乙\n"


def test_a_closed_stderr_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    say("没有人看")
    assert sys.stderr is None
