"""A built-in layout prints without Jinja what Jinja prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout_ahead import tag_text
from make_docx.document.compiling import environment
from make_docx.document.context import schema
from make_docx.document.tags import faults
from make_docx.document.text import Value, Xml

TEXTS = st.text(st.sampled_from("国<&\"'{}%#\n一"), max_size=4)
VALUES = TEXTS.map(lambda text: Value(text, breaks=True)) | st.builds(Xml, st.just("<w:tbl/>"))
LEVELS = st.sampled_from(["正文", "一级标题", "二级标题"])


def rows(**members: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries(members), max_size=3)


PARAGRAPHS = rows(层次=LEVELS, 文字=VALUES)
CONTEXTS = st.fixed_dictionaries(
    {
        "标题": VALUES,
        "附注": VALUES,
        "加盖印章": st.booleans(),
        "签名人职务": st.lists(VALUES, max_size=3),
        "正文": PARAGRAPHS,
        "附件": rows(名称=VALUES, 段落=PARAGRAPHS, 横排开始=st.booleans()),
    }
)
XML = st.sampled_from(["<w:p>", "</w:p>", " ", "“甲”", "}", "\n"])
NAMES = ("标题", "附注", "加盖印章", "签名人职务")


def conditions(*names: str) -> st.SearchStrategy[str]:
    def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        both = st.tuples(inner, st.sampled_from(["and", "or"]), inner)
        return inner.map("not ({})".format) | both.map("({0[0]} {0[1]} {0[2]})".format)

    return st.recursive(st.sampled_from(names), grown, max_leaves=4)


def blocks(*names: str, printed: tuple[str, ...], depth: int = 1) -> st.SearchStrategy[str]:
    """Template source: texts, names, conditions and, as deep as `depth`, the same in them."""
    leaf = XML | st.sampled_from([f"{{{{ {name} }}}}" for name in printed])
    inner = st.lists(leaf, max_size=3).map("".join)
    if depth:
        inner |= blocks(*names, printed=printed, depth=depth - 1)
    choice = st.tuples(conditions(*names), inner, conditions(*names), inner, inner).map(
        "{{% if {0[0]} %}}{0[1]}{{% elif {0[2]} %}}{0[3]}{{% else %}}{0[4]}{{% endif %}}".format
    )
    return st.lists(leaf | choice, max_size=4).map("".join)


IN_PARAGRAPH = blocks(
    "段.文字", "段.层次 == '一级标题'", "loop.first", "loop.last", printed=("段.文字", "标题")
)
IN_POST = blocks("loop.last", "附注", printed=("职务", "标题"))
IN_ANNEX = blocks("附.横排开始", "loop.first", printed=("附.名称",))
SOURCES = st.tuples(
    blocks(*NAMES, printed=("标题", "附注")), IN_POST, IN_ANNEX, IN_PARAGRAPH, IN_ANNEX
).map(
    "{0[0]}{{% for 职务 in 签名人职务 %}}{0[1]}{{% endfor %}}"
    "{{% for 附 in 附件 %}}{0[2]}{{% for 段 in 附.段落 %}}{0[3]}{{% endfor %}}{0[4]}{{% endfor %}}"
    "{{% for 段 in 正文 %}}{0[3]}{{% endfor %}}".format
)


@given(SOURCES, CONTEXTS)
@settings(max_examples=40, deadline=None)
def test_names_conditions_and_loops_print_what_jinja_prints(
    source: str, values: Mapping[str, Any]
) -> None:
    jinja = environment()
    assert faults(jinja.parse(source), schema()) == []
    expected = jinja.from_string(source).render(values)
    assert tag_text(source).render(values) == expected


@pytest.mark.parametrize(
    "source",
    [
        "{{ 标题|upper }}",
        "{{ 标题() }}",
        "{{ 正文[0] }}",
        "{{ 7 * 7 }}",
        "{% set 甲 = 标题 %}",
        "{% if 标题 != '甲' %}{% endif %}",
        "{% if 标题 == 附注 %}{% endif %}",
        "{% for 段 in 正文 if 段 %}{% endfor %}",
        "{% for 段 in 正文 %}{% else %}无{% endfor %}",
        "{% for 段, 文 in 正文 %}{% endfor %}",
        "{% raw %}{{ 标题 }}{% endraw %}{% macro 甲() %}{% endmacro %}",
    ],
)
def test_a_tag_that_says_more_is_not_taken_into_a_layout(source: str) -> None:
    with pytest.raises(ValueError, match="no tag for a built-in layout"):
        tag_text(source)


def test_a_name_that_has_no_value_stops() -> None:
    with pytest.raises(KeyError, match="标题"):
        tag_text("{{ 标题 }}").render({})
    with pytest.raises(KeyError, match="名称"):
        tag_text("{{ 附.名称 }}").render({"附": {}})


def test_a_plain_text_is_escaped() -> None:
    printed = tag_text("<w:t>{{ 标题 }}</w:t>").render({"标题": "<w:p/>{{ 附注 }}"})
    assert "<w:p/>" not in printed
    assert "{" not in printed
