"""LibreOffice prints in a profile of its own, ends when it must, and leaves nothing behind."""

from __future__ import annotations

import base64
import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import docx as word
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from office import needs_libreoffice

from make_docx.errors import OutputError
from make_docx.rendering import find_renderer, open_pages, to_pdf
from make_docx.rendering.libreoffice import convert

_DOT = base64.b64decode(  # a PNG of one pixel
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
posix = pytest.mark.skipif(os.name != "posix", reason="the stand-in for LibreOffice is a script")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for temporary files, to see what is left in it."""
    folder = tmp_path / "临时 文件"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def docx(text: str, path: Path) -> bytes:
    document = word.Document()
    document.add_paragraph(text)
    document.save(str(path))
    return path.read_bytes()


def docx_with_linked_picture(address: str, path: Path) -> bytes:
    document = word.Document()
    document.add_picture(io.BytesIO(_DOT))
    (blip,) = document.element.body.xpath(".//a:blip")
    del blip.attrib[qn("r:embed")]
    blip.set(qn("r:link"), document.part.relate_to(address, RELATIONSHIP_TYPE.IMAGE, True))
    document.save(str(path))
    return path.read_bytes()


def install(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program that goes by LibreOffice's name before everything else on the PATH."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")


def wait_until_ended(process: int) -> bool:
    for _ in range(100):
        if not is_running(process):
            return True
        time.sleep(0.05)
    return False


# ── printing ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.layout
@needs_libreoffice
def test_many_documents_are_printed_in_their_order(tmp_path: Path, temporary: Path) -> None:
    texts = ["甲乙丙", "second", "第三份"]
    pdfs = to_pdf([docx(text, tmp_path / "a.docx") for text in texts])
    assert [open_pages(pdf)[0].lines[0].text for pdf in pdfs] == texts
    assert list(temporary.iterdir()) == []


@pytest.mark.layout
@needs_libreoffice
def test_a_document_fetches_nothing_from_elsewhere(tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    server = subprocess.Popen(
        [sys.executable, "-c", _LISTENER, str(asked)], stdout=subprocess.PIPE, encoding="ascii"
    )
    with server:
        assert server.stdout is not None
        port = server.stdout.readline().strip()
        to_pdf([docx_with_linked_picture(f"http://127.0.0.1:{port}/a.png", tmp_path / "a.docx")])
        server.kill()
    assert not asked.exists()


_LISTENER = """
import socket, sys
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
listener.accept()
open(sys.argv[1], "w").close()
"""


def test_no_documents_need_no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert to_pdf([]) == []


# ── what goes wrong ──────────────────────────────────────────────────────────────────────


def test_without_libreoffice_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("make_docx.rendering.libreoffice._USUAL_PLACES", {})
    with pytest.raises(OutputError, match="LibreOffice") as caught:
        find_renderer()
    assert "安装" in str(caught.value) or "下载" in str(caught.value)
    assert str(caught.value).count("。") == 2


@posix
def test_a_document_that_is_not_printed_is_named(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, 'cd "$7"; echo pdf > 1.pdf; echo Error >&2', monkeypatch)
    with pytest.raises(OutputError, match="第2份"):
        to_pdf([b"one", b"two"])
    assert list(temporary.iterdir()) == []


@posix
def test_a_program_that_cannot_start_is_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "", monkeypatch)
    (tmp_path / "soffice").write_bytes(b"#!/no/such/shell\n")
    with pytest.raises(OutputError, match="启动不了"):
        to_pdf([b"one"])


@posix
def test_after_its_time_it_is_ended_with_its_children(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child"
    install(tmp_path, f"sleep 300 &\necho $! > {child}\nwait", monkeypatch)
    with pytest.raises(OutputError, match="1 秒"):
        convert({"1.docx": b"one"}, seconds=1)
    assert wait_until_ended(int(child.read_text()))
    assert list(temporary.iterdir()) == []


@posix
def test_an_interrupt_ends_it_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child, folder = tmp_path / "child", tmp_path / "temporary"
    folder.mkdir()
    install(
        tmp_path, f"sleep 300 &\necho $! > {child}.new\nmv {child}.new {child}\nwait", monkeypatch
    )
    monkeypatch.setenv("TMPDIR", str(folder))
    program = "from make_docx.rendering import to_pdf; to_pdf([b'one'])"
    with subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.DEVNULL) as process:
        for _ in range(1200):  # a minute: the machine may be busy with other work
            if child.exists():
                break
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        process.wait(60)
    assert wait_until_ended(int(child.read_text()))
    assert list(folder.iterdir()) == []
