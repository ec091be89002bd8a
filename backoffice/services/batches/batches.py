"""The life of a batch: open, list, pre-close, close (B-01 to B-06)."""

from datetime import date
from uuid import UUID

from backoffice.domain.batch import Batch, BatchState, Closing, NewBatch, Preclosing
from backoffice.domain.batch_rows import BatchRow, ReceiptRow
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.paper import MailSlipKind
from backoffice.domain.people import Actor, Right
from backoffice.services.batches.control import require_agreeing_tape
from backoffice.services.office.access import held_batch, visible_batch
from backoffice.services.office.office import Office, today
from backoffice.storage import batches, control, counters, mail_slips, receipts
from backoffice.storage.database import Transaction
from backoffice.storage.mail_slips import SlipPapers

_LISTED = 500
_LAST_LINES = 5


class Batches:
    """Batches, for the one who opened them; a supervisor works on everybody's."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def open(self, who: Actor, key: UUID, new: NewBatch) -> Batch:
        """Open a batch (B-01). The same key gives the same batch again.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `ARRIVAL_IN_FUTURE`.
        """
        self._office.require(who, Right.KEY)
        if new.arrival_date > today(self._office):
            raise RuleBroken(Broken.ARRIVAL_IN_FUTURE)
        return self._office.database.write(lambda tx: self._open(tx, who, key, new))

    def _open(self, tx: Transaction, who: Actor, key: UUID, new: NewBatch) -> Batch:
        if self._office.once(tx, who, key, new):
            year = today(self._office).year
            number = f"{year}-{counters.next_number(tx, f'batch {year}'):04d}"
            batches.add(tx, self._office.writing(who, key), new, number)
            batch = _found(batches.by_gesture(tx, key))
            facts = {"number": number, "kind": new.kind.value, "with_invoice": new.with_invoice}
            self._office.note(tx, who, "batch opened", facts, chain=batch.id)
        return _found(batches.by_gesture(tx, key))

    def listing(
        self,
        who: Actor,
        *,
        mine: bool = False,
        states: frozenset[BatchState] = frozenset(),
        arrival_date: date | None = None,
    ) -> tuple[BatchRow, ...]:
        """The newest batches that `who` may see, with their sums; filters that are empty let all through."""
        opened_by = who.person_id if mine or not self._office.sees_all(who) else None
        return self._office.database.read(
            lambda tx: batches.listing(tx, opened_by=opened_by, states=states, arrival_date=arrival_date, limit=_LISTED)
        )

    def row(self, who: Actor, batch_id: int) -> BatchRow:
        """A batch with its sums.

        Raises:
            RuleBroken: `BATCH_UNKNOWN`, `BATCH_OF_ANOTHER`.
        """
        return self._office.database.read(lambda tx: batches.row(tx, visible_batch(self._office, tx, who, batch_id)))

    def by_number(self, who: Actor, number: str) -> Batch:
        """The batch that people call `number`: `2024-0317`.

        Raises:
            RuleBroken: `BATCH_UNKNOWN`, `BATCH_OF_ANOTHER`.
        """

        def read(tx: Transaction) -> Batch:
            return visible_batch(self._office, tx, who, _found(batches.by_number(tx, number.strip())).id)

        return self._office.database.read(read)

    def lines(self, who: Actor, batch_id: int) -> tuple[ReceiptRow, ...]:
        """All the lines of a batch in the order of keying."""

        def read(tx: Transaction) -> tuple[ReceiptRow, ...]:
            visible_batch(self._office, tx, who, batch_id)
            return receipts.of_batch(tx, batch_id)

        return self._office.database.read(read)

    def last_lines(self, who: Actor, batch_id: int) -> tuple[ReceiptRow, ...]:
        """The five newest lines of a batch, the newest first."""

        def read(tx: Transaction) -> tuple[ReceiptRow, ...]:
            visible_batch(self._office, tx, who, batch_id)
            return receipts.last_of_batch(tx, batch_id, _LAST_LINES)

        return self._office.database.read(read)

    def preclose(self, who: Actor, key: UUID, batch_id: int) -> Batch:
        """*Clôturer*: nothing more is keyed, lines can still be corrected (B-04).

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `BATCH_UNKNOWN`, `BATCH_OF_ANOTHER`, `BATCH_NOT_OPEN`, `BATCH_CLOSED`.
        """

        def write(tx: Transaction) -> Batch:
            if self._office.once(tx, who, key, Preclosing(batch_id)):
                held_batch(self._office, tx, who, batch_id, BatchState.OPEN)
                self._move(tx, who, batch_id, BatchState.PRECLOSED)
            return _found(batches.by_id(tx, batch_id))

        return self._office.database.write(write)

    def close(self, who: Actor, key: UUID, batch_id: int) -> Batch:
        """*Clôturer définitivement*: after it the batch never changes again (B-06).

        The tape must agree and the slip that goes with the cheques must have been printed since the last line;
        a batch in which no cheque stands needs neither. Papers to archive must be on the slip under which they are
        kept.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `BATCH_UNKNOWN`, `BATCH_OF_ANOTHER`, `BATCH_NOT_PRECLOSED`,
                `BATCH_CLOSED`, `TAPE_MISSING`, `TAPE_DIFFERS`, `SLIP_MISSING`, `ARCHIVE_SLIP_MISSING`.
        """

        def write(tx: Transaction) -> Batch:
            if self._office.once(tx, who, key, Closing(batch_id)):
                held_batch(self._office, tx, who, batch_id, BatchState.PRECLOSED)
                self._require_controlled(tx, batch_id)
                self._move(tx, who, batch_id, BatchState.CLOSED)
            return _found(batches.by_id(tx, batch_id))

        return self._office.database.write(write)

    def _require_controlled(self, tx: Transaction, batch_id: int) -> None:
        count, _ = batches.sums(tx, batch_id)
        if count:
            require_agreeing_tape(tx, batch_id)
            if control.current_slip(tx, batch_id) is None:
                raise RuleBroken(Broken.SLIP_MISSING)
        if MailSlipKind.ARCHIVE in mail_slips.count_waiting(tx, SlipPapers(batch_id)):
            raise RuleBroken(Broken.ARCHIVE_SLIP_MISSING)

    def _move(self, tx: Transaction, who: Actor, batch_id: int, state: BatchState) -> None:
        count, amount = batches.sums(tx, batch_id)
        batches.move(tx, batch_id, state)
        facts = {"state": state.value, "cheques": count, "amount": amount.cents}
        self._office.note(tx, who, "batch moved", facts, chain=batch_id)


def _found(batch: Batch | None) -> Batch:
    if batch is None:
        raise RuleBroken(Broken.BATCH_UNKNOWN)
    return batch
