"""Turns the paths and options of a command into what it wrote and what it found.

Each command is a plain function; nothing here prints. Packages that pull in openpyxl or
docxtpl are imported where they are used, so that a command pays only for what it does.
"""

from typing import TYPE_CHECKING

from make_docx.late import late

if TYPE_CHECKING:
    from make_docx.pipeline.checks import check
    from make_docx.pipeline.crews import crew_of
    from make_docx.pipeline.documents import build
    from make_docx.pipeline.each import build_each
    from make_docx.pipeline.examination import examine
    from make_docx.pipeline.jobs import form, form_each, kind_faults, list_kinds, new
    from make_docx.pipeline.options import BuildOptions, CheckOptions
    from make_docx.pipeline.reviews import lint
    from make_docx.pipeline.tracing import trace
    from make_docx.pipeline.verification import verify
else:
    __getattr__ = late(
        __name__,
        {
            "check": "checks",
            "crew_of": "crews",
            "build": "documents",
            "examine": "examination",
            "BuildOptions": "options",
            "CheckOptions": "options",
            "build_each": "each",
            "form": "jobs",
            "form_each": "jobs",
            "lint": "reviews",
            "kind_faults": "jobs",
            "list_kinds": "jobs",
            "new": "jobs",
            "trace": "tracing",
            "verify": "verification",
        },
    )

__all__ = [
    "BuildOptions",
    "CheckOptions",
    "build",
    "build_each",
    "check",
    "crew_of",
    "examine",
    "form",
    "form_each",
    "kind_faults",
    "lint",
    "list_kinds",
    "new",
    "trace",
    "verify",
]
