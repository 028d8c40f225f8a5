"""Turns the description of a reporting chain into one of a job for each of its offices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

Row = dict[str, str]


def jobs_of(
    sample: dict[str, Any], rows: Sequence[Row]
) -> Iterator[tuple[dict[str, Any], list[Row]]]:
    """Each job as `build_samples.build_folder` takes it, and the rows of its roster.

    First come the offices below, whose rows have no figures: they send a document.
    """
    for job in sample["jobs"]:
        folder = job["folder"]
        below = [one for one in sample["jobs"] if one.get("to") == folder]
        offices = [
            {
                "代码": f"{number:02d}",
                "单位名称": one["issuer"],
                "单位类别": job["category"],
                "别名": "",
            }
            for number, one in enumerate(below, start=1)
        ]
        own = [
            {head: text for head, text in row.items() if head != "任务"}
            for row in rows
            if row["任务"] == folder
        ]
        yield _job(sample, job), offices + own


def _job(sample: dict[str, Any], job: dict[str, Any]) -> dict[str, Any]:
    elements = {
        "主送机关": job["addressee"],
        "发文机关": job["issuer"],
        "发文字号": job["number"],
        "成文日期": job["issued_on"],
        "印发机关": f"{job['issuer']}办公室",
        "印发日期": job["issued_on"],
    }
    return {
        **sample,
        "name": f"{sample['name']}/{job['folder']}",
        "elements": {**sample["elements"], **elements},
        "outline": [{"level": "正文", "text": text} for text in sample["outlines"][job["outline"]]],
    }
