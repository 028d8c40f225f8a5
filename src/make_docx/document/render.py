"""Turns a `Document` and a layout into the bytes of a .docx."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from docx.document import Document as DocxDocument
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from lxml import etree
from msgspec.structs import replace

from make_docx.document import dump, figure_marks, house, rare, sections
from make_docx.document.compiled import Compiled, TagError, compiled, root_of, stories
from make_docx.document.context import context, set_tables, texts
from make_docx.document.fit import fit, keep_together, style_ids
from make_docx.document.layout import (
    as_layout_fault,
    layout_message,
    read_layout,
)
from make_docx.document.packing import pack
from make_docx.document.photo import SetPhoto, attach, set_photos
from make_docx.document.sheet import Sheet
from make_docx.document.table import SetTable
from make_docx.document.text import Value, Xml
from make_docx.errors import KindError
from make_docx.findings import excerpt
from make_docx.late_pattern import late_pattern
from make_docx.model import AnnexForm, Document, Photo, Photos, Picture
from make_docx.official.profile import STANDARD, Profile

_JOINT: Final = ("联合发文机关", "文件二字", "联合署名")  # what only a joint document prints
_TAG: Final = late_pattern(r"\{_?[{%#]|[}%#]_?\}")
_LINE: Final = (qn("w:p"), qn("w:r"), qn("w:t"))  # Word cannot open a table inside of these
_TABLE: Final = qn("w:tbl")
_DRAWING: Final = qn("wp:docPr")
_FIRST_DRAWING: Final = 1001  # the footers have ids of their own, which are smaller


def render(
    document: Document,
    layout: Path,
    profile: Profile = STANDARD,
    photos: Photos | None = None,
) -> bytes:
    """The .docx of `document`; the same bytes for the same document, layout, profile and photos.

    Args:
        document: what is printed.
        layout: the .docx with the tags.
        profile: what the office has otherwise than the standard.
        photos: fetches those that `document` prints; nobody asks it where there are none.

    Raises:
        KindError: the layout is broken, dangerous, or leaves out an element that is filled in.
        ValueError: there are photos in `document`, and nobody to fetch them.
        Exception: whatever `photos` raises.
    """
    data = read_layout(layout)
    fetched = set_photos(document, photos or _no_photos)
    with as_layout_fault(layout):
        return _rendered(document, layout, data, profile, fetched)


def elements_of(document: Document, photos: Photos) -> tuple[str, ...]:
    """The name of every text that a layout has to print of `document`: ``正文.文字``."""
    tables = set_tables(document, {}, are_whole=False)
    values = context(document, tables, set_photos(document, photos))
    return tuple(dict.fromkeys(name for name, _ in texts(values, document.layout)))


def _no_photos(picture: Picture) -> Photo:
    raise ValueError(f"nobody fetches {picture.part} of {picture.ref.file}")


def _rendered(
    document: Document,
    layout: Path,
    layout_data: bytes,
    profile: Profile,
    photos: Mapping[Picture, SetPhoto],
) -> bytes:
    try:
        base = compiled(layout_data)
        if document.addressee_in_colophon and not base.has_place_in_colophon:
            document = replace(document, addressee_in_colophon=False)
        # a font of digits of its own changes every row, see `house`
        tables = set_tables(document, base.style_ids, are_whole=bool(profile.digits))
        values = context(document, tables, photos)
        page = _filled(base, document, values)
    except (TagError, etree.XMLSyntaxError) as error:
        raise KindError(layout_message(layout, [f"标记执行不下去：{error}"])) from error
    wanted = list(dict.fromkeys(texts(values, document.layout)))
    if lost := list(_lost(wanted)):
        raise KindError(layout_message(layout, lost))
    attach(page, photos)
    body = page.element.body
    sections.settle(body)
    ids = style_ids(body)
    fit(body, document, base.sheet, ids)
    house.apply(page, profile)
    sheet = base.sheet if profile.is_standard else Sheet(page.styles.element)
    keep_together(body, document, sheet, ids)
    parts = [part for part in stories(page) if part.partname in base.templates]
    roots = [root_of(part) for part in parts]
    read = [dump.paragraph_texts(root) for root in roots]
    if base.has_rare or rare.characters(text for part in read for text in part.values()):
        changing = [part.element for part in parts if isinstance(part, XmlPart)]
        rare.apply(page, () if base.has_rare else changing)
        read = [dump.paragraph_texts(root) for root in roots]
    if hidden := list(_hidden(roots, read, base, document, wanted, tables)):
        raise KindError(layout_message(layout, hidden))
    return pack(page, [table.rows if table else None for table in tables], base.templates)


def _filled(base: Compiled, document: Document, values: Mapping[str, object]) -> DocxDocument:
    """The layout with its tags printed.

    docxtpl's own way drops what it cannot read, turns control characters inside values into
    paragraphs, walks every row of every table, and moves the body between two trees, which takes
    time by the square of the rows. Its template language is all that is used of it.
    """
    printed: dict[str, bytes] = {}
    for name, template in base.templates.items():
        xml = template.render(values)
        # values hold references instead of these characters
        if ("{" in xml or "}" in xml) and (left := _TAG.search(xml)):
            raise TagError(f"标记没有写完整：{left[0]}")
        printed[name] = (xml if name == base.body else figure_marks.unmarked(xml)).encode()
    page = base.parts.opened(printed, {base.core.name: base.core.filled(document)})
    for number, drawing in enumerate(page.part.element.iter(_DRAWING), start=_FIRST_DRAWING):
        drawing.set("id", str(number))
    figure_marks.settle(page, base.last_bookmark)
    return page


def _lost(wanted: Iterable[tuple[str, Value]]) -> Iterator[str]:
    """What no tag printed: the first text of each name."""
    lost: dict[str, Value] = {}
    for name, value in wanted:
        if not value.printed:
            lost.setdefault(name, value)
    joint = [name for name in lost if name.partition(".")[0] in _JOINT]
    for section, name in {name.partition(".")[0]: name for name in reversed(joint)}.items():
        yield (
            f"联合行文要印“{section}”（{excerpt(lost[name])}），模板里没有这一部分：它是按一个机关"
            f"行文做的。请把内置版式里带“{section}”的那几段整个复制到模板的同一位置"
            "（make-docx kinds new 名称 --template 会给一份内置版式）"
        )
    for name, value in lost.items():
        shown = "" if isinstance(value, Xml) else f"（{excerpt(value)}）"
        if name not in joint:
            yield f"没有印出“{name}”{shown}：请加上带“{name.rpartition('.')[2]}”的标记"


def _hidden(
    roots: Sequence[etree._Element],
    read: Sequence[Mapping[etree._Element, str]],
    base: Compiled,
    document: Document,
    wanted: Iterable[tuple[str, Value]],
    tables: Sequence[SetTable | None],
) -> Iterator[str]:
    """What a tag printed where nobody reads it: into an attribute, a field, inside of a text."""
    words = [*base.words]
    found: list[tuple[list[str] | str, ...]] = []
    for root, said in zip(roots, read, strict=True):
        found += [
            tuple(dump.table_lines(table, said))
            for table in root.iter(_TABLE)
            if (parent := table.getparent()) is None or parent.tag not in _LINE
        ]
        words += (text for paragraph, text in said.items() if dump.is_outside_cells(paragraph))
    annexes = (annex for annex in document.annexes if annex.form is not AnnexForm.SEPARATE)
    for annex, table in zip(annexes, tables, strict=True):
        if table is None:
            continue
        if table.lines in found:
            found.remove(table.lines)
        else:
            yield f"附件“{excerpt(annex.name)}”的统计表没有印在页面上：请检查“统计表”的标记"
    words += (cell for lines in found for row in lines if not isinstance(row, str) for cell in row)
    whole = "\f".join(words)
    at = 0  # most values stand behind the one before
    for name, value in wanted:
        if isinstance(value, Xml):
            continue
        at = whole.find(value, at)
        if at < 0:
            at = whole.find(value)
        if at < 0:
            at = 0
            yield f"“{name}”（{excerpt(value)}）没有印在页面上：请检查它的标记在什么地方"
