"""Turns a job into a document for each unit that reported, made from the unit's own figures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from make_docx.catalogue import finding
from make_docx.errors import InputError, KindError, UsageError
from make_docx.findings import Finding, Place
from make_docx.job_files import EACH, OUTBOX
from make_docx.model import Brief, BuiltDocument, Checked, Figures, Kind, Outcome
from make_docx.output import TEMPORARY_PREFIX, write_each
from make_docx.pipeline import rendition
from make_docx.pipeline.checks import audited, worst_first
from make_docx.pipeline.documents import layout_of
from make_docx.pipeline.house import house_notes, kind_of, misnamed, profile_of
from make_docx.pipeline.incoming import Incoming, read_incoming
from make_docx.pipeline.parts import Part, findings_of, parts_of
from make_docx.pipeline.unit_names import REVIEW, unit_names

if TYPE_CHECKING:
    from make_docx.intake import Crew
    from make_docx.official.profile import Profile


def build_each(
    job: Path,
    output: Path | None = None,
    *,
    force: bool = False,
    pdf: bool = False,
    profile: Path | None = None,
    accepted: Sequence[str] = (),
    reason: str = "",
    kinds: Sequence[Path] = (),
    with_data: bool = True,
    review: bool = False,
    crew: Crew | None = None,
) -> Outcome:
    """Check, and write a document for each unit; a unit with an error goes without.

    An error of the brief, or one that all documents would have, keeps all of them back. A unit
    that has not reported is a warning.

    Args:
        job: as `build`.
        output: the folder for the documents; by default ``输出/各单位``, or ``…（各单位）``
            beside the workbook.
        force: overwrite existing documents; without it, one that exists keeps all back.
        pdf: write a PDF beside each, all of them with one call of LibreOffice.
        profile: as `build`, and so are the others.
        accepted: warnings to confirm.
        reason: why they are confirmed.
        kinds: folders of kinds besides the known ones.
        with_data: let each document carry its figures.
        review: write a copy beside each that has a comment at each figure of the text.
        crew: who reads the workbooks.

    Raises:
        InputError, KindError, OutputError: as `build`.
        UsageError: the kind asks no unit for anything, or `output` is no folder.
    """
    _check_folder(output)
    if pdf:
        from make_docx.rendering import find_renderer

        find_renderer()
    incoming = read_incoming(job, crew)
    read = incoming.job
    if read.brief.is_from_brief:
        raise UsageError(
            "这个文种只靠公文要素成文，没有各单位的数据，不能一家一份。请去掉 --each。"
        )
    house = profile_of(read.folder, profile)
    checked, figures, parts, found = _examined(incoming, house)
    kind, notes = kind_of(read, kinds)
    notes = (*notes, *house_notes(house, profile), *misnamed(read.folder))
    outcome = Outcome(checked, worst_first((*found, *notes)), figures)
    outcome = audited(job, read, outcome, accepted, reason)
    kept = _unstopped(parts, outcome.findings, read.brief)
    if not kept:
        return outcome
    beside = job.with_name(f"{job.stem}（{EACH}）")
    folder = output or (beside if read.is_workbook else read.folder / OUTBOX / EACH)
    names = unit_names(checked.expected)
    targets = [_Target(part, folder / f"{names[part.unit.name]}.docx") for part in kept]
    made, failed = _made(targets, house, kind, with_data=with_data, review=review)
    if not made:
        raise failed[0][1]
    findings = (*outcome.findings, *(_failure(*one) for one in failed))
    if pdf:
        pdfs, of_fonts = rendition.printed_all([one.data for one in made], folder.name)
        made = [replace(one, pdf=data) for one, data in zip(made, pdfs, strict=True)]
        findings += of_fonts
    files = {path: data for one in made for path, data in one.files()}
    write_each(files, force=force)
    if output is None:
        findings += tuple(_leftovers(folder, files))
    documents = tuple(one.built() for one in made)
    return replace(outcome, findings=worst_first(findings), documents=documents)


@dataclass(frozen=True, slots=True)
class _Target:
    part: Part
    path: Path


@dataclass(frozen=True, slots=True)
class _Made:
    """The bytes of a document, and of what stands beside it."""

    target: _Target
    data: bytes
    review: bytes = b""
    pdf: bytes = b""

    def files(self) -> Iterator[tuple[Path, bytes]]:
        path = self.target.path
        yield path, self.data
        if self.review:
            yield _review_path(path), self.review
        if self.pdf:
            yield path.with_suffix(".pdf"), self.pdf

    def built(self) -> BuiltDocument:
        path = self.target.path
        return BuiltDocument(
            str(path),
            hashlib.sha256(self.data).hexdigest(),
            unit=self.target.part.unit.name,
            pdf=str(path.with_suffix(".pdf")) if self.pdf else "",
            review=str(_review_path(path)) if self.review else "",
        )


def _examined(
    incoming: Incoming, house: Profile
) -> tuple[Checked, Figures, list[Part], list[Finding]]:
    """What counts, its totals, the parts, and every finding but those of the totals.

    The document of all units is not made, so nothing that keeps only that one back is told.
    """
    from make_docx.figures import check, total
    from make_docx.wording import names_unit

    job = incoming.job
    checked = check(job.brief, job.received, allow_partial=True)
    parts = list(parts_of(incoming, checked, house))
    findings = [*job.findings, *checked.findings, *findings_of(parts)]
    place = Place(file=job.brief.file)
    if not parts:
        findings.append(finding("nothing-reported", place))
    elif len(checked.expected) > 1 and not names_unit(job.brief):
        findings.append(finding("each-unnamed", place, found=job.brief.elements.issuer))
    return checked, total(job.brief, checked), parts, findings


def _unstopped(parts: Sequence[Part], findings: Sequence[Finding], brief: Brief) -> list[Part]:
    """The parts that no finding stops: one about their unit, or one about the brief."""
    stopping = [found for found in findings if found.stops]
    if any(not found.unit and found.place.file in ("", brief.file) for found in stopping):
        return []
    units = {found.unit for found in stopping}
    return [part for part in parts if part.unit.name not in units]


def _made(
    targets: Iterable[_Target],
    house: Profile,
    kind: Kind | None,
    *,
    with_data: bool,
    review: bool,
) -> tuple[list[_Made], list[tuple[Part, KindError | InputError]]]:
    """The documents, and why there is none of the others."""
    made: list[_Made] = []
    failed: list[tuple[Part, KindError | InputError]] = []
    for target in targets:
        part = target.part
        document, job = part.document, part.incoming.job
        if document is None:
            raise RuntimeError("there is no document, and no error finding that says why")
        outcome = Outcome(part.checked, part.findings, part.figures)
        layout = layout_of(document, job.folder, kind)
        payload = rendition.payload(part.incoming, outcome, document) if with_data else None
        try:
            data = rendition.rendered(document, payload, layout, house, job.folder)
        except (KindError, InputError) as error:
            failed.append((part, error))
            continue
        copy = rendition.review_copy(data, document, job.brief, outcome) if review else b""
        made.append(_Made(target, data, copy))
    return made, failed


def _failure(part: Part, error: KindError | InputError) -> Finding:
    place = Place(file=part.checked.reports[0].file)
    return finding("unit-document-failed", place, unit=part.unit.name, reason=str(error))


def _leftovers(folder: Path, written: Iterable[Path]) -> Iterator[Finding]:
    """Documents of before, such as that of a unit that has an error now."""
    names = {path.name for path in written}
    for path in sorted(folder.iterdir()):
        is_document = path.suffix in (".docx", ".pdf")
        is_hidden = path.name.startswith(("~$", TEMPORARY_PREFIX))  # Word's own, while it is open
        if is_document and not is_hidden and path.name not in names:
            yield finding("unit-document-old", Place(file=f"{folder.name}/{path.name}"))


def _review_path(path: Path) -> Path:
    return path.with_stem(f"{path.stem}{REVIEW}")


def _check_folder(output: Path | None) -> None:
    if output is None or output.is_dir():
        return
    if output.exists() or output.suffix.lower() == ".docx":
        raise UsageError(
            f"“{output}”不是文件夹：一家一份时，-o 后面应为一个文件夹，每份以单位名称为文件名。"
        )
    if not output.parent.is_dir():
        raise UsageError(f"没有文件夹“{output.parent}”：请先建好，或者检查 -o 后面写的路径。")
