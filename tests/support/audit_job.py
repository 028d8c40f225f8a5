"""A small job as a clerk has it, units that fill in its forms, and a run that audits it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl

from make_docx import pipeline
from make_docx.audit import Return, Reviewed, keep, review, write_returns
from make_docx.findings import Finding
from make_docx.intake import names, read_brief, read_job
from make_docx.intake.brief_writer import write_brief
from make_docx.intake.form_writer import write_form
from make_docx.model import Aggregation, Direction, Indicator, Kind, Layout, Level, ValueType
from make_docx.official.profile import STANDARD

KIND = Kind(
    id="activity-summary",
    name="活动总结",
    version="1",
    directions=(Direction.UP,),
    layout=Layout.DOCUMENT,
    title="关于【活动名称】的报告",
    indicators=(
        Indicator("悬挂横幅", "条"),
        Indicator("发放资料", "份"),
        Indicator("主要做法", "", ValueType.TEXT, Aggregation.NONE, required=False),
    ),
    outline=((Level.BODY, "悬挂横幅【悬挂横幅】。"),),
)
UNITS = tuple(f"{letter}镇卫生院" for letter in "甲乙丙丁戊己庚辛")
BANNERS = (10, 12, 11, 9, 10, 13, 11, 12)
ELEMENTS: Mapping[str, object] = {
    "活动名称": "政务公开宣传月活动",
    "报送期次": "2021年5月",
    "主送机关": "XX县人民政府办公室",
    "发文机关": "XX县卫生和计划生育委员会",
    "发文字号": "XX卫〔2021〕3号",
    "成文日期": "2021-6-3",
    "签发人": "张三",
}


@cache
def _brief_file() -> bytes:
    book: Any = openpyxl.load_workbook(io.BytesIO(write_brief(KIND)))
    for label, value in ELEMENTS.items():
        cell = cell_of(book, names.element_name(label))
        book[names.ELEMENTS_SHEET][cell].value = value
    for row, unit in enumerate(UNITS, start=5):
        book[names.ROSTER_SHEET][f"B{row}"].value = unit
        book[names.ROSTER_SHEET][f"C{row}"].value = "乡镇卫生院"
    return saved(book)


def saved(book: Any) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def cell_of(book: Any, name: str) -> str:
    return str(book.defined_names[name].attr_text).rpartition("!")[2].replace("$", "")


@cache
def _job_files() -> dict[str, bytes]:
    """The files of a new job; the same for every test."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "公文要素.xlsx")
        path.write_bytes(_brief_file())
        brief, _ = read_brief(path)
    form = write_form(brief)
    files = {"公文要素.xlsx": _brief_file(), "填报表.xlsx": form}
    for unit, banners in zip(UNITS, BANNERS, strict=True):
        files[f"收件/{unit}.xlsx"] = saved(filled(form, unit, {"悬挂横幅": banners}))
    return files


def filled(form: bytes, unit: str, values: Mapping[str, object]) -> Any:
    """A form filled in, as openpyxl has it."""
    book: Any = openpyxl.load_workbook(io.BytesIO(form))
    sheet = book[names.FORM_SHEET]
    sheet[cell_of(book, names.head_name(names.UNIT_LABEL))].value = unit
    cells = names.indicator_names(KIND.indicators)
    for label, value in {"悬挂横幅": 10, "发放资料": 500, **values}.items():
        sheet[cell_of(book, cells[label])].value = value
    return book


class AuditJob:
    """The job folder; every unit has sent its form."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "政务公开宣传月"
        (self.folder / "收件").mkdir(parents=True)
        for name, data in _job_files().items():
            (self.folder / name).write_bytes(data)
        self.report = self.folder / "输出" / "校核报告.xlsx"
        self.returns = self.folder / "输出" / "退回"

    def filled(self, unit: str, values: Mapping[str, object]) -> Any:
        """The job's form filled in, as openpyxl has it."""
        return filled(_job_files()["填报表.xlsx"], unit, values)

    def send(
        self, unit: str, values: Mapping[str, object] | None = None, *, name: str = ""
    ) -> Path:
        return self.put(name or f"{unit}.xlsx", saved(self.filled(unit, values or {})))

    def put(self, name: str, data: bytes) -> Path:
        path = self.folder / "收件" / name
        path.write_bytes(data)
        return path

    def run(
        self, accepted: Sequence[str] = (), reason: str = "", *, with_returns: bool = False
    ) -> tuple[Reviewed, tuple[Return, ...], tuple[Finding, ...]]:
        """What `check` does."""
        job = read_job(self.folder)
        outcome, _ = pipeline.examine(job, STANDARD, allow_partial=True)
        brief = job.brief
        reviewed = review(outcome, self.report, self.folder, accepted=accepted, reason=reason)
        returns: tuple[Return, ...] = ()
        notes: tuple[Finding, ...] = ()
        if with_returns:
            outcome = reviewed.outcome
            returns, notes = write_returns(
                self.folder, self.returns, outcome.checked, outcome.findings
            )
        keep(
            reviewed,
            brief,
            self.report,
            base="../",
            returned={one.file: one.copy for one in returns},
        )
        return reviewed, returns, notes

    def codes(self, reviewed: Reviewed) -> set[str]:
        return {found.code for found in reviewed.outcome.findings}


class Clerk:
    """Opens 校核报告.xlsx, writes in it, and saves it as an office program does."""

    def __init__(self, report: Path) -> None:
        self.path = report
        self.book: Any = openpyxl.load_workbook(report)
        self.sheet: Any = self.book["逐条意见"]
        self.columns = {
            cell.value: cell.column for cell in self.sheet[4] if isinstance(cell.value, str)
        }

    def row(self, code: str, unit: str = "") -> int:
        for row in range(5, self.sheet.max_row + 1):
            if self.text(row, "编号") == code and (not unit or self.text(row, "单位") == unit):
                return row
        raise LookupError(code)

    def text(self, row: int, head: str) -> str:
        return str(self.sheet.cell(row, self.columns[head]).value or "")

    def write(self, row: int, handling: str | None, reason: str | None) -> None:
        self.sheet.cell(row, self.columns["处理"]).value = handling
        self.sheet.cell(row, self.columns["理由"]).value = reason

    def save(self) -> None:
        self.book.save(self.path)


def rows_of(report: Path, sheet: str) -> list[dict[str, Any]]:
    """The rows of a list of the report, by the words of its head."""
    book: Any = openpyxl.load_workbook(report)
    heads, *rows = list(book[sheet].iter_rows(min_row=4, values_only=True))
    return [dict(zip(heads, row, strict=True)) for row in rows]
