"""Turns a number of units into a job folder whose forms are filled in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from msgspec.structs import replace
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from benchmarks import NO_ROSTER
from make_docx.intake import names
from make_docx.intake.brief_writer import write_brief
from make_docx.intake.form_writer import write_form
from make_docx.intake.job import read_brief
from make_docx.job_files import BRIEF_FILE, FORM_FILE, INBOX
from make_docx.kinds import open_shelf
from make_docx.model import Aggregation, AnnexForm, AnnexSpec, Brief, Indicator, Kind, Level

INDICATORS: Final = 58  # with 单位名称 and 填报日期 a form has 60 cells that are read
IN_TABLE: Final = 6
_FILLED_ON: Final = "2021-06-03"
_MARK: Final = 7_000_001  # figures of the form that is cut up; no other number in it is as large
_UNIT_MARK: Final = "NAME-OF-THE-UNIT"


def label(number: int) -> str:
    """The label of the indicator `number`, counted from 0."""
    return f"第{number + 1:02}项工作"


def unit_name(number: int) -> str:
    """The name of the unit `number`, counted from 0."""
    return f"第{number + 1:05}镇"


def figure(unit: int, indicator: int, version: int = 0) -> int:
    """What the unit reports; near enough to what the others report to raise no question."""
    return 400 + (unit * 37 + indicator * 101 + version * 13) % 200


def total(units: int, indicator: int) -> int:
    """The sum over the first `units` units."""
    return sum(figure(unit, indicator) for unit in range(units))


def make_job(folder: Path, units: int, *, has_roster: bool = True) -> Brief:
    """Write brief, form and `units` filled-in forms below 收件/.

    Every form carries the roster, to pick the unit's name from. A roster has 5 000 rows at most:
    a job of more units goes without, which is a finding, and takes any name.

    Returns:
        The brief as read back.
    """
    kind = _kind()
    (folder / INBOX).mkdir(parents=True)
    book = load_workbook(io.BytesIO(write_brief(kind)))
    _fill_elements(book)
    _fill_roster(book, units if has_roster else 0)
    book.save(folder / BRIEF_FILE)
    brief, findings = read_brief(folder / BRIEF_FILE)
    if {found.code for found in findings} - (set() if has_roster else {NO_ROSTER}):
        raise RuntimeError(f"the brief is not as it should be: {findings}")
    blank = write_form(brief, kind.instructions)
    (folder / FORM_FILE).write_bytes(blank)
    filler = FormFiller(blank, brief)
    for number in range(units):
        path = form_path(folder, number)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(filler.form(number))
    return brief


def form_path(job: Path, unit: int) -> Path:
    """Where the form of a unit lies; a thousand to a folder."""
    return job / INBOX / f"{unit // 1000:03}" / f"{unit:05}.xlsx"


def value_cells(form: bytes, brief: Brief) -> list[str]:
    """The addresses of the cells that a straightforward program reads: the unit's name first."""
    book = load_workbook(io.BytesIO(form))
    wanted = [names.head_name(names.UNIT_LABEL), names.head_name(names.FILLED_ON_LABEL)]
    wanted += names.indicator_names(brief.indicators).values()
    return [_destination(book, name)[1] for name in wanted]


class FormFiller:
    """Fills in a form as often as wanted: it is typed into once, and cut where figures stand.

    Typing into every form with openpyxl would take twenty minutes for 40 000 of them.
    """

    def __init__(self, blank: bytes, brief: Brief) -> None:
        book = load_workbook(io.BytesIO(blank))
        places = names.indicator_names(brief.indicators)
        entries: dict[str, str | int] = {
            names.head_name(names.UNIT_LABEL): _UNIT_MARK,
            names.head_name(names.FILLED_ON_LABEL): _FILLED_ON,
            **{places[label(number)]: _MARK + number for number in range(INDICATORS)},
        }
        for name, value in entries.items():
            title, address = _destination(book, name)
            book[title][address].value = value
        stream = io.BytesIO()
        book.save(stream)
        with zipfile.ZipFile(stream) as package:
            self._members = {name: package.read(name) for name in package.namelist()}

    def form(self, unit: int, version: int = 0) -> bytes:
        """The form of a unit; another `version` has other figures."""
        marks = {_UNIT_MARK: unit_name(unit)}
        marks |= {
            f"<v>{_MARK + number}</v>": f"<v>{figure(unit, number, version)}</v>"
            for number in range(INDICATORS)
        }
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in self._members.items():
                package.writestr(name, _replaced(data, marks))
        return target.getvalue()


def _replaced(data: bytes, marks: dict[str, str]) -> bytes:
    if _UNIT_MARK.encode() not in data and b"<v>%d</v>" % _MARK not in data:
        return data
    text = data.decode()
    for old, new in marks.items():
        text = text.replace(old, new)
    return text.encode()


def _kind() -> Kind:
    indicators = tuple(
        Indicator(label(number), "件", aggregation=Aggregation.SUM, in_table=number < IN_TABLE)
        for number in range(INDICATORS)
    )
    sentence = "，".join(f"{label(number)}【{label(number)}】" for number in range(IN_TABLE))
    return replace(
        open_shelf().find("activity-summary"),
        indicators=indicators,
        outline=((Level.HEADING_1, "基本情况"), (Level.BODY, f"全年完成{sentence}。")),
        annexes=(AnnexSpec("各单位工作情况统计表", AnnexForm.TABLE),),
    )


def _fill_elements(book: Workbook) -> None:
    for name, value in {
        "活动名称": "年度重点工作",
        "报送期次": "2021年6月",
        "发文机关标志": "某市人民政府办公室文件",
        "发文字号": "某政办〔2021〕7号",
        "签发人": "甲乙丙",
        "标题": "某市人民政府办公室关于年度重点工作情况的报告",
        "主送机关": "某省人民政府办公厅",
        "发文机关": "某市人民政府办公室",
        "成文日期": "2021年6月30日",
        "印发机关": "某市人民政府办公室",
        "印发日期": "2021年6月30日",
        "联系方式": "甲乙丙 010-00000000",
    }.items():
        title, address = _destination(book, names.element_name(name))
        book[title][address].value = value


def _fill_roster(book: Workbook, units: int) -> None:
    title, address = _destination(book, names.table_name(names.ROSTER_SHEET))
    first = book[title][address]
    for number in range(units):
        row = first.row + number
        book[title].cell(row, first.column + 1).value = unit_name(number)
        book[title].cell(row, first.column + 2).value = "乡镇"


def _destination(book: Workbook, name: str) -> tuple[str, str]:
    """Sheet and first cell of a defined name."""
    ((title, area),) = _areas(book, name)
    return title, area.replace("$", "").split(":")[0]


def _areas(book: Workbook, name: str) -> Iterator[tuple[str, str]]:
    found: Sequence[tuple[str, str]] = list(book.defined_names[name].destinations)
    return iter(found)
