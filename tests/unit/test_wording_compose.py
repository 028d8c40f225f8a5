"""What the body text says: every line of the design's placeholder table, and every fault."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from make_docx.findings import Place, Severity
from make_docx.indicator_rules import REFERENCES
from make_docx.intake import brief_guide
from make_docx.intake.elements import ELEMENTS as ELEMENT_SPECS
from make_docx.kinds import open_shelf
from make_docx.model import (
    Aggregation,
    Annex,
    AnnexForm,
    AnnexRow,
    Brief,
    CellRef,
    Checked,
    Elements,
    Figure,
    Figures,
    Indicator,
    Kind,
    Level,
    OutlineRow,
    Paragraph,
    Status,
    Text,
    Unit,
    UnitReport,
    ValueType,
)
from make_docx.wording import compose
from make_docx.wording.facts import EACH_UNIT, SUMMARY, Facts
from make_docx.wording.name import CITABLE, NOT_CITABLE
from make_docx.wording.plain import plain_lines, without_loose_blanks

FILE = "公文要素.xlsx"
ORGAN = Unit("XX县卫生和计划生育委员会机关", "委机关")
CLINICS = (Unit("城关镇卫生院", "乡镇卫生院"), Unit("城东镇卫生院", "乡镇卫生院"))
UNITS = (ORGAN, *CLINICS)

BANNERS = Indicator("悬挂横（条）幅", "条")
LEAFLETS = Indicator("发放资料", "份")
SCREENS = Indicator("滚动播出", "条次")
CONSULTATIONS = Indicator("义诊", "场次")
RATE = Indicator(
    "满意率", "%", ValueType.PERCENT, Aggregation.RATE, numerator="满意", denominator="测评"
)
PEOPLE = Indicator("编制人数", "人", aggregation=Aggregation.NONE)
ACTIONS = Indicator("主要做法", value_type=ValueType.TEXT, aggregation=Aggregation.NONE)
FAIRS = Indicator("设立服务台", "个")
# percentages are never added, so this one has no total
COVERAGE = Indicator("覆盖率", "%", ValueType.PERCENT, Aggregation.SUM)
INDICATORS = (BANNERS, LEAFLETS, SCREENS, CONSULTATIONS, RATE, PEOPLE, ACTIONS, FAIRS, COVERAGE)

TOTALS = {
    BANNERS.label: Figure(BANNERS.label, Decimal(104), "条"),
    LEAFLETS.label: Figure(LEAFLETS.label, Decimal(198650), "份"),
    SCREENS.label: Figure(SCREENS.label, Decimal(42300), "条次", Status.AT_LEAST),
    CONSULTATIONS.label: Figure(CONSULTATIONS.label, Decimal(0), "场次"),
    RATE.label: Figure(RATE.label, Decimal("0.992"), "%"),
    FAIRS.label: Figure(FAIRS.label, None, "个", Status.NOT_APPLICABLE),
}
NOTHING = {label: Figure(label, None, f.unit, Status.MISSING) for label, f in TOTALS.items()}
PREVIOUS = {
    LEAFLETS.label: Figure(LEAFLETS.label, Decimal(100000), "份"),
    SCREENS.label: Figure(SCREENS.label, Decimal(0), "条次"),
    RATE.label: Figure(RATE.label, Decimal("0.98"), "%"),
    CONSULTATIONS.label: Figure(CONSULTATIONS.label, Decimal(3), "场次"),
}
ELEMENTS = Elements(
    activity="政务公开宣传月活动",
    period="2021年5月",
    held_on="5月1日至5月31日",
    title="关于【活动名称】的总结",
    addressee="XX县人民政府办公室",
    issuer="XX县卫生和计划生育委员会",
    issued_on=dt.date(2021, 6, 3),
)


def banners(value: int) -> dict[str, Figure]:
    return {BANNERS.label: Figure(BANNERS.label, Decimal(value), "条")}


BY_UNIT = {
    ORGAN.name: {**banners(4), PEOPLE.label: Figure(PEOPLE.label, Decimal(30), "人")},
    CLINICS[0].name: banners(91),
    CLINICS[1].name: banners(9),
}


def job(
    *rows: tuple[Level, str] | str,
    title: str = "总结",
    units: Sequence[Unit] = UNITS,
    missing: Sequence[Unit] = (),
    texts: Mapping[str, str] | None = None,
    annexes: Sequence[tuple[str, AnnexForm, str]] = (),
    totals: Mapping[str, Figure] = TOTALS,
    indicators: Sequence[Indicator] = INDICATORS,
    by_unit: Mapping[str, Mapping[str, Figure]] = BY_UNIT,
    previous: Mapping[str, Figure] = PREVIOUS,
) -> Text:
    """Compose these rows; a bare string is a row of 正文, and the first row stands in row 2."""
    outline = [(Level.BODY, row) if isinstance(row, str) else row for row in rows]
    brief = Brief(
        file=FILE,
        kind_id="activity-summary",
        elements=replace(ELEMENTS, title=title),
        element_refs={"title": CellRef(FILE, "公文要素", "B15")},
        indicators=tuple(indicators),
        units=tuple(units),
        outline=tuple(
            OutlineRow(level, text, CellRef(FILE, "正文", f"B{number}"))
            for number, (level, text) in enumerate(outline, 2)
        ),
        annexes=tuple(
            AnnexRow(name, form, text, CellRef(FILE, "附件", f"C{number}"))
            for number, (name, form, text) in enumerate(annexes, 2)
        ),
    )
    reports = tuple(
        UnitReport(
            unit,
            f"收件/{unit.name}.xlsx",
            {},
            {ACTIONS.label: texts[unit.name]} if texts and unit.name in texts else {},
        )
        for unit in units
        if unit not in missing
    )
    figures = Figures(
        totals,
        by_category={"委机关": banners(4), "乡镇卫生院": banners(100)},
        by_unit=by_unit,
        previous=previous,
    )
    return compose(brief, Checked(tuple(units), reports, tuple(missing)), figures)


def said(text: str) -> str:
    """What a row of 正文 becomes; nothing may be wrong with it."""
    composed = job(text)
    assert not [f for f in composed.findings if f.blocks]
    return "\n".join(paragraph.text for paragraph in composed.paragraphs)


def fault(text: str) -> tuple[str, str, str]:
    """The one finding that a row of 正文 gives: its code, what was found, what was expected."""
    (found,) = job("正常。", text).findings
    assert found.place == Place(FILE, "正文", "B3")
    assert found.severity is Severity.ERROR
    return found.code, found.found, found.expected


# ── every line of the table ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("【悬挂横（条）幅】", "104条"),
        ("【发放资料|约】", "近20万份"),
        ("【滚动播出|约】", "4.2万余条次"),
        ("【滚动播出|万】", "4.23万余条次"),
        ("【滚动播出】", "42300余条次"),
        ("【义诊】", "0场次"),
        ("【悬挂横（条）幅|分类】", "委机关4条、乡镇卫生院100条"),
        ("【悬挂横（条）幅|最多】", "城关镇卫生院（91条）"),
        (
            "【悬挂横（条）幅|前三】",
            "城关镇卫生院（91条）、城东镇卫生院（9条）、XX县卫生和计划生育委员会机关（4条）",
        ),
        ("【编制人数|最多】", "XX县卫生和计划生育委员会机关（30人）"),
        ("【发放资料|同比】", "同比增长98.7%"),
        ("【义诊|同比】", "同比下降100%"),
        ("【满意率】", "99.2%"),
        ("【满意率|同比】", "同比提高1.2个百分点"),
        ("【报送单位数】", "3"),
        ("【应报单位数】", "3"),
        ("【未报单位数】", "0"),
        ("【未报单位】", "无"),
        ("【单位构成】", "委机关和2家乡镇卫生院"),
        ("【数据综述】", "悬挂横（条）幅104条、发放资料198650份、滚动播出42300余条次、满意率99.2%"),
        (
            "【数据综述|约】",
            "悬挂横（条）幅100余条、发放资料近20万份、滚动播出4.2万余条次、满意率99.2%",
        ),
        (
            "【数据综述|万】",
            "悬挂横（条）幅104条、发放资料19.865万份、滚动播出4.23万余条次、满意率99.2%",
        ),
        ("【活动名称】", "政务公开宣传月活动"),
        ("【活动时间】", "5月1日至5月31日"),
        ("【报送期次】", "2021年5月"),
        ("【发文机关】", "XX县卫生和计划生育委员会"),
        ("【主送机关】", "XX县人民政府办公室"),
        ("【成文日期】", "2021年6月3日"),
    ],
)
def test_a_placeholder_becomes(written: str, becomes: str) -> None:
    assert said(f"前{written}后") == f"前{becomes}后"


@pytest.mark.parametrize(
    "written", ["【悬挂横(条)幅】", "【悬挂横 （条）幅 】", "【悬挂横(条）幅】"]
)
def test_brackets_and_spaces_in_a_name_may_differ(written: str) -> None:
    assert said(written) == "104条"


def test_a_full_width_bar_is_a_bar() -> None:
    assert said("【发放资料｜约】") == "近20万份"


def test_missing_units_are_named_and_counted() -> None:
    text = job("【报送单位数】/【应报单位数】，缺【未报单位数】：【未报单位】。", missing=CLINICS)
    assert text.paragraphs[0].text == "1/3，缺2：城关镇卫生院、城东镇卫生院。"
    assert text.findings == ()


def test_the_summary_uses_commas_when_a_label_holds_an_enumeration_comma() -> None:
    label = "发放宣传资料、折页"
    totals = {**banners(4), label: Figure(label, Decimal(3), "份")}
    text = job("【数据综述】。", indicators=[BANNERS, Indicator(label, "份")], totals=totals)
    assert text.paragraphs[0].text == "悬挂横（条）幅4条，发放宣传资料、折页3份。"


# ── clauses ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("开展活动{，义诊【义诊】}，横幅【悬挂横（条）幅】。", "开展活动，横幅104条。"),
        ("横幅【悬挂横（条）幅】{，服务台【设立服务台】}。", "横幅104条。"),
        ("横幅{【悬挂横（条）幅】}。", "横幅104条。"),
        ("{横幅【悬挂横（条）幅】、义诊【义诊】，}资料【发放资料】。", "资料198650份。"),
        ("已报{，未报的有【未报单位】}。", "已报。"),
        ("已报{，未报【未报单位数】家}。", "已报。"),
        ("资料多{，【悬挂横（条）幅|同比】}。", "资料多。"),
        ("播出多{，【滚动播出|同比】}。", "播出多。"),
        ("义诊{，【义诊|同比】}。", "义诊。"),
        ("义诊{，最多的是【义诊|最多】}。", "义诊。"),
        ("义诊{，其中【义诊|分类】}。", "义诊。"),
        ("请{于【截止日期】前}报送。", "请报送。"),
        ("主要是{加强领导，}成效好。", "主要是加强领导，成效好。"),
        ("横幅【悬挂横（条）幅】{，没有义诊【义诊|为零】}。", "横幅104条，没有义诊。"),
        ("{义诊【义诊】。}{【义诊|为零】没有义诊。}", "没有义诊。"),
        ("横幅{【悬挂横（条）幅】}{【悬挂横（条）幅|为零】没有挂}。", "横幅104条。"),
        ("{横幅【悬挂横（条）幅】，【义诊|为零】没有义诊。}", "横幅104条，没有义诊。"),
        ("{【义诊|为零】【悬挂横（条）幅|为零】都没有。}开展了活动。", "开展了活动。"),
        # nobody said 0 where it does not apply
        ("开展了活动{，【设立服务台|为零】没有设台}。", "开展了活动。"),
        ("｛义诊【义诊】。｝横幅【悬挂横（条）幅】。", "横幅104条。"),
    ],
)
def test_a_clause_is_left_out_when_a_figure_in_it_is_nothing(text: str, reads: str) -> None:
    assert said(text) == reads


@pytest.mark.parametrize("name", ["义诊", "悬挂横（条）幅"])
def test_what_is_said_of_zero_alone_stands_in_braces(name: str) -> None:
    found = fault(f"没有【{name}|为零】。")
    assert found == ("placeholder-unusable", f"{name}|为零", "")


def test_around_zero_is_no_zero() -> None:
    totals = {**TOTALS, "义诊": Figure("义诊", Decimal(0), "场次", Status.ABOUT)}
    text = job("开展活动{，没有义诊【义诊|为零】}。", totals=totals)
    assert text.paragraphs[0].text == "开展活动。"


@pytest.mark.parametrize(
    "totals", [NOTHING, {**NOTHING, BANNERS.label: Figure(BANNERS.label, Decimal(0), "条")}]
)
def test_a_summary_of_nothing_is_left_out(totals: dict[str, Figure]) -> None:
    assert job("开展活动{：【数据综述】}。", totals=totals).paragraphs[0].text == "开展活动。"


@pytest.mark.parametrize("level", [Level.BODY, Level.HEADING_1])
def test_a_row_that_is_left_out_whole_is_not_printed_and_noted(level: Level) -> None:
    text = job((level, "{义诊【义诊】}。"), (Level.HEADING_1, "打算"), "正文。")
    assert text.paragraphs == (
        Paragraph(Level.HEADING_1, "一、", "打算"),
        Paragraph(Level.BODY, "", "正文。"),
    )
    assert [(f.code, f.severity, f.place.cell) for f in text.findings] == [
        ("text-empty", Severity.NOTE, "B2")
    ]


@pytest.mark.parametrize(
    ("text", "of_one", "of_two"),
    [
        ("开展活动{，【单位构成】参加}。", "开展活动。", "开展活动，2家乡镇卫生院参加。"),
        ("完成{，应报【应报单位数】家}。", "完成。", "完成，应报2家。"),
        ("完成{，已报【报送单位数】家}。", "完成。", "完成，已报2家。"),
        ("横幅{，最多的是【横幅|最多】}。", "横幅。", "横幅，最多的是甲（9条）。"),
        ("横幅{，较多的有【横幅|前三】}。", "横幅。", "横幅。"),
        ("横幅{，其中【横幅|分类】}。", "横幅。", "横幅。"),
        # outright, everything is said
        ("【单位构成】", "甲", "2家乡镇卫生院"),
        ("【报送单位数】/【应报单位数】", "1/1", "2/2"),
        ("【横幅|前三】", "甲（9条）", "甲（9条）、乙（4条）"),
        ("【横幅|分类】", "乡镇卫生院100条", "乡镇卫生院100条"),
    ],
)
def test_a_clause_that_tells_nothing_of_so_few_units_is_left_out(
    text: str, of_one: str, of_two: str
) -> None:
    units = [Unit("甲", "乡镇卫生院"), Unit("乙", "乡镇卫生院")]
    by_unit = {"甲": banners(9), "乙": banners(4)}
    said = [
        job(
            text.replace("横幅|", f"{BANNERS.label}|"),
            units=units[:count],
            by_unit={unit.name: by_unit[unit.name] for unit in units[:count]},
        )
        for count in (1, 2)
    ]
    assert [t.paragraphs[0].text for t in said] == [of_one, of_two]
    assert [t.findings for t in said] == [(), ()]


def test_the_default_outline_tells_every_total_once_and_nothing_where_nothing_stands_out() -> None:
    units = [Unit(name, "乡镇") for name in ("甲", "乙", "丙")]
    kind = open_shelf().find("活动总结")
    figures = {
        i.label: Figure(i.label, Decimal("0.99" if i.unit == "%" else 60), i.unit)
        for i in kind.indicators
    }
    text = job(
        *kind.outline,
        units=units,
        totals=figures,
        indicators=kind.indicators,
        by_unit={unit.name: figures for unit in units},
        previous={},
    )
    said = "".join(p.text for p in text.paragraphs)
    totals = ("悬挂宣传横幅60条", "发放宣传资料60份", "开展现场宣传活动60场次", "群众满意率99%")
    assert [said.count(total) for total in totals] == [1, 1, 1, 1]
    assert "活动开展情况" not in [p.text for p in text.paragraphs]


def test_a_clause_does_not_list_a_crowd_of_ties() -> None:
    units = [Unit(f"单位{number}") for number in range(8)]
    values = dict(zip(units, [9, 5, 5, 5, 5, 4, 3, 3], strict=True))

    def said(values: Mapping[Unit, int]) -> str:
        by_unit = {unit.name: banners(value) for unit, value in values.items()}
        text = job(f"横幅{{，较多的有【{BANNERS.label}|前三】}}。", units=units, by_unit=by_unit)
        return text.paragraphs[0].text

    assert said(values).count("5条") == 4
    assert said({**values, units[5]: 5}) == "横幅。"


def test_the_only_units_text_needs_no_name() -> None:
    text = job("【各单位|主要做法】", units=[ORGAN], texts={ORGAN.name: "设公开栏。"})
    assert [p.text for p in text.paragraphs] == ["设公开栏。"]


def test_the_summary_leaves_out_what_the_table_leaves_out() -> None:
    indicators = [BANNERS, replace(LEAFLETS, in_table=False), RATE]
    text = job("【数据综述】。", indicators=indicators)
    assert text.paragraphs[0].text == "悬挂横（条）幅104条、满意率99.2%。"


# ── totals that cannot be told ───────────────────────────────────────────────────────────


def test_an_incomplete_total_is_not_compared_with_the_period_before() -> None:
    rows = "资料多{，【发放资料|同比】}。", "资料【发放资料|同比】。", "满意{，【满意率|同比】}。"
    text = job(*rows, missing=CLINICS[:1])
    assert [p.text for p in text.paragraphs] == ["资料多。", "资料【发放资料|同比】。", "满意。"]
    assert [(f.code, f.place.cell) for f in text.findings] == [("placeholder-unusable", "B3")]
    assert "还有单位没有报送" in text.findings[0].message


@pytest.mark.parametrize(
    "text",
    [
        "资料【发放资料】。",
        "资料【发放资料|约】。",
        "资料【发放资料|同比】。",
        "资料【发放资料|分类】。",
        "开展活动{，资料【发放资料】}。",
        "开展活动，【数据综述】。",
    ],
)
def test_a_total_that_an_error_elsewhere_leaves_undetermined_gets_no_second_error(
    text: str,
) -> None:
    composed = job(text, totals={}, indicators=[LEAFLETS])
    assert composed.findings == ()
    assert "【" in composed.paragraphs[0].text


def test_a_total_of_which_nobody_reported_a_part_is_unusable() -> None:
    (found,) = job("资料【发放资料】。", totals=NOTHING).findings
    assert found.code == "placeholder-unusable"


# ── faults ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "code", "found", "expected"),
    [
        ("共【县长】条", "placeholder-unknown", "县长", ""),
        ("共【】条", "placeholder-unknown", "", ""),
        (
            "【发放资料|大概】",
            "placeholder-mode",
            "发放资料|大概",
            "约、万、分类、最多、前三、同比、为零、后三、不低于90",
        ),
        (
            "【满意率|约】",
            "placeholder-mode",
            "满意率|约",
            "分类、最多、前三、同比、为零、后三、不低于90",
        ),
        (
            "【满意率|万】",
            "placeholder-mode",
            "满意率|万",
            "分类、最多、前三、同比、为零、后三、不低于90",
        ),
        (
            "【编制人数】",
            "placeholder-mode",
            "编制人数",
            "【编制人数|最多】、【编制人数|前三】、【编制人数|后三】、【编制人数|不低于90】",
        ),
        (
            "【覆盖率】",
            "placeholder-mode",
            "覆盖率",
            "【覆盖率|最多】、【覆盖率|前三】、【覆盖率|后三】、【覆盖率|不低于90】",
        ),
        ("【报送单位数|约】", "placeholder-mode", "报送单位数|约", "【报送单位数】"),
        ("【数据综述|分类】", "placeholder-mode", "数据综述|分类", "约、万"),
        ("【主要做法】", "placeholder-mode", "主要做法", "【各单位|主要做法】"),
        ("【各单位|发放资料】", "placeholder-mode", "各单位|发放资料", "主要做法"),
        ("【各单位】", "placeholder-mode", "各单位", "【各单位|主要做法】"),
        ("【各单位|主要打法】", "placeholder-unknown", "主要打法", ""),
        ("做法：【各单位|主要做法】", "placeholder-alone", "各单位|主要做法", ""),
        ("【设立服务台】", "placeholder-unusable", "设立服务台", ""),
        ("【悬挂横（条）幅|同比】", "placeholder-unusable", "悬挂横（条）幅|同比", ""),
        ("【滚动播出|同比】", "placeholder-unusable", "滚动播出|同比", ""),
        ("【义诊|最多】", "placeholder-unusable", "义诊|最多", ""),
        ("【截止日期】", "placeholder-unusable", "截止日期", ""),
        ("共【义诊", "placeholder-unbalanced", "【义诊", ""),
        ("共义诊】", "placeholder-unbalanced", "共义诊】", ""),
        ("共{义诊", "clause-unbalanced", "{义诊", ""),
        ("{共{义诊}", "clause-unbalanced", "{共{义诊}", ""),
    ],
)
def test_a_fault_is_found_at_its_cell(text: str, code: str, found: str, expected: str) -> None:
    assert fault(text) == (code, found, expected)


def test_an_unknown_name_comes_with_the_nearest_known_one() -> None:
    (found,) = job("【悬挂条幅】").findings
    assert "“悬挂横（条）幅”" in found.message
    (found,) = job("【各单位|主要打法】").findings
    assert "“主要做法”" in found.message
    (found,) = job("【县长】").findings
    assert "是不是" not in found.message


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("发文单位", "发文机关"),
        ("报送单位", "报送单位数"),
        ("活动日期", "活动名称”或“活动时间"),
        ("单位组成", "单位构成"),
        ("发放资科", "发放资料"),
    ],
)
def test_the_name_that_was_meant_is_suggested(written: str, meant: str) -> None:
    (found,) = job(f"【{written}】").findings
    assert f"是不是“{meant}”" in found.message


@pytest.mark.parametrize("name", NOT_CITABLE)
def test_an_element_that_cannot_be_cited_is_answered_with_those_that_can(name: str) -> None:
    (found,) = job(f"【{name}】").findings
    assert found.code == "placeholder-unknown"
    assert "是不是" not in found.message
    assert all(element in found.message for element in CITABLE)


def test_every_element_can_be_cited_or_not() -> None:
    assert sorted([*CITABLE, *NOT_CITABLE]) == sorted(spec.label for spec in ELEMENT_SPECS)


# ── slips that look right on the screen ──────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "repeated"),
    [
        ("横幅【悬挂横（条）幅】条。", "条"),
        ("播出【滚动播出】条次", "条次"),
        ("资料【发放资料|万】万份", "万份"),
        ("资料【发放资料|约】份", "份"),
        ("其中【悬挂横（条）幅|分类】条", "条"),
        ("满意率【满意率】%。", "%"),
        ("满意率【满意率】％。", "%"),
        ("【满意率|同比】个百分点", "个百分点"),
        ("【发放资料|同比】%", "%"),
        ("{横幅【悬挂横（条）幅】条}", "条"),
        ("{横幅【悬挂横（条）幅】}条", "条"),
    ],
)
def test_a_unit_written_after_a_figure_that_has_it_is_a_warning(text: str, repeated: str) -> None:
    (found,) = job("正常。", text).findings
    assert (found.code, found.severity) == ("unit-doubled", Severity.WARN)
    assert found.place == Place(FILE, "正文", "B3")
    assert found.found.endswith(f"】{repeated}")
    assert f"“{repeated}”" in found.action


@pytest.mark.parametrize(
    "text",
    [
        "共【报送单位数】家。",
        "播出【滚动播出】，条次分明。",
        "义诊【义诊】，场次多。",
        "最多的是【悬挂横（条）幅|最多】条幅。",
        "【发放资料】、【发放资料|约】。",
        "条【悬挂横（条）幅】。",
        "{【义诊|为零】场次为零，}照常宣传。",
    ],
)
def test_a_word_that_is_no_repeated_unit_is_no_slip(text: str) -> None:
    assert job(text).findings == ()


@pytest.mark.parametrize(
    "found",
    ["[发放资料]", "［发放资料］", "〔发放资料〕", "「发放资料」", "[发放资料|约]", "［未报单位］"],
)
def test_a_name_in_other_brackets_is_a_warning(found: str) -> None:
    text = job("正常。", f"共{found}。{{另【义诊】{found}，}}", title=f"总结{found}")
    assert [(f.code, f.severity, f.place.cell, f.found) for f in text.findings] == [
        ("placeholder-brackets", Severity.WARN, cell, found) for cell in ("B15", "B3", "B3")
    ]


@pytest.mark.parametrize("text", ["X政办发〔2016〕8号", "（发放资料）", "[其他]", "《发放资料》"])
def test_other_brackets_around_other_text_are_text(text: str) -> None:
    assert said(text) == text


def test_all_faults_of_all_rows_are_found_in_one_run() -> None:
    text = job(
        (Level.HEADING_1, "【甲】"),
        "【乙】和{【丙】【丁",
        title="【戊】",
        annexes=[("附表", AnnexForm.TEXT, "【己】\n【设立服务台】")],
    )
    assert [(f.code, f.place.sheet, f.place.cell) for f in text.findings] == [
        ("placeholder-unknown", "公文要素", "B15"),
        ("placeholder-unknown", "正文", "B2"),
        ("placeholder-unbalanced", "正文", "B3"),
        ("clause-unbalanced", "正文", "B3"),
        ("placeholder-unknown", "正文", "B3"),
        ("placeholder-unknown", "正文", "B3"),
        ("placeholder-unknown", "附件", "C2"),
        ("placeholder-unusable", "附件", "C2"),
    ]


def test_shares_need_categories() -> None:
    (found,) = job("【悬挂横（条）幅|分类】", units=[Unit("甲"), Unit("乙")]).findings
    assert found.code == "placeholder-unusable"


# ── title, outline ───────────────────────────────────────────────────────────────────────


def test_the_title_is_worded_on_one_line() -> None:
    assert (
        job(title="关于【活动名称】\n的总结{（缺【未报单位数】家）}").title
        == "关于政务公开宣传月活动的总结"
    )


def test_a_title_of_which_nothing_is_left_is_an_error() -> None:
    (found,) = job(title="{【未报单位】}").findings
    assert (found.code, found.place) == ("element-required", Place(FILE, "公文要素", "B15", "标题"))


def test_a_heading_with_nothing_left_under_it_is_left_out_and_noted() -> None:
    text = job(
        (Level.HEADING_1, "义诊情况"),
        "{义诊【义诊】。}",
        (Level.HEADING_1, "做法"),
        (Level.HEADING_2, "义诊"),
        "{义诊【义诊】。}",
        (Level.HEADING_2, "横幅"),
        "横幅【悬挂横（条）幅】。",
        (Level.HEADING_1, "服务"),
        (Level.HEADING_2, "服务台"),
        "{设立【设立服务台】。}",
    )
    assert [p.number + p.text for p in text.paragraphs] == ["一、做法", "（一）横幅", "横幅104条。"]
    assert [(f.code, f.severity, f.place.cell) for f in text.findings] == [
        ("text-empty", Severity.NOTE, f"B{row}") for row in (2, 3, 5, 6, 9, 10, 11)
    ]


def test_what_closes_the_text_is_no_content_of_its_last_section() -> None:
    left_out = job(
        (Level.HEADING_1, "概况"),
        "正文。",
        (Level.HEADING_1, "办理情况"),
        "{义诊【义诊】。}",
        "特此报告。",
    )
    assert [p.text for p in left_out.paragraphs] == ["概况", "正文。", "特此报告。"]
    never_there = job((Level.HEADING_1, "概况"), "特此报告。")
    assert [p.text for p in never_there.paragraphs] == ["概况", "特此报告。"]
    assert [f.code for f in never_there.findings] == ["heading-empty"]


def test_a_heading_that_never_had_a_row_under_it_stays_with_a_warning() -> None:
    text = job(
        (Level.HEADING_1, "概况"),
        (Level.HEADING_1, "做法"),
        (Level.HEADING_2, "横幅"),
        (Level.HEADING_2, "资料"),
        "正文。",
    )
    assert [p.number for p in text.paragraphs] == ["一、", "二、", "（一）", "（二）", ""]
    assert [(f.code, f.severity, f.place) for f in text.findings] == [
        ("heading-empty", Severity.WARN, Place(FILE, "正文", "B2", "概况")),
        ("heading-empty", Severity.WARN, Place(FILE, "正文", "B4", "横幅")),
    ]


def test_a_heading_with_its_text_behind_it_in_one_paragraph_is_no_empty_heading() -> None:
    text = job((Level.HEADING_1, "做法"), (Level.HEADING_2, "加强领导。成立领导小组。"))
    assert text.findings == ()


def test_headings_are_numbered_and_body_is_not() -> None:
    text = job(
        (Level.HEADING_1, "主要做法"),
        (Level.HEADING_2, "组织领导"),
        (Level.HEADING_3, "成立机构"),
        (Level.HEADING_4, "分工"),
        "正文。",
        (Level.HEADING_1, "工作打算"),
        (Level.HEADING_2, "下一步"),
        "正文。",
    )
    assert [p.number for p in text.paragraphs] == [
        "一、",
        "（一）",
        "1.",
        "（1）",
        "",
        "二、",
        "（一）",
        "",
    ]
    assert text.findings == ()


def test_a_level_that_is_skipped_is_a_warning_at_its_first_heading() -> None:
    text = job(
        (Level.HEADING_1, "做法"),
        (Level.HEADING_3, "其一"),
        "正文。",
        (Level.HEADING_3, "其二"),
        "正文。",
        (Level.HEADING_2, "正常"),
        "正文。",
    )
    assert [p.number for p in text.paragraphs if p.number] == ["一、", "1.", "2.", "（一）"]
    assert [(f.code, f.severity, f.place) for f in text.findings] == [
        ("outline-skipped", Severity.WARN, Place(FILE, "正文", "B3", "其一"))
    ]


def test_a_number_typed_before_a_heading_gives_way_to_the_programs_own() -> None:
    text = job((Level.HEADING_1, "一、做法"), "一。", (Level.HEADING_1, "三、打算"), "二。")
    headings = [(p.number, p.text) for p in text.paragraphs if p.number]
    assert headings == [("一、", "做法"), ("二、", "打算")]
    assert [(f.code, f.place.cell, f.found, f.expected) for f in text.findings] == [
        ("cell-read-as", "B4", "三、", "二、")
    ]


def test_a_cell_of_several_lines_becomes_several_paragraphs() -> None:
    assert said("　　其一。\n\n　　其二【悬挂横（条）幅】。") == "其一。\n其二104条。"


# ── the units' own texts ─────────────────────────────────────────────────────────────────


def test_the_units_own_texts_come_with_their_names_in_roster_order() -> None:
    text = job(
        "【各单位|主要做法】",
        texts={
            CLINICS[0].name: "  第一段。\n\n第二段。",
            ORGAN.name: "做法。",
            CLINICS[1].name: " \n",
        },
    )
    assert [p.text for p in text.paragraphs] == [
        "XX县卫生和计划生育委员会机关：做法。",
        "城关镇卫生院：第一段。",
        "第二段。",
    ]
    assert {(p.level, p.number) for p in text.paragraphs} == {(Level.BODY, "")}
    assert text.findings == ()


def test_without_any_text_nothing_is_printed_and_noted() -> None:
    text = job("【各单位|主要做法】")
    assert text.paragraphs == ()
    assert [(f.code, f.place.cell) for f in text.findings] == [("text-empty", "B2")]


def test_the_units_own_texts_cannot_be_a_heading() -> None:
    (found,) = job((Level.HEADING_1, "【各单位|主要做法】"), "正文。").findings
    assert (found.code, found.place.cell) == ("placeholder-alone", "B2")


SIGNS = st.sampled_from(
    [*"【】{}｛｝|%&<>甲乙，。\n", "{{ x }}", "{% if %}", "【悬挂横（条）幅】", "😀"]
)


@given(st.lists(SIGNS | st.characters(), min_size=1, max_size=20).map("".join))
def test_a_units_text_is_printed_as_typed_whatever_it_holds(typed: str) -> None:
    text = job("【各单位|主要做法】", texts={ORGAN.name: f"{typed}做法。"})
    first, *others = map(without_loose_blanks, plain_lines(f"{typed}做法。"))
    assert [p.text for p in text.paragraphs] == [f"{ORGAN.name}：{first}", *others]
    assert not [f for f in text.findings if f.blocks]


@pytest.mark.parametrize(
    "typed", ["无", "没有", "暂无。", " 无 。", "-", "—", "——", "/", "／", "。", "不适用", "\n无\n"]
)
def test_a_unit_that_only_says_it_has_nothing_is_left_out(typed: str) -> None:
    text = job("【各单位|主要做法】", texts={ORGAN.name: typed, CLINICS[0].name: "无纸化办公。"})
    assert [p.text for p in text.paragraphs] == ["城关镇卫生院：无纸化办公。"]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("摆摊设点", "摆摊设点。"),
        ("摆摊设点。", "摆摊设点。"),
        ("真好！", "真好！"),
        ("摆摊设点（见附图）", "摆摊设点（见附图）。"),
        ("他说：“真好。”", "他说：“真好。”"),
        ("设“一站式”", "设“一站式”。"),
        ("满意率99.2%", "满意率99.2%。"),
        ("主要有：", "主要有："),
    ],
)
def test_a_units_text_ends_with_a_mark(typed: str, printed: str) -> None:
    text = job("【各单位|主要做法】", texts={ORGAN.name: typed})
    assert [p.text for p in text.paragraphs] == [f"{ORGAN.name}：{printed}"]


def test_only_the_last_paragraph_of_a_units_text_gets_the_mark() -> None:
    text = job("【各单位|主要做法】", texts={ORGAN.name: "其一\n其二"})
    assert [p.text for p in text.paragraphs] == [f"{ORGAN.name}：其一", "其二。"]


def test_an_elements_text_is_never_read_as_a_placeholder() -> None:
    units = (Unit("【悬挂横（条）幅】{{ x }}"), Unit("乙"))
    text = job("缺：【未报单位】。", units=units, missing=units[:1])
    assert text.paragraphs[0].text == "缺：【悬挂横（条）幅】{{ x }}。"
    assert text.findings == ()


# ── annexes ──────────────────────────────────────────────────────────────────────────────


def test_the_only_annex_has_no_number() -> None:
    (annex,) = job(annexes=[("【活动名称】方案", AnnexForm.SEPARATE, "")]).annexes
    assert annex == Annex(0, "政务公开宣传月活动方案", AnnexForm.SEPARATE)


def test_several_annexes_are_numbered_and_made_by_their_form() -> None:
    table, words, separate = job(
        annexes=[
            ("统计表", AnnexForm.TABLE, ""),
            ("说明", AnnexForm.TEXT, "横幅【悬挂横（条）幅】。\n完。"),
            ("方案", AnnexForm.SEPARATE, ""),
        ]
    ).annexes
    assert (table.number, table.form, table.paragraphs) == (1, AnnexForm.TABLE, ())
    assert table.table is not None
    assert (words.number, [one.text for one in words.paragraphs]) == (2, ["横幅104条。", "完。"])
    assert separate == Annex(3, "方案", AnnexForm.SEPARATE)


def test_an_annex_of_which_nothing_is_left_is_not_counted() -> None:
    text = job(
        annexes=[("说明", AnnexForm.TEXT, "{义诊【义诊】。}"), ("方案", AnnexForm.SEPARATE, "")]
    )
    assert [(a.number, a.name) for a in text.annexes] == [(0, "方案")]
    assert [(f.code, f.place.cell) for f in text.findings] == [("text-empty", "C2")]


def test_a_second_annex_of_the_same_name_is_an_error() -> None:
    annexes = [("统计 表", AnnexForm.TABLE, ""), ("{【未报单位】}说明", AnnexForm.SEPARATE, "")]
    text = job(annexes=[*annexes, ("统计表", AnnexForm.SEPARATE, "")])
    (found,) = text.findings
    assert (found.code, found.place.cell, found.found) == ("brief-repeated", "C4", "统计表")
    assert "附件!C2" in found.message


def test_no_indicator_can_take_a_name_that_means_something_else() -> None:
    """Exactly the names that the text gives a meaning to are kept from the indicators."""
    brief = Brief("公文要素.xlsx", "activity-summary", Elements(), {})
    facts = Facts(brief, Checked((), ()), Figures({}, {}, {}))
    assert {*facts._fixed(), SUMMARY, EACH_UNIT} == REFERENCES


# ── texts of their own ───────────────────────────────────────────────────────────────────


def test_an_enclosure_is_a_text_of_its_own_numbered_anew() -> None:
    text = job(
        (Level.HEADING_1, "基本情况"),
        "共【悬挂横（条）幅】。",
        (Level.ENCLOSURE, "【活动名称】实施方案"),
        (Level.HEADING_1, "总体要求"),
        "发放【发放资料】。",
        (Level.HEADING_1, "工作要求"),
        "抓好落实。",
    )
    assert [(one.number, one.text) for one in text.paragraphs] == [
        ("一、", "基本情况"),
        ("", "共104条。"),
    ]
    (plan,) = text.enclosures
    assert plan.title == "政务公开宣传月活动实施方案"
    assert [(one.number, one.text) for one in plan.paragraphs] == [
        ("一、", "总体要求"),
        ("", "发放198650份。"),
        ("二、", "工作要求"),
        ("", "抓好落实。"),
    ]
    assert [mark.name for mark in plan.paragraphs[1].marks] == [LEAFLETS.label]
    assert text.findings == ()


def test_the_text_of_an_annex_may_stand_in_the_sheet_of_the_text() -> None:
    text = job(
        "现将总结报上。",
        (Level.ANNEX, "【活动名称】总结"),
        (Level.HEADING_1, "基本情况"),
        "共【悬挂横（条）幅】。",
        annexes=[
            ("统计表", AnnexForm.TABLE, ""),
            ("【活动名称】 总结", AnnexForm.TEXT, ""),
        ],
    )
    _, annex = text.annexes
    assert (annex.number, annex.name) == (2, "政务公开宣传月活动 总结")
    assert [(one.level, one.number, one.text) for one in annex.paragraphs] == [
        (Level.HEADING_1, "一、", "基本情况"),
        (Level.BODY, "", "共104条。"),
    ]
    assert [one.text for one in text.paragraphs] == ["现将总结报上。"]
    assert text.findings == ()


@pytest.mark.parametrize(
    ("rows", "annexes", "expected"),
    [
        ([(Level.ANNEX, "总结"), "话。"], [], ("annex-unlisted", "B2")),
        (
            [(Level.ANNEX, "总结"), "话。"],
            [("总结", AnnexForm.SEPARATE, "")],
            ("annex-unlisted", "B2"),
        ),
        (
            [(Level.ANNEX, "总结"), "话。"],
            [("总结", AnnexForm.TEXT, "又一段话。")],
            ("brief-repeated", "C2"),
        ),
        (
            [(Level.ANNEX, "总结"), "话。", (Level.ANNEX, "总结"), "话。"],
            [("总结", AnnexForm.TEXT, "")],
            ("brief-repeated", "B4"),
        ),
        (["话。", (Level.ENCLOSURE, "方案")], [], ("heading-empty", "B3")),
        (["话。", (Level.ENCLOSURE, "{【义诊】}"), "话。"], [], ("brief-blank", "B3")),
    ],
)
def test_a_text_that_belongs_to_nothing_or_has_no_words_is_told(
    rows: list[tuple[Level, str] | str],
    annexes: list[tuple[str, AnnexForm, str]],
    expected: tuple[str, str],
) -> None:
    (found,) = job(*rows, annexes=annexes).findings
    assert (found.code, found.place.cell) == expected


@pytest.mark.parametrize("kind", open_shelf().kinds, ids=lambda kind: kind.id)
def test_what_the_guide_of_a_kind_teaches_is_accepted(kind: Kind) -> None:
    taught = [line.label for line in brief_guide.writings(kind).lines]
    assert taught
    rows = tuple(
        OutlineRow(Level.BODY, label, CellRef(FILE, "正文", f"B{number}"))
        for number, label in enumerate(taught, 6)
    )
    brief = Brief(FILE, kind.id, ELEMENTS, {}, kind.indicators, UNITS, rows, tables=kind.tables)
    text = compose(brief, Checked(UNITS, (), UNITS), Figures({}, {}, {}, {}))
    # no unit has reported, so there may be nothing to print; but nothing is written wrongly
    wrong = [f for f in text.findings if f.blocks and f.code != "placeholder-unusable"]
    assert wrong == []


def circular(
    *missing: Unit, units: Sequence[Unit] = UNITS, values: Mapping[str, int] | None = None
) -> str:
    """The shipped text of a 通报 of `units`; a total is 1 where `values` say nothing else."""
    kind = open_shelf().find("通报")
    totals = {
        i.label: Figure(i.label, Decimal((values or {}).get(i.label, 1)), i.unit)
        for i in kind.indicators
    }
    made = job(
        *kind.outline,
        units=units,
        missing=missing,
        totals=totals,
        indicators=kind.indicators,
        by_unit={unit.name: totals for unit in units if unit not in missing},
    )
    return "".join(paragraph.text for paragraph in made.paragraphs)


def test_a_circular_names_the_units_that_did_not_report_and_else_says_nothing_of_it() -> None:
    assert f"{CLINICS[0].name}、{CLINICS[1].name}没有报送有关情况" in circular(*CLINICS)
    assert f"。{ORGAN.name}没有报送有关情况" in circular(ORGAN)
    assert "没有报送" not in circular()
    assert "补报" not in circular()


@pytest.mark.parametrize(
    ("values", "reads"),
    [
        ({}, "这次共检查3个单位，按要求公开的3个，在网上公开的3个。"),
        ({"按要求公开": 0}, "这次共检查3个单位，没有按要求公开的3个，在网上公开的3个。"),
        (
            {"按要求公开": 0, "网上公开": 0},
            "这次共检查3个单位，没有按要求公开的3个，没有在网上公开的3个。",
        ),
        ({}, "存在的主要问题检查共发现问题1个，涉及3个单位。"),
        ({"发现问题": 0}, "存在的主要问题检查没有发现问题。"),
    ],
)
def test_a_circular_says_what_an_inspection_did_not_find(
    values: dict[str, int], reads: str
) -> None:
    assert reads in circular(values=values)
    assert ("没有发现问题" in circular(values=values)) == ("发现问题" in values)


@pytest.mark.parametrize(
    ("values", "reads"),
    [
        ({"得分": 95}, "基本情况得分和名次见附件。委机关得分不低于90分，予以通报表扬。"),
        ({"网上公开": 0}, "基本情况委机关没有在网上公开。得分和名次见附件。委机关得分低于60分"),
        ({}, "存在的主要问题检查共发现问题1个。"),
        ({"发现问题": 0}, "存在的主要问题检查没有发现问题。"),
        ({}, "整改期满后，对检查发现的1个问题逐一复查"),
    ],
)
def test_a_circular_to_one_unit_counts_no_units(values: dict[str, int], reads: str) -> None:
    text = circular(units=(Unit("委机关"),), values=values)
    assert reads in text
    assert "对委机关开展了" in text
    assert "个单位" not in text


def test_a_paragraph_with_a_thousand_gaps_is_closed_up_at_each_of_them() -> None:
    began = time.process_time()
    (paragraph,) = job("{【悬挂横（条）幅】，}{【义诊】、}" * 1500 + "其他。").paragraphs
    assert paragraph.text == "104条，" * 1500 + "其他。"
    assert {paragraph.text[mark.start : mark.end] for mark in paragraph.marks} == {"104条"}
    assert len(paragraph.marks) == 1500
    assert time.process_time() - began < 2
