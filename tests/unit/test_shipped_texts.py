"""The texts that are shipped, of the kinds and of the samples, read by someone who takes them
at their word.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from make_docx.resources import data_folder
from make_docx.wording.facts import SUMMARY
from make_docx.wording.placeholder import Mode, Reference, parse
from make_docx.wording.slip import flat

_SOURCES: Final = sorted(
    (
        *data_folder("docx_templates/kinds").glob("*/kind.toml"),
        *(Path(__file__).parents[2] / "tools" / "samples").glob("*.toml"),
    )
)
_OF_TOTALS: Final = ("", Mode.APPROXIMATE, Mode.SCALED)
_EACH: Final = re.compile("各[^，。；：]*$")
_TOGETHER: Final = re.compile("共|合计|累计")


def _texts(content: object) -> Iterator[str]:
    match content:
        case str() if "【" in content:
            yield content
        case dict():
            for value in content.values():
                yield from _texts(value)
        case list():
            for value in content:
                yield from _texts(value)
        case _:
            pass


def _labels(content: dict[str, object]) -> set[str]:
    rows = content.get("indicators", ())
    return {str(row["label"]) for row in rows} if isinstance(rows, list) else set()


LABELS: Final = {
    label for path in _SOURCES for label in _labels(tomllib.loads(path.read_text("utf-8")))
}


def said_of_each(text: str) -> list[str]:
    """The totals in `text` that it gives to every unit: 各企业悬挂横幅3条."""
    found, before = [], ""
    for part in flat(parse(text)):
        if not isinstance(part, Reference):
            before += part
            continue
        is_total = part.name in {*LABELS, SUMMARY} and part.mode in _OF_TOTALS
        each = _EACH.search(before)
        if is_total and each and not _TOGETHER.search(each[0]):
            found.append(f"{each[0]}【{part.written}】")
        before += "□"
    return found


@pytest.mark.parametrize("path", _SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_total_is_given_to_each_of_those_who_make_it_together(path: Path) -> None:
    texts = _texts(tomllib.loads(path.read_text("utf-8")))
    assert [said for text in texts for said in said_of_each(text)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{各企业【数据综述】。}", ["各企业【数据综述】"]),
        ("各村悬挂宣传横幅{【悬挂宣传横幅】}。", ["各村悬挂宣传横幅【悬挂宣传横幅】"]),
        ("各村共悬挂宣传横幅【悬挂宣传横幅】。", []),
        ("各村悬挂宣传横幅较多，共【悬挂宣传横幅】。", []),
        ("各村中，悬挂宣传横幅最多的是【悬挂宣传横幅|最多】。", []),
        ("各单位于【截止日期】前报送。", []),
    ],
)
def test_what_is_said_of_each_is_found(text: str, found: list[str]) -> None:
    assert said_of_each(text) == found
