"""What is wrong in a text is found where it stands, and told with what should stand there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_docx.linter.usage import (
    addressee,
    approximation,
    citation,
    dates,
    digits,
    genre,
    numerals,
    ranges,
    rates,
    request,
)
from make_docx.linter.usage.fault import Fault

Rule = Callable[[str], Iterator[Fault]]

WRONG: Final[tuple[tuple[Rule, str, str, str], ...]] = (
    # J1
    (numerals.spelt_measurement, "管线全长二十五公里。", "二十五", "25"),
    (numerals.spelt_measurement, "每人补助三百一十二元。", "三百一十二", "312"),
    (numerals.spelt_measurement, "共收储一千二百零五吨。", "一千二百零五", "1205"),
    # J3
    (numerals.wrong_approximate, "共有20几个部门参加。", "20几", "二十几"),
    (numerals.wrong_approximate, "共有10几家参加。", "10几", "十几"),
    (numerals.wrong_approximate, "发放几10份。", "几10", "几十"),
    (numerals.wrong_approximate, "发放几100份。", "几100", "几百"),
    (numerals.wrong_approximate, "工期为3、4个月。", "3、4", "三四"),
    (numerals.wrong_approximate, "约有15、16人参加。", "15、16", "十五六"),
    (numerals.wrong_approximate, "约有50、60人参加。", "50、60", "五六十"),
    (numerals.wrong_approximate, "工期为三、四个月。", "三、四", "三四"),
    # J6
    (digits.wrong_groups, "发放资料1,2345份。", "1,2345", "12,345"),
    (digits.wrong_groups, "发放资料12,34份。", "12,34", "1,234"),
    (digits.wrong_groups, "支出624，000元。", "624，000", "624,000"),
    # J7
    (digits.bare_point, "上升.5个百分点。", ".5", "0.5"),
    (digits.bare_point, "占.75%。", ".75", "0.75"),
    (digits.bare_point, ".5", ".5", "0.5"),
    (digits.bare_point, "-.5", ".5", "0.5"),
    # J8
    (ranges.shortened_range, "投资9～16亿元。", "9～16亿", "9亿～16亿"),
    (ranges.shortened_range, "增长15～30%。", "15～30%", "15%～30%"),
    (ranges.shortened_range, "发放10至20万份。", "10至20万", "10万至20万"),
    (ranges.shortened_range, "增长5.5—8％。", "5.5—8％", "5.5％—8％"),
    (ranges.shortened_range, "补贴3-5万元。", "3-5万", "3万-5万"),
    # J9
    (dates.wrong_date, "21年5月启动。", "21年", "2021年"),
    (dates.wrong_date, "完成26年上半年任务。", "26年", "2026年"),
    (dates.wrong_date, "2021.5.3召开会议。", "2021.5.3", "2021年5月3日"),
    (dates.wrong_date, "2021/05/03召开会议。", "2021/05/03", "2021年5月3日"),
    # J11
    (digits.wide_digits, "发放２０份。", "２０", "20"),
    (digits.wide_digits, "增长３．５%。", "３．５", "3.5"),
    # J12
    (digits.small_sizes, "发放3千份。", "3千", "3000"),
    (digits.small_sizes, "接待5百多人次。", "5百", "500"),
    (digits.small_sizes, "投入1.5千元。", "1.5千", "1500"),
    (digits.small_sizes, "投入3千万元。", "3千万", "3000万"),
    (digits.small_sizes, "组织2十人。", "2十", "20"),
    # J13
    (digits.two_sizes, "投入3亿4500万元。", "3亿4500万", "3.45亿"),
    (digits.two_sizes, "投入12亿50万元。", "12亿50万", "12.005亿"),
    # J14
    (numerals.wrong_zero, "二0二一年启动。", "二0二一", "二〇二一"),
    (numerals.wrong_zero, "二O二一年启动。", "二O二一", "二〇二一"),
    (numerals.wrong_zero, "二零二一年启动。", "二零二一", "二〇二一"),
    (numerals.wrong_zero, "共一百〇五人。", "〇", "零"),
    # K3
    (approximation.misplaced_remainder, "到会200人余。", "200人余", "200余人"),
    (approximation.misplaced_remainder, "到会3万人多。", "3万人多", "3万多人"),
    (approximation.misplaced_remainder, "播出4.2余万条次。", "4.2余万", "4.2万余"),
    (approximation.misplaced_remainder, "惠及3多万人。", "3多万", "3万多"),
    # K6
    (rates.percent_for_points, "满意率由80%提高到85%，提高5%。", "5%", "5个百分点"),
    # K9
    (dates.up_to_or_closed, "截止2021年5月31日，完成12项。", "截止", "截至"),
    (dates.up_to_or_closed, "据统计，截止到5月底，完成12项。", "截止到", "截至"),
    (dates.up_to_or_closed, "截至日期为5月31日。", "截至", "截止"),
)


@pytest.mark.parametrize(("rule", "text", "found", "better"), WRONG)
def test_a_fault_names_the_words_and_what_they_should_be(
    rule: Rule, text: str, found: str, better: str
) -> None:
    (fault,) = rule(text)

    assert (fault.found, fault.expected) == (found, better)
    assert text[fault.start : fault.end] == found


TOLD: Final[tuple[tuple[Rule, str, str, str], ...]] = (
    # J5
    (numerals.mixed_numerals, "二〇二一年5月启动。", "二〇二一年5月", "阿拉伯数字"),
    (numerals.mixed_numerals, "2021年五月启动。", "2021年五月", "阿拉伯数字"),
    (numerals.mixed_numerals, "5月三日召开。", "5月三日", "阿拉伯数字"),
    (numerals.mixed_numerals, "五月3日召开。", "五月3日", "阿拉伯数字"),
    (numerals.mixed_numerals, "占百分之30。", "百分之30", "阿拉伯数字"),
    (numerals.mixed_numerals, "每组3至五个。", "3至五个", "阿拉伯数字"),
    (numerals.mixed_numerals, "每组三至5个。", "三至5个", "阿拉伯数字"),
    (numerals.mixed_numerals, "到会二百30人。", "二百30人", "阿拉伯数字"),
    (numerals.mixed_numerals, "党员3名、群众五名参加。", "五名", "阿拉伯数字"),
    # J9
    (dates.wrong_date, "始建于90年代。", "90年代", "世纪"),
    # K1
    (approximation.stacked, "约300人左右。", "约300人左右", "“约”或者“左右”"),
    (approximation.stacked, "大约200份上下。", "大约200份上下", "“大约”或者“上下”"),
    (approximation.stacked, "近200余人。", "近200余人", "“近”或者“余”"),
    (approximation.stacked, "近百余人。", "近百余人", "“近”或者“余”"),
    (approximation.stacked, "近万余人。", "近万余人", "“近”或者“余”"),
    (approximation.stacked, "将近300多人。", "将近300多人", "“将近”或者“多”"),
    (approximation.stacked, "超过100人以上。", "超过100人以上", "“超过”或者“以上”"),
    (approximation.stacked, "至少3名以上。", "至少3名以上", "“至少”或者“以上”"),
    (approximation.stacked, "最多5人以下。", "最多5人以下", "“最多”或者“以下”"),
    (approximation.stacked, "不到100人左右。", "不到100人左右", "“不到”或者“左右”"),
    (approximation.stacked, "达300人之多。", "达300人之多", "“达”或者“之多”"),
    (approximation.stacked, "300余人左右。", "300余人左右", "“余”或者“左右”"),
    (approximation.stacked, "200余多人。", "200余多人", "“余”或者“多”"),
    # K2
    (approximation.vague_exact, "约1237人参加。", "约1237人", "不加“约”"),
    (approximation.vague_exact, "近125户受益。", "近125户", "不加“近”"),
    (approximation.vague_exact, "解答23余件。", "23余", "不加“余”"),
    (approximation.vague_exact, "投入约1234.56万元。", "约1234.56万元", "不加“约”"),
    # K4
    (rates.wrong_change, "由100件增加到300件，增长3倍。", "3倍", "2倍"),
    (rates.wrong_change, "由80件增加到100件，增长20%。", "20%", "25%"),
    (rates.wrong_change, "由上年的80件下降到60件，同比下降20%。", "20%", "25%"),
    # K5
    (rates.times_fewer, "信访量减少2倍。", "减少2倍", "百分数"),
    (rates.times_fewer, "事故下降了一倍。", "下降了一倍", "百分数"),
    (rates.times_fewer, "用时缩短近3倍。", "缩短近3倍", "百分数"),
    # K7
    (
        rates.wrong_shares,
        "资料分为三类，分别占50.3%、30.4%和18.3%。",
        "50.3%、30.4%和18.3%",
        "99.0%",
    ),
    # K8
    (dates.vague_time, "去年建成3所学校。", "去年", "年份"),
    (dates.vague_time, "上月完成3项。", "上月", "月份"),
    (dates.vague_time, "近日召开会议。", "近日", "日期"),
    (dates.vague_time, "目前已建成3所学校。", "目前", "截至"),
    # C19
    (citation.abolished_rules, "按照国发〔2000〕23号的规定。", "国发〔2000〕23号", "废止"),
    (
        citation.abolished_rules,
        "按照《国家行政机关公文处理办法》（国发〔2000〕23号）办理。",
        "《国家行政机关公文处理办法》（国发〔2000〕23号）",
        "废止",
    ),
    (
        citation.abolished_rules,
        "按照《中国共产党机关公文处理条例》办理。",
        "《中国共产党机关公文处理条例》",
        "废止",
    ),
    # C1
    (genre.no_genre, "XX局关于宣传月活动的总结", "总结", "“报告”"),
    (genre.no_genre, "XX局宣传月活动实施方案（试行）", "方案", "“通知”"),
    (genre.no_genre, "XX局关于经费的申请", "申请", "“请示”"),
    (genre.no_genre, "XX局关于开展宣传月活动", "展宣传月活动", "文种"),
    # T4
    (genre.no_matter, "紧急通知", "紧急通知", "关于……的通知"),
    # C2
    (request.second_request, "另请示增加编制。", "另请示", "一文一事"),
    (request.second_request, "此外，申请经费3万元。", "此外，申请", "一文一事"),
    (request.second_request, "现就以下两个事项请示。", "就以下两个事项请示", "一文一事"),
    # C3
    (request.request_in_report, "妥否，请批示。", "妥否，请批示", "请示"),
    (request.request_in_report, "以上报告当否，请批复。", "当否，请批复", "请示"),
    (request.request_in_report, "以上事项，请予批准。", "请予批准", "请示"),
    (request.request_in_report, "以上方案，请审批。", "请审批", "请示"),
    (request.request_in_report, "恳请县政府给予支持。", "恳请县政府给予", "请示"),
    (request.request_in_report, "为此，申请县财政拨付3万元。", "为此，申请县财政拨付", "请示"),
    # C4, C7
    (addressee.second_addressee, "市人民政府，市财政局：", "市财政局", "抄送"),
    (
        addressee.copy_downwards,
        "抄送：市财政局，各县（市、区）人民政府。",
        "各县（市、区）人民政府",
        "下级",
    ),
    (addressee.copy_downwards, "抄送：局属各单位。", "局属各单位", "下级"),
    (addressee.leader_addressed, "张×县长：", "张×县长", "机关"),
    (addressee.leader_addressed, "×××书记、县人民政府：", "×××书记", "机关"),
)


@pytest.mark.parametrize(("rule", "text", "found", "said"), TOLD)
def test_a_fault_that_only_the_office_can_mend_says_how(
    rule: Rule, text: str, found: str, said: str
) -> None:
    (fault,) = rule(text)

    assert fault.found == found
    assert said in fault.expected
    assert text[fault.start : fault.end] == found


@pytest.mark.parametrize(
    "text",
    [
        "XX局关于宣传月活动情况的报告",
        "XX局关于印发《宣传月活动实施方案》的通知",
        "XX县人民政府令",
        "XX县人民政府办公室关于印发工作要点的通知（试行）",
        "XX县政务公开领导小组会议纪要",
        "XX局关于第12号建议的复函",
        "XX县人民政府公告",
        "嘉奖令",
        "XX县人民政府工作报告",
        "XX局关于宣传月活动情况的报告。",
        "",
    ],
)
def test_a_title_with_one_of_the_fifteen_kinds_is_right(text: str) -> None:
    assert list(genre.no_genre(text)) == list(genre.no_matter(text, ("XX县人民政府",))) == []


def test_the_organ_alone_is_no_matter() -> None:
    (fault,) = genre.no_matter("XX局通知", ("XX局",))

    assert fault.expected == "有事由，如“关于……的通知”"


def test_two_headings_that_each_ask_for_something_are_two_matters() -> None:
    headings = ["一、关于增加编制的事项", "二、关于拨付经费的事项", "三、其他"]

    (fault,) = request.several_matters("", headings)

    assert fault.found == "二、关于拨付经费的事项"


def test_several_matters_in_the_title_are_told() -> None:
    (fault,) = request.several_matters("XX局关于两个问题的请示", [])

    assert fault.found == "两个问题的请示"


@pytest.mark.parametrize(
    "names",
    [
        "XX市人民政府：",
        "市政务公开领导小组（办公室）：",
        "抄送：县委宣传部，县政务公开领导小组办公室。",
        "县人大常委会办公室，县政协办公室，县纪委监委。",
    ],
)
def test_organs_above_and_beside_are_no_persons_and_not_below(names: str) -> None:
    assert list(addressee.leader_addressed(names)) == list(addressee.copy_downwards(names)) == []


RULES: Final = tuple(dict.fromkeys(rule for rule, *_ in (*WRONG, *TOLD)))
_SIGNS: Final = st.sampled_from(
    "0123456789０９.,，、。；：～—-%％年月日万亿千百十几余多约近超至到由从增加减少左右以上一二三零〇个名人公里元"
    "《》“”（）〔〕请批准妥否另此外各县市截止目前去占分别为AO \n"
)


@pytest.mark.parametrize("rule", RULES)
@given(text=st.text(_SIGNS, max_size=80) | st.text(max_size=80))
def test_no_text_breaks_a_rule_and_every_fault_lies_in_it(rule: Rule, text: str) -> None:
    for fault in rule(text):
        assert text[fault.start : fault.end] == fault.found
        assert fault.expected


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "一",
        "1,",
        "1、",
        "约1",
        "《",
        "“",
        "（",
        "由1件",
        "百",
        "A1.",
        " ",
        "各县（",
        "关于",
        "请",
        "1%、",
        "分别占1%",
    ],
)
def test_a_long_text_takes_no_longer_than_it_should(rule: Rule, piece: str) -> None:
    text = piece * (50_000 // len(piece))
    started = perf_counter()

    count = sum(1 for _ in rule(text))

    assert count <= len(text)
    assert perf_counter() - started < 2
