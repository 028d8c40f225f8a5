"""Finds the data folders, installed inside the package or beside `src/` in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def data_folder(name: str) -> Path:
    """Path of `docx_templates` or `sample_data`."""
    package = Path(__file__).parent
    installed = package / name
    return installed if installed.is_dir() else package.parents[1] / name
