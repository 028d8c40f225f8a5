"""The command answers before the heavy libraries would even be loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("openpyxl", "docx", "docxtpl", "lxml", "jinja2")


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["build", "--help"]], ids=" ".join
)
def test_help_imports_no_heavy_library(arguments: list[str]) -> None:
    code = (
        "import sys\n"
        "from make_docx.__main__ import main\n"
        f"sys.argv = ['make-docx', *{arguments!r}]\n"
        "try:\n    main()\n"
        "finally:\n"
        f"    print('LOADED', [name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.rstrip().endswith("LOADED []")


def test_the_version_is_printed_on_stdout() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "make_docx", "--version"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert result.stdout.startswith("make-docx 0.")
