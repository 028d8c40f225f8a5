"""Right documents with one thing wrong on the page, and the clauses that have to tell of it."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Final

from msgspec import Struct

BODY: Final = "word/document.xml"
STYLES: Final = "word/styles.xml"
BLANK: Final = r'<w:p><w:pPr><w:pStyle w:val="Blank"/>(<w:keepNext/>)?</w:pPr></w:p>'
NOWHERE: Final = "\U0010fffd"  # no font has it


class Fault(Struct, frozen=True):
    """A right document with something changed, and the clauses that tell of it.

    `changes` are (member, pattern, replacement); each pattern is replaced once.
    """

    sample: str
    failed: frozenset[str]
    changes: tuple[tuple[str, str, str], ...]


def fault(sample: str, failed: str, *changes: tuple[str, str, str]) -> Fault:
    return Fault(sample, frozenset(failed.split()), changes)


def style(name: str, pattern: str, replacement: str) -> tuple[str, str, str]:
    """A change in one style; it must not lead into the next one."""
    inside = r"(?:(?!</w:style>).)*?"
    return STYLES, rf'(w:styleId="{name}">{inside}){pattern}', rf"\g<1>{replacement}"


def styled(name: str, properties: str) -> tuple[str, str, str]:
    """Paragraph properties added to one style, before its alignment if it has one."""
    return style(name, r"(<w:pPr>)", rf"\g<2>{properties}")


def without_blank(before: str) -> tuple[str, str, str]:
    """The first blank line above a paragraph of that style is left out."""
    return BODY, rf'{BLANK}((?:{BLANK})*<w:p><w:pPr><w:pStyle w:val="{before}")', r"\2"


def in_paragraph(name: str, properties: str) -> tuple[str, str, str]:
    """Properties added to the first paragraph of a style."""
    return BODY, rf'(<w:pStyle w:val="{name}"/>)', rf"\g<1>{properties}"


FAULTS: Final[dict[str, Fault]] = {
    "paper": fault(
        "full",
        "P1-R",
        (BODY, 'w:h="16838"', 'w:h="17008"'),
        (BODY, 'w:bottom="1984"', 'w:bottom="2154"'),
        (BODY, 'w:footer="1445"', 'w:footer="1615"'),
    ),
    "top": fault("full", "P2-R P7-lines-R H5-R", (BODY, 'w:top="2098"', 'w:top="2268"')),
    "bottom": fault("full", "P4-foot-R P7-lines-R", (BODY, 'w:bottom="1984"', 'w:bottom="2700"')),
    "left": fault(
        "plain_long", "P3-R T2-centred-R Z1-left-R G4-R", (BODY, 'w:left="1587"', 'w:left="1417"')
    ),
    "right": fault(
        "full", "P4-R P7-characters-R", style("Body", "<w:ind ", '<w:ind w:right="180" ')
    ),
    "lines": fault(
        "full", "P7-lines-R", styled("Body", '<w:spacing w:line="540" w:lineRule="exact"/>')
    ),
    "characters": fault("full", "P7-characters-R", style("Normal", '<w:spacing w:val="-5"/>', "")),
    "mark": fault("down", "H5-R", style("Mark", 'w:before="[0-9]+"', 'w:before="350"')),
    "mark side": fault(
        "up", "H5-centred-R", style("Mark", '<w:jc w:val="center"/>', '<w:jc w:val="left"/>')
    ),
    "mark colour": fault("down", "H6-colour-R", style("Mark", "FF0000", "000000")),
    "number": fault("down", "N1-R", without_blank("Number")),
    "number side": fault(
        "down", "N1-centred-R", style("Number", '<w:jc w:val="center"/>', '<w:jc w:val="left"/>')
    ),
    "number left": fault("up", "N4-R", (BODY, "\u3000某政报", "某政报")),
    "signer": fault("up", "S2-right-R", style("Number", 'w:pos="8525"', 'w:pos="8200"')),
    "no rule": fault("down", "R1-R", style("Number", "<w:pBdr>.*?</w:pBdr>", "")),
    "rule": fault("down", "R1-gap-R", style("Number", 'w:space="8"', 'w:space="20"')),
    "rule width": fault(
        "down", "R1-width-R", style("Number", "<w:jc ", '<w:ind w:left="600" w:right="600"/><w:jc ')
    ),
    "title": fault("down", "T2-R", without_blank("Title")),
    "title side": fault(
        "down", "T2-centred-R", style("Title", '<w:jc w:val="center"/>', '<w:jc w:val="left"/>')
    ),
    "addressee": fault("down", "Z1-R", without_blank("Addressee")),
    "addressee side": fault(
        "down", "Z1-left-R", in_paragraph("Addressee", '<w:ind w:left="320"/>')
    ),
    "body": fault("down", "B1-R", in_paragraph("Body", "<w:pageBreakBefore/>")),
    "body gap": fault(
        "down",
        "B2-place-R",
        (
            BODY,
            r'(<w:p><w:pPr><w:pStyle w:val="Body")',
            r'<w:p><w:pPr><w:pStyle w:val="Blank"/></w:pPr></w:p>\1',
        ),
    ),
    "annex note": fault("one_annex", "A1-R", without_blank("AnnexNote")),
    "annex page": fault(
        "minutes_annex", "X1-R X2-place-R", style("AnnexNumber", "<w:pageBreakBefore/>", "")
    ),
    "annex number": fault("annexes", "X2-place-R", styled("AnnexNumber", '<w:ind w:left="640"/>')),
    "annex title": fault(
        "annexes", "X3-R", style("AnnexTitle", '<w:jc w:val="center"/>', '<w:jc w:val="left"/>')
    ),
    "date": fault(
        "down",
        "Q3-R",
        (
            BODY,
            r'(<w:pStyle w:val="Date"/>(?:<w:keepNext[^>]*>)?<w:ind w:left=")[0-9]+',
            r"\g<1>2400",
        ),
    ),
    "unsealed gap": fault("unsealed", "Q5-R", without_blank("Signature")),
    "date alone": fault("down", "Q8-R", in_paragraph("Signature", "<w:pageBreakBefore/>")),
    "note": fault("up", "Y1-indent-R", style("Note", "<w:ind [^>]*/>", "")),
    "colophon width": fault(
        "down", "V1-R", (BODY, "8845" + "(.*?)8845" * 3, r"8200\g<1>8200\g<2>8200\g<3>8200")
    ),
    "colophon weight": fault(
        "down", "V1-weight-R", (BODY, r'(<w:tblBorders><w:top [^>]*w:sz=")8', r"\g<1>24")
    ),
    "colophon": fault(
        "down",
        "V2-R",
        (
            BODY,
            r'(relativeFrom="page"><wp:posOffset>)[0-9]+(</wp:posOffset></wp:positionV>)',
            r"\g<1>7900000\2",
        ),
    ),
    "printed": fault(
        "down", "V5-indent-R", style("PrintedBy", '<w:ind w:leftChars="100" w:left="280"', "<w:ind")
    ),
    "no page number": fault("down", "G1-R", ("word/footer2.xml", "<w:r>.*</w:r>", "")),
    "page number": fault("down", "G3-R", (BODY, 'w:footer="1445"', 'w:footer="1645"')),
    "page number side": fault(
        "down",
        "G4-R",
        style("PageOdd", '<w:ind [^>]*/><w:jc w:val="right"/>', '<w:jc w:val="center"/>'),
    ),
    "turned number": fault(
        "turned_end",
        "L1-number-R",
        ("word/footer3.xml", "<wp:posOffset>893445<", "<wp:posOffset>1100000<"),
    ),
    "empty page": fault(
        "down",
        "G5-R",
        (
            BODY,
            r'(<w:p><w:pPr><w:pStyle w:val="Colophon"/>)',
            r'<w:p><w:pPr><w:pStyle w:val="Blank"/><w:pageBreakBefore/></w:pPr></w:p>'
            r"\1<w:pageBreakBefore/>",
        ),
    ),
    "letter mark": fault(
        "letter", "F1-place-R F3-gap-R", (BODY, "<wp:posOffset>899795<", "<wp:posOffset>1050000<")
    ),
    "letter rule": fault(
        "letter",
        "F2-R",
        (
            BODY,
            r'cx="6120130" cy="179705"(.*?)cx="6120130" cy="179705"',
            r'cx="5400000" cy="179705"\1cx="5400000" cy="179705"',
        ),
    ),
    "letter rule place": fault(
        "letter", "F2-top-R F3-gap-R", style("Mark", 'w:space="4"', 'w:space="14"')
    ),
    "letter rule kind": fault("letter", "F2-kind-R", style("LetterRule", "thinThick", "thickThin")),
    "letter rule foot": fault(
        "letter", "F2-foot-R", (BODY, "<wp:posOffset>9911715<", "<wp:posOffset>9700000<")
    ),
    "letter number": fault("letter", "F4-R", style("Number", 'w:pos="[0-9]+"', 'w:pos="8200"')),
    "letter page number": fault("letter", "F7-R", (BODY, "<w:titlePg/>", "")),
    "letter rule on text": fault(
        "letter_full", "F2-foot-R F6-R", (BODY, "<wp:posOffset>9911715<", "<wp:posOffset>9468000<")
    ),
    "letter colophon": fault(
        "letter",
        "F8-R",
        styled(
            "CopiesTo",
            '<w:pBdr><w:top w:val="single" w:sz="8" w:space="0" w:color="000000"/></w:pBdr>',
        ),
    ),
    "letter colophon place": fault(
        "letter", "F8-place-R", (BODY, "<wp:posOffset>9044305<", "<wp:posOffset>8700000<")
    ),
    "order mark": fault(
        "order", "F9-place-R", style("Mark", 'w:before="[0-9]+"', 'w:before="1219"')
    ),
    "order number": fault("order", "F10-R", without_blank("Number")),
    "minutes mark": fault(
        "minutes",
        "F12-place-R",
        (BODY, r'(<w:pStyle w:val="Mark"/>.*?w:before=")[0-9]+', r"\g<1>600"),
    ),
    "lost": fault("down", "LOST-R", (BODY, "组织领导", f"组织{NOWHERE}领导")),
}


# What LibreOffice cannot print, and the clause that must leave it to Word.
LEFT_TO_WORD: Final[dict[str, Fault]] = {
    "note by characters": fault("up", "Y1-indent-R", style("Note", ' w:left="640"', "")),
    "date by characters": fault(
        "down",
        "Q3-R",
        (
            BODY,
            r'(<w:pStyle w:val="Date"/>(?:<w:keepNext[^>]*>)?)<w:ind [^>]*/>',
            r'\g<1><w:ind w:rightChars="400"/><w:jc w:val="right"/>',
        ),
    ),
    "page number by characters": fault("down", "G4-R", style("PageOdd", ' w:right="280"', "")),
    "lines on a grid": fault("down", "H5-R", style("Normal", "<w:snapToGrid [^>]*/>", "")),
    "characters on a grid": fault(
        "full",
        "P7-characters-R P4-R",
        style("Normal", "<w:snapToGrid [^>]*/>", ""),
        (
            BODY,
            r"<w:docGrid [^>]*/>",
            '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-842"/>',
        ),
    ),
}


def changed(docx: bytes, changes: tuple[tuple[str, str, str], ...]) -> bytes:
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for member, pattern, replacement in changes:
        text, count = re.subn(
            pattern, replacement, members[member].decode(), count=1, flags=re.DOTALL
        )
        assert count == 1, (member, pattern)
        members[member] = text.encode()
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()
