"""The 勾稽关系 of the 指标 sheet go in as text; trees to be judged, or their faults, come out."""

from make_docx.relations.reader import RelationFault, RelationReader
from make_docx.relations.tree import Comparison, Label, Negative, Number, Operation, Relation, Term

__all__ = [
    "Comparison",
    "Label",
    "Negative",
    "Number",
    "Operation",
    "Relation",
    "RelationFault",
    "RelationReader",
    "Term",
]
