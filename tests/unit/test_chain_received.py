"""What comes up is read, compared with what is printed, and rolled up without losing a digit."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from decimal import Decimal

import openpyxl
import pytest
from chain_jobs import (
    BANNERS,
    HEADCOUNT,
    HIDDEN,
    REPORTS,
    UNITS,
    Built,
    brief_of,
    built,
    county,
    submission,
    typed,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from make_docx.chain import (
    Payload,
    ReceivedDocument,
    check_code,
    counted_twice,
    embed,
    origins_of,
    read_received,
    submission_of,
    to_json,
)
from make_docx.chain.canonical import own_figures_digest
from make_docx.chain.carrier import NAMESPACE, Carrier
from make_docx.chain.payload import Reading
from make_docx.document import with_comments
from make_docx.figures import check
from make_docx.figures import total as figures_of
from make_docx.findings import Finding, Severity
from make_docx.model import (
    Aggregation,
    Base,
    Brief,
    CellRef,
    Indicator,
    Received,
    Status,
    Submission,
    Unit,
    ValueType,
)

FILE = "收件/某县.docx"
COUNTY = county()
SENT = [submission(unit, values) for unit, values in REPORTS.items()]
CITY = brief_of("某市教育局", [Unit("某县教育局"), Unit("乙县教育局")])
PROPERTIES = "docProps/custom.xml"
ITEM = "customXml/item1.xml"
EMPTY: Mapping[str, bytes] = {}


def with_parts(
    docx: bytes, changes: Mapping[str, bytes | None], more: Mapping[str, bytes] = EMPTY
) -> bytes:
    """`docx` with parts in place of others, None leaving one out, and with `more` of them."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            data = changes[name] if name in changes else source.read(name)
            if data is not None:
                out.writestr(name, data)
        for name, data in more.items():
            out.writestr(name, data)
    return target.getvalue()


def part(docx: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return package.read(name)


def with_cell(docx: bytes, row: str, old: str, new: str) -> bytes:
    """`docx` with the text of the first cell `old` after the name of a row changed by hand."""
    name = "word/document.xml"
    before, found, after = part(docx, name).decode().partition(f">{row}</w:t>")
    assert found
    assert f">{old}</w:t>" in after
    after = after.replace(f">{old}</w:t>", f">{new}</w:t>", 1)
    return with_parts(docx, {name: (before + found + after).encode()})


def with_item(docx: bytes, payload: Payload) -> bytes:
    """`docx` with another second copy, whole in itself."""
    data = to_json(payload)
    text = base64.b64encode(zlib.compress(data)).decode()
    digest = hashlib.sha256(data).hexdigest()
    xml = f'<data xmlns="{NAMESPACE}" sha256="{digest}">{text}</data>'
    return with_parts(docx, {ITEM: xml.encode()})


def altered(payload: Payload, label: str, value: int) -> Payload:
    """`payload` with the total of one indicator changed, made whole again."""
    totals = tuple(
        replace(t, reading=Reading(Decimal(value), t.reading.status)) if t.label == label else t
        for t in payload.totals
    )
    return replace(payload, totals=totals)


def received(docx: bytes, brief: Brief = CITY) -> ReceivedDocument:
    return read_received(docx, FILE, brief)


def codes(document: ReceivedDocument) -> list[str]:
    return [found.code for found in document.findings]


def readings(document: ReceivedDocument) -> dict[str, str]:
    return {
        figure.label: f"{figure.reading.status}:{figure.reading.value}"
        for figure in document.figures
    }


SOUND = {
    "悬挂横幅": "exact:104",
    "发放资料": "about:17716",
    "办结": "exact:12",
    "受理": "exact:14",
    "最大规模": "at_most:120",
    "内部指标": "exact:24",
}


def is_sound(document: ReceivedDocument) -> bool:
    found = readings(document)
    return {label: found.get(label) for label in SOUND} == SOUND


# ── as it should be ──────────────────────────────────────────────────────────────────────


def test_a_document_as_built_is_read_from_its_data_and_nothing_is_found() -> None:
    document = received(COUNTY.docx)
    assert document.source is Carrier.PROPERTIES
    assert (document.unit, document.payload) == ("某县教育局", COUNTY.payload)
    assert document.findings == ()
    assert is_sound(document)
    assert not document.is_disputed


def test_a_figure_is_named_by_its_cell_in_the_table_or_its_place_in_the_data() -> None:
    refs = {figure.label: figure.ref for figure in received(COUNTY.docx).figures}
    assert refs["发放资料"] == CellRef(FILE, "统计表", "D8")
    assert refs["内部指标"] == CellRef(FILE, "内嵌数据", "第7项")


def test_without_properties_the_second_copy_is_read() -> None:
    document = received(with_parts(COUNTY.docx, {PROPERTIES: None}))
    assert document.source is Carrier.ITEM
    assert document.findings == ()
    assert is_sound(document)


def test_a_document_built_without_data_is_read_from_its_table() -> None:
    name = "word/document.xml"
    without_code = re.sub("校验码[A-Z]{8}", "", part(COUNTY.plain, name).decode())
    document = received(with_parts(COUNTY.plain, {name: without_code.encode()}))
    assert document.source is Carrier.TABLE
    assert document.unit == "某县教育局"
    assert codes(document) == ["payload-missing"]
    assert readings(document) == {
        **{label: found for label, found in SOUND.items() if label != HIDDEN.label},
        "办结率": "exact:0.857",
    }


def test_a_document_without_a_table_is_read_from_its_data_alone() -> None:
    name = "word/document.xml"
    body = part(COUNTY.docx, name).decode().replace("序号", "编号")
    document = received(with_parts(COUNTY.docx, {name: body.encode()}))
    assert codes(document) == ["payload-unseen"]
    assert is_sound(document)


def test_a_copy_for_review_is_counted_with_a_reminder() -> None:
    renamed = read_received(COUNTY.docx, "收件/某县（审阅稿）.docx", CITY)
    remarks, date = {"_mdk_1": ["甲镇报得最多。"]}, dt.date(2021, 6, 30)
    commented = received(with_comments(COUNTY.docx, remarks, author="make-docx", date=date))
    other = received(with_comments(COUNTY.docx, remarks, author="某人", date=date))
    assert codes(renamed) == ["document-review-copy"]
    assert (renamed.findings[0].severity, renamed.findings[0].stops) == (Severity.WARN, False)
    assert is_sound(renamed)
    assert (codes(commented), codes(other)) == (["document-review-copy"], [])


# ── tampering ────────────────────────────────────────────────────────────────────────────


def only(document: ReceivedDocument, code: str) -> Finding:
    assert codes(document) == [code]
    assert document.findings[0].stops
    return document.findings[0]


def test_a_digit_changed_in_the_table_is_told_with_both_values_and_what_is_printed_counts() -> None:
    document = received(with_cell(COUNTY.docx, "合计", "104", "140"))
    found, of_units, of_subtotals = document.findings
    assert (found.code, found.stops) == ("payload-differs", True)
    assert {of_units.code, of_subtotals.code} == {"annex-sum-differs"}
    assert (of_units.expected, of_subtotals.expected) == ("104", "104")
    assert str(found.place) == f"{FILE} 统计表!C8 “悬挂横幅”"
    assert (found.found, found.expected) == ("140", "104")
    assert document.source is Carrier.TABLE
    assert readings(document) == {**readings(received(COUNTY.docx)), "悬挂横幅": "exact:140"}


def test_a_digit_changed_in_a_units_row_is_told_with_what_the_units_add_up_to() -> None:
    document = received(with_cell(COUNTY.docx, "甲镇", "104", "140"))
    found, *sums = document.findings
    assert (found.code, found.stops) == ("payload-differs", True)
    assert [(f.code, f.place.cell, f.found, f.expected) for f in sums] == [
        ("annex-sum-differs", "C4", "104", "140"),
        ("annex-sum-differs", "C8", "104", "140"),
    ]
    assert "按合计“104”汇总" in sums[1].message
    assert readings(document)["悬挂横幅"] == "exact:104"
    assert "甲镇" in found.message
    assert found.place.cell == "C2"


def test_a_digit_changed_in_a_subtotal_is_told() -> None:
    found = only(received(with_cell(COUNTY.docx, "乡镇小计", "104", "140")), "annex-total-differs")
    assert (found.place.cell, found.found, found.expected) == ("C4", "140", "104")


def test_every_cell_of_a_column_that_was_changed_is_told() -> None:
    docx = with_cell(COUNTY.docx, "甲镇", "104", "53")
    docx = with_cell(docx, "乡镇小计", "104", "113")
    document = received(docx)
    told = [(f.code, f.place.cell, f.found, f.expected) for f in document.findings]
    assert told == [
        ("payload-differs", "C2", "53", "104"),
        ("payload-differs", "C4", "113", "104"),
        ("annex-sum-differs", "C4", "113", "53"),
        ("annex-sum-differs", "C8", "104", "53"),
        ("annex-sum-differs", "C8", "104", "113"),
    ]


def test_a_total_that_cannot_be_read_any_more_is_not_taken_from_the_data() -> None:
    document = received(with_cell(COUNTY.docx, "合计", "104", "见附件"))
    only(document, "payload-differs")
    assert "悬挂横幅" not in readings(document)


def spoilt(docx: bytes, name: str) -> bytes:
    """`docx` with one character of the data in a part changed."""
    data = part(docx, name)
    return with_parts(docx, {name: data.replace(b">eN", b">eM", 1)})


def test_a_character_changed_in_one_copy_leaves_the_other() -> None:
    document = received(spoilt(COUNTY.docx, PROPERTIES))
    assert codes(document) == ["payload-damaged"]
    assert not document.findings[0].stops
    assert document.source is Carrier.ITEM
    assert is_sound(document)


def test_a_character_changed_in_both_copies_leaves_the_table() -> None:
    document = received(spoilt(spoilt(COUNTY.docx, PROPERTIES), ITEM))
    assert codes(document) == ["payload-damaged", "payload-damaged", "payload-unreadable"]
    assert document.findings[-1].stops
    assert document.source is Carrier.TABLE
    assert readings(document)["悬挂横幅"] == "exact:104"


def test_one_copy_made_anew_does_not_agree_with_the_other() -> None:
    document = received(with_item(COUNTY.docx, altered(COUNTY.payload, "悬挂横幅", 140)))
    only(document, "document-tampered")
    assert is_sound(document)


def test_data_in_dispute_without_a_table_beside_it_is_not_taken() -> None:
    name = "word/document.xml"
    body = part(COUNTY.docx, name).decode().replace("序号", "编号")
    docx = with_parts(COUNTY.docx, {name: body.encode()})
    document = received(with_item(docx, altered(COUNTY.payload, "悬挂横幅", 140)))
    assert codes(document) == ["document-tampered", "document-no-data"]
    assert document.figures == ()
    assert submission_of(document, CITY)[0] is None


def test_a_total_row_that_was_deleted_is_not_filled_in_from_the_data() -> None:
    name = "word/document.xml"
    body = part(COUNTY.docx, name).decode().replace(">合计<", ">共计<")
    document = received(with_parts(COUNTY.docx, {name: body.encode()}))
    assert set(codes(document)) == {"payload-differs"}
    assert set(readings(document)) == {"内部指标"}


def test_what_is_in_no_table_and_in_dispute_is_not_taken_from_either_copy() -> None:
    document = received(with_item(COUNTY.docx, altered(COUNTY.payload, "内部指标", 9)))
    only(document, "document-tampered")
    assert "内部指标" not in readings(document)


def test_both_copies_made_anew_fit_neither_the_check_code_nor_the_table() -> None:
    document = received(embed(COUNTY.docx, altered(COUNTY.payload, "悬挂横幅", 140)))
    assert codes(document) == ["document-tampered", "payload-differs"]
    tampered, differs = document.findings
    assert tampered.found == check_code(COUNTY.payload)
    assert (differs.found, differs.expected) == ("104", "140")
    assert is_sound(document)


def test_what_is_in_no_table_is_guarded_by_the_check_code() -> None:
    document = received(embed(COUNTY.docx, altered(COUNTY.payload, "内部指标", 9)))
    only(document, "document-tampered")


def test_removed_data_is_noticed_by_the_check_code() -> None:
    document = received(COUNTY.plain)
    found = only(document, "payload-removed")
    assert found.found == check_code(COUNTY.payload)
    assert document.source is Carrier.TABLE


def test_the_data_of_another_document_is_noticed() -> None:
    others = [submission(unit.name, typed(*"555555")) for unit in UNITS]
    other = built(brief_of("乙县教育局", UNITS), others)
    document = received(embed(COUNTY.docx, other.payload))
    assert set(codes(document)) == {"document-tampered"}
    assert all(found.stops for found in document.findings)


def test_a_table_without_data_has_to_add_up() -> None:
    document = received(with_cell(COUNTY.plain, "合计", "104", "140"))
    assert codes(document) == ["payload-removed", "annex-total-differs"]
    assert document.findings[1].expected == "104"


# ── not ours, or not now ─────────────────────────────────────────────────────────────────


def test_a_document_of_another_kind_is_told_by_the_names_of_both() -> None:
    docx = built(brief_of("某县教育局", UNITS, kind_id="circular"), SENT).docx
    (found,) = received(docx, brief_of("某市教育局", [], kind_id="activity-summary")).findings
    assert (found.code, found.found, found.expected) == ("payload-other-kind", "通报", "活动总结")


@pytest.mark.parametrize(
    ("brief", "code"),
    [
        (brief_of("某市", [], period="2021年7月"), "payload-other-period"),
        (brief_of("某市", [], kind_id="other"), "payload-other-kind"),
    ],
)
def test_a_document_of_another_period_or_kind_gives_nothing(brief: Brief, code: str) -> None:
    document = received(COUNTY.docx, brief)
    assert codes(document) == [code]
    assert submission_of(document, brief) == (None, document.findings)


def test_a_document_of_a_newer_program_is_not_guessed_at() -> None:
    newer = to_json(COUNTY.payload).replace(b'"version":1', b'"version":2')
    text = base64.b64encode(zlib.compress(newer)).decode()
    digest = hashlib.sha256(newer).hexdigest()
    xml = f'<data xmlns="{NAMESPACE}" sha256="{digest}">{text}</data>'.encode()
    document = received(with_parts(COUNTY.docx, {PROPERTIES: None, ITEM: xml}))
    assert codes(document) == ["payload-other-version"]
    assert submission_of(document, CITY)[0] is None


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "file-empty"), (b"%PDF", "file-not-document"), (b"PK\x03\x04", "file-damaged")],
)
def test_what_is_no_document_is_a_finding(data: bytes, code: str) -> None:
    document = received(data)
    assert codes(document) == [code]
    assert document.findings[0].severity is Severity.ERROR
    assert submission_of(document, CITY)[0] is None


def test_a_workbook_with_the_name_of_a_document_is_told_as_one() -> None:
    book = openpyxl.Workbook()
    data = io.BytesIO()
    book.save(data)
    (found,) = received(data.getvalue()).findings
    assert (found.code, found.blocks) == ("file-not-document", True)
    assert "Excel" in found.message


def test_the_document_of_the_job_itself_is_not_rolled_up_in_it() -> None:
    own = brief_of("某县教育局", [Unit("甲校")])
    for docx in (COUNTY.docx, COUNTY.plain):
        document = received(docx, own)
        assert (codes(document), document.source) == (["document-own"], None)
    on_roster = brief_of("某县教育局", [Unit("某县教育局")])
    assert received(COUNTY.docx, on_roster).source is Carrier.PROPERTIES


def test_macros_are_told() -> None:
    with_macros = with_parts(COUNTY.docx, {}, {"word/vbaProject.bin": b"?"})
    document = received(with_macros)
    assert codes(document) == ["file-macros"]
    assert is_sound(document)


def test_a_document_with_neither_data_nor_table_is_a_finding() -> None:
    name = "word/document.xml"
    body = part(COUNTY.plain, name).decode().replace("序号", "编号")
    assert codes(received(with_parts(COUNTY.plain, {name: body.encode()}))) == ["document-no-data"]


@settings(max_examples=100)
@given(st.binary(max_size=100), st.sampled_from([PROPERTIES, ITEM, "word/document.xml"]))
def test_whatever_comes_back_only_findings_come_of_it(data: bytes, name: str) -> None:
    for docx in (data, with_parts(COUNTY.docx, {name: data})):
        document = received(docx)
        submission_of(document, CITY)
        assert document.findings or is_sound(document)


# ── up the chain ─────────────────────────────────────────────────────────────────────────


def sent(document: ReceivedDocument, brief: Brief = CITY) -> Submission:
    found, _ = submission_of(document, brief)
    assert found is not None
    return found


def of(findings: Sequence[Finding]) -> list[str]:
    return [found.code for found in findings]


def test_every_status_goes_up_as_it_came() -> None:
    found, findings = submission_of(received(COUNTY.docx), CITY)
    assert found is not None
    assert of(findings) == ["payload-partial"]
    checked = check(replace(CITY, units=(CITY.units[0],)), Received((found,), (FILE,)))
    assert [f.code for f in checked.findings if f.blocks] == []
    (report,) = checked.reports
    figures = {label: (f.value, f.status) for label, f in report.figures.items()}
    assert figures == {
        "悬挂横幅": (Decimal(104), Status.EXACT),
        "发放资料": (Decimal(17716), Status.ABOUT),
        "办结": (Decimal(12), Status.EXACT),
        "受理": (Decimal(14), Status.EXACT),
        "最大规模": (Decimal(120), Status.AT_MOST),
        "内部指标": (Decimal(24), Status.EXACT),
    }
    assert report.figures["发放资料"].sources == (CellRef(FILE, "统计表", "D8"),)


@pytest.mark.parametrize(
    ("text", "value", "status"),
    [
        ("0", Decimal(0), Status.EXACT),
        ("/", None, Status.NOT_APPLICABLE),
        ("", None, Status.MISSING),
        ("5", Decimal(5), Status.EXACT),
        ("约5", Decimal(5), Status.ABOUT),
        ("超5", Decimal(5), Status.AT_LEAST),
        ("近5", Decimal(5), Status.AT_MOST),
        ("5.25", Decimal("5.25"), Status.EXACT),
    ],
)
@pytest.mark.parametrize("carries", [True, False])
def test_a_status_survives_data_and_table(
    text: str, value: Decimal | None, status: Status, carries: bool
) -> None:
    weight = Indicator("重量", "吨", required=False, value_type=HEADCOUNT.value_type)
    weight = replace(weight, value_type=type(weight.value_type)("小数"))
    lower = brief_of("某县教育局", [Unit("甲"), Unit("乙")], [BANNERS, weight])
    empty = {"悬挂横幅": "1", "重量": "/" if text == "/" else ""}
    made = built(lower, [submission("甲", empty | {"重量": text}), submission("乙", empty)])
    upper = brief_of("某市教育局", [Unit("某县教育局")], [BANNERS, weight])
    found = sent(received(made.docx if carries else made.plain, upper), upper)
    (report,) = check(upper, Received((found,), (FILE,))).reports
    assert (report.figures["重量"].value, report.figures["重量"].status) == (value, status)


TYPED = st.tuples(
    st.sampled_from(["0", "7", "约30", "20余", "近9", "/"]),
    st.integers(0, 10**12).map(str),
    st.integers(0, 50).map(str),
    st.integers(50, 99).map(str),
    st.sampled_from(["", "12", "约7", "超40"]),
    st.integers(0, 9).map(str),
).map(lambda values: typed(*values))


@settings(max_examples=8)
@given(st.lists(st.lists(TYPED, min_size=1, max_size=3), min_size=1, max_size=2))
def test_through_documents_comes_what_the_leaves_come_to_themselves(
    counties: list[list[Mapping[str, str]]],
) -> None:
    names = [f"第{n}县" for n in range(len(counties))]
    city = brief_of("某市教育局", [Unit(name) for name in names])
    leaves, documents = [], []
    for name, reports in zip(names, counties, strict=True):
        units = [Unit(f"{name}第{n}校") for n in range(len(reports))]
        own = [submission(unit.name, values) for unit, values in zip(units, reports, strict=True)]
        made = built(brief_of(name, units), own)
        documents.append(read_received(made.docx, f"收件/{name}.docx", city))
        leaves += own
    straight = built(brief_of("某市教育局", [Unit(s.unit) for s in leaves]), leaves)
    submissions = [sent(document, city) for document in documents]
    chained = built(city, submissions, [document.child() for document in documents])
    assert [(t.label, t.reading.value) for t in chained.payload.totals] == [
        (t.label, t.reading.value) for t in straight.payload.totals
    ]
    for ours, theirs in zip(chained.payload.totals, straight.payload.totals, strict=True):
        if ours.aggregation is not Aggregation.MAXIMUM:  # whether 约7 may be the most is lost
            assert ours.reading.status is theirs.reading.status
    assert chained.payload.base_reported == len(leaves)
    assert chained.payload.level == 2


STOCK = Indicator("在册", "家", aggregation=Aggregation.LATEST)


def chained(*counties: tuple[dt.date | None, str]) -> Built:
    """A city's document of counties that issued theirs on one day, and their units did not."""
    city = brief_of("某市", [Unit(f"第{n}县") for n in range(len(counties))], [STOCK])
    documents = []
    for number, (day, text) in enumerate(counties):
        name = f"第{number}县"
        made = built(
            brief_of(name, [Unit("甲")], [STOCK]), [submission("甲", {"在册": text}, filled_on=day)]
        )
        documents.append(read_received(made.docx, f"收件/{name}.docx", city))
    return built(city, [sent(one, city) for one in documents], [one.child() for one in documents])


def test_the_newest_of_several_documents_is_that_of_the_newest_unit_below() -> None:
    made = chained((dt.date(2021, 6, 9), "7"), (dt.date(2021, 6, 3), "8"))
    total = made.payload.total("在册")
    assert total is not None
    assert (total.reading.value, total.as_of) == (Decimal(7), dt.date(2021, 6, 9))


def test_a_figure_without_a_date_does_not_become_new_by_going_up() -> None:
    city = brief_of("某市", [Unit("甲县"), Unit("乙县")], [STOCK])
    submissions = []
    for name, day in (("甲县", dt.date(2021, 6, 9)), ("乙县", None)):
        own = submission("甲", {"在册": "7" if day else "8"}, filled_on=day)
        made = built(brief_of(name, [Unit("甲")], [STOCK]), [own])
        submissions.append(sent(read_received(made.docx, f"收件/{name}.docx", city), city))
    files = tuple(one.file for one in submissions)
    found = figures_of(city, check(city, Received(tuple(submissions), files))).findings
    assert [one.code for one in found] == ["latest-undated"]


def test_a_rate_goes_up_in_its_two_parts() -> None:
    found = sent(received(COUNTY.docx))
    assert "办结率" not in found.cells
    assert (found.cells["办结"].text, found.cells["受理"].text) == ("12", "14")


def test_a_rate_that_its_parts_do_not_come_to_is_told() -> None:
    docx = with_cell(COUNTY.docx, "合计", "12", "13")
    _, findings = submission_of(received(docx), CITY)
    rate = next(found for found in findings if found.code == "payload-rate-differs")
    assert (rate.found, rate.expected, rate.stops) == ("85.7%", "92.9%", True)


def test_an_indicator_that_the_document_has_not_is_told_and_one_not_asked_for_as_well() -> None:
    other = Indicator("播放次数", "次")
    spare = Indicator("备用", "次", required=False)
    brief = brief_of("某市教育局", CITY.units, [BANNERS, other, spare])
    found, findings = submission_of(received(COUNTY.docx, brief), brief)
    assert of(findings) == ["payload-lacks-indicator", "payload-unclaimed", "payload-partial"]
    assert findings[0].place.label == "播放次数"
    assert found is not None
    assert set(found.cells) == {"悬挂横幅", "备用"}


def test_a_text_that_units_have_to_write_does_not_keep_a_document_out() -> None:
    story = Indicator("主要做法", value_type=ValueType.TEXT, aggregation=Aggregation.NONE)
    brief = brief_of("某市教育局", [Unit("某县教育局")], [BANNERS, story])
    sent, findings = submission_of(received(COUNTY.docx, brief), brief)
    assert sent is not None
    (untold,) = (found for found in findings if found.place.label == "主要做法")
    assert (untold.code, untold.severity) == ("payload-no-text", Severity.NOTE)
    checked = check(brief, Received((sent,), (FILE,), findings=findings))
    assert [report.unit.name for report in checked.reports] == ["某县教育局"]
    assert not [found for found in checked.findings if found.blocks]


def test_a_document_tells_how_many_units_are_below_it_while_there_is_no_doubt_of_them() -> None:
    sent, _ = submission_of(received(COUNTY.docx), CITY)
    assert sent is not None
    assert sent.base == Base(expected=4, reported=3)
    digit, _ = submission_of(received(with_cell(COUNTY.docx, "合计", "104", "140")), CITY)
    assert digit is not None
    assert digit.base == Base(expected=4, reported=3)
    for doubtful in (COUNTY.plain, embed(COUNTY.plain, altered(COUNTY.payload, "办结", 1))):
        other, _ = submission_of(received(doubtful), CITY)
        assert other is not None
        assert other.base is None


def test_another_unit_of_measure_is_never_added() -> None:
    brief = brief_of("某市教育局", CITY.units, [replace(BANNERS, unit="百条")])
    found, findings = submission_of(received(COUNTY.docx, brief), brief)
    other = next(f for f in findings if f.code == "payload-other-unit")
    assert (other.found, other.expected, other.blocks) == ("条", "百条", True)
    assert found is not None
    assert found.cells == {}


def test_another_way_of_adding_up_has_to_be_confirmed() -> None:
    largest = replace(BANNERS, aggregation=Aggregation.MAXIMUM)
    brief = brief_of("某市教育局", CITY.units, [largest])
    _, findings = submission_of(received(COUNTY.docx, brief), brief)
    other = next(f for f in findings if f.code == "payload-other-aggregation")
    assert other.stops


def test_what_is_not_added_up_below_is_not_applicable_above() -> None:
    lower = brief_of("某县教育局", UNITS[:2], [BANNERS, HEADCOUNT])
    made = built(lower, [submission(u.name, {"悬挂横幅": "1", "编制": "5"}) for u in UNITS[:2]])
    upper = brief_of("某市教育局", CITY.units, [BANNERS, HEADCOUNT])
    for docx, others in ((made.docx, []), (made.plain, ["payload-removed"])):
        found, findings = submission_of(received(docx, upper), upper)
        assert of(findings) == [*others, "payload-no-total"]
        assert found is not None
        assert found.cells["编制"].text == "/"


def city_of(*documents: ReceivedDocument) -> Built:
    brief = brief_of("某市教育局", [Unit(document.unit) for document in documents])
    return built(brief, [sent(d, brief) for d in documents], [d.child() for d in documents])


def test_a_figure_is_traced_to_the_cell_of_a_leaf() -> None:
    city = city_of(received(COUNTY.docx))
    province = brief_of("某省教育厅", [Unit("某市教育局")])
    document = read_received(city.docx, "收件/某市.docx", province)
    top = built(province, [sent(document, province)], [document.child()])
    assert top.payload.level == 3
    (of_city,) = origins_of(top.payload, "发放资料")
    (of_county,) = of_city.origins
    leaves = {
        leaf.unit: (leaf.ref.file, leaf.ref.cell, leaf.reading and leaf.reading.value)
        for leaf in of_county.origins
    }
    assert (of_city.unit, of_county.unit) == ("某市教育局", "某县教育局")
    assert leaves == {
        "甲镇": ("收件/甲镇.xlsx", "D6", Decimal(2000)),
        "乙镇": ("收件/乙镇.xlsx", "D6", Decimal(716)),
        "丙局": ("收件/丙局.xlsx", "D6", Decimal(15000)),
    }


def test_a_rate_is_traced_through_its_parts_and_the_largest_to_its_unit() -> None:
    rate = origins_of(COUNTY.payload, "办结率")
    assert [(o.label, o.unit) for o in rate] == [
        (label, unit) for label in ("办结", "受理") for unit in ("丙局", "乙镇", "甲镇")
    ]
    assert [o.unit for o in origins_of(COUNTY.payload, "最大规模")] == ["丙局"]
    assert origins_of(COUNTY.payload, "没有的") == ()


def test_of_a_disputed_document_only_the_printed_figure_is_handed_on() -> None:
    document = received(with_cell(COUNTY.docx, "合计", "104", "140"))
    assert document.child().payload is None
    city = city_of(document)
    (origin,) = origins_of(city.payload, "悬挂横幅")
    assert (origin.reading, origin.ref.cell) == (Reading(Decimal(140)), "C8")
    assert (origin.origins, origin.from_table) == ((), True)


# ── counted once ─────────────────────────────────────────────────────────────────────────


def test_the_same_document_under_two_parents_is_told() -> None:
    province = brief_of("某省教育厅", [Unit("某市教育局"), Unit("乙市教育局")])
    first = city_of(received(COUNTY.docx))
    other = replace(first.payload, unit="乙市教育局", totals=first.payload.totals[:1], rows=())
    documents = [
        read_received(first.docx, "收件/某市.docx", province),
        replace(
            read_received(first.docx, "收件/乙市.docx", province),
            payload=other,
            sha256="f" * 64,
        ),
    ]
    (found,) = counted_twice(documents)
    assert (found.code, found.place.file, found.found) == (
        "child-twice",
        "收件/某市.docx",
        "某县教育局",
    )
    assert found.stops
    assert counted_twice(documents[::-1]) == (found,)


def test_a_document_that_came_up_directly_and_inside_of_another_is_told() -> None:
    inner = received(COUNTY.docx)
    province = brief_of("某省教育厅", [Unit("某市教育局")])
    outer = read_received(city_of(inner).docx, "收件/a.docx", province)
    assert [found.place.file for found in counted_twice([inner, outer])] == [FILE]


def test_two_copies_of_one_document_are_left_to_the_check() -> None:
    copy = read_received(COUNTY.docx, "收件/副本.docx", CITY)
    assert counted_twice([received(COUNTY.docx), copy]) == ()


def test_a_workbook_that_two_offices_below_counted_is_told_of_the_second() -> None:
    shared = submission("甲镇", typed("104", "约2000", "3", "4", "", "7"), "收件/甲镇.xlsx")
    offices = {
        name: built(
            brief_of(name, []),
            [shared, replace(submission(f"{name}本级", REPORTS["乙镇"]), sha256="1" * 64)],
        )
        for name in ("某县教育局", "乙县教育局")
    }
    documents = [
        read_received(made.docx, f"收件/{name}.docx", CITY) for name, made in offices.items()
    ]
    (found,) = counted_twice(documents)
    assert (found.code, found.found) == ("child-twice", "甲镇")
    assert found.place.file == "收件/某县教育局.docx"
    (directly,) = counted_twice(documents[:1], [replace(shared, file="收件/x.xlsx")])
    assert (directly.code, directly.found) == ("child-twice", "甲镇")
    assert counted_twice(documents[:1], [replace(shared, sha256="2" * 64)]) == ()


def test_the_digest_of_figures_depends_on_whose_and_which_they_are() -> None:
    own = own_figures_digest(COUNTY.payload)
    assert own_figures_digest(replace(COUNTY.payload, tool="9.9", rows=None)) == own
    assert own_figures_digest(replace(COUNTY.payload, unit="乙县")) != own
    assert own_figures_digest(altered(COUNTY.payload, "办结", 1)) != own
