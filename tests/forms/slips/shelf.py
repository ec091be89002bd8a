"""The slips' screen in its window, over a real database and with real papers."""

from uuid import uuid4

from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from backoffice.domain.batch import Batch
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.documents import MailSlip
from backoffice.domain.paper import MailSlipKind, Paper
from backoffice.domain.people import Actor
from forms.kit.table import Table
from forms.slips.printed import PrintedSlip, SlipServices
from forms.slips.screen import SlipsScreen
from forms.slips.waiting import Waiting
from tests.forms.closing.desk import Drawn, events
from tests.forms.screen_window import Bench, why_not
from tests.office import OfficeGestures

NUMBER = "Numéro de bordereau ou de lot"


class Shelf:
    """The screen in its window."""

    def __init__(self, bench: Bench, qtbot: QtBot, office: OfficeGestures, who: Actor | None = None) -> None:
        self.bench, self.qtbot, self.office = bench, qtbot, office
        self.drawn = Drawn()
        who = who or office.operator
        services = SlipServices(
            office.slips, office.mail_slips, office.pile_slips, office.unknown_mails, self.drawn.draw
        )
        self.screen = SlipsScreen(services, bench.desk, who, why_not(who))
        bench.open(self.screen, qtbot)
        self.settle()

    def settle(self) -> None:
        """Wait until all the work given so far is done and answered."""
        answered: list[None] = []
        self.bench.runner.run(lambda: None, answered.append, lambda _: None, self.screen)
        self.qtbot.waitUntil(lambda: answered == [None])

    @property
    def table(self) -> Table[PrintedSlip]:
        return next(table for table in self.screen.findChildren(Table) if table.accessibleName() == "Bordereaux")

    @property
    def waiting(self) -> Table[Waiting]:
        return next(table for table in self.screen.findChildren(Table) if table.accessibleName() == "À imprimer")

    @property
    def kind(self) -> QComboBox:
        found = self.screen.findChild(QComboBox)
        assert isinstance(found, QComboBox)
        return found

    def numbers(self) -> list[str]:
        self.settle()
        return [row.number for row in self.table.rows]

    def says(self, text: str) -> bool:
        return any(text in label.text() for label in self.screen.findChildren(QLabel) if label.isVisible())

    def events(self, kind: str) -> int:
        """How many events of a kind the audit trail has."""
        return events(self.office, kind)

    def reprints(self) -> int:
        """How often the audit trail says that a receipt slip was printed again."""
        return self.events("slip printed again")


def letters(office: OfficeGestures, count: int, paper: Paper = Paper.SCAN, batch: Batch | None = None) -> Batch:
    """A batch, or a given one, with so many more pieces of mail without a cheque, of clients of their own."""
    kept = batch or office.batch()
    before = len(office.mail.of_batch(office.supervisor, kept.id))
    for place in range(before, before + count):
        chrono = f"{kept.id:04d}{place:04d}"
        office.letter(kept, office.client(ClientRef("K", 121, chrono)), paper)
    return kept


def sent(office: OfficeGestures, kind: MailSlipKind, batch: Batch) -> MailSlip:
    """The slip of what waits in a batch."""
    return office.mail_slips.print_slip(office.operator, uuid4(), kind, batch.id)
