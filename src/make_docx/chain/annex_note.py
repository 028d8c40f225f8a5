"""Turns a document into one that prints the 校验码 of its data in the note of every 统计表."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from make_docx.chain.canonical import CODE_LENGTH, CODE_LETTERS, check_code
from make_docx.chain.payload import Payload
from make_docx.late_pattern import late_pattern
from make_docx.model import AnnexForm, Document

LABEL: Final = "校验码"
_NOTE: Final = "注："
_PRINTED: Final = late_pattern(
    rf"{LABEL}[为是:：\s]*([{CODE_LETTERS}]{{{CODE_LENGTH}}})(?![0-9A-Z])", re.IGNORECASE
)


def with_check_code(document: Document, payload: Payload) -> Document:
    """`document` as it is printed when it carries `payload`."""
    annexes = (
        replace(annex, table=replace(annex.table, note=_noted(annex.table.note, payload)))
        if annex.form is AnnexForm.TABLE and annex.table
        else annex
        for annex in document.annexes
    )
    return replace(document, annexes=tuple(annexes))


def printed_codes(paragraphs: Iterable[str]) -> frozenset[str]:
    """The 校验码 that a document's paragraphs print."""
    return frozenset(match[1].upper() for text in paragraphs for match in _PRINTED.finditer(text))


def _noted(note: str, payload: Payload) -> str:
    """The note may be empty: a table without remarks has none."""
    remarks = note.removeprefix(_NOTE).removesuffix("。")
    told = (remarks, f"{LABEL}{check_code(payload)}")
    return f"{_NOTE}{'；'.join(filter(None, told))}。"
