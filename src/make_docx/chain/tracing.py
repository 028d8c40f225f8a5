"""Turns a document into its printed figures, each with the cells that it came from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from make_docx.chain.opening import Opened, open_document
from make_docx.chain.origins import Origin, origins_of
from make_docx.chain.payload import Payload, PrintedFigure, Reading, TextFigure
from make_docx.chain.printed import expected
from make_docx.chain.printed.claim import is_true, wording
from make_docx.chain.printed.search import Search
from make_docx.chain.printed.words import Words
from make_docx.errors import InputError, UsageError
from make_docx.figures import base
from make_docx.labels import hint, label_key
from make_docx.model import Aggregation, CellRef, Figure
from make_docx.wording import facts, phrase

_ONE: Final = Reading(Decimal(1))


class TracedFigure(Struct, frozen=True):
    """A figure of the document.

    `scope` is the unit or category whose figure it is, empty for the total. `shown` is what the
    body prints now, and the 合计 of the table; `printed` what the body was built with. `figure` is
    None where the payload cannot tell it. `paragraphs` are those of the body, from 1.
    """

    name: str
    scope: str
    figure: Figure | None
    shown: tuple[str, ...]
    printed: tuple[str, ...]
    bookmarks: tuple[str, ...]
    paragraphs: tuple[int, ...]
    origins: tuple[Origin, ...]

    @property
    def said(self) -> str:
        """The figure in words."""
        return wording(self.figure) if self.figure else "、".join(self.printed)


class Trace(Struct, frozen=True):
    """The figures of a document that were asked for.

    `has_sources` is False where there were too many units for the document to carry them.
    """

    document: str
    unit: str
    figures: tuple[TracedFigure, ...]
    has_sources: bool = True


def trace(data: bytes, file: str, text: str = "") -> Trace:
    """Where the figures of a document came from.

    Args:
        data: the file's bytes.
        file: its name, as it is told.
        text: which figures: words of the text (近20万份), a number, the name of an indicator or
            part of it, or a bookmark; empty for all, those of the table included.

    Raises:
        InputError: the file is no .docx, cannot be read, carries no data, or is none of ours.
        UsageError: nothing fits `text`; the message offers the nearest.
    """
    opened = open_document(data, file)
    payload = opened.payload
    if payload is None:
        raise InputError(
            f"“{file}”里的数据损坏或者已经删除，不能追溯。请找生成时的原件，或者重新生成公文。"
        )
    figures = tuple(_figures(opened, payload))
    chosen = _chosen(figures, text) if text.strip() else figures
    if not chosen:
        names = [word for f in figures for word in (f.name, *f.shown, *f.printed)]
        raise UsageError(
            f"“{file}”里没有“{text.strip()}”这个数{hint(text, names) or '。'}"
            "不写要查的数，就列出全部。"
        )
    return Trace(file, payload.unit, chosen, payload.rows is not None)


# ── all of them ──────────────────────────────────────────────────────────────────────────


def _figures(opened: Opened, payload: Payload) -> Iterator[TracedFigure]:
    """The figures of the body in its order, then those that only the table has."""
    by_key: dict[tuple[str, str], list[Words]] = {}
    for words in Search(opened.body, payload).words:
        by_key.setdefault((words.mark.name, words.mark.scope), []).append(words)
    of_table = _of_table(opened, payload)
    for (name, scope), found in by_key.items():
        cell = "" if scope else of_table.pop(label_key(name), "")
        yield _figure(payload, found, cell)
    for total in payload.totals:
        if printed := of_table.get(label_key(total.label)):
            yield TracedFigure(
                name=total.label,
                scope="",
                figure=total.figure(),
                shown=(printed,),
                printed=(),
                bookmarks=(),
                paragraphs=(),
                origins=origins_of(payload, total.label),
            )


def _of_table(opened: Opened, payload: Payload) -> dict[str, str]:
    """Label → what the 合计 of the first table prints, or would where somebody took it out."""
    shown: dict[str, str] = {}
    table = opened.tables[0] if opened.tables else None
    for total in payload.totals:
        column = table.column(total.label, total.unit) if table else None
        if table and table.total and column:
            shown[label_key(total.label)] = table.total.cell(column)
        elif total.in_table and total.reading.value is not None:
            shown[label_key(total.label)] = wording(total.figure())
    return shown


def _figure(payload: Payload, found: Sequence[Words], cell: str) -> TracedFigure:
    marks = [words.mark for words in found]
    figures = [words.stated.figure for words in found if words.stated.figure]
    shown = [words.text for words in found if words.text]
    return TracedFigure(
        name=marks[0].name,
        scope=marks[0].scope,
        figure=figures[0] if figures else _whole(payload, marks[0]),
        shown=tuple(dict.fromkeys(filter(None, [*shown, cell]))),
        printed=tuple(dict.fromkeys(mark.shown for mark in marks)),
        bookmarks=tuple(dict.fromkeys(mark.bookmark for mark in marks)),
        paragraphs=tuple(dict.fromkeys(w.paragraph for w in found if w.text)),
        origins=_origins(payload, marks[0]),
    )


def _whole(payload: Payload, mark: PrintedFigure) -> Figure | None:
    """What a change is the change of."""
    total = expected.find_total(payload, mark.name)
    return total.figure() if total and not mark.scope else None


# ── where from ───────────────────────────────────────────────────────────────────────────


def _origins(payload: Payload, mark: PrintedFigure) -> tuple[Origin, ...]:
    if expected.is_count(mark.name):
        return tuple(_counted(payload, mark))
    if of_text := expected.find_of_text(payload, mark.name):
        return tuple(_cells(payload, of_text))
    if not mark.scope:
        return origins_of(payload, mark.name)
    total = expected.find_total(payload, mark.name)
    if total is None or payload.rows is None:
        return ()
    # as if they were added up: the highest of these is not the highest of all
    totals = (replace(t, aggregation=Aggregation.SUM) if t is total else t for t in payload.totals)
    part = replace(payload, rows=expected.rows_of(payload, mark), totals=tuple(totals))
    return origins_of(part, total.label)


def _cells(payload: Payload, figure: TextFigure) -> Iterator[Origin]:
    """The cells, each with the unit whose it is; in 公文要素 that is the office itself."""
    rows = payload.rows or ()
    own = {ref: row.unit for row in rows for ref in row.refs}
    files = {row.file: row.unit for row in rows}
    is_shared = len(files) < len(rows)  # a one-workbook job
    for ref in figure.refs:
        unit = own.get(ref) or ("" if is_shared else files.get(ref.file, payload.unit))
        yield Origin(figure.name, figure.measure, unit, ref, None)


def _counted(payload: Payload, mark: PrintedFigure) -> Iterator[Origin]:
    """The units that are counted, each with its file and no cell."""
    rows = payload.rows or ()
    match mark.name:
        case facts.MISSING:
            yield from (_unit(mark.name, unit, "") for unit in payload.missing)
        case facts.EXPECTED:
            yield from (_unit(mark.name, row.unit, row.file) for row in rows)
            yield from (_unit(mark.name, unit, "") for unit in payload.missing)
        case phrase.COMPOSITION:
            members = expected.rows_of(payload, mark)
            yield from (_unit(mark.name, row.unit, row.file) for row in members)
        case facts.REPORTED:
            yield from (_unit(mark.name, row.unit, row.file) for row in rows)
        case _:
            yield from _at_the_base(payload, mark.name)


def _at_the_base(payload: Payload, name: str) -> Iterator[Origin]:
    """The units with those below them; of 基层未报单位数, only the ones that lack some."""
    below = {child.file: child.payload for child in payload.children}
    for row in payload.rows or ():
        nested = below.get(row.file)
        alone = 0 if name == base.MISSING else 1
        count = expected.base_count(nested, name) if nested else alone
        if count:
            deeper = tuple(_at_the_base(nested, name)) if nested else ()
            ref = CellRef(row.file, "", "")
            yield Origin(name, "", row.unit, ref, Reading(Decimal(count)), deeper)
    if name != base.REPORTED:
        yield from (_unit(name, unit, "") for unit in payload.missing)


def _unit(name: str, unit: str, file: str) -> Origin:
    return Origin(name, "", unit, CellRef(file, "", ""), _ONE)


# ── those asked for ──────────────────────────────────────────────────────────────────────


def _chosen(figures: Sequence[TracedFigure], text: str) -> tuple[TracedFigure, ...]:
    """The figures that `text` means; a closer sense goes before a wider one."""
    asked = _key(text)
    senses: tuple[Callable[[TracedFigure], bool], ...] = (
        lambda f: asked in map(_key, (*f.shown, *f.printed)),
        lambda f: asked in map(_key, f.bookmarks),
        lambda f: asked == _key(f.name),
        lambda f: asked == _key(f.scope),
        lambda f: asked in _key(f.name),
        lambda f: f.figure is not None and is_true(text, f.figure),
        lambda f: any(_is_in(asked, _key(words)) for words in (*f.shown, *f.printed)),
    )
    for fits in senses:
        if found := tuple(figure for figure in figures if fits(figure)):
            return found
    return ()


def _is_in(asked: str, words: str) -> bool:
    """Whether `words` hold `asked`; a number is in no longer one: 28 is not in 284 or 28.5."""
    before = r"(?<![0-9.])" if asked[:1].isdigit() else ""
    behind = r"(?![0-9]|\.[0-9])" if asked[-1:].isdigit() else ""
    return re.search(f"{before}{re.escape(asked)}{behind}", words) is not None


def _key(text: str) -> str:
    return label_key(unicodedata.normalize("NFKC", text)).strip('【】()“”"')
