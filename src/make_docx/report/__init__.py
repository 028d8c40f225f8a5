"""What a command did goes in; lines for people and one JSON document for programs come out."""

from typing import TYPE_CHECKING

from make_docx.late import late
from make_docx.report.progress import progress

if TYPE_CHECKING:
    from make_docx.report.console import print_json, print_text, say
    from make_docx.report.forms import tell_forms
    from make_docx.report.kinds import (
        inspections_json,
        tell_inspections,
        tell_new_kind,
        tell_tidied,
    )
    from make_docx.report.outcome import (
        build_json,
        findings_json,
        kinds_json,
        outcome_json,
        tell,
        tell_findings,
        tell_kinds,
    )
    from make_docx.report.review import review_json, tell_review
    from make_docx.report.tracing import tell_trace, trace_json
    from make_docx.report.verification import tell_verification, verification_json
else:
    __getattr__ = late(
        __name__,
        {
            "print_json": "console",
            "print_text": "console",
            "say": "console",
            "build_json": "outcome",
            "findings_json": "outcome",
            "kinds_json": "outcome",
            "outcome_json": "outcome",
            "tell": "outcome",
            "tell_findings": "outcome",
            "tell_kinds": "outcome",
            "inspections_json": "kinds",
            "review_json": "review",
            "tell_forms": "forms",
            "tell_inspections": "kinds",
            "tell_new_kind": "kinds",
            "tell_review": "review",
            "tell_tidied": "kinds",
            "tell_trace": "tracing",
            "tell_verification": "verification",
            "trace_json": "tracing",
            "verification_json": "verification",
        },
    )

__all__ = [
    "build_json",
    "findings_json",
    "inspections_json",
    "kinds_json",
    "outcome_json",
    "print_json",
    "print_text",
    "progress",
    "review_json",
    "say",
    "tell",
    "tell_findings",
    "tell_forms",
    "tell_inspections",
    "tell_kinds",
    "tell_new_kind",
    "tell_review",
    "tell_tidied",
    "tell_trace",
    "tell_verification",
    "trace_json",
    "verification_json",
]
