import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from forms.actions.value_choice import Values
from forms.kit.screen import Screen
from tests.forms.screen_window import Bench
from tests.keyboard_driver import press, write

SEVERAL = {"1 - Non prospectable": "Non prospectable", "13 - Refus": "Refus", "3 - Autre": "Autre", "RPSI": "RPSI"}


class Chosen(Screen):
    """The values alone in a screen."""

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__()
        self.values = Values("Motif", options)
        self.values.setParent(self)

    def enter(self) -> None:
        self.values.setFocus()


@pytest.fixture
def values(bench: Bench, qtbot: QtBot) -> Values:
    screen = Chosen(SEVERAL)
    bench.open(screen, qtbot)
    return screen.values


def test_among_several_none_is_chosen_for_the_operator(values: Values) -> None:
    assert values.value() is None
    assert not values.check()


def test_one_alone_is_chosen(bench: Bench, qtbot: QtBot) -> None:
    screen = Chosen({"13": "Refus de paiement"})
    bench.open(screen, qtbot)
    assert screen.values.value() == "13"
    assert screen.values.check()


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1", "1 - Non prospectable"),
        ("13", "13 - Refus"),
        ("3", "3 - Autre"),
        ("11", "1 - Non prospectable"),
        ("133", "3 - Autre"),
        ("r", "RPSI"),
        ("Rp", "RPSI"),
        ("1r", "RPSI"),
    ],
)
def test_a_number_or_a_word_chooses(values: Values, beeps: list[bool], typed: str, value: str) -> None:
    write(typed)
    assert values.value() == value
    assert values.check()
    assert beeps == []


def test_what_nothing_begins_with_changes_nothing(values: Values, beeps: list[bool]) -> None:
    write("3")
    write("9")
    assert values.value() == "3 - Autre"
    assert len(beeps) == 1


def test_arrows_go_from_one_to_the_other(values: Values) -> None:
    write("1")
    press(Qt.Key.Key_Down)
    assert values.value() == "13 - Refus"
    press(Qt.Key.Key_Up)
    assert values.value() == "1 - Non prospectable"


def test_beginning_anew_chooses_none_again(values: Values) -> None:
    write("1")
    values.begin()
    assert values.value() is None
    write("3")
    assert values.value() == "3 - Autre"
