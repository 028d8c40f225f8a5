"""Turns a kind into a job, and an edited brief into its forms."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from make_docx.errors import InputError, OutputError, UsageError
from make_docx.findings import Finding
from make_docx.job_files import BRIEF_FILE, FORM_FILE, INBOX, OUTGOING
from make_docx.model import Brief, Kind
from make_docx.output import write_each, write_whole

_ASKING: Final = ("指标", "单位名册", "表格")  # the sheets that the form follows from

# A new job of such a name would be a folder that looks like a file.
_FILE_SUFFIXES: Final = frozenset({".xls", ".xlsm", ".et", ".csv", ".doc", ".docx", ".wps"})


def list_kinds(
    folders: Sequence[Path] = (), job: Path | None = None
) -> tuple[tuple[Kind, ...], tuple[str, ...]]:
    """Every kind that can be used, those of `job` too, and the faults of those that cannot.

    Raises:
        UsageError: there is no such job, or a folder of `folders` holds no kind.
    """
    from make_docx.kinds import open_shelf

    if job and not job.exists():
        raise UsageError(f"没有“{job}”。请检查任务的名称。")
    shelf = open_shelf(folders, job.parent if job and _is_workbook(job) else job)
    return shelf.kinds, shelf.faults


def kind_faults(folders: Sequence[Path]) -> tuple[str, ...]:
    """What is wrong with kinds in `folders`, whichever of them a job needs."""
    from make_docx.kinds import faults_in

    return faults_in(folders)


def new(kind_name: str, job: Path, *, kinds: Sequence[Path] = ()) -> tuple[Path, ...]:
    """Make a job: a folder, or one workbook when `job` ends in ``.xlsx``.

    Returns:
        The files written, the one to fill in first at the front.

    Raises:
        OutputError: `job` exists already and is not an empty folder.
        UsageError: there is no such kind.
    """
    from make_docx.intake import read_brief, write_brief, write_form, write_workbook_job
    from make_docx.kinds import open_shelf

    kind = open_shelf(kinds).find(kind_name)
    if _is_workbook(job):
        write_whole(job, write_workbook_job(kind))
        return (job,)
    if job.is_file() or (job.is_dir() and any(job.iterdir())):
        raise OutputError(f"“{job}”已经存在，没有改动它。请换一个名字。")
    brief_path, form_path = job / BRIEF_FILE, job / FORM_FILE
    write_whole(brief_path, write_brief(kind))
    if kind.asks_units:
        (job / INBOX).mkdir()
    if kind.is_from_brief:
        return (brief_path,)
    brief, _ = read_brief(brief_path)
    write_whole(form_path, write_form(brief, kind.instructions))
    return brief_path, form_path


def form(job: Path, *, kinds: Sequence[Path] = ()) -> tuple[Path | None, tuple[Finding, ...]]:
    """Make the form again after the indicators, the roster or the period were edited.

    A form follows from the brief and holds nothing of its own, so the old one is replaced. In
    a one-workbook job the 数据 sheet gets the new columns and keeps what was typed.

    Returns:
        The file written, or ``None`` when findings about the brief keep it from being made.

    Raises:
        UsageError: no unit is asked for anything.
    """
    from make_docx.intake import read_brief, rewrite_ledger, write_form
    from make_docx.kinds import open_shelf

    is_workbook = _is_workbook(job)
    path = job if is_workbook else job / BRIEF_FILE
    brief, findings = read_brief(path)
    if any(f.blocks and f.place.sheet in _ASKING for f in findings):
        return None, findings
    _check_asks(brief)
    if is_workbook:
        write_whole(job, rewrite_ledger(path.read_bytes(), brief), force=True)
        return job, findings
    instructions = open_shelf(kinds, job).find(brief.kind_id).instructions
    target = job / FORM_FILE
    write_whole(target, write_form(brief, instructions), force=True)
    return target, findings


class Outgoing(Struct, frozen=True):
    """What became of the forms in 发出/, by their names; `kept` are those that somebody changed."""

    folder: Path
    new: tuple[str, ...] = ()
    renewed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def form_each(
    job: Path, *, kinds: Sequence[Path] = (), force: bool = False
) -> tuple[Outgoing | None, tuple[Finding, ...]]:
    """Make a form for each unit of the roster in 发出/, all of them or none.

    A form of before that follows from another brief is replaced, unless somebody has saved it
    since: that takes `force`. Other files stay as they are.

    Returns:
        What became of them, or ``None`` when findings about the brief keep them from being made.

    Raises:
        OutputError: 发出/ cannot be written.
        UsageError: the job has no forms, or nobody to send them to.
    """
    from make_docx.intake import is_untouched, read_brief, write_forms
    from make_docx.kinds import open_shelf

    if _is_workbook(job):
        raise UsageError("一个工作簿的任务没有填报表可发：数据直接填在“数据”表里。")
    folder = job / OUTGOING
    brief, findings = read_brief(job / BRIEF_FILE)
    if any(f.blocks and f.place.sheet in _ASKING for f in findings):
        return None, findings
    _check_asks(brief)
    if not brief.units:
        raise UsageError("“单位名册”是空的，不知道发给谁。请先填好单位名册，或者去掉 --each。")
    instructions = open_shelf(kinds, job).find(brief.kind_id).instructions
    there = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    forms = write_forms(brief, instructions, there=sorted(there))
    old = [name for name in forms if name in there]
    same = [name for name in old if (folder / name).read_bytes() == forms[name]]
    stale = [name for name in old if name not in same]
    kept = [name for name in stale if not (force or is_untouched(folder / name))]
    new = [name for name in forms if name not in there]
    renewed = [name for name in stale if name not in kept]
    if new or renewed:
        write_each({folder / name: forms[name] for name in (*new, *renewed)}, force=True)
    return Outgoing(folder, tuple(new), tuple(renewed), tuple(same), tuple(kept)), findings


def _check_asks(brief: Brief) -> None:
    if not brief.asks_units:
        raise UsageError(
            "这个文种不用各单位填报，没有填报表：填好公文要素，直接用 make-docx build 生成公文。"
        )


def _is_workbook(job: Path) -> bool:
    if job.suffix.lower() == ".xlsx":
        return True
    if job.is_dir():
        return False
    if job.exists():
        raise InputError(f"“{job}”不是任务：应为一个文件夹，或一个 .xlsx 工作簿。")
    if job.suffix.lower() in _FILE_SUFFIXES:
        raise UsageError(f"“{job}”像是文件名：任务应为一个文件夹，或一个以 .xlsx 结尾的工作簿。")
    return False
