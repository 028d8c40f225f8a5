"""Renders every sample once, with one call of LibreOffice, and gives the tests its pages."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pymupdf
import pytest
from measure import Page

from make_docx import document
from make_docx.official import page as standard
from samples import SAMPLES

NO_RENDERER = "LibreOffice (soffice) is not installed: pages cannot be rendered and measured"
NO_FONTS = "no 仿宋 or stand-in for it is installed (.ci/renderer does): lines would be others"


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Page]]:
    """The pages of every sample by its name."""
    soffice = shutil.which("soffice")
    if soffice is None or not _has_fonts():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(NO_FONTS if soffice else NO_RENDERER)
    folder = tmp_path_factory.mktemp("layout")
    for name, sample in SAMPLES.items():
        layout = document.layout_path(sample.direction, "文件", None)
        (folder / f"{name}.docx").write_bytes(document.render(sample, layout))
    _convert(soffice, folder)
    return {name: [Page(page) for page in pymupdf.open(folder / f"{name}.pdf")] for name in SAMPLES}


def _has_fonts() -> bool:
    command = shutil.which("fc-match")
    if command is None:
        return False
    match = [command, "-f", "%{family}", standard.FANGSONG]
    family = subprocess.run(match, capture_output=True, check=True, encoding="utf-8").stdout
    return "Fang" in family or "仿宋" in family


def _convert(soffice: str, folder: Path) -> None:
    profile = (folder / "profile").as_uri()  # two runs on one profile would wait for each other
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *map(str, sorted(folder.glob("*.docx"))),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
