"""The benchmarks measure what they say: medians, ratios, inputs without faults, the same words."""

from __future__ import annotations

import json
import os
from io import BytesIO
from pathlib import Path

import docx
import pytest

from benchmarks import NO_ROSTER, jobs, pages, peers, report
from benchmarks.measure import (
    Ratio,
    Sample,
    child,
    in_process,
    in_turns,
    median_wall,
    on_next,
    ratio,
    warmed,
)
from benchmarks.row import Aim, Row, compared
from make_docx import pipeline
from make_docx.job_files import FORM_FILE


def samples(*walls: float) -> list[Sample]:
    return [Sample(wall, wall / 2) for wall in walls]


# ── medians and ratios ───────────────────────────────────────────────────────────────────


def test_contestants_take_turns() -> None:
    order: list[str] = []

    def contestant(name: str) -> Sample:
        order.append(name)
        return Sample(1, 1)

    found = in_turns({"a": lambda: contestant("a"), "b": lambda: contestant("b")}, 3)
    assert order == ["a", "b"] * 3
    assert {name: len(runs) for name, runs in found.items()} == {"a": 3, "b": 3}


def test_a_run_to_warm_up_is_not_counted() -> None:
    runs = iter(samples(9, 1, 2))
    found = in_turns(warmed({"a": lambda: next(runs)}), 2)
    assert [sample.wall for sample in found["a"]] == [1, 2]


def test_a_process_keeps_byte_code_as_an_installed_program_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    _, printed = child("-c", "import sys; print(sys.dont_write_bytecode)")
    assert printed.strip() == "False"


def test_a_ratio_is_the_median_of_the_turns_with_the_least_and_the_largest() -> None:
    assert ratio(samples(2, 30, 4), samples(1, 10, 4)) == Ratio(2, 1, 3)


def test_one_slow_turn_of_both_does_not_move_a_ratio() -> None:
    assert ratio(samples(8, 800, 8), samples(2, 200, 2)).median == 4


def test_cpu_time_has_a_ratio_of_its_own() -> None:
    assert ratio([Sample(1, 6)], [Sample(1, 2)], cpu=True).median == 3


def test_ratios_need_as_many_turns_of_both() -> None:
    with pytest.raises(ValueError, match="zip"):
        ratio(samples(1, 2), samples(1))


@pytest.mark.parametrize(
    ("aim", "ours", "theirs", "expected"),
    [
        (Aim(8, is_faster=True), 1, 8, "yes"),
        (Aim(8, is_faster=True), 1, 7.9, "no"),
        (Aim(0.05, is_faster=False), 1, 20, "yes"),
        (Aim(0.05, is_faster=False), 1, 19, "no"),
    ],
)
def test_an_aim_is_met_by_a_ratio_the_right_way_round(
    aim: Aim, ours: float, theirs: float, expected: str
) -> None:
    row = compared("work", samples(ours), "peer", samples(theirs), aim)
    assert row.verdict == expected


def test_a_row_has_the_medians_of_both() -> None:
    row = compared("work", samples(1, 9, 2), "peer", samples(4, 5, 9), None)
    assert (row.ours_seconds, row.peer_seconds) == (2, 5)
    assert median_wall(samples(3, 1, 2)) == 2


def test_work_in_the_process_is_repeated_and_its_mean_taken() -> None:
    calls: list[int] = []
    sample = in_process(lambda: calls.append(1), repeats=4)()
    assert len(calls) == 4
    assert sample.wall > 0


def test_work_on_another_input_each_turn_has_each_input_once() -> None:
    worked: list[int] = []
    run = on_next(iter((5, 6)), worked.append)
    assert [run().wall > 0, run().wall > 0] == [True, True]
    assert worked == [5, 6]


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="there is none")
def test_a_child_that_is_kept_to_one_core_knows_and_so_does_its_program() -> None:
    told = "import os; print(len(os.sched_getaffinity(0)))"
    assert child("-c", told, one_core=True)[1].strip() == "1"
    assert child("-c", told)[1].strip() == str(len(os.sched_getaffinity(0)))


def test_a_child_tells_its_own_memory_and_what_it_printed() -> None:
    sample, printed = child("-c", "print('heard')")
    assert printed.strip() == "heard"
    assert 0 < sample.peak < 100_000
    assert sample.wall > 0


def test_a_child_that_fails_stops_the_run() -> None:
    with pytest.raises(RuntimeError, match="3"):
        child("-c", "raise SystemExit(3)")


def test_a_table_shows_what_could_not_be_measured() -> None:
    text = report.table([Row("work", "docxtemplater", "not measured: there is no node")])
    assert text.splitlines()[2].split(" | ")[-1] == "not measured: there is no node |"


# ── inputs ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("has_roster", [True, False])
def test_a_generated_job_is_read_without_findings(tmp_path: Path, has_roster: bool) -> None:
    jobs.make_job(tmp_path / "job", 12, has_roster=has_roster)
    outcome = pipeline.check(tmp_path / "job")
    assert {found.code for found in outcome.findings} == (set() if has_roster else {NO_ROSTER})
    assert len(outcome.checked.reports) == 12
    assert outcome.figures is not None
    sums = {label: figure.value for label, figure in outcome.figures.totals.items()}
    assert sums[jobs.label(0)] == jobs.total(12, 0)
    assert sums[jobs.label(57)] == jobs.total(12, 57)


def test_the_peer_reads_the_same_cells(tmp_path: Path) -> None:
    brief = jobs.make_job(tmp_path / "job", 2)
    cells = jobs.value_cells((tmp_path / "job" / FORM_FILE).read_bytes(), brief)
    found = peers.read_workbook(jobs.form_path(tmp_path / "job", 1), cells)
    assert len(cells) == 60
    assert found[0] == jobs.unit_name(1)
    assert found[2:] == [jobs.figure(1, number) for number in range(jobs.INDICATORS)]


def test_the_peer_writes_a_report_of_the_same_figures(tmp_path: Path) -> None:
    brief = jobs.make_job(tmp_path / "job", 3)
    cells = jobs.value_cells((tmp_path / "job" / FORM_FILE).read_bytes(), brief)
    template = tmp_path / "template.docx"
    template.write_bytes(pages.docxtpl_template())
    peers.report(tmp_path / "job" / "收件", template, tmp_path / "out.docx", cells)
    written = pages.texts((tmp_path / "out.docx").read_bytes())
    assert str(jobs.total(3, 0)) in written


# ── pages ────────────────────────────────────────────────────────────────────────────────


def test_docxtpl_writes_the_same_words_as_we_do(tmp_path: Path) -> None:
    page = pages.document(pages.rows(3, 5), number=5)
    template = tmp_path / "template.docx"
    template.write_bytes(pages.docxtpl_template())
    peers.render(template, pages.values(page), tmp_path / "out.docx")
    assert pages.texts((tmp_path / "out.docx").read_bytes()) == pages.texts(pages.ours(page))


def test_docxtemplater_is_given_the_same_words() -> None:
    page = pages.document(pages.rows(2))
    template = docx.Document(BytesIO(pages.docxtemplater_template()))
    row = template.tables[-1].rows[-1].cells
    assert row[0].text == "{#rows}{c0}"
    assert row[-1].text == "{c7}{/rows}"
    filled = json.loads(json.dumps(pages.plain_values(page)))
    assert filled["rows"][1]["c7"] == pages.rows(2)[1][7]
    assert filled["number"] == page.number
