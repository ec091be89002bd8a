"""Remboursements: the credits refunded that wait for the accounts, and the lists in which they went (C-04)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.credit import RefundList, RefundListRow, RefundRow
from backoffice.domain.money import Money, total
from backoffice.domain.people import Actor
from backoffice.french.counted import counted
from backoffice.french.figures import day_of, euros, moment
from backoffice.services.undoing.credits import Credits
from forms.kit.buttons import allow, button
from forms.kit.gesture import Gesture
from forms.kit.icons import Icon
from forms.kit.keys import KeyHint
from forms.kit.labels import Words
from forms.kit.preview import Preview
from forms.kit.screen import Screen
from forms.kit.screen_tools import ScreenTools
from forms.kit.strip import Strip
from forms.kit.table import Table
from forms.kit.table_model import Align, Column
from forms.kit.tokens import MARGIN, ROOM, Tone
from forms.kit.wording.sentences import sentence, typeset
from forms.slips.papers import Draw

_NOTHING = "Aucun remboursement n'attend : il se saisit sur le compte du client."
_EMPTY = "La liste choisie se montre ici."
_WAITING = "en attente"
_SIDES = (680, 400)
"""How the width is shared at first."""
_NO_LIST = "Choisissez une liste qui est établie."

_LIST_COLUMNS: tuple[Column[RefundListRow | None], ...] = (
    Column("Liste", lambda row: _WAITING if row is None else row.number, width=130),
    Column("Établie", lambda row: "" if row is None else moment(row.made_at), width=144),
    Column("Par", lambda row: "" if row is None else row.operator, width=90, stretch=True),
    Column("Nombre", lambda row: "" if row is None else str(row.count), align=Align.RIGHT, width=76),
    Column(
        "Montant",
        lambda row: "" if row is None else euros(row.amount),
        value=lambda row: Money(0) if row is None else row.amount,
        align=Align.RIGHT,
        width=110,
    ),
)
_REFUND_COLUMNS: tuple[Column[RefundRow], ...] = (
    Column("Saisi", lambda row: day_of(row.recorded_at), value=lambda row: row.recorded_at, width=92),
    Column("Référence", lambda row: str(row.ref), width=122),
    Column("Nom", lambda row: row.name, width=120),
    Column("Motif", lambda row: row.reason, width=90, stretch=True),
    Column("Par", lambda row: row.operator, width=80),
    Column("Montant", lambda row: euros(row.amount), value=lambda row: row.amount, align=Align.RIGHT, width=92),
)


class RefundsScreen(Screen):
    """The first row is what waits; below are the refunds of the row chosen, and beside them the paper of a list."""

    def __init__(self, credits_: Credits, draw: Draw, desk: ScreenTools, who: Actor) -> None:
        super().__init__()
        self._credits = credits_
        self._draw = draw
        self._desk = desk
        self._who = who
        self._waiting: tuple[RefundRow, ...] = ()
        self._gesture = Gesture(desk.runner, self)
        self._notice = Strip()
        self.lists: Table[RefundListRow | None] = Table(
            "Listes de remboursements", _LIST_COLUMNS, "", key=lambda row: 0 if row is None else row.id
        )
        self.refunds = Table("Remboursements", _REFUND_COLUMNS, typeset(_NOTHING), key=lambda row: row.id)
        self._told = Words(tone=Tone.MUTED)
        self.make = button("Établir la liste", self._make, Icon.SLIPS, primary=True)
        self.preview = Preview(desk, _EMPTY)
        self._connect()
        self._lay_out()

    @override
    def hints(self) -> Sequence[KeyHint]:
        nothing = "" if self.refunds.rows else typeset(_NOTHING)
        no_list = "" if self.lists.current_row() is not None else _NO_LIST
        return (
            KeyHint("F5", "Actualiser", self.enter),
            KeyHint("F6", "Établir la liste", self._make, "" if self._waiting else typeset(_NOTHING)),
            KeyHint("Ctrl+P", "Imprimer", self.preview.print_paper, no_list),
            KeyHint("Ctrl+S", "Enregistrer…", self.preview.save_paper, no_list),
            KeyHint("Ctrl+E", "Classeur…", self.refunds.export_asked.emit, nothing),
        )

    @override
    def enter(self) -> None:
        self.lists.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read(None)

    def _read(self, made: RefundListRow | None) -> None:
        """Read all again; `made` is the list to show, else what is in sight stays."""

        def read() -> tuple[tuple[RefundRow, ...], tuple[RefundListRow, ...]]:
            return self._credits.refunds_waiting(self._who), self._credits.refund_lists(self._who)

        self._desk.runner.run(read, lambda found: self._show(*found, made), self._refused, self)

    def _show(
        self, waiting: tuple[RefundRow, ...], lists: tuple[RefundListRow, ...], made: RefundListRow | None
    ) -> None:
        self._waiting = waiting
        self.lists.show_rows((None, *lists))
        if made is not None:
            self.lists.select(made)
        amount = total(row.amount for row in waiting)
        self._told.setText(f"En attente : {counted(len(waiting), 'remboursement')} · {euros(amount)}")
        self._choose()

    def _choose(self) -> None:
        chosen = self.lists.current_row()
        allow(self.make, "" if self._waiting else typeset(_NOTHING))
        self.preview.clear()
        if chosen is None:
            self.refunds.show_rows(self._waiting)
        else:

            def read() -> tuple[RefundList, bytes]:
                found = self._credits.refund_list(self._who, chosen.id)
                return found, self._draw(found)

            self._desk.runner.run(read, lambda drawn: self._show_list(*drawn), self._refused, self)
        self.hints_changed.emit()

    def _show_list(self, found: RefundList, paper: bytes) -> None:
        chosen = self.lists.current_row()
        if chosen is not None and chosen.id == found.row.id:
            self.refunds.show_rows(found.refunds)
            self.preview.show_paper(paper, found.row.number)
            self.hints_changed.emit()

    def _make(self) -> None:
        if self._waiting:
            self._notice.hide()
            self._gesture.send(lambda key: self._credits.list_refunds(self._who, key), self._made, self._refused)

    def _made(self, made: RefundList) -> None:
        told = (
            f"Liste {made.row.number} établie : {counted(made.row.count, 'remboursement')}, {euros(made.row.amount)}."
        )
        self._desk.strip.ok(typeset(told))
        self._read(made.row)

    def _refused(self, error: Exception) -> None:
        self._notice.error(sentence(error))

    def _connect(self) -> None:
        self.lists.current.connect(self._choose)
        self.preview.failed.connect(self._refused)
        self._desk.serve(self.refunds, "Remboursements")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(MARGIN)
        head.addWidget(Words("Remboursements d'avoirs", "title"))
        head.addWidget(self._told, 1)
        head.addWidget(self.make)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ROOM)
        column.addWidget(self.lists, 2)
        column.addWidget(self.refunds, 3)
        sides = QSplitter()
        sides.setChildrenCollapsible(False)
        sides.setHandleWidth(ROOM)
        sides.addWidget(left)
        sides.addWidget(self.preview)
        sides.setSizes(_SIDES)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, ROOM, MARGIN, ROOM)
        whole.setSpacing(ROOM)
        whole.addLayout(head)
        whole.addWidget(self._notice)
        whole.addWidget(sides, 1)
