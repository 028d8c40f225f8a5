"""Turns what an author calls a key or a choice of a ``kind.toml`` into the name that it has."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from typing import Final

TRUE_WORDS: Final = ("是", "真", "对", "yes", "Yes", "YES", "True", "TRUE")
FALSE_WORDS: Final = ("否", "假", "不", "no", "No", "NO", "False", "FALSE")

# What the guide and the sheets call a key in Chinese, or another table calls its like.
SYNONYMS: Final = {
    "编号": ("id",),
    "名称": ("name", "label"),
    "指标名称": ("label",),
    "栏目名称": ("label",),
    "附件名称": ("name",),
    "name": ("label",),
    "label": ("name",),
    "版本": ("version",),
    "版本号": ("version",),
    "行文方向": ("directions",),
    "版式": ("layout",),
    "标题": ("title",),
    "填报说明": ("instructions",),
    "计量单位": ("unit",),
    "单位": ("unit",),
    "类型": ("type",),
    "汇总方式": ("aggregation",),
    "必填": ("required",),
    "最小值": ("minimum",),
    "最大值": ("maximum",),
    "min": ("minimum",),
    "max": ("maximum",),
    "分子": ("numerator",),
    "分母": ("denominator",),
    "列入统计表": ("in_table",),
    "勾稽关系": ("relation",),
    "关系": ("relation",),
    "填写说明": ("note",),
    "说明": ("note",),
    "层次": ("level",),
    "内容": ("text",),
    "content": ("text",),
    "形式": ("form",),
    "填写人": ("filled_by",),
    "选项": ("choices",),
}
# Words for a choice that look unlike it.
_CHOICES: Final = {
    "红头": "文件",
    "红头文件": "文件",
    "通用": "文件",
    "公函": "信函",
    "便函": "信函",
    "函": "信函",
    "令": "命令",
    "会议纪要": "纪要",
    "无红头": "白头",
    "数字": "整数",
    "数值": "整数",
    "数": "整数",
    "文本": "文字",
    "字符": "文字",
    "百分数": "百分比",
    "百分率": "百分比",
    "%": "百分比",
    "时间": "日期",
    "时间段": "起止日期",
    "图片": "照片",
    "求和": "合计",
    "总和": "合计",
    "总计": "合计",
    "累计": "合计",
    "相加": "合计",
    "不合计": "不汇总",
    "标题": "一级标题",
    "大标题": "一级标题",
    "小标题": "二级标题",
    **{f"标题{sign}": f"{level}级标题" for sign, level in zip("1234", "一二三四", strict=True)},
    **{f"Heading{sign}": f"{level}级标题" for sign, level in zip("1234", "一二三四", strict=True)},
    **{f"标题{level}": f"{level}级标题" for level in "一二三四"},
    **{f"{level}级": f"{level}级标题" for level in "一二三四"},
    "段落": "正文",
    "内容": "正文",
    "各单位": "填报单位",
    "本单位": "主办机关",
    "主办单位": "主办机关",
    "排名": "排名表",
    "汇总表": "统计表",
    "文本附件": "文字",
}
_NO_CHOICE: Final = ("平行文", "平均", "平均值", "平均数")  # though it looks like one
_LIKE_A_CHOICE: Final = 0.4


def key_meant(key: str, known: Collection[str]) -> str:
    """The key of a table that `key` stands for; empty where none is near."""
    words = [word for word in SYNONYMS.get(key, ()) if word in known]
    near = words or difflib.get_close_matches(key.strip().lower(), known, n=1)
    return near[0] if near else ""


def choice_meant(value: object, choices: Iterable[str]) -> str:
    """The choice that `value` stands for; empty where none is near."""
    typed = "".join(str(value).split())
    known = tuple(choices)
    if typed in _NO_CHOICE:
        return ""
    if (word := _CHOICES.get(typed)) and word in known:
        return word
    near = difflib.get_close_matches(typed, known, n=1, cutoff=_LIKE_A_CHOICE)
    return near[0] if near else ""


def truth_meant(value: object) -> bool | None:
    """The truth that `value` stands for; None where it says neither."""
    typed = str(value).strip()
    if typed in (*TRUE_WORDS, "true", "1"):
        return True
    return False if typed in (*FALSE_WORDS, "false", "0") else None
