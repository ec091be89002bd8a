import sys
from pathlib import Path

import pytest

from installer.places import Refused, call, commit_date, made_once


def test_a_folder_is_made_once(tmp_path: Path) -> None:
    place = tmp_path / "cache" / "libraries"
    with made_once(place) as folder:
        assert folder
        (folder / "a").touch()
        assert not place.exists()

    with made_once(place) as folder:
        assert folder is None
    assert [path.name for path in place.parent.rglob("*")] == ["libraries", "a"]


def test_who_was_slower_takes_what_is_there(tmp_path: Path) -> None:
    place = tmp_path / "libraries"
    with made_once(place) as folder:
        assert folder
        (folder / "slower").touch()
        place.mkdir()
        (place / "quicker").touch()

    assert [path.name for path in tmp_path.rglob("*")] == ["libraries", "quicker"]


def test_what_fails_midway_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Refused), made_once(tmp_path / "libraries"):
        raise Refused

    assert list(tmp_path.iterdir()) == []


def test_a_tool_that_fails_says_why() -> None:
    with pytest.raises(Refused, match="nowhere"):
        call([sys.executable, "-c", "raise SystemExit('nowhere')"])


def test_the_time_of_a_build_can_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

    assert commit_date() == 1_700_000_000
