"""Small files that must outlive a crash, in a folder that others touch too: scanners, another program, a full disk."""

import errno
import os
import shutil
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import pytest

from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.unread_files import UnreadFile, UnreadWhy
from backoffice.gateways.kept_files import KeptFiles, NewerProgramError
from tests.needs import needs_posix, needs_windows

FIRST, SECOND = UUID(int=1), UUID(int=2)


def _keyed(content: str) -> tuple[UUID, str]:
    key, text = content.split(" ")
    if text == "newer":
        raise NewerProgramError
    return UUID(key), text


def _names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_file_that_will_not_go_is_no_failure_is_not_read_and_goes_later(tmp_path: Path) -> None:
    files = KeptFiles(tmp_path)
    file = tmp_path / f"{FIRST}.json"
    file.mkdir()  # which nobody can remove as a file
    files.drop(FIRST)
    files.put(SECOND, f"{SECOND} second")
    assert list(files.read(_keyed)) == ["second"]
    file.rmdir()
    file.write_text(f"{FIRST} first")
    assert list(files.read(_keyed)) == ["second"]
    assert _names(tmp_path) == [f"{SECOND}.json"]


def test_a_file_that_a_scanner_has_open_goes_when_it_is_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = KeptFiles(tmp_path)
    files.put(FIRST, f"{FIRST} first")
    unlink, asked = Path.unlink, []

    def held(file: Path, *, missing_ok: bool = False) -> None:
        asked.append(file)
        if len(asked) < 3:
            error = PermissionError(errno.EACCES, "used by another process")
            error.winerror = 32  # type: ignore[attr-defined]  # Windows alone has it
            raise error
        unlink(file, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", held)
    files.drop(FIRST)
    assert _names(tmp_path) == []


@needs_windows("an open file cannot be removed")
def test_windows_keeps_a_file_that_is_open_and_it_goes_later(tmp_path: Path) -> None:
    files = KeptFiles(tmp_path)
    files.put(FIRST, f"{FIRST} first")
    with (tmp_path / f"{FIRST}.json").open():
        files.drop(FIRST)
        assert list(files.read(_keyed)) == []
    assert list(files.read(_keyed)) == []
    assert _names(tmp_path) == []


def test_what_is_kept_again_under_a_key_that_would_not_go_is_read(tmp_path: Path) -> None:
    files = KeptFiles(tmp_path)
    file = tmp_path / f"{FIRST}.json"
    file.mkdir()
    files.drop(FIRST)
    file.rmdir()
    files.put(FIRST, f"{FIRST} again")
    assert list(files.read(_keyed)) == ["again"]


def test_a_file_that_something_has_open_stops_no_other_and_is_read_another_time(tmp_path: Path) -> None:
    files = KeptFiles(tmp_path)
    files.put(FIRST, f"{FIRST} first")
    files.put(SECOND, f"{SECOND} second")
    assert list(files.read(_held)) == ["second"]
    assert list(files.read(_keyed)) == ["first", "second"]


def _held(content: str) -> tuple[UUID, str]:
    if content.endswith("first"):
        raise PermissionError
    return _keyed(content)


def test_a_folder_that_cannot_be_read_is_a_failure_and_one_that_is_not_there_is_empty(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert list(KeptFiles(tmp_path / "absent").read(_keyed)) == []
    with pytest.raises(Unavailable) as failure:
        list(KeptFiles(tmp_path / "file").read(_keyed))
    assert failure.value.fault is Fault.FOLDER_UNREADABLE
    assert failure.value.facts == {"folder": str(tmp_path / "file")}


def test_what_a_crash_left_half_written_is_removed_once_nobody_can_be_at_it(tmp_path: Path) -> None:
    old, fresh = tmp_path / f"{FIRST}.new", tmp_path / f"{SECOND}.new"
    for file in (old, fresh):
        file.write_text("{")
    before = time.time() - 2 * 3600
    os.utime(old, (before, before))
    assert list(KeptFiles(tmp_path).read(_keyed)) == []
    assert _names(tmp_path) == [fresh.name]


# --- what is not read is told, once, and what is kept is never taken for something else


def _unread(files: KeptFiles) -> list[tuple[str, UnreadWhy]]:
    return [(file.name, file.why) for file in files.unread()]


@pytest.mark.parametrize("content", ["", str(FIRST), "x first"])
def test_a_file_that_cannot_be_read_stays_beside_the_others_and_is_told_once(tmp_path: Path, content: str) -> None:
    files = KeptFiles(tmp_path)
    (tmp_path / f"{FIRST}.json").write_text(content)
    files.put(SECOND, f"{SECOND} second")
    for _ in range(2):
        assert list(files.read(_keyed)) == ["second"]
    assert _names(tmp_path) == [f"{FIRST}.illisible", f"{SECOND}.json"]
    (unread,) = files.unread()
    assert unread == UnreadFile(f"{FIRST}.illisible", str(tmp_path), UnreadWhy.BROKEN)
    assert files.unread() == ()


def test_a_second_one_of_the_same_name_takes_no_other_s_place(tmp_path: Path) -> None:
    files = KeptFiles(tmp_path)
    for content in ("one", "two"):
        (tmp_path / f"{FIRST}.json").write_text(content)
        assert list(files.read(_keyed)) == []
    assert sorted(file.read_text() for file in tmp_path.iterdir()) == ["one", "two"]
    assert len(_unread(files)) == 2


def test_a_copy_is_not_read_and_does_not_come_back_when_the_first_is_dropped(tmp_path: Path) -> None:
    files = KeptFiles(tmp_path)
    files.put(FIRST, f"{FIRST} first")
    shutil.copy(tmp_path / f"{FIRST}.json", tmp_path / f"{FIRST} - Copie.json")
    assert list(files.read(_keyed)) == ["first"]
    files.drop(FIRST)
    assert list(files.read(_keyed)) == []
    assert _unread(files) == [(f"{FIRST} - Copie.illisible", UnreadWhy.COPIED)]


def test_two_files_that_have_changed_places_are_both_put_out_of_the_way(tmp_path: Path) -> None:
    files = KeptFiles(tmp_path)
    files.put(FIRST, f"{SECOND} second")
    files.put(SECOND, f"{FIRST} first")
    assert list(files.read(_keyed)) == []
    assert {why for _, why in _unread(files)} == {UnreadWhy.COPIED}


def test_a_file_of_a_newer_program_stays_as_it_is_and_is_told_once(tmp_path: Path) -> None:
    files = KeptFiles(tmp_path)
    files.put(FIRST, f"{FIRST} newer")
    for _ in range(2):
        assert list(files.read(_keyed)) == []
    assert _names(tmp_path) == [f"{FIRST}.json"]
    assert _unread(files) == [(f"{FIRST}.json", UnreadWhy.NEWER)]


def test_writers_of_one_key_do_not_disturb_each_other(tmp_path: Path) -> None:
    def put(writer: int) -> None:
        for _ in range(100):
            KeptFiles(tmp_path).put(FIRST, f"{FIRST} {writer}")

    with ThreadPoolExecutor(4) as writers:
        list(writers.map(put, range(4)))
    assert _names(tmp_path) == [f"{FIRST}.json"]


@pytest.mark.parametrize(
    "of_folder",
    [
        False,
        pytest.param(True, marks=needs_posix("a handle of a folder")),
    ],
)
def test_what_the_disk_refuses_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, of_folder: bool
) -> None:
    """Neither half a file nor one that would be found and sent although it was said not to be kept."""

    def full(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode) is of_folder:
            raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable) as failure:
        KeptFiles(tmp_path).put(FIRST, f"{FIRST} first")
    assert failure.value.fault is Fault.DISK_FULL
    assert _names(tmp_path) == []
