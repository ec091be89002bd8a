from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from backoffice.domain.batch import BatchKind
from forms.kit.labels import Words
from forms.kit.panels import Advance, Card, Choice
from forms.kit.tasks import WorkWatch

Shown = Callable[..., QWidget]


def test_a_card_has_its_heading_and_a_name_for_screen_readers(shown: Shown) -> None:
    card = Card("La décision")
    card.body.addWidget(Words("1 Régulariser"))
    shown(card)

    assert [words.text() for words in card.findChildren(Words)] == ["La décision", "1 Régulariser"]
    assert card.accessibleName() == "La décision"


def test_a_choice_is_made_by_arrows_and_enter_moves_on(qtbot: QtBot, shown: Shown) -> None:
    choice = Choice("Lot", {kind: kind.value for kind in BatchKind})
    shown(choice)
    choice.setFocus()
    assert choice.value() is BatchKind.PARTNER
    focused = choice.focusWidget()
    assert isinstance(focused, QPushButton)
    with qtbot.waitSignal(choice.chosen) as chosen:
        QTest.keyClick(focused, Qt.Key.Key_Right)

    assert chosen.args == [BatchKind.DIRECT]
    assert choice.value() is BatchKind.DIRECT
    focused = choice.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.accessibleName() == "Lot : FA"
    with qtbot.waitSignal(choice.committed), qtbot.assertNotEmitted(choice.chosen):
        QTest.keyClick(focused, Qt.Key.Key_Return)


def test_a_choice_can_be_set(qtbot: QtBot) -> None:
    choice = Choice("Facture", {True: "AVEC FACTURE", False: "SANS FACTURE"})
    qtbot.addWidget(choice)
    choice.set_value(False)

    assert choice.value() is False


def test_long_work_shows_how_far_it_is_and_stops(qtbot: QtBot) -> None:
    watch = WorkWatch()
    advance = Advance("Importation", watch)
    qtbot.addWidget(advance)
    bar, stop, text = advance.findChild(QProgressBar), advance.findChild(QPushButton), advance.findChild(Words)
    assert isinstance(bar, QProgressBar)
    assert isinstance(stop, QPushButton)
    assert isinstance(text, Words)
    assert bar.maximum() == 0

    watch.report(3_000_000_000, 12_000_000_000, "clients.csv")
    assert bar.value() / bar.maximum() == 0.25
    assert text.text() == "clients.csv · 25\u00a0%"
    watch.report(5, 0)
    assert bar.maximum() == 0
    assert text.text() == "Importation"

    QTest.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert watch.cancelled()
    assert not stop.isEnabled()
