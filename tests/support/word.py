"""Writes small Word documents part by part, as other programs would."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

NAMESPACES: Final = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "w10": "urn:schemas-microsoft-com:office:word",
    }.items()
)
A4: Final = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" '
    'w:left="1587" w:header="851" w:footer="1445" w:gutter="0"/>'
)
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ROOTS: Final = {
    "styles": "w:styles",
    "numbering": "w:numbering",
    "settings": "w:settings",
    "comments": "w:comments",
    "theme": "a:theme",
}


def write(
    path: Path,
    body: str,
    *,
    section: str = A4,
    edges: Mapping[str, str] | None = None,
    styles: str = "",
    numbering: str = "",
    settings: str = "",
    comments: str = "",
    theme: str = "",
) -> Path:
    """A document of `body` and one section; parts that are empty are left out.

    `edges`: part name such as footer1 → content, linked as rIdfooter1.
    """
    parts = {
        "styles": styles,
        "numbering": numbering,
        "settings": settings,
        "comments": comments,
        "theme": theme,
    }
    ending = f"<w:sectPr>{section}</w:sectPr>" if section else ""
    members = {"word/document.xml": _xml("w:document", f"<w:body>{body}{ending}</w:body>")}
    links = []
    for name, content in parts.items():
        if not content:
            continue
        members[f"word/{name}.xml"] = _xml(_ROOTS[name], content)
        links.append(_link(name, name, f"{name}.xml"))
    for name, content in (edges or {}).items():
        kind = "header" if name.startswith("header") else "footer"
        members[f"word/{name}.xml"] = _xml(f"w:{'hdr' if kind == 'header' else 'ftr'}", content)
        links.append(_link(f"rId{name}", kind, f"{name}.xml"))
    members["word/_rels/document.xml.rels"] = _links("".join(links))
    return pack(path, members)


def pack(path: Path, members: Mapping[str, str | bytes]) -> Path:
    """A package with these parts and what leads to word/document.xml."""
    whole = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
        "</Types>",
        "_rels/.rels": _links(_link("rId1", "officeDocument", "word/document.xml")),
        **members,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in whole.items():
            package.writestr(name, data)
    return path


def p(text: str = "", properties: str = "", look: str = "") -> str:
    r"""A paragraph; \n is a line break and \t a tab."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text, look) if text else ''}</w:p>"


def r(text: str, look: str = "") -> str:
    content = ""
    for at, piece in enumerate(text.split("\n")):
        content += "<w:br/>" if at else ""
        for index, word in enumerate(piece.split("\t")):
            content += "<w:tab/>" if index else ""
            content += f'<w:t xml:space="preserve">{word}</w:t>' if word else ""
    return f"<w:r><w:rPr>{look}</w:rPr>{content}</w:r>"


def style(
    style_id: str,
    *,
    kind: str = "paragraph",
    name: str = "",
    based_on: str = "",
    default: bool = False,
    paragraph: str = "",
    look: str = "",
    more: str = "",
) -> str:
    standard = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style_id}"{standard}>'
        f'<w:name w:val="{name or style_id}"/>'
        + (f'<w:basedOn w:val="{based_on}"/>' if based_on else "")
        + f"{more}<w:pPr>{paragraph}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
    )


def table(*rows: tuple[str, ...], properties: str = "") -> str:
    """Rows of cells, which hold paragraphs."""
    lines = (
        "<w:tr>" + "".join(f"<w:tc>{cell or p()}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(lines)}</w:tbl>"


def fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}"/>'


def look(name: str, size: float, colour: str = "") -> str:
    red = f'<w:color w:val="{colour}"/>' if colour else ""
    return f'{fonts(name)}{red}<w:sz w:val="{round(size * 2)}"/>'


def _xml(root: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><{root} {NAMESPACES}>{content}</{root}>'


def _link(key: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _links(content: str) -> str:
    uri = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{uri}">{content}</Relationships>'
