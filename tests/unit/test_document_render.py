"""A rendered document says what was typed, is valid, and is the same every time."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_LINE_SPACING
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import fields, replace
from openxml_audit import OpenXmlValidator
from package import BODY, CONTENT_TYPES, MAIN_LINKS, OFFICE, PACKAGE_LINKS, changed, link

from make_docx.document import layout_path, render, text_dump
from make_docx.document.dump import table_texts
from make_docx.document.text import clean
from make_docx.errors import KindError
from make_docx.model import (
    Annex,
    AnnexForm,
    Direction,
    Document,
    Enclosure,
    Layout,
    Level,
    Mark,
    Paragraph,
    RowKind,
    Sealing,
    StatTable,
    TableColumn,
    TableRow,
)
from make_docx.official.profile import STANDARD, Face, Profile

FOOTER = "word/footer1.xml"
HOSTILE = "&<b>甲</b> {{ x }} {% if y %} {# z #} {_{ }_} 【悬挂】 😀㫚𬭎𠮷 \"'”“ \\ $ %"
CLEANED_AWAY = "乙\x00\x0b\x1b\ud800丙"


LEVELS = (Level.HEADING_1, Level.HEADING_2, Level.HEADING_3, Level.HEADING_4, Level.BODY)


def texts(*lines: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(Level.BODY, "", line) for line in lines)


def table(columns: int = 2) -> StatTable:
    heads = [TableColumn("单位名称", numeric=False)]
    heads += [TableColumn(f"指标{number}", "条") for number in range(columns)]
    return StatTable(tuple(heads), (TableRow(RowKind.UNIT, ("某院", *"9" * columns)),), "注：略。")


def sample(direction: Direction = Direction.UP) -> Document:
    return Document(
        direction=direction,
        mark=Mark(("某县教育局文件",)),
        number="某教〔2021〕7号",
        title="某县教育局关于活动情况的报告",
        title_lines=("某县教育局", "关于活动情况的报告"),
        addressee="某县人民政府",
        paragraphs=tuple(Paragraph(level, "一、", f"这是{level}") for level in LEVELS),
        signatures=("某县教育局",),
        issued_on="2021年6月3日",
        issuer="某县教育局",
        created=dt.date(2021, 6, 3),
        signers=("甲乙丙",) if direction is Direction.UP else (),
        annexes=(
            Annex(1, "统计表", AnnexForm.TABLE, table=table()),
            Annex(2, "大表", AnnexForm.TABLE, table=table(20)),
            Annex(3, "方案", AnnexForm.TEXT, texts("第一段", "第二段")),
            Annex(4, "画册", AnnexForm.SEPARATE),
        ),
        note="此件公开发布",
        copies_to="某县政协办公室",
        printed_by="某县教育局办公室",
        printed_on="2021年6月4日",
    )


def rendered(document: Document) -> bytes:
    return render(document, layout_path(document.direction, Layout.DOCUMENT, None))


def hostile(document: Document, text: str) -> Document:
    """`document` with `text` in every place that holds text."""
    stat = StatTable(
        (TableColumn(text, text, numeric=False), TableColumn(text)),
        (TableRow(RowKind.UNIT, (text, text)), TableRow(RowKind.TOTAL, (text, text))),
        text,
    )
    words: dict[str, Any] = {
        field.name: text
        for field in fields(document)
        if isinstance(getattr(document, field.name), str) and field.name != "direction"
    }
    return replace(
        document,
        **words,
        mark=Mark((text,)),
        signatures=(text,),
        title_lines=(text, text),
        signers=(text, text, text),
        paragraphs=tuple(Paragraph(level, text, text) for level in Level),
        enclosures=(Enclosure(text, texts(text, text)),),
        annexes=(
            Annex(1, text, AnnexForm.TABLE, table=stat),
            Annex(2, text, AnnexForm.TEXT, texts(text, text)),
            Annex(3, text, AnnexForm.SEPARATE),
        ),
    )


def errors(data: bytes, folder: Path) -> list[object]:
    path = folder / "document.docx"
    path.write_bytes(data)
    return list(OpenXmlValidator(strict=True).validate(path).errors)


# ── text is data ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("direction", Direction)
def test_whatever_is_typed_comes_out_exactly_as_typed(direction: Direction, tmp_path: Path) -> None:
    data = rendered(hostile(sample(direction), HOSTILE))
    dump = text_dump(data)
    places = (
        "份号",
        "密级和保密期限",
        "紧急程度",
        "发文机关标志",
        "署名",
        "成文日期",
        "表注",
        "公文正文",
    )
    for place in places:
        assert f"[{place}] {HOSTILE}\n" in dump, place
    assert f"[公文标题] {HOSTILE}⏎{HOSTILE}\n" in dump
    # an annex title is broken into lines: at a space, or without adding anything
    title = dump.split("[附件标题] ")[1].partition("\n")[0]
    assert title.replace("⏎", "").replace(" ", "") == HOSTILE.replace(" ", "")
    assert f"[一级标题] {HOSTILE}{HOSTILE}\n" in dump
    assert f"| {HOSTILE} | {HOSTILE} |\n" in dump
    assert f"| 抄送：{HOSTILE}。 |\n" in dump
    assert f"title: {HOSTILE}\n" in dump
    assert f"creator: {HOSTILE}\n" in dump
    assert errors(data, tmp_path) == []


def test_control_characters_are_gone_everywhere(tmp_path: Path) -> None:
    data = rendered(hostile(sample(), CLEANED_AWAY))
    with zipfile.ZipFile(BytesIO(data)) as package:
        text = "".join(package.read(name).decode() for name in package.namelist())
    assert "乙丙" in text
    assert not set(text) & set("\x00\x0b\x1b")
    assert errors(data, tmp_path) == []


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=40).filter(lambda text: clean(text).strip()))
def test_no_text_can_break_a_document(text: str) -> None:
    dump = text_dump(rendered(hostile(sample(), text)))
    assert f"[发文机关标志] {clean(text)}".rstrip() in dump


def test_a_newline_breaks_a_line_in_title_and_cells_and_is_a_space_elsewhere() -> None:
    document = hostile(sample(), "甲\n乙")
    dump = text_dump(rendered(document))
    assert "[公文标题] 甲⏎乙⏎甲⏎乙" in dump
    assert "| 甲⏎乙 | 甲⏎乙 |" in dump
    assert "[署名] 甲 乙" in dump
    assert "title: 甲 乙" in dump


# ── the elements ─────────────────────────────────────────────────────────────────────────


def body(document: Document) -> list[str]:
    return text_dump(rendered(document)).partition("\n── ")[0].splitlines()


def test_elements_come_in_the_order_of_the_standard() -> None:
    assert [line for line in body(sample()) if "空行" not in line] == [
        "[发文机关标志] 某县教育局文件",
        "[发文字号] 　某教〔2021〕7号⇥签发人：甲乙丙",
        "[公文标题] 某县教育局⏎关于活动情况的报告",
        "[主送机关] 某县人民政府：",
        "[一级标题] 一、这是一级标题",
        "[二级标题] 一、这是二级标题",
        "[三级标题] 一、这是三级标题",
        "[四级标题] 一、这是四级标题",
        "[公文正文] 一、这是正文",
        "[附件说明首项] 附件：1.⇥统计表",
        "[附件说明次项] 2.⇥大表",
        "[附件说明次项] 3.⇥方案",
        "[附件说明次项] 4.⇥画册",
        "[署名] 某县教育局",
        "[成文日期] 2021年6月3日",
        "[附注] （此件公开发布）",
        "[附件序号] 附件1",
        "[附件标题] 统计表",
        "[表]",
        "| 单位名称 | 指标0⏎（条） | 指标1⏎（条） |",
        "| 某院 | 9 | 9 |",
        "[表注] 注：略。",
        "[分节] 纵向",
        "[附件序号] 附件2",
        "[附件标题] 大表",
        "[表]",
        "| 单位⏎名称 | " + " | ".join(f"指标{'⏎' * (n > 9)}{n}⏎（条）" for n in range(20)) + " |",
        "| 某院 | " + " | ".join("9" * 20) + " |",
        "[表注] 注：略。",
        "[分节] 横向",
        "[附件序号] 附件3",
        "[附件标题] 方案",
        "[公文正文] 第一段",
        "[公文正文] 第二段",
        "[版记]",
        "  [文本框]",
        "  [表]",
        "  | 抄送：某县政协办公室。 |",
        "  | 某县教育局办公室⇥2021年6月4日印发 |",
        "  [版记]",
        "[分节] 纵向",
    ]


def test_elements_that_are_empty_leave_nothing_behind() -> None:
    bare = replace(
        sample(Direction.DOWN),
        number="",
        addressee="",
        annexes=(),
        note="",
        copies_to="",
        printed_by="",
        printed_on="",
    )
    lines = [line for line in body(bare) if "空行" not in line]
    assert lines[:3] == [
        "[发文机关标志] 某县教育局文件",
        "[发文字号]",  # the red rule stands on this paragraph
        "[公文标题] 某县教育局⏎关于活动情况的报告",
    ]
    assert lines[-3:] == ["[署名] 某县教育局", "[成文日期] 2021年6月3日", "[分节] 纵向"]


def test_a_single_annex_has_no_number() -> None:
    single = replace(sample(), annexes=(replace(sample().annexes[2], number=0),))
    assert "[附件说明] 附件：方案" in body(single)
    assert "[附件序号] 附件" in body(single)


def test_a_document_ends_on_the_turned_page_when_nothing_follows() -> None:
    turned = replace(
        sample(), annexes=sample().annexes[1:2], copies_to="", printed_by="", printed_on=""
    )
    assert body(turned)[-2:] == ["[表注] 注：略。", "[分节] 横向"]


def test_no_line_of_full_height_follows_a_table_at_the_end() -> None:
    annex = Annex(0, "统计表", AnnexForm.TABLE, table=replace(table(), note=""))
    bare = replace(sample(), annexes=(annex,), copies_to="", printed_by="", printed_on="")
    body = docx.Document(BytesIO(rendered(bare))).element.body
    assert [etree.QName(block).localname for block in body][-3:] == ["tbl", "p", "sectPr"]
    spacing = body[-2].pPr.spacing
    assert (spacing.line.twips, spacing.lineRule) == (20, WD_LINE_SPACING.EXACTLY)


def test_copies_to_and_addressee_get_their_mark_once() -> None:
    marked = replace(sample(), copies_to="某县政协办公室。", addressee="某县人民政府：")
    assert "[主送机关] 某县人民政府：" in body(marked)
    assert "  | 抄送：某县政协办公室。 |" in body(marked)


# ── the file ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("direction", Direction)
def test_a_rendered_document_is_valid(direction: Direction, tmp_path: Path) -> None:
    assert errors(rendered(sample(direction)), tmp_path) == []


def test_the_same_document_gives_the_same_bytes() -> None:
    assert rendered(sample()) == rendered(sample())


def test_properties_name_title_issuer_and_date_and_nothing_else() -> None:
    properties = docx.Document(BytesIO(rendered(sample()))).core_properties
    assert properties.title == "某县教育局关于活动情况的报告"
    assert properties.author == properties.last_modified_by == "某县教育局"
    day = dt.datetime(2021, 6, 3, tzinfo=dt.UTC)
    assert properties.created == properties.modified == day
    assert (properties.comments, properties.keywords, properties.subject) == ("", "", "")


def test_nothing_tells_which_library_wrote_the_file() -> None:
    with zipfile.ZipFile(BytesIO(rendered(sample()))) as package:
        assert not [n for n in package.namelist() if "thumbnail" in n or "WithEffects" in n]
        content = b"".join(package.read(name) for name in package.namelist())
    assert b"python" not in content.lower()


def test_a_table_of_a_thousand_rows_is_complete() -> None:
    rows = tuple(TableRow(RowKind.UNIT, (f"单位{n}", str(n))) for n in range(1000))
    stat = StatTable((TableColumn("单位", numeric=False), TableColumn("数")), rows)
    long = replace(sample(), annexes=(Annex(0, "表", AnnexForm.TABLE, table=stat),))
    assert [line for line in body(long) if line.startswith("| 单位")][1:] == [
        f"| 单位{n} | {n} |" for n in range(1000)
    ]


# ── a keeper's own layout ────────────────────────────────────────────────────────────────


UP = layout_path(Direction.UP, Layout.DOCUMENT, None)


@pytest.fixture
def own(tmp_path: Path) -> Callable[[str, str], Path]:
    """Makes a copy of the layout with a text of its body replaced."""
    return lambda old, new: changed(UP, tmp_path / "模板.docx", {BODY: (old, new)})


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("{{ 附注 }}", "附注"),
        ("{{ 署名 }}", "署名"),
        ("{{ 成文日期 }}", "成文日期"),
        ("{{ 主送机关 }}", "主送机关"),
        ("{{ 抄送机关 }}", "抄送机关"),
        ("{{ 印发机关 }}", "印发机关"),
        ("{{ 印发日期 }}", "印发日期"),
        ("附件{{ 附.序号 }}", "附件.序号"),
        ("{{ 发文字号 }}", "发文字号"),
        ("{{ 签发人末行.姓名 }}", "签发人末行.姓名"),
        ("{{ 段.文字 }}", "正文.文字"),
        ("{{ 文.文字 }}", "附件.段落.文字"),
        ("{{p 附.统计表 }}", "附件.统计表"),
    ],
)
def test_a_layout_that_leaves_out_a_filled_in_element_is_refused(
    own: Callable[[str, str], Path], tag: str, name: str
) -> None:
    everywhere_the_same = replace(
        sample(), printed_on="2021年6月3日", printed_by="某县教育局", copies_to="某县"
    )
    with pytest.raises(KindError, match=f"有 1 处问题：\n.*没有印出“{name}”"):
        render(everywhere_the_same, own(tag, ""))


def test_an_element_that_is_not_filled_in_may_be_missing(own: Callable[[str, str], Path]) -> None:
    assert render(replace(sample(), note=""), own("（{{ 附注 }}）", "（）"))


def test_a_layout_without_a_place_in_the_colophon_keeps_the_addressee_above_the_text(
    own: Callable[[str, str], Path],
) -> None:
    moved = replace(sample(), addressee_in_colophon=True)
    page = text_dump(render(moved, own("版记主送机关", "抄送机关")))
    assert "[主送机关] 某县人民政府：" in page


@pytest.mark.parametrize(
    ("section", "tag"), [("联合署名", "{{ 行.左 }}"), ("联合发文机关", "{{ 机关 }}")]
)
def test_a_layout_for_one_organ_tells_a_joint_document_which_section_it_lacks(
    own: Callable[[str, str], Path], section: str, tag: str
) -> None:
    organs = ("甲县教育局", "乙县教育局")
    joint = replace(sample(), mark=Mark(organs, "文件"), signatures=organs, sealing=Sealing.NONE)
    with pytest.raises(KindError, match=f"有 1 处问题：\n.*“{section}”（甲县教育局）.*内置版式"):
        render(joint, own(tag, ""))


def test_the_mark_may_be_missing_because_the_paper_has_it(own: Callable[[str, str], Path]) -> None:
    assert "某县教育局文件" not in text_dump(render(sample(), own("{{ 发文机关标志 }}", "")))


def test_a_layout_that_prints_an_element_for_some_documents_only_is_refused_for_the_others(
    own: Callable[[str, str], Path],
) -> None:
    layout = own("（{{ 附注 }}）", "{% if 加盖印章 %}（{{ 附注 }}）{% endif %}")
    assert render(replace(sample(), sealing=Sealing.SEAL), layout)
    with pytest.raises(KindError, match="没有印出“附注”（此件公开发布）"):
        render(replace(sample(), sealing=Sealing.NONE), layout)


@pytest.mark.parametrize(
    "hidden",
    [
        "</w:t><w:instrText>{{ 附注 }}</w:instrText><w:t>",
        '</w:t><w:sym w:font="{{ 附注 }}" w:char="F06C"/><w:t>',
    ],
)
def test_a_layout_that_prints_an_element_where_nobody_reads_it_is_refused(
    own: Callable[[str, str], Path], hidden: str
) -> None:
    with pytest.raises(KindError, match="“附注”（此件公开发布）没有印在页面上"):
        render(sample(), own("{{ 附注 }}", hidden))


@pytest.mark.parametrize("tag", ["{{ 附.统计表 }}", "{{r 附.统计表 }}"])
def test_a_table_inside_a_line_of_text_is_refused(
    own: Callable[[str, str], Path], tag: str
) -> None:
    with pytest.raises(KindError, match="统计表"):
        render(sample(), own("{{p 附.统计表 }}", tag))


def test_a_layout_with_words_of_its_own_is_used(own: Callable[[str, str], Path]) -> None:
    data = render(sample(), own("{{ 署名 }}", "{{ 署名 }}（章）"))
    assert "[署名] 某县教育局（章）" in text_dump(data)


@pytest.mark.parametrize(
    "tag", ["{% if '甲' in 加盖印章 %}{% endif %}", "{% raw %}{{ 甲 }}{% endraw %}"]
)
def test_a_tag_that_cannot_be_worked_out_is_the_layouts_fault(
    own: Callable[[str, str], Path], tag: str
) -> None:
    with pytest.raises(KindError, match="“模板"):
        render(sample(), own("{{ 标题 }}", "{{ 标题 }}" + tag))


@pytest.mark.parametrize(
    ("texts", "members"),
    [
        ({PACKAGE_LINKS: ("/officeDocument", "/nothing")}, {}),
        ({MAIN_LINKS: ("footer1.xml", "footer9.xml")}, {}),
        ({BODY: ("<w:body>", "<w:other>")}, {}),
        ({CONTENT_TYPES: ("wordprocessingml.document.main+xml", "wordprocessingml.main+xml")}, {}),
        ({}, {PACKAGE_LINKS: None}),
        ({}, {BODY: b"<x/>"}),
        ({}, {"word/styles.xml": b"<x/>"}),
    ],
)
def test_a_package_that_falls_apart_is_the_layouts_fault(
    tmp_path: Path, texts: dict[str, tuple[str, str]], members: dict[str, bytes | None]
) -> None:
    with pytest.raises(KindError, match="“模板"):
        render(sample(), changed(UP, tmp_path / "模板.docx", texts, members))


def test_a_header_under_the_name_of_a_picture_is_no_way_around_the_rules(tmp_path: Path) -> None:
    header = (
        '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:p><w:r><w:t>{{ '1'|center(2000000000) }}</w:t></w:r></w:p></w:hdr>"
    )
    path = changed(
        UP,
        tmp_path / "模板.docx",
        {
            MAIN_LINKS: link(f"{OFFICE}/header", "h.png"),
            CONTENT_TYPES: (
                "</Types>",
                '<Default Extension="png" ContentType="image/png"/></Types>',
            ),
        },
        {"word/h.png": header.encode()},
    )
    with pytest.raises(KindError, match="不认识的标记"):
        render(sample(), path)


# ── nothing of the layout's own history goes out ─────────────────────────────────────────

SECRET = "某某公司内部"


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


@pytest.mark.parametrize(
    ("links", "kind", "name"),
    [
        (PACKAGE_LINKS, f"{OFFICE}/custom-properties", "docProps/custom.xml"),
        (PACKAGE_LINKS, f"{OFFICE}/extended-properties", "docProps/more.xml"),
        (
            PACKAGE_LINKS,
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
            "docProps/thumbnail.xml",
        ),
        (
            PACKAGE_LINKS,
            "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels",
            "docMetadata/LabelInfo.xml",
        ),
        (
            MAIN_LINKS,
            "http://schemas.microsoft.com/office/2011/relationships/people",
            "word/people.xml",
        ),
        (MAIN_LINKS, f"{OFFICE}/comments", "word/comments.xml"),
    ],
)
def test_properties_and_names_of_the_layouts_makers_stay_behind(
    tmp_path: Path, links: str, kind: str, name: str
) -> None:
    layout = changed(
        UP,
        tmp_path / "模板.docx",
        {links: link(kind, f"/{name}")},
        {name: f"<x>{SECRET}</x>".encode()},
    )
    assert SECRET not in "".join(parts(render(sample(), layout)).values())


def test_company_and_manager_of_the_layout_stay_behind(tmp_path: Path) -> None:
    app = ("</Properties>", f"<Company>{SECRET}</Company><Manager>{SECRET}</Manager></Properties>")
    layout = changed(UP, tmp_path / "模板.docx", {"docProps/app.xml": app})
    written = parts(render(sample(), layout))
    assert "<Application>make-docx</Application>" in written["docProps/app.xml"]
    assert SECRET not in "".join(written.values())


# ── rows left out of the page while it is made ───────────────────────────────────────────


def units(count: int) -> StatTable:
    rows = tuple(TableRow(RowKind.UNIT, (f"第{at}镇", f"{at}<&", "")) for at in range(count))
    heads = (TableColumn("单位", numeric=False), TableColumn("件数"), TableColumn("备注"))
    return StatTable(heads, rows)


def printed_tables(data: bytes, part: str = BODY) -> list[list[list[str]]]:
    root = etree.fromstring(parts(data)[part].encode())
    return [table_texts(table) for table in root.iter("{*}tbl")]


@pytest.mark.parametrize(
    "profile",
    [
        STANDARD,
        Profile("某局", fonts=dict.fromkeys(Face, "华文中宋"), line_pitch=28),
        Profile("某局", digits="Times New Roman"),
    ],
)
def test_every_row_is_printed_once_and_in_order(profile: Profile) -> None:
    many, few = units(600), units(3)
    annexes = (
        Annex(1, "大表", AnnexForm.TABLE, table=many),
        Annex(2, "小表", AnnexForm.TABLE, table=few),
    )
    data = render(replace(sample(), annexes=annexes), UP, profile)
    tables = [table for table in printed_tables(data) if table[0][-1] == "备注"]
    assert [table[1:] for table in tables] == [
        [list(row.cells) for row in stat.rows] for stat in (many, few)
    ]


def test_rows_are_printed_in_a_footer_too(tmp_path: Path) -> None:
    tags = ("{%p for 附 in 附件 %}", "{{p 附.统计表 }}", "{%p endfor %}")
    lines = "".join(f"<w:p><w:r><w:t>{tag}</w:t></w:r></w:p>" for tag in tags)
    own = changed(UP, tmp_path / "模板.docx", {FOOTER: ("</w:ftr>", f"{lines}<w:p/></w:ftr>")})
    annexes = (Annex(0, "表", AnnexForm.TABLE, table=units(3)),)
    (found,) = printed_tables(render(replace(sample(), annexes=annexes), own), FOOTER)
    assert found[1:] == [["第0镇", "0<&", ""], ["第1镇", "1<&", ""], ["第2镇", "2<&", ""]]


@pytest.mark.parametrize("form", ["<?make-docx-rows 0 0 3?>", "<!--<?make-docx-rows 0 0 3?>-->"])
def test_a_layout_cannot_call_for_rows(own: Callable[[str, str], Path], form: str) -> None:
    document = replace(sample(), annexes=(Annex(0, "表", AnnexForm.TABLE, table=units(3)),))
    assert render(document, own("<w:body>", f"<w:body>{form}")) == render(document, UP)
