"""Photos of the text: fitted, called by their caption, and the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from msgspec.structs import replace
from PIL import Image
from right_documents import BULLETIN

from make_docx.document import layout_path, render, text_dump
from make_docx.document.fit import style_ids
from make_docx.document.fit.flow import blocks, flow
from make_docx.document.photo import set_photos
from make_docx.document.sheet import Sheet
from make_docx.document.styles import Style
from make_docx.errors import KindError
from make_docx.model import CellRef, Direction, Document, Layout, Level, Paragraph, Photo, Picture
from make_docx.official import page

MM = 36_000  # EMU
PLAIN = layout_path(Direction.DOWN, Layout.BULLETIN, None)
BESIDE = Picture("xl/media/1.jpeg", CellRef("甲.xlsx", "照片", "A4"), "1")
BELOW = Picture("xl/media/2.jpeg", CellRef("甲.xlsx", "照片", "A5"), "2")


def jpeg(width: int, height: int, colour: str = "grey") -> Photo:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(stream, "JPEG")
    return Photo(stream.getvalue(), width, height)


PHOTOS = {BESIDE: jpeg(1200, 800, "red"), BELOW: jpeg(400, 800, "blue")}


def illustrated(*captions: tuple[Picture, str]) -> Document:
    photos = [Paragraph(Level.BODY, "", text, picture=picture) for picture, text in captions]
    return replace(BULLETIN, paragraphs=(*BULLETIN.paragraphs, *photos))


TWO = illustrated((BESIDE, "工作人员“答疑” <1> & 发放资料"), (BELOW, ""), (BESIDE, "又一次"))


def rendered(document: Document, layout: Path = PLAIN) -> bytes:
    return render(document, layout, photos=PHOTOS.__getitem__)


def body(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def test_every_photo_is_called_by_its_caption_and_has_an_id_of_its_own() -> None:
    named = list(body(rendered(TWO)).iter(qn("wp:docPr")))
    photos = [one for one in named if one.get("descr")]
    captions = ["工作人员“答疑” <1> & 发放资料", "照片", "又一次"]
    assert [one.get("descr") for one in photos] == captions
    assert len({one.get("id") for one in named}) == len(named) == 4  # and the 版记


def test_the_same_photo_is_one_part_and_the_same_document_the_same_bytes() -> None:
    data = rendered(TWO)
    assert data == rendered(TWO)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        media = [name for name in package.namelist() if name.startswith("word/media/")]
        assert sorted(map(package.read, media)) == sorted(p.data for p in PHOTOS.values())
    shown = {blip.get(qn("r:embed")) for blip in body(data).iter(qn("a:blip"))}
    assert {f"word/media/{key}.jpeg" for key in shown} == set(media)


def test_the_caption_stands_under_the_photo_on_the_same_page() -> None:
    lines = [line for line in text_dump(rendered(TWO)).splitlines() if line.startswith("[照片")]
    assert lines == [
        "[照片]",
        "[照片说明] 工作人员“答疑” <1> & 发放资料",
        "[照片]",
        "[照片]",
        "[照片说明] 又一次",
    ]
    kept = [p.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") for p in _photo_lines(rendered(TWO))]
    assert [one is not None for one in kept] == [True, False, True]


def _photo_lines(data: bytes) -> list[etree._Element]:
    inline = f"{qn('w:r')}/{qn('w:drawing')}/{qn('wp:inline')}"
    return [p for p in body(data).iter(qn("w:p")) if p.find(inline) is not None]


@pytest.mark.parametrize(
    ("size", "width_mm"),
    [
        ((3000, 600), page.TEXT_WIDTH_MM),  # as wide as the text
        ((800, 1600), 44.5),  # as high as it may be
        ((96, 96), 25.4),  # not blown up
    ],
)
def test_a_photo_is_fitted_to_the_page_and_keeps_its_shape(
    size: tuple[int, int], width_mm: float
) -> None:
    (photo,) = set_photos(illustrated((BESIDE, "")), lambda _: jpeg(*size)).values()
    assert photo.width / MM == pytest.approx(width_mm, abs=0.1)
    assert photo.width / photo.height == pytest.approx(size[0] / size[1], abs=0.01)
    assert photo.height <= page.PHOTO_MOST_LINES * page.LINE_PITCH * page.EMU_PER_TWIP


def test_the_estimate_of_the_page_counts_a_photo_as_nine_lines() -> None:
    one = docx.Document(io.BytesIO(rendered(illustrated((BELOW, "现场")))))
    photo, caption = blocks(
        one.element.body, Sheet(one.styles.element), style_ids(one.element.body), (Style.CAPTION,)
    )[-2:]
    assert photo.height == pytest.approx(page.PHOTO_MOST_LINES * page.LINE_PITCH, abs=2)
    assert (photo.keeps_next, caption.height) == (True, page.LINE_PITCH)


def _last_page(document: Document) -> tuple[int, int]:
    """Height of every photo in percent of the intended one, and what is left under the last."""
    sheet = docx.Document(io.BytesIO(rendered(document)))
    found = blocks(
        sheet.element.body,
        Sheet(sheet.styles.element),
        style_ids(sheet.element.body),
        (Style.COLOPHON,),
    )
    (height,) = {one.line for one in found if one.style == Style.PHOTO}
    left = page.TEXT_HEIGHT - flow(found[:-1], fewest=False)[-1].bottom
    intended = page.PHOTO_MOST_LINES * page.LINE_PITCH - page.PHOTO_SPACE
    return round(height * 100 / intended), left


def test_photos_are_as_little_smaller_as_keeps_the_colophon_from_standing_alone() -> None:
    """Two photos fill page 2; of its 版记 five lines and the rules have to stand there as well."""
    needed = 5 * page.COLOPHON_LINE
    for count, note, percent in ((2, "", 75), (3, "", 100)):
        document = replace(illustrated(*((BELOW, "现场"),) * count), note=note)
        size, left = _last_page(document)
        assert (size, left > needed) == (percent, True), (count, note)


def test_no_page_is_left_half_empty_before_a_photo_that_is_a_little_too_high() -> None:
    """At three quarters of its height a photo and its caption take 8 lines."""
    empty, sizes = [], []
    for lines in range(24, 30):
        text = Paragraph(Level.BODY, "", "国" * (28 * lines - 3))
        photo = Paragraph(Level.BODY, "", "现场", picture=BELOW)
        made = replace(BULLETIN, paragraphs=(text, photo))
        data = docx.Document(io.BytesIO(rendered(made)))
        found = blocks(
            data.element.body,
            Sheet(data.styles.element),
            style_ids(data.element.body),
            (Style.CAPTION,),
        )
        before, at, _ = flow(found, fewest=False)[-3:]
        empty.append((page.TEXT_HEIGHT - before.bottom) if at.first_page > before.last_page else 0)
        sizes.append(found[-2].line)
    assert max(empty) < 8 * page.LINE_PITCH
    assert min(sizes) < max(sizes)


def test_photos_keep_their_size_where_no_size_makes_room_for_the_colophon() -> None:
    document = replace(
        illustrated((BELOW, "现场" * 150), (BELOW, "现场")), copies_to="县直单位，" * 100
    )
    assert _last_page(document)[0] == 100


def test_a_layout_without_a_place_for_photos_is_told_so(tmp_path: Path) -> None:
    old = docx.Document(str(PLAIN))
    for paragraph in list(old.element.body.iter(qn("w:p"))):
        text = "".join(t.text or "" for t in paragraph.iter(qn("w:t")))
        if text == "{{ 段.照片 }}":
            paragraph.getparent().remove(paragraph)
    own = tmp_path / "模板.docx"
    old.save(str(own))
    with pytest.raises(KindError, match=r"正文\.照片"):
        rendered(TWO, own)
    assert rendered(BULLETIN, own)


def test_nobody_is_asked_for_photos_where_there_are_none() -> None:
    assert render(BULLETIN, PLAIN)
    with pytest.raises(ValueError, match=r"甲\.xlsx"):
        render(TWO, PLAIN)
