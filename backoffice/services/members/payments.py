"""The payments of members: what waits for a confirmation, and what is taken back before it (M-03, M-05)."""

from uuid import UUID

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.member_order import MemberPayment, MemberPaymentState, PaymentForm, Withdrawal
from backoffice.domain.people import Actor, Right
from backoffice.services.members.access import found_group, held_account
from backoffice.services.members.payment_entering import enter_payment, read_payment
from backoffice.services.office.office import Office
from backoffice.services.office.typed_words import require_text
from backoffice.storage import groups, member_payments
from backoffice.storage.database import Transaction


class MemberPayments:
    """Cheques, cash, transfers and cards on site: they wait for the *validation de distribution*."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def of_distribution(self, who: Actor, distribution_id: int) -> tuple[MemberPayment, ...]:
        """The payments given for a distribution, by the members' numbers, withdrawn ones too.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`.
        """
        self._office.require(who, Right.KEEP_ACCOUNTS)
        return self._office.database.read(lambda tx: member_payments.of_distribution(tx, distribution_id))

    def of_member(self, who: Actor, member_id: int) -> tuple[MemberPayment, ...]:
        """A member's payments, the newest first.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`.
        """
        self._office.require(who, Right.KEEP_ACCOUNTS)
        return self._office.database.read(lambda tx: member_payments.of_member(tx, member_id))

    def record(self, who: Actor, key: UUID, form: PaymentForm) -> MemberPayment:
        """Record a payment that waits for its confirmation.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, as `read_payment`, `held_account` and `enter_payment`.
        """
        self._office.require(who, Right.KEEP_ACCOUNTS)
        new = read_payment(form)

        def write(tx: Transaction) -> MemberPayment:
            if self._office.once(tx, who, key, form):
                group, _ = held_account(tx, form.distribution_id, form.member_id)
                enter_payment(self._office, tx, who, self._office.writing(who, key), group, new)
            return member_payments.by_gesture(tx, key)

        return self._office.database.write(write)

    def withdraw(self, who: Actor, key: UUID, withdrawal: Withdrawal) -> MemberPayment:
        """Take back a payment that waits: it will not come, or was keyed wrongly.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `REASON_MISSING`, `PAYMENT_UNKNOWN`, `PAYMENT_CONFIRMED`, `PAYMENT_WITHDRAWN`,
                as `require_text`.
        """
        self._office.require(who, Right.KEEP_ACCOUNTS)
        require_text(withdrawal.reason, Broken.REASON_MISSING)

        def write(tx: Transaction) -> MemberPayment:
            if self._office.once(tx, who, key, withdrawal):
                self._withdraw(tx, who, key, withdrawal)
            return found_payment(member_payments.by_id(tx, withdrawal.payment_id))

        return self._office.database.write(write)

    def _withdraw(self, tx: Transaction, who: Actor, key: UUID, withdrawal: Withdrawal) -> None:
        member = found_payment(member_payments.by_id(tx, withdrawal.payment_id)).member
        found_group(groups.shared(tx, member.group_id))
        groups.member_held(tx, member.id)
        payment = found_payment(member_payments.by_id(tx, withdrawal.payment_id))
        if payment.state is MemberPaymentState.CONFIRMED:
            raise RuleBroken(Broken.PAYMENT_CONFIRMED)
        if payment.state is MemberPaymentState.WITHDRAWN:
            raise RuleBroken(Broken.PAYMENT_WITHDRAWN)
        member_payments.withdraw(tx, self._office.writing(who, key), payment, withdrawal.reason.strip())
        facts = {"payment": payment.id, "member": member.id, "amount": payment.expected.cents}
        self._office.note(tx, who, "payment withdrawn", facts)


def found_payment(payment: MemberPayment | None) -> MemberPayment:
    """A payment that was looked for.

    Raises:
        RuleBroken: `PAYMENT_UNKNOWN`.
    """
    if payment is None:
        raise RuleBroken(Broken.PAYMENT_UNKNOWN)
    return payment
