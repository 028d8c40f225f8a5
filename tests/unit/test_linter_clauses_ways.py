"""Layout clauses take every way that is right, and say why they cannot tell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import docx
import pytest
from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.shared import Pt
from msgspec.structs import replace
from right_documents import JOINT, LETTER, NOTICE, REPORT, right_document
from spoiling import both, formed, lines_above, paragraph, remove, said, set_in

from make_docx.document import layout_path, render
from make_docx.linter.clause import (
    NEEDS_RENDERING,
    ONLY_TAGS,
    Remark,
    Ruling,
    Strength,
    Subject,
    Verdict,
    merged,
)
from make_docx.linter.clauses import LAYOUT_CLAUSES, NOT_DECIDED, PRINT_ONLY
from make_docx.linter.clauses.typeface import kind
from make_docx.linter.reading import read_paper
from make_docx.linter.recognition import recognise
from make_docx.model import Annex, AnnexForm, Layout, Mark
from make_docx.official.profile import STANDARD, STANDARD_FONTS, Bold, Face, PageNumberSide, Profile
from make_docx.resources import data_folder

LONG_NAMES: Final = ("某某县教育局", "某某县卫生和计划生育委员会政务公开工作领导小组")
LAYOUTS: Final = sorted((data_folder("docx_templates") / "layouts").glob("*.docx"))


def judge(page: Docx | Path, folder: Path, profile: Profile = STANDARD) -> dict[str, Ruling]:
    """The rulings that apply, by id."""
    file = page if isinstance(page, Path) else folder / "document.docx"
    if not isinstance(page, Path):
        page.save(str(file))
    paper = read_paper(file)
    subject = Subject(paper, recognise(paper), profile)
    found = (Ruling(clause, tuple(clause.check(subject))) for clause in LAYOUT_CLAUSES)
    return {ruling.clause.id: ruling for ruling in found if ruling.remarks}


def ids(found: dict[str, Ruling], verdict: Verdict) -> set[str]:
    return {name for name, ruling in found.items() if ruling.verdict is verdict}


def reasons(ruling: Ruling) -> set[str]:
    return {remark.reason for remark in ruling.remarks if remark.verdict is Verdict.UNKNOWN}


# ── other ways to the same page ──────────────────────────────────────────────────────────


def as_word_has_it(page: Docx) -> None:
    """The grid of 22 lines and 28 characters in Word's page set-up, and single spacing."""
    normal: Any = page.styles["Normal"].element
    normal.find(f"{qn('w:pPr')}/{qn('w:snapToGrid')}").set(qn("w:val"), "1")
    spacing = normal.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    spacing.set(qn("w:line"), "240")
    spacing.set(qn("w:lineRule"), "auto")
    normal.find(f"{qn('w:rPr')}/{qn('w:spacing')}").set(qn("w:val"), "0")
    for section in page.sections:
        grid: Any = section._sectPr.find(qn("w:docGrid"))
        if grid is not None:
            grid.set(qn("w:type"), "linesAndChars")
            grid.set(qn("w:charSpace"), "-848")


def spaced(style: str) -> Callable[[Docx], None]:
    """Two lines of spacing for two empty lines."""
    return both(lines_above(style, 0), formed(style, space_before=Pt(2 * 28.95)))


WAYS: Final[dict[str, Callable[[Docx], None]]] = {
    "grid": as_word_has_it,
    "spacing above the number": spaced("发文字号"),
    "spacing above the title": spaced("公文标题"),
    "spaces for an indent": both(
        formed("公文正文", first_line_indent=Pt(0)), said("公文正文", "各单位", "　　各单位")
    ),
    "another foundry's 仿宋": set_in("公文正文", font="FZFangSong-Z02S"),
    "the font of digits": set_in("成文日期", font="仿宋"),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_the_same_page_is_right(way: str, tmp_path: Path) -> None:
    page = right_document("notice")
    WAYS[way](page)
    if way == "spaces for an indent":
        indent: Any = paragraph(page, "公文正文")._p.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:firstLineChars"), "0")
    assert ids(judge(page, tmp_path), Verdict.FAIL) == set()


@pytest.mark.parametrize(
    ("font", "face"),
    [
        ("仿宋_GB2312", Face.FANGSONG),
        ("FangSong", Face.FANGSONG),
        ("方正仿宋_GBK", Face.FANGSONG),
        ("华文仿宋", Face.FANGSONG),
        ("方正小标宋_GBK", Face.XIAOBIAOSONG),
        ("FZXiaoBiaoSong-B05S", Face.XIAOBIAOSONG),
        ("SimHei", Face.HEITI),
        ("方正黑体_GBK", Face.HEITI),
        ("KaiTi_GB2312", Face.KAITI),
        ("SimSun", Face.SONGTI),
        ("方正书宋_GBK", Face.SONGTI),
        ("微软雅黑", None),
        ("华文行楷", None),
        ("Times New Roman", None),
    ],
)
def test_a_kind_of_type_has_many_names(font: str, face: Face | None) -> None:
    assert kind(font) is face


# ── what a file cannot tell ──────────────────────────────────────────────────────────────


def test_lines_as_high_as_their_font_are_unknown(tmp_path: Path) -> None:
    page = right_document("notice")
    formed("公文正文", None, line_spacing=1.0)(page)
    found = judge(page, tmp_path)
    assert {"P7-lines", "P7-fill"} <= ids(found, Verdict.UNKNOWN)
    assert ids(found, Verdict.FAIL) == set()


def test_a_title_that_word_breaks_has_a_shape_nobody_knows(tmp_path: Path) -> None:
    page = right_document("notice")
    said("公文标题", "\n", "")(page)
    found = judge(page, tmp_path)
    assert {"T3", "T3-words"} <= ids(found, Verdict.UNKNOWN)


@pytest.mark.parametrize(
    ("before", "after"), [("2021年", "5月"), ("2021年5月", "3日"), ("10", "件")]
)
def test_a_title_is_not_broken_inside_a_date_or_before_a_measure(
    before: str, after: str, tmp_path: Path
) -> None:
    page = right_document("notice")
    said("公文标题", "关于开展", f"关于{before}\n{after}")(page)
    assert "T3-words" in ids(judge(page, tmp_path), Verdict.FAIL)


@pytest.mark.parametrize(("kind", "id_"), [("notice", "V2"), ("letter", "F8-place")])
def test_a_colophon_in_the_flow_needs_rendering(kind: str, id_: str, tmp_path: Path) -> None:
    page = right_document(kind)
    anchor = paragraph(page, "版记")._p
    for element in list(next(iter(anchor.iter(qn("w:txbxContent"))))):
        anchor.addprevious(element)
    remove(anchor)
    assert reasons(judge(page, tmp_path)[id_]) == {NEEDS_RENDERING}


@pytest.mark.parametrize(
    ("rule", "snaps", "verdict"),
    [
        ("auto", "1", Verdict.UNKNOWN),
        ("atLeast", "1", Verdict.UNKNOWN),
        ("exact", "1", Verdict.PASS),
        ("exact", "0", Verdict.PASS),
    ],
)
def test_a_page_number_whose_line_hangs_on_font_and_grid_needs_rendering(
    rule: str, snaps: str, verdict: Verdict, tmp_path: Path
) -> None:
    page = right_document("notice")
    for section in page.sections:
        for footer in (section.footer, section.even_page_footer):
            properties = footer.paragraphs[0]._p.get_or_add_pPr()
            spacing = properties.get_or_add_spacing()
            spacing.set(qn("w:lineRule"), rule)
            grid = properties.makeelement(qn("w:snapToGrid"), {qn("w:val"): snaps})
            spacing.addprevious(grid)
    found = judge(page, tmp_path)["G3"]
    assert found.verdict is verdict
    assert reasons(found) <= {NEEDS_RENDERING}


def test_annexes_that_are_bound_apart_are_not_compared(tmp_path: Path) -> None:
    apart = Annex(0, "政务公开宣传月活动画册", AnnexForm.SEPARATE)
    document = replace(NOTICE, annexes=(apart,))
    file = tmp_path / "document.docx"
    file.write_bytes(render(document, layout_path(document.direction, document.layout, None)))
    found = judge(file, tmp_path)
    assert ids(found, Verdict.UNKNOWN) - {"Q8"} == {"A3"}
    assert ids(found, Verdict.FAIL) == set()


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda path: path.stem)
def test_a_layout_breaks_nothing_and_only_its_texts_are_unknown(
    layout: Path, tmp_path: Path
) -> None:
    found = judge(layout, tmp_path)
    assert ids(found, Verdict.FAIL) == set()
    told = {reason for name in ids(found, Verdict.UNKNOWN) for reason in reasons(found[name])}
    assert told <= {ONLY_TAGS}
    assert {"P1", "P2", "P3", "P4", "G1", "G2", "G3", "G4"} <= ids(found, Verdict.PASS)


# ── what does not apply ──────────────────────────────────────────────────────────────────


def test_a_paper_without_header_is_not_asked_for_one(tmp_path: Path) -> None:
    document = replace(
        NOTICE,
        layout=Layout.PLAIN,
        mark=Mark(),
        number="",
        copy_number="",
        secrecy="",
        urgency="",
    )
    file = tmp_path / "document.docx"
    file.write_bytes(render(document, layout_path(document.direction, document.layout, None)))
    found = judge(file, tmp_path)
    assert ids(found, Verdict.FAIL) == set()
    assert {name for name in found if name[0] in "HNRSF"} == set()


def test_a_file_that_is_no_official_document_is_judged_all_the_same(tmp_path: Path) -> None:
    page = docx.Document()
    page.add_heading("Minutes", 0)
    page.add_paragraph("这是一段话。" * 20)
    page.add_table(3, 2)
    failed = ids(judge(page, tmp_path), Verdict.FAIL)
    assert {"P1", "P2", "P4", "P7-characters", "B2", "B2-indent", "G1"} <= failed


def test_an_empty_file_has_no_text_on_page_1(tmp_path: Path) -> None:
    assert "B1" in ids(judge(docx.Document(), tmp_path), Verdict.FAIL)


# ── what the house has otherwise ─────────────────────────────────────────────────────────

HOUSE: Final = Profile(
    name="某县格式规定",
    fonts={**STANDARD_FONTS, Face.FANGSONG: "微软雅黑", Face.SONGTI: "Times New Roman"},
    page_number=PageNumberSide.CENTRE,
    line_pitch=30,
    bold=frozenset({Bold.HEADING_1}),
)


def housed(page: Docx) -> None:
    both(
        set_in("公文正文", font="微软雅黑"),
        set_in("一级标题", bold=True),
        set_in("单页页码", font="Times New Roman"),
        formed("单页页码", alignment=1, left_indent=Pt(0), right_indent=Pt(0)),
        *(
            formed(style, None, line_spacing=Pt(30))
            for style in ("公文正文", "一级标题", "二级标题", "三级标题", "四级标题", "空行")
        ),
    )(page)
    for name in ("left", "right"):
        indent: Any = paragraph(page, "单页页码")._p.get_or_add_pPr().get_or_add_ind()
        indent.set(qn(f"w:{name}Chars"), "0")


def test_what_the_house_has_otherwise_passes_and_is_told(tmp_path: Path) -> None:
    page = right_document("notice")
    housed(page)
    found = judge(page, tmp_path, HOUSE)
    told = {name for name, one in found.items() if any(r.deviation for r in one.remarks)}
    assert told == {"P7-lines", "B2", "B3-bold", "G1-type", "G4"}
    assert told <= ids(found, Verdict.PASS)


def test_without_the_profile_the_same_breaks_the_standard(tmp_path: Path) -> None:
    page = right_document("notice")
    housed(page)
    failed = ids(judge(page, tmp_path), Verdict.FAIL)
    assert {"P7-lines", "B2", "B3-bold", "G1-type", "G4"} <= failed


# ── what is right, and rare ──────────────────────────────────────────────────────────────

RARE: Final = {
    "row of 签发人 without a number": replace(
        REPORT, number="", signers=("甲乙丙", "丁戊", "己庚辛")
    ),
    "one 签发人 without a number": replace(REPORT, number=""),
    "letter without a number": replace(LETTER, number="", copy_number="000001"),
    "主送 alone in the 版记": replace(NOTICE, addressee_in_colophon=True, copies_to=""),
    "a 署名 broken over two lines": replace(JOINT, mark=Mark(LONG_NAMES), signatures=LONG_NAMES),
}


@pytest.mark.parametrize("name", RARE)
def test_what_is_rare_and_right_breaks_nothing(tmp_path: Path, name: str) -> None:
    page = RARE[name]
    path = tmp_path / "rare.docx"
    path.write_bytes(render(page, layout_path(page.direction, page.layout, None)))
    found = judge(path, tmp_path)
    assert ids(found, Verdict.FAIL) == set()
    assert ("S2-type" in found) is bool(page.signers)
    assert ("N2" in found) is bool(page.number)
    if page.mark.organs == LONG_NAMES:
        assert {"H7", "Q6"} <= ids(found, Verdict.PASS)


# ── remarks ──────────────────────────────────────────────────────────────────────────────


def test_the_same_fault_in_many_places_is_told_once(tmp_path: Path) -> None:
    page = right_document("notice")
    for nth in range(3):
        set_in("公文正文", font="宋体", nth=nth)(page)
    (remark,) = (
        remark for remark in judge(page, tmp_path)["B2"].remarks if remark.verdict is Verdict.FAIL
    )
    assert (remark.expected, remark.measured) == ("3号仿宋", "3号宋体")
    assert remark.place.startswith("第13段“各单位")
    assert remark.place.endswith("等3处")


def test_remarks_are_merged_in_the_order_of_their_places() -> None:
    remarks = [Remark(Verdict.FAIL, "1", "2", place) for place in "甲乙"]
    other = Remark(Verdict.PASS, "1", "1", "丙")
    assert [r.place for r in merged([remarks[0], other, remarks[1]])] == ["甲等2处", "丙"]


def test_a_clause_has_a_number_an_element_and_a_title() -> None:
    assert len({clause.id for clause in LAYOUT_CLAUSES}) == len(LAYOUT_CLAUSES)
    for clause in LAYOUT_CLAUSES:
        assert clause.number
        assert clause.element
        assert clause.title


def test_no_practice_is_called_a_duty() -> None:
    """Strengths that gbt9704-rules.md gives, for the clauses that tools get wrong."""
    strengths = {clause.id: clause.strength for clause in LAYOUT_CLAUSES}
    assert strengths["P7-lines"] is strengths["B3-type"] is strengths["T1"] is Strength.USUAL
    assert strengths["H6-colour"] is strengths["V1-weight"] is Strength.RECOMMENDED
    assert strengths["B3"] is Strength.MAY
    assert strengths["B3-bold"] is strengths["T4-end"] is strengths["L4"] is Strength.PRACTICE


def test_what_is_not_decided_here_is_listed_with_a_reason() -> None:
    decided = {clause.id for clause in LAYOUT_CLAUSES}
    listed = [row[0] for row in (*PRINT_ONLY, *NOT_DECIDED)]
    assert len(set(listed)) == len(listed)
    assert decided.isdisjoint(listed)
    assert all(all(row) for row in (*PRINT_ONLY, *NOT_DECIDED))
