"""Turns a job into a document for each unit that reported, made from the unit's own figures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence, Set
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.errors import InputError, KindError, UsageError
from make_docx.findings import Finding, Place
from make_docx.job_files import EACH, FORM_FILE, OUTBOX
from make_docx.model import BuiltDocument, Outcome
from make_docx.output import TEMPORARY_PREFIX, write_each
from make_docx.pipeline import rendition
from make_docx.pipeline.documents import (
    form_of,
    layout_of,
    refuse_inbox,
    review_path,
    shown_path,
)
from make_docx.pipeline.examination import worst_first
from make_docx.pipeline.opening import OpenJob, open_job
from make_docx.pipeline.options import BuildOptions
from make_docx.pipeline.parts import Part, divided
from make_docx.pipeline.unit_names import REVIEW, unit_names


def build_each(
    job: Path, output: Path | None = None, options: BuildOptions | None = None
) -> Outcome:
    """Check, and write a document for each unit; a unit with an error goes without.

    An error of the brief, or one that all documents would have, keeps all of them back. A unit
    that has not reported is a warning. Where the document is made from the brief alone, each unit
    of the roster gets one.

    Args:
        job: as `build`.
        output: the folder for the documents; by default ``输出/各单位``, or ``…（各单位）``
            beside the workbook.
        options: as `build`; PDFs are made with one call of LibreOffice.

    Raises:
        InputError, KindError, OutputError: as `build`.
        UsageError: nobody is on the roster of a job that nobody reports to, or `output` is no
            folder.
    """
    options = options or BuildOptions()
    _check_folder(job, output)
    if options.pdf:
        from make_docx.rendering import find_renderer

        find_renderer()
    opened = open_job(job, options)
    division = divided(opened)
    outcome, kept = division.audited(opened)
    if not kept:
        return outcome
    folder = output or _folder_of(opened)
    names = unit_names(division.units)
    targets = [_Target(part, folder / f"{names[part.unit.name]}.docx") for part in kept]
    forms: dict[Path, bytes] = {}
    if (brief := opened.job.brief).attaches_form:
        forms[folder / FORM_FILE] = form_of(brief, options.kinds, opened.job.folder)
    made, failed = _made(targets, opened, options)
    if not made:
        raise failed[0][1]
    findings = (*outcome.findings, *(_failure(*one) for one in failed))
    if options.pdf:
        copies = [one.data for one in made]
        pdfs, of_fonts = rendition.printed_all(copies, folder.name, options.told)
        made = [replace(one, pdf=data) for one, data in zip(made, pdfs, strict=True)]
        findings += of_fonts
    changed = {one.target.path.name for one in made if one.is_new()}
    files = {path: data for one in made for path, data in one.files()} | forms
    write_each(files, force=options.force)
    ours = None if output is None else set(names.values())
    shown = shown_path(folder, opened.job.folder)
    findings += tuple(_leftovers(folder, shown, {path.name for path in files}, changed, ours))
    form = str(folder / FORM_FILE) if forms else ""
    documents = tuple(replace(one.built(), form=form) for one in made)
    return replace(outcome, findings=worst_first(findings), documents=documents)


class _Target(Struct, frozen=True):
    part: Part
    path: Path


class _Made(Struct, frozen=True):
    """The bytes of a document, and of what stands beside it."""

    target: _Target
    data: bytes
    review: bytes = b""
    pdf: bytes = b""

    def files(self) -> Iterator[tuple[Path, bytes]]:
        path = self.target.path
        yield path, self.data
        if self.review:
            yield review_path(path), self.review
        if self.pdf:
            yield path.with_suffix(".pdf"), self.pdf

    def is_new(self) -> bool:
        """Whether something else stands in its place, or nothing."""
        path = self.target.path
        return not (path.is_file() and path.read_bytes() == self.data)

    def built(self) -> BuiltDocument:
        path = self.target.path
        return BuiltDocument(
            str(path),
            hashlib.sha256(self.data).hexdigest(),
            unit=self.target.part.unit.name,
            pdf=str(path.with_suffix(".pdf")) if self.pdf else "",
            review=str(review_path(path)) if self.review else "",
        )


def _folder_of(opened: OpenJob) -> Path:
    if opened.job.is_workbook:
        return opened.path.with_name(f"{opened.path.stem}（{EACH}）")
    return opened.job.folder / OUTBOX / EACH


def _made(
    targets: Sequence[_Target], opened: OpenJob, options: BuildOptions
) -> tuple[list[_Made], list[tuple[Part, KindError | InputError]]]:
    """The documents, and why there is none of the others."""
    made: list[_Made] = []
    failed: list[tuple[Part, KindError | InputError]] = []
    for at, target in enumerate(targets, start=1):
        if options.told:
            options.told("生成公文", at, len(targets))
        part = target.part
        document, job = part.document, part.incoming.job
        if document is None:
            raise RuntimeError("there is no document, and no error finding that says why")
        outcome = Outcome(part.checked, part.findings, part.figures)
        layout = layout_of(document, job.folder, opened.kind)
        payload = rendition.payload(part.incoming, outcome, document) if options.with_data else None
        try:
            data = rendition.rendered(document, payload, layout, opened.house, job.folder)
        except (KindError, InputError) as error:
            failed.append((part, error))
            continue
        copy = b""
        if options.review:
            copy = rendition.review_copy(data, document, job.brief, outcome)
        made.append(_Made(target, data, copy))
    return made, failed


def _failure(part: Part, error: KindError | InputError) -> Finding:
    reports = part.checked.reports
    place = Place(file=reports[0].file if reports else part.incoming.job.brief.file)
    return finding("unit-document-failed", place, unit=part.unit.name, reason=str(error))


def _leftovers(
    folder: Path, shown: str, written: Set[str], changed: Set[str], ours: Set[str] | None
) -> Iterator[Finding]:
    """Documents of before, such as that of a unit that has an error now.

    Only those named as `ours` are told where the folder, which is told as `shown`, may hold
    others. The PDFs and copies of the documents that `changed` are told once, the others with
    their document.
    """
    copies: list[str] = []
    there = {path.name for path in folder.iterdir()}
    for name in sorted(there - written):
        path = Path(name)
        if path.suffix not in (".docx", ".pdf") or name.startswith(("~$", TEMPORARY_PREFIX)):
            continue  # ~$ is Word's own, while it is open
        stem = path.stem.removesuffix(REVIEW)
        document = f"{stem}.docx"
        if name != document and document in there:
            copies += [name] if document in changed else []
        elif ours is None or stem in ours:
            yield finding("unit-document-old", Place(file=f"{shown}/{name}"))
    if copies:
        others = f"等 {len(copies)} 个文件" if len(copies) > 1 else ""
        yield finding("copy-old", Place(file=shown), found=f"{copies[0]}{others}")


def _check_folder(job: Path, output: Path | None) -> None:
    if output is None:
        return
    refuse_inbox(job, output, output)
    if output.is_dir():
        return
    if output.exists() or output.suffix.lower() == ".docx":
        raise UsageError(
            f"“{output}”不是文件夹：一家一份时，-o 后面应为一个文件夹，每份以单位名称为文件名。"
        )
    if not output.parent.is_dir():
        raise UsageError(f"没有文件夹“{output.parent}”：请先建好，或者检查 -o 后面写的路径。")
