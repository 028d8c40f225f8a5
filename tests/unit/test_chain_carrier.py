"""Data goes into a document without a trace on the page, and comes out as it went in."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from chain_jobs import county
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator
from whole_document import sample

from make_docx.chain import PackageError, embed, extract, to_json
from make_docx.chain.carrier import NAMESPACE, Carrier
from make_docx.chain.decoding import MOST_BYTES
from make_docx.chain.embedding import PIECE, without_data
from make_docx.chain.extraction import Extracted
from make_docx.document import layout_path, render, text_dump
from make_docx.model import Direction, Layout

COUNTY = county()
PAYLOAD = COUNTY.payload
PROPERTIES = "docProps/custom.xml"
ITEM = "customXml/item1.xml"
ALL = [
    (Layout.DOCUMENT, Direction.UP),
    (Layout.DOCUMENT, Direction.DOWN),
    (Layout.LETTER, Direction.DOWN),
    (Layout.ORDER, Direction.DOWN),
    (Layout.MINUTES, Direction.DOWN),
    (Layout.BULLETIN, Direction.DOWN),
    (Layout.PLAIN, Direction.UP),
]

Change = Callable[[bytes], bytes]


def parts(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(members: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return target.getvalue()


def changed(docx: bytes, changes: Mapping[str, Change | None]) -> bytes:
    """`docx` with parts changed, or left out."""
    members = parts(docx)
    for name, change in changes.items():
        if change is None:
            del members[name]
        else:
            members[name] = change(members[name])
    return packed(members)


def with_item(content: str) -> bytes:
    return changed(COUNTY.docx, {PROPERTIES: None, ITEM: lambda _: content.encode()})


def item(data: bytes, digest: str | None = None, *, more: bytes = b"") -> str:
    text = base64.b64encode(zlib.compress(data) + more).decode()
    digest = digest if digest is not None else hashlib.sha256(data).hexdigest()
    return f'<data xmlns="{NAMESPACE}" sha256="{digest}">{text}</data>'


# ── in ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("layout", "direction"), ALL)
def test_a_document_of_every_layout_stays_valid(
    layout: Layout, direction: Direction, tmp_path: Path
) -> None:
    plain = render(sample(layout, direction), layout_path(direction, layout, None))
    docx = embed(plain, PAYLOAD)
    (tmp_path / "a.docx").write_bytes(docx)
    assert list(OpenXmlValidator(strict=True).validate(tmp_path / "a.docx").errors) == []
    assert extract(docx) == Extracted(PAYLOAD, PAYLOAD)


def test_nothing_on_the_page_changes() -> None:
    assert text_dump(COUNTY.docx) == text_dump(COUNTY.plain)
    before, after = parts(COUNTY.plain), parts(COUNTY.docx)
    assert before["word/document.xml"] == after["word/document.xml"]
    assert not [name for name, data in after.items() if b"w:sdt" in data]
    assert after.keys() - before.keys() == {
        PROPERTIES,
        ITEM,
        "customXml/itemProps1.xml",
        "customXml/_rels/item1.xml.rels",
    }


def test_the_same_payload_gives_the_same_bytes() -> None:
    assert embed(COUNTY.plain, PAYLOAD) == COUNTY.docx


def test_a_payload_takes_the_place_of_the_one_before() -> None:
    longer = replace(PAYLOAD, missing=tuple(f"第{n}单位" for n in range(200)))
    assert embed(embed(COUNTY.plain, longer), PAYLOAD) == COUNTY.docx


def test_pieces_are_short_enough_for_the_old_format() -> None:
    properties = parts(COUNTY.docx)[PROPERTIES].decode()
    pieces = re.findall(r'name="mdk\.\d{3}"[^>]*><vt:lpwstr>([^<]*)<', properties)
    assert len(pieces) > 2
    assert {len(piece) for piece in pieces[:-1]} == {PIECE}
    assert f">{len(pieces)}<" in properties
    assert hashlib.sha256(to_json(PAYLOAD)).hexdigest() in properties


def test_properties_and_items_of_others_stay() -> None:
    others = embed(COUNTY.plain, PAYLOAD)
    members = parts(others)
    members[PROPERTIES] = members[PROPERTIES].replace(b"mdk.", b"own.")
    members[ITEM] = b"<other/>"
    docx = embed(packed(members), PAYLOAD)
    assert parts(docx)[ITEM] == b"<other/>"
    assert b'name="own.000"' in parts(docx)[PROPERTIES]
    assert extract(docx) == Extracted(PAYLOAD, PAYLOAD)


def test_a_layout_made_of_one_of_our_documents_does_not_hand_on_its_data() -> None:
    plain = without_data(COUNTY.docx)
    assert parts(plain).keys() == parts(COUNTY.plain).keys()
    assert not [name for name, part in parts(plain).items() if b"itemProps" in part]
    assert without_data(COUNTY.plain) == COUNTY.plain
    twice = parts(COUNTY.docx)
    twice["customXml/item7.xml"] = twice[ITEM]
    assert extract(without_data(packed(twice))) == Extracted()
    other = replace(PAYLOAD, unit="某乡")
    assert extract(embed(packed(twice), other)) == Extracted(other, other)


# ── out ──────────────────────────────────────────────────────────────────────────────────


def test_a_document_without_data_has_none_and_that_is_no_damage() -> None:
    assert extract(COUNTY.plain) == Extracted()


@pytest.mark.parametrize(
    ("left_out", "properties", "item"),
    [(PROPERTIES, None, PAYLOAD), (ITEM, PAYLOAD, None)],
)
def test_a_copy_that_is_gone_is_not_missed(left_out: str, properties: object, item: object) -> None:
    found = extract(changed(COUNTY.docx, {left_out: None}))
    assert (found.properties, found.item, found.damages) == (properties, item, ())
    assert found.payload == PAYLOAD
    assert found.agrees


def test_each_copy_is_judged_by_its_own_hash() -> None:
    def spoil(data: bytes) -> bytes:
        return re.sub(rb"(mdk\.001[^<]*<vt:lpwstr>)....", rb"\g<1>AAAA", data)

    found = extract(changed(COUNTY.docx, {PROPERTIES: spoil}))
    assert (found.properties, found.item) == (None, PAYLOAD)
    assert [damage.carrier for damage in found.damages] == [Carrier.PROPERTIES]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (rb'name="mdk.001"', rb'name="mdk.901"', "缺少 1 段"),
        (rb"(mdk\.n[^<]*<vt:lpwstr>)\d+", rb"\g<1>x", "段数"),
        (rb"(mdk\.n[^<]*<vt:lpwstr>)\d+", rb"\g<1>99999", "段数"),
        (rb"(mdk\.sha256[^<]*<vt:lpwstr>)....", rb"\g<1>0000", "sha256"),
        (rb"(mdk\.000[^<]*<vt:lpwstr>)....", rb"\g<1>!!!!", "解不开"),
        (rb"</Properties>", rb"", "XML 不完整"),
        (rb"<Properties", rb"<!DOCTYPE a><Properties", "实体定义"),
    ],
)
def test_what_is_wrong_with_a_copy_is_told(old: bytes, new: bytes, reason: str) -> None:
    found = extract(changed(COUNTY.docx, {PROPERTIES: lambda data: re.sub(old, new, data)}))
    assert found.payload == PAYLOAD
    (damage,) = found.damages
    assert damage.carrier is Carrier.PROPERTIES
    assert reason in damage.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (item(to_json(PAYLOAD), "0" * 64), "sha256"),
        (item(b"{}"), "不是 make-docx"),
        (item(b"0" * (MOST_BYTES + 1)), "超过 5 MB"),
        (item(to_json(PAYLOAD)).replace("</", "A</"), "解不开"),
        (item(to_json(PAYLOAD), more=b"more"), "不完整"),
        (f'<data xmlns="{NAMESPACE}" sha256="">eJwDAAAAAAE=</data>', "sha256"),
        (f'<data xmlns="{NAMESPACE}"/>', "解不开|不完整"),
    ],
)
def test_data_that_cannot_be_unpacked_is_told(content: str, reason: str) -> None:
    found = extract(with_item(content))
    assert found.payload is None
    (damage,) = found.damages
    assert damage.carrier is Carrier.ITEM
    assert re.search(reason, damage.reason)


def test_a_newer_format_is_told_with_its_version() -> None:
    newer = to_json(PAYLOAD).replace(b'"version":1', b'"version":7')
    (damage,) = extract(with_item(item(newer))).damages
    assert damage.version == 7


def test_two_copies_that_say_different_things_do_not_agree() -> None:
    other = item(to_json(replace(PAYLOAD, period="2020年6月")))
    found = extract(changed(COUNTY.docx, {ITEM: lambda _: other.encode()}))
    assert found.properties == PAYLOAD
    assert not found.agrees


# ── hostile ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b"\0" * 100, "file-damaged"),
        (b"PK\x03\x04", "file-damaged"),
        (COUNTY.docx[:-300], "file-damaged"),
        ("一、正文".encode(), "file-not-document"),
        (b"%PDF-1.4", "file-not-document"),
        (packed({"a.txt": b"a"}), "file-not-document"),
        (packed({f"{n}.xml": b"" for n in range(2001)}), "file-unsafe"),
        (packed({"word/document.xml": b"a", "Word/Document.xml": b"b"}), "file-unsafe"),
    ],
)
def test_what_is_no_document_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(PackageError) as refused:
        extract(data)
    assert refused.value.refusal.code == code


def test_a_bomb_is_not_unpacked() -> None:
    found = extract(changed(COUNTY.docx, {ITEM: lambda _: b" " * (19 << 20)}))
    assert found.properties == PAYLOAD
    assert [damage.carrier for damage in found.damages] == [Carrier.ITEM]


@pytest.mark.parametrize("part", ["_rels/.rels", PROPERTIES, ITEM])
def test_entities_are_never_read(part: str) -> None:
    laughs = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    docx = changed(COUNTY.docx, {part: lambda _: laughs})
    with contextlib.suppress(PackageError):
        assert extract(docx).damages


@given(st.binary(max_size=300))
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(PackageError):
        extract(data)


@settings(max_examples=200)
@given(st.integers(0, len(COUNTY.docx) - 1), st.integers(1, 255))
def test_a_flipped_byte_never_makes_other_data(at: int, mask: int) -> None:
    data = bytearray(COUNTY.docx)
    data[at] ^= mask
    with contextlib.suppress(PackageError):
        assert extract(bytes(data)).payload in (None, PAYLOAD)


@settings(max_examples=200)
@given(st.sampled_from([PROPERTIES, ITEM, "_rels/.rels"]), st.binary(max_size=100))
def test_any_part_may_be_anything(part: str, data: bytes) -> None:
    with contextlib.suppress(PackageError):
        assert extract(changed(COUNTY.docx, {part: lambda _: data})).payload in (None, PAYLOAD)
