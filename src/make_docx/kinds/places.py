"""Turns the places where kinds may stand into folders with a ``kind.toml``, each with its owner.

From the nearest to the farthest: below ``--kinds DIR``, in the job's 文种/, in the user's data
folder, in pip packages that name themselves in the entry point group ``make_docx.kinds``, and
among the built-in ones. It is the same folder everywhere. A package is located, never imported.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from importlib.machinery import PathFinder
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from make_docx.errors import UsageError
from make_docx.job_files import KIND_FILE, KINDS_FOLDER
from make_docx.output import reason
from make_docx.resources import data_folder

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

ENTRY_POINT_GROUP: Final = "make_docx.kinds"
BUILT_IN: Final = "内置"


class Place(Struct, frozen=True):
    """A folder with a ``kind.toml``, and who put it there: 内置, its path, or a package."""

    folder: Path
    origin: str


def places(folders: Sequence[Path], job: Path | None) -> tuple[tuple[Place, ...], tuple[str, ...]]:
    """Every place, the nearest first and each once; what cannot be looked into is told.

    Args:
        folders: from ``--kinds``; kinds, or folders of kinds.
        job: the folder of the job at hand.

    Raises:
        UsageError: a folder of `folders` holds no kind.
    """
    faults: list[str] = []
    found: dict[Path, Place] = {}
    for place in (
        *given(folders),
        *_in_folder(job / KINDS_FOLDER if job else None, faults),
        *_in_folder(user_folder(), faults),
        *_in_packages(faults),
        *(Place(one, BUILT_IN) for one in kind_folders(data_folder("docx_templates") / "kinds")),
    ):
        found.setdefault(place.folder.resolve(), place)
    return tuple(found.values()), tuple(faults)


def kind_folders(folder: Path) -> tuple[Path, ...]:
    """`folder` itself if it is a kind, or the kind that it is the file of; else the kinds in it."""
    if folder.name == KIND_FILE and folder.is_file():
        return (folder.parent,)
    if (folder / KIND_FILE).is_file():
        return (folder,)
    return tuple(sorted(path.parent for path in folder.glob(f"*/{KIND_FILE}")))


def no_kind_in(folder: Path) -> UsageError:
    """The error where somebody expects a kind and there is none."""
    near = sorted(path.name for path in folder.glob(f"{KIND_FILE}*") if path.is_file())
    hint = f"里面的“{near[0]}”要改名为 {KIND_FILE}，先让系统显示文件的扩展名。" if near else ""
    return UsageError(
        f"“{folder}”里没有文种套件：应有 {KIND_FILE}，或者带 {KIND_FILE} 的文件夹。{hint}"
    )


def user_folder() -> Path | None:
    """Where the user keeps kinds for all jobs; None where the system names no such place."""
    match sys.platform:
        case "win32":
            base = os.environ.get("APPDATA", "")
        case "darwin":
            base = str(Path("~/Library/Application Support").expanduser())
        case _:
            base = os.environ.get("XDG_DATA_HOME", "")
            if not Path(base).is_absolute():  # to be ignored, says the XDG specification
                base = str(Path("~/.local/share").expanduser())
    return Path(base, "make-docx", "kinds") if Path(base).is_absolute() else None


def given(folders: Sequence[Path]) -> Iterator[Place]:
    """The kinds in folders that somebody names.

    Raises:
        UsageError: one of them holds none.
    """
    for folder in folders:
        found = kind_folders(folder)
        if not found:
            raise no_kind_in(folder)
        yield from (Place(place, str(place)) for place in found)


def _in_folder(folder: Path | None, faults: list[str]) -> Iterator[Place]:
    if folder is None:
        return
    try:
        yield from (Place(place, str(place)) for place in kind_folders(folder))
    except OSError as error:
        faults.append(f"文件夹“{folder}”读不了：{reason(error)}。里面的文种套件没有用上。")


def _in_packages(faults: list[str]) -> Iterator[Place]:
    if not _may_name_kinds():
        return
    from importlib.metadata import entry_points

    for point in sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda point: point.name):
        owner = f"{point.dist.name} {point.dist.version}" if point.dist else point.value
        located = _locate(point)
        if located is None:
            faults.append(f"{owner}：入口“{point.name}”指向的 {point.value} 里没有 {KIND_FILE}。")
        else:
            yield Place(located, owner)


def _may_name_kinds() -> bool:
    """Whether one of the installed packages may be in the group: its name is in their files.

    Looking takes half a millisecond. `importlib.metadata`, which knows, takes eleven, nine of them
    to be imported with the library for e-mail; it is asked too where packages are in a zip file or
    come from a finder of their own.
    """
    if any(hasattr(finder, "find_distributions") for finder in {*sys.meta_path} - {PathFinder}):
        return True
    return any(_names_group(Path(entry)) for entry in sys.path)


def _names_group(folder: Path) -> bool:
    if folder.is_file():
        return True
    try:
        with os.scandir(folder) as entries:
            infos = [one for one in entries if one.name.lower().endswith(("dist-info", "egg-info"))]
    except OSError:
        return False
    return any(ENTRY_POINT_GROUP in _text(Path(info, "entry_points.txt")) for info in infos)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _locate(point: EntryPoint) -> Path | None:
    """Folder of the package that `point` names, found without importing it or its parents."""
    top, *inner = point.value.split(":")[0].strip().split(".")
    try:
        spec = find_spec(top)  # of a name without dots it imports nothing
    except (ImportError, ValueError):
        return None
    for location in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(location, *inner)
        if (folder / KIND_FILE).is_file():
            return folder
    return None
