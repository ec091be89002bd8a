"""A coupon as it stands on the screen: all that it takes to set it aside and to bring it back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from backoffice.domain.card import AliasedCard
from backoffice.domain.cheque import Operation, RowOperation
from backoffice.domain.debit import DebitOperation, Renewal
from backoffice.domain.dossier import Dossier
from backoffice.domain.invoices import PendingInvoice
from backoffice.domain.mail_facts import CardFacts, ChequeAmount
from backoffice.domain.money import ZERO, Money, total
from backoffice.french.figures import euros
from backoffice.keying.assigned import NOTHING_ASSIGNED, Assigned
from backoffice.keying.departure import Departure
from backoffice.keying.ticks import NOTHING, Ticks
from backoffice.keying.untaken import ALL_TAKEN, Untaken


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """A pending invoice, and what is done with its row; None while the amount of the cheque is unknown."""

    invoice: PendingInvoice
    row: RowOperation | None = None

    @property
    def operation(self) -> Operation | DebitOperation | None:
        """What is done; None while that is unknown."""
        return None if self.row is None else self.row.operation

    @property
    def amount(self) -> Money:
        """What is settled, or debited."""
        return ZERO if self.row is None else self.row.amount

    @property
    def rule(self) -> str:
        """The rule that proposed it; empty when the operator chose it."""
        return "" if self.row is None else self.row.rule

    def doing(self, operation: Operation | DebitOperation, amount: Money = ZERO) -> "InvoiceLine":
        """The same with something else done, by the operator's choice."""
        return InvoiceLine(self.invoice, RowOperation(self.invoice.id, operation, amount, ""))


@dataclass(frozen=True, slots=True)
class InWords:
    """Where the amount in words stands.

    Attributes:
        figures: the amount in figures that the words are set against.
        typed: the words as typed from the cheque; None when ours are compared with it.
        read: what the typed words say, once they are read.
        confirmed: the operator has compared, or has seen which of the two amounts is taken.
    """

    figures: Money
    typed: str | None = None
    read: Money | None = None
    confirmed: bool = False

    @property
    def amount(self) -> ChequeAmount:
        """The amount that the decision rests on."""
        return ChequeAmount.of(self.figures, self.figures if self.read is None else self.read)

    @property
    def binding(self) -> Money:
        """The amount of the cheque: the words where they are known (P-20)."""
        return self.amount.binding

    @property
    def differ(self) -> bool:
        """Whether words and figures say different amounts."""
        return self.binding != self.figures


@dataclass(frozen=True, slots=True)
class Entry:
    """A coupon with everything that was typed on it.

    Attributes:
        key: of the gesture, made when the form was shown.
        batch_id: the batch it is keyed in.
        reference: of the client's file; as typed where the client was not found yet.
        dossier: the client's file; None where the client was not found yet.
        amount: the amount as typed.
        words: how the words stand; None while there is no amount.
        number: the cheque's number as typed.
        lines: the invoices and what is done with them.
        forced: rows may be left *vide*.
        accepted_duplicate: the warning about a cheque that looks keyed already is overridden.
        ticks: what is ticked on the coupon.
        departure: what the operator wants instead of what is decided.
        reason: why they depart from the decision.
        assigned: the new means of payment; never a number.
        renewals: the orders that the operator wants put back in service; None where they are those decided.
        wiped: something was half typed that is kept nowhere, a card's number or an IBAN.
        compared: the mark of the means on file that the IBAN of the coupon was set against.
        untaken: what is typed at *Le courrier* and is not in the ticks.
    """

    key: UUID
    batch_id: int
    reference: str
    dossier: Dossier | None
    amount: str
    words: InWords | None
    number: str
    lines: tuple[InvoiceLine, ...]
    forced: bool = False
    accepted_duplicate: bool = False
    ticks: Ticks = NOTHING
    departure: Departure | None = None
    reason: str = ""
    assigned: Assigned = NOTHING_ASSIGNED
    renewals: tuple[Renewal, ...] | None = None
    wiped: bool = False
    compared: str = ""
    untaken: Untaken = ALL_TAKEN

    @property
    def title(self) -> str:
        """What it is called in a message: `J 121 52134466 (22,45 €)`."""
        reference = str(self.dossier.client.ref) if self.dossier else self.reference
        return f"{reference} ({euros(self.words.binding)})" if self.words else reference

    @property
    def cheque(self) -> ChequeAmount | None:
        """The amount of its cheque; None while there is none."""
        return None if self.words is None else self.words.amount

    def with_card(self, card: AliasedCard) -> "Entry":
        """The same with a card that was on its way, whose number says what card it is (P-51)."""
        ticked = replace(self.ticks.card or CardFacts(), brand=card.brand)
        return replace(self, assigned=replace(self.assigned, card=card), ticks=replace(self.ticks, card=ticked))


def lines_of(invoices: Iterable[PendingInvoice], decided: Iterable[RowOperation]) -> tuple[InvoiceLine, ...]:
    """The invoices with what is decided for each; without an operation where nothing is."""
    wanted = {row.invoice_id: row for row in decided}
    return tuple(InvoiceLine(invoice, _on(invoice, wanted.get(invoice.id))) for invoice in invoices)


def rows_of(lines: tuple[InvoiceLine, ...]) -> tuple[RowOperation, ...]:
    """The rows of a cheque as the services take them; a line without an operation is *vide*."""
    rows = (line.row or RowOperation(line.invoice.id, Operation.BLANK, ZERO, "") for line in lines)
    return tuple(row for row in rows if isinstance(row.operation, Operation))


def _on(invoice: PendingInvoice, row: RowOperation | None) -> RowOperation | None:
    """What is debited is all that is pending, which may be another amount than when it was decided."""
    if row is None or not isinstance(row.operation, DebitOperation):
        return row
    return replace(row, amount=invoice.pending)


def settled_by(lines: tuple[InvoiceLine, ...]) -> Money:
    """What the lines settle together."""
    return total(line.amount for line in lines)
