"""A profile changes what it names, everywhere, and nothing else."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from openxml_audit import OpenXmlValidator
from whole_document import parts, sample

from make_docx.document import house, layout_path, render
from make_docx.document.styles import Style
from make_docx.model import Direction, Document, Layout
from make_docx.official.profile import (
    STANDARD,
    STANDARD_FONTS,
    Bold,
    Face,
    PageNumberSide,
    Profile,
)

OTHER_FONTS = {
    Face.FANGSONG: "方正仿宋_GBK",
    Face.HEITI: "方正黑体_GBK",
    Face.KAITI: "方正楷体_GBK",
    Face.XIAOBIAOSONG: "方正小标宋_GBK",
    Face.SONGTI: "方正书宋_GBK",
}
EVERYTHING = Profile(
    "某局",
    OTHER_FONTS,
    digits="Times New Roman",
    page_number=PageNumberSide.CENTRE,
    line_pitch=28,
    bold=frozenset(Bold),
)


def built(profile: Profile, document: Document | None = None) -> bytes:
    document = document or sample()
    return render(document, layout_path(document.direction, document.layout, None), profile)


def style(data: bytes, name: Style) -> etree._Element:
    element: etree._Element = docx.Document(BytesIO(data)).styles[str(name)].element
    return element


def attribute(element: etree._Element, path: str, name: str) -> str | None:
    found = element.find("/".join(map(qn, path.split("/"))))
    return None if found is None else found.get(qn(name))


def fonts_named(data: bytes) -> set[str]:
    """Every font that a style, a run or the theme names."""
    found: set[str] = set()
    for name, xml in parts(data).items():
        if name.startswith("word/") and name != "word/fontTable.xml":
            found.update(re.findall(r'(?:w:ascii|w:hAnsi|w:eastAsia|w:cs)="([^"]+)"', xml))
            found.update(re.findall(r'typeface="([^"]+)"', xml))
    return found - {"zh-CN"}  # a language has an attribute of the same name


@pytest.mark.parametrize("profile", [STANDARD, Profile("某局")])
def test_a_standard_profile_changes_no_byte(profile: Profile) -> None:
    document = docx.Document(BytesIO(built(STANDARD)))
    before, after = BytesIO(), BytesIO()
    document.save(before)
    house.apply(document, profile)
    document.save(after)
    assert after.getvalue() == before.getvalue()


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("direction", Direction)
def test_a_document_of_every_profile_is_valid(
    layout: Layout, direction: Direction, tmp_path: Path
) -> None:
    path = tmp_path / "sample.docx"
    path.write_bytes(built(EVERYTHING, sample(layout, direction)))
    assert OpenXmlValidator(strict=True).validate(path).errors == []


# ── fonts ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("layout", Layout)
def test_no_font_of_the_standard_is_left(layout: Layout) -> None:
    data = built(Profile(fonts=OTHER_FONTS), sample(layout))
    assert fonts_named(data) == set(OTHER_FONTS.values())


def test_two_fonts_may_change_places() -> None:
    swapped = {
        **STANDARD_FONTS,
        Face.FANGSONG: STANDARD_FONTS[Face.KAITI],
        Face.KAITI: STANDARD_FONTS[Face.FANGSONG],
    }
    data = built(Profile(fonts=swapped))
    normal = style(data, Style.HEADING_2)
    assert attribute(normal, "w:rPr/w:rFonts", "w:eastAsia") == STANDARD_FONTS[Face.FANGSONG]


def test_word_is_told_what_to_take_where_a_font_is_missing() -> None:
    data = built(Profile(fonts={**STANDARD_FONTS, Face.FANGSONG: "仿宋"}))
    table = etree.fromstring(parts(data)["word/fontTable.xml"].encode())
    entries = {font.get(qn("w:name")): font for font in table}
    assert attribute(entries["仿宋"], "w:altName", "w:val") == STANDARD_FONTS[Face.FANGSONG]
    assert STANDARD_FONTS[Face.FANGSONG] not in entries


def test_no_font_is_entered_twice() -> None:
    data = built(Profile(fonts={**STANDARD_FONTS, Face.KAITI: STANDARD_FONTS[Face.FANGSONG]}))
    table = etree.fromstring(parts(data)["word/fontTable.xml"].encode())
    names = [font.get(qn("w:name")) for font in table]
    assert len(names) == len(set(names)) == 4


def test_digits_have_their_font_and_chinese_signs_keep_theirs() -> None:
    data = built(Profile(digits="Times New Roman"))
    body = etree.fromstring(parts(data)["word/document.xml"].encode())
    for name in (Style.TITLE, Style.HEADING_1, Style.TABLE_HEAD):
        look = style(data, name)
        assert attribute(look, "w:rPr/w:rFonts", "w:ascii") == "Times New Roman"
        assert attribute(look, "w:rPr/w:rFonts", "w:eastAsia") in STANDARD_FONTS.values()
    texts = [text for text in body.iter(qn("w:t")) if not (text.text or "").isascii()]
    runs = [run for text in texts if (run := text.getparent()) is not None]
    assert runs
    assert {attribute(run, "w:rPr/w:rFonts", "w:hint") for run in runs} == {"eastAsia"}


def test_text_with_chinese_signs_names_its_own_font_for_them() -> None:
    made = docx.Document(BytesIO(built(Profile(digits="Times New Roman"))))
    text = next(p for p in made.paragraphs if p.text.endswith("这是“正文”第1段"))
    looks = [(run.text, attribute(run._r, "w:rPr/w:rFonts", "w:ascii")) for run in text.runs]
    assert looks == [("一、这是“正文”第", STANDARD_FONTS[Face.FANGSONG]), ("1段", None)]


def test_the_mark_and_the_page_number_keep_their_letters_and_digits() -> None:
    data = built(Profile(digits="Times New Roman"))
    for name in (Style.MARK, Style.PAGE_ODD, Style.PAGE_EVEN):
        look = style(data, name)
        east, west = (attribute(look, "w:rPr/w:rFonts", f"w:{a}") for a in ("eastAsia", "ascii"))
        assert east == west


def test_the_font_of_digits_may_be_one_that_another_kind_loses() -> None:
    fonts = {**STANDARD_FONTS, Face.FANGSONG: "仿宋"}
    data = built(Profile(fonts=fonts, digits=STANDARD_FONTS[Face.FANGSONG]))
    look = style(data, Style.HEADING_1)
    assert attribute(look, "w:rPr/w:rFonts", "w:ascii") == STANDARD_FONTS[Face.FANGSONG]


# ── lines, page numbers, bold ────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("pitch", "grid"), [(28, 579), (29, 607), (33, 671)])
def test_the_pitch_changes_in_every_line_and_the_grid_fills_the_page(
    pitch: float, grid: int
) -> None:
    data = built(Profile(line_pitch=pitch))
    styles, body = (parts(data)[f"word/{name}.xml"] for name in ("styles", "document"))
    assert f'w:line="{round(pitch * 20)}" w:lineRule="exact"' in styles
    assert 'w:line="579"' not in styles
    assert set(re.findall(r'w:linePitch="(\d+)"', body)) == {str(grid)}


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("pitch", [20, 28, 35.4])
def test_the_lines_of_the_header_stay(direction: Direction, pitch: float) -> None:
    document = docx.Document(BytesIO(built(Profile(line_pitch=pitch), sample(direction=direction))))
    above = []
    for paragraph in document.paragraphs:
        if paragraph.style is not None and paragraph.style.name == Style.MARK:
            break
        above.append(paragraph.paragraph_format.line_spacing)
    number = next(p for p in document.paragraphs if "〔2021〕" in p.text)
    lines = [line.twips if line is not None else None for line in above]
    assert lines == [579, 579, 579]
    assert number.paragraph_format.line_spacing == above[0]


def test_other_lines_stay() -> None:
    data, standard = built(Profile(line_pitch=28)), built(STANDARD)
    for name in (Style.MARK, Style.TITLE, Style.COPIES_TO, Style.TABLE_TEXT, Style.PAGE_ODD):
        assert etree.tostring(style(data, name)) == etree.tostring(style(standard, name))


def test_page_numbers_are_centred_on_both_sides() -> None:
    data = built(Profile(page_number=PageNumberSide.CENTRE))
    for name in (Style.PAGE_ODD, Style.PAGE_EVEN):
        look = style(data, name)
        assert attribute(look, "w:pPr/w:jc", "w:val") == "center"
        assert attribute(look, "w:pPr/w:ind", "w:rightChars") == "0"
        assert attribute(look, "w:pPr/w:ind", "w:left") == "0"


def test_a_page_number_without_our_styles_is_centred_too() -> None:
    document = docx.Document(BytesIO(built(STANDARD)))
    feet = [document.sections[0].footer, document.sections[0].even_page_footer]
    for foot in feet:
        foot.paragraphs[0].style = document.styles["Normal"]
        foot.paragraphs[0].paragraph_format.left_indent = 100
    house.apply(document, Profile(page_number=PageNumberSide.CENTRE))
    for foot in feet:
        assert attribute(foot.paragraphs[0]._p, "w:pPr/w:jc", "w:val") == "center"
        assert attribute(foot.paragraphs[0]._p, "w:pPr/w:ind", "w:left") == "0"


def test_only_what_is_named_is_bold() -> None:
    data = built(Profile(bold=frozenset({Bold.TITLE, Bold.HEADING_3})))
    bold = {
        name
        for name in (Style.TITLE, Style.ANNEX_TITLE, *(Style(h) for h in list(Bold)[1:]))
        if style(data, name).find(f"{qn('w:rPr')}/{qn('w:b')}") is not None
    }
    assert bold == {Style.TITLE, Style.ANNEX_TITLE, Style.HEADING_3}
