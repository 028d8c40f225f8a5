"""After people edited a document it is told which figures still equal their data."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import zlib
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache

import pytest
from chain_jobs import REPORTS, UNITS, brief_of, built, county, submission
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import (
    MAIN,
    WHEN,
    Marked,
    bookmarked,
    deleted,
    inserted,
    marked,
    paragraph,
    part,
    run,
    with_part,
)
from msgspec.structs import replace

from make_docx.chain import (
    CheckedTable,
    Payload,
    PrintedFigure,
    State,
    Verification,
    check_code,
    embed,
    extract,
    from_json,
    to_json,
    verify,
)
from make_docx.chain.decoding import PayloadError
from make_docx.chain.payload import Reading
from make_docx.chain.quotations import quotations_of
from make_docx.errors import InputError
from make_docx.findings import Severity
from make_docx.model import Aggregation, AnnexForm, AnnexRow, Level, Paragraph
from make_docx.rendering import find_renderer
from make_docx.report import tell_verification, verification_json
from make_docx.wording.phrase import COMPOSITION

FILE = "报告.docx"
PROPERTIES = "docProps/custom.xml"
ITEM = "customXml/item1.xml"
BANNERS = ("104条", "悬挂横幅", "", "悬挂横幅")
LEAFLETS = ("约1.8万份", "发放资料", "", "发放资料|约")
RATE = ("85.7%", "办结率", "", "办结率")
REPORTED = ("3", "报送单位数", "", "报送单位数")
OF_TOWNS = ("104条", "悬挂横幅", "乡镇", "悬挂横幅|分类")
OF_ONE = ("716份", "发放资料", "乙镇", "发放资料|前三")
CHANGE = ("同比增长12.5%", "悬挂横幅", "", "悬挂横幅|同比")
PAPER = Marked(county(), [BANNERS, LEAFLETS, RATE, REPORTED, OF_TOWNS, OF_ONE, CHANGE])
SECOND = paragraph(
    run("办结率"), marked("85.7%", 3), run("，"), marked("3", 4), run("家单位报送。")
)
THIRD = paragraph(
    run("乡镇"), marked("104条", 5), run("，乙镇"), marked("716份", 6), run("，"),
    marked("同比增长12.5%", 7), run("。"),
)  # fmt: skip


def first(banners: str = marked("104条", 1), leaflets: str = marked("约1.8万份", 2)) -> str:
    return paragraph(run("悬挂横幅"), banners, run("，发放资料"), leaflets, run("。"))


def verified(*paragraphs: str) -> Verification:
    return verify(PAPER.docx(*paragraphs), FILE)


def with_first(banners: str) -> Verification:
    return verified(first(banners), SECOND, THIRD)


def states(found: Verification) -> dict[str, State]:
    """Bookmark → what became of it, where it is not as printed."""
    return {f.bookmark: f.state for f in found.figures if f.state is not State.SAME}


def codes(found: Verification) -> list[str]:
    return [one.code for one in found.findings]


# ── the text ─────────────────────────────────────────────────────────────────────────────


def test_a_document_as_it_was_built_is_in_order() -> None:
    found = verified(first(), SECOND, THIRD)
    assert found.ok
    assert (states(found), codes(found), found.numbers) == ({}, [], ())
    assert (found.text_agrees, found.table_agrees, found.is_sound) == (True, True, True)
    assert [figure.expected for figure in found.figures] == [
        *("104条", "约17716份", "85.7%", "3", "104条", "716份", "同比增长12.5%")
    ]
    assert found.code == check_code(PAPER.payload)


@pytest.mark.parametrize(
    "words", ["一百零四条", "100余条", "１０４条", "约100条", "共104条", "104条（其中电子屏20条）"]
)
def test_a_figure_may_be_put_in_other_words(words: str) -> None:
    found = with_first(marked(words, 1))
    assert found.ok
    assert states(found) == {"_mdk_1": State.REWORDED}


@pytest.mark.parametrize("words", ["140条", "104张", "近104条", "180条", "1.04万条", "若干"])
def test_a_figure_that_no_longer_equals_its_data_is_caught_with_its_place(words: str) -> None:
    found = with_first(marked(words, 1))
    assert not found.ok
    assert states(found) == {"_mdk_1": State.CHANGED}
    figure = found.figures[0]
    assert (figure.expected, figure.found) == ("104条", words)
    (one,) = (f for f in found.findings if f.code == "printed-changed")
    assert (one.place.file, one.place.sheet, one.place.cell) == (
        FILE,
        "正文",
        f"第{figure.paragraph}段",
    )
    assert (one.place.label, one.found, one.expected) == ("悬挂横幅", words, "104条")
    assert f"悬挂横幅{words}" in one.message


@pytest.mark.parametrize(
    "banners",
    [
        bookmarked(1, run("1"), '<w:proofErr w:type="spellStart"/>', run("0"), run("4条")),
        bookmarked(1, deleted("99条"), inserted("104条")),
        bookmarked(1, f'<w:hyperlink w:anchor="a">{run("104条")}</w:hyperlink>'),
        bookmarked(1, f"<w:smartTag>{run('104条')}</w:smartTag>"),
        bookmarked(1, run("1")) + run("04条"),
        run("104条"),
        deleted("104条") + inserted("104条"),
        bookmarked(1) + run("104条"),
    ],
)
def test_what_word_does_to_runs_and_bookmarks_is_no_difference(banners: str) -> None:
    found = with_first(banners)
    assert found.ok
    assert found.figures[0].found.startswith("104")


@pytest.mark.parametrize(
    ("banners", "now"),
    [
        (bookmarked(1, deleted("104条"), inserted("140条")), "140条"),
        (run("1") + marked("104条", 1), "1104条"),
        (bookmarked(1, run("10")) + run("40条"), "1040条"),
        (run("140条"), "140条"),
        (bookmarked(1) + run("140条"), "140条"),
        (marked("104", 1) + run("万条"), "104万条"),
    ],
)
def test_what_is_typed_over_or_beside_a_figure_is_seen(banners: str, now: str) -> None:
    found = with_first(banners)
    assert states(found) == {"_mdk_1": State.CHANGED}
    assert found.figures[0].found == now


@pytest.mark.parametrize("banners", ["", deleted("104条"), bookmarked(1), run("很多")])
def test_a_deleted_figure_is_told(banners: str) -> None:
    found = with_first(banners)
    assert not found.ok
    assert states(found) == {"_mdk_1": State.DELETED}
    (one,) = (f for f in found.findings if f.code == "printed-deleted")
    assert one.found == "104条"


def test_paragraphs_may_be_merged_split_and_moved() -> None:
    gone = "<w:rPr><w:del w:id='7' w:author='甲' w:date='2021-07-01T00:00:00Z'/></w:rPr>"
    merged = verified(first().replace("<w:p>", f"<w:p><w:pPr>{gone}</w:pPr>"), SECOND, THIRD)
    assert (merged.ok, merged.figures[2].paragraph) == (True, merged.figures[0].paragraph)
    halves = paragraph(run("悬挂横幅"), marked("104条", 1)), paragraph(marked("约1.8万份", 2))
    split = verified(*halves, SECOND, THIRD)
    assert (split.ok, split.figures[1].paragraph) == (True, split.figures[0].paragraph + 1)
    assert verified(THIRD, SECOND, first()).ok


def test_a_bookmark_over_two_paragraphs_is_read_on() -> None:
    start, end = bookmarked(1).split("/><")
    torn = paragraph(run("横幅"), f"{start}/>", run("10")), paragraph(run("4条"), f"<{end}")
    found = verified(*torn, paragraph(marked("约1.8万份", 2)), SECOND, THIRD)
    assert found.figures[0].found == "104条"
    assert found.ok


def test_every_copy_of_a_figure_is_looked_at() -> None:
    copy = paragraph(bookmarked(1, run("140条"), suffix="_Copy_1"))
    found = verified(first(), copy, SECOND, THIRD)
    assert [(f.state, f.found) for f in found.figures[:2]] == [
        (State.SAME, "104条"),
        (State.CHANGED, "140条"),
    ]


def test_lost_marks_are_told_apart_by_their_order() -> None:
    found = verified(re.sub("<w:bookmark[^>]*>", "", first()), SECOND, THIRD)
    assert states(found) == {}
    bare = (re.sub("<w:bookmark[^>]*>", "", text) for text in (first(), SECOND, THIRD))
    assert verified(*bare).ok


def test_a_hedge_before_a_figure_that_it_is_not_true_of_is_a_warning() -> None:
    found = with_first(run("近") + marked("104条", 1))
    assert found.ok
    assert [(f.code, f.found) for f in found.findings] == [("printed-hedged", "近104条")]
    assert codes(with_first(run("签约") + marked("104条", 1))) == []


@pytest.mark.parametrize(
    ("old", "new", "bookmark"),
    [
        (">85.7%<", ">58.7%<", "_mdk_3"),
        (">3<", ">4<", "_mdk_4"),
        (">乡镇<", ">乡镇 <", ""),
        (">716份<", ">761份<", "_mdk_6"),
        (">同比增长12.5%<", ">同比下降12.5%<", "_mdk_7"),
    ],
)
def test_rates_counts_parts_and_changes_are_checked_too(old: str, new: str, bookmark: str) -> None:
    found = verified(first(), SECOND.replace(old, new), THIRD.replace(old, new))
    assert states(found) == ({bookmark: State.CHANGED} if bookmark else {})


def test_the_figure_of_a_category_is_added_up_again() -> None:
    found = verified(first(), SECOND, THIRD.replace(">104条<", ">105条<"))
    assert states(found) == {"_mdk_5": State.CHANGED}
    assert (found.figures[4].scope, found.figures[4].expected) == ("乡镇", "104条")


def test_numbers_of_nobody_are_listed_and_not_condemned() -> None:
    more = paragraph(run("2021年5月15日召开会议30次，又挂横幅104条，上午9:30开始。"))
    found = verified(first(), SECOND, THIRD, more)
    assert found.ok
    assert [(number.text, number.same_as) for number in found.numbers] == [
        ("30", ""),
        ("104条", "悬挂横幅"),
    ]
    assert codes(found) == ["number-unowned", "number-repeated"]
    assert found.findings[0].place.cell == f"第{found.numbers[0].paragraph}段"


# ── paragraphs that were typed anew, with their bookmarks left behind, empty ──────────────

COUNTED = Marked(
    county(),
    [
        ("3个", "报送单位数", "", "报送单位数"),
        ("2个镇", COMPOSITION, "乡镇", COMPOSITION),
        BANNERS,
        ("716份", "发放资料", "乙镇", "发放资料|最多"),
        RATE,
    ],
)


def retyped(text: str, more: str = "办结率85.7%。") -> Verification:
    """A paragraph of the first three figures and one of the others, as `text` and `more`."""
    first_empty, second_empty = (bookmarked(1) + bookmarked(2) + bookmarked(3)), bookmarked(4)
    body = (
        paragraph(run(text), first_empty),
        paragraph(run("最多的是乙镇（761份）。"), second_empty),
        paragraph(run(more), bookmarked(5)),
    )
    return verify(COUNTED.docx(*body), FILE)


def test_a_count_in_numerals_is_the_same_count() -> None:
    found = retyped("共三个，其中2个镇，悬挂横幅104条。")
    assert states(found)["_mdk_1"] is State.REWORDED
    assert "number-unowned" not in codes(found)


@pytest.mark.parametrize(
    ("text", "bookmark", "now"),
    [
        ("共4个，其中2个镇，悬挂横幅104条。", "_mdk_1", "4个"),
        ("共3个，其中3个镇，悬挂横幅104条。", "_mdk_2", "3个镇"),
        ("共3个，其中2个镇，悬挂横幅140条。", "_mdk_3", "140条"),
    ],
)
def test_a_count_that_was_changed_is_told_with_what_it_is_now(
    text: str, bookmark: str, now: str
) -> None:
    found = retyped(text)
    assert states(found) == {bookmark: State.CHANGED, "_mdk_4": State.CHANGED}
    assert next(f.found for f in found.figures if f.bookmark == bookmark) == now
    assert "number-unowned" not in codes(found)


def test_a_figure_changed_in_brackets_is_told_in_its_own_paragraph() -> None:
    found = retyped("共3个，其中2个镇，悬挂横幅104条。")
    first_figure, figure = found.figures[0], found.figures[3]
    assert (figure.state, figure.found) == (State.CHANGED, "761份")
    assert figure.paragraph == first_figure.paragraph + 1


def test_a_figure_that_is_gone_is_told_in_the_paragraph_that_it_stood_in() -> None:
    found = retyped("共3个，其中2个镇，悬挂横幅104条。", "办结率很高。")
    assert found.figures[4].state is State.DELETED
    assert found.figures[4].paragraph == found.figures[0].paragraph + 2


@pytest.mark.parametrize(
    ("words", "state"), [("3", State.SAME), ("三", State.REWORDED), ("4", State.CHANGED)]
)
def test_a_count_whose_measure_word_was_not_marked_is_found(words: str, state: State) -> None:
    paper = Marked(county(), [REPORTED])
    found = verify(paper.docx(paragraph(run(f"共{words}家单位报送。"), bookmarked(1))), FILE)
    assert [(figure.state, figure.found) for figure in found.figures] == [(state, words)]


def test_people_read_which_figures_were_put_in_other_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell_verification(with_first(marked("一百零四条", 1)))
    said = capsys.readouterr().err
    assert "换了写法：“悬挂横幅”原来写“104条”，现在写“一百零四条”" in said


# ── what units say in their own words ────────────────────────────────────────────────────

OWN = "城关镇坚持早谋划，办理时间由3天缩短到1天，走访120余户。"


def quoting(*paragraphs: str) -> Verification:
    """A document that was built with `OWN` below its first paragraph, and has `paragraphs` now."""
    paper = Marked(county(), [BANNERS, LEAFLETS])
    said = [Paragraph(Level.BODY, "", text, is_quoted=text == OWN) for text in ("另有7处。", OWN)]
    quotations = tuple(quotations_of(said, ["条", "份"]))
    paper.payload = replace(paper.payload, quotations=quotations)
    return verify(paper.docx(first(), *paragraphs), FILE)


def test_numbers_in_the_words_of_units_are_not_told_while_they_are_the_same(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = quoting(paragraph(run("另有7处。")), paragraph(run(OWN)))
    assert [number.text for number in found.numbers] == ["7"]
    assert (found.quoted, codes(found)) == (3, ["number-unowned"])
    reworded = quoting(paragraph(run(OWN.replace("坚持早谋划", "早谋划，早部署"))))
    assert (reworded.quoted, codes(reworded)) == (3, [])
    tell_verification(reworded)
    assert capsys.readouterr().err.splitlines()[-1] == "核对无误。"


def test_a_number_changed_in_the_words_of_a_unit_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = quoting(paragraph(run(OWN.replace("1天", "2天"))))
    assert [number.text for number in found.numbers] == ["2"]
    assert [(f.code, f.severity, f.found) for f in found.findings] == [
        ("number-unowned", Severity.NOTE, "2"),
        ("quoted-number-gone", Severity.WARN, "1天"),
    ]
    tell_verification(found)
    assert capsys.readouterr().err.splitlines()[-1].startswith("由数据生成的数核对无误；")


def test_what_holds_nothing_but_such_numbers_is_not_called_right(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell_verification(Verification(FILE, quoted=3))
    assert "核对无误" not in capsys.readouterr().err


# ── tampering ────────────────────────────────────────────────────────────────────────────

WHOLE = PAPER.docx(first(), SECOND, THIRD)


def with_table(old: str, new: str) -> bytes:
    """`WHOLE` with the first cell that prints `old` printing `new`."""
    text = part(WHOLE, MAIN).decode()
    at = text.index("序号")
    before, table = text[:at], text[at:]
    assert f">{old}<" in table
    return with_part(WHOLE, MAIN, (before + table.replace(f">{old}<", f">{new}<", 1)).encode())


def test_a_changed_digit_of_the_table_is_named_with_its_unit() -> None:
    found = verify(with_table("716", "761"), FILE)
    assert (found.ok, found.text_agrees, found.table_agrees) == (False, True, False)
    (one,) = found.findings
    assert (one.code, one.place.label, one.found, one.expected) == (
        *("table-changed", "发放资料", "761", "716"),
    )
    assert "乙镇" in one.message
    assert one.place.sheet == "统计表"


def rows_of_table() -> tuple[str, list[str], str]:
    """What stands before the rows of figures of `WHOLE`, the rows, and what stands behind them."""
    before, *rows = part(WHOLE, MAIN).decode().split("<w:tr>")
    last, end, behind = rows[-1].partition("</w:tr>")
    return before + "<w:tr>" + rows[0], [*rows[1:-1], last + end], behind


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda rows: [row for row in rows if "乙镇" not in row], "table-row-gone"),
        (lambda rows: [row.replace("乙镇", "戊镇") for row in rows], "table-row-gone"),
        (lambda rows: [rows[0], rows[0].replace("甲镇", "戊镇"), *rows[1:]], "table-row-new"),
    ],
)
def test_a_row_that_is_gone_or_new_is_told_once(
    change: Callable[[list[str]], list[str]], code: str
) -> None:
    before, rows, behind = rows_of_table()
    text = "<w:tr>".join([before, *change(rows)]) + behind
    found = verify(with_part(WHOLE, MAIN, text.encode()), FILE)
    assert codes(found).count(code) == 1
    assert not found.ok


def test_a_changed_subtotal_is_told() -> None:
    before, head, table = part(WHOLE, MAIN).decode().partition("乡镇小计")
    changed = table.replace(">104<", ">140<", 1)
    found = verify(with_part(WHOLE, MAIN, f"{before}{head}{changed}".encode()), FILE)
    (one,) = found.findings
    assert (one.code, one.found, one.expected) == ("table-changed", "140", "104")
    assert "乡镇小计" in one.message


# ── the other tables of the 附件 ──────────────────────────────────────────────────────────


@cache
def with_ranking() -> bytes:
    """A document with a 统计表 and a 排名表: 甲镇 104, 乙镇 0, 丙局 不适用, 丁局 未报."""
    brief = brief_of("某县教育局", UNITS)
    rank = AnnexRow("横幅排名表", AnnexForm.RANKING, "悬挂横幅", brief.annexes[0].ref)
    brief = replace(brief, annexes=(*brief.annexes, rank))
    return built(brief, [submission(unit, values) for unit, values in REPORTS.items()]).docx


def ranking_changed(old: str, new: str) -> Verification:
    """It with the first cell `old` of the 排名表 changed by hand."""
    before, head, table = part(with_ranking(), MAIN).decode().rpartition("名次")
    assert f">{old}</w:t>" in table
    table = table.replace(f">{old}</w:t>", f">{new}</w:t>", 1)
    return verify(with_part(with_ranking(), MAIN, f"{before}{head}{table}".encode()), FILE)


RANKING = "附件2“横幅排名表”"


def test_a_ranking_is_compared_with_the_figures_of_the_units() -> None:
    found = verify(with_ranking(), FILE)
    assert found.ok
    assert (found.tables, found.unchecked) == ((CheckedTable(RANKING, agrees=True),), ())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("104", "59", ("table-changed", "悬挂横幅", "59", "104")),
        ("2", "1", ("table-changed", "名次", "1", "2")),
        ("未报", "7", ("table-changed", "悬挂横幅", "7", "未报")),
    ],
)
def test_a_changed_cell_of_a_ranking_is_named_with_its_annex(
    old: str, new: str, told: tuple[str, ...]
) -> None:
    found = ranking_changed(old, new)
    (one,) = (f for f in found.findings if f.stops)
    assert (one.code, one.place.label, one.found, one.expected) == told
    assert one.place.sheet == RANKING
    assert (found.table_agrees, found.tables) == (True, (CheckedTable(RANKING, agrees=False),))


def test_a_unit_that_is_gone_from_a_ranking_or_new_in_it_is_told() -> None:
    stopping = [f.code for f in ranking_changed("甲镇", "戊镇").findings if f.stops]
    assert set(stopping) == {"table-row-gone", "table-row-new"}


LOG = (
    paragraph(run("附件2")) + paragraph() + paragraph(run("来访记录表")) + "<w:tbl>"
    + "".join(
        f"<w:tr>{''.join(f'<w:tc>{paragraph(run(cell))}</w:tc>' for cell in row)}</w:tr>"
        for row in (("序号", "单位名称", "来访人"), ("1", "甲镇", "李某某"))
    )
    + "</w:tbl>"
)  # fmt: skip


def with_log() -> bytes:
    before, end, behind = part(WHOLE, MAIN).decode().rpartition("</w:tbl>")
    return with_part(WHOLE, MAIN, f"{before}{end}{LOG}{behind}".encode())


def test_a_table_that_is_in_no_data_is_told_as_not_compared(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = verify(with_log(), FILE)
    assert found.ok
    assert found.table_agrees is True
    assert found.unchecked == ("附件2“来访记录表”",)
    assert codes(found) == ["table-not-compared"]
    assert verification_json(found)["unchecked"] == ["附件2“来访记录表”"]
    tell_verification(found)
    assert (
        capsys.readouterr()
        .err.splitlines()[-1]
        .startswith("正文、统计表核对无误；附件2“来访记录表”没有核对")
    )


def test_rows_of_units_that_are_in_no_data_are_told_as_not_compared() -> None:
    found = verify(embed(WHOLE, replace(PAPER.payload, rows=None)), FILE)
    assert found.unchecked == ("统计表里各单位的数",)


def test_a_column_whose_unit_was_changed_is_told() -> None:
    assert codes(verify(with_table("（条）", "（幅）"), FILE)) == ["table-column-gone"]


def test_a_figure_behind_the_name_of_another_unit_is_a_warning() -> None:
    found = verified(first(), SECOND, THIRD.replace("乙镇", "甲镇"))
    assert [(one.code, one.expected) for one in found.findings] == [("printed-other-unit", "乙镇")]
    assert found.ok


def test_a_category_of_what_is_newest_cannot_be_worked_out_and_is_compared_as_it_was() -> None:
    totals = [replace(t, aggregation=Aggregation.LATEST) for t in PAPER.payload.totals[:1]]
    data = replace(PAPER.payload, totals=(*totals, *PAPER.payload.totals[1:]))
    found = verify(embed(WHOLE, data), FILE)
    of_towns = next(one for one in found.figures if one.bookmark == "_mdk_5")
    assert (of_towns.state, of_towns.expected) == (State.SAME, "104条")


def test_a_changed_digit_of_the_data_is_damage_and_the_other_copy_counts() -> None:
    spoilt = re.sub(rb"(mdk\.001[^<]*<vt:lpwstr>)....", rb"\g<1>AAAA", part(WHOLE, PROPERTIES))
    found = verify(with_part(WHOLE, PROPERTIES, spoilt), FILE)
    assert (found.ok, found.is_sound, found.text_agrees) == (False, False, True)
    assert codes(found) == ["data-damaged"]


def other_data() -> Payload:
    """The data with 140 banners, well made."""
    banners, *rest = PAPER.payload.totals
    return replace(PAPER.payload, totals=(replace(banners, reading=Reading(Decimal(140))), *rest))


def test_two_copies_that_differ_are_judged_by_the_printed_code() -> None:
    forged = embed(WHOLE, other_data())
    found = verify(with_part(WHOLE, PROPERTIES, part(forged, PROPERTIES)), FILE)
    assert codes(found) == ["data-disagrees"]
    assert found.code == check_code(PAPER.payload)
    assert not found.ok


def test_data_changed_in_both_copies_agree_with_nothing_that_is_printed() -> None:
    found = verify(embed(WHOLE, other_data()), FILE)
    assert codes(found)[:1] == ["data-other-paper"]
    assert states(found) == {"_mdk_1": State.CHANGED}
    assert (found.figures[0].expected, found.figures[0].found) == ("140条", "104条")
    assert found.table_agrees is False


def test_removed_data_are_missed() -> None:
    bare = with_part(with_part(WHOLE, PROPERTIES, None), ITEM, None)
    found = verify(bare, FILE)
    assert codes(found) == ["data-removed"]
    assert not found.ok


def test_data_of_which_no_copy_can_be_read_are_told() -> None:
    broken = with_part(with_part(WHOLE, PROPERTIES, b"<Properties"), ITEM, None)
    assert codes(verify(broken, FILE)) == ["data-damaged", "data-unreadable"]


def test_one_copy_less_is_only_a_note() -> None:
    found = verify(with_part(WHOLE, ITEM, None), FILE)
    assert (found.ok, codes(found)) == (True, ["data-copy-gone"])


CODE = check_code(PAPER.payload).encode()


@pytest.mark.parametrize(
    ("docx", "said"),
    [
        (PAPER.plain(first(), SECOND), "--no-data"),
        (PAPER.plain(paragraph(run("没有数"))), "不是 make-docx 生成的公文"),
        (b"", "读不了"),
        ("一、正文".encode(), "读不了"),
        (b"PK\x03\x04", "读不了"),
    ],
)
def test_what_carries_no_data_is_refused_in_one_clear_message(docx: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as refused:
        verify(without_code(docx), FILE)
    assert FILE in str(refused.value)


def without_code(docx: bytes) -> bytes:
    """`docx` without the 校验码 that it prints, if it is a document."""
    if len(docx) < 1000:
        return docx
    return with_part(docx, MAIN, part(docx, MAIN).replace(CODE, b""))


def test_data_of_a_later_format_are_left_alone() -> None:
    later = re.sub(rb'sha256="[0-9a-f]*">[^<]*<', _later, part(WHOLE, ITEM))
    with pytest.raises(InputError, match="升级 make-docx"):
        verify(with_part(WHOLE, ITEM, later), FILE)


def _later(_: re.Match[bytes]) -> bytes:
    data = to_json(PAPER.payload).replace(b'"version":1', b'"version":7')
    text = base64.b64encode(zlib.compress(data))
    return b'sha256="%s">%s<' % (hashlib.sha256(data).hexdigest().encode(), text)


def test_a_document_from_before_there_were_marks_is_read() -> None:
    found = verify(PAPER.built.docx, FILE)
    assert found.ok
    assert codes(found)[0] == "printed-unmarked"


def test_programs_get_every_figure_number_and_finding() -> None:
    found = verification_json(with_first(marked("140条", 1)))
    assert (found["ok"], found["text"], found["annex"], found["data"]) == (False, False, True, True)
    assert found["figures"][0]["name"] == "悬挂横幅"
    assert found["figures"][0]["expected"] == "104条"
    assert found["figures"][0]["found"] == "140条"
    assert found["figures"][0]["paragraph"] > 0
    assert [one["code"] for one in found["findings"]] == ["printed-changed"]


def test_people_read_what_differs_and_how_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    tell_verification(with_first(marked("140条", 1)))
    said = capsys.readouterr().err
    assert "应为“104条”，现在写的是“140条”" in said
    assert "照原样 6 个，不符 1 个" in said
    assert "统计表与数据一致。" in said
    assert check_code(PAPER.payload) in said
    tell_verification(verify(WHOLE, FILE))
    assert "核对无误。" in capsys.readouterr().err


START, END = '<w:bookmarkStart w:id="1" w:name="_mdk_1"/>', '<w:bookmarkEnd w:id="1"/>'
GONE = paragraph(run("丙"), properties=f'<w:rPr><w:del w:id="7" {WHEN}/></w:rPr>')
SOUP = [
    *(START, END, paragraph(), paragraph(START, run("104")), paragraph(run("条"), END), GONE),
    paragraph(marked("104条", 2), END, deleted("3"), START),
    f"<w:tbl><w:tr><w:tc>{START}{paragraph(marked('9条', 3))}</w:tc></w:tr></w:tbl>",
    f"<w:sdt><w:sdtContent>{paragraph(inserted('140条'))}</w:sdtContent></w:sdt>",
    f"<w:del w:id='8' {WHEN}>{paragraph(marked('5', 4))}</w:del>",
]


@settings(max_examples=30)
@given(st.lists(st.sampled_from(SOUP), max_size=12))
def test_whatever_became_of_the_body_every_mark_is_accounted_for(body: list[str]) -> None:
    found = verify(PAPER.docx(*body), FILE)
    assert {figure.bookmark for figure in found.figures} == {
        m.bookmark for m in PAPER.payload.marks
    }
    assert found.is_sound


# ── the marks in the data ────────────────────────────────────────────────────────────────


def test_marks_are_data_and_come_back_as_they_were() -> None:
    assert from_json(to_json(PAPER.payload)) == PAPER.payload
    assert PAPER.payload.marks[1] == PrintedFigure(
        "_mdk_2", "发放资料", "", "约1.8万份", "发放资料|约"
    )
    assert check_code(PAPER.payload) != check_code(PAPER.built.payload)


@pytest.mark.parametrize(
    "spoilt",
    ['"marks":[]', '"marks":[["_mdk_1"]]', '"marks":[1]', '"marks":null', '"marks":[[1,2,3,4,5]]'],
)
def test_marks_that_are_not_as_they_must_be_are_refused(spoilt: str) -> None:
    text = re.sub(r'"marks":\[\[.*?\]\]', spoilt, to_json(PAPER.payload).decode())
    with pytest.raises(PayloadError):
        from_json(text.encode())


# ── LibreOffice ──────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def ways(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The document with a paragraph copied and changed, as LibreOffice saved it on two ways."""
    folder = tmp_path_factory.mktemp("ways")
    (folder / "docx.docx").write_bytes(
        PAPER.docx(first(), first(marked("140条", 1)), SECOND, THIRD)
    )
    (folder / "odt.docx").write_bytes((folder / "docx.docx").read_bytes())
    command = [str(find_renderer()), f"-env:UserInstallation={(folder / 'p').as_uri()}"]
    for suffix, *files in (("odt", "odt.docx"), ("docx", "odt.odt", "docx.docx")):
        out = folder / "out" if suffix == "docx" else folder
        words = ["--headless", "--convert-to", suffix, "--outdir", str(out), *files]
        subprocess.run([*command, *words], cwd=folder, check=True, capture_output=True, timeout=120)
    return {way: (folder / "out" / f"{way}.docx").read_bytes() for way in ("docx", "odt")}


@pytest.mark.parametrize(("way", "notes"), [("docx", []), ("odt", ["data-copy-gone"])])
def test_libreoffice_keeps_every_mark_and_renames_a_copied_one(
    way: str, notes: list[str], ways: Mapping[str, bytes]
) -> None:
    docx = ways[way]
    assert b"_mdk_1_Copy_1" in part(docx, MAIN)
    assert extract(docx).payload == PAPER.payload
    found = verify(docx, FILE)
    assert [(f.bookmark, f.found) for f in found.figures if f.state is State.CHANGED] == [
        ("_mdk_1", "140条")
    ]
    assert [f.state for f in found.figures].count(State.SAME) == len(PAPER.payload.marks) + 1
    assert codes(found) == [*notes, "printed-changed"]
