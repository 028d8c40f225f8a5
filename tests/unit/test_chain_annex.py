"""The 统计表 of a document is read as people see it, and compared figure by figure."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import word
from chain_jobs import UNITS, Built, brief_of, built, county, submission, typed
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from make_docx.chain.annex import Annex, AnnexRow, annexes, cell_ref, reading_of, telling
from make_docx.chain.comparison import differences, subtotal_differences
from make_docx.chain.package import Package
from make_docx.chain.payload import Payload, Reading
from make_docx.chain.story import Story, story_of
from make_docx.chain.sums import subtotals_differ, sum_differences
from make_docx.document.table import head_texts, row_texts
from make_docx.figures.exactness import plain
from make_docx.model import Aggregation, Figure, RowKind, Status, Unit
from make_docx.official.columns import fit_table
from make_docx.wording import number

EXACT, ABOUT, AT_LEAST, AT_MOST = Status.EXACT, Status.ABOUT, Status.AT_LEAST, Status.AT_MOST
COUNTY = county()
TOTALS = [(total.label, total.unit, total.aggregation) for total in COUNTY.payload.totals]


def story(path_or_data: Path | bytes) -> Story:
    data = path_or_data if isinstance(path_or_data, bytes) else path_or_data.read_bytes()
    package = Package(data)
    root = package.root(package.main)
    assert root is not None
    return story_of(root)


def table(docx: bytes = COUNTY.docx) -> Annex:
    (found,) = annexes(story(docx).tables)
    return found


def edited(annex: Annex, row: str, label: str, text: str) -> Annex:
    """`annex` with one cell changed by hand."""
    column = next(column for column in annex.columns if column.label == label)
    rows = [
        replace(each, cells=(*each.cells[: column.at], text, *each.cells[column.at + 1 :]))
        if each.name == row
        else each
        for each in annex.rows
    ]
    return Annex(annex.columns, tuple(rows))


def told(annex: Annex, payload: Payload = COUNTY.payload) -> list[tuple[str, str, str, str]]:
    return [(d.label, d.unit, d.shown, d.expected) for d in differences(payload, annex)]


# ── what people see ──────────────────────────────────────────────────────────────────────


def body(tmp_path: Path, content: str) -> Story:
    return story(word.write(tmp_path / "a.docx", content))


def test_the_table_of_our_own_documents_is_read_whole() -> None:
    annex = table()
    assert [(column.label, column.unit) for column in annex.columns] == [
        ("悬挂横幅", "条"),
        ("发放资料", "份"),
        ("办结", "件"),
        ("受理", "件"),
        ("办结率", "%"),
        ("最大规模", "人"),
    ]
    assert [(row.kind, row.name) for row in annex.rows] == [
        (RowKind.UNIT, "甲镇"),
        (RowKind.UNIT, "乙镇"),
        (RowKind.SUBTOTAL, "乡镇小计"),
        (RowKind.UNIT, "丙局"),
        (RowKind.UNIT, "丁局"),
        (RowKind.SUBTOTAL, "县直小计"),
        (RowKind.TOTAL, "合计"),
    ]


def test_a_cell_is_named_as_word_counts_cells() -> None:
    annex = table()
    assert annex.total is not None
    ref = cell_ref("收件/a.docx", annex.total, annex.columns[1])
    assert (ref.file, ref.sheet, ref.cell) == ("收件/a.docx", "统计表", "D8")


def test_insertions_are_accepted_deletions_made_and_content_controls_looked_through(
    tmp_path: Path,
) -> None:
    def cell(content: str) -> str:
        return f"<w:p>{content}</w:p>"

    inserted = f'<w:ins w:id="1" w:author="a">{word.r("5")}</w:ins>'
    deleted = '<w:del w:id="2" w:author="a"><w:r><w:delText>9</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="3" w:author="a">{word.r("8")}</w:moveFrom>'
    control = f"<w:sdt><w:sdtContent>{word.r('6')}</w:sdtContent></w:sdt>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>7</w:t></w:r>"
    rows = word.table(
        (cell(word.r("1") + inserted + deleted + moved + control + hidden), word.p("乙"))
    )
    gone = '<w:tr><w:trPr><w:del w:id="4" w:author="a"/></w:trPr><w:tc><w:p/></w:tc></w:tr>'
    found = body(tmp_path, rows.replace("</w:tbl>", f"{gone}</w:tbl>"))
    assert found.tables == ((("156", "乙"),),)


def test_a_table_in_a_content_control_and_a_cell_in_one_are_found(tmp_path: Path) -> None:
    cell = f"<w:sdt><w:sdtContent><w:tc>{word.p('甲')}</w:tc></w:sdtContent></w:sdt>"
    rows = f"<w:tbl><w:tr>{cell}<w:tc>{word.p('乙')}</w:tc></w:tr></w:tbl>"
    found = body(tmp_path, f"<w:sdt><w:sdtContent>{rows}</w:sdtContent></w:sdt>")
    assert found.tables == ((("甲", "乙"),),)


def test_a_cell_over_two_columns_does_not_shift_the_others(tmp_path: Path) -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{word.p("甲")}</w:tc>'
    found = body(tmp_path, f"<w:tbl><w:tr>{wide}<w:tc>{word.p('3')}</w:tc></w:tr></w:tbl>")
    assert found.tables == ((("甲", "", "3"),),)


def test_a_document_of_the_strict_flavour_is_read_too(tmp_path: Path) -> None:
    path = word.write(tmp_path / "a.docx", word.table((word.p("甲"),)))
    package = Package(path.read_bytes())
    root = package.root(package.main)
    assert root is not None
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    word.pack(path, {"word/document.xml": etree.tostring(root).decode().replace(usual, strict)})
    assert story(path).tables == ((("甲",),),)


def test_other_tables_are_none_of_ours(tmp_path: Path) -> None:
    assert annexes([(("单位", "数值"), ("甲", "5"))]) == ()
    head = ("序 号", "单位\n名称", "横幅\n（条）")
    (annex,) = annexes([(("某县统计表", "", ""), head, ("1", "甲", "5"), head, ("2", "乙", "6"))])
    assert [(row.name, row.number) for row in annex.rows] == [("甲", 3), ("乙", 5)]


def test_an_only_unit_stands_for_the_total() -> None:
    (alone,) = annexes([(("序号", "单位名称", "横幅"), ("1", "甲", "5"))])
    assert alone.total is not None
    assert alone.total.name == "甲"
    (two,) = annexes([(("序号", "单位名称", "横幅"), ("1", "甲", "5"), ("2", "乙", "5"))])
    assert two.total is None


# ── a cell ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "unit", "value", "status"),
    [
        ("104", "条", "104", EXACT),
        (" 1 04 ".replace(" 0", "0"), "条", "104", EXACT),
        ("约104", "条", "104", ABOUT),
        ("104左右", "条", "104", ABOUT),
        ("104余", "条", "104", AT_LEAST),
        ("5.5以上", "吨", "5.5", AT_LEAST),
        ("近120", "人", "120", AT_MOST),
        ("1.5万", "份", "15000", EXACT),
        ("一百零四", "条", "104", EXACT),
        ("104条", "条", "104", EXACT),
        ("98.5%", "%", "0.985", EXACT),
        ("约98.5%", "%", "0.985", ABOUT),
        ("/", "条", None, Status.NOT_APPLICABLE),
        ("未报", "条", None, Status.MISSING),
        ("未填", "条", None, Status.MISSING),
        ("—", "条", None, Status.MISSING),
    ],
)
def test_a_cell_is_read_as_it_is_printed_or_reworded(
    text: str, unit: str, value: str | None, status: Status
) -> None:
    assert reading_of(text, unit) == Reading(None if value is None else Decimal(value), status)


@pytest.mark.parametrize("text", ["", "见附件", "104份", "50+70", "约"])
def test_what_is_no_figure_is_not_guessed(text: str) -> None:
    assert reading_of(text, "条") is None


@given(
    st.decimals(0, 10**15, allow_nan=False, allow_infinity=False, places=3).map(plain),
    st.sampled_from((EXACT, ABOUT, AT_LEAST, AT_MOST)),
)
def test_whatever_the_table_prints_is_read_back_to_the_digit(
    value: Decimal, status: Status
) -> None:
    if value == 0:
        status = EXACT
    said = number.bare(Figure("横幅", value, "条", status))
    assert reading_of(said, "条") == Reading(value, status)


# ── payload and table ────────────────────────────────────────────────────────────────────


def test_a_document_as_built_does_not_differ_from_its_data() -> None:
    assert told(table()) == []
    assert sum_differences(table(), TOTALS) == ()


@pytest.mark.parametrize(
    ("row", "label", "text", "expected"),
    [
        ("合计", "悬挂横幅", "140", ("悬挂横幅", "合计", "140", "104")),
        ("合计", "悬挂横幅", "104余", ("悬挂横幅", "合计", "104余", "104")),
        ("合计", "发放资料", "17716", ("发放资料", "合计", "17716", "约17716")),
        ("合计", "办结率", "85.8%", ("办结率", "合计", "85.8%", "85.7%")),
        ("合计", "悬挂横幅", "", ("悬挂横幅", "合计", "", "104")),
        ("甲镇", "悬挂横幅", "10", ("悬挂横幅", "甲镇", "10", "104")),
        ("甲镇", "最大规模", "0", ("最大规模", "甲镇", "0", "—")),
        ("甲镇", "办结率", "100%", ("办结率", "甲镇", "100%", "75%")),
        ("丙局", "悬挂横幅", "0", ("悬挂横幅", "丙局", "0", "/")),
        ("丁局", "受理", "7", ("受理", "丁局", "7", "未报")),
        ("丁局", "受理", "/", ("受理", "丁局", "/", "未报")),
    ],
)
def test_a_changed_figure_is_named_with_both_values(
    row: str, label: str, text: str, expected: tuple[str, str, str, str]
) -> None:
    assert told(edited(table(), row, label, text)) == [expected]


@pytest.mark.parametrize(
    ("row", "label", "text"),
    [
        ("合计", "悬挂横幅", "一百零四"),
        ("合计", "悬挂横幅", "104条"),
        ("合计", "发放资料", "17716左右"),
        ("丙局", "发放资料", "1.5万余"),
        ("丙局", "悬挂横幅", "不适用"),
        ("甲镇", "最大规模", "未报"),
    ],
)
def test_the_same_figure_in_other_words_is_no_difference(row: str, label: str, text: str) -> None:
    assert told(edited(table(), row, label, text)) == []


def test_rows_and_columns_that_are_gone_or_new_are_told() -> None:
    annex = table()
    without = Annex(annex.columns[1:], tuple(r for r in annex.rows if r.name != "乙镇"))
    assert told(without)[0] == ("悬挂横幅", "合计", "没有这一栏", "104")
    assert [difference[1:3] for difference in told(without)[1:]] == [("乙镇", "没有这一行")]
    more = replace(annex.rows[0], name="戊镇", number=9)
    added = told(Annex(annex.columns, (*annex.rows, more)))
    assert {difference[1] for difference in added} == {"戊镇"}


def test_another_unit_in_the_head_is_another_column() -> None:
    annex = table()
    columns = tuple(
        replace(c, head="发放资料（万份）") if c.label == "发放资料" else c for c in annex.columns
    )
    assert told(Annex(columns, annex.rows)) == [("发放资料", "合计", "没有这一栏", "约17716")]


def test_a_table_that_does_not_add_up_is_told() -> None:
    annex = edited(table(), "甲镇", "办结", "13")
    found = sum_differences(annex, TOTALS)
    assert [(d.label, d.unit, d.shown, d.expected) for d in found] == [
        ("办结", "乡镇小计", "12", "22"),
        ("办结", "合计", "12", "22"),
    ]
    assert len(sum_differences(annex, TOTALS, subtotals_only=True)) == 1
    assert sum_differences(annex, [("办结", "件", Aggregation.MAXIMUM)]) == ()


def printed(made: Built) -> Annex:
    table = made.document.annexes[0].table
    assert table is not None
    cells = (head_texts(fit_table(table)), *map(row_texts, table.rows))
    (annex,) = annexes([tuple(map(tuple, cells))])
    return annex


def mixed() -> Built:
    """机关 and 丁 stand alone in their categories, 甲镇 and 乙镇 do not."""
    units = [Unit("机关", "机关"), Unit("甲镇", "乡镇"), Unit("乙镇", "乡镇"), Unit("丁局", "县直")]
    values = ["7 1 9 10", "2 4 1 3", "3 5 2 3", "4 6 0 1"]
    submissions = [
        submission(unit.name, typed(*own.split(), "5", "1"))
        for unit, own in zip(units, values, strict=True)
    ]
    return built(brief_of("某县教育局", units), submissions)


def test_a_unit_alone_in_its_category_has_no_subtotal_and_is_in_no_other() -> None:
    made = mixed()
    annex = printed(made)
    assert [row.name for row in annex.rows if row.kind is RowKind.SUBTOTAL] == ["乡镇小计"]
    assert [row.cells[6] for row in annex.rows] == ["90.0", "33.3", "66.7", "50.0", "0.0", "70.6"]
    assert told(annex, made.payload) == []
    assert subtotal_differences(made.payload, annex) == ()
    assert sum_differences(annex, TOTALS) == subtotals_differ(annex, TOTALS) == ()


def test_a_wrong_subtotal_below_a_unit_that_stands_alone_is_told() -> None:
    made = mixed()
    annex = edited(printed(made), "乡镇小计", "悬挂横幅", "6")
    found = [
        *subtotal_differences(made.payload, annex),
        *sum_differences(annex, TOTALS, subtotals_only=True),
        *subtotals_differ(annex, TOTALS),
    ]
    assert [(d.unit, d.shown, d.expected) for d in found] == [
        ("乡镇小计", "6", "5"),
        ("乡镇小计", "6", "5"),
        ("合计", "16", "17"),
    ]


def test_a_document_of_before_says_the_same_in_its_own_way() -> None:
    """A 小计 of one unit, 未填, and a % in every cell with decimals of its own."""
    made = mixed()
    annex = printed(made)
    alone = AnnexRow(RowKind.SUBTOTAL, "机关小计", 9, ("", "机关小计", *annex.rows[0].cells[2:]))
    before = Annex(annex.columns, (annex.rows[0], alone, *annex.rows[1:]))
    for row in ("机关", "机关小计"):
        before = edited(before, row, "办结率", "90%")
    assert told(before, made.payload) == []
    assert subtotal_differences(made.payload, before) == ()
    assert sum_differences(before, TOTALS) == subtotals_differ(before, TOTALS) == ()
    assert told(edited(table(), "甲镇", "最大规模", "未填")) == []


@pytest.mark.parametrize(
    ("shown", "is_right"), [("85.7", True), ("85.71%", True), ("85.72", False), ("86", False)]
)
def test_a_rate_may_have_more_decimals_than_one_but_no_fewer(shown: str, is_right: bool) -> None:
    found = told(edited(table(), "合计", "办结率", shown))
    assert (found == []) is is_right


def test_a_log_that_names_units_is_no_table_of_their_figures() -> None:
    log = (("序号", "单位名称", "时间"), ("1", "甲镇", "5月15日"), ("2", "甲镇", "5月15日"))
    sums = (("序号", "单位名称", "悬挂横幅（条）"), ("1", "甲镇", "5"))
    of_log, of_sums = annexes([log, sums])
    assert telling((of_log, of_sums), [("悬挂横幅", "条")]) == (of_sums,)
    assert telling((of_sums,), [("悬挂横额", "条")]) == (of_sums,)  # the head was changed
    assert telling((of_log,), [("悬挂横幅", "条")]) == ()  # there is no 统计表


AMOUNTS = st.one_of(
    st.integers(0, 10**9).map(str),
    st.integers(1, 10**6).map(lambda n: f"约{n}"),
    st.integers(10, 10**6).map(lambda n: f"{n}余"),
    st.integers(1, 10**6).map(lambda n: f"近{n}"),
    st.just("/"),
)


@given(
    st.lists(st.tuples(*[AMOUNTS] * 4, st.sampled_from(["", "5", "约9"])), min_size=2, max_size=2)
)
def test_whatever_was_typed_the_table_says_what_the_data_says(
    amounts: tuple[tuple[str, ...], tuple[str, ...]],
) -> None:
    submissions = []
    for unit, (first, second, third, fourth, largest) in zip(UNITS, amounts, strict=False):
        assume(("/" in (third, fourth)) == (third == fourth == "/"))
        done, taken = sorted((third, fourth), key=lambda text: Decimal(text.strip("约近余/") or 0))
        submissions.append(submission(unit.name, typed(first, second, done, taken, largest, "1")))
    made = built(brief_of("某县教育局", UNITS[:2]), submissions)
    assert told(printed(made), made.payload) == []
