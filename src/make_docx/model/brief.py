"""Holds what the issuing office asks for and wants to say: kinds and briefs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from msgspec import Struct, field

from make_docx.model.cell import CellRef
from make_docx.model.choices import (
    Aggregation,
    AnnexForm,
    Direction,
    FilledBy,
    Layout,
    Level,
    Sealing,
    ValueType,
)
from make_docx.model.table import Record, Table


class Indicator(Struct, frozen=True):
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
    relation: str = ""  # 勾稽关系 as typed; `relations` reads it
    note: str = ""
    ref: CellRef | None = None

    @property
    def is_text(self) -> bool:
        return self.value_type is ValueType.TEXT

    @property
    def is_asked(self) -> bool:
        """Whether units type it in; a 比率 is computed from two other indicators."""
        return self.aggregation is not Aggregation.RATE


class Unit(Struct, frozen=True):
    """A row of the 单位名册: who is expected to report."""

    name: str
    category: str = ""
    code: str = ""
    aliases: tuple[str, ...] = ()
    ref: CellRef | None = None


class OutlineRow(Struct, frozen=True):
    """A row of the 正文 sheet, still with its 【…】 and {…}."""

    level: Level
    text: str
    ref: CellRef


class AnnexRow(Struct, frozen=True):
    """A row of the 附件 sheet."""

    name: str
    form: AnnexForm
    text: str
    ref: CellRef


class PreviousFigure(Struct, frozen=True):
    """A row of the 上期数据 sheet: the total of the period before.

    `tolerance` is 波动幅度, as a ratio: a change beyond it needs a reason. None is the usual one.
    """

    label: str
    value: Decimal
    ref: CellRef
    tolerance: Decimal | None = None


class Elements(Struct, frozen=True):
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
    joint_issuers: tuple[str, ...] = ()  # 联合发文机关, the 主办机关 not among them
    signatures: tuple[str, ...] = ()  # 署名
    issued_on: dt.date | None = None  # 成文日期
    sealing: Sealing = Sealing.SEAL  # 加盖印章
    posts: tuple[str, ...] = ()  # 签名人职务
    present: str = ""  # 出席
    absent: str = ""  # 请假
    in_attendance: str = ""  # 列席
    note: str = ""  # 附注
    copies_to: str = ""  # 抄送机关
    printed_by: str = ""  # 印发机关
    printed_on: dt.date | None = None  # 印发日期


class AnnexSpec(Struct, frozen=True):
    """An 附件 as a kind brings it: 附件名称, 形式 and 内容."""

    name: str
    form: AnnexForm = AnnexForm.TABLE
    text: str = ""


class Kind(Struct, frozen=True):
    """文种套件: the defaults that a new job starts from, as read from a ``kind.toml``.

    `outline` holds (层次, 内容); its texts and those of `annexes` may hold 【…】 and {…}.
    `origin` says where the kind was found: 内置, a folder, or a package with its version;
    `folder` is where its files are.
    """

    id: str
    name: str
    version: str
    directions: tuple[Direction, ...]  # the first is the default
    layout: Layout
    title: str
    indicators: tuple[Indicator, ...]
    outline: tuple[tuple[Level, str], ...]
    annexes: tuple[AnnexSpec, ...] = ()
    instructions: tuple[str, ...] = ()  # 填报说明 of the form, a line each
    tables: tuple[Table, ...] = ()
    attaches_form: bool = False  # the form goes out with the document, before any unit reports
    origin: str = ""
    folder: Path | None = None

    @property
    def asks_units(self) -> bool:
        """Whether units fill anything in."""
        return _asks_units(self.indicators, self.tables)

    @property
    def is_from_brief(self) -> bool:
        """Whether the document is made from the brief alone, and waits for no unit."""
        return self.attaches_form or not self.asks_units


class Brief(Struct, frozen=True):
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
    tables: tuple[Table, ...] = ()
    records: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)  # 主办机关's, by table
    form_version: str = ""
    attaches_form: bool = False

    @property
    def asks_units(self) -> bool:
        """As `Kind.asks_units`."""
        return _asks_units(self.indicators, self.tables)

    @property
    def is_from_brief(self) -> bool:
        """As `Kind.is_from_brief`."""
        return self.attaches_form or not self.asks_units

    @property
    def year_meant(self) -> int | None:
        """The year of dates that are written without one: that of the 成文日期."""
        return self.elements.issued_on.year if self.elements.issued_on else None

    def indicator(self, label: str) -> Indicator | None:
        return next((i for i in self.indicators if i.label == label), None)


def _asks_units(indicators: tuple[Indicator, ...], tables: tuple[Table, ...]) -> bool:
    return bool(indicators) or any(table.filled_by is FilledBy.UNITS for table in tables)
