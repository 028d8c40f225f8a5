"""Holds the text and the page as they are printed, and what a command did."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from make_docx.findings import Finding
from make_docx.model.choices import AnnexForm, Direction, Level
from make_docx.model.report import Checked, Figures


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body as printed: `number` is 一、 or （一） or 1. or （1） or empty."""

    level: Level
    number: str
    text: str


class RowKind(StrEnum):
    """What a row of the 统计表 is."""

    UNIT = "unit"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of the 统计表; `numeric` columns are centred, the others flush left."""

    head: str
    unit: str = ""
    numeric: bool = True


@dataclass(frozen=True, slots=True)
class TableRow:
    kind: RowKind
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatTable:
    """统计表 as printed: every cell is final text, one per column."""

    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """An 附件 as printed; `number` is 0 when it is the only one (GB/T 9704 7.3.4)."""

    number: int
    name: str
    form: AnnexForm
    paragraphs: tuple[str, ...] = ()
    table: StatTable | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """What `wording.compose` makes of the brief and the figures."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    annexes: tuple[Annex, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """Every element of the page as printed; empty means the element is not there.

    `title_lines` is the title broken for the page (7.3.1). Dates are already words.
    """

    direction: Direction
    mark: str
    number: str
    title: str
    title_lines: tuple[str, ...]
    addressee: str
    paragraphs: tuple[Paragraph, ...]
    signature: str
    issued_on: str
    issuer: str
    created: dt.date
    sealed: bool = True
    copy_number: str = ""
    secrecy: str = ""
    urgency: str = ""
    signers: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    note: str = ""
    copies_to: str = ""
    printed_by: str = ""
    printed_on: str = ""


@dataclass(frozen=True, slots=True)
class BuiltDocument:
    path: str
    sha256: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command found and did; `report` prints it, `cli` turns it into an exit code."""

    checked: Checked
    findings: tuple[Finding, ...]
    figures: Figures | None = None
    documents: tuple[BuiltDocument, ...] = ()

    @property
    def ok(self) -> bool:
        return not any(finding.blocks for finding in self.findings)
