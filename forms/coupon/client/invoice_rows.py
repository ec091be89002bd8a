"""*Choix des factures en attente*: what is done with each invoice."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.cheque import Operation, RowOperation
from backoffice.domain.debit import DebitOperation
from backoffice.domain.invoices import PendingInvoice
from backoffice.domain.money import ZERO, Money
from backoffice.french.figures import amount, euros, short_date
from backoffice.french.operation_words import OPERATIONS
from backoffice.keying.entry import InvoiceLine, lines_of, settled_by
from forms.kit.icons import Icon
from forms.kit.inline_question import InlineQuestion, Notice
from forms.kit.screen_tools import ScreenTools
from forms.kit.table import Table
from forms.kit.table_model import Align, AmountCell, ChoiceCell, Column
from forms.kit.tokens import GAP, SPACE, Tone

TITLE = "Choix des factures en attente"
BY_OPERATOR = "choisi par l'opérateur"

_BY_KEY = {OPERATIONS[operation][0]: operation for operation in Operation}
"""The letter that chooses an operation on a row begins its words."""
_DEBITED, _UNPAID = "R", "S"
"""The letters on the row of a debit: what is decided for it, or *sans paiement*."""
_TONES: Mapping[Operation | DebitOperation, Tone] = {
    Operation.SETTLE: Tone.OK,
    Operation.NO_PAYMENT: Tone.NEUTRAL,
    Operation.BLANK: Tone.WARNING,
    DebitOperation.REBILL: Tone.OK,
    DebitOperation.REPRESENT: Tone.OK,
}
_PAYING = (Operation.SETTLE, *DebitOperation)
_FEWEST, _MOST = 2, 7
"""How many rows are in sight."""


class InvoiceRows(QWidget):
    """The pending invoices, each with an operation and an amount; letters choose on the current row.

    Signals:
        chosen: the operator has changed a row.
        left: on with the cheque: Enter, or Escape where there are no rows.
        forced: a row may stay *vide*.
    """

    chosen = Signal()
    left = Signal()
    forced = Signal()

    def __init__(self, desk: ScreenTools) -> None:
        super().__init__()
        self._lines: tuple[InvoiceLine, ...] = ()
        self._decided: tuple[RowOperation, ...] = ()
        self._options: dict[str, str] = {}
        self._cheque: Money | None = None
        self._offer()
        self.table = Table(TITLE, self._columns(), "", key=lambda line: line.invoice.id)
        self.question = InlineQuestion("Forcer", "Revoir la saisie")
        self.notice = Notice()
        self._has_bar = False
        self.table.horizontalScrollBar().rangeChanged.connect(self._grow)
        self.table.edited.connect(self._change)
        self.table.chosen.connect(self.left)
        self.question.accepted.connect(self.forced)
        self.question.dismissed.connect(self._review)
        desk.serve(self.table, TITLE)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        whole.addWidget(self.table)
        whole.addWidget(self.notice)
        whole.addWidget(self.question)

    @property
    def lines(self) -> tuple[InvoiceLine, ...]:
        """The invoices and what is done with them."""
        return self._lines

    def show_invoices(self, invoices: tuple[PendingInvoice, ...]) -> None:
        """Show invoices with nothing chosen yet."""
        self._decided, self._cheque = (), None
        self._offer()
        self._show(tuple(InvoiceLine(invoice) for invoice in invoices))

    def follow(self, decided: tuple[RowOperation, ...], cheque: Money | None) -> bool:
        """Fill the rows where what is decided for them, or the cheque's amount, is another; whether they were."""
        cheque = cheque if decided else None
        if (decided, cheque) == (self._decided, self._cheque):
            return False
        self._decided, self._cheque = decided, cheque
        self._offer()
        self.apply()
        return True

    def apply(self) -> None:
        """Fill the rows with what is decided; empty ones where nothing is."""
        filled = lines_of((line.invoice for line in self._lines), self._decided)
        self._show(filled)
        self.table.select(next((line for line in filled if line.operation in _PAYING), None))

    def take_up(self, lines: tuple[InvoiceLine, ...]) -> None:
        """Show lines as they were chosen before, where any was and there is a decision that they may depart from."""
        if self._decided and any(line.row for line in lines):
            self._show(lines)

    def take_focus(self) -> None:
        """Put the focus on the current row."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_messages(self) -> None:
        """What was said of the rows does not hold any more."""
        self.notice.say("")
        self.question.hide()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _show(self, lines: tuple[InvoiceLine, ...]) -> None:
        self._lines = lines
        self.clear_messages()
        self.table.show_rows(lines)
        self._fit()

    def _fit(self) -> None:
        self._has_bar = self.table.horizontalScrollBar().maximum() > 0
        self._resize()

    def _grow(self) -> None:
        """Room for the bar as soon as it is there; taken back with the next rows only.

        Taken back at once, it could bring the bar back: the page, lower, needs no bar of its own and is wider.
        """
        if not self._has_bar and self.table.horizontalScrollBar().maximum() > 0:
            self._fit()

    def _resize(self) -> None:
        header, rows = self.table.horizontalHeader(), self.table.verticalHeader()
        count = min(max(len(self._lines), _FEWEST), _MOST)
        height = header.sizeHint().height() + count * rows.defaultSectionSize() + GAP
        bar = self.table.horizontalScrollBar().sizeHint().height()
        self.table.setFixedHeight(height + (bar if self._has_bar else 0))

    def _change(self, before: InvoiceLine, after: InvoiceLine) -> None:
        if before == after:
            return
        self._lines = tuple(after if line is before or line == before else line for line in self._lines)
        self.clear_messages()
        self.chosen.emit()

    def _review(self) -> None:
        self.question.hide()
        if self._lines:
            self.take_focus()
        else:  # it was asked in a batch SANS FACTURE, which shows none
            self.left.emit()

    def _offer(self) -> None:
        """What the letters choose; the table looks here each time."""
        debits = {row.operation for row in self._decided if isinstance(row.operation, DebitOperation)}
        self._options.clear()
        if debits:
            self._options[_DEBITED] = " / ".join(OPERATIONS[operation] for operation in sorted(debits))
            self._options[_UNPAID] = OPERATIONS[Operation.NO_PAYMENT]
        else:
            self._options.update({letter: OPERATIONS[operation] for letter, operation in _BY_KEY.items()})

    def _operate(self, line: InvoiceLine, letter: str) -> InvoiceLine:
        decided = next((row for row in self._decided if row.invoice_id == line.invoice.id), None)
        if decided is not None and isinstance(decided.operation, DebitOperation):
            return lines_of((line.invoice,), (decided,))[0] if letter == _DEBITED else _unpaid(line)
        operation = _BY_KEY[letter]
        if self._cheque is None:
            self.notice.say(
                "Tapez d'abord le montant du chèque\u00a0: les lignes se remplissent d'après lui.", Tone.INFO
            )
            return line
        if operation is line.operation:
            return line
        return line.doing(operation, self._part(line, operation))

    def _part(self, line: InvoiceLine, operation: Operation) -> Money:
        """What the cheque has left for a row, for the operator to change."""
        if operation is not Operation.SETTLE or self._cheque is None:
            return ZERO
        left = self._cheque - (settled_by(self._lines) - line.amount)
        return max(min(left, line.invoice.pending), ZERO)

    def _columns(self) -> tuple[Column[InvoiceLine], ...]:
        choices = ChoiceCell(self._options, self._operate)
        part = AmountCell(lambda line: line.amount, _paid, lambda line: line.operation is Operation.SETTLE)
        return (
            Column("Circ.", lambda line: line.invoice.circular, width=70),
            _DATE,
            Column("Montant", lambda line: euros(line.invoice.amount), value=_amount, align=Align.RIGHT, width=100),
            Column("Reste", lambda line: euros(line.invoice.pending), value=_pending, align=Align.RIGHT, width=100),
            Column("Opération", _operation, width=150, tone=_tone, icon=_icon, edit=choices),
            Column(
                "À régulariser", _part_text, value=lambda line: line.amount, align=Align.RIGHT, width=118, edit=part
            ),
            Column("Règle", _rule, width=80, tone=lambda _: Tone.MUTED, spoken=_spoken_rule, stretch=True),
        )


def _unpaid(line: InvoiceLine) -> InvoiceLine:
    return line.doing(Operation.NO_PAYMENT)


def _amount(line: InvoiceLine) -> Money:
    return line.invoice.amount


def _pending(line: InvoiceLine) -> Money:
    return line.invoice.pending


def _operation(line: InvoiceLine) -> str:
    return "–" if line.operation is None else OPERATIONS[line.operation]


def _tone(line: InvoiceLine) -> Tone:
    return Tone.MUTED if line.operation is None else _TONES[line.operation]


def _icon(line: InvoiceLine) -> Icon | None:
    if line.operation in _PAYING:
        return Icon.CHECK
    return Icon.WARNING if line.operation is Operation.BLANK else None


def _part_text(line: InvoiceLine) -> str:
    return amount(line.amount) if line.operation in _PAYING else "–"


def _rule(line: InvoiceLine) -> str:
    return line.rule or ("" if line.operation is None else "opérateur")


def _spoken_rule(line: InvoiceLine) -> str:
    return line.rule or ("" if line.operation is None else BY_OPERATOR)


def _paid(line: InvoiceLine, part: Money) -> InvoiceLine:
    return line if part == line.amount or line.operation is None else line.doing(line.operation, part)


_DATE: Column[InvoiceLine] = Column(
    "Date", lambda line: short_date(line.invoice.issued_on), value=lambda line: line.invoice.issued_on, width=100
)
