"""Turns the folder of a kind into everything that is wrong with it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from make_docx import pipeline
from make_docx.catalogue import finding
from make_docx.document import layout_path, render
from make_docx.errors import KindError, MakeDocxError
from make_docx.findings import Finding, Place, Severity
from make_docx.intake import read_brief
from make_docx.job_files import BRIEF_FILE, OUTBOX, PROFILE_FILE, TEMPLATE_FILE
from make_docx.kinds import TEMPLATE_NAME, open_shelf
from make_docx.kinds.places import kind_folders, no_kind_in
from make_docx.kinds.reading import Reading, examine_kind
from make_docx.kinds.schema_faults import place_of
from make_docx.kinds.shelf import clashes_with
from make_docx.kinds.toml_text import FILE_NAME
from make_docx.model import Document, Kind, Outcome
from make_docx.official.deviations import deviations
from make_docx.official.profile import STANDARD, Profile
from make_docx.official.profile_file import read_profile
from make_docx.workshop.photo import grey_photo
from make_docx.workshop.template import (
    clause_findings,
    print_findings,
    tag_findings,
    unnamed_findings,
)
from make_docx.workshop.texts import text_findings
from make_docx.workshop.trial import Trial, specimens, with_everything

SAMPLE_FOLDER: Final = "sample"
_REPORT: Final = "（校核报告）"  # beside a one-workbook job that was built

_OF_PAGE: Final = ("directions", "layout")
_OUTDATED: Final = "kind-outdated"
_TAKEN: Final = "kind-name-taken"
_ORDER: Final = {Severity.ERROR: 0, Severity.WARN: 1, Severity.NOTE: 2}
_TAG_ALONE: Final = re.compile(r"“\{[%p]")
_UNPRINTABLE: Final = frozenset({"template-fault", "template-lacks"})
_FILES: Final = {".toml": FILE_NAME, ".docx": TEMPLATE_NAME}


class Inspection(Struct, frozen=True):
    """What was found in a kind's folder; `kind` is None when its kind.toml cannot be used."""

    folder: Path
    kind: Kind | None
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        return not any(found.blocks for found in self.findings)


def check_kind(folder: Path, profile: Path | None = None) -> Inspection:
    """Every fault of the kind in `folder`, the worst first.

    Its texts are worded, its page printed and its sample built as in a job; nothing is written.
    The page is judged by the 格式规定 `profile`, or by that of the sample, or by the standard.

    Raises:
        InputError: the 格式规定 cannot be read.
    """
    reading = examine_kind(folder / FILE_NAME, str(folder))
    if any(found.code == _OUTDATED for found in reading.findings):
        return Inspection(folder, None, reading.findings)
    profile = profile or _own_profile(folder)
    house = read_profile(profile) if profile else STANDARD
    told: set[str] = set()
    findings = [*reading.findings, *_unused_files(folder), *_clashes(reading)]
    is_clash = any(found.code == _TAKEN for found in findings)
    sound: Trial | None = None
    if draft := reading.draft:
        trial = with_everything(draft)
        worded = text_findings(reading, draft, trial)
        findings += worded.findings
        sound = with_everything(worded.sound) if worded.sound != draft else trial
    document = sound.document if sound else None
    template = folder / TEMPLATE_NAME
    of_template: list[Finding] = []
    if template.is_file():
        of_template += _template_findings(template, draft, document, house, told)
    elif os.path.lexists(template):
        reason = "它不是文件，模板要是一份 .docx"
        place = Place(file=TEMPLATE_NAME)
        of_template.append(finding("template-fault", place, found=TEMPLATE_NAME, reason=reason))
    findings += of_template
    can_print = not any(found.code in _UNPRINTABLE for found in of_template)
    is_known = not any(path[0] in _OF_PAGE for path in reading.stand_ins)
    if draft and document and is_known:
        findings += _page_findings(draft, document, house, told, own=can_print)
    kind = reading.kind if can_print and not is_clash else None
    findings += _sample_findings(kind, reading, folder, profile, house, told)
    findings += _house_notes(house, profile)
    return Inspection(folder, reading.kind, tuple(sorted(findings, key=_rank)))


def _rank(found: Finding) -> tuple[int, bool, int]:
    """The worst first, then kind.toml from its first line to its last, then the rest."""
    place = found.place
    return _ORDER[found.severity], place.file != FILE_NAME, place.line


def check_kinds(folder: Path, profile: Path | None = None) -> tuple[Inspection, ...]:
    """An `Inspection` of `folder`, or of each kind in it.

    Raises:
        InputError: the 格式规定 `profile` cannot be read.
        UsageError: there is no kind.
    """
    if not (found := kind_folders(folder)):
        raise no_kind_in(folder)
    return tuple(check_kind(one, profile) for one in found)


def _unused_files(folder: Path) -> Iterator[Finding]:
    """Files that look like those of a kind and are not: 模板.docx, kind (1).toml."""
    for path in sorted(folder.iterdir()):
        named = path.name.removesuffix(".txt")  # as Notepad saves it, and Windows does not show
        wanted = _FILES.get(Path(named).suffix.lower(), "")
        is_there = bool(wanted) and (folder / wanted).is_file()
        is_it = path.name == wanted or (is_there and path.name.lower() == wanted)
        if wanted and not is_it and not path.name.startswith("~$") and path.is_file():
            hint = "" if is_there else f"，文种自己的应叫“{wanted}”"
            yield finding("kind-file-unused", Place(file=path.name), hint=hint)


def _clashes(reading: Reading) -> Iterator[Finding]:
    """Names that a kind in the user's folder, in a package or a built-in one has too."""
    kind = reading.draft
    if kind is None:
        return
    for word, other in clashes_with(kind, open_shelf().kinds):
        key = "id" if word == kind.id else "name"
        if (key,) not in reading.stand_ins:
            place = place_of((key,), reading.text)
            owner = f"{other.name}（{other.id}，{other.version} 版，来自：{other.origin}）"
            yield finding(_TAKEN, place, found=word, other=owner)


def _template_findings(
    template: Path,
    kind: Kind | None,
    document: Document | None,
    house: Profile,
    told: set[str],
) -> Iterator[Finding]:
    """What is wrong with the tags, what no tag prints, and what is wrong with the page."""
    labels = [indicator.label for indicator in kind.indicators] if kind else []
    faults = list(tag_findings(template, labels))
    yield from faults
    if kind and document:
        each = list(specimens(kind, document))
        yield from unnamed_findings(template, each) if faults else print_findings(template, each)
    for found in clause_findings(template, template.name, house, told):
        # A tag that does not stand for itself is taken for text, with the look of a tag.
        if not (faults and _TAG_ALONE.search(found.place.sheet)):
            yield found


def _page_findings(
    kind: Kind, document: Document, house: Profile, told: set[str], *, own: bool
) -> Iterator[Finding]:
    """What is wrong with the page that the kind's own texts make.

    A template that cannot be printed has the built-in layout stand in for it.
    """
    template = (kind.folder or Path()) / TEMPLATE_NAME
    is_own = own and template.is_file()
    layout = template if is_own else layout_path(document.direction, document.layout, None)
    with TemporaryDirectory(prefix=".mdk-", ignore_cleanup_errors=True) as scratch:
        printed = Path(scratch, "1.docx")
        printed.write_bytes(render(document, layout, house, grey_photo))
        yield from clause_findings(printed, "试生成的公文", house, told)


def _own_profile(folder: Path) -> Path | None:
    profile = folder / SAMPLE_FOLDER / PROFILE_FILE
    return profile if profile.is_file() else None


def _house_notes(house: Profile, profile: Path | None) -> Iterator[Finding]:
    """Where the house has it otherwise than the standard."""
    for rule in deviations(house):
        place = Place(file=profile.name if profile else PROFILE_FILE, label=rule.element)
        facts = {"found": rule.house, "expected": rule.standard, "clause": rule.clause}
        yield finding("house-rule", place, **facts)


# ── the sample ───────────────────────────────────────────────────────────────────────────


def _sample_findings(
    kind: Kind | None,
    reading: Reading,
    folder: Path,
    profile: Path | None,
    house: Profile,
    told: set[str],
) -> Iterator[Finding]:
    """What a clerk would be told who builds the sample; without a `kind`, who checks it."""
    jobs = sample_jobs(folder)
    if not jobs:
        yield finding("sample-missing", Place(file=SAMPLE_FOLDER))
    for job in jobs:
        shown = job.relative_to(folder).as_posix()
        with TemporaryDirectory(prefix=".mdk-", ignore_cleanup_errors=True) as scratch:
            try:
                copy = _copied(job, Path(scratch))
                _require_kind(copy, reading)
                if kind is None:
                    yield from _checked(copy, shown)
                    continue
                options = pipeline.BuildOptions(kinds=[folder], profile=profile)
                outcome = pipeline.build(copy, options=options)
                yield from _told(outcome, shown)
                for document in outcome.documents:
                    yield from clause_findings(Path(document.path), shown, house, told)
            except MakeDocxError as error:
                why = str(error).rstrip("。")
                yield finding("sample-failed", Place(file=shown), reason=why)
            except OSError:  # shutil says it in English, and of each file
                why = "它不是文件，或者里面有不能复制的东西"
                yield finding("sample-failed", Place(file=shown), reason=why)


def _checked(job: Path, shown: str) -> Iterator[Finding]:
    """What is wrong with the figures in the sample, whatever kind it is of."""
    try:
        outcome = pipeline.check(job)
    except KindError:  # the kind at hand stands where jobs look for it, and is told already
        return
    yield from (
        replace(found, place=replace(found.place, file=shown))
        for found in outcome.findings
        if found.severity is not Severity.NOTE and found.code != "kind-absent"
    )


def _require_kind(job: Path, reading: Reading) -> None:
    """See that the sample is a job of the kind.

    Raises:
        KindError: it is none.
        MakeDocxError: it cannot be read.
    """
    brief, _ = read_brief(job)
    kind = reading.draft
    if kind and ("id",) not in reading.stand_ins and brief.kind_id != kind.id:
        raise KindError(f"它是文种“{brief.kind_id}”的任务，不是“{kind.id}”的")


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
        return Path(shutil.copytree(job, scratch / job.name, symlinks=True, ignore=ignored))
    for name in (TEMPLATE_FILE, PROFILE_FILE):
        if (job.parent / name).is_file():
            shutil.copy(job.parent / name, scratch)
    return Path(shutil.copy(job, scratch))


def _told(outcome: Outcome, shown: str) -> Iterator[Finding]:
    """What a clerk would be told, as far as it asks for something to be done."""
    for found in outcome.findings:
        if found.severity is not Severity.NOTE:
            yield replace(found, place=replace(found.place, file=shown))
    if not outcome.documents and not any(found.blocks for found in outcome.findings):
        yield finding("sample-failed", Place(file=shown), reason="有提醒还没有确认")
