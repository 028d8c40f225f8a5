"""Turns the folder 收件/ into submissions, and every other file in it into a line that says why."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing
from io import BufferedReader
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from make_docx.intake.cache import FEWEST, Cache, key_of
from make_docx.intake.crew import ALONE, Crew, Unread, read_all
from make_docx.intake.reading import DocumentReader, merged, read_document, refused
from make_docx.job_files import CACHE_FILE, OUTBOX
from make_docx.model import Brief, Received
from make_docx.sniff import Refusal

MOST_BYTES: Final = 100 << 20

# Workbooks by their suffix; what they really are, their bytes say.
_WORKBOOKS: Final = frozenset(
    (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".xlsb", ".et", ".ett", ".ods")
)
# Of an office below, for whoever reads them.
_DOCUMENT: Final = ".docx"
_TEMPORARY: Final = ("~$", ".~", "._", ".mdk-")
_CLUTTER: Final = frozenset((".ds_store", "thumbs.db", "desktop.ini"))
_ELSE: Final = Refusal("file-skipped", "不是 .xlsx 或 .docx 文件")
_SKIPPED: Final = {
    **dict.fromkeys((".zip", ".rar", ".7z", ".tar", ".gz"), Refusal("file-container", "是压缩包")),
    **dict.fromkeys((".eml", ".msg"), Refusal("file-container", "是邮件")),
    **dict.fromkeys(
        (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".heic"),
        Refusal("file-no-table", "是图片"),
    ),
    ".pdf": Refusal("file-no-table", "是 PDF，不是填报表"),
    **dict.fromkeys(
        (".doc", ".docm", ".wps", ".odt"),
        Refusal("file-no-table", "是别种格式的文字文档，只读取 make-docx 生成的 .docx"),
    ),
    _DOCUMENT: Refusal("file-no-table", "是文字文档"),
    **dict.fromkeys((".csv", ".txt"), Refusal("file-skipped", "是文本文件")),
    ".lnk": Refusal("file-link", "是快捷方式"),
}


def read_inbox(
    job: Path,
    folder: Path,
    brief: Brief,
    read_document: DocumentReader | None = None,
    crew: Crew = ALONE,
) -> Received:
    """Read every file below `folder`; one that cannot be read never stops the others.

    What workbooks said is kept in 输出/, and taken from there where nothing has changed.

    Args:
        job: the job's folder, from which paths are told.
        folder: where the units' files are; it may be missing, then nothing came back.
        brief: what was asked for.
        read_document: reads a .docx; without it they are left alone. One that gives nothing, and
            nothing is wrong with, was skipped.
        crew: who reads the workbooks.

    Raises:
        UsageError: as `crew.read_all`.
    """
    found = sorted(_files(job, folder), key=lambda file: (file.name.casefold(), file.name))
    return _Inbox(job, found, brief, read_document, crew).received()


class _File(Struct, frozen=True):
    """A file by its path, and by its name below the job, with ``/``.

    `entry` is what its folder says of it; of a folder that cannot be listed there is none.
    """

    path: str
    name: str
    entry: os.DirEntry[str] | None


class _Inbox:
    """Reads files; `_parts` grows while it does."""

    def __init__(
        self,
        job: Path,
        files: Sequence[_File],
        brief: Brief,
        read_document: DocumentReader | None,
        crew: Crew,
    ) -> None:
        self._job, self._files, self._brief = job, files, brief
        self._read_document, self._crew = read_document, crew
        is_worth_it = len(files) >= FEWEST
        self._cache = Cache(job / OUTBOX / CACHE_FILE, brief) if is_worth_it else None
        self._parts: dict[int, Received] = {}
        self._wrong = 0

    def received(self) -> Received:
        is_whole = False
        try:
            keys: dict[int, str] = {}
            read = read_all(self._unread(keys), self._brief, self._crew, self._left)
            with closing(read):
                for file, part in read:
                    if self._cache:
                        self._cache.put(keys[file.number], part)
                    self._add(file.number, part)
            is_whole = True
        finally:  # what an interrupted run has read, the next one need not read
            if self._cache:
                self._cache.save(is_whole=is_whole)
        return merged(self._parts[number] for number in range(len(self._files)))

    def _unread(self, keys: dict[int, str]) -> Iterator[Unread]:
        """The workbooks of which nothing is known yet."""
        for number, file in enumerate(self._files):
            name = _shown(file.name)
            part = self._known(file, name)
            if isinstance(part, bytes) and self._cache:
                keys[number] = key_of(part, name)
                part = self._cache.get(keys[number], name) or part
            if isinstance(part, bytes):
                yield Unread(number, name, part)
            else:
                self._add(number, part)

    def _known(self, file: _File, name: str) -> Received | bytes:
        """What comes of a file that is no workbook; the bytes of one that may be."""
        if refusal := _reason_to_skip(file, self._job, with_documents=bool(self._read_document)):
            skipped = refused(name, refusal)
            return replace(skipped, skipped=skipped.files)
        data = read_bytes(file.path)
        if isinstance(data, Refusal):
            return refused(name, data)
        if self._read_document and _suffix(file.name) == _DOCUMENT:
            return read_document(data, name, self._brief, self._read_document)
        return data

    def _add(self, number: int, part: Received) -> None:
        self._parts[number] = part
        self._wrong += any(found.blocks for found in part.findings)
        if self._crew.told:
            self._crew.told(len(self._parts), len(self._files), self._wrong)

    def _left(self) -> int:
        return len(self._files) - len(self._parts)


def read_bytes(path: Path | str) -> bytes | Refusal:
    """The whole file, opened once; or why it cannot be had."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a `Path` takes a third longer
            if (size := os.fstat(file.fileno()).st_size) > MOST_BYTES:
                return Refusal("file-unsafe", f"文件有 {size >> 20} MB")
            data = file.read(size + 1)  # room for 100 MB costs as much time as reading
            if len(data) == size:
                return data
            return data + BufferedReader(file).read(MOST_BYTES - len(data))  # it comes in pieces
    except IsADirectoryError:
        return Refusal("file-damaged", "这个文件夹没有权限读取")
    except PermissionError:
        return Refusal("file-damaged", "没有权限读取，或者正被别的程序占用")
    except OSError as error:
        return Refusal("file-damaged", f"系统报告 {error.strerror or type(error).__name__}")


def file_in(job: Path, name: str) -> Path | None:
    """The file below `job` that `name` tells, with ``/``; ``None`` where there is none.

    What lies outside is none, by whichever way or link the name leads there.
    """
    path = job / name
    if ".." in Path(name).parts or _leaves(path, job) or not path.is_file():
        return None
    return path


def shown_path(path: Path) -> str:
    """A path as it is told, with ``/``; a name that is not UTF-8 is taken for GB 18030."""
    return _shown(path.as_posix())


def _shown(name: str) -> str:
    try:
        name.encode()
    except UnicodeEncodeError:
        return "/".join(map(_shown_name, name.split("/")))
    return name


def _shown_name(name: str) -> str:
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", "replace")
    return name


def _files(job: Path, folder: Path) -> Iterator[_File]:
    """Every file below `folder`, in no order; links to folders are not followed."""
    pending = [(str(folder), folder.relative_to(job).as_posix())] if folder.is_dir() else []
    while pending:
        path, name = pending.pop()
        try:
            with os.scandir(path) as found:
                entries = list(found)
        except OSError:
            yield _File(path, name, None)  # is told as what could not be read
            continue
        for entry in entries:
            below = f"{name}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                pending.append((entry.path, below))
            else:
                yield _File(entry.path, below, entry)


def _reason_to_skip(file: _File, job: Path, *, with_documents: bool) -> Refusal | None:
    """Why a file is no candidate, before it is opened; ``None`` when it is one."""
    name, suffix = file.name.rpartition("/")[2].casefold(), _suffix(file.name)
    if name.startswith(_TEMPORARY):
        return Refusal("file-clutter", "是 Excel、WPS 或系统留下的临时文件")
    if name in _CLUTTER:
        return Refusal("file-clutter", "是系统文件")
    if file.entry is None:
        return None  # opening it says so
    is_link = file.entry.is_symlink()
    if is_link and (Path(file.path).is_dir() or _leaves(Path(file.path), job)):
        return Refusal("file-link", "是指向别处的链接")
    if suffix not in _WORKBOOKS and not (with_documents and suffix == _DOCUMENT):
        return _SKIPPED.get(suffix, _ELSE)
    is_file = Path(file.path).is_file() if is_link else file.entry.is_file()
    return None if is_file else Refusal("file-skipped", "不是普通文件")


def _suffix(name: str) -> str:
    """As `Path.suffix`, in a tenth of its time."""
    name = name.rpartition("/")[2]
    start = name.rfind(".")
    return name[start:].casefold() if 0 < start < len(name) - 1 else ""


def _leaves(link: Path, job: Path) -> bool:
    try:
        return not link.resolve(strict=True).is_relative_to(job.resolve())
    except (OSError, RuntimeError):  # it points nowhere, or in a circle
        return True
