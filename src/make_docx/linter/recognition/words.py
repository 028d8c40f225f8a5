"""Gives the words and forms by which an element is known, right or wrong in its details.

They are wider than the standard: an element that is written wrongly has to be found before a
clause can say so.
"""

from __future__ import annotations

import re
from typing import Final

_SPACE: Final = re.compile(r"[\s\u3000]+")
_HAN: Final = r"[一-鿿㐀-䶿]"
_OPEN, _CLOSE = r"[〔\[［（(【﹝〖{]", r"[〕\]］）)】﹞〗}]"
_CHINESE_NUMBER: Final = "[〇○零一二三四五六七八九十百两]"
NUMBER: Final = re.compile(
    rf"(?:{_HAN}|[A-Za-z×])(?:{_HAN}|[A-Za-z×]){{0,19}}{_OPEN}\s*\d{{2,4}}\s*年?\s*{_CLOSE}"
    r"\s*第?\s*\d+\s*号"
)
SERIAL: Final = re.compile(
    rf"(?:\d{{4}}\s*年\s*)?第\s*(?:\d+|{_CHINESE_NUMBER}+)\s*[号期次]"
    r"(?:\s*[（(]\s*总第\s*\d+\s*期\s*[）)])?"
)
_YEAR_SERIAL: Final = re.compile(rf"{_OPEN}\s*\d{{2,4}}\s*年?\s*{_CLOSE}\s*第?\s*\d+\s*[号期次]")
_BRACKETED: Final = re.compile(rf"{_OPEN}\s*(.+?)\s*{_CLOSE}")
COPY_NUMBER: Final = re.compile(r"(?:(?:No\.?|№|份号[:：]?)\s*)?\d{1,7}", re.IGNORECASE)
SECRECY: Final = re.compile(r"(?:绝密|机密|秘密)(?:[★☆*※]?\S{0,8})?")
URGENCY: Final = re.compile(r"(?:特提|特急|加急|平急|急件|紧急)")
_NAMES: Final = re.compile(
    r"(?:\t|[ \u3000]{2})\s*(?:\S{1,16}\s*){1,4}"
)  # of 签发人, in a later row
_BESIDE: Final = (COPY_NUMBER, SECRECY, URGENCY)
SIGNER: Final = re.compile(r"签\s*发\s*人\s*[:：]?")
_DATE: Final = (
    rf"(?:(?:\d{{2,4}}|[×xX]{{2,4}}|{_CHINESE_NUMBER}{{2,4}})\s*年\s*"
    rf"(?:\d{{1,2}}|[×xX]{{1,2}}|{_CHINESE_NUMBER}{{1,3}})?\s*月\s*"
    rf"(?:\d{{1,2}}|[×xX]{{1,2}}|{_CHINESE_NUMBER}{{1,3}})?\s*[日号]"
    r"|(?:19|20)\d{2}\s*[-./．]\s*\d{1,2}\s*[-./．]\s*\d{1,2})"
)
DATE: Final = re.compile(_DATE)
NAME_AND_DATE: Final = re.compile(rf"(\S{{2,40}})(?:\t|[ \u3000]{{2}})\s*({_DATE})")
PRINTED: Final = re.compile(rf"(?:{_DATE})?\s*印\s*发")
COPIES: Final = re.compile(r"(?:抄\s*[送报]|送)\s*[:：]")  # 送 of bulletins
ADDRESSEE_MOVED: Final = re.compile(r"(?:主\s*送|报)\s*[:：]")
ATTENDANCE: Final = re.compile(r"(?:出\s*席|请\s*假|列\s*席|缺\s*席)(?:人员|单位|领导)?\s*[:：]")
ANNEX_NOTE: Final = re.compile(r"附\s*件?\s*(?:\d+|[一二三四五六七八九十]+)?\s*[:：]")
# A name may begin with a figure itself: 8月……统计表, 2017年……, 5.15…….
ANNEX_ITEM: Final = re.compile(
    r"(?:附件)?\s*(\d{1,2}\s*[.．、](?!\d{1,2}(?![\d年月日·]))"
    r"|\d{1,2}(?![\d年月日·.．、\-—－~～]|\s*[.．、])|[一二三四五六七八九十]+、)\s*(.*)",
    re.DOTALL,
)
ANNEX_NUMBER: Final = re.compile(
    rf"(?:{NUMBER.pattern}\s*)?附\s*[件表录]\s*(\d+(?:[-—－]\d+)*|[一二三四五六七八九十]+)?\s*[:：]?"
)
_LEAST_NOTE: Final = 5  # characters, brackets included: （一） is none
PLACEHOLDER: Final = re.compile(r"\{\{\s*[^{}]*?([^{}.\s]+)\s*\}\}")
_MARK_ENDS: Final = ("文件", "命令", "令", "纪要", "简报", "函")
_ORGANS: Final = re.compile(
    r"(?:政府|委员会|办公[室厅]|[厅局处科所站部院校会社司队馆园]|中心|公司|集团|银行|小组|指挥部|"
    r"联席会议|街道办事处|党组|党委|党工委|管委会|学院|大学|医院|法院|检察院)$"
)


def plain(text: str) -> str:
    """Without any white space."""
    return _SPACE.sub("", text)


def is_number(text: str) -> bool:
    """A line with a 发文字号; 签发人 may stand behind it, 份号, 密级 or 紧急程度 before it."""
    text = SIGNER.split(text)[0]
    match = NUMBER.search(text)
    if match is None:
        return False
    before, behind = text[: match.start()].split(), text[match.end() :]
    beside = all(any(form.fullmatch(word) for form in _BESIDE) for word in before)
    return beside and (not behind.strip() or _NAMES.fullmatch(behind) is not None)


def is_serial(text: str) -> bool:
    """第3号 of an order, 第3期 or 〔2021〕3号 of minutes, 第3期（总第15期） of bulletins."""
    text = text.strip()
    if inner := _BRACKETED.fullmatch(text):
        text = inner[1]
    return SERIAL.fullmatch(text) is not None or _YEAR_SERIAL.fullmatch(text) is not None


def is_note(text: str) -> bool:
    """All of it in one pair of round brackets, as 附注 are; （一）……（二） is not."""
    text = plain(text)
    if len(text) < _LEAST_NOTE or text[0] not in "（(" or text[-1] not in "）)":
        return False
    depth = 0
    for sign in text[:-1]:
        depth += (sign in "（(") - (sign in "）)")
        if depth <= 0:
            return False
    return True


def ends_as_mark(text: str) -> bool:
    return plain(text).endswith(_MARK_ENDS)


def ends_as_recipient(text: str) -> bool:
    """A list of organs, the last of them perhaps a class: 县直各部门."""
    return is_organ(text) or plain(text).endswith(("部门", "单位", "机构", "企业", "学校"))


def is_organ(text: str) -> bool:
    """A name that ends as organs do."""
    return _ORGANS.search(plain(text)) is not None
