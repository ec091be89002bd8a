"""A coupon as it stands on the screen: all that it takes to set it aside and to bring it back."""

from dataclasses import dataclass, replace
from uuid import UUID

from backoffice.domain.card import AliasedCard
from backoffice.domain.cheque import ChequeForm, Operation, RowOperation
from backoffice.domain.debit import DebitOperation, Renewal
from backoffice.domain.mail import MailForm
from backoffice.domain.money import ZERO, Money, total
from backoffice.domain.rows import Dossier, PendingInvoice
from backoffice.french.figures import amount, euros
from backoffice.french.words import read
from forms.actions.assigned import NOTHING_ASSIGNED, Assigned
from forms.coupon.departure import Departure
from forms.coupon.ticks import NOTHING, Ticks, read_ticks


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """A pending invoice and what is done with it.

    Attributes:
        invoice: the invoice.
        operation: None while the amount of the cheque is unknown.
        amount: what is settled, or debited.
        rule: the rule that proposed it, empty when the operator chose it.
    """

    invoice: PendingInvoice
    operation: Operation | DebitOperation | None = None
    amount: Money = ZERO
    rule: str = ""


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
    def binding(self) -> Money:
        """The amount of the cheque: the words where they are known (P-20)."""
        return self.figures if self.read is None else self.read

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
        reference: as typed.
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

    @property
    def title(self) -> str:
        """What it is called in a message: `J 121 52134466 (22,45 €)`."""
        reference = str(self.dossier.client.ref) if self.dossier else self.reference
        return f"{reference} ({euros(self.words.binding)})" if self.words else reference

    def with_card(self, card: AliasedCard) -> "Entry":
        """The same with a card that was on its way."""
        return replace(self, assigned=replace(self.assigned, card=card), ticks=replace(self.ticks, card=card.brand))


def entry_of(form: ChequeForm | MailForm, dossier: Dossier | None) -> Entry:
    """The coupon of a form that was sent: what brings it back when it is refused."""
    reference = str(dossier.client.ref) if dossier else ""
    ticks, figures = read_ticks(form.trace.facts)
    departure = _departure(form)
    if isinstance(form, MailForm):
        return Entry(
            key=form.key,
            batch_id=form.batch_id,
            reference=reference,
            dossier=dossier,
            amount="" if figures is None else amount(figures),
            words=None if figures is None else InWords(figures, confirmed=True),
            number="",
            lines=_debited(form, dossier),
            ticks=ticks,
            departure=departure,
            reason=form.trace.departure,
            assigned=_assigned(form),
            renewals=form.renewals if form.debits or form.renewals or form.change else None,
        )
    spoken = None if form.words is None else read(form.words)
    return Entry(
        key=form.key,
        batch_id=form.batch_id,
        reference=reference,
        dossier=dossier,
        amount=amount(form.figures),
        words=InWords(form.figures, form.words, spoken, confirmed=True),
        number=form.number,
        lines=_lines(form, dossier),
        forced=form.forced,
        accepted_duplicate=form.accepted_duplicate,
        ticks=ticks,
        departure=departure,
        reason=form.trace.departure,
    )


def _departure(form: ChequeForm | MailForm) -> Departure | None:
    """What the operator wanted for the paper, where they gave a reason; the decision itself, where it was the rows."""
    trace = form.trace
    keyed = isinstance(form, ChequeForm) or form.keyed
    return Departure(trace.paper, trace.slip, trace.annotations, keyed) if trace.departure else None


def _lines(form: ChequeForm, dossier: Dossier | None) -> tuple[InvoiceLine, ...]:
    invoices = {invoice.id: invoice for invoice in dossier.invoices} if dossier else {}
    return tuple(
        InvoiceLine(invoices[row.invoice_id], row.operation, row.amount, row.rule)
        for row in form.rows
        if row.invoice_id in invoices
    )


def _debited(form: MailForm, dossier: Dossier | None) -> tuple[InvoiceLine, ...]:
    if dossier is None or not (form.debits or form.renewals or form.change):
        return ()
    debits = {debit.invoice_id: debit for debit in form.debits}
    return tuple(
        InvoiceLine(invoice, debits[invoice.id].operation, invoice.pending, debits[invoice.id].rule)
        if invoice.id in debits
        else InvoiceLine(invoice, Operation.NO_PAYMENT)
        for invoice in dossier.invoices
    )


def _assigned(form: MailForm) -> Assigned:
    """What was assigned; the method is the operator's own where no rule wants it."""
    change = form.change
    if change is None:
        return NOTHING_ASSIGNED
    return Assigned(None if change.rule else change.code, change.card, change.iban)


def rows_of(lines: tuple[InvoiceLine, ...]) -> tuple[RowOperation, ...]:
    """The lines of a cheque as the services take them; a line without an operation is *vide*."""
    return tuple(
        RowOperation(line.invoice.id, line.operation or Operation.BLANK, line.amount, line.rule)
        for line in lines
        if not isinstance(line.operation, DebitOperation)
    )


def settled_by(lines: tuple[InvoiceLine, ...]) -> Money:
    """What the lines settle together."""
    return total(line.amount for line in lines)
