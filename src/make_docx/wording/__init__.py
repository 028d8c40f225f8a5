"""Takes the brief, the checked reports and the totals; gives the document's text, fully worded."""

from typing import TYPE_CHECKING

from make_docx.late import late
from make_docx.wording.compose import compose

if TYPE_CHECKING:
    from make_docx.wording.annex_table import places_asked
    from make_docx.wording.own_name import (
        asks_unit_name,
        each_remarks,
        names_unit,
        with_unit_name,
    )
    from make_docx.wording.precision import shared_decimals
    from make_docx.wording.remark import figure_of, remarks_on
else:
    __getattr__ = late(
        __name__,
        {
            "places_asked": "annex_table",
            "asks_unit_name": "own_name",
            "each_remarks": "own_name",
            "names_unit": "own_name",
            "with_unit_name": "own_name",
            "shared_decimals": "precision",
            "figure_of": "remark",
            "remarks_on": "remark",
        },
    )

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
