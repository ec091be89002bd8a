"""A window with the screen in it, over a real database: what an operator sits before."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from typing import Any, NoReturn, TypeVar

from argon2 import PasswordHasher
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QTabBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Column, insert, select
from typing_extensions import override

from backoffice.domain.batch import Batch, BatchKind
from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.cheque import RowOperation
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.dossier import ClientIdentity, ClientPage, Dossier, PageMark
from backoffice.domain.mail_rows import MailRow
from backoffice.domain.people import RIGHTS, Actor
from backoffice.gateways.aside_folder import AsideFolder
from backoffice.gateways.outbox import Outbox
from backoffice.keying.recorded_form import ChequeForm, MailForm
from backoffice.services.clients.clients import Clients
from backoffice.services.keying.asides import Asides
from backoffice.services.keying.recording import Recording
from backoffice.services.office.office import Office
from backoffice.services.office.people import People
from backoffice.storage import receipts, schema
from forms.coupon.batch.last_lines import LastLines
from forms.coupon.batch.strip import BatchStrip
from forms.coupon.cheque.panel import ChequePanel
from forms.coupon.client.invoice_rows import InvoiceRows
from forms.coupon.client.reference_bar import ReferenceBar
from forms.coupon.coupon_form import CouponForm
from forms.coupon.decision.panel import DecisionPanel
from forms.coupon.dossier_page import DossierPage
from forms.coupon.pages import Body
from forms.coupon.screen import CouponScreen
from forms.coupon.services import CouponServices
from forms.kit.export import Exporter
from forms.kit.keys import KeyBar
from forms.kit.screen_tools import ScreenTools as Tools
from forms.kit.strip import Strip
from forms.kit.tasks import TaskRunner
from forms.kit.theme import Scheme, apply
from printing.papers import draw
from tests.forms.kit.question_watch import Answers
from tests.keyboard_driver import KeyboardDriver
from tests.office import FIRST_DAY, VAULT, OfficeGestures

Part = TypeVar("Part", bound=QWidget)
Form = TypeVar("Form", ChequeForm, MailForm)
Row = TypeVar("Row")

REFERENCE = "J 121 52134466"
"""The client that `OfficeGestures.client` adds."""
CMC7 = "5508018021010041908006617182025"
"""The line of a cheque, as a reader sends it; its number is 5508018 and its key 56."""
NUMBER = "5508018"


class SlowClients(Clients):
    """The real clients, over a database that answers when it is told to."""

    def __init__(self, office: Office) -> None:
        super().__init__(office, VAULT)
        self.answer = Event()

    def look_up(
        self, who: Actor, refs: Sequence[ClientRef], kind: BatchKind | None = None
    ) -> Dossier | tuple[ClientIdentity, ...]:
        self.answer.wait()
        return super().look_up(who, refs, kind)

    def dossier(self, who: Actor, client_id: int) -> Dossier:
        self.answer.wait()
        return super().dossier(who, client_id)

    def search(self, who: Actor, text: str, after: PageMark | None = None) -> ClientPage:
        self.answer.wait()
        return super().search(who, text, after)


class FailingRecording(Recording):
    """The real recording, which fails as long as it is told to."""

    error: Exception | None = None

    @override
    def _answered(self, who: Actor, form: Form, record: Callable[[Actor, Form], Row]) -> Row:
        return super()._answered(who, form, record if self.error is None else self._fail)

    def _fail(self, *_: object) -> NoReturn:
        assert self.error is not None
        raise self.error


Made = TypeVar("Made", bound=Recording)


def recording(office: OfficeGestures, folder: Path, kind: type[Made] = Recording) -> Made:  # type: ignore[assignment]
    """The recording of this office, with an outbox and what is aside in `folder`."""
    people, aside = People(office.office, PasswordHasher()), AsideFolder(folder / "aside")
    return kind(office.cheques, office.mail, people, Outbox(folder / "outbox"), aside)


def order(office: OfficeGestures, client_id: int, *titles: str) -> None:
    """Give a client orders of these titles, which can be put back in service."""
    plain = {"client_id": client_id, "status": "Suspendue", "renewable": True, "gift": False, "beneficiary": ""}
    rows = [{"number": f"C{at}", "title": title, **plain} for at, title in enumerate(titles)]
    office.database.write(lambda tx: tx.execute(insert(schema.orders), rows))


class CouponWorkplace(KeyboardDriver):
    """The screen in a window, with the keys and the strip that the program gives it.

    Attributes:
        folder: of the workstation's own files.
        services: what the screen asks of the back office.
    """

    def __init__(self, qtbot: QtBot, office: OfficeGestures, saving: Recording, who: Actor, folder: Path) -> None:
        super().__init__(QWidget())
        self.qtbot = qtbot
        self.office = office
        self.folder = folder
        self.dress(Scheme.LIGHT, 100)
        self.runner = TaskRunner()
        self.network = TaskRunner(workers=4)
        self.strip = Strip()
        answers = Answers()
        tools = Tools(self.runner, self.network, answers, self.strip, Exporter(self.runner, answers, self.strip))
        self.services = services = CouponServices(
            batches=office.batches,
            clients=office.clients,
            cheques=office.cheques,
            recording=saving,
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
            payee="ADLP",
            credits=office.credits,
            why_not=lambda right: "" if right in RIGHTS[who.role] else "Demandez à un superviseur.",
        )
        self.screen = CouponScreen(services, tools, who)
        self.keys = KeyBar()
        self.keys.refused.connect(self.strip.warning)
        self.screen.hints_changed.connect(self._show_hints)
        column = QVBoxLayout(self.window)
        for widget in (self.strip, self.screen, self.keys):
            column.addWidget(widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.setStretchFactor(self.screen, 1)
        self.window.resize(1180, 800)
        self.cheque = self.part(ChequePanel)
        self.rows = self.part(InvoiceRows)
        self.form = self.part(CouponForm)
        self.dossier_page = self.part(DossierPage)
        self.decision = self.part(DecisionPanel)
        self.lines = self.part(LastLines)
        self.reference = self.part(ReferenceBar)
        self.batch_strip = self.part(BatchStrip)

    def open(self, batch: Batch | None) -> None:
        """Show the window, on a batch where there is one."""
        self.qtbot.addWidget(self.window)
        self.window.show()
        self.activate()
        if batch is not None:
            self.screen.resume(batch)
            self.screen.enter()
        self.settle()

    def dress(self, scheme: Scheme, percent: int) -> None:
        """The program's own style sheet and text size."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply(app, scheme, percent, self.window)

    def activate(self) -> None:
        """Bring the window to the front."""
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)

    def close(self) -> None:
        """As the program does when it ends."""
        self.network.close()
        self.runner.close()

    def part(self, kind: type[Part]) -> Part:
        """The one widget of a kind."""
        return self.screen.findChildren(kind)[0]

    def settle(self) -> None:
        """Wait until the work given so far is done and answered."""
        done: list[bool] = []
        self.runner.run(lambda: True, done.append, lambda _: None, self.screen)
        self.until(lambda: bool(done))
        QApplication.processEvents()

    def network_settles(self) -> None:
        """Wait until the answers of the network that are due are there."""
        done: list[bool] = []
        self.network.run(lambda: True, done.append, lambda _: None, self.screen)
        self.until(lambda: bool(done))
        self.settle()

    # What an operator does

    def find(self, reference: str = REFERENCE) -> None:
        """Scan a coupon and wait for the file."""
        self.scan(reference)
        self.settle()

    def key(self, amount: str, number: str = NUMBER, reference: str = REFERENCE) -> None:
        """A whole plain cheque, up to the number: only Enter is left to press."""
        self.find(reference)
        self.write(amount)
        self.enter(2)
        self.write(number)

    def tick(self, letters: str) -> None:
        """F3, and what is on the coupon; the panel stays folded out."""
        self.press(Qt.Key.Key_F3)
        self.write(letters)

    def save(self) -> None:
        """The last Enter, on what there was time to read, and the answer; from the ticks to there first."""
        if self.form.mail.has_focus:
            self.enter()
        self.enter()
        self.settle()
        self.settle()

    # What there is to see

    @property
    def is_ready(self) -> bool:
        """Whether the next coupon can be scanned."""
        edit = self.reference.field.edit
        return edit.hasFocus() and not edit.text() and self.form.dossier is None

    def operations(self) -> list[tuple[str, int, str]]:
        """The rows on the screen: operation, cents, rule."""
        return [(str(line.operation), line.amount.cents, line.rule) for line in self.rows.lines]

    def receipts(self, batch: Batch) -> tuple[ReceiptRow, ...]:
        """What the database holds of a batch."""
        return self.office.batches.lines(self.office.supervisor, batch.id)

    def letters(self, batch: Batch) -> tuple[MailRow, ...]:
        """What the database holds of a batch beside its cheques, in the order of keying."""
        return tuple(row for row in self.mail(batch) if row.amount is None)

    def mail(self, batch: Batch) -> tuple[MailRow, ...]:
        """Where the papers of a batch go, in the order of keying."""
        return self.office.mail.of_batch(self.office.supervisor, batch.id)

    def recorded(self, receipt: ReceiptRow) -> tuple[RowOperation, ...]:
        """The rows of a receipt in the database."""
        lines = self.office.database.read(lambda tx: receipts.standing_lines(tx, receipt.id))
        return tuple(line.row for line in lines)

    def forced(self, receipt: ReceiptRow) -> bool:
        """Whether the message about rows left *vide* was overridden."""
        return self._kept(receipt, schema.receipts.c.forced) is True

    def duplicate_of(self, receipt: ReceiptRow) -> object:
        """The receipt whose warning was overridden."""
        return self._kept(receipt, schema.receipts.c.duplicate_of)

    def words_of(self, receipt: ReceiptRow) -> object:
        """The words of a receipt as they were typed, or None."""
        return self._kept(receipt, schema.receipts.c.words)

    def is_in_view(self, widget: QWidget) -> bool:
        """Whether a widget of the page is wholly in sight."""
        window = self.part(Body).viewport()
        return window.rect().contains(QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()))

    def tab(self) -> str:
        """What the tab in front says, of those below."""
        bar = self.screen.findChildren(QTabBar)[0]
        return bar.tabText(bar.currentIndex())

    def tabs(self) -> list[str]:
        """What all of them say."""
        bar = self.screen.findChildren(QTabBar)[0]
        return [bar.tabText(at) for at in range(bar.count())]

    def _kept(self, receipt: ReceiptRow, column: Column[Any]) -> object:
        query = select(column).where(schema.receipts.c.id == receipt.id)
        kept: object = self.office.database.read(lambda tx: tx.execute(query).scalar_one())
        return kept

    def _show_hints(self) -> None:
        self.keys.show_hints(self.screen.hints())
