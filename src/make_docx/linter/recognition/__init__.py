"""A `Paper` goes in, which of its paragraphs is which element of an official document comes out."""

from make_docx.linter.recognition.recognise import recognise

__all__ = ["recognise"]
