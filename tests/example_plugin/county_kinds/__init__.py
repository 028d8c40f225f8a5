"""Stops whoever imports it: make-docx never runs the code of a kind's package."""

raise SystemExit("code of a kind was run")
