"""Turns the path of a job into its brief and what came back, wherever the two are kept."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from msgspec import Struct

from make_docx.catalogue import finding
from make_docx.errors import InputError
from make_docx.findings import Finding, Place
from make_docx.intake import names
from make_docx.intake.brief import brief_of, ledger_sheet
from make_docx.intake.crew import ALONE, Crew
from make_docx.intake.inbox import read_bytes, read_inbox, shown_path
from make_docx.intake.ledger import read_ledger
from make_docx.intake.reading import DocumentReader
from make_docx.intake.tables.units import with_records
from make_docx.intake.workbook import Workbook, open_workbook
from make_docx.job_files import BRIEF_FILE, INBOX
from make_docx.model import Brief, Received
from make_docx.sniff import Refusal

_LISTED: Final = 5


class Job(Struct, frozen=True):
    """任务: a folder, or one workbook. `findings` are those about the brief."""

    folder: Path  # of the workbook, in a one-workbook job
    is_workbook: bool
    brief: Brief
    received: Received
    findings: tuple[Finding, ...] = ()


def read_job(path: Path, read_document: DocumentReader | None = None, crew: Crew = ALONE) -> Job:
    """Read the brief and everything that came back, each .docx by `read_document`.

    Raises:
        InputError: there is no job at `path`, or its brief cannot be opened.
        UsageError: as `crew.read_all`.
    """
    book = _open_brief(path)
    brief, findings = brief_of(book)
    if path.is_dir():
        received = read_inbox(path, path / INBOX, brief, read_document, crew)
        return Job(path, False, brief, received, findings)
    sheet = ledger_sheet(book)
    if sheet is None and book.constant(names.FROM_BRIEF_NAME) and not brief.asks_units:
        return Job(path.parent, True, brief, Received((), (book.file,)), findings)
    if sheet is None:
        raise InputError(
            f"“{path}”里没有“{names.LEDGER_SHEET}”表。"
            f"如果它是任务文件夹里的公文要素，请指定文件夹“{path.parent}”。"
        )
    submissions, found = read_ledger(book, sheet, brief)
    submissions, of_tables = with_records(book, brief, submissions)
    received = Received(submissions, (book.file,), (), (*found, *of_tables))
    return Job(path.parent, True, brief, received, findings)


def read_brief(path: Path) -> tuple[Brief, tuple[Finding, ...]]:
    """Read the brief of the job at `path`, which may also be the brief's own file.

    Raises:
        InputError: as `read_job`.
    """
    return brief_of(_open_brief(path))


def _open_brief(path: Path) -> Workbook:
    file = _brief_path(path)
    data = read_bytes(file)
    book = data if isinstance(data, Refusal) else open_workbook(data, shown_path(Path(file.name)))
    if isinstance(book, Refusal):
        fault = finding(book.code, Place(file=str(file)), reason=book.reason)
        raise InputError(
            f"打不开“{file}”：{fault.message}。"
            "请用 Excel 或 WPS 打开检查，去掉密码，另存为 .xlsx；"
            "打不开时用 make-docx new 重新生成。"
        )
    if names.FORM_SHEET in book.sheets and names.ELEMENTS_SHEET not in book.sheets:
        raise InputError(
            f"“{file}”是发给单位的填报表，不是任务。请指定任务文件夹：{_folder_of(file)}。"
        )
    return book


def _folder_of(file: Path) -> str:
    """The job's folder that `file` lies in, if one is near."""
    near = (folder for folder in file.absolute().parents[:3] if (folder / BRIEF_FILE).is_file())
    folder = next(near, None)
    return f"“{folder}”" if folder else f"里面有“{BRIEF_FILE}”的那一个"


def _brief_path(path: Path) -> Path:
    if not path.exists():
        raise InputError(f"找不到“{path}”。请检查路径；新建任务用 make-docx new。")
    if path.is_file():
        return path
    if not path.is_dir():
        raise InputError(f"“{path}”不是文件，也不是文件夹。请指定任务文件夹。")
    if (path / BRIEF_FILE).is_file():
        return path / BRIEF_FILE
    raise InputError(f"“{path}”不是任务文件夹：里面没有“{BRIEF_FILE}”，{_instead(path)}")


def _instead(folder: Path) -> str:
    """What is in a folder that is no job, and where the job might be."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return "而且这个文件夹没有权限读取。"
    nested = [entry for entry in entries if (entry / BRIEF_FILE).is_file()]
    if nested:
        return f"但“{nested[0]}”里有。请改用这个文件夹。"
    if (folder.parent / BRIEF_FILE).is_file():
        return f"但上一级文件夹“{folder.parent}”里有。请改用那个文件夹。"
    if not entries:
        return "它是空的。新建任务用 make-docx new。"
    listed = "、".join(shown_path(Path(entry.name)) for entry in entries[:_LISTED])
    more = "等" if len(entries) > _LISTED else ""
    return f"只有：{listed}{more}。请指定任务文件夹，新建任务用 make-docx new。"
