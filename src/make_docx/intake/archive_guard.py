"""Turns the bytes of a zip into the reason why no parser may see it.

Limits as measured: a 300 MB sheet packs into 2.3 MB, one ``mergeCell`` over the whole sheet
keeps openpyxl busy for minutes, and a million formatted rows take it 28 s. Every tag costs it 2
to 23 µs and up to 1 kB, so the limits hold for the workbook, not for each of its parts.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from make_docx.cell_address import area_bounds
from make_docx.intake.bounds import without_padding
from make_docx.intake.package import Archive
from make_docx.late_pattern import late_pattern
from make_docx.sniff import Refusal

_MB: Final = 1 << 20
MOST_ENTRIES: Final = 2_000
MOST_BYTES: Final = 300 * _MB
MOST_PART_BYTES: Final = 20 * _MB
MOST_SHEET_BYTES: Final = 100 * _MB  # with its empty rows, of which nothing is kept
MOST_XML_BYTES: Final = 40 * _MB
MOST_RATIO: Final = 200  # only above 1 MB: honest small styles.xml pack better than that
MOST_MERGES: Final = 5_000
MOST_MERGED_CELLS: Final = 200_000
MOST_ROWS: Final = 50_000
MOST_TAGS: Final = 1_200_000
MOST_FILLED: Final = 150_000  # cells; 20 µs for each that is like no other: 5 000 rows of 30

_SHEETS: Final = "xl/worksheets/"
_CONTENT_TYPES: Final = "[Content_Types].xml"
# Parts of these names are never unpacked, unless they begin as XML does: what a part is for,
# its name does not say (ECMA-376 part 2, 10.1.2.2).
_NO_XML: Final = frozenset(
    ("png", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp", "tif", "tiff", "emf", "wmf", "wdp", "bin")
)
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what OOXML allows
_HEAD: Final = 64  # bytes
_BOMS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_ENCODING: Final = late_pattern(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"']*)")
_UTF8: Final = (b"utf-8", b"utf8", b"us-ascii")
_STRICT: Final = b"purl.oclc.org/ooxml/spreadsheetml"
_MERGE: Final = late_pattern(rb"<(?:[^\s<>/:]+:)?mergeCell\s[^<>]*?\bref\s*=\s*[\"']([^\"']*)[\"']")
_VALUE: Final = late_pattern(rb"</(?:[^\s<>/:]+:)?(?:v|is)\s*>")
_ROW: Final = late_pattern(rb"<(?:[^\s<>/:]+:)?row[\s/>]")


def guard(data: bytes, *, times: int = 1) -> Refusal | None:
    """Say why the zip `data` must not be opened; ``None`` when it is a workbook within limits.

    The limits are those for what units send; `times` as much may be in a file of our own making.
    """
    archive = guarded(data, times=times)
    return archive if isinstance(archive, Refusal) else None


def guarded(data: bytes, *, times: int = 1) -> Archive | Refusal:
    """The zip `data`, if `guard` has nothing to say."""
    try:
        archive = Archive(data)
        entries = archive.infolist()
        refusal = _entries(entries) or _not_workbook(archive) or _xml(archive, entries, times)
        return refusal or archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        return Refusal("file-damaged", "压缩结构不完整，可能没有传完")


def merged_areas(part: bytes) -> list[tuple[int, int, int, int]]:
    """The merges of a sheet's XML as (first column, first row, last column, last row).

    What is no area is left out: whoever reads the cells refuses it, and says so.
    """
    areas = []
    for found in _MERGE.finditer(part):
        with suppress(ValueError):
            areas.append(area_bounds(found[1].decode("ascii", "replace")))
    return areas


def _entries(entries: list[zipfile.ZipInfo]) -> Refusal | None:
    if len(entries) > MOST_ENTRIES:
        return _unsafe(f"压缩包里有 {len(entries)} 个文件")
    if any(entry.flag_bits & 1 for entry in entries):
        return Refusal("file-encrypted")
    if any(entry.compress_type not in _METHODS for entry in entries):
        return _unsafe("用了 .xlsx 不用的压缩方式")
    names = [entry.filename for entry in entries]
    if len({name.casefold() for name in names}) < len(names):
        return _unsafe("压缩包里有同名的文件")
    if any(_leaves(name) for name in names):
        return _unsafe("压缩包里有指向外面的文件名")
    if (total := sum(entry.file_size for entry in entries)) > MOST_BYTES:
        return _unsafe(f"解压后有 {total // _MB} MB")
    return None


def _not_workbook(archive: zipfile.ZipFile) -> Refusal | None:
    names = archive.namelist()
    types = archive.read(_CONTENT_TYPES) if _CONTENT_TYPES in names else b""
    if b"spreadsheetml" in types:
        return None
    if b"sheet.binary" in types:
        return Refusal("file-other-format", "是二进制工作簿（.xlsb）")
    if b"wordprocessingml" in types:
        return Refusal("file-not-workbook", "是 Word 文档改了后缀")
    if b"presentationml" in types:
        return Refusal("file-not-workbook", "是演示文稿改了后缀")
    if "mimetype" in names and "content.xml" in names:
        return Refusal("file-other-format", "是 OpenDocument 文件（.ods）")
    if any(name.startswith("xl/") for name in names):
        return Refusal("file-damaged", "缺少内容清单")
    return Refusal("file-packed", "是压缩包改了后缀")


def _xml(
    archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo], times: int
) -> Refusal | None:
    entries = [entry for entry in entries if _is_xml(archive, entry)]
    if refusal := _sizes(entries, times):
        return refusal
    tags = total = 0
    areas: list[tuple[int, int, int, int]] = []
    for entry in entries:
        part = archive.read(entry)
        if refusal := _part(part, entry.filename):
            return refusal
        areas += merged_areas(part) if b"mergeCell" in part else []
        part = without_padding(part)
        total += len(part)
        if len(part) > MOST_PART_BYTES * times:
            return _too_large(entry)
        if total > MOST_XML_BYTES * times:
            return _unsafe(f"除图片外，解压后超过 {MOST_XML_BYTES * times // _MB} MB")
        tags += part.count(b"<")
    if tags > MOST_TAGS * times:
        return _unsafe(f"内容太多（{tags} 个标记）")
    if refusal := _amount(archive, entries, tags, times):
        return refusal
    cells = sum((right - left + 1) * (bottom - top + 1) for left, top, right, bottom in areas)
    if len(areas) > MOST_MERGES or cells > MOST_MERGED_CELLS:
        return _unsafe(f"合并单元格太多（{len(areas)} 处，{cells} 格）")
    return None


def _amount(
    archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo], tags: int, times: int
) -> Refusal | None:
    # Of so few tags there can be no more rows and values; counting them takes half of all this.
    if tags // 2 > (most := MOST_FILLED * times):
        filled = _count(_VALUE, archive, entries, most)
        if filled > most:
            return _unsafe(f"一共有 {filled} 格填了内容")
    if tags > (most := MOST_ROWS * times):
        rows = _count(_ROW, archive, entries, most)
        if rows > most:
            return _unsafe(f"一共有 {rows} 行")
    return None


def _count(
    what: re.Pattern[bytes],
    archive: zipfile.ZipFile,
    entries: Sequence[zipfile.ZipInfo],
    most: int,
) -> int:
    """How many there are, without padding if they are more than `most` with it."""
    count = sum(len(what.findall(archive.read(entry))) for entry in entries)
    if count <= most:
        return count
    return sum(len(what.findall(without_padding(archive.read(entry)))) for entry in entries)


def _sizes(entries: Sequence[zipfile.ZipInfo], times: int) -> Refusal | None:
    for entry in entries:
        is_sheet = entry.filename.casefold().startswith(_SHEETS)
        most = MOST_SHEET_BYTES if is_sheet else MOST_PART_BYTES
        if entry.file_size > most * times:
            return _too_large(entry)
        if entry.file_size > max(_MB, MOST_RATIO * entry.compress_size):
            return _unsafe(f"“{entry.filename}”的压缩率高得不正常")
    if (total := sum(entry.file_size for entry in entries)) > 2 * MOST_SHEET_BYTES * times:
        return _unsafe(f"除图片外，解压后有 {total // _MB} MB")
    return None


def _too_large(entry: zipfile.ZipInfo) -> Refusal:
    return _unsafe(f"“{entry.filename}”解压后有 {entry.file_size // _MB} MB")


def _part(part: bytes, name: str) -> Refusal | None:
    head = part[:_HEAD]
    declared = _ENCODING.search(part[:1024])
    is_utf8 = declared is None or declared[1].lower() in _UTF8
    # Any other encoding would hide a DOCTYPE from the next line; Office writes UTF-8.
    if b"\0" in head or not is_utf8:
        return _unsafe(f"“{name}”的编码不是 UTF-8")
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        return _unsafe(f"“{name}”里有实体定义")
    if _STRICT in part[:4096]:
        return Refusal("file-other-format", "是 Strict Open XML 格式")
    return None


def _leaves(name: str) -> bool:
    return name.startswith(("/", "\\")) or ":" in name or ".." in re.split(r"[/\\]", name)


def _is_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    if entry.filename.rpartition(".")[2].casefold() not in _NO_XML:
        return True
    with archive.open(entry) as part:
        head = part.read(_HEAD)
    text = head.strip(b" \t\r\n\0")  # \0 before or after < is UTF-16 without a mark
    is_white = bool(head) and not head.strip(b" \t\r\n")
    return is_white or text.startswith((b"<", *_BOMS))


def _unsafe(reason: str) -> Refusal:
    return Refusal("file-unsafe", reason)
