"""A 格式规定 as an office writes it in 记事本, right and wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_docx.errors import InputError
from make_docx.official.profile import STANDARD, Bold, Face, PageNumberSide, Profile
from make_docx.official.profile_file import read_profile
from make_docx.official.profile_text import FaultyTextError, content

GUIDE = Path(__file__).parents[2] / "docs" / "格式规定.md"
WHOLE = """\
"机关" = "某某县人民政府办公室"

["字体"]
"仿宋" = "仿宋"
"小标宋" = "方正小标宋_GBK"
"数字和字母" = "Times New Roman"

["版面"]
"行距" = 28
"页码" = "居中"
"加粗" = ["标题", "三级标题"]
"""


def read(folder: Path, text: str, encoding: str = "utf-8") -> Profile:
    path = folder / "格式规定.toml"
    path.write_bytes(text.encode(encoding))
    return read_profile(path)


def faults(folder: Path, text: str) -> list[str]:
    """The numbered sentences of the refusal."""
    with pytest.raises(InputError) as refusal:
        read(folder, text)
    return re.findall(r"^  \d+\. (.*)$", str(refusal.value), re.M)


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    profile = read(tmp_path, WHOLE)
    assert profile.name == "某某县人民政府办公室"
    assert profile.fonts[Face.FANGSONG] == "仿宋"
    assert profile.fonts[Face.XIAOBIAOSONG] == "方正小标宋_GBK"
    assert profile.fonts[Face.KAITI] == STANDARD.fonts[Face.KAITI]
    assert profile.digits == "Times New Roman"
    assert profile.line_pitch == 28
    assert profile.page_number is PageNumberSide.CENTRE
    assert profile.bold == {Bold.TITLE, Bold.HEADING_3}


@pytest.mark.parametrize(
    "text", ["", "# 都按国家标准\n", '["版面"]\n"行距" = 28.95\n"页码" = "外侧"\n"加粗" = []\n']
)
def test_what_is_not_said_is_as_the_standard_has_it(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == STANDARD


def test_one_thing_in_bold_needs_no_list(tmp_path: Path) -> None:
    assert read(tmp_path, '["版面"]\n"加粗" = "标题"').bold == {Bold.TITLE}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_however_notepad_saved_it(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, WHOLE.replace("\n", "\r\n"), encoding) == read(tmp_path, WHOLE)


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0\0\0", b"\xff\xff\xff", b"PK\x03\x04\0\0"])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "格式规定.toml"
    path.write_bytes(data)
    with pytest.raises(InputError, match="1 处问题"):
        read_profile(path)


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    assert len(faults(tmp_path, "#" * 100_000)) == 1


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有的"):
        read_profile(tmp_path / "没有的.toml")


# ── the way it is written ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("“行距” = 28", '"行距" = 28'),
        ('"行距" ＝ 28', '"行距" = 28'),
        ("行距 = 28", '"行距" = 28'),
        ('"行距" = 28磅', '"行距" = 28'),
        ('"行距" = 28.5 磅 # 本县', '"行距" = 28.5'),
        ('"页码" = 居中', '"页码" = "居中"'),
        ('"加粗" = ["标题"，"三级标题"]', '"加粗" = ["标题","三级标题"]'),
    ],
)
def test_what_a_chinese_keyboard_does_is_shown_put_right(
    tmp_path: Path, written: str, right: str
) -> None:
    (fault,) = faults(tmp_path, f'["版面"]\n{written}\n')
    assert fault.startswith("第 2 行：")
    assert fault.endswith(f"应写成：{right}")
    assert read(tmp_path, f'["版面"]\n{right}\n') != Profile("x")


def test_a_table_without_quotation_marks_is_shown_put_right(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "［版面］\n")
    assert fault.endswith('应写成：["版面"]')


def test_every_line_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    found = faults(tmp_path, '机关 = 某县\n["版面"]\n行距 = 28\n页码 = 居中\n')
    assert [fault[:5] for fault in found] == ["第 1 行", "第 3 行", "第 4 行"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('["版面"]\n"行距" = 28\n"行距" = 29\n', 3),
        ('["版面"]\n"行距" = 28\n["版面"]\n', 3),
        ('["版面"]\n"页码" = "居中\n', 2),
        ('["版面"\n', 1),
        ('["版面"]\n"加粗" = ["标题"\n', 2),
    ],
)
def test_the_line_of_any_other_fault_is_told(tmp_path: Path, text: str, line: int) -> None:
    (fault,) = faults(tmp_path, text)
    assert fault.startswith(f"第 {line} 行：")


@given(st.text(alphabet="机关字体\"'[]=,#\n\t\0 28.磅“”＝\\u1{}", max_size=60))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    found: object = None
    try:
        found = content(text.encode())
    except FaultyTextError as error:
        found = error.faults
    assert isinstance(found, dict) or all(found)


# ── what it says ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"行距" = 28\n', '["版面"]'),
        ('["字体"]\n"行距" = 28\n', '["版面"]'),
        ('["字体"]\n"仿宋体" = "仿宋"\n', "“仿宋”"),
        ('["字体"]\n"小标宋体" = "华文中宋"\n', "“小标宋”"),
        ('["板面"]\n', "“版面”"),
        ('["版面"]\n"机关" = "某县"\n', "前面"),
        ('["版面"]\n"上边距" = 37\n', "行距、页码、加粗"),
        ('"字体" = "仿宋"\n', '["字体"]'),
    ],
)
def test_an_unknown_key_is_led_to_the_right_one(tmp_path: Path, text: str, words: str) -> None:
    (fault,) = faults(tmp_path, text)
    assert words in fault


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('"行距" = "28"', "只写数字"),
        ('"行距" = true', "只写数字"),
        ('"行距" = 19.9', "20 到 35.4"),
        ('"行距" = 35.5', "20 到 35.4"),
        ('"行距" = nan', "20 到 35.4"),
        ('"行距" = inf', "20 到 35.4"),
        ('"页码" = "中间"', "“外侧”或“居中”"),
        ('"页码" = 1', "“外侧”或“居中”"),
        ('"加粗" = true', "“标题”"),
        ('"加粗" = ["署名"]', "“署名”"),
        ('"加粗" = [["标题"]]', "“标题”"),
    ],
)
def test_a_value_that_cannot_be_is_told_with_what_can(
    tmp_path: Path, line: str, expected: str
) -> None:
    (fault,) = faults(tmp_path, f'["版面"]\n{line}\n')
    assert expected in fault


@pytest.mark.parametrize("pitch", [20, 35.4])
def test_the_least_and_the_most_pitch_are_taken(tmp_path: Path, pitch: float) -> None:
    profile = read(tmp_path, f'["版面"]\n"行距" = {pitch}\n')
    assert profile.lines >= 18


@pytest.mark.parametrize(
    "font",
    ["", "  ", "simfang.ttf", "仿宋 三号", "仿宋，宋体", "C:\\\\Windows", "123", "字" * 32, "a<b"],
)
def test_what_is_no_name_of_a_font_is_refused(tmp_path: Path, font: str) -> None:
    (fault,) = faults(tmp_path, f'["字体"]\n"仿宋" = "{font}"\n')
    assert fault.startswith("“仿宋”")


@pytest.mark.parametrize(
    "font", ["仿宋", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "华文仿宋", "Times New Roman"]
)
def test_a_name_of_a_font_is_taken_as_it_is(tmp_path: Path, font: str) -> None:
    assert read(tmp_path, f'["字体"]\n"仿宋" = "{font}"\n').fonts[Face.FANGSONG] == font


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = '"x" = 1\n["字体"]\n"黑体" = 3\n["版面"]\n"行距" = 1\n"页码" = ""\n'
    assert len(faults(tmp_path, text)) == 4


def test_the_example_of_the_guide_is_read(tmp_path: Path) -> None:
    examples = re.findall(r"```toml\n(.*?)```", GUIDE.read_text("utf-8"), re.S)
    profiles = [read(tmp_path, example) for example in examples]
    assert any(not profile.is_standard for profile in profiles)
