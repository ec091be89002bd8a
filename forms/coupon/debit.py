"""What is debited of a coupon and put back in service with it: as it is decided, and as the operator wants it."""

from backoffice.domain.card import require_method
from backoffice.domain.debit import DebitOperation, Renewal, RowDebit
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.means import CARD_METHODS, Channel, MethodChange, channel_of
from backoffice.domain.method import Method
from backoffice.domain.rows import Dossier
from forms.actions.assigned import Asked
from forms.coupon.entry import Entry, InvoiceLine
from forms.coupon.outcome import Outcome, Way
from forms.coupon.ticks import JoinedIban, Ticks
from forms.kit.wording import sentence

_NO_CARD = "Tapez le numéro de la carte et son expiration, puis Entrée\u00a0: elle s'affecte."
_NO_IBAN = "Tapez l'IBAN du coupon, puis Entrée."
_NONE_ON_FILE = "Ce client n'a pas d'IBAN au dossier\u00a0: tapez celui du coupon, puis Entrée."


def asked_of(outcome: Outcome | None, dossier: Dossier | None, ticks: Ticks, *, has_cheque: bool) -> Asked | None:
    """What is to be typed of the means of payment; before the client's file is there, as far as the ticks say it."""
    if has_cheque or (ticks.card is None) == (ticks.iban is None):
        return None
    if outcome is None and dossier is None:
        return _ahead(ticks)
    if outcome is None or dossier is None or outcome.way is not Way.DEBIT:
        return None
    means = dossier.means
    if outcome.change is None:
        known = means.iban or (f"RUM {means.rum}" if means.method_code == Method.SLIMPAY else "")
        return Asked(dossier.client.id, (), means.method_code, known)
    wanted = outcome.change.method
    direct = dossier.client.direct_method
    ways = CARD_METHODS if ticks.card else (wanted, *(() if direct is None else (direct,)), int(Method.SLIMPAY))
    return Asked(dossier.client.id, tuple(dict.fromkeys(ways)), wanted)


def code_of(outcome: Outcome, entry: Entry) -> int | None:
    """The new method: the operator's, or the one that is decided; None where it stays."""
    if outcome.change is None:
        return None
    return outcome.change.method if entry.assigned.code is None else entry.assigned.code


def change_of(outcome: Outcome, entry: Entry) -> MethodChange | None:
    """The change of method that is sent."""
    code, decided = code_of(outcome, entry), outcome.change
    if code is None or decided is None:
        return None
    return entry.assigned.change(code, decided.rule if code == decided.method else "")


def debits_of(lines: tuple[InvoiceLine, ...]) -> tuple[RowDebit, ...]:
    """The lines that are debited; *sans paiement* is not."""
    return tuple(
        RowDebit(line.invoice.id, line.operation, line.rule)
        for line in lines
        if isinstance(line.operation, DebitOperation)
    )


def renewals_of(outcome: Outcome, entry: Entry) -> tuple[Renewal, ...]:
    """What is put back in service: as the operator ticked it, else as it is decided."""
    return outcome.renewals if entry.renewals is None else entry.renewals


def has_own_method(outcome: Outcome, entry: Entry) -> bool:
    """Whether the operator has chosen another method than the one that is decided."""
    return outcome.change is not None and code_of(outcome, entry) != outcome.change.method


def has_own_renewals(outcome: Outcome, entry: Entry) -> bool:
    """Whether the operator has ticked other orders, or other boxes BEN, than those that are decided."""
    return _boxes(renewals_of(outcome, entry)) != _boxes(outcome.renewals)


def missing_method(outcome: Outcome, entry: Entry, *, assigning: bool) -> str:
    """What the new method still lacks, a sentence; a card that is on its way is as good as there."""
    code, assigned, dossier = code_of(outcome, entry), entry.assigned, entry.dossier
    if code is None:
        return _NONE_ON_FILE if dossier is not None and _has_nothing_to_present(outcome, dossier) else ""
    if code == Method.CHEQUE and dossier is not None:
        return sentence(RuleBroken(Broken.DIRECT_METHOD_MISSING, partner_code=dossier.client.ref.partner_code))
    is_card = channel_of(code) is Channel.CARD
    if assigned.lacks(code) and not (is_card and assigning):
        return _NO_CARD if is_card else _NO_IBAN
    if is_card and assigned.card is not None:
        try:
            require_method(assigned.card.brand, code)
        except RuleBroken as broken:
            return sentence(broken)
    return ""


def _has_nothing_to_present(outcome: Outcome, dossier: Dossier) -> bool:
    presents = any(row.operation is DebitOperation.REPRESENT for row in outcome.rows)
    return presents and not dossier.means.iban and dossier.means.method_code != Method.SLIMPAY


def _ahead(ticks: Ticks) -> Asked | None:
    if ticks.card is not None:
        return Asked(None, CARD_METHODS, int(Method.CARD))
    return None if ticks.iban is JoinedIban.REFUSED else Asked(None, (), int(Method.CHEQUE))


def _boxes(renewals: tuple[Renewal, ...]) -> set[tuple[str, bool]]:
    return {(renewal.order, renewal.beneficiary) for renewal in renewals}
