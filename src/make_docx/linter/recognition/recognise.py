"""Turns a `Paper` into its `Parts`, by what each line says, how it looks and where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from make_docx.document.styles import Style
from make_docx.linter.genre import genre_of
from make_docx.linter.paper import Paper, ParagraphFacts
from make_docx.linter.parts import Format, Parts
from make_docx.linter.recognition.annexes import annex_parts, annex_starts
from make_docx.linter.recognition.colophon import find_colophon
from make_docx.linter.recognition.enclosures import enclosure_parts, enclosure_starts
from make_docx.linter.recognition.ending import annex_names, find_ending
from make_docx.linter.recognition.header import find_header, number_text, signer_names
from make_docx.linter.recognition.heading import headings
from make_docx.linter.recognition.illustrations import without_illustrations
from make_docx.linter.recognition.lines import Line, Lines
from make_docx.linter.recognition.title import title_group, title_lines
from make_docx.linter.recognition.words import (
    ANNEX_NOTE,
    ATTENDANCE,
    ends_as_recipient,
)

_LONGEST_ADDRESSEE: Final = 400  # characters
_NO_ADDRESSEE: Final = re.compile(r"如下|[。；！？]|现将|根据|为了")


def recognise(paper: Paper) -> Parts:
    """Never fails; an element without evidence is not there."""
    lines = Lines(paper)
    colophon = find_colophon(lines)
    filled = [line for line in lines.filled if not colophon.holds(line)]
    starts = annex_starts(lines, filled)
    annex_at = starts[0].at if starts else len(lines.all)
    behind = enclosure_starts(lines, [line for line in filled if line.at < annex_at])
    main_end = behind[0].at if behind else annex_at
    main = [line for line in filled if line.at < main_end]
    header = find_header(lines, main)
    below = [line for line in main if line.at > header.end]
    title = _title(lines, below, main_end)
    if title:
        below = [line for line in below if line.at > title[-1].at]
    addressee = _addressee(below, is_sent=header.number is not None)
    rest = [line for line in without_illustrations(below) if line is not addressee]
    ending = find_ending(rest)
    enclosures, last = enclosure_parts(lines, behind, filled, annex_at)
    annex_notes = ending.annex_notes or last.annex_notes
    body = [
        line
        for line in rest
        if line.at not in ending.lines and line.table is None and line.box is None
    ]
    form = header.format
    title_text = "".join(title_lines(title))
    marks = "".join(line.plain for line in header.marks)
    parts = Parts(
        format=form,
        genre=genre_of(title_text) or (genre_of(marks) if _SPEAKS.get(form) else ""),
        copy_number=_facts(header.copy_number),
        secrecy=_facts(header.secrecy),
        urgency=_facts(header.urgency),
        marks=_all_facts(header.marks),
        number=_facts(header.number),
        number_text=number_text(header.number),
        signers=_all_facts(header.signers),
        signer_names=signer_names(header.signers, header.number),
        issuer_row=_facts(header.issuer_row),
        red_rule=header.rule,
        letter_rules=header.letter_rules,
        title=_all_facts(title),
        title_lines=title_lines(title),
        addressee=_facts(addressee),
        body=_all_facts(body),
        headings=tuple(headings(body)),
        attendance=_all_facts(ending.attendance),
        annex_notes=_all_facts(annex_notes),
        annex_names=annex_names(annex_notes),
        signatures=_all_facts(ending.signatures),
        posts=_all_facts(ending.posts),
        date=_facts(ending.date),
        note=_facts(ending.note),
        enclosures=enclosures,
        annexes=annex_parts(lines, starts, colophon.holds),
        colophon_table=colophon.table,
        colophon_box=colophon.box,
        addressee_moved=colophon.addressee,
        copies=colophon.copies,
        printed=colophon.printed,
        colophon_rules=colophon.rules,
    )
    return _with_blanks(parts, lines)


_SPEAKS: Final = {Format.ORDER: True, Format.MINUTES: True}  # the 标志 says the 文种


def _title(lines: Lines, below: Sequence[Line], end_at: int) -> tuple[Line, ...]:
    if not below:
        return ()
    kept = {line.at for line in below}
    near = lines.all[below[0].at : end_at]
    blanks_too = [line for line in near if line.is_empty or line.at in kept]
    return title_group(blanks_too, Style.TITLE)


def _addressee(below: Sequence[Line], *, is_sent: bool) -> Line | None:
    """The first line of the text, when it ends in a colon as a name does (7.3.2).

    Of a document with a number also flush organs whose colon was forgotten.
    """
    for line in below:
        if line.style is Style.ADDRESSEE:
            return line
    if not below:
        return None
    line = below[0]
    text = line.plain
    ends = text.endswith(("：", ":")) or (is_sent and _names_organs(line))
    if line.style is not None or not ends or line.table is not None:
        return None
    is_other = ANNEX_NOTE.match(text) or ATTENDANCE.match(text) or _NO_ADDRESSEE.search(text)
    return None if is_other or len(text) > _LONGEST_ADDRESSEE else line


def _names_organs(line: Line) -> bool:
    facts = line.paragraph
    is_flush = facts.left == facts.first_line == 0 and line.text[:1] not in " \u3000\t"
    is_flush = is_flush and facts.align in {"left", "both"}
    return is_flush and ends_as_recipient(line.text) and not any(s in line.text for s in "。；！？")


def _with_blanks(parts: Parts, lines: Lines) -> Parts:
    blanks: dict[str, int] = {}
    for name in parts.__struct_fields__:
        found = getattr(parts, name)
        first = found[0] if isinstance(found, tuple) and found else found
        if isinstance(first, ParagraphFacts):
            count = lines.blanks_before(first)
            if count is not None:
                blanks[name] = count
    return replace(parts, blanks_before=blanks)


def _facts(line: Line | None) -> ParagraphFacts | None:
    return None if line is None else line.paragraph


def _all_facts(lines: Sequence[Line]) -> tuple[ParagraphFacts, ...]:
    return tuple(line.paragraph for line in lines)
