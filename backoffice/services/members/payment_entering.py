"""Entering a member's payment, alone or with an order: it waits for a coordinator (M-05)."""

from backoffice.domain.cheque_number import parse
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.group import Group, GroupMethod
from backoffice.domain.member_order import PaymentForm
from backoffice.domain.money import ZERO
from backoffice.domain.people import Actor
from backoffice.services.office.office import Office
from backoffice.storage import member_payments
from backoffice.storage.database import Transaction
from backoffice.storage.member_payments import NewPayment
from backoffice.storage.writing import Writing


def read_payment(form: PaymentForm) -> NewPayment:
    """What a form says, its cheque's number taken out of the line that was read.

    Raises:
        RuleBroken: `AMOUNT_NOT_POSITIVE`, `CHEQUE_NUMBER_UNREADABLE`, `CMC7_UNREADABLE`, `CMC7_KEY_WRONG`.
    """
    if form.amount <= ZERO:
        raise RuleBroken(Broken.AMOUNT_NOT_POSITIVE)
    number = parse(form.cheque).number if form.method is GroupMethod.CHEQUE else ""
    return NewPayment(form.member_id, form.distribution_id, form.method, form.amount, number, form.forced)


def enter_payment(office: Office, tx: Transaction, who: Actor, by: Writing, group: Group, new: NewPayment) -> None:
    """Add a payment of a member who is held, given for a distribution of `group`.

    Raises:
        RuleBroken: `PAYMENTS_OFF`, `METHOD_NOT_OFFERED`, `PAYMENT_DUPLICATE`.
    """
    if not group.managed:
        raise RuleBroken(Broken.PAYMENTS_OFF)
    if new.method not in group.recordable:
        raise RuleBroken(Broken.METHOD_NOT_OFFERED, group_method=new.method.value)
    if new.cheque_number and not new.forced:
        _require_no_twin(tx, new)
    member_payments.add(tx, by, new)
    facts = {
        "member": new.member_id,
        "distribution": new.distribution_id,
        "method": new.method.value,
        "amount": new.amount.cents,
        "number": new.cheque_number,
        "forced": new.forced,
    }
    office.note(tx, who, "member paid", facts)


def _require_no_twin(tx: Transaction, new: NewPayment) -> None:
    twin = member_payments.twin(tx, new)
    if twin is not None:
        raise RuleBroken(
            Broken.PAYMENT_DUPLICATE,
            number=twin.cheque_number,
            cents=twin.expected.cents,
            operator=twin.operator,
            recorded_at=twin.recorded_at.isoformat(),
        )
