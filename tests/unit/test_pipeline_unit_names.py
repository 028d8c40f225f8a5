"""The names of the units' files: safe, and all different on every system."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from make_docx.model import Unit
from make_docx.pipeline.unit_names import REVIEW, unit_names

NAMES = st.lists(
    st.sampled_from(
        ["甲局", "甲/局", "甲:局", "A", "a", "甲局 2", "长" * 99]
        + [f"甲局{REVIEW * count}" for count in (1, 2, 3)]
    ),
    unique=True,
)


def names_of(*units: Unit) -> list[str]:
    return list(unit_names(units).values())


def test_a_file_has_the_name_of_its_unit() -> None:
    assert names_of(Unit("城关镇卫生院"), Unit("甲/乙")) == ["城关镇卫生院", "甲_乙"]


def test_what_some_system_takes_for_one_name_is_told_apart_by_its_code() -> None:
    units = Unit("A局", code="01"), Unit("a局", code="02"), Unit("b局", code="03")
    assert names_of(*units) == ["A局 01", "a局 02", "b局"]


def test_where_there_is_no_code_the_number_on_the_roster_does_it() -> None:
    assert names_of(Unit("甲/局"), Unit("乙局"), Unit("甲:局")) == ["甲_局 1", "乙局", "甲_局 3"]
    same = Unit("甲/局", code="1"), Unit("甲:局", code="1")
    assert names_of(*same) == ["甲_局 1", "甲_局 2"]


def test_a_unit_may_be_called_like_the_copy_for_review_of_another() -> None:
    assert names_of(Unit("甲"), Unit(f"甲{REVIEW}")) == ["甲 1", f"甲{REVIEW} 2"]
    copy = f"甲{REVIEW}{REVIEW}"
    assert names_of(Unit("甲"), Unit(copy)) == ["甲 1", f"{copy} 2"]


@settings(max_examples=40)
@given(NAMES, st.sampled_from(["", "1", "x" * 200]))
def test_no_two_are_the_same_and_none_is_too_long(names: list[str], code: str) -> None:
    found = names_of(*(Unit(name, code=code) for name in names))
    files = [name.casefold() for name in found]
    assert len({*files, *(f"{name}{REVIEW}" for name in files)}) == 2 * len(names)
    assert all(len(f"{name}{REVIEW}.docx".encode()) < 255 for name in found)
