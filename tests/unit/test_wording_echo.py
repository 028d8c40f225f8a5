"""What stands twice where text is put into text: words, labels, marks; and what may stand twice."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

import pytest
from msgspec.structs import replace

from make_docx.findings import Severity
from make_docx.kinds import open_shelf
from make_docx.model import (
    AnnexForm,
    AnnexRow,
    Brief,
    Cell,
    CellKind,
    CellRef,
    Checked,
    Column,
    Elements,
    Entry,
    Figures,
    FilledBy,
    Indicator,
    Level,
    OutlineRow,
    Record,
    Table,
    Text,
    Unit,
    UnitReport,
    ValueType,
)
from make_docx.wording import compose
from make_docx.wording.echo import doubled_marks, doubled_words
from make_docx.wording.name import hint

FILE = "公文要素.xlsx"
ELEMENTS = Elements(activity="政务公开宣传月活动", title="通知", issuer="XX镇人民政府")
TASKS = Table(
    "任务",
    FilledBy.OFFICE,
    (Column("任务"), Column("内容", required=False), Column("牵头", required=False)),
)
GROUNDS = Table("依据", FilledBy.OFFICE, (Column("文件标题"), Column("发文字号", required=False)))
ACTIONS = Indicator("做法", value_type=ValueType.TEXT)
UNIT = Unit("甲镇")


def row_of(table: Table, number: int, *texts: str | None) -> Entry:
    values = dict(zip((c.label for c in table.columns), texts, strict=False))
    cells = {
        label: Cell(
            CellRef(FILE, table.name, f"{letter}{number}"), label, CellKind.TEXT, text or ""
        )
        for letter, (label, text) in zip("ABC", values.items(), strict=False)
    }
    return Entry(Record(CellRef(FILE, table.name, f"A{number}"), cells), values)


def job(
    *rows: tuple[Level, str] | str,
    elements: Elements = ELEMENTS,
    tasks: Sequence[Sequence[str | None]] = (),
    grounds: Sequence[Sequence[str | None]] = (),
    texts: Mapping[str, str] | None = None,
    annexes: Sequence[tuple[str, AnnexForm, str]] = (),
) -> Text:
    outline = [(Level.BODY, row) if isinstance(row, str) else row for row in rows]
    units = tuple(Unit(name) for name in texts or {}) or (UNIT,)
    brief = Brief(
        FILE,
        "kind",
        elements,
        {"title": CellRef(FILE, "公文要素", "C20")},
        indicators=(ACTIONS,),
        units=units,
        outline=tuple(
            OutlineRow(level, text, CellRef(FILE, "正文", f"B{number}"))
            for number, (level, text) in enumerate(outline, 2)
        ),
        annexes=tuple(
            AnnexRow(name, form, text, CellRef(FILE, "附件", f"C{number}"))
            for number, (name, form, text) in enumerate(annexes, 2)
        ),
        tables=(TASKS, GROUNDS),
    )
    reports = tuple(
        UnitReport(unit, "", {}, {ACTIONS.label: (texts or {}).get(unit.name, "")})
        for unit in units
    )
    entries = {
        "任务": tuple(row_of(TASKS, number, *row) for number, row in enumerate(tasks, 5)),
        "依据": tuple(row_of(GROUNDS, number, *row) for number, row in enumerate(grounds, 5)),
    }
    return compose(brief, Checked(units, reports, entries=entries), Figures({}, {}, {}))


def told(text: Text) -> list[tuple[str, str, str]]:
    return [(f.code, f.place.cell, f.found) for f in text.findings]


def printed(text: Text) -> list[str]:
    return [paragraph.number + paragraph.text for paragraph in text.paragraphs]


# ── words ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("activity", "text", "found"),
    [
        ("政务公开工作情况", "现将【活动名称】情况报告如下。", "公开工作情况情况报告如下"),
        ("宣传月活动", "开展【活动名称】活动。", "展宣传月活动活动。"),
        ("开展宣传月活动", "镇政府开展【活动名称】。", "镇政府开展开展宣传月活"),
        ("XX县宣传月", "在XX县【活动名称】期间", "在XX县XX县宣传月期"),
        ("宣传月活动", "现将情况情况报告如下。", "现将情况情况报告如下"),
    ],
)
def test_a_word_that_would_be_printed_twice_is_a_warning(
    activity: str, text: str, found: str
) -> None:
    made = job(text, elements=replace(ELEMENTS, activity=activity))
    assert told(made) == [("words-doubled", "B2", found)]
    assert made.findings[0].severity is Severity.WARN


@pytest.mark.parametrize(
    ("held_on", "text", "found"),
    [
        ("拟于6月1日", "我局拟于【活动时间】开展。", "我局拟于拟于6月1日"),
        ("于6月1日", "我局拟于【活动时间】开展。", "我局拟于于6月1日"),
        ("6月1日前", "请于【活动时间】前报送。", "6月1日前前报送。"),
    ],
)
def test_a_preposition_typed_on_both_sides_of_a_seam_is_told(
    held_on: str, text: str, found: str
) -> None:
    made = job(text, elements=replace(ELEMENTS, held_on=held_on))
    assert told(made) == [("words-doubled", "B2", found)]


@pytest.mark.parametrize(
    "text",
    [
        "天天见，人人懂，常常问，大大方方，层层落实，件件有着落，处处用心，个个过关，试试看。",
        "家家户户、点点滴滴、千千万万、方方面面、清清楚楚、实实在在，马马虎虎不得。",
        "一件一件办，一户一户走，两个两个地进，逐条逐条过。",
        "基层党组织组织学习，人大代表代表群众发言，分管领导领导下的工作组，这一标志标志着。",
        "小学教师教师资格认定，民生工程工程款，城投公司公司章程。",
        "张××、李××到会，××××另行通知，电话0000-0000000，2020年、1212件、5月5日。",
        "转发市政府关于做好宣传工作的通知的通知。",
        "于家村、在在职人员中，对对口支援单位，向向阳村，以以工代赈，由由来已久。",
        "……——！！",
    ],
)
def test_what_may_stand_twice_is_no_finding(text: str) -> None:
    assert told(job(text)) == []


@pytest.mark.parametrize(
    ("text", "held_on"),
    [
        ("在【活动时间】人员中开展", "在职"),
        ("到【活动时间】走访", "于家村"),
        ("活动【活动时间】", ""),
    ],
)
def test_a_seam_is_told_only_where_it_is_beyond_doubt(text: str, held_on: str) -> None:
    made = job(text, elements=replace(ELEMENTS, held_on=held_on))
    assert [f.code for f in made.findings] in ([], ["placeholder-unusable"])


def test_a_unit_s_own_words_are_not_judged() -> None:
    assert list(doubled_words("甲镇：常研究研究。", ["常研究研究。"])) == []
    assert told(job("【各单位|做法】", texts={"甲镇": "商量商量再办。", "乙乡": "登记。"})) == []


def test_a_title_that_ends_with_its_genre_twice_has_it_once_and_says_why() -> None:
    elements = replace(ELEMENTS, title="【活动名称】纪要", activity="协调会议纪要")
    made = job("正文。", elements=elements)
    assert made.title == "协调会议纪要"
    assert told(made) == [("words-doubled", "C20", "协调会议纪要纪要")]


def test_the_default_text_of_no_kind_says_anything_twice() -> None:
    for kind in open_shelf().kinds:
        texts = [text for _, text in kind.outline] + [kind.title, *(a.name for a in kind.annexes)]
        for text in texts:
            assert list(doubled_words(text, [])) == [], (kind.id, text)
            assert list(doubled_marks(text)) == [], (kind.id, text)


def test_a_mark_at_the_end_of_an_element_is_not_printed_inside_a_sentence() -> None:
    elements = replace(
        ELEMENTS, activity="宣传月活动。", held_on="5月1日；", title="【活动名称】方案"
    )
    made = job("【活动时间】开展【活动名称】的通知：{【活动时间】，}照办。", elements=elements)
    assert (made.title, printed(made)) == (
        "宣传月活动方案",
        ["5月1日开展宣传月活动的通知：5月1日，照办。"],
    )
    assert told(made) == []


# ── labels ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["{联系方式：【联系方式】。}", "联系方式：【联系方式】。"])
def test_a_label_typed_into_the_element_too_is_printed_once(text: str) -> None:
    made = job(text, elements=replace(ELEMENTS, contact="联系方式：办公室 0000-0000000"))
    assert (printed(made), told(made)) == (["联系方式：办公室 0000-0000000。"], [])


def test_two_labels_in_a_row_are_told() -> None:
    made = job("联系方式：【联系方式】。", elements=replace(ELEMENTS, contact="联系人：张××。"))
    assert printed(made) == ["联系方式：联系人：张××。"]
    assert told(made) == [("labels-doubled", "B2", "联系方式：联系人：")]


def test_a_unit_that_begins_with_its_own_name_is_named_once() -> None:
    made = job("【各单位|做法】", texts={"甲镇": "甲镇：公开上墙。", "乙乡": "乙乡公开上墙。"})
    assert printed(made) == ["甲镇：公开上墙。", "乙乡公开上墙。"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("甲镇坚持早谋划，组织各村干部学习。", "甲镇坚持早谋划，组织各村干部学习。"),
        ("甲镇  组织了宣传。", "甲镇组织了宣传。"),
        ("甲镇卫生院组织义诊。", "甲镇：甲镇卫生院组织义诊。"),
        ("甲镇的干部上门宣传。", "甲镇：甲镇的干部上门宣传。"),
        ("甲镇和乙乡一起宣传。", "甲镇：甲镇和乙乡一起宣传。"),
        ("甲镇", "甲镇：甲镇。"),
    ],
)
def test_the_name_of_a_unit_is_left_out_only_where_its_own_words_say_whose_they_are(
    text: str, told: str
) -> None:
    made = job("【各单位|做法】", texts={"甲镇": text, "乙乡": "公开上墙。"})
    assert printed(made) == [told, "乙乡：公开上墙。"]


def test_what_units_say_in_their_own_words_is_known_as_theirs() -> None:
    made = job(
        "各地办了3件事。", "【各单位|做法】", texts={"甲镇": "办了 12 件。", "乙乡": "办了2件。"}
    )
    assert printed(made)[1] == "甲镇：办了12件。"
    assert [paragraph.is_quoted for paragraph in made.paragraphs] == [False, True, True]


# ── marks ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "cell", ["登记意见", "登记意见。", "登记意见；", "登记意见，", "，登记意见。。"]
)
def test_whatever_mark_a_cell_ends_with_the_text_has_the_right_one(cell: str) -> None:
    rows: list[tuple[Level, str] | str] = [
        (Level.HEADING_2, "【任务|任务】"),
        (Level.HEADING_3, "【任务|任务】（【任务|牵头】）"),
        "由【任务|牵头】负责：【任务|任务】（【任务|牵头】）。",
        "具体是【任务|任务】，另行通知。",
        "任务：【任务|任务】",
    ]
    made = job(*rows, tasks=[(cell, None, "甲局")])
    end = "。" if cell[-1] in "。；，" else ""
    assert printed(made) == [
        "（一）登记意见",
        "1.登记意见（甲局）",
        "由甲局负责：登记意见（甲局）。",
        "具体是登记意见，另行通知。",
        f"任务：登记意见{end}",
    ]
    assert [f.code for f in made.findings] == ["outline-skipped"]


def test_a_paragraph_that_begins_with_its_heading_keeps_its_stop() -> None:
    rows: list[tuple[Level, str] | str] = [(Level.HEADING_1, "【任务|任务】"), "【任务|内容】"]
    made = job(*rows, tasks=[("加强领导。成立工作组。", "下设办公室，")])
    assert printed(made) == ["一、加强领导。成立工作组。", "下设办公室。"]


def test_a_heading_without_a_section_stays_a_sentence() -> None:
    made = job((Level.HEADING_1, "【任务|任务】"), tasks=[("登记意见。",)])
    assert (printed(made), told(made)) == (["一、登记意见。"], [])


@pytest.mark.parametrize("text", ["先办。。再报", "先办，。再报", "先办；；再报"])
def test_marks_that_a_cell_has_too_many_of_are_told(text: str) -> None:
    assert told(job("【任务|任务】", tasks=[(f"{text}。",)])) == [
        ("marks-doubled", "B2", f"{text}。")
    ]
    made = job("【各单位|做法】", texts={"甲镇": f"{text}。"})
    assert [f.code for f in made.findings] == ["marks-doubled"]


def test_a_cell_of_a_printed_table_has_no_loose_mark_at_its_end() -> None:
    tasks = [("公开目录；", "1.甲；\n2.乙；", "张  三"), ("办事指南，", "照办。", "李四")]
    made = job(annexes=[("任务表", AnnexForm.RECORDS, "任务")], tasks=tasks)
    table = made.annexes[0].table
    assert table is not None
    assert [row.cells[1:] for row in table.rows] == [
        ("公开目录", "1.甲；\n2.乙；", "张\u3000三"),
        ("办事指南", "照办。", "李四"),
    ]


# ── names and documents ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["张三", "张 三", "张  三", "张\u3000三", " 张\u3000\u3000三 "])
def test_a_name_of_two_characters_is_one_word_in_running_text(name: str) -> None:
    made = job(
        "组长：【任务|任务（牵头）|列出】。", tasks=[(name, None, "副镇长"), ("欧阳修", None, "")]
    )
    assert printed(made) == ["组长：张三（副镇长）、欧阳修。"]


def test_a_title_without_its_marks_is_told_with_what_it_should_be() -> None:
    made = job(
        "【依据|文件标题（发文字号）|列出】",
        grounds=[
            ("关于开展宣传月活动的通知", "X政办发[2021]8号"),
            ("《关于开展宣传月活动的通知》", "X政办发〔2021〕第08号"),
            ("《宣传月方案》", "X政办发〔2021〕8号"),
            ("省宣传月方案", None),
        ],
    )
    assert [(f.code, f.place.sheet, f.place.cell, f.expected) for f in made.findings] == [
        ("citation-title", "依据", "A5", "《关于开展宣传月活动的通知》"),
        ("citation-number", "依据", "B5", "〔2021〕8号"),
        ("citation-number", "依据", "B6", "〔2021〕8号"),
        ("citation-title", "依据", "A8", "《省宣传月方案》"),
    ]


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("X政办发[2021]8号", "〔2021〕8号"),
        ("教秘基（2018）X号", "〔2018〕X号"),
        ("X政〔 2021 〕8 号", "〔2021〕8号"),
        ("X政〔2021〕8号", ""),
        ("2021年第3号公告", ""),
        ("活动（2021）年", ""),
    ],
)
def test_the_number_of_a_document_in_the_text_has_its_own_brackets(typed: str, right: str) -> None:
    made = job(f"根据文件（{typed}）要求，现通知如下。")
    assert [f.expected for f in made.findings] == ([right] if right else [])


# ── what is issued ───────────────────────────────────────────────────────────────────────


def issued(title: str, text: str, name: str = "宣传月活动实施方案") -> list[tuple[str, str, str]]:
    rows: list[tuple[Level, str] | str] = [text, (Level.ENCLOSURE, name), "照此办理。"]
    return told(job(*rows, elements=replace(ELEMENTS, title=title)))


def test_what_the_title_says_is_issued_has_to_be_what_is_issued() -> None:
    text = "现将《宣传月活动实施方案》印发给你们。"
    assert issued("关于印发《宣传月活动实施方案》的通知", text) == []
    assert issued("关于印发宣传月活动实施方案的通知", "现印发给你们。") == []
    assert issued("关于印发《宣传月 活动实施方案》的通知", text) == []
    assert issued("关于印发《宣传月方案》的通知", text) == [("enclosure-title", "B3", "宣传月方案")]
    other = "现将《宣传月方案》印发给你们，请按照《政务公开条例》执行。"
    assert issued("关于印发《宣传月活动实施方案》的通知", other) == [
        ("enclosure-title", "B3", "宣传月方案")
    ]


def test_two_that_are_issued_may_stand_in_one_title() -> None:
    rows: list[tuple[Level, str] | str] = ["现印发给你们。"]
    rows += [(Level.ENCLOSURE, "甲办法"), "照办。", (Level.ENCLOSURE, "乙办法"), "照办。"]
    title = "关于印发《甲办法》和《乙办法》的通知"
    assert told(job(*rows, elements=replace(ELEMENTS, title=title))) == []


# ── texts of thousands of references ─────────────────────────────────────────────────────


def test_thousands_of_texts_that_are_put_in_are_looked_through_once() -> None:
    signs = [chr(0x7000 + number) for number in range(3000)]
    pairs = [f"{one}{two}" for one, two in zip(signs, reversed(signs), strict=True)]
    inserted = [f"{pair}{pair}" for pair in pairs[::2]]
    began = time.process_time()
    found = list(doubled_words("".join(2 * pair for pair in pairs), [*inserted, *pairs]))
    assert [echo.first for echo in found] == pairs[1::2]
    assert time.process_time() - began < 1


def test_a_name_that_is_not_known_is_compared_once_however_often_it_stands() -> None:
    known = [f"活动{number}情况" for number in range(60)]
    began = time.process_time()
    assert {hint("活动7情形", known) for _ in range(3000)} == {"，是不是“活动7情况”？"}
    assert time.process_time() - began < 1
