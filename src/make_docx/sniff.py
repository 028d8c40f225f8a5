"""Turns the first bytes of a file into the reason why it is no .xlsx workbook."""

from __future__ import annotations

from typing import Final

from msgspec import Struct


class Refusal(Struct, frozen=True):
    """Why a file was not opened: a code of the catalogue, and its words for the clerk."""

    code: str
    reason: str = ""


_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = b"PK\x03\x04"
# A record BOF at the very start: .xls of before Excel 5, without the OLE container.
_BARE_BIFF: Final = (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")
_PACKED: Final = (
    (b"Rar!", "是 .rar 压缩包改了后缀"),
    (b"7z\xbc\xaf\x27\x1c", "是 .7z 压缩包改了后缀"),
    (b"\x1f\x8b", "是 .gz 压缩包改了后缀"),
)
_SIGNATURES: Final = (
    (b"PK\x05\x06", "是空的压缩包改了后缀"),
    (b"%PDF", "是 PDF 改了后缀"),
    (b"\x89PNG", "是图片改了后缀"),
    (b"\xff\xd8\xff", "是图片改了后缀"),
    (b"{\\rtf", "是 RTF 文档改了后缀"),
)
_LEGACY_STREAMS: Final = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_WORD_STREAM: Final = "WordDocument".encode("utf-16-le")


def sniff(data: bytes) -> Refusal | None:
    """Say why `data` is no zip-based workbook; ``None`` when it is a zip to look into."""
    if not data:
        return Refusal("file-empty")
    if data.startswith(_ZIP):
        return None
    if data.startswith(_OLE):
        return _ole(data)
    if not data.strip(b"\0"):
        return Refusal("file-damaged", "内容全是零，没有传完")
    for code, known in (("file-packed", _PACKED), ("file-not-workbook", _SIGNATURES)):
        for signature, reason in known:
            if data.startswith(signature):
                return Refusal(code, reason)
    if text := _text(data):
        return _text_file(text)
    if data.startswith(_BARE_BIFF):
        return Refusal("file-legacy")
    return Refusal("file-not-workbook", "内容认不出来，可能被加密软件加了密")


def _ole(data: bytes) -> Refusal:
    if _ENCRYPTED_STREAM in data:
        return Refusal("file-encrypted")
    if _WORD_STREAM in data:
        return Refusal("file-not-workbook", "是旧版 Word 文档")
    if any(stream in data for stream in _LEGACY_STREAMS):
        return Refusal("file-legacy")
    return Refusal("file-damaged", "旧版格式的文件，里面没有表格")


def _text(data: bytes) -> str:
    head = data[:4096]
    marked_utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\0" in head and not marked_utf16:
        return ""
    for encoding in ("utf-16",) if marked_utf16 else ("utf-8-sig", "gb18030"):
        for cut in range(4):  # the end of the head may cut a character in two
            try:
                text = head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            if all(c.isprintable() or c.isspace() for c in text):
                return text
    return ""


def _text_file(text: str) -> Refusal:
    start = text.lstrip().lower()
    if start.startswith("<?xml") and "spreadsheet" in start:
        return Refusal("file-other-format", "是 XML 表格改了后缀")
    if start.startswith("<"):
        return Refusal("file-other-format", "是网页改了后缀")
    return Refusal("file-other-format", "是文本（CSV）改了后缀")
