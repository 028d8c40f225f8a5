"""A kind of anybody's is read at once, and holds no more than the workbooks of a job can."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import pytest

from make_docx.findings import Finding
from make_docx.kinds import is_plain_built_in, open_shelf
from make_docx.kinds.reading import Reading, examine_kind
from make_docx.labels import hint
from make_docx.table_rules import MOST_COLUMNS, MOST_ROWS, MOST_TABLES
from make_docx.workshop import check_kind

HEAD = """
id = "monthly"
name = "月报"
version = "1.0"
directions = ["上行文"]
layout = "文件"
title = "【活动名称】月报"
"""
BODY = '[[outline]]\nlevel = "正文"\ntext = "有关情况如下。"\n'
TABLE = '[[tables]]\nname = "安排"\nfilled_by = "主办机关"\n'
COLUMN = '[[tables.columns]]\nlabel = "事项"\n'
LONG = "公开政府信息" * 15
MOST_TEXT = 32_767


def filled(line: str, size: int = 130_000) -> str:
    """As many of the line as a file of `size` bytes holds, on no more than 8 000 lines."""
    return line * min(size // len(line.encode()), 7_900)


def read(folder: Path, *parts: str) -> Reading:
    path = folder / "kind.toml"
    path.write_text("".join(parts), "utf-8")
    return examine_kind(path)


def told(reading: Reading) -> list[tuple[str, str]]:
    return [(found.code, found.place.label) for found in reading.findings if found.blocks]


def fault(reading: Reading) -> Finding:
    (found,) = (found for found in reading.findings if found.blocks)
    return found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{HEAD}x = [\n[{' ' * 6000}\n]\n", id="blanks behind a bracket"),
        pytest.param("\n" * 60_000 + "x", id="empty lines"),
        pytest.param(f"{'.'.join('a' * 60_000)} = 1", id="a key of many parts"),
        pytest.param(f"{'.'.join('a' * 2_400)} = 1", id="a shorter key of many parts"),
        pytest.param('title = "' + '\\"' * 30_000, id="a text that never ends"),
        pytest.param(filled('t = "' + '\\"' * 4_900 + "\n"), id="texts that never end"),
        pytest.param(filled("[" + " " * 9_900 + "\n"), id="headings that never end"),
        pytest.param(filled("[[a]]" + " " * 9_900 + "x\n"), id="blanks behind headings"),
        pytest.param(filled('t = "a"' + " " * 9_900 + "x\n"), id="blanks behind texts"),
        pytest.param(filled('t = "a' + '",' * 4_000 + "  \n"), id="many signs behind texts"),
        pytest.param("x = [\n" + filled("#\n", 20_000) + "y = 1\n" * 200, id="an open list"),
        pytest.param(filled("# .\n") + "y = = 1\n" * 200, id="many slips in a long file"),
        pytest.param(filled("[[annex]]\n"), id="many tables"),
        pytest.param(f"indicators = [\n{filled('1,' * 100 + chr(10))}]\n", id="many numbers"),
        pytest.param(f"indicators = [\n{filled('{},' * 100 + chr(10))}]\n", id="many items"),
        pytest.param("x = " + "{a=" * 3_000, id="boxes in boxes"),
    ],
)
def test_no_file_takes_long_to_refuse(tmp_path: Path, text: str) -> None:
    began = time.process_time()
    reading = read(tmp_path, text)
    assert time.process_time() - began < 1
    assert not reading.kind
    assert not is_plain_built_in("monthly", [tmp_path])
    assert time.process_time() - began < 2


def test_more_is_not_even_read(tmp_path: Path) -> None:
    with (tmp_path / "kind.toml").open("wb") as file:
        file.truncate(3 << 30)
    tracemalloc.start()
    assert open_shelf([tmp_path]).faults
    assert not is_plain_built_in("monthly", [tmp_path])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10 << 20


def test_names_that_are_all_alike_are_looked_for_no_longer_than_needed(tmp_path: Path) -> None:
    rows = (f'[[indicators]]\nlabel = "{LONG}{n}"\nrelation = "≤ {LONG}x{n}"\n' for n in range(120))
    began = time.process_time()
    reading = read(tmp_path, HEAD, *rows, BODY)
    assert time.process_time() - began < 3
    assert len(told(reading)) >= 100
    assert set(told(reading)) <= {
        ("relation-invalid", f"indicators 第 {n} 项 relation") for n in range(1, 121)
    }


def test_the_nearest_of_many_long_names_is_the_same_as_of_few() -> None:
    names = [f"{LONG}{number:04}" for number in range(0, 1000, 7)]
    assert hint(f"{LONG}0021甲", names) == f"，是不是“{LONG}0021”？"


@pytest.mark.parametrize(
    ("text", "line"),
    [(f"# {'……' * 3000}\n# {'x' * 10_000}\n", 2), ("a" + ".a" * 21 + " = 1", 1)],
)
def test_the_line_that_nobody_types_is_named(tmp_path: Path, text: str, line: int) -> None:
    found = fault(read(tmp_path, text))
    assert (found.code, found.place.line) == ("kind-unreadable", line)


def test_dots_are_counted_only_where_they_part_a_key(tmp_path: Path) -> None:
    dots = "." * 60
    body = BODY.replace("如下。", dots)
    assert read(tmp_path, f"# {dots}\n", HEAD, body).kind


def test_lists_are_read_as_far_as_a_workbook_takes_them(tmp_path: Path) -> None:
    many = {
        "indicators": "".join(f'[[indicators]]\nlabel = "甲{n}"\n' for n in range(301)),
        "annexes": "".join(f'[[annexes]]\nname = "甲{n}"\nform = "另附"\n' for n in range(101)),
        "tables": "".join(TABLE.replace("安排", f"甲{n}") + COLUMN for n in range(51)),
    }
    for key, rows in many.items():
        reading = read(tmp_path, HEAD, rows, BODY)
        most = rows.count("甲") - 1
        assert told(reading) == [("kind-value", f"{key} 第 {most + 1} 项")]
        assert reading.draft
        assert len(getattr(reading.draft, key)) == most


def test_a_table_has_no_more_columns_and_rows_than_can_be_filled_in(tmp_path: Path) -> None:
    columns = [COLUMN.replace("事项", f"事项{n}") for n in range(MOST_COLUMNS)]
    assert read(tmp_path, HEAD, TABLE, f"minimum = {MOST_ROWS}\n", *columns, BODY).kind
    wide = read(tmp_path, HEAD, TABLE, *columns, COLUMN, BODY)
    assert told(wide) == [("kind-value", f"tables 第 1 项 columns 第 {MOST_COLUMNS + 1} 项")]
    deep = read(tmp_path, HEAD, TABLE, f"minimum = {MOST_ROWS + 1}\n", COLUMN, BODY)
    assert told(deep) == [("kind-value", "tables 第 1 项 minimum")]
    assert deep.draft
    assert deep.draft.tables[0].minimum == 0
    assert MOST_TABLES * MOST_COLUMNS < 16_384  # columns of a sheet of Excel


@pytest.mark.parametrize(
    ("key", "rows"),
    [
        ("outline 第 1 项 text", HEAD + BODY.replace("有关情况如下。", "{}")),
        (
            "annexes 第 1 项 text",
            f'{HEAD}{BODY}[[annexes]]\nname = "甲"\nform = "文字"\ntext = "{{}}"',
        ),
        ("instructions 第 1 项", f'{HEAD}instructions = ["{{}}"]\n{BODY}'),
        ("indicators 第 1 项 note", f'{HEAD}{BODY}[[indicators]]\nlabel = "甲"\nnote = "{{}}"'),
        ("tables 第 1 项 note", f'{HEAD}{BODY}{TABLE}note = "{{}}"\n{COLUMN}'),
        ("tables 第 1 项 columns 第 1 项 note", f'{HEAD}{BODY}{TABLE}{COLUMN}note = "{{}}"'),
    ],
)
def test_no_text_is_longer_than_a_cell(tmp_path: Path, key: str, rows: str) -> None:
    def of(text: str) -> str:  # on lines of a length that can be read
        lines = (text[at : at + 9_000] for at in range(0, len(text), 9_000))
        return rows.replace('"{}"', '"""\n' + "\\\n".join(lines) + '"""')

    full = "字" * (MOST_TEXT - 1)
    assert read(tmp_path, of(f"{full}字")).kind
    assert told(read(tmp_path, of(f"{full}𠀀"))) == [("kind-value", key)]  # two UTF-16 units


def test_a_name_is_one_that_fits_above_a_column(tmp_path: Path) -> None:
    label = "甲" * 100
    assert read(tmp_path, HEAD, BODY, f'[[indicators]]\nlabel = "{label}"\n').kind
    found = fault(read(tmp_path, HEAD, BODY, f'[[indicators]]\nlabel = "{label}甲"\n'))
    assert found.place.label == "indicators 第 1 项 label"
    assert "100" in found.message
    found = fault(read(tmp_path, HEAD.replace("【活动名称】", "甲" * 300), BODY))
    assert found.place.label == "title"


def test_a_check_of_one_text_with_many_faults_and_of_a_long_table_is_soon_done(
    tmp_path: Path,
) -> None:
    columns = (COLUMN.replace("事项", f"事项{n}") for n in range(MOST_COLUMNS))
    body = BODY.replace("有关情况如下。", "{" * 5_000)
    parts = (HEAD, TABLE, f"minimum = {MOST_ROWS}\n", *columns, body)
    (tmp_path / "kind.toml").write_text("".join(parts), "utf-8")
    began = time.process_time()
    findings = check_kind(tmp_path).findings
    assert time.process_time() - began < 3
    assert "clause-unbalanced" in [found.code for found in findings]
