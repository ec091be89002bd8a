"""The batch that is being keyed, as the database has it."""

from datetime import UTC, date, datetime

from PySide6.QtCore import QObject, Signal

from backoffice.domain.batch import Batch, BatchKind, BatchState
from backoffice.domain.people import Actor
from backoffice.domain.rows import BatchRow, ReceiptRow
from backoffice.services.batches import Batches
from forms.kit.desk import Desk

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


class BatchWatch(QObject):
    """Reads the batch again whenever something may have changed in it.

    Signals:
        read: bears its `BatchRow` and its newest lines.

    Attributes:
        batch: the batch, as it was last read.
    """

    read = Signal(object, object)

    def __init__(self, batches: Batches, desk: Desk, who: Actor, parent: QObject) -> None:
        super().__init__(parent)
        self._batches = batches
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
        batch_id = self.batch.id
        self._desk.runner.run(
            lambda: (self._batches.row(self._who, batch_id), self._batches.last_lines(self._who, batch_id)),
            self._tell,
            self._desk.tell,
            self,
        )

    def _tell(self, answer: tuple[BatchRow, tuple[ReceiptRow, ...]]) -> None:
        row, lines = answer
        if row.batch.id == self.batch.id:  # another one may have been resumed since
            self.batch = row.batch
            self.read.emit(row, lines)
