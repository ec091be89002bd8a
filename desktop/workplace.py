"""The page of somebody logged in: the rail, the screen in front, the strip and the status line, for `program`."""

from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from backoffice.domain.batch import Batch
from backoffice.domain.people import Right
from desktop import screens
from desktop.database_indicator import DatabaseIndicator
from desktop.erp_polling import ErpPolling
from desktop.operator_menu import OperatorMenu
from desktop.rail import FINANCE, Rail, RailPlace
from desktop.screen_signals import ScreenSignals
from desktop.session import Session
from desktop.slimpay_navigation import SlimpayNavigation
from forms.kit.busy_line import BusyLine
from forms.kit.export import Exporter
from forms.kit.keys import KeyBar
from forms.kit.labels import Words
from forms.kit.questions import Questions
from forms.kit.screen import Screen
from forms.kit.screen_tools import ScreenTools
from forms.kit.strip import Strip
from forms.kit.tasks import TaskRunner
from forms.kit.theme import Theme
from forms.kit.tokens import MARGIN, SPACE, Tone

if TYPE_CHECKING:
    from forms.closing.screen import ClosingScreen
    from forms.coupon.screen import CouponScreen
    from forms.people.own_password import OwnPasswordScreen

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
        self._signals = ScreenSignals(self)
        self._slimpay = SlimpayNavigation(session, self._desk, self)
        self._erp = ErpPolling(session, self._desk, self)
        self._front: Screen | None = None
        self._came_from: Screen | None = None
        self._rail = Rail(session)
        self._screens: list[Screen] = []
        self._of_places: dict[str, Screen] = {}
        self._stack = QStackedWidget()
        self._keys = KeyBar()
        self._refused = ""
        self._busy = BusyLine()
        self._lay_out()
        self._add_status(runner, theme)
        theme.changing.connect(self._put_hidden_aside)
        theme.changed.connect(_pass_text_size_on)
        self._keys.refused.connect(self._refuse_key)
        runner.busy.connect(self._busy.setVisible)
        self._connect()

    def enter(self) -> None:
        """Begin at the first place of the rail, with what an earlier session could not send any more."""
        self._go_home()
        self._look()
        self._slimpay.settle()
        self._erp.start()

    def unsaved(self) -> str:
        """What leaving just now would lose, as a sentence; empty where nothing would be lost."""
        return " ".join(filter(None, (screen.unsaved() for screen in self._screens)))

    def keep(self) -> None:
        """Have the disk keep what is typed: the program may be gone in a moment."""
        for screen in self._screens:
            screen.keep()

    def stop(self) -> None:
        """Stop long work that nobody wants any more."""
        self._slimpay.stop()
        self._erp.stop()
        for screen in self._screens:
            screen.stop()
            self._take_in(screen)  # what is in the window goes with it

    def _go(self, place: RailPlace) -> None:
        self._rail.mark(place)
        screen = self._of_places.get(place.words)
        if screen is None:
            screen = self._of_places[place.words] = place.make(self._session, self._desk, self._signals)
            self._keep(screen)
        self._show(screen)

    @cached_property
    def _coupon(self) -> "CouponScreen":
        screen = screens.coupon(self._session, self._desk, self._signals)
        self._keep(screen)
        return screen

    @cached_property
    def _closing(self) -> "ClosingScreen":
        screen = screens.closing(self._session, self._desk, self._signals)
        self._keep(screen)
        return screen

    @cached_property
    def _own_password(self) -> "OwnPasswordScreen":
        screen = screens.own_password(self._session, self._desk, self._signals)
        self._keep(screen)
        return screen

    def _keep(self, screen: Screen) -> None:
        self._screens.append(screen)
        self._take_in(screen)
        screen.hints_changed.connect(lambda: self._show_hints(screen))

    def _take_in(self, screen: Screen) -> None:
        if self._stack.indexOf(screen) < 0:
            self._stack.addWidget(screen)

    def _put_hidden_aside(self) -> None:
        """Let the window be dressed without the screens that nobody sees; each is dressed when it is shown again."""
        for screen in self._screens:
            if screen is not self._front:
                self._stack.removeWidget(screen)
                screen.setParent(None)

    def _show(self, screen: Screen) -> None:
        self._front = screen
        self._take_in(screen)
        self._stack.setCurrentWidget(screen)
        screen.enter()
        self._show_hints(screen)

    def _refuse_key(self, reason: str) -> None:
        self._refused = reason
        self._strip.warning(reason)

    def _show_hints(self, screen: Screen) -> None:
        if screen is self._front:
            hints = screen.hints()
            self._keys.show_hints(hints)
            if (
                self._refused
                and self._strip.text() == self._refused
                and all(hint.reason != self._refused for hint in hints)
            ):
                self._strip.hide()  # why a key could not be done holds no more

    def _look(self) -> None:
        """See whether an earlier session has left a coupon here: the screen that sends it again is made for that."""
        if self._session.may(Right.KEY):
            outbox_is_empty = self._session.services.recording.is_empty
            self._desk.runner.run(outbox_is_empty, self._send_again, lambda _: self._coupon.look(), self)

    def _send_again(self, outbox_is_empty: bool) -> None:  # noqa: FBT001 - the runner's answer
        if not outbox_is_empty:
            self._coupon.look()

    def _welcome_back(self) -> None:
        self._strip.ok("La base répond à nouveau.")
        self._look()

    def _go_home(self) -> None:
        if self._rail.places:
            self._go(self._rail.places[0])
        else:
            self._stack.setCurrentIndex(0)  # why there is nothing to do
            self._keys.show_hints(())

    def _resume(self, batch: Batch) -> None:
        self._coupon.resume(batch)
        self._show(self._coupon)

    def _take_up(self, batch: Batch, key: UUID) -> None:
        self._coupon.take_up(batch, key)
        self._show(self._coupon)

    def _give_up(self, key: UUID) -> None:
        self._coupon.forget(key)

    def _close_batch(self, batch: Batch) -> None:
        self._closing.show_batch(batch)
        self._show(self._closing)

    def _show_slimpay(self, page: Screen) -> None:
        if self._front is not page:
            self._came_from = self._front
        self._show(page)

    def _leave_slimpay(self, page: Screen) -> None:
        """Back to where one came from; who has gone elsewhere meanwhile stays there."""
        if page is self._front and self._came_from is not None:
            self._show(self._came_from)

    def _go_to_erp(self) -> None:
        self._go(next(place for place in self._rail.places if place.words == FINANCE))

    def _count_quarantine(self, count: int) -> None:
        """Say in the rail how many messages a person has to settle."""
        self._rail.show_count(FINANCE, count)

    def _ask_password(self) -> None:
        self._show(self._own_password)

    def _connect(self) -> None:
        signals, slimpay, erp = self._signals, self._slimpay, self._erp
        self._rail.chosen.connect(self._go)
        signals.home_asked.connect(self._go_home)
        signals.keying_asked.connect(self._resume)
        signals.closing_asked.connect(self._close_batch)
        signals.aside_taken_up.connect(self._take_up)
        signals.aside_given_up.connect(self._give_up)
        signals.slimpay_asked.connect(slimpay.ask)
        signals.slimpay_resumed.connect(slimpay.resume)
        signals.erp_asked.connect(erp.soon)
        slimpay.made.connect(self._keep)
        slimpay.shown.connect(self._show_slimpay)
        slimpay.left.connect(self._leave_slimpay)
        erp.went.connect(signals.erp_heard)
        erp.quarantined.connect(self._count_quarantine)
        erp.settling_asked.connect(self._go_to_erp)

    def _add_status(self, runner: TaskRunner, theme: Theme) -> None:
        menu = OperatorMenu(self._session, theme)
        menu.password_asked.connect(self._ask_password)
        menu.change_asked.connect(self.change_asked)
        menu.leave_asked.connect(self.leave_asked)
        sign = DatabaseIndicator(runner, self._session.services.people.active)
        sign.back.connect(self._welcome_back)
        self._keys.add_status(menu)
        self._keys.add_status(sign)

    def _lay_out(self) -> None:
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
        upper.addWidget(self._rail)
        upper.addLayout(middle, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(upper, 1)
        whole.addWidget(self._keys)
        if not self._rail.places:
            told = Words(_NO_PLACE, tone=Tone.MUTED)
            told.setWordWrap(True)
            told.setMargin(MARGIN)
            told.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._stack.addWidget(told)


def _pass_text_size_on() -> None:
    # Qt tells every window of the new size a moment later: a screen that was taken in again by then would not hear it.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.ApplicationFontChange.value)
