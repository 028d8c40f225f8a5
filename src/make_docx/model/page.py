"""Holds the text and the page as they are printed, and what a command did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from msgspec import Struct, field

from make_docx.findings import Finding
from make_docx.model.cell import Picture
from make_docx.model.choices import AnnexForm, Direction, Layout, Level, Sealing
from make_docx.model.report import Checked, Figure, Figures

# Word hides bookmarks that begin with _. Measured with LibreOffice 7.4: they keep their names and
# their words through .docx, .odt and .doc; a second one of the same name becomes _mdk_1_Copy_1,
# and one that spans paragraphs is dropped.
BOOKMARK_PREFIX: Final = "_mdk_"


class FigureMark(Struct, frozen=True):
    """Where a figure is printed: ``text[start:end]`` of a paragraph words it.

    `name` is the indicator's label, or 报送单位数 and the like; `scope` the unit or category whose
    figure it is, empty for the total. `as_written` is the reference in the brief, without 【】.
    """

    start: int
    end: int
    name: str
    scope: str = ""
    as_written: str = ""


class Paragraph(Struct, frozen=True):
    """A paragraph of a text as printed: `number` is 一、 or （一） or 1. or （1） or empty.

    `marks` do not overlap and are in order. A `picture` stands above its caption, the text.
    `is_quoted` where a unit's own words, or those of a table, are in it.
    """

    level: Level
    number: str
    text: str
    marks: tuple[FigureMark, ...] = ()
    picture: Picture | None = None
    is_quoted: bool = False


class RowKind(StrEnum):
    """What a row of the 统计表 is."""

    UNIT = "unit"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    MISSING = "missing"


class TableColumn(Struct, frozen=True):
    """A column of the 统计表; `numeric` columns are centred, the others flush left."""

    head: str
    unit: str = ""
    numeric: bool = True


class TableRow(Struct, frozen=True):
    kind: RowKind
    cells: tuple[str, ...]


class StatTable(Struct, frozen=True):
    """统计表 as printed: every cell is final text, one per column."""

    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    note: str = ""


class Annex(Struct, frozen=True):
    """An 附件 as printed; `number` is 0 when it is the only one (GB/T 9704 7.3.4)."""

    number: int
    name: str
    form: AnnexForm
    paragraphs: tuple[Paragraph, ...] = ()
    table: StatTable | None = None


class Enclosure(Struct, frozen=True):
    """印发件: what a 通知 issues or passes on, on pages of its own, without the word 附件."""

    title: str
    paragraphs: tuple[Paragraph, ...]


class Text(Struct, frozen=True):
    """What `wording.compose` makes of the brief and the figures.

    `figures` are those of tables and rankings, by the `name` of their marks; those of the
    indicators are among the totals.
    """

    title: str
    paragraphs: tuple[Paragraph, ...]
    enclosures: tuple[Enclosure, ...] = ()
    annexes: tuple[Annex, ...] = ()
    findings: tuple[Finding, ...] = ()
    figures: Mapping[str, Figure] = field(default_factory=dict)


class Mark(Struct, frozen=True):
    """发文机关标志: one name, or the stack of a joint issue with 文件 at its side (7.2.4)."""

    organs: tuple[str, ...] = ()
    suffix: str = ""  # beside the stack; one name has it in itself

    @property
    def is_joint(self) -> bool:
        return len(self.organs) > 1


class Document(Struct, frozen=True):
    """Every element of the page as printed; empty means the element is not there.

    `title_lines` is the title broken for the page (7.3.1). Dates are already words. `posts` are
    the 职务 beside the 签名章, one for each of `signatures`. `attendance` holds label and names
    of 出席, 请假 and 列席 (10.3). Where there are `enclosures`, the 附件 are theirs.
    """

    direction: Direction
    mark: Mark
    number: str
    title: str
    title_lines: tuple[str, ...]
    addressee: str
    paragraphs: tuple[Paragraph, ...]
    signatures: tuple[str, ...]
    issued_on: str
    issuer: str
    created: dt.date
    layout: Layout = Layout.DOCUMENT
    sealing: Sealing = Sealing.SEAL
    posts: tuple[str, ...] = ()
    attendance: tuple[tuple[str, str], ...] = ()
    addressee_in_colophon: bool = False  # 7.3.2: it would leave no room for text on page 1
    copy_number: str = ""
    secrecy: str = ""
    urgency: str = ""
    signers: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    annexes: tuple[Annex, ...] = ()
    note: str = ""
    copies_to: str = ""
    printed_by: str = ""
    printed_on: str = ""


class BuiltDocument(Struct, frozen=True):
    path: str
    sha256: str
    unit: str = ""
    pdf: str = ""  # path of its PDF, if one was asked for
    review: str = ""  # path of its copy with comments, if one was asked for
    form: str = ""  # path of the form that it attaches, if it attaches one


class Outcome(Struct, frozen=True):
    """What a command found and did; `report` prints it, `cli` turns it into an exit code."""

    checked: Checked
    findings: tuple[Finding, ...]
    figures: Figures | None = None
    documents: tuple[BuiltDocument, ...] = ()

    @property
    def ok(self) -> bool:
        return not any(finding.stops for finding in self.findings)
