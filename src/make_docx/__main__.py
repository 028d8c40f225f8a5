"""Turns ``python -m make_docx`` into the command ``make-docx``."""

from make_docx.cli import main

main()
