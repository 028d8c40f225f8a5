"""Names the paragraph styles that layouts use, as a template keeper sees them in Word.

`tools/build_templates.py` writes them into the layouts; `fit` looks for them by name, because
Word may give a style another id when it saves. 标题, 正文 and 页码 are what Chinese Word calls
its own built-in styles, so ours carry 公文 in front.
"""

from __future__ import annotations

from enum import StrEnum


class Style(StrEnum):
    """The name of a paragraph style."""

    BLANK = "空行"
    TAG = "模板标记"
    COPY_NUMBER = "份号"
    SECRECY = "密级和保密期限"
    URGENCY = "紧急程度"
    MARK = "发文机关标志"
    LETTER_HEAD = "信函版头"
    LETTER_RULE = "文武线"
    SIGNERS = "签发人"
    NUMBER = "发文字号"
    MINUTES_ISSUER = "纪要发文机关"
    BULLETIN_ISSUER = "简报编发单位"
    TITLE = "公文标题"
    ADDRESSEE = "主送机关"
    BODY = "公文正文"
    HEADING_1 = "一级标题"
    HEADING_2 = "二级标题"
    HEADING_3 = "三级标题"
    HEADING_4 = "四级标题"
    PHOTO = "照片"
    CAPTION = "照片说明"
    ANNEX_NOTE = "附件说明"
    ANNEX_NOTE_FIRST = "附件说明首项"
    ANNEX_NOTE_NEXT = "附件说明次项"
    ATTENDANCE = "出席人员"
    SIGNATURE = "署名"
    JOINT_SIGNATURE = "联合署名"
    POST = "签名人职务"
    DATE = "成文日期"
    NOTE = "附注"
    ENCLOSURE_TITLE = "印发件标题"
    ANNEX_NUMBER = "附件序号"
    ANNEX_TITLE = "附件标题"
    TABLE_HEAD = "表头"
    TABLE_TEXT = "表中文字"
    TABLE_FIGURE = "表中数字"
    TABLE_NOTE = "表注"
    SECTION_BREAK = "分节符"
    COLOPHON = "版记"
    COPIES_TO = "抄送机关"
    PRINTED_BY = "印发机关"
    PAGE_ODD = "单页页码"
    PAGE_EVEN = "双页页码"
