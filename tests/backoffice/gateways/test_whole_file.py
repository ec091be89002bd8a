import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from backoffice.gateways.whole_file import whole_file


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
