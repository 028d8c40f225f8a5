"""Turns a document into findings about the characters that its fonts have no glyph for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.model import Annex, AnnexForm, Brief, CellRef, Document, Level, Paragraph, RowKind
from make_docx.official import rarity
from make_docx.official.profile import STANDARD, Face, Profile

_LEVELS: Final = {Level.HEADING_1: Face.HEITI, Level.HEADING_2: Face.KAITI}
_DISTINCT: Final = frozenset({RowKind.SUBTOTAL, RowKind.TOTAL})


class _Piece(Struct, frozen=True):
    """A text as printed, the element it belongs to, and its kind of type."""

    label: str
    text: str
    face: Face = Face.FANGSONG


def rare_characters(
    brief: Brief, document: Document, profile: Profile = STANDARD
) -> tuple[Finding, ...]:
    """One finding for each character that needs another font, at the cell where it was typed."""
    printed: dict[str, list[_Piece]] = {}
    for piece in _pieces(document):
        for character in dict.fromkeys(piece.text):
            if not rarity.is_common(character):
                printed.setdefault(character, []).append(piece)
    found = (_finding(brief, profile, *entry) for entry in printed.items())
    return tuple(filter(None, found))


def _finding(
    brief: Brief, profile: Profile, character: str, pieces: list[_Piece]
) -> Finding | None:
    labels = dict.fromkeys(piece.label for piece in pieces)
    where = "、".join(labels)
    ref = _typed(brief, character)
    place = ref.place() if ref else Place(file=brief.file, label=next(iter(labels)))
    if rarity.is_private(character):
        code = f"U+{ord(character):04X}"
        standard = rarity.encoded(character)
        advice = f"这个字现在的标准写法是“{standard}”。" if standard else ""
        return finding(
            "private-character", place, found=code, expected=standard, where=where, advice=advice
        )
    wanted = dict.fromkeys(profile.fonts[piece.face] for piece in pieces)
    fonts = {font: rarity.font_for(character, font) for font in wanted}
    if not all(fonts.values()):
        return finding("character-without-font", place, found=character, where=where)
    instead = {font: other for font, other in fonts.items() if other != font}
    if not instead:
        return None
    return finding(
        "rare-character",
        place,
        found=character,
        expected="、".join(dict.fromkeys(instead.values())),
        lacking="、".join(instead),
        where=where,
    )


def _typed(brief: Brief, character: str) -> CellRef | None:
    """The cell of the brief that holds the character; None if it came in a submission."""
    for name, ref in brief.element_refs.items():
        value = getattr(brief.elements, name)
        if character in ("".join(value) if isinstance(value, tuple) else str(value)):
            return ref
    rows = (
        *((row.text, row.ref) for row in brief.outline),
        *((f"{row.name}{row.text}", row.ref) for row in brief.annexes),
        *((unit.name, unit.ref) for unit in brief.units),
        *((f"{indicator.label}{indicator.unit}", indicator.ref) for indicator in brief.indicators),
    )
    return next((ref for text, ref in rows if character in text), None)


def _pieces(document: Document) -> Iterator[_Piece]:
    """Every text of the page with the kind of type that the standard wants for it."""
    song, hei = Face.XIAOBIAOSONG, Face.HEITI
    yield _Piece("密级和保密期限", document.secrecy, hei)
    yield _Piece("发文机关标志", "".join((*document.mark.organs, document.mark.suffix)), song)
    yield _Piece("发文字号", document.number)
    yield _Piece("签发人", "".join(document.signers), Face.KAITI)
    yield _Piece("标题", document.title, song)
    yield _Piece("主送机关", document.addressee)
    yield from _text("正文", document.paragraphs)
    for label, names in document.attendance:
        yield _Piece(label, names)
    for enclosure in document.enclosures:
        yield _Piece("印发件", enclosure.title, song)
        yield from _text("印发件", enclosure.paragraphs)
    for annex in document.annexes:
        yield from _annex(annex)
    yield _Piece("署名", "".join(document.signatures))
    yield _Piece("签名人职务", "".join(document.posts))
    yield _Piece("附注", document.note)
    yield _Piece("抄送机关", document.copies_to)
    yield _Piece("印发机关", document.printed_by)


def _text(label: str, paragraphs: Iterable[Paragraph]) -> Iterator[_Piece]:
    for paragraph in paragraphs:
        words = paragraph.number + paragraph.text
        yield _Piece(label, words, _LEVELS.get(paragraph.level, Face.FANGSONG))


def _annex(annex: Annex) -> Iterator[_Piece]:
    yield _Piece("附件说明", annex.name)
    if annex.form is AnnexForm.SEPARATE:
        return
    label = f"附件{annex.number or ''}"
    yield _Piece(label, annex.name, Face.XIAOBIAOSONG)
    yield from _text(label, annex.paragraphs)
    if annex.table is None:
        return
    for column in annex.table.columns:
        yield _Piece(label, column.head + column.unit, Face.HEITI)
    for row in annex.table.rows:
        face = Face.HEITI if row.kind in _DISTINCT else Face.FANGSONG
        yield _Piece(label, "".join(row.cells), face)
    yield _Piece(label, annex.table.note)
