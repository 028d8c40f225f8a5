"""Holds the frozen types that carry a job from its cells to its document.

    收件/*.xlsx ─intake─▶ Submission ─figures.check─▶ Checked ─figures.total─▶ Figures
    公文要素.xlsx ─intake─▶ Brief                                                │
                             Text ◀─wording.compose──────────────────────────────┘
                              └─official.arrange─▶ Document ─document.render─▶ bytes

Nothing here reads a file or formats a word. Numbers are `Decimal` from the cell on; a
percentage is kept as its ratio (99.2% is `Decimal("0.992")` with unit ``%``).
"""

from make_docx.model.brief import (
    AnnexRow,
    Brief,
    Elements,
    Indicator,
    Kind,
    OutlineRow,
    PreviousFigure,
    Unit,
)
from make_docx.model.cell import Cell, CellKind, CellRef, Picture
from make_docx.model.choices import (
    Aggregation,
    AnnexForm,
    Direction,
    Layout,
    Level,
    Sealing,
    Status,
    ValueType,
)
from make_docx.model.page import (
    Annex,
    BuiltDocument,
    Document,
    Mark,
    Outcome,
    Paragraph,
    RowKind,
    StatTable,
    TableColumn,
    TableRow,
    Text,
)
from make_docx.model.report import (
    Checked,
    Figure,
    Figures,
    FileRecord,
    FileStatus,
    Received,
    Submission,
    UnitReport,
)

__all__ = [
    "Aggregation",
    "Annex",
    "AnnexForm",
    "AnnexRow",
    "Brief",
    "BuiltDocument",
    "Cell",
    "CellKind",
    "CellRef",
    "Checked",
    "Direction",
    "Document",
    "Elements",
    "Figure",
    "Figures",
    "FileRecord",
    "FileStatus",
    "Indicator",
    "Kind",
    "Layout",
    "Level",
    "Mark",
    "Outcome",
    "OutlineRow",
    "Paragraph",
    "Picture",
    "PreviousFigure",
    "Received",
    "RowKind",
    "Sealing",
    "StatTable",
    "Status",
    "Submission",
    "TableColumn",
    "TableRow",
    "Text",
    "Unit",
    "UnitReport",
    "ValueType",
]
