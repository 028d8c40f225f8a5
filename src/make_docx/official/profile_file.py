"""Turns a 格式规定.toml into the `Profile` it describes, or into every fault it has at once."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

from msgspec import Struct, field

from make_docx.errors import InputError
from make_docx.findings import excerpt
from make_docx.late_pattern import late_pattern
from make_docx.official import page
from make_docx.official.profile import (
    STANDARD_FONTS,
    Bold,
    Face,
    PageNumberSide,
    Profile,
)
from make_docx.official.profile_text import FaultyTextError, content

_T = TypeVar("_T")

_LARGEST: Final = 1 << 16  # bytes; a full one has less than two thousand
# 16 pt of type in less than 1.25 times its size touches, and Word cuts it; a page of fewer than
# 18 lines is no longer the page of 5.2.3.
_LEAST_PITCH: Final = 20.0
_FEWEST_LINES: Final = 18
_MOST_PITCH: Final = 35.4
_LONGEST_FONT: Final = 31  # characters that Windows takes
_NO_FONT: Final = late_pattern(r"[\x00-\x1f\x7f\"'<>,，;；、/\\:：]")
_FONT_FILE: Final = late_pattern(r"\.(ttf|ttc|otf|fon)$", re.I)
_SIZE: Final = late_pattern(r"(号|磅|pt)$", re.I)

_NAME, _FONTS, _DIGITS, _PAGE = "机关", "字体", "数字和字母", "版面"
_PITCH, _NUMBER, _BOLD = "行距", "页码", "加粗"
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    _FONTS: (*Face, _DIGITS),
    _PAGE: (_PITCH, _NUMBER, _BOLD),
}


def read_profile(path: Path) -> Profile:
    """Read and check a 格式规定; what it does not say is as the standard has it.

    Raises:
        InputError: the file cannot be read or is wrong; the message lists every fault.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise InputError(
            f"打不开格式规定“{path}”：{error.strerror}。请检查文件还在不在、有没有被别的程序占用。"
        ) from error
    if len(data) > _LARGEST:
        raise _refusal(path, ["文件太大，不像是格式规定"])
    try:
        reader = _Reader(content(data))
    except FaultyTextError as error:
        raise _refusal(path, error.faults) from error
    profile = reader.profile()
    if reader.faults:
        raise _refusal(path, reader.faults)
    return profile


def _refusal(path: Path, faults: list[str]) -> InputError:
    return InputError(
        "\n".join(
            (
                f"格式规定“{path.name}”有 {len(faults)} 处问题：",
                *(f"  {number}. {fault}" for number, fault in enumerate(faults, start=1)),
                "请用记事本打开它改正后再试；写法见“docs/格式规定.md”。",
            )
        )
    )


class _Reader(Struct):
    """Reads what TOML says and collects what is wrong with it."""

    content: dict[str, Any]
    faults: list[str] = field(default_factory=list)

    def profile(self) -> Profile:
        self._unknown(self.content, (_NAME, *_KEYS), "")
        fonts = self._table(_FONTS)
        layout = self._table(_PAGE)
        return Profile(
            name=self._value(self.content, _NAME, _text, ""),
            fonts={
                face: self._value(fonts, face, _font, standard)
                for face, standard in STANDARD_FONTS.items()
            },
            digits=self._value(fonts, _DIGITS, _font, ""),
            page_number=self._value(layout, _NUMBER, _side, PageNumberSide.OUTSIDE),
            line_pitch=self._value(layout, _PITCH, _pitch, page.LINE_PITCH / page.TWIPS_PER_POINT),
            bold=self._value(layout, _BOLD, _bold, frozenset()),
        )

    # ── what there is ────────────────────────────────────────────────────────────────────

    def _table(self, name: str) -> dict[str, Any]:
        table = self.content.get(name, {})
        if not isinstance(table, dict):
            self.faults.append(f'“{name}”应单独占一行，写成 ["{name}"]，下面一行写一项')
            return {}
        self._unknown(table, _KEYS[name], name)
        return table

    def _unknown(self, table: Mapping[str, Any], known: tuple[str, ...], name: str) -> None:
        for key in table:
            if key in known:
                continue
            home = next((home for home, keys in _KEYS.items() if key in keys), "")
            near = [one for one in known if key.startswith(one)]  # 仿宋体
            near += difflib.get_close_matches(key, known, n=1, cutoff=0.5)
            where = f"“{name}”下面" if name else "格式规定里"
            if home:
                advice = f'它应写在 ["{home}"] 下面'
            elif name and key == _NAME:
                advice = '它应写在所有 ["…"] 的前面'
            elif near:
                advice = f"是不是“{near[0]}”？"
            else:
                advice = f"可以写的有：{'、'.join(known)}"
            self.faults.append(f"{where}没有“{excerpt(key)}”这一项：{advice}")

    def _value(
        self, table: Mapping[str, Any], key: str, read: Callable[[Any], _T], default: _T
    ) -> _T:
        if key not in table:
            return default
        try:
            return read(table[key])
        except ValueError as error:
            found = excerpt(_shown(table[key]))
            self.faults.append(f"“{key}”写的是{found}：{error}")
            return default


# ── values: each function gives the value, or raises ValueError with what was expected ───────


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("应为文字，放在英文引号里")
    return " ".join(value.split())


def _font(value: object) -> str:
    name = _text(value)
    if not name:
        raise ValueError("应为字体名称；按国家标准的，把这一行删去")
    if _FONT_FILE.search(name):
        raise ValueError("这是字体文件名。应为 Word“字体”框里显示的名称，例如 仿宋_GB2312")
    if _SIZE.search(name):
        raise ValueError("只写字体名称，不写字号")
    if len(name) > _LONGEST_FONT or _NO_FONT.search(name) or not any(map(str.isalpha, name)):
        raise ValueError("不像字体名称。应与 Word“字体”框里显示的完全一样，只写一种")
    return name


def _side(value: object) -> PageNumberSide:
    if value in tuple(PageNumberSide):
        return PageNumberSide(str(value))
    raise ValueError(f"应为{_either(PageNumberSide)}")


def _pitch(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("应为磅数，只写数字，不加引号和单位，例如 28.95")
    if not value >= _LEAST_PITCH:  # nan too
        raise ValueError(
            f"应为 {_LEAST_PITCH:g} 到 {_MOST_PITCH:g} 磅，再小 3 号字会上下相碰、被切掉"
        )
    if value > _MOST_PITCH:
        raise ValueError(
            f"应为 {_LEAST_PITCH:g} 到 {_MOST_PITCH:g} 磅，再大一面不足 {_FEWEST_LINES} 行"
        )
    return float(value)


def _bold(value: object) -> frozenset[Bold]:
    listed = value if isinstance(value, list) else [value]
    if unknown := [entry for entry in listed if entry not in tuple(Bold)]:
        shown = "、".join(excerpt(_shown(entry)) for entry in unknown)
        raise ValueError(f'没有{shown}。应为{_either(Bold)}，几个都要的写成 ["标题", "三级标题"]')
    return frozenset(Bold(str(entry)) for entry in listed)


def _either(choices: Iterable[str]) -> str:
    return "或".join(f"“{choice}”" for choice in choices)


def _shown(value: object) -> str:
    return f"“{value}”" if isinstance(value, str) else str(value)
