"""Describes the lists of the brief: heads, widths, drop-downs and what their prompts say."""

from __future__ import annotations

from make_docx.intake import names, validation
from make_docx.intake.looks import TEXT_FORMAT, Look, Value
from make_docx.intake.table_writer import Column, Table
from make_docx.intake.validation import Rule
from make_docx.model import Aggregation, AnnexForm, Indicator, Level, ValueType

_YES_NO = ("是", "否")
_CENTRED = Look.INPUT_CENTRED
_NOT_LISTED = "“指标”表里没有这个名称。请从下拉列表里选，或先在“指标”表里加上。"
_LABELS = validation.filled(names.table_name(names.INDICATORS_SHEET), 1)


def indicators(*, in_workbook: bool) -> Table:
    """要各单位报什么; in a one-workbook job there is 数据 and no form."""
    shown = "在“数据”表里选中这一列时显示" if in_workbook else "印在填报表上"
    renewed = (
        "“数据”表的列、校核、合计、统计表都按这张表来；"
        "改动以后请运行 make-docx form 某局.xlsx，更新“数据”表。"
        if in_workbook
        else "填报表、校核、合计、统计表都按这张表来；"
        "改动以后请运行 make-docx form，重新生成填报表。"
    )
    rules = (
        validation.text("指标", "要各单位报的一个数，例如：悬挂横幅。正文里写成【悬挂横幅】。"),
        validation.text("计量单位", "例如：条、份、人次。百分比写 %。类型是文字的不填。"),
        validation.choice("类型", "整数、小数、百分比，或者一段文字。", ValueType),
        validation.choice(
            "汇总方式",
            "合计：各单位相加。最大、最小：取其中一个。最新：取填报日期最晚的。\n"
            "各单位相同：不一样时不能通过校核。比率：分子合计除以分母合计，单位不用填。",
            Aggregation,
        ),
        validation.choice("必填", "选“是”时，单位不填就不能通过校核。", _YES_NO),
        validation.number("最小值", "小于这个数时不能通过校核。可以不填。"),
        validation.number("最大值", "大于这个数时不能通过校核。可以不填。"),
        validation.pick("分子", "汇总方式是比率时选，其他不填。", _LABELS, _NOT_LISTED),
        validation.pick("分母", "汇总方式是比率时选，其他不填。", _LABELS, _NOT_LISTED),
        validation.choice("列入统计表", "选“否”时，附件的统计表里没有这一列。", _YES_NO),
        validation.text(
            "勾稽关系",
            "和别的指标的关系，可以不填。例如：≤ 接待群众咨询，或者：= 上午场次 + 下午场次。"
            "几条用；分开。单位的数不符时不能通过校核；前面写“核实：”的，只要求核实。",
        ),
        validation.text("填写说明", f"{shown}，写清楚哪些算、哪些不算。可以不填。"),
    )
    widths = (26, 11, 10, 14, 8, 10, 10, 22, 22, 12, 34, 40)
    looks = (
        Look.INPUT,
        *(_CENTRED,) * 4,
        *(Look.INPUT_NUMBER,) * 2,
        Look.INPUT,
        Look.INPUT,
        _CENTRED,
        Look.INPUT,
        Look.INPUT,
    )
    return Table(
        names.INDICATORS_SHEET,
        "指标",
        f"要各单位报什么，一行一项。{renewed}",
        tuple(
            Column(
                head,
                width,
                rule,
                look,
                TEXT_FORMAT if look is not Look.INPUT_NUMBER else "General",
                required=head in ("指标", "类型", "汇总方式"),
            )
            for head, width, rule, look in zip(
                names.INDICATOR_HEADS, widths, rules, looks, strict=True
            )
        ),
        capacity=60,
        landscape=True,
        fixed_columns=1,
    )


def indicator_row(indicator: Indicator) -> tuple[Value, ...]:
    """An indicator as the cells of its row."""
    return (
        indicator.label,
        indicator.unit,
        indicator.value_type.value,
        indicator.aggregation.value,
        _YES_NO[not indicator.required],
        indicator.minimum,
        indicator.maximum,
        indicator.numerator,
        indicator.denominator,
        _YES_NO[not indicator.in_table],
        indicator.relation,
        indicator.note,
    )


def roster(*, in_workbook: bool) -> Table:
    """应报单位; in a one-workbook job the rows of 数据 can stand in for it."""
    filled_in = "“数据”表" if in_workbook else "填报表"
    hint = "应当报送的单位，一行一个，统计表也按这个次序。没有报送的，校核时会列出来。"
    if in_workbook:
        hint = "可以不填：不填时，“数据”表里有哪些单位就是哪些单位。填了，会核对有没有漏报。"
    return Table(
        names.ROSTER_SHEET,
        "单位名册",
        hint,
        _columns(
            names.ROSTER_HEADS,
            (12, 38, 20, 44),
            (
                validation.text("代码", "本单位自编的代码，可以不填。"),
                validation.text("单位名称", f"全称或规范化简称，{filled_in}里从这里选。不要重名。"),
                validation.text("单位类别", "例如：乡镇卫生院。统计表按类别分组、小计。"),
                validation.text("别名", "单位可能写的其他名称，用顿号分开。可以不填。"),
            ),
            (_CENTRED, Look.INPUT, _CENTRED, Look.INPUT),
            required=() if in_workbook else ("单位名称",),
        ),
        capacity=500,
        filtered=True,
    )


def outline() -> Table:
    """正文."""
    return Table(
        names.OUTLINE_SHEET,
        "正文",
        "一行一段，标题和正文都写在这里。一、（一）1. 这些序号由程序加。"
        "【…】换成数据，写法见“填报说明”。",
        _columns(
            names.OUTLINE_HEADS,
            (14, 96),
            (
                validation.choice(
                    "层次",
                    "这一行是标题还是正文。序号不用写。\n"
                    "印发件标题、附件标题：从这一行起是印发的方案、附件的全文，序号从头编。",
                    Level,
                ),
                validation.text(
                    "内容", "要用数据的地方写【指标名称】；{…} 里的数据为零时，整句省去。"
                ),
            ),
            (_CENTRED, Look.INPUT),
            formats=(TEXT_FORMAT, "General"),
            required=names.OUTLINE_HEADS,
        ),
        capacity=200,
    )


def annexes() -> Table:
    """附件."""
    return Table(
        names.ANNEXES_SHEET,
        "附件",
        "一行一个附件，没有就不填。附件说明和序号由程序排。",
        _columns(
            names.ANNEX_HEADS,
            (44, 12, 70),
            (
                validation.text("附件名称", "不用写序号和书名号，后面不加标点。"),
                validation.choice(
                    "形式",
                    "统计表：程序按各单位数据生成。文字：写在内容一栏。"
                    "表格：印“表格”里的一张。排名表：各单位按一项指标排名。另附：只列名称。",
                    AnnexForm,
                ),
                validation.text(
                    "内容",
                    "文字：一段一行（单元格内换行用 Alt+Enter）；全文写在“正文”表里的，不填。"
                    "表格：填表格的名称，只印几栏的写：任务|任务|完成时限。"
                    "排名表：填指标的名称。统计表、另附：不填。",
                ),
            ),
            (Look.INPUT, _CENTRED, Look.INPUT),
            formats=(TEXT_FORMAT, TEXT_FORMAT, "General"),
            required=names.ANNEX_HEADS[:2],
        ),
        capacity=20,
        landscape=True,
    )


def previous() -> Table:
    """上期数据."""
    return Table(
        names.PREVIOUS_SHEET,
        "上期数据",
        "上一期的合计数：正文里写“同比”、核对增减幅度时用，没有就不填。",
        _columns(
            names.PREVIOUS_HEADS,
            (34, 18, 14, 50),
            (
                validation.pick("指标", "从下拉列表里选。", _LABELS, _NOT_LISTED),
                validation.number("上期数", "上一期的合计，计量单位与“指标”表相同。"),
                validation.number(
                    names.TOLERANCE_HEAD,
                    "比上一期增减超过这个幅度时，提醒核实、说明原因。不填按 30%；"
                    "本来就大起大落的可以放宽，例如 200%。",
                ),
                validation.text("备注", "给自己看的，例如数据出处。不印出来。"),
            ),
            (Look.INPUT, Look.INPUT_NUMBER, Look.INPUT_NUMBER, Look.INPUT),
            formats=(TEXT_FORMAT, "General", "General", TEXT_FORMAT),
            required=names.PREVIOUS_HEADS[:2],
        ),
        capacity=60,
    )


def _columns(
    heads: tuple[str, ...],
    widths: tuple[float, ...],
    rules: tuple[Rule, ...],
    looks: tuple[Look, ...],
    *,
    formats: tuple[str, ...] = (),
    required: tuple[str, ...] = (),
) -> tuple[Column, ...]:
    formats = formats or (TEXT_FORMAT,) * len(heads)
    return tuple(
        Column(head, width, rule, look, number_format, required=head in required)
        for head, width, rule, look, number_format in zip(
            heads, widths, rules, looks, formats, strict=True
        )
    )
