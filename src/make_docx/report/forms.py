"""Turns what became of the forms for each unit into lines for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from make_docx.report.console import say

if TYPE_CHECKING:
    from make_docx.pipeline.jobs import Outgoing

_NAMED: Final = 20


def tell_forms(forms: Outgoing) -> None:
    """Print which are new and which somebody changed; the names are told where there are others."""
    if forms.new and not (forms.renewed or forms.same or forms.kept):
        say(f"已生成 {len(forms.new)} 份填报表：{forms.folder}", "green")
        return
    if forms.new:
        say(f"新生成 {len(forms.new)} 份：{_names(forms.new)}", "green")
    if forms.renewed:
        say(f"照现在的公文要素重做了 {len(forms.renewed)} 份，请重新发出。", "green")
    if forms.same:
        say(f"没有变的 {len(forms.same)} 份，没有动。")
    if forms.kept:
        said = f"有人改过的 {len(forms.kept)} 份，没有动：{_names(forms.kept)}"
        say(f"{said}。要照现在的公文要素重做，请加 --force，里面填的会丢。", "yellow")
    say(f"填报表在：{forms.folder}")


def _names(files: Sequence[str]) -> str:
    more = f" 等 {len(files)} 份" if len(files) > _NAMED else ""
    return "、".join(files[:_NAMED]) + more
