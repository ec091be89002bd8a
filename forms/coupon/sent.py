"""What *Enregistrer* sends of a coupon: with its cheque, or without one."""

from backoffice.domain.cheque import ChequeForm
from backoffice.domain.decision import Decision
from backoffice.domain.mail import MailForm
from backoffice.domain.paper import PaperTrace
from forms.coupon.departure import Departure
from forms.coupon.entry import Entry, InvoiceLine, rows_of
from forms.coupon.outcome import Outcome, Way


def is_departed(outcome: Outcome, lines: tuple[InvoiceLine, ...]) -> bool:
    """Whether the operator departs from the decision: in the paper, in what is keyed, or in the rows."""
    return outcome.departure is not None or has_own_rows(outcome, lines)


def has_own_rows(outcome: Outcome, lines: tuple[InvoiceLine, ...]) -> bool:
    """Whether the operator has changed rows."""
    decided = {row.invoice_id: (row.operation, row.amount) for row in outcome.rows}
    return outcome.way is Way.CHEQUE and any(
        (line.operation, line.amount) != decided.get(line.invoice.id) for line in lines if line.operation is not None
    )


def form_of(entry: Entry, outcome: Outcome) -> ChequeForm | MailForm | None:
    """What is sent; None where something is still missing."""
    dossier, words = entry.dossier, entry.words
    paper = outcome.departure or outcome.decision
    if dossier is None or paper is None:
        return None
    if outcome.way is Way.LETTER:
        return MailForm(entry.key, entry.batch_id, dossier.client.id, _trace(entry, outcome, paper), outcome.actions)
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
        trace=_trace(entry, outcome, paper),
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
        departure=entry.reason if is_departed(outcome, entry.lines) else "",
    )
