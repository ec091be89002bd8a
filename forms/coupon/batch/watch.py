"""The batch that is being keyed, as the database has it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from PySide6.QtCore import QObject, Signal

from backoffice.domain.batch import Batch, BatchKind, BatchState
from backoffice.domain.batch_rows import BatchRow
from backoffice.domain.mail_rows import OtherChequeRow, SetAsideRow
from backoffice.domain.people import Actor
from forms.coupon.batch.keyed_line import KeyedRow
from forms.coupon.services import CouponServices
from forms.kit.screen_tools import ScreenTools

NO_BATCH = Batch(
    id=0,
    number="",
    arrival_date=date.min,
    with_invoice=True,
    kind=BatchKind.PARTNER,
    state=BatchState.CLOSED,
    opened_by=0,
    operator="",
    opened_at=datetime.min.replace(tzinfo=UTC),
)
"""Before a batch is resumed: nothing can be keyed."""


_LINES = 5


@dataclass(frozen=True, slots=True)
class BatchReading:
    """What was read of a batch.

    Attributes:
        row: the batch with its sums.
        lines: its newest receipts and mail without a cheque or without a client, the newest first.
        set_aside: in a batch SANS FACTURE, what waits for one of its kind (P-29).
        cheques: in a batch AVEC FACTURE, the other cheques of instalments that wait for one of its kind (P-26).
    """

    row: BatchRow
    lines: tuple[KeyedRow, ...]
    set_aside: tuple[SetAsideRow, ...]
    cheques: tuple[OtherChequeRow, ...]


class BatchWatch(QObject):
    """Reads the batch again whenever something may have changed in it.

    Signals:
        read: bears a `BatchReading`.

    Attributes:
        batch: the batch, as it was last read.
    """

    read = Signal(object)

    def __init__(self, services: CouponServices, desk: ScreenTools, who: Actor, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._desk = desk
        self._who = who
        self.batch = NO_BATCH

    @property
    def why_not_keying(self) -> str:
        """Why nothing is keyed in it; empty while it is open."""
        return "" if self.batch.state is BatchState.OPEN else "Ce lot n'est plus ouvert."

    def refresh(self) -> None:
        """Read it again, where there is one."""
        if self.batch is NO_BATCH:
            return
        batch = self.batch
        self._desk.runner.run(lambda: self._read(batch), self._tell, self._desk.tell, self)

    def _read(self, batch: Batch) -> BatchReading:
        services, who = self._services, self._who
        receipts = services.batches.last_lines(who, batch.id)
        cheques = {(row.recorded_at, row.ref) for row in receipts}  # recorded with their mail, in one moment
        mail = services.mail.last_of_batch(who, batch.id)
        rows: list[KeyedRow] = [*receipts, *services.unknown_mails.of_batch(who, batch.id)[:_LINES]]
        rows += (row for row in mail if (row.recorded_at, row.ref) not in cheques)
        rows.sort(key=lambda row: row.recorded_at, reverse=True)
        set_aside = () if batch.with_invoice else services.mail.set_aside(who, batch.kind)
        others = services.mail.other_cheques(who, batch.kind) if batch.with_invoice else ()
        return BatchReading(services.batches.row(who, batch.id), tuple(rows[:_LINES]), set_aside, others)

    def _tell(self, reading: BatchReading) -> None:
        if reading.row.batch.id == self.batch.id:  # another one may have been resumed since
            self.batch = reading.row.batch
            self.read.emit(reading)
