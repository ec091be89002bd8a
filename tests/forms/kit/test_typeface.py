import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QRawFont

from forms.kit.typeface import BUNDLED, bundled_family, is_plain, system_face
from resources.paths import font_file
from tests.needs import needs_linux

COVE, NORMAL_SANS = 2, 11
"""How the strokes of a font end, in its PANOSE."""


def face_with(folder: Path, serifs: int) -> QRawFont:
    """The bundled font under another name, saying of itself that its strokes end so."""
    named, other = (name.encode("utf-16-be") for name in (BUNDLED, "Some Face"))
    content = bytearray(font_file("NotoSans-Regular").read_bytes().replace(named, other))
    entry = content.index(b"OS/2")
    table = int.from_bytes(content[entry + 8 : entry + 12], "big")
    content[table + 32 : table + 34] = bytes((2, serifs))
    (folder / "face.ttf").write_bytes(content)
    return QRawFont(str(folder / "face.ttf"), 12)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("serifs", "plain"), [(COVE, False), (10, False), (NORMAL_SANS, True), (0, True)])
def test_a_font_says_itself_whether_it_has_serifs(tmp_path: Path, serifs: int, *, plain: bool) -> None:
    assert is_plain(face_with(tmp_path, serifs)) is plain


@pytest.mark.usefixtures("qapp")
def test_no_font_at_all_is_not_plain() -> None:
    assert not is_plain(QRawFont())


@pytest.mark.usefixtures("qapp")
def test_the_text_is_never_without_a_plain_face() -> None:
    assert is_plain(QRawFont.fromFont(system_face()))


@pytest.mark.usefixtures("qapp")
def test_the_bundled_one_has_its_two_weights_and_its_licence() -> None:
    assert bundled_family() == BUNDLED
    assert {"Regular", "SemiBold"} <= set(QFontDatabase.styles(BUNDLED))
    assert "SIL OPEN FONT LICENSE" in font_file("NotoSans-Regular").with_name("OFL.txt").read_text(encoding="utf-8")


@needs_linux("fontconfig tells Qt what fonts there are, on Linux alone")
def test_a_machine_without_a_plain_font_shows_the_bundled_one(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    face_with(tmp_path / "fonts", COVE)
    config = f"<fontconfig><dir>{tmp_path / 'fonts'}</dir><cachedir>{tmp_path / 'cache'}</cachedir></fontconfig>"
    (tmp_path / "fonts.conf").write_text(f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">{config}')
    look = (
        "from desktop.main import application, first_theme\n"
        "from PySide6.QtGui import QFontInfo\n"
        "app = application()\n"
        "first_theme(app)\n"
        "print(app.font().family(), '|', QFontInfo(app.font()).family())\n"
    )
    environ = {**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "XDG_CONFIG_HOME": str(tmp_path)}
    command = [sys.executable, "-c", look]
    said = subprocess.run(command, env=environ, capture_output=True, encoding="utf-8", check=True)  # noqa: S603 - ours

    assert said.stdout.strip() == f"{BUNDLED} | {BUNDLED}"
