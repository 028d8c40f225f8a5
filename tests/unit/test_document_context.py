"""The names of a layout for joint documents, and layouts that were made before there were any."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from msgspec.structs import replace

from make_docx.document import layout_path, render, text_dump
from make_docx.errors import KindError
from make_docx.model import Direction, Document, Layout, Level, Mark, Paragraph, Sealing

ORGANS = ("甲县人民政府", "甲县教育局", "甲县卫生健康委员会")
ONE = Document(
    direction=Direction.DOWN,
    mark=Mark(("甲县人民政府文件",)),
    number="甲政发〔2021〕15号",
    title="甲县人民政府关于政务公开的通知",
    title_lines=("甲县人民政府", "关于政务公开的通知"),
    addressee="各乡镇人民政府",
    paragraphs=(Paragraph(Level.BODY, "", "现通知如下。"),),
    signatures=ORGANS[:1],
    issued_on="2021年6月3日",
    issuer=ORGANS[0],
    created=dt.date(2021, 6, 3),
)
JOINT = replace(ONE, mark=Mark(ORGANS, "文件"))
# What a layout had to print when a document had one organ.
OLD = (
    "{{ 发文机关标志 }}",
    "{{ 发文字号 }}",
    "{{ 标题 }}",
    "{{ 主送机关 }}：",
    "{%p for 段 in 正文 %}",
    "{{ 段.文字 }}",
    "{%p endfor %}",
    "{{ 署名 }}",
    "{{ 成文日期 }}",
)


@pytest.fixture
def layout(tmp_path: Path) -> Callable[..., Path]:
    """Makes a layout of paragraphs that say no more than these lines."""

    def made(*lines: str) -> Path:
        document = docx.Document()
        for line in lines:
            document.add_paragraph(line)
        document.save(str(tmp_path / "模板.docx"))
        return tmp_path / "模板.docx"

    return made


def dump(document: Document) -> str:
    return text_dump(render(document, layout_path(document.direction, Layout.DOCUMENT, None)))


# ── the layouts of the house ─────────────────────────────────────────────────────────────


def test_a_joint_mark_is_a_stack_with_the_suffix_at_its_side() -> None:
    assert f"| {'⏎'.join(ORGANS)} | 文件 |" in dump(JOINT).replace("¶", "⏎")


def test_a_joint_mark_without_a_suffix_is_a_line_for_each_organ() -> None:
    found = dump(replace(ONE, mark=Mark(ORGANS)))
    assert [line for line in found.splitlines() if "[发文机关标志]" in line] == [
        f"[发文机关标志] {organ}" for organ in ORGANS
    ]


def test_sealed_organs_stand_in_places_and_the_date_under_the_last() -> None:
    lines = dump(replace(ONE, signatures=ORGANS)).splitlines()
    at = lines.index("[成文日期] 2021年6月3日")
    assert lines[at - 6] == f"[联合署名] ⇥{ORGANS[0]}⇥⇥{ORGANS[1]}"
    assert lines[at - 5 : at - 1] == ["[空行]"] * 4
    assert lines[at - 1] == f"[联合署名] ⇥⇥⇥{ORGANS[2]}"


def test_unsealed_organs_stand_below_each_other() -> None:
    lines = dump(replace(ONE, signatures=ORGANS, sealing=Sealing.NONE)).splitlines()
    at = lines.index("[成文日期] 2021年6月3日")
    assert lines[at - 4 : at] == ["[空行]", *(f"[署名] {organ}" for organ in ORGANS)]


def test_a_stamp_has_a_post_at_its_side_and_no_name_of_an_organ() -> None:
    posts = ("甲县人民政府县长", "甲县教育局局长")
    stamped = replace(ONE, signatures=ORGANS[:2], sealing=Sealing.STAMP, posts=posts)
    lines = dump(stamped).splitlines()
    at = lines.index("[成文日期] 2021年6月3日")
    assert lines[at - 6 : at] == [
        *["[空行]"] * 2,
        f"[签名人职务] {posts[0]}",
        "[空行]",
        f"[签名人职务] {posts[1]}",
        "[空行]",
    ]
    assert "[署名]" not in "".join(lines)


def test_an_addressee_that_moved_stands_above_the_copies() -> None:
    moved = replace(ONE, addressee_in_colophon=True, copies_to="甲市政府", printed_by="甲县政府")
    found = dump(moved)
    assert "[主送机关]" not in found
    assert "| 主送：各乡镇人民政府。" in found
    assert found.index("主送：") < found.index("抄送：")


# ── layouts that keepers made before ─────────────────────────────────────────────────────


def test_an_old_layout_still_prints_a_document_of_one_organ(layout: Callable[..., Path]) -> None:
    found = text_dump(render(ONE, layout(*OLD)))
    assert "甲县人民政府文件" in found
    assert "现通知如下。" in found


@pytest.mark.parametrize(
    ("document", "name"),
    [
        (JOINT, "联合发文机关"),
        (replace(ONE, signatures=ORGANS), "联合署名"),
        (replace(ONE, sealing=Sealing.STAMP, posts=("甲县县长",)), "签名人职务"),
    ],
)
def test_an_old_layout_is_told_which_name_a_new_document_needs(
    layout: Callable[..., Path], document: Document, name: str
) -> None:
    with pytest.raises(KindError, match=f"“{name}”"):
        render(document, layout(*OLD))


def test_a_joint_mark_may_be_missing_because_the_paper_has_it(layout: Callable[..., Path]) -> None:
    assert "文件" not in text_dump(render(JOINT, layout(*OLD[1:])))


def test_a_keeper_can_write_a_joint_mark_with_names_and_loops_alone(
    layout: Callable[..., Path],
) -> None:
    own = layout(
        "{%p if 联合发文机关 %}",
        "{%p for 机关 in 联合发文机关 %}",
        "{{ 机关 }}",
        "{%p endfor %}",
        "{{ 文件二字 }}",
        "{%p else %}",
        OLD[0],
        "{%p endif %}",
        *OLD[1:],
    )
    assert all(organ in text_dump(render(JOINT, own)) for organ in ORGANS)
    assert "甲县人民政府文件" in text_dump(render(ONE, own))
