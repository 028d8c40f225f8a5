"""Every sample is a valid package, whether or not there is a LibreOffice to render it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from make_docx.document import layout_path, render
from samples import SAMPLES


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_valid(name: str, tmp_path: Path) -> None:
    sample = SAMPLES[name]
    path = tmp_path / "sample.docx"
    path.write_bytes(render(sample, layout_path(sample.direction, sample.layout, None)))
    assert OpenXmlValidator(strict=True).validate(path).errors == []
