"""Every code of the catalogue has an example, and what it tells has no field left open."""

from __future__ import annotations

import re

import pytest

import build_errors_page
from error_examples import EXAMPLES
from make_docx.catalogue import CATALOGUE
from make_docx.findings import EXCERPT_LENGTH, Severity


def test_no_code_lacks_an_example_and_no_example_its_code() -> None:
    assert [*CATALOGUE.keys() - EXAMPLES.keys(), *EXAMPLES.keys() - CATALOGUE.keys()] == []


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example_fills_every_field_of_its_message(code: str) -> None:
    example = EXAMPLES[code]
    told = example.told(code)
    entry = CATALOGUE[code]
    for words, template in ((told.message, entry.message), (told.action, entry.action)):
        fields = set(re.findall(r"\{(\w+)\}", template))
        assert "“”" not in words
        assert "“”" not in re.sub("（[^（）]*）", "", words)
        assert fields <= {"found", "expected", "unit", "label", *example.facts}
    assert str(told.place) or code == "decision-unmatched"
    assert example.stood
    assert not example.stood.endswith("。")
    assert len(told.found) <= EXCERPT_LENGTH


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example_gives_no_fact_that_its_message_does_not_tell(code: str) -> None:
    entry, example = CATALOGUE[code], EXAMPLES[code]
    asked = set(re.findall(r"\{(\w+)\}", entry.message + entry.action))
    assert set(example.facts) <= asked


def test_the_page_has_a_heading_an_action_and_an_example_for_every_code() -> None:
    page = build_errors_page.page()
    parts = re.split(r"\n### ", page)[1:]
    assert [part.split("\n", 1)[0] for part in parts] == [*CATALOGUE]
    assert all("怎么办：" in part and "例：" in part and "→" in part for part in parts)
    waiting = [code for code, entry in CATALOGUE.items() if entry.needs_reason]
    assert [part.split("\n", 1)[0] for part in parts if "核实无误的" in part] == waiting
    assert {CATALOGUE[code].severity for code in waiting} == {Severity.WARN}
