from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from forms.kit.theme import LARGEST, SMALLEST, Scheme, Theme, apply
from forms.kit.tokens import DARK, LIGHT, colours


def points(qapp: QApplication) -> float:
    return qapp.font().pointSizeF()


def system_points() -> float:
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()


def test_the_application_can_be_dressed_again_and_again(qapp: QApplication) -> None:
    for _ in range(2):
        apply(qapp, Scheme.DARK, 120)
        apply(qapp, Scheme.LIGHT, 100)

    assert points(qapp) == system_points()
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == LIGHT.ground


def test_selected_text_is_readable(qapp: QApplication) -> None:
    apply(qapp, Scheme.LIGHT, 100)

    assert qapp.palette().color(QPalette.ColorRole.Highlight).name() == LIGHT.accent
    assert qapp.palette().color(QPalette.ColorRole.HighlightedText).name() == LIGHT.on_accent


def test_the_text_size_stays_within_its_bounds(qapp: QApplication) -> None:
    for percent, kept in ((10, SMALLEST), (1000, LARGEST)):
        apply(qapp, Scheme.LIGHT, percent)
        assert points(qapp) == system_points() * kept / 100


def test_the_systems_scheme_is_followed_unless_one_was_chosen(qtbot: QtBot, qapp: QApplication) -> None:
    hints = qapp.styleHints()
    theme = Theme(qapp)
    with qtbot.waitSignal(theme.changed):
        hints.setColorScheme(Qt.ColorScheme.Dark)
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    theme.use(Scheme.LIGHT)

    assert colours() is LIGHT
    theme.use(Scheme.DARK)
    assert colours() is DARK
    hints.unsetColorScheme()
    theme.deleteLater()


def test_the_keys_enlarge_the_text_of_everything_shown(shown: Callable[..., QWidget], qapp: QApplication) -> None:
    theme = Theme(qapp, Scheme.LIGHT)
    label, field = QLabel("Référence"), QLineEdit()
    window = shown(label, field)
    theme.serve(window)
    before = label.fontMetrics().height(), field.sizeHint().height()

    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert theme.scale == 130
    assert label.fontMetrics().height() > before[0]
    assert field.sizeHint().height() > before[1]

    QTest.keyClick(window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert theme.scale == 120
    QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert theme.scale == 100
    assert (label.fontMetrics().height(), field.sizeHint().height()) == before
    theme.deleteLater()
