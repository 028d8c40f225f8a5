"""Holds the cells and the figures of a returned form in a twentieth of the room of their records.

Forms made from one are alike but for what was typed: where the cells stand is held once for all
of them, and a `Cell` or a `Figure` is made when somebody asks for it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final, TypeAlias, overload

from msgspec import Struct

from make_docx.model.cell import Cell, CellKind, CellRef
from make_docx.model.choices import Status
from make_docx.model.report import Figure

Places: TypeAlias = tuple[tuple[str, str, str], ...]  # label, sheet and cell of each

# A letter for each kind: strings of them are shared, and JSON can hold them.
_KIND_OF: Final = dict(zip("-ntbdef", CellKind, strict=True))
_LETTER_OF: Final = {kind: letter for letter, kind in _KIND_OF.items()}


class Plan(Struct, frozen=True, eq=False):  # one for all forms that are alike: `plan_of`
    """Where the cells stand in forms that are alike; `index` finds a label among the `places`."""

    places: Places
    index: Mapping[str, int]

    def __reduce__(self) -> tuple[object, ...]:
        return plan_of, (self.places,)


@lru_cache(maxsize=1 << 10)
def plan_of(places: Places) -> Plan:
    """The plan of these places, the same one for equal places."""
    return Plan(places, {label: at for at, (label, _, _) in enumerate(places)})


@lru_cache(maxsize=1 << 10)
def _are_kinds(letters: str) -> bool:
    return set(letters) <= _KIND_OF.keys()


class FormCells(Mapping[str, Cell]):
    """The cells of a form by label; `kinds` has a letter for each."""

    __slots__ = ("file", "kinds", "plan", "texts")

    def __init__(self, plan: Plan, file: str, kinds: str, texts: Sequence[str]) -> None:
        if not len(plan.places) == len(kinds) == len(texts) or not _are_kinds(kinds):
            raise ValueError("not the cells of this plan")
        self.plan = plan
        self.file = file
        self.kinds = sys.intern(kinds)
        self.texts = tuple(map(sys.intern, texts))  # most numbers come again and again

    def __getitem__(self, label: str) -> Cell:
        at = self.plan.index[label]
        return Cell(self.ref(label), label, self.kind_at(at), self.texts[at])

    def __iter__(self) -> Iterator[str]:
        return iter(self.plan.index)

    def __len__(self) -> int:
        return len(self.texts)

    def __contains__(self, label: object) -> bool:
        return label in self.plan.index

    def __repr__(self) -> str:
        return f"FormCells({dict(self)!r})"

    def __reduce__(self) -> tuple[object, ...]:
        return FormCells, (self.plan, self.file, self.kinds, self.texts)

    def kind_at(self, at: int) -> CellKind:
        """The kind of the cell with that number."""
        return _KIND_OF[self.kinds[at]]

    def ref(self, label: str) -> CellRef:
        """Where the cell of `label` stands."""
        _, sheet, cell = self.plan.places[self.plan.index[label]]
        return CellRef(self.file, sheet, cell)


def form_cells(cells: Mapping[str, Cell]) -> Mapping[str, Cell]:
    """The same cells in less room, if they are of one file and under their own labels."""
    file, *others = {cell.ref.file for cell in cells.values()} or ("",)
    if not cells or others or any(label != cell.label for label, cell in cells.items()):
        return cells
    places = tuple((label, cell.ref.sheet, cell.ref.cell) for label, cell in cells.items())
    kinds = "".join(_LETTER_OF[cell.kind] for cell in cells.values())
    return FormCells(plan_of(places), file, kinds, [cell.text for cell in cells.values()])


Measure: TypeAlias = tuple[Decimal | None, Status]  # a figure's value, and how exact it is
MeasureColumn: TypeAlias = tuple[Sequence[Decimal | None], Sequence[Status | None]]


class Columns(Struct, frozen=True, eq=False):
    """What the figures of forms that are alike are called and measured in, in their order.

    `statuses` and the labels in `blank`, whose cells are, are alike in most of them as well.
    """

    index: Mapping[str, int]
    units: tuple[str, ...]
    statuses: tuple[Status, ...]
    blank: frozenset[str]


class FormFigures(Mapping[str, Figure]):
    """The figures of a form by label, each of one cell of it or, where that is blank, of none.

    `typed` are their values, in the order of `columns`.
    """

    __slots__ = ("cells", "columns", "typed")

    def __init__(self, columns: Columns, cells: FormCells, typed: Sequence[Decimal | None]) -> None:
        self.columns = columns
        self.cells = cells
        self.typed = tuple(typed)

    def __getitem__(self, label: str) -> Figure:
        columns = self.columns
        at = columns.index[label]
        sources = () if label in columns.blank else (self.cells.ref(label),)
        return Figure(label, self.typed[at], columns.units[at], columns.statuses[at], sources)

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns.index)

    def __len__(self) -> int:
        return len(self.typed)

    def __contains__(self, label: object) -> bool:
        return label in self.columns.index

    def __repr__(self) -> str:
        return f"FormFigures({dict(self)!r})"


def measure(figures: Mapping[str, Figure], label: str) -> Measure | None:
    """The value of a figure and how exact it is, without the record; ``None`` if there is none."""
    if isinstance(figures, FormFigures):
        at = figures.columns.index.get(label)
        return None if at is None else (figures.typed[at], figures.columns.statuses[at])
    figure = figures.get(label)
    return (figure.value, figure.status) if figure else None


class Measures:
    """What many `owners` have for a label, as a column; one that has no such figure has ``None``.

    Forms with the same labels are turned into columns all at once, in a twentieth of the time that
    asking each form for each label takes.
    """

    def __init__(self, owners: Iterable[Mapping[str, Figure]]) -> None:
        self.owners = tuple(owners)
        self._columns: dict[str, MeasureColumn] = {}
        self._kinds = _kinds(self.owners)
        forms = [own for own in self.owners if isinstance(own, FormFigures)]
        if len(forms) == len(self.owners) and len({id(form.columns.index) for form in forms}) == 1:
            values = zip(*[form.typed for form in forms], strict=True)
            statuses = zip(*[form.columns.statuses for form in forms], strict=True)
            columns = zip(values, statuses, strict=True)
            self._columns = dict(zip(forms[0].columns.index, columns, strict=True))

    def of(self, label: str) -> MeasureColumn:
        """The values, and how exact they are, in the order of the owners."""
        column = self._columns.get(label)
        if column is None:
            found = [measure(own, label) or (None, None) for own in self.owners]
            column = [value for value, _ in found], [status for _, status in found]
            self._columns[label] = column
        return column

    def sources(self, label: str) -> Sequence[CellRef]:
        """`sources_of` the label, if all have it."""
        return _sources(label, self.owners, self._kinds)


def sources_of(label: str, owners: Sequence[Mapping[str, Figure]]) -> Sequence[CellRef]:
    """The cells that the figures of `label` came from."""
    return _sources(label, owners, _kinds(owners))


def _kinds(owners: Sequence[Mapping[str, Figure]]) -> set[Columns | None]:
    """The columns of those that are forms, and ``None`` if there are others."""
    return {owner.columns if isinstance(owner, FormFigures) else None for owner in owners}


def _sources(
    label: str, owners: Sequence[Mapping[str, Figure]], kinds: set[Columns | None]
) -> Sequence[CellRef]:
    if all(kind is not None and label not in kind.blank for kind in kinds):
        return _Sources(label, owners)
    return tuple(ref for owner in owners for ref in owner[label].sources)


class _Sources(Sequence[CellRef]):
    """A cell of each form, made when somebody asks for it."""

    __slots__ = ("_label", "_owners")

    def __init__(self, label: str, owners: Sequence[Mapping[str, Figure]]) -> None:
        self._label = label
        self._owners = tuple(owners)

    @overload
    def __getitem__(self, at: int) -> CellRef: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[CellRef]: ...
    def __getitem__(self, at: int | slice) -> CellRef | Sequence[CellRef]:
        if isinstance(at, slice):
            return _Sources(self._label, self._owners[at])
        return self._owners[at][self._label].sources[0]

    def __len__(self) -> int:
        return len(self._owners)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))
