"""Turns a job's workbooks into its Brief and what came back, and a kind into workbooks to fill."""

from typing import TYPE_CHECKING

from make_docx.intake.crew import Crew, Hired
from make_docx.intake.job import Job, read_brief, read_job
from make_docx.late import late

if TYPE_CHECKING:
    from make_docx.intake.brief_writer import write_brief
    from make_docx.intake.form_writer import write_form, write_forms
    from make_docx.intake.ledger_writer import rewrite_ledger, write_workbook_job
    from make_docx.intake.photos import photos_in
    from make_docx.intake.untouched import is_untouched
else:
    __getattr__ = late(
        __name__,
        {
            "write_brief": "brief_writer",
            "write_form": "form_writer",
            "write_forms": "form_writer",
            "rewrite_ledger": "ledger_writer",
            "write_workbook_job": "ledger_writer",
            "photos_in": "photos",
            "is_untouched": "untouched",
        },
    )

__all__ = [
    "Crew",
    "Hired",
    "Job",
    "is_untouched",
    "photos_in",
    "read_brief",
    "read_job",
    "rewrite_ledger",
    "write_brief",
    "write_form",
    "write_forms",
    "write_workbook_job",
]
