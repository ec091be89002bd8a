"""The printed slips, receipt slips and slips of papers, as one list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from backoffice.domain.batch_rows import SlipRow
from backoffice.domain.mail_rows import MailSlipRow
from backoffice.domain.money import Money
from backoffice.domain.people import Actor
from backoffice.domain.pile_slip import PileSlipRow
from backoffice.french.figures import short_date
from backoffice.french.paper_words import SORTING, SlipName
from backoffice.services.keying.unknown_mail import UnknownMails
from backoffice.services.papers.mail_slips import MailSlips
from backoffice.services.papers.pile_slips import PileSlips
from backoffice.services.papers.receipt_slips import Slips
from backoffice.services.services import Services
from forms.slips.papers import Draw


@dataclass(frozen=True, slots=True)
class SlipServices:
    """What the slips, and the mail without a client, are listed, printed and drawn with."""

    slips: Slips
    mail_slips: MailSlips
    pile_slips: PileSlips
    unknown_mails: UnknownMails
    draw: Draw

    @classmethod
    def of(cls, services: Services, draw: Draw) -> Self:
        """Those that the screen needs."""
        return cls(services.slips, services.mail_slips, services.pile_slips, services.unknown_mails, draw)


@dataclass(frozen=True, slots=True)
class PrintedSlip:
    """A printed slip.

    Attributes:
        id: its own among those of its service.
        batch_id: the batch of a receipt slip; None for the others.
        papers_of: the batch's number, the day, or the pile of *Tri*.
        outdated: its batch has changed since.
        amount: None where its papers bear none.
    """

    id: int
    kind: SlipName
    number: str
    batch_id: int | None
    papers_of: str
    outdated: bool
    count: int
    amount: Money | None
    printed_at: datetime
    operator: str


def read_printed(services: SlipServices, who: Actor, text: str) -> tuple[PrintedSlip, ...]:
    """The slips whose number or batch's number contains `text`, the newest first."""
    found = (
        *map(_of_receipts, services.slips.listing(who, text)),
        *map(_of_papers, services.mail_slips.listing(who, text)),
        *map(_of_piles, services.pile_slips.listing(who, text)),
    )
    return tuple(sorted(found, key=lambda slip: slip.printed_at, reverse=True))


def _of_receipts(row: SlipRow) -> PrintedSlip:
    return PrintedSlip(
        id=row.id,
        kind=None,
        number=row.number,
        batch_id=row.batch_id,
        papers_of=row.batch_number,
        outdated=not row.current,
        count=row.cheques,
        amount=row.amount,
        printed_at=row.printed_at,
        operator=row.operator,
    )


def _of_papers(row: MailSlipRow) -> PrintedSlip:
    return PrintedSlip(
        id=row.id,
        kind=row.kind,
        number=row.number,
        batch_id=None,
        papers_of=row.batch_number or short_date(row.day),
        outdated=False,
        count=row.count,
        amount=row.amount,
        printed_at=row.printed_at,
        operator=row.operator,
    )


def _of_piles(row: PileSlipRow) -> PrintedSlip:
    return PrintedSlip(
        id=row.id,
        kind=SORTING,
        number=row.number,
        batch_id=None,
        papers_of=f"Pile {row.pile}",
        outdated=False,
        count=row.count,
        amount=None,
        printed_at=row.printed_at,
        operator=row.operator,
    )
