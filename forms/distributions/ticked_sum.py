"""The sum of the payments that are ticked in *À valider*, and what is left open."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from backoffice.domain.money import Money, total
from backoffice.french.counted import counted
from backoffice.french.figures import euros, signed_euros
from forms.distributions.awaited_payments import AwaitedPayment, differences
from forms.kit.labels import Words
from forms.kit.tokens import GAP, MARGIN, Tone


class TickedSum(QWidget):
    """Four figures."""

    def __init__(self) -> None:
        super().__init__()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(MARGIN)
        self._ticked = self._figure("Pointé")
        self._received = self._figure("Reçu")
        self._over = self._figure("Écart")
        self._open = self._figure("Reste en attente")
        self._line.addStretch(1)

    def show_rows(self, rows: Sequence[AwaitedPayment]) -> None:
        """Add up."""
        came, left = [row for row in rows if row.ticked], [row for row in rows if not row.ticked]
        differing = differences(came)
        over = total(each.over for each in differing)
        self._ticked.say(f"{len(came)} sur {len(rows)}")
        self._received.say(euros(total(row.received for row in came)))
        self._over.say(
            f"{signed_euros(over)} · {counted(len(differing), 'ligne')}" if differing else "aucun",
            Tone.WARNING if differing else Tone.NEUTRAL,
        )
        self._open.say(_left([row.payment.expected for row in left]), Tone.WARNING if left else Tone.NEUTRAL)

    def _figure(self, label: str) -> Words:
        column = QVBoxLayout()
        column.setSpacing(GAP)
        value = Words(role="strong")
        column.addWidget(Words(label, "label"))
        column.addWidget(value)
        self._line.addLayout(column)
        return value


def _left(amounts: Sequence[Money]) -> str:
    return f"{len(amounts)} · {euros(total(amounts))}" if amounts else "rien"
