"""Turns a layout file into bytes that are safe to open and whose tags all have a meaning."""

from __future__ import annotations

import difflib
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

import docxtpl_lint
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from make_docx.document import safety
from make_docx.document.context import names, schema
from make_docx.errors import KindError
from make_docx.model import Direction
from make_docx.resources import data_folder

JOB_LAYOUT: Final = "模板.docx"
_LAYOUTS: Final = {
    ("文件", Direction.UP): "document-up.docx",
    ("文件", Direction.DOWN): "document-down.docx",
}
_UNKNOWN_NAME: Final = "DTL304"
_FULL_WIDTH: Final = re.compile(r"[｛{]\s*｛|｛\s*[{％%]|｝\s*[｝}]|[％%]\s*｝|\{\s*％|％\s*\}")
_LOOP: Final = re.compile(r"\bfor\s+(\w+)\s+in\b")
_WITH_TAGS: Final = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes)\.xml")
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def layout_path(direction: Direction, layout_name: str, job_folder: Path | None) -> Path:
    """The job's own 模板.docx, or the built-in layout of that name and direction.

    Raises:
        KindError: there is no layout of that name.
    """
    if job_folder is not None and (own := job_folder / JOB_LAYOUT).is_file():
        return own
    try:
        name = _LAYOUTS[layout_name, direction]
    except KeyError:
        known = "、".join(dict.fromkeys(layout for layout, _ in _LAYOUTS))
        raise KindError(
            f"没有“{layout_name}”这种版式。现有的版式：{known}。请在公文要素的“版式”里改。"
        ) from None
    return data_folder("docx_templates") / "layouts" / name


def environment() -> ImmutableSandboxedEnvironment:
    """Jinja for layouts: values are escaped, unknown names stop, nothing outside is in reach."""
    jinja = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    jinja.globals.clear()
    return jinja


def read_layout(path: Path) -> bytes:
    """The bytes of a layout that passed every check.

    Raises:
        KindError: the layout is missing, broken, dangerous, or has tags that mean nothing.
    """
    try:
        data = path.read_bytes()
        with zipfile.ZipFile(BytesIO(data)) as package:
            found = safety.faults(package) or [
                *_lost_sections(package),
                *_tag_faults(data, _paragraphs(package)),
            ]
    except OSError as error:
        raise KindError(f"打不开版式“{path}”：{error.strerror}。请检查文件是否还在。") from error
    except zipfile.BadZipFile as error:
        raise KindError(f"版式“{path.name}”已损坏，或者不是 .docx 文件。请换一个。") from error
    if found:
        raise KindError(layout_message(path, found))
    return data


def layout_message(path: Path, found: list[str]) -> str:
    """One message for all faults of a layout."""
    return "\n".join(
        (
            f"版式“{path.name}”有 {len(found)} 处问题：",
            *(f"  {number}. {fault}" for number, fault in enumerate(found, start=1)),
            "请用 Word 打开它改正后再试。",
        )
    )


def _paragraphs(package: zipfile.ZipFile) -> list[str]:
    """The text of every paragraph that may hold tags."""
    parts = [name for name in package.namelist() if _WITH_TAGS.fullmatch(name)]
    roots = (etree.fromstring(package.read(name)) for name in sorted(parts))
    return [
        "".join(text.text or "" for text in paragraph.iter(f"{_W}t") if _home(text) is paragraph)
        for root in roots
        for paragraph in root.iter(f"{_W}p")
    ]


def _lost_sections(package: zipfile.ZipFile) -> Iterator[str]:
    """Section breaks that would go together with the paragraph of a tag."""
    for section in etree.fromstring(package.read("word/document.xml")).iter(f"{_W}sectPr"):
        paragraph = next(section.iterancestors(f"{_W}p"), None)
        text = "" if paragraph is None else "".join(t.text or "" for t in paragraph.iter(f"{_W}t"))
        if "{%p" in text or "{{p" in text:
            yield f"“{text}”：分节符和标记在同一段，会一起消失。请让分节符独占一段"


def _home(text: etree._Element) -> etree._Element | None:
    """The innermost paragraph: text boxes stand inside another one."""
    return next(text.iterancestors(f"{_W}p"), None)


def _tag_faults(data: bytes, paragraphs: list[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        if _FULL_WIDTH.search(paragraph):
            yield f"“{paragraph}”：标记要用半角的 {{ }} 和 %，全角的 ｛ ｝ ％ 不起作用"
    result = docxtpl_lint.lint(data, schema=schema(), jinja_env=environment(), autoescape=True)
    # A broken loop makes its variable unknown too; that is not a second fault.
    bound = {match[1] for paragraph in paragraphs for match in _LOOP.finditer(paragraph)}
    for issue in result.errors:
        tag = issue.snippet.strip()
        where = next((paragraph for paragraph in paragraphs if tag in paragraph), tag)
        if issue.rule != _UNKNOWN_NAME:
            yield f"“{where}”：{issue.message_for('zh')}"
        elif (path := str(issue.params["path"])).partition(".")[0] not in bound:
            owner, _, name = path.rpartition(".")
            yield f"“{where}”：没有“{name}”这个名称{_suggestion(owner.removesuffix('[*]'), name)}"


def _suggestion(owner: str, name: str) -> str:
    near = difflib.get_close_matches(name, sorted(names(owner)), n=1, cutoff=0.4)
    return f"，是不是“{near[0]}”？" if near else ""
