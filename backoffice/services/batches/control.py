"""The control tape: the cheques' amounts keyed again from the paper (B-05)."""

from uuid import UUID

from backoffice.domain.batch import BatchState
from backoffice.domain.batch_rows import ReceiptRow, TapeControl
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import Money
from backoffice.domain.people import Actor
from backoffice.domain.tape import Tape
from backoffice.domain.tape import control as controlled
from backoffice.services.office.access import held_batch, visible_batch
from backoffice.services.office.office import Office
from backoffice.storage import control, receipts
from backoffice.storage.database import Transaction


class Control:
    """The control of a batch against its tape."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def compare(self, who: Actor, batch_id: int, amounts: tuple[Money, ...] | None = None) -> TapeControl:
        """The batch beside `amounts`, or beside the tape that was kept last; nothing is recorded.

        Raises:
            RuleBroken: `BATCH_UNKNOWN`, `BATCH_OF_ANOTHER`.
        """

        def read(tx: Transaction) -> TapeControl:
            visible_batch(self._office, tx, who, batch_id)
            tape = control.last_tape(tx, batch_id) if amounts is None else amounts
            return controlled(_standing(tx, batch_id), tape or ())

        return self._office.database.read(read)

    def keep(self, who: Actor, key: UUID, tape: Tape) -> TapeControl:
        """Record the tape of a pre-closed batch, whether it agrees or not, and give the comparison.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `BATCH_UNKNOWN`, `BATCH_OF_ANOTHER`, `BATCH_NOT_PRECLOSED`, `BATCH_CLOSED`.
        """

        def write(tx: Transaction) -> TapeControl:
            if self._office.once(tx, who, key, tape):
                held_batch(self._office, tx, who, tape.batch_id, BatchState.PRECLOSED)
                control.add_tape(tx, self._office.writing(who, key), tape.batch_id, tape.amounts)
                result = controlled(_standing(tx, tape.batch_id), tape.amounts)
                facts = {"count": result.tape_count, "amount": result.tape_total.cents, "agrees": result.agrees}
                self._office.note(tx, who, "tape kept", facts, chain=tape.batch_id)
            return controlled(_standing(tx, tape.batch_id), tape.amounts)

        return self._office.database.write(write)


def require_agreeing_tape(tx: Transaction, batch_id: int) -> None:
    """Refuse to go on while the last tape does not agree with the cheques that stand.

    Raises:
        RuleBroken: `TAPE_MISSING`, `TAPE_DIFFERS`.
    """
    tape = control.last_tape(tx, batch_id)
    if tape is None:
        raise RuleBroken(Broken.TAPE_MISSING)
    if not controlled(_standing(tx, batch_id), tape).agrees:
        raise RuleBroken(Broken.TAPE_DIFFERS)


def _standing(tx: Transaction, batch_id: int) -> tuple[ReceiptRow, ...]:
    return tuple(row for row in receipts.of_batch(tx, batch_id) if row.reverses is None and not row.reversed)
