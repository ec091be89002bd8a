"""The slips that papers leave under: transmission, transfer and archive, of a batch or of a day (P-05, B-06, B-07)."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from backoffice.domain.audit import OFFICE_CHAIN, Facts
from backoffice.domain.batch import BatchState
from backoffice.domain.documents import MailSlip
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mail_rows import MailSlipRow, WaitingRow
from backoffice.domain.money import total
from backoffice.domain.paper import MailSlipKind, MailSlipPrinting, MailSlipReprint
from backoffice.domain.people import Actor, Right
from backoffice.french.office_time import bounds_of_day, office_day
from backoffice.services.office.access import held_batch, visible_batch
from backoffice.services.office.office import Office, today
from backoffice.services.papers.receipt_slips import heading
from backoffice.storage import batches, counters, mail_slips
from backoffice.storage.database import Transaction
from backoffice.storage.mail_slips import KeptMailSlip, NewMailSlip, SlipPapers

_LISTED = 500
_LETTERS: Mapping[MailSlipKind, str] = {
    MailSlipKind.CHEQUE: "BT",
    MailSlipKind.CARD: "BT",
    MailSlipKind.IBAN: "BT",
    MailSlipKind.NONE: "BT",
    MailSlipKind.RECOVERY: "BR",
    MailSlipKind.SRC: "BS",
    MailSlipKind.ARCHIVE: "BA",
    MailSlipKind.REJECT: "BJ",
}
"""What a number begins with; the four transmission slips share one counter."""


class MailSlips:
    """The slips of papers. A paper is on one slip at most; one that comes later waits for the next slip."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def waiting(self, who: Actor, papers_of: int | date) -> Mapping[MailSlipKind, int]:
        """How many papers are on no slip yet, for each kind, 0 where there is none.

        `papers_of` is a batch's id, or a day on the calendar on the wall: then the papers that were recorded on it
        in the batches that `who` may see.

        Raises:
            RuleBroken: `BATCH_UNKNOWN`, `BATCH_OF_ANOTHER`.
        """

        def read(tx: Transaction) -> Mapping[MailSlipKind, int]:
            if not isinstance(papers_of, date):
                visible_batch(self._office, tx, who, papers_of)
            counted = mail_slips.count_waiting(tx, self._pile(who, papers_of))
            return {kind: counted.get(kind, 0) for kind in MailSlipKind}

        return self._office.database.read(read)

    def days_waiting(self, who: Actor) -> tuple[WaitingRow, ...]:
        """The papers of the batches that `who` may see that are on no slip yet, by day and kind, the newest first."""
        opened_by = None if self._office.sees_all(who) else who.person_id
        moments = self._office.database.read(lambda tx: mail_slips.moments_waiting(tx, opened_by))
        counted = Counter((office_day(moment), kind) for moment, kind in moments)
        order = list(MailSlipKind)
        found = sorted(counted.items(), key=lambda each: (-each[0][0].toordinal(), order.index(each[0][1])))
        return tuple(WaitingRow(day, kind, count) for (day, kind), count in found)

    def print_slip(self, who: Actor, key: UUID, kind: MailSlipKind, papers_of: int | date) -> MailSlip:
        """Number a slip of the papers of a kind that are on none yet; `papers_of` is as for `waiting`.

        The batch may be open or closed: its papers leave when the operator sends them.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `BATCH_UNKNOWN`, `BATCH_OF_ANOTHER`, `NOTHING_FOR_SLIP`.
        """
        self._office.require(who, Right.KEY)
        printing = MailSlipPrinting(kind, papers_of)
        return self._office.database.write(lambda tx: self._print(tx, who, key, printing))

    def _print(self, tx: Transaction, who: Actor, key: UUID, printing: MailSlipPrinting) -> MailSlip:
        if self._office.once(tx, who, key, printing):
            self._number(tx, who, key, printing)
        return _document(tx, mail_slips.by_gesture(tx, key), duplicate=False)

    def _number(self, tx: Transaction, who: Actor, key: UUID, printing: MailSlipPrinting) -> None:
        kind, papers_of = printing.kind, printing.papers_of
        if isinstance(papers_of, date):
            batch_id, day = None, papers_of
        else:
            batch = held_batch(self._office, tx, who, papers_of, *BatchState)
            batch_id, day = batch.id, batch.arrival_date
        year, letters = today(self._office).year, _LETTERS[kind]
        # The counter's row is held from here on: two printers never number the same paper.
        number = counters.paper_number(tx, letters, letters, year)
        papers, amount = mail_slips.waiting(tx, self._pile(who, papers_of), kind)
        if not papers:
            raise RuleBroken(Broken.NOTHING_FOR_SLIP)
        new = NewMailSlip(number, kind, batch_id, day, len(papers), amount)
        mail_slips.add(tx, self._office.writing(who, key), new, papers)
        facts: Facts = {"number": number, "kind": kind.value, "papers": len(papers), "amount": amount.cents}
        self._office.note(tx, who, "mail slip printed", facts, chain=_chain(batch_id))

    def reprint(self, who: Actor, key: UUID, slip_id: int) -> MailSlip:
        """A slip once more, marked as a duplicate; a line cancelled since shows struck through.

        Raises:
            RuleBroken: `SLIP_UNKNOWN`, also for a day's slip that another one printed and `who` may not see,
                `BATCH_OF_ANOTHER`.
        """

        def write(tx: Transaction) -> MailSlip:
            slip = mail_slips.by_id(tx, slip_id)
            if slip is None or (slip.batch_id is None and not self._sees_day_of(who, slip.printed_by)):
                raise RuleBroken(Broken.SLIP_UNKNOWN)
            if slip.batch_id is not None:
                visible_batch(self._office, tx, who, slip.batch_id)
                batches.locked(tx, slip.batch_id)
            if self._office.once(tx, who, key, MailSlipReprint(slip_id)):
                facts = {"number": slip.row.number}
                self._office.note(tx, who, "mail slip printed again", facts, chain=_chain(slip.batch_id))
            return _document(tx, slip, duplicate=True)

        return self._office.database.write(write)

    def listing(self, who: Actor, text: str = "") -> tuple[MailSlipRow, ...]:
        """The newest slips that `who` may see, whose number or batch's number contains `text`."""
        seen_by = None if self._office.sees_all(who) else who.person_id
        return self._office.database.read(lambda tx: mail_slips.like(tx, text.strip(), seen_by, _LISTED))

    def _pile(self, who: Actor, papers_of: int | date) -> SlipPapers:
        if not isinstance(papers_of, date):
            return SlipPapers(batch_id=papers_of)
        since, before = bounds_of_day(papers_of)
        return SlipPapers(since=since, before=before, opened_by=None if self._office.sees_all(who) else who.person_id)

    def _sees_day_of(self, who: Actor, printed_by: int) -> bool:
        return who.person_id == printed_by or self._office.sees_all(who)


def _chain(batch_id: int | None) -> int:
    return OFFICE_CHAIN if batch_id is None else batch_id


def _document(tx: Transaction, slip: KeptMailSlip, *, duplicate: bool) -> MailSlip:
    batch = None if slip.batch_id is None else batches.by_id(tx, slip.batch_id)
    lines = mail_slips.lines(tx, slip.row.id)
    standing = [line for line in lines if not line.cancelled]
    return MailSlip(
        number=slip.row.number,
        kind=slip.row.kind,
        batch=heading(batch) if batch else None,
        day=slip.row.day,
        lines=lines,
        count=len(standing),
        total=total(line.amount for line in standing if line.amount is not None),
        duplicate=duplicate,
        printed_at=slip.row.printed_at,
        printed_by=slip.row.operator,
    )
