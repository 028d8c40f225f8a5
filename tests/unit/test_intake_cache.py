"""What workbooks said is kept from run to run, and never believed where anything has changed."""

from __future__ import annotations

import json
import os
import sys
import threading
import tracemalloc
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import convert
from msgspec.json import encode
from msgspec.structs import replace
from returned import BRIEF, form

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.intake import cache
from make_docx.intake.cache import FEWEST, Cache, key_of
from make_docx.intake.crew import Crew
from make_docx.intake.inbox import read_inbox
from make_docx.intake.reading import read_workbook
from make_docx.job_files import CACHE_FILE, INBOX, OUTBOX
from make_docx.model import (
    Brief,
    CellRef,
    FormCells,
    Picture,
    Received,
    Record,
    Submission,
    form_cells,
)

Made = TypeVar("Made")

FORM = form(None, {"悬挂横幅": 1, "主要做法": "走村入户。"})
WRONG = form(None, {"悬挂横幅": "约120"}, "乙局")


@pytest.fixture
def job(tmp_path: Path) -> Path:
    for number in range(FEWEST):
        put(tmp_path, f"{number:02}.xlsx", WRONG if number % 5 == 0 else FORM)
    put(tmp_path, "坏的.xlsx", b"PK\x03\x04" + b"\0" * 90)
    put(tmp_path, "说明.txt", b"\xe7\x94\xb2")
    return tmp_path


def put(job: Path, name: str, data: bytes) -> None:
    (job / INBOX).mkdir(exist_ok=True)
    (job / INBOX / name).write_bytes(data)


def read(job: Path, brief: Brief = BRIEF, crew: Crew | None = None) -> Received:
    return read_inbox(job, job / INBOX, brief, crew=crew or Crew())


def afresh(job: Path, brief: Brief = BRIEF) -> Received:
    """What is read where nothing is kept."""
    stored(job).unlink(missing_ok=True)
    return read(job, brief)


def stored(job: Path) -> Path:
    return job / OUTBOX / CACHE_FILE


def is_known(job: Path, name: str, brief: Brief = BRIEF) -> bool:
    path = f"{INBOX}/{name}"
    key = key_of((job / path).read_bytes(), path)
    return Cache(stored(job), brief).get(key, path) is not None


def test_reading_twice_is_reading_once(job: Path) -> None:
    first = read(job)
    written = stored(job).read_bytes()
    assert read(job) == first
    assert stored(job).read_bytes() == written
    assert afresh(job) == first


def test_every_workbook_that_reported_something_is_kept(job: Path) -> None:
    read(job)
    assert [is_known(job, f"{n:02}.xlsx") for n in range(FEWEST)] == [True] * FEWEST
    assert not is_known(job, "坏的.xlsx")


def test_what_is_kept_is_text_and_nothing_that_runs(job: Path) -> None:
    read(job)
    lines = [json.loads(line) for line in stored(job).read_text("utf-8").splitlines()]
    assert lines[0][0] == "make-docx"
    assert len(lines) == 1 + FEWEST + 1  # the forms are alike: where their cells stand is told once


def test_a_changed_workbook_is_read_again(job: Path) -> None:
    read(job)
    put(job, "01.xlsx", form(None, {"悬挂横幅": 77}))
    found = read(job)
    assert found.submissions[1].cells["悬挂横幅"].text == "77"
    assert found == afresh(job)


def test_a_workbook_under_another_name_is_told_by_that_name(job: Path) -> None:
    read(job)
    (job / INBOX / "01.xlsx").rename(job / INBOX / "新.xlsx")
    found = read(job)
    assert "收件/新.xlsx" in {one.file for one in found.submissions}
    assert found == afresh(job)


def test_workbooks_that_are_gone_are_forgotten(job: Path) -> None:
    put(job, "20.xlsx", FORM)
    read(job)
    data = (job / INBOX / "20.xlsx").read_bytes()
    (job / INBOX / "20.xlsx").unlink()
    read(job)
    assert Cache(stored(job), BRIEF).get(key_of(data, "收件/20.xlsx"), "收件/20.xlsx") is None


@pytest.mark.parametrize(
    "change",
    [
        lambda: replace(BRIEF, indicators=(replace(BRIEF.indicators[0], unit="幅"),)),
        lambda: replace(BRIEF, indicators=BRIEF.indicators[1:]),
        lambda: replace(BRIEF, units=BRIEF.units[1:]),
        lambda: replace(BRIEF, kind_id="another"),
        lambda: replace(BRIEF, form_version="另一版"),
        lambda: replace(BRIEF, elements=replace(BRIEF.elements, period="2022年5月")),
    ],
    ids=["unit", "indicators", "roster", "kind", "version of the form", "period"],
)
def test_another_brief_makes_all_be_read_again(job: Path, change: Callable[[], Brief]) -> None:
    read(job)
    assert not is_known(job, "01.xlsx", change())
    assert read(job, change()) == afresh(job, change())


def test_other_words_in_the_text_change_nothing_in_what_units_reported(job: Path) -> None:
    read(job)
    assert is_known(job, "01.xlsx", replace(BRIEF, outline=(), previous=(), annexes=()))


def test_another_version_of_the_program_reads_again(
    job: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(job)
    monkeypatch.setattr(cache, "program", lambda: "another")
    assert not is_known(job, "01.xlsx")


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-40],
        lambda data: data + b'["x",1]\n',
        lambda data: data.replace("走村入户".encode(), "走街串户".encode(), 1),
        lambda data: data.replace(b"make-docx", b"make-pptx", 1),
        lambda data: b"\x80\x04\x95\x00",
        lambda data: b"PK\x03\x04" + data,
        lambda data: data.partition(b"\n")[2],
        lambda data: resealed(data, lambda lines: [line[:60] for line in lines]),
        lambda data: resealed(data, lambda lines: [line[:44] + b"[[],7]]" for line in lines]),
        lambda data: resealed(data, lambda lines: [line[:44] + b"[" * 9999 for line in lines]),
        lambda data: resealed(data, lambda lines: [b"", b"\xff\xfe" * 60, *lines]),
    ],
    ids=[
        *("empty", "cut", "longer", "another word", "another program", "pickle", "zip"),
        *("no head", "cut lines", "other values", "depth", "no text"),
    ],
)
def test_a_damaged_file_is_made_again(job: Path, damage: Callable[[bytes], bytes]) -> None:
    first = read(job)
    whole = stored(job).read_bytes()
    stored(job).write_bytes(damage(whole))
    assert read(job) == first
    assert stored(job).read_bytes() == whole


def resealed(data: bytes, change: Callable[[list[bytes]], list[bytes]]) -> bytes:
    """The file with other lines, and a head that fits them."""
    head, *lines = data.splitlines()
    body = b"".join(line + b"\n" for line in change(lines))
    name, program, _ = json.loads(head)
    digest = sha256(b"%d " % len(body) + body).hexdigest()[:40]
    return json.dumps([name, program, digest]).encode() + b"\n" + body


# ── an entry says nothing of another file ────────────────────────────────────────────────

NAME, ELSEWHERE = "收件/甲.xlsx", "收件/../../密.xlsx"
_SPOT = CellRef(ELSEWHERE, "填报表", "D10")


def altered(**fields: object) -> Callable[[Received], Received]:
    """Makes the only submission have other fields."""
    return lambda whole: replace(whole, submissions=(replace(whole.submissions[0], **fields),))


def of_form(change: Callable[[Submission], dict[str, object]]) -> Callable[[Received], Received]:
    return lambda whole: altered(**change(whole.submissions[0]))(whole)


def form_elsewhere(one: Submission) -> dict[str, object]:
    cells = one.cells
    assert isinstance(cells, FormCells)
    return {"cells": FormCells(cells.plan, ELSEWHERE, cells.kinds, cells.texts)}


@pytest.mark.parametrize(
    "change",
    [
        lambda whole: replace(whole, files=(ELSEWHERE,)),
        lambda whole: replace(whole, files=(NAME, ELSEWHERE)),
        lambda whole: replace(whole, skipped=(NAME,)),
        altered(file=ELSEWHERE),
        altered(unit_ref=_SPOT),
        of_form(form_elsewhere),
        of_form(lambda one: {"cells": {k: replace(c, ref=_SPOT) for k, c in one.cells.items()}}),
        altered(records={"活动照片": (Record(_SPOT, {}),)}),
        altered(
            records={
                "活动照片": (
                    Record(
                        CellRef(NAME, "活动照片", "A6"),
                        {},
                        {"照片": Picture("xl/media/1.png", _SPOT, "")},
                    ),
                )
            }
        ),
        lambda whole: replace(whole, findings=(finding("form-unmarked", _SPOT.place()),)),
    ],
    ids=[
        *("file", "one more file", "skipped", "submission", "unit", "cells", "single cells"),
        *("record", "picture", "finding"),
    ],
)
def test_an_entry_that_names_another_file_is_not_believed(
    tmp_path: Path, change: Callable[[Received], Received]
) -> None:
    def again(received: Received) -> Received | None:
        kept = Cache(tmp_path / CACHE_FILE, BRIEF)
        kept.put("0" * 40, received)
        kept.save(is_whole=True)
        return Cache(tmp_path / CACHE_FILE, BRIEF).get("0" * 40, NAME)

    right = read_workbook(FORM, NAME, BRIEF)
    right = replace(right, findings=(finding("form-unmarked", Place(NAME)),))
    assert again(right) == right
    assert again(change(right)) is None


# ── what is no such file ─────────────────────────────────────────────────────────────────


def test_a_link_is_not_followed(job: Path) -> None:
    first = read(job)
    elsewhere = job / "别处"
    stored(job).rename(elsewhere)
    stored(job).symlink_to(elsewhere)
    assert not is_known(job, "01.xlsx")
    assert read(job) == first
    assert not stored(job).is_symlink()


@pytest.mark.skipif(sys.platform == "win32", reason="has no such pipes")
def test_a_pipe_is_not_opened(job: Path) -> None:
    read(job)
    data = stored(job).read_bytes()
    stored(job).unlink()
    os.mkfifo(stored(job))
    writer = threading.Thread(target=stored(job).write_bytes, args=(data,), daemon=True)
    writer.start()
    assert not is_known(job, "01.xlsx")
    writer.join(0.1)
    assert writer.is_alive()  # nobody has opened the other end
    assert stored(job).read_bytes() == data
    writer.join()


def test_of_a_large_file_that_is_another_one_the_first_line_is_read(tmp_path: Path) -> None:
    path = tmp_path / CACHE_FILE
    path.write_bytes(b'["make-docx", "another", "0"]\n')
    os.truncate(path, 20 << 20)
    tracemalloc.start()
    try:
        Cache(path, BRIEF)
        assert tracemalloc.get_traced_memory()[1] < 2 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("is_folder", [False, True])
def test_where_nothing_can_be_written_the_run_goes_on(job: Path, is_folder: bool) -> None:
    if is_folder:
        stored(job).mkdir(parents=True)
    else:
        (job / OUTBOX).write_text("不是文件夹", "utf-8")
    assert len(read(job).submissions) == FEWEST


def test_a_run_that_was_interrupted_goes_on_where_it_stopped(job: Path) -> None:
    def interrupt(done: int, _all: int, _wrong: int) -> None:
        if done == 12:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read(job, crew=Crew(told=interrupt))
    assert [is_known(job, f"{n:02}.xlsx") for n in (0, 11, 12)] == [True, True, False]
    assert read(job) == afresh(job)


def test_few_workbooks_leave_no_file_behind(job: Path) -> None:
    for number in range(FEWEST - 3):
        (job / INBOX / f"{number:02}.xlsx").unlink()
    read(job)
    assert not stored(job).exists()


def test_what_is_done_left_and_wrong_is_told(job: Path) -> None:
    told: list[tuple[int, int, int]] = []
    read(job, crew=Crew(told=lambda *now: told.append(now)))
    assert [done for done, _, _ in told] == list(range(1, FEWEST + 3))
    assert {total for _, total, _ in told} == {FEWEST + 2}
    assert told[-1][2] == 1  # the one that is broken


def records_of(kind: type[Made]) -> st.SearchStrategy[Made]:
    """Records with a value in each field: `from_type` would put in the default's maker itself."""
    types = get_type_hints(kind)
    return st.builds(kind, **{name: st.from_type(of) for name, of in types.items()})


st.register_type_strategy(Record, records_of(Record))
st.register_type_strategy(Submission, records_of(Submission))


@settings(max_examples=5, suppress_health_check=list(HealthCheck))  # a submission holds much
@given(st.lists(records_of(Submission), min_size=1, max_size=2), st.from_type(Finding))
def test_every_record_comes_back_from_the_file_as_it_was(
    tmp_path: Path, submissions: list[Submission], found: Finding
) -> None:
    several = of_this_file((tuple(submissions), (found,)))
    (form, *_), findings = several
    packed = replace(form, cells=form_cells(form.cells))
    for whole in (several, ((form,), findings), ((packed,), findings)):
        received = Received(whole[0], (NAME,), (), whole[1])
        kept = Cache(tmp_path / CACHE_FILE, BRIEF)
        kept.put("0" * 40, received)
        kept.save(is_whole=True)
        assert Cache(tmp_path / CACHE_FILE, BRIEF).get("0" * 40, NAME) == received


@settings(max_examples=5, suppress_health_check=list(HealthCheck))  # a submission holds much
@given(records_of(Submission), st.from_type(Finding))
def test_an_entry_that_somebody_wrote_says_nothing_of_another_file(
    tmp_path: Path, submission: Submission, found: Finding
) -> None:
    line = encode(("0" * 40, (submission,), (found,)), enc_hook=dict)
    path = tmp_path / CACHE_FILE
    Cache(path, BRIEF).put("0" * 40, read_workbook(FORM, NAME, BRIEF))
    kept = Cache(path, BRIEF)
    kept.put("0" * 40, read_workbook(FORM, NAME, BRIEF))
    kept.save(is_whole=True)
    path.write_bytes(resealed(path.read_bytes(), lambda _: [line]))
    received = Cache(path, BRIEF).get("0" * 40, NAME)
    assert received is not None
    whole = received.submissions, received.findings
    assert whole == of_this_file(((submission,), (found,)))
    assert received.files == (NAME,)


def of_this_file(value: Any) -> Any:
    """The same, with this file wherever one is named: the long way round, over builtins."""

    def renamed(one: Any) -> Any:
        if isinstance(one, dict):
            return {key: NAME if key == "file" else renamed(part) for key, part in one.items()}
        return [renamed(part) for part in one] if isinstance(one, list) else one

    plain = renamed(json.loads(encode(value, enc_hook=dict)))
    kinds = tuple[tuple[Submission, ...], tuple[Finding, ...]]
    return convert(plain, kinds, strict=False)
