"""*Imprimer*: the receipt slip and the lot sheet of a batch (B-06)."""

from uuid import UUID

from backoffice.domain.audit import Facts
from backoffice.domain.batch import Batch, BatchState
from backoffice.domain.batch_rows import SlipRow
from backoffice.domain.documents import BatchHeading, LotSheet, ReceiptLine, ReceiptSlip
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import total
from backoffice.domain.paper import SlipPrinting, SlipReprint
from backoffice.domain.people import Actor
from backoffice.french import amount_in_words as words
from backoffice.services.batches.control import require_agreeing_tape
from backoffice.services.office.access import held_batch, visible_batch
from backoffice.services.office.office import Office, today
from backoffice.storage import batches, control, counters, receipts
from backoffice.storage.control import KeptSlip, NewSlip
from backoffice.storage.database import Transaction

_LISTED = 500
_PRINTED = (BatchState.PRECLOSED, BatchState.CLOSED)


class Slips:
    """The printed slips. A slip shows the batch as it was at its number; a later line asks for a new slip."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def print_receipt_slip(self, who: Actor, key: UUID, batch_id: int) -> ReceiptSlip:
        """Number the slip of a pre-closed batch whose tape agrees; a slip that is still current is a duplicate.

        A closed batch gives its slip again, as a duplicate.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `BATCH_UNKNOWN`, `BATCH_OF_ANOTHER`, `BATCH_NOT_PRECLOSED`,
                `SLIP_WITHOUT_CHEQUE`, `TAPE_MISSING`, `TAPE_DIFFERS`.
        """

        def write(tx: Transaction) -> ReceiptSlip:
            if not self._office.once(tx, who, key, SlipPrinting(batch_id)):
                return _document(tx, _printed(tx, key, batch_id), duplicate=False)
            batch = held_batch(self._office, tx, who, batch_id, *_PRINTED)
            current = control.current_slip(tx, batch_id)
            if current is not None:
                return self._again(tx, who, current)
            return self._number(tx, who, key, batch)

        return self._office.database.write(write)

    def _number(self, tx: Transaction, who: Actor, key: UUID, batch: Batch) -> ReceiptSlip:
        count, amount = batches.sums(tx, batch.id)
        if count == 0 or batch.state is BatchState.CLOSED:
            raise RuleBroken(Broken.SLIP_WITHOUT_CHEQUE)
        require_agreeing_tape(tx, batch.id)
        number = counters.paper_number(tx, "BE", "receipt slip", today(self._office).year)
        facts: Facts = {"number": number, "cheques": count, "amount": amount.cents}
        anchor = self._office.note(tx, who, "slip printed", facts, chain=batch.id)
        new = NewSlip(number, batch.id, receipts.last_id(tx, batch.id), count, amount, anchor)
        control.add_slip(tx, self._office.writing(who, key), new)
        return _document(tx, _printed(tx, key, batch.id), duplicate=False)

    def reprint(self, who: Actor, key: UUID, slip_id: int) -> ReceiptSlip:
        """A slip once more, marked as a duplicate; a line cancelled since shows struck through.

        Raises:
            RuleBroken: `SLIP_UNKNOWN`, `BATCH_OF_ANOTHER`.
        """

        def write(tx: Transaction) -> ReceiptSlip:
            slip = control.slip(tx, slip_id)
            if slip is None:
                raise RuleBroken(Broken.SLIP_UNKNOWN)
            visible_batch(self._office, tx, who, slip.row.batch_id)
            batches.locked(tx, slip.row.batch_id)
            if not self._office.once(tx, who, key, SlipReprint(slip_id)):
                return _document(tx, slip, duplicate=True)
            return self._again(tx, who, slip)

        return self._office.database.write(write)

    def lot_sheet(self, who: Actor, batch_id: int) -> LotSheet:
        """The sheet that wraps the cheques of a batch whose slip is printed.

        Raises:
            RuleBroken: `BATCH_UNKNOWN`, `BATCH_OF_ANOTHER`, `SLIP_MISSING`.
        """

        def read(tx: Transaction) -> LotSheet:
            batch = visible_batch(self._office, tx, who, batch_id)
            slip = control.current_slip(tx, batch_id)
            if slip is None:
                raise RuleBroken(Broken.SLIP_MISSING)
            return LotSheet(
                batch=heading(batch),
                slip_number=slip.row.number,
                count=slip.row.cheques,
                total=slip.row.amount,
                total_words=words.write(slip.row.amount),
                anchor=slip.anchor,
                printed_at=slip.row.printed_at,
                printed_by=slip.row.operator,
            )

        return self._office.database.read(read)

    def listing(self, who: Actor, number: str = "") -> tuple[SlipRow, ...]:
        """The newest slips that `who` may see, whose number or batch's number contains `number`."""
        opened_by = None if self._office.sees_all(who) else who.person_id
        return self._office.database.read(lambda tx: control.slips_like(tx, number.strip(), opened_by, _LISTED))

    def _again(self, tx: Transaction, who: Actor, slip: KeptSlip) -> ReceiptSlip:
        self._office.note(tx, who, "slip printed again", {"number": slip.row.number}, chain=slip.row.batch_id)
        return _document(tx, slip, duplicate=True)


def _printed(tx: Transaction, key: UUID, batch_id: int) -> KeptSlip:
    slip = control.slip_by_gesture(tx, key) or control.current_slip(tx, batch_id)
    if slip is None:
        raise RuleBroken(Broken.SLIP_MISSING)
    return slip


def _document(tx: Transaction, slip: KeptSlip, *, duplicate: bool) -> ReceiptSlip:
    batch = batches.by_id(tx, slip.row.batch_id)
    if batch is None:
        raise RuleBroken(Broken.BATCH_UNKNOWN)
    shown = [row for row in receipts.of_batch(tx, batch.id) if row.reverses is None and row.id <= slip.last_receipt]
    lines = tuple(
        ReceiptLine(position, row.ref, row.name, row.cheque_number, row.amount, row.reversed)
        for position, row in enumerate(shown, start=1)
    )
    standing = total(line.amount for line in lines if not line.reversed)
    return ReceiptSlip(
        number=slip.row.number,
        batch=heading(batch),
        lines=lines,
        count=sum(not line.reversed for line in lines),
        total=standing,
        total_words=words.write(standing),
        anchor=slip.anchor,
        duplicate=duplicate,
        printed_at=slip.row.printed_at,
        printed_by=slip.row.operator,
    )


def heading(batch: Batch) -> BatchHeading:
    """What stands at the head of every paper of a batch."""
    return BatchHeading(
        batch.number, batch.kind, batch.with_invoice, batch.arrival_date, batch.operator, batch.opened_at
    )
