"""Holds what a worksheet shows: values by their place, merges, and what is hidden."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from msgspec import Struct, field
from msgspec.structs import force_setattr

from make_docx.cell_address import column_letters
from make_docx.intake import shown
from make_docx.labels import label_key
from make_docx.model import CellKind

_LONGEST_LABEL: Final = 500  # characters; a longer text is nobody's label


class Spot(NamedTuple):
    """A place in a sheet; both count from 1."""

    row: int
    column: int

    @property
    def coordinate(self) -> str:
        return f"{column_letters(self.column)}{self.row}"


class Value(Struct, frozen=True):
    """What a cell holds, as in `model.Cell`; `number_format` of numbers and dates only."""

    kind: CellKind
    text: str = ""
    number_format: str = ""

    @property
    def is_blank(self) -> bool:
        return self.kind is CellKind.BLANK

    @property
    def words(self) -> str:
        """The text; a day is said with the parts that are shown of it."""
        if self.kind is not CellKind.DATE:
            return self.text.strip()
        try:
            moment = dt.datetime.fromisoformat(self.text)
        except ValueError:
            return self._clock
        return shown.day(moment, self.number_format)

    @property
    def _clock(self) -> str:
        """A time of day; a span of time is told as it is stored."""
        try:
            return shown.clock(dt.time.fromisoformat(self.text), self.number_format)
        except ValueError:
            return self.text


BLANK: Final = Value(CellKind.BLANK)


class Sheet(Struct, frozen=True):
    """The cells of a worksheet that hold something, and its merges.

    `merges` has every cell of a merge, with the first and the last of the merge. `beyond` is the
    first cell past the limits that holds something: it and what follows has not been read.
    `formulas` are without the ``=``. `in_cells` has the pictures that are a cell's value: the id
    that WPS gives them, or ``#`` and the number that Excel gives them. `part` is the member of the
    zip that the sheet was read from. `is_padded` says that it goes on past what is read, with
    nothing in it.
    """

    title: str
    values: Mapping[Spot, Value]
    merges: Mapping[Spot, tuple[Spot, Spot]] = field(default_factory=dict)
    beyond: Spot | None = None
    is_hidden: bool = False
    formulas: Mapping[Spot, str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    in_cells: Mapping[Spot, str] = field(default_factory=dict)
    comments: Mapping[Spot, str] = field(default_factory=dict)
    part: str = ""
    is_padded: bool = False
    # What follows from the values:
    _keys: Mapping[str, Sequence[Spot]] = field(default_factory=dict)
    _rows: Mapping[int, Sequence[int]] = field(default_factory=dict)
    _texts: Mapping[int, Sequence[tuple[Spot, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        keys: dict[str, list[Spot]] = defaultdict(list)
        rows: dict[int, list[int]] = defaultdict(list)
        texts: dict[int, list[tuple[Spot, str]]] = defaultdict(list)
        spots_of: dict[str, list[Spot]] = {}  # by text: many are the same
        for spot in sorted(self.values):
            value = self.values[spot]
            row, column = spot
            rows[row].append(column)
            if value.kind is not CellKind.TEXT:
                continue
            text = value.text
            texts[row].append((spot, text))
            if len(text) > _LONGEST_LABEL:
                continue
            if text not in spots_of:
                spots_of[text] = keys[label_key(text)]
            spots_of[text].append(spot)
        force_setattr(self, "_keys", dict(keys))
        force_setattr(self, "_rows", dict(rows))
        force_setattr(self, "_texts", dict(texts))

    def at(self, spot: Spot) -> Value:
        return self.values.get(spot, BLANK)

    def origin(self, spot: Spot) -> Spot:
        """The cell that holds the value of the merge `spot` lies in, or `spot` itself."""
        return self.merges[spot][0] if spot in self.merges else spot

    def beside(self, spot: Spot) -> Spot:
        """The next cell to the right, past the merge that `spot` lies in."""
        last = self.merges[spot][1] if spot in self.merges else spot
        return Spot(spot.row, last.column + 1)

    def is_out_of_sight(self, spot: Spot) -> bool:
        """Whether its row or column is hidden."""
        return spot.row in self.hidden_rows or spot.column in self.hidden_columns

    @property
    def by_key(self) -> Mapping[str, Sequence[Spot]]:
        """`label_key` of every text that may be a label → its cells, row by row."""
        return self._keys

    @property
    def by_row(self) -> Mapping[int, Sequence[int]]:
        """Row → the columns in which it holds something; both in order."""
        return self._rows

    def texts_of(self, row: int) -> Sequence[tuple[Spot, str]]:
        """The texts of a row, from left to right."""
        return self._texts.get(row, ())
