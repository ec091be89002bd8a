"""The members' payments, and the validations that confirm them: only ever added to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, bindparam, case, exists, func, insert, literal, or_, select

from backoffice.domain.group import GroupMethod
from backoffice.domain.ledger import Member
from backoffice.domain.member_files import ConfirmationRow
from backoffice.domain.member_order import MemberPayment, MemberPaymentState, Received
from backoffice.domain.money import Money
from backoffice.storage.database import Transaction
from backoffice.storage.groups import BY_NUMBER
from backoffice.storage.schema import distributions, member_payments, members, people, validation_lines, validations
from backoffice.storage.writing import Writing

_withdrawing = member_payments.alias("withdrawing")
_undoing = validations.alias("undoing")
_withdrawn = exists().where(_withdrawing.c.reverses == member_payments.c.id).correlate(member_payments)
_received = (
    select(validation_lines.c.amount)
    .join(validations, validations.c.id == validation_lines.c.validation_id)
    .where(
        validation_lines.c.payment_id == member_payments.c.id,
        ~exists().where(_undoing.c.reverses == validations.c.id),
    )
    .correlate(member_payments)
)
_online = member_payments.c.method == GroupMethod.CARD_ONLINE.value
WAITING = and_(member_payments.c.reverses.is_(None), ~_online, ~_withdrawn, ~_received.exists())
"""The payments that wait for a confirmation."""

_state = case(
    (_withdrawn, literal(MemberPaymentState.WITHDRAWN.value)),
    (or_(_online, _received.exists()), literal(MemberPaymentState.CONFIRMED.value)),
    else_=literal(MemberPaymentState.WAITING.value),
)
_PAYMENTS = (
    select(
        member_payments.c.id,
        members.c.id.label("member_id"),
        members.c.group_id,
        members.c.number,
        members.c.name,
        member_payments.c.distribution_id,
        func.coalesce(distributions.c.title, "").label("title"),
        member_payments.c.method,
        member_payments.c.amount,
        case((_online, member_payments.c.amount), else_=_received.scalar_subquery()).label("received"),
        member_payments.c.cheque_number,
        func.coalesce(member_payments.c.provider_id, "").label("provider_id"),
        _state.label("state"),
        member_payments.c.recorded_at,
        people.c.name.label("operator"),
    )
    .join(members, members.c.id == member_payments.c.member_id)
    .join(people, people.c.id == member_payments.c.recorded_by)
    .outerjoin(distributions, distributions.c.id == member_payments.c.distribution_id)
    .where(member_payments.c.reverses.is_(None))
)
_BY_ID = _PAYMENTS.where(member_payments.c.id == bindparam("id"))
_BY_GESTURE = _PAYMENTS.where(member_payments.c.gesture == bindparam("gesture"))
_IN_ORDER = (*BY_NUMBER, member_payments.c.id)
_OF_DISTRIBUTION = _PAYMENTS.where(member_payments.c.distribution_id == bindparam("distribution_id")).order_by(
    *_IN_ORDER
)
_OF_MEMBER = _PAYMENTS.where(member_payments.c.member_id == bindparam("member_id")).order_by(
    member_payments.c.id.desc()
)
_WAITING_IN_GROUP = _PAYMENTS.where(members.c.group_id == bindparam("group_id"), members.c.waiting > 0, WAITING)
_TWIN = _PAYMENTS.where(
    member_payments.c.member_id == bindparam("member_id"),
    member_payments.c.cheque_number == bindparam("cheque_number"),
    member_payments.c.amount == bindparam("amount"),
    ~_withdrawn,
).order_by(member_payments.c.id)
_KNOWN = select(member_payments.c.provider_id, members.c.group_id, members.c.number, member_payments.c.amount).join(
    members, members.c.id == member_payments.c.member_id
)
_undone_by = validations.alias("undone_by")
_VALIDATION = (
    select(
        validations.c.id,
        validations.c.distribution_id,
        validations.c.recorded_at,
        people.c.name.label("operator"),
        exists().where(_undone_by.c.reverses == validations.c.id).label("undone"),
    )
    .join(people, people.c.id == validations.c.recorded_by)
    .where(validations.c.id == bindparam("id"), validations.c.reverses.is_(None))
)
_VALIDATED = (
    _PAYMENTS.add_columns(validation_lines.c.amount.label("confirmed"))
    .join(validation_lines, validation_lines.c.payment_id == member_payments.c.id)
    .where(validation_lines.c.validation_id == bindparam("validation_id"))
    .order_by(validation_lines.c.position)
)
_AT_ONCE = 500
"""How many ids are asked for in one statement."""


@dataclass(frozen=True, slots=True)
class NewPayment:
    """A payment to add that waits for its confirmation."""

    member_id: int
    distribution_id: int
    method: GroupMethod
    amount: Money
    cheque_number: str
    forced: bool


@dataclass(frozen=True, slots=True)
class KeptValidation:
    """A validation as recorded, without its payments."""

    id: int
    distribution_id: int
    recorded_at: datetime
    operator: str
    undone: bool


@dataclass(frozen=True, slots=True)
class KnownConfirmation:
    """What is known of a payment by card online."""

    group_id: int
    number: str
    amount: Money


def add(tx: Transaction, by: Writing, new: NewPayment) -> None:
    """Add a payment that waits."""
    values = {
        "member_id": new.member_id,
        "distribution_id": new.distribution_id,
        "method": new.method.value,
        "amount": new.amount.cents,
        "cheque_number": new.cheque_number,
        "forced": new.forced,
        "reason": "",
    }
    tx.execute(insert(member_payments), by.values() | values)


def add_online(tx: Transaction, by: Writing, rows: list[tuple[Member, ConfirmationRow]]) -> None:
    """Add payments by card online, which credit the accounts at once."""
    if rows:
        common = {**by.values(), "method": GroupMethod.CARD_ONLINE.value, "cheque_number": "", "reason": ""}
        tx.execute(
            insert(member_payments),
            [
                {
                    **common,
                    "forced": False,
                    "member_id": member.id,
                    "amount": row.amount,
                    "provider_id": row.provider_id,
                    "paid_on": row.paid_on,
                }
                for member, row in rows
            ],
        )


def withdraw(tx: Transaction, by: Writing, payment: MemberPayment, reason: str) -> None:
    """Add the mirror of a payment that waits."""
    values = {
        "member_id": payment.member.id,
        "distribution_id": payment.distribution_id,
        "method": payment.method.value,
        "amount": -payment.expected.cents,
        "cheque_number": payment.cheque_number,
        "forced": False,
        "reason": reason,
        "reverses": payment.id,
    }
    tx.execute(insert(member_payments), by.values() | values)


def by_id(tx: Transaction, payment_id: int) -> MemberPayment | None:
    """A payment by id."""
    return next(iter(_payments(tx, _BY_ID, id=payment_id)), None)


def by_gesture(tx: Transaction, gesture: UUID) -> MemberPayment:
    """The payment that a gesture recorded."""
    found = _payments(tx, _BY_GESTURE, gesture=gesture)
    if not found:
        raise LookupError(gesture)
    return found[0]


def of_distribution(tx: Transaction, distribution_id: int) -> tuple[MemberPayment, ...]:
    """The payments given for a distribution, by the members' numbers, withdrawn ones too."""
    return _payments(tx, _OF_DISTRIBUTION, distribution_id=distribution_id)


def of_member(tx: Transaction, member_id: int) -> tuple[MemberPayment, ...]:
    """A member's payments, the newest first."""
    return _payments(tx, _OF_MEMBER, member_id=member_id)


def waiting_in(tx: Transaction, group_id: int) -> tuple[MemberPayment, ...]:
    """The payments of a group that wait, by the members' numbers."""
    return _payments(tx, _WAITING_IN_GROUP.order_by(*_IN_ORDER), group_id=group_id)


def twin(tx: Transaction, new: NewPayment) -> MemberPayment | None:
    """The oldest payment that stands of the same member, cheque number and amount."""
    values = {"member_id": new.member_id, "cheque_number": new.cheque_number, "amount": new.amount.cents}
    return next(iter(_payments(tx, _TWIN, **values)), None)


def known_confirmations(tx: Transaction, provider_ids: list[str]) -> dict[str, KnownConfirmation]:
    """What is known of those of the provider's ids that were taken before."""
    known = {}
    for low in range(0, len(provider_ids), _AT_ONCE):
        asked = _KNOWN.where(member_payments.c.provider_id.in_(provider_ids[low : low + _AT_ONCE]))
        for provider_id, group_id, number, amount in tx.execute(asked):
            known[provider_id] = KnownConfirmation(group_id, number, Money(amount))
    return known


def count_of_gesture(tx: Transaction, gesture: UUID) -> int:
    """How many payments a gesture added."""
    counted = select(func.count()).select_from(member_payments).where(member_payments.c.gesture == gesture)
    return int(tx.execute(counted).scalar_one())


def confirm(tx: Transaction, by: Writing, distribution_id: int, received: tuple[Received, ...]) -> int:
    """Add a validation with what was received, and give its id."""
    validation_id = _add_validation(tx, by, distribution_id, None)
    if received:
        tx.execute(
            insert(validation_lines),
            [
                {
                    "validation_id": validation_id,
                    "position": position,
                    "payment_id": each.payment_id,
                    "amount": each.amount.cents,
                }
                for position, each in enumerate(received, start=1)
            ],
        )
    return validation_id


def undo(tx: Transaction, by: Writing, validation: KeptValidation) -> None:
    """Add the reversal of a validation: its payments wait again."""
    _add_validation(tx, by, validation.distribution_id, validation.id)


def validation(tx: Transaction, validation_id: int) -> KeptValidation | None:
    """A validation by id."""
    row = tx.execute(_VALIDATION, {"id": validation_id}).first()
    return None if row is None else KeptValidation(*row)


def validation_by_gesture(tx: Transaction, gesture: UUID) -> int:
    """The id of the validation that a gesture recorded."""
    return int(tx.execute(select(validations.c.id).where(validations.c.gesture == gesture)).scalar_one())


def validated(tx: Transaction, validation_id: int) -> tuple[MemberPayment, ...]:
    """The payments that a validation confirmed, undone or not, with what was received then."""
    return tuple(
        _payment(row, Money(row.confirmed)) for row in tx.execute(_VALIDATED, {"validation_id": validation_id})
    )


def _add_validation(tx: Transaction, by: Writing, distribution_id: int, reverses: int | None) -> int:
    values = {**by.values(), "distribution_id": distribution_id, "reverses": reverses}
    return int(tx.execute(insert(validations).values(values).returning(validations.c.id)).scalar_one())


def _payments(tx: Transaction, query: Select[Any], **values: object) -> tuple[MemberPayment, ...]:
    rows = tx.execute(query, values)
    return tuple(_payment(row, None if row.received is None else Money(row.received)) for row in rows)


def _payment(row: Row[*tuple[Any, ...]], received: Money | None) -> MemberPayment:
    return MemberPayment(
        id=row.id,
        member=Member(row.member_id, row.group_id, row.number, row.name),
        distribution_id=row.distribution_id,
        distribution_title=row.title,
        method=GroupMethod(row.method),
        expected=Money(row.amount),
        received=received,
        cheque_number=row.cheque_number,
        provider_id=row.provider_id,
        state=MemberPaymentState(row.state),
        recorded_at=row.recorded_at,
        operator=row.operator,
    )
