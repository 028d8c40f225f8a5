"""Turns the number of a cell's rich value into the member of the zip that is its picture.

Excel 365 keeps a picture placed in a cell behind five parts (MS-XLSX 2.2.4.15 and 2.3.6): the
cell's ``vm`` counts the value metadata, which count the rich values, of which the structure
``_localImage`` points at a relation.
"""

from __future__ import annotations

from collections.abc import Mapping

from make_docx.intake.package import Events, Package, Relation, attribute

_IMAGE_KEY = "_rvRel:LocalImageIdentifier"


class RichValues:
    """The rich values of a workbook, read when the first is asked for."""

    def __init__(self, package: Package, relations: Mapping[str, Relation]) -> None:
        self._package = package
        self._parts = {relation.kind: relation.target for relation in relations.values()}
        self._pictures: list[str] | None = None

    def picture(self, number: str) -> str:
        """The picture of the value ``#1``, ``#2``…; empty when it stands for something else."""
        if self._pictures is None:
            self._pictures = self._read()
        index = int(number.removeprefix("#")) - 1
        return self._pictures[index] if 0 <= index < len(self._pictures) else ""

    def _read(self) -> list[str]:
        """The picture of every value metadata, in their order."""
        metadata, structures = _Metadata(), _Structures()
        self._feed("sheetMetadata", metadata)
        self._feed("rdRichValueStructure", structures)
        values = _Values(structures.image_keys)
        self._feed("rdRichValue", values)
        images = self._images()
        pictures = []
        for block in metadata.values:
            index = metadata.futures[block] if block < len(metadata.futures) else -1
            image = values.images[index] if 0 <= index < len(values.images) else -1
            pictures.append(images[image] if 0 <= image < len(images) else "")
        return pictures

    def _images(self) -> list[str]:
        part = self._parts.get("richValueRel", "")
        ids = _Ids()
        self._feed("richValueRel", ids)
        relations = self._package.relations(part) if part else {}
        targets = (relations.get(number) for number in ids.ids)
        return [t.target if t and not t.is_external else "" for t in targets]

    def _feed(self, kind: str, target: Events) -> None:
        if part := self._parts.get(kind, ""):
            self._package.feed(part, target)


class _Metadata(Events):
    """Takes ``metadata.xml``: value metadata → future metadata → number of the rich value."""

    def __init__(self) -> None:
        self.values: list[int] = []
        self.futures: list[int] = []
        self._is_rich = self._is_values = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "futureMetadata":
            self._is_rich = attributes.get("name") == "XLRICHVALUE"
        elif tag == "valueMetadata":
            self._is_values = True
        elif tag == "rvb" and self._is_rich:
            self.futures.append(int(attributes.get("i", -1)))
        elif tag == "rc" and self._is_values:
            self.values.append(int(attributes.get("v", -1)))

    def end(self, tag: str) -> None:
        if tag == "futureMetadata":
            self._is_rich = False
        elif tag == "valueMetadata":
            self._is_values = False


class _Structures(Events):
    """Takes the structures; which of their keys, by place, is the picture. -1 where none is."""

    def __init__(self) -> None:
        self.image_keys: list[int] = []
        self._key = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "s":
            self.image_keys.append(-1)
            self._key = 0
        elif tag == "k" and self.image_keys:
            if attributes.get("n") == _IMAGE_KEY:
                self.image_keys[-1] = self._key
            self._key += 1


class _Values(Events):
    """Takes the rich values; the number of the picture of each, -1 for other things."""

    def __init__(self, image_keys: list[int]) -> None:
        self.images: list[int] = []
        self._image_keys = image_keys
        self._wanted = -1
        self._place = 0
        self._text: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "rv":
            number = int(attributes.get("s", -1))
            known = 0 <= number < len(self._image_keys)
            self._wanted, self._place = self._image_keys[number] if known else -1, 0
            self.images.append(-1)
        elif tag == "v" and self._place == self._wanted:
            self._text = []

    def data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        if tag != "v":
            return
        if self._text is not None and self.images:
            digits = "".join(self._text).strip()
            self.images[-1] = int(digits) if digits.isascii() and digits.isdigit() else -1
        self._text = None
        self._place += 1


class _Ids(Events):
    def __init__(self) -> None:
        self.ids: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "rel":
            self.ids.append(attribute(attributes, "id"))
