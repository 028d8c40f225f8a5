"""Turns a kind into the text and the document that a job of it would give, without a job."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from make_docx.figures import check, total
from make_docx.findings import Finding
from make_docx.kinds.schema_faults import path_words
from make_docx.kinds.toml_text import FILE_NAME
from make_docx.labels import label_key
from make_docx.model import (
    Annex,
    AnnexForm,
    AnnexRow,
    AnnexSpec,
    Brief,
    Cell,
    CellKind,
    CellRef,
    Direction,
    Document,
    Elements,
    FilledBy,
    Indicator,
    Kind,
    Layout,
    Level,
    Mark,
    OutlineRow,
    Paragraph,
    PreviousFigure,
    Received,
    Sealing,
    Submission,
    Table,
    Unit,
    ValueType,
)
from make_docx.official import arrange, with_attendance
from make_docx.official.attendance import TABLE as ATTENDANCE
from make_docx.wording import compose
from make_docx.workshop.plausible import UNITS, reports
from make_docx.workshop.records import ROWS, least_of, records

_ISSUED: Final = dt.date(2021, 6, 3)
_ISSUER: Final = "某县教育局"
_TITLE: Final = CellRef(FILE_NAME, "title", path_words(("title",)))
_NUMBERS: Final[Mapping[Layout, str]] = {
    Layout.ORDER: "第5号",
    Layout.MINUTES: "第3期",
    Layout.BULLETIN: "第3期",
    Layout.PLAIN: "",
}
_TO_NOBODY: Final = (Layout.ORDER, Layout.MINUTES, Layout.BULLETIN)
_UNSIGNED: Final = (Layout.MINUTES, Layout.BULLETIN)
_ADDRESSEES: Final[Mapping[Direction, str]] = {
    Direction.UP: "某县人民政府",
    Direction.DOWN: "各乡镇中心学校",
}


class Trial(Struct, frozen=True):
    """What came of it; the places of the findings are those of `brief_of`."""

    document: Document | None
    findings: tuple[Finding, ...]


def with_everything(kind: Kind) -> Trial:
    """Every element that texts can cite is filled in, every figure is there and above zero."""
    kind = _tried_small(kind)
    previous = tuple(
        PreviousFigure(i.label, Decimal(1), CellRef("", "上期数据", f"A{number}"))
        for number, i in enumerate(kind.indicators, start=5)
        if not i.is_text
    )
    brief = replace(brief_of(kind, elements(kind)), previous=previous)
    return _tried(brief, reports(kind.indicators), kind.tables)


def with_least(kind: Kind) -> Trial:
    """Nothing but what is required: no 上期数据, no 单位类别, zero wherever a figure must be."""
    kind = _tried_small(kind)
    full = elements(kind)
    bare = Elements(
        direction=full.direction,
        layout=full.layout,
        activity=full.activity,
        period=full.period,
        title=full.title,
        issuer=full.issuer,
        issued_on=full.issued_on,
    )
    units = () if kind.is_from_brief else tuple(replace(unit, category="") for unit in UNITS)
    zeros: dict[str, Decimal | str] = {
        i.label: "有关情况见附件。" if i.is_text else Decimal(0)
        for i in kind.indicators
        if i.is_asked and i.required
    }
    brief = replace(brief_of(kind, bare), units=units)
    unbound = (replace(i, relation="", minimum=None, maximum=None) for i in brief.indicators)
    least = map(least_of, kind.tables)
    return _tried(replace(brief, indicators=tuple(unbound)), (zeros,) * len(units), tuple(least))


def _tried_small(kind: Kind) -> Kind:
    """The kind with tables that a few rows are enough for."""
    tables = (replace(table, minimum=min(table.minimum, ROWS)) for table in kind.tables)
    return replace(kind, tables=tuple(tables))


def elements(kind: Kind) -> Elements:
    """公文要素 as offices usually have them."""
    is_up = kind.directions[0] is Direction.UP and kind.layout is Layout.DOCUMENT
    is_minutes = kind.layout is Layout.MINUTES
    has_people = any(table.name == ATTENDANCE for table in kind.tables)
    return Elements(
        activity="政务公开宣传活动",
        period="2021年5月",
        held_on="5月1日至5月31日",
        deadline=dt.date(2021, 6, 1),
        contact="办公室",
        direction=kind.directions[0],
        layout=kind.layout,
        document_number=_NUMBERS.get(kind.layout, "某教〔2021〕7号"),
        signers=("张三",) if is_up else (),
        title=kind.title,
        addressee="" if kind.layout in _TO_NOBODY else _ADDRESSEES[kind.directions[0]],
        issuer=_ISSUER,
        issued_on=_ISSUED,
        present="张三、李四" if is_minutes and not has_people else "",
        copies_to="各学校" if kind.layout is Layout.BULLETIN else "",
    )


def brief_of(kind: Kind, filled: Elements) -> Brief:
    """The brief of a new job of `kind`, with `filled` typed in.

    Its cells are named as the author sees them: the table of ``kind.toml``, and 第 3 项.
    """
    return Brief(
        file=FILE_NAME,
        kind_id=kind.id,
        elements=filled,
        element_refs={"title": _TITLE},
        indicators=kind.indicators,
        units=() if kind.is_from_brief else UNITS,
        outline=tuple(
            OutlineRow(level, text, _row("outline", number))
            for number, (level, text) in enumerate(kind.outline)
        ),
        annexes=tuple(
            AnnexRow(annex.name, annex.form, _text_of(annex, kind), _row("annexes", number))
            for number, annex in enumerate(kind.annexes)
        ),
        tables=kind.tables,
    )


def specimens(kind: Kind, document: Document) -> Iterator[tuple[bool, Document]]:
    """Documents that between them have every element a layout can be asked to print.

    Each with whether offices always have what is in it. `document` is of `with_everything`.
    """
    for direction in kind.directions:
        is_up = direction is Direction.UP and kind.layout is Layout.DOCUMENT
        yield True, replace(document, direction=direction, signers=("张三",) if is_up else ())
    yield False, _with_rest(kind, document)
    if kind.layout not in _UNSIGNED:
        stamped = replace(document, sealing=Sealing.STAMP, posts=("某县人民政府县长",))
        yield False, replace(stamped, signatures=("张三",))
        organs = (_ISSUER, "某县财政局")
        joint = replace(document, signatures=organs, sealing=Sealing.NONE)
        is_stacked = kind.layout is Layout.DOCUMENT  # elsewhere the 标志 is of one organ (10.1)
        yield False, replace(joint, mark=Mark(organs, "文件")) if is_stacked else joint
    if document.addressee:
        yield False, replace(document, addressee_in_colophon=True)


def _with_rest(kind: Kind, document: Document) -> Document:
    """With what only some documents have."""
    is_plain_page = kind.layout in (Layout.ORDER, Layout.PLAIN)
    table = next((annex.table for annex in document.annexes if annex.table), None)
    return replace(
        document,
        copy_number="" if is_plain_page else "000001",
        secrecy="" if is_plain_page else "秘密★1年",
        urgency="" if is_plain_page else "特急",
        annexes=(
            *([Annex(1, "统计表", AnnexForm.TABLE, table=table)] if table else []),
            Annex(2, "有关说明", AnnexForm.TEXT, (Paragraph(Level.HEADING_1, "一、", "说明"),)),
            Annex(3, "有关资料", AnnexForm.SEPARATE),
        ),
        note="此件公开发布",
        copies_to="某县人大常委会办公室",
        printed_by="" if kind.layout is Layout.LETTER else _ISSUER,
        printed_on="" if kind.layout is Layout.LETTER else "2021年6月4日",
    )


def _tried(
    brief: Brief, values: tuple[Mapping[str, Decimal | str], ...], filled: Sequence[Table]
) -> Trial:
    """What comes of the figures `values` and of the tables as far as `filled` has them."""
    of_units = records(filled, FilledBy.UNITS)
    submissions = tuple(
        replace(_submission(brief, unit, values[number], number), records=of_units)
        for number, unit in enumerate(brief.units)
    )
    brief = replace(brief, records=records(filled, FilledBy.OFFICE))
    received = Received(submissions, (brief.file,))
    checked = check(brief, received)
    text = compose(brief, checked, total(brief, checked))
    brief, of_people = with_attendance(brief, checked.entries)
    document, of_elements = arrange(brief, text)
    found = (*of_elements, *of_people)
    return Trial(document, (*text.findings, *(one for one in found if one.blocks)))


def _submission(
    brief: Brief, unit: Unit, values: Mapping[str, Decimal | str], number: int
) -> Submission:
    def ref(column: int) -> CellRef:
        return CellRef(brief.file, "数据", f"{chr(ord('A') + column % 26)}{number + 5}")

    cells = {
        indicator.label: _cell(ref(column), indicator, values.get(indicator.label))
        for column, indicator in enumerate(brief.indicators, start=1)
        if indicator.is_asked
    }
    day = dt.date(2021, 5, 20 + number)
    return Submission(brief.file, "", unit.name, ref(0), cells, day, ref(0))


def _cell(ref: CellRef, indicator: Indicator, value: Decimal | str | None) -> Cell:
    if value is None:
        return Cell(ref, indicator.label, CellKind.BLANK)
    is_percent = indicator.value_type is ValueType.PERCENT
    typed = f"{value * 100:f}%" if is_percent and isinstance(value, Decimal) else str(value)
    return Cell(ref, indicator.label, CellKind.TEXT, typed)


def _text_of(annex: AnnexSpec, kind: Kind) -> str:
    """内容; where a kind leaves a text to the clerk, something stands for it."""
    heads = (text for level, text in kind.outline if level is Level.ANNEX)
    is_left = annex.form is AnnexForm.TEXT and label_key(annex.name) not in map(label_key, heads)
    return annex.text or ("见正文。" if is_left else "")


def _row(table: str, number: int) -> CellRef:
    return CellRef(FILE_NAME, table, path_words((number,)))
