"""What the operator wants of a coupon beside what is decided: means of payment, debits, renewals, rows."""

from backoffice.domain.cheque import Operation, RowOperation
from backoffice.domain.debit import DebitOperation, Renewal
from backoffice.domain.dossier import Dossier
from backoffice.domain.mail_facts import IbanMatch
from backoffice.domain.means import MethodChange
from backoffice.domain.method import CARD_METHODS, Method
from backoffice.domain.money import ZERO
from backoffice.keying.assigned import Asked
from backoffice.keying.entry import Entry, InvoiceLine
from backoffice.keying.outcome import Outcome, Way
from backoffice.keying.ticks import Ticks


def asked_ahead(ticks: Ticks) -> Asked | None:
    """What is to be typed of the means of payment before the client's file is there, as far as the ticks say it."""
    if ticks.card is not None:
        return Asked(None, CARD_METHODS, int(Method.CARD)) if ticks.iban is None else None
    refused = ticks.iban is None or ticks.iban.match is IbanMatch.REFUSED
    return None if refused else Asked(None, (), int(Method.CHEQUE))


def asked_of(outcome: Outcome, dossier: Dossier, ticks: Ticks) -> Asked | None:
    """What is to be typed of the means of payment on the client's file."""
    if outcome.way is not Way.DEBIT:
        return None
    means = dossier.means
    if outcome.change is None:
        known = means.iban or (f"RUM {means.rum}" if means.method_code == Method.SLIMPAY else "")
        return Asked(dossier.client.id, (), means.method_code, known)
    wanted = outcome.change.method
    if wanted is None:  # the partner has no code for its direct debit: there is nothing to choose
        return None
    ways = CARD_METHODS if ticks.card else (wanted, dossier.client.direct_method, int(Method.SLIMPAY))
    return Asked(dossier.client.id, tuple(dict.fromkeys(way for way in ways if way is not None)), wanted)


def code_of(outcome: Outcome, entry: Entry) -> int | None:
    """The new method: the operator's, or the one that is decided; None where it stays, or the partner has no code."""
    if outcome.change is None or outcome.change.method is None:  # there is nothing to choose from either (P-61)
        return None
    return outcome.change.method if entry.assigned.code is None else entry.assigned.code


def change_of(outcome: Outcome, entry: Entry) -> MethodChange | None:
    """The change of method that is sent."""
    code, decided = code_of(outcome, entry), outcome.change
    if code is None or decided is None:
        return None
    return entry.assigned.change(code, decided.rule if code == decided.method else "")


def debits_of(lines: tuple[InvoiceLine, ...]) -> tuple[RowOperation, ...]:
    """The rows that are debited; *sans paiement* is not."""
    return tuple(line.row for line in lines if line.row and isinstance(line.row.operation, DebitOperation))


def renewals_of(outcome: Outcome, entry: Entry) -> tuple[Renewal, ...]:
    """What is put back in service: as the operator ticked it, else as it is decided."""
    return outcome.renewals if entry.renewals is None else entry.renewals


def has_own_method(outcome: Outcome, entry: Entry) -> bool:
    """Whether the operator has chosen another method than the one that is decided."""
    return outcome.change is not None and code_of(outcome, entry) != outcome.change.method


def has_own_renewals(outcome: Outcome, entry: Entry) -> bool:
    """Whether the operator has ticked other orders, or other boxes BEN, than those that are decided."""
    return _boxes(renewals_of(outcome, entry)) != _boxes(outcome.renewals)


def has_nothing_to_present(dossier: Dossier) -> bool:
    """Whether what is presented (P-60) finds no account: no IBAN is on file, and SlimPay holds none."""
    return not dossier.means.iban and dossier.means.method_code != Method.SLIMPAY


def _boxes(renewals: tuple[Renewal, ...]) -> set[tuple[str, bool]]:
    return {(renewal.order, renewal.beneficiary) for renewal in renewals}


def is_departed(outcome: Outcome, entry: Entry) -> bool:
    """Whether the operator departs from the decision: in the paper, or in what is keyed."""
    if outcome.way is Way.DEBIT and (has_own_method(outcome, entry) or has_own_renewals(outcome, entry)):
        return True
    return outcome.departure is not None or has_own_rows(outcome, entry.lines)


def has_own_rows(outcome: Outcome, lines: tuple[InvoiceLine, ...]) -> bool:
    """Whether what is done with the invoices is not what is decided; where nothing is done, it is *vide*."""
    decided = {row.invoice_id: (row.operation, row.amount) for row in outcome.rows}
    return outcome.way in (Way.CHEQUE, Way.DEBIT) and any(
        (line.operation or Operation.BLANK, line.amount) != decided.get(line.invoice.id, (Operation.BLANK, ZERO))
        for line in lines
    )
