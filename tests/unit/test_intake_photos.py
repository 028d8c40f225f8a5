"""Photos are fetched from the workbook they came in, as they were when it was read."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from make_docx.errors import InputError
from make_docx.intake import photos_in
from make_docx.model import CellRef, Picture

_GPS, _MAKE = 0x8825, 0x010F
_PART = "xl/media/image1.jpeg"


def taken() -> bytes:
    """What a telephone writes: a picture with where it was taken and by what."""
    exif = Image.Exif()
    exif[_MAKE] = "SECRETPHONE"
    exif.get_ifd(_GPS).update({1: "N", 2: (30.0, 0.0, 0.0), 3: "E", 4: (110.0, 0.0, 0.0)})
    stream = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(stream, "JPEG", exif=exif)
    return stream.getvalue()


def sent(folder: Path, data: bytes) -> Picture:
    file = folder / "收件" / "甲.xlsx"
    file.parent.mkdir()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(_PART, data)
    digest = hashlib.sha256(data).hexdigest()
    return Picture(_PART, CellRef("收件/甲.xlsx", "活动照片", "A6"), digest)


def test_a_photo_does_not_say_where_and_by_what_it_was_taken(tmp_path: Path) -> None:
    data = taken()
    assert b"SECRETPHONE" in data
    photo = photos_in(tmp_path)(sent(tmp_path, data))
    assert (photo.width, photo.height) == (40, 20)
    assert b"SECRETPHONE" not in photo.data
    with Image.open(io.BytesIO(photo.data)) as image:
        assert not image.getexif()


@pytest.mark.parametrize(
    ("change", "said"), [("gone", "有改动"), ("other", "有改动"), ("no picture", "印不出来")]
)
def test_a_photo_that_changed_since_it_was_read_stops_the_document(
    tmp_path: Path, change: str, said: str
) -> None:
    picture = sent(tmp_path, b"text" if change == "no picture" else taken())
    file = tmp_path / "收件" / "甲.xlsx"
    if change == "gone":
        file.unlink()
    elif change == "other":
        file.write_bytes(file.read_bytes().replace(_PART.encode(), b"xl/media/image2.jpeg"))
    with pytest.raises(InputError, match=rf"收件/甲\.xlsx.*A6.*{said}"):
        photos_in(tmp_path)(picture)


@pytest.mark.parametrize("way", ["up", "absolute", "link", "link to a folder"])
def test_a_photo_outside_of_the_job_is_not_fetched(tmp_path: Path, way: str) -> None:
    picture = sent(tmp_path, taken())
    job = tmp_path / "job"
    (job / "收件").mkdir(parents=True)
    outside = tmp_path / "收件"
    if way == "link":
        (job / "收件" / "甲.xlsx").symlink_to(outside / "甲.xlsx")
    elif way == "link to a folder":
        (job / "收件" / "夹").symlink_to(outside)
    file = {
        "up": "收件/../../收件/甲.xlsx",
        "absolute": str(outside / "甲.xlsx"),
        "link": "收件/甲.xlsx",
        "link to a folder": "收件/夹/甲.xlsx",
    }[way]
    with pytest.raises(InputError, match="以外"):
        photos_in(job)(replace(picture, ref=replace(picture.ref, file=file)))
