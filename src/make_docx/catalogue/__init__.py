"""Gives every finding code its severity and its Chinese words.

A message says what is there and what belongs there; an action says what the clerk does next.
`{found}` is quoted as found; `{label}`, `{expected}` and `{unit}` come from the finding.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from make_docx.dates import moment_in_words
from make_docx.findings import Finding, Place, excerpt, masked
from make_docx.late import late

if TYPE_CHECKING:
    from make_docx.catalogue.codes import CATALOGUE
else:
    __getattr__ = late(__name__, {"CATALOGUE": "codes"})

__all__ = ["CATALOGUE", "finding"]


def finding(
    code: str,
    place: Place,
    *,
    found: object = "",
    expected: str = "",
    unit: str = "",
    **facts: object,
) -> Finding:
    """Make the finding `code` at `place`.

    `found` is cut and masked here, and the sentences are masked, so no caller can forget it.
    `facts` fill the catalogue's templates beside `found`, `expected`, `label` and `unit`.

    Raises:
        KeyError: the code is not in the catalogue, or a template asks for a fact not given.
    """
    from make_docx.catalogue.codes import CATALOGUE  # 2 ms for jobs in which nothing is found

    entry = CATALOGUE[code]
    shown = excerpt(moment_in_words(str(found)))
    words = {**facts, "found": shown, "expected": expected, "label": place.label, "unit": unit}
    return Finding(
        code=code,
        severity=entry.severity,
        place=place,
        message=masked(entry.message.format(**words)),
        action=masked(entry.action.format(**words)),
        found=shown,
        expected=expected,
        unit=unit,
        needs_reason=entry.needs_reason,
        of_unit=masked(entry.of_unit.format(**words)),
        digest=sha256(str(found).encode("utf-8", "surrogatepass")).hexdigest()[:12],
    )
