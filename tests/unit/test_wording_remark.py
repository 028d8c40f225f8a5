"""The comment on a figure tells its value, how it was made, from which cells, and what was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.figures import total
from make_docx.findings import Finding, Place
from make_docx.model import (
    Aggregation,
    Brief,
    CellRef,
    Checked,
    Elements,
    Figure,
    FigureMark,
    Indicator,
    Level,
    OutlineRow,
    PreviousFigure,
    Status,
    Unit,
    UnitReport,
    ValueType,
)
from make_docx.wording import remarks_on

FILE = "公文要素.xlsx"
LEAFLETS = Indicator("发放资料", "份")
LONGEST = Indicator("最长时间", "小时", aggregation=Aggregation.MAXIMUM)
PLEASED, ASKED = Indicator("满意", "人"), Indicator("测评", "人")
RATE = Indicator(
    "满意率", "%", ValueType.PERCENT, Aggregation.RATE, numerator="满意", denominator="测评"
)
INDICATORS = (LEAFLETS, LONGEST, PLEASED, ASKED, RATE)
TOWNS = tuple(Unit(f"{name}镇", "乡镇") for name in "甲乙丙丁戊己")
UNITS = (*TOWNS, Unit("县医院"), Unit("县局"))
BRIEF = Brief(
    file=FILE,
    kind_id="activity-summary",
    elements=Elements(contact="张某 13812345678"),
    element_refs={},
    indicators=INDICATORS,
    units=UNITS,
    previous=(PreviousFigure("发放资料", Decimal(100), CellRef(FILE, "上期数据", "B2")),),
)


def report(unit: Unit, at: int, values: Mapping[str, int | None]) -> UnitReport:
    file = f"收件/{unit.name}13812345678.xlsx"
    figures = {
        i.label: Figure(
            i.label,
            None if values.get(i.label) is None else Decimal(values[i.label] or 0),
            i.unit,
            Status.EXACT if values.get(i.label) is not None else Status.NOT_APPLICABLE,
            (CellRef(file, "填报表", f"{'DEFG'[n]}{at}"),),
        )
        for n, i in enumerate(INDICATORS[:4])
    }
    return UnitReport(unit, file, figures)


CHECKED = Checked(
    UNITS,
    (
        *(
            report(unit, 5, {"发放资料": at * 10, "最长时间": at % 4, "满意": 9, "测评": 10})
            for at, unit in enumerate(TOWNS, start=1)
        ),
        report(UNITS[6], 5, {"最长时间": 1, "测评": 10}),
    ),
    missing=UNITS[7:],
)
FIGURES = total(BRIEF, CHECKED)


def remarks(
    name: str, scope: str = "", mode: str = "", findings: Sequence[Finding] = ()
) -> tuple[str, ...]:
    mark = FigureMark(0, 1, name, scope, f"{name}|{mode}" if mode else name)
    return remarks_on(mark, BRIEF, CHECKED, FIGURES, findings)


def test_a_sum_tells_its_largest_parts_with_file_and_cell_and_names_the_others() -> None:
    assert remarks("发放资料") == (
        "发放资料：210份",
        "计量单位：份",
        "算法：合计，6家单位的数相加",
        "数最大的5家单位：",
        "己镇 60份（收件/己镇＊＊＊.xlsx 填报表!D5）",
        "戊镇 50份（收件/戊镇＊＊＊.xlsx 填报表!D5）",
        "丁镇 40份（收件/丁镇＊＊＊.xlsx 填报表!D5）",
        "丙镇 30份（收件/丙镇＊＊＊.xlsx 填报表!D5）",
        "乙镇 20份（收件/乙镇＊＊＊.xlsx 填报表!D5）",
        "其余1家：甲镇",
        "不适用：县医院",
        "未报：县局",
    )


def test_a_maximum_tells_only_whose_it_is() -> None:
    lines = remarks("最长时间")
    assert lines[2:4] == (
        "算法：最大，取各单位的数中最大的",
        "丙镇 3小时（收件/丙镇＊＊＊.xlsx 填报表!E5）",
    )


def test_a_rate_tells_its_two_sums_and_leaves_out_who_lacks_one() -> None:
    lines = remarks("满意率")
    assert lines[0] == "满意率：90%"
    assert lines[2] == "算法：比率，满意 54 ÷ 测评 60，只计两项都有数的单位"
    assert "甲镇 满意 9人、测评 10人（收件/甲镇＊＊＊.xlsx 填报表!F5、填报表!G5）" in lines
    assert "不适用：县医院" in lines


def test_a_category_and_a_unit_tell_of_their_own_cells_only() -> None:
    of_category = remarks("发放资料", "乡镇", "分类")
    assert of_category[0] == "乡镇 发放资料：210份"
    assert not [line for line in of_category if "县" in line]
    assert remarks("发放资料", "己镇", "最多") == (
        "己镇 发放资料：60份",
        "计量单位：份",
        "算法：该单位填报的数",
        "己镇 60份（收件/己镇＊＊＊.xlsx 填报表!D5）",
    )


def test_a_unit_that_shares_its_place_tells_with_whom() -> None:
    assert remarks("最长时间", "甲镇", "前三")[-1] == "数相同的还有：戊镇、县医院"


def test_a_rate_is_told_and_shared_as_it_is_printed() -> None:
    pairs = ((988, 1000), (9876, 10_000), (5, 10))
    reports = tuple(
        report(unit, 5, {"满意": pleased, "测评": asked})
        for unit, (pleased, asked) in zip(TOWNS, pairs, strict=False)
    )
    checked = Checked(TOWNS[:3], reports)
    mark = FigureMark(0, 1, "满意率", "甲镇", "满意率|最多")
    told = remarks_on(mark, BRIEF, checked, total(BRIEF, checked))
    assert (told[0], told[-1]) == ("甲镇 满意率：98.8%", "数相同的还有：乙镇")
    limit = OutlineRow(Level.BODY, "【满意率|低于98.79】", CellRef(FILE, "正文", "B2"))
    with_limit = replace(BRIEF, outline=(limit,))
    told = remarks_on(mark, with_limit, checked, total(with_limit, checked))
    assert told[0] == "甲镇 满意率：98.8%"
    assert not [line for line in told if "数相同" in line]


def test_a_change_tells_what_it_is_compared_with() -> None:
    assert "同比：（本期 − 上期）÷ 上期；上期 100份（上期数据!B2）" in remarks(
        "发放资料", mode="同比"
    )


def test_a_count_tells_which_units_it_counts() -> None:
    assert remarks("报送单位数") == (
        "报送单位数：应报8家，已报7家，未报1家",
        "已报：甲镇、乙镇、丙镇、丁镇、戊镇、己镇、县医院",
        "未报：县局",
    )
    assert remarks("单位构成", "乡镇")[0] == "单位构成：应报6家，已报6家，未报0家"


def test_a_figure_of_the_text_alone_tells_its_cells() -> None:
    name = "活动安排|条数"
    cells = tuple(CellRef(FILE, "活动安排", f"A{row}") for row in range(2, 24))
    figures = replace(FIGURES, of_text={name: Figure(name, Decimal(22), "", sources=cells)})
    mark = FigureMark(0, 2, name, "", name)
    value, where = remarks_on(mark, BRIEF, CHECKED, figures)
    assert value == "活动安排|条数：22"
    assert where.startswith("来自：公文要素.xlsx 活动安排!A2、")
    assert where.endswith("公文要素.xlsx 活动安排!A21等22处")
    assert remarks_on(mark, BRIEF, CHECKED, FIGURES) == ()


def confirmed(label: str, unit: str, reason: str = "电话核实，13912345678 李某") -> Finding:
    found = finding("cell-implausible", Place("收件/某.xlsx", "填报表", "D9", label), unit=unit)
    return replace(found, message=f"{found.message}（已确认：电话核实）", reason=reason)


def test_confirmed_warnings_are_told_with_their_whole_reason_and_no_telephone() -> None:
    lines = remarks("发放资料", findings=[confirmed("发放资料", "己镇")])
    assert lines[-2].startswith("已确认的提醒：己镇：“发放资料”")
    assert "（已确认" not in lines[-2]
    assert lines[-1] == "确认的理由：电话核实，＊＊＊ 李某"


def test_what_is_about_another_figure_or_unit_or_not_confirmed_is_not_told() -> None:
    others = [
        confirmed("最长时间", "己镇"),
        confirmed("发放资料", "己镇", reason=""),
    ]
    assert remarks("发放资料", findings=others) == remarks("发放资料")
    of_other_unit = [confirmed("发放资料", "己镇")]
    alone = remarks("发放资料", "甲镇", "前三")
    assert remarks("发放资料", "甲镇", "前三", of_other_unit) == alone
    of_part = remarks("满意率", findings=[confirmed("测评", "己镇")])
    assert len(of_part) == len(remarks("满意率")) + 2


def test_nothing_personal_is_told() -> None:
    marks = [("发放资料", "", ""), ("满意率", "", ""), ("发放资料", "己镇", "最多")]
    every = [line for mark in marks for line in remarks(*mark, [confirmed("发放资料", "己镇")])]
    assert not [line for line in every if "138" in line or "139" in line or "张某" in line]
