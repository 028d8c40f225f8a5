"""Turns the folder of a kind into everything that is wrong with it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from make_docx.catalogue import finding
from make_docx.errors import KindError, MakeDocxError, UsageError
from make_docx.findings import Finding, Place, Severity
from make_docx.job_files import BRIEF_FILE, OUTBOX, PROFILE_FILE, TEMPLATE_FILE
from make_docx.kinds import TEMPLATE_NAME, open_shelf
from make_docx.kinds.places import kind_folders
from make_docx.kinds.schema import examine_kind
from make_docx.kinds.shelf import clashes_with
from make_docx.kinds.toml_text import FILE_NAME, read_toml
from make_docx.model import Document, Kind, Outcome

SAMPLE_FOLDER: Final = "sample"
_REPORT: Final = "（校核报告）"  # beside a one-workbook job that was built

_ORDER: Final = {Severity.ERROR: 0, Severity.WARN: 1, Severity.NOTE: 2}
_FILES: Final = {".toml": FILE_NAME, ".docx": TEMPLATE_NAME}
_KEPT_NOTES: Final = frozenset({"house-rule"})  # where the page differs from the standard


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found in a kind's folder; `kind` is None when its kind.toml cannot be used."""

    folder: Path
    kind: Kind | None
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        return not any(found.blocks for found in self.findings)


def check_kind(folder: Path) -> Inspection:
    """Every fault of the kind in `folder`, in the order of its files, the worst first in each.

    Its texts are worded, its page printed and its sample built as in a job; nothing is written.
    """
    kind, faults = examine_kind(folder / FILE_NAME, str(folder))
    told: set[str] = set()
    findings = [*faults, *_unused_files(folder)]
    clashes = list(_clashes(kind)) if kind else []
    findings += clashes
    template = folder / TEMPLATE_NAME
    if template.is_file():
        findings += _template_findings(template, kind, told)
    if kind:
        is_sound = not any(found.blocks for found in findings)
        findings += _trial_findings(kind, told, is_printed=is_sound)
        if not clashes:
            findings += _sample_findings(kind, folder, told)
    ordered = sorted(findings, key=lambda found: _ORDER[found.severity])
    return Inspection(folder, kind, tuple(ordered))


def check_kinds(folder: Path) -> tuple[Inspection, ...]:
    """An `Inspection` of `folder`, or of each kind in it.

    Raises:
        UsageError: there is no kind.
    """
    if not (found := kind_folders(folder)):
        raise UsageError(
            f"“{folder}”里没有文种套件：应有 {FILE_NAME}，或者带 {FILE_NAME} 的文件夹。"
        )
    return tuple(check_kind(one) for one in found)


def _unused_files(folder: Path) -> Iterator[Finding]:
    """Files that look like those of a kind and are not: 模板.docx, kind (1).toml."""
    for path in sorted(folder.iterdir()):
        wanted = _FILES.get(path.suffix.lower(), "")
        is_there = bool(wanted) and (folder / wanted).is_file()
        is_it = path.name == wanted or (is_there and path.name.lower() == wanted)
        if wanted and not is_it and not path.name.startswith("~$") and path.is_file():
            hint = "" if is_there else f"，文种自己的应叫“{wanted}”"
            yield finding("kind-file-unused", Place(file=path.name), hint=hint)


def _clashes(kind: Kind) -> Iterator[Finding]:
    """Names that a kind in the user's folder, in a package or a built-in one has too."""
    for word, other in clashes_with(kind, open_shelf().kinds):
        place = Place(file=FILE_NAME, label="id" if word == kind.id else "name")
        owner = f"{other.name}（{other.id}，{other.version} 版，来自：{other.origin}）"
        yield finding("kind-name-taken", place, found=word, other=owner)


def _template_findings(template: Path, kind: Kind | None, told: set[str]) -> Iterator[Finding]:
    from make_docx.workshop.template import clause_findings, print_findings, tag_findings
    from make_docx.workshop.trial import specimens, with_everything

    faults = list(tag_findings(template))
    yield from faults
    if faults:
        return
    if kind and (document := with_everything(kind).document):
        yield from print_findings(template, list(specimens(kind, document)))
    yield from clause_findings(template, template.name, told)


def _trial_findings(kind: Kind, told: set[str], *, is_printed: bool) -> Iterator[Finding]:
    """What the texts say wrongly, and what is wrong with the page that they make."""
    from make_docx.workshop.texts import text_findings
    from make_docx.workshop.trial import with_everything

    folder = kind.folder or Path()
    trial = with_everything(kind)
    found = list(text_findings(kind, trial, read_toml(folder / FILE_NAME)))
    yield from found
    if trial.document and is_printed and not any(one.blocks for one in found):
        yield from _page_findings(kind, trial.document, told)


def _page_findings(kind: Kind, document: Document, told: set[str]) -> Iterator[Finding]:
    from make_docx.document import layout_path, render
    from make_docx.workshop.template import clause_findings

    own = (kind.folder or Path()) / TEMPLATE_NAME
    layout = own if own.is_file() else layout_path(document.direction, document.layout, None)
    with TemporaryDirectory(prefix=".mdk-", ignore_cleanup_errors=True) as scratch:
        printed = Path(scratch, "1.docx")
        try:
            printed.write_bytes(render(document, layout))
        except KindError as error:  # print_findings has not seen these texts
            place = Place(file=layout.name)
            yield finding("template-fault", place, reason=str(error).rstrip("。"))
            return
        yield from clause_findings(printed, "试生成的公文", told)


# ── the sample ───────────────────────────────────────────────────────────────────────────


def _sample_findings(kind: Kind, folder: Path, told: set[str]) -> Iterator[Finding]:
    jobs = sample_jobs(folder)
    if not jobs:
        yield finding("sample-missing", Place(file=SAMPLE_FOLDER))
    for job in jobs:
        shown = job.relative_to(folder).as_posix()
        with TemporaryDirectory(prefix=".mdk-", ignore_cleanup_errors=True) as scratch:
            try:
                yield from _built(kind, folder, _copied(job, Path(scratch)), shown, told)
            except MakeDocxError as error:
                reason = str(error).rstrip("。")
                yield finding("sample-failed", Place(file=shown), reason=reason)


def sample_jobs(folder: Path) -> tuple[Path, ...]:
    """The jobs in a kind's sample/: it itself, job folders in it, or workbooks."""
    sample = folder / SAMPLE_FOLDER
    if (sample / BRIEF_FILE).is_file():
        return (sample,)
    if not sample.is_dir():
        return ()
    return tuple(p for p in sorted(sample.iterdir()) if (p / BRIEF_FILE).is_file() or _is_book(p))


def _is_book(path: Path) -> bool:
    """Whether it is a workbook, and neither a lock of Excel nor what a build has left."""
    is_left = path.name.startswith("~$") or path.stem.endswith(_REPORT)
    return path.suffix.lower() == ".xlsx" and not is_left


def _copied(job: Path, scratch: Path) -> Path:
    """A copy to build from, with what stands beside a workbook and belongs to it."""
    if job.is_dir():
        ignored = shutil.ignore_patterns(OUTBOX, "~$*")
        return Path(shutil.copytree(job, scratch / job.name, ignore=ignored))
    for name in (TEMPLATE_FILE, PROFILE_FILE):
        if (job.parent / name).is_file():
            shutil.copy(job.parent / name, scratch)
    return Path(shutil.copy(job, scratch))


def _built(kind: Kind, folder: Path, job: Path, shown: str, told: set[str]) -> Iterator[Finding]:
    from make_docx import pipeline
    from make_docx.intake import read_brief
    from make_docx.workshop.template import clause_findings

    brief, _ = read_brief(job)
    if brief.kind_id != kind.id:
        reason = f"它是文种“{brief.kind_id}”的任务，不是“{kind.id}”的"
        yield finding("sample-failed", Place(file=shown), found=brief.kind_id, reason=reason)
        return
    outcome = pipeline.build(job, kinds=[folder])
    yield from _told(outcome, shown)
    for document in outcome.documents:
        yield from clause_findings(Path(document.path), shown, told)


def _told(outcome: Outcome, shown: str) -> Iterator[Finding]:
    """What a clerk would be told, as far as it asks for something to be done."""
    for found in outcome.findings:
        if found.severity is not Severity.NOTE or found.code in _KEPT_NOTES:
            yield replace(found, place=replace(found.place, file=shown))
    if not outcome.documents and not any(found.blocks for found in outcome.findings):
        yield finding("sample-failed", Place(file=shown), reason="有提醒还没有确认")
