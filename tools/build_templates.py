"""Turns the numbers of `official.page` into the layouts of `docx_templates/layouts/`.

Run: ``python tools/build_templates.py [FOLDER]``. What it writes is an ordinary Word file: a
template keeper can open it, move things, change a style, and put it into a job as 模板.docx.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from msgspec import Struct

from layout_ahead import ahead
from layout_body import body
from layout_bulletin import bulletin_body, bulletin_looks
from layout_letter import letter_body, letter_looks
from layout_minutes import minutes_body, minutes_looks
from layout_order import order_body, order_looks
from layout_plain import plain_body, plain_looks
from layout_section import footers
from layout_styles import NAMESPACES, font_table, looks, styles, theme
from make_docx.archive import normalised
from make_docx.model import Direction

FOLDER: Final = Path(__file__).parents[1] / "docx_templates" / "layouts"
MADE_ON: Final = dt.date(2012, 7, 1)  # the day GB/T 9704-2012 took effect

_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE_TYPE: Final = "application/vnd.openxmlformats-officedocument"
_WORDPROCESSING: Final = f"{_OFFICE_TYPE}.wordprocessingml"


class Template(Struct, frozen=True):
    """What one layout has of its own: inner XML of its body, styles and footers."""

    title: str
    body: str
    styles: str
    footers: Mapping[str, str]


def _document(direction: Direction) -> Template:
    return Template(f"{direction}版式", body(direction), styles(looks(direction)), footers())


LAYOUTS: Final[Mapping[str, Template]] = {
    "document-up.docx": _document(Direction.UP),
    "document-down.docx": _document(Direction.DOWN),
    "letter.docx": Template("信函版式", letter_body(), styles(letter_looks()), footers()),
    "order.docx": Template("命令版式", order_body(), styles(order_looks()), footers()),
    "minutes.docx": Template("纪要版式", minutes_body(), styles(minutes_looks()), footers()),
    "bulletin.docx": Template("简报版式", bulletin_body(), styles(bulletin_looks()), footers()),
    "plain.docx": Template("白头版式", plain_body(), styles(plain_looks()), footers()),
}


def build(template: Template) -> bytes:
    """One layout as a .docx package: the parts Word needs and no others."""
    footer_parts = template.footers
    parts = {
        "[Content_Types].xml": _content_types(footer_parts),
        "_rels/.rels": _relationships(
            [
                ("officeDocument", "word/document.xml"),
                ("metadata/core-properties", "docProps/core.xml"),
                ("extended-properties", "docProps/app.xml"),
            ]
        ),
        "docProps/core.xml": _core_properties(template.title),
        "docProps/app.xml": (
            f'<Properties xmlns="{_OFFICE}/extended-properties">'
            "<Application>make-docx</Application></Properties>"
        ),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{template.body}</w:body>"
        "</w:document>",
        "word/_rels/document.xml.rels": _relationships(
            [
                ("styles", "styles.xml"),
                ("settings", "settings.xml"),
                ("fontTable", "fontTable.xml"),
                ("theme", "theme/theme1.xml"),
                *(("footer", name) for name in footer_parts),
            ]
        ),
        "word/styles.xml": template.styles,
        "word/settings.xml": _settings(),
        "word/fontTable.xml": font_table(),
        "word/theme/theme1.xml": theme(),
    }
    parts |= {
        f"word/{name}": f"<w:ftr {NAMESPACES}>{xml}</w:ftr>" for name, xml in footer_parts.items()
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, xml in parts.items():
            package.writestr(name, _DECLARATION + xml)
    return normalised(target.getvalue(), MADE_ON)


def _content_types(footer_parts: Mapping[str, str]) -> str:
    types = {
        "/word/document.xml": f"{_WORDPROCESSING}.document.main+xml",
        "/word/styles.xml": f"{_WORDPROCESSING}.styles+xml",
        "/word/settings.xml": f"{_WORDPROCESSING}.settings+xml",
        "/word/fontTable.xml": f"{_WORDPROCESSING}.fontTable+xml",
        "/word/theme/theme1.xml": f"{_OFFICE_TYPE}.theme+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": f"{_OFFICE_TYPE}.extended-properties+xml",
        **{f"/word/{name}": f"{_WORDPROCESSING}.footer+xml" for name in footer_parts},
    }
    overrides = "".join(
        f'<Override PartName="{part}" ContentType="{content}"/>' for part, content in types.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(targets: list[tuple[str, str]]) -> str:
    links = []
    for index, (kind, target) in enumerate(targets, start=1):
        base = _PACKAGE if kind.startswith("metadata") else _OFFICE
        links.append(
            f'<Relationship Id="rId{index}" Type="{base}/relationships/{kind}" Target="{target}"/>'
        )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(links)}</Relationships>'


def _core_properties(title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>make-docx</dc:creator>"
        "<cp:lastModifiedBy>make-docx</cp:lastModifiedBy>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2012-07-01T00:00:00Z</dcterms:created>'
        '<dcterms:modified xsi:type="dcterms:W3CDTF">2012-07-01T00:00:00Z</dcterms:modified>'
        "</cp:coreProperties>"
    )


def _settings() -> str:
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" '
        f'w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
        )
    )
    return (
        f'<w:settings {NAMESPACES}><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        # compressed punctuation would break the 28 characters of a line (5.2.3)
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat>{compatibility}</w:compat>"
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    sums = []
    for name, template in sorted(LAYOUTS.items()):
        layout = build(template)
        for path, data in (
            (folder / name, layout),
            ((folder / name).with_suffix(".json"), ahead(layout)),
        ):
            sums.append(f"{hashlib.sha256(data).hexdigest()}  {path.name}\n")
            path.write_bytes(data)
            print(path)
    (folder / "SHA256SUMS").write_text("".join(sums), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
