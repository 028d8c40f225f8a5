"""A document whose figures are marked, and what people do to it in Word."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from functools import cached_property
from xml.sax.saxutils import escape

from chain_jobs import Built
from msgspec.structs import replace

from make_docx.chain import Payload, PrintedFigure, check_code, embed
from make_docx.model import BOOKMARK_PREFIX

MAIN = "word/document.xml"
WHEN = 'w:author="甲" w:date="2021-07-01T00:00:00Z"'
# Of a figure in the text: its words, name, scope, and how the brief asks for it.
Printed = tuple[str, str, str, str]


class Marked:
    """The document of a job with another body, of which `printed` are the figures."""

    def __init__(self, built: Built, printed: Sequence[Printed]) -> None:
        self.built = built
        marks = (
            PrintedFigure(f"{BOOKMARK_PREFIX}{number}", name, scope, shown, as_written)
            for number, (shown, name, scope, as_written) in enumerate(printed, start=1)
        )
        self.payload: Payload = replace(built.payload, marks=tuple(marks))

    @cached_property
    def _frame(self) -> tuple[str, str]:
        """What stands before and behind the paragraph of the body."""
        codes = check_code(self.built.payload), check_code(self.payload)
        text = part(self.built.plain, MAIN).decode().replace(*codes)
        paragraphs = re.findall(r"<w:p[ >](?:(?!</w:p>).)*</w:p>", text, re.DOTALL)
        (body,) = (p for p in paragraphs if "104条。" in re.sub("<[^>]*>", "", p))
        before, _, behind = text.partition(body)
        return before, behind

    def plain(self, *paragraphs: str) -> bytes:
        """With `paragraphs` for a body, and without data."""
        before, behind = self._frame
        return with_part(self.built.plain, MAIN, f"{before}{''.join(paragraphs)}{behind}".encode())

    def docx(self, *paragraphs: str) -> bytes:
        return embed(self.plain(*paragraphs), self.payload)


def part(docx: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return package.read(name)


def with_part(docx: bytes, name: str, content: bytes | None) -> bytes:
    """`docx` with a part in place of another; None leaves it out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(target, "w") as out:
        for member in source.namelist():
            data = content if member == name else source.read(member)
            if data is not None:
                out.writestr(member, data)
    return target.getvalue()


# ── what Word writes ─────────────────────────────────────────────────────────────────────


def paragraph(*content: str, properties: str = "") -> str:
    head = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{head}{''.join(content)}</w:p>"


def run(words: str) -> str:
    return f'<w:r w:rsidR="00A1B2C3"><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def marked(words: str, number: int) -> str:
    return bookmarked(number, run(words))


def bookmarked(number: int, *content: str, suffix: str = "") -> str:
    key = f"{number}{len(suffix)}"
    return (
        f'<w:bookmarkStart w:id="{key}" w:name="{BOOKMARK_PREFIX}{number}{suffix}"/>'
        f'{"".join(content)}<w:bookmarkEnd w:id="{key}"/>'
    )


def inserted(words: str) -> str:
    return f'<w:ins w:id="801" {WHEN}>{run(words)}</w:ins>'


def deleted(words: str) -> str:
    return f'<w:del w:id="802" {WHEN}>{run(words).replace("w:t", "w:delText")}</w:del>'
