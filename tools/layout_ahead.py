"""Turns a built-in layout into the file that saves each process compiling it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from jinja2 import nodes
from msgspec import json

from make_docx.document.compiled import CompiledAhead
from make_docx.document.compiling import compile_layout, environment, tag_sources
from make_docx.document.tag_text import (
    Both,
    Choice,
    Either,
    Equal,
    Loop,
    Named,
    Not,
    Piece,
    TagText,
    Test,
)


def ahead(layout: bytes) -> bytes:
    """What stands in the file.

    Raises:
        ValueError: a tag says more than `tag_text` has.
    """
    compiled = compile_layout(layout)
    links = compiled.parts.links
    record = CompiledAhead(
        parts=[
            (
                part.name,
                part.content_type,
                "" if part.name in compiled.templates else _xml(part.data),
            )
            for part in compiled.parts.parts
        ],
        links=links,
        body=compiled.body,
        texts=texts(layout),
        core=compiled.core,
        styles=next(link.target for link in links if link.kind == RELATIONSHIP_TYPE.STYLES),
        style_ids=compiled.style_ids,
        words=compiled.words,
        has_rare=compiled.has_rare,
        last_bookmark=compiled.last_bookmark,
        has_place_in_colophon=compiled.has_place_in_colophon,
    )
    return json.encode(record, enc_hook=str)


def texts(layout: bytes) -> Mapping[str, TagText]:
    """The parts with tags, by name.

    Raises:
        ValueError: a tag says more than `tag_text` has.
    """
    sources = tag_sources(docx.Document(BytesIO(layout)))
    return {name: tag_text(source) for name, source in sources.items()}


def tag_text(source: str) -> TagText:
    """Raises `ValueError`: a tag says more than `tag_text` has."""
    return TagText(_block(environment().parse(source).body))


def _xml(data: bytes) -> str:
    return data.decode()


def _block(body: Sequence[nodes.Node]) -> list[Piece]:
    return [piece for node in body for piece in _pieces(node)]


def _pieces(node: nodes.Node) -> Iterator[Piece]:
    match node:
        case nodes.Output():
            for printed in node.nodes:
                yield printed.data if isinstance(printed, nodes.TemplateData) else _named(printed)
        case nodes.If():
            yield _choice(node, node.elif_, node.else_)
        case nodes.For(target=nodes.Name() as row, test=None, recursive=False, else_=[]):
            yield Loop(row.name, _named(node.iter), _block(node.body))
        case _:
            raise ValueError(f"no tag for a built-in layout: {node}")


def _choice(node: nodes.If, later: Sequence[nodes.If], last: Sequence[nodes.Node]) -> Choice:
    otherwise: Sequence[Piece] = [_choice(later[0], later[1:], last)] if later else _block(last)
    return Choice(_test(node.test), _block(node.body), otherwise)


def _test(node: nodes.Node) -> Test:
    match node:
        case nodes.Not():
            return Not(_test(node.node))
        case nodes.And():
            return Both(_test(node.left), _test(node.right))
        case nodes.Or():
            return Either(_test(node.left), _test(node.right))
        case nodes.Compare(ops=[nodes.Operand(op="eq", expr=nodes.Const(value=str(text)))]):
            return Equal(_named(node.expr), text)
        case _:
            return _named(node)


def _named(node: nodes.Node) -> Named:
    match node:
        case nodes.Name():
            return Named((node.name,))
        case nodes.Getattr():
            return Named((*_named(node.node).path, node.attr))
        case _:
            raise ValueError(f"no tag for a built-in layout: {node}")
