"""Every clause about texts fails on a document with its fault, and on no other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from msgspec.structs import replace

from make_docx.document import layout_path, render
from make_docx.linter.clause import Ruling, Strength, Subject, Verdict
from make_docx.linter.reading import read_paper
from make_docx.linter.recognition import recognise
from make_docx.linter.usage import USAGE_CLAUSES
from make_docx.model import (
    Annex,
    AnnexForm,
    Direction,
    Document,
    Layout,
    Level,
    Mark,
    Paragraph,
    RowKind,
    StatTable,
    TableColumn,
    TableRow,
)
from make_docx.official.profile import STANDARD


def body(*sentences: str) -> tuple[Paragraph, ...]:
    return (
        Paragraph(Level.HEADING_1, "一、", "基本情况"),
        *(Paragraph(Level.BODY, "", sentence) for sentence in sentences),
        Paragraph(Level.HEADING_1, "二、", "下一步打算"),
        Paragraph(Level.BODY, "", "继续做好宣传工作，让群众随时能问、有问必答。"),
    )


def table(total: str, *cells: str) -> StatTable:
    rows = [TableRow(RowKind.UNIT, (str(n), f"第{n}中学", c)) for n, c in enumerate(cells, 1)]
    columns = (
        TableColumn("序号"),
        TableColumn("单位名称", numeric=False),
        TableColumn("横幅", "条"),
    )
    return StatTable(columns, (*rows, TableRow(RowKind.TOTAL, ("", "合计", total))))


RIGHT: Final = Document(
    direction=Direction.UP,
    mark=Mark(("某县教育局",)),
    number="某教〔2021〕7号",
    title="某县教育局关于宣传月活动情况的报告",
    title_lines=("某县教育局", "关于宣传月活动情况的报告"),
    addressee="某县人民政府",
    paragraphs=body("截至2021年5月31日，全县发放资料近20万份，投入1.2万元，接待群众300余人次。"),
    signatures=("某县教育局",),
    issued_on="2021年6月3日",
    issuer="某县教育局",
    created=dt.date(2021, 6, 3),
    signers=("甲乙丙",),
    annexes=(Annex(0, "统计表", AnnexForm.TABLE, table=table("35", "12", "23")),),
    copies_to="某县财政局",
    printed_by="某县教育局办公室",
    printed_on="2021年6月4日",
)
PLAIN: Final = replace(
    RIGHT,
    direction=Direction.DOWN,
    layout=Layout.PLAIN,
    mark=Mark(),
    number="",
    signers=(),
)
REQUEST: Final = replace(
    RIGHT,
    title="某县教育局关于增加经费的请示",
    title_lines=("某县教育局", "关于增加经费的请示"),
    paragraphs=body("因学生人数增加，经费不足，请求增加经费3万元。", "妥否，请批示。"),
)


def titled(document: Document, *lines: str) -> Document:
    return replace(document, title="".join(lines), title_lines=lines)


def saying(sentence: str) -> Document:
    return replace(RIGHT, paragraphs=body(sentence))


SPOILT: Final[Mapping[str, Document]] = {
    "C1": titled(RIGHT, "某县教育局", "关于宣传月活动的总结"),
    "C1-plain": titled(PLAIN, "某县教育局", "关于宣传月活动的总结"),
    "T4-matter": titled(RIGHT, "某县教育局情况报告"),
    "C2": replace(REQUEST, paragraphs=body("请求增加经费3万元。此外，请求增加编制。")),
    "C3": saying("以上报告妥否，请批示。"),
    "C4": replace(RIGHT, addressee="某县人民政府、某市教育局"),
    "C4-copies": replace(RIGHT, copies_to="某县财政局，各乡镇人民政府"),
    "C7": replace(RIGHT, addressee="某某县长"),
    "J1": saying("管线全长二十五公里。"),
    "J3": saying("20几个部门参加。"),
    "J5": saying("满意率达到百分之99。"),
    "J6": saying("发放资料1,2345份。"),
    "J7": saying("满意率上升.5个百分点。"),
    "J8": saying("投资9～16亿元。"),
    "J9": saying("活动从21年5月开始。"),
    "J11": saying("发放资料２０份。"),
    "J12": saying("发放资料3千份。"),
    "J13": saying("投入3亿4500万元。"),
    "J14": saying("二O二一年启动。"),
    "K1": saying("约300人左右参加。"),
    "K2": saying("约1237人参加。"),
    "K3": saying("到会200人余。"),
    "K4": saying("横幅由80条增加到100条，增长20%。"),
    "K5": saying("信访量减少2倍。"),
    "K6": saying("满意率由80%提高到85%，提高5%。"),
    "K7": saying("资料分为两类，分别占50%和40%。"),
    "K8": saying("去年建成3所学校。"),
    "K9": saying("截止5月31日，全部完成。"),
    "K10": replace(
        RIGHT, annexes=(Annex(0, "统计表", AnnexForm.TABLE, table=table("36", "12", "23")),)
    ),
    "C19": saying("按照国发〔2000〕23号办理。"),
}


def rulings(document: Document, folder: Path) -> dict[str, Ruling]:
    """What the clauses say about `document` as printed."""
    path = folder / "公文.docx"
    layout = layout_path(document.direction, document.layout, None)
    path.write_bytes(render(document, layout))
    return judged(path)


def judged(path: Path) -> dict[str, Ruling]:
    paper = read_paper(path)
    subject = Subject(paper, recognise(paper), STANDARD)
    found = {clause.id: Ruling(clause, tuple(clause.check(subject))) for clause in USAGE_CLAUSES}
    return {name: ruling for name, ruling in found.items() if ruling.remarks}


def failed(rulings: Mapping[str, Ruling]) -> set[str]:
    return {name for name, ruling in rulings.items() if ruling.verdict is Verdict.FAIL}


@pytest.mark.parametrize("document", [RIGHT, PLAIN, REQUEST], ids=["报告", "白头", "请示"])
def test_a_right_document_fails_no_clause_and_leaves_none_open(
    document: Document, tmp_path: Path
) -> None:
    found = rulings(document, tmp_path)

    assert {ruling.verdict for ruling in found.values()} == {Verdict.PASS}


@pytest.mark.parametrize("name", [clause.id for clause in USAGE_CLAUSES])
def test_one_fault_fails_its_clause_alone(name: str, tmp_path: Path) -> None:
    found = rulings(SPOILT[name], tmp_path)

    assert failed(found) == {name}
    for remark in found[name].decisive:
        assert remark.place
        assert remark.measured
        assert remark.expected


def test_clauses_are_named_once() -> None:
    ids = [clause.id for clause in USAGE_CLAUSES]

    assert len(ids) == len(set(ids))


def test_what_is_only_practice_never_stops_a_document() -> None:
    softer = {"C1-plain", "C4", "C7", "J6", "J9", "J13"}

    for clause in USAGE_CLAUSES:
        is_soft = clause.id in softer or clause.id.startswith("K")
        assert (clause.strength is not Strength.MUST) is is_soft, clause.id


def test_a_fault_is_placed_by_its_paragraph(tmp_path: Path) -> None:
    (remark,) = rulings(SPOILT["J12"], tmp_path)["J12"].decisive

    assert remark.place.endswith("段“发放资料3千份。”")
    assert (remark.measured, remark.expected) == ("3千", "3000")


def test_a_fault_in_a_table_is_placed_by_its_row(tmp_path: Path) -> None:
    annex = Annex(0, "统计表", AnnexForm.TABLE, table=table("—", "３", "4"))

    (remark,) = rulings(replace(RIGHT, annexes=(annex,)), tmp_path)["J11"].decisive

    assert remark.place == "第1个表格第2行“３”"


def test_a_wrong_total_names_its_row_and_column(tmp_path: Path) -> None:
    (remark,) = rulings(SPOILT["K10"], tmp_path)["K10"].decisive

    assert remark.place == "第1个表格第4行“合计”，“横幅（条）”一列"
    assert (remark.measured, remark.expected) == ("36", "35（各行相加）")


def test_the_text_of_an_annex_is_read_too(tmp_path: Path) -> None:
    annex = Annex(0, "方案", AnnexForm.TEXT, (Paragraph(Level.BODY, "", "发放资料3千份。"),))

    found = rulings(replace(RIGHT, annexes=(annex,)), tmp_path)

    assert failed(found) == {"J12"}


def test_a_summary_for_ones_own_use_need_not_be_of_the_fifteen_kinds(tmp_path: Path) -> None:
    document = replace(titled(PLAIN, "某县教育局宣传月活动总结"), addressee="")

    assert failed(rulings(document, tmp_path)) == set()


@pytest.mark.parametrize("layout", sorted(Path("docx_templates/layouts").glob("*.docx")))
def test_a_layout_whose_texts_are_tags_is_not_judged(layout: Path) -> None:
    assert judged(layout) == {}
