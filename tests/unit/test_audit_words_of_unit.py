"""What a unit reads in its returned file is for the unit: nothing that only the clerk can do."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from audit_job import UNITS, AuditJob, saved

from error_examples import EXAMPLES
from make_docx.audit.returned import concerns_unit, lines_of, returned_copy
from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.intake import names

# What a unit has not got, and whom it is not.
OF_THE_CLERK = re.compile(
    "make-docx form|--|升级|公文要素|“单位名册”|“?收件”|“指标”表|“表格”|“数据”"
    "|记下原因|向单位|(?:该|有关)单位|请单位|经办人|发文单位|放回"
)


def returned(code: str) -> bool:
    """Whether a copy that goes back to the unit may tell of it."""
    example = EXAMPLES[code]
    is_of_unit = example.place.file.startswith("收件/") and code != "unit-document-failed"
    return is_of_unit and concerns_unit(example.told(code))


@pytest.mark.parametrize("code", [*filter(returned, EXAMPLES)])
def test_the_unit_is_told_what_the_unit_can_do(code: str) -> None:
    (line,) = lines_of([EXAMPLES[code].told(code)])
    assert not OF_THE_CLERK.search(line.words), line.words
    assert not re.search("[？。，；：][。，；]", line.words), line.words


# ── a form that is not the one asked for ─────────────────────────────────────────────────

FILE = "收件/甲.xlsx"
EMPTY = finding("cell-required", Place(FILE, "填报表", "D10", "悬挂横幅"))
OLD = finding(
    "form-other-version", Place(FILE, "填报表", "E2"), found="1a", expected="2b", changes="缺少“乙”"
)
LACKING = [
    finding("form-lacks-indicator", Place(FILE, label=label), instead=instead)
    for label, instead in (("乙", "，是不是“甲”？"), ("丙", ""))
]
LAST_MONTHS = finding(
    "form-other-period", Place(FILE, "填报表", "B2"), found="2021年4月", expected="2021年5月"
)


@pytest.mark.parametrize(
    ("findings", "where"),
    [([EMPTY, LAST_MONTHS], "填报表 B2"), ([OLD, EMPTY, *LACKING], "“乙”")],
)
def test_of_a_form_to_be_replaced_nothing_else_is_asked(
    findings: list[Finding], where: str
) -> None:
    (line,) = lines_of(findings)
    assert line.where == where
    assert "请换用" in line.words


def test_the_copy_of_a_form_to_be_replaced_does_not_ask_to_mend_it(tmp_path: Path) -> None:
    form = saved(AuditJob(tmp_path).filled(UNITS[0], {}))
    copy = returned_copy(form, [EMPTY, LAST_MONTHS], "甲")
    assert copy
    book: Any = openpyxl.load_workbook(io.BytesIO(copy))
    sheet = book[names.RETURN_SHEET]
    assert sheet["B1"].value == "甲：请换用新的填报表"
    assert "不要在这张表里改" in sheet["B2"].value
    assert sheet["A6"].value is None
    assert not book[names.FORM_SHEET]["D10"].comment


def test_an_old_form_in_which_every_indicator_was_found_is_mended_as_any_other() -> None:
    assert [line.where for line in lines_of([OLD, EMPTY])] == ["填报表 D10 “悬挂横幅”"]
