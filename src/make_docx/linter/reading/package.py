"""Turns a path into the XML parts of a Word document, or into the reason why it is none.

A file is hostile until its size, its zip and its head were looked at: nothing is unpacked that
is larger than a limit, no DOCTYPE reaches the parser, nothing outside of the file is read.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from lxml import etree

from make_docx.errors import InputError
from make_docx.linter.reading.names import R, transitional
from make_docx.sniff import sniff

_MB: Final = 1 << 20
_MOST_BYTES: Final = 200 * _MB  # of the file: pictures are never unpacked
_MOST_ENTRIES: Final = 5_000
_MOST_XML: Final = 64 * _MB  # of all parts that are read
_MOST_TAGS: Final = 4_000_000  # 10 000 rows of 10 cells have some 2 million
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_WORD_BINARY: Final = "WordDocument".encode("utf-16-le")
_TYPES: Final = "[Content_Types].xml"
_OTHERS: Final = (
    (b"spreadsheetml", "是 Excel 工作簿"),
    (b"presentationml", "是演示文稿"),
    (b"oasis.opendocument", "是 OpenDocument 文档（.odt）"),
)
_WORD_XML: Final = (b"Word.Document", b"word/2003/wordml", b"xmlPackage")
# Encodings in which <!DOCTYPE can be seen in the bytes; Office writes UTF-8.
_ENCODINGS: Final = frozenset(
    {b"utf-8", b"utf8", b"us-ascii", b"utf-16", b"iso-8859-1", b"gb2312", b"gbk", b"gb18030"}
)
_ENCODING: Final = re.compile(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"']*)")
_PARSER: Final = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
)
_SAVE_AS: Final = "请用 Word 或 WPS 打开它，另存为 .docx 再试。"
_RESEND: Final = "请向发来文件的人重新要一份，或者用 Word 打开修复后另存为 .docx。"


class Package:
    """The parts of one .docx; each is parsed when it is asked for."""

    def __init__(self, path: Path) -> None:
        """Open the file and find its main part.

        Raises:
            InputError: it is missing, no .docx, encrypted, damaged or too big.
        """
        self._path = path
        self._left = _MOST_XML
        self._tags = 0
        data = self._bytes()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, EOFError):
            raise self._damaged("压缩结构不完整，可能没有传完") from None
        self._entries = {_key(item.filename): item for item in self._zip.infolist()}
        self._check_entries()
        self.main = self._main_part()

    def root(self, part: str) -> etree._Element | None:
        """The parsed part; None when the package has none of that name.

        Raises:
            InputError: it is damaged, too big, or has a DOCTYPE.
        """
        entry = self._entries.get(_key(part))
        if entry is None:
            return None
        data = transitional(self._guarded(part, self._read(entry)))
        try:
            root = etree.fromstring(data, _PARSER)
        except (etree.XMLSyntaxError, ValueError):
            raise self._damaged(f"“{part}”的 XML 不完整") from None
        doctype: object = root.getroottree().docinfo.internalDTD
        if doctype is not None:
            raise self._unsafe(f"“{part}”里有实体定义")
        return root

    def links(self, part: str) -> Mapping[str, tuple[str, str]]:
        """The part's relationships inside of the package: id → (last word of the type, part)."""
        folder, _, name = part.rpartition("/")
        root = self.root(f"{folder}/_rels/{name}.rels".lstrip("/"))
        found: dict[str, tuple[str, str]] = {}
        if root is None:
            return found
        for link in root.iterchildren(tag=etree.Element):
            if str(link.get("TargetMode", "")).lower() == "external":
                continue
            kind = str(link.get("Type", "")).rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/", folder, str(link.get("Target", ""))))
            found[str(link.get("Id", ""))] = (kind, target.lstrip("/"))
        return found

    def linked(self, part: str, kind: str) -> etree._Element | None:
        """The first part that `part` names as its `kind`: styles, numbering, settings, theme."""
        for link, target in self.links(part).values():
            if link == kind:
                return self.root(target)
        return None

    def not_a_document(self) -> InputError:
        return self._no_docx("里面没有 Word 正文")

    def too_deep(self) -> InputError:
        return self._unsafe("内容嵌套得太深")

    # ── before anything is unpacked ─────────────────────────────────────────────────────

    def _bytes(self) -> bytes:
        path = self._path
        if path.is_dir():
            raise InputError(f"“{path}”是文件夹，不是文件。请指定其中的一个 .docx 文件。")
        try:
            size = path.stat().st_size
            if size > _MOST_BYTES:
                raise self._unsafe(f"有 {size // _MB} MB")
            data = path.read_bytes()
        except FileNotFoundError:
            raise InputError(f"找不到文件“{path}”。请检查文件名和所在的文件夹。") from None
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "路径不对"
            raise InputError(
                f"打不开“{path}”：{reason}。请关闭正在使用它的程序，或者检查路径和权限。"
            ) from None
        self._sniff(data)
        return data

    def _sniff(self, data: bytes) -> None:
        if data.startswith(_OLE):
            raise self._old(data)
        if any(mark in data[:4096] for mark in _WORD_XML) and not data.startswith(b"PK"):
            raise self._no_docx("是 XML 格式的 Word 文档")
        if refusal := sniff(data):
            if refusal.code == "file-damaged":
                raise self._damaged(refusal.reason)
            raise self._no_docx(refusal.reason or "是空文件")

    def _old(self, data: bytes) -> InputError:
        if _ENCRYPTED in data:
            return InputError(
                f"“{self._path.name}”加了密码，读不了。"
                "请用 Word 打开它，去掉密码后另存为 .docx 再试。"
            )
        if _WORD_BINARY in data:
            return InputError(f"“{self._path.name}”是旧版格式（.doc、.wps），读不了。{_SAVE_AS}")
        return self._no_docx("是旧版 Office 格式的文件")

    def _check_entries(self) -> None:
        entries = self._zip.infolist()
        if len(entries) > _MOST_ENTRIES:
            raise self._unsafe(f"压缩包里有 {len(entries)} 个文件")
        if any(entry.flag_bits & 1 for entry in entries):
            raise InputError(f"“{self._path.name}”的压缩包加了密码，读不了。{_SAVE_AS}")

    def _main_part(self) -> str:
        for kind, target in self.links("").values():
            if kind == "officeDocument" and _key(target) in self._entries:
                main = target
                break
        else:
            main = "word/document.xml"
        if _key(main) not in self._entries:
            raise self._foreign_package()
        types = self._types()
        if b"wordprocessingml" not in types and any(mark in types for mark, _ in _OTHERS):
            raise self._foreign_package()
        return main

    def _foreign_package(self) -> InputError:
        types = self._types()
        if (mimetype := self._entries.get("mimetype")) is not None:
            types += self._read(mimetype)[:200]
        for mark, what in _OTHERS:
            if mark in types:
                return self._no_docx(what)
        if types:
            return self._damaged("缺少正文")
        return self._no_docx("是压缩包")

    def _types(self) -> bytes:
        entry = self._entries.get(_key(_TYPES))
        return b"" if entry is None else self._read(entry)

    # ── one part ────────────────────────────────────────────────────────────────────────

    def _read(self, entry: zipfile.ZipInfo) -> bytes:
        self._left -= entry.file_size
        if self._left < 0:
            raise self._unsafe(f"文字部分解压后超过 {_MOST_XML // _MB} MB")
        try:
            return self._zip.read(entry)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
            raise self._damaged(f"“{entry.filename}”解不开") from None
        except (RuntimeError, MemoryError):  # a password, or a length that is a lie
            raise self._damaged(f"“{entry.filename}”解不开") from None

    def _guarded(self, part: str, data: bytes) -> bytes:
        declared = _ENCODING.search(data[:1024].replace(b"\0", b""))
        if declared is not None and declared[1].lower() not in _ENCODINGS:
            raise self._unsafe(f"“{part}”的编码很少见")
        plain = data.replace(b"\0", b"") if b"\0" in data[:64] else data  # UTF-16
        if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
            raise self._unsafe(f"“{part}”里有实体定义")
        self._tags += plain.count(b"<")
        if self._tags > _MOST_TAGS:
            raise self._unsafe("内容太多")
        return data

    # ── what to tell ────────────────────────────────────────────────────────────────────

    def _no_docx(self, what: str) -> InputError:
        return InputError(f"“{self._path.name}”不是 .docx 文档：{what}。{_SAVE_AS}")

    def _damaged(self, what: str) -> InputError:
        return InputError(f"“{self._path.name}”已损坏：{what}。{_RESEND}")

    def _unsafe(self, what: str) -> InputError:
        return InputError(
            f"“{self._path.name}”太大或不安全，没有打开：{what}。请用 Word 打开它，"
            "把要检查的内容复制到新文档，另存为 .docx 再试。"
        )


def relation(element: etree._Element, attribute: str = "id") -> str:
    """The relationship that an element names."""
    return str(element.get(R + attribute, ""))


def _key(name: str) -> str:
    """Part names differ neither by case nor, in what bad writers leave, by the slash."""
    return name.replace("\\", "/").lstrip("/").casefold()
