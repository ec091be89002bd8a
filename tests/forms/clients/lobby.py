"""The screen of clients' files in its window, over a real database."""

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from backoffice.gateways.aside_folder import AsideFolder
from backoffice.services.keying.asides import Asides
from forms.clients.file_page import FilePage
from forms.clients.screen import ClientsScreen
from forms.coupon.client.reference_bar import ReferenceBar
from forms.coupon.services import CouponServices
from printing.papers import draw
from tests.forms.coupon.workplace import recording
from tests.forms.screen_window import Bench, why_not
from tests.keyboard_driver import press, write
from tests.office import FIRST_DAY, OfficeGestures

Part = TypeVar("Part", bound=QWidget)


class Lobby:
    """What somebody does at the screen."""

    def __init__(self, bench: Bench, qtbot: QtBot, office: OfficeGestures, folder: Path) -> None:
        self.bench, self.qtbot, self.office = bench, qtbot, office
        services = CouponServices(
            batches=office.batches,
            clients=office.clients,
            cheques=office.cheques,
            recording=recording(office, folder),
            asides=Asides(AsideFolder(folder / "aside"), office.clients, office.batches, office.office),
            corrections=office.corrections,
            mail=office.mail,
            unknown_mails=office.unknown_mails,
            actions=office.actions,
            methods=office.methods,
            cancelling=office.cancelling,
            draw=draw,
            today=FIRST_DAY.date,
            balances=office.balances,
            credits=office.credits,
            payee="ADLP",
            why_not=why_not(office.operator),
        )
        self.screen = ClientsScreen(services, bench.desk, office.operator)
        bench.open(self.screen, qtbot)
        self.reference = self.part(ReferenceBar)
        self.file = self.part(FilePage)

    def part(self, kind: type[Part]) -> Part:
        """The one widget of a kind."""
        return self.screen.findChildren(kind)[0]

    def settle(self) -> None:
        """Wait until all the work given so far, and what its answers gave, is done and answered."""
        for _ in range(3):
            answered: list[None] = []
            self.bench.runner.run(lambda: None, answered.append, lambda _: None, self.screen)
            self.qtbot.waitUntil(lambda answered=answered: answered == [None])  # type: ignore[misc]

    def find(self, text: str) -> None:
        """Type in the reference, and Enter."""
        self.reference.field.take_focus()
        press(Qt.Key.Key_Delete)
        write(f"{text}\n")
        self.settle()

    def says(self, text: str) -> bool:
        return any(text in label.text() for label in self.screen.findChildren(QLabel) if label.isVisible())
