from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot

from backoffice.domain.people import Actor, NewPerson, Role
from backoffice.services.office.people import People
from forms.people.administrator_form import login_of
from forms.people.first_administrator import FirstScreen
from tests.forms.people.conftest import PASSWORD
from tests.forms.screen_window import Bench
from tests.keyboard_driver import focused, write


class Start:
    """The screen of the first administrator in a window, and what came of it."""

    def __init__(self, people: People, bench: Bench, qtbot: QtBot) -> None:
        self.screen = FirstScreen(people, bench.runner, "PC-12")
        self.entered: list[Actor] = []
        self.peopled: list[bool] = []
        self.screen.logged_in.connect(self.entered.append)
        self.screen.peopled.connect(lambda: self.peopled.append(True))
        bench.setCentralWidget(self.screen)
        qtbot.addWidget(bench)
        bench.show()
        qtbot.waitUntil(bench.isActiveWindow)
        self.screen.enter()


@pytest.fixture
def start(nobody: People, bench: Bench, qtbot: QtBot) -> Start:
    return Start(nobody, bench, qtbot)


def test_the_first_administrator_is_made_with_enter_alone(start: Start, qtbot: QtBot) -> None:
    write("Dominique Leroy\n")
    assert start.screen.form.login.text() == "d.leroy"
    write("\n")
    write(f"{PASSWORD}\n")
    write(f"{PASSWORD}\n")

    qtbot.waitUntil(lambda: len(start.entered) == 1)
    assert (start.entered[0].name, start.entered[0].role) == ("Dominique Leroy", Role.ADMINISTRATOR)


def test_a_login_of_ones_own_is_not_overwritten(start: Start) -> None:
    write("Dominique\n")
    start.screen.form.login.edit.selectAll()
    write("chef")
    start.screen.form.name.take_focus()
    write("Dominique Leroy")

    assert start.screen.form.login.text() == "chef"


@pytest.mark.parametrize(
    ("first", "second", "said"), [("court", "court", "trop court"), (PASSWORD, "autre chose", "diffèrent")]
)
def test_a_password_that_cannot_be_is_said_at_its_field(start: Start, first: str, second: str, said: str) -> None:
    write("Dominique Leroy\n\n")
    write(f"{first}\n")
    write(f"{second}\n")

    errors = [start.screen.form.password.first.error(), start.screen.form.password.second.error()]
    assert [said in error for error in errors].count(True) == 1
    assert start.entered == []


def test_a_password_that_was_put_right_is_taken(start: Start, qtbot: QtBot) -> None:
    write("Dominique Leroy\n\n")
    write(f"{PASSWORD}\n")
    write("autre chose\n")
    assert focused() is start.screen.form.password.second.edit
    write(f"{PASSWORD}\n")

    qtbot.waitUntil(lambda: len(start.entered) == 1)


def test_somebody_else_was_first(start: Start, nobody: People, qtbot: QtBot) -> None:
    nobody.add_first(uuid4(), NewPerson("x", "X", Role.ADMINISTRATOR), PASSWORD, "PC-13")
    write("Dominique Leroy\n\n")
    write(f"{PASSWORD}\n{PASSWORD}\n")

    qtbot.waitUntil(lambda: start.peopled == [True])
    assert start.entered == []


@pytest.mark.parametrize(
    ("name", "login"),
    [
        ("Aurélie Morel", "a.morel"),
        ("A. Morel", "a.morel"),
        ("Morel", "morel"),
        ("Jean-Luc Le Goff", "j.goff"),
        ("", ""),
    ],
)
def test_the_login_proposed(name: str, login: str) -> None:
    assert login_of(name) == login
