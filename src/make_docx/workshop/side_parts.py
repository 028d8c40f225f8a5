"""Turns the parts of a .docx into those that its pages are made of.

What else lies in the package tells who made it and with what: the list of people, properties that
an office has set, a picture of the first page, data for forms, parts that nothing refers to.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import unquote

from lxml import etree

from make_docx.document.safety import parse

_TYPES: Final = "[Content_Types].xml"
_PACKAGE: Final = "_rels/.rels"
# Last words of the relationship types that lead to nothing on a page (ECMA-376 Part 1, 11.3).
_BESIDE: Final = {
    "people": "编辑人员名单",
    "custom-properties": "自定义属性",
    "thumbnail": "缩略图",
    "customXml": "表单数据",
    "webSettings": "网页设置",
    "glossaryDocument": "构建基块",
    "classificationlabels": "标密信息",
    "documenttasks": "批注里的任务",
}
_UNUSED: Final = "没有用到的部分"


def page_parts(parts: Mapping[str, bytes]) -> tuple[dict[str, bytes], Counter[str]]:
    """Name → part without those beside the pages, and how many of what are left out."""
    gone = Counter({_UNUSED: len(parts) - len(_used(parts))})
    kept = dict(parts)
    for name in [name for name in parts if name.endswith(".rels")]:
        root = parse(parts[name])
        for link in list(root):
            if label := _BESIDE.get(_last_word(link)):
                gone[label] += 1
                root.remove(link)
                kept[name] = _written(root)
    used = _used(kept)
    left_out = {name for name in kept if name not in used}
    kept = {name: part for name, part in kept.items() if name not in left_out}
    kept[_TYPES] = _without_types(kept[_TYPES], left_out)
    return kept, gone


def _used(parts: Mapping[str, bytes]) -> set[str]:
    """The names of all that the package leads to, and of what leads there."""
    names = {name.lower(): name for name in parts}
    used = {_TYPES}
    ahead = [_PACKAGE]
    while ahead:
        name = ahead.pop()
        if name not in used:
            used.add(name)
            found = map(str.lower, _targets(name, parts[name]) if name.endswith(".rels") else ())
            ahead += [names[target] for target in (*found, _rels_of(name)) if target in names]
    return used


def _targets(name: str, part: bytes) -> Iterator[str]:
    """The parts that a part of relationships leads to."""
    folder = posixpath.dirname(posixpath.dirname(name))
    for link in parse(part):
        if link.get("TargetMode") != "External":
            target = unquote(str(link.get("Target", "")))
            yield posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _rels_of(name: str) -> str:
    folder, last = posixpath.split(name.lower())
    return posixpath.join(folder, "_rels", f"{last}.rels")


def _last_word(link: etree._Element) -> str:
    return str(link.get("Type", "")).rpartition("/")[2]


def _without_types(part: bytes, left_out: set[str]) -> bytes:
    root = parse(part)
    gone = {f"/{name.lower()}" for name in left_out}
    entries = [entry for entry in root if str(entry.get("PartName", "")).lower() in gone]
    for entry in entries:
        root.remove(entry)
    return _written(root) if entries else part


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", standalone=True)
