"""What the tests of the commands share: the samples, and an answer as a clerk gets it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from msgspec import Struct

COUNTY = "county-health-publicity-month"
HEATING = "city-heating-open-day"
BUREAU = "land-bureau-open-day.xlsx"


class Answer(Struct, frozen=True):
    """What a command said: its exit code, its words for people, and its JSON."""

    exit_code: int
    words: str
    stdout: str

    @property
    def json(self) -> Any:
        return json.loads(self.stdout)

    def codes(self, severity: str = "error") -> list[str]:
        return [f["code"] for f in self.json["findings"] if f["severity"] == severity]


Run = Callable[..., Answer]
