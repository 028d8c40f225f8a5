"""The faces that were printed for the fonts asked for, and the characters that were not."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import docx as word
import pytest

from make_docx.rendering import Character, Page, Printed, StandIn, lost, print_pdf
from make_docx.rendering.fonts import faces, plain_name

ABSENT = "\U0002ceb0"  # of extension F
NO_SUCH_FONT = "没有这种字体"


def printed(text: str, font: str, *, shown: bool = True) -> list[Character]:
    return [
        Character(c, 10 * n, 10 * n + 5, 50, 16, font, (0, 0, 0), rotated=False, shown=shown)
        for n, c in enumerate(text)
    ]


def page(*characters: Sequence[Character]) -> Page:
    flat = tuple(character for each in characters for character in each)
    return Page(210, 297, flat, [], lambda *_: [])


NOWHERE = page(printed("国", "FallbackFace"))


# ── stand-ins ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("asked", "face"),
    [
        ("仿宋_GB2312", "FangSong_GB2312"),
        ("仿宋", "FangSong"),
        ("黑体", "SimHei"),
        ("方正小标宋简体", "FZXBSJW--GB1-0"),
        ("Times New Roman", "TimesNewRomanPSMT"),
        ("Noto Serif CJK SC", "NotoSerifCJKjp-Regular-VKana"),
    ],
)
def test_a_face_of_the_font_itself_is_no_stand_in(asked: str, face: str) -> None:
    assert faces({asked: "国"}, [page(printed("国", face)), NOWHERE]).stand_ins == ()


@pytest.mark.parametrize(
    ("asked", "face"), [("仿宋_GB2312", "FangSong"), ("方正小标宋简体", "SimSun")]
)
def test_another_face_is_a_stand_in_even_of_the_same_kind(asked: str, face: str) -> None:
    found = faces({asked: "国"}, [page(printed("国", face)), NOWHERE])
    assert found.stand_ins == (StandIn(asked, face),)


def test_a_name_that_no_list_knows_is_not_certain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    found = faces({"某种字体": "国"}, [page(printed("国", "SomeFace")), NOWHERE])
    assert found.stand_ins == (StandIn("某种字体", "SomeFace", certain=False),)


def test_what_stands_for_unknown_names_is_certainly_a_stand_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    found = faces({"某种字体": "国"}, [page(printed("国", "FallbackFace")), NOWHERE])
    assert found.stand_ins == (StandIn("某种字体", "FallbackFace"),)


def test_a_font_of_letters_is_judged_by_its_letters() -> None:
    probed = page(printed("a1", "TimesNewRomanPSMT"), printed("—", "SimSun"))
    assert faces({"Times New Roman": "a1"}, [probed, NOWHERE]).stand_ins == ()


def test_characters_that_another_face_lends_are_told() -> None:
    probed = page(printed("国民", "FangSong_GB2312"), printed("镕", "SimSun"))
    (borrowed,) = faces({"仿宋_GB2312": "国民镕"}, [probed, NOWHERE]).borrowed
    assert (borrowed.asked, borrowed.used, borrowed.characters) == ("仿宋_GB2312", "SimSun", "镕")


def test_a_face_is_told_without_what_says_that_it_is_plain() -> None:
    assert plain_name("FandolFang-Regular") == "FandolFang"
    assert plain_name("NotoSerifCJKjp-Bold-VKana") == "NotoSerifCJKjp-Bold"


# ── losses ───────────────────────────────────────────────────────────────────────────────


def test_nothing_is_lost_of_a_text_that_is_printed_in_pieces() -> None:
    assert lost("甲 乙\n丙\u200b", [page(printed("丙", "A")), page(printed("乙甲", "B"))]) == {}


def test_characters_that_are_not_printed_are_counted() -> None:
    assert lost("甲，乙，丙，", [page(printed("甲乙，丙", "A"))]) == Counter({"，": 2})


def test_a_character_shown_as_an_empty_box_is_lost() -> None:
    assert lost("甲", [page(printed("甲", "A", shown=False))]) == Counter("甲")


# ── LibreOffice itself ───────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    if shutil.which("soffice") is None and not os.environ.get("CI"):
        pytest.skip("LibreOffice is not installed")
    path: Path = tmp_path_factory.mktemp("fonts") / "a.docx"
    document = word.Document()
    document.add_paragraph(f"国民□{ABSENT}★")
    document.save(str(path))
    return print_pdf(path.read_bytes(), {NO_SUCH_FONT: "国<&民", "Liberation Serif": "a"})


@pytest.mark.layout
def test_a_font_that_is_nowhere_has_a_stand_in(real: Printed) -> None:
    (stand_in,) = (each for each in real.stand_ins if each.asked == NO_SUCH_FONT)
    assert stand_in.certain
    assert stand_in.used


@pytest.mark.layout
def test_a_font_that_is_installed_has_none(real: Printed) -> None:
    assert all(each.asked != "Liberation Serif" for each in real.stand_ins)


@pytest.mark.layout
def test_a_character_that_no_font_has_is_lost_and_a_printed_square_is_not(real: Printed) -> None:
    assert lost(f"国民□{ABSENT}★", real.pages) == Counter(ABSENT)
