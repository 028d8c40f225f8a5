"""Turns the fonts a document asks for into those that LibreOffice prints it in.

LibreOffice is asked itself, with a page for each font: what a font cabinet lists says neither
what LibreOffice replaces nor which face lends a character that the font lacks.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from make_docx.rendering.page import Character, Page
from make_docx.xml_text import escaped, quoted

_NOWHERE: Final = "make-docx no such font"  # shows what LibreOffice takes for an unknown name
_SAMPLE: Final = "国"
_MOST: Final = 5000  # characters on a page of the probe
_NARROW: Final = 0x250  # letters and digits of the Latin script come before it
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})

# Names under which the faces of official documents stand in a PDF. A name in Chinese says
# nothing about them, and a PDF holds no other.
_PRINTED_NAMES: Final[Mapping[str, str]] = {
    "仿宋": "FangSong",
    "仿宋_GB2312": "FangSong_GB2312",
    "黑体": "SimHei",
    "楷体": "KaiTi",
    "楷体_GB2312": "KaiTi_GB2312",
    "宋体": "SimSun",
    "新宋体": "NSimSun",
    "华文仿宋": "STFangsong",
    "华文中宋": "STZhongsong",
    "华文楷体": "STKaiti",
    "华文宋体": "STSong",
    "华文黑体": "STHeiti",
    "方正小标宋简体": "FZXBSJW",
    "方正小标宋_GBK": "FZXBSK",
    "方正仿宋_GBK": "FZFSK",
    "方正黑体_GBK": "FZHTK",
    "方正楷体_GBK": "FZKTK",
    "微软雅黑": "MicrosoftYaHei",
    "等线": "DengXian",
}


class StandIn(Struct, frozen=True):
    """Another face was printed for a font; not `certain` where the two may be the same."""

    asked: str
    used: str
    certain: bool = True


class Borrowed(Struct, frozen=True):
    """Characters that the face printed for `asked` lacks, and the face that lent them."""

    asked: str
    used: str
    characters: str


class Faces(Struct, frozen=True):
    """What came of the fonts that were asked for."""

    stand_ins: tuple[StandIn, ...] = ()
    borrowed: tuple[Borrowed, ...] = ()


def probe(fonts: Mapping[str, str]) -> bytes:
    """A flat ODF text with a page for each font, showing the characters set in it."""
    asked = [*fonts.items(), (_NOWHERE, _SAMPLE)]
    styles = "".join(
        f'<style:style style:name="P{index}" style:family="paragraph">'
        '<style:paragraph-properties fo:break-before="page"/>'
        f"<style:text-properties fo:font-family={_family(font)} fo:font-size='6pt' "
        f"style:font-family-asian={_family(font)} style:font-size-asian='6pt'/></style:style>"
        for index, (font, _) in enumerate(asked)
    )
    paragraphs = "".join(
        f'<text:p text:style-name="P{index}">{escaped(_sample(text))}</text:p>'
        for index, (_, text) in enumerate(asked)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><office:document'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
        ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
        ' office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{paragraphs}</office:text></office:body></office:document>"
    ).encode()


def faces(fonts: Mapping[str, str], pages: Sequence[Page]) -> Faces:
    """What the printed probe of `fonts` says about them."""
    installed = _installed()
    nowhere = _main_face(pages[-1].characters)
    stand_ins: list[StandIn] = []
    borrowed: list[Borrowed] = []
    for asked, page in zip(fonts, pages[:-1], strict=True):
        wide = [c for c in page.characters if not _is_narrow(c.text)]
        used = _main_face([c for c in wide if c.text.isalpha()] or page.characters)
        if not _has_name(asked, used) and asked.casefold() not in (installed or ()):
            knows = installed is not None or asked.isascii() or asked in _PRINTED_NAMES
            stand_ins.append(StandIn(asked, plain_name(used), knows or used == nowhere))
        borrowed += _borrowed(asked, wide)
    return Faces(tuple(stand_ins), tuple(borrowed))


def lost(text: str, pages: Iterable[Page]) -> Counter[str]:
    """Characters of `text` that the pages do not show, or show as an empty box, and how many.

    Blanks and invisible characters do not count. What is printed more often than the text has
    it, such as the head of a table, hides as many losses of the same character.
    """
    printed = Counter(
        character.text for page in pages for character in page.characters if character.shown
    )
    return Counter(filter(_is_visible, text)) - printed


def plain_name(face: str) -> str:
    """The name of a face without what says that it is the plain one of its family."""
    return re.sub(r"(-VKana|-Regular|,Regular)+$", "", face)


def _sample(text: str) -> str:
    """The different characters of `text`; 国 stands for a font that nothing is known of."""
    different = dict.fromkeys(filter(_is_visible, text))
    return "".join(list(different)[:_MOST]) or _SAMPLE


def _family(font: str) -> str:
    return quoted("".join(character for character in font if character.isprintable()))


def _is_narrow(character: str) -> bool:
    return ord(character[0]) < _NARROW


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in _INVISIBLE


def _main_face(characters: Iterable[Character]) -> str:
    """The face of most of them; 汉字 count before signs, which often come from elsewhere."""
    shown = [character for character in characters if character.shown]
    letters = [character for character in shown if character.text.isalnum()]
    counted = Counter(character.font for character in letters or shown)
    return counted.most_common(1)[0][0] if counted else ""


def _borrowed(asked: str, characters: Sequence[Character]) -> Iterator[Borrowed]:
    main = _main_face(characters)
    lent: dict[str, str] = {}
    for character in characters:
        if character.shown and character.font != main:
            lent[character.font] = lent.get(character.font, "") + character.text
    for face, texts in lent.items():
        yield Borrowed(asked, plain_name(face), texts)


def _has_name(asked: str, face: str) -> bool:
    """Whether the printed face says that it is of the font `asked`."""
    return _key(face).startswith(_key(_PRINTED_NAMES.get(asked, asked)))


def _key(name: str) -> str:
    name = re.sub(r"[\W_]", "", name.casefold())
    return re.sub(r"cjk(jp|kr|sc|tc|hk)", "cjk", name)  # one file that goes by its first name


def _installed() -> frozenset[str] | None:
    """Names of the installed fonts, in small letters; None where no one can be asked."""
    command = shutil.which("fc-list") if sys.platform.startswith("linux") else None
    if command is None:
        return None
    listed = subprocess.run(  # noqa: S603  no shell, no input
        [command, ":", "family"], capture_output=True, check=False, encoding="utf-8", timeout=60
    )
    return frozenset(re.split(r"[,\n]", listed.stdout.casefold()))
