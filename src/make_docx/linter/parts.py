"""Holds which paragraph of a paper is which element of an official document."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from msgspec import Struct

from make_docx.linter.paper import Border, Box, ParagraphFacts, Table


class Format(StrEnum):
    """Which format of GB/T 9704 the page is built as."""

    DOCUMENT = "文件"  # clause 7
    LETTER = "信函"  # 10.1
    ORDER = "命令"  # 10.2
    MINUTES = "纪要"  # 10.3
    BULLETIN = "简报"  # practice
    PLAIN = "白头"  # no 版头


# Whose organ and date stand over the red rule, and nobody signs (10.3, practice).
UNSIGNED: Final = frozenset({Format.MINUTES, Format.BULLETIN})


class Heading(Struct, frozen=True):
    """A numbered line of the body, from level 1 (一、) to 4 （1）.

    `number` is as printed, `ordinal` its value. With `own_line` all of the paragraph is heading.
    """

    level: int
    number: str
    ordinal: int
    paragraph: ParagraphFacts
    own_line: bool


class AnnexPart(Struct, frozen=True):
    """附件 page: its number line, title lines, and everything up to the next one."""

    number: ParagraphFacts | None
    title: tuple[ParagraphFacts, ...]
    body: tuple[ParagraphFacts | Table, ...] = ()
    section: int = 0


class EnclosurePart(Struct, frozen=True):
    """印发件: a text behind the date, on pages of its own and without the word 附件."""

    title: tuple[ParagraphFacts, ...]
    body: tuple[ParagraphFacts, ...] = ()
    headings: tuple[Heading, ...] = ()


class RedRule(Struct, frozen=True):
    """The rule under the 版头: a border of a paragraph, or a drawn line."""

    paragraph: ParagraphFacts | None
    border: Border | None
    box: Box | None = None


class Parts(Struct, frozen=True):
    """The elements that were found; None or () means there is none."""

    format: Format
    genre: str = ""  # 文种 at the end of the title, e.g. 报告; "" if it is none of the fifteen
    copy_number: ParagraphFacts | None = None
    secrecy: ParagraphFacts | None = None
    urgency: ParagraphFacts | None = None
    marks: tuple[ParagraphFacts, ...] = ()  # 发文机关标志, one or a stack
    number: ParagraphFacts | None = None  # the line of the 发文字号
    number_text: str = ""  # 发文字号 alone
    signers: tuple[ParagraphFacts, ...] = ()  # rows, the one with the number included
    signer_names: tuple[str, ...] = ()
    issuer_row: ParagraphFacts | None = None  # 纪要, 简报: organ and date over the red rule
    red_rule: RedRule | None = None
    letter_rules: tuple[Box, ...] = ()  # 信函: the two double rules
    title: tuple[ParagraphFacts, ...] = ()
    title_lines: tuple[str, ...] = ()
    addressee: ParagraphFacts | None = None
    body: tuple[ParagraphFacts, ...] = ()  # headings included, blank lines not
    headings: tuple[Heading, ...] = ()
    attendance: tuple[ParagraphFacts, ...] = ()  # 纪要: 出席, 请假, 列席
    annex_notes: tuple[ParagraphFacts, ...] = ()
    annex_names: tuple[tuple[str, str], ...] = ()  # (number as printed or "", name)
    signatures: tuple[ParagraphFacts, ...] = ()  # rows; several organs of one are apart by tabs
    posts: tuple[ParagraphFacts, ...] = ()  # 职务 beside a 签名章 (7.3.5.3)
    date: ParagraphFacts | None = None
    note: ParagraphFacts | None = None  # 附注
    enclosures: tuple[EnclosurePart, ...] = ()
    annexes: tuple[AnnexPart, ...] = ()
    colophon_table: Table | None = None
    colophon_box: Box | None = None  # the text box it stands in, if any
    addressee_moved: ParagraphFacts | None = None  # 主送 in the 版记
    copies: ParagraphFacts | None = None  # 抄送
    printed: ParagraphFacts | None = None  # 印发机关 and 印发日期
    colophon_rules: tuple[tuple[str, Border], ...] = ()  # (first, inner, last) from top to bottom
    blanks_before: dict[str, int] | None = None  # element name → empty lines directly above it

    @property
    def all_body(self) -> tuple[ParagraphFacts, ...]:
        """The body and that of every enclosure: the same rules hold for them."""
        return (*self.body, *(one for enclosure in self.enclosures for one in enclosure.body))

    @property
    def outlines(self) -> tuple[tuple[Heading, ...], ...]:
        """The headings of each text, which is numbered by itself."""
        return (self.headings, *(enclosure.headings for enclosure in self.enclosures))

    @property
    def own_notes(self) -> tuple[ParagraphFacts, ...]:
        """附件说明 under the body; () where it stands under that of an enclosure."""
        if self.enclosures and self.annex_notes:
            is_own = self.annex_notes[0].block < self.enclosures[0].title[0].block
            return self.annex_notes if is_own else ()
        return self.annex_notes

    @property
    def noted_body(self) -> tuple[ParagraphFacts, ...]:
        """The text that the 附件说明 belongs to."""
        is_own = self.own_notes or not self.enclosures
        return self.body if is_own else self.enclosures[-1].body
