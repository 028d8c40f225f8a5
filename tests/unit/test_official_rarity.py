"""Which characters need another font, which font that is, and what the clerk is told."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_docx.findings import Finding, Severity
from make_docx.model import (
    Annex,
    AnnexForm,
    Brief,
    CellRef,
    Direction,
    Document,
    Elements,
    Level,
    Mark,
    OutlineRow,
    Paragraph,
    RowKind,
    StatTable,
    TableColumn,
    TableRow,
    Unit,
)
from make_docx.official import page
from make_docx.official.glyphs import rare_characters
from make_docx.official.profile import STANDARD_FONTS, Face, Profile
from make_docx.official.rarity import (
    LATIN,
    encoded,
    font_for,
    is_common,
    is_private,
    is_stand_in,
    stretches,
)

GBK_FONTS = Profile(
    fonts={**STANDARD_FONTS, Face.FANGSONG: "仿宋", Face.XIAOBIAOSONG: "方正小标宋_GBK"}
)


# ── fonts ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("character", "国，。“”—…·～★①％℃〔〕《》√±×÷°‰Ⅳ㈠αāＡ 0a%\u3000\n")
def test_what_documents_are_written_in_is_common(character: str) -> None:
    assert is_common(character)


def test_every_chinese_character_of_gb2312_is_common() -> None:
    rows = range(0xB0, 0xF8)
    texts = (bytes((r, c)).decode("gb2312", "ignore") for r in rows for c in range(0xA1, 0xFF))
    characters = "".join(texts)
    assert len(characters) == 6763
    assert all(map(is_common, characters))


@pytest.mark.parametrize(
    ("wanted", "font"),
    [
        (page.FANGSONG, "仿宋"),
        (page.KAITI, "楷体"),
        (page.XIAOBIAOSONG, "方正小标宋_GBK"),
        (page.HEITI, page.HEITI),
        (page.SONGTI, page.SONGTI),
        ("方正仿宋简体", "仿宋"),
        ("方正仿宋_GBK", "方正仿宋_GBK"),
        ("某种字体", "某种字体"),
    ],
)
@pytest.mark.parametrize("character", "喆堃镕〇㎡")
def test_a_character_of_gbk_goes_to_the_gbk_font_of_its_kind(
    wanted: str, font: str, character: str
) -> None:
    assert font_for(character, wanted) == font


@pytest.mark.parametrize("wanted", [page.FANGSONG, page.HEITI, "方正仿宋_GBK", page.SONGTI])
@pytest.mark.parametrize(
    ("character", "font"),
    [
        ("㫚", "宋体"),
        ("䶮", "宋体"),
        ("𬭎", "SimSun-ExtB"),
        ("\U00020000", "SimSun-ExtB"),
        ("鿏", "SimSun-ExtB"),
        ("\U00030000", "SimSun-ExtG"),
    ],
)
def test_a_character_beyond_gbk_goes_to_a_song_font_of_windows(
    wanted: str, character: str, font: str
) -> None:
    assert font_for(character, wanted) == font


@pytest.mark.parametrize("character", "²³®é€")
def test_a_western_sign_goes_to_a_western_font(character: str) -> None:
    assert font_for(character, page.FANGSONG) in ("Times New Roman", page.FANGSONG)


@pytest.mark.parametrize("character", ["✓", "😀", "\ue863", "\uf0b7"])
def test_for_other_signs_no_font_is_known(character: str) -> None:
    assert font_for(character, page.FANGSONG) == ""


def test_only_rare_characters_are_cut_out() -> None:
    text = "陶喆堃和镕，䶮。"
    assert list(stretches(text, page.FANGSONG)) == [
        (page.FANGSONG, "陶"),
        ("仿宋", "喆堃"),
        (page.FANGSONG, "和"),
        ("仿宋", "镕"),
        (page.FANGSONG, "，"),
        ("宋体", "䶮"),
        (page.FANGSONG, "。"),
    ]


@pytest.mark.parametrize("sign", ["\ufe00", "\U000e0100", "\u0301", "\u200d"])
def test_what_belongs_to_a_character_stays_with_it(sign: str) -> None:
    assert list(stretches(f"国喆{sign}国{sign}", page.FANGSONG)) == [
        (page.FANGSONG, "国"),
        ("仿宋", f"喆{sign}"),
        (page.FANGSONG, f"国{sign}"),
    ]


@given(st.text(alphabet="国喆㫚𬭎²✓\ufe00a1，", max_size=40))
def test_nothing_is_lost_or_cut_more_than_needed(text: str) -> None:
    found = list(stretches(text, page.FANGSONG))
    assert "".join(piece for _, piece in found) == text
    assert all(one != other for (one, _), (other, _) in pairwise(found))


@pytest.mark.parametrize(("text", "font"), [("䶮㫚", "宋体"), ("𬭎", "SimSun-ExtB"), ("²", LATIN)])
def test_a_font_stands_in_for_what_no_font_of_the_kind_has(text: str, font: str) -> None:
    assert is_stand_in(text, font)


@pytest.mark.parametrize(
    ("text", "font"),
    [("喆", "宋体"), ("国", "宋体"), ("䶮国", "宋体"), ("䶮", "黑体"), ("", "宋体")],
)
def test_a_font_does_not_stand_in_where_one_of_the_kind_would_do(text: str, font: str) -> None:
    assert not is_stand_in(text, font)


# ── private codes ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("character", ["\ue000", "\uf8ff", "\U000f0000", "\U0010fffd"])
def test_private_codes_are_private(character: str) -> None:
    assert is_private(character)


@pytest.mark.parametrize(
    ("character", "standard"),
    [("\ue863", "䶮"), ("\ue815", "⺁"), ("\ue864", ""), ("\ue000", ""), ("\uf0b7", "")],
)
def test_a_code_of_old_windows_has_a_standard_character(character: str, standard: str) -> None:
    assert encoded(character) == standard


# ── findings ─────────────────────────────────────────────────────────────────────────────

TITLE_REF = CellRef("公文要素.xlsx", "公文要素", "B16")
ROW_REF = CellRef("公文要素.xlsx", "正文", "B4")
UNIT_REF = CellRef("公文要素.xlsx", "单位名册", "A9")


def found(
    title: str = "某县关于活动的报告",
    body: str = "开展活动。",
    level: Level = Level.BODY,
    cell: str = "县一中",
    profile: Profile | None = None,
) -> tuple[Finding, ...]:
    brief = Brief(
        file="公文要素.xlsx",
        kind_id="activity-summary",
        elements=Elements(title=title),
        element_refs={"title": TITLE_REF},
        outline=(OutlineRow(level, "堃县开展活动。", ROW_REF),),
        units=(Unit("镕县一中", ref=UNIT_REF),),
    )
    table = StatTable((TableColumn("单位"),), (TableRow(RowKind.UNIT, (cell,)),))
    document = Document(
        direction=Direction.DOWN,
        mark=Mark(("某县文件",)),
        number="",
        title=title,
        title_lines=(title,),
        addressee="",
        paragraphs=(Paragraph(level, "", body),),
        signatures=("某县",),
        issued_on="2021年6月3日",
        issuer="某县",
        created=dt.date(2021, 6, 3),
        annexes=(Annex(0, "统计表", AnnexForm.TABLE, table=table),),
    )
    return rare_characters(brief, document, *([profile] if profile else []))


def test_a_document_of_common_characters_has_no_notes() -> None:
    assert found() == ()


def test_a_rare_character_is_noted_with_the_cell_it_was_typed_in() -> None:
    (note,) = found(title="喆县关于活动的报告")
    assert (note.code, note.severity) == ("rare-character", Severity.NOTE)
    assert (note.place, note.found) == (TITLE_REF.place(), "喆")
    assert note.expected == "方正小标宋_GBK"


@pytest.mark.parametrize(
    ("body", "cell", "place"),
    [("堃县。", "县一中", ROW_REF), ("开展活动。", "镕县一中", UNIT_REF)],
)
def test_rows_of_the_brief_are_found_too(body: str, cell: str, place: CellRef) -> None:
    (note,) = found(body=body, cell=cell)
    assert note.place == place.place()


def test_what_came_in_a_submission_is_placed_by_its_element() -> None:
    (note,) = found(body="喆县。")
    assert (note.place.cell, note.place.label) == ("", "正文")


def test_a_character_is_noted_once_with_every_font_it_needs() -> None:
    (note,) = found(title="喆县的报告", body="喆县，喆县。", cell="喆县一中")
    assert note.expected == "方正小标宋_GBK、仿宋"
    assert "标题、正文、附件" in note.message


def test_a_font_that_has_the_character_needs_no_note() -> None:
    assert found(body="喆县", level=Level.HEADING_1) == ()
    assert found(title="喆县的报告", body="喆县。", profile=GBK_FONTS) == ()


def test_fonts_of_gbk_still_lack_what_is_beyond() -> None:
    (note,) = found(title="䶮县的报告", profile=GBK_FONTS)
    assert note.expected == "宋体"


def test_a_sign_that_no_font_has_is_warned_of() -> None:
    (warning,) = found(body="✓完成")
    assert (warning.code, warning.severity) == ("character-without-font", Severity.WARN)


def test_a_private_code_is_warned_of_and_put_right_where_it_can_be() -> None:
    (warning,) = found(body="张\ue863")
    assert (warning.code, warning.severity) == ("private-character", Severity.WARN)
    assert (warning.found, warning.expected) == ("U+E863", "䶮")
