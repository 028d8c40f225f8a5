"""A unit sees beside the cell what its figure will be judged by."""

from __future__ import annotations

from decimal import Decimal

import pytest

from make_docx.intake.demands import demands_of
from make_docx.model import Aggregation, Indicator, ValueType

ANSWERED = Indicator("解答问题", "件", note="现场的和事后的都算")
PLEASED = Indicator("答复满意", "件", relation="≤ 解答问题")
RATE = Indicator(
    "满意率",
    "%",
    ValueType.PERCENT,
    Aggregation.RATE,
    numerator="答复满意",
    denominator="解答问题",
    relation="核实：≥ 60%",
)


def said(*indicators: Indicator) -> str:
    return demands_of((*indicators, ANSWERED))[indicators[0].label]


@pytest.mark.parametrize(
    ("indicator", "words"),
    [
        (ANSWERED, "现场的和事后的都算"),
        (Indicator("横幅", "条", minimum=Decimal(1), maximum=Decimal(500)), "填 1 至 500条。"),
        (Indicator("横幅", "条", minimum=Decimal(1), note="含标语牌。"), "含标语牌。不小于 1条。"),
        (
            Indicator("横幅", "条", maximum=Decimal(500), note="含标语牌"),
            "含标语牌。不大于 500条。",
        ),
        (
            Indicator("知晓率", "%", ValueType.PERCENT, maximum=Decimal("0.985")),
            "不大于 98.5%。",
        ),
        (PLEASED, "应满足：【答复满意】 ≤ 【解答问题】。"),
    ],
)
def test_limits_and_relations_follow_the_note(indicator: Indicator, words: str) -> None:
    assert said(indicator) == words


def test_what_only_has_to_be_confirmed_is_said_so_at_the_numerator_of_a_rate() -> None:
    assert said(PLEASED, RATE) == (
        "应满足：【答复满意】 ≤ 【解答问题】；一般【满意率】 ≥ 60%，不是的请核实。"
    )
    assert "满意率" not in demands_of((PLEASED, RATE, ANSWERED))


def test_a_relation_that_cannot_be_read_is_not_shown_to_units() -> None:
    assert said(Indicator("横幅", "条", relation="≤ 没有的指标")) == ""
