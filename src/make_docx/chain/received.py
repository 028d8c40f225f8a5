"""Turns a .docx from an office below into its figures, and into what is wrong with it.

Read in the order 文档属性, 自定义 XML, 附表. Where the data and the visible table differ, or the
data cannot be that of this paper, the table counts: it is what was signed and sealed. The clerk
has to confirm that; until then no document is built (`Finding.stops`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.chain import comparison, sums
from make_docx.chain.annex import Annex, annexes, cell_ref, reading_of, telling
from make_docx.chain.annex_note import printed_codes
from make_docx.chain.canonical import VERSION, check_code
from make_docx.chain.carrier import Carrier
from make_docx.chain.comparison import Difference
from make_docx.chain.extraction import Extracted, extracted
from make_docx.chain.package import Package, PackageError
from make_docx.chain.payload import Payload, Total
from make_docx.chain.printed.body import Body, body_of
from make_docx.chain.printed.claim import wording
from make_docx.chain.printed.search import Search
from make_docx.chain.receipt import ReceivedDocument, ReceivedFigure
from make_docx.chain.review_copy import is_review_copy
from make_docx.chain.sender import sender
from make_docx.chain.story import Story, story_of
from make_docx.chain.visible import difference_finding, from_table
from make_docx.figures.roster import Roster, normal_name
from make_docx.figures.value import unit_of
from make_docx.findings import Finding, Place
from make_docx.model import Aggregation, Brief, CellRef

DATA_SHEET = "内嵌数据"
_MOST_TOLD = 20  # differences, before it is the whole that does not fit


def read_received(data: bytes, file: str, brief: Brief) -> ReceivedDocument:
    """Read a document that came back; whatever it is, only findings come of it.

    Args:
        data: the file's bytes.
        file: its path inside the job, as it is told.
        brief: of the job that it was sent for: kind, period, indicators and roster.
    """
    whole = Place(file=file)
    received = ReceivedDocument(file, hashlib.sha256(data).hexdigest())
    try:
        package = Package(data)
        root = package.document()
        creator = sender(package)
        is_for_review = is_review_copy(package, file)
    except PackageError as error:
        refusal = error.refusal
        return replace(received, findings=(finding(refusal.code, whole, reason=refusal.reason),))
    story = story_of(root)
    tables = annexes(story.tables)
    copies = extracted(package)
    damages = tuple(_damages(copies, whole))
    if copies.payload is None:
        asked = ((indicator.label, unit_of(indicator)) for indicator in brief.indicators)
        tables = telling(tables, asked)
        received = from_table(received, story, tables, brief, creator, copies)
    else:
        tables = telling(tables, ((total.label, total.unit) for total in copies.payload.totals))
        received = _from_payload(received, story, tables, brief, copies, copies.payload)
        if not received.is_disputed:
            text = tuple(_about_text(body_of(root), copies.payload, file))
            received = replace(received, findings=(*received.findings, *text))
    if received.source and _is_own(received.unit, brief):
        own = finding("document-own", whole, found=received.unit)
        received = replace(received, source=None, figures=(), findings=(own,))
    about = [*damages, *([finding("file-macros", whole)] if package.has_macros else [])]
    if is_for_review and received.source:
        about.append(finding("document-review-copy", whole))
    return replace(received, findings=(*about, *received.findings))


def _is_own(unit: str, brief: Brief) -> bool:
    """Whether the job's own office issued it, which is none of those asked."""
    issuer = normal_name(brief.elements.issuer)
    return bool(issuer) and normal_name(unit) == issuer and not Roster(brief.units).find(unit)


def _damages(copies: Extracted, whole: Place) -> Iterator[Finding]:
    for damage in copies.damages:
        if damage.version is not None:
            yield finding(
                "payload-other-version", whole, found=damage.version, expected=str(VERSION)
            )
        else:
            yield finding("payload-damaged", whole, copy=damage.carrier, reason=damage.reason)


# ── with data ────────────────────────────────────────────────────────────────────────────


def _from_payload(
    received: ReceivedDocument,
    story: Story,
    tables: Sequence[Annex],
    brief: Brief,
    copies: Extracted,
    payload: Payload,
) -> ReceivedDocument:
    file = received.file
    received = replace(received, unit=payload.unit, issued_on=payload.issued_on, payload=payload)
    if foreign := tuple(_foreign(payload, brief, Place(file=file))):
        return replace(received, findings=foreign)
    findings = [*_tampered(copies, payload, story, Place(file=file))]
    different = [d for table in tables for d in comparison.differences(payload, table)]
    is_disputed = bool(findings or different)
    totals = [(t.label, t.unit, t.aggregation) for t in payload.totals]
    if is_disputed:
        different += [
            d for table in tables for d in comparison.subtotal_differences(payload, table)
        ]
        findings += _told(different, file)
        findings += _printed_sums(tables, totals, file)
    else:
        unequal = [
            d for table in tables for d in sums.sum_differences(table, totals, subtotals_only=True)
        ]
        findings += (difference_finding("annex-total-differs", d, file) for d in unequal)
    if not tables and is_disputed:
        reason = "内嵌数据有疑问，又没有统计表可以对照"
        findings.append(finding("document-no-data", Place(file=file), reason=reason))
        return replace(received, is_disputed=True, findings=tuple(findings))
    if not tables:
        findings.append(finding("payload-unseen", Place(file=file)))
    table = tables[0] if tables else None
    other = copies.item or payload
    carrier = Carrier.PROPERTIES if copies.properties else Carrier.ITEM
    return replace(
        received,
        source=Carrier.TABLE if is_disputed and table else carrier,
        figures=tuple(_figures(payload, table, file, other, is_disputed=is_disputed)),
        is_disputed=is_disputed,
        findings=tuple(findings),
    )


def _foreign(payload: Payload, brief: Brief, whole: Place) -> Iterator[Finding]:
    pairs = (
        ("payload-other-kind", payload.kind_id, brief.kind_id),
        ("payload-other-period", payload.period, brief.elements.period),
    )
    for code, found, expected in pairs:
        if normal_name(found) != normal_name(expected):
            name = _kind_name if code == "payload-other-kind" else str
            yield finding(code, whole, found=name(found), expected=name(expected))


def _kind_name(kind_id: str) -> str:
    """通报 for circular; the id of a kind that this machine has not got."""
    from make_docx.kinds import open_shelf  # for a document that is refused only

    kinds = open_shelf().kinds
    return next((kind.name for kind in kinds if kind_id in (kind.id, kind.name)), kind_id)


def _tampered(copies: Extracted, payload: Payload, story: Story, whole: Place) -> Iterator[Finding]:
    """What shows that the data was not made with this paper."""
    code = check_code(payload)
    if not copies.agrees and copies.item:
        reason = f"两份内嵌数据不一致（校验码 {code} 和 {check_code(copies.item)}）"
        yield finding("document-tampered", whole, found=check_code(copies.item), reason=reason)
    printed = printed_codes(story.paragraphs)
    if printed - {code}:
        found = "、".join(sorted(printed))
        reason = f"印的校验码是 {found}，内嵌数据的是 {code}"
        yield finding("document-tampered", whole, found=found, expected=code, reason=reason)


def _told(different: Sequence[Difference], file: str) -> list[Finding]:
    findings = [difference_finding("payload-differs", d, file) for d in different[:_MOST_TOLD]]
    if len(different) <= _MOST_TOLD:
        return findings
    first = different[0]
    reason = (
        f"统计表和内嵌数据有 {len(different)} 处不同，例如“{first.label}”（{first.unit}）"
        f"表上是“{first.shown}”，数据是“{first.expected}”"
    )
    return [finding("document-tampered", findings[0].place, found=first.shown, reason=reason)]


def _printed_sums(
    tables: Sequence[Annex], totals: Sequence[tuple[str, str, Aggregation]], file: str
) -> Iterator[Finding]:
    """Where the printed table, which counts now, does not add up, and which of it counts."""
    for table in tables[:1]:
        of_units = ((d, "单位") for d in sums.sum_differences(table, totals))
        of_subtotals = ((d, "小计") for d in sums.subtotals_differ(table, totals))
        for different, parts in (*of_units, *of_subtotals):
            if table.total is None or different.row is None or different.column is None:
                continue
            yield finding(
                "annex-sum-differs",
                cell_ref(file, different.row, different.column).place(different.label),
                found=different.shown,
                expected=different.expected,
                row=different.unit,
                parts=parts,
                counted=table.total.cell(different.column),
            )


def _about_text(body: Body, payload: Payload, file: str) -> Iterator[Finding]:
    """What the text states otherwise than the table and the data, which agree and count."""
    for words in Search(body, payload).words:
        if words.text and not words.is_true:
            expected = wording(words.stated.figure) if words.stated.figure else words.mark.shown
            place = Place(file=file, sheet="正文", label=words.mark.name)
            yield finding("document-text-differs", place, found=words.text, expected=expected)


def _figures(
    payload: Payload, table: Annex | None, file: str, other: Payload, *, is_disputed: bool
) -> Iterator[ReceivedFigure]:
    """The data's figures, named by their cells in the table; what is disputed, as it is there.

    Left out is what should be there and is not, and what the `other` copy has otherwise.
    """
    for number, total in enumerate(payload.totals, start=1):
        reading, ref = total.reading, CellRef(file, DATA_SHEET, f"第{number}项")
        column = table and table.column(total.label, total.unit)
        if table and column and table.total:
            ref = cell_ref(file, table.total, column)
            shown = table.total.cell(column)
            if is_disputed and not comparison.is_same(shown, comparison.printed_total(total)):
                visible = reading_of(shown, total.unit)
                if visible is None:
                    continue  # nobody can read it, and what was meant is in dispute
                reading = visible
        elif is_disputed and (total.in_table or _differs(other, total)):
            continue
        yield ReceivedFigure(total.label, total.unit, reading, ref, total.aggregation)


def _differs(other: Payload, total: Total) -> bool:
    twin = other.total(total.label)
    return twin is None or twin.reading != total.reading
