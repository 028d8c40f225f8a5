"""Turns a `Document` into the Chinese names that layouts use in their tags."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import count
from typing import Any, Final

from msgspec import Struct

from make_docx.document.figure_marks import MarkedValue
from make_docx.document.photo import SetPhoto, drawing
from make_docx.document.sections import Turn, turns
from make_docx.document.table import SetTable, set_table
from make_docx.document.text import Value, Xml, clean
from make_docx.model import Annex, AnnexForm, Document, Layout, Paragraph, Picture, Sealing
from make_docx.official import break_title, page
from make_docx.official.seals import seals
from make_docx.official.signers import signer_rows

_Getters = Mapping[str, Callable[[Any], object]]


class _AnnexPages(Struct, frozen=True):
    annex: Annex
    paragraphs: list[dict[str, object]]
    title_lines: tuple[str, ...]
    turn: Turn
    table: SetTable | None


_PARAGRAPH: Final[_Getters] = {
    "层次": lambda printed: str(printed[0].level),
    "序号": lambda printed: Value(printed[0].number),
    "文字": lambda printed: printed[1],
    "照片": lambda printed: printed[2],
}
_SIGNATURE_LINE: Final[_Getters] = {
    "左": lambda line: Value(line[0]),
    "中": lambda line: Value(line[1]),
    "右": lambda line: Value(line[2]),
}
_SIGNER_ROW: Final[_Getters] = {
    "标签": lambda row: Value(row[0]),
    "姓名": lambda row: Value(row[1]),
}
_ATTENDANCE: Final[_Getters] = {
    "标签": lambda row: Value(row[0]),
    "名单": lambda row: Value(row[1]),
}
_ANNEX_NOTE: Final[_Getters] = {
    "序号": lambda annex: Value(f"{annex.number}." if annex.number else ""),
    "名称": lambda annex: Value(annex.name),
}
_ENCLOSURE: Final[_Getters] = {
    "标题": lambda pages: Value("\n".join(pages[0]), breaks=True),
    "段落": lambda pages: pages[1],
}
_ANNEX: Final[_Getters] = {
    "序号": lambda pages: Value(str(pages.annex.number or "")),
    "名称": lambda pages: Value("\n".join(pages.title_lines), breaks=True),
    "段落": lambda pages: pages.paragraphs,
    "统计表": lambda pages: Xml(pages.table.xml) if pages.table else "",
    "表注": lambda pages: Value(pages.annex.table.note if pages.annex.table else ""),
    "横排开始": lambda pages: pages.turn.starts,
    "横排结束": lambda pages: pages.turn.ends,
}
_ELEMENTS: Final[_Getters] = {
    "份号": lambda document: Value(document.copy_number),
    "密级和保密期限": lambda document: Value(document.secrecy),
    "紧急程度": lambda document: Value(document.urgency),
    "版头空行": lambda document: [""] * (page.HEADER_LINES - _header_lines(document)),
    "发文机关标志": lambda document: Value("、".join(document.mark.organs) + document.mark.suffix),
    "联合发文机关": lambda document: (
        [Value(organ) for organ in document.mark.organs] if document.mark.is_joint else []
    ),
    "文件二字": lambda document: Value(document.mark.suffix if document.mark.is_joint else ""),
    "发文字号": lambda document: Value(document.number),
    "标题": lambda document: Value(
        "\n".join(document.title_lines or (document.title,)), breaks=True
    ),
    "主送机关": lambda document: Value(
        "" if document.addressee_in_colophon else document.addressee.removesuffix("：")
    ),
    "版记主送机关": lambda document: Value(
        document.addressee.rstrip("：。") if document.addressee_in_colophon else ""
    ),
    "署名": lambda document: Value(
        document.signatures[0] if _is_signed(document) and len(document.signatures) == 1 else ""
    ),
    "成文日期": lambda document: Value(document.issued_on),
    "加盖印章": lambda document: document.sealing is Sealing.SEAL,
    "签名人职务": lambda document: (
        [Value(post) for post in document.posts] if document.sealing is Sealing.STAMP else []
    ),
    "附注": lambda document: Value(document.note),
    "发文机关": lambda document: Value(document.issuer),
    "抄送机关": lambda document: Value(document.copies_to.removesuffix("。")),
    "印发机关": lambda document: Value(document.printed_by),
    "印发日期": lambda document: Value(document.printed_on),
}
_TEXT: Final[Mapping[str, Any]] = {"type": "string"}
_SCHEMAS: Final[Mapping[str, Any]] = {  # of the names that are no texts
    **{name: {"type": "boolean"} for name in ("加盖印章", "横排开始", "横排结束")},
    **{
        name: {"type": "array", "items": _TEXT}
        for name in ("版头空行", "联合发文机关", "签名人职务")
    },
    "段落": {
        "type": "array",
        "items": {"type": "object", "properties": dict.fromkeys(_PARAGRAPH, _TEXT)},
    },
}
# What a layout need not print: the first goes into the properties, and the 标志 may be missing
# on purpose, because offices print on paper that has it already.
_SILENT: Final = frozenset({"发文机关", "发文机关标志"})
_JOINT_MARK: Final = frozenset({"联合发文机关", "文件二字"})
_SIGNATURES: Final = frozenset(
    {"署名", "签名人职务", *(f"联合署名.{place}" for place in _SIGNATURE_LINE)}
)
# 10.2 knows no title of an order and 10.3 nobody who signs minutes; nobody signs a bulletin.
_SILENT_IN: Final[Mapping[Layout, frozenset[str]]] = {
    Layout.ORDER: frozenset({"标题"}),
    Layout.MINUTES: _SIGNATURES,
    Layout.BULLETIN: _SIGNATURES,
}


def set_tables(
    document: Document, style_ids: Mapping[str, str], *, are_whole: bool
) -> list[SetTable | None]:
    """The 统计表 of each annex that is printed, in order."""
    return [
        set_table(annex.table, style_ids, number=number, is_whole=are_whole)
        if annex.table
        else None
        for number, annex in enumerate(_printed(document))
    ]


def context(
    document: Document, tables: Sequence[SetTable | None], photos: Mapping[Picture, SetPhoto]
) -> dict[str, object]:
    """Every name of a layout with its value; texts are `Value`, so they are never a template."""
    numbers = count(1)  # of the bookmarks, as `marks_of` counts them
    body = _text(document.paragraphs, numbers, photos)
    enclosures = [
        (_title_lines(one.title, document.issuer), _text(one.paragraphs, numbers, photos))
        for one in document.enclosures
    ]
    annexes = _printed(document)
    are_landscape = [bool(table and table.how.landscape) for table in tables]
    pages = [
        _AnnexPages(
            annex,
            _text(annex.paragraphs, numbers, photos),
            _title_lines(annex.name, document.issuer, is_landscape=turned),
            turn,
            table,
        )
        for annex, turned, turn, table in zip(
            annexes, are_landscape, turns(are_landscape), tables, strict=True
        )
    ]
    *rows, last = _signer_rows(document)
    return {
        **_named(_ELEMENTS, document),
        "联合署名": [_named(_SIGNATURE_LINE, line) for line in _signature_lines(document)],
        "签发人前行": [_named(_SIGNER_ROW, row) for row in rows],
        "签发人末行": _named(_SIGNER_ROW, last),
        "正文": body,
        "出席人员": [_named(_ATTENDANCE, row) for row in document.attendance],
        "附件说明": [_named(_ANNEX_NOTE, annex) for annex in document.annexes],
        "印发件": [_named(_ENCLOSURE, enclosure) for enclosure in enclosures],
        "附件": [_named(_ANNEX, page_set) for page_set in pages],
    }


def _text(
    paragraphs: Iterable[Paragraph], numbers: Iterator[int], photos: Mapping[Picture, SetPhoto]
) -> list[dict[str, object]]:
    return [
        _named(
            _PARAGRAPH,
            (
                one,
                MarkedValue(one.text, one.marks, numbers),
                drawing(photos[one.picture], one.text) if one.picture else "",
            ),
        )
        for one in paragraphs
    ]


def _printed(document: Document) -> list[Annex]:
    """The annexes that are part of the document."""
    return [annex for annex in document.annexes if annex.form is not AnnexForm.SEPARATE]


def schema() -> dict[str, Any]:
    """The names as a JSON Schema, for checking a layout's tags without a document."""
    rows = _array(_object(_SIGNER_ROW))
    more = {
        "联合署名": _array(_object(_SIGNATURE_LINE)),
        "签发人前行": rows,
        "签发人末行": rows["items"],
        "正文": _array(_object(_PARAGRAPH)),
        "出席人员": _array(_object(_ATTENDANCE)),
        "附件说明": _array(_object(_ANNEX_NOTE)),
        "印发件": _array(_object(_ENCLOSURE)),
        "附件": _array(_object(_ANNEX)),
    }
    return {"type": "object", "properties": {**_object(_ELEMENTS)["properties"], **more}}


def texts(values: Mapping[str, object], layout: Layout) -> Iterator[tuple[str, Value]]:
    """Every text of a context that a layout must print, with its name: ``附件.表注``.

    The 标志 is all or nothing: a layout that prints 发文机关标志 has to know what a joint one is.
    """
    silent = _SILENT | _SILENT_IN.get(layout, frozenset())
    found: list[tuple[str, Value]] = []
    _find_texts(values, "", found)
    if not any(value.printed for name, value in found if name in _SILENT | _JOINT_MARK):
        silent |= _JOINT_MARK
    return ((name, value) for name, value in found if name not in silent)


def _find_texts(values: object, name: str, found: list[tuple[str, Value]]) -> None:
    if isinstance(values, Value):
        if values.strip():
            found.append((name, values))
    elif isinstance(values, dict):
        for inner, value in values.items():
            _find_texts(value, f"{name}.{inner}" if name else inner, found)
    elif isinstance(values, list):
        for value in values:
            _find_texts(value, name, found)


def _named(getters: _Getters, source: object) -> dict[str, object]:
    return {name: get(source) for name, get in getters.items()}


def _object(getters: _Getters) -> dict[str, Any]:
    return {"type": "object", "properties": {name: _SCHEMAS.get(name, _TEXT) for name in getters}}


def _array(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


@lru_cache(maxsize=64)  # annexes have the same names in every document of a job
def _title_lines(title: str, issuer: str, *, is_landscape: bool = False) -> tuple[str, ...]:
    length = page.TEXT_HEIGHT if is_landscape else page.TEXT_WIDTH
    width = int(length / page.TWIPS_PER_POINT / page.SIZE_2)
    return break_title(clean(title), width=width, keep=(issuer,))


def _header_lines(document: Document) -> int:
    """Lines above the 标志 that are taken; the 密级 stays on line 2 (7.2.2)."""
    if document.secrecy:
        return 3 if document.urgency else 2
    return bool(document.copy_number) + bool(document.urgency)


def _signer_rows(document: Document) -> Sequence[tuple[str, str]]:
    """(label, names) a row, names in columns (7.2.6); one empty row at least."""
    rows = signer_rows(document)
    widest = max((page.width(row[0]) for row in rows), default=0.0)
    texts = [
        "　".join((row[0] + "　" * round(widest - page.width(row[0])), *row[1:]))
        if len(row) > 1
        else row[0]
        for row in rows
    ]
    labels = [page.SIGNER_LABEL] + ["　" * len(page.SIGNER_LABEL)] * len(texts)
    return list(zip(labels, texts, strict=False)) or [("", "")]


def _is_signed(document: Document) -> bool:
    return document.sealing is not Sealing.STAMP


def _signature_lines(document: Document) -> Sequence[tuple[str, ...]]:
    """The lines of a joint 署名, three places each.

    Sealed organs stand side by side (7.3.5.1), others below each other (7.3.5.2).
    """
    names = document.signatures
    if len(names) < 2 or not _is_signed(document):
        return []
    if document.sealing is Sealing.NONE:
        return [(name, "", "") for name in names]
    lines = seals(names, document.issued_on).lines
    return [(line[0], "".join(line[1:-1]), line[-1]) for line in lines]
