from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields, replace

from make_docx.dates import in_words
from make_docx.findings import Finding, Place, Severity
from make_docx.model import Brief, CellRef, Direction, Elements, Layout, Mark, Sealing
from make_docx.official.conflicts import conflicts, printed
from make_docx.official.elements import (
    annex_name,
    bulletin_number,
    copy_number,
    document_number,
    minutes_number,
    normal_elements,
    order_number,
    secrecy,
    title,
    urgency,
)
from make_docx.official.mark import mark_of

COMPLETE = Elements(
    activity="政务公开宣传月活动",
    period="2021年5月",
    direction=Direction.UP,
    document_number="X卫计字〔2021〕15号",
    signers=("某某某",),
    title="【发文机关】关于【活动名称】开展情况的报告",
    addressee="XX县人民政府办公室",
    issuer="XX县卫生和计划生育委员会",
    issued_on=dt.date(2021, 6, 3),
)
CIRCULAR = "【发文机关】关于【活动名称】情况的通报"
ROWS = {field.name: row for row, field in enumerate(fields(Elements), 2)}


def brief_with(**changes: object) -> Brief:
    refs = {name: CellRef("公文要素.xlsx", "公文要素", f"B{row}") for name, row in ROWS.items()}
    elements = replace(COMPLETE, **changes)
    return Brief("公文要素.xlsx", "activity-summary", elements, refs)


def check_elements(brief: Brief) -> tuple[Finding, ...]:
    elements, findings = normal_elements(brief)
    return (*findings, *conflicts(brief, elements))


def place_of(field: str, label: str) -> Place:
    return Place("公文要素.xlsx", "公文要素", f"B{ROWS[field]}", label)


def test_a_complete_brief_has_no_findings() -> None:
    assert check_elements(brief_with()) == ()


def test_dates_are_printed_without_leading_zeros() -> None:
    assert in_words(dt.date(2021, 6, 3)) == "2021年6月3日"
    assert in_words(dt.date(2021, 12, 31)) == "2021年12月31日"


# ── 发文字号 (7.2.5) ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "typed",
    [
        "X卫计字〔2021〕15号",
        "X卫计字[2021]15号",
        "X卫计字(2021)15号",
        "X卫计字（2021）15号",
        "X卫计字【2021】15号",
        "X卫计字﹝2021﹞15号",
        "X卫计字［2021］15号",
        "X卫计字〔2021年〕15号",
        "X卫计字〔2021〕第15号",
        "X卫计字〔2021〕015号",
        "X卫计字 〔2021〕 15 号",
        "X卫计字〔２０２１〕１５号",
    ],
)
def test_a_document_number_is_put_into_its_one_form(typed: str) -> None:
    assert document_number(typed) == "X卫计字〔2021〕15号"


@pytest.mark.parametrize(
    "typed",
    [
        "X卫计字2021-15",
        "X卫计字〔21〕15号",
        "X卫计字〔20XX〕15号",
        "X卫计字〔1821〕15号",
        "X卫计字〔2021〕15",
        "X卫计字〔2021〕号",
        "X卫计字〔2021〕0号",
        "X卫计字〔2021〕X号",
        "〔2021〕15号",
        "卫〔2021〕15号",
        "X卫计字〔2021〕15号、16号",
    ],
)
def test_what_is_no_document_number_is_not_guessed(typed: str) -> None:
    assert document_number(typed) is None
    (finding,) = check_elements(brief_with(document_number=typed))
    assert finding.code == "element-invalid"
    assert finding.place == place_of("document_number", "发文字号")
    assert finding.found == typed


@given(
    st.text("国办发卫计字教基函×X", min_size=2, max_size=6),
    st.integers(1900, 2099),
    st.integers(1, 9999),
    st.sampled_from(["〔〕", "[]", "()", "（）", "【】", "﹝﹞"]),
)
def test_every_bracket_gives_the_same_number_and_it_is_stable(
    code: str, year: int, number: int, brackets: str
) -> None:
    normal = document_number(f"{code}{brackets[0]}{year}{brackets[1]}第{number:03}号")
    assert normal == f"{code}〔{year}〕{number}号"
    assert document_number(normal) == normal


def test_a_corrected_document_number_is_noted_at_its_cell() -> None:
    brief = brief_with(document_number="X卫计字[2021]第015号")
    elements, (note,) = normal_elements(brief)
    assert elements.document_number == "X卫计字〔2021〕15号"
    assert (note.code, note.severity) == ("element-corrected", Severity.NOTE)
    assert note.place == place_of("document_number", "发文字号")
    assert (note.found, note.expected) == ("X卫计字[2021]第015号", "X卫计字〔2021〕15号")


def test_a_document_may_have_no_number_yet() -> None:
    elements, findings = normal_elements(brief_with(document_number=" "))
    assert elements.document_number == ""
    assert findings == ()


# ── 份号, 密级, 紧急程度 (7.2.1 to 7.2.3) ─────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("000001", "000001"),
        ("1", "000001"),
        ("１２", "000012"),
        ("1234567", None),
        ("0", None),
        ("一", None),
        ("No.1", None),
    ],
)
def test_a_copy_number_has_six_digits(typed: str, normal: str | None) -> None:
    assert copy_number(typed) == normal


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("秘密", "秘密"),
        ("秘密★1年", "秘密★1年"),
        ("秘密☆1年", "秘密★1年"),
        ("机密*20年", "机密★20年"),
        ("绝密＊长期", "绝密★长期"),
        ("秘密6个月", "秘密★6个月"),
        ("秘密 ★ 1年", "秘密★1年"),
        ("机密★公布前", "机密★公布前"),
        ("内部", None),
        ("秘密★一年", None),
        ("秘密★", None),
        ("★1年", None),
    ],
)
def test_secrecy_has_a_level_and_a_period_after_a_star(typed: str, normal: str | None) -> None:
    assert secrecy(typed) == normal


@pytest.mark.parametrize(("typed", "normal"), [("特急", "特急"), ("加 急", "加急"), ("平急", None)])
def test_urgency_of_a_document_has_two_levels(typed: str, normal: str | None) -> None:
    assert urgency(typed) == normal


def test_every_unreadable_element_is_an_error_at_its_own_cell() -> None:
    findings = check_elements(brief_with(copy_number="甲", secrecy="内部", urgency="急"))
    assert [(finding.code, finding.place.label, finding.found) for finding in findings] == [
        ("element-invalid", "份号", "甲"),
        ("element-invalid", "密级和保密期限", "内部"),
        ("element-invalid", "紧急程度", "急"),
    ]
    assert all(finding.blocks and finding.expected for finding in findings)


def test_a_padded_copy_number_is_noted() -> None:
    elements, (note,) = normal_elements(brief_with(copy_number="7"))
    assert elements.copy_number == "000007"
    assert (note.code, note.expected) == ("element-corrected", "000007")


def test_a_secret_document_without_a_copy_number_is_a_warning() -> None:
    (finding,) = check_elements(brief_with(secrecy="秘密★1年"))
    assert (finding.code, finding.severity) == ("copy-number-missing", Severity.WARN)
    assert finding.place == place_of("copy_number", "份号")
    assert check_elements(brief_with(secrecy="秘密★1年", copy_number="000001")) == ()


# ── 行文方向: 签发人, 主送机关 (条例 9(六), 15(一)) ───────────────────────────────────────


def test_a_document_upwards_needs_a_signer() -> None:
    (finding,) = check_elements(brief_with(signers=()))
    assert finding.code == "element-required"
    assert finding.blocks
    assert finding.place == place_of("signers", "签发人")


def test_a_signer_is_not_printed_downwards_and_the_clerk_is_told() -> None:
    down = brief_with(direction=Direction.DOWN, title=CIRCULAR)
    (finding,) = check_elements(down)
    assert printed(normal_elements(down)[0]).signers == ()
    assert (finding.code, finding.severity) == ("element-unused", Severity.WARN)
    assert finding.place == place_of("signers", "签发人")
    assert finding.found == "某某某"
    unsigned = brief_with(direction=Direction.DOWN, title=CIRCULAR, signers=())
    assert check_elements(unsigned) == ()


@pytest.mark.parametrize(
    ("direction", "title", "genre", "right"),
    [
        (Direction.DOWN, "XX局关于宣传月活动情况的报告", "报告", "上行文"),
        (Direction.DOWN, "XX局关于解决经费的请示", "请示", "上行文"),
        (Direction.UP, "XX局关于检查情况的通报", "通报", "下行文"),
        (Direction.UP, "XX局关于开展宣传月活动的通知", "通知", "下行文"),
    ],
)
def test_a_title_that_goes_the_other_way_is_a_warning(
    direction: Direction, title: str, genre: str, right: str
) -> None:
    signers = ("某某某",) if direction is Direction.UP else ()
    (finding,) = check_elements(brief_with(direction=direction, title=title, signers=signers))
    assert (finding.code, finding.severity) == ("title-direction", Severity.WARN)
    assert (finding.found, finding.expected) == (genre, right)
    assert finding.place == place_of("title", "标题")


def test_a_title_without_a_direction_of_its_own_goes_either_way() -> None:
    for direction, signers in ((Direction.UP, ("某某某",)), (Direction.DOWN, ())):
        opinion = brief_with(direction=direction, title="XX局关于修路的意见", signers=signers)
        assert check_elements(opinion) == ()


def test_the_label_before_the_signer_is_dropped() -> None:
    elements, _ = normal_elements(brief_with(signers=("签发人：某某某", "某某")))
    assert elements.signers == ("某某某", "某某")


@pytest.mark.parametrize("typed", ["市委、市政府", "XX局，YY局", "XX局\nYY局"])
def test_several_addressees_upwards_are_a_warning(typed: str) -> None:
    (finding,) = check_elements(brief_with(addressee=typed))
    assert (finding.code, finding.severity) == ("element-several", Severity.WARN)
    assert finding.place == place_of("addressee", "主送机关")


def test_several_addressees_downwards_or_in_brackets_are_right() -> None:
    down = brief_with(
        addressee="各学区、各幼儿园：", direction=Direction.DOWN, title=CIRCULAR, signers=()
    )
    assert check_elements(down) == ()
    assert check_elements(brief_with(addressee="XX局（甲科、乙科）")) == ()


# ── the elements that only lose what the page adds itself ─────────────────────────────────


@pytest.mark.parametrize(
    ("field", "typed", "normal"),
    [
        ("addressee", "XX县人民政府办公室：", "XX县人民政府办公室"),
        ("addressee", "XX县人民政府办公室 :", "XX县人民政府办公室"),
        ("issuer", "XX县\n教育局", "XX县教育局"),
        ("mark", "XX县\n教育局文件", "XX县教育局文件"),
        ("note", "（此件公开发布）", "此件公开发布"),
        ("note", "(此件公开发布)", "此件公开发布"),
        ("note", "（联系人：甲）（电话：0）", "（联系人：甲）（电话：0）"),
        ("note", "此件公开发布（附件除外）", "此件公开发布（附件除外）"),
        ("copies_to", "抄送：县委办公室，县信息中心。", "县委办公室，县信息中心"),
        ("copies_to", "县委办公室\n县信息中心", "县委办公室，县信息中心"),
        ("copies_to", "县委办公室，\n县信息中心", "县委办公室，县信息中心"),
    ],
)
def test_an_element_loses_what_the_page_adds(field: str, typed: str, normal: str) -> None:
    elements, findings = normal_elements(brief_with(**{field: typed}))
    assert getattr(elements, field) == normal
    assert findings == ()


def test_signature_and_mark_default_to_the_issuer() -> None:
    elements, _ = normal_elements(brief_with())
    assert elements.signatures == ("XX县卫生和计划生育委员会",)
    assert mark_of(elements) == Mark(("XX县卫生和计划生育委员会文件",))
    elements, _ = normal_elements(brief_with(signatures=("XX县卫计委",), mark="XX县卫计委"))
    assert elements.signatures == ("XX县卫计委",)
    assert mark_of(elements) == Mark(("XX县卫计委",))


# ── joint issue (7.2.4, 7.3.5) ───────────────────────────────────────────────────────────


def test_all_organs_of_a_joint_issue_stand_in_the_mark_and_under_the_text() -> None:
    elements, _ = normal_elements(brief_with(issuer="甲局", joint_issuers=("乙局", "丙局")))
    assert mark_of(elements) == Mark(("甲局", "乙局", "丙局"), "文件")
    assert elements.signatures == ("甲局", "乙局", "丙局")


@pytest.mark.parametrize(
    ("typed", "mark"),
    [
        ("甲局文件", Mark(("甲局文件",))),  # the 主办机关 alone (条例 9(四))
        ("甲局、乙局文件", Mark(("甲局", "乙局"), "文件")),
        ("甲局\n乙局", Mark(("甲局", "乙局"))),
        ("甲局文件、乙局文件", Mark(("甲局", "乙局"), "文件")),
    ],
)
def test_a_typed_mark_of_a_joint_issue_is_taken_as_it_is(typed: str, mark: Mark) -> None:
    elements, _ = normal_elements(brief_with(issuer="甲局", joint_issuers=("乙局",), mark=typed))
    assert mark_of(elements) == mark


def test_organs_of_a_joint_issue_may_be_separated_by_spaces() -> None:
    elements, _ = normal_elements(brief_with(issuer="甲局", joint_issuers=("XX乙局 丙局",)))
    assert elements.joint_issuers == ("XX乙局", "丙局")


def test_the_same_organ_cannot_issue_twice() -> None:
    joint = brief_with(issuer="甲局", joint_issuers=("甲局",), signers=("甲", "乙"))
    (finding,) = check_elements(joint)
    assert (finding.code, finding.blocks) == ("element-invalid", True)
    assert finding.place == place_of("joint_issuers", "联合发文机关")


def test_every_organ_of_a_joint_issue_upwards_has_a_signer() -> None:
    (finding,) = check_elements(brief_with(joint_issuers=("乙局",)))
    assert (finding.code, finding.severity) == ("element-invalid", Severity.WARN)
    assert finding.place == place_of("signers", "签发人")
    assert check_elements(brief_with(joint_issuers=("乙局",), signers=("甲", "乙"))) == ()


# ── 版式 (10) ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("layout", "organs"),
    [
        (Layout.DOCUMENT, ("甲局文件",)),
        (Layout.LETTER, ("甲局",)),
        (Layout.ORDER, ("甲局令",)),
        (Layout.MINUTES, ("甲局会议纪要",)),
        (Layout.BULLETIN, ("甲局简报",)),
        (Layout.PLAIN, ()),
    ],
)
def test_the_mark_follows_from_the_layout(layout: Layout, organs: tuple[str, ...]) -> None:
    elements, _ = normal_elements(brief_with(issuer="甲局", layout=layout))
    assert mark_of(elements).organs == organs


def test_a_letter_of_several_organs_shows_the_first_only() -> None:
    joint = brief_with(issuer="甲局", joint_issuers=("乙局",), layout=Layout.LETTER)
    assert mark_of(normal_elements(joint)[0]) == Mark(("甲局",))  # 10.1


@pytest.mark.parametrize(
    ("typed", "normal"),
    [("第5号", "第5号"), ("5", "第5号"), ("第05号", "第5号"), ("第5期", None), ("五", None)],
)
def test_the_number_of_an_order_has_no_year(typed: str, normal: str | None) -> None:
    assert order_number(typed) == normal


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("3", "第3期"),
        ("第3号", "第3号"),
        ("[2021]3号", "〔2021〕3号"),
        ("X府纪〔2021〕3号", "X府纪〔2021〕3号"),
        ("三", None),
    ],
)
def test_minutes_are_numbered_as_the_office_likes(typed: str, normal: str | None) -> None:
    assert minutes_number(typed) == normal


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("3", "第3期"),
        ("第 03 期", "第3期"),
        ("2021年第3期", "2021年第3期"),
        ("〔2021〕3期", "2021年第3期"),
        ("第3期(总第15期)", "第3期（总第15期）"),
        ("第3号", None),
        ("某政发〔2021〕3号", None),
        ("三", None),
    ],
)
def test_a_bulletin_is_numbered_by_its_issue(typed: str, normal: str | None) -> None:
    assert bulletin_number(typed) == normal


@pytest.mark.parametrize(
    ("layout", "changes", "field", "label"),
    [
        (Layout.LETTER, {"printed_by": "甲局办公室"}, "printed_by", "印发机关"),
        (Layout.PLAIN, {"document_number": "甲发〔2021〕5号"}, "document_number", "发文字号"),
        (Layout.ORDER, {"urgency": "特急"}, "urgency", "紧急程度"),
        (Layout.DOCUMENT, {"present": "甲、乙"}, "present", "出席"),
        (Layout.MINUTES, {"posts": ("局长",)}, "posts", "签名人职务"),
        (Layout.BULLETIN, {"joint_issuers": ("乙局",)}, "joint_issuers", "联合发文机关"),
    ],
)
def test_an_element_that_the_layout_does_not_print_is_told(
    layout: Layout, changes: dict[str, object], field: str, label: str
) -> None:
    number = "第3期" if layout is Layout.BULLETIN else ""
    plain = {"document_number": number, "signers": (), "direction": Direction.DOWN}
    brief = brief_with(**(plain | {"title": CIRCULAR, "layout": layout} | changes))
    (finding, *others) = check_elements(brief)
    assert (finding.code, finding.place) == ("element-unused", place_of(field, label))
    assert all(other.code == "colophon-missing" for other in others)
    kept = printed(normal_elements(brief)[0])
    assert not getattr(kept, field)


def test_a_post_without_a_stamp_is_told_as_such() -> None:
    brief = brief_with(posts=("局长",), sealing=Sealing.SEAL)
    (finding,) = check_elements(brief)
    assert (finding.code, finding.severity) == ("post-unused", Severity.WARN)
    assert (finding.place, finding.found) == (place_of("posts", "签名人职务"), "局长")
    assert printed(normal_elements(brief)[0]).posts == ()


@pytest.mark.parametrize(
    ("layout", "title", "is_missing"),
    [
        (Layout.DOCUMENT, "甲局关于停水的通知", True),
        (Layout.DOCUMENT, "甲局关于停水的通告", False),
        (Layout.LETTER, "甲局关于停水的函", True),
        (Layout.PLAIN, "甲局工作总结", False),
        (Layout.MINUTES, "甲局会议纪要", False),
    ],
)
def test_only_what_speaks_to_everybody_has_no_addressee(
    layout: Layout, title: str, is_missing: bool
) -> None:
    plain = {"document_number": "", "signers": (), "direction": Direction.DOWN}
    brief = brief_with(**(plain | {"layout": layout, "title": title, "addressee": ""}))
    missing = [("element-required", place_of("addressee", "主送机关"))] if is_missing else []
    assert [(found.code, found.place) for found in check_elements(brief)] == missing


@pytest.mark.parametrize(
    ("posts", "code"),
    [((), "element-required"), (("局长",), "element-invalid"), (("局长", "主任"), None)],
)
def test_every_stamp_has_a_post_beside_it(posts: tuple[str, ...], code: str | None) -> None:
    brief = brief_with(
        sealing=Sealing.STAMP, joint_issuers=("乙局",), posts=posts, signers=("甲", "乙")
    )
    found = check_elements(brief)
    assert [finding.code for finding in found] == ([code] if code else [])
    assert all(finding.place == place_of("posts", "签名人职务") for finding in found)


def test_who_was_there_is_listed_without_label_and_full_stop() -> None:
    brief = brief_with(layout=Layout.MINUTES, present="出席：甲、\n乙、丙。", absent="丁 ")
    elements, _ = normal_elements(brief)
    assert (elements.present, elements.absent) == ("甲、乙、丙", "丁")


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("关于工作情况的报告。", "关于工作情况的报告"),
        ("关于工作\n情况的报告 ", "关于工作情况的报告"),
        ("关于印发《办法》的通知", "关于印发《办法》的通知"),
        ("关于修改《办法》", "关于修改《办法》"),
        ("工作方案（试行）", "工作方案（试行）"),
    ],
)
def test_a_title_ends_without_a_full_stop(typed: str, normal: str) -> None:
    assert title(typed) == normal


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("活动情况统计表", "活动情况统计表"),
        ("活动情况统计表。", "活动情况统计表"),
        ("《活动情况统计表》", "活动情况统计表"),
        ("《甲》和《乙》对照表", "《甲》和《乙》对照表"),
        ("《甲》《乙》", "《甲》《乙》"),
        ("附件1：活动情况统计表", "活动情况统计表"),
        ("附件：活动情况统计表；", "活动情况统计表"),
        ("1.活动情况统计表", "活动情况统计表"),
        ("3.15晚会统计表", "3.15晚会统计表"),
        ("3、4月统计表", "3、4月统计表"),
        ("活动情况\n统计表", "活动情况统计表"),
        ("附件目录", "附件目录"),
    ],
)
def test_an_annex_name_has_no_number_and_no_sign_after_it(typed: str, normal: str) -> None:
    assert annex_name(typed) == normal


# ── 印发机关和印发日期 (7.4.3) ────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("changes", "missing", "label"),
    [
        ({"printed_by": "XX县教育局办公室"}, "printed_on", "印发日期"),
        ({"printed_on": dt.date(2021, 6, 4)}, "printed_by", "印发机关"),
    ],
)
def test_half_of_the_printing_row_is_a_warning(
    changes: dict[str, object], missing: str, label: str
) -> None:
    (finding,) = check_elements(brief_with(**changes))
    assert (finding.code, finding.severity) == ("element-incomplete", Severity.WARN)
    assert finding.place == place_of(missing, label)


def test_printing_before_signing_is_a_warning() -> None:
    early = brief_with(printed_by="XX县教育局办公室", printed_on=dt.date(2021, 6, 2))
    (finding,) = check_elements(early)
    assert (finding.code, finding.severity) == ("element-invalid", Severity.WARN)
    assert finding.place == place_of("printed_on", "印发日期")
    same_day = brief_with(printed_by="XX县教育局办公室", printed_on=dt.date(2021, 6, 3))
    assert check_elements(same_day) == ()


# ── what intake reports is not reported again ─────────────────────────────────────────────


def test_empty_required_elements_are_left_to_intake() -> None:
    empty = brief_with(issuer="", issued_on=None, title="")
    elements, _ = normal_elements(empty)
    assert check_elements(empty) == ()
    assert (mark_of(elements), elements.signatures) == (Mark(), ())


def test_an_element_whose_cell_is_lost_is_placed_at_the_file() -> None:
    brief = replace(brief_with(document_number="15"), element_refs={})
    (finding,) = check_elements(brief)
    assert finding.place == Place(file="公文要素.xlsx", label="发文字号")


@given(st.text(max_size=12))
def test_normal_forms_are_stable(text: str) -> None:
    for normal in (document_number, copy_number, secrecy, urgency, title):
        once = normal(text)
        assert once is None or normal(once) == once


def test_copies_that_fill_more_than_a_page_are_an_error() -> None:
    few, many = ("，".join(f"某某县第{n}局" for n in range(count)) for count in (30, 150))
    assert check_elements(brief_with(copies_to=few)) == ()
    (found,) = check_elements(brief_with(copies_to=many))
    assert (found.code, found.place) == ("element-too-long", place_of("copies_to", "抄送机关"))
    assert found.blocks


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, [("issue-number-missing", "发文字号"), ("colophon-missing", "印发机关")]),
        ({"document_number": "第3期"}, [("colophon-missing", "印发机关")]),
        ({"document_number": "第3期", "addressee": "县政府"}, []),
        ({"document_number": "第3期", "copies_to": "各村"}, []),
        (
            {"document_number": "第七期", "copies_to": "各村"},
            [("element-invalid", "发文字号")],
        ),
    ],
)
def test_a_bulletin_without_number_or_readers_is_told(
    changes: dict[str, object], told: list[tuple[str, str]]
) -> None:
    plain = {"document_number": "", "signers": (), "addressee": "", "copies_to": ""}
    bulletin = {"layout": Layout.BULLETIN, "direction": Direction.DOWN, "printed_by": ""}
    found = check_elements(brief_with(**(plain | bulletin | {"printed_on": None} | changes)))
    assert [(one.code, one.place.label) for one in found] == told
    assert all("阿拉伯数字" in one.message for one in found if one.code == "element-invalid")


def test_the_example_of_a_shorter_mark_is_one_of_the_same_paper() -> None:
    (found, *_) = check_elements(
        brief_with(layout=Layout.BULLETIN, mark="某" * 40, document_number="第3期", signers=())
    )
    assert (found.code, "工作简报" in found.action) == ("element-too-long", True)


def test_a_mark_in_smaller_type_than_the_title_is_a_warning() -> None:
    (found,) = check_elements(brief_with(mark="某" * 21))
    assert (found.code, found.place) == ("element-too-long", place_of("mark", "发文机关标志"))
    assert found.severity is Severity.WARN
    assert check_elements(brief_with(mark="某" * 20)) == ()
