"""Turns the brief and the composed text into the document with every string as printed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.dates import in_words
from make_docx.findings import Finding, Place
from make_docx.model import (
    Annex,
    AnnexForm,
    Brief,
    Document,
    Elements,
    Enclosure,
    Layout,
    Level,
    Text,
)
from make_docx.official.columns import fit_table
from make_docx.official.conflicts import conflicts, overfull_colophon, printed
from make_docx.official.elements import (
    annex_name,
    corrected,
    normal_elements,
    title,
    title_place,
)
from make_docx.official.first_page import crowds_out_text, lacks_text, parts_signature
from make_docx.official.glyphs import rare_characters
from make_docx.official.mark import mark_of
from make_docx.official.profile import STANDARD, Profile
from make_docx.official.title import break_title, width_of

# Half a line. Keeping a longer activity whole would leave a title of one long and one short line.
_KEPT_ACTIVITY: Final = Decimal(10)
# Whom orders and minutes go to stands in the 版记 (7.4.2), and of bulletins by practice.
_ADDRESSEE_LAST: Final = frozenset({Layout.ORDER, Layout.MINUTES, Layout.BULLETIN})


def arrange(
    brief: Brief, text: Text, profile: Profile = STANDARD
) -> tuple[Document | None, tuple[Finding, ...]]:
    """Make the document; None if 标题, 发文机关 or 成文日期 is missing.

    Intake has reported an empty required element already, so only a title whose text vanished is
    reported here.
    """
    normal, findings = normal_elements(brief)
    findings += tuple(conflicts(brief, normal))
    elements = printed(normal)
    heading = title(text.title)
    if heading != text.title.strip():
        findings += (corrected(title_place(brief), text.title.strip(), heading),)
    if not heading and brief.elements.title.strip():
        findings += (finding("element-required", title_place(brief)),)
    annexes = tuple(replace(annex, name=annex_name(annex.name)) for annex in text.annexes)
    findings += tuple(_annex_notes(brief, text.annexes, annexes))
    enclosures = tuple(replace(one, title=annex_name(one.title)) for one in text.enclosures)
    findings += tuple(_enclosure_notes(brief, text.enclosures, enclosures))
    findings += tuple(_wide_tables(brief, text.annexes))
    if not (heading and elements.issuer and elements.issued_on):
        return None, findings
    document = Document(
        direction=elements.direction,
        mark=mark_of(elements),
        number=elements.document_number,
        title=heading,
        title_lines=break_title(heading, keep=_names(elements)),
        addressee=elements.addressee,
        paragraphs=text.paragraphs,
        signatures=elements.signatures,
        issued_on=in_words(elements.issued_on),
        issuer=elements.issuer,
        created=elements.issued_on,
        layout=elements.layout,
        sealing=elements.sealing,
        posts=elements.posts,
        attendance=tuple(_attendance(elements)),
        addressee_in_colophon=elements.layout in _ADDRESSEE_LAST,
        copy_number=elements.copy_number,
        secrecy=elements.secrecy,
        urgency=elements.urgency,
        signers=elements.signers,
        enclosures=enclosures,
        annexes=annexes,
        note=elements.note,
        copies_to=elements.copies_to,
        printed_by=elements.printed_by,
        printed_on=in_words(elements.printed_on) if elements.printed_on else "",
    )
    if crowds_out_text(document):
        document = replace(document, addressee_in_colophon=True)
    findings += tuple(overfull_colophon(brief, document))
    findings += tuple(_page_without_text(brief, document))
    return document, findings + rare_characters(brief, document, profile)


def _page_without_text(brief: Brief, document: Document) -> Iterator[Finding]:
    """Page 1 or that of the date, which no layout can help (7.3.3, 7.3.5.5)."""
    if lacks_text(document):
        yield finding("first-page-full", title_place(brief))
    elif parts_signature(document):
        yield finding("signature-alone", title_place(brief))


def _names(elements: Elements) -> tuple[str, ...]:
    """What the title's line breaking must not divide."""
    organs = (elements.issuer, *elements.joint_issuers, *elements.signatures)
    short = width_of(elements.activity) <= _KEPT_ACTIVITY
    return (*organs, elements.activity) if short else organs


def _attendance(elements: Elements) -> Iterator[tuple[str, str]]:
    """Label and names of those who were there and who were not (10.3)."""
    for label, names in (
        ("出席", elements.present),
        ("请假", elements.absent),
        ("列席", elements.in_attendance),
    ):
        if names:
            yield label, names


def _annex_notes(
    brief: Brief, typed: tuple[Annex, ...], printed_as: tuple[Annex, ...]
) -> Iterator[Finding]:
    for before, after in zip(typed, printed_as, strict=True):
        if before.name.strip() != after.name:
            yield corrected(_annex_place(brief, before.name), before.name.strip(), after.name)


def _enclosure_notes(
    brief: Brief, typed: tuple[Enclosure, ...], printed_as: tuple[Enclosure, ...]
) -> Iterator[Finding]:
    rows = [row for row in brief.outline if row.level is Level.ENCLOSURE]
    for row, before, after in zip(rows, typed, printed_as, strict=True):
        if before.title.strip() != after.title:
            yield corrected(row.ref.place(row.level), before.title.strip(), after.title)


def _wide_tables(brief: Brief, annexes: tuple[Annex, ...]) -> Iterator[Finding]:
    for annex in annexes:
        if annex.table and not fit_table(annex.table).holds:
            place = _annex_place(brief, annex.name)
            is_records = annex.form is AnnexForm.RECORDS
            code = "records-too-wide" if is_records else "table-too-wide"
            yield finding(code, place, found=len(annex.table.columns))


def _annex_place(brief: Brief, name: str) -> Place:
    row = next((row for row in brief.annexes if row.name == name), None)
    return row.ref.place("附件名称") if row else Place(brief.file, "附件", label="附件名称")
