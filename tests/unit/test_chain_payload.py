"""What a document says of its own figures: complete, canonical, affordable, nothing personal."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import random
import unicodedata
import zlib
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest
from chain_jobs import (
    BANNERS,
    HEADCOUNT,
    INDICATORS,
    KIND,
    PERIOD,
    REPORTS,
    UNITS,
    brief_of,
    built,
    county,
    submission,
)
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import make_docx
from make_docx.chain import (
    Child,
    Payload,
    PayloadError,
    check_code,
    compilation,
    digest,
    from_json,
    payload_of,
    to_json,
)
from make_docx.chain.canonical import CODE_LETTERS, own_figures_digest, sign
from make_docx.chain.compilation import MOST_PACKED
from make_docx.chain.decoding import MOST_BYTES, reading_of
from make_docx.chain.payload import Rate, Reading, Row, TextFigure, Total
from make_docx.figures import check, total
from make_docx.figures.exactness import plain
from make_docx.model import (
    Aggregation,
    Base,
    CellRef,
    Indicator,
    Received,
    Status,
    Unit,
    ValueType,
)

COUNTY = county()


def value(label: str, payload: Payload = COUNTY.payload) -> tuple[str | None, Status, int]:
    found = payload.total(label)
    assert found is not None
    amount = found.reading.value
    return None if amount is None else f"{amount:f}", found.reading.status, found.count


# ── what goes in ─────────────────────────────────────────────────────────────────────────


def test_a_payload_says_whose_data_of_what_and_when() -> None:
    payload = COUNTY.payload
    assert (payload.unit, payload.kind_id, payload.period) == ("某县教育局", KIND, PERIOD)
    assert payload.issued_on == dt.date(2021, 6, 30)
    assert (payload.level, payload.tool) == (1, make_docx.__version__)
    assert (payload.expected, payload.reported, payload.missing) == (4, 3, ("丁局",))
    assert (payload.base_expected, payload.base_reported) == (4, 3)


def test_every_total_has_its_status_and_how_many_units_gave_it() -> None:
    assert value("悬挂横幅") == ("104", Status.EXACT, 2)  # the third wrote /
    assert value("发放资料") == ("17716", Status.ABOUT, 3)
    assert value("最大规模") == ("120", Status.AT_MOST, 2)


def test_a_rate_keeps_the_sums_it_is_the_quotient_of() -> None:
    rate = COUNTY.payload.total("办结率")
    assert rate is not None
    assert rate.rate == Rate("办结", "受理", Decimal(12), Decimal(14))
    assert rate.reading.value is not None
    assert round(rate.reading.value, 4) == Decimal("0.8571")


def test_indicators_keep_their_order_unit_and_aggregation() -> None:
    totals = [(t.label, t.unit, t.aggregation, t.in_table) for t in COUNTY.payload.totals]
    assert totals == [(i.label, i.unit, i.aggregation, i.in_table) for i in INDICATORS]


def test_every_figure_names_unit_file_sheet_and_cell() -> None:
    assert COUNTY.payload.rows is not None
    row = next(row for row in COUNTY.payload.rows if row.unit == "丙局")
    assert (row.file, row.category) == ("收件/丙局.xlsx", "县直")
    assert row.readings[:2] == (
        Reading(None, Status.NOT_APPLICABLE),
        Reading(Decimal(15000), Status.AT_LEAST),
    )
    assert row.refs[1] == CellRef("收件/丙局.xlsx", "填报表", "D6")
    blank = next(row for row in COUNTY.payload.rows if row.unit == "甲镇")
    assert (blank.readings[5], blank.refs[5]) == (Reading(None, Status.MISSING), None)


def test_what_is_not_added_up_has_no_total_unless_there_is_only_one_unit() -> None:
    brief = brief_of("某县教育局", [Unit("甲"), Unit("乙")], [BANNERS, HEADCOUNT])
    two = [submission(name, {"悬挂横幅": "1", "编制": "5"}) for name in ("甲", "乙")]
    assert value("编制", built(brief, two).payload) == (None, Status.NOT_APPLICABLE, 2)
    alone = replace(brief, units=(Unit("甲"),))
    assert value("编制", built(alone, two[:1]).payload) == ("5", Status.EXACT, 1)


def test_the_newest_figure_keeps_its_date() -> None:
    latest = Indicator("在册", "家", aggregation=Aggregation.LATEST)
    brief = brief_of("某县教育局", [Unit("甲"), Unit("乙")], [latest])
    days = [dt.date(2021, 6, 3), dt.date(2021, 6, 9)]
    submissions = [
        submission(name, {"在册": "7"}, filled_on=day)
        for name, day in zip("甲乙", days, strict=True)
    ]
    found = built(brief, submissions).payload.total("在册")
    assert found is not None
    assert found.as_of == dt.date(2021, 6, 9)


def test_a_document_counts_the_units_at_the_bottom_of_the_chain() -> None:
    upper = brief_of("某市教育局", [Unit("某县教育局"), Unit("乙县教育局"), Unit("直属校")])
    file = "收件/某县.docx"
    child = Child("某县教育局", file, "0" * 64, own_figures_digest(COUNTY.payload), COUNTY.payload)
    submissions = [
        replace(submission("某县教育局", REPORTS["乙镇"], file), base=Base(4, 3)),
        submission("直属校", REPORTS["乙镇"]),
    ]
    payload = built(upper, submissions, [child]).payload
    assert payload.level == 2
    assert (payload.expected, payload.reported) == (3, 2)
    assert (payload.base_expected, payload.base_reported) == (4 + 1 + 1, 3 + 1)
    assert payload.children == (child,)


def test_what_a_document_does_not_tell_of_the_bottom_of_the_chain_is_not_guessed() -> None:
    upper = brief_of("某市教育局", [Unit("某县教育局"), Unit("直属校")])
    submissions = [
        replace(submission("某县教育局", REPORTS["乙镇"]), base=None),
        submission("直属校", REPORTS["乙镇"]),
    ]
    payload = built(upper, submissions).payload
    assert (payload.base_expected, payload.base_reported) == (0, 0)


# ── what does not ────────────────────────────────────────────────────────────────────────


def test_nothing_personal_goes_in() -> None:
    story = Indicator("主要做法", value_type=ValueType.TEXT, aggregation=Aggregation.NONE)
    brief = brief_of("某县教育局", [Unit("甲镇")], [BANNERS, story])
    sent = submission(
        "甲镇",
        {"悬挂横幅": "1", "主要做法": "联系人王某"},
        "收件/甲镇 张某 13912345678.xlsx",
    )
    text = to_json(built(brief, [sent]).payload).decode()
    assert "甲镇" in text
    for personal in ("13800000000", "甲乙丙", "13912345678", "王某", "主要做法"):
        assert personal not in text


# ── canonical ────────────────────────────────────────────────────────────────────────────


def test_json_is_canonical_and_has_no_number_but_counts() -> None:
    data = to_json(COUNTY.payload)
    content = json.loads(data, parse_float=pytest.fail)
    again = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert again.encode() == data
    assert unicodedata.is_normalized("NFC", data.decode())
    assert content["schema"] == "make-docx"
    assert content["version"] == 1


def test_the_check_code_is_the_beginning_of_the_digest_in_letters() -> None:
    code = check_code(COUNTY.payload)
    assert [format(CODE_LETTERS.index(letter), "x") for letter in code] == list(
        digest(COUNTY.payload)[:8]
    )
    assert code.isalpha()  # 12345678 would be taken for a figure


@given(st.permutations(UNITS), st.permutations(list(REPORTS)))
def test_the_order_of_units_and_files_does_not_matter(
    units: Sequence[Unit], names: Sequence[str]
) -> None:
    brief = brief_of("某县教育局", units)
    submissions = tuple(submission(name, REPORTS[name]) for name in names)
    received = Received(submissions, tuple(s.file for s in submissions))
    checked = check(brief, received, allow_partial=True)
    assert payload_of(brief, checked, total(brief, checked)) == COUNTY.payload


# ── there and back ───────────────────────────────────────────────────────────────────────

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=12).map(
    lambda text: unicodedata.normalize("NFC", text)
)
VALUES = st.decimals(-(10**20), 10**20, allow_nan=False, allow_infinity=False, places=4).map(plain)
READINGS = st.one_of(
    st.builds(
        Reading,
        VALUES,
        st.sampled_from((Status.EXACT, Status.ABOUT, Status.AT_LEAST, Status.AT_MOST)),
    ),
    st.builds(Reading, st.none(), st.sampled_from((Status.NOT_APPLICABLE, Status.MISSING))),
)
CELLS = st.one_of(
    st.none(),
    st.from_regex(r"[A-Z]{1,2}[1-9][0-9]{0,3}", fullmatch=True),
    TEXTS.filter(lambda text: "!" not in text and not text.endswith("*")),
)


OF_TEXT = st.builds(
    TextFigure,
    TEXTS,
    TEXTS,
    READINGS,
    st.lists(st.builds(CellRef, st.sampled_from("甲乙"), TEXTS, TEXTS), max_size=4).map(tuple),
)


@st.composite
def payloads(draw: Callable[..., Any], depth: int = 0) -> Payload:
    totals = draw(
        st.lists(
            st.builds(
                Total,
                TEXTS,
                TEXTS,
                st.sampled_from(Aggregation),
                READINGS,
                st.integers(0, 1000),
                st.booleans(),
                st.none() | st.builds(Rate, TEXTS, TEXTS, VALUES, VALUES),
                st.none() | st.dates(),
            ),
            max_size=3,
        )
    )
    rows = []
    for _ in range(draw(st.integers(0, 3)) if totals else 0):
        file = draw(TEXTS)
        cells = [draw(CELLS) for _ in totals]
        refs = tuple(None if cell is None else CellRef(file, "表", cell) for cell in cells)
        readings = tuple(draw(st.none() | READINGS) for _ in totals)
        rows.append(Row(draw(TEXTS), file, readings, refs, draw(TEXTS)))
    children = []
    for below in draw(st.lists(payloads(depth=depth + 1), max_size=2)) if depth < 2 else ():
        child = Child(draw(TEXTS), draw(TEXTS), "a" * 64, own_figures_digest(below), below)
        children.append(child)
    count = st.integers(0, 10**9)
    return Payload(
        tool=draw(TEXTS),
        kind_id=draw(TEXTS),
        unit=draw(TEXTS),
        code=draw(TEXTS),
        level=draw(st.integers(1, 9)),
        period=draw(TEXTS),
        issued_on=draw(st.none() | st.dates()),
        totals=tuple(totals),
        expected=draw(count),
        reported=draw(count),
        base_expected=draw(count),
        base_reported=draw(count),
        missing=tuple(draw(st.lists(TEXTS, max_size=2))),
        late=tuple(draw(st.lists(TEXTS, max_size=2))),
        rows=draw(st.sampled_from((tuple(rows), None))),
        children=tuple(children),
        of_text=tuple(draw(st.lists(OF_TEXT, max_size=2))),
    )


@given(payloads())
def test_a_payload_survives_its_json(payload: Payload) -> None:
    assert from_json(to_json(payload)) == payload


@given(READINGS)
def test_a_reading_survives_its_sign(reading: Reading) -> None:
    assert reading_of(sign(reading)) == reading


# ── strict ───────────────────────────────────────────────────────────────────────────────


@given(st.binary(max_size=200))
def test_any_bytes_are_a_payload_or_refused(data: bytes) -> None:
    with pytest.raises(PayloadError):
        from_json(data)


VALUES_OF_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
KEYS = sorted(json.loads(to_json(COUNTY.payload)))


@given(st.sampled_from(KEYS), VALUES_OF_JSON)
def test_any_value_in_any_place_is_read_or_refused(key: str, spoilt: object) -> None:
    content = json.loads(to_json(COUNTY.payload))
    content[key] = spoilt
    data = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    written = data.encode("utf-8", "surrogatepass")
    with contextlib.suppress(PayloadError):
        assert to_json(from_json(written)) == written


def spoilt(change: Callable[[dict[str, Any]], object]) -> tuple[str, ...]:
    """The faults of the county's payload after `change`."""
    content = json.loads(to_json(COUNTY.payload))
    change(content)
    data = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    with pytest.raises(PayloadError) as refused:
        from_json(data.encode())
    return refused.value.faults


def test_all_faults_are_told_at_once_with_their_place() -> None:
    def change(content: dict[str, Any]) -> None:
        content["level"] = "1"
        content["totals"][0]["value"] = "1e5"
        content["totals"][1]["status"] = "wrong"
        content["rows"][0][0] = None

    faults = spoilt(change)
    for path in ("level", "totals[0].value", "totals[1].status", "rows[0][0]"):
        assert any(f"“{path}”" in fault for fault in faults), path


def test_a_missing_key_is_named() -> None:
    assert "缺少 period" in spoilt(lambda content: content.pop("period"))[0]


@pytest.mark.parametrize("number", ["1e5", "１", "NaN", "-0", "1.0", "01", "9" * 101, ""])
def test_a_number_that_is_not_a_plain_decimal_is_refused(number: str) -> None:
    assert spoilt(lambda content: content["totals"][0].update(value=number))


def test_a_value_beside_a_status_without_one_is_refused() -> None:
    assert spoilt(lambda content: content["totals"][0].update(status="missing"))


def test_a_newer_version_is_told_apart_from_damage() -> None:
    content = json.loads(to_json(COUNTY.payload)) | {"version": 2}
    with pytest.raises(PayloadError) as refused:
        from_json(json.dumps(content).encode())
    assert refused.value.version == 2


def test_json_written_otherwise_is_refused() -> None:
    content = json.loads(to_json(COUNTY.payload))
    with pytest.raises(PayloadError):
        from_json(json.dumps(content, ensure_ascii=False).encode())


def test_a_child_whose_figures_are_not_those_it_was_counted_with_is_refused() -> None:
    child = Child("甲", "甲.docx", "0" * 64, own_figures_digest(COUNTY.payload), COUNTY.payload)
    payload = replace(COUNTY.payload, children=(child,))
    content = json.loads(to_json(payload))
    content["children"][0]["payload"]["totals"][0]["value"] = "105"
    data = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    with pytest.raises(PayloadError, match="摘要"):
        from_json(data.encode())


@pytest.mark.parametrize(
    "data", [b"[" * 100_000, b'{"schema":' * 50_000, b" " * (MOST_BYTES + 1), b"1" * 10_000]
)
def test_absurd_sizes_are_refused(data: bytes) -> None:
    with pytest.raises(PayloadError):
        from_json(data)


# ── affordable ───────────────────────────────────────────────────────────────────────────


def test_a_thousand_units_with_thirty_figures_pack_into_a_tenth_of_a_megabyte() -> None:
    dice = random.Random(7)
    indicators = [Indicator(f"第{n}项", "件") for n in range(30)]
    units = [Unit(f"某市第{n}中心小学校") for n in range(1000)]
    brief = brief_of("某市教育局", units, indicators)
    submissions = tuple(
        submission(unit.name, {i.label: str(dice.randrange(5000)) for i in indicators})
        for unit in units
    )
    checked = check(brief, Received(submissions, tuple(s.file for s in submissions)))
    payload = payload_of(brief, checked, total(brief, checked))
    data = to_json(payload)
    assert payload.rows is not None
    assert len(payload.rows) == 1000
    assert len(data) < 400_000
    assert len(zlib.compress(data, 9)) < 100_000
    assert from_json(data) == payload


def test_when_it_would_be_too_much_the_sources_of_the_lowest_level_go_first() -> None:
    def large(number: int) -> Payload:
        dice = random.Random(number)
        rows = tuple(
            Row(
                str(at),
                str(at),
                tuple(Reading(Decimal(dice.randrange(10**15))) for _ in COUNTY.payload.totals),
                (None,) * len(COUNTY.payload.totals),
            )
            for at in range(1500)
        )
        return replace(COUNTY.payload, rows=rows)

    parts = [large(number) for number in range(8)]
    assert sum(len(zlib.compress(to_json(part))) for part in parts) > MOST_PACKED
    children = [
        Child(f"{n}", f"{n}.docx", "0" * 64, own_figures_digest(part), part)
        for n, part in enumerate(parts)
    ]
    brief = brief_of("某市教育局", [Unit(f"{n}") for n in range(8)])
    submissions = [submission(f"{n}", REPORTS["乙镇"], f"{n}.docx") for n in range(8)]
    payload = built(brief, submissions, children).payload
    assert payload.rows is not None
    assert len(payload.rows) == 8
    assert [child.payload and child.payload.rows for child in payload.children] == [None] * 8
    assert from_json(to_json(payload)) == payload


def test_what_must_be_too_much_is_not_even_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    brief = brief_of("某市教育局", [Unit(name) for name in REPORTS])
    submissions = [submission(name, texts, f"{name}.xlsx") for name, texts in REPORTS.items()]
    whole = built(brief, submissions).payload
    least = len(whole.rows or ()) * len(whole.totals) * 3
    assert whole.rows is not None
    assert len(to_json(replace(whole, rows=()))) + least < len(to_json(whole))
    monkeypatch.setattr(compilation, "MOST_BYTES", least - 1)
    untried = built(brief, submissions).payload
    monkeypatch.setattr(compilation, "_LEAST_BYTES", 0)
    assert untried == built(brief, submissions).payload
    assert untried.rows is None
