"""The margins of a cell count with the indents of what stands in it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from word import look, p, style, table, write

from make_docx.linter.clause import Subject, Verdict
from make_docx.linter.clauses.colophon import copies_indent, printed_indent
from make_docx.linter.reading import read_paper
from make_docx.linter.recognition import recognise
from make_docx.official.profile import STANDARD

WIDE: Final = 8844  # twips, of the table
NONE: Final = '<w:tblCellMar><w:left w:w="0"/><w:right w:w="0"/></w:tblCellMar>'
SIDES: Final = '<w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
TABLE: Final = f"<w:tblCellMar>{SIDES}</w:tblCellMar>"
CELL: Final = f"<w:tcPr><w:tcMar>{SIDES}</w:tcMar></w:tcPr>"
STYLE: Final = style("t", kind="table", name="Normal Table", default=True).replace(
    "</w:style>", f"<w:tblPr>{TABLE}</w:tblPr></w:style>"
)


def colophon(indent: int, margin: int, properties: str, cell: str) -> str:
    room = WIDE - 2 * margin
    small = look("仿宋_GB2312", 14)
    copies = p(
        "抄送：县委办公室。",
        f'<w:ind w:left="{indent + 840}" w:hanging="840" w:right="{indent}"/>',
        small,
    )
    printed = p(
        "某某县人民政府办公室\t2021年6月4日印发",
        f'<w:tabs><w:tab w:val="right" w:pos="{room - indent}"/></w:tabs>'
        f'<w:ind w:left="{indent}" w:right="{indent}"/>',
        small,
    )
    return p("正文在这里，只有一段。") + table(
        (cell + copies,),
        (cell + printed,),
        properties=f'<w:tblW w:w="{WIDE}" w:type="dxa"/>{properties}',
    )


@pytest.mark.parametrize(
    ("properties", "cell", "styles", "margin"),
    [
        ("", "", "", 0),
        (TABLE, "", "", 108),
        ("", CELL, "", 108),
        ("", "", STYLE, 108),
        (NONE, "", STYLE, 0),
    ],
    ids=["none", "of the table", "of the cell", "of the style", "of the style, taken away"],
)
@pytest.mark.parametrize(("off", "verdict"), [(0, Verdict.PASS), (200, Verdict.FAIL)])
def test_one_character_is_left_free_with_the_margin_of_the_cell(
    tmp_path: Path,
    properties: str,
    cell: str,
    styles: str,
    margin: int,
    off: int,
    verdict: Verdict,
) -> None:
    body = colophon(280 - margin + off, margin, properties, cell)
    paper = read_paper(write(tmp_path / "a.docx", body, styles=styles))
    subject = Subject(paper, recognise(paper), STANDARD)
    for clause in (copies_indent, printed_indent):
        remarks = list(clause.check(subject))
        assert remarks
        verdicts = {remark.verdict for remark in remarks}
        assert (Verdict.FAIL in verdicts) is (verdict is Verdict.FAIL), remarks
