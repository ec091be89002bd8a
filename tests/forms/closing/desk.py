"""The closing screen in its window, worked by keys and clicks, over a real database and with real papers."""

from uuid import uuid4

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from backoffice.domain.batch import Batch, BatchState
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.documents import Document
from backoffice.domain.money import Money
from backoffice.domain.people import Actor
from backoffice.domain.tape import Tape
from backoffice.storage.schema import audit_events, tapes
from forms.closing.closing_progress import ClosingServices
from forms.closing.screen import ClosingScreen
from forms.closing.tape_rows import ControlRow
from forms.kit.table import Table
from printing.papers import draw
from tests.forms.screen_window import Bench, texts, why_not
from tests.office import FIRST_DAY, OfficeGestures
from tests.printing.reading import read_rows


class Drawn:
    """Draws the papers as the program does, and keeps them."""

    def __init__(self) -> None:
        self.papers: list[bytes] = []

    def draw(self, document: Document) -> bytes:
        self.papers.append(draw(document))
        return self.papers[-1]

    def text(self) -> str:
        """What the newest paper says."""
        return "\n".join(row for page in read_rows(self.papers[-1]) for row in page)


class Closing:
    """The screen, what it has said upward, and what the database says."""

    def __init__(self, bench: Bench, qtbot: QtBot, office: OfficeGestures, who: Actor | None = None) -> None:
        self.bench, self.qtbot, self.office = bench, qtbot, office
        self.who = who or office.operator
        self.drawn = Drawn()
        services = ClosingServices(
            office.batches, office.control, office.corrections, office.slips, office.mail_slips, self.drawn.draw
        )
        self.screen = ClosingScreen(services, bench.desk, self.who, why_not(self.who))
        self.back: list[Batch] = []
        self.closed: list[Batch] = []
        self.left: list[None] = []
        self.screen.back.connect(self.back.append)
        self.screen.closed.connect(self.closed.append)
        self.screen.left.connect(lambda: self.left.append(None))
        bench.open(self.screen, qtbot)

    def show(self, batch: Batch) -> None:
        """Take up a batch, as the window does."""
        self.screen.show_batch(batch)
        self.screen.enter()
        self.settle()

    def settle(self) -> None:
        """Wait until all the work given so far, and what its answers gave, is done and answered."""
        for _ in range(3):
            answered: list[None] = []
            self.bench.runner.run(lambda: None, answered.append, lambda _: None, self.screen)
            self.qtbot.waitUntil(lambda answered=answered: answered == [None])  # type: ignore[misc]

    def says(self, text: str) -> bool:
        """Whether some label in sight says `text`."""
        labels = self.screen.findChildren(QLabel)
        return any(text in label.text() for label in labels if label.isVisible())

    @property
    def control(self) -> Table[ControlRow]:
        """The table of the control."""
        return self.screen.findChildren(Table)[self._place("Bande chèque")]

    def marks(self) -> list[tuple[str, str, str]]:
        """Of each line of the control: the cheque's amount, what is between, the tape's amount."""
        self.settle()
        return [line[-3:] for line in texts(self.control)]  # type: ignore[misc]

    def state(self, batch: Batch) -> BatchState:
        """Where the batch stands in the database."""
        return self.office.batches.row(self.office.supervisor, batch.id).batch.state

    def events(self, kind: str) -> int:
        """How many events of a kind the audit trail has."""
        return events(self.office, kind)

    def tapes(self) -> int:
        """How many tapes are recorded."""
        return self.office.database.read(lambda tx: int(tx.scalar(select(func.count()).select_from(tapes)) or 0))

    def _place(self, name: str) -> int:
        return [table.accessibleName() for table in self.screen.findChildren(Table)].index(name)


def events(office: OfficeGestures, kind: str) -> int:
    """How many events of a kind the audit trail has."""
    query = select(func.count()).select_from(audit_events).where(audit_events.c.kind == kind)
    return office.database.read(lambda tx: int(tx.scalar(query) or 0))


def keyed(office: OfficeGestures, *cents: int) -> Batch:
    """A batch with a cheque for each amount, of clients of their own; those from 150 € on have their words typed."""
    batch = office.batch()
    for place, amount in enumerate(cents):
        ref = ClientRef("J", 121, f"{batch.id:04d}{place:04d}")
        client = office.client(ref, (("AP11", FIRST_DAY.date(), amount),))
        office.cheque(batch, client, amount, f"{5507018 + 1000 * batch.id + place}")
    return batch


def preclosed(office: OfficeGestures, *cents: int) -> Batch:
    """The same, pre-closed."""
    return office.batches.preclose(office.operator, uuid4(), keyed(office, *cents).id)


def controlled(office: OfficeGestures, *cents: int) -> Batch:
    """The same, with a tape that agrees."""
    batch = preclosed(office, *cents)
    office.control.keep(office.operator, uuid4(), Tape(batch.id, tuple(map(Money, cents))))
    return batch


def printed(office: OfficeGestures, *cents: int) -> Batch:
    """The same, with its slip."""
    batch = controlled(office, *cents)
    office.slips.print_receipt_slip(office.operator, uuid4(), batch.id)
    return batch
