"""Holds what came back from the units, and the figures made of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct, field

from make_docx.findings import Finding
from make_docx.model.brief import Unit
from make_docx.model.cell import Cell, CellRef
from make_docx.model.choices import Status
from make_docx.model.table import Entry, Record


class Base(Struct, frozen=True):
    """The units at the bottom of the reporting chain that a report is of: by itself, one."""

    expected: int = 1
    reported: int = 1


class Submission(Struct, frozen=True):
    """One unit's report as found: a returned form, or a row of the 数据 sheet."""

    file: str
    sha256: str
    unit: str  # the name as the unit wrote it
    unit_ref: CellRef | None
    cells: Mapping[str, Cell]  # indicator label → its cell
    filled_on: dt.date | None = None  # 填报日期
    filled_on_ref: CellRef | None = None
    kind_id: str = ""
    form_version: str = ""
    form_changes: str = ""  # what the form shows to differ from the brief, in words
    period: str = ""
    period_ref: CellRef | None = None  # where the form shows its 报送期次
    version_ref: CellRef | None = None  # where it shows its 表号
    records: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)  # by table
    base: Base | None = Base()  # None where a document does not tell
    # indicator label → 填报日期 of its value, where that is another one than `filled_on`
    dated: Mapping[str, dt.date | None] = field(default_factory=dict)


class FileStatus(StrEnum):
    """What became of a file; the values are what ``--json`` prints."""

    ACCEPTED = "accepted"
    NOTED = "noted"
    WARNED = "warned"
    REJECTED = "rejected"
    SKIPPED = "skipped"


class Received(Struct, frozen=True):
    """Everything found in 收件/: `files` names every path, also the ones that gave nothing."""

    submissions: tuple[Submission, ...]
    files: tuple[str, ...]
    skipped: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


class FileRecord(Struct, frozen=True):
    """One line of the list of files."""

    path: str
    status: FileStatus
    unit: str = ""
    form_version: str = ""


class Figure(Struct, frozen=True):
    """数据: a number with its 计量单位, how exact it is, and the cells it came from."""

    name: str
    value: Decimal | None
    unit: str = ""
    status: Status = Status.EXACT
    sources: Sequence[CellRef] = ()
    is_quotient: bool = False  # computed by division: its decimals were typed by nobody

    @property
    def is_nothing(self) -> bool:
        """Zero, 不适用 or 缺报: what a clause in braces is left out for."""
        return self.value is None or self.value == 0


class UnitReport(Struct, frozen=True):
    """A unit's accepted report."""

    unit: Unit
    file: str
    figures: Mapping[str, Figure]
    texts: Mapping[str, str] = field(default_factory=dict)
    filled_on: dt.date | None = None
    base: Base | None = Base()  # None where a document does not tell
    sha256: str = ""  # of the file
    dated: Mapping[str, dt.date | None] = field(default_factory=dict)  # as in `Submission`

    def date_of(self, label: str) -> dt.date | None:
        """When the figure was filled in."""
        return self.dated.get(label, self.filled_on)


class Checked(Struct, frozen=True):
    """The result of checking; only `figures.check` makes one.

    `reports` are in roster order, and so are the `entries` of the units' tables. `unknown`
    holds excerpts of names: anything may stand there.
    """

    expected: tuple[Unit, ...]
    reports: tuple[UnitReport, ...]
    missing: tuple[Unit, ...] = ()
    duplicate: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    files: tuple[FileRecord, ...] = ()
    entries: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)  # by table
    findings: tuple[Finding, ...] = ()


class Among(Struct, frozen=True):
    """All that the document of one of several units knows of the others.

    `places` hold the 名次 that the 排名表 of all units gives to those that have a value: indicator
    label → unit name → 名次. `is_partial` says that units are missing from them. `decimals`, by
    label, are those that the figures of all share: with fewer, nobody could tell their 名次.
    """

    places: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    decimals: Mapping[str, int] = field(default_factory=dict)
    is_partial: bool = False


class Figures(Struct, frozen=True):
    """Every total of the job. Keys are indicator labels, categories and unit names.

    `base` counts the units at the bottom of the chain, by the names that the text has for it.
    `of_text` are those that only the text states, of tables and rankings (`Text.figures`).
    `among` is there where these are of one of several units that get a document each.
    """

    totals: Mapping[str, Figure]
    by_category: Mapping[str, Mapping[str, Figure]]  # category → label → figure
    by_unit: Mapping[str, Mapping[str, Figure]]  # unit name → label → figure
    previous: Mapping[str, Figure] = field(default_factory=dict)
    base: Mapping[str, Figure] = field(default_factory=dict)
    of_text: Mapping[str, Figure] = field(default_factory=dict)
    among: Among | None = None
    findings: tuple[Finding, ...] = ()
