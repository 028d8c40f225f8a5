"""Every layout clause lets a right document be and finds the one fault that breaks it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, Twips
from right_documents import NAMES, right_document
from spoiling import (
    Spoil,
    bordered,
    both,
    copied,
    edited,
    formed,
    indented,
    lines_above,
    moved,
    page_set,
    paragraph,
    paragraphs,
    remove,
    said,
    set_in,
    tables,
    without,
)

from make_docx.linter.clause import Ruling, Subject, Verdict
from make_docx.linter.clauses import LAYOUT_CLAUSES
from make_docx.linter.reading import read_paper
from make_docx.linter.recognition import recognise
from make_docx.official import page
from make_docx.official.profile import STANDARD, Profile

LEFT: Final = WD_ALIGN_PARAGRAPH.LEFT
RIGHT: Final = WD_ALIGN_PARAGRAPH.RIGHT


class Fault(NamedTuple):
    """What is spoiled in which right document; `also` breaks with it, and `why` it must."""

    clause: str
    document: str
    spoil: Spoil
    also: tuple[str, ...] = ()
    why: str = ""


# ── faults that need more than one step ──────────────────────────────────────────────────


def body_lines(points: float) -> Spoil:
    styles = ("公文正文", "一级标题", "二级标题", "三级标题", "四级标题")
    return both(*(formed(style, None, line_spacing=Pt(points)) for style in styles))


def higher(style: str, by: float) -> Spoil:
    """More space above a paragraph than its style gives it, pt."""

    def spoil(docx: Docx) -> None:
        one = paragraph(docx, style)
        assert one.style is not None
        one.paragraph_format.space_before = Pt((one.style.paragraph_format.space_before.pt) + by)

    return spoil


def head_space(by: float) -> Spoil:
    """More space under the head of a letter, which brings its text down; pt."""

    def spoil(docx: Docx) -> None:
        one = paragraph(docx, "信函版头")
        assert one.style is not None
        own = one.paragraph_format.space_after or one.style.paragraph_format.space_after
        one.paragraph_format.space_after = Pt(own.pt + by)

    return spoil


def boxes_moved(millimetres: float, nth: int) -> Spoil:
    """Move a text box of the body down."""

    def change(body: Any) -> None:
        offset = list(body.iter(qn("wp:positionV")))[nth][0]
        offset.text = str(int(offset.text) + Mm(millimetres))

    return edited(change)


def tabs_moved(style: str, twips: int) -> Spoil:
    def spoil(docx: Docx) -> None:
        stops: Iterator[Any] = paragraph(docx, style)._p.iter(qn("w:tab"))
        for stop in stops:
            if stop.get(qn("w:val")) == "left":
                stop.set(qn("w:pos"), str(int(stop.get(qn("w:pos"))) + twips))

    return spoil


def right_tab(style: str, position: int, old: int) -> Spoil:
    def spoil(docx: Docx) -> None:
        stops = paragraph(docx, style).paragraph_format.tab_stops
        stops.add_tab_stop(Twips(position), WD_TAB_ALIGNMENT.RIGHT)
        stops.add_tab_stop(Twips(old), WD_TAB_ALIGNMENT.CLEAR)

    return spoil


def rules(side: str, **attributes: str) -> Spoil:
    """Change a rule of the 版记."""

    def spoil(docx: Docx) -> None:
        borders: Any = next(tables(docx)[-1]._tbl.iter(qn("w:tblBorders")))
        for name, value in attributes.items():
            borders.find(qn(f"w:{side}")).set(qn(f"w:{name}"), value)

    return spoil


def narrow_colophon(docx: Docx) -> None:
    table = tables(docx)[-1]._tbl
    for element in (*table.iter(qn("w:tblW")), *table.iter(qn("w:gridCol"))):
        element.set(qn("w:w"), "7000")
    for element in table.iter(qn("w:tcW")):
        element.set(qn("w:w"), "7000")


def without_property(name: str) -> Spoil:
    """Take a property from the rows of the first table."""

    def spoil(docx: Docx) -> None:
        for element in list(tables(docx)[0]._tbl.iter(qn(name))):
            remove(element)

    return spoil


def restarted_pages(docx: Docx) -> None:
    start = OxmlElement("w:pgNumType")
    start.set(qn("w:start"), "1")
    margins: Any = docx.sections[1]._sectPr.find(qn("w:pgMar"))
    margins.addnext(start)


def upright_number(docx: Docx) -> None:
    """The page number of the turned pages printed along the text."""
    for style in ("单页页码", "双页页码"):
        for one in paragraphs(docx, style):
            boxes: Iterator[Any] = one._p.iterancestors("{*}wsp")
            for box in boxes:
                del box.find("{*}bodyPr").attrib["vert"]


def no_first_page(docx: Docx) -> None:
    docx.sections[0].different_first_page_header_footer = False


def without_signers(docx: Docx) -> None:
    without("签发人")(docx)
    number = paragraph(docx, "发文字号")
    number.runs[0].text = "某政报〔2021〕15号"
    for run in number.runs[1:]:
        run.text = ""
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER


def printed_in_letter(docx: Docx) -> None:
    copied("抄送机关", "抄送机关", "某某县人民政府办公室\t2021年6月4日印发")(docx)
    printed = paragraph(docx, "抄送机关")
    printed._p.style = "PrintedBy"
    stops = printed.paragraph_format.tab_stops
    stops.add_tab_stop(Twips(page.TEXT_WIDTH - page.SMALL_EM), WD_TAB_ALIGNMENT.RIGHT)


def rule_under_addressee(docx: Docx) -> None:
    """主送 in a row of its own."""
    first = paragraph(docx, "抄送机关")._p
    (row,) = first.iterancestors(qn("w:tr"))
    own = copy.deepcopy(row)
    row.addprevious(own)
    remove(first)
    remove(list(own.iter(qn("w:p")))[1])


def annex_indent(left: float) -> Spoil:
    return both(
        indented("附件说明首项", left=left, hanging=4),
        indented("附件说明次项", None, left=left, hanging=1),
    )


def urgency_over_secrecy(docx: Docx) -> None:
    """Each on a line that is its own without 份号."""
    both(without("份号"), moved("紧急程度", "密级和保密期限"), lines_above("发文机关标志", 1))(docx)


SIGNER_BELOW: Final = both(
    copied("签发人", "签发人"),
    said("签发人", "甲乙丙　丁戊", "己庚辛", nth=1),
    said("签发人", "签发人：", "　　　　", nth=1),
    said("发文字号", "己庚辛", ""),
)

# ── the table ────────────────────────────────────────────────────────────────────────────

FAULTS: Final = (
    # 页面
    Fault("P1", "notice", page_set(page_height=299)),
    Fault("P2", "notice", page_set(top_margin=35)),
    Fault("P3", "notice", page_set(left_margin=26)),
    Fault("P4", "notice", page_set(bottom_margin=32)),
    Fault("P6", "notice", set_in("主送机关", size=15)),
    Fault("P7-lines", "notice", body_lines(26.55)),
    Fault("P7-fill", "notice", body_lines(28)),
    Fault("P7-spacing", "notice", formed("公文正文", space_after=Pt(12))),
    Fault("P7-characters", "notice", set_in("公文正文", spacing=0.5)),
    Fault("P7-widows", "notice", formed("公文正文", widow_control=True)),
    Fault("P9", "notice", set_in("公文正文", colour="1F4E79")),
    Fault("P10", "notice", moved("附注", "署名")),
    # 版头
    Fault("H1", "notice", said("份号", "000001", "0001")),
    Fault("H1-type", "notice", set_in("份号", size=14)),
    Fault("H1-place", "notice", indented("份号", left=2)),
    Fault("H2", "notice", said("密级和保密期限", "1年", "一年")),
    Fault("H2-type", "notice", set_in("密级和保密期限", font="仿宋")),
    Fault("H2-place", "notice", indented("密级和保密期限", left=2)),
    Fault("H3", "notice", said("紧急程度", "特急", "急件")),
    Fault("H3-type", "notice", set_in("紧急程度", font="仿宋")),
    Fault("H3-place", "notice", indented("紧急程度", left=2)),
    Fault("H3-order", "notice", urgency_over_secrecy),
    Fault("H4", "notice", said("发文机关标志", "文件", "通知")),
    Fault("H5", "notice", higher("发文机关标志", 10)),
    Fault("H5-centred", "notice", indented("发文机关标志", left=2)),
    Fault("H6-colour", "notice", set_in("发文机关标志", colour="000000")),
    Fault("H6-type", "notice", set_in("发文机关标志", font="黑体")),
    Fault(
        "H7",
        "joint",
        both(said("发文机关标志", "公安", "司法"), said("发文机关标志", "司法", "公安", nth=2)),
        also=("Q6",),
        why="the 署名 stands in another order than the 标志; which of them is right no file says",
    ),
    Fault("N1", "notice", lines_above("发文字号", 1)),
    Fault("N1-centred", "notice", formed("发文字号", alignment=LEFT)),
    Fault("N2", "notice", said("发文字号", "〔2021〕", "[2021]")),
    Fault("N3", "notice", said("发文字号", "15号", "15号　某公发〔2021〕3号")),
    Fault("N4", "report", said("发文字号", "　某政报", "某政报")),
    Fault("N4-row", "report", SIGNER_BELOW),
    Fault("R1", "notice", bordered("发文字号", "bottom", color="000000")),
    Fault("R1-gap", "notice", bordered("发文字号", "bottom", space="20")),
    Fault("R1-width", "notice", indented("发文字号", left=2, right=2)),
    Fault("S1", "report", without_signers),
    Fault("S1-only", "report", said("公文标题", "报告", "通知")),
    Fault("S2", "report", said("签发人", "签发人：", "签发人: ")),
    Fault("S2-type", "report", set_in("签发人", font="仿宋", run=1)),
    Fault("S2-right", "report", both(tabs_moved("签发人", -640), tabs_moved("发文字号", -640))),
    Fault("S2-gap", "report", lines_above("签发人", 1)),
    Fault("S3", "report", said("签发人", "甲乙丙　丁戊", "甲乙 丙丁 戊")),
    Fault("S3-aligned", "report", tabs_moved("发文字号", -480)),
    # 信函
    Fault("F1", "letter", said("发文机关标志", "人民政府", "人民政府函")),
    Fault("F1-place", "letter", both(higher("发文机关标志", 10), head_space(10))),
    Fault("F1-centred", "letter", formed("发文机关标志", alignment=LEFT)),
    Fault("F1-colour", "letter", set_in("发文机关标志", colour="000000")),
    Fault("F1-type", "letter", set_in("发文机关标志", font="黑体")),
    Fault("F2", "letter", bordered("文武线", "bottom", color="000000")),
    Fault("F2-kind", "letter", bordered("文武线", "bottom", val="thickThinSmallGap")),
    Fault("F2-top", "letter", both(bordered("发文机关标志", "bottom", space="14"), head_space(10))),
    Fault("F2-foot", "letter", boxes_moved(-5, 1)),
    Fault("F3", "letter", indented("发文字号", left=2)),
    Fault("F3-gap", "letter", head_space(10)),
    Fault("F4", "letter", right_tab("发文字号", page.TEXT_WIDTH - 640, page.TEXT_WIDTH)),
    Fault(
        "F4-row",
        "letter",
        both(said("发文字号", "000001", ""), moved("密级和保密期限", "发文字号")),
    ),
    Fault("F5", "letter", lines_above("公文标题", 4)),
    Fault("F7", "letter", no_first_page),
    Fault("F8", "letter", printed_in_letter),
    Fault("F8-place", "letter", boxes_moved(-10, -1)),
    # 命令
    Fault("F9", "order", said("发文机关标志", "某某县人民政府令", "命令")),
    Fault("F9-place", "order", higher("发文机关标志", 10)),
    Fault("F9-centred", "order", formed("发文机关标志", alignment=LEFT)),
    Fault("F9-colour", "order", set_in("发文机关标志", colour="000000")),
    Fault("F9-type", "order", set_in("发文机关标志", font="黑体")),
    Fault("F10", "order", lines_above("发文字号", 3)),
    Fault("F10-centred", "order", formed("发文字号", alignment=LEFT)),
    Fault("F10-form", "order", said("发文字号", "第1号", "〔2021〕1号")),
    Fault("F10-body", "order", lines_above("公文正文", 1)),
    # 标题
    Fault("T1", "notice", set_in("公文标题", font="黑体")),
    Fault("T1-face", "notice", set_in("公文标题", font="华文中宋")),
    Fault("T2", "notice", lines_above("公文标题", 1)),
    Fault("T2-centred", "notice", formed("公文标题", alignment=LEFT)),
    Fault("T3", "notice", said("公文标题", "关于开展政务公开", "关于开展\n政务公开")),
    Fault("T3-words", "notice", said("公文标题", "活动的通知", "活动\n的通知")),
    Fault("T4", "notice", said("公文标题", "某某县人民政府\n", "")),
    Fault("T4-end", "notice", said("公文标题", "通知", "通知。")),
    Fault("T4-urgency", "notice", said("公文标题", "通知", "紧急通知")),
    # 主送机关和正文
    Fault("Z1", "notice", lines_above("主送机关", 2)),
    Fault("Z1-left", "notice", indented("主送机关", left=2)),
    Fault("Z1-colon", "notice", said("主送机关", "：", ":")),
    Fault(
        "Z3",
        "notice",
        said("主送机关", "县直各部门", "县直各部门，" * 60 + "各学校"),
        also=("B1",),
        why="a page 1 that the names fill shows no text",
    ),
    Fault("Z4", "notice", said("公文标题", "通知", "公告")),
    Fault("B1", "notice", formed("公文正文", page_break_before=True)),
    Fault("B2", "notice", set_in("公文正文", font="宋体")),
    Fault("B2-place", "notice", lines_above("公文正文", 1)),
    Fault("B2-indent", "notice", indented("公文正文")),
    Fault("B3", "notice", both(without("一级标题"), said("一级标题", "二、", "一、"))),
    Fault("B3-type", "notice", set_in("一级标题", font="楷体")),
    Fault("B3-bold", "notice", set_in("一级标题", bold=True)),
    Fault("B4", "notice", both(without("二级标题"), without("三级标题"))),
    Fault("B4-number", "notice", said("一级标题", "二、", "三、", nth=1)),
    Fault("B5", "notice", said("二级标题", "（一）", "（一）、")),
    # 附件说明
    Fault("A1", "notice", lines_above("附件说明首项", 2)),
    Fault("A1-form", "notice", said("附件说明首项", "附件：", "附件: ")),
    Fault("A1-indent", "notice", annex_indent(7)),
    Fault(
        "A1-end",
        "notice",
        both(said("附件说明首项", "方案", "方案。"), said("附件标题", "方案", "方案。")),
    ),
    Fault("A2", "notice", said("附件说明首项", "1.", "1、")),
    Fault(
        "A2-single",
        "report",
        both(
            said("附件说明", "附件：", "附件：1."),
            indented("附件说明", left=6, hanging=4),
            said("附件序号", "附件", "附件1"),
        ),
    ),
    Fault("A2-align", "notice", indented("附件说明次项", left=8, hanging=1)),
    Fault("A4", "notice", said("四级标题", "附件1", "附件7")),
    # 纪要
    Fault("F12", "minutes", said("发文机关标志", "某某县人民政府会议纪要", "纪要")),
    Fault("F12-place", "minutes", higher("发文机关标志", 10)),
    Fault("F12-centred", "minutes", indented("发文机关标志", left=2)),
    Fault("F12-colour", "minutes", set_in("发文机关标志", colour="000000")),
    Fault("F12-type", "minutes", set_in("发文机关标志", font="黑体")),
    Fault("F13", "minutes", lines_above("出席人员", 3)),
    Fault("F13-indent", "minutes", indented("出席人员", None, left=6, hanging=3)),
    Fault("F13-colon", "minutes", said("出席人员", "：", ":")),
    Fault("F13-type", "minutes", set_in("出席人员", font="仿宋", run=0)),
    Fault("F14", "minutes", indented("出席人员", left=2)),
    # 简报
    Fault("U1", "bulletin", indented("发文字号", left=4)),
    Fault("U2", "bulletin", said("简报编发单位", "　", "")),
    # 署名、成文日期和附注
    Fault("Q3", "notice", formed("署名", alignment=RIGHT)),
    Fault("Q4", "joint", formed("成文日期", alignment=RIGHT)),
    Fault(
        "Q6",
        "joint",
        both(
            said("联合署名", "教育", "司"),
            said("联合署名", "司法", "教育"),
            said("联合署名", "司局", "司法局"),
        ),
    ),
    Fault("Q7", "order", formed("签名人职务", right_indent=Pt(48))),
    Fault("Q7-gap", "order", lines_above("签名人职务", 1)),
    Fault(
        "Q7-date",
        "order",
        both(lines_above("成文日期", 0), formed("签名人职务", space_after=Pt(0))),
    ),
    Fault("Q5", "report", lines_above("署名", 3)),
    Fault("Q1", "notice", said("成文日期", "6月3日", "06月03日")),
    Fault("Q5-date", "notice", lines_above("成文日期", 1)),
    Fault("Q8", "notice", formed("署名", page_break_before=True)),
    Fault("Q8-words", "notice", said("附注", "此件公开发布", "此页无正文")),
    Fault("Y1", "notice", said("附注", "（", "(")),
    Fault("Y1-indent", "notice", indented("附注", left=0)),
    Fault("Y1-place", "notice", lines_above("附注", 1)),
    # 附件
    Fault("X1", "notice", formed("附件序号", page_break_before=False)),
    Fault(
        "X1-order",
        "notice",
        moved("版记", "附件序号"),
        also=("V2",),
        why="what the annexes follow is not on the last page",
    ),
    Fault("X2", "notice", said("附件序号", "附件1", "附件1：")),
    Fault("X2-type", "notice", set_in("附件序号", font="仿宋")),
    Fault("X2-place", "notice", indented("附件序号", left=2)),
    Fault("X3", "notice", lines_above("附件标题", 3)),
    Fault("X3-type", "notice", set_in("附件标题", font="黑体")),
    Fault("A3", "notice", said("附件标题", "方案", "计划")),
    Fault("X3-body", "notice", set_in("公文正文", size=14, nth=3)),
    Fault("X4", "notice", said("附件序号", "附件1", "某政发〔2021〕16号附件1")),
    Fault("X5", "notice", restarted_pages),
    # 表格
    Fault(
        "L1",
        "notice",
        page_set(1, top_margin=26, right_margin=35, bottom_margin=28, left_margin=37),
    ),
    Fault("L1-number", "notice", upright_number),
    Fault("L4", "notice", without_property("w:tblHeader")),
    Fault("L4-rows", "notice", without_property("w:cantSplit")),
    # 版记
    Fault("V1", "notice", narrow_colophon),
    Fault("V1-ends", "notice", rules("bottom", val="nil")),
    Fault("V1-weight", "notice", rules("top", sz="24")),
    Fault("V1-colour", "notice", rules("top", color="FF0000")),
    Fault("V2", "notice", boxes_moved(-10, -1)),
    Fault("V4", "moved", rule_under_addressee),
    Fault("V3", "notice", said("抄送机关", "抄送：", "抄送:")),
    Fault("V3-type", "notice", set_in("抄送机关", font="黑体")),
    Fault("V3-indent", "notice", indented("抄送机关", left=0)),
    Fault("V6", "notice", rules("insideH", val="nil")),
    Fault("V5", "notice", said("印发机关", "印发", "")),
    Fault("V5-date", "notice", said("印发机关", "6月4日", "06月04日")),
    Fault("V5-type", "notice", set_in("印发机关", font="黑体")),
    Fault("V5-indent", "notice", indented("印发机关", left=3)),
    Fault("V7", "notice", said("印发机关", "6月4日", "6月1日")),
    # 页码
    Fault("G1", "notice", without("双页页码")),
    Fault("G1-type", "notice", set_in("单页页码", font="Times New Roman")),
    Fault("G2", "notice", said("单页页码", "—", "-")),
    Fault("G3", "notice", page_set(footer_distance=17.5)),
    Fault("G4", "notice", formed("单页页码", alignment=LEFT)),
)


def rulings(docx: Docx, path: Path, profile: Profile = STANDARD) -> dict[str, Ruling]:
    file = path / "document.docx"
    docx.save(str(file))
    paper = read_paper(file)
    subject = Subject(paper, recognise(paper), profile)
    return {clause.id: Ruling(clause, tuple(clause.check(subject))) for clause in LAYOUT_CLAUSES}


def failed(found: dict[str, Ruling]) -> dict[str, str]:
    return {
        name: "; ".join(f"{r.place}: {r.measured}" for r in ruling.remarks if r.verdict == "fail")
        for name, ruling in found.items()
        if ruling.verdict is Verdict.FAIL
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_right_document_breaks_no_clause(name: str, tmp_path: Path) -> None:
    assert failed(rulings(right_document(name), tmp_path)) == {}


@pytest.mark.parametrize("name", NAMES)
def test_everything_in_a_right_document_can_be_decided(name: str, tmp_path: Path) -> None:
    found = rulings(right_document(name), tmp_path)
    assert [id_ for id_, ruling in found.items() if ruling.verdict is Verdict.UNKNOWN] == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.clause)
def test_one_fault_breaks_one_clause(fault: Fault, tmp_path: Path) -> None:
    docx = right_document(fault.document)
    fault.spoil(docx)
    assert set(failed(rulings(docx, tmp_path))) == {fault.clause, *fault.also}


def test_every_clause_has_a_fault_that_breaks_it() -> None:
    assert {clause.id for clause in LAYOUT_CLAUSES} == {fault.clause for fault in FAULTS}


def test_a_fault_that_breaks_two_clauses_says_why() -> None:
    assert all(bool(fault.also) == bool(fault.why) for fault in FAULTS)
