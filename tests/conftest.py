"""Settings that hold for every test."""

from __future__ import annotations

import os

from hypothesis import settings

# An example's time says nothing on a shared machine. In CI the examples are the same in every
# run, so that a red run means a change and not a new example; at the desk they are new each time.
settings.register_profile("make-docx", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("make-docx")
