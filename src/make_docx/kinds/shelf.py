"""Turns the places where kinds may stand into one shelf of kinds, without running their code.

A kind is a folder with a ``kind.toml``. The same folder works as a built-in, below a
``--kinds DIR``, or inside a pip package that names itself in the entry point group
``make_docx.kinds``; the package is located, never imported.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.machinery import PathFinder
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Final

from make_docx.errors import KindError, UsageError
from make_docx.kinds.schema import read_kind
from make_docx.model import Kind
from make_docx.resources import data_folder

ENTRY_POINT_GROUP: Final = "make_docx.kinds"
FILE_NAME: Final = "kind.toml"
BUILT_IN: Final = "内置"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every kind found; `faults` are the complete messages of the ones that cannot be used."""

    kinds: tuple[Kind, ...]
    faults: tuple[str, ...] = ()

    def find(self, name: str) -> Kind:
        """The kind with this id or Chinese name.

        Raises:
            KindError: no kind has the name and at least one could not be read.
            UsageError: no kind has the name; the nearest one is named.
        """
        for kind in self.kinds:
            if name in (kind.id, kind.name):
                return kind
        if self.faults:
            raise KindError(
                "\n".join((f"找不到文种“{name}”，而有的文种套件读不出来：", *self.faults))
            )
        known = [word for kind in self.kinds for word in (kind.id, kind.name)]
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"是不是“{near[0]}”？" if near else ""
        listed = "、".join(f"{kind.name}（{kind.id}）" for kind in self.kinds)
        raise UsageError(f"没有文种“{name}”。{hint}可以用的有：{listed}。")


def open_shelf(folders: Sequence[Path] = ()) -> Shelf:
    """Read every kind: those in `folders` (from ``--kinds``), the installed and the built-in.

    Raises:
        UsageError: a folder of `folders` does not exist or holds no kind.
    """
    kinds: list[Kind] = []
    faults: list[str] = []
    for folder, origin in _places(folders, faults):
        try:
            kinds.append(read_kind(folder / FILE_NAME, origin))
        except KindError as error:
            faults.append(str(error))
    faults.extend(_clashes(kinds))
    return Shelf(tuple(kinds), tuple(faults))


def _places(folders: Sequence[Path], faults: list[str]) -> Iterator[tuple[Path, str]]:
    for folder in folders:
        found = list(_kind_folders(folder))
        if not found:
            raise UsageError(f"“{folder}”里没有文种套件：应有一个带 {FILE_NAME} 的文件夹。")
        yield from ((place, str(place)) for place in found)
    for point in sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda point: point.name):
        owner = f"{point.dist.name} {point.dist.version}" if point.dist else point.value
        located = _locate(point)
        if located is None:
            faults.append(f"{owner}：入口“{point.name}”指向的 {point.value} 里没有 {FILE_NAME}。")
        else:
            yield located, owner
    for place in _kind_folders(data_folder("docx_templates") / "kinds"):
        yield place, BUILT_IN


def _kind_folders(folder: Path) -> Iterator[Path]:
    if (folder / FILE_NAME).is_file():
        yield folder
    elif folder.is_dir():
        yield from sorted(path.parent for path in folder.glob(f"*/{FILE_NAME}"))


def _locate(point: EntryPoint) -> Path | None:
    """Folder of the package that `point` names, found without importing it or its parents."""
    top, *inner = point.value.split(":")[0].strip().split(".")
    spec = PathFinder.find_spec(top)
    for location in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(location, *inner)
        if (folder / FILE_NAME).is_file():
            return folder
    return None


def _clashes(kinds: Sequence[Kind]) -> Iterator[str]:
    owners: dict[str, Kind] = {}
    for kind in kinds:
        for word in dict.fromkeys((kind.id, kind.name)):
            first = owners.setdefault(word, kind)
            if first is not kind:
                yield f"文种“{word}”有两份：{first.origin} 和 {kind.origin}。请移走或改名其中一份。"
