"""Where one works: the rail, the screens, the strip and the status line."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from backoffice.domain.batch import Batch
from backoffice.domain.people import Right
from desktop.database_indicator import DatabaseIndicator
from desktop.erp_polling import ErpPolling
from desktop.operator_menu import OperatorMenu
from desktop.printouts import Printouts
from desktop.rail import FINANCE, PLACES, RailPlace, coupon_services
from desktop.session import Session
from desktop.slimpay_navigation import SlimpayNavigation
from forms.accounts.screen import AccountsScreen
from forms.batches.screen import BatchesScreen
from forms.clients.screen import ClientsScreen
from forms.closing.closing_progress import ClosingServices
from forms.closing.screen import ClosingScreen
from forms.coupon.screen import CouponScreen
from forms.erp.screen import ErpScreen
from forms.importing.screen import ImportScreen
from forms.kit.buttons import nav
from forms.kit.export import Exporter
from forms.kit.keys import KeyBar
from forms.kit.labels import Words
from forms.kit.questions import Questions
from forms.kit.screen import Screen
from forms.kit.screen_tools import ScreenTools
from forms.kit.strip import Strip
from forms.kit.tasks import TaskRunner
from forms.kit.theme import Theme
from forms.kit.tokens import GAP, MARGIN, SPACE, Tone, scaled
from forms.payments.screen import PaymentsScreen
from forms.people.own_password import OwnPasswordScreen
from forms.slimpay.screen import SlimpayScreen

_RAIL = 148
_DIGITS = 9
"""So many places have a key."""
_COUPON = "coupon"
_CLOSING = "closing"
_OWN = "own password"
_WEBSERVICE = "webservice"
_NO_PLACE = (
    "Un formateur travaille sur la base de démonstration, jamais sur la base réelle : fermez Liasse et ouvrez-la "
    "en démonstration (liasse --demo)."
)


class Workplace(QWidget):
    """The screens that the role may go to, and the ways between them. A screen is made when it is first gone to.

    Signals:
        change_asked: *Changer d'opérateur*.
        leave_asked: *Quitter*.
    """

    change_asked = Signal()
    leave_asked = Signal()

    def __init__(
        self, session: Session, runner: TaskRunner, network: TaskRunner, questions: Questions, theme: Theme
    ) -> None:
        super().__init__()
        self._session = session
        self._strip = Strip()
        self._desk = ScreenTools(runner, network, questions, self._strip, Exporter(runner, questions, self._strip))
        self._slimpay = SlimpayNavigation(session, self._desk, self)
        self._erp = ErpPolling(session, self._desk, self)
        self._came_from: Screen | None = None
        self._places = [place for place in PLACES if place.is_for(session)]
        self._made: dict[str, Screen] = {}
        self._nav: list[QToolButton] = []
        self._stack = QStackedWidget()
        self._keys = KeyBar()
        self._refused = ""
        self._busy = QProgressBar(textVisible=False, maximum=0)
        self._lay_out()
        self._add_status(runner, theme)
        self._keys.refused.connect(self._refuse_key)
        runner.busy.connect(self._busy.setVisible)
        self._slimpay.made.connect(partial(self._kept, _WEBSERVICE))
        self._slimpay.shown.connect(self._show_slimpay)
        self._slimpay.left.connect(self._leave_slimpay)
        self._erp.quarantined.connect(self._count_quarantine)
        self._erp.settling_asked.connect(self._go_to_erp)

    def enter(self) -> None:
        """Begin at the first place of the rail, with what an earlier session could not send any more."""
        self._go_home()
        self._look()
        self._slimpay.settle()
        self._erp.start()

    @property
    def screen_in_front(self) -> QWidget | None:
        """The screen in sight."""
        return self._stack.currentWidget()

    def unsaved(self) -> str:
        """What leaving just now would lose, as a sentence; empty where nothing would be lost."""
        return " ".join(filter(None, (screen.unsaved() for screen in self._made.values())))

    def stop(self) -> None:
        """Stop long work that nobody wants any more."""
        self._slimpay.stop()
        self._erp.stop()
        for screen in self._made.values():
            if isinstance(screen, (AccountsScreen, CouponScreen, ImportScreen)):
                screen.stop()

    def _go(self, place: RailPlace) -> None:
        self._nav[self._places.index(place)].setChecked(True)
        self._show(self._made.get(place.words) or self._make(place))

    def _make(self, place: RailPlace) -> Screen:
        screen = self._kept(place.words, place.make(self._session, self._desk))
        if isinstance(screen, BatchesScreen):
            screen.resumed.connect(self._resume)
            screen.closing_asked.connect(self._close_batch)
            screen.taken_up.connect(self._take_up)
            screen.given_up.connect(lambda key: self._coupon().forget(key))
        if isinstance(screen, ClientsScreen):
            screen.slimpay_asked.connect(lambda client_id: self._slimpay.ask(client_id, screen.unsaved()))
        if isinstance(screen, SlimpayScreen):
            screen.resumed.connect(self._slimpay.resume)
        if isinstance(screen, (ErpScreen, PaymentsScreen)):
            screen.asked.connect(self._erp.soon)
        if isinstance(screen, ErpScreen):
            self._erp.went.connect(screen.show_link)
        return screen

    def _kept(self, words: str, screen: Screen) -> Screen:
        self._made[words] = screen
        self._stack.addWidget(screen)
        screen.hints_changed.connect(lambda: self._show_hints(screen))
        return screen

    def _show(self, screen: Screen) -> None:
        self._stack.setCurrentWidget(screen)
        screen.enter()
        self._show_hints(screen)

    def _refuse_key(self, reason: str) -> None:
        self._refused = reason
        self._strip.warning(reason)

    def _show_hints(self, screen: Screen) -> None:
        if screen is self._stack.currentWidget():
            hints = screen.hints()
            self._keys.show_hints(hints)
            if (
                self._refused
                and self._strip.text() == self._refused
                and all(hint.reason != self._refused for hint in hints)
            ):
                self._strip.hide()  # why a key could not be done holds no more

    def _look(self) -> None:
        if self._session.may(Right.KEY):
            self._coupon().look()

    def _welcome_back(self) -> None:
        self._strip.ok("La base répond à nouveau.")
        self._look()

    def _go_home(self) -> None:
        if self._places:
            self._go(self._places[0])
        else:
            self._stack.setCurrentIndex(0)  # why there is nothing to do
            self._keys.show_hints(())

    def _resume(self, batch: Batch) -> None:
        coupon = self._coupon()
        coupon.resume(batch)
        self._show(coupon)

    def _take_up(self, batch: Batch, key: UUID) -> None:
        coupon = self._coupon()
        coupon.take_up(batch, key)
        self._show(coupon)

    def _close_batch(self, batch: Batch) -> None:
        closing = self._closing()
        closing.show_batch(batch)
        self._show(closing)

    def _show_slimpay(self, page: Screen) -> None:
        before = self._stack.currentWidget()
        if isinstance(before, Screen) and before is not page:
            self._came_from = before
        self._show(page)

    def _leave_slimpay(self, page: Screen) -> None:
        """Back to where one came from; who has gone elsewhere meanwhile stays there."""
        if page is self._stack.currentWidget() and self._came_from is not None:
            self._show(self._came_from)

    def _go_to_erp(self) -> None:
        self._go(next(place for place in self._places if place.words == FINANCE))

    def _count_quarantine(self, count: int) -> None:
        """Say in the rail how many messages a person has to settle."""
        for place, made in zip(self._places, self._nav, strict=True):
            if place.words == FINANCE:
                told = f"{place.words} · {count}" if count else place.words
                made.setText(f" {told}")
                made.setAccessibleName(told)

    def _coupon(self) -> CouponScreen:
        made = self._made.get(_COUPON)
        if isinstance(made, CouponScreen):
            return made
        coupon = CouponScreen(coupon_services(self._session), self._desk, self._session.who)
        coupon.closing_asked.connect(self._close_batch)
        coupon.slimpay_asked.connect(lambda client_id: self._slimpay.ask(client_id, coupon.begun()))
        coupon.asked_elsewhere.connect(self._erp.soon)
        coupon.left.connect(self._go_home)
        self._kept(_COUPON, coupon)
        return coupon

    def _closing(self) -> ClosingScreen:
        made = self._made.get(_CLOSING)
        if isinstance(made, ClosingScreen):
            return made
        services = self._session.services
        steps = ClosingServices(
            services.batches,
            services.control,
            services.corrections,
            services.slips,
            services.mail_slips,
            Printouts(),
        )
        closing = ClosingScreen(steps, self._desk, self._session.who, self._session.why_not)
        closing.back.connect(self._resume)
        closing.closed.connect(self._go_home)
        closing.closed.connect(self._erp.soon)
        closing.left.connect(self._go_home)
        self._kept(_CLOSING, closing)
        return closing

    def _ask_password(self) -> None:
        made = self._made.get(_OWN)
        if made is None:
            screen = OwnPasswordScreen(self._session.services.people, self._desk, self._session.who)
            screen.left.connect(self._go_home)
            made = self._kept(_OWN, screen)
        self._show(made)

    def _add_status(self, runner: TaskRunner, theme: Theme) -> None:
        menu = OperatorMenu(self._session, theme)
        menu.password_asked.connect(self._ask_password)
        menu.change_asked.connect(self.change_asked)
        menu.leave_asked.connect(self.leave_asked)
        sign = DatabaseIndicator(runner, self._session.services.people.active)
        sign.back.connect(self._welcome_back)
        self._keys.add_status(menu)
        self._keys.add_status(sign)

    def _made_rail(self) -> QFrame:
        rail = QFrame()
        rail.setObjectName("rail")
        rail.setMinimumWidth(scaled(_RAIL))
        column = QVBoxLayout(rail)
        column.setContentsMargins(SPACE, MARGIN, SPACE, SPACE)
        column.setSpacing(GAP)
        for number, place in enumerate(self._places, start=1):
            button = nav(place.icon, place.words)
            button.clicked.connect(partial(self._go, place))
            if number <= _DIGITS:
                button.setToolTip(f"Ctrl+{number}")
                QShortcut(QKeySequence(f"Ctrl+{number}"), self).activated.connect(partial(self._go, place))
            column.addWidget(button)
            self._nav.append(button)
        column.addStretch(1)
        return rail

    def _lay_out(self) -> None:
        self._busy.setProperty("role", "thin")
        self._busy.setAccessibleName("Travail en cours")
        policy = self._busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._busy.setSizePolicy(policy)
        self._busy.hide()
        notices = QVBoxLayout()
        notices.setContentsMargins(MARGIN, 0, MARGIN, SPACE)
        notices.addWidget(self._strip)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._busy)
        middle.addWidget(self._stack, 1)
        middle.addLayout(notices)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self._made_rail())
        upper.addLayout(middle, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(upper, 1)
        whole.addWidget(self._keys)
        if not self._places:
            told = Words(_NO_PLACE, tone=Tone.MUTED)
            told.setWordWrap(True)
            told.setMargin(MARGIN)
            told.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._stack.addWidget(told)
