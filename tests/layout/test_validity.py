"""Every sample is a valid package, whether or not there is a LibreOffice to render it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from samples_special import SPECIAL, photo

from make_docx.document import layout_path, render
from make_docx.model import Document
from samples import SAMPLES

# Of the endings, which differ in nothing but the number of their lines, one of each sort.
ALL = {
    name: sample
    for name, sample in (SAMPLES | SPECIAL).items()
    if "ending" not in name or name.endswith("_20")
}


def rendered(sample: Document) -> bytes:
    return render(sample, layout_path(sample.direction, sample.layout, None), photos=photo)


@pytest.mark.parametrize("name", ALL)
def test_a_sample_is_valid(name: str, tmp_path: Path) -> None:
    path = tmp_path / "sample.docx"
    path.write_bytes(rendered(ALL[name]))
    assert OpenXmlValidator(strict=True).validate(path).errors == []


@pytest.mark.parametrize("name", SPECIAL)
def test_a_sample_comes_out_twice_with_the_same_bytes(name: str) -> None:
    assert rendered(SPECIAL[name]) == rendered(SPECIAL[name])
