"""What is typed reaches a command as the text or the path that it is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import pytest
import typer
from typer.testing import CliRunner

from make_docx.cli.words import PlainCommand, PlainGroup

Taken = dict[str, object]


def run(*arguments: str) -> tuple[Taken, int]:
    taken: Taken = {}
    app = typer.Typer(cls=PlainGroup)

    @app.callback()
    def options(place: Annotated[Path, typer.Option()] = Path("here")) -> None:
        taken["place"] = place

    @app.command(cls=PlainCommand)
    def take(
        file: Path,
        word: Annotated[str, typer.Option()] = "",
        other: Annotated[Path | None, typer.Option()] = None,
        many: Annotated[list[Path] | None, typer.Option()] = None,
        flag: Annotated[bool, typer.Option("--flag")] = False,
    ) -> None:
        taken.update(file=file, word=word, other=other, many=many, flag=flag)

    return taken, CliRunner().invoke(app, list(arguments)).exit_code


def test_what_nobody_typed_is_what_the_command_says() -> None:
    assert run("take", "a.docx") == (
        {
            "place": Path("here"),
            "file": Path("a.docx"),
            "word": "",
            "other": None,
            "many": None,
            "flag": False,
        },
        0,
    )


def test_texts_paths_lists_and_flags_are_taken_as_typed() -> None:
    taken, code = run(
        *("--place", "b", "take", "a.docx", "--word", "7", "--other", "c"),
        *("--many", "d", "--many", "e", "--flag"),
    )
    assert code == 0
    assert taken == {
        "place": Path("b"),
        "file": Path("a.docx"),
        "word": "7",
        "other": Path("c"),
        "many": [Path("d"), Path("e")],
        "flag": True,
    }


@pytest.mark.parametrize(
    "arguments", [["take"], ["take", "a", "--word"], ["take", "a", "b"]], ids=" ".join
)
def test_what_is_missing_or_too_much_is_still_an_error_of_use(arguments: list[str]) -> None:
    taken, code = run(*arguments)
    assert code == 2
    assert "file" not in taken


def test_a_command_that_is_asked_again_takes_its_words_as_it_did(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = typer.Typer(cls=PlainGroup)
    taken: list[str] = []

    @app.callback()
    def options() -> None: ...

    @app.command(cls=PlainCommand)
    def take(word: Annotated[str, typer.Option()] = "") -> None:
        taken.append(word)

    command: Any = typer.main.get_command(app)
    ways: list[object] = []
    for word in "ab":
        command.main(["take", "--word", word], standalone_mode=False)
        (option,) = (one for one in command.commands["take"].params if one.name == "word")
        ways.append(option.process_value)
    assert taken == ["a", "b"]
    assert ways[0] == ways[1]


def test_paths_and_texts_need_no_pydantic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pydantic", None)  # any import of it now fails
    taken, code = run("take", "a.docx", "--word", "x")
    assert (code, taken["word"]) == (0, "x")
