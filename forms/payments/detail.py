"""The payment that was chosen: its lines with their timelines, its history, and what can be done with it."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from backoffice.domain.cancellation import RequestState
from backoffice.domain.cancelling_progress import CancellationState, CancellingProgress
from backoffice.domain.payments import Payment, PaymentKind, PaymentMoment, PaymentState
from backoffice.french.figures import euros
from backoffice.french.payment_words import PAYMENT_STATES
from forms.kit.buttons import allow, button
from forms.kit.icons import Icon
from forms.kit.labels import Chip, Words
from forms.kit.panels import Card
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import GAP, ROOM, ROW, Tone, scaled
from forms.kit.wording.sentences import sentence
from forms.payments.confirming import Confirming
from forms.payments.line_timelines import courses
from forms.payments.tables import ShownPaymentLine, history_table, line_table
from forms.payments.timeline import Timelines
from forms.payments.words import STATE_TONES, declined_words, event, line_state, title

_CHOOSE = "Choisissez un paiement dans la liste."
_NO_SLIP = "Ce paiement n'est encore sur aucun bordereau : il s'en imprime à la clôture du lot."
_STANDS = "La ligne d'un chèque se copie quand il est annulé."
_NOT_REFUSED = "Une ligne se redemande quand le système financier l'a refusée."
_UNDER_WAY = (CancellationState.CHECKING, CancellationState.GOING)
_BUSY = "Un travail est en cours sur ce paiement : il est bientôt là."
_CHECKING = "Annulation : le système financier dit où en sont les lignes…"
_WAITS = "Annulation : le système financier y travaille…"
_ROWS = 4
"""Rows in sight, the head included, where room lacks."""
_WHAT = 1
"""The column of the history that says what happened."""
_FEWEST, _MOST = 2, 8
"""Lines in sight."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A payment as it was read, with its cancellation in the financial system where one was asked for."""

    payment: Payment
    progress: CancellingProgress | None = None

    @property
    def under_way(self) -> bool:
        """Whether more is to come of its cancellation by itself."""
        if self.progress is None or self.progress.state not in _UNDER_WAY:
            return False
        return any(line.state is None or line.state.waits for line in self.progress.lines if not line.cancelled)


class DetailCard(Card):
    """Shows one payment, and asks for what is to be done with it.

    Signals:
        cancel_asked: *Annuler le paiement* was confirmed; bears the `CancelWhy`.
        again_asked: a refused line is to be asked for again; bears its id.
        slip_asked: *Voir le bordereau*.
        copy_asked: *Copie de la ligne*.
        changed: what can be done has changed.

    Attributes:
        lines: the instruction lines.
    """

    cancel_asked = Signal(object)
    again_asked = Signal(int)
    slip_asked = Signal()
    copy_asked = Signal()
    changed = Signal()

    def __init__(self, desk: ScreenTools) -> None:
        super().__init__()
        self._seen: Seen | None = None
        self._busy = False
        self._title = Words(role="heading")
        self._about = Words(tone=Tone.MUTED)
        self._state = Chip()
        self._waits = Words(role="small", tone=Tone.INFO)
        self._told = Words()
        self._told.setWordWrap(True)
        self.lines = line_table()
        self._timelines = Timelines()
        self._history = history_table()
        self._event = Words(role="small", tone=Tone.MUTED)
        self._event.setWordWrap(True)
        self._parts = QWidget()
        self._confirming = Confirming()
        self._cancel = button("Annuler le paiement", self.ask_to_cancel, Icon.UNDO)
        self._again = button("Redemander", self.ask_again, Icon.REFRESH)
        self._copy = button("Copie de la ligne", self.copy_asked.emit, Icon.PRINT)
        self._slip = button("Voir le bordereau", self.slip_asked.emit, Icon.SLIPS)
        self._connect(desk)
        self._lay_out()
        self.show_seen(None)

    @property
    def seen(self) -> Seen | None:
        """The payment in sight."""
        return self._seen

    @property
    def is_asking(self) -> bool:
        """Whether it waits for a yes or a no."""
        return not self._confirming.isHidden()

    def show_seen(self, seen: Seen | None) -> None:
        """Show a payment, or that none is chosen; a question about another one is withdrawn."""
        same = seen is not None and self._seen is not None and seen.payment.row.id == self._seen.payment.row.id
        if not same:
            self._confirming.hide()
        self._seen = seen
        self._show_head()
        told = courses(seen.payment, seen.progress) if seen else ()
        spoken = [course.spoken() for course in told]
        self.lines.show_rows(
            [
                ShownPaymentLine(line, line_state(seen.payment, line), spoken[at] if spoken else "")
                for at, line in enumerate(seen.payment.lines)
            ]
            if seen
            else []
        )
        self.lines.setFixedHeight(scaled(ROW) * (1 + min(max(len(self.lines.rows), _FEWEST), _MOST)) + GAP)
        self._timelines.show_courses(told)
        self._history.show_rows(seen.payment.history[::-1] if seen else [])
        self._parts.setVisible(seen is not None)
        self._follow()

    def show_busy(self, *, busy: bool) -> None:
        """Take no other work while some is in hand."""
        self._busy = busy
        if busy:
            self._confirming.hide()
        self._follow()

    def ask_to_cancel(self) -> None:
        """*Annuler le paiement*: ask first, here."""
        if self._seen is not None and not self.why_not_cancel():
            self._confirming.ask(self._seen.payment)
            self.changed.emit()

    def give_up(self) -> None:
        """Cancel nothing."""
        self._confirming.hide()
        self.lines.setFocus()
        self.changed.emit()

    def ask_again(self) -> None:
        """*Redemander* the current line."""
        line = self.lines.current_row()
        if line is not None and not self.why_not_again():
            self.again_asked.emit(line.line.id)

    def why_not_cancel(self) -> str:
        """Why the payment cannot be cancelled just now; empty where it can."""
        if self._seen is None:
            return _CHOOSE
        if self._busy:
            return _BUSY
        refusal = self._seen.payment.refusal
        return "" if refusal is None else sentence(refusal)

    def why_no_slip(self) -> str:
        """Why there is no slip to show; empty where there is."""
        if self._seen is None:
            return _CHOOSE
        if self._busy:
            return _BUSY
        return "" if self._seen.payment.slip else _NO_SLIP

    def why_no_copy(self) -> str:
        """Why there is no copy of the line; empty where there is."""
        if self._seen is None:
            return _CHOOSE
        row = self._seen.payment.row
        return "" if row.id.kind is PaymentKind.CHEQUE and row.state is PaymentState.CANCELLED else _STANDS

    def why_not_again(self) -> str:
        """Why the current line cannot be asked for again; empty where it can."""
        line = self.lines.current_row()
        asked = self._seen.progress.lines if self._seen and self._seen.progress else ()
        refused = {each.line_id for each in asked if each.state is RequestState.REFUSED and not each.cancelled}
        if line is None or line.line.id not in refused:
            return _NOT_REFUSED
        return _BUSY if self._busy else ""

    def _show_head(self) -> None:
        if self._seen is None:
            self._title.setText("")
            self._about.setText(_CHOOSE)
            self._state.hide()
            self._waits.setText("")
            self._told.hide()
            return
        row, progress = self._seen.payment.row, self._seen.progress
        self._title.setText(f"{title(row)} · {euros(row.amount)}")
        self._about.setText(f"{row.name} · {row.ref} · lot {row.batch_number}")
        self._state.say(PAYMENT_STATES[row.state], STATE_TONES[row.state])
        self._state.show()
        checking = progress is not None and progress.state is CancellationState.CHECKING
        self._waits.setText((_CHECKING if checking else _WAITS) if self._seen.under_way else "")
        declined = progress.declined if progress is not None else ()
        self._told.say(declined_words(declined) if declined else "", Tone.WARNING)
        self._told.setVisible(bool(declined))

    def _show_event(self, shown: PaymentMoment | None) -> None:
        """A step may be longer than its cell: the current one stands whole under the table."""
        told = "" if shown is None else event(shown)
        is_cut = self._history.fontMetrics().horizontalAdvance(told) + 2 * ROOM > self._history.columnWidth(_WHAT)
        self._event.setText(told if is_cut else "")
        self._event.setVisible(is_cut)

    def _follow(self) -> None:
        allow(self._cancel, self.why_not_cancel())
        allow(self._slip, self.why_no_slip())
        self._copy.setVisible(not self.why_no_copy())
        self._again.setVisible(not self.why_not_again())
        self.changed.emit()

    def _connect(self, desk: ScreenTools) -> None:
        self._confirming.meant.connect(self.cancel_asked)
        self._confirming.given_up.connect(self.give_up)
        self.lines.current.connect(self._follow)
        self._history.current.connect(self._show_event)
        desk.serve(self.lines, "Lignes du paiement")
        desk.serve(self._history, "Historique")

    def _lay_out(self) -> None:
        self._history.setMinimumHeight(scaled(_ROWS * ROW))
        self.head.addWidget(self._title)
        self.head.addWidget(self._state)
        self.head.addStretch(1)
        for made in (self._again, self._copy, self._slip, self._cancel):
            self.head.addWidget(made)
        about = QHBoxLayout()
        about.setSpacing(ROOM)
        about.addWidget(self._about)
        about.addWidget(self._waits, 1)
        left = QVBoxLayout()
        left.setSpacing(ROOM)
        left.addWidget(self.lines)
        left.addWidget(self._timelines)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(GAP)
        right.addWidget(self._history, 1)
        right.addWidget(self._event)
        sides = QHBoxLayout(self._parts)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(ROOM)
        sides.addLayout(left, 4)
        sides.addLayout(right, 3)
        self.body.addLayout(about)
        self.body.addWidget(self._told)
        self.body.addWidget(self._confirming)
        self.body.addWidget(self._parts, 1)
        self.body.addStretch(0)
