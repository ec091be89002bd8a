"""Small files that must outlive a crash, in a folder that others touch too: scanners, another program, a full disk."""

import os
import time
from pathlib import Path
from uuid import UUID

import pytest

from backoffice.domain.errors import Fault, Unavailable
from backoffice.gateways.kept_files import KeptFiles

FIRST, SECOND = UUID(int=1), UUID(int=2)


def _names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_file_that_will_not_go_is_no_failure_is_not_read_and_goes_later(tmp_path: Path) -> None:
    files = KeptFiles(tmp_path)
    file = tmp_path / f"{FIRST}.json"
    file.mkdir()  # which nobody can remove as a file
    files.drop(FIRST)
    files.put(SECOND, "second")
    assert list(files.read(str)) == ["second"]
    file.rmdir()
    file.write_text("first")
    assert list(files.read(str)) == ["second"]
    assert _names(tmp_path) == [f"{SECOND}.json"]


def test_what_is_kept_again_under_a_key_that_would_not_go_is_read(tmp_path: Path) -> None:
    files = KeptFiles(tmp_path)
    file = tmp_path / f"{FIRST}.json"
    file.mkdir()
    files.drop(FIRST)
    file.rmdir()
    files.put(FIRST, "again")
    assert list(files.read(str)) == ["again"]


def test_a_file_that_something_has_open_stops_no_other_and_is_read_another_time(tmp_path: Path) -> None:
    files = KeptFiles(tmp_path)
    files.put(FIRST, "first")
    files.put(SECOND, "second")
    assert list(files.read(_held)) == ["second"]
    assert list(files.read(str)) == ["first", "second"]


def _held(content: str) -> str:
    if content == "first":
        raise PermissionError
    return content


def test_a_folder_that_cannot_be_read_is_a_failure_and_one_that_is_not_there_is_empty(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert list(KeptFiles(tmp_path / "absent").read(str)) == []
    with pytest.raises(Unavailable) as failure:
        list(KeptFiles(tmp_path / "file").read(str))
    assert failure.value.fault is Fault.FOLDER_UNREADABLE
    assert failure.value.facts == {"folder": str(tmp_path / "file")}


def test_what_a_crash_left_half_written_is_removed_once_nobody_can_be_at_it(tmp_path: Path) -> None:
    old, fresh = tmp_path / f"{FIRST}.new", tmp_path / f"{SECOND}.new"
    for file in (old, fresh):
        file.write_text("{")
    before = time.time() - 2 * 3600
    os.utime(old, (before, before))
    assert list(KeptFiles(tmp_path).read(str)) == []
    assert _names(tmp_path) == [fresh.name]
