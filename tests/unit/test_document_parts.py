"""A part that nobody asks for is written as it came; one that is read is what python-docx reads."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.opc.part import XmlPart
from docx.package import Package
from hypothesis import given, settings
from hypothesis import strategies as st

from make_docx.document.core import CoreForm
from make_docx.document.packing import pack
from make_docx.document.parts import Parts, read_roots
from make_docx.document.text import clean
from make_docx.model import Direction, Document, Mark
from make_docx.resources import data_folder

LAYOUTS = sorted((data_folder("docx_templates") / "layouts").glob("*.docx"))
DOWN = next(path for path in LAYOUTS if path.name == "document-down.docx")


def parts_of(path: Path) -> Parts:
    return Parts.of(Package.open(str(path)))


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_it_makes_no_difference_which_parts_were_read(path: Path) -> None:
    kept = parts_of(path)
    unread, read = kept.opened({}, {}), kept.opened({}, {})
    for part in read.part.package.iter_parts():
        if isinstance(part, XmlPart):
            assert part.element is not None
    assert pack(unread, [], ()) == pack(read, [], ()) == pack(docx.Document(str(path)), [], ())


def test_a_part_is_read_when_it_is_asked_for_and_written_as_it_was_changed() -> None:
    page = parts_of(DOWN).opened({}, {})
    before = len(read_roots(page))
    style = next(style for style in page.styles if style.name == "公文正文")
    assert len(read_roots(page)) == before + 1
    style.element.set("changed", "1")
    opened = docx.Document(BytesIO(pack(page, [], ())))
    changed = [style.name for style in opened.styles if style.element.get("changed")]
    assert changed == ["公文正文"]


def test_pages_have_nothing_in_common() -> None:
    kept = parts_of(DOWN)
    one, other = kept.opened({}, {}), kept.opened({}, {})
    one.styles.element.clear()
    assert len(list(other.styles)) > 0
    assert pack(other, [], ()) == pack(kept.opened({}, {}), [], ())


@given(st.text(max_size=300), st.text(max_size=300), st.dates(dt.date(1980, 1, 1)))
@settings(max_examples=50)
def test_the_properties_are_those_that_python_docx_writes(
    title: str, issuer: str, created: dt.date
) -> None:
    document = Document(
        direction=Direction.DOWN,
        mark=Mark(),
        number="",
        title=title,
        title_lines=(),
        addressee="",
        paragraphs=(),
        signatures=(),
        issued_on="",
        issuer=issuer,
        created=created,
    )
    page = docx.Document(str(DOWN))
    form = CoreForm.of(page)
    expected = page.core_properties
    expected.title = clean(title)[:255]
    expected.author = expected.last_modified_by = clean(issuer)[:255]
    expected.created = expected.modified = dt.datetime.combine(created, dt.time.min)
    written = next(p.blob for p in page.part.package.iter_parts() if p.partname == form.name)
    assert form.filled(document) == written
