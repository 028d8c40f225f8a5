"""Turns the samples into `tests/cli/golden/*.txt`, the text dumps that the tests compare with.

Run it after a wanted change and read the diff: it is the change as a reader of the document
sees it. The list of the wheel's members is renewed with ``--wheel``.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Final

from make_docx.document import text_dump
from make_docx.job_files import BRIEF_FILE
from make_docx.pipeline import build
from make_docx.resources import data_folder

ROOT: Final = Path(__file__).parents[1]
GOLDEN: Final = ROOT / "tests" / "cli" / "golden"
MEMBERS: Final = ROOT / "tests" / "cli" / "wheel_members.txt"


def update_dumps() -> None:
    samples = data_folder("sample_data")
    folders = (brief.parent for brief in samples.glob(f"*/{BRIEF_FILE}"))
    for job in sorted([*samples.glob("*.xlsx"), *folders]):
        with tempfile.TemporaryDirectory() as folder:
            copy, document = Path(folder, job.name), Path(folder, "out.docx")
            (shutil.copytree if job.is_dir() else shutil.copy)(job, copy)
            build(copy, document)
            (GOLDEN / f"{job.stem}.txt").write_text(golden_text(document.read_bytes()), "utf-8")


def golden_text(document: bytes) -> str:
    """The dump of a document without its 校验码, which every version of the program changes."""
    return re.sub("校验码[A-Z]{8}", "校验码", text_dump(document))


def wheel_members(folder: Path) -> list[str]:
    """Build the wheel into `folder`; what is in it, apart from its own metadata."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return sorted(name for name in archive.namelist() if ".dist-info/" not in name)


if __name__ == "__main__":
    update_dumps()
    if "--wheel" in sys.argv:
        with tempfile.TemporaryDirectory() as target:
            MEMBERS.write_text("\n".join(wheel_members(Path(target))) + "\n", "utf-8")
