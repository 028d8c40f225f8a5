"""Turns a finished document into where its figures came from, and into a workbook of that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from make_docx.errors import InputError, OutputError, UsageError
from make_docx.model import Figure
from make_docx.output import reason, write_whole

if TYPE_CHECKING:
    from make_docx.audit import Source
    from make_docx.chain import Origin, Trace, TracedFigure


def trace(path: Path, text: str = "", *, xlsx: Path | None = None, force: bool = False) -> Trace:
    """Where the figures of a document came from, level below level.

    Args:
        path: the document.
        text: which figures: words of the text (近20万份), the name of an indicator or part of
            it, or a bookmark; empty for all, those of the table included.
        xlsx: a workbook to write the same into, a row for each source.
        force: overwrite an existing workbook.

    Raises:
        InputError: the document cannot be read, carries no data, or is none of ours.
        OutputError: the workbook exists already or cannot be written.
        UsageError: nothing fits `text`, or `xlsx` is no name for a workbook.
    """
    from make_docx import chain

    if xlsx and xlsx.suffix.lower() != ".xlsx":
        raise UsageError(f"“{xlsx}”不是工作簿的文件名：--xlsx 后面应为以 .xlsx 结尾的文件名。")
    if xlsx and xlsx.exists() and not force:
        raise OutputError(f"“{xlsx}”已经存在，没有改动它。要覆盖请加 --force，或者换一个文件名。")
    found = chain.trace(read_bytes(path), path.name, text)
    if xlsx:
        from make_docx.audit import write_provenance

        rows = [row for figure in found.figures for row in _sources(figure, figure.origins, 1)]
        write_whole(xlsx, write_provenance(found.document, rows), force=force)
    return found


def read_bytes(path: Path) -> bytes:
    """The bytes of a document.

    Raises:
        InputError: there is none, or it cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"没有文件“{path}”。请检查文件名和所在的文件夹。") from None
    except OSError as error:
        raise InputError(
            f"读不了“{path}”：{reason(error)}。请检查它是不是文件、有没有权限。"
        ) from error


def _sources(figure: TracedFigure, origins: Iterable[Origin], level: int) -> Iterator[Source]:
    from make_docx.audit import Source

    for origin in origins:
        given = None
        if reading := origin.reading:
            given = Figure(origin.label, reading.value, origin.measure, reading.status)
        yield Source(
            name=f"{figure.name}（{figure.scope}）" if figure.scope else figure.name,
            shown="、".join(figure.shown),
            total=figure.figure,
            level=level,
            unit=origin.unit,
            given=given,
            ref=origin.ref,
        )
        yield from _sources(figure, origin.origins, level + 1)
