"""*Dernières saisies*: the newest lines of the batch, and taking back one's own last one."""

from collections.abc import Callable, Mapping
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from backoffice.domain.people import Actor
from forms.coupon.batch.keyed_line import Keyed, KeyedLine, KeyedRow, What, keyed
from forms.coupon.services import CouponServices
from forms.kit.buttons import allow, button
from forms.kit.gesture import Gesture
from forms.kit.icons import Icon
from forms.kit.inline_question import InlineQuestion
from forms.kit.labels import Words
from forms.kit.panels import Card, put_away
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import GAP, Tone


class LastLines(Card):
    """Shows the last five lines.

    Signals:
        undone: a line was taken back; bears the `Keyed`.
        left: the question is answered: the focus goes back to the coupon.

    Attributes:
        undo: *Annuler ma dernière saisie*.
        question: whether that is meant.
    """

    undone = Signal(object)
    left = Signal()

    def __init__(self, services: CouponServices, desk: ScreenTools, who: Actor) -> None:
        super().__init__("Dernières saisies")
        self._undoing: Mapping[What, Callable[[Actor, UUID, int], object]] = {
            What.CHEQUE: services.corrections.reverse,
            What.LETTER: services.mail.cancel,
            What.UNKNOWN: services.unknown_mails.cancel,
        }
        self._desk = desk
        self._who = who
        self._lines: tuple[Keyed, ...] = ()
        self._shown: list[KeyedLine] = []
        self._why_not = ""
        self._gesture = Gesture(desk.runner, self)
        self._asked: Keyed | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(GAP)
        self._empty = Words("Rien n'est encore saisi dans ce lot.", tone=Tone.MUTED)
        self._empty.setWordWrap(True)
        self.undo = button("Annuler ma dernière saisie", self.ask, Icon.UNDO)
        self.question = InlineQuestion("Annuler", "Garder")
        self.question.accepted.connect(self._reverse)
        self.question.dismissed.connect(self._close)
        self.body.addWidget(self._empty)
        self.body.addLayout(self._list)
        self.body.addWidget(self.undo)
        self.body.addWidget(self.question)
        self.body.addStretch(1)
        self.allow_undo("")

    @property
    def missing(self) -> str:
        """Why nothing can be taken back just now; empty when something can."""
        return self._why_not or ("" if self._last_own() else "Aucune saisie à annuler.")

    def show_lines(self, rows: tuple[KeyedRow, ...]) -> None:
        """Show the newest lines, the newest first; one that is new flies in."""
        lines = tuple(keyed(row) for row in rows)
        known = {line.id for line in self._lines}
        new = [line for line in lines if line.id not in known] if self._lines else []
        self._lines = lines
        self._clear()
        for line in lines:
            widget = KeyedLine(line)
            self._shown.append(widget)
            self._list.addWidget(widget)
            if line in new:
                widget.fly_in()
        self._empty.setVisible(not lines)
        self._tell()

    def forget(self) -> None:
        """Another batch: nothing is known of its lines yet."""
        self._lines = ()
        self.question.hide()
        self._clear()
        self._tell()

    def allow_undo(self, reason: str) -> None:
        """Taking back is off while there is a reason why not."""
        self._why_not = reason
        self._tell()

    def ask(self) -> None:
        """Ask, in place, whether to take back one's own last line."""
        line = self._last_own()
        if line is None or self._why_not:
            return
        self._asked = line
        self.undo.hide()
        self.question.ask(f"Annuler la saisie de {line.ref}, {line.name}, {line.right}\u00a0?")

    def text(self) -> str:
        """All the lines, for a screen reader and for tests."""
        return "\n".join(line.accessibleName() for line in self._shown)

    def _last_own(self) -> Keyed | None:
        return next((line for line in self._lines if not line.is_void and line.operator == self._who.name), None)

    def _reverse(self) -> None:
        line = self._asked
        if line is None:
            return
        self._close()
        undo = self._undoing[line.what]
        self._gesture.send(
            lambda key: undo(self._who, key, line.row_id),
            lambda _: self.undone.emit(line),
            self._desk.tell,
            (line.what, line.row_id),
        )

    def _close(self) -> None:
        self.question.hide()
        self.undo.show()
        self.left.emit()

    def _tell(self) -> None:
        allow(self.undo, self.missing)

    def _clear(self) -> None:
        for line in self._shown:
            put_away(self._list, line)
        self._shown.clear()
