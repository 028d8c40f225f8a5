"""What is written into XML by hand is read back as it was."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from make_docx.xml_text import escaped, quoted

XML_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("<>&\"'\t\n;")
)


@given(XML_TEXT)
def test_text_between_tags_is_read_back(text: str) -> None:
    assert (ElementTree.fromstring(f"<a>{escaped(text)}</a>").text or "") == text


@given(XML_TEXT | st.just("\r\n"))
def test_an_attribute_is_read_back_with_its_line_breaks(text: str) -> None:
    assert ElementTree.fromstring(f"<a b={quoted(text)}/>").attrib["b"] == text
