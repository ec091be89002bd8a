"""The screen in its window, over a real database with debits that were keyed, and real files."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from backoffice.domain.batch import Batch
from backoffice.domain.card import AliasedCard, CardExpiry
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.debit_rows import BankFileRow
from backoffice.domain.mail_facts import CardFacts, IbanFacts, IbanMatch
from backoffice.domain.method import Brand
from backoffice.domain.people import Actor
from backoffice.keying.assigned import NOTHING_ASSIGNED, Assigned
from backoffice.keying.ticks import Ticks
from forms.collecting.screen import CollectingScreen
from forms.collecting.sending import Sending
from forms.kit.table import Table
from tests.forms.closing.desk import events
from tests.forms.screen_window import Bench, line, texts
from tests.ibans import POSTAL
from tests.keyboard_driver import focused, press, write
from tests.office import ONE_INVOICE, VAULT, OfficeGestures, Value

TODAY = date(2024, 3, 4)
VISA = AliasedCard("AL-1", Brand.CB, "0154", CardExpiry(2027, 5))
FOLDER = "Dossier des fichiers"
DAY = "Prélever le"
_CARD = Ticks(card=CardFacts())
_SAME_IBAN = Ticks(iban=IbanFacts(IbanMatch.SAME))
_OTHER_IBAN = Ticks(iban=IbanFacts(IbanMatch.OTHER))


class Counter:
    """What a supervisor does at the screen; it is opened by `open`, once there is something to see."""

    def __init__(self, bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
        self.bench, self.qtbot, self.office = bench, qtbot, office
        self._batch: Batch | None = None
        self._clients = 0

    def open(self, who: Actor | None = None) -> None:
        """Show the screen."""
        self.screen = CollectingScreen(
            self.office.collecting, self.bench.desk, who or self.office.supervisor, lambda: TODAY
        )
        self.bench.open(self.screen, self.qtbot)
        self.settle()

    def represent(self, times: int = 1, **columns: Value) -> None:
        """Debit clients whose IBAN is on file."""
        on_file: dict[str, Value] = {"sealed_iban": VAULT.seal(POSTAL), "rum": "ADLP-1", "mandate": "active"}
        for _ in range(times):
            self._debit(self._client(**{**on_file, **columns}), _SAME_IBAN)

    def rebill(self, **columns: Value) -> None:
        """Debit a client on a card."""
        self._debit(self._client(**columns), _CARD, Assigned(card=VISA))

    def rebill_at_slimpay(self) -> None:
        """Debit a client at SlimPay who has sent another IBAN, which SlimPay's window asks for (P-69)."""
        on_file: dict[str, Value] = {"rum": "ADLP-2", "mandate": "active", "sealed_iban": VAULT.seal(POSTAL)}
        self._debit(self._client(method_code=99, **on_file), _OTHER_IBAN)

    def settle(self) -> None:
        """Wait until all the work given so far, and what its answers give, is done."""
        self._answered()
        self._answered()

    def go_to(self, folder: Path) -> None:
        """Type the folder; the focus is then on the button."""
        line(self.screen, FOLDER).setFocus()
        write(f"{folder}\n")

    def send(self, folder: Path) -> None:
        """Type the folder and make the files."""
        self.go_to(folder)
        press(Qt.Key.Key_F6)
        self.settle()

    @property
    def to_send(self) -> Table[Sending]:
        return next(table for table in self.screen.findChildren(Table) if table.accessibleName() == "À envoyer")

    @property
    def sent(self) -> Table[BankFileRow]:
        return next(table for table in self.screen.findChildren(Table) if table.accessibleName() == "Envoyés")

    def waiting(self) -> list[tuple[str, ...]]:
        """What is shown as to be sent."""
        return list(texts(self.to_send))

    def numbers(self) -> list[str]:
        """The files shown."""
        return [row.number for row in self.sent.rows]

    def says(self, text: str) -> bool:
        return any(text in label.text() for label in self.screen.findChildren(QLabel) if label.isVisible())

    def events(self, kind: str) -> int:
        """How many events of a kind the audit trail has."""
        return events(self.office, kind)

    def type_day(self, text: str) -> None:
        """Type the day of collection."""
        line(self.screen, DAY).setFocus()
        line(self.screen, DAY).selectAll()
        write(text)
        assert focused() is line(self.screen, DAY)

    def _answered(self) -> None:
        answered: list[None] = []
        self.bench.runner.run(lambda: None, answered.append, lambda _: None, self.screen)
        self.qtbot.waitUntil(lambda: answered == [None])

    def _client(self, **columns: Value) -> int:
        self._clients += 1
        return self.office.client(ClientRef("J", 121, f"{52134400 + self._clients}"), ONE_INVOICE, **columns)

    def _debit(self, client_id: int, ticks: Ticks, assigned: Assigned = NOTHING_ASSIGNED) -> None:
        self._batch = self._batch or self.office.batch()
        form = self.office.mail_form(self._batch, client_id, ticks, assigned=assigned)
        self.office.mail.record(self.office.operator, form)


def names(folder: Path) -> list[str]:
    """The files in a folder."""
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
