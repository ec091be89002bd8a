"""*Validation de distribution*: a coordinator confirms payments with the amounts that came (M-05)."""

from uuid import UUID

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.group import Distribution
from backoffice.domain.member_order import ToValidate, Validation, ValidationForm, ValidationUndoing
from backoffice.domain.money import ZERO, total
from backoffice.domain.people import Actor, Right
from backoffice.services.members.access import found_distribution, found_group
from backoffice.services.office.office import Office
from backoffice.storage import distributions, groups, member_payments
from backoffice.storage.database import Transaction


class Validating:
    """The validation of distributions, each of which can be undone until the next one of its group."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def to_validate(self, who: Actor, distribution_id: int) -> ToValidate:
        """What the validation of a distribution has before it.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `DISTRIBUTION_UNKNOWN`.
        """
        self._office.require(who, Right.KEEP_ACCOUNTS)
        return self._office.database.read(lambda tx: _to_validate(tx, distribution_id))

    def validate(self, who: Actor, key: UUID, form: ValidationForm) -> Validation:
        """Confirm payments: the accounts are credited with what was received, several at once.

        What is left out goes on waiting, and comes before the validation of the next distribution. The distribution
        takes neither orders nor payments any more.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `AMOUNT_NOT_POSITIVE`, `DISTRIBUTION_UNKNOWN`, `DISTRIBUTION_VALIDATED`,
                `PAYMENT_NOT_WAITING`, `VALIDATION_DIFFERS` until the differences are seen.
        """
        self._office.require(who, Right.VALIDATE_DISTRIBUTIONS)
        if any(each.amount <= ZERO for each in form.received):
            raise RuleBroken(Broken.AMOUNT_NOT_POSITIVE)

        def write(tx: Transaction) -> Validation:
            if self._office.once(tx, who, key, form):
                _held_distribution(tx, form.distribution_id)
                before = _to_validate(tx, form.distribution_id)
                _require_as_seen(before, form)
                by = self._office.writing(who, key)
                member_payments.confirm(tx, by, form.distribution_id, form.received)
                facts = {
                    "distribution": form.distribution_id,
                    "payments": len(form.received),
                    "received": total(each.amount for each in form.received).cents,
                    "differences": len(before.differences(form.received)),
                }
                self._office.note(tx, who, "distribution validated", facts)
            return _validation(tx, member_payments.validation_by_gesture(tx, key))

        return self._office.database.write(write)

    def validation(self, who: Actor, validation_id: int) -> Validation:
        """A validation with what it confirmed.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `VALIDATION_UNKNOWN`.
        """
        self._office.require(who, Right.KEEP_ACCOUNTS)
        return self._office.database.read(lambda tx: _validation(tx, validation_id))

    def undo(self, who: Actor, key: UUID, validation_id: int) -> Validation:
        """Take a validation back by reversal, to the cent: its payments wait again, its distribution is open again.

        On a cagnotte this may leave a balance below zero: what was ordered on it meanwhile stays ordered.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `VALIDATION_UNKNOWN`, `VALIDATION_UNDONE`, `VALIDATION_FOLLOWED`.
        """
        self._office.require(who, Right.VALIDATE_DISTRIBUTIONS)

        def write(tx: Transaction) -> Validation:
            if self._office.once(tx, who, key, ValidationUndoing(validation_id)):
                self._undo(tx, who, key, validation_id)
            return _validation(tx, validation_id)

        return self._office.database.write(write)

    def _undo(self, tx: Transaction, who: Actor, key: UUID, validation_id: int) -> None:
        kept = member_payments.validation(tx, validation_id)
        if kept is None:
            raise RuleBroken(Broken.VALIDATION_UNKNOWN)
        distribution = _held_distribution(tx, kept.distribution_id)
        if distribution.validation_id != validation_id:
            raise RuleBroken(Broken.VALIDATION_UNDONE)
        if not distribution.can_undo:
            raise RuleBroken(Broken.VALIDATION_FOLLOWED)
        member_payments.undo(tx, self._office.writing(who, key), kept)
        facts = {"validation": validation_id, "distribution": distribution.id}
        self._office.note(tx, who, "validation undone", facts)


def _held_distribution(tx: Transaction, distribution_id: int) -> Distribution:
    """A distribution whose group is held until the end of the transaction."""
    found = found_distribution(distributions.by_id(tx, distribution_id))
    found_group(groups.held(tx, found.group_id))
    return found_distribution(distributions.by_id(tx, distribution_id))


def _require_as_seen(before: ToValidate, form: ValidationForm) -> None:
    if before.distribution.validated:
        raise RuleBroken(Broken.DISTRIBUTION_VALIDATED)
    waiting = {payment.id for payment in before.payments}
    chosen = [each.payment_id for each in form.received]
    if len(set(chosen)) < len(chosen) or not waiting.issuperset(chosen):
        raise RuleBroken(Broken.PAYMENT_NOT_WAITING)
    differences = before.differences(form.received)
    if differences and not form.differences_seen:
        raise RuleBroken(Broken.VALIDATION_DIFFERS, differences=len(differences))


def _to_validate(tx: Transaction, distribution_id: int) -> ToValidate:
    distribution = found_distribution(distributions.by_id(tx, distribution_id))
    done = {each.id for each in distributions.of_group(tx, distribution.group_id) if each.validated}
    waiting = member_payments.waiting_in(tx, distribution.group_id)
    shown = tuple(payment for payment in waiting if payment.distribution_id in {*done, distribution_id})
    return ToValidate(distribution, distributions.orders_of(tx, distribution_id), shown)


def _validation(tx: Transaction, validation_id: int) -> Validation:
    kept = member_payments.validation(tx, validation_id)
    if kept is None:
        raise RuleBroken(Broken.VALIDATION_UNKNOWN)
    return Validation(
        id=kept.id,
        distribution=found_distribution(distributions.by_id(tx, kept.distribution_id)),
        payments=member_payments.validated(tx, validation_id),
        recorded_at=kept.recorded_at,
        operator=kept.operator,
        undone=kept.undone,
    )
