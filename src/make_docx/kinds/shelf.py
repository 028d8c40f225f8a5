"""Turns the places where kinds may stand into one shelf of kinds."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct, field

from make_docx.errors import KindError, UsageError
from make_docx.job_files import KIND_FILE
from make_docx.kinds.places import BUILT_IN, given, kind_folders, places
from make_docx.kinds.raw_text import seeming_text
from make_docx.late_pattern import late_pattern
from make_docx.model import Kind

TEMPLATE_NAME: Final = "template.docx"
_FIRST_TABLE: Final = late_pattern(r"^[ \t]*\[", re.MULTILINE)
_NAMED: Final = late_pattern(r"^[ \t]*(?:id|name)[ \t]*=[ \t]*[\"']([^\"'\n]+)[\"']", re.MULTILINE)


class Shelf(Struct, frozen=True):
    """Every kind found; `faults` are the complete messages of the ones that cannot be used.

    `refused` says of an id or a name why no kind can be taken for it: its own is broken, or two
    different ones claim it.
    """

    kinds: tuple[Kind, ...]
    faults: tuple[str, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)

    def find(self, name: str) -> Kind:
        """The kind with this id or Chinese name.

        Raises:
            KindError: the name is refused, or no kind has it and at least one cannot be used.
            UsageError: no kind has the name; the nearest one is named.
        """
        if kind := self.of_job(name):
            return kind
        if self.faults:
            raise KindError(
                "\n".join((f"找不到文种“{name}”，而有的文种套件用不了：", *self.faults))
            )
        known = {kind.folder.resolve() for kind in self.kinds if kind.folder}
        if name and not known.issuperset(path.resolve() for path in kind_folders(Path(name))):
            typed = f'"{name}"' if " " in name else name
            raise UsageError(
                f"没有文种“{name}”。“{name}”是一个文件夹，里面有文种套件：要用它，"
                f"请在命令后面加 --kinds {typed}。"
            )
        words = [word for kind in self.kinds for word in (kind.id, kind.name)]
        near = difflib.get_close_matches(name, words, n=1)
        hint = f"是不是“{near[0]}”？" if near else ""
        listed = "、".join(f"{kind.name}（{kind.id}）" for kind in self.kinds)
        raise UsageError(f"没有文种“{name}”。{hint}可以用的有：{listed}。")

    def of_job(self, kind_id: str) -> Kind | None:
        """The kind that a job was made from; None where nobody has it.

        Raises:
            KindError: the id is refused.
        """
        if kind_id in self.refused:
            raise KindError(self.refused[kind_id])
        return next((kind for kind in self.kinds if kind_id in (kind.id, kind.name)), None)


def open_shelf(folders: Sequence[Path] = (), job: Path | None = None) -> Shelf:
    """Read every kind: those in `folders` (from ``--kinds``), of the job, the user's, the others.

    Copies of one kind count once, and the nearest is taken.

    Raises:
        UsageError: a folder of `folders` holds no kind.
    """
    from make_docx.kinds.reading import read_kind  # 6 % of a small job, with the types of a file

    kinds: list[Kind] = []
    refused: dict[str, str] = {}
    found, faults = places(folders, job)
    told = list(faults)
    for place in found:
        try:
            kind = read_kind(place.folder / KIND_FILE, place.origin)
        except KindError as error:
            told.append(str(error))
            refused |= dict.fromkeys(_names_in(seeming_text(place.folder / KIND_FILE)), str(error))
        else:
            if not any(_is_copy(kind, other) for other in kinds):
                kinds.append(kind)
    clashes = dict(_clashes(kinds))
    return Shelf(tuple(kinds), (*told, *dict.fromkeys(clashes.values())), refused | clashes)


def faults_in(folders: Sequence[Path]) -> tuple[str, ...]:
    """The complete messages of the kinds in `folders` that cannot be used, needed or not.

    Raises:
        UsageError: a folder holds no kind.
    """
    from make_docx.kinds.reading import read_kind

    told: list[str] = []
    for place in given(folders):
        try:
            read_kind(place.folder / KIND_FILE, place.origin)
        except KindError as error:
            told.append(str(error))
    return tuple(told)


def is_plain_built_in(kind_id: str, folders: Sequence[Path] = (), job: Path | None = None) -> bool:
    """Whether a built-in kind without a layout is the only one that may go by this id or name.

    A document needs nothing of such a kind, so it need not be read.

    Raises:
        UsageError: as `open_shelf`.
    """
    found, _ = places(folders, job)
    texts = [(place, seeming_text(place.folder / KIND_FILE)) for place in found]
    near = [(place, text) for place, text in texts if kind_id in text or "\\" in text]
    if len(near) != 1:
        return False
    ((place, text),) = near
    is_bare = place.origin == BUILT_IN and not (place.folder / TEMPLATE_NAME).is_file()
    return is_bare and kind_id in _names_in(text)


def clashes_with(kind: Kind, others: Sequence[Kind]) -> Iterator[tuple[str, Kind]]:
    """The id or name that another kind has too, with its owner; a copy is no other."""
    for other in others:
        is_same = kind.folder == other.folder or _is_copy(kind, other)
        for word in dict.fromkeys((kind.id, kind.name)):
            if not is_same and word in (other.id, other.name):
                yield word, other


def _clashes(kinds: Sequence[Kind]) -> Iterator[tuple[str, str]]:
    for number, kind in enumerate(kinds):
        for word, first in clashes_with(kind, kinds[:number]):
            owners = " 和 ".join(f"{one.origin}（{one.version} 版）" for one in (first, kind))
            yield word, f"文种“{word}”有两份，内容不同：{owners}。请移走或改名其中一份。"


def _is_copy(kind: Kind, other: Kind) -> bool:
    if kind.id != other.id or kind.folder is None or other.folder is None:
        return False
    files = ((folder / KIND_FILE, folder / TEMPLATE_NAME) for folder in (kind.folder, other.folder))
    return all(_is_same(one, two) for one, two in zip(*files, strict=True))


def _is_same(one: Path, two: Path) -> bool:
    if one.is_file() and two.is_file():
        import filecmp

        return filecmp.cmp(one, two, shallow=False)  # piece by piece, and only equal sizes
    return one.is_file() is two.is_file()


def _names_in(text: str) -> list[str]:
    """What a kind seems to be called, which may be none that can be read."""
    return _NAMED.findall(_FIRST_TABLE.split(text, maxsplit=1)[0])
