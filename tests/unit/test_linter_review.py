"""What a review says of a whole file: strengths, hostile lengths, text in every corner."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from word import fonts, p, style, table, write

from make_docx import pipeline
from make_docx.errors import InputError
from make_docx.findings import EXCERPT_LENGTH, excerpt
from make_docx.linter.clause import Clause, Ruling, Strength, Verdict
from make_docx.linter.fonts import fonts_of
from make_docx.linter.reading import read_paper
from make_docx.linter.rendered import RENDERED_CLAUSES
from make_docx.linter.review import CLAUSES, review

# Every clause of the layout that the standard words more softly than 应, or does not have.
SOFT: Final = {
    Strength.USUAL: "P6 P7-lines P7-fill P7-spacing P7-characters H1 H1-type H1-place H2 H2-type "
    "H2-place H3-type H3-place H7 S3 S3-aligned T1 B2 B3-type B5 F13-type Q3 Q4 V3-type V5-type "
    "G1 G1-type C4",
    Strength.RECOMMENDED: "H6-colour H6-type F1-colour F1-type F9-colour F9-type F12-colour "
    "F12-type V1-weight",
    Strength.MAY: "B3 Q8",
    Strength.PRACTICE: "P7-widows S1-only T1-face T4-end T4-urgency Z4 B3-bold B4 B4-number "
    "A2-single A4 Q8-words X3-type L4 L4-rows V7 C1-plain C7 J6 J9 J13 K1 K2 K3 K4 K5 K6 K7 "
    "K8 K9 K10 D1 D2 U1 U2",
}
SOFT_RENDERED: Final = {
    Strength.USUAL: "P7-lines-R P7-characters-R Q3-R G1-R",
    Strength.RECOMMENDED: "H6-colour-R V1-weight-R",
    Strength.MAY: "Q8-R",
    Strength.PRACTICE: "LOST-R",
}


def ruling(path: Path, id_: str) -> Ruling:
    return next(ruling for ruling in review(path).rulings if ruling.clause.id == id_)


@pytest.mark.parametrize(
    ("clauses", "soft"), [(CLAUSES, SOFT), (RENDERED_CLAUSES, SOFT_RENDERED)], ids=["file", "page"]
)
def test_no_clause_is_harder_or_softer_than_it_is_worded(
    clauses: tuple[Clause, ...], soft: dict[Strength, str]
) -> None:
    found: dict[Strength, set[str]] = {}
    for clause in clauses:
        found.setdefault(clause.strength, set()).add(clause.id)
    del found[Strength.MUST]
    assert found == {strength: set(ids.split()) for strength, ids in soft.items()}


def test_revisions_and_comments_that_were_left_in_are_counted(tmp_path: Path) -> None:
    inserted = '<w:ins w:id="1" w:author="甲"><w:r><w:t>现将</w:t></w:r></w:ins>'
    body = f"<w:p>{inserted}<w:r><w:t>有关情况报告如下。</w:t></w:r></w:p>"
    comment = '<w:comment w:id="0" w:author="甲"><w:p/></w:comment>'

    draft = write(tmp_path / "a.docx", body, comments=comment)
    final = write(tmp_path / "b.docx", p("现将有关情况报告如下。"))

    for id_, left in (("D1", "1处修订"), ("D2", "1条批注")):
        assert (ruling(draft, id_).verdict, ruling(draft, id_).decisive[0].measured) == (
            Verdict.FAIL,
            left,
        )
        assert ruling(final, id_).verdict is Verdict.PASS


def test_text_of_a_table_in_a_table_counts(tmp_path: Path) -> None:
    red = p("红字", "", f'{fonts("隶书")}<w:color w:val="FF0000"/>')
    path = write(tmp_path / "a.docx", table((table((red,)) + p(),)))
    assert ruling(path, "P9").verdict is Verdict.FAIL
    assert fonts_of(read_paper(path))["隶书"] == "红字"


def test_a_red_rule_of_the_colophon_is_wrong_and_a_grey_one_is_not(tmp_path: Path) -> None:
    verdicts = []
    for colour in ("FF0000", "7F7F7F"):
        rule = f'<w:pBdr><w:top w:val="single" w:sz="8" w:color="{colour}"/></w:pBdr>'
        path = write(tmp_path / f"{colour}.docx", p("某某县办公室　2021年6月4日印发", rule))
        verdicts.append(ruling(path, "V1-colour").verdict)
    assert verdicts == [Verdict.FAIL, Verdict.PASS]


def test_what_is_no_document_is_refused_before_it_is_printed(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        pipeline.lint(tmp_path / "none.docx", rendered=True)


def test_styles_on_styles_without_end_are_read_in_time(tmp_path: Path) -> None:
    count = 3000
    circle = (style(f"s{i}", based_on=f"s{(i + 1) % count}") for i in range(count))
    body = "".join(p("字", f'<w:pStyle w:val="s{i}"/>') for i in range(count))
    paper = read_paper(write(tmp_path / "a.docx", body, styles="".join(circle)))
    assert len(paper.paragraphs) == count


@pytest.mark.parametrize("text", ["一" * 300_000, "0." * 150_000, "a" * 300_000])
def test_a_text_without_end_is_excerpted_in_time(text: str) -> None:
    assert len(excerpt(text)) == EXCERPT_LENGTH
