"""Turns a job's workbooks into its Brief and what came back, and a kind into workbooks to fill."""

from make_docx.intake.job import Job, read_brief, read_job

__all__ = ["Job", "read_brief", "read_job"]
