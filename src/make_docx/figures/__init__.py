"""What came back goes in; the reports that count, their totals and every finding come out."""

from make_docx.figures.check import check
from make_docx.figures.total import total

__all__ = ["check", "total"]
