"""What the text says of a 活动时间, however it was typed."""

from __future__ import annotations

import datetime as dt

import pytest

from make_docx.model import Brief, CellRef, Checked, Elements, Figures, Level, OutlineRow, Text
from make_docx.wording import compose

REF = CellRef("公文要素.xlsx", "公文要素", "C8")
ROW = CellRef("公文要素.xlsx", "正文", "B2")


def job(**typed: str) -> Text:
    elements = Elements(issued_on=dt.date(2026, 10, 20), **typed)  # type: ignore[arg-type]
    refs = dict.fromkeys(typed, REF)
    outline = (OutlineRow(Level.BODY, "时间：{【活动时间】}{【报送期次】}止。", ROW),)
    brief = Brief("公文要素.xlsx", "k", elements, refs, outline=outline)
    return compose(brief, Checked((), ()), Figures({}, {}, {}))


def said(text: Text) -> str:
    (paragraph,) = text.paragraphs
    return paragraph.text.removeprefix("时间：").removesuffix("止。")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("十月八日至10.15", "10月8日至15日"),
        ("2026年十一月一日", "2026年11月1日"),
        ("十一月一日至11.30。", "11月1日至30日"),
        ("2026.10.8-10.15", "2026年10月8日至15日"),
        ("12.20—1.10", "12月20日至次年1月10日"),
        ("10月08日", "10月8日"),
    ],
)
def test_days_however_typed_are_said_as_a_document_says_them(typed: str, expected: str) -> None:
    text = job(held_on=typed)
    assert said(text) == expected
    told = [(f.code, f.place.cell, f.expected) for f in text.findings]
    assert told == [("date-said-as", "C8", expected)]


def test_a_month_is_said_so_as_the_period_too() -> None:
    assert said(job(period="二〇二六年十月")) == "2026年10月"


@pytest.mark.parametrize(
    "typed",
    [
        *("10月8日至10月15日", "10月8日至15日", "5月1日—5月31日", "2026年10月", "9月上旬"),
        *("10月8日上午9:00—11:30", "2026年第三季度", "10月8日（星期四）", "长期"),
    ],
)
def test_what_is_right_is_said_as_typed_without_a_word(typed: str) -> None:
    text = job(held_on=typed)
    assert (said(text), text.findings) == (typed, ())


@pytest.mark.parametrize(
    "typed", ["十月上旬至10.15", "11.31", "2月30日", "5月3日至4月23日", "10.8上午和10.9"]
)
def test_what_is_no_day_is_said_as_typed_and_told(typed: str) -> None:
    text = job(held_on=typed)
    assert said(text) == typed
    assert [(f.code, f.place.cell) for f in text.findings] == [("date-as-typed", "C8")]
