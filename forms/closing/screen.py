"""Clôture: the four steps from an open batch to one that never changes again (B-04 to B-06)."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout
from typing_extensions import override

from backoffice.domain.batch import Batch, BatchState
from backoffice.domain.people import Actor, Right
from backoffice.french.batch_words import BATCH_STATES, invoice_mode
from backoffice.french.counted import counted
from backoffice.french.figures import euros, short_date
from forms.batches.table import STATE_TONES
from forms.closing.close_page import ClosePage
from forms.closing.closing_progress import ClosingProgress, ClosingServices, ClosingStep, read_standing
from forms.closing.page import ClosingPage, ClosingTools
from forms.closing.preclose_page import PreclosePage
from forms.closing.print_page import PrintPage
from forms.closing.stepper import Stepper
from forms.closing.tape_page import TapePage
from forms.kit.keys import KeyHint
from forms.kit.labels import Chip, Words
from forms.kit.screen import Screen
from forms.kit.screen_tools import ScreenTools
from forms.kit.strip import Strip
from forms.kit.tokens import MARGIN, ROOM, Tone
from forms.kit.wording.sentences import sentence

_LEAVE = "Esc"


class ClosingScreen(Screen):
    """One batch and how far its closing is. A closed batch can be looked at, and its slip printed again.

    Signals:
        back: the batch is still open, and is to be keyed in again; bears it.
        closed: the batch is closed for good; bears it.
        left: the operator is done with this batch.
    """

    back = Signal(object)
    closed = Signal(object)
    left = Signal()

    def __init__(
        self, services: ClosingServices, desk: ScreenTools, who: Actor, why_not: Callable[[Right], str]
    ) -> None:
        """Make the screen, without a batch so far.

        Args:
            services: those of the closing, and the papers.
            desk: what the window lends.
            who: who is at work.
            why_not: why the role lacks a right, a whole sentence; empty where it has it.
        """
        super().__init__()
        self._desk = desk
        self._tools = ClosingTools(services, desk, who, why_not(Right.KEY))
        self._batch: Batch | None = None
        self._standing: ClosingProgress | None = None
        self._front = ClosingStep.PRECLOSE
        self._number = Words(role="title")
        self._about = Words(tone=Tone.MUTED)
        self._sums = Words(role="strong")
        self._chip = Chip()
        self._stepper = Stepper()
        self._notice = Strip()
        self._tape = TapePage(self._tools)
        self._print = PrintPage(self._tools)
        self._close = ClosePage(self._tools)
        self._pages: dict[ClosingStep, ClosingPage] = {
            ClosingStep.PRECLOSE: PreclosePage(self._tools),
            ClosingStep.TAPE: self._tape,
            ClosingStep.PRINT: self._print,
            ClosingStep.CLOSE: self._close,
        }
        self._stack = QStackedWidget()
        self._connect()
        self._lay_out()

    def show_batch(self, batch: Batch) -> None:
        """Take up `batch`, at the first step that it still needs."""
        self._batch = batch
        self._standing = None
        self._notice.hide()
        self._sums.clear()
        self._stepper.hide()
        self._stack.hide()
        self._show_head(batch)
        self.hints_changed.emit()
        self._reload()

    @override
    def unsaved(self) -> str:
        return "Une bande chèque n'est pas enregistrée : elle serait à retaper." if self._tape.is_unsaved else ""

    @override
    def enter(self) -> None:
        self.setFocus()
        if self._standing is not None:
            self._pages[self._front].begin()
        self._reload()

    @override
    def hints(self) -> Sequence[KeyHint]:
        keys = () if self._standing is None else self._pages[self._front].hints()
        if any(hint.key == _LEAVE for hint in keys):
            return keys
        return (*keys, KeyHint(_LEAVE, "Retour à la saisie" if self._is_to_key() else "Retour aux lots", self._leave))

    def _leave(self) -> None:
        if self._is_to_key():
            self.back.emit(self._batch)
        else:
            self.left.emit()

    def _is_to_key(self) -> bool:
        """Whether the batch in front can still be keyed in by who is at work."""
        opened = self._standing is not None and self._standing.batch.state is BatchState.OPEN
        return opened and not self._tools.may_not

    def _reload(self) -> None:
        if self._batch is not None:
            batch_id, services, who = self._batch.id, self._tools.services, self._tools.who
            self._desk.runner.run(lambda: read_standing(services, who, batch_id), self._show_standing, self._say, self)

    def _show_standing(self, standing: ClosingProgress) -> None:
        if self._batch is None or standing.batch.id != self._batch.id:
            return  # the answer for a batch that was in front before
        before, self._standing = self._standing, standing
        self._stepper.show()
        self._stack.show()
        self._show_head(standing.batch)
        row = standing.row
        sums = [counted(row.cheques, "chèque"), euros(row.amount)]
        self._sums.say(" · ".join(sums + [f"{counted(row.mail, 'courrier')} sans chèque"] * bool(row.mail)))
        for page in self._pages.values():
            page.show_standing(standing)
        if before is None or standing.why_not(self._front) or self._leads_on(before, standing):
            self._go(standing.next_step())
        else:
            self._stepper.show_standing(standing, self._front)
            self.hints_changed.emit()

    def _leads_on(self, before: ClosingProgress, after: ClosingProgress) -> bool:
        """Whether the step in front is newly done. The paper stays in sight after *Imprimer*."""
        front = self._front
        return front is not ClosingStep.PRINT and after.is_done(front) and not before.is_done(front)

    def _go(self, step: ClosingStep) -> None:
        self._front = step
        self._stack.setCurrentWidget(self._pages[step])
        if self._standing is not None:
            self._stepper.show_standing(self._standing, step)
        if self.isVisible():  # an answer that comes late must not take the focus from the screen in front
            self._pages[step].begin()
        self.hints_changed.emit()

    def _choose(self, step: ClosingStep) -> None:
        self._notice.hide()
        self._go(step)

    def _refused(self, error: Exception) -> None:
        self._say(error)
        self._reload()

    def _say(self, error: Exception) -> None:
        self._notice.error(sentence(error))

    def _recorded(self) -> None:
        self._notice.hide()
        self._reload()

    def _show_head(self, batch: Batch) -> None:
        self._number.say(f"Lot {batch.number}")
        mode = invoice_mode(with_invoice=batch.with_invoice)
        day = short_date(batch.arrival_date)
        self._about.say(f"{batch.kind.value} · {mode} · arrivé le {day} · {batch.operator}", Tone.MUTED)
        self._chip.say(BATCH_STATES[batch.state], STATE_TONES[batch.state])

    def _connect(self) -> None:
        self._stepper.chosen.connect(self._choose)
        self._print.onward.connect(lambda: self._choose(ClosingStep.CLOSE))
        self._close.closed.connect(self.closed)
        for page in self._pages.values():
            page.changed.connect(self._recorded)
            page.refused.connect(self._refused)
            page.hints_changed.connect(self.hints_changed)
            self._stack.addWidget(page)

    def _lay_out(self) -> None:
        self._about.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(ROOM)
        head.addWidget(self._number)
        head.addWidget(self._about, 1)
        head.addWidget(self._sums)
        head.addWidget(self._chip)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, ROOM, MARGIN, ROOM)
        whole.setSpacing(ROOM)
        whole.addLayout(head)
        whole.addWidget(self._stepper)
        whole.addWidget(self._notice)
        whole.addWidget(self._stack, 1)
        whole.addStretch(0)
