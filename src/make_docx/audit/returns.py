"""Turns the files with errors in them into 输出/退回/, one copy to send back for each.

The folder is the clerk's as well: a file in it is overwritten or removed only if it is still,
byte for byte, what this program wrote. The list that tells is 退回清单.txt.
"""

from __future__ import annotations

import contextlib
import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from make_docx.catalogue import finding
from make_docx.errors import OutputError
from make_docx.findings import Finding, Place
from make_docx.intake.inbox import file_in, read_bytes
from make_docx.job_files import INBOX
from make_docx.model import Checked, FileStatus
from make_docx.output import reason, safe_name, write_whole

NOTICE: Final = "退回说明"
_SUFFIXES: Final = (".xlsx", ".docx")
LIST_FILE: Final = "退回清单.txt"
_LIST_HEAD: Final = "# 退回件的清单，供程序辨认自己写的文件，请不要改动。\n"


class Return(Struct, frozen=True):
    """One file that has to be corrected; `copy` is its marked copy, empty if there is none.

    Paths are told from the job's folder, with ``/``. `lines` say what is wrong, sentence by
    sentence.
    """

    file: str
    unit: str
    lines: tuple[str, ...]
    copy: str = ""


def write_returns(
    job: Path,
    folder: Path,
    checked: Checked,
    findings: Sequence[Finding],
    notice: Callable[[Sequence[Return]], bytes] | None = None,
) -> tuple[tuple[Return, ...], tuple[Finding, ...]]:
    """Write a marked copy of every file of a unit that has errors; take back those of before.

    Args:
        job: the job's folder.
        folder: where the copies go, below `job`; made when there is something to write.
        checked: says which files were rejected, and whose they are.
        findings: all of the run.
        notice: makes 退回说明.docx of the returns, where one is wanted.

    Returns:
        What was written, in the order of the files; and notes about copies left alone.

    Raises:
        OutputError: the folder cannot be written.
    """
    shelf = _Shelf(folder)
    if not any(record.status is FileStatus.REJECTED for record in checked.files):
        shelf.replace({})
        return (), ()
    from make_docx.audit.returned import concerns_unit, lines_of  # marks, comments, packages

    of_file: dict[str, list[Finding]] = defaultdict(list)
    for found in findings:
        of_file[found.place.file].append(found)
    returns: list[Return] = []
    copies: dict[str, bytes] = {}
    notes: list[Finding] = []
    for record in checked.files:
        wrong = [found for found in of_file[record.path] if concerns_unit(found)]
        is_units = record.path.startswith(f"{INBOX}/")  # a one-workbook job is the clerk's own
        is_rejected = record.status is FileStatus.REJECTED and any(f.blocks for f in wrong)
        if not (is_units and is_rejected):
            continue
        words = tuple(f"{line.where}：{line.words}" for line in lines_of(wrong))
        stem = record.unit or Path(record.path).stem
        data = _copy(job, record.path, wrong, record.unit or stem)
        if data is None:
            returns.append(Return(record.path, record.unit, words))
            continue
        name, edited = shelf.name_for(stem, ".xlsx", data, taken=copies)
        copies[name] = data
        shown = (folder.relative_to(job) / name).as_posix()
        returns.append(Return(record.path, record.unit, words, shown))
        if edited:
            place = Place(file=(folder.relative_to(job) / edited).as_posix())
            notes.append(finding("return-edited", place, expected=name, unit=record.unit))
    if notice and returns:
        data = notice(returns)
        name, _ = shelf.name_for(NOTICE, ".docx", data, taken=copies)
        copies[name] = data
    shelf.replace(copies)
    return tuple(returns), tuple(notes)


def _copy(job: Path, path: str, findings: Sequence[Finding], whose: str) -> bytes | None:
    from make_docx.audit.returned import returned_copy

    file = file_in(job, path)  # what goes back to a unit is what lay in the job
    data = read_bytes(file) if file else None
    return returned_copy(data, findings, whose) if isinstance(data, bytes) else None


class _Shelf:
    """The folder of the copies, and the list of what this program wrote in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written = self._read_list()
        self._held = {_folded(path.name): path.name for path in _entries(folder)}

    def name_for(
        self, stem: str, suffix: str, data: bytes, taken: Iterable[str]
    ) -> tuple[str, str]:
        """A free name, and the name of the edited copy that stands where it should have gone."""
        used = {_folded(name) for name in taken}
        base, edited = safe_name(stem), ""
        number = 1
        while True:
            name = f"{base}{suffix}" if number == 1 else f"{base}（{number}）{suffix}"
            number += 1
            if _folded(name) in used:
                continue
            if self._may_write(name, data):
                return name, edited
            if self._is_known(name):
                edited = edited or name

    def replace(self, copies: dict[str, bytes]) -> None:
        """Write the copies, and remove what was written before and is untouched."""
        old = [name for name in self._written if name not in copies and self._is_ours(name)]
        if not copies and not old:
            return
        new = {name: {_digest(data)} for name, data in copies.items()}
        both = {n: self._written.get(n, set()) | new.get(n, set()) for n in self._written | new}
        self._write_list(both)  # first, so that a run that is killed knows its own files
        for name, data in copies.items():
            if not self._is_same(name, data):
                write_whole(self._folder / name, data, force=True)
        for name in old:
            try:
                (self._folder / name).unlink()
            except OSError as error:
                raise OutputError(
                    f"删不了旧的退回件“{self._folder / name}”：{reason(error)}。"
                    "如果它正在 Excel 或 WPS 里打开，请先关闭。"
                ) from error
        self._write_list(new)

    def _may_write(self, name: str, data: bytes) -> bool:
        held = self._held.get(_folded(name))
        return held is None or (held == name and (self._is_ours(name) or self._is_same(name, data)))

    def _is_known(self, name: str) -> bool:
        return name in self._written

    def _is_ours(self, name: str) -> bool:
        digest = self._digest_of(name)
        return digest is not None and digest in self._written.get(name, set())

    def _is_same(self, name: str, data: bytes) -> bool:
        return self._digest_of(name) == _digest(data)

    def _digest_of(self, name: str) -> str | None:
        path = self._folder / name
        try:
            data = read_bytes(path) if path.is_file() and not path.is_symlink() else None
        except OSError:
            return None
        return _digest(data) if isinstance(data, bytes) else None

    def _read_list(self) -> dict[str, set[str]]:
        written: dict[str, set[str]] = defaultdict(set)
        path = self._folder / LIST_FILE
        try:
            data = read_bytes(path) if path.is_file() else b""
            text = data.decode() if isinstance(data, bytes) else ""
        except (OSError, UnicodeDecodeError):
            return {}
        for line in text.splitlines():
            digest, _, name = line.partition("  ")
            # a name with a path in it would lead out of the folder
            if name.endswith(_SUFFIXES) and name == safe_name(name):
                written[name].add(digest)
        return dict(written)

    def _write_list(self, written: dict[str, set[str]]) -> None:
        path = self._folder / LIST_FILE
        if not written:
            path.unlink(missing_ok=True)
            with contextlib.suppress(OSError):  # the clerk has something of his own in it
                self._folder.rmdir()
            return
        lines = [f"{d}  {name}\n" for name in sorted(written) for d in sorted(written[name])]
        write_whole(path, "".join((_LIST_HEAD, *lines)).encode(), force=True)


def _entries(folder: Path) -> Iterable[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return ()


def _folded(name: str) -> str:
    """What a file system without case, and one that takes characters apart, make of a name."""
    return unicodedata.normalize("NFC", name).casefold()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
