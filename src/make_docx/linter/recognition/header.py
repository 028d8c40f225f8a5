"""Turns the first lines of a paper into its 版头 (7.2, 10)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from make_docx.document.styles import Style
from make_docx.linter.paper import Box
from make_docx.linter.parts import Format, RedRule
from make_docx.linter.recognition.lines import Line, Lines
from make_docx.linter.recognition.rules import letter_rules, red_rule
from make_docx.linter.recognition.words import (
    COPY_NUMBER,
    NAME_AND_DATE,
    NUMBER,
    PLACEHOLDER,
    SECRECY,
    SIGNER,
    URGENCY,
    ends_as_mark,
    is_number,
    is_serial,
    plain,
)

_WITHIN: Final = 40  # filled lines among which a 版头 ends
_LEAST_MARK: Final = 20.0  # pt
_LEAST_BLACK_MARK: Final = 26.0  # pt; of one that nobody set in red
_LONGEST_MARK: Final = 60  # characters
_DOUBLE_BORDERS: Final = ("double", "thickThin", "thinThick")
_TOP: Final = frozenset({Style.COPY_NUMBER, Style.SECRECY, Style.URGENCY})
_ISSUER_ROWS: Final = frozenset({Style.MINUTES_ISSUER, Style.BULLETIN_ISSUER})
_TOP_FORMS: Final = (COPY_NUMBER, SECRECY, URGENCY)
_NUMBER_TAG: Final = re.compile(rf"\{{\{{\s*{Style.NUMBER}\s*\}}\}}")


class Header(Struct, frozen=True):
    copy_number: Line | None = None
    secrecy: Line | None = None
    urgency: Line | None = None
    marks: tuple[Line, ...] = ()
    number: Line | None = None
    signers: tuple[Line, ...] = ()
    issuer_row: Line | None = None
    rule: RedRule | None = None
    letter_rules: tuple[Box, ...] = ()
    end: int = -1  # the last line that belongs to it

    @property
    def format(self) -> Format:
        text = plain("".join(line.text for line in self.marks))
        if text.endswith("令"):
            return Format.ORDER
        row_style = self.issuer_row.style if self.issuer_row else None
        if row_style is Style.BULLETIN_ISSUER or text.endswith("简报"):
            return Format.BULLETIN
        if text.endswith("纪要") or self.issuer_row is not None:
            return Format.MINUTES
        if self.letter_rules or self._is_letter(text):
            return Format.LETTER
        if "{{" in text and self.rule is None:  # a layout does not say how its 标志 ends
            return Format.ORDER
        if self.marks or self.number is not None:
            return Format.DOCUMENT
        return Format.PLAIN

    def _is_letter(self, mark: str) -> bool:
        """Without drawn rules: a double border, or a number at the right under the 标志."""
        if not mark or mark.endswith("文件") or self.signers:
            return False
        rule = self.rule.border if self.rule else None
        if rule is not None and rule.style.startswith(_DOUBLE_BORDERS):
            return True
        return self.number is not None and self.number.paragraph.align == "right"


def find_header(lines: Lines, main: Sequence[Line]) -> Header:
    """`main` are the filled lines of the main text."""
    zone = _zone(main)
    number = _number(zone)
    marks = _marks(zone, number)
    if number is not None and is_serial(number.text) and not marks and number.style is None:
        number = None  # 第一次 of something else
    doubles = letter_rules(lines)
    anchors = [line for line in (number, *marks) if line is not None]
    if not anchors:
        return Header(letter_rules=doubles)
    signers = _signers(zone, number or _styled(zone, Style.NUMBER))
    below, issuer_row = _below(zone, max(line.at for line in (*anchors, *signers)))
    last = max(line.at for line in (*anchors, *signers, *below))
    top = [line for line in zone if line.at <= last]
    return Header(
        copy_number=_element(top, Style.COPY_NUMBER, COPY_NUMBER),
        secrecy=_element(top, Style.SECRECY, SECRECY),
        urgency=_element(top, Style.URGENCY, URGENCY),
        marks=marks,
        number=number,
        signers=signers,
        issuer_row=issuer_row,
        rule=None if doubles else red_rule(lines, marks, number, last),
        letter_rules=doubles,
        end=last,
    )


def _below(zone: Sequence[Line], last: int) -> tuple[list[Line], Line | None]:
    """What follows the number: 密级 and 紧急程度 of a letter, organ and date of minutes.

    Of bulletins too.
    """
    found: list[Line] = []
    for line in zone:
        if line.at <= last:
            continue
        is_top = line.style in _TOP or any(form.fullmatch(line.plain) for form in _TOP_FORMS)
        row = NAME_AND_DATE.fullmatch(line.text.strip(" \u3000\t\n\f"))
        if line.style in _ISSUER_ROWS or (row and line.is_free):
            return [*found, line], line
        if not is_top:
            break
        found.append(line)
    return found, None


def number_text(line: Line | None) -> str:
    """发文字号 alone, without 签发人."""
    if line is None:
        return ""
    match = NUMBER.search(line.text) or _NUMBER_TAG.search(line.text)
    return match[0] if match else SIGNER.split(line.text)[0].strip(" \t\n\f\u3000")


def signer_names(signers: Sequence[Line], number: Line | None) -> tuple[str, ...]:
    names: list[str] = []
    for line in signers:
        text = PLACEHOLDER.sub(" ", line.text)
        if line is number:
            text = text.replace(number_text(number), "", 1)
        words = SIGNER.sub(" ", text).split()
        at = 0
        while at < len(words):
            pair = "".join(words[at : at + 2])
            if len(words[at]) == 1 and len(pair) == 2:  # 王　五, spread over three characters
                words[at : at + 2] = [pair]
            at += 1
        names += words
    return tuple(names)


def _zone(main: Sequence[Line]) -> list[Line]:
    zone: list[Line] = []
    for line in main[:_WITHIN]:
        if line.style in {Style.TITLE, Style.ADDRESSEE, Style.BODY}:
            break
        zone.append(line)
    return zone


def _number(zone: Sequence[Line]) -> Line | None:
    # A row of 签发人, or 份号 and 密级 of a letter, keeps the style while the number is not typed.
    if (line := _styled(zone, Style.NUMBER)) is not None and _says_number(line):
        return line
    for test in (is_number, is_serial):
        for line in zone:
            if test(line.text):
                return line
    return None


def _says_number(line: Line) -> bool:
    """A 发文字号, right or wrong: figures or 号 that no other element of its row explains."""
    if str(Style.NUMBER) in PLACEHOLDER.findall(line.text):
        return True
    words = SIGNER.split(line.text)[0].split()
    rest = "".join(w for w in words if not any(form.fullmatch(w) for form in _TOP_FORMS))
    return re.search(r"\d|号", rest) is not None


def _marks(zone: Sequence[Line], number: Line | None) -> tuple[Line, ...]:
    if styled := tuple(line for line in zone if line.style is Style.MARK):
        return styled
    above = [line for line in zone if number is None or line.at < number.at]
    found: list[Line] = []
    for line in above:
        if _looks_as_mark(line) and (
            not found or line.table is found[-1].table or _close(found[-1], line)
        ):
            found.append(line)
        elif found and line.table is None:
            break
    return tuple(found)


def _close(one: Line, other: Line) -> bool:
    return other.at - one.at == 1


def _looks_as_mark(line: Line) -> bool:
    if len(line.plain) > _LONGEST_MARK or line.plain.endswith(("。", "；")):
        return False
    if "关于" in line.plain:  # a title that somebody set in red
        return False
    if line.is_red and (line.size >= _LEAST_MARK or ends_as_mark(line.text)):
        return True
    return line.size >= _LEAST_BLACK_MARK and ends_as_mark(line.text)


def _signers(zone: Sequence[Line], last: Line | None) -> tuple[Line, ...]:
    """From the row with the label to the `last` one, that of the number."""
    labels = [line.at for line in zone if SIGNER.search(line.text) or line.style is Style.SIGNERS]
    if not labels:
        return ()
    end = max(labels[-1], last.at if last else 0)
    return tuple(line for line in zone if labels[0] <= line.at <= end)


def _styled(zone: Sequence[Line], style: Style) -> Line | None:
    return next((line for line in zone if line.style is style), None)


def _element(top: Sequence[Line], style: Style, form: re.Pattern[str]) -> Line | None:
    if line := _styled(top, style):
        return line
    for line in top:
        if str(style) in PLACEHOLDER.findall(line.text):
            return line
        words = [plain(word) for word in re.split(r"\t|[ \u3000\n]{2,}", line.text.strip())]
        if form.fullmatch(line.plain) or any(form.fullmatch(word) for word in words):
            return line
    return None
