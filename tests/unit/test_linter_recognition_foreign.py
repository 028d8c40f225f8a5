"""Documents that people typed in Word, WPS or by program are recognised by look and place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from word import A4, look, p, r, style, table, write

from make_docx.document.photo import SetPhoto, drawing
from make_docx.linter.paper import ParagraphFacts
from make_docx.linter.parts import Format, Parts
from make_docx.linter.reading import read_paper
from make_docx.linter.recognition import recognise
from make_docx.model import Photo

FANG, HEI, SONG = look("仿宋_GB2312", 16), look("黑体", 16), look("方正小标宋简体", 22)
MARK = look("方正小标宋简体", 48, "FF0000")
CENTRE, RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
RULE = '<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="8" w:color="FF0000"/></w:pBdr>' + CENTRE
INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
LONG = "各单位按照方案要求，结合实际制定具体措施，明确责任分工和完成时限。"
EMPTY = p()


def line(text: str, properties: str = "", font: str = FANG) -> str:
    return p(text, properties, font)


HEAD = line("某某县人民政府文件", CENTRE, MARK) + EMPTY * 2 + line("某政发〔2021〕15号", RULE)
TITLE = EMPTY * 2 + line("某某县人民政府关于开展宣传活动的通知", CENTRE, SONG) + EMPTY
ADDRESSEE = line("各乡镇人民政府：")
BODY = line(LONG, INDENT) + line("一、主要做法", INDENT, HEI) + line("（一）" + LONG + LONG, INDENT)
END = EMPTY * 2 + line("某某县人民政府", RIGHT) + line("2021年6月3日", RIGHT)
COLOPHON = line("抄送：某某市人民政府办公室。") + line("某某县人民政府办公室\t2021年6月4日印发")


def parts(tmp_path: Path, *body: str, numbering: str = "", styles: str = "") -> Parts:
    path = write(tmp_path / "a.docx", "".join(body), numbering=numbering, styles=styles)
    return recognise(read_paper(path))


def text(paragraph: ParagraphFacts | None) -> str | None:
    return None if paragraph is None else paragraph.text.strip(" \u3000\t\f")


def texts(paragraphs: Sequence[ParagraphFacts]) -> list[str | None]:
    return [text(paragraph) for paragraph in paragraphs]


def test_a_notice_in_direct_formatting_is_recognised_whole(tmp_path: Path) -> None:
    found = parts(
        tmp_path,
        *(line("000001"), line("机密★1年", font=HEI), line("特　急", font=HEI), HEAD, TITLE),
        *(ADDRESSEE, BODY, END, line("（此件公开发布）", INDENT), COLOPHON),
    )
    assert (found.format, found.genre) == (Format.DOCUMENT, "通知")
    assert text(found.copy_number) == "000001"
    assert text(found.secrecy) == "机密★1年"
    assert text(found.urgency) == "特　急"
    assert texts(found.marks) == ["某某县人民政府文件"]
    assert found.number_text == "某政发〔2021〕15号"
    assert found.red_rule is not None
    assert found.red_rule.paragraph is found.number
    assert found.title_lines == ("某某县人民政府关于开展宣传活动的通知",)
    assert text(found.addressee) == "各乡镇人民政府："
    assert len(found.body) == 3
    assert [(h.level, h.number, h.own_line) for h in found.headings] == [
        (1, "一、", True),
        (2, "（一）", False),
    ]
    assert texts(found.signatures) == ["某某县人民政府"]
    assert text(found.date) == "2021年6月3日"
    assert text(found.note) == "（此件公开发布）"
    assert text(found.copies) == "抄送：某某市人民政府办公室。"
    assert text(found.printed) == "某某县人民政府办公室\t2021年6月4日印发"
    assert found.blanks_before is not None
    assert (found.blanks_before["number"], found.blanks_before["title"]) == (2, 2)


# ── 版头 ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("number", "found"),
    [
        ("某政发〔2021〕15号", "某政发〔2021〕15号"),
        ("某政发[2021]第015号", "某政发[2021]第015号"),
        ("某政发（2021）15号", "某政发（2021）15号"),
        ("某政发【21】 15 号", "某政发【21】 15 号"),
        ("关于15号", ""),
    ],
)
def test_a_number_is_found_right_or_wrong(tmp_path: Path, number: str, found: str) -> None:
    head = line("某某县人民政府文件", CENTRE, MARK) + line(number, RULE)
    assert parts(tmp_path, head, TITLE, ADDRESSEE, BODY).number_text == found


def test_a_line_of_word_2003_is_the_red_rule(tmp_path: Path) -> None:
    drawn = (
        '<w:r><w:pict><v:line style="position:absolute" from="0,8pt" to="442pt,8pt" '
        'strokecolor="red" strokeweight="1.5pt"/></w:pict></w:r>'
    )
    head = line("某某县人民政府文件", CENTRE, MARK) + EMPTY * 2 + line("某政发〔2021〕15号", CENTRE)
    found = parts(tmp_path, head, f"<w:p>{drawn}</w:p>", TITLE, ADDRESSEE, BODY)
    assert found.red_rule is not None
    assert found.red_rule.box is not None
    assert (found.red_rule.paragraph, found.red_rule.border) == (None, None)
    assert found.red_rule.box.colour == "FF0000"


def test_the_red_rule_may_be_the_border_of_an_empty_line(tmp_path: Path) -> None:
    head = line("某某县人民政府文件", CENTRE, MARK) + line("某政发〔2021〕15号", CENTRE)
    found = parts(tmp_path, head, p("", RULE), TITLE, ADDRESSEE, BODY)
    assert found.red_rule is not None
    assert found.red_rule.border is not None
    assert (found.blanks_before or {})["title"] == 2


def test_a_stack_of_organs_in_a_table_is_the_mark(tmp_path: Path) -> None:
    names = "".join(line(f"某某县{name}局", CENTRE, MARK) for name in ("教育", "公安"))
    head = table(
        (names, line("文件", CENTRE, MARK)),
        (line("某政发〔2021〕15号", CENTRE), ""),
        properties='<w:tblBorders><w:bottom w:val="single" w:sz="12" w:color="FF0000"/>'
        "</w:tblBorders>",
    )
    found = parts(tmp_path, head, TITLE, ADDRESSEE, BODY)
    assert texts(found.marks) == ["某某县教育局", "某某县公安局", "文件"]
    assert found.number_text == "某政发〔2021〕15号"
    assert found.red_rule is not None
    assert found.red_rule.border is not None
    assert (found.red_rule.paragraph, found.red_rule.box) == (None, None)


def test_a_mark_in_a_text_box_comes_first(tmp_path: Path) -> None:
    box = (
        '<w:r><w:pict><v:shape style="position:absolute;width:400pt;height:60pt"><v:textbox>'
        f"<w:txbxContent>{line('某某县人民政府文件', CENTRE, MARK)}</w:txbxContent></v:textbox>"
        "</v:shape></w:pict></w:r>"
    )
    found = parts(
        tmp_path, f"<w:p>{box}</w:p>", line("某政发〔2021〕15号", RULE), TITLE, ADDRESSEE, BODY
    )
    assert texts(found.marks) == ["某某县人民政府文件"]
    assert found.number_text == "某政发〔2021〕15号"


def test_a_mark_that_is_a_picture_is_not_known(tmp_path: Path) -> None:
    picture = (
        "<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic/></a:graphicData>"
        "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    found = parts(tmp_path, picture, EMPTY, line("某政发〔2021〕15号", RULE), TITLE, BODY)
    assert found.marks == ()
    assert found.format is Format.DOCUMENT
    assert (found.blanks_before or {})["number"] == 1


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        (["某政报〔2021〕15号\t签发人：甲乙丙"], ("甲乙丙",)),
        (["某政报〔2021〕15号　　　　签发人：甲　乙"], ("甲乙",)),
        (["\t签发人：甲乙丙　丁戊", "某政报〔2021〕15号\t己庚辛"], ("甲乙丙", "丁戊", "己庚辛")),
    ],
)
def test_signers_stand_beside_and_above_the_number(
    tmp_path: Path, rows: list[str], names: tuple[str, ...]
) -> None:
    head = line("某某县人民政府", CENTRE, MARK) + EMPTY + "".join(map(line, rows))
    found = parts(tmp_path, head, TITLE, ADDRESSEE, BODY)
    assert found.signer_names == names
    assert found.number_text == "某政报〔2021〕15号"
    assert len(found.signers) == len(rows)


def test_signers_may_stand_in_the_cell_beside(tmp_path: Path) -> None:
    row = table((line("某政报〔2021〕15号"), line("签发人：甲乙丙")))
    found = parts(tmp_path, line("某某县人民政府", CENTRE, MARK), row, TITLE, ADDRESSEE, BODY)
    assert (found.number_text, found.signer_names) == ("某政报〔2021〕15号", ("甲乙丙",))


def test_a_red_title_is_no_mark(tmp_path: Path) -> None:
    title = line("关于开展宣传活动的通知", CENTRE, look("方正小标宋简体", 22, "FF0000"))
    found = parts(tmp_path, title, EMPTY, ADDRESSEE, BODY)
    assert (found.format, found.marks) == (Format.PLAIN, ())
    assert found.title_lines == ("关于开展宣传活动的通知",)


# ── special formats ─────────────────────────────────────────────────────────────────────


def drawn(top: float, kind: str, weight: float = 2.25) -> str:
    return (
        '<w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="page"><wp:posOffset>720000'
        '</wp:posOffset></wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>'
        f'{round(top * 36000)}</wp:posOffset></wp:positionV><wp:extent cx="6120000" cy="0"/>'
        "<a:graphic><a:graphicData><wps:wsp><wps:cNvCnPr/><wps:spPr><a:ln "
        f'w="{round(weight * 12700)}" cmpd="{kind}"><a:solidFill><a:srgbClr val="FF0000"/>'
        "</a:solidFill></a:ln></wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing></w:r>"
    )


LETTER_MARK = line("某某县人民政府", CENTRE, MARK)


@pytest.mark.parametrize(
    "rules",
    [
        drawn(50, "thickThin") + drawn(277, "thinThick"),
        drawn(50, "sng") + drawn(51.2, "sng", 0.75) + drawn(276, "sng", 0.75) + drawn(277, "sng"),
    ],
    ids=["double lines", "pairs of lines"],
)
def test_a_letter_has_two_double_rules(tmp_path: Path, rules: str) -> None:
    rows = line("000001\t某政函〔2021〕15号") + line("机密★1年", font=HEI)
    found = parts(tmp_path, f"<w:p>{rules}</w:p>", LETTER_MARK, rows, TITLE, ADDRESSEE, BODY)
    assert found.format is Format.LETTER
    assert [box.line_style for box in found.letter_rules] == ["thickThin", "thinThick"]
    assert found.red_rule is None
    assert found.number_text == "某政函〔2021〕15号"
    assert found.copy_number is found.number
    assert text(found.secrecy) == "机密★1年"
    assert text(found.addressee) == "各乡镇人民政府："


def test_a_letter_is_known_by_its_number_at_the_right(tmp_path: Path) -> None:
    rows = line("某政函〔2021〕15号", RIGHT)
    assert parts(tmp_path, LETTER_MARK, rows, TITLE, BODY).format is Format.LETTER


def test_an_order_has_a_number_without_a_year(tmp_path: Path) -> None:
    head = line("某某县人民政府令", CENTRE, MARK) + EMPTY * 2 + line("第 3 号", CENTRE) + EMPTY * 2
    found = parts(
        tmp_path, head, BODY, EMPTY, line("县长　甲乙", RIGHT), line("2021年6月3日", RIGHT)
    )
    assert (found.format, found.genre) == (Format.ORDER, "命令")
    assert found.number_text == "第 3 号"
    assert found.title == ()
    assert len(found.body) == 3
    assert text(found.date) == "2021年6月3日"


def test_minutes_tell_who_was_there(tmp_path: Path) -> None:
    head = line("某某县人民政府常务会议纪要", CENTRE, MARK) + line("（第5期）", CENTRE)
    row = line("某某县人民政府办公室　　　　2021年6月3日", RULE)
    people = EMPTY + line("出席：甲乙、丙丁。", INDENT) + line("列席人员：戊己。", INDENT)
    found = parts(tmp_path, head, row, EMPTY, BODY, people)
    assert (found.format, found.genre) == (Format.MINUTES, "纪要")
    assert found.number_text == "（第5期）"
    assert text(found.issuer_row) == "某某县人民政府办公室　　　　2021年6月3日"
    assert found.red_rule is not None
    assert texts(found.attendance) == ["出席：甲乙、丙丁。", "列席人员：戊己。"]
    assert (found.blanks_before or {})["attendance"] == 1
    assert len(found.body) == 3


def test_a_summary_has_no_header(tmp_path: Path) -> None:
    title = line("关于宣传活动开展情况的总结", CENTRE, SONG)
    found = parts(tmp_path, title, EMPTY, BODY, line("某某局　　　2021年6月3日", RIGHT))
    assert (found.format, found.genre) == (Format.PLAIN, "")
    assert (found.marks, found.number, found.red_rule, found.addressee) == ((), None, None, None)
    assert found.title_lines == ("关于宣传活动开展情况的总结",)
    assert len(found.body) == 3
    assert found.date is not None
    assert found.signatures == (found.date,)


# ── 主体 ────────────────────────────────────────────────────────────────────────────────


def test_a_title_may_take_several_paragraphs(tmp_path: Path) -> None:
    title = "".join(
        line(words, CENTRE, SONG) for words in ("某某县人民政府", "关于开展宣传活动的", "通知")
    )
    found = parts(tmp_path, HEAD, EMPTY * 2, title, EMPTY, ADDRESSEE, BODY)
    assert found.title_lines == ("某某县人民政府", "关于开展宣传活动的", "通知")
    assert (found.genre, text(found.addressee)) == ("通知", "各乡镇人民政府：")


@pytest.mark.parametrize("name", ["Title", "公文标题"])
def test_a_style_may_say_what_the_title_is(tmp_path: Path, name: str) -> None:
    styles = style("T", name=name, look='<w:sz w:val="24"/>')
    title = p("宣传活动", '<w:pStyle w:val="T"/>')
    found = parts(tmp_path, title, BODY, styles=styles)
    assert found.title_lines == ("宣传活动",)


@pytest.mark.parametrize(
    "opening",
    ["现将有关事项通知如下：", "根据上级要求，现就有关工作通知如下："],
)
def test_a_sentence_with_a_colon_is_no_addressee(tmp_path: Path, opening: str) -> None:
    found = parts(tmp_path, HEAD, TITLE, line(opening, INDENT), BODY)
    assert found.addressee is None
    assert text(found.body[0]) == opening


def test_automatic_numbers_are_headings(tmp_path: Path) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:pStyle w:val="H{at}"/><w:lvlText w:val="{label}"/></w:lvl>'
        for at, (form, label) in enumerate(
            (
                ("chineseCountingThousand", "%1、"),
                ("japaneseCounting", "（%2）"),
                ("decimal", "%3."),
            )
        )
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = "".join(
        style(
            f"H{at}", name=f"heading {at + 1}", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>'
        )
        for at in range(3)
    )
    body = "".join(
        p("工作", f'<w:pStyle w:val="H{at}"/>') + line(LONG, INDENT) for at in (0, 1, 2, 1, 0)
    )
    found = parts(tmp_path, HEAD, TITLE, ADDRESSEE, body, numbering=numbering, styles=styles)
    assert [(h.level, h.number, h.ordinal) for h in found.headings] == [
        *((1, "一、", 1), (2, "（一）", 1), (3, "1.", 1), (2, "（二）", 2), (1, "二、", 2)),
    ]


@pytest.mark.parametrize(
    ("printed", "level", "ordinal"),
    [
        ("十一、", 1, 11),
        ("二十、", 1, 20),
        ("(三)", 2, 3),
        ("12．", 3, 12),
        ("3、", 3, 3),
        ("(4)", 4, 4),
    ],
)
def test_numbers_of_headings_have_a_value(
    tmp_path: Path, printed: str, level: int, ordinal: int
) -> None:
    (heading,) = parts(tmp_path, TITLE, ADDRESSEE, line(f"　　{printed}工作")).headings
    assert (heading.level, heading.number, heading.ordinal) == (level, printed, ordinal)


@pytest.mark.parametrize("words", ["3.5万人参加。", "2021年开始。", "一是加强领导。"])
def test_figures_at_the_head_of_a_paragraph_are_no_numbers(tmp_path: Path, words: str) -> None:
    assert parts(tmp_path, TITLE, ADDRESSEE, line(words, INDENT)).headings == ()


@pytest.mark.parametrize(
    ("notes", "names"),
    [
        (["附件：宣传活动方案"], [("", "宣传活动方案")]),
        (["附件:1.方案", "2.名单"], [("1.", "方案"), ("2.", "名单")]),
        (["附件：1. 方案\n　　　2. 名单"], [("1.", "方案"), ("2.", "名单")]),
        (["附件1：方案", "附件2：名单"], [("1", "方案"), ("2", "名单")]),
        (["附件：", "1．方案；", "2．名单。"], [("1．", "方案；"), ("2．", "名单。")]),
        (["附件：8月宣传活动统计表"], [("", "8月宣传活动统计表")]),
        (["附件：2017年宣传活动统计表"], [("", "2017年宣传活动统计表")]),
        (["附件：5.15政务公开日统计表"], [("", "5.15政务公开日统计表")]),
        (["附件：1.8月统计表", "2.5·15统计表"], [("1.", "8月统计表"), ("2.", "5·15统计表")]),
        (["附件：1 方案", "2 名单"], [("1", "方案"), ("2", "名单")]),
    ],
)
def test_names_of_annexes_are_read(
    tmp_path: Path, notes: list[str], names: list[tuple[str, str]]
) -> None:
    written = "".join(line(note, INDENT) for note in notes)
    found = parts(tmp_path, HEAD, TITLE, ADDRESSEE, BODY, EMPTY, written, END)
    assert list(found.annex_names) == names
    assert len(found.annex_notes) == len(notes)
    assert len(found.body) == 3


@pytest.mark.parametrize(
    "date",
    [
        "2021年6月3日",
        "2021年06月03日",
        "二〇二一年六月三日",
        "2021年6月 日",
        "2021.6.3",
        "××××年×月×日",
    ],
)
def test_a_date_is_found_right_or_wrong(tmp_path: Path, date: str) -> None:
    end = EMPTY + line("某某县人民政府", RIGHT) + line(date, RIGHT)
    found = parts(tmp_path, HEAD, TITLE, ADDRESSEE, BODY, end)
    assert text(found.date) == date
    assert texts(found.signatures) == ["某某县人民政府"]


@pytest.mark.parametrize(
    "names",
    [
        line("某某县教育局", RIGHT) + line("某某县公安局", RIGHT),
        line("　" * 14 + "某某县教育局") + line("　" * 14 + "某某县公安局"),
        line("某某县教育局", '<w:ind w:left="4200"/>') + line("某某县公安局", CENTRE),
        table((line("某某县教育局"), line("某某县公安局"))),
        line("\t\t某某县教育局") + EMPTY * 4 + line("\t\t某某县公安局"),
    ],
    ids=["right", "spaces", "indent", "table", "rows of seals"],
)
def test_joint_signatures_are_found(tmp_path: Path, names: str) -> None:
    date = line("2021年6月3日", RIGHT)
    found = parts(tmp_path, HEAD, TITLE, ADDRESSEE, BODY, EMPTY, names, date)
    assert texts(found.signatures) == ["某某县教育局", "某某县公安局"]
    assert len(found.body) == 3


def test_the_last_sentence_is_no_signature(tmp_path: Path) -> None:
    found = parts(tmp_path, HEAD, TITLE, ADDRESSEE, BODY, line("2021年6月3日", RIGHT))
    assert found.signatures == ()
    assert len(found.body) == 3


@pytest.mark.parametrize("last", ["（二）开展活动（2021年）", "（二）"])
def test_a_heading_in_brackets_is_no_note(tmp_path: Path, last: str) -> None:
    found = parts(tmp_path, TITLE, ADDRESSEE, BODY, line(last, INDENT))
    assert found.note is None
    assert len(found.body) == 4


# ── annexes ─────────────────────────────────────────────────────────────────────────────

TURN = f"<w:p><w:pPr><w:sectPr>{A4}</w:sectPr></w:pPr></w:p>"


@pytest.mark.parametrize(
    "start",
    [
        line("附件1", "<w:pageBreakBefore/>", HEI),
        f'<w:p><w:r><w:br w:type="page"/></w:r>{r("附件1", HEI)}</w:p>',
        '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + line("附件1", font=HEI),
        TURN + line("附件1", font=HEI),
        line("附 件 1：", "<w:pageBreakBefore/>", HEI),
        line("某政发〔2021〕15号附件1", "<w:pageBreakBefore/>"),
    ],
    ids=["before", "inside", "above", "section", "spaced", "bound apart"],
)
def test_an_annex_starts_a_page(tmp_path: Path, start: str) -> None:
    annex = start + EMPTY + line("宣传活动方案", CENTRE, SONG) + line(LONG, INDENT)
    rows = table((line("单位"), line("数量")), (line("某局"), line("3")))
    found = parts(tmp_path, HEAD, TITLE, ADDRESSEE, BODY, END, annex, rows, COLOPHON)
    (page,) = found.annexes
    assert page.number is not None
    assert "附" in page.number.text
    assert texts(page.title) == ["宣传活动方案"]
    assert [type(block).__name__ for block in page.body] == ["ParagraphFacts", "Table"]
    assert page.section == (1 if start.startswith(TURN) else 0)
    assert text(found.date) == "2021年6月3日"
    assert text(found.copies) == "抄送：某某市人民政府办公室。"


def test_an_annex_may_be_a_file_of_its_own(tmp_path: Path) -> None:
    title = EMPTY + line("宣传活动方案", CENTRE, SONG)
    found = parts(tmp_path, line("附件2", font=HEI), title, BODY)
    (page,) = found.annexes
    assert (text(page.number), texts(page.title)) == ("附件2", ["宣传活动方案"])
    assert (found.title, found.body) == ((), ())


def test_several_annexes_are_apart(tmp_path: Path) -> None:
    pages = "".join(
        line(f"附件{n}", "<w:pageBreakBefore/>", HEI) + line(LONG, INDENT) for n in (1, 2, 3)
    )
    found = parts(tmp_path, HEAD, TITLE, ADDRESSEE, BODY, END, pages)
    assert [text(page.number) for page in found.annexes] == ["附件1", "附件2", "附件3"]
    assert [page.title for page in found.annexes] == [(), (), ()]
    assert [len(page.body) for page in found.annexes] == [1, 1, 1]


# ── 版记 ────────────────────────────────────────────────────────────────────────────────


def test_a_table_at_the_end_is_the_colophon(tmp_path: Path) -> None:
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="{size}"/>'
        for side, size in (("top", 8), ("insideH", 6), ("bottom", 8))
    )
    rows = table(
        (line("主送：各乡镇。") + line("抄送：某某市人民政府办公室。"),),
        (line("某某县人民政府办公室　　2021年6月4日印发"),),
        properties=f"<w:tblBorders>{borders}</w:tblBorders>",
    )
    found = parts(tmp_path, HEAD, TITLE, BODY, END, rows)
    assert text(found.addressee_moved) == "主送：各乡镇。"
    assert text(found.copies) == "抄送：某某市人民政府办公室。"
    assert text(found.printed) == "某某县人民政府办公室　　2021年6月4日印发"
    assert found.colophon_table is not None
    assert [(name, rule.weight) for name, rule in found.colophon_rules] == [
        *(("first", 1.0), ("inner", 0.75), ("last", 1.0)),
    ]
    assert text(found.date) == "2021年6月3日"


def test_paragraphs_with_borders_are_the_colophon(tmp_path: Path) -> None:
    def ruled(*sides: str) -> str:
        rules = "".join(f'<w:{side} w:val="single" w:sz="8"/>' for side in sides)
        return f"<w:pBdr>{rules}</w:pBdr>"

    rows = line("抄送：某某局。", ruled("top", "bottom")) + line(
        "某某县办公室　2021年6月4日印发", ruled("bottom")
    )
    found = parts(tmp_path, HEAD, TITLE, BODY, END, rows)
    assert found.colophon_table is None
    assert [name for name, _ in found.colophon_rules] == ["first", "inner", "last"]


def test_a_frame_may_hold_the_colophon(tmp_path: Path) -> None:
    frame = '<w:framePr w:w="8845" w:hAnchor="margin" w:vAnchor="margin" w:yAlign="bottom"/>'
    rows = line("抄送：某某局。", frame) + line("某某县办公室　2021年6月4日印发", frame)
    found = parts(tmp_path, HEAD, TITLE, BODY, END, rows, EMPTY)
    assert found.colophon_box is not None
    assert found.colophon_box.vertical == "margin bottom"
    assert texts(found.colophon_box.paragraphs) == [text(found.copies), text(found.printed)]


def test_drawn_lines_may_be_its_rules(tmp_path: Path) -> None:
    lines = "".join(drawn(top, "sng", 1).replace("FF0000", "000000") for top in (240, 250, 262))
    rows = f"<w:p>{lines}{r('抄送：某某局。', FANG)}</w:p>" + line("办公室　2021年6月4日印发")
    found = parts(tmp_path, HEAD, TITLE, BODY, END, rows)
    assert [name for name, _ in found.colophon_rules] == ["first", "inner", "last"]


def test_copies_in_the_text_are_no_colophon(tmp_path: Path) -> None:
    said = line("经研究，现将方案印发给你们，请认真执行。", INDENT)
    found = parts(tmp_path, HEAD, TITLE, ADDRESSEE, said, BODY, END)
    assert (found.copies, found.printed, found.colophon_rules) == (None, None, ())
    assert len(found.body) == 4


def test_lines_behind_the_colophon_belong_to_it(tmp_path: Path) -> None:
    found = parts(tmp_path, HEAD, TITLE, ADDRESSEE, BODY, END, COLOPHON, line("（共印50份）"))
    assert found.note is None
    assert len(found.body) == 3


# ── what is no official document ────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "body",
    [
        "",
        EMPTY * 5,
        table((line("单位"), line("数量")), (line("某局"), line("3"))),
        line("个人简历", font=look("宋体", 12)) + line("姓名：甲乙", font=look("宋体", 12)),
        line("3"),
        line("（一）"),
    ],
    ids=["nothing", "blank", "a table", "a curriculum vitae", "a figure", "a number"],
)
def test_what_is_no_official_document_has_next_to_no_elements(tmp_path: Path, body: str) -> None:
    found = parts(tmp_path, body)
    assert found.format is Format.PLAIN
    assert found.genre == ""
    nothing = (
        *(found.copy_number, found.secrecy, found.urgency, found.number, found.red_rule),
        *(found.addressee, found.date, found.note, found.copies, found.printed),
        *(found.addressee_moved, found.colophon_table, found.colophon_box, found.issuer_row),
    )
    assert [element for element in nothing if element is not None] == []
    assert (found.marks, found.title, found.signatures, found.annexes) == ((), (), (), ())
    assert found.number_text == ""


@pytest.mark.parametrize(
    ("text", "look_", "found"),
    [
        ("各乡镇人民政府，县直各部门", "", True),
        ("某某市财政局", "", True),
        ("一、总体情况", "", False),
        ("今年以来，县里召开了会议。", "", False),
        ("县直各部门", '<w:ind w:firstLine="640"/>', False),
    ],
)
def test_an_addressee_without_its_colon_is_one_all_the_same(
    tmp_path: Path, text: str, look_: str, found: bool
) -> None:
    title = p("关于开展活动的通知", '<w:jc w:val="center"/>', look("方正小标宋简体", 22))
    body = p("某政发〔2021〕15号") + title + p(text, look_) + p("现将有关事项通知如下。")
    parts = recognise(read_paper(write(tmp_path / "a.docx", body)))
    assert (parts.addressee is not None) is found


def test_a_full_stop_behind_the_title_does_not_hide_it(tmp_path: Path) -> None:
    title = line("某某县人民政府关于开展宣传活动的通知。", CENTRE, look("宋体", 22))
    found = parts(tmp_path, HEAD, EMPTY * 2, title, EMPTY, ADDRESSEE, BODY)
    assert found.title_lines == ("某某县人民政府关于开展宣传活动的通知。",)
    assert found.genre == "通知"
    assert found.addressee is not None


_DRAWING = drawing(SetPhoto("rId9", Photo(b"", 1, 1), 36_000, 36_000), "")
PICTURE = f"<w:p><w:pPr>{CENTRE}</w:pPr><w:r><w:t>{_DRAWING}</w:t></w:r></w:p>"


def test_a_photo_and_the_short_centred_line_under_it_are_no_text(tmp_path: Path) -> None:
    caption = line("工作人员在集市解答群众提问", CENTRE)
    found = parts(tmp_path, HEAD, TITLE, ADDRESSEE, BODY, PICTURE, caption, BODY, END)
    assert texts(found.body) == [*_BODY, *_BODY]


def test_a_long_line_under_a_photo_is_text_whoever_centred_it(tmp_path: Path) -> None:
    long = line(LONG * 2, CENTRE)
    found = parts(tmp_path, HEAD, TITLE, ADDRESSEE, PICTURE, long, BODY, END)
    assert texts(found.body) == [LONG * 2, *_BODY]


_BODY = [LONG, "一、主要做法", "（一）" + LONG + LONG]


def test_a_bulletin_is_known_by_its_name_and_the_row_over_the_rule(tmp_path: Path) -> None:
    head = line("政务公开工作简报", CENTRE, MARK) + line("2021年第3期（总第15期）", CENTRE)
    row = line("某某县人民政府办公室\t2021年6月3日", RULE)
    title = EMPTY + line("某某县办好宣传月", CENTRE, SONG)
    foot = line("报：某某市人民政府办公室") + line("送：县直各部门。")
    found = parts(tmp_path, head, row, title, BODY, EMPTY * 2, foot)
    assert found.format is Format.BULLETIN
    assert (found.number_text, text(found.issuer_row)) == (
        "2021年第3期（总第15期）",
        "某某县人民政府办公室\t2021年6月3日",
    )
    assert texts(found.body) == _BODY
    assert text(found.addressee_moved) == "报：某某市人民政府办公室"
    assert text(found.copies) == "送：县直各部门。"
