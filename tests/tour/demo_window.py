"""The demo in its window, for the tour: its keyboard, its camera, and its services for what happens elsewhere."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from typing_extensions import override

from backoffice.domain.dossier import ClientRow
from backoffice.domain.mail_facts import circular_code
from backoffice.domain.money import Money, total
from backoffice.domain.people import Actor, Role
from backoffice.procedure.stops import TABLETS
from backoffice.services.services import Services
from desktop.crash import CrashWatch
from desktop.main import application
from desktop.opening import OpenOffice
from desktop.options import Options
from desktop.program import Program
from desktop.window import Window
from desktop.workplace import Workplace
from forms.kit.questions import Dialogs, Figures
from forms.kit.theme import NORMAL, Scheme, Theme
from forms.people.login import LoginScreen
from tests.keyboard_driver import KeyboardDriver

SURNAMES = ("MARTIN", "BERNARD", "THOMAS", "PETIT", "ROBERT", "RICHARD", "DUBOIS", "MOREAU", "LAURENT", "SIMON")
"""Of the demo's clients."""
_SIZE = (1320, 840)
_SCHEMES = (Scheme.LIGHT, Scheme.DARK)
_MOMENT, _TURNS = 15, 6
"""Milliseconds, and how many of them."""


class DemoWindow(KeyboardDriver):
    """The program as `liasse --demo` opens it, and what a stop of the tour needs.

    Attributes:
        folder: for files of this tour alone.
    """

    def __init__(self, pictures: Path, percent: int, folder: Path) -> None:
        """Make the window; `show` opens it.

        Args:
            pictures: where they go.
            percent: the resolution, for their names.
            folder: for files of this tour alone.
        """
        app = application()
        self.folder = folder
        self._pictures = pictures
        self._percent = percent
        self._theme = Theme(app, Scheme.LIGHT, NORMAL)
        self._main = Window(demo=True)
        super().__init__(self._main)
        self._program = Program(self._main, Options(demo=True), self._theme, CrashWatch(app), _Obliging(self._main))

    def show(self) -> None:
        """Open it; the demo is made meanwhile."""
        self._main.painted.connect(self._program.open)
        self._main.resize(*_SIZE)
        self._main.show()
        self._main.activateWindow()

    def close(self) -> None:
        """End the program."""
        self._main.close()
        self.until(self._main.isHidden, "the window closed")

    def shoot(self, name: str) -> None:
        """A picture of the window as it is, light and dark."""
        for scheme in _SCHEMES:
            self._theme.use(scheme)
            self._settle()
            self._main.grab().save(str(self._pictures / f"{name}-{scheme}-{self._percent}.png"))
        self._theme.use(Scheme.LIGHT)

    def log_in(self, name: str, shot: str = "") -> None:
        """Log in as somebody of the demo, whose password stands there; `shot` names a picture of that."""
        self.until(lambda: isinstance(self._main.page, LoginScreen), "the login")
        if self.is_at("Mot de passe"):  # somebody has worked here before
            self.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        self.until_at("Qui travaille ici")
        self.write(f"{name}\n")
        self.until_at("Mot de passe")
        if shot:
            self.shoot(shot)
        self.write("\n")
        self.until(lambda: isinstance(self._main.page, Workplace), "the workplace")

    def change_to(self, name: str) -> None:
        """Leave one's place to somebody else."""
        self.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        self.log_in(name)

    @property
    def services(self) -> Services:
        """Those of the program."""
        return self._office.services

    @property
    def operator(self) -> Actor:
        """Who keys."""
        return self._actor(Role.OPERATOR)

    @property
    def supervisor(self) -> Actor:
        """Who closes and cancels."""
        return self._actor(Role.SUPERVISOR)

    def clients(self) -> Iterator[ClientRow]:
        """Clients of the demo, in the order of `SURNAMES`."""
        for surname in SURNAMES:
            yield from self.services.clients.search(self.operator, surname).clients

    def owing(self, count: int) -> Iterator[tuple[str, Money]]:
        """References of plain clients with so many invoices, as a batch of partners has them, and what they owe."""
        for row in self.clients():
            invoices = self.services.clients.dossier(self.operator, row.id).invoices
            asked = any(circular_code(invoice.circular) in TABLETS for invoice in invoices)
            if len(invoices) == count and not (asked or row.ref.is_direct or row.blocked or row.deceased):
                yield str(row.ref), total(invoice.pending for invoice in invoices)

    @property
    def _office(self) -> OpenOffice:
        office = self._program.office
        assert office is not None, "nothing is open"
        return office

    def _actor(self, role: Role) -> Actor:
        """The first of the people with this role."""
        office = self._office
        person = next(person for person in office.people if person.role is role)
        return Actor(person.id, person.name, person.role, office.services.workstation)

    def _settle(self) -> None:
        for _ in range(_TURNS):  # what is laid out shows in the next turn, and one turn can take longer than a moment
            QTest.qWait(_MOMENT)


class _Obliging(Dialogs):
    """Says yes where a person would be asked, and prints on no printer."""

    @override
    def confirm(self, title: str, sentence: str, figures: Figures, yes: str, no: str) -> bool:
        del title, sentence, figures, yes, no
        return True

    @override
    def printer(self, title: str) -> None:
        del title
