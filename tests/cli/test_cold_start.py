"""The command answers before the heavy libraries would even be loaded."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from make_docx.resources import data_folder

SAMPLE = "township-livelihood-report"
HEAVY = ("openpyxl", "docx", "docxtpl", "lxml", "jinja2")


# What a build of a built-in kind, printed into a file, has no use for: pydantic reads kinds of
# others, rich colours a terminal, the standard library's web client comes with saxutils, Jinja and
# docxtpl print the layouts of others, openpyxl writes forms, Pillow comes with it and looks at
# photos, importlib.metadata brings kinds of packages and the library for e-mail. Of our own: the
# words of findings where nothing is found, relations and tables where there are none, and what
# reads documents of others.
IDLE = (
    *("pydantic", "rich", "http", "ssl", "concurrent.futures", "tomllib", "docxcompose"),
    *("jinja2", "docxtpl", "openpyxl", "PIL", "importlib.metadata", "email"),
    *("make_docx.catalogue.codes", "make_docx.relations", "make_docx.figures.entries"),
    *("make_docx.wording.annex_table", "make_docx.chain.decoding", "make_docx.linter"),
)
# Those whose patterns every build asks thousands of times, so that a late one would not pay.
ASKED_ALWAYS = {
    *("make_docx.document.rows", "make_docx.document.text"),
    *("make_docx.intake.sheet_reader", "make_docx.official.wrap"),
}


def loaded(arguments: list[str], names: tuple[str, ...]) -> list[str]:
    """Which of `names` the command has imported when it ends well."""
    code = (
        "import sys\n"
        "from make_docx.__main__ import main\n"
        f"sys.argv = ['make-docx', *{arguments!r}]\n"
        "try:\n    main()\n"
        "finally:\n"
        f"    print('LOADED', *[name for name in {names!r} if name in sys.modules])\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()[-1].split()[1:]


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["build", "--help"]], ids=" ".join
)
def test_help_imports_no_heavy_library(arguments: list[str]) -> None:
    assert loaded(arguments, HEAVY + IDLE) == []


def test_a_build_imports_only_what_it_uses(tmp_path: Path) -> None:
    job = shutil.copytree(data_folder("sample_data") / SAMPLE, tmp_path / "job")
    assert loaded(["build", str(job), "-o", str(tmp_path / "out.docx")], IDLE) == []
    again = ["build", str(job), "-o", str(tmp_path / "out.docx"), "--force"]
    assert loaded(again, IDLE) == [], "with the last report to read"


def test_a_check_imports_only_what_it_uses(tmp_path: Path) -> None:
    job = shutil.copytree(data_folder("sample_data") / SAMPLE, tmp_path / "job")
    assert loaded(["check", str(job)], IDLE) == []


def test_importing_compiles_no_pattern_that_a_build_may_not_need(tmp_path: Path) -> None:
    """Half of those compiled at import were not used by an ordinary job; see `late_pattern`."""
    job = shutil.copytree(data_folder("sample_data") / SAMPLE, tmp_path / "job")
    code = (
        "import re, sys\n"
        "compiled, found = re.compile, set()\n"
        "def compile(*args):\n"
        "    caller = sys._getframe(1)\n"
        "    if caller.f_code.co_name == '<module>':\n"
        "        found.add(caller.f_globals['__name__'])\n"
        "    return compiled(*args)\n"
        "re.compile = compile\n"
        "from make_docx.__main__ import main\n"
        f"sys.argv = ['make-docx', 'build', {str(job)!r}, '-o', {str(tmp_path / 'o.docx')!r}]\n"
        "try:\n    main()\n"
        "finally:\n"
        "    print('COMPILED', *[name for name in found if name.startswith('make_docx')])\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False
    )
    assert result.returncode == 0, result.stderr
    assert set(result.stdout.splitlines()[-1].split()[1:]) <= ASKED_ALWAYS


def test_the_version_is_printed_on_stdout() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "make_docx", "--version"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert result.stdout.startswith("make-docx 0.")
