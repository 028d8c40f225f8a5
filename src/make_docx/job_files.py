"""Names the files and folders of a job, as a clerk sees them."""

from __future__ import annotations

from typing import Final

BRIEF_FILE: Final = "公文要素.xlsx"
FORM_FILE: Final = "填报表.xlsx"
INBOX: Final = "收件"
OUTBOX: Final = "输出"
OUTGOING: Final = "发出"  # a form for each unit, its name filled in
REPORT_FILE: Final = "校核报告.xlsx"
CACHE_FILE: Final = "缓存（可以删除）.jsonl"  # in 输出/: what the workbooks said in the last run
MEMORY_FILE: Final = "缓存（可以删除）.json"  # in 输出/: what is in the 校核报告 of the last run
RETURNS: Final = "退回"
EACH: Final = "各单位"  # in 输出/: a document for each unit
TEMPLATE_FILE: Final = "模板.docx"  # replaces the layout for this job
PROFILE_FILE: Final = "格式规定.toml"  # what the office does otherwise than the standard
KIND_FILE: Final = "kind.toml"  # in the folder of a kind
KINDS_FOLDER: Final = "文种"  # kinds that travel with the job
