"""Turns what is drawn on a sheet, or placed in its cells, into pictures and their cells."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.intake.package import Events, Package, Relation, attribute
from make_docx.intake.placing import Anchor, RowHeights, seen_at
from make_docx.intake.rich_values import RichValues
from make_docx.intake.workbook import Sheet, Spot, Workbook
from make_docx.model import CellRef, Picture

MOST_BYTES: Final = 30 << 20  # of one picture
MOST_PIXELS_LOOKED_AT: Final = 150_000_000  # of one sheet: some three seconds of decoding
MOST_BYTES_LOOKED_AT: Final = 100 << 20

_ABSENT: Final = "文件里没有这张照片；请删去，重新插入"
_WPS_CELL_IMAGES: Final = "xl/cellimages.xml"
_TOO_MUCH: Final = "这张表里的照片加起来太大，没有打开这一张；请用“压缩图片”压小后保存"
_ANCHORS: Final = frozenset({"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"})
_CORNERS: Final = ("from", "to")
_MEASURES: Final = ("row", "rowOff", "col")
_LAST: Final = 1_048_576


class _Found(Struct, frozen=True):
    """A picture's cell and member; `reason` says why there is no member."""

    spot: Spot
    member: str
    reason: str = ""


def read_pictures(book: Workbook, sheet: Sheet) -> tuple[tuple[Picture, ...], tuple[Finding, ...]]:
    """The pictures of a sheet in the order of their cells, and whether none could be found out.

    Each is decoded; one that cannot be says so in its `fault`.
    """
    with zipfile.ZipFile(io.BytesIO(book.data)) as archive:
        package = Package(archive)
        try:
            found = sorted(_found(package, sheet), key=lambda one: (one.spot, one.member))
        except Exception as error:
            return (), (_unread(book, sheet, error),)
        return tuple(_looked_at(book, sheet, package, found)) if found else (), ()


def picture_cells(book: Workbook, sheet: Sheet) -> tuple[tuple[CellRef, ...], tuple[Finding, ...]]:
    """Where a sheet has pictures, whatever they are, one for each; else as `read_pictures`."""
    with zipfile.ZipFile(io.BytesIO(book.data)) as archive:
        try:
            spots = sorted(one.spot for one in _found(Package(archive), sheet))
        except Exception as error:
            return (), (_unread(book, sheet, error),)
    return tuple(book.ref(sheet, spot) for spot in spots), ()


def _unread(book: Workbook, sheet: Sheet, error: Exception) -> Finding:
    """A broken drawing is no reason to lose the figures."""
    reason = f"图形部分损坏（{type(error).__name__}）"
    return finding("pictures-unread", Place(file=book.file, sheet=sheet.title), reason=reason)


def _looked_at(
    book: Workbook, sheet: Sheet, package: Package, found: list[_Found]
) -> Iterator[Picture]:
    from make_docx.intake import picture  # Pillow: only where there is a picture

    looked_at: dict[str, Picture] = {}  # by member
    pixels, size = 0, 0
    for one in found:
        ref = book.ref(sheet, one.spot)
        fault = one.reason or _unfit(package, one.member)
        if fault:
            yield Picture(one.member, ref, "", fault=fault)
            continue
        if one.member not in looked_at:
            data = _bytes(package, one.member)
            pixels, size = pixels + picture.cost(data), size + len(data)
            if looked_at and (pixels > MOST_PIXELS_LOOKED_AT or size > MOST_BYTES_LOOKED_AT):
                yield Picture(one.member, ref, "", fault=_TOO_MUCH)
                continue
            digest, seen = hashlib.sha256(data).hexdigest(), picture.size(data)
            if isinstance(seen, picture.BrokenPicture):
                looked_at[one.member] = Picture(one.member, ref, digest, fault=seen.reason)
            else:
                looked_at[one.member] = Picture(one.member, ref, digest, *seen)
        yield replace(looked_at[one.member], ref=ref)


def _unfit(package: Package, member: str) -> str:
    """Why a member is not even unpacked; empty when it is."""
    if member not in package:
        return _ABSENT
    size = package.size(member)
    if size <= MOST_BYTES:
        return ""
    return f"文件太大（{size >> 20} MB，最大 {MOST_BYTES >> 20} MB）；请压小后重新插入"


def _bytes(package: Package, member: str) -> bytes:
    try:
        return package.read(member)
    except Exception:  # a checksum that is wrong, a stream that is cut
        return b""


def _found(package: Package, sheet: Sheet) -> Iterator[_Found]:
    for relation in package.relations(sheet.part).values():
        if relation.kind == "drawing" and not relation.is_external:
            yield from _floating(package, relation.target, sheet)
    if sheet.in_cells:
        yield from _in_cells(package, sheet.in_cells)


def _floating(package: Package, part: str, sheet: Sheet) -> Iterator[_Found]:
    reader = _DrawingReader()
    package.feed(part, reader)
    relations = package.relations(part)
    heights = RowHeights()
    if not all(anchor.is_within for anchor, _ in reader.blips):
        package.feed(sheet.part, heights)
    for anchor, number in reader.blips:
        yield _of(relations.get(number), seen_at(anchor, heights))


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
        return _Found(spot, "", _ABSENT)
    if relation.is_external:
        return _Found(spot, "", "只是一个链接，照片不在文件里；请删去，插入照片本身")
    return _Found(spot, relation.target)


class _DrawingReader(Events):
    """Takes a drawing; `blips` has the anchor and the relation of every picture in it."""

    def __init__(self) -> None:
        self.blips: list[tuple[Anchor, str]] = []
        self._at: dict[str, int] = {}  # from.row, to.rowOff…: as written, rows from 0
        self._corner = ""
        self._numbers: list[str] = []  # the pictures of one anchor, grouped or not
        self._text: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _ANCHORS:
            self._at, self._numbers = {}, []
        elif tag in _CORNERS:
            self._corner = tag
        elif tag in _MEASURES and self._corner:
            self._text = []
        elif tag == "ext" and "ext" not in self._at and attributes.get("cy"):
            self._at["ext"] = _number(attribute(attributes, "cy"))
        elif tag == "blip":
            number = attribute(attributes, "embed") or attribute(attributes, "link")
            self._numbers += [number] if number else []

    def data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        if tag in _CORNERS:
            self._corner = ""
        elif tag in _ANCHORS:
            anchor = self._anchor()
            self.blips += ((anchor, number) for number in self._numbers)
        elif self._text is not None and tag in _MEASURES:
            self._at[f"{self._corner}.{tag}"] = _number("".join(self._text))
            self._text = None

    def _anchor(self) -> Anchor:
        at = self._at
        row, column = at.get("from.row", 0), at.get("from.col", 0)
        return Anchor(
            Spot(min(row, _LAST - 1) + 1, min(column, _LAST - 1) + 1),
            at.get("from.rowOff", 0),
            at["to.row"] + 1 if "to.row" in at else 0,
            at.get("to.rowOff", 0),
            at.get("ext", 0),
        )


def _number(written: str) -> int:
    return max(int(written.strip() or 0), 0)


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
