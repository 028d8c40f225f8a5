"""Turns a job without errors into its document, and that into its PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.errors import OutputError, UsageError
from make_docx.findings import Finding, Place
from make_docx.job_files import FORM_FILE, INBOX, OUTBOX, OUTGOING, TEMPLATE_FILE
from make_docx.model import Brief, BuiltDocument, Document, Kind, Outcome
from make_docx.output import refuse_open, safe_name, write_whole
from make_docx.pipeline import rendition
from make_docx.pipeline.examination import examine
from make_docx.pipeline.incoming import with_own_name
from make_docx.pipeline.opening import OpenJob, open_job
from make_docx.pipeline.options import BuildOptions
from make_docx.pipeline.unit_names import REVIEW


def build(job: Path, output: Path | None = None, options: BuildOptions | None = None) -> Outcome:
    """Check, add up and write the document, unless an error was found.

    A kind that attaches its form has it written beside the document.

    Args:
        job: a job folder or a one-workbook job.
        output: the document's path, or a folder for it; by default ``输出/<标题>.docx``, or
            beside the workbook.
        options: how it is checked, and what is written.

    Raises:
        InputError: the job, its brief or the profile cannot be read.
        KindError: the layout or the job's kind is broken, or there are two such kinds.
        OutputError: the document exists already, is open or cannot be written, or LibreOffice is
            wanted and not there.
        UsageError: `output` is no name for a document.
    """
    options = options or BuildOptions()
    _check_output(job, output)
    if options.pdf:
        from make_docx.rendering import find_renderer

        find_renderer()
    opened = open_job(job, options)
    opened = replace(opened, incoming=with_own_name(opened.incoming))
    allow_partial = options.allow_partial
    outcome, document = examine(opened.job, opened.house, allow_partial=allow_partial)
    outcome = opened.audited(outcome)
    if not outcome.ok:
        return outcome
    if document is None:
        raise RuntimeError("there is no document, and no error finding that says why")
    return _written(opened, outcome, document, output, options)


def _written(
    opened: OpenJob,
    outcome: Outcome,
    document: Document,
    output: Path | None,
    options: BuildOptions,
) -> Outcome:
    """The outcome with the document, and what stands beside it."""
    job = opened.job
    folder = job.folder if job.is_workbook else job.folder / OUTBOX
    name = f"{safe_name(document.title)}.docx"
    target = output / name if output and output.is_dir() else output or folder / name
    beside = {"review": review_path(target)} if options.review else {}
    beside |= {"pdf": target.with_suffix(".pdf")} if options.pdf else {}
    forms = {}
    if job.brief.attaches_form:
        beside["form"] = _form_path(opened, target)
        forms[beside["form"]] = form_of(job.brief, options.kinds, job.folder)
    if options.force:
        refuse_open((target, *beside.values()))
    else:
        _refuse_existing((target, *beside.values()), forms)
    layout = layout_of(document, job.folder, opened.kind)
    payload = rendition.payload(opened.incoming, outcome, document) if options.with_data else None
    data = rendition.rendered(document, payload, layout, opened.house, job.folder)
    copies = {target: data}
    if options.review:
        copies[beside["review"]] = rendition.review_copy(data, document, job.brief, outcome)
    found: tuple[Finding, ...] = ()
    if options.pdf:
        copies[beside["pdf"]], found = rendition.printed(data, beside["pdf"], options.told)
    is_new = not (target.is_file() and target.read_bytes() == data)
    for path, content in copies.items():
        write_whole(path, content, force=options.force)
    for path, content in forms.items():
        write_whole(path, content, force=True)
    found += tuple(_left_beside(target, copies, job.folder)) if is_new else ()
    paths = {name: str(path) for name, path in beside.items()}
    built = BuiltDocument(str(target), hashlib.sha256(data).hexdigest(), **paths)
    findings = (*outcome.findings, *found)
    return Outcome(outcome.checked, findings, outcome.figures, (built,))


def _form_path(opened: OpenJob, document: Path) -> Path:
    """Where the form of a document stands; away from the job it bears the document's name.

    So the forms of two notices in one folder are two files.
    """
    job = opened.job
    if job.is_workbook and document.parent.resolve() == opened.path.parent.resolve():
        return document.with_name(f"{opened.path.stem}（填报表）.xlsx")
    if document.parent.resolve() == (job.folder / OUTBOX).resolve():
        return document.with_name(FORM_FILE)
    return document.with_name(f"{document.stem}（填报表）.xlsx")


def review_path(document: Path) -> Path:
    """Where the copy with comments of a document stands."""
    return document.with_stem(f"{document.stem}{REVIEW}")


def shown_path(path: Path, job: Path) -> str:
    """How a finding names what was written: within the folder `job`, elsewhere by its name."""
    there, home = path.resolve(), job.resolve()
    return there.relative_to(home).as_posix() if home in there.parents else there.name


def _left_beside(document: Path, written: Iterable[Path], job: Path) -> Iterator[Finding]:
    """The PDF and the copy with comments of what stood in its place before."""
    for path in (document.with_suffix(".pdf"), review_path(document)):
        if path not in written and path.is_file():
            yield finding("copy-old", Place(file=shown_path(path, job)), found=path.name)


def _refuse_existing(paths: Iterable[Path], forms: Mapping[Path, bytes]) -> None:
    """Overwrite nothing; a form of the same brief is the same already."""
    for path in paths:
        if path.exists() and not (path in forms and path.read_bytes() == forms[path]):
            raise OutputError(
                f"“{path}”已经存在，没有改动它。要覆盖请加 --force，要另存请用 -o 指定文件名。"
            )


def form_of(brief: Brief, kinds: Sequence[Path], folder: Path) -> bytes:
    """The form that units are to fill in, with the advice of the kind of the job in `folder`."""
    from make_docx.intake import write_form
    from make_docx.kinds import open_shelf

    kind = open_shelf(kinds, folder).of_job(brief.kind_id)
    return write_form(brief, kind.instructions if kind else ())


def layout_of(document: Document, folder: Path, kind: Kind | None) -> Path:
    """The job's own 模板.docx, else that of its kind if the 版式 is the kind's, else a built-in."""
    from make_docx.document import layout_path
    from make_docx.kinds import TEMPLATE_NAME

    if kind and kind.folder and kind.layout is document.layout:
        own = kind.folder / TEMPLATE_NAME
        if own.is_file() and not (folder / TEMPLATE_FILE).is_file():
            return own
    return layout_path(document.direction, document.layout, folder)


def refuse_inbox(job: Path, folder: Path, output: Path) -> None:
    """Documents do not belong among the forms that come back or go out.

    Raises:
        UsageError: `folder`, which `output` asks for, is there.
    """
    there = folder.resolve()
    for name in (INBOX, OUTGOING):
        place = (job / name).resolve()
        if there == place or place in there.parents:
            raise UsageError(f"“{output}”在任务的“{name}”里，那里只放填报表。请换一个文件夹。")


def _check_output(job: Path, output: Path | None) -> None:
    """Refuse an output that would destroy a file of the job, or that Word would not open."""
    if output is None:
        return
    refuse_inbox(job, output if output.is_dir() else output.parent, output)
    if output.is_dir():
        return
    if output.suffix.lower() != ".docx":
        raise UsageError(
            f"“{output}”不是公文的文件名：-o 后面应为以 .docx 结尾的文件名，或一个已有的文件夹。"
        )
    if not output.parent.is_dir():
        raise UsageError(f"没有文件夹“{output.parent}”：请先建好，或者检查 -o 后面写的路径。")
    if output.name == TEMPLATE_FILE and output.parent.resolve() == job.resolve():
        raise UsageError(f"“{output}”是任务的模板，不能写成公文。请换一个文件名。")
