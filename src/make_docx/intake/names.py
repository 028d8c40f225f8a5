"""Turns labels into the defined names by which a workbook's cells are found again.

A defined name moves with its cell when rows and columns are inserted, so it is the first
way to find a value; the label beside the cell is always checked as well.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from make_docx.labels import UNIT_NAME
from make_docx.model import Elements, FilledBy, Indicator, Table

# sheets
GUIDE: Final = "填报说明"
ELEMENTS_SHEET: Final = "公文要素"
INDICATORS_SHEET: Final = "指标"
ROSTER_SHEET: Final = "单位名册"
OUTLINE_SHEET: Final = "正文"
ANNEXES_SHEET: Final = "附件"
PREVIOUS_SHEET: Final = "上期数据"
TABLES_SHEET: Final = "表格"  # only where there are tables
LEDGER_SHEET: Final = "数据"  # one-workbook job only
FORM_SHEET: Final = "填报表"
RETURN_SHEET: Final = "退回说明"  # ours, at the end of a form that was sent back
SHEETS: Final = (  # no table can be called so
    GUIDE,
    ELEMENTS_SHEET,
    INDICATORS_SHEET,
    ROSTER_SHEET,
    OUTLINE_SHEET,
    ANNEXES_SHEET,
    PREVIOUS_SHEET,
    TABLES_SHEET,
    LEDGER_SHEET,
    FORM_SHEET,
    RETURN_SHEET,
)
RETURN_MARK: Final = "【校核】"  # begins our comments in it: programs drop the author
RETURN_BREAK: Final = "\n——\n"  # between ours and what the unit had written there

RELATION_HEAD: Final = "勾稽关系"
TOLERANCE_HEAD: Final = "波动幅度"

# heads of the brief's tables, in the order they are written
INDICATOR_HEADS: Final = (
    "指标",
    "计量单位",
    "类型",
    "汇总方式",
    "必填",
    "最小值",
    "最大值",
    "分子",
    "分母",
    "列入统计表",
    RELATION_HEAD,
    "填写说明",
)
ROSTER_HEADS: Final = ("代码", UNIT_NAME, "单位类别", "别名")
OUTLINE_HEADS: Final = ("层次", "内容")
ANNEX_HEADS: Final = ("附件名称", "形式", "内容")
PREVIOUS_HEADS: Final = ("指标", "上期数", TOLERANCE_HEAD, "备注")
TABLE_HEADS: Final = (
    "表格",
    "栏目",
    "类型",
    "计量单位",
    "必填",
    "选项",
    "填写说明",
    "填写人",
    "按时间先后",
    "时间不重叠",
    "至少几条",
    "表格说明",
)
LATER_HEADS: Final = (RELATION_HEAD, TOLERANCE_HEAD)  # earlier briefs lack them
LEDGER_UNIT_HEAD: Final = UNIT_NAME
LEDGER_DATE_HEAD: Final = "填报日期"
OPTIONAL_MARK: Final = "（选填）"  # behind the 计量单位 above a column of 数据

# head of the form
UNIT_LABEL: Final = UNIT_NAME
CODE_LABEL: Final = "代码"
FILLED_ON_LABEL: Final = "填报日期"
FILLED_BY_LABEL: Final = "填报人"
PHONE_LABEL: Final = "联系电话"
PERIOD_LABEL: Final = "报送期次"
VERSION_LABEL: Final = "表号"

INDICATOR_PREFIX: Final = "指标."  # of the names of the figures' cells

# hidden defined names: constants of the whole workbook
SCHEMA_NAME: Final = "make_docx.schema"
KIND_NAME: Final = "make_docx.kind"
FROM_BRIEF_NAME: Final = "make_docx.from_brief"  # no unit is asked for anything
ATTACHES_NAME: Final = "make_docx.attaches_form"  # the form goes out with the document
VERSION_NAME: Final = "make_docx.form_version"
PERIOD_NAME: Final = "make_docx.period"
ISSUED_TO_NAME: Final = "make_docx.unit"  # of a form made for one unit
SCHEMA: Final = "1"


def own_words(comment: str) -> str:
    """What a unit wrote in a comment, without what we wrote above it in a returned form."""
    return comment.partition(RETURN_BREAK)[2] if comment.startswith(RETURN_MARK) else comment


def element_name(label: str) -> str:
    """Name of an element's input cell, for example ``要素.标题``."""
    return f"要素.{_identifier(label)}"


def table_name(sheet: str) -> str:
    """Name of the input area of one of the brief's tables, for example ``表.指标``."""
    return f"表.{_identifier(sheet)}"


def head_name(label: str) -> str:
    """Name of an input cell in the form's head, for example ``填报.单位名称``."""
    return f"填报.{_identifier(label)}"


def indicator_names(indicators: Sequence[Indicator]) -> Mapping[str, str]:
    """Names of the indicators' input cells in the form, by label.

    Labels that differ only in signs that a defined name cannot hold get ``_2``, ``_3``….
    """
    return _indicator_names(tuple(indicators))


@lru_cache(maxsize=4)
def _indicator_names(indicators: tuple[Indicator, ...]) -> Mapping[str, str]:
    names: dict[str, str] = {}
    taken: set[str] = set()
    for indicator in indicators:
        base = f"{INDICATOR_PREFIX}{_identifier(indicator.label)}"
        name, number = base, 2
        while name.casefold() in taken:
            name, number = f"{base}_{number}", number + 1
        taken.add(name.casefold())
        names[indicator.label] = name
    return MappingProxyType(names)


def form_version(
    kind_id: str,
    elements: Elements,
    indicators: Sequence[Indicator],
    tables: Sequence[Table] = (),
) -> str:
    """Eight hex digits that change when what units are asked for changes, and only then."""
    asked = [[i.label, i.unit, i.value_type, i.required] for i in indicators if i.is_asked]
    listed = [
        [
            table.name,
            [[c.label, c.column_type, c.unit, c.required, c.choices] for c in table.columns],
        ]
        for table in tables
        if table.filled_by is FilledBy.UNITS
    ]
    # without tables as it was before there were any: forms sent out then are still of this version
    parts = [kind_id, elements.period, asked, *([listed] if listed else [])]
    content = json.dumps(parts, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:8]


def _identifier(label: str) -> str:
    # Excel repairs, that is removes, a name with ① or ² in it, which `\w` lets pass.
    plain = "".join(c if c.isalpha() or c in "0123456789" else "_" for c in label)
    return re.sub(r"_+", "_", plain).strip("_") or "_"
