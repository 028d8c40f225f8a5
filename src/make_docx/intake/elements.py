"""Lists the 公文要素: which element stands in which row of the brief, and what belongs there.

One list serves the writer (label, drop-down, hint, order) and the reader (type, field), so
the sheet and its reader cannot drift apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from make_docx.model import Direction, Layout


class ElementType(StrEnum):
    """How the text of an element's cell becomes the field of `model.Elements`."""

    TEXT = "text"
    DATE = "date"
    LIST = "list"  # names, one a line or separated by 、
    YES_NO = "yes_no"
    DIRECTION = "direction"
    LAYOUT = "layout"


@dataclass(frozen=True, slots=True)
class ElementSpec:
    """One row of the 公文要素 sheet."""

    field: str  # of `model.Elements`
    label: str
    group: str
    hint: str
    type: ElementType = ElementType.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    default: str = ""
    hint_in_workbook: str = ""  # instead of `hint` in a one-workbook job, which has no form


_YES_NO = ("是", "否")

ELEMENTS: Final[tuple[ElementSpec, ...]] = (
    ElementSpec("activity", "活动名称", "活动", "例如：政务公开宣传月活动。", required=True),
    ElementSpec(
        "period",
        "报送期次",
        "活动",
        "区分每一次报送，例如：2021年5月。填报表上也会印出。",
        required=True,
        hint_in_workbook="区分每一次报送，例如：2021年5月。",
    ),
    ElementSpec("held_on", "活动时间", "活动", "例如：5月1日至5月31日。"),
    ElementSpec(
        "deadline",
        "截止日期",
        "活动",
        "各单位交表的最后一天，印在填报表上。",
        ElementType.DATE,
        hint_in_workbook="各单位报数的最后一天。填报日期晚于这一天的，校核时会注明。",
    ),
    ElementSpec(
        "contact",
        "联系方式",
        "活动",
        "交表时找谁，印在填报表上。例如：办公室 0000-0000000。",
        hint_in_workbook="核对数据时找谁，可以不填。例如：办公室 0000-0000000。",
    ),
    ElementSpec(
        "direction",
        "行文方向",
        "版头",
        "报上级用上行文（印签发人），发下级用下行文。",
        ElementType.DIRECTION,
        required=True,
        choices=tuple(Direction),
        default=Direction.UP,
    ),
    ElementSpec(
        "layout",
        "版式",
        "版头",
        "公文的格式。",
        ElementType.LAYOUT,
        required=True,
        choices=tuple(Layout),
        default=Layout.DOCUMENT,
    ),
    ElementSpec("copy_number", "份号", "版头", "涉密公文才填，6 位数字，例如：000001。"),
    ElementSpec("secrecy", "密级和保密期限", "版头", "不涉密不填。例如：秘密★1年。"),
    ElementSpec("urgency", "紧急程度", "版头", "不急不填。", choices=("特急", "加急")),
    ElementSpec("mark", "发文机关标志", "版头", "红色大字。不填时用发文机关名称，后面加“文件”。"),
    ElementSpec(
        "document_number", "发文字号", "版头", "例如：X卫计字〔2021〕15号。没有编号前可以不填。"
    ),
    ElementSpec("signers", "签发人", "版头", "上行文必填，多人用顿号分开。", ElementType.LIST),
    ElementSpec(
        "title", "标题", "主体", "可以用【活动名称】【发文机关】。不用自己分行。", required=True
    ),
    ElementSpec(
        "addressee", "主送机关", "主体", "不用写冒号。例如：XX县人民政府办公室。", required=True
    ),
    ElementSpec("issuer", "发文机关", "主体", "全称或规范化简称。", required=True),
    ElementSpec("signature", "署名", "主体", "不填时用发文机关。"),
    ElementSpec(
        "issued_on",
        "成文日期",
        "主体",
        "领导签发的日期，例如：2021-6-3。",
        ElementType.DATE,
        required=True,
    ),
    ElementSpec(
        "sealed",
        "加盖印章",
        "主体",
        "盖章和不盖章，署名的位置不同。",
        ElementType.YES_NO,
        choices=_YES_NO,
        default="是",
    ),
    ElementSpec("note", "附注", "主体", "印在成文日期下一行的括号里，例如：此件公开发布。"),
    ElementSpec("copies_to", "抄送机关", "版记", "例如：县政府办公室，县信息中心。不用写句号。"),
    ElementSpec("printed_by", "印发机关", "版记", "例如：XX县卫生和计划生育委员会办公室。"),
    ElementSpec("printed_on", "印发日期", "版记", "送印的日期，不早于成文日期。", ElementType.DATE),
)
