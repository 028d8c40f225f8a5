"""A .docx goes in, a `Paper` with everything resolved comes out."""

from make_docx.linter.reading.reader import read_paper

__all__ = ["read_paper"]
