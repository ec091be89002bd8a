"""The form that *Enregistrer* sends, made of the coupon as it stands."""

from backoffice.keying.entry import Entry, rows_of
from backoffice.keying.operator_choices import change_of, debits_of, is_departed, renewals_of
from backoffice.keying.outcome import Outcome, Way
from backoffice.keying.recorded_form import ChequeForm, MailForm
from backoffice.keying.written import canonical


def form_of(entry: Entry, outcome: Outcome) -> ChequeForm | MailForm | None:
    """What is sent; None where something is still missing."""
    dossier, words = entry.dossier, entry.words
    if dossier is None or outcome.way in (Way.AMOUNT_FIRST, Way.CLASHING):
        return None
    decided = canonical(outcome.decision) if outcome.decision else ""
    reason = entry.reason if is_departed(outcome, entry) else ""
    if outcome.way in (Way.LETTER, Way.DEBIT):
        is_debit, change = outcome.way is Way.DEBIT, change_of(outcome, entry)
        return MailForm(
            key=entry.key,
            batch_id=entry.batch_id,
            client_id=dossier.client.id,
            ticks=entry.ticks,
            decided=decided,
            departure=outcome.departure,
            reason=reason,
            cheque=entry.cheque,
            iban=None if change and change.iban else entry.assigned.iban,
            change=change,
            debits=debits_of(entry.lines) if is_debit else (),
            renewals=renewals_of(outcome, entry) if is_debit else (),
            compared=entry.compared,
        )
    if words is None:
        return None
    return ChequeForm(
        key=entry.key,
        batch_id=entry.batch_id,
        client_id=dossier.client.id,
        figures=words.figures,
        words=words.typed,
        number=entry.number,
        rows=rows_of(entry.lines),
        ticks=entry.ticks,
        decided=decided,
        departure=outcome.departure,
        reason=reason,
        forced=entry.forced,
        accepted_duplicate=entry.accepted_duplicate,
    )
