"""A job folder gives its brief and everything in 收件/, and nothing is dropped in silence."""

from __future__ import annotations

import io
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from make_docx.errors import InputError
from make_docx.figures import check
from make_docx.findings import Severity
from make_docx.intake import Job, names, read_brief, read_job, reading
from make_docx.intake.brief_writer import write_brief
from make_docx.intake.form_writer import write_form
from make_docx.intake.workbook import Workbook
from make_docx.model import Direction, Indicator, Kind, Layout, Level

KIND = Kind(
    id="activity-summary",
    name="活动总结",
    version="1",
    directions=(Direction.UP,),
    layout=Layout.DOCUMENT,
    title="报告",
    indicators=(Indicator("悬挂横幅", "条"),),
    outline=((Level.BODY, "【悬挂横幅】"),),
)


@cache
def new_brief() -> bytes:
    book: Any = openpyxl.load_workbook(io.BytesIO(write_brief(KIND)))
    book[names.ROSTER_SHEET]["B5"].value = "甲局"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.fixture
def job(tmp_path: Path) -> Path:
    folder = tmp_path / "政务公开宣传月"
    (folder / "收件").mkdir(parents=True)
    (folder / "公文要素.xlsx").write_bytes(new_brief())
    return folder


@pytest.fixture
def form(job: Path) -> bytes:
    brief, _ = read_brief(job)
    return write_form(brief)


def put(job: Path, name: str, data: bytes = b"x") -> None:
    path = job / "收件" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def told(job: Job) -> dict[str, str]:
    return {found.place.file: found.code for found in job.received.findings}


def test_an_inbox_that_is_empty_or_not_there_holds_nothing(job: Path) -> None:
    assert read_job(job).received.files == ()
    (job / "收件").rmdir()
    received = read_job(job).received
    assert (received.files, received.submissions, received.findings) == ((), (), ())


def test_forms_are_read_from_every_folder_in_the_order_of_their_paths(
    job: Path, form: bytes
) -> None:
    for name in ("乙/2.XLSX", "乙/10.xlsx", "b.xlsm", "A.xlsx", "夹.xlsx/内.xlsx"):
        put(job, name, form)
    read = read_job(job)
    expected = ["A.xlsx", "b.xlsm", "乙/10.xlsx", "乙/2.XLSX", "夹.xlsx/内.xlsx"]
    assert list(read.received.files) == [f"收件/{name}" for name in expected]
    assert [s.file for s in read.received.submissions] == list(read.received.files)
    assert (read.received.skipped, read.is_workbook, read.folder) == ((), False, job)


def test_one_bad_file_never_stops_the_others(job: Path, form: bytes) -> None:
    put(job, "空.xlsx", b"")
    put(job, "断.xlsx", form[:3000])
    put(job, "文本.xlsx", "甲局,120".encode("gb18030"))
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    put(job, "密.xlsx", ole + "EncryptedPackage".encode("utf-16-le"))
    put(job, "旧.xls", ole + "Workbook".encode("utf-16-le"))
    put(job, "旧.et", ole + "Workbook".encode("utf-16-le"))
    put(job, "其实是新的.xls", form)
    put(job, "好.xlsx", form)
    read = read_job(job)
    assert told(read) == {
        "收件/空.xlsx": "file-empty",
        "收件/断.xlsx": "file-damaged",
        "收件/文本.xlsx": "file-other-format",
        "收件/密.xlsx": "file-encrypted",
        "收件/旧.xls": "file-legacy",
        "收件/旧.et": "file-legacy",
    }
    assert all(found.blocks for found in read.received.findings)
    assert {s.file for s in read.received.submissions} == {"收件/其实是新的.xls", "收件/好.xlsx"}
    assert len(read.received.files) == 8


def test_clutter_is_skipped_and_listed_with_the_reason_and_what_to_do(job: Path) -> None:
    reasons = {
        "~$甲局.xlsx": ("临时文件", "file-clutter"),
        ".~甲局.xlsx": ("临时文件", "file-clutter"),
        "._甲局.xlsx": ("临时文件", "file-clutter"),
        "Thumbs.db": ("系统文件", "file-clutter"),
        ".DS_Store": ("系统文件", "file-clutter"),
        "全部.zip": ("压缩包", "file-container"),
        "全部.rar": ("压缩包", "file-container"),
        "转发.eml": ("邮件", "file-container"),
        "甲局.lnk": ("快捷方式", "file-link"),
        "现场.JPG": ("图片", "file-no-table"),
        "汇报.docx": ("文字文档", "file-no-table"),
        "扫描.pdf": ("PDF", "file-no-table"),
        "数据.csv": ("文本文件", "file-skipped"),
        "无后缀": ("不是 .xlsx 或 .docx 文件", "file-skipped"),
    }
    for name in reasons:
        put(job, name)
    received = read_job(job).received
    assert set(received.skipped) == set(received.files) == {f"收件/{name}" for name in reasons}
    told_of = {found.place.file: found for found in received.findings}
    for name, (reason, code) in reasons.items():
        found = told_of[f"收件/{name}"]
        assert (found.code, found.severity, reason in found.message) == (code, Severity.NOTE, True)


def test_links_that_leave_the_job_are_not_followed(job: Path, form: bytes, tmp_path: Path) -> None:
    outside = tmp_path / "外面"
    outside.mkdir()
    (outside / "外.xlsx").write_bytes(form)
    put(job, "里.xlsx", form)
    inbox = job / "收件"
    (inbox / "文件链接.xlsx").symlink_to(outside / "外.xlsx")
    (inbox / "文件夹链接").symlink_to(outside)
    (inbox / "圈").symlink_to(inbox)
    (inbox / "空链接.xlsx").symlink_to(outside / "没有.xlsx")
    (inbox / "自己.xlsx").symlink_to(inbox / "自己.xlsx")
    (inbox / "里面的链接.xlsx").symlink_to(inbox / "里.xlsx")
    received = read_job(job).received
    assert {s.file for s in received.submissions} == {"收件/里.xlsx", "收件/里面的链接.xlsx"}
    assert set(received.skipped) == {
        "收件/文件链接.xlsx",
        "收件/文件夹链接",
        "收件/圈",
        "收件/空链接.xlsx",
        "收件/自己.xlsx",
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_does_not_make_the_run_wait(job: Path) -> None:
    os.mkfifo(job / "收件" / "管道.xlsx")
    assert read_job(job).received.skipped == ("收件/管道.xlsx",)


@pytest.mark.skipif(sys.platform != "linux", reason="needs file names of any bytes")
def test_a_file_name_in_gb18030_is_told_in_chinese(job: Path, form: bytes) -> None:
    name = os.fsencode(job / "收件") + b"/" + "甲局".encode("gb18030") + b".xlsx"
    with open(name, "wb") as file:  # noqa: PTH123 - a path of bytes
        file.write(form)
    received = read_job(job).received
    assert received.files[0] == "收件/甲局.xlsx"


def test_every_file_is_opened_once(job: Path, form: bytes) -> None:
    for number in range(3):
        put(job, f"{number}.xlsx", form)
    opened: Counter[str] = Counter()
    watching = True

    def watch(event: str, args: tuple[Any, ...]) -> None:
        if watching and event == "open" and str(args[0]).startswith(str(job)):
            opened[Path(args[0]).name] += 1

    sys.addaudithook(watch)
    read_job(job)
    watching = False
    assert opened == {"公文要素.xlsx": 1, "0.xlsx": 1, "1.xlsx": 1, "2.xlsx": 1}


def test_the_same_folder_gives_the_same_job(job: Path, form: bytes) -> None:
    put(job, "甲.xlsx", form)
    put(job, "断.xlsx", form[:3000])
    assert read_job(job) == read_job(job)


def test_findings_about_the_brief_belong_to_the_job(job: Path) -> None:
    read = read_job(job)
    assert {found.code for found in read.findings} == {"element-required"}
    assert {found.place.file for found in read.findings} == {"公文要素.xlsx"}


def test_a_path_that_is_not_there_is_no_job(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="找不到"):
        read_job(tmp_path / "没有")


def test_a_folder_without_a_brief_names_what_it_holds_instead(tmp_path: Path) -> None:
    (tmp_path / "别的.txt").write_text("x")
    with pytest.raises(InputError, match=r"别的\.txt"):
        read_job(tmp_path)


def test_a_folder_of_jobs_points_to_the_job(job: Path) -> None:
    with pytest.raises(InputError, match=str(job)):
        read_job(job.parent)


def test_a_folder_inside_the_job_points_to_the_job(job: Path) -> None:
    with pytest.raises(InputError, match="上一级"):
        read_job(job / "收件")


@pytest.mark.parametrize("data", [b"", b"no workbook", b"PK\x03\x04"])
def test_a_brief_that_cannot_be_opened_ends_the_run(job: Path, data: bytes) -> None:
    (job / "公文要素.xlsx").write_bytes(data)
    with pytest.raises(InputError, match=r"公文要素\.xlsx"):
        read_job(job)


def test_a_form_is_no_brief(job: Path, form: bytes, tmp_path: Path) -> None:
    path = tmp_path / "填报表.xlsx"
    path.write_bytes(form)
    with pytest.raises(InputError):
        read_job(path)


def test_a_brief_is_found_from_the_folder_and_from_its_own_path(job: Path) -> None:
    assert read_brief(job) == read_brief(job / "公文要素.xlsx")


@given(order=st.permutations(range(5)), fresh=st.randoms(use_true_random=False))
@settings(max_examples=15)
def test_files_under_other_names_and_in_another_order_change_nothing(
    order: list[int], fresh: random.Random
) -> None:
    """Whatever units call their files, and whichever comes first."""

    def outcome(names_of_files: Sequence[str]) -> object:
        with tempfile.TemporaryDirectory() as folder:
            job = Path(folder)
            (job / "收件").mkdir()
            (job / "公文要素.xlsx").write_bytes(new_brief())
            contents = list(zip(names_of_files, _returned(), strict=True))
            fresh.shuffle(contents)
            for name, data in contents:
                (job / "收件" / name).write_bytes(data)
            read = read_job(job)
            checked = check(read.brief, read.received)
        told = sorted((found.code, found.place.cell, found.unit) for found in checked.findings)
        reports = [(r.unit.name, r.figures["悬挂横幅"].value) for r in checked.reports]
        return reports, told, checked.duplicate, checked.missing

    plain = [f"{number}.xlsx" for number in range(5)]
    assert outcome([f"{'甲乙丙丁戊'[place]}.xlsx" for place in order]) == outcome(plain)


@cache
def _returned() -> tuple[bytes, ...]:
    """Five files: a report, its copy, one with an error, one without a unit, one of another."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "公文要素.xlsx")
        path.write_bytes(new_brief())
        brief, _ = read_brief(path)

    def filled(unit: str, figure: object) -> bytes:
        book: Any = openpyxl.load_workbook(io.BytesIO(write_form(brief)))
        sheet = book[names.FORM_SHEET]
        sheet["D5"].value, sheet["D10"].value = unit, figure
        target = io.BytesIO()
        book.save(target)
        return target.getvalue()

    one = filled("甲局", 5)
    return one, one, filled("乙局", "12³"), filled("", 7), filled("没有的局", 8)


def test_an_error_of_ours_about_one_file_is_that_files_finding(
    job: Path, form: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(book: Workbook, _brief: object) -> object:
        if "坏" in book.file:
            raise KeyError(book.file)
        return (), ()

    monkeypatch.setattr(reading, "read_forms", stumble)
    put(job, "坏.xlsx", form)
    put(job, "好.xlsx", form)
    assert told(read_job(job)) == {"收件/坏.xlsx": "file-damaged"}


@pytest.mark.parametrize("name", ["填报表.xlsx", "收件/甲局.xlsx"])
def test_a_form_given_for_a_job_is_told_from_it_and_the_job_is_named(
    job: Path, form: bytes, name: str
) -> None:
    (job / name).write_bytes(form)
    for read in (read_job, read_brief):
        with pytest.raises(InputError, match="填报表") as raised:
            read(job / name)
        assert f"“{job}”" in str(raised.value)
