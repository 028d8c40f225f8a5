"""Turns the paths and options of a command into what it wrote and what it found.

Each command is a plain function; nothing here prints. Packages that pull in openpyxl or
docxtpl are imported where they are used, so that a command pays only for what it does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from make_docx.catalogue import finding
from make_docx.errors import InputError, OutputError, UsageError
from make_docx.findings import Finding, Place, Severity
from make_docx.job_files import (
    BRIEF_FILE,
    FORM_FILE,
    INBOX,
    OUTBOX,
    OUTGOING,
    PROFILE_FILE,
    REPORT_FILE,
    RETURNS,
    TEMPLATE_FILE,
)
from make_docx.model import BuiltDocument, Document, Kind, Outcome
from make_docx.output import safe_name, write_all, write_whole

if TYPE_CHECKING:
    from make_docx.audit import Return
    from make_docx.intake import Job
    from make_docx.linter.review import Review
    from make_docx.official.profile import Profile

# A new job of such a name would be a folder that looks like a file.
_FILE_SUFFIXES: Final = frozenset({".xls", ".xlsm", ".et", ".csv", ".doc", ".docx", ".wps"})

# What follows in every row of the text from there being no report at all.
_FOLLOWS: Final = frozenset({"placeholder-unusable", "text-empty"})
_ORDER: Final = {Severity.ERROR: 0, Severity.WARN: 1, Severity.NOTE: 2}


def list_kinds(folders: Sequence[Path] = ()) -> tuple[tuple[Kind, ...], tuple[str, ...]]:
    """Every kind that can be used, and the faults of those that cannot."""
    from make_docx.kinds import open_shelf

    shelf = open_shelf(folders)
    return shelf.kinds, shelf.faults


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
    brief, _ = read_brief(brief_path)
    write_whole(form_path, write_form(brief, kind.instructions))
    (job / INBOX).mkdir()
    return brief_path, form_path


def form(job: Path, *, kinds: Sequence[Path] = ()) -> tuple[Path | None, tuple[Finding, ...]]:
    """Make the form again after the indicators, the roster or the period were edited.

    A form follows from the brief and holds nothing of its own, so the old one is replaced. In
    a one-workbook job the 数据 sheet gets the new columns and keeps what was typed.

    Returns:
        The file written, or ``None`` when findings about the brief keep it from being made.
    """
    from make_docx.intake import read_brief, rewrite_ledger, write_form
    from make_docx.kinds import open_shelf

    is_workbook = _is_workbook(job)
    path = job if is_workbook else job / BRIEF_FILE
    brief, findings = read_brief(path)
    wrong = tuple(f for f in findings if f.blocks and f.place.sheet in ("指标", "单位名册"))
    if wrong:
        return None, findings
    if is_workbook:
        write_whole(job, rewrite_ledger(path.read_bytes(), brief), force=True)
        return job, findings
    instructions = open_shelf(kinds, job).find(brief.kind_id).instructions
    target = job / FORM_FILE
    write_whole(target, write_form(brief, instructions), force=True)
    return target, findings


def form_each(
    job: Path, *, kinds: Sequence[Path] = ()
) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """Make a form for each unit of the roster in 发出/, all of them or none.

    Returns:
        The files written; none when findings about the brief keep them from being made.

    Raises:
        OutputError: 发出/ holds something already, or cannot be written.
        UsageError: the job has no forms, or nobody to send them to.
    """
    from make_docx.intake import read_brief, write_forms
    from make_docx.kinds import open_shelf

    if _is_workbook(job):
        raise UsageError("一个工作簿的任务没有填报表可发：数据直接填在“数据”表里。")
    brief, findings = read_brief(job / BRIEF_FILE)
    if any(f.blocks and f.place.sheet in ("指标", "单位名册") for f in findings):
        return (), findings
    if not brief.units:
        raise UsageError("“单位名册”是空的，不知道发给谁。请先填好单位名册，或者去掉 --each。")
    instructions = open_shelf(kinds).find(brief.kind_id).instructions
    forms = write_forms(brief, instructions)
    write_all(job / OUTGOING, forms)
    return tuple(job / OUTGOING / name for name in forms), findings


def check(
    job: Path,
    *,
    allow_partial: bool = False,
    profile: Path | None = None,
    accepted: Sequence[str] = (),
    reason: str = "",
    notice: bool = False,
    kinds: Sequence[Path] = (),
) -> Outcome:
    """Read everything and report every finding at once, in 校核报告.xlsx and 退回/ too.

    Args:
        job: a job folder or a one-workbook job.
        allow_partial: take missing units for a warning.
        profile: the 格式规定 to follow instead of that in the job folder.
        accepted: warnings to confirm, as ``CODE:UNIT``.
        reason: why they are confirmed.
        notice: write 退回说明.docx beside the returned forms.
        kinds: folders of kinds besides the known ones.

    Raises:
        InputError: the job or its brief cannot be read.
        KindError: the job's kind is broken, or there are two.
        OutputError: the report or a returned form cannot be written.
        UsageError: `accepted` names nothing that can be confirmed, or there is no reason.
    """
    from make_docx.intake import read_job

    read = read_job(job)
    house = _profile(read.folder, profile)
    outcome, _ = examine(read, house, allow_partial=allow_partial)
    _, notes = _kind(read, kinds)
    outcome = replace(outcome, findings=(*outcome.findings, *notes))
    return _audited(job, read, outcome, accepted, reason, notice=notice)


def build(
    job: Path,
    output: Path | None = None,
    *,
    force: bool = False,
    allow_partial: bool = False,
    pdf: bool = False,
    profile: Path | None = None,
    accepted: Sequence[str] = (),
    reason: str = "",
    kinds: Sequence[Path] = (),
) -> Outcome:
    """Check, add up and write the document, unless an error was found.

    Args:
        job: a job folder or a one-workbook job.
        output: the document's path, or a folder for it; by default ``输出/<标题>.docx``, or
            beside the workbook.
        force: overwrite an existing document.
        allow_partial: build although units are missing; they are listed as 未报.
        pdf: write a PDF beside it, through LibreOffice.
        profile: the 格式规定 to follow instead of that in the job folder.
        accepted: warnings to confirm, as ``CODE:UNIT``.
        reason: why they are confirmed.
        kinds: folders of kinds besides the known ones.

    Raises:
        InputError: the job, its brief or the profile cannot be read.
        KindError: the layout or the job's kind is broken, or there are two such kinds.
        OutputError: the document exists already or cannot be written, or LibreOffice is wanted
            and not there.
        UsageError: `output` is no name for a document.
    """
    from make_docx.document import render
    from make_docx.intake import read_job

    _check_output(job, output)
    if pdf:
        from make_docx.rendering import find_renderer

        find_renderer()
    read = read_job(job)
    house = _profile(read.folder, profile)
    outcome, document = examine(read, house, allow_partial=allow_partial)
    kind, notes = _kind(read, kinds)
    outcome = replace(outcome, findings=(*outcome.findings, *notes))
    outcome = _audited(job, read, outcome, accepted, reason)
    if not outcome.ok:
        return outcome
    if document is None:
        raise RuntimeError("there is no document, and no error finding that says why")
    folder = read.folder if read.is_workbook else read.folder / OUTBOX
    name = f"{safe_name(document.title)}.docx"
    target = output / name if output and output.is_dir() else output or folder / name
    targets = (target, *([target.with_suffix(".pdf")] if pdf else []))
    for existing in (path for path in targets if path.exists() and not force):
        raise OutputError(
            f"“{existing}”已经存在，没有改动它。要覆盖请加 --force，要另存请用 -o 指定文件名。"
        )
    data = render(document, _layout(document, read.folder, kind), house)
    printed, found = _printed(data, target) if pdf else (None, ())
    write_whole(target, data, force=force)
    if printed:
        write_whole(targets[-1], printed, force=force)
    paths = [str(path) for path in targets[1:]]
    built = BuiltDocument(str(target), hashlib.sha256(data).hexdigest(), "", *paths)
    findings = (*outcome.findings, *_house_notes(house, profile), *found)
    return Outcome(outcome.checked, findings, outcome.figures, (built,))


def lint(path: Path, *, profile: Path | None = None, rendered: bool = False) -> Review:
    """Judge any .docx clause by clause; `rendered` also measures the pages LibreOffice prints.

    The house profile is `profile`, or the one of the job that the file lies in.

    Raises:
        InputError: the file or the profile cannot be read.
        OutputError: it is to be rendered, and LibreOffice is not there or does not print it.
    """
    from make_docx.linter.review import review

    job = path.parent.parent if path.parent.name == OUTBOX else path.parent
    house = _profile(job, profile)
    if not rendered:
        return review(path, house)
    from make_docx.linter.fonts import fonts_of
    from make_docx.linter.reading import read_paper
    from make_docx.rendering import print_pdf

    fonts = fonts_of(read_paper(path))  # refuses what is no document before anything prints it
    printed = print_pdf(path.read_bytes(), fonts)
    found = review(path, house, printed.pages)
    return replace(found, stand_ins=tuple((one.asked, one.used) for one in printed.stand_ins))


def _printed(data: bytes, target: Path) -> tuple[bytes, tuple[Finding, ...]]:
    """The PDF, and which of the document's fonts this machine printed in another one."""
    from make_docx.linter.fonts import fonts_of
    from make_docx.linter.reading import read_paper
    from make_docx.rendering import print_pdf

    with TemporaryDirectory(prefix=".mdk-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder, "1.docx")
        copy.write_bytes(data)
        printed = print_pdf(data, fonts_of(read_paper(copy)))
    place = Place(file=target.with_suffix(".pdf").name)
    return printed.pdf, tuple(
        finding(
            "font-replaced" if stand_in.certain else "font-doubtful",
            replace(place, label=stand_in.asked),
            found=stand_in.used,
            expected=stand_in.asked,
        )
        for stand_in in printed.stand_ins
    )


def _audited(
    path: Path,
    job: Job,
    outcome: Outcome,
    accepted: Sequence[str],
    reason: str,
    *,
    notice: bool = False,
) -> Outcome:
    """Apply the clerk's decisions, and write 校核报告.xlsx and 退回/."""
    from make_docx import audit

    outbox = job.folder / OUTBOX
    report, base = outbox / REPORT_FILE, "../"
    if job.is_workbook:
        report, base = path.with_name(f"{path.stem}（校核报告）.xlsx"), "./"
    reviewed = audit.review(outcome, report, job.folder, accepted=accepted, reason=reason)
    outcome = reviewed.outcome
    returned, notes = audit.write_returns(
        job.folder, outbox / RETURNS, outcome.checked, outcome.findings, _notice if notice else None
    )
    ordered = sorted((*outcome.findings, *notes), key=lambda found: _ORDER[found.severity])
    reviewed = replace(reviewed, outcome=replace(outcome, findings=tuple(ordered)))
    copies = {one.file: one.copy for one in returned}
    audit.keep(reviewed, job.brief, report, base=base, returned=copies)
    return reviewed.outcome


def _notice(returns: Sequence[Return]) -> bytes:
    from make_docx.document.notice import Section, write_notice

    sections = [Section(one.unit, one.file, one.lines) for one in returns]
    return write_notice("请改正后重新报送", "请按下面各条改正，改好后发回。", sections)


def _house_notes(house: Profile, profile: Path | None) -> tuple[Finding, ...]:
    """What the document has otherwise than the standard, and by which rule."""
    from make_docx.official.deviations import deviations

    file = profile.name if profile else PROFILE_FILE
    return tuple(
        finding(
            "house-rule",
            Place(file=file, label=rule.element),
            found=rule.house,
            expected=rule.standard,
            clause=rule.clause,
        )
        for rule in deviations(house)
    )


def _kind(job: Job, kinds: Sequence[Path]) -> tuple[Kind | None, tuple[Finding, ...]]:
    """The kind that the job was made from; where it is not found, a warning says so.

    Raises:
        KindError: it is broken, or there are two.
    """
    if (job.folder / TEMPLATE_FILE).is_file():
        return None, ()  # the job has all that a kind could bring
    from make_docx.kinds import open_shelf

    kind_id = job.brief.kind_id
    kind = open_shelf(kinds, job.folder).of_job(kind_id)
    place = Place(file=job.brief.file)
    return kind, () if kind else (finding("kind-absent", place, found=kind_id),)


def _layout(document: Document, folder: Path, kind: Kind | None) -> Path:
    """The job's own 模板.docx, else that of its kind if the 版式 is the kind's, else a built-in."""
    from make_docx.document import layout_path
    from make_docx.kinds import TEMPLATE_NAME

    if kind and kind.folder and kind.layout is document.layout:
        own = kind.folder / TEMPLATE_NAME
        if own.is_file() and not (folder / TEMPLATE_FILE).is_file():
            return own
    return layout_path(document.direction, document.layout, folder)


def _profile(folder: Path, profile: Path | None) -> Profile:
    """The 格式规定 given, that of the job, or the standard."""
    from make_docx.official.profile import STANDARD

    own = folder / PROFILE_FILE
    if profile is None and not own.is_file():
        return STANDARD
    from make_docx.official.profile_file import read_profile

    return read_profile(profile or own)


def examine(job: Job, house: Profile, *, allow_partial: bool) -> tuple[Outcome, Document | None]:
    """What a job says, every finding sorted, and the document that it would make."""
    from make_docx.figures import check as check_figures
    from make_docx.figures import total
    from make_docx.official import arrange
    from make_docx.wording import compose

    checked = check_figures(job.brief, job.received, allow_partial=allow_partial)
    figures = total(job.brief, checked)
    text = compose(job.brief, checked, figures)
    document, element_findings = arrange(job.brief, text, house)
    findings = [*job.findings, *element_findings, *checked.findings, *figures.findings]
    if checked.reports:
        findings += text.findings
    else:  # every sentence lacks its figure, which is worth saying once
        findings += (found for found in text.findings if found.code not in _FOLLOWS)
        is_empty = job.is_workbook and not job.received.submissions
        if is_empty or not any(found.blocks for found in findings):
            findings.append(finding("nothing-reported", Place(file=job.brief.file)))
    ordered = tuple(sorted(findings, key=lambda found: _ORDER[found.severity]))
    return Outcome(checked, ordered, figures), document


def _check_output(job: Path, output: Path | None) -> None:
    """Refuse an output that would destroy a file of the job, or that Word would not open."""
    if output is None or output.is_dir():
        return
    if output.suffix.lower() != ".docx":
        raise UsageError(
            f"“{output}”不是公文的文件名：-o 后面应为以 .docx 结尾的文件名，或一个已有的文件夹。"
        )
    if not output.parent.is_dir():
        raise UsageError(f"没有文件夹“{output.parent}”：请先建好，或者检查 -o 后面写的路径。")
    if output.name == TEMPLATE_FILE and output.parent.resolve() == job.resolve():
        raise UsageError(f"“{output}”是任务的模板，不能写成公文。请换一个文件名。")


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
