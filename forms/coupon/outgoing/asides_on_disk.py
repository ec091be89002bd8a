"""Coupons put aside on this workstation's disk: kept there and found again batch by batch, for `CouponQueue`."""

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from backoffice.domain.people import Actor
from backoffice.domain.unread_files import UnreadFile
from backoffice.keying.entry import Entry
from backoffice.services.keying.asides import Asides
from forms.kit.tasks import TaskRunner


class AsidesOnDisk(QObject):
    """What this session puts on the disk itself is not found there.

    Signals:
        found: coupons that were put aside before this session, or before a crash; bears the `Entry` of each.
        unread: files that cannot be read; bears the `UnreadFile`s.
        expected_found: the coupon that was expected is among those found.
        failed: the disk could not be looked at; bears the exception.
    """

    found = Signal(object)
    unread = Signal(object)
    expected_found = Signal()
    failed = Signal(object)

    def __init__(self, asides: Asides, runner: TaskRunner, who: Actor, parent: QObject) -> None:
        super().__init__(parent)
        self._asides = asides
        self._runner = runner
        self._who = who
        self._looked_in: set[int] = set()
        self._expected: UUID | None = None
        self._own: set[UUID] = set()

    def keep(self, entry: Entry) -> None:
        """Keep a coupon as it stands.

        Raises:
            Unavailable: it is not kept.
        """
        self._own.add(entry.key)
        self._asides.keep(self._who, entry)

    def drop(self, key: UUID) -> None:
        """Keep a coupon no more."""
        self._asides.drop(key)

    def expect(self, batch_id: int, key: UUID) -> None:
        """A coupon that was aside elsewhere is in this batch by now: it is to be found there."""
        self._own.discard(key)
        self._looked_in.discard(batch_id)
        self._expected = key

    def look(self, batch_id: int) -> None:
        """Find what was put aside in a batch, the first time that it is keyed in."""
        if batch_id not in self._looked_in:
            self._looked_in.add(batch_id)
            self._runner.run(
                lambda: (self._asides.of_batch(self._who, batch_id), self._asides.unread()),
                self._tell,
                lambda error: self._fail(batch_id, error),
                self,
            )

    def _tell(self, read: tuple[tuple[Entry, ...], tuple[UnreadFile, ...]]) -> None:
        entries, files = read
        expected, self._expected = self._expected, None
        new = sorted(
            (entry for entry in entries if entry.key not in self._own), key=lambda entry: entry.key == expected
        )
        self._own.update(entry.key for entry in new)
        if new:
            self.found.emit(new)
        if files:
            self.unread.emit(files)
        if any(entry.key == expected for entry in new):
            self.expected_found.emit()

    def _fail(self, batch_id: int, error: Exception) -> None:
        self._looked_in.discard(batch_id)
        self.failed.emit(error)
