"""The dossier's *blocages*: BLOCAGE PROMO and BLOCAGE RELANCE, set by an operator, lifted by a supervisor."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from backoffice.domain.mail import ActionCode
from backoffice.domain.people import Actor, Right
from backoffice.domain.rows import ActionRow, Dossier
from backoffice.services.clients.actions import Actions
from forms.actions.block_button import BlockButton
from forms.actions.lifting import Lifting
from forms.actions.words import BLOCKS, since, title, told
from forms.kit.screen_tools import Desk
from forms.kit.tokens import SPACE
from forms.kit.wording import typeset


class Blocks(QWidget):
    """Two buttons. One that is not set asks for its action; one that is set offers *Lever le blocage*.

    Signals:
        asked: a block is to be set; bears the code of its action, `2.7` or `2.8`.
        lifted: a block is lifted; bears the client's id, which may not be that of the client in sight.
        left: nothing is lifted: the focus goes back to the coupon.
    """

    asked = Signal(str)
    lifted = Signal(int)
    left = Signal()

    def __init__(self, actions: Actions, desk: Desk, who: Actor, why_not: Callable[[Right], str]) -> None:
        """Make the line; `why_not` says why the role lacks a right, a whole sentence, empty where it has it."""
        super().__init__()
        self._why_not_lift = why_not(Right.LIFT_STOPS)
        self._dossier: Dossier | None = None
        self._buttons = {code: BlockButton(words) for code, words in BLOCKS.items()}
        self._lifting = Lifting(actions, desk, who)
        self._lifting.lifted.connect(self.lifted)
        self._lifting.left.connect(self.left)
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        for code, block in self._buttons.items():
            block.clicked.connect(partial(self._press, code))
            line.addWidget(block)
        line.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        whole.addLayout(line)
        whole.addWidget(self._lifting)
        self.show_dossier(None)

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Show how the blocks of a client stand, or nobody's."""
        self._dossier = dossier
        for code, block in self._buttons.items():
            self._show(block, code, None if dossier is None else dossier.standing(code))
        asked = self._lifting.row
        if asked is not None and asked not in (self._standing(code) for code in self._buttons):
            self._lifting.close_question()

    def _show(self, block: BlockButton, code: ActionCode, row: ActionRow | None) -> None:
        block.show_set(standing=row is not None)
        why_not = self._why_not_lift if row is not None else ""
        block.setEnabled(self._dossier is not None and not why_not)
        said = f"{title(code)} : poser ce blocage." if row is None else _how_it_stands(row)
        block.setToolTip(typeset(" ".join(filter(None, (said, why_not)))))
        block.setAccessibleDescription(block.toolTip())

    def _press(self, code: ActionCode) -> None:
        row = self._standing(code)
        if row is None:
            self.asked.emit(code.value)
        elif self._dossier is not None:
            self._lifting.ask(self._dossier.client, row)

    def _standing(self, code: ActionCode) -> ActionRow | None:
        return None if self._dossier is None else self._dossier.standing(code)


def _how_it_stands(row: ActionRow) -> str:
    return f"{', '.join(filter(None, (f'Posé {since(row)}', told(row.action))))}."
