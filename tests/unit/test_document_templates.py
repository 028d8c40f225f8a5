"""The layouts in `docx_templates/` are the ones that `tools/build_templates.py` builds."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from make_docx.document.layout import is_built_in, read_layout
from make_docx.document.layout_faults import faults
from make_docx.resources import data_folder

ROOT = Path(__file__).parents[2]
LAYOUTS = (
    *("document-up.docx", "document-down.docx", "letter.docx"),
    *("order.docx", "minutes.docx", "bulletin.docx", "plain.docx"),
)


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("layouts")
    tool = ROOT / "tools" / "build_templates.py"
    subprocess.run([sys.executable, str(tool), str(folder)], check=True, capture_output=True)
    return folder


def members(path: Path) -> Mapping[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_is_what_the_numbers_of_the_page_build(name: str, rebuilt: Path) -> None:
    assert members(data_folder("docx_templates") / "layouts" / name) == members(rebuilt / name)


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_file_beside_a_layout_is_what_compiling_it_writes(name: str, rebuilt: Path) -> None:
    beside = Path(name).with_suffix(".json")
    shipped = data_folder("docx_templates") / "layouts" / beside
    assert shipped.read_bytes() == (rebuilt / beside).read_bytes()


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_is_valid_and_its_tags_all_have_a_meaning(name: str) -> None:
    path = data_folder("docx_templates") / "layouts" / name
    assert OpenXmlValidator(strict=True).validate(path).errors == []
    assert read_layout(path) == path.read_bytes()
    assert faults(path.read_bytes()) == ()


def test_the_list_of_what_was_checked_names_every_layout_and_nothing_else() -> None:
    folder = data_folder("docx_templates") / "layouts"
    rows = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    assert [tuple(row.split()) for row in rows] == [
        (hashlib.sha256(path.read_bytes()).hexdigest(), path.name)
        for path in sorted(folder.iterdir())
        if path.suffix in (".docx", ".json")
    ]


def test_a_layout_that_somebody_changed_is_checked_again() -> None:
    data = (data_folder("docx_templates") / "layouts" / "document-up.docx").read_bytes()
    assert is_built_in(data)
    assert not is_built_in(data + b" ")


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_holds_no_part_that_it_does_not_need(name: str) -> None:
    assert set(members(data_folder("docx_templates") / "layouts" / name)) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        *(f"word/footer{number}.xml" for number in range(1, 5)),
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
    }


@pytest.mark.parametrize("name", LAYOUTS)
def test_no_attribute_of_a_layout_holds_a_tag(name: str) -> None:
    from lxml import etree

    xml = members(data_folder("docx_templates") / "layouts" / name)["word/document.xml"]
    values = [
        value for element in etree.fromstring(xml).iter() for value in element.attrib.values()
    ]
    assert not [value for value in values if "{" in str(value)]
