"""Lists of names, 单位构成 and rankings."""

from __future__ import annotations

from decimal import Decimal

import pytest

from make_docx.model import Figure, Status, Unit
from make_docx.wording import phrase
from make_docx.wording.group import groups
from make_docx.wording.rank import foremost


def roster(*categories: tuple[str, int]) -> list[Unit]:
    return [
        Unit(f"{category or '单位'}{number}", category)
        for category, count in categories
        for number in range(1, count + 1)
    ]


def composition(units: list[Unit], missing: tuple[str, ...] = ()) -> str:
    return phrase.composition(groups(units), {u.name for u in units} - set(missing)).text


def test_names_are_joined_by_a_comma_when_one_of_them_holds_an_enumeration_comma() -> None:
    assert phrase.join(["甲", "乙", "丙"]) == "甲、乙、丙"
    assert (
        phrase.join(["发放宣传资料、折页3份", "悬挂横幅4条"])
        == "发放宣传资料、折页3份，悬挂横幅4条"
    )
    assert phrase.join([]) == ""


def test_the_organ_itself_is_named_first_and_the_others_are_counted() -> None:
    units = [
        *roster(("委属单位", 10), ("乡镇卫生院", 18)),
        Unit("XX县卫生和计划生育委员会机关", "委机关"),
        *roster(("乡镇卫计办", 16), ("民营医疗机构", 15)),
    ]
    assert composition(units) == (
        "委机关和10家委属单位、18家乡镇卫生院、16家乡镇卫计办、15家民营医疗机构"
    )


@pytest.mark.parametrize(
    ("units", "words"),
    [
        (roster(("镇直单位", 9), ("村（居）", 12)), "9家镇直单位和12个村（居）"),
        (roster(("县直部门", 9), ("乡镇", 12), ("学校", 3)), "9个县直部门、12个乡镇和3所学校"),
        (roster(("供热企业", 3)), "3家供热企业"),
        (roster(("县直机关", 12)), "12家县直机关"),
        (roster(("", 60)), "60家单位"),
        (roster(("委属单位", 4), ("", 2)), "4家委属单位和2家其他单位"),
        (roster(("委属单位", 1), ("乡镇卫生院", 2)), "1家委属单位和2家乡镇卫生院"),
        ([Unit("甲局机关", "局机关"), Unit("乙", "")], "局机关和1家其他单位"),
        ([Unit("XX市供热办公室", "供热企业")], "XX市供热办公室"),
    ],
)
def test_categories_are_counted_with_their_measure_word(units: list[Unit], words: str) -> None:
    assert composition(units) == words


def test_only_units_that_reported_are_counted() -> None:
    units = [Unit("委机关", "委机关"), *roster(("委属单位", 3), ("村", 1))]
    assert composition(units, missing=("委属单位1", "村1")) == "委机关和2家委属单位"
    assert composition(units, missing=("委机关", "村1")) == "3家委属单位"
    assert composition(units, missing=tuple(u.name for u in units)) == ""
    assert composition([Unit("甲")], missing=("甲",)) == ""


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("委属单位", "家"),
        ("乡镇卫生院", "家"),
        ("乡镇卫计办", "家"),
        ("民营医疗机构", "家"),
        ("村（居）", "个"),
        ("村(居)", "个"),
        ("社区", "个"),
        ("街道", "个"),
        ("乡镇", "个"),
        ("机关科室", "个"),
        ("基层站所", "个"),
        ("村民小组", "个"),
        ("乡镇人民政府", "个"),
        ("村民委员会", "个"),
        ("中小学校", "所"),
        ("幼儿园", "所"),
    ],
)
def test_the_measure_word_follows_what_the_units_are(name: str, word: str) -> None:
    assert phrase.measure_word(name) == word


def best(places: int, **values: int | Figure) -> str:
    figures = {
        name: v if isinstance(v, Figure) else Figure("悬挂横幅", Decimal(v), "条")
        for name, v in values.items()
    }
    return phrase.ranking(foremost(figures.items(), places), places).text


def test_the_unit_with_the_most_is_named_with_its_figure() -> None:
    assert best(1, 甲=3, 乙=9, 丙=8) == "乙（9条）"


def test_units_tied_for_the_most_share_one_figure() -> None:
    assert best(1, 甲=9, 乙=9, 丙=8) == "甲、乙（各9条）"
    about = Figure("悬挂横幅", Decimal(9), "条", Status.ABOUT)
    assert best(1, 甲=9, 乙=about) == "甲（9条）、乙（约9条）"


def test_the_three_best_are_named_in_falling_order_with_all_ties_for_third() -> None:
    assert best(3, 甲=3, 乙=9, 丙=8, 丁=1) == "乙（9条）、丙（8条）、甲（3条）"
    assert best(3, 甲=3, 乙=9, 丙=8, 丁=3) == "乙（9条）、丙（8条）、甲（3条）、丁（3条）"
    assert best(3, 甲=3, 乙=9, 丙=0) == "乙（9条）、甲（3条）"


def test_units_with_nothing_are_not_ranked() -> None:
    assert best(1, 甲=0, 乙=Figure("悬挂横幅", None, "条", Status.NOT_APPLICABLE)) == ""


def test_shares_are_joined_with_their_figures() -> None:
    found = [
        (name, Figure("悬挂横幅", Decimal(v), "条")) for name, v in [("委机关", 4), ("村", 30)]
    ]
    assert phrase.shares(found).text == "委机关4条、村30条"


def test_more_than_a_number_ranks_above_it_and_nearly_it_below() -> None:
    statuses = {"甲": Status.AT_MOST, "乙": Status.AT_LEAST, "丙": Status.EXACT}
    figures = [(unit, Figure("接待", Decimal(300), "人", of)) for unit, of in statuses.items()]
    assert [name for name, _ in foremost(figures, 1)] == ["乙"]
    assert [name for name, _ in foremost(figures, 3)] == ["乙", "丙", "甲"]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("人人讲安全", "“人人讲安全”"),
        ("“人人讲安全”", "“人人讲安全”"),
        ('"人人讲安全"', "“人人讲安全”"),
        ("讲“安全”", "“讲‘安全’”"),
        ("“安全”与“发展”", "“‘安全’与‘发展’”"),
    ],
)
def test_a_quotation_has_its_marks_once(typed: str, printed: str) -> None:
    assert phrase.quoted(typed) == printed
