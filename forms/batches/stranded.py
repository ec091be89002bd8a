"""Coupons that were put aside on this workstation, in batches in which nothing is keyed any more."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout

from backoffice.domain.batch import Batch
from backoffice.domain.errors import RuleBroken
from backoffice.domain.people import Actor
from backoffice.french.batch_words import BATCH_STATES, invoice_mode
from backoffice.french.counted import counted
from backoffice.french.figures import short_date
from backoffice.services.keying.asides import Asides, Stranded
from forms.batches.table import STATE_TONES
from forms.kit.buttons import button
from forms.kit.fields import Field
from forms.kit.gesture import Gesture
from forms.kit.icons import Icon
from forms.kit.labels import Words
from forms.kit.panels import Card, Choice, put_away
from forms.kit.strip import Strip
from forms.kit.table import Table
from forms.kit.table_model import Column
from forms.kit.tasks import TaskRunner
from forms.kit.tokens import SPACE, Tone, scaled
from forms.kit.wording.sentences import sentence, typeset

_UNSEEN = "n'est plus à vous"
_OFFERED = 4
_ROWS_HEIGHT = 130


def told(stranded: Sequence[Stranded]) -> str:
    """Which coupons they are, and of which batches."""
    one = len(stranded) == 1
    them = " ; ".join(f"{each.entry.title or 'sans référence'}, lot {_number(each)}" for each in stranded)
    where = "est dans un lot qui n'est plus ouvert" if one else "sont dans des lots qui ne sont plus ouverts"
    return typeset(f"{counted(len(stranded), 'coupon')} de côté sur ce poste {where} : {them}.")


class StrandedCard(Card):
    """Takes such a coupon up in an open batch, or gives it up with a word.

    Signals:
        taken_up: a coupon is in an open batch now; bears the batch and the coupon's key.
        given_up: a coupon is kept no more; bears its key.
        left: *Fermer*.
    """

    taken_up = Signal(object, object)
    given_up = Signal(object)
    left = Signal()

    def __init__(self, asides: Asides, runner: TaskRunner, who: Actor) -> None:
        super().__init__("Coupons mis de côté dans un lot qui n'est plus ouvert")
        self._asides = asides
        self._who = who
        self._gesture = Gesture(runner, self)
        self._shown: Stranded | None = None
        self._home: Choice[Batch] | None = None
        self._table = _table()
        self._homes = QVBoxLayout()
        self._no_home = Words(tone=Tone.WARNING)
        self._why = Field("Pourquoi l'abandonner", str.strip, required=True)
        self._notice = Strip()
        self._table.current.connect(self._show_homes)
        self._table.chosen.connect(lambda _: self.take_up())
        self._why.committed.connect(self.give_up)
        self._lay_out()

    def show_rows(self, stranded: Sequence[Stranded]) -> None:
        """Show these coupons; the first is the current one, unless the one that was is among them."""
        self._table.show_rows(stranded)
        self._show_homes(self._table.current_row())

    def begin(self) -> None:
        """Put the focus where the work begins."""
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_up(self) -> None:
        """⏎ *Reprendre* in the batch that is chosen."""
        row, home = self._shown, self._home
        if row is None or home is None:
            QApplication.beep()
            return
        batch, key = home.value(), row.entry.key
        self._gesture.send(
            lambda _: self._asides.take_up(self._who, row, batch),
            lambda _: self.taken_up.emit(batch, key),
            lambda error: self._notice.error(sentence(error)),
        )

    def give_up(self) -> None:
        """*Abandonner*, with a word."""
        row, why = self._shown, self._why.text()
        if row is None:
            return
        if self._why.check():
            self._gesture.send(
                lambda key: self._asides.give_up(self._who, key, row, why),
                lambda _: self._gave_up(row),
                self._refused,
            )
        else:
            self._why.take_focus()

    def leave(self) -> None:
        """*Fermer*: they stay where they are."""
        self.left.emit()

    def _gave_up(self, row: Stranded) -> None:
        self._why.clear()
        self.given_up.emit(row.entry.key)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, RuleBroken):
            self._why.show_error(sentence(error))
            self._why.take_focus()
        else:
            self._notice.error(sentence(error))

    def _show_homes(self, row: Stranded | None) -> None:
        self._shown = row
        self._notice.hide()
        if self._home is not None:
            put_away(self._homes, self._home)
            self._home = None
        if row is not None and row.homes:
            self._home = Choice("Reprendre dans le lot", {home: _home(home) for home in row.homes[:_OFFERED]})
            self._home.committed.connect(self.take_up)
            self._homes.addWidget(self._home)
            segments = self._home.findChildren(QPushButton)
            for before, after in pairwise((self._table, *segments)):
                self.setTabOrder(before, after)
        self._no_home.setVisible(row is not None and not row.homes)
        if row is not None and row.batch is not None:
            kind = f"{row.batch.kind.value} {invoice_mode(with_invoice=row.batch.with_invoice)}"
            self._no_home.setText(typeset(f"Aucun lot {kind} n'est ouvert : ouvrez-en un (Échap, puis N)."))
        else:
            self._no_home.setText(typeset("Aucun lot n'est ouvert : ouvrez-en un (Échap, puis N)."))

    def _lay_out(self) -> None:
        self._table.setFixedHeight(scaled(_ROWS_HEIGHT))
        self._no_home.setWordWrap(True)
        self._homes.addWidget(self._no_home)
        take = button("Reprendre", self.take_up, Icon.UNDO, primary=True)
        taking, giving = QHBoxLayout(), QHBoxLayout()
        taking.addLayout(self._homes, 1)
        taking.addWidget(take, 0, Qt.AlignmentFlag.AlignBottom)
        giving.addWidget(self._why, 1)
        for words, act in (("Abandonner", self.give_up), ("Fermer", self.leave)):
            giving.addWidget(button(words, act), 0, Qt.AlignmentFlag.AlignBottom)
        for line in (taking, giving):
            line.setSpacing(SPACE)
        self.body.addWidget(self._table)
        self.body.addLayout(taking)
        self.body.addLayout(giving)
        self.body.addWidget(self._notice)


def _table() -> Table[Stranded]:
    columns: tuple[Column[Stranded], ...] = (
        Column("Coupon", lambda row: row.entry.title or "sans référence", width=240, stretch=True),
        Column("Client", _name, width=200),
        Column("Lot", _number, width=104),
        Column(
            "État",
            lambda row: BATCH_STATES[row.batch.state] if row.batch else _UNSEEN,
            width=110,
            tone=lambda row: STATE_TONES[row.batch.state] if row.batch else Tone.MUTED,
            chip=True,
        ),
    )
    return Table("Coupons de lots clos", columns, "", key=lambda row: row.entry.key)


def _name(row: Stranded) -> str:
    return row.entry.dossier.client.name if row.entry.dossier else "à chercher"


def _number(row: Stranded) -> str:
    return row.batch.number if row.batch else _UNSEEN


def _home(batch: Batch) -> str:
    return f"{batch.number} · {short_date(batch.arrival_date)}"
