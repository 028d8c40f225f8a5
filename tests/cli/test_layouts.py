"""Each 版式 is built from a job by what the clerk chooses and fills in in 公文要素.xlsx."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from clerk import Run
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from make_docx.document import text_dump
from make_docx.intake.names import ELEMENTS_SHEET
from make_docx.job_files import BRIEF_FILE, OUTBOX
from make_docx.resources import data_folder

ISSUER = "XX县卫生和计划生育委员会"
CHOICES: Mapping[str, Mapping[str, str]] = {
    "信函": {
        "行文方向": "下行文",
        "发文字号": "X卫计函〔2016〕15号",
        "签发人": "",
        "印发机关": "",
        "印发日期": "",
    },
    "命令": {
        "行文方向": "下行文",
        "发文字号": "5",
        "签发人": "",
        "主送机关": "",
        "加盖印章": "签名章",
        "签名人职务": "XX县卫生和计划生育委员会主任",
        "抄送机关": "",
        "印发机关": "",
        "印发日期": "",
    },
    "纪要": {
        "行文方向": "下行文",
        "发文字号": "3",
        "签发人": "",
        "标题": "【活动名称】总结会议纪要",
        "出席": "甲乙丙、丁戊",
        "请假": "己庚",
        "列席": "辛壬、癸子丑",
    },
    "简报": {
        "行文方向": "下行文",
        "发文字号": "3",
        "签发人": "",
        "标题": "【活动名称】开展情况",
        "发文机关标志": "政务公开工作简报",
    },
    "白头": {"行文方向": "下行文", "发文字号": "", "签发人": ""},
}


def fill_in(brief: Path, cells: Mapping[str, str]) -> None:
    """Type into the cells beside the labels; a row that an old brief lacks is added below."""
    book = load_workbook(brief)
    sheet = book[ELEMENTS_SHEET]
    rows = {str(row[1].value): row[1].row for row in sheet.iter_rows() if row[1].value}
    for label, value in cells.items():
        row = rows.get(label) or sheet.max_row + 1
        sheet.cell(row, 2, label)
        sheet.cell(row, 3).value = value or None
    book.save(brief)


def page_of(document: Path) -> list[str]:
    """The paragraphs as ``[样式] 文字``, without properties."""
    page, _, _ = text_dump(document.read_bytes()).partition("── docProps")
    return [line.strip().replace("　", "") for line in page.splitlines()]


def elements_in_order(layout: str) -> tuple[str, ...]:
    """What the page carries from top to bottom, as style and beginning of the text."""
    copies = "抄送：县委宣传部，县政务公开领导小组办公室。"
    date, text = "[成文日期] 2016年6月6日", "[一级标题] 一、主要做法"
    annex = "[附件序号] 附件"
    match layout:
        case "信函":
            return (
                *(f"[发文机关标志] {ISSUER}", "[文武线]", "[发文字号] ⇥X卫计函〔2016〕15号"),
                *(f"[公文标题] {ISSUER}", "[主送机关] XX县人民政府办公室：", text),
                *(f"[署名] {ISSUER}", date, annex, f"[抄送机关] {copies}"),
            )
        case "命令":
            return (
                *(f"[发文机关标志] {ISSUER}令", "[发文字号] 第5号", text),
                *(f"[签名人职务] {ISSUER}主任", date, annex),
            )
        case "纪要":
            return (
                *(f"[发文机关标志] {ISSUER}会议纪要", "[发文字号] 第3期"),
                f"[纪要发文机关] {ISSUER}⇥2016年6月6日",
                *("[公文标题] 政务公开宣传月活动", text),
                *("[出席人员] 出席：甲乙丙、丁戊", "[出席人员] 请假：己庚"),
                *(
                    "[出席人员] 列席：辛壬、癸子丑",
                    annex,
                    f"| 主送：XX县人民政府办公室。⏎{copies} |",
                ),
            )
        case "简报":
            copies = copies.removeprefix("抄")
            return (
                *("[发文机关标志] 政务公开工作简报", "[发文字号] 第3期"),
                f"[简报编发单位] {ISSUER}⇥2016年6月6日",
                *("[公文标题] 政务公开宣传月活动开展情况", text),
                *(annex, f"| 报：XX县人民政府办公室。⏎{copies} |"),
            )
        case _:
            return (
                *(f"[公文标题] {ISSUER}", "[主送机关] XX县人民政府办公室：", text),
                *(f"[署名] {ISSUER}", date, annex, f"| {copies} |", f"| {ISSUER}办公室⇥"),
            )


ABSENT: Mapping[str, tuple[str, ...]] = {
    "信函": ("[印发机关]", "[签发人]", "| XX县"),
    "命令": ("[公文标题]", "[主送机关]", "[署名]", "[抄送机关]", "| 抄送"),
    "纪要": ("[署名]", "[成文日期]", "[主送机关]", "[签名人职务]"),
    "简报": ("[署名]", "[成文日期]", "[主送机关]", "[签名人职务]"),
    "白头": ("[发文机关标志]", "[发文字号]", "[签发人]"),
}


@pytest.mark.parametrize("layout", CHOICES)
def test_a_job_becomes_a_valid_document_with_the_elements_of_its_layout_in_order(
    layout: str, county: Path, run: Run
) -> None:
    fill_in(county / BRIEF_FILE, {"版式": layout, **CHOICES[layout]})
    answer = run("build", county, "--json")
    assert answer.codes("error") == []
    assert answer.exit_code == 0
    assert "element-unused" not in answer.codes("warn") + answer.codes("note")
    (path,) = (county / OUTBOX).glob("*.docx")
    lines = page_of(path)
    at = -1
    for element in elements_in_order(layout):
        found = [i for i, line in enumerate(lines) if line.startswith(element) and i > at]
        assert found, f"{element} is not there, or not below {lines[at]}"
        at = found[0]
    assert [line for line in lines if line.startswith(ABSENT[layout])] == []
    assert OpenXmlValidator(strict=True).validate(path).errors == []


def test_what_the_layout_does_not_print_is_said(county: Path, run: Run) -> None:
    fill_in(county / BRIEF_FILE, {"版式": "信函", "发文字号": "X卫计函〔2016〕15号"})
    answer = run("build", county, "--json")
    unused = [f for f in answer.json["findings"] if f["code"] == "element-unused"]
    assert {f["label"] for f in unused} == {"签发人", "印发机关", "印发日期"}


def test_an_unknown_layout_is_refused_at_its_cell(county: Path, run: Run) -> None:
    fill_in(county / BRIEF_FILE, {"版式": "信封"})
    answer = run("check", county, "--json")
    (found,) = [f for f in answer.json["findings"] if f["code"] == "element-invalid"]
    assert (found["label"], found["found"]) == ("版式", "信封")
    assert answer.exit_code == 1


def test_a_date_that_cannot_be_read_is_not_called_missing_as_well(tmp_path: Path, run: Run) -> None:
    job = tmp_path / "纪要"
    shutil.copytree(data_folder("sample_data") / "coordination-minutes", job)
    fill_in(job / BRIEF_FILE, {"印发日期": "三月里"})
    answer = run("check", job, "--json")
    told = [f["code"] for f in answer.json["findings"] if f["label"] == "印发日期"]
    assert told == ["element-invalid"]
