"""The way to SlimPay's page, from a coupon or from the list, and back to where one came from."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QDesktopServices

from backoffice.domain.debit_rows import SlimpayRow
from backoffice.domain.people import Right
from desktop.session import Session
from forms.kit.screen_tools import ScreenTools
from forms.kit.strip import Action
from forms.kit.wording.sentences import sentence, typeset
from forms.slimpay.services import SlimpayServices
from forms.slimpay.view_making import made_view
from forms.slimpay.webservice import Pages, WebserviceScreen
from forms.slimpay.words import tell_settled

_WAITS = "SlimPay attend l'IBAN du coupon enregistré : la demande reste dans la liste SlimPay."


class SlimpayNavigation(QObject):
    """Makes the screen of the page when it is first gone to.

    Signals:
        made: the screen is new, and is to be kept; bears it.
        shown: the page is to be in front; bears the screen.
        left: the page is done with; bears its screen.
    """

    made = Signal(object)
    shown = Signal(object)
    left = Signal(object)

    def __init__(self, session: Session, desk: ScreenTools, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = desk
        self._screen: WebserviceScreen | None = None

    def settle(self) -> None:
        """At the start of a session: see what has come of what was left open. In the background."""
        if self._session.may(Right.KEY):
            slimpay, who = self._session.services.slimpay, self._session.who
            self._desk.network.run(lambda: slimpay.settle_all(who), self._tell_settled, self._warn, self)

    def resume(self, row: SlimpayRow) -> None:
        """*Reprendre*: the page of an order of the list."""
        screen = self._page()
        screen.show_order(row)
        self.shown.emit(screen)

    def ask(self, client_id: int, begun: str) -> None:
        """A coupon with the code 99 is recorded: its page, at once where nothing else is `begun`."""
        if begun:  # whoever types is not taken away from it
            self._desk.strip.info(typeset(_WAITS), Action("Ouvrir la page", lambda: self._show_client(client_id)))
        else:
            self._show_client(client_id)

    def stop(self) -> None:
        """Put the page away; what is not settled waits in the list."""
        if self._screen is not None:
            self._screen.put_away()

    def _show_client(self, client_id: int) -> None:
        screen = self._page()
        self.shown.emit(screen)
        screen.show_client(client_id)

    def _page(self) -> WebserviceScreen:
        if self._screen is None:
            own = self._session.services
            pages = Pages(own.slimpay_url, made_view if own.slimpay_window else None, QDesktopServices.openUrl)
            services = SlimpayServices(own.slimpay, own.clients)
            self._screen = WebserviceScreen(services, self._desk, self._session.who, pages)
            self._screen.left.connect(lambda: self.left.emit(self._screen))
            self.made.emit(self._screen)
        return self._screen

    def _tell_settled(self, rows: Sequence[SlimpayRow]) -> None:
        tell_settled(self._desk.strip, rows)

    def _warn(self, error: Exception) -> None:
        self._desk.strip.warning(sentence(error))
