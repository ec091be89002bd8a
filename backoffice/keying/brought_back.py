"""The coupon of a form that was sent: what brings it back to the screen when it is refused."""

from dataclasses import replace

from backoffice.domain.cheque import Operation
from backoffice.domain.dossier import Dossier
from backoffice.domain.errors import RuleBroken
from backoffice.domain.invoices import PendingInvoice
from backoffice.french.amount_in_words import read
from backoffice.french.figures import amount
from backoffice.keying.aside import Aside, aside_of
from backoffice.keying.assigned import Assigned
from backoffice.keying.entry import Entry, InvoiceLine, InWords, lines_of
from backoffice.keying.recorded_form import ChequeForm, MailForm


def entry_of(form: ChequeForm | MailForm, dossier: Dossier | None) -> Entry:
    """The coupon of a form that was sent: what brings it back when it is refused."""
    reference, invoices = (str(dossier.client.ref), dossier.invoices) if dossier else ("", ())
    if isinstance(form, MailForm):
        return Entry(
            key=form.key,
            batch_id=form.batch_id,
            reference=reference,
            dossier=dossier,
            amount="" if form.cheque is None else amount(form.cheque.figures),
            words=None if form.cheque is None else InWords(form.cheque.figures, read=form.cheque.words, confirmed=True),
            number="",
            lines=_debited(form, invoices),
            ticks=form.ticks,
            departure=form.departure,
            reason=form.reason,
            assigned=_assigned(form),
            renewals=form.renewals if form.debits or form.renewals or form.change else None,
            compared=form.compared,
        )
    return Entry(
        key=form.key,
        batch_id=form.batch_id,
        reference=reference,
        dossier=dossier,
        amount=amount(form.figures),
        words=_in_words(form),
        number=form.number,
        lines=lines_of(invoices, form.rows),
        forced=form.forced,
        accepted_duplicate=form.accepted_duplicate,
        ticks=form.ticks,
        departure=form.departure,
        reason=form.reason,
    )


def aside_of_sent(form: ChequeForm | MailForm, person_id: int) -> Aside:
    """What is kept of a form that is refused before any screen has heard of it, as that of the person who sent it."""
    rows = form.debits if isinstance(form, MailForm) else form.rows
    return replace(aside_of(entry_of(form, None), person_id), client_id=form.client_id, rows=rows)


def _in_words(form: ChequeForm) -> InWords:
    """Words that cannot be read are typed again: whatever is refused must come back."""
    try:
        spoken = None if form.words is None else read(form.words)
    except RuleBroken:
        return InWords(form.figures, form.words)
    return InWords(form.figures, form.words, spoken, confirmed=True)


def _debited(form: MailForm, invoices: tuple[PendingInvoice, ...]) -> tuple[InvoiceLine, ...]:
    lines = lines_of(invoices, form.debits)
    return tuple(line if line.row else line.doing(Operation.NO_PAYMENT) for line in lines)


def _assigned(form: MailForm) -> Assigned:
    """What was assigned; the method is the operator's own where no rule wants it."""
    change = form.change
    if change is None:
        return Assigned(iban=form.iban)
    return Assigned(None if change.rule else change.code, change.card, change.iban)
