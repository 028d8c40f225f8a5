"""What stands in the file beside a built-in layout is what compiling the layout gives."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec import json

from layout_ahead import texts
from make_docx.document.compiled import Compiled, CompiledAhead, compiled
from make_docx.document.compiling import compile_layout
from make_docx.document.layout import compiled_ahead
from make_docx.document.parts import Parts
from make_docx.resources import data_folder

ROOT = Path(__file__).parents[2]
FOLDER = data_folder("docx_templates") / "layouts"
LAYOUTS = sorted(FOLDER.glob("*.docx"))


def said(base: Compiled) -> dict[str, object]:
    """All but what is compared otherwise."""
    names = set(Compiled.__struct_fields__) - {"parts", "templates", "sheet"}
    return {name: getattr(base, name) for name in names}


def kept(parts: Parts, without: set[str]) -> list[tuple[object, ...]]:
    return [
        (part.name, part.content_type, part.kind, b"" if part.name in without else part.data)
        for part in parts.parts
    ]


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_a_built_in_layout_is_what_compiling_it_gives(path: Path) -> None:
    data = path.read_bytes()
    ready, made = compiled(data), compile_layout(data)
    assert said(ready) == said(made)
    assert ready.parts.links == made.parts.links
    assert kept(ready.parts, set()) == kept(made.parts, set(made.templates))
    assert ready.sheet.names == made.sheet.names
    assert ready.templates == texts(data)
    assert ready.templates.keys() == made.templates.keys()


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_only_the_bytes_of_a_layout_lead_to_its_file(path: Path) -> None:
    data, beside = path.read_bytes(), path.with_suffix(".json").read_bytes()
    assert compiled_ahead(data) == beside
    assert compiled_ahead(data + b" ") is None
    assert compiled_ahead(beside) is None
    assert json.decode(beside, type=CompiledAhead).body == "/word/document.xml"


def test_a_file_that_is_missing_or_changed_costs_time_and_nothing_else(tmp_path: Path) -> None:
    """In a copy of the package: the files stand in it and nowhere else."""
    package = tmp_path / "make_docx"
    shutil.copytree(ROOT / "src" / "make_docx", package)
    layouts = Path(shutil.copytree(FOLDER, package / "docx_templates" / "layouts"))
    (layouts / "letter.json").unlink()
    beside = layouts / "order.json"
    beside.write_text(beside.read_text("utf-8").replace("发文机关标志", "标题"), "utf-8")
    shutil.copy(layouts / "plain.json", layouts / "minutes.json")  # ours, but of another layout
    with (layouts / "SHA256SUMS").open("ab") as sums:
        sums.write("\n\n版式\n".encode("gb18030"))
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from make_docx.document.compiled import compiled\n"
        "for name in ('plain', 'letter', 'order', 'minutes'):\n"
        f"    data = Path({str(layouts)!r}, name + '.docx').read_bytes()\n"
        "    base = compiled(data)\n"
        "    print(name, 'jinja2' in sys.modules, base.body in base.templates)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert ended.stdout.splitlines() == [
        "plain False True",
        "letter True True",
        "order True True",
        "minutes True True",
    ]
