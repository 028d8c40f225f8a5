"""Holds what became of a document from an office below: its figures, and what is wrong with it."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from make_docx.chain.canonical import figures_digest, own_figures_digest
from make_docx.chain.carrier import Carrier
from make_docx.chain.payload import Child, Payload, Reading
from make_docx.findings import Finding
from make_docx.model import Aggregation, CellRef


class ReceivedFigure(Struct, frozen=True):
    """The total of one indicator as received; `aggregation` is None where only a table tells it."""

    label: str
    unit: str
    reading: Reading
    ref: CellRef
    aggregation: Aggregation | None = None


class ReceivedDocument(Struct, frozen=True):
    """A .docx from below.

    `source` is where the figures are from; None when there are none to be had. `payload` is what
    it carries, also where the visible table counts instead (`is_disputed`).
    """

    file: str
    sha256: str
    source: Carrier | None = None
    unit: str = ""
    issued_on: dt.date | None = None
    figures: tuple[ReceivedFigure, ...] = ()
    payload: Payload | None = None
    is_disputed: bool = False
    findings: tuple[Finding, ...] = ()

    def child(self) -> Child:
        """What the document made of this one says about it; of a disputed one, no sources."""
        trusted = None if self.is_disputed else self.payload
        digest = (
            own_figures_digest(trusted)
            if trusted
            else figures_digest(
                self.unit,
                (
                    (figure.label, figure.unit, figure.reading)
                    for figure in self.figures
                    if figure.aggregation is not Aggregation.RATE
                ),
            )
        )
        return Child(self.unit, self.file, self.sha256, digest, trusted)
