"""Turns the 公文要素 as a clerk typed them into the form in which they are printed.

Each element has one normal form. What differs from it only in its signs is put right with a
note; what cannot be read as that element at all is an error at its cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.labels import closed_names
from make_docx.late_pattern import late_pattern
from make_docx.model import Brief, Elements, Layout

_HALF_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # ！ to ～
_NUMBER: Final = late_pattern(
    r"([^〔\[(【﹝〖{]{2,})"
    r"[〔\[(【﹝〖{]((?:19|20)[0-9]{2})年?[〕\])】﹞〗}]第?0*([1-9][0-9]*)号"
)
_SERIAL: Final = late_pattern(r"第?0*([1-9][0-9]*)(号|期)?")
_ISSUE: Final = late_pattern(
    r"(?:[〔\[(【]?((?:19|20)[0-9]{2})年?[〕\])】]?)?第?0*([1-9][0-9]*)期?"
    r"(?:[(【\[〔]?总第?0*([1-9][0-9]*)期[)】\]〕]?)?"
)
_YEAR_AND_SERIAL: Final = late_pattern(
    r"[〔\[(【﹝〖{]((?:19|20)[0-9]{2})年?[〕\])】﹞〗}]第?0*([1-9][0-9]*)号"
)
_SECRECY: Final = late_pattern(
    r"(绝密|机密|秘密)(?:[★☆*※]?((?:[1-9][0-9]*(?:年|个月|月|日|天))|长期|\w{1,10}前))?"
)
_SPACE: Final = late_pattern(r"\s+")
_ENDING: Final = late_pattern(r"[。．.，,；;：:、！!\s]+$")  # no sign ends a title or a name
_BRACKETS: Final = {"（": "）", "(": ")"}


def document_number(text: str) -> str | None:
    """发文字号 as 代字〔年份〕n号, no 第, no leading zeros (7.2.5); None if it is none."""
    match = _NUMBER.fullmatch(_plain(text))
    if not match or not all(map(_is_of_office, match[1])):
        return None
    return f"{match[1]}〔{match[2]}〕{match[3]}号"


def _is_of_office(sign: str) -> bool:
    """Whether it may stand in a 机关代字: an ideograph, or X where it is not to be shown.

    Compared, because a pattern with the two ranges takes 1.3 ms to compile.
    """
    return sign in "Xx×" or "\u3400" <= sign <= "\u9fff" or "\U00020000" <= sign <= "\U000323af"


def order_number(text: str) -> str | None:
    """令号 as 第n号 without a year (10.2); None if it is none."""
    match = _SERIAL.fullmatch(_plain(text))
    return f"第{match[1]}号" if match and match[2] != "期" else None


def minutes_number(text: str) -> str | None:
    """编号 of minutes: 第n期, 第n号, 〔年份〕n号 or a whole 发文字号 (10.3 leaves it free)."""
    plain = _plain(text)
    if match := _SERIAL.fullmatch(plain):
        return f"第{match[1]}{match[2] or '期'}"
    if match := _YEAR_AND_SERIAL.fullmatch(plain):
        return f"〔{match[1]}〕{match[2]}号"
    return document_number(text)


def bulletin_number(text: str) -> str | None:
    """期号 of a bulletin: 第n期, the year before it and 总第n期 behind it if typed (practice)."""
    match = _ISSUE.fullmatch(_plain(text))
    if match is None:
        return None
    year, serial, whole = match.groups()
    return f"{f'{year}年' if year else ''}第{serial}期" + (f"（总第{whole}期）" if whole else "")


def copy_number(text: str) -> str | None:
    """份号 in six digits (7.2.1); None if it is none."""
    digits = _plain(text)
    if re.fullmatch(r"[0-9]{1,6}", digits) and int(digits):
        return digits.zfill(6)
    return None


def secrecy(text: str) -> str | None:
    """密级 with its 保密期限 after a ★, if it has one (7.2.2); None if it is neither."""
    match = _SECRECY.fullmatch(_plain(text))
    if not match:
        return None
    return f"{match[1]}★{match[2]}" if match[2] else match[1]


def urgency(text: str) -> str | None:
    """紧急程度 of a document on paper (条例 9(三)); None if it is none."""
    level = _plain(text)
    return level if level in {"特急", "加急"} else None


def title(text: str) -> str:
    """The title on one line and without a full stop; 》 and ） are part of it."""
    return _ENDING.sub("", _joined(text))


def annex_name(text: str) -> str:
    """附件名称 without a number, without 书名号 around it and without a sign after it (7.3.4)."""
    name = re.sub(r"^附件\s*[0-9０-９]*\s*[：:.．、]\s*", "", _joined(text))
    name = re.sub(r"^[0-9０-９]+[.．、](?![0-9０-９])\s*", "", name)
    name = _ENDING.sub("", name)
    if name.startswith("《") and name.find("》") == len(name) - 1:
        name = name[1:-1]
    return name


def normal_elements(brief: Brief) -> tuple[Elements, tuple[Finding, ...]]:
    """The brief's elements as printed, defaults filled in, and what is wrong with them.

    An element that cannot be read stays as typed; its finding keeps the document from being built.
    What intake reports already (an empty required element, a date that is none) is not repeated.
    """
    typed = brief.elements
    findings: list[Finding] = []
    issuer = _joined(typed.issuer)
    joint = tuple(name for typed_name in typed.joint_issuers for name in typed_name.split())
    number = _NUMBERS.get(typed.layout, _DOCUMENT_NUMBER)
    read = {rule.field: _read(brief, rule, findings) for rule in (*_RULES, number)}
    elements = replace(
        typed,
        mark=_joined(typed.mark, "、" if joint else ""),  # else one name on several lines
        title=title(typed.title),
        addressee=_joined(typed.addressee, "、").rstrip("：: "),
        issuer=issuer,
        joint_issuers=joint,
        signatures=tuple(filter(None, map(_joined, typed.signatures or (issuer, *joint)))),
        signers=tuple(filter(None, (_without_label(name, "签发人") for name in typed.signers))),
        posts=tuple(filter(None, map(_joined, typed.posts))),
        present=_people(typed.present, "出席"),
        absent=_people(typed.absent, "请假"),
        in_attendance=_people(typed.in_attendance, "列席"),
        note=_unbracketed(_joined(typed.note)),
        copies_to=_without_label(_joined(typed.copies_to, "，"), "抄送").rstrip("。. "),
        printed_by=_joined(typed.printed_by),
        copy_number=read["copy_number"],
        secrecy=read["secrecy"],
        urgency=read["urgency"],
        document_number=read["document_number"],
    )
    return elements, tuple(findings)


def corrected(place: Place, typed: str, normal: str) -> Finding:
    """The note that a long text was put right; it shows the ends, where the change is."""
    shown = 10
    return finding("element-corrected", place, found=typed[-shown:], expected=normal[-shown:])


def title_place(brief: Brief) -> Place:
    return element_place(brief, "title", "标题")


class _Rule(Struct, frozen=True):
    field: str
    label: str
    normal: Callable[[str], str | None]
    expected: str


_RULES: Final = (
    _Rule("copy_number", "份号", copy_number, "1至6位数字，例如：000001"),
    _Rule("secrecy", "密级和保密期限", secrecy, "绝密、机密、秘密，或秘密★1年的写法"),
    _Rule("urgency", "紧急程度", urgency, "特急或加急"),
)
_DOCUMENT_NUMBER: Final = _Rule(
    "document_number",
    "发文字号",
    document_number,
    "X府发〔2021〕15号的写法，还没有编号时整格留空",
)
_ISSUE_EXPECTED: Final = "第3期的写法，期数用阿拉伯数字"
_NUMBERS: Final = {
    Layout.ORDER: _Rule("document_number", "发文字号", order_number, "第5号的写法"),
    Layout.MINUTES: _Rule("document_number", "发文字号", minutes_number, _ISSUE_EXPECTED),
    Layout.BULLETIN: _Rule("document_number", "发文字号", bulletin_number, _ISSUE_EXPECTED),
}


def _read(brief: Brief, rule: _Rule, findings: list[Finding]) -> str:
    """The normal form of one element; as typed, with an error in `findings`, if it has none."""
    text: str = getattr(brief.elements, rule.field).strip()
    if not text:
        return ""
    place = element_place(brief, rule.field, rule.label)
    normal = rule.normal(text)
    if normal is None:
        findings.append(finding("element-invalid", place, found=text, expected=rule.expected))
        return text
    if normal != text:
        findings.append(finding("element-corrected", place, found=text, expected=normal))
    return normal


def element_place(brief: Brief, field: str, label: str) -> Place:
    ref = brief.element_refs.get(field)
    return ref.place(label) if ref else Place(file=brief.file, label=label)


def _plain(text: str) -> str:
    """Without white space, digits and signs in half width."""
    return _SPACE.sub("", text).translate(_HALF_WIDTH)


def _joined(text: str, separator: str = "") -> str:
    """On one line; `separator` stands where a line ended without a sign of its own."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return "".join(
        line if last or not separator or line[-1] in "、，；,;：:" else line + separator
        for line, last in ((line, line is lines[-1]) for line in lines)
    )


def _without_label(text: str, label: str) -> str:
    return re.sub(rf"^{label}\s*[：:]\s*", "", text.strip())


def _people(text: str, label: str) -> str:
    return closed_names(_without_label(_joined(text, "、"), label).rstrip("。.；;、， "))


def _unbracketed(text: str) -> str:
    """Without the one pair of brackets around all of it, which the page puts there itself."""
    closing = _BRACKETS.get(text[:1])
    if closing and text.find(closing) == len(text) - 1:
        return text[1:-1].strip()
    return text
