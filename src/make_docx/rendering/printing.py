"""Turns a .docx and the fonts it asks for into its PDF, its pages and the faces they show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from make_docx.rendering.fonts import Borrowed, Faces, StandIn, faces, probe
from make_docx.rendering.libreoffice import convert
from make_docx.rendering.page import Page
from make_docx.rendering.reader import open_pages


class Printed(Struct, frozen=True):
    """A document as LibreOffice prints it on this machine."""

    pdf: bytes
    pages: tuple[Page, ...]
    stand_ins: tuple[StandIn, ...] = ()
    borrowed: tuple[Borrowed, ...] = ()


def print_pdf(docx: bytes, fonts: Mapping[str, str]) -> Printed:
    """Print one document. `fonts` gives for each font the text that is set in it.

    Raises:
        OutputError: LibreOffice is not there, does not end, or does not print the document.
    """
    (printed,) = print_all([(docx, fonts)])
    return printed


def print_all(
    documents: Iterable[tuple[bytes, Mapping[str, str]]], told: Callable[[int], None] | None = None
) -> list[Printed]:
    """Print documents with one call of LibreOffice, in order; else as `print_pdf`.

    `told` gets now and then how many files are printed.
    """
    asked = list(documents)
    files: dict[str, bytes] = {}
    for index, (docx, fonts) in enumerate(asked, start=1):
        files[f"{index}.docx"] = docx
        if fonts:
            files[f"{index}-fonts.fodt"] = probe(fonts)
    pdfs = convert(files, told=told) if files else {}
    return [
        _printed(pdfs[f"{index}.docx"], fonts, pdfs.get(f"{index}-fonts.fodt"))
        for index, (_, fonts) in enumerate(asked, start=1)
    ]


def find_faces(fonts: Mapping[str, str]) -> Faces:
    """What this machine prints for each font; `fonts` and errors as `print_pdf`."""
    (pdf,) = convert({"fonts.fodt": probe(fonts)}).values()
    return faces(fonts, open_pages(pdf))


def _printed(pdf: bytes, fonts: Mapping[str, str], probed: bytes | None) -> Printed:
    pages = tuple(open_pages(pdf))
    if probed is None:
        return Printed(pdf, pages)
    found = faces(fonts, open_pages(probed))
    return Printed(pdf, pages, found.stand_ins, found.borrowed)
