"""Turns runs of a paragraph that look alike and stand side by side into one run."""

from __future__ import annotations

from typing import Final

from lxml import etree

from make_docx.document.dump import W

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def joined_runs(root: etree._Element) -> int:
    """Join them in place; returns how many there are less.

    Only runs of plain text are: a break, a field or a picture keeps its run.
    """
    joined = 0
    for run in list(root.iter(f"{W}r")):
        before = run.getprevious()
        if before is None or before.tag != run.tag or not (_is_text(before) and _is_text(run)):
            continue
        if _look(before) != _look(run) or before.attrib != run.attrib:
            continue
        own, other = before.find(f"{W}t"), run.find(f"{W}t")
        parent = run.getparent()
        if own is None or other is None or parent is None:
            continue
        own.text = (own.text or "") + (other.text or "")
        if own.text != own.text.strip():
            own.set(_SPACE, "preserve")
        parent.replace(run, before)  # so that the next one finds it in its place
        joined += 1
    return joined


def _is_text(run: etree._Element) -> bool:
    """One piece of text, and how it looks; a space that the file does not keep is not joined."""
    texts = [child for child in run if child.tag != f"{W}rPr"]
    if [text.tag for text in texts] != [f"{W}t"]:
        return False
    said = texts[0].text or ""
    return said == said.strip() or texts[0].get(_SPACE) == "preserve"


def _look(run: etree._Element) -> list[tuple[str, list[tuple[str, str]]]]:
    """The properties of a run and what is in them, attributes in any order."""
    return [
        (str(element.tag), sorted((str(k), str(v)) for k, v in element.attrib.items()))
        for look in run.iterchildren(f"{W}rPr")
        for element in look.iter("*")
    ]
