"""*Dernières saisies*: the newest lines of the batch, and taking back one's own last one."""

from functools import partial
from uuid import uuid4

from PySide6.QtCore import QPropertyAnimation, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from backoffice.domain.money import ZERO
from backoffice.domain.people import Actor
from backoffice.domain.rows import ReceiptRow
from backoffice.french.figures import euros
from backoffice.services.corrections import Corrections
from forms.coupon.answer import Question
from forms.kit.buttons import allow, button
from forms.kit.desk import Desk
from forms.kit.icons import Icon
from forms.kit.labels import Words
from forms.kit.panels import Card
from forms.kit.tokens import GAP, SPACE, Tone

_FLIGHT = 220
"""Milliseconds that a new line takes to arrive."""
_FREE = 16_777_215
"""Qt's own greatest height: none."""


class LastLines(Card):
    """Shows the last five lines.

    Signals:
        undone: a line was taken back; bears the line.
        left: the question is answered: the focus goes back to the coupon.

    Attributes:
        undo: *Annuler ma dernière saisie*.
        question: whether that is meant.
    """

    undone = Signal(object)
    left = Signal()

    def __init__(self, corrections: Corrections, desk: Desk, who: Actor) -> None:
        super().__init__("Dernières saisies")
        self._corrections = corrections
        self._desk = desk
        self._who = who
        self._lines: tuple[ReceiptRow, ...] = ()
        self._shown: list[_Line] = []
        self._why_not = ""
        self._key = uuid4()
        self._asked: ReceiptRow | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(GAP)
        self._empty = Words("Rien n'est encore saisi dans ce lot.", tone=Tone.MUTED)
        self._empty.setWordWrap(True)
        self.undo = button("Annuler ma dernière saisie", self.ask, Icon.UNDO)
        self.question = Question("Annuler", "Garder")
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

    def show_lines(self, lines: tuple[ReceiptRow, ...]) -> None:
        """Show the newest lines, the newest first; one that is new flies in."""
        known = {line.id for line in self._lines}
        new = [line for line in lines if line.id not in known] if self._lines else []
        self._lines = lines
        self._clear()
        for line in lines:
            widget = _Line(line)
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
        self._asked, self._key = line, uuid4()
        self.undo.hide()
        self.question.ask(f"Annuler la saisie de {line.ref}, {line.name}, {euros(line.amount)}\u00a0?")

    def text(self) -> str:
        """All the lines, for a screen reader and for tests."""
        return "\n".join(line.accessibleName() for line in self._shown)

    def _last_own(self) -> ReceiptRow | None:
        standing = (line for line in self._lines if not line.reversed and line.reverses is None)
        return next((line for line in standing if line.operator == self._who.name), None)

    def _reverse(self) -> None:
        line = self._asked
        if line is None:
            return
        self._close()
        work = partial(self._corrections.reverse, self._who, self._key, line.id)
        self._desk.runner.run(work, lambda _: self.undone.emit(line), self._desk.tell, self)

    def _close(self) -> None:
        self.question.hide()
        self.undo.show()
        self.left.emit()

    def _tell(self) -> None:
        allow(self.undo, self.missing)

    def _clear(self) -> None:
        for line in self._shown:
            self._list.removeWidget(line)
            line.hide()  # one that the layout is about to show would become a window of its own
            line.deleteLater()
        self._shown.clear()


class _Line(QFrame):
    """One line: the client and the amount, the reference and the number; struck through once it is taken back."""

    def __init__(self, line: ReceiptRow) -> None:
        super().__init__()
        void = line.reversed or line.reverses is not None
        tone = Tone.MUTED if void else Tone.NEUTRAL
        name = Words(line.name, tone=tone)
        amount = Words(euros(line.amount), "strong", tone)
        about = Words(f"{line.ref} · n° {line.cheque_number}", "small", Tone.MUTED)
        note = Words(_note(line), "small", Tone.WARNING if void else Tone.MUTED)
        if line.reversed:
            for words in (name, amount, about):
                _strike(words)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, GAP, 0, GAP)
        whole.setSpacing(0)
        whole.addLayout(_sides(name, amount))
        whole.addLayout(_sides(about, note))
        self.setAccessibleName(f"{line.ref} · {line.name} · {euros(line.amount)} · {_note(line)}".rstrip(" ·"))

    def fly_in(self) -> None:
        """Arrive from above."""
        flight = QPropertyAnimation(self, b"maximumHeight", self)
        flight.setDuration(_FLIGHT)
        flight.setStartValue(0)
        flight.setEndValue(self.sizeHint().height())
        flight.finished.connect(lambda: self.setMaximumHeight(_FREE))
        flight.start()


def _note(line: ReceiptRow) -> str:
    if line.reverses is not None:
        return "annulation"
    if line.reversed:
        return "annulée"
    return f"dont avoir {euros(line.credit)}" if line.credit > ZERO else ""


def _sides(left: QWidget, right: QWidget) -> QHBoxLayout:
    sides = QHBoxLayout()
    sides.setSpacing(SPACE)
    sides.addWidget(left, 1)
    sides.addWidget(right, 0, Qt.AlignmentFlag.AlignRight)
    return sides


def _strike(words: Words) -> None:
    font = words.font()
    font.setStrikeOut(True)
    words.setFont(font)
