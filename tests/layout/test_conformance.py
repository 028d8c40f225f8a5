"""Everything the project ships passes its own linter, and `docs/gbt9704.md` says what it found."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from clerk import BUREAU, COUNTY, HEATING
from samples_special import SPECIAL
from samples_words import WORDS

import build_standard_page
from make_docx import pipeline
from make_docx.linter.clause import ONLY_TAGS, Verdict
from make_docx.linter.review import Review, review
from make_docx.resources import data_folder
from samples import SAMPLES

pytestmark = pytest.mark.layout

LAYOUTS = sorted((data_folder("docx_templates") / "layouts").glob("*.docx"))
JOBS = (COUNTY, HEATING, BUREAU)
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@pytest.fixture(scope="module")
def reviews(renderer: None) -> Mapping[str, Review]:
    return build_standard_page.reviews(SAMPLES | SPECIAL | WORDS)


def failed(found: Review) -> list[tuple[str, str, str]]:
    return [
        (ruling.clause.id, remark.place, remark.measured)
        for ruling in found.rulings
        if ruling.verdict is Verdict.FAIL
        for remark in ruling.decisive
    ]


def test_no_sample_breaks_a_clause(reviews: Mapping[str, Review]) -> None:
    assert {name: failed(found) for name, found in reviews.items() if failed(found)} == {}


def test_the_page_about_the_standard_says_what_is_measured(reviews: Mapping[str, Review]) -> None:
    now = build_standard_page.page(reviews)
    written = build_standard_page.TARGET.read_text("utf-8")
    assert NUMBER.sub("0", written) == NUMBER.sub("0", now)
    for was, measured in zip(NUMBER.findall(written), NUMBER.findall(now), strict=True):
        assert float(was) == pytest.approx(float(measured), abs=0.5)  # mm, pt or 字


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda path: path.stem)
def test_a_layout_breaks_no_clause_and_leaves_open_only_what_its_tags_hide(layout: Path) -> None:
    found = review(layout)
    assert failed(found) == []
    reasons = {
        remark.reason
        for ruling in found.rulings
        if ruling.verdict is Verdict.UNKNOWN
        for remark in ruling.decisive
    }
    assert reasons == {ONLY_TAGS}


@pytest.mark.parametrize("name", JOBS)
def test_the_document_of_a_sample_job_breaks_no_clause(
    name: str, tmp_path: Path, renderer: None
) -> None:
    shipped, job, target = (
        data_folder("sample_data") / name,
        tmp_path / name,
        tmp_path / "公文.docx",
    )
    (shutil.copytree if shipped.is_dir() else shutil.copy)(shipped, job)
    assert pipeline.build(job, target).ok
    found = pipeline.lint(target, rendered=True)
    assert failed(found) == []
    assert found.counts[Verdict.UNKNOWN] == 0
