"""*Lots*: the screen on which batches are opened, listed and resumed."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout
from typing_extensions import override

from backoffice.domain.batch import Batch, BatchState
from backoffice.domain.batch_rows import BatchRow
from backoffice.domain.people import Actor, Right
from backoffice.domain.unread_files import UnreadFile
from backoffice.services.batches.batches import Batches
from backoffice.services.keying.asides import Asides, Stranded
from forms.batches.opening import BatchOpening
from forms.batches.stranded import StrandedCard, told
from forms.batches.table import batch_table, totals
from forms.kit.buttons import allow, button
from forms.kit.icons import Icon
from forms.kit.keys import KeyHint, is_written
from forms.kit.labels import Words
from forms.kit.panels import Choice, put_away
from forms.kit.screen import Screen
from forms.kit.screen_tools import ScreenTools
from forms.kit.strip import Action, Strip
from forms.kit.tokens import MARGIN, ROOM, Tone
from forms.kit.trade_fields import DateField
from forms.kit.wording.kept_words import unread

_ASTRAY = "Rien ne se tape dans cette liste\u00a0: ⏎ reprend le lot, où se tapent les références."
_STATES = {
    frozenset[BatchState](): "Tous",
    frozenset({BatchState.OPEN}): "Ouverts",
    frozenset({BatchState.PRECLOSED}): "Préclos",
    frozenset({BatchState.CLOSED}): "Clos",
}


class BatchesScreen(Screen):
    """The batches that the operator may see, and the form that opens one.

    Signals:
        resumed: the batch is open and is to be keyed in; bears it.
        closing_asked: the batch is pre-closed and is to be closed, or can only be looked at; bears it.
        taken_up: a coupon that was aside in a closed batch is to be keyed in an open one; bears the batch and its key.
        given_up: such a coupon is kept no more; bears its key.
    """

    resumed = Signal(object)
    closing_asked = Signal(object)
    taken_up = Signal(object, object)
    given_up = Signal(object)

    def __init__(
        self,
        batches: Batches,
        asides: Asides,
        desk: ScreenTools,
        who: Actor,
        why_not: Callable[[Right], str],
        today: Callable[[], date],
    ) -> None:
        """Make the screen.

        Args:
            batches: lists and opens.
            asides: what this workstation keeps of batches that are not open any more.
            desk: what the window lends.
            who: who is at work.
            why_not: why the role lacks a right, a whole sentence; empty where it has it.
            today: the present day in the office.
        """
        super().__init__()
        self._batches = batches
        self._asides = asides
        self._desk = desk
        self._who = who
        self._why_not_key = why_not(Right.KEY)
        self._today = today
        self._opening: BatchOpening | StrandedCard | None = None
        self._stranded: tuple[Stranded, ...] = ()
        self._left_behind, self._unread = Strip(), Strip()
        self._astray = False
        self._open = button("Ouvrir un lot", self._show_opening, Icon.PLUS, primary=True)
        self._whose = Choice("Ouverts par", {False: "Tous", True: "Moi"})
        if why_not(Right.SEE_ALL_BATCHES):
            self._whose.hide()
        self._state = Choice("État", _STATES)
        self._day = DateField("Arrivés le", today())
        self._table = batch_table()
        self._totals = Words(role="strong")
        self._set_up()
        self._lay_out()

    @override
    def hints(self) -> Sequence[KeyHint]:
        if isinstance(self._opening, StrandedCard):
            return (
                KeyHint("F6", "Reprendre", self._opening.take_up),
                KeyHint("F8", "Abandonner", self._opening.give_up),
                KeyHint("Esc", "Fermer", self._opening.leave),
            )
        if self._opening is not None:
            return (
                KeyHint("F6", "Enregistrer", self._opening.save),
                KeyHint("Esc", "Ne pas ouvrir", self._opening.give_up),
            )
        why_not = self._why_not_key
        return (
            KeyHint("N", "Ouvrir un lot", self._show_opening, why_not),
            *((KeyHint("F4", "Coupons de côté", self._show_stranded),) if self._stranded else ()),
            KeyHint("F5", "Actualiser", self._reload),
        )

    @override
    def enter(self) -> None:
        self._astray = False
        self._reload()
        if self._opening is None:
            self._table.setFocus()
        else:
            self._opening.begin()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A reference typed here is for no field: that is said, and the Enter at its end resumes no batch."""
        if is_written(event):
            self._astray = True
            QApplication.beep()
            self._desk.strip.warning(_ASTRAY)
        super().keyPressEvent(event)

    def _reload(self) -> None:
        mine, states, day = self._whose.value(), self._state.value(), self._day.value()
        self._desk.runner.run(
            lambda: self._batches.listing(self._who, mine=mine, states=states, arrival_date=day),
            self._show_rows,
            self._desk.tell,
            self,
        )
        if not self._why_not_key:
            self._desk.runner.run(self._look_aside, self._tell_aside, self._desk.tell, self)

    def _look_aside(self) -> tuple[tuple[Stranded, ...], tuple[UnreadFile, ...]]:
        return self._asides.stranded(self._who), self._asides.unread()

    def _tell_aside(self, found: tuple[tuple[Stranded, ...], tuple[UnreadFile, ...]]) -> None:
        self._stranded, files = found
        if files:
            self._unread.error(unread(files))
        card = self._opening
        if isinstance(card, StrandedCard) and self._stranded:
            card.show_rows(self._stranded)
        elif isinstance(card, StrandedCard):
            self._close_opening()
        self._tell_left_behind()
        self.hints_changed.emit()

    def _tell_left_behind(self) -> None:
        """Which coupons wait, unless they are listed just now."""
        if self._stranded and not isinstance(self._opening, StrandedCard):
            self._left_behind.warning(told(self._stranded), Action("Les reprendre (F4)", self._show_stranded))
        else:
            self._left_behind.hide()

    def _show_rows(self, rows: Sequence[BatchRow]) -> None:
        self._table.show_rows(rows)
        self._totals.say(totals(rows))

    def _day_typed(self) -> None:
        if self._day.value() is not None or not self._day.text().strip():
            self._reload()

    def _choose(self, row: BatchRow) -> None:
        was_astray, self._astray = self._astray, False
        if was_astray:
            QApplication.beep()
            return
        keys = row.batch.state is BatchState.OPEN and not self._why_not_key
        (self.resumed if keys else self.closing_asked).emit(row.batch)

    def _show_opening(self) -> None:
        if self._opening is not None:
            return
        card = BatchOpening(self._batches, self._desk.runner, self._who, self._today())
        card.opened.connect(self._opened)
        card.given_up.connect(self._close_opening)
        self._put_in(card)

    def _show_stranded(self) -> None:
        """F4: take up the coupons of closed batches, or give them up."""
        if self._opening is not None or not self._stranded:
            return
        card = StrandedCard(self._asides, self._desk.runner, self._who)
        card.taken_up.connect(self._take_up)
        card.given_up.connect(self._give_up)
        card.left.connect(self._close_opening)
        card.show_rows(self._stranded)
        self._put_in(card)
        self._tell_left_behind()

    def _take_up(self, batch: Batch, key: UUID) -> None:
        self.setFocus()  # as for a batch that is opened
        self._put_away_opening()
        self.taken_up.emit(batch, key)

    def _give_up(self, key: UUID) -> None:
        self._desk.strip.ok("Le coupon est abandonné\u00a0: le journal garde pourquoi.")
        self.given_up.emit(key)
        self._reload()

    def _put_in(self, card: BatchOpening | StrandedCard) -> None:
        self._opening = card
        self._whole.insertWidget(1, card)
        card.show()  # else Qt would show it later, and the focus with it
        card.begin()
        self.hints_changed.emit()

    def _opened(self, batch: Batch) -> None:
        # The focus stays off the table: Enter may still be held down, and would resume another batch.
        self.setFocus()
        self._put_away_opening()
        self._desk.strip.ok(f"Le lot {batch.number} est ouvert.")
        self.resumed.emit(batch)

    def _close_opening(self) -> None:
        self._put_away_opening()
        self._tell_left_behind()
        self._table.setFocus()

    def _put_away_opening(self) -> None:
        if self._opening is not None:
            put_away(self._whole, self._opening)
            self._opening = None
            self.hints_changed.emit()

    def _set_up(self) -> None:
        allow(self._open, self._why_not_key)
        self._whose.chosen.connect(self._reload)
        self._state.chosen.connect(self._reload)
        self._day.edit.textChanged.connect(self._day_typed)
        self._day.committed.connect(self._table.setFocus)
        self._table.chosen.connect(self._choose)
        self._desk.serve(self._table, "Lots")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Words("Lots", "title"), 1)
        head.addWidget(self._open)
        filters = QHBoxLayout()
        filters.setSpacing(MARGIN)
        for widget in (self._whose, self._state, self._day):
            filters.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        filters.addStretch(1)
        foot = QHBoxLayout()
        keys = Words(self._why_not_key or "⏎ reprend, clôt ou montre le lot", tone=Tone.MUTED)
        keys.setWordWrap(True)
        foot.addWidget(keys, 1)
        foot.addWidget(self._totals)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(MARGIN, ROOM, MARGIN, ROOM)
        self._whole.setSpacing(ROOM)
        self._whole.addLayout(head)
        self._whole.addWidget(self._unread)
        self._whole.addWidget(self._left_behind)
        self._whole.addLayout(filters)
        self._whole.addWidget(self._table, 1)
        self._whole.addLayout(foot)
