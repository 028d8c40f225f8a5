"""Turns the Excel forms of many units into one official-format Word document."""

__version__ = "0.1.0"
