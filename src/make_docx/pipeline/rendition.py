"""Turns a document and its figures into bytes: with its data, with comments for review, as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.model import Brief, Document, Outcome
from make_docx.pipeline.incoming import Incoming

if TYPE_CHECKING:
    from make_docx.chain import Payload
    from make_docx.official.profile import Profile
    from make_docx.pipeline.options import Told

_REVIEWER: Final = "make-docx"  # whose the comments are


def payload(incoming: Incoming, outcome: Outcome, document: Document) -> Payload:
    """What the document carries."""
    from make_docx.chain import payload_of, printed_figure
    from make_docx.document import marks_of

    if outcome.figures is None:
        raise RuntimeError("examined without figures")
    checked = outcome.checked
    children = incoming.children(checked)
    marks = [printed_figure(one.bookmark, one.mark, one.shown) for one in marks_of(document)]
    brief, paragraphs = incoming.job.brief, document.paragraphs
    return payload_of(brief, checked, outcome.figures, children, marks, paragraphs)


def rendered(
    document: Document, payload: Payload | None, layout: Path, house: Profile, folder: Path
) -> bytes:
    """The document, carrying `payload` and printing its 校验码, if there is one.

    `folder` is that of the job, for the photos that the document prints.
    """
    from make_docx.chain import embed, with_check_code, without_data
    from make_docx.document import render
    from make_docx.intake import photos_in

    photos = photos_in(folder)
    if payload is None:
        return without_data(render(document, layout, house, photos))
    return embed(render(with_check_code(document, payload), layout, house, photos), payload)


def review_copy(data: bytes, document: Document, brief: Brief, outcome: Outcome) -> bytes:
    """`data`, made of `document`, with a comment at each figure of its text."""
    from make_docx.document import marks_of, with_comments
    from make_docx.wording import remarks_on

    if outcome.figures is None:
        raise RuntimeError("examined without figures")
    remarks = {
        one.bookmark: remarks_on(
            one.mark, brief, outcome.checked, outcome.figures, outcome.findings
        )
        for one in marks_of(document)
    }
    return with_comments(data, remarks, author=_REVIEWER, date=document.created)


def printed(
    data: bytes, target: Path, told: Told | None = None
) -> tuple[bytes, tuple[Finding, ...]]:
    """The PDF, and which of the document's fonts this machine printed in another one."""
    (pdf,), findings = printed_all([data], target.name, told)
    return pdf, findings


def printed_all(
    documents: Sequence[bytes], file: str, told: Told | None = None
) -> tuple[list[bytes], tuple[Finding, ...]]:
    """The PDFs, of one call of LibreOffice; what it found of their fonts is told of `file`."""
    from tempfile import TemporaryDirectory

    from make_docx.linter.fonts import fonts_of
    from make_docx.linter.reading import read_paper
    from make_docx.rendering import print_all

    fonts: dict[str, str] = {}
    with TemporaryDirectory(prefix=".mdk-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder, "1.docx")
        for data in documents:
            copy.write_bytes(data)
            for font, text in fonts_of(read_paper(copy)).items():
                fonts[font] = "".join(dict.fromkeys(fonts.get(font, "") + text))
    first, *others = documents  # the fonts of all are looked at beside the first
    count = len(documents)

    def tell(done: int) -> None:
        if told:
            told("生成 PDF", min(done, count), count)

    tell(0)
    printed = print_all([(first, fonts), *((other, {}) for other in others)], tell)
    place = Place(file=file)
    return [one.pdf for one in printed], tuple(
        finding(
            "font-replaced" if stand_in.certain else "font-doubtful",
            replace(place, label=stand_in.asked),
            found=stand_in.used,
            expected=stand_in.asked,
        )
        for stand_in in printed[0].stand_ins
    )
