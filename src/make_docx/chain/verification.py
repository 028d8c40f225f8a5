"""Turns a document that people edited into whether its text, its table and its data still agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final

from msgspec import Struct

from make_docx.catalogue import finding
from make_docx.chain import comparison
from make_docx.chain.annex import SHEET, ranking
from make_docx.chain.canonical import check_code
from make_docx.chain.carrier import Carrier
from make_docx.chain.comparison import Difference
from make_docx.chain.extraction import Extracted
from make_docx.chain.opening import Opened, OtherTable, open_document
from make_docx.chain.payload import Payload
from make_docx.chain.printed.claim import wording
from make_docx.chain.printed.search import Search
from make_docx.chain.printed.words import Number, Words
from make_docx.chain.visible import difference_finding
from make_docx.findings import Finding, Place

BODY: Final = "正文"
UNIT_ROWS: Final = "统计表里各单位的数"


class State(StrEnum):
    """What became of a printed figure; the values are what ``--json`` prints."""

    SAME = "same"
    REWORDED = "reworded"
    CHANGED = "changed"
    DELETED = "deleted"


class CheckedFigure(Struct, frozen=True):
    """A figure that the body printed: what it should say, and what it says now.

    `expected` is the figure with all its digits, `printed` how the document worded it.
    `paragraph` counts the paragraphs outside of tables from 1; of a deleted figure, it is where
    the one before it stands.
    """

    name: str
    scope: str
    bookmark: str
    expected: str
    printed: str
    found: str
    paragraph: int
    excerpt: str
    state: State

    @property
    def told(self) -> str:
        """What it should say, for people: 266条（生成时写作“260余条”）."""
        if self.printed == self.expected:
            return f"“{self.expected}”"
        return f"{self.expected}（生成时写作“{self.printed}”）"


class CheckedTable(Struct, frozen=True):
    """A table beside the 统计表, as 附件2“得分排名表”; `agrees` is None if it was not compared."""

    name: str
    agrees: bool | None = None


class Verification(Struct, frozen=True):
    """What a document says now against its data.

    `table_agrees` is of the 统计表, None where there is none; `tables` are the other ones, and the
    rows of a 统计表 whose units the data do not tell.
    """

    document: str
    figures: tuple[CheckedFigure, ...] = ()
    numbers: tuple[Number, ...] = ()
    quoted: int = 0  # numbers of what it quotes that are as they were
    code: str = ""  # 校验码 of the data
    table_agrees: bool | None = None
    tables: tuple[CheckedTable, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        return not any(found.stops for found in self.findings)

    @property
    def unchecked(self) -> tuple[str, ...]:
        """The tables that nobody compared with anything."""
        return tuple(table.name for table in self.tables if table.agrees is None)

    @property
    def is_compared(self) -> bool:
        """Whether there was anything that the data tell."""
        tables = (self.table_agrees, *(table.agrees for table in self.tables))
        return bool(self.figures) or any(agrees is not None for agrees in tables)

    @property
    def text_agrees(self) -> bool:
        return all(figure.state in (State.SAME, State.REWORDED) for figure in self.figures)

    @property
    def is_sound(self) -> bool:
        """Whether there is data and nothing is wrong with it."""
        return not any(f.blocks and f.code.startswith("data-") for f in self.findings)


def verify(data: bytes, file: str) -> Verification:
    """Compare a document with the data in it.

    Args:
        data: the file's bytes.
        file: its name, as it is told.

    Raises:
        InputError: it is no .docx, cannot be read, carries no data, or is none of ours.
    """
    opened = open_document(data, file)
    whole = Place(file=file)
    findings = [*_about_data(opened, whole)]
    payload = opened.payload
    if payload is None:
        return Verification(file, findings=tuple(findings))
    search = Search(opened.body, payload)
    figures = tuple(map(_checked, search.words))
    different = [
        difference
        for table in opened.tables
        for compared in (comparison.differences, comparison.subtotal_differences)
        for difference in compared(payload, table)
    ]
    for figure, words in zip(figures, search.words, strict=True):
        findings += _about_figure(figure, words, file)
    if not payload.marks:
        findings.append(finding("printed-unmarked", whole))
    findings += _about_table(different, file)
    tables: list[CheckedTable] = []
    if opened.tables and payload.rows is None:
        tables.append(CheckedTable(UNIT_ROWS))
    for other in opened.others:
        table, found = _other_table(other, payload, file)
        tables.append(table)
        findings += found
    findings += (
        finding("table-not-compared", Place(file=file, sheet=table.name), table=table.name)
        for table in tables
        if table.agrees is None
    )
    if not (opened.tables or opened.others):
        findings.append(finding("table-absent", whole))
    findings += (_about_number(number, file) for number in search.numbers)
    if lost := search.quoted.lost:
        place = Place(file=file, sheet=BODY)
        findings.append(finding("quoted-number-gone", place, found="、".join(lost)))
    return Verification(
        file,
        figures,
        search.numbers,
        search.quoted.same,
        check_code(payload),
        not different if opened.tables else None,
        tuple(tables),
        tuple(findings),
    )


# ── the text ─────────────────────────────────────────────────────────────────────────────


def _checked(words: Words) -> CheckedFigure:
    mark, figure = words.mark, words.stated.figure
    if not words.text:
        state = State.DELETED
    elif not words.is_true:
        state = State.CHANGED
    else:
        state = State.SAME if words.is_same else State.REWORDED
    return CheckedFigure(
        mark.name,
        mark.scope,
        mark.bookmark,
        wording(figure) if figure else mark.shown,
        mark.shown,
        words.text,
        words.paragraph,
        words.excerpt,
        state,
    )


def _about_figure(figure: CheckedFigure, words: Words, file: str) -> Iterator[Finding]:
    label = f"{figure.name}（{figure.scope}）" if figure.scope else figure.name
    place = _place(file, figure.paragraph, label)
    match figure.state:
        case State.DELETED:
            yield finding("printed-deleted", place, found=words.mark.shown)
        case State.CHANGED:
            yield finding(
                "printed-changed",
                place,
                found=figure.found,
                expected=figure.expected,
                printed=figure.printed,
                told=figure.told,
                excerpt=figure.excerpt,
            )
        case _ if words.is_hedged_wrongly:
            yield finding(
                "printed-hedged",
                place,
                found=words.said,
                expected=figure.expected,
                excerpt=figure.excerpt,
            )
        case _ if words.is_of_another:
            yield finding(
                "printed-other-unit",
                place,
                found=figure.found,
                expected=figure.scope,
                excerpt=figure.excerpt,
            )
        case _:
            pass


def _other_table(
    other: OtherTable, payload: Payload, file: str
) -> tuple[CheckedTable, Iterable[Finding]]:
    """A 排名表 is made of the units' figures; of records the data hold nothing."""
    annex = ranking(other.cells)
    if annex is None or payload.rows is None:
        return CheckedTable(other.name), ()
    different = comparison.ranking_differences(payload, annex)
    return CheckedTable(other.name, not different), _about_table(different, file, other.name)


def _about_table(
    different: Sequence[Difference], file: str, table: str = SHEET
) -> Iterator[Finding]:
    """Figure by figure, and once for each row that is gone or new."""
    told = set()
    for one in different:
        code = "table-changed"
        if one.shown == comparison.NO_COLUMN:
            code = "table-column-gone"
        elif one.shown == comparison.NO_ROW:
            code = "table-row-gone"
        elif one.expected == comparison.NO_ROW:
            code = "table-row-new"
        key = one.unit if "row" in code else one
        if (code, key) not in told:
            told.add((code, key))
            yield difference_finding(code, one, file, table)


def _about_number(number: Number, file: str) -> Finding:
    code = "number-repeated" if number.same_as else "number-unowned"
    place = _place(file, number.paragraph)
    return finding(code, place, found=number.text, excerpt=number.excerpt, same=number.same_as)


def _place(file: str, paragraph: int, label: str = "") -> Place:
    spot = f"第{paragraph}段" if paragraph else ""
    return Place(file=file, sheet=BODY, cell=spot, label=label)


# ── the data ─────────────────────────────────────────────────────────────────────────────


def _about_data(opened: Opened, whole: Place) -> Iterator[Finding]:
    copies, payload = opened.copies, opened.payload
    codes = "、".join(sorted(opened.codes))
    for damage in copies.damages:
        yield finding("data-damaged", whole, copy=damage.carrier, reason=damage.reason)
    if payload is None:
        if copies.damages:
            yield finding("data-unreadable", whole)
        else:
            yield finding("data-removed", whole, found=codes)
        return
    code = check_code(payload)
    if not copies.agrees:
        held = [check_code(copy) for copy in (copies.properties, copies.item) if copy]
        yield finding("data-disagrees", whole, found=held[0], expected=held[-1])
    if opened.codes - {code}:
        yield finding("data-other-paper", whole, found=codes, expected=code)
    yield from (finding("data-copy-gone", whole, copy=carrier) for carrier in _gone(copies))


def _gone(copies: Extracted) -> Iterator[Carrier]:
    damaged = {damage.carrier for damage in copies.damages}
    held = ((Carrier.PROPERTIES, copies.properties), (Carrier.ITEM, copies.item))
    return (carrier for carrier, copy in held if copy is None and carrier not in damaged)
