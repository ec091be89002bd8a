import errno
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.money import Money
from backoffice.gateways.export_folder import write_file

HEADER = ("a", "b")


def test_cells(tmp_path: Path) -> None:
    file = tmp_path / "new" / "x.csv"
    rows: list[Sequence[object]] = [
        ("=1+1", Money(-1_234_56)),
        (date(2019, 2, 20), datetime(2024, 7, 1, 22, 30, tzinfo=UTC)),
        (True, None),
        (False, 12),
        ('"x";', "é"),
    ]
    write_file(file, HEADER, rows)
    assert file.read_text(encoding="utf-8-sig").splitlines() == [
        "a;b",
        "'=1+1;-1234,56",
        "20/02/2019;02/07/2024 00:30:00",
        "oui;",
        "non;12",
        '"""x"";";é',
    ]


def test_a_file_that_is_not_finished_leaves_the_old_one(tmp_path: Path) -> None:
    def rows() -> Iterator[Sequence[object]]:
        yield "1", "2"
        raise LookupError

    write_file(tmp_path / "x.csv", HEADER, [])
    with pytest.raises(LookupError):
        write_file(tmp_path / "x.csv", HEADER, rows())
    assert [file.name for file in tmp_path.iterdir()] == ["x.csv"]
    assert (tmp_path / "x.csv").read_text(encoding="utf-8-sig") == "a;b\n"


def test_a_full_disk(tmp_path: Path) -> None:
    def rows() -> Iterator[Sequence[object]]:
        yield "1", "2"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(Unavailable) as refusal:
        write_file(tmp_path / "x.csv", HEADER, rows())
    assert refusal.value.fault is Fault.DISK_FULL
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "x.csv").mkdir()
    with pytest.raises(Unavailable) as refusal:
        write_file(tmp_path / "x.csv", HEADER, [])
    assert refusal.value.fault is Fault.FOLDER_UNUSABLE
