"""What is written is there whole or not at all, under a name that stays in its folder."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_docx.errors import OutputError
from make_docx.output import TEMPORARY_PREFIX, lock_of, safe_name, write_each, write_whole


class TestWriting:
    def test_an_existing_file_is_left_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "总结.docx"
        path.write_bytes(b"old")
        with pytest.raises(OutputError, match="--force"):
            write_whole(path, b"new")
        assert path.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [path]

    def test_force_replaces_it(self, tmp_path: Path) -> None:
        path = tmp_path / "总结.docx"
        path.write_bytes(b"old")
        write_whole(path, b"new", force=True)
        assert path.read_bytes() == b"new"

    def test_the_folder_is_made(self, tmp_path: Path) -> None:
        write_whole(tmp_path / "输出" / "总结.docx", b"new")
        assert (tmp_path / "输出" / "总结.docx").read_bytes() == b"new"

    def test_a_folder_that_is_a_file_is_an_output_error(self, tmp_path: Path) -> None:
        (tmp_path / "输出").write_bytes(b"")
        with pytest.raises(OutputError, match="输出"):
            write_whole(tmp_path / "输出" / "总结.docx", b"new")

    def test_of_racing_writers_exactly_one_wins(self, tmp_path: Path) -> None:
        path = tmp_path / "总结.docx"
        won: list[int] = []

        def write(number: int) -> None:
            try:
                write_whole(path, b"%d" % number * 1000)
            except OutputError:
                return
            won.append(number)

        threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(won) == 1
        assert path.read_bytes() == b"%d" % won[0] * 1000

    def test_a_run_killed_while_writing_leaves_the_old_file(self, tmp_path: Path) -> None:
        path = tmp_path / "总结.docx"
        path.write_bytes(b"old")
        code = (
            "import os, signal\n"
            "from pathlib import Path\n"
            "from make_docx.output import write_whole\n"
            "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"
            f"write_whole(Path({str(path)!r}), b'new' * 1000, force=True)\n"
        )
        killed = subprocess.run([sys.executable, "-c", code], check=False)
        assert killed.returncode == -signal.SIGKILL
        assert path.read_bytes() == b"old"
        (leftover,) = tmp_path.glob(f"{TEMPORARY_PREFIX}*")
        an_hour_ago = time.time() - 3601
        os.utime(leftover, (an_hour_ago, an_hour_ago))
        write_whole(path, b"new", force=True)
        assert list(tmp_path.iterdir()) == [path]

    def test_the_half_written_file_of_a_run_beside_this_one_is_left_alone(
        self, tmp_path: Path
    ) -> None:
        other = tmp_path / f"{TEMPORARY_PREFIX}other"
        other.write_bytes(b"half")
        write_whole(tmp_path / "总结.docx", b"new")
        assert other.read_bytes() == b"half"

    def test_colleagues_on_a_share_may_read_it(self, tmp_path: Path) -> None:
        (tmp_path / "plain").write_bytes(b"")
        write_whole(tmp_path / "总结.docx", b"new")
        modes = [path.stat().st_mode for path in tmp_path.iterdir()]
        assert modes[0] == modes[1]

    def test_a_disk_without_hard_links_has_the_same_promises(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "link", _refuse)
        path = tmp_path / "总结.docx"
        write_whole(path, b"new")
        with pytest.raises(OutputError, match="--force"):
            write_whole(path, b"newer")
        assert path.read_bytes() == b"new"
        monkeypatch.setattr(Path, "replace", _refuse)
        with pytest.raises(OutputError, match="磁盘满了"):
            write_whole(tmp_path / "另一份.docx", b"new")
        assert list(tmp_path.iterdir()) == [path]

    def test_what_the_system_refuses_is_said_in_chinese(self, tmp_path: Path) -> None:
        with pytest.raises(OutputError, match="名称太长"):
            write_whole(tmp_path / f"{'长' * 100}.docx", b"new")


class TestOpenElsewhere:
    @pytest.mark.parametrize(
        ("name", "lock"),
        [
            ("公文.docx", "~$公文.docx"),
            ("公文.docx", ".~公文.docx"),
            ("公文.docx", ".~lock.公文.docx#"),
            ("供热工作总结.docx", "~$供热工作总结.docx"),  # of Word: up to six letters, seven, more
            ("供热办工作总结.docx", "~$热办工作总结.docx"),
            ("市供热办工作总结.docx", "~$热办工作总结.docx"),
            ("市供热办工作校核报告.xlsx", "~$市供热办工作校核报告.xlsx"),
        ],
    )
    def test_a_file_that_a_program_has_open_is_told_by_what_is_beside_it(
        self, tmp_path: Path, name: str, lock: str
    ) -> None:
        assert lock_of(tmp_path / name) == ""
        (tmp_path / lock).write_bytes(b"")
        assert lock_of(tmp_path / name) == lock
        assert lock_of(tmp_path / "别的公文.docx") == ""

    def test_none_of_many_is_written_while_one_is_open(self, tmp_path: Path) -> None:
        files = {tmp_path / "甲镇.docx": b"new", tmp_path / "乙乡.docx": b"new"}
        (tmp_path / "乙乡.docx").write_bytes(b"old")
        lock = tmp_path / "~$乙乡.docx"
        lock.write_bytes(b"")
        with pytest.raises(OutputError, match="关闭"):
            write_each(files, force=True)
        assert sorted(tmp_path.iterdir()) == sorted([lock, tmp_path / "乙乡.docx"])
        assert (tmp_path / "乙乡.docx").read_bytes() == b"old"
        lock.unlink()
        write_each(files, force=True)
        assert [path.read_bytes() for path in files] == [b"new", b"new"]


def _refuse(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


class TestNames:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("关于〔2021〕1号的总结", "关于〔2021〕1号的总结"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("甲/乙:丙", "甲_乙_丙"),
            ("CON", "_CON"),
            ("con.docx", "_con.docx"),
            ("尾点.", "尾点"),
            ("换\n行", "换行"),
            ("~$锁", "_~$锁"),
            ("", "未命名"),
        ],
    )
    def test_a_name_keeps_its_words_and_loses_what_a_system_cannot_hold(
        self, text: str, name: str
    ) -> None:
        assert safe_name(text) == name

    @given(st.text())
    def test_any_text_becomes_a_name_that_stays_inside(self, text: str) -> None:
        name = safe_name(text)
        assert 0 < len(name.encode()) <= 151
        assert Path(name).name == name
        assert name not in (".", "..")
        assert not set(name) & set('<>:"/\\|?*\0\n')
