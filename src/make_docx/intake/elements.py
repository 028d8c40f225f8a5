"""Lists the 公文要素: which element stands in which row of the brief, and what belongs there.

One list serves the writer (label, drop-down, hint, order) and the reader (type, field), so
the sheet and its reader cannot drift apart.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from msgspec import Struct

from make_docx.model import Direction, Layout, Sealing


class ElementType(StrEnum):
    """How the text of an element's cell becomes the field of `model.Elements`."""

    TEXT = "text"
    DATE = "date"
    LIST = "list"  # names, one a line or separated by 、
    SEALING = "sealing"
    DIRECTION = "direction"
    LAYOUT = "layout"


class ElementSpec(Struct, frozen=True):
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
    hint_alone: str = ""  # instead of both where no unit is asked for anything
    of_reports: bool = False  # required only where units report
    is_late: bool = False  # briefs made before it was added have no such row, and need none


ELEMENTS: Final[tuple[ElementSpec, ...]] = (
    ElementSpec(
        "activity",
        "活动名称",
        "活动",
        "例如：政务公开宣传月活动。",
        required=True,
        of_reports=True,
    ),
    ElementSpec(
        "period",
        "报送期次",
        "活动",
        "区分每一次报送，例如：2021年5月。填报表上也会印出。",
        required=True,
        hint_in_workbook="区分每一次报送，例如：2021年5月。",
        of_reports=True,
    ),
    ElementSpec("held_on", "活动时间", "活动", "例如：5月1日至5月31日。"),
    ElementSpec(
        "deadline",
        "截止日期",
        "活动",
        "各单位交表的最后一天，印在填报表上。",
        ElementType.DATE,
        hint_in_workbook="各单位报数的最后一天。填报日期晚于这一天的，校核时会注明。",
        hint_alone="办理、答复的最后一天，正文里用【截止日期】引用。没有就不填。",
    ),
    ElementSpec(
        "contact",
        "联系方式",
        "活动",
        "交表时找谁，印在填报表上。例如：办公室 0000-0000000。",
        hint_in_workbook="核对数据时找谁，可以不填。例如：办公室 0000-0000000。",
        hint_alone="有事找谁，正文里用【联系方式】引用。例如：办公室 0000-0000000。",
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
        "文件：带红头的正式公文。信函、命令、纪要、简报：各有自己的红头。白头：没有红头，内部用。",
        ElementType.LAYOUT,
        required=True,
        choices=tuple(Layout),
        default=Layout.DOCUMENT,
    ),
    ElementSpec("copy_number", "份号", "版头", "涉密公文才填，6 位数字，例如：000001。"),
    ElementSpec("secrecy", "密级和保密期限", "版头", "不涉密不填。例如：秘密★1年。"),
    ElementSpec("urgency", "紧急程度", "版头", "不急不填。", choices=("特急", "加急")),
    ElementSpec(
        "mark",
        "发文机关标志",
        "版头",
        "红色大字。不填时用发文机关名称，后面加“文件”；信函不加，命令加“令”，"
        "纪要加“会议纪要”，简报加“简报”。",
    ),
    ElementSpec(
        "document_number",
        "发文字号",
        "版头",
        "例如：X卫计字〔2021〕15号。命令写第5号，纪要、简报写第3期。没有编号前可以不填。",
    ),
    ElementSpec("signers", "签发人", "版头", "上行文必填，多人用顿号分开。", ElementType.LIST),
    ElementSpec(
        "title", "标题", "主体", "可以用【活动名称】【发文机关】。不用自己分行。", required=True
    ),
    ElementSpec(
        "addressee",
        "主送机关",
        "主体",
        "不用写冒号。例如：XX县人民政府办公室。公告、通告、纪要等没有主送机关的才空着；"
        "简报的印在末页“报”后面。",
    ),
    ElementSpec("issuer", "发文机关", "主体", "全称或规范化简称。", required=True),
    ElementSpec(
        "joint_issuers",
        "联合发文机关",
        "主体",
        "几个机关联合发文时填：除上面的主办机关以外的机关，按次序，用顿号分开。",
        ElementType.LIST,
        is_late=True,
    ),
    ElementSpec(
        "signatures", "署名", "主体", "不填时用发文机关，联合发文时逐个署名。", ElementType.LIST
    ),
    ElementSpec(
        "issued_on",
        "成文日期",
        "主体",
        "领导签发的日期，例如：2021-6-3。",
        ElementType.DATE,
        required=True,
    ),
    ElementSpec(
        "sealing",
        "加盖印章",
        "主体",
        "署名的位置随它不同。加盖领导人签名章的选“签名章”。",
        ElementType.SEALING,
        choices=tuple(Sealing),
        default=Sealing.SEAL,
    ),
    ElementSpec(
        "posts",
        "签名人职务",
        "主体",
        "加盖签名章时填，写全称，例如：XX县人民政府县长。联合发文时按机关次序用顿号分开。",
        ElementType.LIST,
        is_late=True,
    ),
    ElementSpec("present", "出席", "主体", "纪要才填，出席人用顿号分开。", is_late=True),
    ElementSpec("absent", "请假", "主体", "纪要才填，请假人用顿号分开。", is_late=True),
    ElementSpec("in_attendance", "列席", "主体", "纪要才填，列席人用顿号分开。", is_late=True),
    ElementSpec("note", "附注", "主体", "印在成文日期下一行的括号里，例如：此件公开发布。"),
    ElementSpec("copies_to", "抄送机关", "版记", "例如：县政府办公室，县信息中心。不用写句号。"),
    ElementSpec("printed_by", "印发机关", "版记", "例如：XX县卫生和计划生育委员会办公室。"),
    ElementSpec("printed_on", "印发日期", "版记", "送印的日期，不早于成文日期。", ElementType.DATE),
)
