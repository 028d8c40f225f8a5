"""A kind's folder goes in; every fault of it, or a new kind, comes out."""

from make_docx.workshop.dump import dumped
from make_docx.workshop.inspection import Inspection, check_kind, check_kinds, sample_jobs
from make_docx.workshop.scaffold import make_sample, new_kind
from make_docx.workshop.tidy import tidy

__all__ = [
    "Inspection",
    "check_kind",
    "check_kinds",
    "dumped",
    "make_sample",
    "new_kind",
    "sample_jobs",
    "tidy",
]
