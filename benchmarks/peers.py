"""Holds what a good engineer would write with openpyxl and docxtpl, without knowing our program.

Run as a program it is the whole job: ``peers.py FOLDER TEMPLATE OUT CELL…``.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from docxtpl import DocxTemplate
from openpyxl import load_workbook

SHEET = "填报表"
_IN_TABLE = 7


def read_workbook(path: Path, cells: Sequence[str]) -> list[object]:
    """The wanted cells of one form, as values."""
    book = load_workbook(path, data_only=True)
    sheet = book[SHEET]
    return [sheet[cell].value for cell in cells]


def render(template: Path, values: Mapping[str, object], target: Path | IO[bytes]) -> None:
    """One document; docxtpl wants a new template object for each."""
    page = DocxTemplate(template)
    page.render(dict(values), autoescape=True)
    page.save(target)


def report(folder: Path, template: Path, target: Path, cells: Sequence[str]) -> None:
    """Read every form below `folder`, add up, and write the report with a row for each unit.

    Raises:
        ValueError: a figure is no number.
    """
    rows: list[list[str]] = []
    totals = [0] * (len(cells) - 2)
    for path in sorted(folder.rglob("*.xlsx")):
        name, _filled_on, *figures = read_workbook(path, cells)
        for place, figure in enumerate(figures):
            if not isinstance(figure, int):
                raise ValueError(f"{path} {cells[place + 2]}: {figure}")
            totals[place] += figure
        rows.append([str(name), *map(str, figures[:_IN_TABLE])])
    rows.append(["合计", *map(str, totals[:_IN_TABLE])])
    paragraphs = [f"第{place + 1:02}项工作{total}件。" for place, total in enumerate(totals[:8])]
    render(
        template, {"number": "某政办〔2021〕7号", "paragraphs": paragraphs, "rows": rows}, target
    )


if __name__ == "__main__":
    inbox, page, out, *addresses = sys.argv[1:]
    report(Path(inbox), Path(page), Path(out), addresses)
