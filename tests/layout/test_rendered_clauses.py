"""What `lint --render` measures: right documents pass, and each fault is told by its clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from faults import FAULTS, LEFT_TO_WORD, changed
from samples_special import SPECIAL

from make_docx import document, rendering
from make_docx.linter.clause import Ruling, Subject, Verdict
from make_docx.linter.reading import read_paper
from make_docx.linter.recognition import recognise
from make_docx.linter.rendered import RENDERED_CLAUSES
from make_docx.official.profile import STANDARD, PageNumberSide, Profile
from make_docx.rendering import Page
from samples import SAMPLES

pytestmark = pytest.mark.layout

RIGHT: Final = (
    "full",
    "down",
    "up",
    "signers",
    "secret",
    "long_mark",
    "unsealed",
    "sealed_long",
    "copies",
    "annexes",
    "one_annex",
    "many_annexes",
    "turned_last",
    "turned_end",
    "letter",
    "letter_secret",
    "letter_full",
    "letter_bare",
    "order",
    "minutes",
    "minutes_annex",
    "plain_long",
    "joint_mark_3",
    "sealed_3",
    "stamped",
    "moved_addressee",
)


@dataclass(frozen=True, slots=True)
class Case:
    docx: bytes
    pages: tuple[Page, ...]


@pytest.fixture(scope="module")
def cases(renderer: None) -> Mapping[str, Case]:
    """Every right and every wrong document, printed with one call of LibreOffice."""
    samples = SAMPLES | SPECIAL
    right = {
        name: document.render(
            samples[name], document.layout_path(samples[name].direction, samples[name].layout, None)
        )
        for name in RIGHT
    }
    wrong = {
        name: changed(right[fault.sample], fault.changes)
        for name, fault in (FAULTS | LEFT_TO_WORD).items()
    }
    documents = right | wrong
    printed = map(rendering.open_pages, rendering.to_pdf(list(documents.values())))
    return {
        name: Case(docx, tuple(pages))
        for (name, docx), pages in zip(documents.items(), printed, strict=True)
    }


def rulings(case: Case, folder: Path, profile: Profile = STANDARD) -> Iterator[Ruling]:
    path = folder / "a.docx"
    path.write_bytes(case.docx)
    paper = read_paper(path)
    subject = Subject(paper, recognise(paper), profile, case.pages)
    for clause in RENDERED_CLAUSES:
        yield Ruling(clause, tuple(clause.check(subject)))


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_document_passes(cases: Mapping[str, Case], tmp_path: Path, name: str) -> None:
    found = list(rulings(cases[name], tmp_path))
    wrong = [(r.clause.id, r.decisive) for r in found if r.verdict not in {Verdict.PASS, None}]
    assert wrong == []
    assert sum(ruling.verdict is Verdict.PASS for ruling in found) >= 10


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_by_its_clause_alone(
    cases: Mapping[str, Case], tmp_path: Path, name: str
) -> None:
    found = list(rulings(cases[name], tmp_path))
    failed = {r.clause.id: r.decisive for r in found if r.verdict is Verdict.FAIL}
    assert failed.keys() == FAULTS[name].failed, failed
    for remarks in failed.values():
        for remark in remarks:
            assert remark.expected
            assert remark.measured


@pytest.mark.parametrize("name", LEFT_TO_WORD)
def test_what_libreoffice_cannot_print_is_left_to_word(
    cases: Mapping[str, Case], tmp_path: Path, name: str
) -> None:
    found = list(rulings(cases[name], tmp_path))
    left = {r.clause.id: r.decisive for r in found if r.verdict is Verdict.UNKNOWN}
    assert left.keys() >= LEFT_TO_WORD[name].failed
    assert all(remark.reason for remarks in left.values() for remark in remarks)


def test_every_clause_has_a_document_that_breaks_it() -> None:
    ids = {clause.id for clause in RENDERED_CLAUSES}
    assert len(ids) == len(RENDERED_CLAUSES)
    assert set().union(*(fault.failed for fault in FAULTS.values())) == ids


def test_page_numbers_in_the_middle_are_a_deviation_of_the_house(
    cases: Mapping[str, Case], tmp_path: Path
) -> None:
    house = Profile(page_number=PageNumberSide.CENTRE)
    (ruling,) = (
        r for r in rulings(cases["page number side"], tmp_path, house) if r.clause.id == "G4-R"
    )
    assert any(remark.deviation for remark in ruling.remarks)
