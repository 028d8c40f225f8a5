"""Fonts, sizes, toggles, colours and indents come out as the page shows them."""

from __future__ import annotations

from pathlib import Path

import pytest
from word import fonts, p, r, style, table, write

from make_docx.linter.paper import ParagraphFacts, Run, Table
from make_docx.linter.reading import read_paper

NORMAL = style("Normal", default=True, look='<w:sz w:val="32"/>')
THEME = (
    '<a:themeElements><a:clrScheme name="x"><a:accent2><a:srgbClr val="C00000"/></a:accent2>'
    '<a:dk1><a:sysClr val="windowText" lastClr="111111"/></a:dk1></a:clrScheme><a:fontScheme '
    'name="x"><a:majorFont><a:latin typeface="Cambria"/><a:ea typeface="黑体"/></a:majorFont>'
    '<a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/>'
    '<a:font script="Jpan" typeface="游明朝"/><a:font script="Hans" typeface="等线"/>'
    '<a:font script="Hant" typeface="細明體"/></a:minorFont></a:fontScheme></a:themeElements>'
)


def facts(
    tmp_path: Path, body: str, *, styles: str = "", theme: str = "", settings: str = ""
) -> ParagraphFacts:
    path = write(tmp_path / "a.docx", body, styles=styles, theme=theme, settings=settings)
    return read_paper(path).paragraphs[0]


def run(
    tmp_path: Path,
    look: str,
    properties: str = "",
    *,
    styles: str = "",
    theme: str = "",
    settings: str = "",
) -> Run:
    body = p("字", properties, look)
    return facts(tmp_path, body, styles=styles, theme=theme, settings=settings).runs[0]


def defaults(look: str = "", paragraph: str = "") -> str:
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{look}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{paragraph}</w:pPr></w:pPrDefault></w:docDefaults>"
    )


# ── characters ──────────────────────────────────────────────────────────────────────────


def test_without_any_word_on_it_word_takes_times_in_10_points(tmp_path: Path) -> None:
    found = run(tmp_path, "")
    assert (found.east_asian, found.latin, found.size) == ("Times New Roman",) * 2 + (10.0,)
    assert found.colour == "000000"


def test_direct_formatting_beats_the_style_and_that_its_ancestors_and_the_defaults(
    tmp_path: Path,
) -> None:
    styles = (
        defaults(fonts("宋体") + '<w:sz w:val="21"/><w:spacing w:val="-5"/>')
        + style("Normal", default=True, look='<w:sz w:val="24"/>')
        + style("Base", based_on="Normal", look=fonts("黑体"))
        + style("Top", based_on="Base", look='<w:color w:val="FF0000"/>')
    )
    found = run(tmp_path, '<w:sz w:val="44"/>', '<w:pStyle w:val="Top"/>', styles=styles)
    assert (found.east_asian, found.size, found.colour, found.spacing) == (
        "黑体",
        22,
        "FF0000",
        -0.25,
    )


def test_a_circle_of_styles_ends(tmp_path: Path) -> None:
    styles = style("A", based_on="B", look='<w:sz w:val="30"/>') + style("B", based_on="A")
    assert run(tmp_path, "", '<w:pStyle w:val="A"/>', styles=styles).size == 15


def test_a_style_that_is_not_there_is_the_default_one(tmp_path: Path) -> None:
    paragraph = facts(tmp_path, p("字", '<w:pStyle w:val="Lost"/>'), styles=NORMAL)
    assert (paragraph.style, paragraph.runs[0].size) == ("Normal", 16)


def test_a_theme_font_beats_a_name_beside_it(tmp_path: Path) -> None:
    look = '<w:rFonts w:eastAsia="仿宋" w:eastAsiaTheme="majorEastAsia" w:ascii="Arial"/>'
    found = run(tmp_path, look, theme=THEME)
    assert (found.east_asian, found.latin) == ("黑体", "Arial")


def test_a_name_over_an_inherited_theme_font_wins(tmp_path: Path) -> None:
    styles = defaults('<w:rFonts w:eastAsiaTheme="majorEastAsia"/>') + NORMAL
    found = run(tmp_path, '<w:rFonts w:eastAsia="仿宋"/>', styles=styles, theme=THEME)
    assert found.east_asian == "仿宋"


@pytest.mark.parametrize(
    ("language", "face"),
    [("zh-CN", "等线"), ("zh-TW", "細明體"), ("ja-JP", "游明朝"), ("", "等线")],
)
def test_a_theme_without_a_chinese_face_takes_that_of_the_language(
    tmp_path: Path, language: str, face: str
) -> None:
    settings = f'<w:themeFontLang w:val="en-US" w:eastAsia="{language}"/>' if language else ""
    look = '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/>'
    found = run(tmp_path, look, theme=THEME, settings=settings)
    assert (found.east_asian, found.latin) == (face, "Calibri")


def test_the_hint_is_kept_for_dashes_and_quotation_marks(tmp_path: Path) -> None:
    assert run(tmp_path, '<w:rFonts w:hint="eastAsia"/>').hint_east_asian
    assert not run(tmp_path, fonts("仿宋")).hint_east_asian


@pytest.mark.parametrize(
    ("paragraph", "character", "direct", "bold"),
    [
        ("<w:b/>", "", "", True),
        ("", "<w:b/>", "", True),
        ("<w:b/>", "<w:b/>", "", False),  # 17.7.3: twice is not
        ("<w:b/>", '<w:b w:val="0"/>', "", True),
        ("<w:b/>", "<w:b/>", "<w:b/>", True),
        ("<w:b/>", "", '<w:b w:val="false"/>', False),
        ("<w:bCs/>", "", "", False),
    ],
)
def test_bold_by_two_kinds_of_style_cancels_itself(
    tmp_path: Path, paragraph: str, character: str, direct: str, bold: bool
) -> None:
    styles = style("P", look=paragraph) + style("C", kind="character", look=character)
    look = f'<w:rStyle w:val="C"/>{direct}'
    assert run(tmp_path, look, '<w:pStyle w:val="P"/>', styles=styles).bold is bold


def test_a_style_may_take_back_the_bold_of_its_ancestor(tmp_path: Path) -> None:
    styles = style("A", look="<w:b/>") + style("B", based_on="A", look='<w:b w:val="0"/>')
    assert not run(tmp_path, "", '<w:pStyle w:val="B"/>', styles=styles).bold


def test_a_linked_paragraph_style_stands_for_its_character_style(tmp_path: Path) -> None:
    styles = style("Mark", more='<w:link w:val="MarkChar"/>') + style(
        "MarkChar", kind="character", look='<w:color w:val="ff0000"/>'
    )
    assert run(tmp_path, '<w:rStyle w:val="Mark"/>', styles=styles).colour == "FF0000"


@pytest.mark.parametrize(
    ("colour", "code"),
    [
        ('w:val="auto"', "000000"),
        ('w:val="FF0000" w:themeColor="accent2"', "FF0000"),
        ('w:val="auto" w:themeColor="accent2"', "C00000"),
        ('w:val="auto" w:themeColor="text1"', "111111"),
        ('w:val="rouge"', "000000"),
    ],
)
def test_colours_are_codes(tmp_path: Path, colour: str, code: str) -> None:
    assert run(tmp_path, f"<w:color {colour}/>", theme=THEME).colour == code


def test_width_underline_and_slant_are_told(tmp_path: Path) -> None:
    found = run(tmp_path, '<w:w w:val="80"/><w:u w:val="single"/><w:i/>')
    assert (found.scale, found.underline, found.italic) == (0.8, True, True)
    assert not run(tmp_path, '<w:u w:val="none"/>').underline


def test_hidden_text_is_not_printed(tmp_path: Path) -> None:
    body = f"<w:p>{r('看得见')}{r('看不见', '<w:vanish/>')}</w:p>"
    assert facts(tmp_path, body).text == "看得见"


def test_neighbours_of_one_look_are_one_run(tmp_path: Path) -> None:
    body = f"<w:p>{r('某')}{r('某')}{r('县', '<w:b/>')}</w:p>"
    assert [found.text for found in facts(tmp_path, body).runs] == ["某某", "县"]


def test_the_mark_of_an_empty_line_has_a_size(tmp_path: Path) -> None:
    body = p("", '<w:rPr><w:sz w:val="44"/></w:rPr>') + p("")
    first, second = read_paper(write(tmp_path / "a.docx", body, styles=NORMAL)).paragraphs
    assert (first.mark_size, second.mark_size) == (22, 16)
    assert first.is_empty


def test_normal_gives_size_and_hanging_punctuation(tmp_path: Path) -> None:
    overflow = '<w:overflowPunct w:val="0"/>'
    styles = style("N", default=True, paragraph=overflow, look='<w:sz w:val="32"/>')
    paper = read_paper(write(tmp_path / "a.docx", p(), styles=styles))
    assert (paper.normal_size, paper.hanging_punctuation) == (16, False)


# ── paragraphs ──────────────────────────────────────────────────────────────────────────


def indents(paragraph: ParagraphFacts) -> tuple[float, float, float]:
    return paragraph.left, paragraph.right, paragraph.first_line


@pytest.mark.parametrize(
    ("style_indent", "direct", "expected"),
    [
        ("", 'w:firstLine="640"', (0, 0, 32)),
        ("", 'w:firstLineChars="200" w:firstLine="420"', (0, 0, 32)),
        ("", 'w:leftChars="100" w:rightChars="400" w:hangingChars="300"', (16, 64, -48)),
        ("", 'w:left="1280" w:hanging="640" w:firstLine="320"', (64, 0, -32)),
        ("", 'w:firstLineChars="0" w:firstLine="420"', (0, 0, 21)),
        ('w:firstLineChars="200"', 'w:firstLine="0"', (0, 0, 32)),  # Word takes 字 first
        ('w:firstLineChars="200"', 'w:firstLineChars="0" w:firstLine="0"', (0, 0, 0)),
        ('w:left="400" w:firstLine="640"', 'w:hanging="200"', (20, 0, -10)),
        ("", 'w:start="200" w:end="100"', (10, 5, 0)),
    ],
)
def test_indents_in_characters_beat_those_in_twips(
    tmp_path: Path, style_indent: str, direct: str, expected: tuple[float, float, float]
) -> None:
    styles = NORMAL + style("S", based_on="Normal", paragraph=f"<w:ind {style_indent}/>")
    paragraph = facts(tmp_path, p("字", f'<w:pStyle w:val="S"/><w:ind {direct}/>'), styles=styles)
    assert indents(paragraph) == expected


def test_characters_of_an_indent_are_as_wide_as_those_of_the_paragraph(tmp_path: Path) -> None:
    paragraph = facts(tmp_path, p("字", '<w:ind w:firstLineChars="200"/>', '<w:sz w:val="28"/>'))
    assert paragraph.first_line == 28


@pytest.mark.parametrize(
    ("spacing", "line"),
    [
        ('w:line="240" w:lineRule="auto"', (1.0, "auto")),
        ('w:line="360"', (1.5, "auto")),
        ('w:line="579" w:lineRule="exact"', (28.95, "exact")),
        ('w:line="560" w:lineRule="atLeast"', (28, "at_least")),
        ("", (1.0, "auto")),
    ],
)
def test_lines_are_points_or_multiples(
    tmp_path: Path, spacing: str, line: tuple[float, str]
) -> None:
    paragraph = facts(tmp_path, p("字", f"<w:spacing {spacing}/>"))
    assert (paragraph.line, paragraph.line_rule) == line


def test_space_in_lines_counts_lines_of_the_grid(tmp_path: Path) -> None:
    properties = '<w:spacing w:before="100" w:beforeLines="50" w:after="100"/>'
    grid = '<w:docGrid w:type="lines" w:linePitch="579"/>'
    for section, before in (("", 6.0), (grid, 28.95 / 2)):
        path = write(tmp_path / "a.docx", p("字", properties), section=section)
        paragraph = read_paper(path).paragraphs[0]
        assert paragraph.before == pytest.approx(before)
        assert paragraph.after == 5


def test_contextual_spacing_closes_the_gap_between_paragraphs_of_a_style(tmp_path: Path) -> None:
    spaced = '<w:spacing w:before="200" w:after="200"/><w:contextualSpacing/>'
    styles = NORMAL + style("L", paragraph=spaced)
    item = p("项", '<w:pStyle w:val="L"/>')
    paper = read_paper(write(tmp_path / "a.docx", p("字") + item + item, styles=styles))
    assert [(x.before, x.after) for x in paper.paragraphs[1:]] == [(10, 0), (0, 10)]


def test_flags_alignment_and_outline_are_read(tmp_path: Path) -> None:
    paragraph = facts(
        tmp_path,
        p(
            "字",
            '<w:keepNext/><w:pageBreakBefore/><w:widowControl w:val="0"/><w:snapToGrid w:val="0"/>'
            '<w:jc w:val="distribute"/><w:outlineLvl w:val="1"/>',
        ),
    )
    assert paragraph.keep_next
    assert paragraph.page_break_before
    assert not paragraph.widow_control
    assert not paragraph.snap_to_grid
    assert (paragraph.align, paragraph.outline) == ("distribute", 1)
    plain = facts(tmp_path, p("字", '<w:outlineLvl w:val="9"/>'))
    assert (plain.align, plain.outline) == ("left", None)


def test_tab_stops_of_a_style_can_be_cleared(tmp_path: Path) -> None:
    tabs = '<w:tabs><w:tab w:val="right" w:pos="8845"/><w:tab w:val="left" w:pos="420"/></w:tabs>'
    styles = style("T", paragraph=tabs)
    direct = '<w:tabs><w:tab w:val="clear" w:pos="420"/><w:tab w:val="num" w:pos="200"/></w:tabs>'
    paragraph = facts(tmp_path, p("字", f'<w:pStyle w:val="T"/>{direct}'), styles=styles)
    assert paragraph.tabs == (("left", 10.0), ("right", 442.25))


def test_borders_have_the_weight_of_all_their_lines(tmp_path: Path) -> None:
    sides = (
        '<w:pBdr><w:top w:val="thinThickSmallGap" w:sz="24" w:color="FF0000"/>'
        '<w:left w:val="double" w:sz="6"/><w:bottom w:val="single" w:sz="12" w:space="8" '
        'w:color="auto"/><w:right w:val="nil"/></w:pBdr>'
    )
    found = facts(tmp_path, p("字", sides)).borders
    assert set(found) == {"top", "left", "bottom"}
    assert (found["top"].weight, found["top"].colour) == (4.5, "FF0000")
    assert found["left"].weight == 2.25
    assert (found["bottom"].weight, found["bottom"].space, found["bottom"].colour) == (
        1.5,
        8,
        "000000",
    )


def test_one_side_of_a_style_s_borders_can_be_taken_away(tmp_path: Path) -> None:
    styles = style(
        "B", paragraph='<w:pBdr><w:top w:val="single"/><w:bottom w:val="single"/></w:pBdr>'
    )
    direct = '<w:pStyle w:val="B"/><w:pBdr><w:top w:val="none"/></w:pBdr>'
    assert set(facts(tmp_path, p("字", direct), styles=styles).borders) == {"bottom"}


def test_a_table_style_lies_under_the_paragraph_style(tmp_path: Path) -> None:
    styles = (
        style("N", default=True)
        + style("Own", look='<w:sz w:val="24"/>')
        + style(
            "Grid",
            kind="table",
            paragraph='<w:jc w:val="center"/>',
            look='<w:sz w:val="18"/>',
            more='<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8"/></w:tblBorders></w:tblPr>',
        )
    )
    body = table(
        (p("甲"), p("乙", '<w:pStyle w:val="Own"/>')), properties='<w:tblStyle w:val="Grid"/>'
    )
    (found,) = read_paper(write(tmp_path / "a.docx", body, styles=styles)).blocks
    assert isinstance(found, Table)
    first, second = (cell.paragraphs[0] for cell in found.rows[0].cells)
    assert (first.runs[0].size, second.runs[0].size) == (9, 12)
    assert first.align == "center"
    assert found.borders["top"].weight == 1
