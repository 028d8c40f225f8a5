"""Turns remarks that every other cell of a column calls for into one that counts them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Final

from msgspec.structs import replace

from make_docx.findings import Finding

_NAMED: Final = 5  # cells in a message
_FOLDED: Final = frozenset(
    {
        *("entry-yearless", "entry-other-year", "entry-later"),
        *("entry-clock", "entry-serial", "entry-read-as"),
        *("cell-read-as", "cell-spaced", "cell-approximate", "records-merged"),
    }
)


def folded(findings: Iterable[Finding]) -> list[Finding]:
    """The findings about the rows of one table; remarks of one code on one column as the first.

    Errors stay as they are, for each has to be mended. What was confirmed of a remark holds for
    just these cells with just this in them.
    """
    groups: dict[tuple[str, str, str] | int, list[Finding]] = {}
    for number, found in enumerate(findings):
        is_folded = found.code in _FOLDED and not found.blocks
        key = (found.code, found.place.sheet, found.place.label) if is_folded else number
        groups.setdefault(key, []).append(found)
    return [_one(group) for group in groups.values()]


def _one(group: Sequence[Finding]) -> Finding:
    first = group[0]
    if len(group) == 1:
        return first
    cells = "、".join(found.place.cell for found in group[:_NAMED])
    more = " 等" if len(group) > _NAMED else ""
    every = "|".join(f"{found.place.cell} {found.digest}" for found in group)
    return replace(
        first,
        message=f"{first.message}；这一栏这样的共 {len(group)} 处（{cells}{more}）",
        digest=sha256(every.encode()).hexdigest()[:12],
    )
