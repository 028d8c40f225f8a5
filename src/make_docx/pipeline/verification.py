"""Turns a finished document that people edited into whether it still agrees with its data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from make_docx.pipeline.tracing import read_bytes

if TYPE_CHECKING:
    from make_docx.chain import Verification


def verify(path: Path) -> Verification:
    """Compare the text, the 统计表 and the data of a document; `ok` says whether they agree.

    Raises:
        InputError: it cannot be read, carries no data, or is none of ours.
    """
    from make_docx import chain

    return chain.verify(read_bytes(path), path.name)
