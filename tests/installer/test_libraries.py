from pathlib import Path

import pytest

from installer.libraries import drop, keep_only
from installer.places import Refused


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    for name in ("Core.dll", "Quick.dll", "plugins/windows.dll", "plugins/linux.dll", "Core.pyi", "lib/a.h"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def test_only_what_is_named_is_kept(library: Path) -> None:
    keep_only(library, ["Core.dll", "plugins/win*"])

    assert _files(library) == {"Core.dll", "plugins/windows.dll"}


def test_what_is_to_be_kept_and_is_gone_stops_the_build(library: Path) -> None:
    with pytest.raises(Refused, match="plugins/mac"):
        keep_only(library, ["Core.dll", "plugins/mac*"])


def test_folders_and_kinds_of_files_are_dropped(library: Path) -> None:
    drop(library, ["lib"], ["*.pyi"])

    assert _files(library) == {"Core.dll", "Quick.dll", "plugins/windows.dll", "plugins/linux.dll"}


def test_what_is_to_be_dropped_and_is_gone_stops_the_build(library: Path) -> None:
    with pytest.raises(Refused, match="nowhere"):
        drop(library, ["nowhere"], [])
