"""Takes the brief, the checked reports and the totals; gives the document's text, fully worded."""

from make_docx.wording.annex_table import places_asked
from make_docx.wording.compose import compose
from make_docx.wording.own_name import (
    asks_unit_name,
    each_remarks,
    names_unit,
    with_unit_name,
)
from make_docx.wording.precision import shared_decimals
from make_docx.wording.remark import figure_of, remarks_on

__all__ = [
    "asks_unit_name",
    "compose",
    "each_remarks",
    "figure_of",
    "names_unit",
    "places_asked",
    "remarks_on",
    "shared_decimals",
    "with_unit_name",
]
