"""The place of the action panels: one of them at a time, opened by its code."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backoffice.domain.dossier import Dossier
from backoffice.domain.people import Actor
from forms.actions.action_panel_base import ActionPanelBase
from forms.actions.cancel_panel import CancelPanel
from forms.actions.codes import CODES
from forms.actions.means_panel import MeansPanel
from forms.actions.services import ActionServices
from forms.actions.undo_panel import UndoPanel
from forms.kit.keys import KeyHint
from forms.kit.screen_tools import ScreenTools


class ActionPage(QWidget):
    """Stands in the place of the dossier's page while an action is typed. A panel is made when it is first opened.

    Signals:
        recorded: an action is in a file; bears the client's id, which may not be that of the client in sight.
        slimpay_asked: the IBAN is to be typed at SlimPay (P-69); bears the client's id.
        asked_elsewhere: a cancellation is to go to the financial system.
        left: back to the dossier.
        changed: what the keys do may have changed.
        made: a panel is there for the first time; bears it.
    """

    recorded = Signal(int)
    slimpay_asked = Signal(int)
    asked_elsewhere = Signal()
    left = Signal()
    changed = Signal()
    made = Signal(QWidget)

    def __init__(self, services: ActionServices, desk: ScreenTools, who: Actor) -> None:
        super().__init__()
        self._services = services
        self._desk = desk
        self._who = who
        self._panels: dict[str, ActionPanelBase] = {}
        self._open = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addStretch(1)

    def open(self, code: str, dossier: Dossier) -> None:
        """Open the panel of `code`, one of `CODES`, for a client. Show the page first: the panel takes the focus."""
        self._open = code
        if code not in self._panels:
            self._panels[code] = self._made(code)
        for other, panel in self._panels.items():
            panel.setVisible(other == code)
        self._panels[code].begin(dossier)

    def _made(self, code: str) -> ActionPanelBase:
        panel = CODES[code].panel(self._services, self._desk, self._who)
        panel.recorded.connect(self.recorded)
        panel.left.connect(self.left)
        if isinstance(panel, MeansPanel):
            panel.slimpay_asked.connect(self.slimpay_asked)
        if isinstance(panel, CancelPanel):
            panel.asked_elsewhere.connect(self.asked_elsewhere)
        if isinstance(panel, UndoPanel):
            panel.changed.connect(self.changed)
        self._column.insertWidget(0, panel)
        self._take_into_line(panel)
        self.made.emit(panel)
        return panel

    def _take_into_line(self, panel: ActionPanelBase) -> None:
        """A panel that comes late is reached by Tab where its page stands, and not after all else in the window."""
        before = self.previousInFocusChain()
        while before is not None and before.focusPolicy() is Qt.FocusPolicy.NoFocus:  # Qt puts nothing behind such
            before = before.previousInFocusChain()
        for part in [part for part in _chain(panel) if part.focusPolicy() is not Qt.FocusPolicy.NoFocus]:
            if before is not None:
                self.setTabOrder(before, part)
            before = part

    def take_focus(self) -> None:
        """Put the focus back into the panel that is open."""
        if self._open:
            self._panels[self._open].take_focus()

    def unsaved(self) -> str:
        """What is typed in the panel that is in sight, and not recorded."""
        return "" if self.isHidden() or not self._open else self._panels[self._open].unsaved()

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do in the panel that is open."""
        return self._panels[self._open].hints() if self._open else ()


def _chain(panel: QWidget) -> Iterator[QWidget]:
    """What is in a panel, in the order of Tab."""
    part = panel.nextInFocusChain()
    while part is not None and panel.isAncestorOf(part):
        yield part
        part = part.nextInFocusChain()
