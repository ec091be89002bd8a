"""What a cheque's form must satisfy before anything is recorded."""

from collections.abc import Mapping, Sequence

from backoffice.domain import cheque_number as cmc7
from backoffice.domain.cheque import Operation
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mail_facts import ChequeAmount, ChequeFacts
from backoffice.domain.money import ZERO, Money
from backoffice.french.binding import cheque_amount
from backoffice.french.figures import LARGEST
from backoffice.french.figures import amount as written
from backoffice.keying.recorded_form import ChequeForm

_LONGEST_WORDS = 300


def require_cheque(figures: Money, typed_words: str | None, number: str, threshold: Money) -> ChequeAmount:
    """The amount of a sound cheque; its words are None where ours were compared with them (P-20).

    Raises:
        RuleBroken: `AMOUNT_NOT_POSITIVE`, `AMOUNT_TOO_LARGE`, `WORDS_MISSING` from the threshold on,
            `WORDS_UNREADABLE`, `TEXT_UNUSABLE` for words longer than their column, `CHEQUE_NUMBER_UNREADABLE`.
    """
    if typed_words is None and figures >= threshold:
        raise RuleBroken(Broken.WORDS_MISSING, threshold_cents=threshold.cents)
    if typed_words is not None and len(typed_words) > _LONGEST_WORDS:
        raise RuleBroken(Broken.TEXT_UNUSABLE, length=_LONGEST_WORDS)
    amount = ChequeAmount(figures) if typed_words is None else cheque_amount(figures, typed_words)
    require_amounts(figures, amount.binding)
    _require_number(number)
    return amount


def require_others(first: str, others: Sequence[ChequeFacts]) -> None:
    """Refuse other cheques of an instalment that could not be keyed when their day has come (P-26).

    `first` is the number of the one that is cashed.

    Raises:
        RuleBroken: `AMOUNT_NOT_POSITIVE`, `AMOUNT_TOO_LARGE`, `CHEQUE_NUMBER_UNREADABLE`, `CHEQUE_TWICE`.
    """
    seen = {first}
    for cheque in others:
        require_amounts(cheque.figures, cheque.binding)
        _require_number(cheque.number)
        if cheque.number in seen:
            raise RuleBroken(Broken.CHEQUE_TWICE, number=cheque.number)
        seen.add(cheque.number)


def require_amounts(*amounts: Money) -> None:
    """Refuse amounts that no cheque bears, in figures or in words.

    Raises:
        RuleBroken: `AMOUNT_NOT_POSITIVE`, `AMOUNT_TOO_LARGE`.
    """
    for amount in amounts:
        if amount <= ZERO:
            raise RuleBroken(Broken.AMOUNT_NOT_POSITIVE)
        if amount > LARGEST:
            raise RuleBroken(Broken.AMOUNT_TOO_LARGE, text=written(amount))


def require_rows(form: ChequeForm, amount: Money, pending: Mapping[int, Money], *, with_invoice: bool) -> None:
    """Refuse rows that do not answer to the invoices pending now, or that settle too much.

    `pending` gives what each of those invoices has left to pay.

    Raises:
        RuleBroken: `INVOICE_IN_BATCH_WITHOUT`, `INVOICE_PENDING` unless forced, `NO_INVOICE` (P-29),
            `INVOICES_CHANGED`, `NOTHING_SETTLED`, `SETTLED_OVER_PENDING`, `SETTLED_OVER_CHEQUE` (P-21), `BLANK_ROW`
            unless forced.
    """
    if not with_invoice:
        if form.rows:
            raise RuleBroken(Broken.INVOICE_IN_BATCH_WITHOUT)
        if pending and not form.forced:
            raise RuleBroken(Broken.INVOICE_PENDING, cents=sum(left.cents for left in pending.values()))
        return
    if not pending:
        raise RuleBroken(Broken.NO_INVOICE, ref="")
    keyed = all(isinstance(row.operation, Operation) for row in form.rows)  # a cheque debits nothing
    if not keyed or sorted(row.invoice_id for row in form.rows) != sorted(pending):
        raise RuleBroken(Broken.INVOICES_CHANGED)
    _require_amounts(form, amount, pending)
    if any(row.operation is Operation.BLANK for row in form.rows) and not form.forced:
        raise RuleBroken(Broken.BLANK_ROW)


def _require_number(number: str) -> None:
    if cmc7.parse(number).number != number:
        raise RuleBroken(Broken.CHEQUE_NUMBER_UNREADABLE)


def _require_amounts(form: ChequeForm, amount: Money, pending: Mapping[int, Money]) -> None:
    for row in form.rows:
        if row.operation is not Operation.SETTLE and row.amount:
            raise RuleBroken(Broken.SETTLED_OVER_PENDING, cents=row.amount.cents)
        if row.operation is Operation.SETTLE and row.amount <= ZERO:
            raise RuleBroken(Broken.NOTHING_SETTLED)
        if row.amount > pending[row.invoice_id]:
            raise RuleBroken(Broken.SETTLED_OVER_PENDING, cents=row.amount.cents)
    if form.settled == ZERO:
        raise RuleBroken(Broken.NOTHING_SETTLED)
    if form.settled > amount:
        raise RuleBroken(Broken.SETTLED_OVER_CHEQUE, settled_cents=form.settled.cents, cheque_cents=amount.cents)
