"""Names the words a clerk chooses between, in the sheets and for the page."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """How exact a figure is; the values are what ``--json`` prints."""

    EXACT = "exact"
    ABOUT = "about"  # 约200、200左右
    AT_LEAST = "at_least"  # 200余、超200
    AT_MOST = "at_most"  # 近200、不足200
    NOT_APPLICABLE = "not_applicable"  # /、不适用
    MISSING = "missing"  # 缺报


class ValueType(StrEnum):
    """类型 of an indicator, as written in the 指标 sheet."""

    INTEGER = "整数"
    DECIMAL = "小数"
    PERCENT = "百分比"
    TEXT = "文字"


class Aggregation(StrEnum):
    """汇总方式 of an indicator, as written in the 指标 sheet."""

    SUM = "合计"
    MAXIMUM = "最大"
    MINIMUM = "最小"
    LATEST = "最新"
    SAME = "各单位相同"
    RATE = "比率"
    NONE = "不汇总"


class Direction(StrEnum):
    """行文方向: decides the 版头 and whether a 签发人 is printed (条例 9(六))."""

    UP = "上行文"
    DOWN = "下行文"


class Layout(StrEnum):
    """版式: which page of GB/T 9704 the document is."""

    DOCUMENT = "文件"  # the general format (clause 7)
    LETTER = "信函"  # 10.1
    ORDER = "命令"  # 10.2
    MINUTES = "纪要"  # 10.3
    BULLETIN = "简报"  # practice: a paper with a 报头 that informs, and that nobody signs
    PLAIN = "白头"  # no 版头: papers that stay in the house, and what travels under another one


class Sealing(StrEnum):
    """加盖印章: what the issuer puts under the text (7.3.5)."""

    SEAL = "是"
    NONE = "否"
    STAMP = "签名章"  # of the leader who signs (7.3.5.3)


class Level(StrEnum):
    """层次 of a row of the 正文 sheet (GB/T 9704 7.3.3).

    The last two begin a text of their own, numbered anew: the rows behind them belong to it.
    """

    HEADING_1 = "一级标题"
    HEADING_2 = "二级标题"
    HEADING_3 = "三级标题"
    HEADING_4 = "四级标题"
    BODY = "正文"
    ENCLOSURE = "印发件标题"
    ANNEX = "附件标题"  # of an 附件 of the form 文字


class AnnexForm(StrEnum):
    """形式 of a row of the 附件 sheet."""

    TABLE = "统计表"  # made by the program from the units' figures
    TEXT = "文字"  # the 内容 cell, a paragraph a line
    RECORDS = "表格"  # a table of the job, a row a record: 内容 names it, else 附件名称 does
    RANKING = "排名表"  # units by an indicator, the same 名次 for the same figure: 内容 names it
    SEPARATE = "另附"  # named in the 附件说明, bound separately


class ColumnType(StrEnum):
    """类型 of a column (栏目) of a table, as written in the 表格 sheet."""

    TEXT = "文字"
    INTEGER = "整数"
    DECIMAL = "小数"
    PERCENT = "百分比"
    DATE = "日期"  # 5月15日, 2026年5月15日, 5月
    PERIOD = "起止日期"  # 4月23日至5月3日, 9月至10月, 5月15日
    PHOTO = "照片"  # the picture that stands in the row


class FilledBy(StrEnum):
    """填写人 of a table: whose workbook has the sheet to fill in."""

    OFFICE = "主办机关"  # a sheet of 公文要素.xlsx
    UNITS = "填报单位"  # a sheet of every unit's form
