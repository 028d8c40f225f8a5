"""Turns `tools/samples/*.toml` and `*.csv` into the finished jobs of `sample_data/`.

Every workbook is made by the product's own writers and then typed into by defined name, as a
clerk and the units would do it. Run: ``python tools/build_samples.py [FOLDER]``.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import shutil
import sys
import tomllib
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from chain_sample import jobs_of
from make_docx.archive import normalised
from make_docx.intake import (
    names,
    read_brief,
    rewrite_ledger,
    write_brief,
    write_form,
    write_workbook_job,
)
from make_docx.job_files import BRIEF_FILE, FORM_FILE, INBOX
from make_docx.kinds import open_shelf
from make_docx.model import (
    Aggregation,
    AnnexForm,
    AnnexSpec,
    Brief,
    Indicator,
    Kind,
    Level,
    ValueType,
)
from make_docx.output import safe_name
from sample_photos import place_photos
from visit_log import visits

SOURCE: Final = Path(__file__).parent / "samples"
TARGET: Final = Path(__file__).parents[1] / "sample_data"
WRITTEN: Final = dt.date(2000, 1, 1)  # a job file has no 成文日期; any fixed day will do


def main(target: Path, name: str = "*") -> None:
    for path in sorted(SOURCE.glob(f"{name}.toml")):
        sample = tomllib.loads(path.read_text("utf-8"))
        rows = _units(path.with_suffix(".csv"))
        if sample["shape"] == "brief":
            build_brief(sample, target / sample["name"])
        elif sample["shape"] == "folder":
            build_folder(sample, rows, target / sample["name"])
        elif sample["shape"] == "chain":
            for job, units in jobs_of(sample, rows):
                build_folder(job, units, target / job["name"])
        else:
            build_workbook(sample, rows, target / f"{sample['name']}.xlsx")


def _units(path: Path) -> list[dict[str, str]]:
    """The rows of a .csv; none for a job that no unit reports to."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def build_brief(sample: dict[str, Any], job: Path) -> None:
    """Write the job folder of a document that is made from the brief alone."""
    shutil.rmtree(job, ignore_errors=True)
    job.mkdir(parents=True)
    book = _open(write_brief(_kind(sample)))
    _fill_brief(book, sample, ())
    (job / BRIEF_FILE).write_bytes(_saved(book))
    _, findings = read_brief(job / BRIEF_FILE)
    if findings:
        raise SystemExit(f"{job / BRIEF_FILE}: {findings}")


def build_folder(sample: dict[str, Any], rows: Sequence[dict[str, str]], job: Path) -> None:
    """Write the job folder: brief, form, and one filled-in form a unit in 收件/<类别>/.

    A row without figures is of an office that sends a document.
    """
    shutil.rmtree(job, ignore_errors=True)
    (job / INBOX).mkdir(parents=True)
    kind = _kind(sample)
    book = _open(write_brief(kind))
    _fill_brief(book, sample, rows)
    (job / BRIEF_FILE).write_bytes(_saved(book))
    brief, findings = read_brief(job / BRIEF_FILE)
    if findings:
        raise SystemExit(f"{job / BRIEF_FILE}: {findings}")
    blank = write_form(brief, kind.instructions)
    if sample["shape"] == "folder":  # ``make-docx form`` makes those of a chain; the wheel is lean
        (job / FORM_FILE).write_bytes(blank)
    for number, row in enumerate(rows):
        if row.keys() <= set(names.ROSTER_HEADS):
            continue
        folder = job / INBOX / safe_name(row["单位类别"])
        folder.mkdir(exist_ok=True)
        file = folder / f"{row['代码']}{safe_name(row['单位名称'])}.xlsx"
        file.write_bytes(
            _filled_form(blank, brief, row, _log(sample, row, number), _photos(sample, row))
        )


def build_workbook(sample: dict[str, Any], rows: Sequence[dict[str, str]], path: Path) -> None:
    """Write the one-workbook job with its 数据 filled in."""
    path.unlink(missing_ok=True)
    book = _open(write_workbook_job(_kind(sample)))
    _fill_brief(book, sample, rows if sample.get("has_roster") else ())
    path.write_bytes(_saved(book))
    brief, _ = read_brief(path)
    book = _open(rewrite_ledger(path.read_bytes(), brief))
    sheet = book[names.LEDGER_SHEET]
    heads = _heads(sheet, names.LEDGER_UNIT_HEAD)
    first = _area(book, names.table_name(names.LEDGER_SHEET))[1]
    for number, row in enumerate(rows, first):
        for label, column in heads.items():
            if label in row:
                sheet.cell(number, column).value = _typed(row[label])
    path.write_bytes(_saved(book))


def _kind(sample: dict[str, Any]) -> Kind:
    """The sample's kind; a list that the sample does not have stays the kind's own."""
    kind = open_shelf().find(sample["kind"])
    if "indicators" in sample:
        kind = replace(kind, indicators=tuple(map(_indicator, sample["indicators"])))
    if "outline" in sample:
        outline = tuple((Level(row["level"]), row["text"]) for row in sample["outline"])
        kind = replace(kind, outline=outline)
    if "annexes" in sample:
        annexes = tuple(
            AnnexSpec(row["name"], AnnexForm(row["form"]), row.get("text", ""))
            for row in sample["annexes"]
        )
        kind = replace(kind, annexes=annexes)
    return kind


def _indicator(row: dict[str, Any]) -> Indicator:
    value_type = ValueType(row.get("type", "整数"))
    is_text = value_type is ValueType.TEXT
    usual = Aggregation.NONE if is_text else Aggregation.SUM
    return Indicator(
        label=row["label"],
        unit=row.get("unit", ""),
        value_type=value_type,
        aggregation=Aggregation(row.get("aggregation", usual)),
        required=row.get("required", True),
        numerator=row.get("numerator", ""),
        denominator=row.get("denominator", ""),
        in_table=row.get("in_table", not is_text),
        note=row.get("note", ""),
    )


def _fill_brief(book: Workbook, sample: dict[str, Any], rows: Sequence[dict[str, str]]) -> None:
    for label, value in sample["elements"].items():
        sheet, row, column = _area(book, names.element_name(label))
        sheet.cell(row, column).value = value
    lists = {
        names.ROSTER_SHEET: [{h: r[h] for h in names.ROSTER_HEADS} for r in rows],
        names.PREVIOUS_SHEET: [
            {"指标": label, "上期数": value} for label, value in sample.get("previous", {}).items()
        ],
        **sample.get("records", {}),  # the tables of the issuing office
    }
    for title, filled in lists.items():
        if filled:
            _fill_table(book, title, filled)


def _fill_table(book: Workbook, sheet_name: str, rows: Sequence[dict[str, str]]) -> None:
    if not rows:
        return
    sheet, first, _ = _area(book, names.table_name(sheet_name))
    heads = {_label(cell.value): cell.column for cell in sheet[first - 1] if cell.value}
    for number, row in enumerate(rows, first):
        for head, value in row.items():
            cell = sheet.cell(number, heads[head])
            cell.value = value if head == "代码" else _typed(value)


def _log(sample: dict[str, Any], row: dict[str, str], office: int) -> Sequence[dict[str, str]]:
    """What the unit of `row` writes into the table of `log`, if the sample has one."""
    log = sample.get("log", {})
    if not log:
        return ()
    received, answered = (int(row[log[key]]) for key in ("received", "answered"))
    return list(visits(office, log["day"], received, received - answered))


def _photos(sample: dict[str, Any], row: dict[str, str]) -> list[dict[str, str]]:
    """The photos that the unit of `row` sends, as `scene` and `caption`."""
    return [one for one in sample.get("photos", ()) if one["unit"] == row["单位名称"]]


def _filled_form(
    blank: bytes,
    brief: Brief,
    row: dict[str, str],
    log: Sequence[dict[str, str]],
    photos: Sequence[dict[str, str]] = (),
) -> bytes:
    book = _open(blank)
    entries = {names.head_name(names.UNIT_LABEL): row["单位名称"]}
    for label, name in names.indicator_names(brief.indicators).items():
        if label in row:
            entries[name] = row[label]
    for name, text in entries.items():
        sheet, number, column = _area(book, name)
        sheet.cell(number, column).value = _typed(text)
    if log:
        (table,) = brief.tables
        _fill_table(book, table.name, log)
    if photos:
        (table,) = brief.tables
        place_photos(*_area(book, names.table_name(table.name)), photos)
    return _saved(book)


def _typed(text: str) -> int | Decimal | str | None:
    """What Excel makes of it when it is typed in: plain digits are a number."""
    if re.fullmatch(r"[0-9]+\.[0-9]+", text):
        return Decimal(text)
    return int(text) if re.fullmatch(r"[0-9]+", text) else (text or None)


def _heads(sheet: Worksheet, first_head: str) -> dict[str, int]:
    """Columns by head text, in the row whose first filled cell is `first_head`."""
    for row in sheet.iter_rows(max_row=10):
        if first_head in [cell.value for cell in row]:
            return {_label(cell.value): cell.column for cell in row if cell.value}
    raise SystemExit(f"{sheet.title}: no head {first_head}")


def _label(head: object) -> str:
    return str(head).strip().lstrip("＊*").strip()


def _area(book: Workbook, name: str) -> tuple[Worksheet, int, int]:
    """Sheet, first row and first column that a defined name stands for."""
    ((title, area),) = book.defined_names[name].destinations
    cell = book[title][area.replace("$", "").split(":")[0]]
    return book[title], cell.row, cell.column


def _open(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def _saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return normalised(stream.getvalue(), WRITTEN)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
