"""Text, fields, revisions, tables, sections, headers and footers are read in whatever wrapping."""

from __future__ import annotations

from pathlib import Path

import pytest
from word import A4, p, r, table, write

from make_docx.linter.paper import Paper, Story, Table
from make_docx.linter.reading import read_paper

PAGE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'


def paper(tmp_path: Path, body: str, *, section: str = A4) -> Paper:
    return read_paper(write(tmp_path / "a.docx", body, section=section))


def texts(found: Paper) -> list[str]:
    return [paragraph.text for paragraph in found.paragraphs]


def only_table(found: Paper) -> Table:
    (block,) = found.blocks
    assert isinstance(block, Table)
    return block


# ── text ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:t>一</w:t><w:tab/><w:t>二</w:t>", "一\t二"),
        ("<w:t>一</w:t><w:br/><w:cr/><w:t>二</w:t>", "一\n\n二"),
        ('<w:br w:type="page"/><w:t>二</w:t>', "\f二"),
        ("<w:lastRenderedPageBreak/><w:t>二</w:t>", "二"),
        ("<w:t>一</w:t><w:noBreakHyphen/><w:softHyphen/>", "一\u2011"),
        ('<w:sym w:font="Wingdings" w:char="F0FE"/>', "\uf0fe"),
        ('<w:sym w:char="zz"/>', ""),
        ("<w:ruby><w:rt><w:r><w:t>yi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>一</w:t></w:r>"
         "</w:rubyBase></w:ruby>", "一"),
        ("<w:pgNum/>", "1"),
    ],
)  # fmt: skip
def test_signs_of_a_run_are_characters(tmp_path: Path, inner: str, text: str) -> None:
    assert texts(paper(tmp_path, f"<w:p><w:r>{inner}</w:r></w:p>")) == [text]


@pytest.mark.parametrize(
    "wrapped",
    [
        '<w:hyperlink r:id="rId9">{}</w:hyperlink>',
        "<w:smartTag><w:smartTag>{}</w:smartTag></w:smartTag>",
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:ins w:id="1">{}</w:ins>',
        "<w:moveTo>{}</w:moveTo>",
        '<mc:AlternateContent><mc:Choice Requires="wps">{}</mc:Choice></mc:AlternateContent>',
        '<mc:AlternateContent><mc:Choice Requires="v">旧</mc:Choice><mc:Fallback>{}</mc:Fallback>'
        "</mc:AlternateContent>",
        '<w:fldSimple w:instr="REF x">{}</w:fldSimple>',
    ],
)
def test_wrapped_text_is_text(tmp_path: Path, wrapped: str) -> None:
    assert texts(paper(tmp_path, f"<w:p>{wrapped.format(r('正文'))}</w:p>")) == ["正文"]


def test_wrapped_paragraphs_and_tables_are_blocks(tmp_path: Path) -> None:
    body = (
        f"<w:sdt><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>"
        f"<w:customXml>{p('乙')}{table((p('丙'),))}</w:customXml>"
        f'<mc:AlternateContent><mc:Choice Requires="wps">{p("丁")}</mc:Choice>'
        "</mc:AlternateContent>"
    )
    found = paper(tmp_path, body)
    assert texts(found) == ["甲", "乙", "丁"]
    assert [x.block for x in found.paragraphs] == [0, 1, 3]
    assert [x.index for x in found.paragraphs] == [1, 2, 3]


def test_revisions_are_read_as_accepted_and_counted(tmp_path: Path) -> None:
    body = (
        f"<w:p>{r('改为')}<w:ins>{r('新')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        f"<w:moveFrom>{r('移走')}</w:moveFrom></w:p>"
    )
    found = paper(tmp_path, body)
    assert texts(found) == ["改为新"]
    assert found.revisions == 3


def test_a_paragraph_goes_with_its_deleted_text(tmp_path: Path) -> None:
    deleted = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>"
    gone = deleted.format("<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>")
    assert texts(paper(tmp_path, p("甲") + gone + deleted.format(r("乙")))) == ["甲", "乙"]


def test_a_deleted_row_is_not_there(tmp_path: Path) -> None:
    body = table((p("甲"),), (p("乙"),)).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1)
    assert [row.cells[0].paragraphs[0].text for row in only_table(paper(tmp_path, body)).rows] == [
        "乙"
    ]


def test_comments_are_counted(tmp_path: Path) -> None:
    path = write(tmp_path / "a.docx", p("字"), comments="<w:comment/><w:comment/>")
    assert read_paper(path).comments == 2


# ── fields ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "field",
    [
        PAGE.format(SEPARATE + r("1")),
        PAGE.format(SEPARATE),  # without a result that is stored
        PAGE.format(""),
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>',
        '<w:fldSimple w:instr=" PAGE "/>',
    ],
)
def test_a_page_number_is_a_field_with_a_result(tmp_path: Path, field: str) -> None:
    (found,) = paper(tmp_path, f"<w:p>{r('— ')}{field}{r(' —')}</w:p>").paragraphs
    assert found.text == "— 1 —"
    assert [(x.is_field, x.field_code) for x in found.runs] == [
        (False, ""),
        (True, "PAGE"),
        (False, ""),
    ]


def test_a_field_inside_of_a_condition_shows_the_result_of_the_whole(tmp_path: Path) -> None:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    condition = "<w:r><w:instrText>IF </w:instrText></w:r>" + PAGE.format(SEPARATE + r("7"))
    body = f"<w:p>{begin}{condition}{SEPARATE}{r('结果')}{end}{r('正文')}</w:p>"
    assert texts(paper(tmp_path, body)) == ["结果正文"]


def test_a_field_may_span_paragraphs(tmp_path: Path) -> None:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    body = (
        f"<w:p>{begin}<w:r><w:instrText>TOC</w:instrText></w:r>{SEPARATE}{r('目录')}</w:p>"
        f"{p('第二行')}<w:p>{end}{r('正文')}</w:p>"
    )
    found = paper(tmp_path, body)
    assert texts(found) == ["目录", "第二行", "正文"]
    assert [x.runs[0].is_field for x in found.paragraphs] == [True, True, False]


def test_marks_of_fields_without_a_beginning_are_no_matter(tmp_path: Path) -> None:
    body = f'<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r>{SEPARATE}{r("正文")}</w:p>'
    assert texts(paper(tmp_path, body)) == ["正文"]


# ── tables ──────────────────────────────────────────────────────────────────────────────


def test_rows_cells_and_inner_tables_are_told(tmp_path: Path) -> None:
    inner = table((p("内"),))
    body = (
        '<w:tbl><w:tblPr><w:tblW w:w="8845" w:type="dxa"/><w:jc w:val="center"/><w:tblpPr/>'
        '<w:tblBorders><w:insideH w:val="single" w:sz="6"/></w:tblBorders></w:tblPr>'
        f"<w:tr><w:trPr><w:tblHeader/><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:gridSpan "
        f'w:val="2"/><w:tcW w:w="400"/></w:tcPr>{p("头")}</w:tc></w:tr>'
        f"<w:tr><w:sdt><w:sdtContent><w:tc><w:tcPr><w:vMerge/><w:tcBorders><w:top "
        f'w:val="double" w:sz="4"/></w:tcBorders></w:tcPr>{inner}{p("外")}</w:tc></w:sdtContent>'
        "</w:sdt></w:tr></w:tbl>"
    )
    found = only_table(paper(tmp_path, body))
    assert (found.width, found.align, found.floating) == (442.25, "center", True)
    assert found.borders["insideH"].weight == 0.75
    head, row = found.rows
    assert (head.repeats, head.may_split, row.repeats, row.may_split) == (True, False, False, True)
    assert (head.cells[0].span, head.cells[0].width) == (2, 20)
    (cell,) = row.cells
    assert cell.continues_above
    assert cell.borders["top"].style == "double"
    assert cell.tables[0].rows[0].cells[0].paragraphs[0].text == "内"
    assert [(x.text, x.story, x.block) for x in cell.paragraphs] == [("外", Story.CELL, 0)]


@pytest.mark.parametrize(
    ("width", "points"),
    [
        ('<w:tblW w:w="5000" w:type="pct"/>', 442.25),
        ('<w:tblW w:w="50%" w:type="pct"/>', 221.125),
        ('<w:tblW w:w="0" w:type="auto"/>', 150),
        ("", 150),
    ],
)
def test_the_width_of_a_table_may_be_said_in_several_ways(
    tmp_path: Path, width: str, points: float
) -> None:
    body = table((p("字"),), properties=width).replace(
        "</w:tblPr>",
        '</w:tblPr><w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="2000"/></w:tblGrid>',
    )
    assert only_table(paper(tmp_path, body)).width == pytest.approx(points, abs=0.01)


# ── sections ────────────────────────────────────────────────────────────────────────────


def test_a_section_tells_its_page_in_millimetres(tmp_path: Path) -> None:
    grid = '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-848"/>'
    found = paper(tmp_path, p(), section=A4 + '<w:pgNumType w:start="3"/><w:titlePg/>' + grid)
    (section,) = found.sections
    assert section.width_mm == pytest.approx(210, abs=0.01)
    assert section.top_mm == pytest.approx(37, abs=0.01)
    assert section.left_mm == pytest.approx(28, abs=0.01)
    assert (section.grid, section.grid_pitch) == ("linesAndChars", 28.95)
    assert section.grid_character == pytest.approx(-0.207, abs=0.001)
    assert section.title_page
    assert (section.page_number_start, section.page_number_format) == (3, "decimal")


def test_a_grid_without_a_type_is_none(tmp_path: Path) -> None:
    (section,) = paper(tmp_path, p(), section=A4 + '<w:docGrid w:linePitch="312"/>').sections
    assert (section.grid, section.grid_pitch) == ("", 0)


def test_a_section_ends_with_the_paragraph_that_holds_it(tmp_path: Path) -> None:
    turned = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    found = paper(tmp_path, p("甲") + p("乙", turned) + table((p("丙"),)) + p("丁"))
    assert [section.landscape for section in found.sections] == [True, False]
    assert [block.section for block in found.blocks] == [0, 0, 1, 1]


def test_a_document_without_a_last_section_has_one_all_the_same(tmp_path: Path) -> None:
    found = paper(tmp_path, p("甲"), section="")
    assert len(found.sections) == 1


def test_a_section_inherits_headers_and_footers(tmp_path: Path) -> None:
    odd, even = (
        f'<w:footerReference w:type="{kind}" r:id="rId{name}"/>'
        for kind, name in (("default", "footer1"), ("even", "footer2"))
    )
    body = p("甲", f"<w:sectPr>{odd}{even}</w:sectPr>") + p("乙")
    own = '<w:footerReference w:type="even" r:id="rIdfooter3"/>'
    path = write(
        tmp_path / "a.docx",
        body,
        section=own + A4,
        edges={"footer1": p("奇"), "footer2": p("偶"), "footer3": p("新") + table((p("表"),))},
        settings="<w:evenAndOddHeaders/>",
    )
    found = read_paper(path)
    assert found.even_and_odd
    assert [
        {kind: [x.text for x in lines] for kind, lines in section.footers.items()}
        for section in found.sections
    ] == [{"default": ["奇"], "even": ["偶"]}, {"default": ["奇"], "even": ["新", "表"]}]
    last = found.sections[1].footers["even"][0]
    assert (last.story, last.part, last.block) == (Story.FOOTER, "word/footer3.xml", -1)


def test_a_reference_to_nothing_is_no_footer(tmp_path: Path) -> None:
    lost = '<w:footerReference w:type="default" r:id="rId77"/>'
    assert paper(tmp_path, p(), section=lost + A4).sections[0].footers == {}


@pytest.mark.parametrize(
    ("settings", "compressed"),
    [
        ("", False),
        ('<w:characterSpacingControl w:val="doNotCompress"/>', False),
        ('<w:characterSpacingControl w:val="compressPunctuation"/>', True),
    ],
)
def test_compressed_punctuation_is_told(tmp_path: Path, settings: str, compressed: bool) -> None:
    path = write(tmp_path / "a.docx", p(), settings=settings)
    assert read_paper(path).punctuation_compressed is compressed


# ── layouts ─────────────────────────────────────────────────────────────────────────────


def test_a_layout_reads_like_its_document(tmp_path: Path) -> None:
    body = (
        p("{%p if 份号 %}")
        + p("{{ 份号 }}")
        + p("{%p else %}")
        + p("")
        + p("{%p endif %}")
        + p("")
        + p("{{ 标题 }}")
        + table((p("{%tr for 行 in 表 %}"),), (p("{{ 行 }}"),), (p("{%tr endfor %}"),))
    )
    found = paper(tmp_path, body)
    assert found.is_template
    assert texts(found) == ["{{ 份号 }}", "", "{{ 标题 }}"]
    block = found.blocks[-1]
    assert isinstance(block, Table)
    assert len(block.rows) == 1


def test_a_document_is_no_layout(tmp_path: Path) -> None:
    found = paper(tmp_path, p("100%") + p("%}"))
    assert not found.is_template
    assert texts(found) == ["100%", "%}"]


def test_a_tag_that_word_split_is_seen(tmp_path: Path) -> None:
    assert paper(tmp_path, f"<w:p>{r('{')}{r('{ 标题 }}', '<w:b/>')}</w:p>").is_template
