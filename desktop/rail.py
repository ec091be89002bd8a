"""The rail at the left of the window: its places, as a table, and their buttons with the keys Ctrl+1 to Ctrl+9."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout
from typing_extensions import override

from backoffice.domain.key_layouts import FRENCH_ROW
from backoffice.domain.people import Right
from backoffice.services.services import Services
from desktop import screens
from desktop.screen_signals import ScreenSignals
from desktop.session import Session
from forms.kit.buttons import nav
from forms.kit.icons import Icon
from forms.kit.screen import Screen
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import GAP, MARGIN, SPACE, scaled

_WIDTH = 148
_DIGITS = 9
"""So many places have a key."""
_ROW = {number: sign for sign, number in FRENCH_ROW.items()}
_SIXTH = 6
_SIXTH_PLACES = (7, 15)
"""Where the sixth key of the row above the letters is, to Windows and to X11; no other key with a dash is there."""


@dataclass(frozen=True, slots=True)
class RailPlace:
    """A place of the rail; it is there for a role that has one of the rights.

    Attributes:
        make: makes the screen, and connects it with the others.
        needed: whether it is there at all, with these services.
    """

    words: str
    icon: Icon
    rights: frozenset[Right]
    make: Callable[[Session, ScreenTools, ScreenSignals], Screen]
    needed: Callable[[Services], bool] = lambda _: True

    def is_for(self, session: Session) -> bool:
        """Whether whoever is at work finds it in the rail."""
        return self.needed(session.services) and any(map(session.may, self.rights))


FINANCE = "Système financier"
_OF_BATCHES = frozenset({Right.KEY, Right.SEE_ALL_BATCHES})
_KEYING = frozenset({Right.KEY})
_ACCOUNTS = frozenset({Right.KEEP_ACCOUNTS})
PLACES = (
    RailPlace("Lots", Icon.BATCHES, _OF_BATCHES, screens.batches),
    RailPlace("Tri", Icon.SORTING, _KEYING, screens.sorting),
    RailPlace("Clients", Icon.USER, _KEYING, screens.clients),
    RailPlace("Paiements", Icon.PAYMENTS, _OF_BATCHES, screens.payments),
    RailPlace("Bordereaux", Icon.SLIPS, _OF_BATCHES, screens.slips),
    RailPlace("Comptes", Icon.ACCOUNTS, _ACCOUNTS, screens.accounts),
    RailPlace("Distributions", Icon.DISTRIBUTIONS, _ACCOUNTS, screens.distributions),
    RailPlace("Prélèvements", Icon.EXPORT, frozenset({Right.SEND_TO_BANK}), screens.collecting),
    RailPlace("Remboursements", Icon.UNDO, frozenset({Right.REFUND}), screens.refunds),
    RailPlace("SlimPay", Icon.MANDATE, _KEYING, screens.slimpay),
    RailPlace(
        FINANCE,
        Icon.FINANCE,
        frozenset({Right.SETTLE_WITH_ERP}),
        screens.erp,
        needed=lambda services: services.erp_round is not None,
    ),
    RailPlace("Import", Icon.IMPORT, frozenset({Right.IMPORT}), screens.importing),
    RailPlace("Opérateurs", Icon.PEOPLE, frozenset({Right.MANAGE_PEOPLE}), screens.people),
)


class Rail(QFrame):
    """The places that whoever is at work may go to.

    Signals:
        chosen: a place was chosen; bears the `RailPlace`.

    Attributes:
        places: in their order.
    """

    chosen = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.places = [place for place in PLACES if place.is_for(session)]
        self._buttons = {place.words: nav(place.icon, place.words) for place in self.places}
        self.setObjectName("rail")
        self.setMinimumWidth(scaled(_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, MARGIN, SPACE, SPACE)
        column.setSpacing(GAP)
        for number, place in enumerate(self.places, start=1):
            button = self._buttons[place.words]
            button.clicked.connect(partial(self.chosen.emit, place))
            if number <= _DIGITS:
                button.setToolTip(f"Ctrl+{number}")
                for key in {str(number), _ROW[number]} - {_ROW[_SIXTH]}:
                    QShortcut(QKeySequence(f"Ctrl+{key}"), self).activated.connect(partial(self.chosen.emit, place))
            column.addWidget(button)
        column.addStretch(1)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The sixth key of a French keyboard is the dash, which makes the text smaller everywhere else."""
        if not isinstance(event, QKeyEvent) or not _is_sixth(event) or len(self.places) < _SIXTH:
            return False
        if event.type() == QEvent.Type.KeyPress:
            self.chosen.emit(self.places[_SIXTH - 1])
        event.accept()
        return True

    def mark(self, place: RailPlace) -> None:
        """Show which place is in front."""
        self._buttons[place.words].setChecked(True)

    def show_count(self, words: str, count: int) -> None:
        """Say at a place, where it is in the rail, how much waits there for a person."""
        button = self._buttons.get(words)
        if button is not None:
            told = f"{words} · {count}" if count else words
            button.setText(f" {told}")
            button.setAccessibleName(told)


def _is_sixth(event: QKeyEvent) -> bool:
    wanted = event.key() == Qt.Key.Key_Minus and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return wanted and event.nativeScanCode() in _SIXTH_PLACES
