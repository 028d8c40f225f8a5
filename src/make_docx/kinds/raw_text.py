"""Turns the file of a kind into its text, no more of it than its readers are done with at once.

A kind may come from anybody, and is read before anyone has looked at it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.job_files import KIND_FILE
from make_docx.late_pattern import late_pattern
from make_docx.output import reason

# The longest built-in one has 4 500 bytes in 170 lines.
_LARGEST: Final = 128 * 1024  # bytes
_MOST_LINES: Final = 8_000
_LONGEST_LINE: Final = 10_000  # characters
_MOST_DOTS: Final = 20  # of a line, outside of texts: the parts of one key are read in pairs
_REMARK: Final = late_pattern(
    "[ \\t]*#[^\"']*$"
)  # which does not end a text of several lines either
_SIGN: Final = late_pattern("[\"']")
_TEXTS: Final = {
    '"': late_pattern(r'"(?:[^"\\]|\\.)*+"'),
    "'": late_pattern(r"'[^']*+'"),
}


class FaultyTextError(Exception):
    """The file cannot be read, or nothing in it as it is."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("；".join(found.message for found in findings))
        self.findings = findings


def raw_text(path: Path) -> str:
    """What stands in the ``kind.toml`` at `path`, with a line end behind it.

    Raises:
        FaultyTextError: it cannot be opened, is no UTF-8, or is larger than anybody types.
    """
    try:
        data = _data(path)
    except OSError as error:
        advice = "检查文件还在不在、有没有被别的程序占用"
        raise unreadable(f"打不开（{reason(error)}）", advice) from error
    if len(data) > _LARGEST:
        raise unreadable("文件太大，不像是文种套件", "检查是不是放错了文件")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n") + "\n"
    except UnicodeDecodeError as error:
        raise unreadable("不是 UTF-8 编码", "用记事本打开，另存为时编码选 UTF-8") from error
    _check(text.split("\n"))
    return text


def seeming_text(path: Path) -> str:
    """What seems to stand in a ``kind.toml``, whatever is wrong with it; empty if nothing can."""
    try:
        return _data(path).decode("utf-8-sig", errors="replace")
    except OSError:
        return ""


def unreadable(why: str, advice: str, line: int = 0) -> FaultyTextError:
    """The error for a file of which nothing can be told but this."""
    place = Place(file=KIND_FILE, line=line)
    return FaultyTextError(finding("kind-unreadable", place, reason=why, advice=advice))


def without_texts(line: str) -> str:
    """The line with nothing in its quotation marks; a mark without a second one stays."""
    kept: list[str] = []
    unclosed: set[str] = set()
    at = 0
    while found := _SIGN.search(line, at):
        sign = found[0]
        # Behind a mark that nothing closes there is none that anything closes.
        text = None if sign in unclosed else _TEXTS[sign].match(line, found.start())
        kept.append(line[at : found.start()] + ('""' if text else sign))
        at = text.end() if text else found.end()
        if text is None:
            unclosed.add(sign)
    return "".join((*kept, line[at:]))


def _data(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LARGEST + 1)


def _check(lines: list[str]) -> None:
    if len(lines) > _MOST_LINES:
        raise unreadable(f"超过 {_MOST_LINES} 行，不像是文种套件", "检查是不是放错了文件")
    for number, line in enumerate(lines, start=1):
        if len(line) > _LONGEST_LINE:
            advice = '分成几行，长的文字放在三个引号 """ 中间'
            raise unreadable(f"一行超过 {_LONGEST_LINE} 个字", advice, number)
        is_plain = line.count(".") <= _MOST_DOTS or _REMARK.match(line)
        if not is_plain and without_texts(line).count(".") > _MOST_DOTS:
            raise unreadable("一行里点号太多", "把多余的点号去掉", number)
