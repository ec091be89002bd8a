"""Whose coupon is in hand and what was accepted of it: what `CouponForm` knows beside what stands in its fields."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from backoffice.domain.batch import Batch
from backoffice.domain.dossier import Dossier
from backoffice.domain.mail_facts import IbanMatch
from backoffice.keying.entry import Entry


@dataclass(slots=True)
class CouponState:
    """The coupon in hand.

    Attributes:
        batch: the batch that it is keyed in, as it stands now.
        key: under which it is recorded, once.
        dossier: the client's file, once it is found.
        is_awaited: the client's file is on its way.
        accepts_duplicate: the warning about a cheque that looks keyed already is overridden.
        accepts_blank: the message about rows left *vide* is overridden.
        judged_as: whose IBAN the one is that was typed; None where none was.
        compared: the mark of the means of payment that the IBAN of the coupon was set against; None while no file is
            open.
        is_wiped: a number was half typed on it, and is gone.
    """

    batch: Batch
    key: UUID = field(default_factory=uuid4)
    dossier: Dossier | None = None
    is_awaited: bool = False
    accepts_duplicate: bool = False
    accepts_blank: bool = False
    judged_as: IbanMatch | None = None
    compared: str | None = None
    is_wiped: bool = False

    def begin(self, *, keep_typed: bool, half_typed: bool) -> None:
        """Another coupon under a new key; what was typed ahead of its file may be kept, a number `half_typed` not."""
        self.key = uuid4()
        self.dossier = self.judged_as = None
        self.is_awaited = self.accepts_blank = self.accepts_duplicate = False
        self.is_wiped = keep_typed and (self.is_wiped or half_typed)
        if not keep_typed:
            self.compared = None

    def open(self, dossier: Dossier) -> None:
        """The client's file is there."""
        self.is_awaited = False
        self.dossier = dossier
        if self.compared is None:  # of a file that is read again, the operator says whether its IBAN is still the one
            self.compared = dossier.means.mark

    def take_up(self, entry: Entry) -> None:
        """A coupon as it stood, whose file is open where it has one."""
        self.key = entry.key
        self.is_wiped = entry.wiped and entry.assigned.card is None and entry.assigned.iban is None
        self.judged_as = entry.ticks.iban.match if entry.ticks.iban else None
        self.compared = entry.compared if entry.dossier else entry.compared or None

    def compare(self) -> None:
        """The IBAN of the coupon is set against the file as it is shown now."""
        self.compared = self.dossier.means.mark if self.dossier else None
