from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from make_docx.findings import Place, Severity
from make_docx.model import (
    Annex,
    AnnexForm,
    AnnexRow,
    Brief,
    CellRef,
    Direction,
    Document,
    Elements,
    Layout,
    Level,
    Mark,
    Paragraph,
    Sealing,
    Text,
)
from make_docx.official import arrange

ELEMENTS = Elements(
    activity="政务公开宣传月活动",
    direction=Direction.UP,
    copy_number="1",
    secrecy="秘密☆1年",
    urgency="特急",
    document_number="X卫计字[2021]15号",
    signers=("某某某",),
    title="【发文机关】关于【活动名称】开展情况的报告",
    addressee="XX县人民政府办公室：",
    issuer="XX县卫生和计划生育委员会",
    issued_on=dt.date(2021, 6, 3),
    sealing=Sealing.NONE,
    note="（此件公开发布）",
    copies_to="县信息中心。",
    printed_by="XX县卫生和计划生育委员会办公室",
    printed_on=dt.date(2021, 6, 4),
)
TITLE_REF = CellRef("公文要素.xlsx", "公文要素", "B16")
ANNEX_REF = CellRef("公文要素.xlsx", "附件", "A3")
BRIEF = Brief(
    file="公文要素.xlsx",
    kind_id="activity-summary",
    elements=ELEMENTS,
    element_refs={"title": TITLE_REF},
    annexes=(AnnexRow("《活动情况统计表》", AnnexForm.TABLE, "", ANNEX_REF),),
)
TEXT = Text(
    title="XX县卫生和计划生育委员会关于政务公开宣传月活动开展情况的报告",
    paragraphs=(Paragraph(Level.BODY, "", "悬挂横幅104条。"),),
    annexes=(Annex(0, "活动情况统计表", AnnexForm.TABLE),),
)


def arranged(brief: Brief, text: Text) -> Document:
    document, _ = arrange(brief, text)
    assert document is not None
    return document


def test_every_element_is_as_printed() -> None:
    assert arranged(BRIEF, TEXT) == Document(
        direction=Direction.UP,
        mark=Mark(("XX县卫生和计划生育委员会文件",)),
        number="X卫计字〔2021〕15号",
        title=TEXT.title,
        title_lines=("XX县卫生和计划生育委员会", "关于政务公开宣传月活动开展情况的报告"),
        addressee="XX县人民政府办公室",
        paragraphs=TEXT.paragraphs,
        signatures=("XX县卫生和计划生育委员会",),
        issued_on="2021年6月3日",
        issuer="XX县卫生和计划生育委员会",
        created=dt.date(2021, 6, 3),
        sealing=Sealing.NONE,
        copy_number="000001",
        secrecy="秘密★1年",
        urgency="特急",
        signers=("某某某",),
        annexes=TEXT.annexes,
        note="此件公开发布",
        copies_to="县信息中心",
        printed_by="XX县卫生和计划生育委员会办公室",
        printed_on="2021年6月4日",
    )


def test_the_notes_of_the_elements_are_handed_on() -> None:
    _, findings = arrange(BRIEF, TEXT)
    assert [finding.code for finding in findings] == ["element-corrected"] * 3
    assert not any(finding.blocks for finding in findings)


@pytest.mark.parametrize(
    "elements",
    [replace(ELEMENTS, issued_on=None), replace(ELEMENTS, issuer="")],
    ids=["成文日期", "发文机关"],
)
def test_there_is_no_document_without_a_date_or_an_issuer(elements: Elements) -> None:
    document, findings = arrange(replace(BRIEF, elements=elements), TEXT)
    assert document is None
    assert all(finding.code == "element-corrected" for finding in findings)  # intake has said so


def test_a_title_whose_text_vanished_is_an_error_at_its_cell() -> None:
    document, findings = arrange(BRIEF, replace(TEXT, title="。"))
    assert document is None
    assert findings[-1].code == "element-required"
    assert findings[-1].place == TITLE_REF.place("标题")


def test_a_full_stop_after_the_title_is_dropped_with_a_note() -> None:
    document, findings = arrange(BRIEF, replace(TEXT, title=TEXT.title + "。"))
    assert document is not None
    assert document.title == "".join(document.title_lines) == TEXT.title
    assert findings[-1].place == TITLE_REF.place("标题")
    assert (findings[-1].code, findings[-1].found[-1]) == ("element-corrected", "。")


def test_a_corrected_annex_name_is_noted_at_its_row() -> None:
    text = replace(TEXT, annexes=(Annex(0, "《活动情况统计表》", AnnexForm.TABLE),))
    document, findings = arrange(BRIEF, text)
    assert document is not None
    assert document.annexes[0].name == "活动情况统计表"
    assert findings[-1].severity is Severity.NOTE
    assert findings[-1].place == ANNEX_REF.place("附件名称")


def test_a_corrected_annex_without_its_row_is_placed_at_the_sheet() -> None:
    text = replace(TEXT, annexes=(Annex(0, "别的统计表。", AnnexForm.TABLE),))
    _, findings = arrange(BRIEF, text)
    assert findings[-1].place == Place("公文要素.xlsx", "附件", label="附件名称")


def test_the_printing_date_stays_empty_when_it_is_not_given() -> None:
    brief = replace(BRIEF, elements=replace(ELEMENTS, printed_by="", printed_on=None))
    document = arranged(brief, TEXT)
    assert (document.printed_by, document.printed_on) == ("", "")


def test_an_activity_with_a_long_name_is_broken_between_its_words() -> None:
    activity = "政务公开政务服务标准化实施年活动"
    elements = replace(ELEMENTS, activity=activity, issuer="XX区商务局")
    text = replace(TEXT, title=f"XX区商务局{activity}实施方案")
    document = arranged(replace(BRIEF, elements=elements), text)
    assert document.title_lines == ("XX区商务局政务公开政务服务", "标准化实施年活动实施方案")


def test_what_the_page_does_not_show_is_unused_and_nothing_else() -> None:
    typed = replace(
        ELEMENTS,
        layout=Layout.ORDER,
        document_number="第5号",
        copy_number="",
        signers=("一个长得和发文字号排不下一行的签发人的姓名",),
    )
    _, findings = arrange(replace(BRIEF, elements=typed), TEXT)
    codes = {(found.code, found.place.label) for found in findings}
    assert {("element-unused", "签发人"), ("element-unused", "密级和保密期限")} <= codes
    assert ("element-too-long", "签发人") not in codes
    assert "copy-number-missing" not in {code for code, _ in codes}
