"""A `model.Document` and a layout go in, the bytes of a .docx come out."""

from typing import TYPE_CHECKING

from make_docx.document.figure_marks import PrintedMark, marks_of
from make_docx.document.layout import layout_path
from make_docx.document.render import render
from make_docx.late import late

if TYPE_CHECKING:
    from make_docx.document.dump import text_dump
    from make_docx.document.review_copy import with_comments
else:
    __getattr__ = late(
        __name__,
        {
            "text_dump": "dump",
            "with_comments": "review_copy",
        },
    )

__all__ = ["PrintedMark", "layout_path", "marks_of", "render", "text_dump", "with_comments"]
