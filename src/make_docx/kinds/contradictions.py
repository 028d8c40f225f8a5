"""Turns what was read of a ``kind.toml`` into what no single value of it shows, and into a kind.

A value that contradicts another one is left out of the kind, and the name that it belongs to is
doubted: nothing more is said of how that name is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from make_docx import indicator_rules, table_rules
from make_docx.catalogue import finding
from make_docx.findings import Finding
from make_docx.indicator_rules import default_aggregation
from make_docx.kinds.schema_faults import path_words, place_of
from make_docx.kinds.settled import Settled
from make_docx.kinds.toml_text import KeyPath, TomlText
from make_docx.kinds.unused import unused_values
from make_docx.labels import hint, label_key
from make_docx.model import (
    AnnexForm,
    AnnexSpec,
    Column,
    Indicator,
    Table,
)

# What the catalogue advises for the sheets of a brief, said of this file.
_INDICATOR_ACTIONS: Final = {
    "brief-blank": "请写上；不要这一项时，请从它的 [[indicators]] 起整段删去。",
    "brief-repeated": "请删去其中一项，或者改名。",
    "brief-unknown-name": "请改成 indicators 里某一项的 label，一字不差。",
    "brief-reserved": "请换一个 label。",
}
_TABLE_ACTIONS: Final = {
    "brief-blank": "请写上；不要这一项时，请把这一段整段删去。",
    "brief-repeated": "请删去其中一项，或者改名。",
}
_KEYS: Final = {"column_type": "type"}
_TRUE: Final = {"是": "true"}
_FALSE: Final = "否"
_MOST_FAULTS: Final = 100  # to look for what was meant takes 10 ms each
# Of these nothing depends on another value, nor what text can say of an indicator.
_BESIDE: Final = ("relation", "minimum", "maximum", "note")
_RESERVED: Final = "brief-reserved"
_NAMELESS: Final = ("brief-repeated", "brief-blank")
_SIGNS: Final = str.maketrans("", "", "【】{}｛｝|｜")  # of the text


class Consistent(Struct):
    """The lists of a kind without what contradicts.

    `doubted` are the names of which not all is known; `is_lacking` whether there are more.
    """

    indicators: tuple[Indicator, ...]
    tables: tuple[Table, ...]
    findings: list[Finding] = field(default_factory=list)
    doubted: set[str] = field(default_factory=set)
    is_lacking: bool = False


def consistent(text: TomlText, settled: Settled) -> Consistent:
    """What holds of the lists in `settled`, and every fault beside those told there."""
    return _Reader(text, settled).read()


class _Reader:
    def __init__(self, text: TomlText, settled: Settled) -> None:
        self._text = text
        self._settled = settled
        self._indicators = [row.indicator() for row in settled.file.indicators]
        self._tables = [row.table() for row in settled.file.tables]
        self._findings: list[Finding] = []
        self._doubted: set[str] = set()
        labels = [label_key(i.label) for i in self._indicators]
        names = [label_key(table.name) for table in self._tables]
        # What is called as another one has a name that nobody knows.
        self._is_lacking = any(
            not all(keys) or len(set(keys)) < len(keys) for keys in (labels, names)
        )

    def read(self) -> Consistent:
        self._findings += unused_values(self._text, self._settled)
        self._findings += self._of_annexes()
        indicators = tuple(self._sound_indicators())
        tables = tuple(self._sound_tables())
        for path in self._settled.stand_ins:
            self._doubt(path)
        return Consistent(indicators, tables, self._findings, self._doubted, self._is_lacking)

    # ── indicators ───────────────────────────────────────────────────────────────────────

    def _sound_indicators(self) -> Iterator[Indicator]:
        left_out: set[int] = set()
        made = [replace(one, label=_bare(one.label)) for one in self._indicators]
        faults = list(islice(indicator_rules.faults_of(made), _MOST_FAULTS))
        if len(faults) == _MOST_FAULTS:  # who mends them is told the others
            del made[faults[-1].index + 1 :]
            made[-1] = _unbound(made[-1])
            self._is_lacking = True
        if made != (typed := self._indicators[: len(made)]):
            unbound = list(map(_unbound, typed))
            signed = [f for f in indicator_rules.faults_of(unbound) if f.code == _RESERVED]
            faults = [*signed, *(fault for fault in faults if fault.code != _RESERVED)]
        for fault in faults:
            path: KeyPath = ("indicators", fault.index, fault.field)
            is_of_name = fault.code in ("brief-unknown-name", "relation-invalid")
            is_left = is_of_name and self._may_be_lacking(fault.hint)
            if not self._is_told(path) and not is_left:
                found = str(getattr(self._indicators[fault.index], fault.field))
                other = "" if fault.other is None else f"第 {fault.other + 1} 项"
                place = place_of(path, self._text)
                told = fault.finding(place, found, other)
                if is_of_name and (why := self._why_no_figure(found)):
                    told = finding("kind-value", place, found=found, expected=why)
                action = _INDICATOR_ACTIONS.get(fault.code, told.action)
                self._findings.append(replace(told, action=action))
            if fault.field not in _BESIDE:
                self._doubt(path)
            if fault.code in _NAMELESS:
                left_out.add(fault.index)
            made[fault.index] = _without(made[fault.index], fault.field)
        for index, indicator in enumerate(made):
            if index not in left_out and label_key(indicator.label):
                yield indicator

    def _why_no_figure(self, name: str) -> str:
        """What `name` has to be, where it is an indicator that nothing can be divided by."""
        named = (one for one in self._indicators if label_key(one.label) == label_key(name))
        found = next(named, None)
        if found is None:
            return ""
        is_what = "类型是文字" if found.is_text else "是比率"
        return f"单位填报的数字指标（“{found.label}”{is_what}，不能做分子、分母）"

    def _may_be_lacking(self, near: str) -> bool:
        """Whether a name that nothing is `near` to may be the one that cannot be read."""
        return self._is_lacking and not near

    # ── tables ───────────────────────────────────────────────────────────────────────────

    def _sound_tables(self) -> Iterator[Table]:
        left_out: set[KeyPath] = set()
        made = list(self._tables)
        for fault in table_rules.faults_of(self._tables, self._indicators):
            key = _KEYS.get(fault.field, fault.field)
            path = (*_table_path(fault.table, fault.column), key)
            if not self._is_told(path):
                other = path_words(_table_path(*fault.other)) if fault.other else ""
                said = replace(
                    fault,
                    found=_TRUE.get(fault.found, fault.found),
                    expected=fault.expected.replace(_FALSE, "false", 1)
                    if fault.found in _TRUE
                    else fault.expected,
                )
                told = said.finding(place_of(path, self._text), other)
                action = _TABLE_ACTIONS.get(fault.code, told.action)
                self._findings.append(replace(told, action=action))
            if fault.field not in ("in_order", "apart", "minimum"):
                self._doubt(path)
            if fault.code in _NAMELESS:
                left_out.add(_table_path(fault.table, fault.column))
            if fault.field == "in_order":
                made[fault.table] = replace(made[fault.table], in_order=False)
            if fault.field == "apart":
                made[fault.table] = replace(made[fault.table], apart=False)
        for number, table in enumerate(made):
            columns = tuple(
                _sound_column(column)
                for place, column in enumerate(table.columns)
                if _table_path(number, place) not in left_out and label_key(column.label)
            )
            if _table_path(number) not in left_out and label_key(table.name):
                yield replace(table, columns=columns)

    def _is_told(self, path: KeyPath) -> bool:
        """Whether the value, or something that it depends on, has a fault already."""
        *outer, key = path
        on = [path]
        if key in ("in_order", "apart"):
            columns = (*outer, "columns")
            on += [one for one in self._settled.stand_ins if one[: len(columns)] == columns]
        if key == "choices":
            on.append((*outer, "type"))
        unknown = self._settled.stand_ins
        is_below = any(path[:length] in unknown for length in range(1, len(path)))
        return is_below or any(one in self._settled.told for one in on)

    # ── annexes ──────────────────────────────────────────────────────────────────────────

    def _of_annexes(self) -> Iterator[Finding]:
        """Annexes of a table or an indicator that there is not."""
        for number, row in enumerate(self._settled.file.annexes):
            annex = row.annex()
            path: KeyPath = ("annexes", number)
            place = place_of((*path, "text"), self._text)
            if {(*path, key) for key in ("form", "text")} & self._settled.stand_ins:
                continue
            if annex.form is AnnexForm.RANKING and not annex.text:
                example = f'text = "{next(iter(self._figures()), "指标的 label")}"，写明按哪一项排'
                yield finding("kind-lacks", place, found="text", example=example)
            elif expected := self._expected_of(annex):
                found = annex.text or annex.name
                yield finding("kind-value", place, found=found, expected=expected)

    def _expected_of(self, annex: AnnexSpec) -> str:
        """What `text` has to be; empty where it is right."""
        if annex.form is AnnexForm.RECORDS:
            # columns may follow, which are tried with the text
            named = annex.text.replace("｜", "|").partition("|")[0].strip() or annex.name
            names = [table.name for table in self._tables if label_key(table.name)]
            if label_key(named) in map(label_key, names):
                return ""
            near = hint(named, names)
            return "" if self._may_be_lacking(near) else f"tables 里某一项的 name{near}"
        if annex.form is AnnexForm.RANKING:
            return self._expected_of_ranking(annex.text)
        return ""

    def _expected_of_ranking(self, named: str) -> str:
        known = {label_key(i.label): i for i in self._indicators if label_key(i.label)}
        figures = self._figures()
        found = known.get(label_key(named))
        if found is None:
            near = hint(named, figures)
            return "" if self._may_be_lacking(near) else f"indicators 里某一项的 label{near}"
        if not found.is_text:
            return ""
        listed = f"可以写：{'、'.join(figures)}" if figures else "这个文种没有数字指标"
        return f"数字指标的 label（“{named}”的类型是文字，排不出名次）；{listed}"

    def _figures(self) -> list[str]:
        return [i.label for i in self._indicators if label_key(i.label) and not i.is_text]

    # ── what is doubted ──────────────────────────────────────────────────────────────────

    def _doubt(self, path: KeyPath) -> None:
        """Doubt the indicator or the table that `path` leads into."""
        match path:
            case ("indicators", int(number), key) if key not in _BESIDE:
                self._doubted.add(label_key(self._indicators[number].label))
            case ("tables", int(number), "columns", *_) | (
                "tables",
                int(number),
                "name" | "filled_by",
            ):
                self._doubted.add(label_key(self._tables[number].name))
            case ("indicators" | "tables", *_):
                self._is_lacking = True
            case _:
                pass


def _sound_column(column: Column) -> Column:
    return replace(column, choices=()) if table_rules.choices_fault(column) else column


def _bare(label: str) -> str:
    """What an indicator is called in the text: without the signs that no label may have."""
    return label.translate(_SIGNS)


def _unbound(indicator: Indicator) -> Indicator:
    """The indicator as it is without what it says of others."""
    return _without(_without(indicator, "relation"), "aggregation")


def _without(indicator: Indicator, name: str) -> Indicator:
    """The indicator as it is without the field `name`."""
    match name:
        case "relation":
            return replace(indicator, relation="")
        case "minimum" | "maximum":
            return replace(indicator, minimum=None, maximum=None)
        case "aggregation" | "numerator" | "denominator":
            aggregation = default_aggregation(indicator.value_type, has_parts=False)
            return replace(indicator, aggregation=aggregation, numerator="", denominator="")
        case _:
            return indicator


def _table_path(table: int, column: int | None = None) -> KeyPath:
    path: KeyPath = ("tables", table)
    return path if column is None else (*path, "columns", column)
