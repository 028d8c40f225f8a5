"""Text boxes, lines, frames and pictures have a place in millimetres where the file tells it."""

from __future__ import annotations

from pathlib import Path

import pytest
from word import A4, p, r, table, write

from make_docx.linter.paper import Box, Paper, Story
from make_docx.linter.reading import read_paper

MM = 36_000  # EMU
TURNED = '<wps:bodyPr vert="eaVert"/>'


def offset(axis: str, origin: str, mm: float) -> str:
    return (
        f'<wp:position{axis} relativeFrom="{origin}"><wp:posOffset>{round(mm * MM)}</wp:posOffset>'
        f"</wp:position{axis}>"
    )


def aligned(axis: str, origin: str, word: str) -> str:
    place = f"<wp:align>{word}</wp:align>"
    return f'<wp:position{axis} relativeFrom="{origin}">{place}</wp:position{axis}>'


def anchored(place: str, size: tuple[float, float], shape: str, uri: str = "wps") -> str:
    width, height = (round(side * MM) for side in size)
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="{uri}"><w:drawing><wp:anchor '
        f'simplePos="0"><wp:simplePos x="0" y="0"/>{place}<wp:extent cx="{width}" '
        f'cy="{height}"/><a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic></wp:anchor>'
        "</w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def text_box(content: str, body: str = "<wps:bodyPr/>") -> str:
    return f"<wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>{body}</wps:wsp>"


def line(look: str, transform: str = "") -> str:
    return (
        f'<wps:wsp><wps:cNvCnPr/><wps:spPr>{transform}<a:prstGeom prst="line"/>{look}</wps:spPr>'
        "</wps:wsp>"
    )


def paper(tmp_path: Path, *runs: str, theme: str = "", section: str = A4) -> Paper:
    body = p("前") + f"<w:p>{''.join(runs)}</w:p>"
    return read_paper(write(tmp_path / "a.docx", body, theme=theme, section=section))


def place(box: Box) -> tuple[float | None, ...]:
    return tuple(
        None if side is None else round(side, 1)
        for side in (box.left_mm, box.top_mm, box.width_mm, box.height_mm)
    )


# ── DrawingML ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("horizontal", "left"),
    [
        (offset("H", "page", 20), 20),
        (offset("H", "margin", 10), 38),
        (offset("H", "column", 10), 38),
        (offset("H", "leftMargin", 5), 5),
        (offset("H", "rightMargin", 5), 189),
        (offset("H", "character", 5), None),
        (aligned("H", "page", "center"), 55),
        (aligned("H", "margin", "left"), 28),
        (aligned("H", "margin", "right"), 84),
        (aligned("H", "margin", "outside"), None),
        ("", None),
    ],
)
def test_a_box_stands_so_far_from_the_left(
    tmp_path: Path, horizontal: str, left: float | None
) -> None:
    run = anchored(horizontal + offset("V", "page", 1), (100, 10), text_box(p("版记")))
    (box,) = paper(tmp_path, run).boxes
    assert place(box) == (left, 1, 100, 10)


@pytest.mark.parametrize(
    ("vertical", "top"),
    [
        (offset("V", "page", 72), 72),
        (offset("V", "margin", 35), 72),
        (offset("V", "bottomMargin", 0), 262),
        (offset("V", "paragraph", 3), None),
        (offset("V", "line", 3), None),
        (aligned("V", "margin", "bottom"), 242),
        (aligned("V", "page", "top"), 0),
    ],
)
def test_a_box_stands_so_far_from_the_top(tmp_path: Path, vertical: str, top: float | None) -> None:
    run = anchored(offset("H", "page", 1) + vertical, (100, 20), text_box(p("版记")))
    (box,) = paper(tmp_path, run).boxes
    assert place(box) == (1, top, 100, 20)


def test_an_alignment_is_told_in_words(tmp_path: Path) -> None:
    where = aligned("H", "margin", "outside") + aligned("V", "page", "bottom")
    (box,) = paper(tmp_path, anchored(where, (1, 1), text_box(p()))).boxes
    assert (box.horizontal, box.vertical) == ("margin outside", "page bottom")


def test_columns_hide_where_a_column_begins(tmp_path: Path) -> None:
    run = anchored(offset("H", "column", 1), (1, 1), text_box(p()))
    (box,) = paper(tmp_path, run, section=A4 + '<w:cols w:num="2"/>').boxes
    assert box.left_mm is None


def test_a_box_holds_its_paragraphs_and_tables(tmp_path: Path) -> None:
    content = table((p("抄送"),)) + p("末")
    found = paper(tmp_path, r("正文"), anchored("", (1, 1), text_box(content, TURNED)))
    assert [x.text for x in found.paragraphs] == ["前", "正文"]
    (box,) = found.boxes
    assert (box.kind, box.anchor, box.turned, box.story) == ("text", 1, True, Story.BODY)
    (last,) = box.paragraphs
    assert (last.text, last.story, last.box, last.block) == ("末", Story.BOX, 0, 1)
    assert box.tables[0].box == 0
    assert box.tables[0].rows[0].cells[0].paragraphs[0].text == "抄送"


@pytest.mark.parametrize(
    ("look", "colour", "weight", "kind"),
    [
        (
            '<a:ln w="28575" cmpd="thickThin"><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill>'
            "</a:ln>",
            *("FF0000", 2.25, "thickThin"),
        ),
        ('<a:ln cmpd="dbl"><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></a:ln>',
         "C00000", 0.75, "double"),
        ('<a:ln w="12700"><a:solidFill><a:prstClr val="red"/></a:solidFill></a:ln>',
         "FF0000", 1.0, "single"),
        ("", "000000", 0.75, "single"),
    ],
)  # fmt: skip
def test_a_line_has_colour_weight_and_kind(
    tmp_path: Path, look: str, colour: str, weight: float, kind: str
) -> None:
    theme = (
        '<a:themeElements><a:clrScheme name="x"><a:accent1><a:srgbClr val="C00000"/></a:accent1>'
        "</a:clrScheme></a:themeElements>"
    )
    run = anchored(offset("H", "page", 20) + offset("V", "page", 50), (170, 0), line(look))
    (box,) = paper(tmp_path, run, theme=theme).boxes
    assert (box.kind, box.colour, box.weight, box.line_style) == ("line", colour, weight, kind)
    assert place(box) == (20, 50, 170, 0)


def test_a_line_may_take_its_look_from_the_theme(tmp_path: Path) -> None:
    theme = (
        '<a:themeElements><a:clrScheme name="x"><a:accent2><a:srgbClr val="EE0000"/></a:accent2>'
        '</a:clrScheme><a:fmtScheme><a:lnStyleLst><a:ln w="6350"/><a:ln w="12700"/>'
        "</a:lnStyleLst></a:fmtScheme></a:themeElements>"
    )
    shape = line("").replace(
        "</wps:wsp>",
        '<wps:style><a:lnRef idx="2"><a:schemeClr val="accent2"/></a:lnRef></wps:style></wps:wsp>',
    )
    (box,) = paper(tmp_path, anchored("", (170, 0), shape), theme=theme).boxes
    assert (box.colour, box.weight) == ("EE0000", 1.0)


def test_a_line_without_ink_is_none(tmp_path: Path) -> None:
    run = anchored("", (170, 0), line("<a:ln><a:noFill/></a:ln>"))
    assert paper(tmp_path, run).boxes == ()


def test_a_thin_filled_rectangle_is_a_line(tmp_path: Path) -> None:
    shape = (
        f'<wps:wsp><wps:spPr><a:xfrm><a:ext cx="{156 * MM}" cy="12700"/></a:xfrm>'
        '<a:prstGeom prst="rect"/><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill>'
        "</wps:spPr></wps:wsp>"
    )
    (box,) = paper(tmp_path, anchored("", (156, 0.35), shape)).boxes
    assert (box.kind, box.colour, round(box.weight, 2)) == ("line", "FF0000", 1.0)


def test_lines_of_a_group_stand_where_the_group_stands(tmp_path: Path) -> None:
    def at(y: int) -> str:
        return f'<a:xfrm><a:off x="0" y="{y}"/><a:ext cx="1700" cy="0"/></a:xfrm>'

    group = (
        f'<wpg:wgp><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{170 * MM}" '
        f'cy="{10 * MM}"/><a:chOff x="0" y="0"/><a:chExt cx="1700" cy="100"/></a:xfrm>'
        f"</wpg:grpSpPr>{line('', at(0))}{line('', at(100))}</wpg:wgp>"
    )
    where = offset("H", "page", 20) + offset("V", "page", 60)
    boxes = paper(tmp_path, anchored(where, (170, 10), group, "wpg")).boxes
    assert [place(box) for box in boxes] == [(20, 60, 170, 0), (20, 70, 170, 0)]


def test_a_percentage_of_the_page_has_millimetres_behind_it(tmp_path: Path) -> None:
    where = (
        '<mc:AlternateContent><mc:Choice Requires="wp14"/><mc:Fallback>'
        f"{offset('H', 'page', 12)}</mc:Fallback></mc:AlternateContent>"
    )
    (box,) = paper(tmp_path, anchored(where, (1, 1), text_box(p()))).boxes
    assert box.left_mm == 12


@pytest.mark.parametrize(("floats", "kept"), [(True, False), (False, True)])
def test_a_picture_in_the_line_is_no_empty_line(tmp_path: Path, floats: bool, kept: bool) -> None:
    graphic = "<a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic>"
    if floats:
        drawing = (
            f"<wp:anchor>{offset('H', 'page', 1)}{offset('V', 'page', 1)}{graphic}</wp:anchor>"
        )
    else:
        drawing = f"<wp:inline>{graphic}</wp:inline>"
    found = paper(tmp_path, f"<w:r><w:drawing>{drawing}</w:drawing></w:r>")
    assert found.boxes[0].kind == "picture"
    assert found.paragraphs[1].has_picture is kept
    assert found.paragraphs[1].is_empty is floats


# ── VML ─────────────────────────────────────────────────────────────────────────────────


def vml(shape: str) -> str:
    return f"<w:r><w:pict>{shape}</w:pict></w:r>"


def test_a_line_of_word_2003_is_a_line(tmp_path: Path) -> None:
    shape = (
        '<v:line style="position:absolute;mso-position-horizontal-relative:page;'
        'mso-position-vertical-relative:page" from="20mm,277mm" to="190mm,277mm" '
        'strokecolor="red" strokeweight="4.5pt"><v:stroke linestyle="thinThick"/></v:line>'
    )
    (box,) = paper(tmp_path, vml(shape)).boxes
    assert place(box) == (20, 277, 170, 0)
    assert (box.kind, box.colour, box.weight, box.line_style) == (
        "line",
        "FF0000",
        4.5,
        "thinThick",
    )


def test_a_line_that_hangs_on_its_paragraph_has_no_height(tmp_path: Path) -> None:
    shape = '<v:line style="position:absolute" from="0,5pt" to="442pt,5pt" strokecolor="#f00"/>'
    (box,) = paper(tmp_path, vml(shape)).boxes
    assert place(box) == (28, None, 155.9, 0)
    assert (box.colour, box.weight) == ("FF0000", 0.75)


def test_a_straight_connector_is_a_line(tmp_path: Path) -> None:
    shape = (
        '<v:shape type="#_x0000_t32" style="position:absolute;margin-left:0;margin-top:10mm;'
        "width:156mm;height:0;mso-position-horizontal:center;mso-position-horizontal-relative:page;"
        'mso-position-vertical-relative:margin" strokecolor="#FF0000 [3204]"/>'
    )
    (box,) = paper(tmp_path, vml(shape)).boxes
    assert (box.kind, box.colour) == ("line", "FF0000")
    assert place(box) == (27, 47, 156, 0)
    assert box.horizontal == "page center"


def test_a_text_box_of_word_2003_is_a_box(tmp_path: Path) -> None:
    shape = (
        '<v:shape type="#_x0000_t202" style="position:absolute;margin-left:28mm;margin-top:240mm;'
        "width:156mm;height:22mm;mso-position-horizontal-relative:page;"
        'mso-position-vertical-relative:page"><v:textbox style="layout-flow:vertical">'
        f"<w:txbxContent>{p('版记')}</w:txbxContent></v:textbox></v:shape>"
    )
    (box,) = paper(tmp_path, vml(shape)).boxes
    assert place(box) == (28, 240, 156, 22)
    assert (box.paragraphs[0].text, box.turned) == ("版记", True)


@pytest.mark.parametrize(
    "shape",
    [
        '<v:line from="0,0" to="9,9" stroked="f"/>',
        '<v:shapetype id="_x0000_t202"/>',
        "<v:rect style='width:10mm;height:10mm'/>",
        "<v:formulas/>",
    ],
)
def test_what_is_not_drawn_is_no_box(tmp_path: Path, shape: str) -> None:
    assert paper(tmp_path, vml(shape)).boxes == ()


def test_the_fallback_is_left_alone_where_the_choice_is_understood(tmp_path: Path) -> None:
    run = anchored("", (1, 1), text_box(p("新")))
    run = run.replace("</mc:Choice>", f"</mc:Choice><mc:Fallback>{vml('<v:rect/>')}</mc:Fallback>")
    assert [box.paragraphs[0].text for box in paper(tmp_path, run).boxes] == ["新"]


# ── frames ──────────────────────────────────────────────────────────────────────────────


def test_paragraphs_of_one_frame_are_a_box(tmp_path: Path) -> None:
    frame = (
        '<w:framePr w:w="8845" w:h="1000" w:hAnchor="page" w:x="1587" w:vAnchor="margin" '
        'w:yAlign="bottom"/>'
    )
    body = p("正文") + p("抄送", frame) + p("印发", frame) + p("后")
    found = read_paper(write(tmp_path / "a.docx", body))
    assert [x.text for x in found.paragraphs] == ["正文", "后"]
    (box,) = found.boxes
    assert [x.text for x in box.paragraphs] == ["抄送", "印发"]
    assert box.left_mm == pytest.approx(28, abs=0.1)
    assert box.top_mm == pytest.approx(262 - 17.64, abs=0.1)
    assert box.anchor == 1


def test_a_frame_at_the_end_stands_at_the_last_block(tmp_path: Path) -> None:
    body = p("正文") + p("版记", '<w:framePr w:vAnchor="page" w:y="1"/>')
    (box,) = read_paper(write(tmp_path / "a.docx", body)).boxes
    assert box.anchor == 0


def test_a_drop_cap_is_text(tmp_path: Path) -> None:
    found = read_paper(write(tmp_path / "a.docx", p("首", '<w:framePr w:dropCap="drop"/>')))
    assert [x.text for x in found.paragraphs] == ["首"]


def test_a_page_number_in_a_frame_is_in_the_footer_and_a_box(tmp_path: Path) -> None:
    frame = '<w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="outside"/>'
    path = write(
        tmp_path / "a.docx",
        p("正文"),
        section='<w:footerReference w:type="default" r:id="rIdfooter1"/>' + A4,
        edges={"footer1": p("— 1 —", frame) + p("")},
    )
    found = read_paper(path)
    lines = found.sections[0].footers["default"]
    assert [x.text for x in lines] == ["— 1 —", ""]
    box = found.boxes[lines[0].box]
    assert (box.story, box.part, box.horizontal) == (
        Story.FOOTER,
        "word/footer1.xml",
        "margin outside",
    )


def test_a_box_of_a_footer_tells_its_part(tmp_path: Path) -> None:
    run = anchored(offset("H", "page", 25), (6, 156), text_box(p("— 1 —")))
    path = write(
        tmp_path / "a.docx",
        p("正文"),
        section='<w:footerReference w:type="even" r:id="rIdfooter1"/>' + A4,
        edges={"footer1": f"<w:p>{run}</w:p>"},
    )
    (box,) = read_paper(path).boxes
    assert (box.part, box.anchor, box.left_mm) == ("word/footer1.xml", -1, 25)
