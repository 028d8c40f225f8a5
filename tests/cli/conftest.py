"""Jobs to run commands on, and the commands as a clerk runs them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from clerk import BUREAU, COUNTY, HEATING, Answer, Run
from typer.testing import CliRunner

from make_docx.cli import app
from make_docx.resources import data_folder


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
    return _copy(COUNTY, tmp_path)


@pytest.fixture
def heating(tmp_path: Path) -> Path:
    """The sample with three units, to spoil at will."""
    return _copy(HEATING, tmp_path)


@pytest.fixture
def bureau(tmp_path: Path) -> Path:
    """The one-workbook sample, to spoil at will."""
    return Path(shutil.copy(data_folder("sample_data") / BUREAU, tmp_path))


def _copy(name: str, target: Path) -> Path:
    ignore = shutil.ignore_patterns("输出")
    return Path(shutil.copytree(data_folder("sample_data") / name, target / name, ignore=ignore))
