"""Holds the frozen types that carry a job from its cells to its document.

    收件/*.xlsx ─intake─▶ Submission ─figures.check─▶ Checked ─figures.total─▶ Figures
    公文要素.xlsx ─intake─▶ Brief                                                │
                             Text ◀─wording.compose──────────────────────────────┘
                              └─official.arrange─▶ Document ─document.render─▶ bytes

Nothing here reads a file or formats a word. Numbers are `Decimal` from the cell on; a
percentage is kept as its ratio (99.2% is `Decimal("0.992")` with unit ``%``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from make_docx.findings import Finding, Place


class Status(StrEnum):
    """How exact a figure is; the values are what ``--json`` prints."""

    EXACT = "exact"
    ABOUT = "about"  # 约200、200左右
    AT_LEAST = "at_least"  # 200余、超200
    AT_MOST = "at_most"  # 近200、不足200
    NOT_APPLICABLE = "not_applicable"  # /、不适用
    MISSING = "missing"  # 缺报


class ValueType(StrEnum):
    """类型 of an indicator, as written in the 指标 sheet."""

    INTEGER = "整数"
    DECIMAL = "小数"
    PERCENT = "百分比"
    TEXT = "文字"


class Aggregation(StrEnum):
    """汇总方式 of an indicator, as written in the 指标 sheet."""

    SUM = "合计"
    MAXIMUM = "最大"
    MINIMUM = "最小"
    LATEST = "最新"
    SAME = "各单位相同"
    RATE = "比率"
    NONE = "不汇总"


class Direction(StrEnum):
    """行文方向: decides the 版头 and whether a 签发人 is printed (条例 9(六))."""

    UP = "上行文"
    DOWN = "下行文"


class Layout(StrEnum):
    """版式: which page of GB/T 9704 the document is."""

    DOCUMENT = "文件"  # the general format (clause 7)


class Level(StrEnum):
    """层次 of a row of the 正文 sheet (GB/T 9704 7.3.3)."""

    HEADING_1 = "一级标题"
    HEADING_2 = "二级标题"
    HEADING_3 = "三级标题"
    HEADING_4 = "四级标题"
    BODY = "正文"


class AnnexForm(StrEnum):
    """形式 of a row of the 附件 sheet."""

    TABLE = "统计表"  # made by the program from the units' figures
    TEXT = "文字"  # the 内容 cell, a paragraph a line
    SEPARATE = "另附"  # named in the 附件说明, bound separately


# ── cells ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class CellRef:
    """One cell of one file; `file` is the path inside the job, with ``/``."""

    file: str
    sheet: str
    cell: str

    def place(self, label: str = "") -> Place:
        return Place(file=self.file, sheet=self.sheet, cell=self.cell, label=label)


class CellKind(StrEnum):
    """What a workbook stores in a cell, before anything is made of it."""

    BLANK = "blank"
    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    DATE = "date"
    ERROR = "error"  # #REF! and the like
    FORMULA = "formula"  # a formula that was never calculated: no cached value


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as found: `text` is the number in plain decimal digits, the ISO date, or the text."""

    ref: CellRef
    label: str
    kind: CellKind
    text: str = ""


# ── kinds ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Kind:
    """文种套件: the defaults that a new job starts from, as read from a ``kind.toml``.

    `outline` holds (层次, 内容) and `annexes` (附件名称, 形式); texts may hold 【…】 and {…}.
    `origin` says where the kind was found: 内置, a folder, or a package with its version.
    """

    id: str
    name: str
    version: str
    directions: tuple[Direction, ...]  # the first is the default
    layout: Layout
    title: str
    indicators: tuple[Indicator, ...]
    outline: tuple[tuple[Level, str], ...]
    annexes: tuple[tuple[str, AnnexForm], ...] = ()
    instructions: tuple[str, ...] = ()  # 填报说明 of the form, a line each
    origin: str = ""


# ── the brief ────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of the 指标 sheet: what every unit is asked for."""

    label: str
    unit: str = ""
    value_type: ValueType = ValueType.INTEGER
    aggregation: Aggregation = Aggregation.SUM
    required: bool = True
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    numerator: str = ""
    denominator: str = ""
    in_table: bool = True
    note: str = ""
    ref: CellRef | None = None

    @property
    def is_text(self) -> bool:
        return self.value_type is ValueType.TEXT

    @property
    def is_asked(self) -> bool:
        """Whether units type it in; a 比率 is computed from two other indicators."""
        return self.aggregation is not Aggregation.RATE


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of the 单位名册: who is expected to report."""

    name: str
    category: str = ""
    code: str = ""
    aliases: tuple[str, ...] = ()
    ref: CellRef | None = None


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A row of the 正文 sheet, still with its 【…】 and {…}."""

    level: Level
    text: str
    ref: CellRef


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """A row of the 附件 sheet."""

    name: str
    form: AnnexForm
    text: str
    ref: CellRef


@dataclass(frozen=True, slots=True)
class PreviousFigure:
    """A row of the 上期数据 sheet: the total of the period before."""

    label: str
    value: Decimal
    ref: CellRef


@dataclass(frozen=True, slots=True)
class Elements:
    """公文要素 as filled in; an element left empty is ``""``, ``()`` or ``None``."""

    activity: str = ""  # 活动名称
    period: str = ""  # 报送期次
    held_on: str = ""  # 活动时间
    deadline: dt.date | None = None  # 截止日期
    contact: str = ""  # 联系方式
    direction: Direction = Direction.UP
    layout: Layout = Layout.DOCUMENT  # 版式
    copy_number: str = ""  # 份号
    secrecy: str = ""  # 密级和保密期限
    urgency: str = ""  # 紧急程度
    mark: str = ""  # 发文机关标志
    document_number: str = ""  # 发文字号
    signers: tuple[str, ...] = ()  # 签发人
    title: str = ""  # 标题
    addressee: str = ""  # 主送机关
    issuer: str = ""  # 发文机关
    signature: str = ""  # 署名
    issued_on: dt.date | None = None  # 成文日期
    sealed: bool = True  # 加盖印章
    note: str = ""  # 附注
    copies_to: str = ""  # 抄送机关
    printed_by: str = ""  # 印发机关
    printed_on: dt.date | None = None  # 印发日期


@dataclass(frozen=True, slots=True)
class Brief:
    """公文要素.xlsx, or the same sheets of a one-workbook job."""

    file: str
    kind_id: str
    elements: Elements
    element_refs: Mapping[str, CellRef]  # field name of `Elements` → its cell
    indicators: tuple[Indicator, ...] = ()
    units: tuple[Unit, ...] = ()
    outline: tuple[OutlineRow, ...] = ()
    annexes: tuple[AnnexRow, ...] = ()
    previous: tuple[PreviousFigure, ...] = ()
    form_version: str = ""

    def indicator(self, label: str) -> Indicator | None:
        return next((i for i in self.indicators if i.label == label), None)


# ── what came back ───────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Submission:
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


class FileStatus(StrEnum):
    """What became of a file; the values are what ``--json`` prints."""

    ACCEPTED = "accepted"
    NOTED = "noted"
    WARNED = "warned"
    REJECTED = "rejected"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Received:
    """Everything found in 收件/: `files` names every path, also the ones that gave nothing."""

    submissions: tuple[Submission, ...]
    files: tuple[str, ...]
    skipped: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One line of the list of files."""

    path: str
    status: FileStatus
    unit: str = ""
    form_version: str = ""


# ── figures ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Figure:
    """数据: a number with its 计量单位, how exact it is, and the cells it came from."""

    name: str
    value: Decimal | None
    unit: str = ""
    status: Status = Status.EXACT
    sources: tuple[CellRef, ...] = ()
    is_quotient: bool = False  # computed by division: its decimals were typed by nobody

    @property
    def is_nothing(self) -> bool:
        """Zero, 不适用 or 缺报: what a clause in braces is left out for."""
        return self.value is None or self.value == 0


@dataclass(frozen=True, slots=True)
class UnitReport:
    """A unit's accepted report."""

    unit: Unit
    file: str
    figures: Mapping[str, Figure]
    texts: Mapping[str, str] = field(default_factory=dict)
    filled_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of checking; only `figures.check` makes one.

    `reports` are in roster order. `unknown` holds excerpts of names: anything may stand there.
    """

    expected: tuple[Unit, ...]
    reports: tuple[UnitReport, ...]
    missing: tuple[Unit, ...] = ()
    duplicate: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    files: tuple[FileRecord, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """Every total of the job. Keys are indicator labels, categories and unit names."""

    totals: Mapping[str, Figure]
    by_category: Mapping[str, Mapping[str, Figure]]  # category → label → figure
    by_unit: Mapping[str, Mapping[str, Figure]]  # unit name → label → figure
    previous: Mapping[str, Figure] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


# ── text and page ────────────────────────────────────────────────────────────────────────


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


# ── what a command did ───────────────────────────────────────────────────────────────────


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
