"""Turns the bytes of a document into its text, its tables and the data that it carries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from make_docx.chain.annex import Annex, annexes, reading_of, telling
from make_docx.chain.annex_note import printed_codes
from make_docx.chain.canonical import check_code
from make_docx.chain.extraction import Extracted, extracted
from make_docx.chain.package import Package, PackageError
from make_docx.chain.payload import Payload
from make_docx.chain.printed.body import Body, body_of
from make_docx.chain.story import Story, Table, story_of
from make_docx.errors import InputError


class OtherTable(Struct, frozen=True):
    """A table of records or of figures that is no 统计表; `name` is as it is told."""

    name: str
    cells: Table


class Opened(Struct, frozen=True):
    """A document that make-docx built, as it is now."""

    body: Body
    tables: tuple[Annex, ...]
    others: tuple[OtherTable, ...]
    copies: Extracted
    codes: frozenset[str]  # 校验码 that it prints

    @property
    def payload(self) -> Payload | None:
        """The data: of two copies that differ, the one whose 校验码 is printed."""
        held = [copy for copy in (self.copies.properties, self.copies.item) if copy]
        return next((p for p in held if check_code(p) in self.codes), next(iter(held), None))

    @property
    def is_ours(self) -> bool:
        """Whether anything shows that make-docx built it with data."""
        has_data = self.copies.payload is not None or bool(self.copies.damages)
        return has_data or bool(self.codes)


def open_document(data: bytes, file: str) -> Opened:
    """Read a document.

    Raises:
        InputError: it is no .docx, cannot be read, carries no data, or is none of ours.
    """
    try:
        opened = _opened(Package(data))
    except PackageError as error:
        reason = error.refusal.reason or "是空文件，或者加了密码"
        raise InputError(
            f"读不了“{file}”：{reason}。请检查是不是拿错了文件；打得开的，请另存为 .docx 再试。"
        ) from error
    for damage in opened.copies.damages:
        if damage.version is not None:
            raise InputError(
                f"“{file}”里的数据是第 {damage.version} 版格式，这个 make-docx 不认识。"
                "请升级 make-docx 后再运行。"
            )
    if opened.is_ours:
        return opened
    if opened.body.spans:
        raise InputError(
            f"“{file}”生成时没有带数据（--no-data），或者数据已经清除，不能追溯和核对。"
            "请不加 --no-data 重新生成。"
        )
    raise InputError(f"“{file}”不是 make-docx 生成的公文，或者生成时没有带数据，不能追溯和核对。")


def _opened(package: Package) -> Opened:
    root = package.document()
    story = story_of(root)
    codes = printed_codes(story.paragraphs)
    opened = Opened(body_of(root), annexes(story.tables), (), extracted(package), codes)
    if (payload := opened.payload) is None:
        return opened
    wanted = [(total.label, total.unit) for total in payload.totals]
    tables = telling(opened.tables, wanted) if wanted else ()
    return replace(opened, tables=tables, others=tuple(_others(story, tables)))


def _others(story: Story, tables: Sequence[Annex]) -> Iterator[OtherTable]:
    """The tables that are none of `tables`, without what only sets out words on the page."""
    for caption, cells in zip(story.captions, story.tables, strict=True):
        is_known = any(annex in tables for annex in annexes([cells]))
        if not is_known and (caption or _has_figures(cells)):
            first = next((text for row in cells for cell in row if (text := cell.strip())), "")
            yield OtherTable(caption or f"“{''.join(first.split())}”开头的表", cells)


def _has_figures(cells: Table) -> bool:
    return any(reading_of(text, "") for row in cells if len(row) > 1 for text in row if text)
