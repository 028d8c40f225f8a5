"""Rare characters are set in a font that has them, and nothing else changes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from whole_document import parts, sample

from make_docx.document import layout_path, rare, render, text_dump
from make_docx.document.styles import Style
from make_docx.linter.review import review
from make_docx.model import Direction, Layout, Level
from make_docx.model import Paragraph as Text
from make_docx.official import page


def document() -> DocxDocument:
    """The built-in layout rendered, its body emptied."""
    data = render(sample(), layout_path(Direction.UP, Layout.DOCUMENT, None))
    made = docx.Document(BytesIO(data))
    for block in list(made.element.body)[:-1]:
        made.element.body.remove(block)
    return made


def paragraph(made: DocxDocument, text: str, style: Style = Style.BODY) -> Paragraph:
    return made.add_paragraph(text, style=str(style))


def looks(of: Paragraph) -> list[tuple[str, str]]:
    """(text, font of the run itself) of each run; "" where the style decides."""
    return [(run.text, font(run, "w:eastAsia")) for run in of.runs]


def font(run: Run, attribute: str) -> str:
    fonts = run._r.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    return "" if fonts is None else fonts.get(qn(attribute), "")


def test_a_document_of_common_characters_stays_as_it_is() -> None:
    made = docx.Document(
        BytesIO(render(sample(), layout_path(Direction.UP, Layout.DOCUMENT, None)))
    )
    before, after = BytesIO(), BytesIO()
    made.save(before)
    rare.apply(made)
    made.save(after)
    assert after.getvalue() == before.getvalue()


@pytest.mark.parametrize(
    ("style", "wanted"),
    [
        (Style.BODY, "仿宋"),
        (Style.HEADING_2, "楷体"),
        (Style.TITLE, "方正小标宋_GBK"),
        (Style.MARK, "方正小标宋_GBK"),
        (Style.TABLE_TEXT, "仿宋"),
    ],
)
def test_a_rare_character_gets_the_font_of_its_kind(style: Style, wanted: str) -> None:
    made = document()
    text = paragraph(made, "陶喆堃同志", style)
    rare.apply(made)
    assert looks(text) == [("陶", ""), ("喆堃", wanted), ("同志", "")]


def test_all_four_names_are_set_on_purpose() -> None:
    made = document()
    text = paragraph(made, "喆")
    rare.apply(made)
    names = {font(text.runs[0], f"w:{name}") for name in ("ascii", "hAnsi", "eastAsia", "cs")}
    assert names == {"仿宋"}
    assert font(text.runs[0], "w:hint") == "eastAsia"


def test_a_font_that_has_the_character_stays() -> None:
    made = document()
    text = paragraph(made, "陶喆同志", Style.HEADING_1)
    rare.apply(made)
    assert looks(text) == [("陶喆同志", "")]


def test_what_gbk_lacks_gets_a_song_font() -> None:
    made = document()
    text = paragraph(made, "㫚䶮与𬭎", Style.HEADING_1)
    rare.apply(made)
    assert looks(text) == [("㫚䶮", "宋体"), ("与", ""), ("𬭎", "SimSun-ExtB")]


def test_size_spacing_and_colour_of_the_run_stay() -> None:
    made = document()
    text = paragraph(made, "甲喆乙")
    text.runs[0].font.size = Pt(15)
    text.runs[0].font.bold = True
    rare.apply(made)
    assert [(run.font.size, run.font.bold) for run in text.runs] == [(Pt(15), True)] * 3


def test_tabs_and_line_breaks_stay_where_they_are() -> None:
    made = document()
    text = paragraph(made, "甲\t喆\n镕乙")
    rare.apply(made)
    assert text.text == "甲\t喆\n镕乙"
    assert [run for run, name in looks(text) if name] == ["喆", "镕"]


def test_the_font_may_come_from_the_run_a_character_style_or_a_base() -> None:
    made = document()
    own = made.styles.add_style("强调", WD_STYLE_TYPE.CHARACTER)
    own.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), page.KAITI)
    based = made.styles.add_style("派生", WD_STYLE_TYPE.PARAGRAPH)
    based.base_style = made.styles[str(Style.TITLE)]
    text = made.add_paragraph("喆", style="派生")
    text.add_run("喆", style="强调")
    direct = text.add_run("喆")
    direct._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), page.HEITI)
    rare.apply(made)
    assert [name for _, name in looks(text)] == ["方正小标宋_GBK", "楷体", page.HEITI]


def test_styles_based_on_each_other_end() -> None:
    made = document()
    one, two = (made.styles.add_style(n, WD_STYLE_TYPE.PARAGRAPH) for n in ("一号", "二号"))
    one.base_style, two.base_style = two, one
    text = made.add_paragraph("喆", style="一号")
    rare.apply(made)
    assert looks(text) == [("喆", "仿宋")]  # of the document's defaults


def test_footers_tables_and_text_boxes_are_read_too() -> None:
    made = docx.Document(
        BytesIO(render(sample(), layout_path(Direction.UP, Layout.DOCUMENT, None)))
    )
    foot = made.sections[0].footer.paragraphs[0]
    stories = {
        "foot": foot._p,
        "cell": next(made.element.body.iter(qn("w:tc"))),
        "box": next(made.element.body.iter(qn("w:txbxContent"))),
    }
    for story in stories.values():
        next(story.iter(qn("w:t"))).text = "甲𬭎"
    rare.apply(made)
    for name, story in stories.items():
        run = next(t.getparent() for t in story.iter(qn("w:t")) if t.text == "𬭎")
        assert font(Run(run, foot), "w:eastAsia") == "SimSun-ExtB", name


def test_word_is_told_what_to_take_where_a_stand_in_is_missing() -> None:
    made = document()
    paragraph(made, "喆", Style.TITLE)
    rare.apply(made)
    target = BytesIO()
    made.save(target)
    entry = 'w:name="方正小标宋_GBK"><w:altName w:val="华文中宋"/>'
    assert entry in parts(target.getvalue())["word/fontTable.xml"]


def test_rendering_does_it() -> None:
    layout = layout_path(Direction.UP, Layout.DOCUMENT, None)
    plain = replace(sample(), signatures=("陶喆县",))
    data = render(plain, layout)
    assert "<w:t>喆</w:t>" in parts(data)["word/document.xml"]
    assert "[署名] 陶喆县" in text_dump(data)


@given(st.text(alphabet="国喆㫚𬭎²✓\ufe00a1， \t\n", max_size=30))
def test_no_text_is_lost(text: str) -> None:
    made = EMPTY
    one = paragraph(made, text)
    before = one.text
    rare.apply(made)
    assert one.text == before
    made.element.body.remove(one._p)


EMPTY = document()


def test_the_linter_takes_a_stand_in_for_right(tmp_path: Path) -> None:
    path = tmp_path / "公文.docx"
    body = (Text(Level.BODY, "", "陶喆、张䶮、王𬭎等同志参加活动。"),)
    layout = layout_path(Direction.DOWN, Layout.DOCUMENT, None)
    path.write_bytes(render(replace(sample(direction=Direction.DOWN), paragraphs=body), layout))
    (ruling,) = [one for one in review(path).rulings if one.clause.id == "B2"]
    assert ruling.verdict == "pass"
