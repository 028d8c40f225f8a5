"""Small jobs of the reporting chain, from typed cells to a document that carries its data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from make_docx.chain import Child, Payload, embed, payload_of, with_check_code
from make_docx.document import layout_path, render
from make_docx.figures import check, total
from make_docx.model import (
    Aggregation,
    AnnexForm,
    AnnexRow,
    Brief,
    Cell,
    CellKind,
    CellRef,
    Checked,
    Document,
    Elements,
    Figures,
    Indicator,
    Level,
    OutlineRow,
    Received,
    Submission,
    Unit,
    ValueType,
)
from make_docx.official import arrange
from make_docx.wording import compose

PERIOD = "2021年6月"
KIND = "publicity"
BANNERS = Indicator("悬挂横幅", "条")
LEAFLETS = Indicator("发放资料", "份")
DONE = Indicator("办结", "件")
TAKEN = Indicator("受理", "件")
DONE_RATE = Indicator(
    "办结率", "%", ValueType.PERCENT, Aggregation.RATE, numerator="办结", denominator="受理"
)
LARGEST = Indicator("最大规模", "人", aggregation=Aggregation.MAXIMUM, required=False)
HIDDEN = Indicator("内部指标", "个", in_table=False)
HEADCOUNT = Indicator("编制", "人", aggregation=Aggregation.NONE, required=False)
INDICATORS = (BANNERS, LEAFLETS, DONE, TAKEN, DONE_RATE, LARGEST, HIDDEN)

# A unit and what it typed; None is a unit that did not report.
Typed = Mapping[str, str]


class Built(Struct, frozen=True, dict=True):
    """A document on its way up."""

    brief: Brief
    checked: Checked
    figures: Figures
    document: Document
    payload: Payload

    @cached_property
    def plain(self) -> bytes:
        """Without data."""
        document = self.document
        return render(document, layout_path(document.direction, document.layout, None))

    @cached_property
    def docx(self) -> bytes:
        return embed(self.plain, self.payload)


def typed(*values: str) -> Typed:
    """What a unit typed for `INDICATORS`, of which the rate is not asked."""
    labels = [indicator.label for indicator in INDICATORS if indicator.is_asked]
    return dict(zip(labels, values, strict=True))


def brief_of(
    issuer: str,
    units: Sequence[Unit],
    indicators: Sequence[Indicator] = INDICATORS,
    *,
    period: str = PERIOD,
    kind_id: str = KIND,
) -> Brief:
    elements = Elements(
        activity="宣传月",
        period=period,
        contact="甲乙丙 13800000000",
        mark=f"{issuer}文件",
        document_number="某教〔2021〕7号",
        signers=("甲乙丙",),
        title=f"{issuer}关于宣传月情况的报告",
        addressee="某市人民政府",
        issuer=issuer,
        issued_on=dt.date(2021, 6, 30),
    )
    row = CellRef("公文要素.xlsx", "正文", "B2")
    return Brief(
        file="公文要素.xlsx",
        kind_id=kind_id,
        elements=elements,
        element_refs={},
        indicators=tuple(
            replace(indicator, ref=CellRef("公文要素.xlsx", "指标", f"A{number}"))
            for number, indicator in enumerate(indicators, start=2)
        ),
        units=tuple(units),
        outline=(OutlineRow(Level.BODY, "悬挂横幅【悬挂横幅】。", row),),
        annexes=(AnnexRow("统计表", AnnexForm.TABLE, "", row),),
    )


def submission(
    unit: str, values: Typed, file: str = "", *, filled_on: dt.date | None = None
) -> Submission:
    file = file or f"收件/{unit}.xlsx"
    return Submission(
        file=file,
        sha256="0" * 64,
        unit=unit,
        unit_ref=CellRef(file, "填报表", "B2"),
        cells={
            label: Cell(
                CellRef(file, "填报表", f"D{number}"),
                label,
                CellKind.TEXT if text else CellKind.BLANK,
                text,
            )
            for number, (label, text) in enumerate(values.items(), start=5)
        },
        filled_on=filled_on,
    )


def built(brief: Brief, submissions: Sequence[Submission], children: Sequence[Child] = ()) -> Built:
    received = Received(tuple(submissions), tuple(s.file for s in submissions))
    checked = check(brief, received, allow_partial=True)
    figures = total(brief, checked)
    assert not [found for found in (*checked.findings, *figures.findings) if found.blocks]
    document, _ = arrange(brief, compose(brief, checked, figures))
    assert document is not None
    payload = payload_of(brief, checked, figures, children)
    return Built(brief, checked, figures, with_check_code(document, payload), payload)


UNITS = (Unit("甲镇", "乡镇"), Unit("乙镇", "乡镇"), Unit("丙局", "县直"), Unit("丁局", "县直"))
REPORTS: Mapping[str, Typed] = {
    "甲镇": typed("104", "约2000", "3", "4", "", "7"),
    "乙镇": typed("0", "716", "9", "10", "50", "8"),
    "丙局": typed("/", "1.5万余", "0", "0", "近120", "9"),
}


def county(issuer: str = "某县教育局") -> Built:
    """Three of four units report; every status is among what they typed."""
    submissions = [submission(unit, values) for unit, values in REPORTS.items()]
    return built(brief_of(issuer, UNITS), submissions)
