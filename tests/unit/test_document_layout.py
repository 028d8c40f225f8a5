"""A layout that is broken or dangerous is refused, with every fault and its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from package import BODY, changed

from make_docx.document.layout import layout_path, read_layout
from make_docx.errors import ExitCode, KindError
from make_docx.model import Direction, Layout
from make_docx.resources import data_folder

DOWN = data_folder("docx_templates") / "layouts" / "document-down.docx"
TITLE = "{{ 标题 }}"


def edited(folder: Path, old: str, new: str) -> Path:
    return changed(DOWN, folder / "模板.docx", {BODY: (old, new)})


def refusal(path: Path) -> str:
    with pytest.raises(KindError) as caught:
        read_layout(path)
    assert caught.value.exit_code is ExitCode.KIND
    assert "模板.docx" in str(caught.value)
    return str(caught.value)


# ── which file ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("layout", "down", "up"),
    [
        (Layout.DOCUMENT, "document-down.docx", "document-up.docx"),
        (Layout.LETTER, "letter.docx", "letter.docx"),
        (Layout.ORDER, "order.docx", "order.docx"),
        (Layout.MINUTES, "minutes.docx", "minutes.docx"),
        (Layout.BULLETIN, "bulletin.docx", "bulletin.docx"),
        (Layout.PLAIN, "plain.docx", "plain.docx"),
    ],
)
def test_the_layout_and_for_a_document_its_direction_choose_the_file(
    layout: Layout, down: str, up: str
) -> None:
    assert layout_path(Direction.DOWN, layout, None).name == down
    assert layout_path(Direction.UP, layout, None).name == up


def test_every_layout_has_a_file_that_may_be_opened() -> None:
    for layout in Layout:
        for direction in Direction:
            assert read_layout(layout_path(direction, layout, None))


def test_a_layout_in_the_job_folder_comes_first(tmp_path: Path) -> None:
    assert layout_path(Direction.UP, Layout.LETTER, tmp_path).name == "letter.docx"
    own = tmp_path / "模板.docx"
    own.write_bytes(DOWN.read_bytes())
    assert layout_path(Direction.UP, Layout.LETTER, tmp_path) == own


def test_a_layout_is_refused_every_time_and_not_once_it_is_mended(tmp_path: Path) -> None:
    path = edited(tmp_path, TITLE, "{{ 标提 }}")
    assert refusal(path) == refusal(path)
    path.write_bytes(DOWN.read_bytes())
    assert read_layout(path) == read_layout(path) == DOWN.read_bytes()
    assert "标提" in refusal(edited(tmp_path, TITLE, "{{ 标提 }}"))


# ── tags ─────────────────────────────────────────────────────────────────────────────────


def test_an_unknown_name_is_named_with_the_nearest_right_one_and_its_paragraph(
    tmp_path: Path,
) -> None:
    message = refusal(edited(tmp_path, "（{{ 附注 }}）", "（{{ 附住 }}）"))
    assert "“（{{ 附住 }}）”：没有“附住”这个名称，是不是“附注”？" in message


def test_an_unknown_name_inside_a_loop_is_found_too(tmp_path: Path) -> None:
    message = refusal(edited(tmp_path, "{{ 段.文字 }}", "{{ 段.文自 }}"))
    assert "文自" in message
    assert "是不是“文字”？" in message


def test_every_fault_is_listed_at_once(tmp_path: Path) -> None:
    message = refusal(edited(tmp_path, "{{ 标题 }}", "{{ 标提 }}{{ 主送 }}{{ 标题|大写 }}"))
    assert "有 3 处问题" in message
    assert all(word in message for word in ("标提", "主送", "大写"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{%p if 附注 %}", "{%p if 附注"),
        ("{%p if 附注 %}", "另有{%p if 附注 %}"),
        ("{%p if 附注 %}", "{% p if 附注 %}"),
        ("{%p if 附注 %}", "{%p for 附注 %}"),
        ("{{ 标题 }}", "｛｛ 标题 ｝｝"),
        ("{{ 标题 }}", "{｛ 标题 }}"),
        ("{{ 标题 }}", "{{ 标题 "),
        ("{{ 标题 }}", "{{ open('x') }}"),
    ],
)
def test_a_tag_that_does_not_work_is_refused_with_its_text(
    tmp_path: Path, old: str, new: str
) -> None:
    assert new.strip() in refusal(edited(tmp_path, old, new))


def test_a_section_break_in_the_paragraph_of_a_tag_is_refused(tmp_path: Path) -> None:
    tag = '<w:pStyle w:val="Tag"/></w:pPr>'
    message = refusal(edited(tmp_path, tag, tag.replace("</w:pPr>", "<w:sectPr/></w:pPr>")))
    assert "“{%p if 份号 %}”：分节符" in message


@pytest.mark.parametrize(
    "tag",
    [
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ 标题.__class__.__mro__ }}",
        "{{ 'A' * 300000000 }}",
        "{{ '%999999999s' % 1 }}",
        "{{ '1'|center(2000000000) }}",
        "{{ [1] * 1000000000 }}",
        "{{ 10 ** 1000000 }}",
        "{{ 标题|random }}",
        "{{ 附件|xmlattr }}",
        "{{ 标题 ~ 附注 }}",
        "{{ 标题 + 附注 }}",
        "{{ 标题.upper() }}",
        "{{ 标题[0] }}",
        "{{ 标题 if 附注 else 附注 }}",
        "{{ '文字' }}",
        "{% if 标题 is defined %}{% endif %}",
        "{% if 标题 == 1 %}{% endif %}",
        "{% if 标题 == '" + "长" * 51 + "' %}{% endif %}",
        "{% set 甲 = 标题 %}",
        "{% macro 甲() %}{{ 甲() }}{% endmacro %}",
        "{% include '甲' %}",
        "{% with 甲 = 标题 %}{% endwith %}",
        "{% filter upper %}{% endfilter %}",
        "{% for 甲, 乙 in 附件 %}{% endfor %}",
        "{% for 甲 in 附件 recursive %}{% endfor %}",
        "{% for 甲 in 附件说明 if 附注 %}{% endfor %}",
        "{% for 甲 in 标题 %}{% endfor %}",
        "{% for 甲 in 附件 %}{% for 乙 in 正文 %}{% endfor %}{% endfor %}",
        "{% for 甲 in 附件 %}{% for 乙 in 甲.段落 %}{% for 丙 in 甲.段落 %}"
        "{% endfor %}{% endfor %}{% endfor %}",
        "{{ 附件 }}",
        "{{ 签发人末行 }}",
        "{{ 加盖印章 }}",
        "{{ loop.first }}",
        "{% for 甲 in 附件 %}{{ loop.index }}{% endfor %}",
    ],
)
def test_a_tag_is_a_name_an_if_or_a_for_and_nothing_else(tmp_path: Path, tag: str) -> None:
    message = refusal(edited(tmp_path, TITLE, TITLE + tag))
    assert "有 1 处问题" in message
    assert tag in message


def test_six_loops_inside_each_other_are_refused(tmp_path: Path) -> None:
    loops = "{% for 字 in 标题 %}" * 6 + "{% endfor %}" * 6
    assert "for 只能用于成组的内容" in refusal(edited(tmp_path, TITLE, TITLE + loops))


@pytest.mark.parametrize(
    "tag",
    [
        "{{ " + "(" * 300 + "标题" + ")" * 300 + " }}",
        "{% if " + "not " * 300 + "标题 %}{% endif %}",
        "{% if " + " and ".join(["标题"] * 300) + " %}{% endif %}",
        "{% if 标题 %}" * 90 + "{% endif %}" * 90,
        "{{ " + "9" * 5000 + " }}",
    ],
)
def test_a_tag_that_goes_too_deep_is_refused(tmp_path: Path, tag: str) -> None:
    assert "有 1 处问题" in refusal(edited(tmp_path, TITLE, TITLE + tag))


def test_names_conditions_and_loops_over_the_rows_of_a_row_are_allowed(tmp_path: Path) -> None:
    tags = (
        "{% if 附注 and not 份号 or 标题 == '甲' or '乙' in 标题 %}{{ 附注 }}"
        "{% elif 加盖印章 %}{{ 签发人末行.姓名 }}{% else %}{{ 份号 }}{% endif %}"
        "{% for 甲 in 附件 %}{% if loop.first or loop.last %}{{ 甲.名称 }}{% endif %}"
        "{% for 乙 in 甲.段落 %}{{ 乙.文字 }}{% endfor %}{% endfor %}{# 说明 #}"
    )
    assert read_layout(edited(tmp_path, TITLE, TITLE + tags))


def test_the_variable_of_a_broken_loop_is_no_second_fault(tmp_path: Path) -> None:
    message = refusal(edited(tmp_path, "{%p for 段 in 正文 %}", "{%p for 段 in 正闻 %}"))
    assert "有 1 处问题" in message
    assert "“{%p for 段 in 正闻 %}”：没有“正闻”这个名称，是不是“正文”？" in message


def test_a_comment_cannot_switch_the_checks_off(tmp_path: Path) -> None:
    quiet = "{# docxtpl-lint: disable=DTL1,DTL2,DTL3 #}{{ 标提 }}"
    assert "标提" in refusal(edited(tmp_path, TITLE, TITLE + quiet))
