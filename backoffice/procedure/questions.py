"""What the operator must be asked, because neither the file nor the paper's ticks tell it."""

from collections.abc import Iterable, Sequence

from backoffice.domain.decision import Question, Settle, Step
from backoffice.domain.invoices import PendingInvoice
from backoffice.domain.mail_facts import MailFacts
from backoffice.procedure.coupon_debt import debt_of
from backoffice.procedure.holders import Holder, holder_of
from backoffice.procedure.payment import is_debit, received
from backoffice.procedure.stops import about_tablets


def questions(facts: MailFacts, steps: Iterable[Step]) -> tuple[Question, ...]:
    """What must be asked before `steps`, which the rules propose meanwhile, are recorded; nothing for most mail.

    It is not meant for what is sorted out: of that nothing is asked.
    """
    settled = [step.invoice for step in steps if isinstance(step, Settle)]
    asked = {
        Question.TABLETS: _may_be_about_tablets(facts, settled),
        Question.HOLDER: _has_doubtful_holder(facts),
        Question.WHICH_DEBT: bool(settled) and _is_guess(facts),
    }
    return tuple(question for question, applies in asked.items() if applies)


def _may_be_about_tablets(facts: MailFacts, settled: Sequence[PendingInvoice]) -> bool:
    """P-03: nobody has looked what the coupon's circular is, and the debt is about tablets.

    That is the row that would be settled, and any row where the client has no other.
    """
    if facts.coupon.circular_code or facts.coupon.bears_no_debt:
        return False
    of_tablets = about_tablets(facts.pending)
    return bool(of_tablets) and (len(of_tablets) == len(facts.pending) or bool(about_tablets(settled)))


def _has_doubtful_holder(facts: MailFacts) -> bool:
    """P-16, unless nothing is keyed whoever holds the account (P-66)."""
    paid = (facts.card or facts.iban) if is_debit(facts) and not facts.client.blocked else None
    return paid is not None and holder_of(paid, facts.client.name) is Holder.DOUBTFUL


def _is_guess(facts: MailFacts) -> bool:
    """P-19: neither the coupon nor the cheque tells which debt is meant."""
    amount = received(facts)
    if amount is None or facts.coupon.bears_no_debt:
        return False
    debt = debt_of(facts.pending, facts.coupon, amount)
    return debt is not None and debt.is_guess
