"""What was checked goes in; 校核报告.xlsx, marked forms and the clerk's decisions come out."""

from typing import TYPE_CHECKING

from make_docx.audit.accept import accept
from make_docx.audit.decision import Decision, fingerprint, settle
from make_docx.audit.record import Record, read_record
from make_docx.audit.report import write_report
from make_docx.audit.review import Reviewed, keep, review
from make_docx.late import late

if TYPE_CHECKING:
    from make_docx.audit.provenance import Source, write_provenance
    from make_docx.audit.returns import Return, write_returns
else:
    __getattr__ = late(
        __name__,
        {
            "Source": "provenance",
            "write_provenance": "provenance",
            "Return": "returns",
            "write_returns": "returns",
        },
    )

__all__ = [
    "Decision",
    "Record",
    "Return",
    "Reviewed",
    "Source",
    "accept",
    "fingerprint",
    "keep",
    "read_record",
    "review",
    "settle",
    "write_provenance",
    "write_report",
    "write_returns",
]
