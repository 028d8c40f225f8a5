"""Turns a .docx package into the list of what makes it unfit to be a layout."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import Final

from lxml import etree

from make_docx.late_pattern import late_pattern

_LARGEST: Final = 50_000_000  # bytes of all members together; a layout has some 30 000
_MOST_MEMBERS: Final = 500
_TYPES: Final = "[Content_Types].xml"
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
_FIELD: Final = late_pattern(
    r"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|RD|DATABASE|MACROBUTTON)\b",
    re.IGNORECASE | re.ASCII,  # a Chinese character before it is no letter
)
_XML: Final = (".xml", ".rels", ".svg", ".vml")
# Whatever else a layout holds is a picture or a font.
_MEDIA: Final = (
    *(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf"),
    *(".odttf", ".ttf"),
)
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIMPLE_FIELD: Final = f"{_W}fldSimple"
_FIELD_MARK: Final = f"{_W}fldChar"
_FIELD_CODE: Final = f"{_W}instrText"
_REVISIONS: Final = frozenset(
    f"{_W}{name}"
    for name in (
        *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"),
        *(f"{what}Change" for what in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "tblGrid")),
        *("trPrChange", "tcPrChange", "numberingChange"),
    )
)
_COMMENTS: Final = frozenset({f"{_W}comment", f"{_W}commentReference"})


def parse(data: bytes) -> etree._Element:
    """The root of a part; entities stay unread and nothing is fetched.

    Raises:
        etree.XMLSyntaxError: it is no XML.
    """
    return etree.fromstring(data, _PARSER)


def faults(package: zipfile.ZipFile) -> list[str]:
    """What is dangerous or broken in the package; every fault, in the order of its members."""
    if _is_too_large(package):
        return ["文件解开后太大，不像一个版式"]
    found: list[str] = []
    names = package.namelist()
    if _TYPES not in names or "word/document.xml" not in names:
        return ["不是 Word 文档（.docx）"]
    if _MAIN_TYPE not in package.read(_TYPES):
        found.append("不是普通的 Word 文档（.docx），可能是带宏的文档或 Word 模板（.docm、.dotx）")
    for name in names:
        if name.lower().endswith(_XML):
            found += _part_faults(name, package.read(name))
        elif not name.lower().endswith((*_MEDIA, "/")):
            found.append(f"{name}：不是文字、图片或字体，可能是宏或嵌入的对象")
    return found


def is_readable(package: zipfile.ZipFile) -> bool:
    """Whether its text can be looked at without harm, whatever else is wrong with the package."""
    names = package.namelist()
    if _is_too_large(package) or "word/document.xml" not in names:
        return False
    try:
        roots = [parse(package.read(n)) for n in names if n.lower().endswith(_XML)]
    except etree.XMLSyntaxError:
        return False
    return all(root.getroottree().docinfo.internalDTD is None for root in roots)


def _is_too_large(package: zipfile.ZipFile) -> bool:
    members = package.infolist()
    return len(members) > _MOST_MEMBERS or sum(item.file_size for item in members) > _LARGEST


def _part_faults(name: str, data: bytes) -> Iterator[str]:
    try:
        root = parse(data)
    except etree.XMLSyntaxError:
        yield f"{name}：XML 已损坏"
        return
    doctype: object = root.getroottree().docinfo.internalDTD
    if doctype is not None:
        yield f"{name}：有 DOCTYPE 声明"
    elif name == _TYPES:
        yield from _disguise_faults(root)
    elif name.lower().endswith(".rels"):
        yield from _relationship_faults(name, root)
    else:
        yield from _field_faults(name, root)
        yield from _history_faults(name, root)


def _disguise_faults(types: etree._Element) -> Iterator[str]:
    """Parts that a reader takes for XML and whose names say something else."""
    for entry in types:
        name = (
            f".{entry.get('Extension')}" if "Extension" in entry.attrib else entry.get("PartName")
        )
        if str(entry.get("ContentType")).endswith("xml") and not str(name).lower().endswith(_XML):
            yield f"{name}：名称和内容不符"


def _relationship_faults(name: str, root: etree._Element) -> Iterator[str]:
    for link in root:
        kind = str(link.get("Type", "")).rpartition("/")[2]
        if kind in _FOREIGN:
            yield f"{name}：{_FOREIGN[kind]}"
        elif str(link.get("TargetMode", "")).lower() == "external" and kind != "hyperlink":
            yield f"{name}：指向文件外面的链接（{kind}）"


def _field_faults(name: str, root: etree._Element) -> Iterator[str]:
    """Fields that fetch a file or start a program.

    Their code may be spread over runs and paragraphs, and fields stand inside each other, so
    that their marks only separate words.
    """
    code = "".join(map(_code, root.iter(_SIMPLE_FIELD, _FIELD_MARK, _FIELD_CODE)))
    for match in _FIELD.finditer(code):
        yield f"{name}：域代码 {match[1].upper()}"
    if next(root.iter(f"{_W}mailMerge"), None) is not None:
        yield f"{name}：邮件合并的数据源"


def _code(element: etree._Element) -> str:
    if element.tag == _SIMPLE_FIELD:
        return f" {element.get(f'{_W}instr')} "
    return " " if element.tag == _FIELD_MARK else element.text or ""


def _history_faults(name: str, root: etree._Element) -> Iterator[str]:
    """What people wrote into the margins, with their names; it would go out with the document."""
    if next(root.iter(*_REVISIONS), None) is not None:
        yield f"{name}：有修订痕迹，会随公文发出去。请先接受全部修订"
    if next(root.iter(*_COMMENTS), None) is not None:
        yield f"{name}：有批注，会随公文发出去。请先删除全部批注"
