"""Turns what is drawn on a sheet, or placed in its cells, into pictures and their cells."""

from __future__ import annotations

import hashlib
import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.intake.package import Events, Package, Relation, attribute
from make_docx.intake.rich_values import RichValues
from make_docx.intake.workbook import Sheet, Spot, Workbook
from make_docx.model import Picture

MOST_BYTES: Final = 30 << 20  # of one picture
MOST_PIXELS_LOOKED_AT: Final = 150_000_000  # of one workbook: some three seconds of decoding
MOST_BYTES_LOOKED_AT: Final = 100 << 20

_WPS_CELL_IMAGES: Final = "xl/cellimages.xml"
_ANCHORS: Final = frozenset({"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"})
_LAST: Final = 1_048_576


@dataclass(frozen=True, slots=True)
class _Found:
    """A picture's cell and member; `reason` says why there is no member."""

    spot: Spot
    member: str
    reason: str = ""


def read_pictures(book: Workbook, sheet: Sheet) -> tuple[tuple[Picture, ...], tuple[Finding, ...]]:
    """The pictures of a sheet that can be decoded, in the order of their cells.

    A broken one is a finding at its cell, and the rest are kept.
    """
    with zipfile.ZipFile(io.BytesIO(book.data)) as archive:
        package = Package(archive)
        try:
            found = sorted(_found(package, sheet), key=lambda one: (one.spot, one.member))
        except Exception as error:  # a broken drawing is no reason to lose the figures
            place = Place(file=book.file, sheet=sheet.title)
            reason = f"图形部分损坏（{type(error).__name__}）"
            return (), (finding("picture-broken", place, found="全部", reason=reason),)
        return _looked_at(book, sheet, package, found) if found else ((), ())


def _looked_at(
    book: Workbook, sheet: Sheet, package: Package, found: list[_Found]
) -> tuple[tuple[Picture, ...], tuple[Finding, ...]]:
    from make_docx.intake import picture  # Pillow: only where there is a picture

    pictures: list[Picture] = []
    findings: list[Finding] = []
    looked_at: dict[str, tuple[str, str]] = {}  # member → digest and fault
    pixels, size, unchecked = 0, 0, 0
    for one in found:
        ref = book.ref(sheet, one.spot)
        name = posixpath.basename(one.member)
        reason, digest = one.reason or _unfit(package, one.member), ""
        if not reason and one.member not in looked_at:
            data = _bytes(package, one.member)
            pixels, size = pixels + picture.pixels(data), size + len(data)
            is_too_much = pixels > MOST_PIXELS_LOOKED_AT or size > MOST_BYTES_LOOKED_AT
            if is_too_much and looked_at:
                unchecked += 1
                continue
            looked_at[one.member] = hashlib.sha256(data).hexdigest(), picture.fault(data)
        if not reason:
            digest, reason = looked_at[one.member]
        if reason:
            findings.append(finding("picture-broken", ref.place(), found=name, reason=reason))
        else:
            pictures.append(Picture(one.member, ref, digest))
    first = book.ref(sheet, found[0].spot).place()
    if unchecked:
        findings.append(finding("pictures-unchecked", first, count=unchecked))
    if pictures:
        findings.append(finding("pictures-received", pictures[0].ref.place(), count=len(pictures)))
    return tuple(pictures), tuple(findings)


def _unfit(package: Package, member: str) -> str:
    """Why a member is not even unpacked; empty when it is."""
    if member not in package:
        return "文件里没有这张照片"
    return "文件太大" if package.size(member) > MOST_BYTES else ""


def _bytes(package: Package, member: str) -> bytes:
    try:
        return package.read(member)
    except Exception:  # a checksum that is wrong, a stream that is cut
        return b""


def _found(package: Package, sheet: Sheet) -> Iterator[_Found]:
    for relation in package.relations(sheet.part).values():
        if relation.kind == "drawing" and not relation.is_external:
            yield from _floating(package, relation.target)
    if sheet.in_cells:
        yield from _in_cells(package, sheet.in_cells)


def _floating(package: Package, part: str) -> Iterator[_Found]:
    reader = _DrawingReader()
    package.feed(part, reader)
    relations = package.relations(part)
    for spot, number in reader.blips:
        yield _of(relations.get(number), spot)


def _in_cells(package: Package, in_cells: Mapping[Spot, str]) -> Iterator[_Found]:
    main = next((r.target for r in package.relations("").values() if _is_main(r)), "")
    relations = package.relations(main)
    rich = RichValues(package, relations)
    parts = (r.target for r in relations.values() if r.kind.casefold() == "cellimage")
    part = next(parts, _WPS_CELL_IMAGES)
    reader = _CellImageReader()
    package.feed(part, reader)
    of_wps = package.relations(part)
    for spot, number in in_cells.items():
        if number.startswith("#"):
            yield _Found(spot, rich.picture(number))
        else:
            yield _of(of_wps.get(reader.blips.get(number, "")), spot)


def _is_main(relation: Relation) -> bool:
    return relation.kind == "officeDocument"


def _of(relation: Relation | None, spot: Spot) -> _Found:
    if relation is None:
        return _Found(spot, "", "文件里没有这张照片")
    if relation.is_external:
        return _Found(spot, "", "只是一个链接，照片不在文件里")
    return _Found(spot, relation.target)


class _DrawingReader(Events):
    """Takes a drawing; `blips` has the cell and the relation of every picture in it."""

    def __init__(self) -> None:
        self.blips: list[tuple[Spot, str]] = []
        self._corner = {"row": 0, "col": 0}
        self._is_from = False
        self._text: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _ANCHORS:
            self._corner = {"row": 0, "col": 0}
        elif tag == "from":
            self._is_from = True
        elif tag in self._corner and self._is_from:
            self._text = []
        elif tag == "blip":
            spot = Spot(self._corner["row"] + 1, self._corner["col"] + 1)
            number = attribute(attributes, "embed") or attribute(attributes, "link")
            self.blips += [(spot, number)] if number else []

    def data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        if tag == "from":
            self._is_from = False
        elif self._text is not None and tag in self._corner:
            self._corner[tag] = min(int("".join(self._text)), _LAST - 1)
            self._text = None


class _CellImageReader(Events):
    """Takes WPS's ``cellimages.xml``; `blips` has the relation of every picture by its id."""

    def __init__(self) -> None:
        self.blips: dict[str, str] = {}
        self._name = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "cNvPr":
            self._name = attributes.get("name", "")
        elif tag == "blip":
            self.blips[self._name] = attribute(attributes, "embed") or attribute(attributes, "link")
