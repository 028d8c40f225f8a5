"""Turns a ``kind.toml`` into a `Kind`, and into every fault it has at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.errors import KindError
from make_docx.findings import Finding, Place
from make_docx.kinds.contradictions import Consistent, consistent
from make_docx.kinds.raw_text import FaultyTextError
from make_docx.kinds.schema import KindFile
from make_docx.kinds.schema_faults import place_of
from make_docx.kinds.settled import Settled, settle
from make_docx.kinds.toml_text import FILE_NAME, KeyPath, TomlText, read_toml
from make_docx.kinds.version import lacking_version
from make_docx.model import Kind


class Reading(Struct, frozen=True):
    """What a ``kind.toml`` says, and what is wrong with it, line by line.

    `draft` is the kind as far as it can be read: what is wrong is left out of it or read as it
    was meant. It is None where nothing can be read. At the paths `stand_ins` nobody knows what
    the file should say; `doubted` are the keys (`label_key`) of indicators and tables of which
    not all is known, and with `is_lacking` there are some whose names are not known either.
    """

    findings: tuple[Finding, ...]
    text: TomlText
    draft: Kind | None = None
    stand_ins: frozenset[KeyPath] = frozenset()
    doubted: frozenset[str] = frozenset()
    is_lacking: bool = False

    @property
    def kind(self) -> Kind | None:
        """The kind, if it can be used."""
        return None if any(found.blocks for found in self.findings) else self.draft


def read_kind(path: Path, origin: str) -> Kind:
    """Read and check one ``kind.toml``.

    Raises:
        KindError: the file cannot be read, is no TOML, or breaks the schema; the message
            lists every fault with its line and path.
    """
    reading = examine_kind(path, origin)
    if kind := reading.kind:
        return kind
    faults = [found for found in reading.findings if found.blocks]
    lines = [f"  {number}. {_told(found)}" for number, found in enumerate(faults, 1)]
    raise KindError("\n".join((f"文种套件 {path} 有 {len(lines)} 处错误：", *lines)))


def examine_kind(path: Path, origin: str = "") -> Reading:
    """What is in a ``kind.toml``, with everything that is wrong with the file."""
    nothing = TomlText({})
    try:
        text = read_toml(path)
        if outdated := lacking_version(text):
            return Reading((outdated,), text)  # what a later version knows would be a fault here
        return _examined(text, path, origin)
    except FaultyTextError as error:
        return Reading(error.findings, nothing)
    except RecursionError:
        place = Place(file=FILE_NAME)
        advice = "把多余的括号、点号去掉"
        unreadable = finding("kind-unreadable", place, reason="嵌套太深", advice=advice)
        return Reading((unreadable,), nothing)


def _told(found: Finding) -> str:
    place = str(replace(found.place, file="", label=""))
    where = " ".join(filter(None, (place, found.place.label)))
    stop = "" if found.message.endswith("？") else "。"
    return f"{where}：{found.message}{stop}{found.action}" if where else found.message


def _examined(text: TomlText, path: Path, origin: str) -> Reading:
    settled = settle(text)
    lists = consistent(text, settled)
    file = settled.file
    findings = [*text.findings, *settled.findings, *lists.findings]
    draft = _kind(file, lists, path.parent, origin)
    findings += _form_faults(text, settled, lists)
    return Reading(
        tuple(sorted(findings, key=lambda found: found.place.line)),
        text,
        draft,
        frozenset(settled.stand_ins),
        frozenset(lists.doubted),
        lists.is_lacking,
    )


def _kind(file: KindFile, lists: Consistent, folder: Path, origin: str) -> Kind:
    return Kind(
        id=file.id,
        name=file.name,
        version=file.version,
        directions=tuple(file.directions),
        layout=file.layout,
        title=file.title,
        indicators=lists.indicators,
        outline=tuple((row.level, row.text) for row in file.outline),
        annexes=tuple(row.annex() for row in file.annexes),
        tables=lists.tables,
        instructions=tuple(file.instructions),
        attaches_form=file.attaches_form,
        origin=origin,
        folder=folder,
    )


def _form_faults(text: TomlText, settled: Settled, lists: Consistent) -> Iterator[Finding]:
    file = settled.file
    asks = bool(file.indicators) or any(table.filled_by == "填报单位" for table in file.tables)
    if file.attaches_form and not (asks or lists.is_lacking or lists.doubted):
        place = place_of(("attaches_form",), text)
        expected = "false（没有指标，也没有要填报单位填的表格，就没有填报表）"
        yield finding("kind-value", place, found="true", expected=expected)
