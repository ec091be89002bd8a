import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from backoffice.domain.errors import RuleBroken
from backoffice.domain.people import Actor, Person, Role
from backoffice.services.office.people import People
from forms.people.own_password import OwnPasswordScreen
from forms.people.screen import PeopleScreen
from tests.forms.people.conftest import PASSWORD
from tests.forms.screen_window import Bench, button, texts
from tests.keyboard_driver import focused, press, write

OTHER = "trois petits anes"


@pytest.fixture
def screen(people: People, administrator: Actor, bench: Bench, qtbot: QtBot) -> PeopleScreen:
    made = PeopleScreen(people, bench.desk, administrator)
    bench.open(made, qtbot)
    qtbot.waitUntil(lambda: len(made.table.rows) == 3)
    return made


def found(people: People, administrator: Actor, login: str) -> Person:
    return next(person for person in people.everybody(administrator) if person.login == login)


def lets_in(people: People, login: str, password: str) -> bool:
    try:
        people.log_in(login, password, "PC-12")
    except RuleBroken:
        return False
    return True


def test_everybody_is_listed_with_role_and_state(screen: PeopleScreen) -> None:
    assert texts(screen.table)[0] == ("A. Morel", "a.morel", "Opérateur", "ACTIF")


def test_a_new_person_by_keys_alone(screen: PeopleScreen, people: People, bench: Bench, qtbot: QtBot) -> None:
    press(Qt.Key.Key_F2)
    write("C. Dupuis\n")
    write("c.dupuis\n")
    press(Qt.Key.Key_Right)
    write("\n")
    write(f"{PASSWORD}\n{PASSWORD}\n")

    qtbot.waitUntil(lambda: len(screen.table.rows) == 4)
    assert ("C. Dupuis", "c.dupuis", "Superviseur", "ACTIF") in texts(screen.table)
    assert lets_in(people, "c.dupuis", PASSWORD)
    assert "C. Dupuis" in bench.strip.text()
    current = screen.table.current_row()
    assert current is not None
    assert current.login == "c.dupuis"


def test_a_login_that_is_taken_is_said_at_its_field(screen: PeopleScreen, qtbot: QtBot) -> None:
    press(Qt.Key.Key_F2)
    write("Anne Morel\na.morel\n\n")
    write(f"{PASSWORD}\n{PASSWORD}\n")

    qtbot.waitUntil(lambda: screen.form.login.error() != "")
    assert focused() is screen.form.login.edit
    assert screen.form.name.text() == "Anne Morel"
    screen.form.login.edit.selectAll()
    write("an.morel")
    press(Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: len(screen.table.rows) == 4)


def test_role_and_state_are_changed(screen: PeopleScreen, people: People, administrator: Actor, qtbot: QtBot) -> None:
    screen.table.setFocus()
    write("\n")
    assert focused() is screen.form.name.edit
    write("\n")
    press(Qt.Key.Key_Right)
    screen.form.active.click()
    press(Qt.Key.Key_F6)

    qtbot.waitUntil(lambda: found(people, administrator, "a.morel").role is Role.SUPERVISOR)
    assert not found(people, administrator, "a.morel").active
    qtbot.waitUntil(lambda: texts(screen.table)[0][3] == "INACTIF")


def test_the_last_administrator_stays_one(
    screen: PeopleScreen, people: People, administrator: Actor, bench: Bench, qtbot: QtBot
) -> None:
    screen.table.select(found(people, administrator, "d.leroy"))
    screen.form.active.click()
    press(Qt.Key.Key_F6)

    qtbot.waitUntil(lambda: "dernier administrateur" in bench.strip.text())
    assert found(people, administrator, "d.leroy").active


def test_another_password_for_somebody(screen: PeopleScreen, people: People, bench: Bench, qtbot: QtBot) -> None:
    press(Qt.Key.Key_F4)
    write(f"{OTHER}\n{OTHER}\n")

    qtbot.waitUntil(lambda: "nouveau mot de passe" in bench.strip.text())
    assert lets_in(people, "a.morel", OTHER)
    assert not lets_in(people, "a.morel", PASSWORD)
    assert screen.password.text() == ""


def test_double_click_on_save_adds_one(
    screen: PeopleScreen, people: People, administrator: Actor, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_F2)
    write("C. Dupuis\nc.dupuis\n\n")
    write(f"{PASSWORD}\n{PASSWORD}")
    save = button(screen, "Enregistrer")
    save.click()
    save.click()

    qtbot.waitUntil(lambda: len(screen.table.rows) == 4)
    assert sum(person.login == "c.dupuis" for person in people.everybody(administrator)) == 1


def test_everybody_changes_their_own_password(people: People, bench: Bench, qtbot: QtBot) -> None:
    who = people.log_in("a.morel", PASSWORD, "PC-12")
    screen = OwnPasswordScreen(people, bench.desk, who)
    bench.open(screen, qtbot)
    with qtbot.waitSignal(screen.left):
        write(f"{PASSWORD}\n{OTHER}\n{OTHER}\n")

    assert lets_in(people, "a.morel", OTHER)


def test_a_stranger_at_the_desk_changes_no_password(people: People, bench: Bench, qtbot: QtBot) -> None:
    who = people.log_in("a.morel", PASSWORD, "PC-12")
    screen = OwnPasswordScreen(people, bench.desk, who)
    bench.open(screen, qtbot)
    write(f"{OTHER}\n{OTHER}\n{OTHER}\n")

    qtbot.waitUntil(lambda: bool(screen.present.error()))
    assert "mot de passe actuel" in screen.present.error()
    assert screen.present.edit.hasFocus()
    assert lets_in(people, "a.morel", PASSWORD)


def test_one_can_think_better_of_it(people: People, bench: Bench, qtbot: QtBot) -> None:
    who = people.log_in("a.morel", PASSWORD, "PC-12")
    screen = OwnPasswordScreen(people, bench.desk, who)
    bench.open(screen, qtbot)
    write(OTHER)
    with qtbot.waitSignal(screen.left):
        button(screen, "Ne pas le changer").click()

    assert lets_in(people, "a.morel", PASSWORD)
    assert screen.present.text() == ""
