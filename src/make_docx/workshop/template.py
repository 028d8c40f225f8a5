"""Turns a kind's ``template.docx``, or a document made with a kind, into what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from make_docx.catalogue import finding
from make_docx.document import render
from make_docx.document.layout import read_layout
from make_docx.document.layout_faults import names_in
from make_docx.document.render import elements_of
from make_docx.errors import InputError, KindError
from make_docx.findings import Finding, Place, Severity, excerpt
from make_docx.kinds import TEMPLATE_NAME
from make_docx.linter.clause import Strength, Verdict
from make_docx.linter.review import review
from make_docx.model import Document
from make_docx.official.profile import Profile
from make_docx.workshop.dump import dumped
from make_docx.workshop.photo import grey_photo

_NUMBERED: Final = re.compile(r"^  \d+\. (.*)$", re.MULTILINE)
_LACKING: Final = re.compile("没有印出“(.+?)”")
_BRACKETS: Final = r"\[\]［］【】〔〕{}｛｝《》"  # that people type for those of a tag
_STYLE: Final = re.compile(r"^\[[^\]]*\] ", re.MULTILINE)  # before a paragraph of a dump
_PARAGRAPH: Final = re.compile("^“(.*?)”：(.*)$", re.DOTALL)


def tag_findings(template: Path, labels: Sequence[str] = ()) -> Iterator[Finding]:
    """What is dangerous or broken in the template, and every tag that means nothing.

    `labels` are the indicators of the kind, which no tag can name.
    """
    try:
        read_layout(template)
    except KindError as error:
        for fault in _faults(error):
            paragraph = _PARAGRAPH.match(fault)
            said, reason = paragraph.groups() if paragraph else ("", fault)
            place = Place(file=template.name, label=excerpt(said))
            named = next((label for label in labels if f"“{label}”" in reason), "")
            reason += f"；指标不写在模板里，请在 kind.toml 的正文里写【{named}】" if named else ""
            yield finding("template-fault", place, found=said, reason=reason.rstrip("。"))


def print_findings(template: Path, specimens: Sequence[tuple[bool, Document]]) -> Iterator[Finding]:
    """What the template leaves out of documents, each given with whether it is the usual one."""
    told: set[str] = set()
    for is_usual, document in sorted(specimens, key=lambda specimen: not specimen[0]):
        try:
            render(document, template, photos=grey_photo)
        except KindError as error:
            for fault in _faults(error):
                lacking = _LACKING.match(fault)
                name = lacking[1] if lacking else fault
                if name not in told:
                    told.add(name)
                    yield _unprinted(template, name, is_fault=not lacking, is_usual=is_usual)


def unnamed_findings(
    template: Path, specimens: Sequence[tuple[bool, Document]]
) -> Iterator[Finding]:
    """As `print_findings`, of a template that cannot be printed: what none of its tags names."""
    try:
        named = names_in(template)
    except KindError:
        return
    told: set[str] = set()
    for is_usual, document in sorted(specimens, key=lambda specimen: not specimen[0]):
        for name in elements_of(document, grey_photo):
            if name not in told and name.rpartition(".")[2] not in named:
                told.add(name)
                yield _unprinted(template, name, is_fault=False, is_usual=is_usual)


def clause_findings(file: Path, shown: str, house: Profile, told: set[str]) -> Iterator[Finding]:
    """The clauses of the standard that the .docx breaks; those `told` already are not repeated.

    Only a broken 应 is an error.
    """
    try:
        rulings = review(file, house).rulings
    except InputError:  # what cannot be opened is told as a layout
        return
    for ruling in rulings:
        clause = ruling.clause
        if ruling.verdict is not Verdict.FAIL or clause.id in told:
            continue
        told.add(clause.id)
        for remark in ruling.decisive:
            found = finding(
                "clause-failed",
                Place(file=shown, sheet=remark.place),
                found=remark.measured,
                expected=remark.expected,
                title=clause.title,
                clause=clause.number,
            )
            is_must = clause.strength is Strength.MUST
            yield found if is_must else found.with_severity(Severity.WARN)


def _unprinted(template: Path, name: str, *, is_fault: bool, is_usual: bool) -> Finding:
    place = Place(file=TEMPLATE_NAME)
    if is_fault:
        return finding("template-fault", place, found=name, reason=name.rstrip("。"))
    code = "template-lacks" if is_usual else "template-lacks-optional"
    tag = name.rpartition(".")[2]
    text = _STYLE.sub("", dumped(template))
    typed = re.search(rf"[{_BRACKETS}]\s*{re.escape(tag)}\s*[{_BRACKETS}]", text)
    hint = f"：“{typed[0]}”不是标记，要写成 {{{{ {tag} }}}}" if typed else ""
    return finding(code, place, found=name, tag=tag, hint=hint)


def _faults(error: KindError) -> list[str]:
    """The faults that the message of a layout lists, a line each."""
    return _NUMBERED.findall(str(error)) or [str(error)]
