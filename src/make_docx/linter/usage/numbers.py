"""Turns the rules for numbers and times in a text into clauses (GB/T 15835-2011, and practice)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from make_docx.linter.clause import Clause, Remark, Strength, Subject, clause, judged
from make_docx.linter.usage import approximation, dates, digits, numerals, ranges, rates
from make_docx.linter.usage.passage import grid, tables
from make_docx.linter.usage.text_clause import text_clause
from make_docx.linter.usage.totals import totals

_NUMBERS: Final = "数字"
_TIMES: Final = "时间"
_PRACTICE: Final = "数字用法"


@clause("K10", _PRACTICE, _NUMBERS, "合计、小计等于各行相加", Strength.PRACTICE)
def _sums(subject: Subject) -> Iterator[Remark]:
    right = 0
    for place, table in tables(subject):
        for total in totals(grid(table)):
            right += total.is_right
            if not total.is_right:
                where = f"{place}第{total.row + 1}行“{total.label}”，“{total.head}”一列"
                yield judged(False, f"{total.added}（各行相加）", str(total.shown), where)
    if right:
        yield judged(True, "等于各行相加", f"相符{right}处")


NUMBER_CLAUSES: Final[tuple[Clause, ...]] = (
    text_clause(
        *("J1", "GB/T 15835 4.1.1", _NUMBERS, "计量用阿拉伯数字", Strength.MUST),
        numerals.spelt_measurement,
        "[0-9](?:公里|千米|公斤|千克|公顷|亩|吨|元|平方|立方|千瓦)",
    ),
    text_clause(
        *("J3", "GB/T 15835 4.2", _NUMBERS, "概数用汉字，相邻两数之间不加顿号", Strength.MUST),
        numerals.wrong_approximate,
        "几[十百千万个人名次天件年家户项条]|十几"
        "|[一二三四五六七八九]{2}(?:[十百千万亿]|[个名人户家件次天年岁元])",
    ),
    text_clause(
        *("J5", "GB/T 15835 4.3", _NUMBERS, "同一处的数字写法一致", Strength.MUST),
        numerals.mixed_numerals,
        "[0-9]+",
    ),
    text_clause(
        *("J6", "GB/T 15835 5", _NUMBERS, "分节的数每三位一节", Strength.PRACTICE),
        digits.wrong_groups,
        "[0-9]{5,}|[0-9],[0-9]{3}",
    ),
    text_clause(
        *("J7", "GB/T 15835 5", _NUMBERS, "小数点前的0不省略", Strength.MUST),
        digits.bare_point,
        r"\.[0-9]+",
    ),
    text_clause(
        *("J8", "GB/T 15835 5", _NUMBERS, "数值范围的万、亿、%前后都写", Strength.MUST),
        ranges.shortened_range,
        "[0-9万亿%％](?:～|~|—{1,2}|-|至|到)[0-9]+(?:[.][0-9]+)?[万亿%％‰]",
    ),
    text_clause(
        *("J11", "GB/T 15835 5", _NUMBERS, "阿拉伯数字用半角", Strength.MUST),
        digits.wide_digits,
        "[0-9０-９]+",
    ),
    text_clause(
        *("J12", "GB/T 15835 5", _NUMBERS, "阿拉伯数字后只加万、亿", Strength.MUST),
        digits.small_sizes,
        "[0-9][千百十万亿]",
    ),
    text_clause(
        *("J13", "GB/T 15835 5", _NUMBERS, "一个数只用一个万或者亿", Strength.PRACTICE),
        digits.two_sizes,
        "[0-9]亿",
    ),
    text_clause(
        *("J14", "GB/T 15835 5", _NUMBERS, "编号、年份用〇，计量用零", Strength.MUST),
        numerals.wrong_zero,
        "[一二三四五六七八九十百千万亿][〇零0OoＯ０][一二三四五六七八九年]",
    ),
    text_clause(
        *("K1", _PRACTICE, _NUMBERS, "一个数只用一个概数词", Strength.PRACTICE),
        approximation.stacked,
        "[约近逾超][0-9一二三四五六七八九十百千万]|[0-9十百千万亿][余多]|左右|以上",
    ),
    text_clause(
        *("K2", _PRACTICE, _NUMBERS, "概数词只修饰整数", Strength.PRACTICE),
        approximation.vague_exact,
        "[约近逾][0-9]|[0-9][余多]",
    ),
    text_clause(
        *("K3", _PRACTICE, _NUMBERS, "余、多在量词之前，万、亿之后", Strength.PRACTICE),
        approximation.misplaced_remainder,
        "[0-9万亿][余多]",
    ),
    text_clause(
        *("K4", _PRACTICE, _NUMBERS, "增减的幅度与前后两数相符", Strength.PRACTICE),
        rates.wrong_change,
        rates.MOVED.pattern,
    ),
    text_clause(
        *("K5", _PRACTICE, _NUMBERS, "减少不用倍数", Strength.PRACTICE),
        rates.times_fewer,
        "(?:减少|下降|降低|缩小|缩短|压减)[了到至约近]{0,2}[0-9一二三四五六七八九十]",
    ),
    text_clause(
        *("K6", _PRACTICE, _NUMBERS, "两个百分数之差用百分点", Strength.PRACTICE),
        rates.percent_for_points,
        "个百分点",
    ),
    text_clause(
        *("K7", _PRACTICE, _NUMBERS, "各部分占比合计100%", Strength.PRACTICE),
        rates.wrong_shares,
        rates.SHARES.pattern,
    ),
    _sums,
    text_clause(
        *("J9", "GB/T 15835 5", _TIMES, "日期写全年月日，年份写四位", Strength.PRACTICE),
        dates.wrong_date,
        "[0-9]{4}年|[0-9]{4}[./][0-9]",
    ),
    text_clause(
        *("K8", _PRACTICE, _TIMES, "时间写具体", Strength.PRACTICE),
        dates.vague_time,
        "去年|上个?月|近日|日前|截至目前|目前",
    ),
    text_clause(
        *("K9", _PRACTICE, _TIMES, "截至、截止不混用", Strength.PRACTICE),
        dates.up_to_or_closed,
        "截[止至]",
    ),
)
