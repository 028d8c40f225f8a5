"""Every finding says where, what and what to do, and never more of a cell than it should."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_docx.catalogue import CATALOGUE, finding
from make_docx.findings import EXCERPT_LENGTH, Place, Severity, excerpt


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("很多", "很多"),
        ("一二三四五六七八九十一二三四五六七八九十", "一二三四五六七八九十一二三四五六七八九十"),
        ("一二三四五六七八九十一二三四五六七八九十一", "一二三四五六七八九十一二三四五六七八九…"),
        ("两\n行", "两 行"),
        ("请打13800138000找我", "请打＊＊＊找我"),
        ("请打0550-1234567找我", "请打＊＊＊找我"),
        ("11010119900307123X", "＊＊＊"),
        ("a.b@example.com", "＊＊＊"),
        ("甲\u202e乙\ud800\x07丙\u200b", "甲乙丙"),
    ],
)
def test_an_excerpt_is_short_on_one_line_and_masked(text: str, shown: str) -> None:
    assert excerpt(text) == shown


@given(st.text(max_size=60))
def test_an_excerpt_is_never_longer_than_allowed(text: str) -> None:
    assert len(excerpt(text)) <= EXCERPT_LENGTH


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_can_be_filled_and_ends_as_a_sentence(code: str) -> None:
    entry = CATALOGUE[code]
    fields = {
        name
        for template in (entry.message, entry.action)
        for _, name, _, _ in string.Formatter().parse(template)
        if name
    }
    facts = dict.fromkeys(fields - {"found", "expected", "unit", "label"}, "某")
    made = finding(code, Place("甲.xlsx", "填报表", "C5", "横幅"), found="很多", **facts)
    assert made.severity is entry.severity
    assert made.action.endswith("。")
    assert "{" not in made.message
    assert "{" not in made.action


def test_only_a_warning_can_want_a_reason() -> None:
    wanting = {code for code, entry in CATALOGUE.items() if entry.needs_reason}
    assert {CATALOGUE[code].severity for code in wanting} == {Severity.WARN}
    assert wanting == {
        "cell-percent",
        "cell-implausible",
        "cell-formula-differs",
        "form-forwarded",
        "form-period-differs",
        "sheet-unit-differs",
        "table-total-differs",
        "relation-doubtful",
        "relation-half",
        "value-outlier",
        "value-scale",
        "total-jump",
        "entries-same",
        "entry-other-year",
        "entry-yearless",
        "records-total-differs",
        "annex-total-differs",
        "child-twice",
        "document-tampered",
        "payload-differs",
        "payload-other-aggregation",
        "payload-rate-differs",
        "payload-removed",
        "payload-unreadable",
    }
    assert finding("cell-percent", Place()).needs_reason
    assert not finding("cell-date", Place()).needs_reason


def test_braces_in_what_was_found_are_only_text() -> None:
    made = finding("cell-not-number", Place(label="横幅"), found="{label} {0}")
    assert made.found == "{label} {0}"
    assert "{label} {0}" in made.message


def test_what_cannot_be_encoded_is_told_as_well() -> None:
    made = finding("cell-not-number", Place(label="横幅"), found="1\udfff2")
    assert made.message.encode()
    assert made.found == "12"


def test_a_place_reads_from_the_file_down_to_the_label() -> None:
    assert str(Place("收件/甲.xlsx", "填报表", "C5", "横幅")) == "收件/甲.xlsx 填报表!C5 “横幅”"
    assert str(Place("收件/甲.xlsx")) == "收件/甲.xlsx"


def test_a_name_of_a_file_cannot_break_or_turn_round_the_line_that_tells_it() -> None:
    assert str(Place("收件/甲\n\u202excod\x1b[2J.xlsx")) == "收件/甲xcod[2J.xlsx"


def test_only_an_error_blocks() -> None:
    made = finding("unit-missing", Place(), unit="甲")
    assert made.blocks
    assert not made.with_severity(Severity.WARN).blocks


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        ("1903-04-14T12:00:00", "1903年4月14日12时"),
        ("2021-05-15T09:30:00", "2021年5月15日9时30分"),
        ("50 days, 0:00:00", "1200小时"),
        ("1 day, 2:05:00", "26小时5分钟"),
        ("2021-13-15T09:30:00", "2021-13-15T09:30:00"),
        ("2021-05-15", "2021-05-15"),
    ],
)
def test_moments_and_spans_of_time_are_told_in_words(stored: str, told: str) -> None:
    made = finding("cell-not-number", Place("甲.xlsx", "填报表", "D10", "横幅"), found=stored)
    assert made.found == told
    assert f"“{told}”" in made.message
