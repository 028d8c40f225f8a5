"""Turns a kind into the advice of the brief's 填报说明: the steps, the sheets, the 【…】."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from openpyxl.utils import quote_sheetname

from make_docx.figures.value import has_total, is_percent
from make_docx.intake import names
from make_docx.intake.guide_writer import Line, Section
from make_docx.model import Aggregation, ColumnType, Indicator, Kind

_FILL_FIRST: Final = "A5"
_PURPOSES: Final = {
    names.ELEMENTS_SHEET: (
        "活动名称、报送期次、版头、标题、主送机关、署名日期等。带＊的必须填。",
        "C6",
    ),
    names.LEDGER_SHEET: (
        "各单位的数，一行一个单位，一列一个指标；只有本单位时填一行。",
        _FILL_FIRST,
    ),
    names.INDICATORS_SHEET: ("要各单位报哪些数、计量单位是什么、怎样汇总。", _FILL_FIRST),
    names.ROSTER_SHEET: ("应当报送的单位和单位类别；曾用名、简称写在别名栏。", _FILL_FIRST),
    names.OUTLINE_SHEET: ("公文的标题和段落，用【…】引用数据。", _FILL_FIRST),
    names.ANNEXES_SHEET: ("附件的名称；统计表由程序按各单位的数生成。", _FILL_FIRST),
    names.PREVIOUS_SHEET: ("上一期的合计数：写同比、核对增减幅度时用。", _FILL_FIRST),
    names.TABLES_SHEET: ("有哪些表格、各有哪些栏目、谁来填。栏目可以增减、改名。", _FILL_FIRST),
}


def steps(kind: Kind) -> Section:
    """From an empty job folder to the document."""
    if not kind.asks_units:
        return _steps_alone(kind, "任务文件夹", "公文写到“输出”文件夹。")
    if kind.attaches_form:
        return _steps_of_form(kind, "任务文件夹", "公文和填报表写到“输出”文件夹，一起发给各单位。")
    return Section(
        "五步完成",
        (
            Line("1　建任务", f"make-docx new {kind.name} 任务文件夹　　这一步已经做好了。"),
            Line("2　填写", "在本工作簿里填公文要素、指标、单位名册，修改正文，保存。"),
            Line(
                "3　发填报表",
                "make-docx form 任务文件夹　　按改好的指标重新生成“填报表.xlsx”，发给各单位。",
            ),
            Line(
                "4　收表、校核",
                "收回的表放进“收件”文件夹，运行 make-docx check 任务文件夹，"
                "谁没报、哪一格有问题，一次列全。",
            ),
            Line("5　生成公文", "make-docx build 任务文件夹　　公文写到“输出”文件夹。"),
        ),
    )


def single_steps(kind: Kind) -> Section:
    """From an empty workbook to the document."""
    if not kind.asks_units:
        return _steps_alone(kind, "某局.xlsx", "公文写在工作簿旁边。")
    if kind.attaches_form:
        return _steps_of_form(kind, "某局.xlsx", "公文和填报表写在工作簿旁边，一起发给各单位。")
    return Section(
        "五步完成",
        (
            Line("1　建工作簿", f"make-docx new {kind.name} 某局.xlsx　　这一步已经做好了。"),
            Line("2　填公文要素", "填公文要素，修改正文。指标要增减时改“指标”表，保存后关闭。"),
            Line(
                "3　更新数据表头",
                "改过指标的，运行 make-docx form 某局.xlsx，“数据”表的列随之更新，"
                "已填的数按指标名称保留。没有改过指标的，跳过这一步。",
            ),
            Line(
                "4　填数据、校核",
                "在“数据”表里填数，一行一个单位。单位名册可以不填，不填时“数据”表里的"
                "单位就是全部单位。运行 make-docx check 某局.xlsx 校核。",
            ),
            Line("5　生成公文", "make-docx build 某局.xlsx　　公文写在工作簿旁边。"),
        ),
    )


def _steps_alone(kind: Kind, job: str, where: str) -> Section:
    """The same for a document that needs no unit's figures."""
    return Section(
        "四步完成",
        (
            Line("1　建任务", f"make-docx new {kind.name} {job}　　这一步已经做好了。"),
            Line("2　填写", "在本工作簿里填公文要素，修改正文，保存后关闭。"),
            Line("3　校核", f"make-docx check {job}　　哪一格有问题，一次列全。"),
            Line("4　生成公文", f"make-docx build {job}　　{where}"),
        ),
    )


def _steps_of_form(kind: Kind, job: str, where: str) -> Section:
    """The same for a document that the form goes out with."""
    return Section(
        "四步完成",
        (
            Line("1　建任务", f"make-docx new {kind.name} {job}　　这一步已经做好了。"),
            Line(
                "2　填写",
                "在本工作簿里填公文要素，修改正文；在“指标”里写好要各单位报什么，填报表照它生成。"
                "单位名册可以不填。保存后关闭。",
            ),
            Line("3　校核", f"make-docx check {job}　　哪一格有问题，一次列全。"),
            Line("4　生成公文", f"make-docx build {job}　　{where}"),
        ),
    )


def sheets(kind: Kind, order: tuple[str, ...]) -> Section:
    """What each sheet is for, in the order of work, with a link to it."""
    purposes = {
        **{
            table.name: (table.note or "一行一条，行数不限。", _FILL_FIRST) for table in kind.tables
        },
        **_PURPOSES,
    }
    return Section(
        "各张表填什么（点表名可以跳转）",
        tuple(
            Line(sheet, purposes[sheet][0], link=f"{quote_sheetname(sheet)}!{purposes[sheet][1]}")
            for sheet in order
        ),
    )


def habits() -> Section:
    """What holds for every sheet."""
    return Section(
        "填写时",
        (
            Line("填哪里", "米黄色的格子是填写处，其他格子已锁定。选中一格，会提示填什么。"),
            Line(
                "行数不够",
                "填到最后一行，下面会自动露出新的一行。也可以插入、删除整行。",
            ),
            Line(
                "确要改表样",
                "“审阅”里撤销工作表保护即可，没有密码。请不要改表名、表头和项目名称。",
            ),
        ),
    )


def writings(kind: Kind) -> Section:
    """Every 【…】 that the text may hold, with this kind's own indicators as examples.

    What no indicator of the kind can be asked for is not taught.
    """
    of_brief: tuple[Line, ...] = (
        Line("【活动名称】【发文机关】", "“公文要素”里填的内容", "政务公开宣传月活动"),
        Line(
            "{活动时间为【活动时间】。}",
            "大括号里的没有填时，整句省去，标点不乱",
            "活动时间为5月。",
        ),
    )
    heads = ("这样写", "意思", "印出来")
    of_brief += tuple(_of_tables(kind))
    if not kind.asks_units:
        return Section("正文里的【…】", of_brief, heads)
    total = _first(kind, _is_count)
    ranked = total or _first(kind, lambda i: i.is_asked and not i.is_text)
    rate = _first(kind, lambda i: i.aggregation is Aggregation.RATE)
    words = _first(kind, lambda i: i.is_text)
    return Section(
        "正文里的【…】",
        (
            *(_of_total(total) if total else ()),
            *(_of_ranking(ranked) if ranked else ()),
            *((_change(total),) if total else ()),
            *((Line(f"【{rate.label}】", "比率：分子合计除以分母合计", "99.2%"),) if rate else ()),
            Line("【报送单位数】【应报单位数】【未报单位数】", "各有几家", "58、60、2"),
            Line("【未报单位】", "没有报送的单位名称", "东风镇、红旗街道"),
            Line("【单位构成】", "各类单位各有几家", "局机关和5家局属单位"),
            *((_summary(total),) if total else ()),
            *((_texts(words),) if words else ()),
            of_brief[0],
            *of_brief[2:],
            *((_clause(total),) if total else (of_brief[1],)),
        ),
        heads,
    )


def _is_count(indicator: Indicator) -> bool:
    """Whether it can be added up and rounded, as every way of writing a total wants."""
    return indicator.is_asked and has_total(indicator) and not is_percent(indicator)


def _of_total(indicator: Indicator) -> Iterator[Line]:
    label, unit = indicator.label, indicator.unit
    yield Line(f"【{label}】", "合计数和计量单位", f"104{unit}")
    yield Line(
        f"【{label}|约】",
        "概数：近、余。数本身很整或不到 10 的照实写",
        f"198650 写成近20万{unit}，716 写成700余{unit}",
    )
    yield Line(f"【{label}|万】", "以万为单位", f"42300 写成4.23万{unit}")
    yield Line(f"【{label}|分类】", "每一类单位的小计", f"机关科室4{unit}、局属单位30{unit}")


def _of_ranking(indicator: Indicator) -> Iterator[Line]:
    label, unit = indicator.label, indicator.unit
    yield Line(f"【{label}|最多】", "数最大的单位", f"城关镇(9{unit})")
    yield Line(f"【{label}|前三】", "数最大的三个单位", f"城关镇(9{unit})、…")


def _change(indicator: Indicator) -> Line:
    told = "同比增长12.5% / 下降3.1% / 与上年持平"
    return Line(f"【{indicator.label}|同比】", "与“上期数据”比较", told)


def _summary(indicator: Indicator) -> Line:
    told = f"{indicator.label}104{indicator.unit}，……"
    return Line("【数据综述】", "把不为零的指标按次序写成一句", told)


def _texts(indicator: Indicator) -> Line:
    return Line(
        f"【各单位|{indicator.label}】",
        "各单位自己写的文字，连同单位名称。单独占一行，层次选“正文”",
        "一个单位一段",
    )


def _clause(indicator: Indicator) -> Line:
    label = indicator.label
    return Line(
        f"{{，{label}【{label}】}}",
        "大括号里的数为零、不适用或没有要求填时，整句省去，标点不乱",
        f"，{label}104{indicator.unit}",
    )


def _of_tables(kind: Kind) -> Iterator[Line]:
    """What the text may hold of a table, with the kind's own first one as the example."""
    of_words = (
        (table.name, column.label)
        for table in kind.tables
        if len(table.columns) > 1
        for column in table.columns
        if column.column_type is not ColumnType.PHOTO
    )
    name, label = next(of_words, ("", ""))
    if not name:
        return
    yield Line(
        f"【{name}|{label}】",
        f"这一栏的内容。挨在一起、写了“{name}”的几行是一组，表里有几行，这一组就印几遍",
        "一行一段",
    )
    yield Line(f"【{name}|{label}|列出】", "把各行的这一栏连成一串", "甲、乙、丙")
    yield Line(f"【{name}|条数】", "表里有几行，只是数字", "3")


def relations() -> Section:
    """What 勾稽关系 may hold."""
    return Section(
        "“指标”表的勾稽关系",
        (
            Line(
                "≤ 接待群众咨询",
                "本行的数不大于另一项。也可以写：不大于、不超过",
                "解答群众问题 ≤ 接待群众咨询",
            ),
            Line(
                "= 上午场次 + 下午场次",
                "本行等于几项之和。加减乘除、括号都可以用",
                "总场次 = 上午场次 + 下午场次",
            ),
            Line("≤ 50% × 【参加人次】", "名称里有符号的，放在【】里", "青年人次不超过一半"),
            Line(
                "= 【满意件数】 ÷ 【办结件数】",
                "单位自己填的比率，按它填的位数核对",
                "98.5% 与 197 ÷ 200 相符",
            ),
            Line(
                "≥ 1；核实：≤ 500",
                "几条用；分开。前面写“核实：”的，不符时只要求核实",
                "501 要求核实",
            ),
        ),
        heads=("这样写", "意思", "例子"),
    )


def _first(kind: Kind, wanted: Callable[[Indicator], bool]) -> Indicator | None:
    """The first indicator that is `wanted`; a mark of 0 or 1 only where there is no other."""
    found = [indicator for indicator in kind.indicators if wanted(indicator)]
    return next((i for i in found if i.maximum != 1), next(iter(found), None))
