"""Turns the bytes of a layout that is not ours into the list of what is wrong with it."""

from __future__ import annotations

import difflib
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from docxtpl import DocxTemplate
from lxml import etree

from make_docx.document import safety, tag_source
from make_docx.document.compiling import environment
from make_docx.document.context import schema
from make_docx.document.layout import as_layout_fault

_OURS: Final = ("DTL104", "DTL105", "DTL106", "DTL3")  # filters, tests and names: `tags` says it
_SYNTAX: Final = "DTL103"
_FULL_WIDTH: Final = re.compile(r"[｛{]\s*｛|｛\s*[{％%]|｝\s*[｝}]|[％%]\s*｝|\{\s*％|％\s*\}")
_PRINTING: Final = re.compile(r"[{｛]{2}[^}｝]*|[{｛][%％]p?\s*for[^}｝]*")  # closed or not
_WORD: Final = re.compile(r"[\u4e00-\u9fff]+")
_OPENING: Final = re.compile(r"(?=\{[{%#])")
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def names_in(path: Path) -> frozenset[str]:
    """Every name in the tags of a layout, right or not, and the one that a wrong name is like.

    Raises:
        KindError: the layout cannot be opened.
    """
    known = sorted(_names(schema()))
    with as_layout_fault(path), zipfile.ZipFile(path) as package:
        parts = [safety.parse(package.read(n)) for n in package.namelist() if n.endswith(".xml")]
    paragraphs = (_text(paragraph) for root in parts for paragraph in root.iter(f"{_W}p"))
    printing = (tag for text in paragraphs for tag in _PRINTING.findall(text))
    words = {word for tag in printing for word in _WORD.findall(tag)}
    near = (difflib.get_close_matches(word, known, n=1, cutoff=0.4) for word in words - {*known})
    return frozenset(words).union(*near)


def _names(part: Mapping[str, Any]) -> Iterator[str]:
    for name, inner in part.get("items", part).get("properties", {}).items():
        yield name
        yield from _names(inner)


@lru_cache(maxsize=8)
def faults(data: bytes) -> tuple[str, ...]:
    """Each fault once; by the bytes, because it takes longer than to fill in a short document."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        unsafe = safety.faults(package)
        is_readable = not unsafe or safety.is_readable(package)
        content = _content_faults(data, package) if is_readable else ()
        return tuple(dict.fromkeys((*unsafe, *content)))


def _content_faults(data: bytes, package: zipfile.ZipFile) -> list[str]:
    names = sorted(name for name in package.namelist() if name.endswith(".xml"))
    parts = [safety.parse(package.read(name)) for name in names]
    paragraphs = [_text(paragraph) for root in parts for paragraph in root.iter(f"{_W}p")]
    return [
        *(fault for root in parts for fault in _lost_sections(root)),
        *_full_width(paragraphs),
        *_tag_faults(data, parts, paragraphs),
    ]


def _text(paragraph: etree._Element) -> str:
    """Without what stands in a text box inside the paragraph."""
    texts = paragraph.iter(f"{_W}t")
    return "".join(t.text or "" for t in texts if next(t.iterancestors(f"{_W}p")) is paragraph)


def _lost_sections(root: etree._Element) -> Iterator[str]:
    """Section breaks that would go together with the paragraph of a tag."""
    for section in root.iter(f"{_W}sectPr"):
        paragraph = next(section.iterancestors(f"{_W}p"), None)
        text = "" if paragraph is None else "".join(t.text or "" for t in paragraph.iter(f"{_W}t"))
        if "{%p" in text or "{{p" in text:
            yield f"“{text}”：分节符和标记在同一段，会一起消失。请让分节符独占一段"


def _full_width(paragraphs: list[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        if _FULL_WIDTH.search(paragraph):
            yield f"“{paragraph}”：标记要用半角的 {{ }} 和 %，全角的 ｛ ｝ ％ 不起作用"


def _tag_faults(data: bytes, parts: list[etree._Element], paragraphs: list[str]) -> Iterator[str]:
    """What the tags say by our rules, then how they are written and placed by docxtpl's."""
    import docxtpl_lint

    broken = []
    for root in parts:
        source = _one_tag_a_line(root)
        try:
            found = list(tag_source.faults(source, schema(), environment()))
        except (RecursionError, ValueError):  # the linter would stop at them too
            yield "有的标记套得太深，或者数字太长，读不下去"
            return
        for fault in found:
            where = _where(source, fault.line, paragraphs)
            if isinstance(fault, tag_source.Broken):
                broken.append((where, fault.reason))
            else:
                yield f"{where}：{fault.reason}"
    placed = set()
    told = {where for where, _ in broken}
    for issue in docxtpl_lint.lint(data, ignore=_OURS).errors:
        tag = issue.snippet.strip()
        where = f"“{next((paragraph for paragraph in paragraphs if tag in paragraph), tag)}”"
        if where in told and issue.rule == _SYNTAX:  # it says so in the words of Jinja
            continue
        placed.add(where)
        yield f"{where}：{issue.message_for('zh')}"
    yield from (f"{where}：{reason}" for where, reason in broken if where not in placed)


def _one_tag_a_line(root: etree._Element) -> str:
    """What docxtpl gives to Jinja, but so that a line's number leads to a tag."""
    xml = DocxTemplate(BytesIO()).patch_xml(etree.tostring(root, encoding="unicode"))
    return _OPENING.sub("\n", str(xml).replace("\n", " "))


def _where(source: str, line: int, paragraphs: list[str]) -> str:
    """The paragraph with the tag that stands at the beginning of a line, in quotation marks."""
    tag = re.split(r"(?<=[%}]\})", source.split("\n")[line - 1])[0]
    said = tag.strip("{%-} ")
    return f"“{next((text for text in paragraphs if said in text), tag)}”"
