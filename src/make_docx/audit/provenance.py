"""Turns the sources of a document's figures into the workbook that goes with the paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from make_docx.audit.grid import Column, Grid, Value
from make_docx.audit.sheets import STATUS_WORDS, number
from make_docx.audit.workbook import to_bytes
from make_docx.intake.looks import Look
from make_docx.model import CellRef, Figure

_SHEET: Final = "数据来源"
_PERCENT: Final = "%"


class Source(Struct, frozen=True):
    """What one unit gave to a figure of the document.

    `level` is 1 for what the document was made of, 2 for what that was made of. `given` names
    the figure as the unit reported it, which of a rate is one of its parts; None of a cell that
    was one of many. `ref` has no cell where a unit is only counted.
    """

    name: str
    shown: str
    total: Figure | None
    level: int
    unit: str
    given: Figure | None
    ref: CellRef


def write_provenance(document: str, sources: Sequence[Source]) -> bytes:
    """The workbook of `sources`, a row each; the same input gives the same bytes.

    Args:
        document: the name of the paper, for the heading.
        sources: level below level, in the order of the document.
    """
    columns = (
        Column("数据", 24, wraps=True),
        Column("公文里的写法", 18, wraps=True),
        Column("总数", 16, Look.TEXT, "right"),
        Column("计量单位", 10, Look.TEXT, "center"),
        Column("层级", 7, Look.TEXT, "center"),
        Column("单位", 28, wraps=True),
        Column("报送的指标", 20, wraps=True),
        Column("数值", 16, Look.TEXT, "right"),
        Column("准确程度", 11, Look.TEXT, "center"),
        Column("文件", 40, wraps=True),
        Column("位置", 20),
    )
    hint = "公文里每一个数由哪些单位的哪一格相加得来。层级 2 以下是下级公文自己的来源。"
    grid = Grid(
        _SHEET, f"{document}的数据来源", hint, columns, list(_rows(sources)), fixed_columns=1
    )
    return to_bytes(grid.title, (grid,))


def _rows(sources: Sequence[Source]) -> Iterator[tuple[Value, ...]]:
    for source in sources:
        total, given, ref = source.total, source.given, source.ref
        yield (
            source.name,
            source.shown,
            _number(total) if total else "",
            total.unit if total else "",
            str(source.level),
            f"{'　' * (source.level - 1)}{source.unit}",
            given.name if given else source.name,
            _number(given) if given else "",
            STATUS_WORDS[given.status] if given else "",
            ref.file,
            f"{ref.sheet}!{ref.cell}" if ref.cell else "",
        )


def _number(figure: Figure) -> Value:
    return number(figure, is_percent=figure.unit == _PERCENT)
