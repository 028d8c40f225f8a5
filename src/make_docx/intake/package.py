"""Turns an OOXML zip into its parts, found by relationship, and an XML part into its events."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final, Protocol
from xml.parsers import expat

from msgspec import Struct

from make_docx.late_pattern import late_pattern

_RELATIONS: Final = "_rels/{}.rels"
_MOST_KEPT: Final = 64  # parts, of so many bytes each
_SMALL: Final = 1 << 18
_PREFIXED: Final = late_pattern(rb"<[^\s<>/:?!]*:")


class Relation(Struct, frozen=True):
    """What a part points at: `kind` is the last word of its type, `target` a member's name."""

    kind: str
    target: str
    is_external: bool = False


class Archive(zipfile.ZipFile):
    """A zip that unpacks a small part once: the guard and the reader ask for the same ones."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))
        self._kept: dict[str, bytes] = {}  # by name

    def read(self, name: str | zipfile.ZipInfo, pwd: bytes | None = None) -> bytes:
        entry = name if isinstance(name, zipfile.ZipInfo) else self.getinfo(name)
        kept = self._kept.get(entry.filename)
        if kept is None:
            kept = super().read(entry, pwd)
            if len(kept) <= _SMALL and len(self._kept) < _MOST_KEPT:
                self._kept[entry.filename] = kept
        return kept


class Target(Protocol):
    """Takes the events of an XML part; tags come without their namespace."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def data(self, text: str) -> None: ...


class Package:
    """The parts of an open zip; names of parts are the same in upper and lower case (OPC 6.2.2)."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members = {entry.filename.casefold(): entry for entry in archive.infolist()}

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._members

    def size(self, name: str) -> int:
        """Bytes of the unpacked part, as the zip has it."""
        return self._members[name.casefold()].file_size

    def read(self, name: str) -> bytes:
        """The whole part.

        Raises:
            KeyError: there is none of that name.
        """
        return self._archive.read(self._members[name.casefold()])

    def feed(self, name: str, target: Target) -> None:
        """Send the events of the part `name` to `target`; a part that is not there has none."""
        if name in self:
            feed(self.read(name), target)

    def relations(self, part: str) -> Mapping[str, Relation]:
        """Id → relation of a part; of the package itself for an empty name."""
        folder, _, base = part.rpartition("/")
        reader = _Relations(folder)
        self.feed(posixpath.join(folder, _RELATIONS.format(base)), reader)
        return reader.found


def all_of_kind(relations: Mapping[str, Relation], kind: str) -> Iterator[str]:
    """The parts inside the zip that are pointed at as `kind`."""
    for relation in relations.values():
        if relation.kind == kind and not relation.is_external:
            yield relation.target


def feed(data: bytes, target: Target) -> None:
    """Send the events of an XML part to `target`; entities are refused."""
    start, end = target.start, target.end
    parser = _parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = target.data
    if _PREFIXED.search(data):  # in most parts there is none; to take it off is a tenth of reading
        local = _LocalNames()
        parser.StartElementHandler = lambda tag, attributes: start(local[tag], attributes)
        parser.EndElementHandler = lambda tag: end(local[tag])
    parser.Parse(data, True)


def prove(data: bytes) -> None:
    """Find out whether an XML part is one, which takes a fifth of sending its events.

    Raises:
        ExpatError: it is not.
    """
    _parser().Parse(data, True)


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(intern=None)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse  # no entities, and so no bomb of entities
    return parser


class _LocalNames(dict[str, str]):
    """Tag → the tag without its prefix."""

    def __missing__(self, tag: str) -> str:
        name = self[tag] = tag.rpartition(":")[2]
        return name


def _refuse(*_: object) -> None:
    raise ValueError("DOCTYPE")


def attribute(attributes: Mapping[str, str], name: str) -> str:
    """An attribute that may stand in a namespace, such as ``r:id``; empty when it is not there."""
    if found := attributes.get(name):
        return found
    return next((text for key, text in attributes.items() if key.rpartition(":")[2] == name), "")


def is_true(text: str | None) -> bool:
    """Whether a boolean attribute says yes (ECMA-376 22.9.2.7)."""
    return text in ("1", "true", "on")


class Events:
    """A target that ignores everything, to be told what to look at."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Text, in pieces."""


class _Relations(Events):
    def __init__(self, folder: str) -> None:
        self.found: dict[str, Relation] = {}
        self._folder = folder

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag != "Relationship":
            return
        kind = attributes.get("Type", "").rpartition("/")[2]
        target = attributes.get("Target", "").replace("\\", "/")
        is_external = attributes.get("TargetMode") == "External"
        if not is_external:
            path = target if target.startswith("/") else posixpath.join(self._folder, target)
            target = posixpath.normpath(path).lstrip("/")
        self.found[attributes.get("Id", "")] = Relation(kind, target, is_external)
