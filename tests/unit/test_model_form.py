"""A form in little room says what its records say."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from make_docx.figures.faults import Faults
from make_docx.figures.submission import SubmissionReader
from make_docx.model import (
    Brief,
    Cell,
    CellKind,
    CellRef,
    Elements,
    Figure,
    FormCells,
    Indicator,
    Measures,
    Status,
    Submission,
    ValueType,
    form_cells,
    measure,
    sources_of,
)

LABELS = ("悬挂横幅", "满意率", "主要做法", "发放资料")
INDICATORS = (
    Indicator(LABELS[0], "条"),
    Indicator(LABELS[1], "%", ValueType.PERCENT, required=False),
    Indicator(LABELS[2], "", ValueType.TEXT, required=False),
    Indicator(LABELS[3], "份", required=False),
)
BRIEF = Brief("公文要素.xlsx", "k", Elements(), {}, INDICATORS)

_texts = st.sampled_from(("12", "0.5", "约200", "-3", "98.5%", "未报", "", "\u200b", "甲", "007"))
_kinds = st.sampled_from(CellKind)


def cells_of(found: dict[str, tuple[CellKind, str]], file: str = "收件/甲.xlsx") -> dict[str, Cell]:
    return {
        label: Cell(CellRef(file, "填报表", f"D{LABELS.index(label) + 5}"), label, kind, text)
        for label, (kind, text) in found.items()
    }


odd_forms = st.dictionaries(st.sampled_from(LABELS), st.tuples(_kinds, _texts)).map(cells_of)


def whole_form(numbers: Sequence[str]) -> dict[str, Cell]:
    """A form that nothing is to be said of; the second number is that of a percentage."""
    first, second, third = numbers
    texts = (first, f"{second}%", "走访", third)
    kinds = (CellKind.NUMBER, CellKind.TEXT, CellKind.TEXT, CellKind.NUMBER)
    return cells_of(dict(zip(LABELS, zip(kinds, texts, strict=True), strict=True)))


NUMBERS = ("71", "12", "45", "98")
_drawn = st.permutations(NUMBERS).map(lambda numbers: numbers[:3])  # no two of a form the same
whole_forms = _drawn.map(whole_form)


def submissions(cells: dict[str, Cell]) -> tuple[Submission, Submission]:
    """The same form with its cells as they are, and in little room."""
    plain = Submission("收件/甲.xlsx", "", "甲局", None, cells)
    return plain, replace(plain, cells=form_cells(cells))


def is_known(reader: SubmissionReader, form: Submission) -> bool:
    """Whether the form is read the quick way, each number as what it is known to be."""
    assert isinstance(form.cells, FormCells)
    return reader._known_form(form, form.cells) is not None


@given(odd_forms | whole_forms)
def test_cells_in_little_room_are_the_same_cells(cells: dict[str, Cell]) -> None:
    compact = form_cells(cells)
    assert compact == cells
    assert list(compact.items()) == list(cells.items())
    assert pickle.loads(pickle.dumps(compact)) == cells
    assert LABELS[0] in compact or LABELS[0] not in cells


@given(st.lists(whole_forms | whole_forms | odd_forms, min_size=1, max_size=8))
def test_figures_in_little_room_are_the_same_figures(forms: list[dict[str, Cell]]) -> None:
    faults = Faults((), (), BRIEF)
    plain, compact = SubmissionReader(INDICATORS, faults), SubmissionReader(INDICATORS, faults)
    for cells in forms:
        one, other = submissions(cells)
        figures, texts, findings = plain.read(one)
        assert compact.read(other) == (figures, texts, findings)
        in_form, _, _ = compact.read(other)
        assert list(in_form) == list(figures)
        for label in LABELS:
            assert measure(in_form, label) == measure(figures, label)
            if label in figures:
                assert sources_of(label, [in_form]) == figures[label].sources


@given(st.lists(whole_forms | odd_forms, max_size=6), st.booleans())
def test_measures_of_many_forms_are_those_of_each(
    forms: list[dict[str, Cell]], has_records: bool
) -> None:
    reader = SubmissionReader(INDICATORS, Faults((), (), BRIEF))
    owners = [reader.read(submissions(cells)[1])[0] for cells in forms]
    if has_records:
        owners += [dict(owners[0])] if owners else []
    measures = Measures(owners)
    for label in (*LABELS, "别的"):
        values, statuses = measures.of(label)
        expected = [measure(own, label) or (None, None) for own in owners]
        assert [*zip(values, statuses, strict=True)] == expected


@given(st.lists(_drawn, min_size=3, max_size=8))
def test_whole_forms_are_read_the_quick_way_and_say_the_same(drawn: list[list[str]]) -> None:
    """Each number has been with each label before, so that a wrong one would be known as well."""
    faults = Faults((), (), BRIEF)
    plain, compact = SubmissionReader(INDICATORS, faults), SubmissionReader(INDICATORS, faults)
    for number in NUMBERS:
        compact.read(submissions(whole_form([number] * 3))[1])
    for numbers in drawn:
        one, other = submissions(whole_form(numbers))
        assert is_known(compact, other)
        figures, texts, findings = compact.read(other)
        assert (figures, texts, findings) == plain.read(one)
        values = [str(figure.value) for figure in figures.values()]
        assert values == [numbers[0], f"0.{numbers[1]}", numbers[2]]
        assert texts == {LABELS[2]: "走访"}


def test_numbers_that_changed_places_are_not_taken_for_each_other() -> None:
    """By the third form either number is known of either label."""
    reader = SubmissionReader(INDICATORS, Faults((), (), BRIEF))
    for numbers in (("12", "71", "345"), ("345", "71", "12"), ("12", "71", "345")):
        _, form = submissions(whole_form(numbers))
        figures, _, _ = reader.read(form)
        assert (figures[LABELS[0]].value, figures[LABELS[3]].value) == (
            Decimal(numbers[0]),
            Decimal(numbers[2]),
        )
        assert figures[LABELS[0]].sources == (CellRef("收件/甲.xlsx", "填报表", "D5"),)
        assert figures[LABELS[3]].sources == (CellRef("收件/甲.xlsx", "填报表", "D8"),)
    assert is_known(reader, submissions(whole_form(("345", "71", "12")))[1])


def test_forms_that_are_alike_share_their_plan() -> None:
    one = form_cells(cells_of({LABELS[0]: (CellKind.NUMBER, "1")}))
    other = form_cells(cells_of({LABELS[0]: (CellKind.BLANK, "")}, "收件/乙.xlsx"))
    assert isinstance(one, FormCells)
    assert isinstance(other, FormCells)
    assert one.plan is other.plan
    assert pickle.loads(pickle.dumps(one)).plan is one.plan


def test_cells_of_two_files_or_of_other_labels_stay_as_they_are() -> None:
    one = cells_of({LABELS[0]: (CellKind.NUMBER, "1")})
    other = cells_of({LABELS[1]: (CellKind.NUMBER, "1")}, "收件/乙.xlsx")
    assert type(form_cells(one | other)) is dict
    assert type(form_cells({"别的": one[LABELS[0]]})) is dict


def test_cells_that_do_not_fit_their_plan_are_refused() -> None:
    form = form_cells(cells_of({LABELS[0]: (CellKind.NUMBER, "1")}))
    assert isinstance(form, FormCells)
    with pytest.raises(ValueError, match="plan"):
        FormCells(form.plan, form.file, "nn", ("1",))
    with pytest.raises(ValueError, match="plan"):
        FormCells(form.plan, form.file, "?", ("1",))


def test_sources_are_a_sequence_of_cells_that_equals_the_tuple_of_them() -> None:
    faults = Faults((), (), BRIEF)
    reader = SubmissionReader(INDICATORS, faults)
    files = [f"收件/{number}.xlsx" for number in range(3)]
    figures = [
        reader.read(
            Submission(
                file, "", "", None, form_cells(cells_of({LABELS[0]: (CellKind.NUMBER, "7")}, file))
            )
        )[0]
        for file in files
    ]
    sources = sources_of(LABELS[0], figures)
    cells = tuple(CellRef(file, "填报表", "D5") for file in files)
    assert (len(sources), sources[1], tuple(sources[1:])) == (3, cells[1], cells[1:])
    assert sources == cells
    total = Figure("x", Decimal(21), "条", Status.EXACT, sources)
    assert total == Figure("x", Decimal(21), "条", Status.EXACT, cells)
    assert hash(total) == hash(Figure("x", Decimal(21), "条", Status.EXACT, cells))
