"""What 4.3 and 4.7 have in common: the box ANNULATION, and what is asked among."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.dossier import Dossier
from backoffice.domain.people import Actor
from forms.actions.action_panel_base import ActionPanelBase
from forms.actions.value_choice import Remark, Tick
from forms.kit.buttons import allow
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import ROOM
from forms.kit.wording.sentences import sentence

T = TypeVar("T")

_TICK = "ANNULATION"


class UndoPanel(ActionPanelBase):
    """Undoes a payment; Enter goes on to what is missing.

    Signals:
        changed: what the keys do may have changed.

    Attributes:
        asked: what is asked for, in a `column`.
        ticked: ANNULATION.
        unticked: what is said where it is forgotten.
    """

    changed = Signal()

    def __init__(self, title: str, desk: ScreenTools, who: Actor) -> None:
        super().__init__(title, desk, who)
        self.asked = QWidget()
        self.column = QVBoxLayout(self.asked)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(ROOM)
        self.ticked = Tick(_TICK)
        self.ticked.setAccessibleName(_TICK)
        self.unticked = Remark()
        self.lay_out_under(self.asked)
        self.ticked.toggled.connect(self._tick)

    @override
    def begin(self, dossier: Dossier) -> None:
        super().begin(dossier)
        self.ticked.setChecked(False)
        self.unticked.say("")

    @override
    def take_focus(self) -> None:
        self.ticked.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_ticked(self) -> bool:
        """Whether ANNULATION is ticked; where not, it is asked for."""
        if not self.ticked.isChecked():
            self.unticked.say("Cochez ANNULATION avant tout.")
            self.ticked.setFocus(Qt.FocusReason.OtherFocusReason)
        return self.ticked.isChecked()

    def read(self, work: Callable[[Actor, int], T], done: Callable[[T], None]) -> None:
        """Read what is asked among, for the client in sight; `done` hears of it while they are in sight."""
        client, gesture = self._client, self._gesture
        if client is not None:
            self._desk.runner.run(
                lambda: work(self._who, client.id),
                lambda found: done(found) if gesture is self._gesture else None,
                lambda error: self._notice.error(sentence(error)) if gesture is self._gesture else None,
                self,
            )

    def allow_saving(self) -> None:
        """Let *Enregistrer* say whether it can."""
        allow(self._save, self.why_not())
        self.changed.emit()

    def _tick(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if on:
            self.unticked.say("")
