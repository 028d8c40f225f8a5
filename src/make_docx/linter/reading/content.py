"""Turns what stands inside of a paragraph into runs, and finds the drawings among it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from lxml import etree

from make_docx.linter.paper import Run
from make_docx.linter.reading.looks import Base, Look, Looks
from make_docx.linter.reading.names import MC, WPC, WPG, WPS, M, W

# What only wraps other content; moved and inserted text counts as accepted.
_WRAPPERS: Final = frozenset(
    W + name
    for name in ("hyperlink", "smartTag", "customXml", "ins", "moveTo", "dir", "bdo", "sdtContent")
) | {W + "sdt", M + "oMath", M + "oMathPara"}
_UNDERSTOOD: Final = frozenset(namespace.strip("{}") for namespace in (WPS, WPG, WPC)) | frozenset(
    {
        "http://schemas.microsoft.com/office/word/2010/wordml",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
        "http://schemas.microsoft.com/office/word/2012/wordml",
    }
)
_SIGNS: Final = {
    "tab": "\t",
    "ptab": "\t",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
}
_BREAKS: Final = {"page": "\f", "column": "\f"}  # the next column is on the next page
_COUNTED: Final = ("PAGE", "NUMPAGES", "SECTIONPAGES")  # fields Word fills in when it prints


class Fields:
    """The fields that are open; they may span paragraphs and stand in each other."""

    def __init__(self) -> None:
        self._open: list[list[str | bool]] = []  # code, result begun, result shown

    @property
    def shows(self) -> bool:
        """True outside of fields and inside of their results."""
        return all(field[1] for field in self._open)

    @property
    def code(self) -> str:
        return str(self._open[-1][0]).strip() if self._open else ""

    def begin(self, code: str = "", *, shown: bool = False) -> None:
        self._open.append([code, shown, False])

    def add(self, code: str) -> None:
        if self._open and not self._open[-1][1]:
            self._open[-1][0] = f"{self._open[-1][0]}{code}"

    def separate(self) -> None:
        if self._open:
            self._open[-1][1] = True

    def printed(self) -> None:
        for field in self._open:
            field[2] = True

    def end(self) -> tuple[str, bool]:
        """The code of the field that ends here, and whether its result was stored."""
        if not self._open:
            return "", True
        code, _, shown = self._open.pop()
        return str(code).strip(), bool(shown)


class Content:
    """Collects the runs and drawings of one paragraph."""

    def __init__(self, looks: Looks, base: Base, fields: Fields) -> None:
        self._looks = looks
        self._base = base
        self._fields = fields
        self._pieces: list[tuple[str, Look, bool, str]] = []
        self.drawings: list[etree._Element] = []  # w:drawing and w:pict

    def read(self, paragraph: etree._Element) -> tuple[Run, ...]:
        self._inline(paragraph)
        return tuple(_joined(self._pieces))

    def _inline(self, parent: etree._Element) -> None:
        for child in parent.iterchildren(tag=etree.Element):
            tag = str(child.tag)
            if tag == W + "r":
                self._run(child)
            elif tag in _WRAPPERS:
                self._inline(child)
            elif tag == W + "fldSimple":
                self._simple_field(child)
            elif tag == MC + "AlternateContent":
                if (chosen := alternative(child)) is not None:
                    self._inline(chosen)
            elif tag == M + "r":
                self._formula(child)

    def _simple_field(self, element: etree._Element) -> None:
        self._fields.begin(element.get(W + "instr", ""), shown=True)
        self._inline(element)
        self._end_field(self._looks.run(self._base, next(element.iter(W + "rPr"), None)))

    def _end_field(self, look: Look) -> None:
        code, shown = self._fields.end()
        name = code.split()[0].upper() if code else ""
        if not shown and name in _COUNTED and self._fields.shows:
            self._pieces.append(("1", look, True, code))
            self._fields.printed()

    def _formula(self, element: etree._Element) -> None:
        look = self._looks.run(self._base, element.find(W + "rPr"))
        for text in element.iterchildren(M + "t"):
            self._add(text.text or "", look)

    def _run(self, run: etree._Element) -> None:
        look = self._looks.run(self._base, run.find(W + "rPr"))
        if not look.hidden or next(run.iter(W + "fldChar"), None) is not None:
            self._inside(run, look)

    def _inside(self, run: etree._Element, look: Look) -> None:
        for child in run.iterchildren(tag=etree.Element):
            tag = str(child.tag)
            if tag == W + "t":
                self._add(_text(child), look)
            elif tag in (W + "drawing", W + "pict", W + "object"):
                self.drawings.append(child)
            elif tag == MC + "AlternateContent":
                if (chosen := alternative(child)) is not None:
                    self._inside(chosen, look)
            elif reader := _READERS.get(tag):
                reader(self, child, look)

    def _add(self, text: str, look: Look) -> None:
        if text and self._fields.shows and not look.hidden:
            code = self._fields.code
            self._pieces.append((text, look, bool(code), code))
            self._fields.printed()

    def _sign(self, child: etree._Element, look: Look) -> None:
        self._add(_SIGNS[etree.QName(child).localname], look)

    def _break(self, child: etree._Element, look: Look) -> None:
        self._add(_BREAKS.get(child.get(W + "type", ""), "\n"), look)

    def _symbol(self, child: etree._Element, look: Look) -> None:
        try:
            sign = chr(int(child.get(W + "char", ""), 16))
        except (ValueError, OverflowError):
            return
        if sign.isprintable() or "\ue000" <= sign <= "\uf8ff":
            self._add(sign, look)

    def _ruby(self, child: etree._Element, _look: Look) -> None:
        for base in child.iterchildren(W + "rubyBase"):
            self._inline(base)

    def _page_number(self, _child: etree._Element, look: Look) -> None:
        self._fields.begin("PAGE", shown=True)
        self._add("1", look)
        self._fields.end()

    def _field_mark(self, child: etree._Element, look: Look) -> None:
        kind = child.get(W + "fldCharType")
        if kind == "begin":
            self._fields.begin()
        elif kind == "separate":
            self._fields.separate()
        elif kind == "end":
            self._end_field(look)

    def _field_code(self, child: etree._Element, _look: Look) -> None:
        self._fields.add(child.text or "")


_READERS: Final[Mapping[str, Callable[[Content, etree._Element, Look], None]]] = {
    **{W + name: Content._sign for name in _SIGNS},
    W + "br": Content._break,
    W + "sym": Content._symbol,
    W + "ruby": Content._ruby,
    W + "pgNum": Content._page_number,
    W + "fldChar": Content._field_mark,
    W + "instrText": Content._field_code,
}


def alternative(element: etree._Element) -> etree._Element | None:
    """The branch of `mc:AlternateContent` that Word of 2010 and later shows."""
    for choice in element.iterchildren(MC + "Choice"):
        prefixes = choice.get("Requires", "").split()
        if prefixes and all(choice.nsmap.get(prefix) in _UNDERSTOOD for prefix in prefixes):
            return choice
    return element.find(MC + "Fallback")


def _text(element: etree._Element) -> str:
    return (element.text or "").replace("\r", " ").replace("\n", " ")


def _joined(pieces: list[tuple[str, Look, bool, str]]) -> Iterator[Run]:
    """Neighbours of one look as one run: Word splits them at will."""
    at = 0
    while at < len(pieces):
        text, look, is_field, code = pieces[at]
        at += 1
        while at < len(pieces) and pieces[at][1:] == (look, is_field, code):
            text += pieces[at][0]
            at += 1
        yield Run(
            text,
            look.east_asian,
            look.latin,
            look.size,
            look.bold,
            look.italic,
            look.underline,
            look.colour,
            look.spacing,
            is_field=is_field,
            field_code=code,
            scale=look.scale,
            hint_east_asian=look.hint_east_asian,
        )
