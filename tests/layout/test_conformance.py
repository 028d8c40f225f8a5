"""Everything the project ships passes its own linter, and `docs/gbt9704.md` says what it found."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from sample_jobs import SAMPLE_JOBS

import build_standard_page
from make_docx.linter.clause import ONLY_TAGS, Verdict
from make_docx.linter.review import Review, review
from make_docx.rendering import open_pages, to_pdf
from make_docx.resources import data_folder

pytestmark = pytest.mark.layout

LAYOUTS = sorted((data_folder("docx_templates") / "layouts").glob("*.docx"))
# The form is bound separately; the letter has too few lines to count those of a page.
LEFT_OPEN = {"county-preschool-notice": {"A3"}, "venue-letter": {"P7-lines-R"}}
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@pytest.fixture(scope="module")
def reviews(printed: Mapping[str, build_standard_page.Sample]) -> Mapping[str, Review]:
    return build_standard_page.reviews(printed)


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


@pytest.fixture(scope="module")
def job_reviews(sample_documents: Mapping[str, Path], renderer: None) -> Mapping[str, Review]:
    """What the linter says of the document of every sample job, printed with one call."""
    prints = to_pdf([path.read_bytes() for path in sample_documents.values()])
    return {
        name: review(path, pages=tuple(open_pages(pdf)))
        for (name, path), pdf in zip(sample_documents.items(), prints, strict=True)
    }


@pytest.mark.parametrize("name", SAMPLE_JOBS)
def test_the_document_of_a_sample_job_breaks_no_clause(
    name: str, job_reviews: Mapping[str, Review]
) -> None:
    found = job_reviews[name]
    assert failed(found) == []
    unknown = {r.clause.id for r in found.rulings if r.verdict is Verdict.UNKNOWN}
    assert unknown == LEFT_OPEN.get(name, set())
