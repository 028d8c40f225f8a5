"""Turns the parsed tags of a layout into the list of what they must not say.

Jinja is a programming language: a filter can ask for gigabytes and nested loops can run for
ever, in a sandbox too. A layout needs names, ``if`` and ``for``, so nothing else is let in.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Any, Final

from jinja2 import nodes
from msgspec import Struct

_Schema = Mapping[str, Any]

_DEEPEST: Final = 30  # blocks and brackets inside each other; Python stops at some hundreds
_LONGEST_TEXT: Final = 50  # characters of a quoted text; the longest name has 7
ANY: Final[_Schema] = {}  # of what has a fault already
_LOOP: Final[_Schema] = {
    "type": "object",
    "properties": {"first": {"type": "boolean"}, "last": {"type": "boolean"}},
}
_WORDS: Final[Mapping[type[nodes.Node], str]] = {
    nodes.Filter: "过滤器（|）",
    nodes.Call: "函数（圆括号）",
    nodes.Getitem: "方括号",
    nodes.Test: "is",
    nodes.CondExpr: "{{ }} 里的 if",
    nodes.Concat: "拼接（~）",
    nodes.Const: "数字或太长的文字",
    nodes.Assign: "set",
    nodes.Macro: "macro",
}


class Fault(Struct, frozen=True):
    """A line of the template source, counted from 1, and what is wrong there."""

    line: int
    reason: str


def faults(tree: nodes.Template, schema: _Schema) -> list[Fault]:
    """Whatever in `tree` is not a name of `schema`, an ``if`` over names or a ``for`` over rows."""
    reader = _Reader()
    reader.block(tree.body, schema["properties"])
    return reader.faults


class _Reader:
    """Walks the statements with the names that are known at each of them."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def block(
        self, body: Sequence[nodes.Node], names: _Schema, item: str = "", depth: int = 0
    ) -> None:
        """`item` is the variable of the loop around; '' outside of loops."""
        if body and depth > _DEEPEST:
            self._note(body[0], "套得太深")
            return
        for node in body:
            if isinstance(node, nodes.Output):
                for printed in node.nodes:
                    self._print(printed, names)
            elif isinstance(node, nodes.If):
                self._condition(node.test, names)
                for inner in (node.body, node.else_):
                    self.block(inner, names, item, depth + 1)
                self.block(node.elif_, names, item, depth)
            elif isinstance(node, nodes.For):
                self._loop(node, names, item, depth)
            else:
                self._refuse(node)

    def _loop(self, loop: nodes.For, names: _Schema, item: str, depth: int) -> None:
        rows = self._value(loop.iter, names)
        if rows.get("type", "array") != "array":
            self._note(loop, "for 只能用于成组的内容")
        elif item and not (
            isinstance(loop.iter, nodes.Getattr)
            and isinstance(loop.iter.node, nodes.Name)
            and loop.iter.node.name == item
        ):
            # else the work grows with the square of the rows
            self._note(loop, f"for 里面的 for 只能取“{item}”的内容")
        if loop.test is not None:
            self._note(loop, "for 里不能带 if，请另写 if")
        if not isinstance(loop.target, nodes.Name) or loop.recursive:
            self._refuse(loop)
            return
        variable = loop.target.name
        inside = {**names, "loop": _LOOP, variable: rows.get("items", ANY)}
        self.block(loop.body, inside, variable, depth + 1)
        self.block(loop.else_, names, item, depth + 1)

    def _print(self, node: nodes.Node, names: _Schema) -> None:
        if isinstance(node, nodes.TemplateData):
            return
        if self._value(node, names).get("type", "string") != "string":
            self._note(node, "印不出来：它不是文字，只能用在 if 或 for 里")

    def _condition(self, node: nodes.Node, names: _Schema, depth: int = 0) -> None:
        if depth > _DEEPEST:
            self._note(node, "套得太深")
        elif isinstance(node, nodes.Compare | nodes.Operand | nodes.And | nodes.Or | nodes.Not):
            for part in node.iter_child_nodes():
                self._condition(part, names, depth + 1)
        elif isinstance(node, nodes.Const):
            if not isinstance(node.value, str) or len(node.value) > _LONGEST_TEXT:
                self._refuse(node)
        else:
            self._value(node, names)

    def _value(self, node: nodes.Node, names: _Schema) -> _Schema:
        """The schema of what a name stands for; `ANY` once a fault is noted."""
        if isinstance(node, nodes.Name):
            return self._named(node, node.name, names)
        if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
            owner = self._value(node.node, names)
            return ANY if owner is ANY else self._named(node, node.attr, owner)
        self._refuse(node)
        return ANY

    def _named(self, node: nodes.Node, name: str, owner: _Schema) -> _Schema:
        known: _Schema = owner.get("properties", {}) if "type" in owner else owner
        if name in known:
            found: _Schema = known[name]
            return found
        near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.4)
        hint = f"，是不是“{near[0]}”？" if near else ""
        if not near and isinstance(node, nodes.Getattr) and known:
            hint = f"，可以写的是：{'、'.join(known)}"
        self._note(node, f"没有“{name}”这个名称{hint}")
        return ANY

    def _refuse(self, node: nodes.Node) -> None:
        kind = "算式" if isinstance(node, nodes.BinExpr) else _WORDS.get(type(node), "别的")
        self._note(node, f"版式的标记里只能写名称、if 和 for，不能写{kind}")

    def _note(self, node: nodes.Node, reason: str) -> None:
        self.faults.append(Fault(node.lineno, reason))
