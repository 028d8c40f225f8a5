"""Turns the pictures that were found in a job's workbooks into photos to print."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

from make_docx.errors import InputError
from make_docx.intake.inbox import file_in
from make_docx.intake.package import Package
from make_docx.intake.pictures import MOST_BYTES
from make_docx.model import Photo, Photos, Picture


def photos_in(folder: Path) -> Photos:
    """What fetches the photos of the workbooks below `folder`, from which their paths are told.

    It opens the workbook of a picture once more, and raises `InputError` where that has changed
    since it was read or lies elsewhere, or the picture cannot be decoded.
    """

    def fetch(picture: Picture) -> Photo:
        from make_docx.intake.picture import BrokenPicture, clean  # Pillow

        place = f"“{picture.ref.file}”“{picture.ref.sheet}”表 {picture.ref.cell} 的照片"
        file = file_in(folder, picture.ref.file)
        if not file and (folder / picture.ref.file).exists():
            raise InputError(
                f"{place}没有读取：这是指向任务文件夹以外的链接。"
                "请把文件本身放进任务文件夹，再生成一次。"
            )
        data = _bytes(file, picture.part) if file else b""
        if hashlib.sha256(data).hexdigest() != picture.sha256:
            raise InputError(f"{place}读不出来：文件刚刚有改动。请关掉这个文件，再生成一次。")
        photo = clean(data)
        if isinstance(photo, BrokenPicture):
            raise InputError(f"{place}印不出来：{photo.reason}。请换一张照片。")
        return photo

    return fetch


def _bytes(path: Path, part: str) -> bytes:
    """The member of the workbook; nothing where there is none that could be a photo."""
    try:
        with zipfile.ZipFile(path) as archive:
            package = Package(archive)
            return package.read(part) if package.size(part) <= MOST_BYTES else b""
    except Exception:  # gone, locked, no zip any more, a checksum that is wrong
        return b""
