"""Access to a batch: whose it is, and in what state a gesture of keying, closing or undoing may find it."""

from backoffice.domain.batch import Batch, BatchState
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.people import Actor, Right
from backoffice.services.office.office import Office
from backoffice.storage import batches
from backoffice.storage.database import Transaction

_NOT_IN_STATE = {
    BatchState.OPEN: Broken.BATCH_NOT_OPEN,
    BatchState.PRECLOSED: Broken.BATCH_NOT_PRECLOSED,
}


def visible_batch(office: Office, tx: Transaction, who: Actor, batch_id: int) -> Batch:
    """A batch that `who` may see.

    Raises:
        RuleBroken: `BATCH_UNKNOWN`, `BATCH_OF_ANOTHER`.
    """
    return _allowed(office, who, batches.by_id(tx, batch_id), Right.SEE_ALL_BATCHES)


def held_batch(office: Office, tx: Transaction, who: Actor, batch_id: int, *states: BatchState) -> Batch:
    """A batch that `who` may work on, in one of `states`, held until the end of the transaction.

    Raises:
        RuleBroken: `ROLE_MAY_NOT`, `BATCH_UNKNOWN`, `BATCH_OF_ANOTHER`, `BATCH_CLOSED`, `BATCH_NOT_OPEN`,
            `BATCH_NOT_PRECLOSED`.
    """
    office.require(who, Right.KEY)
    batch = _allowed(office, who, batches.locked(tx, batch_id), Right.WORK_ON_ANY_BATCH)
    if batch.state in states:
        return batch
    code = Broken.BATCH_CLOSED if batch.state is BatchState.CLOSED else _NOT_IN_STATE[states[0]]
    raise RuleBroken(code, batch=batch.number)


def batch_to_undo_in(office: Office, tx: Transaction, who: Actor, batch_id: int) -> Batch:
    """A batch in which `who` may undo a payment, in whatever state, held until the end of the transaction (C-01).

    An operator in their own, a supervisor in any.

    Raises:
        RuleBroken: `ROLE_MAY_NOT`, `BATCH_UNKNOWN`, `BATCH_OF_ANOTHER`.
    """
    return _to_undo_in(office, who, batches.locked(tx, batch_id))


def refusal_to_undo_in(office: Office, tx: Transaction, who: Actor, batch_id: int) -> RuleBroken | None:
    """Why `batch_to_undo_in` would refuse; None where it would not. Nothing is held."""
    try:
        _to_undo_in(office, who, batches.by_id(tx, batch_id))
    except RuleBroken as refusal:
        return refusal
    return None


def _to_undo_in(office: Office, who: Actor, batch: Batch | None) -> Batch:
    office.require(who, Right.KEY)
    return _allowed(office, who, batch, Right.WORK_ON_ANY_BATCH)


def _allowed(office: Office, who: Actor, batch: Batch | None, beyond_own: Right) -> Batch:
    if batch is None:
        raise RuleBroken(Broken.BATCH_UNKNOWN)
    if batch.opened_by != who.person_id and not office.may(who, beyond_own):
        raise RuleBroken(Broken.BATCH_OF_ANOTHER, batch=batch.number, operator=batch.operator)
    return batch
