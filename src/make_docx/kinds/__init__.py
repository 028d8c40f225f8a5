"""Takes folders that hold a ``kind.toml`` and gives back the kinds that can be used."""

from make_docx.kinds.shelf import (
    TEMPLATE_NAME,
    Shelf,
    faults_in,
    is_plain_built_in,
    open_shelf,
)

__all__ = ["TEMPLATE_NAME", "Shelf", "faults_in", "is_plain_built_in", "open_shelf"]
