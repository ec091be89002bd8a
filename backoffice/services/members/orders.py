"""Distributions, and what members order for them (M-01, M-02, M-04)."""

from uuid import UUID

from backoffice.domain.audit import Facts
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.group import Distribution, Group, NewDistribution
from backoffice.domain.ledger import Member
from backoffice.domain.member_order import MemberOrder, NewLine, OrderForm, TakingOff
from backoffice.domain.money import ZERO, Money, total
from backoffice.domain.people import Actor, Right
from backoffice.services.members.access import found_distribution, found_group, found_member, held_account
from backoffice.services.members.payment_entering import enter_payment, read_payment
from backoffice.services.office.office import Office
from backoffice.services.office.typed_words import require_text
from backoffice.storage import distributions, groups, ledger
from backoffice.storage.database import Transaction

_LONGEST_TITLE = 80
_LONGEST_LABEL = 120


class MemberOrders:
    """Orders debit the account at once, whether payment management is on or not (M-01)."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def distributions(self, who: Actor, group_id: int) -> tuple[Distribution, ...]:
        """The distributions of a group, the newest first.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`.
        """
        self._office.require(who, Right.KEEP_ACCOUNTS)
        return self._office.database.read(lambda tx: distributions.of_group(tx, group_id))

    def open(self, who: Actor, key: UUID, new: NewDistribution) -> Distribution:
        """Open a distribution.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `GROUP_UNKNOWN`, `DISTRIBUTION_TITLE_MISSING`, as `require_text`.
        """
        self._office.require(who, Right.KEEP_ACCOUNTS)
        require_text(new.title, Broken.DISTRIBUTION_TITLE_MISSING, _LONGEST_TITLE)
        named = NewDistribution(new.group_id, new.title.strip(), new.held_on)

        def write(tx: Transaction) -> Distribution:
            if self._office.once(tx, who, key, named):
                found_group(groups.by_id(tx, named.group_id))
                distributions.add(tx, self._office.writing(who, key), named)
                facts: Facts = {"group": named.group_id, "title": named.title, "held_on": named.held_on.isoformat()}
                self._office.note(tx, who, "distribution opened", facts)
            return found_distribution(distributions.by_gesture(tx, key))

        return self._office.database.write(write)

    def of_distribution(self, who: Actor, distribution_id: int) -> tuple[MemberOrder, ...]:
        """What was ordered for a distribution, by the members' numbers.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`.
        """
        self._office.require(who, Right.KEEP_ACCOUNTS)
        return self._office.database.read(lambda tx: distributions.orders_of(tx, distribution_id))

    def of_member(self, who: Actor, distribution_id: int, member_id: int) -> MemberOrder:
        """What a member ordered for a distribution; without lines where it is nothing.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `MEMBER_UNKNOWN`.
        """
        self._office.require(who, Right.KEEP_ACCOUNTS)
        return self._office.database.read(lambda tx: _order(tx, distribution_id, member_id))

    def add(self, who: Actor, key: UUID, form: OrderForm) -> MemberOrder:
        """Add lines to an order, and the payment that comes with them; the account is debited at once.

        On a cagnotte that may not go below zero, the balance must cover the lines. What counts is the balance: the
        confirmed entries. A payment that waits, even the one that comes with the order, is no credit yet (M-04).

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `ORDER_EMPTY`, `ORDER_LABEL_MISSING`, `AMOUNT_NOT_POSITIVE`, `CAGNOTTE_SHORT`,
                as `held_account`, `read_payment`, `enter_payment` and `require_text`.
        """
        self._office.require(who, Right.KEEP_ACCOUNTS)
        lines = _read_lines(form.lines)
        payment = read_payment(form.payment) if form.payment else None
        if payment and (payment.distribution_id, payment.member_id) != (form.distribution_id, form.member_id):
            raise RuleBroken(Broken.MEMBER_OF_ANOTHER)

        def write(tx: Transaction) -> MemberOrder:
            if self._office.once(tx, who, key, form):
                group, member = held_account(tx, form.distribution_id, form.member_id)
                ordered = total(line.amount for line in lines)
                _require_credit(tx, group, member, ordered)
                by = self._office.writing(who, key)
                distributions.add_lines(tx, by, form.distribution_id, member.id, lines)
                facts = {"member": member.id, "distribution": form.distribution_id, "amount": ordered.cents}
                self._office.note(tx, who, "member ordered", {**facts, "lines": len(lines)})
                if payment:
                    enter_payment(self._office, tx, who, by, group, payment)
            return _order(tx, form.distribution_id, form.member_id)

        return self._office.database.write(write)

    def take_off(self, who: Actor, key: UUID, line_id: int) -> MemberOrder:
        """Take a line off an order by reversal, while payment management is off (M-02); gives what is left.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `ORDER_LINE_UNKNOWN`, `ORDER_ONLY_GROWS`, `ORDER_LINE_TAKEN_OFF`,
                as `held_account`.
        """
        self._office.require(who, Right.KEEP_ACCOUNTS)

        def write(tx: Transaction) -> MemberOrder:
            fresh = self._office.once(tx, who, key, TakingOff(line_id))
            order = _with_line(tx, line_id)
            if fresh:
                group, _ = held_account(tx, order.distribution_id, order.member.id)
                if group.managed:
                    raise RuleBroken(Broken.ORDER_ONLY_GROWS)
                order = _with_line(tx, line_id)  # another hand may have taken it off before the account was held
                if order.lines[0].taken_off:
                    raise RuleBroken(Broken.ORDER_LINE_TAKEN_OFF)
                distributions.take_off(tx, self._office.writing(who, key), order)
                facts = {"line": line_id, "member": order.member.id, "amount": order.amount.cents}
                self._office.note(tx, who, "line taken off", facts)
            return _order(tx, order.distribution_id, order.member.id)

        return self._office.database.write(write)


def _read_lines(lines: tuple[NewLine, ...]) -> tuple[NewLine, ...]:
    if not lines:
        raise RuleBroken(Broken.ORDER_EMPTY)
    for line in lines:
        require_text(line.label, Broken.ORDER_LABEL_MISSING, _LONGEST_LABEL)
        if line.amount <= ZERO:
            raise RuleBroken(Broken.AMOUNT_NOT_POSITIVE)
    return tuple(NewLine(line.label.strip(), line.amount) for line in lines)


def _require_credit(tx: Transaction, group: Group, member: Member, ordered: Money) -> None:
    figures = ledger.balance(tx, member.id)
    if figures is None or not group.has_cagnotte or group.negative_allowed or figures.balance >= ordered:
        return
    missing = ordered - figures.balance
    raise RuleBroken(Broken.CAGNOTTE_SHORT, balance_cents=figures.balance.cents, missing_cents=missing.cents)


def _order(tx: Transaction, distribution_id: int, member_id: int) -> MemberOrder:
    return distributions.order_of(tx, distribution_id, found_member(groups.member(tx, member_id)))


def _with_line(tx: Transaction, line_id: int) -> MemberOrder:
    order = distributions.order_with_line(tx, line_id)
    if order is None:
        raise RuleBroken(Broken.ORDER_LINE_UNKNOWN)
    return order
