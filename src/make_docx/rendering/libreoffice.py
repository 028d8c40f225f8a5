"""Turns documents into PDFs by a LibreOffice that leaves nothing behind."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from make_docx.errors import OutputError

_COMMANDS: Final = ("soffice", "libreoffice")
_USUAL_PLACES: Final = {
    "win32": (
        r"C:\Program Files\LibreOffice\program\soffice.com",  # .exe returns before it is done
        r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    ),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
}
_INSTALL: Final = {
    "win32": "请从 zh-cn.libreoffice.org 下载 LibreOffice，按默认位置安装",
    "darwin": "请从 zh-cn.libreoffice.org 下载 LibreOffice，拖进“应用程序”文件夹",
}
_INSTALL_LINUX: Final = (
    "请让管理员安装 LibreOffice Writer（软件包 libreoffice-writer 或 libreoffice-writer-nogui）"
)
_START: Final = 90  # seconds for a cold start on an old office computer
_PER_FILE: Final = 20  # seconds; a file takes 0.2 s where it was measured
_LOOK: Final = 0.5  # seconds between two looks at how far it is
_SETTINGS: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""  # a document from elsewhere runs nothing and fetches nothing while it is printed


def find_renderer() -> Path:
    """Where LibreOffice is: on the PATH or where its installer puts it.

    Raises:
        OutputError: it is nowhere; the message says what to install.
    """
    for command in _COMMANDS:
        if found := shutil.which(command):
            return Path(found)
    for place in _USUAL_PLACES.get(sys.platform, ()):
        if Path(place).is_file():
            return Path(place)
    install = _INSTALL.get(sys.platform, _INSTALL_LINUX)
    raise OutputError(
        f"这台计算机上没有找到 LibreOffice，不能生成 PDF 或测量版面。{install}；"
        "暂时装不了的，去掉 --pdf 或 --render 再运行。"
    )


def to_pdf(documents: Sequence[bytes]) -> list[bytes]:
    """The PDF of every .docx, in order; one call of LibreOffice prints them all.

    Raises:
        OutputError: LibreOffice is not there, does not end, or did not print one of them.
    """
    files = {f"{index}.docx": data for index, data in enumerate(documents, start=1)}
    return list(convert(files).values()) if files else []


def convert(
    files: Mapping[str, bytes],
    *,
    seconds: float | None = None,
    told: Callable[[int], None] | None = None,
) -> dict[str, bytes]:
    """The PDF of every file by its name; a name is plain ASCII and its suffix tells the format.

    It may take `seconds`, by default what the number of files allows; `told` gets now and then how
    many files are there.

    Raises:
        OutputError: as `to_pdf`.
    """
    renderer = find_renderer()
    with tempfile.TemporaryDirectory(prefix="mdk-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        for file, data in files.items():
            (folder / file).write_bytes(data)
        _run(renderer, folder, list(files), seconds or _START + _PER_FILE * len(files), told)
        return {file: _printed(folder, file, len(files)) for file in files}


def _run(
    renderer: Path,
    folder: Path,
    files: Sequence[str],
    seconds: float,
    told: Callable[[int], None] | None,
) -> None:
    profile = folder / "profile"  # the user's own may be in use, and two runs would wait
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    command = [
        str(renderer),
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        *files,  # told from `cwd`: a thousand whole paths are too long a command for Windows
    ]
    with (folder / "messages").open("wb") as messages:
        try:
            process = subprocess.Popen(  # noqa: S603  no shell, and every name is our own
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=messages,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # a group that can be ended as one
            )
        except OSError as error:
            raise OutputError(
                f"LibreOffice（{renderer}）启动不了。请单独打开一次 LibreOffice，确认它能用后重试。"
            ) from error
        with _ended(process):
            try:
                _wait(process, seconds, folder, told)
            except subprocess.TimeoutExpired as error:
                raise OutputError(
                    f"LibreOffice 用了 {seconds:.0f} 秒还没有转出 PDF，已停止。"
                    "请关闭其他程序后重试；仍然这样，请用 Word 或 WPS 打开文件另存为 PDF。"
                ) from error


def _wait(
    process: subprocess.Popen[bytes],
    seconds: float,
    folder: Path,
    told: Callable[[int], None] | None,
) -> None:
    until = time.monotonic() + seconds
    while True:
        left = max(0.0, until - time.monotonic())
        try:
            process.wait(min(left, _LOOK) if told else left)
            return
        except subprocess.TimeoutExpired:
            if told is None or left <= _LOOK:
                raise
            told(sum(1 for _ in folder.glob("*.pdf")))


@contextlib.contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Whatever happens inside, neither the process nor a child of it runs on afterwards."""
    try:
        yield
    finally:
        if process.poll() is None:
            _kill(process)
            process.wait()


def _kill(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        taskkill = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "taskkill.exe")
        tree = [str(taskkill), "/T", "/F", "/PID", str(process.pid)]
        subprocess.run(tree, capture_output=True, check=False)  # noqa: S603  our own process
    else:  # soffice is a script around a starter around the program
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _printed(folder: Path, file: str, count: int) -> bytes:
    try:
        pdf = (folder / file).with_suffix(".pdf").read_bytes()
    except FileNotFoundError:
        pdf = b""
    if not pdf:
        which = f"第{Path(file).stem.partition('-')[0]}份文件" if count > 1 else "文件"
        raise OutputError(
            f"LibreOffice 没有把{which}转成 PDF，文件可能损坏了，或者加了密码。"
            "请用 Word 或 WPS 打开它检查，另存一份后重试。"
        )
    return pdf
