"""What a list of indicators may not hold, wherever it is written."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest

from make_docx.indicator_rules import (
    HEADS,
    MOST_INDICATORS,
    REFERENCES,
    faults_of,
    is_reckonable,
)
from make_docx.intake import names
from make_docx.intake.form_writer import write_form
from make_docx.intake.ledger_writer import write_workbook_job
from make_docx.labels import label_key
from make_docx.model import (
    Aggregation,
    Brief,
    Direction,
    Elements,
    Indicator,
    Kind,
    Layout,
    Level,
    ValueType,
)

FIGURE = Indicator("悬挂横幅", "条")
TEXT = Indicator("主要做法", "", ValueType.TEXT, Aggregation.NONE, note="两三句话")


def codes(*indicators: Indicator) -> list[tuple[int, str, str]]:
    return [(fault.index, fault.field, fault.code) for fault in faults_of(indicators)]


def texts(data: bytes, title: str, rows: slice) -> set[str]:
    sheet = openpyxl.load_workbook(io.BytesIO(data))[title]
    return {str(cell.value) for row in list(sheet.rows)[rows] for cell in row if cell.value}


def test_no_form_asks_for_more_than_people_fill_in() -> None:
    many = [Indicator(f"横幅{number}", "条") for number in range(MOST_INDICATORS + 2)]
    assert codes(*many) == [(MOST_INDICATORS, "label", "brief-invalid")]


@pytest.mark.parametrize("name", sorted(REFERENCES | HEADS))
@pytest.mark.parametrize("dressed", ["{}", "{}：", "＊ {}"])
def test_no_indicator_can_have_a_name_that_is_taken(name: str, dressed: str) -> None:
    assert codes(Indicator(dressed.format(name))) == [(0, "label", "brief-reserved")]


def test_every_label_that_the_form_has_of_its_own_is_taken() -> None:
    brief = Brief("公文要素.xlsx", "activity-summary", Elements(), {}, (FIGURE, TEXT))
    ours = texts(write_form(brief), names.FORM_SHEET, slice(4, None))
    others = {"悬挂横幅", "条", "主要做法", "两三句话", "＊", "1"}
    labels = {text for text in ours - others if len(text) < 10}  # the rest are sentences
    assert {label_key(text) for text in labels} == {label_key(head) for head in HEADS}


def test_every_head_that_the_data_have_of_their_own_is_taken() -> None:
    kind = Kind(
        id="monthly",
        name="月报",
        version="1",
        directions=(Direction.UP,),
        layout=Layout.DOCUMENT,
        title="月报",
        indicators=(FIGURE,),
        outline=((Level.BODY, "无。"),),
    )
    heads = texts(write_workbook_job(kind), names.LEDGER_SHEET, slice(3, 4))
    assert heads - {"悬挂横幅"} <= HEADS
    assert len(heads) == 3


def test_two_spellings_of_one_label_clash() -> None:
    clash = [(1, "label", "brief-repeated")]
    assert codes(Indicator("LED屏（块）"), Indicator("ＬＥＤ 屏(块)")) == clash
    assert codes(Indicator("甲"), Indicator("乙")) == []


@pytest.mark.parametrize(
    ("value_type", "refused"),
    [
        (ValueType.INTEGER, set[Aggregation]()),
        (ValueType.DECIMAL, set[Aggregation]()),
        (ValueType.PERCENT, {Aggregation.SUM}),
        (ValueType.TEXT, set(Aggregation) - {Aggregation.NONE}),
    ],
)
def test_percentages_are_never_added_and_texts_never_totalled(
    value_type: ValueType, refused: set[Aggregation]
) -> None:
    found = {
        aggregation
        for aggregation in Aggregation
        if (0, "aggregation", "brief-invalid")
        in codes(Indicator("甲", "", value_type, aggregation), FIGURE)
    }
    assert found == refused


@pytest.mark.parametrize(
    ("number", "reckonable"),
    [
        ("0", True),
        ("0.000001", True),
        ("0.00000099", False),
        ("-0.000001", True),
        ("99999999999999999999", True),
        ("1E+20", False),
        ("1E-300", False),
        ("0E-300", False),
        ("0.33333333333333333333", True),
        ("0.333333333333333333333", False),
        ("NaN", False),
        ("Infinity", False),
    ],
)
def test_a_number_has_a_size_that_can_be_reckoned_with(number: str, reckonable: bool) -> None:
    assert is_reckonable(Decimal(number)) is reckonable
