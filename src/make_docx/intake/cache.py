"""Turns what workbooks said in an earlier run into what they say now, where nothing has changed.

The file is of no use to people and may be deleted at any time. An entry is found by the bytes of
a workbook and its path in the job; all of them go when the brief or the program is another one.
Whatever is wrong with the file, the workbooks are read instead. It is JSON: 输出/ travels with a
job, and unpickling would run what it finds there.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from msgspec.json import Decoder, decode, encode
from msgspec.structs import fields, replace

import make_docx
from make_docx.errors import OutputError
from make_docx.findings import Finding
from make_docx.model import Brief, CellRef, FormCells, Plan, Received, Submission, plan_of
from make_docx.model.form import Places
from make_docx.output import write_whole

FEWEST: Final = 20  # files; fewer are read again in less time than anybody notices
_MOST_BYTES: Final = 1 << 27  # three times what 40 000 forms take
_FIRST_SAVE: Final = 500  # entries
_DIGEST_DIGITS: Final = 40
_LONGEST_HEAD: Final = 1 << 10  # bytes
UNWANTED: Final = (ValueError, TypeError, LookupError, RecursionError)


class _Entry(Struct, frozen=True, array_like=True):
    """What a workbook said, in a file without a name.

    If it is one form, its cells are beside it: their kinds, their texts, and the digest of the
    plan that says where they stand.
    """

    key: str
    submissions: tuple[Submission, ...]
    findings: tuple[Finding, ...]
    kinds: str = ""
    texts: tuple[str, ...] = ()
    plan: str = ""


class _PlanEntry(Struct, frozen=True, array_like=True):
    """Where the cells of all forms stand that are alike; `key` is the digest of it."""

    key: str
    places: Places


class Cache:
    """What is known of a job's workbooks; entries not asked for in a whole run are forgotten.

    Saving costs as much as there is to save, so while a run goes on it is done each time that the
    entries have doubled.
    """

    def __init__(self, path: Path, brief: Brief) -> None:
        self._path = path
        self._program = _fingerprint(brief)
        self._known = _entries(path, self._program)
        self._used: dict[str, bytes] = {}
        self._decode = Decoder(_Entry).decode
        self._digests: dict[Plan, str] = {}
        self._plans: dict[str, Plan] = {}
        self._is_changed = False
        self._next_save = _FIRST_SAVE

    def get(self, key: str, name: str) -> Received | None:
        """What was read of the file `name` under `key`; ``None`` where it has to be read."""
        line = self._known.get(key)
        if line is None:
            return None
        try:
            entry = self._decode(line)
            submissions: tuple[Submission, ...] = _in_file(name, entry.submissions)
            if entry.plan:
                cells = FormCells(self._plan(entry.plan), name, entry.kinds, entry.texts)
                (form,) = submissions
                submissions = (replace(form, cells=cells),)
        except UNWANTED:
            return None
        self._used[key] = line
        return Received(submissions, (name,), (), _in_file(name, entry.findings))

    def put(self, key: str, received: Received) -> None:
        """Keep what was read of a file; if that was nothing, or of another one too, nothing."""
        if not received.submissions:
            return
        form, *others = received.submissions
        name, cells = form.file, form.cells
        entry = _Entry(key, received.submissions, received.findings)
        if isinstance(cells, FormCells) and cells.file == name and not others:
            alone, plan = (replace(form, cells={}),), self._digest_of(cells.plan)
            entry = _Entry(key, alone, received.findings, cells.kinds, cells.texts, plan)
        is_of_one = received.files == (name,) and not received.skipped
        if not is_of_one or _in_file(name, entry) != entry:
            return
        with contextlib.suppress(UnicodeEncodeError):
            self._used[key] = encode(_in_file("", entry))
            self._is_changed = True
        if len(self._used) >= self._next_save:
            self._next_save = 2 * len(self._used)
            self.save(is_whole=False)

    def save(self, *, is_whole: bool) -> None:
        """Write everything in one step; where that cannot be done, the run goes on without.

        Args:
            is_whole: every file was looked at, so that the rest is of files that are gone.
        """
        entries = self._used if is_whole else self._known | self._used
        if not self._is_changed and len(entries) == len(self._known):
            return
        lines = b"".join(b"%b\n" % entry for entry in entries.values())
        with contextlib.suppress(OutputError):
            write_whole(self._path, _first_line(self._program, lines) + lines, force=True)

    def _digest_of(self, plan: Plan) -> str:
        """What the plan is kept under, beside the entries that need it."""
        digest = self._digests.get(plan)
        if digest is None:
            digest = self._digests[plan] = digest_of(encode(plan.places))
            self._used[digest] = encode(_PlanEntry(digest, plan.places))
        return digest

    def _plan(self, digest: str) -> Plan:
        if digest not in self._plans:
            line = self._known[digest]
            self._plans[digest] = plan_of(decode(line, type=_PlanEntry).places)
            self._used[digest] = line
        return self._plans[digest]


def _in_file(file: str, value: Any) -> Any:
    """The same, with every place in `file`."""
    kind = type(value)
    if kind is CellRef:  # of forms, nearly all that there is; most stand in the same cells
        return CellRef(file, sys.intern(value.sheet), sys.intern(value.cell))
    if kind is tuple:
        return tuple([_in_file(file, part) for part in value])
    if issubclass(kind, Struct):
        names, has_file = _parts(kind)
        parts = {name: _in_file(file, part) for name in names if (part := getattr(value, name))}
        return replace(value, file=file, **parts) if has_file else replace(value, **parts)
    if issubclass(kind, Mapping):
        return {name: _in_file(file, part) for name, part in value.items()}
    return value


@cache
def _parts(kind: type[Struct]) -> tuple[tuple[str, ...], bool]:
    """The fields of a record that may hold other ones, and whether it has one for a file."""
    names = tuple(one.name for one in fields(kind) if one.type not in (str, int, bool))
    return names, "file" in kind.__struct_fields__


def key_of(data: bytes, name: str) -> str:
    """The key of a file: its bytes, and the path that its findings name."""
    return digest_of(name.encode(errors="surrogateescape"), data)


def _entries(path: Path, program: str) -> dict[str, bytes]:
    """Key → entry of what is on disk; nothing if it is not what this program wrote for this job."""
    head, lines = read_kept(path, ["make-docx", program], _MOST_BYTES)
    if head != _first_line(program, lines):
        return {}
    start = len('["')
    keys = slice(start, start + _DIGEST_DIGITS)
    return {line[keys].decode(errors="replace"): line for line in lines.splitlines()}


def read_kept(path: Path, head: list[str], most: int) -> tuple[bytes, bytes]:
    """The first line, which has to begin with the list `head`, and the rest; else nothing.

    Another file is given up after that line, and one of more than `most` bytes before it. What is
    no file is not opened: a pipe makes who opens it wait, a device has no end, and a link may lead
    to either.
    """
    start = json.dumps(head).removesuffix("]").encode()
    with contextlib.suppress(OSError):
        if not stat.S_ISREG(path.lstat().st_mode):
            return b"", b""
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size <= most and (first := file.readline(_LONGEST_HEAD)).startswith(start):
                return first, file.read(size + 1)
    return b"", b""


def _first_line(program: str, lines: bytes) -> bytes:
    return json.dumps(["make-docx", program, digest_of(lines)]).encode() + b"\n"


def digest_of(*parts: bytes) -> str:
    whole = sha256()  # half the time of BLAKE2b where the processor has instructions for it
    for part in parts:
        whole.update(b"%d " % len(part))
        whole.update(part)
    return whole.hexdigest()[:_DIGEST_DIGITS]


def _fingerprint(brief: Brief) -> str:
    """What reading hangs on beside the file: the brief, but for its text, and the program."""
    asked = replace(brief, outline=(), annexes=(), previous=())
    return digest_of(repr(asked).encode(errors="replace"), program().encode())


@cache
def program() -> str:
    """The code that reads: a version number alone would not tell what was changed on the way.

    With it go Pillow, which reads pictures, and Python, whose tables of characters grow.
    """
    import PIL  # `importlib.metadata`, which tells versions too, brings what reads e-mail

    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    versions = [make_docx.__version__, PIL.__version__, python]
    whole = _sources(str(Path(make_docx.__file__).parent))
    in_order = sorted(whole, key=lambda path: path.replace(os.sep, "/"))  # alike on every system
    return digest_of(*map(str.encode, versions), *map(_content, in_order))


def _sources(folder: str) -> Iterator[str]:
    with os.scandir(folder) as found:
        for entry in found:
            if entry.name.endswith(".py"):
                yield entry.path
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _sources(entry.path)


def _content(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - `Path` takes twice as long
        return file.readall()
