"""A document and its data go in, a document that carries its data comes out; and back."""

from typing import TYPE_CHECKING

from make_docx.late import late

if TYPE_CHECKING:
    from make_docx.chain.annex_note import with_check_code
    from make_docx.chain.canonical import check_code, digest, to_json
    from make_docx.chain.compilation import payload_of, printed_figure
    from make_docx.chain.decoding import PayloadError, from_json
    from make_docx.chain.descent import counted_twice
    from make_docx.chain.embedding import embed, without_data
    from make_docx.chain.extraction import extract
    from make_docx.chain.origins import Origin, origins_of
    from make_docx.chain.package import PackageError
    from make_docx.chain.payload import Child, Payload, PrintedFigure
    from make_docx.chain.receipt import ReceivedDocument
    from make_docx.chain.received import read_received
    from make_docx.chain.submission import submission_of
    from make_docx.chain.tracing import Trace, TracedFigure, trace
    from make_docx.chain.verification import (
        CheckedFigure,
        CheckedTable,
        State,
        Verification,
        verify,
    )
else:
    __getattr__ = late(
        __name__,
        {
            "with_check_code": "annex_note",
            "check_code": "canonical",
            "digest": "canonical",
            "to_json": "canonical",
            "extract": "extraction",
            "payload_of": "compilation",
            "printed_figure": "compilation",
            "PayloadError": "decoding",
            "from_json": "decoding",
            "embed": "embedding",
            "without_data": "embedding",
            "PackageError": "package",
            "Child": "payload",
            "Payload": "payload",
            "PrintedFigure": "payload",
            "ReceivedDocument": "receipt",
            "counted_twice": "descent",
            "Origin": "origins",
            "origins_of": "origins",
            "read_received": "received",
            "submission_of": "submission",
            "Trace": "tracing",
            "TracedFigure": "tracing",
            "trace": "tracing",
            "CheckedFigure": "verification",
            "CheckedTable": "verification",
            "State": "verification",
            "Verification": "verification",
            "verify": "verification",
        },
    )

__all__ = [
    "CheckedFigure",
    "CheckedTable",
    "Child",
    "Origin",
    "PackageError",
    "Payload",
    "PayloadError",
    "PrintedFigure",
    "ReceivedDocument",
    "State",
    "Trace",
    "TracedFigure",
    "Verification",
    "check_code",
    "counted_twice",
    "digest",
    "embed",
    "extract",
    "from_json",
    "origins_of",
    "payload_of",
    "printed_figure",
    "read_received",
    "submission_of",
    "to_json",
    "trace",
    "verify",
    "with_check_code",
    "without_data",
]
