"""A PDF is read in millimetres from the paper's upper left corner, whoever wrote it."""

from __future__ import annotations

import pytest

from make_docx.rendering import Page, open_pages

MM = 72 / 25.4


def pdf(content: str) -> bytes:
    """An A4 page that shows `content`, with Times as F1."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {210 * MM} {297 * MM}] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
    ]
    data, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    data += (
        f"xref\n0 6\n0000000000 65535 f \n{table}"
        f"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF"
    )
    return data.encode("ascii")


def read(content: str) -> Page:
    (page,) = open_pages(pdf(content))
    return page


def near(value: float) -> object:
    return pytest.approx(value, abs=0.02)


def test_a_page_knows_its_paper() -> None:
    page = read("")
    assert (page.width, page.height) == (near(210), near(297))
    assert page.lines == []
    assert page.rules == []
    assert page.ink(0, 297) == []


def test_a_line_has_the_place_size_face_and_colour_of_its_characters() -> None:
    page = read(f"BT 1 0 0 rg /F1 16 Tf {20 * MM} {200 * MM} Td (ABC) Tj ET")
    line = page.line("AB")
    assert line.text == "ABC"
    assert line.left == near(20)
    assert line.baseline == near(97)
    assert line.size == pytest.approx(16)
    assert line.font == "Times-Roman"
    assert line.characters[0].colour == (1, 0, 0)
    widths = (722 + 667 + 667) / 1000  # of Times, in em
    assert line.right == near(20 + widths * 16 / MM)


def test_blanks_at_the_ends_of_a_line_do_not_count() -> None:
    assert read(f"BT /F1 16 Tf {20 * MM} {200 * MM} Td (  a b ) Tj ET").lines[0].text == "a b"


def test_texts_on_one_baseline_make_one_line_from_left_to_right() -> None:
    page = read(
        f"BT /F1 16 Tf {90 * MM} {200 * MM} Td (right) Tj ET"
        f" BT /F1 16 Tf {20 * MM} {200 * MM} Td (left) Tj ET"
        f" BT /F1 16 Tf {20 * MM} {210 * MM} Td (above) Tj ET"
    )
    assert page.text == "above\nleftright"


def test_a_scaled_text_has_the_size_it_is_seen_in() -> None:
    page = read(f"BT /F1 1 Tf 12 0 0 12 {20 * MM} {200 * MM} Tm (a) Tj ET")
    assert page.lines[0].size == pytest.approx(12)


def test_turned_characters_are_in_no_line() -> None:
    page = read(f"BT /F1 16 Tf 0 -1 1 0 {20 * MM} {200 * MM} Tm (A) Tj ET")
    assert page.lines == []
    (character,) = page.characters
    assert character.rotated
    assert 19.9 < character.left < character.right < 20 + 16 / MM


def test_a_line_that_begins_otherwise_is_not_found() -> None:
    page = read(f"BT /F1 16 Tf {20 * MM} {200 * MM} Td (abc) Tj ET")
    assert page.find("b") is None
    with pytest.raises(LookupError):
        page.line("b")


def test_a_drawn_line_is_as_thick_as_its_stroke() -> None:
    (rule,) = read(f"1 0 0 RG 1.5 w {28 * MM} {100 * MM} m {184 * MM} {100 * MM} l S").rules
    assert (rule.left, rule.right, rule.width) == (near(28), near(184), near(156))
    assert (rule.top + rule.bottom) / 2 == near(197)
    assert rule.thickness == near(1.5 / MM)
    assert rule.colour == (1, 0, 0)


def test_a_filled_bar_is_a_rule_and_a_double_one_is_two() -> None:
    bars = f"{20 * MM} {100 * MM} {170 * MM} 2 re {20 * MM} {101 * MM} {170 * MM} 1 re"
    thin, thick = read(f"1 0 0 rg {bars} f").rules
    assert (thin.thickness, thick.thickness) == (near(1 / MM), near(2 / MM))
    assert thin.bottom == near(196)
    assert thick.bottom == near(197)


def test_short_thick_upright_and_invisible_lines_are_no_rules() -> None:
    assert (
        read(
            f"1 w {20 * MM} 500 m {29 * MM} 500 l S"
            f" {20 * MM} 500 {50 * MM} {10 * MM} re f"
            f" {20 * MM} 500 m {20 * MM} 600 l S"
            f" {20 * MM} 300 {50 * MM} 1 re n"
        ).rules
        == []
    )


def test_ink_is_where_something_is_printed() -> None:
    page = read(f"0 0 0 rg {20 * MM} {100 * MM} {50 * MM} {10 * MM} re f")
    ink = page.ink(150, 250)
    assert ink[0] == pytest.approx(187, abs=0.1)
    assert ink[-1] == pytest.approx(197, abs=0.1)
    assert page.ink(190, 195)[0] == pytest.approx(190, abs=0.1)
    assert page.ink(150, 250, left=80) == []
    assert page.ink(100, 180) == []
