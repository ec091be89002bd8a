import errno
import os
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from backoffice.gateways.whole_file import once_let_go, whole_file
from tests.needs import needs_posix, needs_windows


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_it_takes_its_name_when_it_is_written_to_the_end(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("before")
    with whole_file(file) as unfinished:
        unfinished.write_text("after")
        assert file.read_text() == "before"
    assert file.read_text() == "after"
    assert names(tmp_path) == ["a.csv"]


def test_what_fails_leaves_the_one_before_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("before")

    def fail() -> None:
        with whole_file(file) as unfinished:
            unfinished.write_text("half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert file.read_text() == "before"
    assert names(tmp_path) == ["a.csv"]


def test_what_the_disk_does_not_take_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"), whole_file(tmp_path / "a.csv") as unfinished:
        unfinished.write_text("whole")
    assert names(tmp_path) == []


def test_two_that_write_the_same_do_not_mix(tmp_path: Path) -> None:
    def write(sign: str) -> None:
        with whole_file(tmp_path / "a.csv") as unfinished:
            unfinished.write_text(sign * 100_000)

    with ThreadPoolExecutor(4) as writers:
        list(writers.map(write, "abcd"))
    assert set((tmp_path / "a.csv").read_text()) in [{sign} for sign in "abcd"]
    assert names(tmp_path) == ["a.csv"]


# --- another program has the file open, and Windows says so


def _held(winerror: int) -> PermissionError:
    error = PermissionError(errno.EACCES, "used by another process")
    error.winerror = winerror  # type: ignore[attr-defined]  # Windows alone has it
    return error


def _refused(times: int, error: OSError) -> tuple[list[OSError], Callable[[], None]]:
    """A gesture that is refused a few times, and what it has raised so far."""
    raised: list[OSError] = []

    def gesture() -> None:
        if len(raised) < times:
            raised.append(error)
            raise error

    return raised, gesture


@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_what_is_open_elsewhere_is_moved_once_it_is_let_go(winerror: int) -> None:
    raised, gesture = _refused(3, _held(winerror))
    once_let_go(gesture)
    assert len(raised) == 3


def test_what_stays_open_is_given_up_after_a_second() -> None:
    raised, gesture = _refused(1_000, _held(32))
    with pytest.raises(PermissionError):
        once_let_go(gesture)
    assert 5 < len(raised) < 1_000


def test_what_the_system_refuses_otherwise_is_not_tried_again() -> None:
    raised, gesture = _refused(1_000, PermissionError(errno.EACCES, "read-only"))
    with pytest.raises(PermissionError):
        once_let_go(gesture)
    assert len(raised) == 1


@needs_posix("Path.replace")
def test_a_file_takes_its_name_once_the_one_before_is_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace, held = Path.replace, [_held(5), _held(32)]

    def replace_later(file: Path, path: Path) -> Path:
        if held:
            raise held.pop()
        return replace(file, path)

    monkeypatch.setattr(Path, "replace", replace_later)
    with whole_file(tmp_path / "a.csv") as unfinished:
        unfinished.write_text("whole")
    assert names(tmp_path) == ["a.csv"]


@needs_windows("an open file cannot be replaced")
def test_windows_waits_for_another_program_and_gives_up_in_the_end(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("before")
    with file.open(), pytest.raises(PermissionError), whole_file(file) as unfinished:
        unfinished.write_text("after")
    assert (names(tmp_path), file.read_text()) == (["a.csv"], "before")
    with whole_file(file) as unfinished:
        unfinished.write_text("after")
    assert file.read_text() == "after"


# --- on the disk


@needs_posix("a handle of a folder")
def test_the_name_is_on_the_disk_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    replace, sync = Path.replace, os.fsync

    def told_replace(file: Path, path: Path) -> Path:
        done.append("named")
        return replace(file, path)

    def told_sync(handle: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        sync(handle)

    monkeypatch.setattr(Path, "replace", told_replace)
    monkeypatch.setattr(os, "fsync", told_sync)
    with whole_file(tmp_path / "a.csv") as unfinished:
        unfinished.write_text("whole")
    assert done == ["file", "named", "folder"]


@needs_posix("a handle of a folder")
@pytest.mark.parametrize(("refusal", "names_then"), [(errno.EINVAL, ["a.csv"]), (errno.EIO, [])])
def test_a_folder_that_is_not_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal: int, names_then: list[str]
) -> None:
    """A share may have no such thing; a disk that fails has kept nothing."""

    def refuse(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(refusal, "no")

    monkeypatch.setattr(os, "fsync", refuse)
    try:
        with whole_file(tmp_path / "a.csv") as unfinished:
            unfinished.write_text("whole")
    except OSError as error:
        assert error.errno == errno.EIO  # noqa: PT017 - one of the two is raised
    assert names(tmp_path) == names_then
