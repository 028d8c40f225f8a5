"""Turns the bytes of a received .docx into its XML parts, or into the reason why it has none.

Nothing is unpacked before its size, its ratio and its name were looked at; only parts that are
asked for are, and no DOCTYPE reaches the parser.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from lxml import etree

from make_docx.errors import InputError
from make_docx.late_pattern import late_pattern
from make_docx.sniff import Refusal, sniff

_MB: Final = 1 << 20
_MOST_FILE: Final = 100 * _MB
_MOST_ENTRIES: Final = 2_000
_MOST_BYTES: Final = 300 * _MB
_MOST_PART: Final = 40 * _MB
_MOST_READ: Final = 64 * _MB  # of all parts that are read
_MOST_TAGS: Final = 4_000_000  # 2000 units with 18 figures have 811 000
_MOST_RATIO: Final = 400  # above 1 MB; a 统计表 of 2000 nearly equal rows packs 131 to 1
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what OOXML allows
_AS_THEY_ARE: Final = ("file-empty", "file-encrypted", "file-damaged")
_DEFAULT_MAIN: Final = "word/document.xml"
_OTHER_MAINS: Final = {"workbook": " Excel 工作簿", "presentation": "幻灯片"}
_ENCODING: Final = late_pattern(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"']*)")
_ENCODINGS: Final = frozenset({b"utf-8", b"utf8", b"us-ascii", b"utf-16"})  # of OOXML
_PARSER: Final = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
)
_UNREADABLE: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError),
    *(ValueError, OSError, RuntimeError, MemoryError, IndexError),
)


class PackageError(InputError):
    """A file is no .docx that can be opened; `refusal` has the code and the reason."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        reason = refusal.reason or "是空文件，或者加了密码"
        super().__init__(f"读不了这份公文：{reason}。请向发来文件的人重新要一份 .docx。")


class Package:
    """The parts of one .docx."""

    def __init__(self, data: bytes) -> None:
        """Open it.

        Raises:
            PackageError: it is no .docx, encrypted, damaged, or beyond a limit.
        """
        self._left = _MOST_READ
        self._tags = 0
        if refusal := sniff(data):
            raise PackageError(
                refusal
                if refusal.code in _AS_THEY_ARE
                else Refusal("file-not-document", refusal.reason)
            )
        if len(data) > _MOST_FILE:
            raise _unsafe(f"文件有 {len(data) // _MB} MB")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _UNREADABLE:
            raise _damaged("压缩结构不完整，可能没有传完") from None
        _check(self._zip.infolist())
        self._names = {_key(name): name for name in self._zip.namelist()}
        self.main = self._main()

    def names(self) -> Iterator[str]:
        """Every part, in the order of the file."""
        return iter(self._names.values())

    @property
    def has_macros(self) -> bool:
        return any(name.endswith("/vbaproject.bin") for name in self._names)

    def root(self, part: str) -> etree._Element | None:
        """The parsed part; None when there is none of that name.

        Raises:
            PackageError: it is damaged, too large, or has a DOCTYPE.
        """
        name = self._names.get(_key(part))
        if name is None:
            return None
        data = self._guarded(name, self._read(name))
        try:
            root = etree.fromstring(data, _PARSER)
        except (etree.XMLSyntaxError, ValueError):
            raise _damaged(f"“{name}”的 XML 不完整") from None
        doctype: object = root.getroottree().docinfo.internalDTD
        if doctype is not None:
            raise _unsafe(f"“{name}”里有实体定义")
        return root

    def document(self) -> etree._Element:
        """The root of the main part.

        Raises:
            PackageError: as `root`; or it is that of a workbook or of slides.
        """
        root = self.root(self.main)
        kind = "" if root is None else etree.QName(root).localname
        if root is None or kind != "document":
            other = _OTHER_MAINS.get(kind)
            raise _no_document(f"是{other}改了后缀" if other else "里面没有 Word 正文")
        return root

    def links(self, part: str = "") -> Iterator[tuple[str, str]]:
        """(last word of the type, part) of what `part`, or the package, relates to."""
        folder, _, name = part.rpartition("/")
        root = self.root(f"{folder}/_rels/{name}.rels".lstrip("/"))
        for link in () if root is None else root.iterchildren(tag=etree.Element):
            if str(link.get("TargetMode", "")).lower() == "external":
                continue
            kind = str(link.get("Type", "")).rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/", folder, str(link.get("Target", ""))))
            yield kind, target.lstrip("/")

    def linked(self, kind: str, default: str) -> etree._Element | None:
        """The root of the part that the package names as its `kind`.

        Raises:
            PackageError: as `root`.
        """
        return self.root(next((part for link, part in self.links() if link == kind), default))

    def _main(self) -> str:
        linked = next((part for kind, part in self.links() if kind == "officeDocument"), "")
        main = linked if _key(linked) in self._names else _DEFAULT_MAIN
        if _key(main) not in self._names:
            raise _no_document("里面没有 Word 正文")
        return main

    def _read(self, name: str) -> bytes:
        entry = self._zip.getinfo(name)
        ratio = entry.file_size // max(entry.compress_size, 1)
        if entry.file_size > _MOST_PART or (entry.file_size > _MB and ratio > _MOST_RATIO):
            raise _unsafe(f"“{name}”解压后有 {entry.file_size // _MB} MB")
        self._left -= entry.file_size
        if self._left < 0:
            raise _unsafe(f"文字部分解压后超过 {_MOST_READ // _MB} MB")
        try:
            with self._zip.open(entry) as part:
                return part.read(_MOST_PART + 1)
        except _UNREADABLE:
            raise _damaged(f"“{name}”解不开") from None

    def _guarded(self, name: str, data: bytes) -> bytes:
        plain = data.replace(b"\0", b"") if b"\0" in data[:64] else data  # UTF-16
        declared = _ENCODING.search(plain[:1024])
        if declared is not None and declared[1].lower() not in _ENCODINGS:
            raise _unsafe(f"“{name}”的编码很少见")
        if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
            raise _unsafe(f"“{name}”里有实体定义")
        self._tags += plain.count(b"<")
        if self._tags > _MOST_TAGS:
            raise _unsafe("内容太多")
        return data


def _check(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > _MOST_ENTRIES:
        raise _unsafe(f"压缩包里有 {len(entries)} 个文件")
    if any(entry.flag_bits & 1 for entry in entries):
        raise PackageError(Refusal("file-encrypted"))
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise _unsafe("用了 .docx 不用的压缩方式")
    if len({_key(entry.filename) for entry in entries}) < len(entries):
        raise _unsafe("压缩包里有同名的文件")
    if (total := sum(entry.file_size for entry in entries)) > _MOST_BYTES:
        raise _unsafe(f"解压后有 {total // _MB} MB")


def _key(name: str) -> str:
    """Part names differ neither by case nor, in what bad writers leave, by the slash."""
    return name.replace("\\", "/").lstrip("/").casefold()


def _no_document(reason: str) -> PackageError:
    return PackageError(Refusal("file-not-document", reason))


def _damaged(reason: str) -> PackageError:
    return PackageError(Refusal("file-damaged", reason))


def _unsafe(reason: str) -> PackageError:
    return PackageError(Refusal("file-unsafe", reason))
