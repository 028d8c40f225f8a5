"""The texts of a document go in; what 条例 and GB/T 15835 say about them comes out."""

from typing import Final

from make_docx.linter.clause import Clause
from make_docx.linter.usage.conduct import CONDUCT_CLAUSES
from make_docx.linter.usage.numbers import NUMBER_CLAUSES

USAGE_CLAUSES: Final[tuple[Clause, ...]] = (*CONDUCT_CLAUSES, *NUMBER_CLAUSES)

__all__ = ["USAGE_CLAUSES"]
