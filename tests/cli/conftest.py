"""Jobs to run commands on, and the commands as a clerk runs them."""

from __future__ import annotations

from pathlib import Path

import pytest
from clerk import BUREAU, COUNTY, HEATING, Answer, Run
from sample_jobs import copied
from typer.testing import CliRunner

from make_docx.cli import app


@pytest.fixture
def run() -> Run:
    """Run ``make-docx`` with these arguments."""

    def run_command(*arguments: object) -> Answer:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Answer(result.exit_code, result.stderr, result.stdout)

    return run_command


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """The sample with sixty units, to spoil at will."""
    return copied(COUNTY, tmp_path)


@pytest.fixture
def heating(tmp_path: Path) -> Path:
    """The sample with three units, to spoil at will."""
    return copied(HEATING, tmp_path)


@pytest.fixture
def bureau(tmp_path: Path) -> Path:
    """The one-workbook sample, to spoil at will."""
    return copied(BUREAU, tmp_path)
