"""Turns a layout file into bytes that are safe to open and whose tags all have a meaning."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Final

from make_docx.errors import KindError
from make_docx.job_files import TEMPLATE_FILE
from make_docx.model import Direction, Layout
from make_docx.resources import data_folder

_DOCUMENTS: Final = {Direction.UP: "document-up.docx", Direction.DOWN: "document-down.docx"}
_OTHERS: Final = {
    Layout.LETTER: "letter.docx",
    Layout.ORDER: "order.docx",
    Layout.MINUTES: "minutes.docx",
    Layout.BULLETIN: "bulletin.docx",
    Layout.PLAIN: "plain.docx",
}
_SUMS: Final = "SHA256SUMS"  # of the built-in layouts and what stands beside them
_AHEAD: Final = ".json"


def layout_path(direction: Direction, layout: Layout, job_folder: Path | None) -> Path:
    """The job's own 模板.docx, or the built-in layout of a 版式.

    Of 文件 there are two, because up the 签发人 stands beside the 发文字号 (7.2.5, 7.2.6).
    """
    if job_folder is not None and (own := job_folder / TEMPLATE_FILE).is_file():
        return own
    name = _OTHERS.get(layout) or _DOCUMENTS[direction]
    return _built_in() / name


def _built_in() -> Path:
    return data_folder("docx_templates") / "layouts"


def read_layout(path: Path) -> bytes:
    """The bytes of a layout that passed every check.

    Raises:
        KindError: the layout is missing, broken, dangerous, or has tags that mean nothing.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise KindError(f"打不开版式“{path}”：{error.strerror}。请检查文件是否还在。") from error
    with as_layout_fault(path):
        found = () if is_built_in(data) else _faults(data)
    if found:
        raise KindError(layout_message(path, list(found)))
    return data


@contextmanager
def as_layout_fault(path: Path) -> Iterator[None]:
    """Whatever a library trips over in a layout is the layout's fault, not a bug of ours.

    Raises:
        KindError: anything went wrong, `MemoryError` and `RecursionError` included.
    """
    try:
        yield
    except KindError:
        raise
    except zipfile.BadZipFile as error:
        raise KindError(
            f"版式“{path.name}”不是 Word 文档（.docx），或者没有存完整。"
            "请用 Word 打开它另存一份 .docx 再试，或者换一个版式。"
        ) from error
    except Exception as error:
        cause = f"{type(error).__name__}：{error}"
        raise KindError(
            f"版式“{path.name}”已损坏，或者不是普通的 .docx 文件（{cause}）。"
            "请用 Word 打开它另存一份 .docx 再试，或者换一个版式。"
        ) from error


def layout_message(path: Path, found: list[str]) -> str:
    """One message for all faults of a layout."""
    return "\n".join(
        (
            f"版式“{path.name}”有 {len(found)} 处问题：",
            *(f"  {number}. {fault}" for number, fault in enumerate(found, start=1)),
            "请用 Word 打开它改正后再试。",
        )
    )


def _faults(data: bytes) -> tuple[str, ...]:
    from make_docx.document.layout_faults import faults  # imports Jinja and docxtpl

    return faults(data)


def is_built_in(data: bytes) -> bool:
    """Whether these are the bytes of a layout of ours, which tests have checked.

    The check is 9 % of a small job; a built-in layout that somebody has changed goes through it.
    """
    return _known_name(data) is not None


def compiled_ahead(data: bytes) -> bytes | None:
    """What `CompiledAhead` is read from; None if the layout is not ours, or that was changed."""
    name = _known_name(data)
    if name is None:
        return None
    beside = (_built_in() / name).with_suffix(_AHEAD)
    try:
        ahead = beside.read_bytes()
    except OSError:
        return None
    return ahead if _sums().get(_digest(ahead)) == beside.name else None


@lru_cache(maxsize=8)  # of ours there are 7
def _known_name(data: bytes) -> str | None:
    name = _sums().get(_digest(data), "")
    return name if name.endswith(".docx") else None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _sums() -> Mapping[str, str]:
    """Names of files by what their bytes come to; a row that is damaged names none."""
    try:
        rows = (_built_in() / _SUMS).read_text("utf-8", "replace").splitlines()
    except OSError:
        return {}
    return {digest: name for digest, _, name in (row.partition("  ") for row in rows)}
