"""What *Enregistrer* sends of a coupon: with its cheque, on a card or an IBAN, or without any of them."""

from backoffice.domain.cheque import ChequeForm, RowOperation
from backoffice.domain.decision import Decision
from backoffice.domain.mail import MailForm
from backoffice.domain.paper import PaperTrace
from forms.coupon.debit import change_of, debits_of, has_own_method, has_own_renewals, renewals_of
from forms.coupon.departure import Departure
from forms.coupon.entry import Entry, InvoiceLine, rows_of
from forms.coupon.outcome import Outcome, Way


def is_departed(outcome: Outcome, entry: Entry) -> bool:
    """Whether the operator departs from the decision: in the paper, or in what is keyed."""
    if outcome.way is Way.DEBIT and (has_own_method(outcome, entry) or has_own_renewals(outcome, entry)):
        return True
    return outcome.departure is not None or has_own_rows(outcome, entry.lines)


def has_own_rows(outcome: Outcome, lines: tuple[InvoiceLine, ...]) -> bool:
    """Whether the operator has changed rows."""
    pending = {line.invoice.id: line.invoice.pending for line in lines}
    decided = {
        row.invoice_id: (row.operation, row.amount if isinstance(row, RowOperation) else pending.get(row.invoice_id))
        for row in outcome.rows
    }
    return outcome.way in (Way.CHEQUE, Way.DEBIT) and any(
        (line.operation, line.amount) != decided.get(line.invoice.id) for line in lines if line.operation is not None
    )


def form_of(entry: Entry, outcome: Outcome) -> ChequeForm | MailForm | None:
    """What is sent; None where something is still missing."""
    dossier, words = entry.dossier, entry.words
    paper = outcome.departure or outcome.decision
    if dossier is None or paper is None:
        return None
    trace = _trace(entry, outcome, paper)
    if outcome.way is Way.LETTER:
        return MailForm(entry.key, entry.batch_id, dossier.client.id, trace, outcome.actions)
    if outcome.way is Way.DEBIT:
        return MailForm(
            key=entry.key,
            batch_id=entry.batch_id,
            client_id=dossier.client.id,
            trace=trace,
            actions=outcome.actions,
            change=change_of(outcome, entry),
            debits=debits_of(entry.lines),
            renewals=renewals_of(outcome, entry),
        )
    if outcome.way is not Way.CHEQUE or words is None:
        return None
    return ChequeForm(
        key=entry.key,
        batch_id=entry.batch_id,
        client_id=dossier.client.id,
        figures=words.figures,
        words=words.typed,
        number=entry.number,
        rows=rows_of(entry.lines),
        forced=entry.forced,
        accepted_duplicate=entry.accepted_duplicate,
        trace=trace,
        actions=outcome.actions,
    )


def _trace(entry: Entry, outcome: Outcome, paper: Decision | Departure) -> PaperTrace:
    not_keyed = entry.words if outcome.way is Way.LETTER else None
    return PaperTrace(
        paper=paper.paper,
        slip=paper.slip,
        annotations=paper.annotations,
        rules=outcome.decision.rules if outcome.decision else (),
        facts=entry.ticks.as_json(None if not_keyed is None else not_keyed.binding),
        departure=entry.reason if is_departed(outcome, entry) else "",
    )
