"""Turns a template as Word saved it into the same page without what Word noted of the editing.

What goes is printed nowhere: who edited it and when, marks of proofing and of the last layout,
the language of a run where it is that of the document. Parts of a run that Word split without need
are one run again, so that a tag stands in one piece.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from lxml import etree

from make_docx.archive import normalised
from make_docx.document import text_dump
from make_docx.document.dump import PROPERTIES, W
from make_docx.document.layout import as_layout_fault, layout_message
from make_docx.document.safety import faults, parse
from make_docx.errors import InputError, KindError, UsageError
from make_docx.kinds import TEMPLATE_NAME
from make_docx.kinds.places import kind_folders
from make_docx.output import reason, write_whole
from make_docx.workshop.runs import joined_runs
from make_docx.workshop.side_parts import page_parts

_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_APP: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_CORE: Final = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_TERMS: Final = "{http://purl.org/dc/terms/}"
_ELEMENTS: Final = {
    f"{W}proofErr": "拼写检查的标记",
    f"{W}noProof": "拼写检查的标记",
    f"{W}proofState": "拼写检查的标记",
    f"{W}lastRenderedPageBreak": "上次分页的标记",
    f"{W}rsids": "编辑记号（rsid）",
    f"{W}zoom": "显示比例",
    f"{_W14}docId": "文档编号",
    f"{_W15}docId": "文档编号",
    f"{W}dataBinding": "表单数据",
    f"{_W15}dataBinding": "表单数据",
}
# Of the properties of the file only what says nothing of people stays.
_PROPERTIES: Final = {
    f"{_CORE}coreProperties": frozenset({f"{_DC}title"}),
    f"{_APP}Properties": frozenset(
        f"{_APP}{name}"
        for name in ("Application", "DocSecurity", "ScaleCrop", "LinksUpToDate", "SharedDoc")
    ),
}
_NAMED_PROPERTIES: Final = {
    f"{_DC}creator": "作者",
    f"{_CORE}lastModifiedBy": "最后修改人",
    f"{_CORE}revision": "保存的时间和次数",
    f"{_CORE}lastPrinted": "保存的时间和次数",
    f"{_TERMS}created": "保存的时间和次数",
    f"{_TERMS}modified": "保存的时间和次数",
    f"{_APP}Company": "单位",
    f"{_APP}Manager": "主管",
}
_OTHER_PROPERTY: Final = "文件的其他属性"
_ATTRIBUTES: Final = {
    **dict.fromkeys((f"{_W14}paraId", f"{_W14}textId"), "编辑记号（段落编号）"),
    **dict.fromkeys(
        (f"{W}rsid{name}" for name in ("R", "RPr", "RDefault", "P", "Tr", "Sect", "Del")),
        "编辑记号（rsid）",
    ),
}
_OWN_BOOKMARK: Final = re.compile(r"_GoBack|_Hlk\d+|OLE_LINK\d+")
_REFERRING: Final = (f"{W}instrText", f"{W}fldSimple", f"{W}hyperlink")
_TAG: Final = re.compile(r"\{\{|\{%")
_SIGNATURES: Final = "_xmlsignatures/"
_EMPTIED: Final = (f"{W}rPr", f"{W}pPr")


def tidy(paths: Iterable[Path], *, only_look: bool = False) -> dict[Path, Counter[str]]:
    """Tidy templates in place; with `only_look` nothing is written.

    Args:
        paths: templates, and folders of kinds, whose template.docx is meant.
        only_look: say what would go.

    Returns:
        Each template, and how many of what went; nothing where only the zip was put in order;
        a template that is tidy already is not there.

    Raises:
        InputError: a file cannot be read.
        KindError: a file is no .docx, or would be refused as a template; what to do about it.
        OutputError: a file cannot be written.
        UsageError: a folder is none of a kind, or a document is no template.
    """
    done: dict[Path, tuple[bytes, Counter[str]]] = {}
    for path in [one for given in paths for one in _templates(given)]:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise InputError(f"读不了“{path}”：{reason(error)}。请检查文件名。") from error
        _check(path, data)
        with as_layout_fault(path):
            tidied, gone = tidied_bytes(data)
        if tidied != data:
            done[path] = tidied, gone
    if not only_look:  # none before all are known to be templates
        for path, (tidied, _) in done.items():
            write_whole(path, tidied, force=True)
    return {path: gone for path, (_, gone) in done.items()}


def tidied_bytes(data: bytes) -> tuple[bytes, Counter[str]]:
    """A template without what nobody sees, and how many of what went; same bytes for tidy ones."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as out:
        parts, gone = page_parts(
            {name: source.read(name) for name in source.namelist() if not name.endswith("/")}
        )
        roots = {
            name: parse(part)
            for name, part in parts.items()
            if name.startswith(("word/", "docProps/")) and name.endswith(".xml")
        }
        languages = _languages(roots.get("word/styles.xml"))
        referred = _referred(roots.values())
        for name, part in parts.items():
            member = part
            if (root := roots.get(name)) is not None:
                _strip_properties(root, gone)
                _strip(root, gone)
                _strip_bookmarks(root, referred, gone)
                if name != "word/styles.xml":
                    _strip_languages(root, languages, gone)
                _strip_empty(root)
                gone.update({"拆散的文字": joined_runs(root)})
                member = etree.tostring(root, encoding="UTF-8", standalone=True)
            out.writestr(name, member)
    tidied = normalised(target.getvalue(), None)
    if _page(tidied) != _page(data):
        raise RuntimeError("the page is not what it was")
    return tidied, +gone


def _templates(given: Path) -> list[Path]:
    if not given.is_dir():
        return [given]
    found = [folder / TEMPLATE_NAME for folder in kind_folders(given)]
    found = [path for path in found if path.is_file()]
    if not found:
        raise UsageError(f"“{given}”里没有 {TEMPLATE_NAME}。请指定模板文件，或文种的文件夹。")
    return found


def _check(path: Path, data: bytes) -> None:
    """Refuse what is no template: a document that is signed or sent keeps its bytes."""
    with as_layout_fault(path):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if found := faults(package):
                raise KindError(layout_message(path, found))
            if any(name.startswith(_SIGNATURES) for name in package.namelist()):
                raise KindError(layout_message(path, ["有数字签名，整理以后签名就失效了"]))
        has_tags = _TAG.search(_page(data))
    if not has_tags:
        raise UsageError(
            f"“{path}”不是模板：里面没有 {{{{ 标题 }}}} 这样的标记。"
            "只整理模板；公文请保持原样，要比较文字用 make-docx kinds dump。"
        )


def _page(data: bytes) -> str:
    """What the pages say, without the properties of the file."""
    return text_dump(data).partition(PROPERTIES)[0]


def _strip_properties(root: etree._Element, gone: Counter[str]) -> None:
    if (kept := _PROPERTIES.get(str(root.tag))) is None:
        return
    for entry in list(root):
        if entry.tag not in kept:
            gone[_NAMED_PROPERTIES.get(str(entry.tag), _OTHER_PROPERTY)] += 1
            root.remove(entry)


def _strip(root: etree._Element, gone: Counter[str]) -> None:
    for element in list(root.iter(*_ELEMENTS)):
        gone[_ELEMENTS[str(element.tag)]] += 1
        _remove(element)
    for element in root.iter("*"):
        for name in _ATTRIBUTES.keys() & element.attrib.keys():
            gone[_ATTRIBUTES[name]] += 1
            del element.attrib[name]


def _referred(roots: Iterable[etree._Element]) -> str:
    """The codes of fields and the aims of links, in which a bookmark's name may stand."""
    return "\n".join(
        " ".join((element.text or "", *map(str, element.attrib.values())))
        for root in roots
        for element in root.iter(*_REFERRING)
    )


def _strip_bookmarks(root: etree._Element, referred: str, gone: Counter[str]) -> None:
    """Those that Word sets for itself: where the cursor was, what was copied last."""
    ids = set()
    for start in list(root.iter(f"{W}bookmarkStart")):
        name = str(start.get(f"{W}name"))
        if _OWN_BOOKMARK.fullmatch(name) and name not in referred:
            ids.add(start.get(f"{W}id"))
            gone["Word 自己的书签"] += 1
            _remove(start)
    for end in list(root.iter(f"{W}bookmarkEnd")):
        if end.get(f"{W}id") in ids:
            _remove(end)


def _languages(styles: etree._Element | None) -> set[str]:
    """The East Asian languages of the styles."""
    if styles is None:
        return set()
    found = (lang.get(f"{W}eastAsia") for lang in styles.iter(f"{W}lang"))
    return {str(language) for language in found if language}


def _strip_languages(root: etree._Element, usual: set[str], gone: Counter[str]) -> None:
    """Of East Asian languages only one that the text has anyway: fonts depend on it."""
    for lang in list(root.iter(f"{W}lang")):
        east_asian = lang.get(f"{W}eastAsia")
        if east_asian is None or usual == {east_asian}:
            gone["文字的语言"] += 1
            _remove(lang)


def _strip_empty(root: etree._Element) -> None:
    for element in reversed(list(root.iter(*_EMPTIED))):  # what stands inside first
        if not len(element) and not element.attrib:
            _remove(element)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)  # no text stands between the elements of a Word part
