"""Turns a job without errors into its document, and that into its PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from make_docx.errors import OutputError, UsageError
from make_docx.findings import Finding
from make_docx.job_files import FORM_FILE, OUTBOX, TEMPLATE_FILE
from make_docx.model import BuiltDocument, Document, Kind, Outcome
from make_docx.output import safe_name, write_whole
from make_docx.pipeline import rendition
from make_docx.pipeline.checks import audited, examine
from make_docx.pipeline.house import house_notes, kind_of, misnamed, profile_of
from make_docx.pipeline.incoming import read_incoming, with_own_name
from make_docx.pipeline.unit_names import REVIEW

if TYPE_CHECKING:
    from make_docx.intake import Crew, Job


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
    with_data: bool = True,
    review: bool = False,
    crew: Crew | None = None,
) -> Outcome:
    """Check, add up and write the document, unless an error was found.

    A kind that attaches its form has it written beside the document.

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
        with_data: let the document carry its figures and where they came from, for whoever rolls
            it up; without it there is no 校验码 either.
        review: write a copy beside it that has a comment at each figure of the text.
        crew: who reads the workbooks; by default this process alone.

    Raises:
        InputError: the job, its brief or the profile cannot be read.
        KindError: the layout or the job's kind is broken, or there are two such kinds.
        OutputError: the document exists already or cannot be written, or LibreOffice is wanted
            and not there.
        UsageError: `output` is no name for a document.
    """
    _check_output(job, output)
    if pdf:
        from make_docx.rendering import find_renderer

        find_renderer()
    incoming = with_own_name(read_incoming(job, crew))
    read = incoming.job
    house = profile_of(read.folder, profile)
    outcome, document = examine(read, house, allow_partial=allow_partial)
    kind, notes = kind_of(read, kinds)
    notes = (*notes, *house_notes(house, profile), *misnamed(read.folder))
    outcome = replace(outcome, findings=(*outcome.findings, *notes))
    outcome = audited(job, read, outcome, accepted, reason)
    if not outcome.ok:
        return outcome
    if document is None:
        raise RuntimeError("there is no document, and no error finding that says why")
    folder = read.folder if read.is_workbook else read.folder / OUTBOX
    name = f"{safe_name(document.title)}.docx"
    target = output / name if output and output.is_dir() else output or folder / name
    beside = {"review": target.with_stem(f"{target.stem}{REVIEW}")} if review else {}
    beside |= {"pdf": target.with_suffix(".pdf")} if pdf else {}
    form_name = f"{job.stem}（填报表）.xlsx" if read.is_workbook else FORM_FILE
    forms = {target.with_name(form_name): _form(read, kinds)} if read.brief.attaches_form else {}
    beside |= {"form": target.with_name(form_name)} if forms else {}
    if not force:
        _refuse_existing((target, *beside.values()), forms)
    layout = layout_of(document, read.folder, kind)
    payload = rendition.payload(incoming, outcome, document) if with_data else None
    data = rendition.rendered(document, payload, layout, house, read.folder)
    copies = {target: data}
    if review:
        brief = incoming.job.brief
        copies[beside["review"]] = rendition.review_copy(data, document, brief, outcome)
    found: tuple[Finding, ...] = ()
    if pdf:
        copies[beside["pdf"]], found = rendition.printed(data, beside["pdf"])
    for path, content in copies.items():
        write_whole(path, content, force=force)
    for path, content in forms.items():
        write_whole(path, content, force=True)
    paths = {name: str(path) for name, path in beside.items()}
    built = BuiltDocument(str(target), hashlib.sha256(data).hexdigest(), **paths)
    findings = (*outcome.findings, *found)
    return Outcome(outcome.checked, findings, outcome.figures, (built,))


def _refuse_existing(paths: Iterable[Path], forms: Mapping[Path, bytes]) -> None:
    """Overwrite nothing; a form of the same brief is the same already."""
    for path in paths:
        if path.exists() and not (path in forms and path.read_bytes() == forms[path]):
            raise OutputError(
                f"“{path}”已经存在，没有改动它。要覆盖请加 --force，要另存请用 -o 指定文件名。"
            )


def _form(job: Job, kinds: Sequence[Path]) -> bytes:
    """The form that units are to fill in, with the advice of the job's kind."""
    from make_docx.intake import write_form
    from make_docx.kinds import open_shelf

    kind = open_shelf(kinds, job.folder).of_job(job.brief.kind_id)
    return write_form(job.brief, kind.instructions if kind else ())


def layout_of(document: Document, folder: Path, kind: Kind | None) -> Path:
    """The job's own 模板.docx, else that of its kind if the 版式 is the kind's, else a built-in."""
    from make_docx.document import layout_path
    from make_docx.kinds import TEMPLATE_NAME

    if kind and kind.folder and kind.layout is document.layout:
        own = kind.folder / TEMPLATE_NAME
        if own.is_file() and not (folder / TEMPLATE_FILE).is_file():
            return own
    return layout_path(document.direction, document.layout, folder)


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
