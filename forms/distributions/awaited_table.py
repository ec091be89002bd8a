"""The table of the payments that wait: Space ticks, a digit says that another amount came."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from backoffice.domain.group import Distribution
from backoffice.french.account_words import PAID_WITH
from backoffice.french.figures import amount
from forms.distributions.awaited_payments import AwaitedPayment
from forms.distributions.words import difference
from forms.kit.icons import Icon
from forms.kit.table import Table
from forms.kit.table_model import Align, AmountCell, Column
from forms.kit.tokens import Tone

_NONE = "Aucun paiement n'attend.\nLa distribution peut être validée ainsi : elle ne prendra plus de commande."
_RECEIVED = "Reçu"


class AwaitedTable(Table[AwaitedPayment]):
    """The payments, each with what was announced and what came. What is typed as received ticks its payment.

    Signals:
        turned: other payments are ticked.
    """

    turned = Signal()

    def __init__(self, of: Callable[[], Distribution | None]) -> None:
        """Make an empty table; `of` is the distribution in hand: payments left over from another say so."""
        columns: tuple[Column[AwaitedPayment], ...] = (
            Column(
                "Pointé",
                lambda row: "✓" if row.ticked else "",
                value=lambda row: row.ticked,
                width=74,
                align=Align.CENTRE,
                tone=lambda _: Tone.OK,
                spoken=lambda row: "pointé" if row.ticked else "non pointé",
            ),
            Column("N°", lambda row: row.payment.member.number, value=_number, width=66),
            Column("Adhérent", lambda row: row.payment.member.name, width=170, stretch=True),
            Column("Paiement", lambda row: PAID_WITH[row.payment.method], width=124),
            Column("N° du chèque", lambda row: row.payment.cheque_number, width=112),
            Column(
                "Annoncé",
                lambda row: amount(row.payment.expected),
                value=lambda row: row.payment.expected,
                align=Align.RIGHT,
                width=96,
            ),
            Column(
                _RECEIVED,
                lambda row: amount(row.received) if row.ticked else "–",
                value=lambda row: row.received,
                align=Align.RIGHT,
                width=110,
                edit=AmountCell(lambda row: row.received, AwaitedPayment.receiving, lambda _: True),
            ),
            Column(
                "Écart",
                lambda row: difference(row.over) if row.ticked else "",
                value=lambda row: row.over,
                align=Align.RIGHT,
                width=100,
                tone=lambda _: Tone.WARNING,
                icon=lambda row: Icon.WARNING if row.ticked and row.over else None,
            ),
            Column("Donné pour", lambda row: _other(row, of()), width=110, tone=lambda _: Tone.MUTED),
        )
        super().__init__("Paiements à valider", columns, _NONE, key=lambda row: row.payment.id)
        QShortcut(QKeySequence(Qt.Key.Key_Space), self, context=Qt.ShortcutContext.WidgetShortcut).activated.connect(
            self.turn_selected
        )

    def turn(self, row: AwaitedPayment, *, ticked: bool) -> None:
        """Tick a payment, or take the tick away."""
        self.replace(row, row.turned(ticked=ticked))
        self.turned.emit()

    def turn_all(self) -> None:
        """Tick all of them; none, where all are."""
        self._turn_among(self.rows)

    def turn_selected(self) -> None:
        """Tick all that are selected, or none of them where all are; one alone leads on to the next."""
        rows = self.selected_rows()
        if len(rows) != 1:
            self._turn_among(rows)
            return
        self.turn(rows[0], ticked=not rows[0].ticked)
        place = self.currentIndex().row() + 1
        self.setCurrentIndex(self.model().index(min(place, len(self.rows) - 1), 0))

    def edit_received(self) -> None:
        """Ask for what came of the current payment."""
        place = [column.title for column in self.columns].index(_RECEIVED)
        index = self.model().index(self.currentIndex().row(), place)
        self.setFocus()
        self.setCurrentIndex(index)
        self.edit(index)

    def _turn_among(self, rows: Sequence[AwaitedPayment]) -> None:
        ticked = not all(row.ticked for row in rows)
        turned = {row.payment.id for row in rows}
        self.show_rows([row.turned(ticked=ticked) if row.payment.id in turned else row for row in self.rows])
        self.turned.emit()


def _number(row: AwaitedPayment) -> tuple[int, str]:
    return len(row.payment.member.number), row.payment.member.number


def _other(row: AwaitedPayment, distribution: Distribution | None) -> str:
    own = distribution is not None and row.payment.distribution_id == distribution.id
    return "" if own else row.payment.distribution_title
