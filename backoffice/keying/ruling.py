"""The decision on a form that was sent, taken again by the services on the file as it is: no screen is believed."""

from dataclasses import dataclass, replace

from backoffice.domain.batch import Batch
from backoffice.domain.card import require_method
from backoffice.domain.cheque import RowOperation
from backoffice.domain.debit import DebitOperation
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mail import FileAction
from backoffice.domain.mail_facts import ChequeAmount
from backoffice.domain.method import Channel, channel_of
from backoffice.domain.paper import PaperTrace
from backoffice.keying.facts import ClientFile, sooner_cheque
from backoffice.keying.outcome import Outcome, Way, outcome
from backoffice.keying.recorded_form import ChequeForm, MailForm
from backoffice.keying.ticks import Ticks
from backoffice.keying.written import canonical
from backoffice.procedure.rules import EDITION


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is recorded beside the payment.

    Attributes:
        trace: where the paper goes, and why.
        actions: what is done to the client's file.
        has_cheque: a cheque came with the coupon, whether it is keyed or not.
    """

    trace: PaperTrace
    actions: tuple[FileAction, ...]
    has_cheque: bool


def rule_on_cheque(batch: Batch, file: ClientFile, form: ChequeForm, amount: ChequeAmount) -> Ruling:
    """Decide on a cheque that was sent.

    Raises:
        RuleBroken: as `rule_on_mail`, `QUESTION_OPEN` where the other cheques of an instalment are not keyed too, and
            `FIRST_CHEQUE_IS_ANOTHER` (P-26).
    """
    found = _decided(outcome(batch, file, form.ticks, amount, form.departure), form)
    if found.way is not Way.CHEQUE:
        raise RuleBroken(Broken.DECISION_OVERTAKEN)
    if form.ticks.cheque.several and not form.ticks.cheque.others:
        raise RuleBroken(Broken.QUESTION_OPEN, question="other_cheques")
    sooner = sooner_cheque(form.ticks)
    if sooner is not None:
        raise RuleBroken(Broken.FIRST_CHEQUE_IS_ANOTHER, cents=sooner.binding.cents)
    departed = found.departure is not None or _rows(form.rows) != _rows(found.rows)
    return _ruling(found, form, departed=departed)


def ruled_again(
    batch: Batch, file: ClientFile, trace: PaperTrace, amount: ChequeAmount
) -> tuple[PaperTrace, tuple[RowOperation, ...] | None]:
    """Decide again on the coupon of a cheque that is put right, as it was ticked, on the new amount.

    Gives what is recorded of it, and the rows that are decided; None where those that were keyed stay, because the
    operator had departed from the decision, or the new one asks what nobody is asked here. Mail without an edition is
    older than the keeping of decisions, and stays as it is.

    Raises:
        RuleBroken: `CORRECTION_UNCASHED` where a cheque of this amount would not be keyed.
    """
    if not trace.edition:
        return trace, None
    found = outcome(batch, file, Ticks.from_json(trace.facts), amount, None)
    decision, has_departed = found.decision, bool(trace.departure)
    if decision is None or (found.way is not Way.CHEQUE and not has_departed):
        raise RuleBroken(Broken.CORRECTION_UNCASHED, cents=amount.binding.cents)
    again = replace(trace, rules=decision.rules, decision=canonical(decision), edition=EDITION)
    if has_departed or decision.asks:
        return again, None
    return replace(again, paper=decision.paper, slip=decision.slip, annotations=decision.annotations), found.rows


def rule_on_mail(batch: Batch, file: ClientFile, form: MailForm) -> Ruling:
    """Decide on a piece of mail without a cheque that was sent.

    Raises:
        RuleBroken: `FACTS_CLASH` where what is ticked contradicts itself, `DECISION_OVERTAKEN` where another decision,
            account or amount was on the screen (the file has changed since), `QUESTION_OPEN` where something must be
            asked first, `DEPARTURE_UNDECLARED` where what is sent is not what is decided, and no reason says why, or
            none can; `DIRECT_METHOD_MISSING` (P-61), `METHOD_INCOMPLETE` for another IBAN that is not there,
            `CARD_IS_AMEX` or `CARD_IS_NOT_AMEX` for a card of another brand than the one that was said (P-51).
    """
    found = _decided(outcome(batch, file, form.ticks, form.cheque, form.departure), form)
    if found.way not in (Way.LETTER, Way.DEBIT):
        raise RuleBroken(Broken.DECISION_OVERTAKEN)
    keyed = bool(form.change or form.debits or form.renewals)
    if found.way is Way.LETTER and keyed:  # nothing is debited against a decision, whatever the reason (P-80)
        raise RuleBroken(Broken.DEPARTURE_UNDECLARED)
    if found.way is Way.DEBIT:
        _require_on_paper(found, file, form)
    departed = found.departure is not None or _differs(found, form)
    return _ruling(found, form, departed=departed)


def _require_on_paper(found: Outcome, file: ClientFile, form: MailForm) -> None:
    """What is debited is the card or the IBAN on the paper, whatever the reason: never what the file holds beside it.

    An invoice may be left out, and another way be chosen for an IBAN (P-61, P-69).
    """
    wanted = form.change
    method = None if found.change is None else found.change.method
    if found.change is None and form.compared != file.mark:  # the account is not the one that was looked at (P-60)
        raise RuleBroken(Broken.DECISION_OVERTAKEN)
    if found.change is not None and method is None:
        raise RuleBroken(
            Broken.DIRECT_METHOD_MISSING, partner_code=file.client.ref.partner_code if file.client.ref else 0
        )
    by_card = wanted is not None and channel_of(wanted.code) is Channel.CARD
    is_of_paper = (wanted is None) == (found.change is None) and by_card == (form.ticks.card is not None)
    if not is_of_paper or not _debits(form.debits) <= _debits(found.rows):
        raise RuleBroken(Broken.DEPARTURE_UNDECLARED)
    if method is not None and wanted is not None and wanted.card is not None:
        require_method(wanted.card.brand, method)  # the card is of the brand that was said of it (P-51)
    if not _amounts(form.debits) <= _amounts(found.rows):  # another amount than the one that was on the screen
        raise RuleBroken(Broken.DECISION_OVERTAKEN)
    if wanted is not None and channel_of(wanted.code) is Channel.IBAN and wanted.iban is None:
        raise RuleBroken(Broken.METHOD_INCOMPLETE, method=wanted.code)  # not the account of the file


def _decided(found: Outcome, form: ChequeForm | MailForm) -> Outcome:
    if found.clashes:
        raise RuleBroken(Broken.FACTS_CLASH, clash=found.clashes[0].code.value)
    decided = canonical(found.decision) if found.decision else ""
    if decided != form.decided:
        raise RuleBroken(Broken.DECISION_OVERTAKEN)
    return found


def _differs(found: Outcome, form: MailForm) -> bool:
    decided = None if found.change is None else found.change.method
    wanted = None if form.change is None else form.change.code
    boxes = {(each.order, each.beneficiary) for each in form.renewals}
    ticked = {(each.order, each.beneficiary) for each in found.renewals}
    return decided != wanted or boxes != ticked or _debits(form.debits) != _debits(found.rows)


def _debits(rows: tuple[RowOperation, ...]) -> set[object]:
    return {(row.invoice_id, row.operation) for row in rows if isinstance(row.operation, DebitOperation)}


def _amounts(rows: tuple[RowOperation, ...]) -> set[object]:
    return {(row.invoice_id, row.amount) for row in rows if isinstance(row.operation, DebitOperation)}


def _rows(rows: tuple[RowOperation, ...]) -> set[object]:
    return {(row.invoice_id, row.operation, row.amount) for row in rows}


def _ruling(found: Outcome, form: ChequeForm | MailForm, *, departed: bool) -> Ruling:
    unsaid = departed and not any(sign.isalnum() for sign in form.reason)
    if unsaid or not _named(form) <= {"", *(step.rule for step in found.steps)}:
        raise RuleBroken(Broken.DEPARTURE_UNDECLARED)
    if found.decision and found.decision.asks and not departed:
        raise RuleBroken(Broken.QUESTION_OPEN, question=found.decision.asks[0].value)
    has_cheque = isinstance(form, ChequeForm) or form.cheque is not None or found.expects_cheque
    return Ruling(_trace(found, form, form.reason if departed else ""), found.actions, has_cheque)


def _named(form: ChequeForm | MailForm) -> set[str]:
    """The rules that what is sent says it comes from."""
    if isinstance(form, ChequeForm):
        return {row.rule for row in form.rows}
    changed = () if form.change is None else (form.change,)
    return {each.rule for each in (*changed, *form.debits, *form.renewals)}


def _trace(found: Outcome, form: ChequeForm | MailForm, reason: str) -> PaperTrace:
    paper = found.departure or found.decision
    if paper is None:
        raise RuleBroken(Broken.DECISION_OVERTAKEN)
    return PaperTrace(
        paper=paper.paper,
        slip=paper.slip,
        annotations=paper.annotations,
        rules=found.decision.rules if found.decision else (),
        facts=form.ticks.as_json(),
        departure=reason,
        decision=form.decided or "{}",
        edition=EDITION,
    )
