from pathlib import Path

import pytest

from installer.licences import write_licences
from installer.places import Refused


def _program(folder: Path, metadata: str, text: str = "") -> Path:
    info = folder / "lib" / "thing-2.1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Name: thing\nVersion: 2.1\n{metadata}\n", encoding="utf-8")
    if text:
        (info / "LICENSE").write_text(text, encoding="utf-8")
    (folder / "python").mkdir()
    (folder / "python" / "LICENSE.txt").write_text("PSF", encoding="utf-8")
    return folder


def test_every_text_goes_along_and_not_twice(tmp_path: Path) -> None:
    program = _program(tmp_path / "program", "License: MIT", "Permission is hereby granted")
    write_licences(program, tmp_path / "licences")

    assert "Permission is hereby granted" in (tmp_path / "licences" / "bibliotheques.txt").read_text(encoding="utf-8")
    assert (tmp_path / "licences" / "python.txt").read_text(encoding="utf-8") == "PSF"
    assert not list(program.rglob("LICENSE*"))


def test_who_takes_an_lgpl_library_is_told_where_its_sources_are(tmp_path: Path) -> None:
    write_licences(_program(tmp_path / "program", "License-Expression: LGPL-3.0-only"), tmp_path / "licences")

    told = (tmp_path / "licences" / "LISEZMOI.txt").read_text(encoding="utf-8")
    assert "thing 2.1 (LGPL-3.0-only) : https://pypi.org/project/thing/2.1/#files" in told
    for text in ("LGPL-3.0.txt", "GPL-3.0.txt", "LGPL-2.1.txt"):
        assert (tmp_path / "licences" / text).stat().st_size > 1000


def test_a_library_without_a_licence_is_not_shipped(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="thing"):
        write_licences(_program(tmp_path / "program", "Summary: a thing"), tmp_path / "licences")
