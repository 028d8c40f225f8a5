"""Takes the brief, the checked reports and the totals; gives the document's text, fully worded."""

from make_docx.wording.compose import compose

__all__ = ["compose"]
