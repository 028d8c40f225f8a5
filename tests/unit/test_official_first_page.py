"""What page 1 has room for: the stack of a joint 标志, the 主送机关, a line of text."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from make_docx.findings import Severity
from make_docx.model import (
    Brief,
    CellRef,
    Direction,
    Document,
    Elements,
    Layout,
    Level,
    Mark,
    Paragraph,
    Text,
)
from make_docx.official import arrange, page
from make_docx.official.first_page import crowds_out_text, mark_size, stack_width
from make_docx.official.seals import date_centre, seals
from make_docx.official.signers import signer_rows

ORGANS = ("甲县人民政府", "甲县教育局", "甲县卫生健康委员会", "甲县财政局", "甲县融媒体中心")
DOWN = Document(
    direction=Direction.DOWN,
    mark=Mark(("甲县人民政府文件",)),
    number="甲政发〔2021〕15号",
    title="甲县人民政府关于政务公开的通知",
    title_lines=("甲县人民政府", "关于政务公开的通知"),
    addressee="各乡镇人民政府",
    paragraphs=(),
    signatures=("甲县人民政府",),
    issued_on="2021年6月3日",
    issuer="甲县人民政府",
    created=dt.date(2021, 6, 3),
)
# 22 lines less 3 above the 标志, 2 under it, 1 for the 发文字号, 2 under the rule, 1 under the
# title; the 标志 takes 2.2, a title of two lines 2.4, the rule 0.3: eight are left.
LEFT = 8


def joint(count: int) -> Document:
    return replace(DOWN, mark=Mark(ORGANS[:count], "文件"))


def brief(**elements: object) -> Brief:
    typed = Elements(
        direction=Direction.DOWN,
        title="关于政务公开的通知",
        addressee="各乡镇人民政府",
        issuer=ORGANS[0],
        issued_on=dt.date(2021, 6, 3),
    )
    refs = {name: CellRef("要素.xlsx", "公文要素", f"B{row}") for row, name in enumerate(elements)}
    return Brief("要素.xlsx", "", replace(typed, **elements), refs)


TEXT = Text("甲县人民政府关于政务公开的通知", ())


# ── the stack (7.2.4) ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("count", range(2, 6))
def test_a_stack_leaves_three_lines_of_text_on_page_1(count: int) -> None:
    document = joint(count)
    assert page.SIZE_2 <= mark_size(document) <= page.MARK_SIZE
    assert not crowds_out_text(document)


def test_more_organs_make_a_smaller_stack() -> None:
    sizes = [mark_size(joint(count)) for count in range(2, 6)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]


def test_a_long_addressee_moves_and_does_not_make_the_stack_small() -> None:
    document = replace(joint(3), addressee="国" * 28 * 12)
    assert crowds_out_text(document)
    moved = replace(document, addressee_in_colophon=True)
    assert mark_size(moved) == mark_size(replace(joint(3), addressee="")) > page.SIZE_2


def test_a_stack_is_no_wider_than_the_text() -> None:
    wide = replace(DOWN, mark=Mark(("甲" * 16, "乙县"), "文件"))
    size = mark_size(wide)
    assert size * page.TWIPS_PER_POINT * stack_width(wide.mark) <= page.TEXT_WIDTH


def test_five_organs_three_rows_of_signers_and_a_long_title_still_leave_a_line() -> None:
    document = replace(
        joint(5),
        direction=Direction.UP,
        signers=("甲乙丙", "丁戊", "己庚辛", "壬癸", "子丑寅"),
        title_lines=("题" * 16, "题" * 20, "题" * 20, "题" * 16),
    )
    assert crowds_out_text(document)
    assert not crowds_out_text(replace(document, addressee=""))
    assert mark_size(document) >= page.SIZE_2 - 1


# ── 主送机关 (7.3.2) ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("lines", "moves"), [(1, False), (LEFT - 1, False), (LEFT, True)])
def test_an_addressee_that_leaves_no_line_of_text_moves(lines: int, *, moves: bool) -> None:
    addressee = "国" * (page.CHARACTERS * lines - 1)  # and the colon
    assert crowds_out_text(replace(DOWN, addressee=addressee)) is moves


def test_a_heading_over_the_first_paragraph_needs_a_line_too() -> None:
    full = replace(DOWN, addressee="国" * (28 * (LEFT - 1) - 1))
    body = Paragraph(Level.BODY, "", "国")
    assert not crowds_out_text(replace(full, paragraphs=(body,)))
    assert crowds_out_text(
        replace(full, paragraphs=(Paragraph(Level.HEADING_1, "一、", "国"), body))
    )


def test_a_longer_title_leaves_less_room_for_the_addressee() -> None:
    addressee = "国" * (page.CHARACTERS * (LEFT - 1) - 1)
    document = replace(DOWN, addressee=addressee)
    assert not crowds_out_text(document)
    assert crowds_out_text(replace(document, title_lines=("题", "题", "题", "题")))


def test_without_an_addressee_nothing_moves() -> None:
    assert not crowds_out_text(replace(joint(5), addressee=""))


def test_an_addressee_that_is_too_long_is_printed_in_the_colophon() -> None:
    document, findings = arrange(brief(addressee="，".join(["某某县某某局"] * 40)), TEXT)
    assert document is not None
    assert document.addressee_in_colophon
    assert "element-too-long" not in {finding.code for finding in findings}
    short, _ = arrange(brief(), TEXT)
    assert short is not None
    assert not short.addressee_in_colophon


def test_an_addressee_that_fits_no_colophon_is_refused() -> None:
    _, findings = arrange(brief(addressee="，".join(["某某县某某局"] * 120)), TEXT)
    (found,) = [finding for finding in findings if finding.code == "element-too-long"]
    assert found.severity is Severity.ERROR
    assert found.place.cell == "B0"


# ── page 1 without text, the date without text (7.3.3, 7.3.5.5) ──────────────────────────


def codes(typed: Brief, text: Text) -> list[str]:
    document, findings = arrange(typed, text)
    assert document is not None
    page_1 = ("first-page-full", "signature-alone")
    assert all(found.severity is Severity.WARN for found in findings if found.code in page_1)
    assert all(found.place.label == "标题" for found in findings if found.code in page_1)
    return [found.code for found in findings if found.code in page_1]


SHORT = replace(TEXT, paragraphs=(Paragraph(Level.BODY, "", "请按时报送。"),))


@pytest.mark.parametrize(
    ("addressee_lines", "told"), [(1, []), (LEFT - 4, []), (LEFT - 3, ["signature-alone"])]
)
def test_a_text_of_one_line_whose_date_does_not_fit_page_1_is_told(
    addressee_lines: int, told: list[str]
) -> None:
    # the text and below it two empty lines, the 署名 and the date; a title of one line
    typed = brief(addressee="国" * (page.CHARACTERS * addressee_lines - 1))
    assert codes(typed, SHORT) == told


def test_a_text_of_two_lines_takes_one_along_and_nothing_is_told() -> None:
    typed = brief(addressee="国" * (page.CHARACTERS * (LEFT - 2) - 1))
    longer = replace(TEXT, paragraphs=(Paragraph(Level.BODY, "", "国" * 40),))
    assert codes(typed, longer) == []
    assert codes(typed, replace(TEXT, paragraphs=SHORT.paragraphs * 2)) == []


def test_a_head_and_a_title_that_fill_page_1_are_told() -> None:
    organs = tuple(f"甲县第{number}局" for number in range(1, 5))
    typed = brief(
        direction=Direction.UP,
        joint_issuers=organs,
        signers=("甲乙丙", "丁戊", "己庚辛", "壬癸", "子丑寅"),
    )
    assert codes(typed, replace(SHORT, title="国" * 18 * 6 + "的通知")) == ["first-page-full"]
    assert "first-page-full" not in codes(typed, SHORT)


# ── how many organs and how long (7.2.4, 7.2.6) ──────────────────────────────────────────


@pytest.mark.parametrize("count", [5, 6])
def test_more_than_five_organs_are_too_many_for_a_stack(count: int) -> None:
    organs = tuple(f"甲县第{number}局" for number in range(1, count))
    _, findings = arrange(brief(mark="", joint_issuers=organs), TEXT)
    codes = [finding.code for finding in findings if finding.severity is Severity.ERROR]
    assert codes == ["element-too-long"] * (count > 5)


def test_the_main_organ_alone_may_stand_for_six() -> None:
    organs = tuple(f"甲县第{number}局" for number in range(1, 6))
    _, findings = arrange(brief(mark="甲县人民政府文件", joint_issuers=organs), TEXT)
    assert "element-too-long" not in {finding.code for finding in findings}


@pytest.mark.parametrize(("name", "refused"), [("阿卜杜热合曼·买买提", False), ("阿" * 16, True)])
def test_a_signer_who_does_not_fit_beside_the_number_is_refused(
    name: str, *, refused: bool
) -> None:
    typed = brief(
        direction=Direction.UP,
        layout=Layout.DOCUMENT,
        document_number="甲政报〔2021〕15号",
        signers=(name,),
    )
    _, findings = arrange(typed, TEXT)
    assert ("element-too-long" in {finding.code for finding in findings}) is refused


# ── rows of signers (7.2.6) ──────────────────────────────────────────────────────────────


def test_signers_stand_two_a_row() -> None:
    document = replace(DOWN, direction=Direction.UP, signers=("甲乙丙", "丁戊", "己庚"))
    assert signer_rows(document) == (("甲乙丙", "丁戊"), ("己庚",))
    assert signer_rows(replace(document, direction=Direction.DOWN)) == ()


def test_signers_whose_names_would_reach_the_number_stand_one_a_row() -> None:
    names = ("阿卜杜热合曼·买买提", "古丽仙·阿不都热依木", "甲乙")
    document = replace(DOWN, direction=Direction.UP, signers=names)
    assert signer_rows(document) == tuple((name,) for name in names)
    assert signer_rows(replace(document, number="")) == (names[:2], names[2:])


# ── places of seals (7.3.5.1) ────────────────────────────────────────────────────────────

RADIUS = page.twips(page.SEAL_DIAMETER_MM / 2)


@given(
    st.lists(st.text("甲乙丙县局委", min_size=2, max_size=30), min_size=2, max_size=7),
    st.sampled_from(["2021年6月3日", "2021年12月13日"]),
)
def test_seals_never_touch_nor_leave_the_text_area(names: list[str], date: str) -> None:
    found = seals(tuple(names), date)
    assert found.centres[-1] == date_centre(date)
    assert found.centres[0] >= RADIUS
    assert found.centres[-1] + RADIUS <= page.TEXT_WIDTH
    pitches = {right - left for left, right in zip(found.centres, found.centres[1:], strict=False)}
    assert all(pitch >= 2 * RADIUS + page.twips(3) for pitch in pitches)
    for line in found.lines:
        assert all(page.width(text) * page.ADVANCE <= min(pitches) for text in line)
        assert page.width(line[0]) * page.ADVANCE / 2 <= found.centres[0]
        assert found.centres[-1] + page.width(line[-1]) * page.ADVANCE / 2 <= page.TEXT_WIDTH
    assert sum(len(text) for line in found.lines for text in line) == sum(map(len, names))


@pytest.mark.parametrize(
    ("count", "rows"), [(2, [2]), (3, [3]), (4, [2, 2]), (5, [3, 2]), (6, [3, 3])]
)
def test_short_names_stand_three_a_row_and_the_last_over_the_date(
    count: int, rows: list[int]
) -> None:
    names = tuple(f"甲县{number}局" for number in "一二三四五六"[:count])
    lines = [line for line in seals(names, "2021年6月3日").lines if any(line)]
    assert [sum(map(bool, line)) for line in lines] == rows
    assert [text for line in lines for text in line if text] == list(names)
    assert lines[-1][-1] == names[-1]


def test_rows_of_seals_are_five_lines_apart() -> None:
    lines = seals(ORGANS[:4], "2021年6月3日").lines
    assert [bool(any(line)) for line in lines] == [True, False, False, False, False, True]


@pytest.mark.parametrize("names", [("XX市国土资源局", "XX市财政局"), ("某市国土资源局", "某局")])
def test_a_name_with_room_stays_whole(names: tuple[str, str]) -> None:
    assert seals(names, "2021年6月3日").lines == (names,)
