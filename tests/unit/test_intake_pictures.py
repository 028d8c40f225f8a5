"""Photos come out clean or are refused by name, and never take the figures with them."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from PIL import ExifTags, Image
from returned import BRIEF, SHEET, cell_xml, edited, form, member, opened, with_parts

from make_docx.findings import Finding, Severity
from make_docx.intake import picture, pictures
from make_docx.intake.forms import read_forms
from make_docx.model import Photo, Picture, Submission

ORIENTATION = 0x0112
DRAWING = "xl/drawings/drawing9.xml"


def photo(
    size: tuple[int, int] = (40, 20), kind: str = "JPEG", mode: str = "RGB", **options: Any
) -> bytes:
    image = Image.new(mode, size, "red" if mode != "P" else 1)
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def with_exif() -> bytes:
    """Lying on its side, and telling where it was taken."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo)[1] = "N"
    exif[0x010F] = "某手机"
    return photo(exif=exif.tobytes())


def bomb(side: int = 30_000) -> bytes:
    """A PNG that says it has 900 million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))
        )

    head = struct.pack(">LLBBBBB", side, side, 1, 0, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


# ── one picture ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        *(("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "RGBA"), ("PNG", "P")),
        *(("PNG", "LA"), ("PNG", "1"), ("PNG", "I;16"), ("GIF", "P"), ("BMP", "RGB")),
        *(("TIFF", "RGB"), ("WEBP", "RGB")),
    ],
)
def test_a_picture_of_any_usual_kind_becomes_a_jpeg(kind: str, mode: str) -> None:
    image = Image.new(mode, (40, 20))
    target = io.BytesIO()
    image.save(target, kind)
    clean = picture.clean(target.getvalue())
    assert isinstance(clean, Photo)
    with Image.open(io.BytesIO(clean.data)) as read:
        assert (read.format, read.mode, read.size) == ("JPEG", "RGB", (40, 20))
    assert (clean.width, clean.height) == (40, 20)


def test_a_picture_is_turned_and_says_nothing_of_place_or_device() -> None:
    clean = picture.clean(with_exif())
    assert isinstance(clean, Photo)
    assert (clean.width, clean.height) == (20, 40)
    assert b"Exif" not in clean.data
    with Image.open(io.BytesIO(clean.data)) as read:
        assert dict(read.getexif()) == {}
        assert "comment" not in read.info


def test_a_large_picture_is_shrunk_to_1600_pixels_and_a_small_one_is_not_blown_up() -> None:
    large = picture.clean(photo((4000, 3000)))
    small = picture.clean(photo((40, 20)))
    assert isinstance(large, Photo)
    assert isinstance(small, Photo)
    assert (large.width, large.height) == (1600, 1200)
    assert (small.width, small.height) == (40, 20)


def test_what_cannot_be_seen_through_a_picture_is_white() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(target, "PNG")
    clean = picture.clean(target.getvalue())
    assert isinstance(clean, Photo)
    with Image.open(io.BytesIO(clean.data)) as read:
        assert read.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ\x90\0 a program",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\xff\xd8\xff\xe0",
        photo((400, 400))[:-300],
        photo((400, 400), "PNG")[:-40],
        bomb(),
        bomb(8_000),
        photo() + b"\xff\xda" * 200,
    ],
    ids=["empty", "program", "svg", "head", "cut", "cut png", "900 Mpx", "64 Mpx", "scans"],
)
def test_what_is_no_whole_picture_is_refused_with_a_reason(data: bytes) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        broken = picture.clean(data)
    assert isinstance(broken, picture.BrokenPicture)
    assert broken.reason
    assert picture.size(data) == broken


def test_a_telephone_may_take_200_megapixels_and_what_takes_more_room_50() -> None:
    telephone, other = lengthened(photo(), 16_320, 12_240), photo(kind="JPEG", progressive=True)
    assert picture.cost(telephone) == 16_320 * 12_240 // 4
    assert isinstance(picture.size(lengthened(photo(), 16_320, 13_000)), picture.BrokenPicture)
    progressive = picture.size(lengthened(other, 8_200, 6_200))
    assert isinstance(progressive, picture.BrokenPicture)
    assert "8200×6200，最多 5000 万像素" in progressive.reason


def lengthened(jpeg: bytes, width: int, height: int) -> bytes:
    """The JPEG with another size in its head."""
    at = next(at for sign in (b"\xff\xc0", b"\xff\xc2") if (at := jpeg.find(sign)) > 0)
    return jpeg[: at + 5] + struct.pack(">HH", height, width) + jpeg[at + 9 :]


# ── pictures in a workbook ───────────────────────────────────────────────────────────────


def related(data: bytes, part: str, kind: str, target: str, *, number: str = "p1") -> bytes:
    """The zip with one more relation of a part."""
    folder, _, base = part.rpartition("/")
    name = f"{folder}/_rels/{base}.rels"
    relation = f'<Relationship Id="{number}" Type="http://x/{kind}" Target="{target}"/>'
    try:
        rels = (
            member(data, name).decode().replace("</Relationships>", f"{relation}</Relationships>")
        )
    except KeyError:
        rels = f"<Relationships>{relation}</Relationships>"
    return with_parts(data, {name: rels.encode()})


def floating(images: Mapping[str, bytes], anchor: str = "twoCellAnchor") -> bytes:
    """A form with pictures: the first at B21, the next one row up, and so on."""
    data = related(form(), SHEET, "drawing", "../drawings/drawing9.xml")
    anchors = ""
    for number, (name, content) in enumerate(images.items()):
        place = f"<xdr:from><xdr:col>1</xdr:col><xdr:row>{20 - number}</xdr:row></xdr:from>"
        anchors += f'<xdr:{anchor}>{place}<a:blip r:embed="i{number}"/></xdr:{anchor}>'
        data = with_parts(data, {f"xl/media/{name}": content})
        data = related(data, DRAWING, "image", f"../media/{name}", number=f"i{number}")
    return with_parts(data, {DRAWING: f"<xdr:wsDr>{anchors}</xdr:wsDr>".encode()})


def in_wps(image: bytes, *, in_figure: bool = False) -> bytes:
    cell = "D10" if in_figure else "D16"
    formula = '=DISPIMG("ID_7F",1)'
    xml = f'<c r="{cell}" t="str"><f>_xlfn.DISPIMG("ID_7F",1)</f><v>{formula}</v></c>'
    data = related(cell_xml(xml, cell), "xl/workbook.xml", "cellImage", "cellimages.xml")
    images = '<etc:cellImages><etc:cellImage><xdr:pic><xdr:cNvPr id="1" name="ID_7F"/>'
    images += '<a:blip r:embed="rId1"/></xdr:pic></etc:cellImage></etc:cellImages>'
    data = with_parts(data, {"xl/cellimages.xml": images.encode(), "xl/media/image1.jpeg": image})
    return related(data, "xl/cellimages.xml", "image", "media/image1.jpeg", number="rId1")


def in_excel(image: bytes, *, structure: str = "_localImage") -> bytes:
    data = cell_xml('<c r="D16" t="e" vm="1"><v>#VALUE!</v></c>', "D16")
    key = "_rvRel:LocalImageIdentifier" if structure == "_localImage" else "errorType"
    parts = {
        "metadata.xml": '<metadata><futureMetadata name="XLRICHVALUE"><bk><ext><xlrd:rvb i="0"/>'
        '</ext></bk></futureMetadata><valueMetadata><bk><rc t="1" v="0"/></bk></valueMetadata>'
        "</metadata>",
        "richData/rdrichvalue.xml": '<rvData><rv s="0"><v>0</v><v>5</v></rv></rvData>',
        "richData/rdrichvaluestructure.xml": f'<rvStructures><s t="{structure}">'
        f'<k n="{key}" t="i"/><k n="CalcOrigin" t="i"/></s></rvStructures>',
        "richData/richValueRel.xml": '<rels><rel r:id="rId1"/></rels>',
    }
    data = with_parts(data, {f"xl/{name}": text.encode() for name, text in parts.items()})
    kinds = ("sheetMetadata", "rdRichValue", "rdRichValueStructure", "richValueRel")
    for kind, name in zip(kinds, parts, strict=True):
        data = related(data, "xl/workbook.xml", kind, name, number=kind)
    data = with_parts(data, {"xl/media/image1.png": image})
    part = "xl/richData/richValueRel.xml"
    return related(data, part, "image", "../media/image1.png", number="rId1")


def read(data: bytes) -> tuple[Submission, tuple[Finding, ...]]:
    (submission,), findings = read_forms(opened(data), BRIEF)
    return submission, findings


def seen(data: bytes) -> tuple[Picture, ...]:
    """The pictures of the form's sheet."""
    book = opened(data)
    found, findings = pictures.read_pictures(book, book.sheets["填报表"])
    assert findings == ()
    return found


def places(found: Sequence[Picture]) -> list[tuple[str, str]]:
    return [(one.part.rpartition("/")[2], one.ref.cell) for one in found]


@pytest.mark.parametrize("anchor", ["twoCellAnchor", "oneCellAnchor"])
def test_floating_pictures_are_found_in_the_order_of_their_cells(anchor: str) -> None:
    found = seen(floating({"a.jpg": photo(), "b.png": photo(kind="PNG")}, anchor))
    assert places(found) == [("b.png", "B20"), ("a.jpg", "B21")]
    assert len({one.sha256 for one in found}) == 2
    assert [(one.width, one.height, one.fault) for one in found] == [(40, 20, "")] * 2


def test_pictures_that_nobody_asked_for_are_told_once_with_every_cell() -> None:
    _, findings = read(floating({"a.jpg": photo(), "坏.png": b"MZ"}))
    told = [(f.code, f.severity, f.place.cell, f.found) for f in findings]
    assert told == [("pictures-unasked", Severity.WARN, "B20", "B20、B21")]


def test_a_picture_in_a_cell_of_wps_is_a_picture_and_its_formula_no_text() -> None:
    submission, findings = read(in_wps(photo()))
    assert places(seen(in_wps(photo()))) == [("image1.jpeg", "D16")]
    assert submission.cells["主要做法"].text == ""
    assert [(f.code, f.place.cell) for f in findings] == [("pictures-unasked", "D16")]


def test_a_picture_in_a_cell_of_excel_is_a_picture_and_no_error() -> None:
    data = in_excel(photo(kind="PNG"))
    assert places(seen(data)) == [("image1.png", "D16")]
    assert read(data)[0].cells["主要做法"].text == ""


def test_an_error_that_is_no_picture_stays_an_error() -> None:
    data = in_excel(photo(kind="PNG"), structure="_error")
    assert seen(data) == ()
    assert read(data)[0].cells["主要做法"].text == "#VALUE!"


def test_a_picture_where_a_figure_belongs_is_refused_and_told_once() -> None:
    submission, findings = read(in_wps(photo(), in_figure=True))
    assert ("cell-picture", "D10") in [(f.code, f.place.cell) for f in findings]
    assert "pictures-unasked" not in [f.code for f in findings]
    assert "悬挂横幅" not in submission.cells


@pytest.mark.parametrize(
    "broken",
    [photo((300, 300))[:-200], b"<svg/>", b"MZ", bomb(), b""],
    ids=["cut", "svg", "program", "bomb", "empty"],
)
def test_a_broken_picture_says_so_in_its_place_and_the_rest_is_kept(broken: bytes) -> None:
    good, bad = seen(floating({"坏.jpeg": broken, "好.jpeg": photo()}))
    assert (bad.ref.cell, bool(bad.fault)) == ("B21", True)
    assert (good.ref.cell, good.fault) == ("B20", "")


def test_a_picture_that_is_only_a_link_or_not_there_is_told() -> None:
    data = edited(floating({"a.jpg": photo()}), DRAWING, 'r:embed="i0"', 'r:link="i9"')
    gone = with_parts(floating({"a.jpg": photo()}), {"xl/media/a.jpg": None})
    assert [bool(one.fault) for one in (*seen(data), *seen(gone))] == [True, True]


def test_a_drawing_that_is_no_xml_loses_no_figure() -> None:
    submission, findings = read(with_parts(floating({"a.jpg": photo()}), {DRAWING: b"<xdr:wsDr>"}))
    assert submission.cells["悬挂横幅"].text == "120"
    assert [f.code for f in findings] == ["pictures-unread"]


def test_pictures_beyond_what_can_be_looked_at_in_time_say_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS_LOOKED_AT", 300)
    images = {f"{n}.jpg": photo((40, 20), quality=50 + n) for n in range(3)}
    assert [bool(one.fault) for one in seen(floating(images))] == [False, True, True]
