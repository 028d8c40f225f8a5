"""Turns a job into everything found in it, with the clerk's decisions applied."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.findings import Place
from make_docx.model import Outcome
from make_docx.pipeline.examination import examine
from make_docx.pipeline.incoming import roster_of, with_own_name
from make_docx.pipeline.opening import OpenJob, open_job
from make_docx.pipeline.options import CheckOptions


def check(
    job: Path, options: CheckOptions | None = None, *, each: bool = False, notice: bool = False
) -> Outcome:
    """Read everything and report every finding at once, in 校核报告.xlsx and 退回/ too.

    A job that says 【单位名称】 of several units is checked as if `each` were asked for.

    Args:
        job: a job folder or a one-workbook job.
        options: how it is checked.
        each: report what would be found when each unit gets a document of its own.
        notice: write 退回说明.docx beside the returned forms.

    Raises:
        InputError: the job or its brief cannot be read.
        KindError: the job's kind is broken, or there are two.
        OutputError: the report or a returned form cannot be written.
        UsageError: `accepted` names nothing that can be confirmed, or there is no reason; or the
            job knows no unit that could get a document of its own.
    """
    options = options or CheckOptions()
    opened = open_job(job, options)
    if not each and _is_for_each(opened):
        place = Place(file=opened.job.brief.file)
        opened = replace(opened, notes=(*opened.notes, finding("each-meant", place)))
        each = True
    if each:
        from make_docx.pipeline.parts import divided

        outcome, _ = divided(opened).audited(opened, notice=notice)
        return outcome
    opened = replace(opened, incoming=with_own_name(opened.incoming))
    outcome, _ = examine(opened.job, opened.house, allow_partial=options.allow_partial)
    return opened.audited(outcome, notice=notice)


def _is_for_each(opened: OpenJob) -> bool:
    """Whether the brief cannot do without the name of the unit, and there are several."""
    from make_docx.wording import asks_unit_name

    brief = opened.job.brief
    return asks_unit_name(brief) and len(roster_of(opened.job)) > 1
