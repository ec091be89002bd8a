import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from backoffice.domain.people import Actor, Person, Role
from backoffice.services.office.people import People
from forms.people.login import LoginScreen
from tests.forms.people.conftest import PASSWORD
from tests.forms.screen_window import Bench
from tests.keyboard_driver import focused, press, write


class Door:
    """The login screen in a window, and who came in."""

    def __init__(self, people: People, bench: Bench, qtbot: QtBot, passwords: dict[str, str] | None = None) -> None:
        self.screen = LoginScreen(
            lambda login, password: people.log_in(login, password, "PC-12"), bench.runner, "PC-12", passwords
        )
        self.entered: list[Actor] = []
        self.screen.logged_in.connect(self.entered.append)
        bench.setCentralWidget(self.screen)
        qtbot.addWidget(bench)
        bench.show()
        qtbot.waitUntil(bench.isActiveWindow)
        self.screen.show_people(people.active())

    def chosen(self) -> str:
        person = self.screen.cards.person()
        return "" if person is None else person.login


@pytest.fixture
def door(people: People, bench: Bench, qtbot: QtBot) -> Door:
    return Door(people, bench, qtbot)


def test_arrows_choose_enter_leads_to_the_password_and_enter_logs_in(door: Door, qtbot: QtBot) -> None:
    assert focused() is door.screen.cards
    assert door.chosen() == "a.morel"

    press(Qt.Key.Key_Right)
    assert door.chosen() == "d.leroy"
    write("\n")
    assert focused() is door.screen.password.edit
    write(f"{PASSWORD}\n")

    qtbot.waitUntil(lambda: len(door.entered) == 1)
    assert (door.entered[0].name, door.entered[0].role, door.entered[0].workstation) == (
        "D. Leroy",
        Role.ADMINISTRATOR,
        "PC-12",
    )


def test_a_wrong_password_is_said_at_the_field_and_stays_there(door: Door, qtbot: QtBot) -> None:
    write("\n")
    write("quatre anes\n")

    qtbot.waitUntil(lambda: door.screen.password.error() != "")

    assert "mot de passe" in door.screen.password.error()
    assert focused() is door.screen.password.edit
    assert door.screen.password.text() == "quatre anes"
    write(f"{PASSWORD}\n")
    qtbot.waitUntil(lambda: len(door.entered) == 1)


def test_enter_without_a_password_asks_nobody(door: Door) -> None:
    write("\n")
    write("\n")

    assert "à remplir" in door.screen.password.error()


def test_enter_held_down_logs_in_once(door: Door, qtbot: QtBot) -> None:
    write("\n")
    write(PASSWORD)
    for _ in range(5):
        press(Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: len(door.entered) > 0)
    qtbot.wait(50)
    assert len(door.entered) == 1


def test_who_worked_here_last_only_gives_the_password(door: Door, people: People, bench: Bench, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Right)
    write("\n")
    write(f"{PASSWORD}\n")
    qtbot.waitUntil(lambda: len(door.entered) == 1)

    again = Door(people, bench, qtbot)

    assert again.chosen() == "d.leroy"
    assert focused() is again.screen.password.edit


def test_another_card_can_be_chosen_from_the_password(door: Door) -> None:
    write("\n")
    write("abc")
    press(Qt.Key.Key_Left)
    assert door.chosen() == "a.morel"

    press(Qt.Key.Key_Down)

    assert focused() is door.screen.password.edit


def test_a_name_is_found_by_typing_it(door: Door) -> None:
    write("S. B")

    assert door.chosen() == "s.benali"


def test_a_click_on_a_card_leads_to_the_password(door: Door) -> None:
    cards = door.screen.cards
    place = cards.visualRect(cards.model().index(2, 0)).center()

    QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert door.chosen() == "s.benali"
    assert focused() is door.screen.password.edit


def test_in_the_demo_the_password_is_filled_in(people: People, bench: Bench, qtbot: QtBot) -> None:
    door = Door(people, bench, qtbot, {"a.morel": PASSWORD, "d.leroy": PASSWORD, "s.benali": PASSWORD})
    assert door.screen.password.text() == PASSWORD

    write("\n")
    write("\n")

    qtbot.waitUntil(lambda: [who.name for who in door.entered] == ["A. Morel"])


def test_a_screen_reader_hears_name_and_role(door: Door) -> None:
    index = door.screen.cards.model().index(1, 0)

    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "D. Leroy, Administrateur"


def test_many_people_are_reached_by_scrolling(people: People, bench: Bench, qtbot: QtBot) -> None:
    door = Door(people, bench, qtbot)
    crowd = [
        Person(number, f"p{number}", f"P. Numéro {number:02d}", Role.OPERATOR, active=True) for number in range(50)
    ]
    door.screen.show_people(crowd)

    press(Qt.Key.Key_End)

    cards = door.screen.cards
    assert door.chosen() == "p49"
    assert cards.viewport().rect().contains(cards.visualRect(cards.currentIndex()))


def test_people_who_changed_meanwhile_are_shown_and_what_was_typed_stays(door: Door, people: People) -> None:
    press(Qt.Key.Key_Right)
    write("\n")
    write("quatre")
    newcomer = Person(99, "b.aubert", "B. Aubert", Role.OPERATOR, active=True)

    door.screen.refresh_people((newcomer, *people.active()))

    assert door.chosen() == "d.leroy"
    assert door.screen.password.text() == "quatre"


def test_a_password_is_not_left_for_somebody_else(door: Door, people: People) -> None:
    write("\n")
    write("quatre")

    door.screen.refresh_people([person for person in people.active() if person.login != "a.morel"])

    assert door.chosen() == "d.leroy"
    assert door.screen.password.text() == ""
