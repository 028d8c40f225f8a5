"""Takes the brief and the composed text; gives the document as GB/T 9704-2012 wants it printed."""

from make_docx.official.arrange import arrange
from make_docx.official.attendance import with_attendance
from make_docx.official.title import break_title

__all__ = ["arrange", "break_title", "with_attendance"]
