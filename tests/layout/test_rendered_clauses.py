"""What `lint --render` measures: right documents pass, and each fault is told by its clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest
from faults import FAULTS, LEFT_TO_WORD, changed
from msgspec import Struct
from samples_special import SPECIAL
from word import look, p, table, write

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
    "unsealed_as_wide",
    "unsealed_joint",
    "unsealed_joint_wide_first",
    "sealed_long",
    "long_ending_28",  # a page is left short for the 署名
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


RULE: Final = '<w:{} w:val="single" w:sz="{}" w:color="000000"/>'
FLOATING: Final = (
    '<w:tblpPr w:vertAnchor="margin" w:horzAnchor="margin" w:tblpXSpec="left" '
    'w:tblpYSpec="bottom"/><w:tblW w:w="8845" w:type="dxa"/><w:tblBorders>'
    f"{RULE.format('top', 8)}{RULE.format('bottom', 8)}{RULE.format('insideH', 6)}</w:tblBorders>"
)


def drawn(top_mm: int, compound: str) -> str:
    """A paragraph that holds a red line of 170 mm in the middle of the paper."""
    return (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" '
        'distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" '
        'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH '
        'relativeFrom="page"><wp:align>center</wp:align></wp:positionH><wp:positionV '
        f'relativeFrom="page"><wp:posOffset>{top_mm * 36000}</wp:posOffset></wp:positionV>'
        '<wp:extent cx="6120000" cy="0"/><wp:wrapNone/><wp:docPr id="1" name="a"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="6120000" cy="0"/>'
        '</a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="57150" cmpd="{compound}"><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill>'
        "</a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>"
    )


# What other programs make, right in Word, and the clause that must leave it to Word.
FOREIGN: Final = {
    "floating colophon": (
        p("正文在这里，只有一段。")
        + table((p("抄送：某局。"),), (p("某某县办公室\t2021年6月4日印发"),), properties=FLOATING)
        + p(),
        "V2-R",
    ),
    "compound rules": (
        p("某某县人民政府", '<w:jc w:val="center"/>', look("方正小标宋简体", 40, "FF0000"))
        + drawn(48, "thickThin")
        + drawn(276, "thinThick")
        + p("某政函〔2021〕15号", '<w:jc w:val="right"/>')
        + p("正文在这里，只有一段。"),
        "F2-R",
    ),
}


class Case(Struct, frozen=True):
    docx: bytes
    pages: tuple[Page, ...]


@pytest.fixture(scope="module")
def cases(renderer: None, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Case]:
    """Every right, wrong and foreign document, printed with one call of LibreOffice."""
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
    foreign = {
        name: write(tmp_path_factory.mktemp("foreign") / "a.docx", body).read_bytes()
        for name, (body, _) in FOREIGN.items()
    }
    documents = right | wrong | foreign
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


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_right_in_word_alone_is_left_to_word(
    cases: Mapping[str, Case], tmp_path: Path, name: str
) -> None:
    (ruling,) = (r for r in rulings(cases[name], tmp_path) if r.clause.id == FOREIGN[name][1])
    assert ruling.verdict is Verdict.UNKNOWN
    assert all("Word" in remark.reason for remark in ruling.decisive)


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
