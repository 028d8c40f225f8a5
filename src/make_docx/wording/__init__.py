"""Takes the brief, the checked reports and the totals; gives the document's text, fully worded."""

from make_docx.wording.compose import compose
from make_docx.wording.own_name import names_unit, with_unit_name
from make_docx.wording.remark import figure_of, remarks_on

__all__ = ["compose", "figure_of", "names_unit", "remarks_on", "with_unit_name"]
