"""Turns the clauses of GB/T 9704 and the measured sample pages into `docs/gbt9704.md`.

Run: ``python tools/build_standard_page.py``. It renders every document of the layout tests with
LibreOffice, so it needs the fonts that `.ci/renderer` installs.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Final

from msgspec import Struct

from make_docx import document, rendering
from make_docx.linter.clause import Clause, Remark, Ruling, Verdict
from make_docx.linter.clauses import NOT_DECIDED, PRINT_ONLY
from make_docx.linter.rendered import RENDERED_CLAUSES
from make_docx.linter.review import CLAUSES, Review, review
from make_docx.model import Document, Photos
from make_docx.rendering import Page

ROOT: Final = Path(__file__).parents[1]
TARGET: Final = ROOT / "docs" / "gbt9704.md"
_SAMPLES: Final = ROOT / "tests" / "layout"

_ENDING: Final = "ending"
_FRAME: Final = ROOT / "tools" / "standard_page.md"


class Sample(Struct, frozen=True):
    """A document as built, and its pages as LibreOffice prints them."""

    data: bytes
    pages: tuple[Page, ...]


def printed(samples: Mapping[str, Document], photos: Photos) -> dict[str, Sample]:
    """Every sample rendered, with `photos`; one call of LibreOffice prints them all."""
    layouts = {
        name: document.layout_path(sample.direction, sample.layout, None)
        for name, sample in samples.items()
    }
    files = {
        name: document.render(sample, layouts[name], photos=photos)
        for name, sample in samples.items()
    }
    prints = map(rendering.open_pages, rendering.to_pdf(list(files.values())))
    return {
        name: Sample(data, tuple(pages))
        for (name, data), pages in zip(files.items(), prints, strict=True)
    }


def reviews(samples: Mapping[str, Sample]) -> dict[str, Review]:
    """What the linter says of each sample."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, sample in samples.items():
            if _ENDING in name:  # they differ in nothing but the number of their lines
                continue
            path = Path(folder, f"{name}.docx")
            path.write_bytes(sample.data)
            found[name] = review(path, pages=sample.pages)
    return found


def page(found: Mapping[str, Review]) -> str:
    """The whole page, a row a clause."""
    rulings: dict[str, dict[str, Ruling]] = {}
    for name, one in found.items():
        for ruling in one.rulings:
            rulings.setdefault(ruling.clause.id, {})[name] = ruling
    lines = []
    clauses = _in_order((*CLAUSES, *RENDERED_CLAUSES))
    for element, group in groupby(clauses, key=lambda clause: clause.element):
        lines += ["", f"## {element}", "", "| 编号 | 条款 | 强度 | 要求 | 实测 | 核对 |"]
        lines += ["| --- | --- | --- | --- | --- | --- |"]
        lines += [_row(clause, rulings.get(clause.id, {})) for clause in group]
    rest = [_cells(row) for row in NOT_DECIDED]
    rest += [_cells((*row, "纸张、印刷和装订，文件里没有")) for row in PRINT_ONLY]
    frame = _FRAME.read_text("utf-8")
    return frame.format(samples=len(found), clauses="\n".join(lines), rest="\n".join(rest))


def _in_order(clauses: tuple[Clause, ...]) -> list[Clause]:
    """The clauses of one element together, the elements in the order in which they come."""
    elements = {
        element: index
        for index, element in reversed(
            [(index, clause.element) for index, clause in enumerate(clauses)]
        )
    }
    return sorted(clauses, key=lambda clause: elements[clause.element])


def _row(clause: Clause, rulings: Mapping[str, Ruling]) -> str:
    how = "排版" if clause.id.endswith("-R") else "文件"
    measured = _measured(rulings)
    return _cells((clause.id, clause.number, clause.strength, clause.title, measured, how))


def _cells(texts: Iterable[str]) -> str:
    escaped = (text.replace("|", r"\|") for text in texts)
    return f"| {' | '.join(escaped)} |"


def _measured(rulings: Mapping[str, Ruling]) -> str:
    if not rulings:
        return "样张里没有"
    unknown = {n: r.decisive[0] for n, r in rulings.items() if r.verdict is Verdict.UNKNOWN}
    said = [_first(name, ruling, len(rulings) - len(unknown)) for name, ruling in _passed(rulings)]
    reasons = dict.fromkeys(remark.reason for remark in unknown.values())
    said += [f"{len(unknown)}份无法判定：{'；'.join(reasons)}"] if unknown else []
    return "。".join(said)


def _passed(rulings: Mapping[str, Ruling]) -> Iterator[tuple[str, Ruling]]:
    """The first sample that passes."""
    for name, ruling in rulings.items():
        if ruling.verdict is Verdict.PASS:
            yield name, ruling
            return


def _first(name: str, ruling: Ruling, count: int) -> str:
    return f"{_value(ruling.decisive[0])}（{name}，{count}份）"


def _value(remark: Remark) -> str:
    return remark.measured or "符合"


def main() -> None:
    sys.path.insert(0, str(_SAMPLES))
    from samples_special import SPECIAL, photo
    from samples_words import WORDS

    from samples import SAMPLES

    TARGET.write_text(page(reviews(printed(SAMPLES | SPECIAL | WORDS, photo))), "utf-8")
    sys.stdout.write(f"{TARGET}\n")


if __name__ == "__main__":
    main()
