"""No file costs more than five seconds and half a gigabyte, whatever is in it.

Each is opened in a process of its own, with a limit of time.
"""

from __future__ import annotations

import ast
import resource
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from returned import SHEET, edited, form, member, with_parts

_CHILD = """
import pathlib, resource, sys, time
from returned import FILE, BRIEF
from make_docx.intake.reading import read_workbook
def loop():
    start, kept = time.process_time(), {}
    for number in range(1_000_000):
        kept[number & 1023] = number, str(number)
    return time.process_time() - start
pace = loop()
start = time.process_time()
read = read_workbook(pathlib.Path(sys.argv[1]).read_bytes(), FILE, BRIEF)
found = sorted({(f.code, f.place.cell) for f in read.findings})[:50]
seconds = time.process_time() - start
print("read" if read.submissions else found[0][0], found)
status = pathlib.Path("/proc/self/status")
if status.exists():  # Linux counts in ru_maxrss what the process was forked from
    kilobytes = next(n.split()[1] for n in status.read_text().splitlines() if "VmHWM" in n)
    memory = int(kilobytes) >> 10
else:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 20
print(seconds, (pace + loop()) / 2, memory)
"""
_SECONDS, _MEGABYTES = 5, 500
_LOOP = 0.2  # seconds that `loop` takes on a core of its own; on a shared one all takes longer


def _within_limits(data: bytes) -> tuple[str, list[tuple[str, str]], float]:
    """What became of the file, in a process of its own that is stopped at the limits."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx", delete=False) as file:
        file.write(data)
    path = Path(file.name)
    try:
        done = subprocess.run(
            [sys.executable, "-c", _CHILD, str(path)],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env={"PYTHONPATH": ":".join(sys.path), "PYTHONIOENCODING": "utf-8"},
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (20, 20)),
        )
    finally:
        path.unlink()
    assert done.returncode == 0, done.stderr[-2000:] or done.returncode
    outcome, cost = done.stdout.splitlines()
    code, _, found = outcome.partition(" ")
    spent, loop, memory = cost.split()
    seconds = float(spent) / max(1.0, float(loop) / _LOOP)
    assert seconds < _SECONDS
    assert int(memory) < _MEGABYTES
    return code, [tuple(one) for one in ast.literal_eval(found)], seconds


_ATTRIBUTES = " ".join(f'a{n}="1"' for n in range(900_000))
_SAME_ATTRIBUTES = ' a=""' * 3_900_000
_ROWS = range(20, 4_820)


def _stored(parts: dict[str, bytes | None]) -> bytes:
    return with_parts(form(), parts, zipfile.ZIP_STORED)


def _sheet_with(xml: str) -> bytes:
    part = member(form(), SHEET).decode()
    return _stored({SHEET: part.replace("</sheetData>", f"{xml}</sheetData>", 1).encode()})


def _filled(cell: str, cells: int = 31) -> str:
    return "".join(f'<row r="{n}">{cell * cells}</row>' for n in _ROWS)


def _all_different() -> str:
    cell = '<c t="str"><v>悬挂（条）{}.{}</v></c>'
    return "".join(
        f'<row r="{n}">{"".join(cell.format(n, column) for column in range(31))}</row>'
        for n in _ROWS
    )


def _named(part: str, end: str, xml: str) -> bytes:
    text = member(form(), part).decode()
    assert end in text
    return _stored({part: text.replace(end, f"{xml}{end}", 1).encode()})


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: _sheet_with(_filled("<c><v>1</v></c>")), "read"),
        (lambda: _sheet_with(_filled('<c t="str"><v>悬挂横幅（条）数</v></c>')), "read"),
        (lambda: _sheet_with(_all_different()), "read"),
        (lambda: _sheet_with(_filled("<c><f>1+1</f></c>")), "read"),
        (lambda: _sheet_with(_filled("<c><v>1</v></c>", 32)), "file-unsafe"),
        (lambda: _sheet_with("<a>" * 590_000 + "</a>" * 590_000), "read"),
        (lambda: _sheet_with(f"<row {_ATTRIBUTES}/>"), "read"),
        (lambda: _sheet_with(f'<!--<row r="1"{_SAME_ATTRIBUTES}-->'), "read"),
        (lambda: _sheet_with("<mergeCell " * 100_000), "file-damaged"),
        (lambda: _named("xl/styles.xml", "</cellXfs>", '<xf numFmtId="0"/>' * 1_000_000), "read"),
        (lambda: _named("xl/styles.xml", "</fonts>", "<font/>" * 1_000_000), "read"),
        (
            lambda: edited(
                form(), "xl/styles.xml", 'formatCode="[^"]*"', f'formatCode="{"[$" * 400_000}"'
            ),
            "read",
        ),
        (lambda: _shared("<si><t>甲</t></si>" * 200_000), "read"),
        (
            lambda: _named(
                "xl/workbook.xml",
                "</definedNames>",
                "".join(f'<definedName name="n{n}">1</definedName>' for n in range(300_000)),
            ),
            "read",
        ),
        (
            lambda: _named(
                "xl/workbook.xml",
                "</sheets>",
                "".join(
                    f'<sheet name="s{n}" sheetId="{n + 9}" r:id="rId2" xmlns:r="http://schemas.'
                    'openxmlformats.org/officeDocument/2006/relationships"/>'
                    for n in range(100_000)
                ),
            ),
            "file-damaged",
        ),
        (lambda: edited(form(), SHEET, "<mergeCells[^>]*>.*?<mergeCell ", _MERGE), "file-unsafe"),
    ],
    ids=[
        *(
            "numbers",
            "texts",
            "other texts",
            "formulas",
            "too many",
            "depth",
            "attributes",
            "attributes in a comment",
            "open tags",
            "cell styles",
        ),
        *("fonts", "number format", "shared texts", "names", "sheets", "one merge of all"),
    ],
)
def test_no_file_costs_more_than_five_seconds_and_half_a_gigabyte(
    make: Callable[[], bytes], code: str
) -> None:
    assert _within_limits(make())[0] == code


def _shared(texts: str) -> bytes:
    data = edited(
        form(),
        "xl/_rels/workbook.xml.rels",
        "</Relationships>",
        '<Relationship Id="t1" Type="a/sharedStrings" Target="texts.xml"/></Relationships>',
    )
    return with_parts(data, {"xl/texts.xml": f"<sst>{texts}</sst>".encode()}, zipfile.ZIP_STORED)


_MERGE = '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell '


@pytest.mark.parametrize(
    ("merges", "code"),
    [
        ('<mergeCell ref="A1:XFD5000"/><mergeCell ref="XFD1:A5000"/>', "file-unsafe"),
        ('<mergeCell a=">" ref="A1:XFD5000"/>', "file-damaged"),
        ('<mergeCell b:ref="A1" ref="A1:XFD5000"/>', "file-damaged"),
        ('<mergeCell ref="XFD5000:A1" a="&gt;>"/>', "file-unsafe"),
    ],
    ids=["one up, one down", "a sign that ends a tag", "another name", "from the end"],
)
def test_merges_of_too_many_cells_are_refused_however_they_are_written(
    merges: str, code: str
) -> None:
    data = edited(form(), SHEET, "<mergeCells[^>]*>", f"<mergeCells>{merges}")
    assert _within_limits(data)[0] == code


def test_merges_among_rows_that_are_not_read_count_too() -> None:
    rows = "".join(f'<row r="{n}"/>' for n in range(30_000, 50_000))
    merge = '<mergeCell ref="A1:XFD5000"/>'
    assert _within_limits(_sheet_with(f"{rows}{merge}"))[0] == "file-unsafe"


@pytest.mark.parametrize(
    "parts",
    [
        {SHEET: b"<a>" + b" " * (60 << 20) + b"</a>"},
        {"xl/sharedStrings.xml": b"<sst>" + b" " * (21 << 20) + b"</sst>"},
        {SHEET: b'<!DOCTYPE a [<!ENTITY l "lol">]><worksheet>&l;</worksheet>'},
        {SHEET: "<worksheet/>".encode("utf-16")},
        {"docProps/core.xml": b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'},
        {"../外面.xml": b"<a/>"},
        {"C:/外面.xml": b"<a/>"},
    ],
    ids=["sheet", "texts", "entities", "utf-16", "properties", "parent", "drive"],
)
def test_a_bomb_is_refused_before_any_parser_sees_it(parts: dict[str, bytes | None]) -> None:
    code, _, seconds = _within_limits(with_parts(form(), parts))
    assert code == "file-unsafe"
    assert seconds < 1


def test_a_million_formatted_rows_are_a_note_and_cost_next_to_nothing() -> None:
    rows = "".join(
        f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/></row>'
        for n in range(20, 1_048_577)
    )
    data = edited(form(), SHEET, "</sheetData>", f"{rows}</sheetData>")
    assert len(member(data, SHEET)) > 60_000_000
    _, found, _ = _within_limits(data)
    assert found == [("sheet-padded", "")]


def test_a_stray_blank_in_the_last_corner_is_a_note() -> None:
    corner = '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    data = edited(form(), SHEET, "</sheetData>", corner)
    _, found, _ = _within_limits(data)
    assert found == [("sheet-padded", "")]
