"""Every printed figure leads to the cells that it was made of, down through the levels."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from chain_jobs import BANNERS, Built, brief_of, built, county, submission, typed
from marked import Marked, marked, paragraph, run, with_part
from msgspec.structs import replace
from openpyxl import load_workbook

from make_docx import pipeline
from make_docx.chain import (
    PrintedFigure,
    State,
    Trace,
    embed,
    read_received,
    submission_of,
    trace,
    verify,
)
from make_docx.chain.origins import Origin
from make_docx.chain.payload import Reading, TextFigure
from make_docx.errors import InputError, OutputError, UsageError
from make_docx.model import CellRef, Unit
from make_docx.report import tell_trace, trace_json

FILE = "报告.docx"
COUNTY = county()
PAPER = Marked(
    COUNTY,
    [
        ("104条", "悬挂横幅", "", "悬挂横幅"),
        ("约1.8万份", "发放资料", "", "发放资料|约"),
        ("85.7%", "办结率", "", "办结率"),
        ("3", "报送单位数", "", "报送单位数"),
        ("1", "未报单位数", "", "未报单位数"),
        ("104条", "悬挂横幅", "乡镇", "悬挂横幅|分类"),
        ("近120人", "最大规模", "丙局", "最大规模|最多"),
    ],
)
BODY = paragraph(
    run("悬挂横幅"), marked("一百零四条", 1), run("，资料"), marked("约1.8万份", 2),
    run("，办结率"), marked("85.7%", 3), run("，报送"), marked("3", 4), run("家，未报"),
    marked("1", 5), run("家，乡镇"), marked("104条", 6), run("，丙局"), marked("近120人", 7),
)  # fmt: skip
DOCX = PAPER.docx(BODY)


def chosen(text: str) -> list[tuple[str, str]]:
    return [(figure.name, figure.scope) for figure in trace(DOCX, FILE, text).figures]


def cells(origins: Iterable[Origin]) -> list[tuple[str, str, str]]:
    return [(one.label, one.unit, one.ref.cell) for one in origins]


def test_without_a_choice_every_figure_of_body_and_table_is_traced() -> None:
    found = trace(DOCX, FILE)
    assert (found.document, found.unit, found.has_sources) == (FILE, "某县教育局", True)
    assert [(f.name, f.scope, f.shown) for f in found.figures] == [
        ("悬挂横幅", "", ("一百零四条", "104")),
        ("发放资料", "", ("约1.8万份", "约17716")),
        ("办结率", "", ("85.7%", "85.7")),
        ("报送单位数", "", ("3",)),
        ("未报单位数", "", ("1",)),
        ("悬挂横幅", "乡镇", ("104条",)),
        ("最大规模", "丙局", ("近120人",)),
        ("办结", "", ("12",)),
        ("受理", "", ("14",)),
        ("最大规模", "", ("近120",)),
    ]


def test_each_figure_names_unit_file_and_cell() -> None:
    figures = {(f.name, f.scope): f for f in trace(DOCX, FILE).figures}
    banners = figures["悬挂横幅", ""]
    assert (banners.said, banners.bookmarks) == ("104条", ("_mdk_1",))
    assert cells(banners.origins) == [("悬挂横幅", "乙镇", "D5"), ("悬挂横幅", "甲镇", "D5")]
    assert banners.origins[1].ref == CellRef("收件/甲镇.xlsx", "填报表", "D5")
    assert cells(figures["办结率", ""].origins)[2:4] == [
        ("办结", "甲镇", "D7"),
        ("受理", "丙局", "D8"),
    ]
    assert [o.unit for o in figures["悬挂横幅", "乡镇"].origins] == ["乙镇", "甲镇"]
    assert cells(figures["最大规模", "丙局"].origins) == [("最大规模", "丙局", "D9")]


def test_a_count_of_units_names_the_units() -> None:
    figures = {f.name: f for f in trace(DOCX, FILE).figures}
    assert [o.unit for o in figures["报送单位数"].origins] == ["丙局", "乙镇", "甲镇"]
    assert [(o.unit, o.ref.file) for o in figures["未报单位数"].origins] == [("丁局", "")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("约1.8万份", [("发放资料", "")]),
        ("一百零四条", [("悬挂横幅", "")]),
        ("104条", [("悬挂横幅", ""), ("悬挂横幅", "乡镇")]),
        ("１０４", [("悬挂横幅", "")]),
        ("17716", [("发放资料", "")]),
        ("近1.8万份", []),
        ("10", []),
        ("85", []),
        ("1.8万", [("发放资料", "")]),
        ("_mdk_3", [("办结率", "")]),
        ("【办结率】", [("办结率", "")]),
        ("办结", [("办结", "")]),
        ("办", [("办结率", ""), ("办结", "")]),
        ("乡镇", [("悬挂横幅", "乡镇")]),
        ("百分之八十五点七", [("办结率", "")]),
    ],
)
def test_a_figure_is_chosen_by_its_words_name_or_bookmark(
    text: str, found: list[tuple[str, str]]
) -> None:
    if found:
        assert chosen(text) == found
    else:
        with pytest.raises(UsageError):
            chosen(text)


@pytest.mark.parametrize(
    ("text", "nearest"), [("悬挂横福", "悬挂横幅"), ("约1.9万份", "约1.8万份")]
)
def test_a_text_that_fits_nothing_says_the_nearest(text: str, nearest: str) -> None:
    with pytest.raises(UsageError, match=f"是不是“{nearest}”"):
        trace(DOCX, FILE, text)


# ── level below level ────────────────────────────────────────────────────────────────────


def above(below: Built, docx: bytes, issuer: str, name: str) -> Built:
    """The document of the office above, of one document and one workbook."""
    units = (Unit(name, "县"), Unit("市直一局", "市直"))
    brief = brief_of(issuer, units)
    received = read_received(docx, f"收件/{name}.docx", brief)
    sent, _ = submission_of(received, brief)
    assert sent is not None
    sent = replace(sent, unit=name)
    own = submission("市直一局", typed("6", "40", "1", "1", "20", "2"))
    return built(brief, [sent, own], [replace(received.child(), unit=name)])


CITY = above(COUNTY, DOCX, "某市教育局", "某县教育局")
PROVINCE = above(CITY, CITY.docx, "某省教育厅", "某市教育局")


def test_sources_reach_down_as_far_as_the_documents_do() -> None:
    (banners,) = trace(PROVINCE.docx, FILE, BANNERS.label).figures
    assert banners.said == "116条"
    by_unit = {origin.unit: origin for origin in banners.origins}
    city = {origin.unit: origin for origin in by_unit["某市教育局"].origins}
    assert sorted(city) == ["市直一局", "某县教育局"]
    leaves = city["某县教育局"].origins
    assert cells(leaves) == [("悬挂横幅", "乙镇", "D5"), ("悬挂横幅", "甲镇", "D5")]
    readings = [origin.reading for origin in banners.origins if origin.reading]
    assert sum(reading.value or 0 for reading in readings) == 116


def test_a_document_above_does_not_carry_the_marks_of_those_below() -> None:
    assert PAPER.payload.marks
    assert [child.payload.marks for child in CITY.payload.children if child.payload] == [()]


def test_programs_get_the_levels_as_sources_of_sources() -> None:
    found = trace_json(trace(PROVINCE.docx, FILE, BANNERS.label))
    (figure,) = found["figures"]
    assert {key: figure[key] for key in ("name", "shown", "value", "unit", "status")} == {
        "name": "悬挂横幅",
        "shown": ["116"],
        "value": "116",
        "unit": "条",
        "status": "exact",
    }
    city = next(s for s in figure["sources"] if s["unit"] == "某市教育局")
    county = next(s for s in city["sources"] if s["unit"] == "某县教育局")
    assert county["sources"][1] == {
        "unit": "甲镇",
        "file": "收件/甲镇.xlsx",
        "sheet": "填报表",
        "cell": "D5",
        "value": "104",
        "status": "exact",
    }


def test_people_see_the_levels_one_under_the_other(capsys: pytest.CaptureFixture[str]) -> None:
    tell_trace(trace(PROVINCE.docx, FILE, BANNERS.label))
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("悬挂横幅  116条")
    assert "      甲镇  104条  收件/甲镇.xlsx 填报表!D5" in lines


def test_a_rate_says_of_which_part_a_source_is() -> None:
    (rate,) = trace_json(trace(DOCX, FILE, "办结率"))["figures"]
    assert [source["label"] for source in rate["sources"]] == ["办结"] * 3 + ["受理"] * 3


def test_a_figure_of_the_text_alone_names_its_cells_and_whose_file_they_are_in() -> None:
    name = "活动安排|条数"
    files = ("收件/甲镇.xlsx", "收件/甲镇.xlsx", "公文要素.xlsx")
    refs = tuple(CellRef(file, "活动安排", f"A{row}") for row, file in enumerate(files, start=2))
    figure = TextFigure(name, "", Reading(Decimal(3)), refs)
    mark = PrintedFigure("_mdk_1", name, "", "3", name)
    data = replace(PAPER.payload, marks=(mark,), of_text=(figure,))
    docx = embed(PAPER.plain(paragraph(run("开展活动"), marked("3", 1), run("场次。"))), data)
    (found,) = trace(docx, FILE, "活动安排").figures
    assert (found.said, found.shown) == ("3", ("3",))
    assert [(one.unit, one.ref, one.reading) for one in found.origins] == [
        ("甲镇", refs[0], None),
        ("甲镇", refs[1], None),
        ("某县教育局", refs[2], None),
    ]
    wrong = PAPER.plain(paragraph(run("开展活动"), marked("5", 1), run("场次。")))
    assert [one.state for one in verify(embed(wrong, data), FILE).figures] == [State.CHANGED]
    (source, *_) = trace_json(trace(docx, FILE, "活动安排"))["figures"][0]["sources"]
    assert (source["cell"], source["value"], source["status"]) == ("A2", None, None)


# ── the command ──────────────────────────────────────────────────────────────────────────


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    (tmp_path / FILE).write_bytes(DOCX)
    return tmp_path / FILE


def test_the_workbook_that_goes_with_the_paper_has_a_row_for_every_source(paper: Path) -> None:
    book = paper.with_suffix(".xlsx")
    found = pipeline.trace(paper, "发放资料", xlsx=book)
    assert [figure.name for figure in found.figures] == ["发放资料"]
    rows = list(load_workbook(book).active.iter_rows(min_row=5, values_only=True))  # type: ignore[union-attr]
    assert rows[0] == (
        *("发放资料", "约1.8万份、约17716", 17716, "份", "1", "丙局", "发放资料", 15000, "不少于"),
        *("收件/丙局.xlsx", "填报表!D6"),
    )
    assert [row[5] for row in rows] == ["丙局", "乙镇", "甲镇"]


def test_a_workbook_that_is_there_stays(paper: Path) -> None:
    book = paper.with_suffix(".xlsx")
    book.write_bytes(b"x")
    with pytest.raises(OutputError):
        pipeline.trace(paper, xlsx=book)
    assert book.read_bytes() == b"x"
    pipeline.trace(paper, xlsx=book, force=True)
    assert book.read_bytes()[:2] == b"PK"
    with pytest.raises(UsageError):
        pipeline.trace(paper, xlsx=paper.with_suffix(".csv"))


def test_verify_and_trace_read_a_file(paper: Path) -> None:
    assert pipeline.verify(paper).ok
    assert isinstance(pipeline.trace(paper), Trace)
    with pytest.raises(InputError, match="没有文件"):
        pipeline.verify(paper.with_name("没有.docx"))
    with pytest.raises(InputError):
        pipeline.trace(paper.parent)


def test_a_document_whose_data_were_removed_cannot_be_traced() -> None:
    bare = with_part(with_part(DOCX, "docProps/custom.xml", None), "customXml/item1.xml", None)
    with pytest.raises(InputError, match="不能追溯"):
        trace(bare, FILE)
