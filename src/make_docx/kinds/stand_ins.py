"""Holds what is read in the place of a value of a ``kind.toml`` that nobody can read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel

from make_docx.kinds.schema import (
    AnnexFields,
    ColumnFields,
    IndicatorFields,
    KindFile,
    OutlineFields,
    TableFields,
)
from make_docx.model import FilledBy, Layout, Level

UNNAMED: Final = "\u2060"  # a name without letters

# Of what has to be there: plain words, which refer to nothing and break no rule.
STAND_INS: Final[Mapping[type[BaseModel], Mapping[str, object]]] = {
    IndicatorFields: {"label": UNNAMED},
    ColumnFields: {"label": UNNAMED},
    TableFields: {
        "name": UNNAMED,
        "filled_by": FilledBy.OFFICE.value,
        "columns": [{"label": UNNAMED}],
    },
    OutlineFields: {"level": Level.BODY.value, "text": "有关情况如下。"},
    AnnexFields: {"name": "有关情况"},
    KindFile: {
        "id": "kind",
        "name": "文种",
        "version": "1.0",
        "directions": ["下行文"],
        "layout": Layout.DOCUMENT.value,
        "title": "【发文机关】关于【活动名称】有关情况的报告",
        "outline": [{"level": Level.BODY.value, "text": "有关情况如下。"}],
    },
}
