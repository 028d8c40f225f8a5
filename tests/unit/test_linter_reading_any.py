"""No tree of odd but well-formed parts breaks the reading or the recognition."""

from __future__ import annotations

import tempfile
from pathlib import Path
from xml.sax.saxutils import quoteattr

from hypothesis import given, settings
from hypothesis import strategies as st
from word import write

from make_docx.errors import InputError
from make_docx.linter.parts import Parts
from make_docx.linter.reading import read_paper
from make_docx.linter.recognition import recognise

TAGS = (
    *("w:p", "w:pPr", "w:r", "w:rPr", "w:t", "w:tab", "w:br", "w:sym", "w:tbl", "w:tr", "w:tc"),
    *("w:tblPr", "w:tblW", "w:tcPr", "w:trPr", "w:sdt", "w:sdtContent", "w:ins", "w:del"),
    *("w:sectPr", "w:pgSz", "w:pgMar", "w:docGrid", "w:cols", "w:footerReference", "w:framePr"),
    *("w:ind", "w:spacing", "w:jc", "w:numPr", "w:numId", "w:ilvl", "w:pBdr", "w:top", "w:bottom"),
    *("w:tabs", "w:outlineLvl", "w:rFonts", "w:sz", "w:color", "w:b", "w:pStyle", "w:rStyle"),
    *("w:fldSimple", "w:fldChar", "w:instrText", "w:hyperlink", "w:drawing", "w:pict", "w:ruby"),
    *("wp:anchor", "wp:inline", "wp:positionH", "wp:positionV", "wp:posOffset", "wp:align"),
    *("wp:extent", "a:graphic", "a:graphicData", "a:xfrm", "a:off", "a:ext", "a:ln", "a:solidFill"),
    *("wps:wsp", "wps:spPr", "wps:txbx", "w:txbxContent", "wpg:wgp", "wpg:grpSpPr", "a:chExt"),
    *("mc:AlternateContent", "mc:Choice", "mc:Fallback", "v:line", "v:shape", "v:rect", "v:group"),
    *("v:stroke", "v:textbox", "w:style", "w:basedOn", "w:link", "w:name", "w:docDefaults"),
    *("w:abstractNum", "w:num", "w:abstractNumId", "w:lvl", "w:lvlText", "w:numFmt", "w:start"),
    *("w:lvlOverride", "w:startOverride", "w:numStyleLink", "w:lvlRestart", "w:pgNumType"),
)
NAMES = (
    *("w:val", "w:type", "w:w", "w:h", "w:left", "w:leftChars", "w:firstLine", "w:hangingChars"),
    *("w:line", "w:lineRule", "w:sz", "w:pos", "w:eastAsia", "w:asciiTheme", "w:eastAsiaTheme"),
    *("w:fldCharType", "w:instr", "w:char", "w:styleId", "w:default", "w:numId", "w:ilvl"),
    *("w:abstractNumId", "w:linePitch", "w:charSpace", "w:num", "r:id", "relativeFrom", "cx", "cy"),
    *("x", "y", "w", "cmpd", "val", "prst", "Requires", "style", "from", "to", "strokeweight"),
    *("w:hAnchor", "w:x", "w:yAlign", "w:color", "w:dropCap", "simplePos", "type"),
)
VALUES = (
    *("", "0", "1", "-1", "7", "240", "999999999999", "-0.5", "1e9", "nan", "auto", "none", "true"),
    *("begin", "separate", "end", "page", "margin", "center", "exact", "single", "double", "50%"),
    *("12pt", "3mm", "#f00", "red", "wps", "a", "FF0000", "minorEastAsia", "decimal", "bullet"),
    *("chineseCounting", "%1、", "%9", "position:absolute;width:3;margin-left:x", "1,2", "PAGE"),
    *("line", "landscape", "linesAndChars", "paragraph", "table", "thickThin", "dist", "F0FE"),
)
WORDS = (
    *("", "一", "关于开展活动的通知", "某某县人民政府文件", "某政发〔2021〕15号", "某某局："),
    *(
        "2021年6月3日",
        "附件",
        "附件：1. 名单",
        "抄送：某某局。",
        "（一）",
        "1.",
        "{{ 标题 }}",
        "{%p if %}",
    ),
    *(
        "2021年6月4日印发",
        "签发人：甲乙",
        "第3号",
        "出席：甲",
        "（联系人：甲）",
        "特急",
        "000001",
        "\u3000",
    ),
)


def trees() -> st.SearchStrategy[str]:
    attributes = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(VALUES), max_size=3)
    leaves = st.builds(element, st.sampled_from(TAGS), attributes, st.sampled_from(WORDS))
    return st.recursive(
        leaves,
        lambda inner: st.builds(
            element, st.sampled_from(TAGS), attributes, st.lists(inner, max_size=4).map("".join)
        ),
        max_leaves=24,
    )


def element(tag: str, attributes: dict[str, str], inner: str) -> str:
    written = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    return f"<{tag}{written}>{inner}</{tag}>"


def read(body: str, styles: str = "", numbering: str = "", footer: str = "") -> Parts | None:
    with tempfile.TemporaryDirectory() as folder:
        path = write(
            Path(folder) / "a.docx",
            body,
            styles=styles,
            numbering=numbering,
            edges={"footer1": footer},
        )
        try:
            return recognise(read_paper(path))
        except InputError:
            return None


@settings(max_examples=60)
@given(st.lists(trees(), max_size=4).map("".join), trees(), trees(), trees())
def test_any_tree_is_read_or_refused(body: str, styles: str, numbering: str, footer: str) -> None:
    found = read(body, styles, numbering, footer)
    assert found is None or found.blanks_before is not None


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(WORDS),
            st.sampled_from(("center", "left", "right")),
            st.sampled_from((21, 32, 44, 96)),
            st.booleans(),
            st.sampled_from(("{}", "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>")),
        ),
        max_size=14,
    )
)
def test_any_order_of_elements_is_recognised_as_something(
    lines: list[tuple[str, str, int, bool, str]],
) -> None:
    body = "".join(
        wrapped.format(
            f'<w:p><w:pPr><w:jc w:val="{align}"/>{"<w:pageBreakBefore/>" * breaks}</w:pPr><w:r>'
            f'<w:rPr><w:sz w:val="{size}"/></w:rPr><w:t>{text}</w:t></w:r></w:p>'
        )
        for text, align, size, breaks, wrapped in lines
    )
    assert isinstance(read(body), Parts)
