"""Turns bytes nobody thought of into a proof that intake raises nothing: a bounded atheris run.

    pip install -c constraints.txt -e ".[test,fuzz]"
    python tools/fuzz.py grammar|cells|parts|bytes [SECONDS] [FOLDER]

`grammar` is the value grammar, `cells` a form with anything in its cells, rows and merges,
`parts` the XML of a form's parts, `bytes` the zip itself. What
libFuzzer keeps goes to FOLDER, and so does the input that breaks something; in the suite
`tests/unit/test_intake_fuzz.py` stands in for it with a fixed number of examples.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import atheris

with atheris.instrument_imports(include=["make_docx"]):
    from make_docx.catalogue import CATALOGUE
    from make_docx.figures import check
    from make_docx.figures.grammar import read_amount
    from make_docx.figures.value import read_value
    from make_docx.intake.forms import read_forms
    from make_docx.intake.workbook import open_workbook
    from make_docx.model import Cell, CellKind, CellRef, Received
    from make_docx.sniff import Refusal

sys.path.append(str(Path(__file__).parents[1] / "tests" / "support"))
from returned import BRIEF, FILE, SHEET, form, member, with_parts

_SECONDS: Final = 180
_LIMITS: Final = ("-timeout=5", "-rss_limit_mb=500")  # what is promised for a file
_LONGEST: Final = 20  # digits of a number that the grammar takes
_UNITS: Final = ("条", "份", "%", "万元", "千克", "人次", "", "个/次")
_PARTS: Final = (
    *(SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"),
    *("[Content_Types].xml", "_rels/.rels"),
)
# A byte is a word of the grammar or beside it; one past them takes the next three as any sign.
_WORDS: Final = (
    *"0123456789.,，-+/%％〇一二两三四五六七八九十百千万亿廿半几数余多约近超 \n\t",
    *(
        "约",
        "不少于",
        "不足",
        "以上",
        "以内",
        "左右",
        "上下",
        "条",
        "份",
        "元",
        "万元",
        "千克",
        "人次",
    ),
    *("无", "零", "未开展", "不适用", "——", "负", "点", "分之", "第", "\u200b", "\u00a0", "\u3000"),
    *(
        "²",
        "①",
        "１",
        "٣",
        "½",
        "e",
        "E",
        "_",
        "nan",
        "inf",
        "=",
        "'",
        "（",
        "）",
        "(",
        ")",
        "至",
        "~",
    ),
)


def main() -> None:
    """Run one of the targets for some time; libFuzzer ends the process."""
    name, *rest = sys.argv[1:] or [""]
    if name not in _TARGETS:
        sys.exit(__doc__)
    seconds = rest[0] if rest else str(_SECONDS)
    folder = Path(rest[1] if rest[1:] else tempfile.mkdtemp(prefix="make-docx-fuzz-"))
    folder.mkdir(parents=True, exist_ok=True)
    target, seeds = _TARGETS[name]
    for number, seed in enumerate(seeds()):
        (folder / f"seed-{number}").write_bytes(seed)
    options = [f"-max_total_time={seconds}", *_LIMITS, f"-artifact_prefix={folder}/broken-"]
    atheris.Setup([sys.argv[0], *options, str(folder)], target)
    atheris.Fuzz()


def read_typed(data: bytes) -> None:
    """A text in a field of some unit: an amount that reads the same when printed, or nothing."""
    unit = _UNITS[data[0] % len(_UNITS)] if data else ""
    text = _text(data[1:])
    amount = read_amount(text, unit)
    for indicator in BRIEF.indicators[:3]:
        cell = Cell(CellRef(FILE, "填报表", "D10"), indicator.label, CellKind.TEXT, text)
        figure, findings = read_value(cell, indicator)
        told = any(finding.blocks for finding in findings)
        assert told != bool(figure), f"neither read nor refused: {text!r}"
    if amount and amount.value is not None and not amount.has_other_unit:
        assert amount.value.is_finite(), text
        printed = f"{amount.value:f}"
        if len(printed) <= _LONGEST:
            again = read_amount(printed, unit)
            assert again, f"printed, it is not read: {text!r}"
            assert again.value == amount.value, text
        if text.isascii() and text.isdigit():
            assert amount.value == Decimal(text), text


def read_cells(data: bytes) -> None:
    """A form in right XML, with cells, merges and hidden rows that nobody would make."""
    given = atheris.FuzzedDataProvider(data)
    sheet = _SHEET
    for _ in range(given.ConsumeIntInRange(1, 6)):
        row, column = given.ConsumeIntInRange(4, 20), given.PickValueInList([*"ABCDEF"])
        kind = given.PickValueInList(["n", "s", "str", "b", "e", "d", "inlineStr"])
        typed = _text(given.ConsumeBytes(given.ConsumeIntInRange(0, 12)))
        text = escape(typed.encode("utf-8", "replace").decode())
        formula = f"<f>{text}</f>" if given.ConsumeBool() else ""
        inner = f"<is><t>{text}</t></is>" if kind == "inlineStr" else f"{formula}<v>{text}</v>"
        style = given.ConsumeIntInRange(0, 30)
        cell = f'<c r="{column}{row}" s="{style}" t="{kind}">{inner}</c>'
        old = re.search(rf'<c r="{column}{row}"[^>]*?(?:/>|>.*?</c>)', sheet)
        if old:
            sheet = f"{sheet[: old.start()]}{cell}{sheet[old.end() :]}"
        if given.ConsumeBool():
            sheet = sheet.replace(f'<row r="{row}"', f'<row r="{row}" hidden="1"', 1)
        if given.ConsumeBool():
            last = given.PickValueInList([*"ABCDEF"])
            area = f'<mergeCell ref="{column}{row}:{last}{row + given.ConsumeIntInRange(0, 3)}"/>'
            sheet = sheet.replace("</mergeCells>", f"{area}</mergeCells>", 1)
    read_bytes(with_parts(_FORM, {SHEET: sheet.encode()}))


def read_part(data: bytes) -> None:
    """A form, one part of which is `data` but for the first byte, which says which part."""
    if data:
        part = _PARTS[data[0] % len(_PARTS)]
        read_bytes(with_parts(_FORM, {part: data[1:]}))


def read_bytes(data: bytes) -> None:
    """A file as it came: refused with a code of the catalogue, or read and judged."""
    book = open_workbook(data, FILE)
    if isinstance(book, Refusal):
        assert book.code in CATALOGUE, book
        return
    submissions, findings = read_forms(book, BRIEF)
    check(BRIEF, Received(submissions, (FILE,), (), findings))


def _text(data: bytes) -> str:
    signs = []
    numbers = iter(data)
    for number in numbers:
        if number < len(_WORDS):
            signs.append(_WORDS[number])
        else:
            code = int.from_bytes(bytes([next(numbers, 0), next(numbers, 0), next(numbers, 0)]))
            signs.append(chr(code % 0x110000))
    return "".join(signs)


def _of_parts() -> list[bytes]:
    return [bytes([number]) + member(_FORM, part) for number, part in enumerate(_PARTS)]


_FORM: Final = form(
    figures={"悬挂横幅": "约200", "发放资料": 5000, "知晓率": 0.9, "主要做法": "做法"}
)
_SHEET: Final = member(_FORM, SHEET).decode()
_TARGETS: Final[dict[str, tuple[Callable[[bytes], None], Callable[[], list[bytes]]]]] = {
    "grammar": (read_typed, lambda: [bytes([n]) for n in range(len(_UNITS))]),
    "cells": (read_cells, lambda: [bytes(range(n, 90)) for n in range(8)]),
    "parts": (read_part, _of_parts),
    "bytes": (read_bytes, lambda: [_FORM]),
}

if __name__ == "__main__":
    main()
