"""Automatic lists print the labels that Word prints."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word import p, style, write

from make_docx.linter.reading import read_paper
from make_docx.linter.reading.numerals import numeral

LEVELS = (
    ("chineseCountingThousand", "%1、"),
    ("chineseCountingThousand", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
)


def level(index: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="840" w:hanging="420"/></w:pPr></w:lvl>'
    )


def definition(key: int, levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{levels}</w:abstractNum>'


def numbers(key: int, abstract: int, more: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'


OFFICIAL = definition(0, "".join(level(at, *form) for at, form in enumerate(LEVELS)))


def item(level: int = 0, key: int = 1, properties: str = "") -> str:
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>'
    return p("项", properties + numbering)


def labels(tmp_path: Path, body: str, numbering: str, styles: str = "") -> list[str]:
    path = write(tmp_path / "a.docx", body, numbering=numbering, styles=styles)
    return [paragraph.label for paragraph in read_paper(path).paragraphs]


def test_the_four_levels_count_and_start_again_under_each_other(tmp_path: Path) -> None:
    body = item() + item(1) + item(1) + item(2) + item(3) + item(3) + item() + item(1) + item(2)
    assert labels(tmp_path, body, OFFICIAL + numbers(1, 0)) == [
        *("一、", "（一）", "（二）", "1.", "（1）", "（2）", "二、", "（一）", "1."),
    ]


def test_the_label_is_part_of_the_text(tmp_path: Path) -> None:
    path = write(tmp_path / "a.docx", item(), numbering=OFFICIAL + numbers(1, 0))
    assert read_paper(path).paragraphs[0].text == "一、项"


def test_text_between_items_does_not_stop_the_count(tmp_path: Path) -> None:
    assert labels(tmp_path, item() + p("段") + item(), OFFICIAL + numbers(1, 0))[2] == "二、"


def test_two_lists_of_one_definition_count_on_unless_one_starts_anew(tmp_path: Path) -> None:
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = item() + item() + item(key=2) + item(key=3) + item(key=3)
    lists = numbers(1, 0) + numbers(2, 0) + numbers(3, 0, restart)
    assert labels(tmp_path, body, OFFICIAL + lists) == ["一、", "二、", "三、", "一、", "二、"]


def test_a_list_may_replace_a_level(tmp_path: Path) -> None:
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1.", start=4)}</w:lvlOverride>'
    assert labels(tmp_path, item() + item(), OFFICIAL + numbers(1, 0, other)) == ["IV.", "V."]


def test_a_level_may_never_start_again(tmp_path: Path) -> None:
    levels = level(0, "decimal", "%1") + level(1, "decimal", "%2", '<w:lvlRestart w:val="0"/>')
    found = labels(
        tmp_path, item() + item(1) + item() + item(1), definition(0, levels) + numbers(1, 0)
    )
    assert found == ["1", "1", "2", "2"]


def test_levels_above_are_printed_in_their_form_or_in_digits(tmp_path: Path) -> None:
    levels = level(0, "chineseCounting", "%1") + level(1, "decimal", "%1.%2")
    legal = level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")
    body = item() + item(1) + item(2)
    found = labels(tmp_path, body, definition(0, levels + legal) + numbers(1, 0))
    assert found == ["一", "一.1", "1.1.1"]


def test_a_style_brings_its_level(tmp_path: Path) -> None:
    levels = level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>')
    levels += level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>')
    styles = "".join(
        style(key, name=name, paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>')
        for key, name in (("H1", "heading 1"), ("H2", "heading 2"))
    )
    body = p("甲", '<w:pStyle w:val="H1"/>') + p("乙", '<w:pStyle w:val="H2"/>')
    path = write(
        tmp_path / "a.docx", body, numbering=definition(0, levels) + numbers(1, 0), styles=styles
    )
    found = read_paper(path).paragraphs
    assert [(x.text, x.style) for x in found] == [
        ("一、甲", "heading 1"),
        ("（一）乙", "heading 2"),
    ]
    assert (found[0].left, found[0].first_line) == (42, -21)


def test_the_number_0_takes_a_paragraph_out_of_its_style_s_list(tmp_path: Path) -> None:
    styles = style("H1", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>')
    body = p("甲", '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    path = write(tmp_path / "a.docx", body, numbering=OFFICIAL + numbers(1, 0), styles=styles)
    (found,) = read_paper(path).paragraphs
    assert (found.label, found.left) == ("", 0)


@pytest.mark.parametrize(
    ("own", "direct", "left"),
    [
        ("", "", 42),  # the list's
        ('<w:ind w:left="0" w:firstLine="640"/>', "", 0),  # a style over the list it names
        ("", '<w:ind w:left="200" w:firstLine="0"/>', 10),
    ],
)
def test_indents_of_a_list_lie_under_those_beside_it(
    tmp_path: Path, own: str, direct: str, left: float
) -> None:
    styles = style("H", paragraph=f'<w:numPr><w:numId w:val="1"/></w:numPr>{own}')
    body = p("甲", f'<w:pStyle w:val="H"/>{direct}')
    path = write(tmp_path / "a.docx", body, numbering=OFFICIAL + numbers(1, 0), styles=styles)
    assert read_paper(path).paragraphs[0].left == left


def test_a_list_named_directly_moves_the_paragraph_further_than_its_style(tmp_path: Path) -> None:
    styles = style("S", paragraph='<w:ind w:left="0" w:firstLine="640"/>')
    body = item(properties='<w:pStyle w:val="S"/>')
    path = write(tmp_path / "a.docx", body, numbering=OFFICIAL + numbers(1, 0), styles=styles)
    found = read_paper(path).paragraphs[0]
    assert (found.left, found.first_line) == (42, -21)


def test_a_list_may_be_a_numbering_style(tmp_path: Path) -> None:
    numbering = (
        OFFICIAL
        + definition(7, '<w:numStyleLink w:val="Official"/>')
        + numbers(1, 7)
        + numbers(2, 0)
    )
    styles = style(
        "Official", kind="numbering", paragraph='<w:numPr><w:numId w:val="2"/></w:numPr>'
    )
    assert labels(tmp_path, item() + item(1), numbering, styles) == ["一、", "（一）"]


def test_a_numbering_style_that_names_itself_prints_nothing(tmp_path: Path) -> None:
    numbering = definition(0, '<w:numStyleLink w:val="S"/>') + numbers(1, 0)
    styles = style("S", kind="numbering", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>')
    assert labels(tmp_path, item(), numbering, styles) == [""]


def test_lists_that_are_not_there_print_nothing(tmp_path: Path) -> None:
    assert labels(tmp_path, item(key=9) + item(8), OFFICIAL + numbers(1, 0)) == ["", ""]


def test_bullets_are_printed_as_they_are(tmp_path: Path) -> None:
    bullets = definition(0, level(0, "bullet", "●")) + numbers(1, 0)
    assert labels(tmp_path, item(), bullets) == ["●"]


@pytest.mark.parametrize(
    ("form", "value", "printed"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCountingThousand", 12, "十二"),
        ("japaneseCounting", 21, "二十一"),
        ("chineseCountingThousand", 103, "一百零三"),
        ("chineseCountingThousand", 1010, "一千零一十"),
        ("chineseLegalSimplified", 21, "贰拾壹"),
        ("ideographDigital", 2026, "二〇二六"),
        ("ideographDigital", 10, "一〇"),
        ("ideographTraditional", 3, "丙"),
        ("ideographZodiac", 13, "子"),
        ("decimalEnclosedCircle", 3, "③"),
        ("decimalEnclosedCircle", 21, "21"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalZero", 7, "07"),
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 4, "iv"),
        ("upperLetter", 27, "AA"),
        ("lowerLetter", 2, "b"),
        ("none", 5, ""),
        ("somethingNew", 5, "5"),
    ],
)
def test_numbers_are_printed_in_the_form_asked_for(form: str, value: int, printed: str) -> None:
    assert numeral(value, form) == printed


@given(st.integers(-5, 10**9), st.text(max_size=12))
def test_any_number_in_any_form_is_printed(value: int, form: str) -> None:
    assert isinstance(numeral(value, form), str)
