"""Renders every sample once, with one call of LibreOffice, and gives the tests its pages."""

from __future__ import annotations

import os
from collections.abc import Mapping

import pytest
from samples_special import SPECIAL, photo
from samples_words import WORDS

import build_standard_page
from build_standard_page import Sample
from make_docx import rendering
from make_docx.errors import OutputError
from make_docx.official import page as standard
from make_docx.rendering import Page
from samples import SAMPLES

NO_FONTS = "no 仿宋 or stand-in for it is installed (.ci/renderer does): lines would be others"


@pytest.fixture(scope="session")
def renderer() -> None:
    """Skip what needs a renderer and fonts where there are none; in CI they have to be there."""
    absent = pytest.fail if os.environ.get("CI") else pytest.skip
    try:
        faces = rendering.find_faces({standard.FANGSONG: ""})
    except OutputError as error:
        absent(str(error))
    if any("Fang" not in stand_in.used for stand_in in faces.stand_ins):
        absent(NO_FONTS)


@pytest.fixture(scope="session")
def printed(renderer: None) -> Mapping[str, Sample]:
    """Every sample by its name, printed with one call of LibreOffice."""
    return build_standard_page.printed(SAMPLES | SPECIAL | WORDS, photo)


@pytest.fixture(scope="session")
def pages(printed: Mapping[str, Sample]) -> Mapping[str, list[Page]]:
    """The pages of every sample by its name."""
    return {name: list(sample.pages) for name, sample in printed.items()}
