"""The wheel holds the code, the templates and the samples, and nothing else."""

from __future__ import annotations

from pathlib import Path

from update_golden import MEMBERS, wheel_members


def test_the_wheel_has_exactly_the_listed_members(tmp_path: Path) -> None:
    # The list is a file of its own so that a forgotten or a stray file shows in the diff.
    found, listed = set(wheel_members(tmp_path)), set(MEMBERS.read_text("utf-8").splitlines())
    assert found - listed == set(), "in the wheel, not on the list"
    assert listed - found == set(), "on the list, not in the wheel"
