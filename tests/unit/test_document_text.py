"""Text of people comes out as typed and is never a template."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from make_docx.document.text import Value, clean, xml


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("甲\x00乙\x07丙\x1f丁", "甲乙丙丁"),
        ("甲\ud800乙", "甲乙"),
        ("甲\ufffe乙\uffff", "甲乙"),
        ("甲\x85乙", "甲 乙"),
        ("甲\t乙", "甲 乙"),
        ("甲\r\n乙\r丙\n丁", "甲 乙 丙 丁"),
        ("㫚𬭎𠮷😀①", "㫚𬭎𠮷😀①"),
    ],
)
def test_control_characters_go_and_everything_else_stays(typed: str, printed: str) -> None:
    assert clean(typed) == printed


def test_a_newline_stays_only_where_lines_may_break() -> None:
    assert clean("甲\r\n乙\u2028丙", breaks=True) == "甲\n乙\n丙"


@given(st.text())
def test_any_text_survives_the_way_through_xml(text: str) -> None:
    typed = clean(text)
    parsed = etree.fromstring(f'<t xmlns:w="w">{xml(typed)}</t>')
    assert parsed.text == (typed or None)


@given(st.text(alphabet="{}%#&<>\"'_甲x "))
def test_a_value_shows_a_template_engine_no_tag_and_no_markup(text: str) -> None:
    jinja = ImmutableSandboxedEnvironment(autoescape=True)
    rendered = jinja.from_string("{{ value }}").render(value=Value(text))
    assert not set("{}%<>\"'") & set(rendered)
    assert jinja.from_string(rendered).render() == rendered


def test_a_value_joined_to_another_one_is_still_escaped() -> None:
    jinja = ImmutableSandboxedEnvironment(autoescape=True)
    rendered = jinja.from_string("{{ one ~ two }}").render(one=Value("{_{"), two=Value("<"))
    assert rendered == "&#123;_&#123;&#60;"
