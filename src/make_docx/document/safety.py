"""Turns a .docx package into the list of what makes it unfit to be a layout."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import Final

from lxml import etree

_LARGEST: Final = 50_000_000  # bytes of all members together; a layout has some 30 000
_MOST_MEMBERS: Final = 500
_MAIN_TYPE: Final = (
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)
# Last words of the relationship types that bring in foreign content or code.
_FOREIGN: Final = {
    "aFChunk": "插入的外部文档（altChunk）",
    "attachedTemplate": "附加模板（attachedTemplate）",
    "control": "ActiveX 控件",
    "frame": "框架",
    "mailMergeSource": "邮件合并数据源",
    "oleObject": "嵌入的对象",
    "package": "嵌入的文件",
    "subDocument": "子文档",
    "vbaProject": "宏",
    "wordVbaData": "宏",
}
_FIELD: Final = re.compile(
    r"^\s*(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|RD|DATABASE|MACROBUTTON)\b", re.I
)
_DOCTYPE: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def faults(package: zipfile.ZipFile) -> list[str]:
    """What is dangerous or broken in the package; every fault, in the order of its members."""
    members = package.infolist()
    if len(members) > _MOST_MEMBERS or sum(item.file_size for item in members) > _LARGEST:
        return ["文件解开后太大，不像一个版式"]
    found: list[str] = []
    names = package.namelist()
    if "[Content_Types].xml" not in names or "word/document.xml" not in names:
        return ["不是 Word 文档（.docx）"]
    if _MAIN_TYPE not in package.read("[Content_Types].xml"):
        found.append("不是普通的 Word 文档（.docx），可能是带宏的文档或 Word 模板（.docm、.dotx）")
    for name in names:
        if name.lower().endswith((".xml", ".rels")):
            found += _part_faults(name, package.read(name))
        elif name.lower().endswith(".bin"):
            found.append(f"{name}：宏或嵌入的对象")
    return list(dict.fromkeys(found))


def _part_faults(name: str, data: bytes) -> Iterator[str]:
    if _DOCTYPE.search(data):
        yield f"{name}：有 DOCTYPE 声明"
        return
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        yield f"{name}：XML 已损坏"
        return
    if name.endswith(".rels"):
        yield from _relationship_faults(name, root)
    elif name.startswith("word/"):
        yield from _field_faults(name, root)


def _relationship_faults(name: str, root: etree._Element) -> Iterator[str]:
    for link in root:
        kind = str(link.get("Type", "")).rpartition("/")[2]
        if kind in _FOREIGN:
            yield f"{name}：{_FOREIGN[kind]}"
        elif str(link.get("TargetMode", "")).lower() == "external" and kind != "hyperlink":
            yield f"{name}：指向文件外面的链接（{kind}）"


def _field_faults(name: str, root: etree._Element) -> Iterator[str]:
    """Fields that fetch a file or start a program; their code may be spread over runs."""
    codes = [str(field.get(f"{_W}instr", "")) for field in root.iter(f"{_W}fldSimple")]
    codes += [
        "".join(code.text or "" for code in paragraph.iter(f"{_W}instrText"))
        for paragraph in root.iter(f"{_W}p")
    ]
    for code in codes:
        if match := _FIELD.match(code):
            yield f"{name}：域代码 {match[1].upper()}"
