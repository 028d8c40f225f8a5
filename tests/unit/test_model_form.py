"""A form in little room says what its records say."""

from __future__ import annotations

import pickle
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


forms = st.dictionaries(st.sampled_from(LABELS), st.tuples(_kinds, _texts)).map(cells_of)


@given(forms)
def test_cells_in_little_room_are_the_same_cells(cells: dict[str, Cell]) -> None:
    compact = form_cells(cells)
    assert compact == cells
    assert list(compact.items()) == list(cells.items())
    assert pickle.loads(pickle.dumps(compact)) == cells
    assert LABELS[0] in compact or LABELS[0] not in cells


@given(st.lists(forms, min_size=1, max_size=4))
def test_figures_in_little_room_are_the_same_figures(forms: list[dict[str, Cell]]) -> None:
    faults = Faults((), (), BRIEF)
    plain, compact = SubmissionReader(INDICATORS, faults), SubmissionReader(INDICATORS, faults)
    for cells in forms:
        one = Submission("收件/甲.xlsx", "", "甲局", None, cells)
        other = Submission("收件/甲.xlsx", "", "甲局", None, form_cells(cells))
        figures, texts, findings = plain.read(one)
        assert compact.read(other) == (figures, texts, findings)
        in_form, _, _ = compact.read(other)
        assert list(in_form) == list(figures)
        for label in LABELS:
            assert measure(in_form, label) == measure(figures, label)
            if label in figures:
                assert sources_of(label, [in_form]) == figures[label].sources


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
