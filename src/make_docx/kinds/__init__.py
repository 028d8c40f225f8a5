"""Takes folders that hold a ``kind.toml`` and gives back the kinds that can be used."""

from make_docx.kinds.shelf import Shelf, open_shelf

__all__ = ["Shelf", "open_shelf"]
