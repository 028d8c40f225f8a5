"""Turns the bytes of a zip into the reason why no parser may see it.

Limits as measured: a 300 MB sheet packs into 2.3 MB, one ``mergeCell`` over the whole sheet
keeps openpyxl busy for minutes, and a million formatted rows take it 28 s.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from typing import Final

from openpyxl.utils.cell import range_boundaries

from make_docx.intake.sniff import Refusal

_MB: Final = 1 << 20
MOST_ENTRIES: Final = 2_000
MOST_BYTES: Final = 300 * _MB
MOST_XML_BYTES: Final = 20 * _MB
MOST_RATIO: Final = 200  # only above 1 MB: honest small styles.xml pack better than that
MOST_MERGES: Final = 5_000
MOST_MERGED_CELLS: Final = 200_000
MOST_ROWS: Final = 50_000

_CONTENT_TYPES: Final = "[Content_Types].xml"
_NO_XML: Final = frozenset(
    ("png", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp", "tif", "tiff", "emf", "wmf", "wdp", "bin")
)
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what OOXML allows
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_STRICT: Final = b"purl.oclc.org/ooxml/spreadsheetml"
_MERGE: Final = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?\bref\s*=\s*[\"']([^\"']*)[\"']")
_ROW: Final = re.compile(rb"<(?:\w+:)?row[\s/>]")


def guard(data: bytes) -> Refusal | None:
    """Say why the zip `data` must not be opened; ``None`` when it is a workbook within limits."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return (
                _entries(archive.infolist())
                or _not_workbook(archive)
                or _parts(archive, archive.infolist())
            )
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        return Refusal("file-damaged", "压缩结构不完整，可能没有传完")


def merged_areas(part: bytes) -> list[tuple[int, int, int, int]]:
    """The merges of a sheet's XML as (first column, first row, last column, last row)."""
    areas = []
    for match in _MERGE.finditer(part):
        left, top, right, bottom = range_boundaries(match[1].decode("ascii", "replace"))
        if left and top and right and bottom:
            areas.append((left, top, right, bottom))
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
    return _sizes(entries)


def _sizes(entries: list[zipfile.ZipInfo]) -> Refusal | None:
    total = sum(entry.file_size for entry in entries)
    if total > MOST_BYTES:
        return _unsafe(f"解压后有 {total // _MB} MB")
    for entry in filter(_is_xml, entries):  # pictures are never unpacked here
        if entry.file_size > MOST_XML_BYTES:
            return _unsafe(f"“{entry.filename}”解压后有 {entry.file_size // _MB} MB")
        if entry.file_size > max(_MB, MOST_RATIO * entry.compress_size):
            return _unsafe(f"“{entry.filename}”的压缩率高得不正常")
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


def _parts(archive: zipfile.ZipFile, entries: Iterable[zipfile.ZipInfo]) -> Refusal | None:
    for entry in entries:
        if _is_xml(entry) and (refusal := _part(archive.read(entry), entry.filename)):
            return refusal
    return None


def _part(part: bytes, name: str) -> Refusal | None:
    if part.startswith(_UTF16):  # would hide a DOCTYPE from the next line; Office writes UTF-8
        return _unsafe(f"“{name}”的编码不是 UTF-8")
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        return _unsafe(f"“{name}”里有实体定义")
    if _STRICT in part[:4096]:
        return Refusal("file-other-format", "是 Strict Open XML 格式")
    areas = merged_areas(part) if b"mergeCell" in part else []
    cells = sum((r - x + 1) * (b - y + 1) for x, y, r, b in areas)
    if len(areas) > MOST_MERGES or cells > MOST_MERGED_CELLS:
        return _unsafe(f"合并单元格太多（{len(areas)} 处，{cells} 格）")
    if (rows := sum(1 for _ in _ROW.finditer(part))) > MOST_ROWS:
        return _unsafe(f"一张表有 {rows} 行")
    return None


def _leaves(name: str) -> bool:
    return name.startswith(("/", "\\")) or ":" in name or ".." in re.split(r"[/\\]", name)


def _is_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.rpartition(".")[2].casefold() not in _NO_XML


def _unsafe(reason: str) -> Refusal:
    return Refusal("file-unsafe", reason)
