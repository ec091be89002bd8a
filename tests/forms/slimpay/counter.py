"""SlimPay's screens in a window, over a real database and SlimPay's sandbox."""

from typing import Any
from uuid import uuid4

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.debit_rows import SlimpayRow
from backoffice.domain.means import MethodChange, MethodForm, ShownMeans
from backoffice.domain.slimpay import OrderState, SlimpayOrder
from backoffice.gateways.slimpay.sandbox import SlimpaySandbox
from forms.kit.table import Table
from forms.slimpay.following import Following
from forms.slimpay.page_place import ViewMaker
from forms.slimpay.screen import SlimpayScreen
from forms.slimpay.services import SlimpayServices
from forms.slimpay.webservice import Pages, WebserviceScreen
from tests.forms.screen_window import Bench
from tests.office import DURAND, ONE_INVOICE, VAULT, OfficeGestures, Value
from tests.slimpay import OLD_IBAN, RUM, submit

LONG = 20_000
"""Milliseconds: how long a test waits at most for what takes a moment."""
AT_SLIMPAY: dict[str, Any] = {"method_code": 99, "sealed_iban": VAULT.seal(OLD_IBAN), "rum": RUM, "mandate": "active"}


class Browser:
    """Stands in for the system's: keeps what it was to open."""

    def __init__(self, *, opens: bool = True) -> None:
        self.opened: list[str] = []
        self._opens = opens

    def __call__(self, url: QUrl) -> bool:
        self.opened.append(url.toString())
        return self._opens

    def submit(self, action: str = "continue") -> str:
        """The client goes on on the page that was opened last."""
        return submit(SlimpayOrder("", OrderState.OPEN, self.opened[-1]), action)


class Counter:
    """An office that asks SlimPay, and the window of a screen."""

    def __init__(self, bench: Bench, qtbot: QtBot, office: OfficeGestures, sandbox: SlimpaySandbox) -> None:
        self.bench, self.qtbot, self.office, self.sandbox = bench, qtbot, office, sandbox
        self.browser = Browser()
        self.left: list[None] = []

    def asked(self, ref: ClientRef = DURAND, **columns: Value) -> SlimpayRow:
        """An order that is to be sent, as 2.4 makes it."""
        client_id = self.office.client(ref, ONE_INVOICE, **(columns or AT_SLIMPAY))
        self.office.methods.change(self.office.operator, MethodForm(uuid4(), client_id, MethodChange(99)))
        return self.unsettled()[-1]

    def unsettled(self) -> tuple[SlimpayRow, ...]:
        return self.office.slimpay.unsettled(self.office.operator)

    def means(self, row: SlimpayRow) -> ShownMeans:
        return self.office.dossier(row.client_id).means

    def webservice(self, make_view: ViewMaker | None = None, api: str = "") -> WebserviceScreen:
        """The screen of a page, in front; in the browser unless it gets a view."""
        services = SlimpayServices(self.office.slimpay, self.office.clients)
        pages = Pages(api or self.sandbox.url, make_view, self.browser)
        screen = WebserviceScreen(services, self.bench.desk, self.office.operator, pages)
        screen.left.connect(lambda: self.left.append(None))
        self.bench.open(screen, self.qtbot)
        return screen

    def worklist(self) -> SlimpayScreen:
        """The list, in front."""
        screen = SlimpayScreen(self.office.slimpay, self.bench.desk, self.office.operator)
        self.bench.open(screen, self.qtbot)
        self.settle()
        return screen

    def submit(self, action: str = "continue") -> None:
        """The client goes on in the browser, and it is looked at without waiting for the next turn."""
        self.browser.submit(action)
        following = self.bench.findChild(Following)
        assert isinstance(following, Following)
        following.look()

    def settle(self) -> None:
        """Wait until all the work given to the database so far is done and answered."""
        answered: list[None] = []
        self.bench.runner.run(lambda: None, answered.append, lambda _: None, self.bench)
        self.qtbot.waitUntil(lambda: answered == [None], timeout=LONG)

    @property
    def table(self) -> Table[SlimpayRow]:
        found = self.bench.findChild(Table)
        assert isinstance(found, Table)
        return found

    def until_opened(self, pages: int = 1) -> None:
        self.qtbot.waitUntil(lambda: len(self.browser.opened) == pages, timeout=LONG)

    def until_left(self) -> None:
        self.qtbot.waitUntil(lambda: self.left == [None], timeout=LONG)

    def until_told(self, words: str) -> None:
        """Wait until the strip says it."""
        self.qtbot.waitUntil(lambda: words in self.bench.strip.text(), timeout=LONG)

    def until_seen(self, words: str) -> None:
        """Wait until it stands in sight."""
        self.qtbot.waitUntil(lambda: self.sees(words), timeout=LONG)

    def sees(self, words: str) -> bool:
        labels = self.bench.findChildren(QLabel)
        return any(words in label.text() for label in labels if label.isVisible())


def has_focus(name: str) -> bool:
    """Whether the keys go to something of this name."""
    widget = QApplication.focusWidget()
    return widget is not None and widget.accessibleName() == name
