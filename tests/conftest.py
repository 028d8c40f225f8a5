"""Settings that hold for every test."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from _pytest.nodeid import coerce_node_id
from hypothesis import settings
from sample_jobs import SAMPLE_JOBS, built

# What costs seconds to render or install, and is shared by the tests that look at it.
_DEAR = (
    *("sample_documents", "printed", "reviews", "cases", "ways", "convert", "installed", "made"),
    "chain",
)
_OF_SEVERAL_FILES = ("sample_documents", "printed")

# An example's time says nothing on a shared machine. In CI the examples are the same in every
# run, so that a red run means a change and not a new example; at the desk they are new each time.
_IN_CI = bool(os.environ.get("CI"))
settings.register_profile(
    "make-docx", deadline=None, derandomize=_IN_CI, max_examples=50 if _IN_CI else 100
)
settings.load_profile("make-docx")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let the tests that look at the same rendered pages run in one process, which renders once."""
    if not config.getoption("loadgroup", False):  # xdist gives it to its workers alone
        return
    for item in items:
        names = getattr(item, "fixturenames", ())
        if dear := next((name for name in _DEAR if name in names), ""):
            group = f"{'' if dear in _OF_SEVERAL_FILES else item.path.name}{dear}"
            # xdist 3.8 writes the group into `_nodeid`, which pytest 9.2 has no more.
            item._id = coerce_node_id(f"{item.nodeid}@{group}")


@pytest.fixture(scope="session")
def sample_documents(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The document of every sample job, by the job's name."""
    return {name: built(name, tmp_path_factory.mktemp("样例")) for name in SAMPLE_JOBS}
