"""Turns declared tables into sheets to fill in, and such sheets into records."""
