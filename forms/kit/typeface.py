"""The face of the text: the system's own, or the bundled one where the system has no plain one, for `theme`."""

from PySide6.QtGui import QFont, QFontDatabase, QRawFont

from resources.paths import font_file

BUNDLED = "Noto Sans"
_FILES = ("NotoSans-Regular", "NotoSans-SemiBold")
_FAMILY, _SERIFS = 32, 33
_LATIN, _WITH_SERIFS = 2, range(2, 11)
"""PANOSE, as the table OS/2 of a font has it: the kind of its letters, and how their strokes end."""


def system_face() -> QFont:
    """The system's font for windows; the bundled one where there is none, or one with serifs alone."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if not is_plain(QRawFont.fromFont(font)):
        font.setFamily(bundled_family())
    return font


def is_plain(face: QRawFont) -> bool:
    """Whether there is such a font at all, and without serifs as far as it says so itself."""
    panose = bytes(face.fontTable("OS/2").data())[: _SERIFS + 1]
    if not face.isValid():
        return False
    return len(panose) <= _SERIFS or panose[_FAMILY] != _LATIN or panose[_SERIFS] not in _WITH_SERIFS


def bundled_family() -> str:
    """The bundled font, which is loaded where it is not there yet."""
    if not QFontDatabase.hasFamily(BUNDLED):
        for name in _FILES:
            QFontDatabase.addApplicationFont(str(font_file(name)))
    return BUNDLED
