"""Saves documents as somebody with LibreOffice does."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from make_docx.errors import OutputError
from make_docx.rendering.libreoffice import find_renderer

# In CI a test that needs it fails where it is missing.
needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("CI"),
    reason="LibreOffice is not installed",
)
DOCX = "docx:MS Word 2007 XML"
SECONDS = 180

# The files by name, and the format to save them in; the same by their new names.
Convert = Callable[[Mapping[str, bytes], str], dict[str, bytes]]


def converter(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """One call of LibreOffice for all files of a call; where it is missing, the test is skipped."""
    try:
        office = find_renderer()
    except OutputError as error:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(str(error))
    profile = tmp_path_factory.mktemp("profile").as_uri()

    def converted(files: Mapping[str, bytes], target: str) -> dict[str, bytes]:
        source, result = (tmp_path_factory.mktemp(name) for name in ("from", "to"))
        for name, data in files.items():
            (source / name).write_bytes(data)
        command = [str(office), f"-env:UserInstallation={profile}", "--headless", "--norestore"]
        command += ["--convert-to", target, "--outdir", str(result)]
        paths = [str(source / name) for name in files]
        subprocess.run([*command, *paths], check=True, capture_output=True, timeout=SECONDS)
        suffix = f".{target.partition(':')[0]}"
        names = {name: Path(name).with_suffix(suffix).name for name in files}
        return {new: (result / new).read_bytes() for new in names.values()}

    return converted
