"""Taking a receipt back: its reversal, a mirror of each of its lines that stands, and its mail's (C-03)."""

from dataclasses import dataclass
from uuid import UUID

from backoffice.domain.audit import Facts
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import total
from backoffice.domain.people import Actor
from backoffice.services.books.mail_posting import Undone, post_mail_reversal
from backoffice.services.books.receipt_posting import post_reversal
from backoffice.services.office.office import Office
from backoffice.storage import clients, mail, receipts
from backoffice.storage.database import Transaction


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What stood of a receipt until it was taken back.

    Attributes:
        lines: its lines; none where the payment came back unpaid before.
        undone: its mail; None for a receipt that is older than the keeping of mail.
    """

    lines: tuple[receipts.KeptLine, ...]
    undone: Undone | None


def found_receipt(tx: Transaction, receipt_id: int) -> receipts.KeptReceipt:
    """A receipt by id.

    Raises:
        RuleBroken: `RECEIPT_UNKNOWN`.
    """
    found = receipts.kept(tx, receipt_id)
    if found is None:
        raise RuleBroken(Broken.RECEIPT_UNKNOWN)
    return found


def take_back(office: Office, tx: Transaction, who: Actor, key: UUID, old: receipts.KeptReceipt) -> TakenBack:
    """Reverse a receipt whose batch the caller holds: the debt is back for what its lines still settle.

    Raises:
        RuleBroken: `RECEIPT_REVERSED`, for a reversal too.
    """
    clients.locked(tx, old.client_id)
    shown = receipts.by_id(tx, old.id)
    if old.reverses is not None or shown is None or shown.reversed:
        raise RuleBroken(Broken.RECEIPT_REVERSED)
    reversal = receipts.NewReceipt(
        by=office.writing(who, key),
        batch_id=old.batch_id,
        client_id=old.client_id,
        amount=-old.amount,
        figures=old.figures,
        words=old.words,
        cheque_number=old.cheque_number,
        reverses=old.id,
    )
    lines = receipts.standing_lines(tx, old.id)
    reversal_id = post_reversal(tx, reversal, lines)
    kept = mail.kept_of_receipt(tx, old.id)
    undone = post_mail_reversal(tx, reversal.by, kept, reversal_id) if kept else None
    back = total(line.row.amount for line in lines).cents
    facts: Facts = {"receipt": reversal_id, "reverses": old.id, "amount": -old.amount.cents, "debt_back": back}
    office.note(tx, who, "cheque reversed", facts, chain=old.batch_id)
    return TakenBack(lines, undone)
