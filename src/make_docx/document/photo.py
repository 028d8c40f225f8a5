"""Turns the photos of a document into drawings that stand in its lines, and the parts they show."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Final

from docx.document import Document as DocxDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from msgspec import Struct

from make_docx.document.text import Xml, clean, xml
from make_docx.model import Document, Paragraph, Photo, Photos, Picture
from make_docx.official import page

_DRAWINGML: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_NAMESPACES: Final = (
    f'xmlns:wp="{_DRAWINGML}/wordprocessingDrawing" xmlns:a="{_DRAWINGML}/main" '
    f'xmlns:pic="{_DRAWINGML}/picture" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_MOST_WIDTH: Final = page.TEXT_WIDTH * page.EMU_PER_TWIP
_MOST_HEIGHT: Final = (
    page.PHOTO_MOST_LINES * page.LINE_PITCH - page.PHOTO_SPACE - page.PHOTO_FOOT
) * page.EMU_PER_TWIP
_LARGEST_PIXEL: Final = 914_400 // page.PHOTO_LEAST_DPI  # EMU
_DIGITS: Final = 16  # of the digest that names a part: equal photos are one part
_NO_CAPTION: Final = "照片"


class SetPhoto(Struct, frozen=True):
    """A photo as it goes into the page: `key` names its part and the link to it."""

    key: str
    photo: Photo
    width: int  # EMU
    height: int


def set_photos(document: Document, photos: Photos) -> dict[Picture, SetPhoto]:
    """Every photo that `document` prints, fetched once and fitted to the page."""
    found = dict.fromkeys(p.picture for p in _paragraphs(document) if p.picture is not None)
    return {picture: _set(photos(picture)) for picture in found}


def drawing(photo: SetPhoto, caption: str) -> Xml:
    """The drawing as a tag prints it into the text of a run; the caption is what it is called."""
    extent = f'cx="{photo.width}" cy="{photo.height}"'
    named = f'name="{_NO_CAPTION}" descr="{xml(clean(caption)) or _NO_CAPTION}"'
    return Xml(
        f'</w:t><w:drawing><wp:inline {_NAMESPACES} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {extent}/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="1" {named}/><wp:cNvGraphicFramePr>'
        '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_DRAWINGML}/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="0" name="{_NO_CAPTION}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{photo.key}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        '</a:graphic></wp:inline></w:drawing><w:t xml:space="preserve">'
    )


def attach(docx: DocxDocument, photos: Mapping[Picture, SetPhoto]) -> None:
    """Put the parts into the package that the drawings of its body show."""
    links = docx.part.rels
    for photo in photos.values():
        if photo.key not in links:  # a layout made from one of our documents may have it
            name = PackURI(f"/word/media/{photo.key}.jpeg")
            part = Part(name, CONTENT_TYPE.JPEG, photo.photo.data, docx.part.package)
            links.add_relationship(RELATIONSHIP_TYPE.IMAGE, part, photo.key)


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    yield from document.paragraphs
    yield from (paragraph for one in document.enclosures for paragraph in one.paragraphs)
    yield from (paragraph for one in document.annexes for paragraph in one.paragraphs)


def _set(photo: Photo) -> SetPhoto:
    """As wide as the text and as high as it may be, whichever comes first."""
    digest = hashlib.sha256(photo.data).hexdigest()[:_DIGITS]
    wide, high = photo.width, photo.height
    width = min(_MOST_WIDTH, _MOST_HEIGHT * wide // high, _LARGEST_PIXEL * wide)
    return SetPhoto(f"photo-{digest}", photo, width, max(1, width * high // wide))
