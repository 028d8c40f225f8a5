"""Turns the folder 收件/ into submissions, and every other file in it into a line that says why."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place, Severity
from make_docx.intake.forms import read_forms
from make_docx.intake.workbook import open_workbook
from make_docx.model import Brief, Received, Submission
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

# Turns the bytes of a .docx and its path inside the job into what it reports, if it does.
DocumentReader = Callable[[bytes, str, Brief], tuple[Submission | None, tuple[Finding, ...]]]


def read_inbox(
    job: Path, folder: Path, brief: Brief, read_document: DocumentReader | None = None
) -> Received:
    """Read every file below `folder`; one that cannot be read never stops the others.

    Args:
        job: the job's folder, from which paths are told.
        folder: where the units' files are; it may be missing, then nothing came back.
        brief: what was asked for.
        read_document: reads a .docx; without it they are left alone. One that gives nothing, and
            nothing is wrong with, was skipped.
    """
    files: list[str] = []
    skipped: list[str] = []
    submissions: list[Submission] = []
    findings: list[Finding] = []
    for path in sorted(_files(folder), key=_order):
        name = shown_path(path.relative_to(job))
        files.append(name)
        if refusal := _reason_to_skip(path, job, with_documents=read_document is not None):
            skipped.append(name)
            findings.append(finding(refusal.code, Place(file=name), reason=refusal.reason))
            continue
        is_document = path.suffix.casefold() == _DOCUMENT
        read, found = _read(path, name, brief, read_document if is_document else None)
        submissions += read
        findings += found
        if is_document and not read and all(f.severity is Severity.NOTE for f in found):
            skipped.append(name)
    return Received(tuple(submissions), tuple(files), tuple(skipped), tuple(findings))


def read_bytes(path: Path) -> bytes | Refusal:
    """The whole file, opened once; or why it cannot be had."""
    try:
        with path.open("rb") as file:
            if (size := os.fstat(file.fileno()).st_size) > MOST_BYTES:
                return Refusal("file-unsafe", f"文件有 {size >> 20} MB")
            return file.read(MOST_BYTES)
    except IsADirectoryError:
        return Refusal("file-damaged", "这个文件夹没有权限读取")
    except PermissionError:
        return Refusal("file-damaged", "没有权限读取，或者正被别的程序占用")
    except OSError as error:
        return Refusal("file-damaged", f"系统报告 {error.strerror or type(error).__name__}")


def shown_path(path: Path) -> str:
    """A path as it is told, with ``/``; a name that is not UTF-8 is taken for GB 18030."""
    name = path.as_posix()
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", "replace")
    return name


def _read(
    path: Path, name: str, brief: Brief, read_document: DocumentReader | None
) -> tuple[tuple[Submission, ...], tuple[Finding, ...]]:
    data = read_bytes(path)
    if isinstance(data, Refusal):
        return (), (finding(data.code, Place(file=name), reason=data.reason),)
    try:
        if read_document:
            submission, found = read_document(data, name, brief)
            return (submission,) if submission else (), found
        book = open_workbook(data, name)
        if isinstance(book, Refusal):
            return (), (finding(book.code, Place(file=name), reason=book.reason),)
        return read_forms(book, brief)
    except Exception as error:  # one file never stops the run, whatever is in it
        office = (
            "Word 或 WPS 打开，另存为 .docx" if read_document else "Excel 或 WPS 打开，另存为 .xlsx"
        )
        reason = f"读取时出错（{type(error).__name__}），请用 {office}"
        return (), (finding("file-damaged", Place(file=name), reason=reason),)


def _files(folder: Path) -> Iterable[Path]:
    """Every file below `folder`, in no order; links to folders are not followed."""
    pending = [folder] if folder.is_dir() else []
    while pending:
        parent = pending.pop()
        try:
            entries = list(parent.iterdir())
        except OSError:
            yield parent  # is told as what could not be read
            continue
        for entry in entries:
            if entry.is_dir() and not entry.is_symlink():
                pending.append(entry)
            else:
                yield entry


def _order(path: Path) -> tuple[str, str]:
    return path.as_posix().casefold(), path.as_posix()


def _reason_to_skip(path: Path, job: Path, *, with_documents: bool) -> Refusal | None:
    """Why a file is no candidate, before it is opened; ``None`` when it is one."""
    name, suffix = path.name.casefold(), path.suffix.casefold()
    if name.startswith(_TEMPORARY):
        return Refusal("file-clutter", "是 Excel、WPS 或系统留下的临时文件")
    if name in _CLUTTER:
        return Refusal("file-clutter", "是系统文件")
    if path.is_symlink() and (path.is_dir() or _leaves(path, job)):
        return Refusal("file-link", "是指向别处的链接")
    if path.is_dir():
        return None  # one that cannot be listed: opening it says so
    if suffix not in _WORKBOOKS and not (with_documents and suffix == _DOCUMENT):
        return _SKIPPED.get(suffix, _ELSE)
    return None if path.is_file() else Refusal("file-skipped", "不是普通文件")


def _leaves(link: Path, job: Path) -> bool:
    try:
        return not link.resolve(strict=True).is_relative_to(job.resolve())
    except (OSError, RuntimeError):  # it points nowhere, or in a circle
        return True
