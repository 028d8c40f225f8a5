"""Data survives what people do to a document on its way up: LibreOffice, once, twice, by .odt."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest
from chain_jobs import Built, brief_of, built, county, submission, typed
from msgspec.structs import replace
from office import DOCX, Convert, converter

from make_docx.chain import (
    check_code,
    embed,
    extract,
    origins_of,
    read_received,
    submission_of,
)
from make_docx.chain.carrier import Carrier
from make_docx.chain.compilation import MOST_PACKED
from make_docx.chain.payload import Payload
from make_docx.chain.receipt import ReceivedDocument
from make_docx.model import Unit

pytestmark = pytest.mark.layout

COUNTY = county()
CITY = brief_of("某市教育局", [Unit("某县教育局"), Unit("乙县教育局")])
FILE = "收件/某县.docx"


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    return converter(tmp_path_factory)


def large() -> Payload:
    """A payload about as large as any that is embedded: hexadecimal noise packs into its half."""
    noise = random.Random(7).randbytes(MOST_PACKED * 17 // 20).hex()
    texts = tuple(noise[at : at + 800] for at in range(0, len(noise), 800))
    return replace(COUNTY.payload, rows=(), missing=texts)


@pytest.fixture(scope="session")
def ways(convert: Convert) -> Mapping[str, Mapping[str, bytes]]:
    """How it went up → the documents by name."""
    samples = {
        "county.docx": COUNTY.docx,
        "plain.docx": COUNTY.plain,
        "large.docx": embed(COUNTY.plain, large()),
    }
    once = convert(samples, DOCX)
    return {
        "as built": samples,
        "once": once,
        "twice": convert(once, DOCX),
        "by odt": convert(convert(samples, "odt"), DOCX),
        "by doc": convert(convert(samples, "doc:MS Word 97"), DOCX),
        "by rtf": convert(convert(samples, "rtf"), DOCX),
    }


def received(docx: bytes) -> ReceivedDocument:
    return read_received(docx, FILE, CITY)


def figures(document: ReceivedDocument) -> dict[str, object]:
    return {figure.label: figure.reading for figure in document.figures}


@pytest.mark.parametrize("way", ["once", "twice"])
def test_both_copies_survive_docx(ways: Mapping[str, Mapping[str, bytes]], way: str) -> None:
    found = extract(ways[way]["county.docx"])
    assert (found.properties, found.item) == (COUNTY.payload, COUNTY.payload)
    assert found.damages == ()


@pytest.mark.parametrize("way", ["by odt", "by doc", "by rtf"])
def test_the_properties_survive_every_other_format(
    ways: Mapping[str, Mapping[str, bytes]], way: str
) -> None:
    found = extract(ways[way]["county.docx"])
    assert (found.properties, found.item) == (COUNTY.payload, None)
    assert found.damages == ()


@pytest.mark.parametrize("way", ["once", "twice", "by odt", "by doc"])
def test_a_document_saved_again_is_received_as_the_one_that_was_built(
    ways: Mapping[str, Mapping[str, bytes]], way: str
) -> None:
    document = received(ways[way]["county.docx"])
    assert document.findings == ()
    assert document.source is Carrier.PROPERTIES
    assert document.figures == received(COUNTY.docx).figures
    assert document.child().figures == received(COUNTY.docx).child().figures


@pytest.mark.parametrize("way", ["once", "twice", "by odt", "by doc"])
def test_the_table_and_the_check_code_survive_without_data(
    ways: Mapping[str, Mapping[str, bytes]], way: str
) -> None:
    document = received(ways[way]["plain.docx"])
    assert [found.code for found in document.findings] == ["payload-removed"]
    assert document.findings[0].found == check_code(COUNTY.payload)
    assert document.unit == "某县教育局"
    assert figures(document) == figures(received(COUNTY.plain))


@pytest.mark.parametrize("way", ["once", "twice", "by odt", "by doc"])
def test_as_much_data_as_is_ever_embedded_survives(
    ways: Mapping[str, Mapping[str, bytes]], way: str
) -> None:
    found = extract(ways[way]["large.docx"])
    assert found.damages == ()
    assert found.payload == extract(ways["as built"]["large.docx"]).payload


def test_three_levels_with_libreoffice_between_them_are_the_straight_sum(convert: Convert) -> None:
    towns: dict[str, Built] = {}
    leaves = []
    for number in range(4):
        units = [Unit(f"第{number}镇第{n}校") for n in range(3)]
        own = [
            submission(unit.name, typed(f"{number + 1}04", "约20", "3", "7", "近9", f"{n}"))
            for n, unit in enumerate(units)
        ]
        towns[f"{number}.docx"] = built(brief_of(f"第{number}镇", units), own)
        leaves += own
    once = convert({name: town.docx for name, town in towns.items()}, DOCX)
    counties = {
        f"{number}.docx": rolled_up(
            f"第{number}县", once, (f"{number * 2}.docx", f"{number * 2 + 1}.docx")
        )
        for number in range(2)
    }
    again = convert(convert({n: made.docx for n, made in counties.items()}, "odt"), DOCX)
    city = rolled_up("某市", again, ("0.docx", "1.docx"))
    straight = built(brief_of("某市", [Unit(leaf.unit) for leaf in leaves]), leaves)
    assert [(t.label, t.reading) for t in city.payload.totals] == [
        (t.label, t.reading) for t in straight.payload.totals
    ]
    assert (city.payload.level, city.payload.base_reported) == (3, 12)
    of_counties = origins_of(city.payload, "悬挂横幅")
    cells = [
        leaf.ref.file
        for of_county in of_counties
        for of_town in of_county.origins
        for leaf in of_town.origins
    ]
    assert cells == sorted(leaf.file for leaf in leaves)


def rolled_up(issuer: str, files: Mapping[str, bytes], names: tuple[str, ...]) -> Built:
    brief = brief_of(issuer, [])
    documents = [read_received(files[name], f"收件/{name}", brief) for name in names]
    submissions = []
    for document in documents:
        sent, findings = submission_of(document, brief)
        assert sent is not None
        assert findings == ()
        submissions.append(sent)
    return built(brief, submissions, [document.child() for document in documents])
