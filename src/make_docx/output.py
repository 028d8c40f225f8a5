"""Turns bytes and a name that people typed into a file that is there whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import time
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from make_docx.errors import OutputError

TEMPORARY_PREFIX: Final = ".mdk-"
_ABANDONED: Final = 3600  # seconds; no run takes as long to write one file
_REASONS: Final = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘满了",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径中间有一个不是文件夹",
    errno.EISDIR: "它是一个文件夹",
    errno.EEXIST: "已经有一个同名的文件",
    errno.ENAMETOOLONG: "名称太长",
    errno.EBUSY: "它正被别的程序使用",
    errno.ETXTBSY: "它正被别的程序使用",
}
_LOCKS: Final = ("~${}", ".~{}", ".~lock.{}#")  # of Word and Excel, WPS, and LibreOffice
_UNCUT: Final = 6  # letters; of a longer name Word writes ~$ over the first one or two
_LONGEST_NAME: Final = 150  # bytes; with a suffix and a temporary prefix it stays below 255

# Windows opens a device instead of a file under these names, whatever the suffix.
_DEVICES: Final = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CLOCK$", "CONIN$", "CONOUT$"}
    | {port + digit for port in ("COM", "LPT") for digit in "0123456789¹²³"}
)
_UNPRINTABLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def safe_name(text: str, *, fallback: str = "未命名") -> str:
    """Make `text` a file name that stays inside its folder on Windows, macOS and Linux.

    Letters of any script and 〔〕《》 stay as they are; separators become ``_``.
    """
    name = unicodedata.normalize("NFC", text)
    name = "".join(c for c in name if unicodedata.category(c) not in _UNPRINTABLE)
    name = re.sub(r"\s+", " ", re.sub(r'[<>:"/\\|?*]', "_", name)).strip(" .")
    while len(name.encode()) > _LONGEST_NAME:
        name = name[:-1]
    name = name.strip(" .") or fallback
    is_device = name.split(".")[0].strip().upper() in _DEVICES
    return f"_{name}" if is_device or name[0] in "-~$" else name


def write_whole(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write `data` to `path` in one step; an interrupted run leaves the old state.

    Raises:
        OutputError: the file exists and `force` is off, or the folder cannot be written.
    """
    temporary = path.with_name(f"{TEMPORARY_PREFIX}{os.urandom(8).hex()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path.parent)
        file = temporary.open("xb")
    except OSError as error:
        raise OutputError(f"写不了“{path.parent}”：{reason(error)}。请换一个文件夹。") from error
    try:
        with file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _put_in_place(temporary, path, force=force)
    except FileExistsError as error:
        raise OutputError(
            f"“{path}”已经存在，没有改动它。要覆盖请加 --force，或者先把它移走。"
        ) from error
    except OSError as error:
        raise OutputError(
            f"写不了“{path}”：{reason(error)}。如果它正在 Word、Excel 或 WPS 里打开，请先关闭。"
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


def lock_of(path: Path) -> str:
    """The name of the file that is beside `path` while an office program has it open; or empty."""
    names = [lock.format(path.name) for lock in _LOCKS]
    if path.suffix.lower() == ".docx":
        names.append(f"~${path.name[max(0, min(2, len(path.stem) - _UNCUT)) :]}")
    return next((name for name in names if path.with_name(name).exists()), "")


def refuse_open(paths: Iterable[Path]) -> None:
    """Write over nothing that is open: saved there, what was before would be back.

    Windows itself refuses it on its own disks; shared ones and other systems do not.

    Raises:
        OutputError: one of `paths` is open.
    """
    for path in paths:
        if path.exists() and (lock := lock_of(path)):
            raise OutputError(
                f"“{path}”正开着（旁边有“{lock}”），没有改动它。"
                f"请先在 Word、Excel 或 WPS 里关闭它，再运行一次；没有打开的，请删去“{lock}”。"
            )


def reason(error: OSError) -> str:
    """Why the system refused, in Chinese; the system itself says it in any language."""
    return _REASONS.get(error.errno or 0, f"系统报告 {error.strerror or type(error).__name__}")


def _sweep(folder: Path) -> None:
    """Remove what a killed run left in `folder`; a run going on beside this one is younger."""
    for leftover in folder.glob(f"{TEMPORARY_PREFIX}*"):
        with contextlib.suppress(OSError):
            if time.time() - leftover.stat().st_mtime > _ABANDONED:
                leftover.unlink()


def _put_in_place(temporary: Path, path: Path, *, force: bool) -> None:
    if force:
        temporary.replace(path)
        return
    try:
        os.link(temporary, path)  # fails when the file exists, so racing writers have one winner
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links (FAT, some network shares)
        with path.open("xb"):  # claims the name
            pass
        try:
            temporary.replace(path)
        except BaseException:
            path.unlink()
            raise


def write_each(files: Mapping[Path, bytes], *, force: bool = False) -> None:
    """Write files of one folder, none of them before all their bytes are on the disk.

    Raises:
        OutputError: one of them exists and `force` is off, or is open, and nothing was written;
            or they cannot be written, and it says how many were.
    """
    import tempfile

    folder = next(iter(files)).parent
    if force:
        refuse_open(files)
    elif there := [path for path in files if path.exists()]:
        others = f"等 {len(there)} 个文件" if len(there) > 1 else ""
        raise OutputError(
            f"“{there[0]}”{others}已经存在，一份也没有写。要覆盖请加 --force，或者先移走。"
        )
    done = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        with tempfile.TemporaryDirectory(prefix=TEMPORARY_PREFIX, dir=folder) as scratch:
            for path, data in files.items():
                (Path(scratch) / path.name).write_bytes(data)
            for path in files:
                _put_in_place(Path(scratch) / path.name, path, force=force)
                done += 1
    except OSError as error:
        written = f"已写好 {done} 份，其余的没有写" if done else "一份也没有写"
        raise OutputError(
            f"写不了“{folder}”：{reason(error)}，{written}。"
            "有的文件正在 Word、WPS 里打开的，请先关闭；不然请换一个文件夹。"
        ) from error
