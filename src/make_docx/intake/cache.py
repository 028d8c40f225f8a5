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
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

from msgspec.structs import replace

import make_docx
from make_docx.errors import OutputError
from make_docx.intake.plain import from_plain, plain_plan, plan_from, to_plain
from make_docx.model import Brief, Plan, Received
from make_docx.output import write_whole

FEWEST: Final = 20  # files; fewer are read again in less time than anybody notices
_MOST_BYTES: Final = 1 << 27  # four times what 40 000 forms take
_FIRST_SAVE: Final = 500  # entries
_DIGEST_BYTES: Final = 20
_LONGEST_HEAD: Final = 1 << 10  # bytes
UNWANTED: Final = (ValueError, TypeError, LookupError, RecursionError)


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
        self._digests: dict[Plan, str] = {}
        self._plans: dict[str, Plan] = {}
        self._is_changed = False
        self._next_save = _FIRST_SAVE

    def get(self, key: str, name: str) -> Received | None:
        """What was read of the file `name` under `key`; ``None`` where it has to be read.

        Files are opened by what an entry names, so that it may name no other one.
        """
        entry = self._known.get(key)
        if entry is None:
            return None
        try:
            received = from_plain(Received, json.loads(entry)[1], self._plan, file=name)
        except UNWANTED:
            return None
        if received.files != (name,) or received.skipped:
            return None
        self._used[key] = entry
        return received

    def put(self, key: str, received: Received) -> None:
        """Keep what was read; of a file that gave nothing, nothing is kept."""
        if not received.submissions:
            return
        with contextlib.suppress(UnicodeEncodeError):
            self._used[key] = _line(key, to_plain(received, self._digest_of))
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
            places = plain_plan(plan)
            digest = digest_of(json.dumps(places).encode())
            self._used[digest] = _line(digest, places)
            self._digests[plan] = digest
        return digest

    def _plan(self, digest: str) -> Plan:
        if digest not in self._plans:
            entry = self._known[digest]
            self._plans[digest] = plan_from(json.loads(entry)[1])
            self._used[digest] = entry
        return self._plans[digest]


def key_of(data: bytes, name: str) -> str:
    """The key of a file: its bytes, and the path that its findings name."""
    return digest_of(name.encode(errors="surrogateescape"), data)


def _entries(path: Path, program: str) -> dict[str, bytes]:
    """Key → entry of what is on disk; nothing if it is not what this program wrote for this job."""
    head, lines = read_kept(path, ["make-docx", program], _MOST_BYTES)
    if head != _first_line(program, lines):
        return {}
    start = len('["')
    keys = slice(start, start + 2 * _DIGEST_BYTES)
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


def _line(key: str, plain: object) -> bytes:
    return json.dumps([key, plain], ensure_ascii=False, separators=(",", ":")).encode()


def _first_line(program: str, lines: bytes) -> bytes:
    return json.dumps(["make-docx", program, digest_of(lines)]).encode() + b"\n"


def digest_of(*parts: bytes) -> str:
    whole = blake2b(digest_size=_DIGEST_BYTES)
    for part in parts:
        whole.update(b"%d " % len(part))
        whole.update(part)
    return whole.hexdigest()


def _fingerprint(brief: Brief) -> str:
    """What reading hangs on beside the file: the brief, but for its text, and the program."""
    asked = replace(brief, outline=(), annexes=(), previous=())
    return digest_of(repr(asked).encode(errors="replace"), program().encode())


@cache
def program() -> str:
    """The code that reads: a version number alone would not tell what was changed on the way."""
    import openpyxl  # `importlib.metadata`, which tells versions too, brings what reads e-mail
    import PIL

    folders = os.walk(Path(make_docx.__file__).parent)
    found = (f"{path}/{name}" for path, _, names in folders for name in names)
    sources = sorted(found, key=lambda name: name.replace(os.sep, "/"))  # alike on every system
    libraries = [f"{one.__name__} {one.__version__}".encode() for one in (openpyxl, PIL)]
    texts = (Path(name).read_bytes() for name in sources if name.endswith(".py"))
    return digest_of(make_docx.__version__.encode(), *libraries, *texts)
