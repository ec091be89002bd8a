"""Entering a piece of mail in the books: where its paper goes, and what it does to the client's file."""

from collections.abc import Sequence
from dataclasses import dataclass

from backoffice.domain.audit import Facts
from backoffice.domain.batch import Batch
from backoffice.domain.mail import STOPS, FileAction
from backoffice.domain.mail_facts import ChequeFacts
from backoffice.domain.paper import PaperTrace
from backoffice.storage import actions, mail, other_cheques
from backoffice.storage.database import Transaction
from backoffice.storage.receipts import NewReceipt
from backoffice.storage.writing import Writing


@dataclass(frozen=True, slots=True)
class Undone:
    """A piece of mail that was taken back, with the actions that stood until then."""

    mail: mail.KeptMail
    actions: tuple[FileAction, ...]


def mail_of(
    receipt: NewReceipt,
    receipt_id: int,
    trace: PaperTrace,
    *,
    settles: int | None = None,
    others: tuple[ChequeFacts, ...] = (),
) -> mail.NewMail:
    """The mail that a receipt came with.

    Args:
        receipt: what is received.
        receipt_id: its id.
        trace: where the coupon goes.
        settles: the set-aside mail that it takes up.
        others: the other cheques of an instalment, which are kept with it (P-26).
    """
    return mail.NewMail(
        by=receipt.by,
        batch_id=receipt.batch_id,
        client_id=receipt.client_id,
        trace=trace,
        receipt_id=receipt_id,
        settles=settles,
        others=others,
    )


def taken_up(tx: Transaction, batch: Batch, client_id: int, *, has_cheque: bool) -> int | None:
    """The set-aside mail that a piece of mail of a batch SANS FACTURE takes up (P-29); None where it takes up none.

    That is the same paper in hand once more: received, refused, or set aside again. So a letter takes up no cheque.
    The client is held by the caller.
    """
    return None if batch.with_invoice else mail.oldest_set_aside(tx, client_id, has_cheque=has_cheque)


def post_mail(tx: Transaction, new: mail.NewMail, wanted: Sequence[FileAction]) -> tuple[int, Facts]:
    """Add a piece of mail with its actions; gives its id, and what the audit trail tells of it.

    The client is held by the caller. A stop that stands already is skipped: the procedure asks for it again for a
    client who has it.
    """
    mail_id = mail.add(tx, new)
    if new.others:
        other_cheques.add(tx, mail_id, new.others)
    done = _post_actions(tx, new, mail_id, wanted) if wanted else ()
    trace = new.trace
    # The texts of comments stay out of the trail: anything may be typed there.
    return mail_id, {
        "mail": mail_id,
        "paper": trace.paper.value,
        "slip": trace.slip.value if trace.slip else "",
        "rules": " ".join(trace.rules),
        "departure": trace.departure,
        "edition": trace.edition,
        "others": len(new.others),
        "settles": new.settles,
        "actions": codes_of(done),
    }


def post_mail_reversal(tx: Transaction, by: Writing, old: mail.KeptMail, receipt_id: int | None) -> Undone:
    """Take a piece of mail back and lift what still stands of its actions.

    `receipt_id` is the receipt that reverses the one it came with.
    """
    mail.add_reversal(tx, by, old, receipt_id)
    standing = actions.standing_of_mail(tx, old.id)
    if standing:
        actions.lift(tx, by, list(standing), "")
    return Undone(old, tuple(standing.values()))


def codes_of(done: Sequence[FileAction]) -> str:
    """The codes of actions, as the audit trail tells them."""
    return " ".join(action.code.value for action in done)


def _post_actions(
    tx: Transaction, new: mail.NewMail, mail_id: int, wanted: Sequence[FileAction]
) -> tuple[FileAction, ...]:
    standing = set(actions.standing_codes(tx, new.client_id))
    done: list[FileAction] = []
    for action in wanted:
        if action.code not in STOPS or action.code not in standing:
            done.append(action)
            standing.add(action.code)
    if done:
        actions.add(tx, new.by, new.client_id, mail_id, done)
    return tuple(done)
