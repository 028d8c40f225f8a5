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
    AnnexSpec,
    Brief,
    Elements,
    Indicator,
    Kind,
    OutlineRow,
    PreviousFigure,
    Unit,
)
from make_docx.model.cell import Cell, CellKind, CellRef, Photo, Photos, Picture
from make_docx.model.choices import (
    Aggregation,
    AnnexForm,
    ColumnType,
    Direction,
    FilledBy,
    Layout,
    Level,
    Sealing,
    Status,
    ValueType,
)
from make_docx.model.page import (
    BOOKMARK_PREFIX,
    Annex,
    BuiltDocument,
    Document,
    Enclosure,
    FigureMark,
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
    Base,
    Checked,
    Figure,
    Figures,
    FileRecord,
    FileStatus,
    Received,
    Submission,
    UnitReport,
)
from make_docx.model.table import Column, Day, Entry, Period, Record, Table, Value

__all__ = [
    "BOOKMARK_PREFIX",
    "Aggregation",
    "Annex",
    "AnnexForm",
    "AnnexRow",
    "AnnexSpec",
    "Base",
    "Brief",
    "BuiltDocument",
    "Cell",
    "CellKind",
    "CellRef",
    "Checked",
    "Column",
    "ColumnType",
    "Day",
    "Direction",
    "Document",
    "Elements",
    "Enclosure",
    "Entry",
    "Figure",
    "FigureMark",
    "Figures",
    "FileRecord",
    "FileStatus",
    "FilledBy",
    "Indicator",
    "Kind",
    "Layout",
    "Level",
    "Mark",
    "Outcome",
    "OutlineRow",
    "Paragraph",
    "Period",
    "Photo",
    "Photos",
    "Picture",
    "PreviousFigure",
    "Received",
    "Record",
    "RowKind",
    "Sealing",
    "StatTable",
    "Status",
    "Submission",
    "Table",
    "TableColumn",
    "TableRow",
    "Text",
    "Unit",
    "UnitReport",
    "Value",
    "ValueType",
]
