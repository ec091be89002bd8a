from pathlib import Path

import pytest

from installer.compare import require_same
from installer.places import Refused


def _build(folder: Path, **contents: str) -> Path:
    (folder / "payload").mkdir(parents=True)
    (folder / "Liasse-setup.exe").write_text("MZ", encoding="utf-8")
    for name, text in contents.items():
        (folder / "payload" / name).write_text(text, encoding="utf-8")
    return folder


def test_the_same_files_are_the_same(tmp_path: Path) -> None:
    require_same(_build(tmp_path / "one", a="1"), _build(tmp_path / "another", a="1"))


@pytest.mark.parametrize("other", [{"a": "2"}, {"a": "1", "b": "1"}, {}])
def test_a_file_that_differs_or_is_in_one_alone_is_named(tmp_path: Path, other: dict[str, str]) -> None:
    with pytest.raises(Refused, match=r"payload/[ab]"):
        require_same(_build(tmp_path / "one", a="1"), _build(tmp_path / "another", **other))


def test_nothing_is_no_build(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="rien"):
        require_same(tmp_path, tmp_path)
