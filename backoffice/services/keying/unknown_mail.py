"""Mail whose client cannot be found: recorded all the same, numbered, on a slip of its batch (P-05)."""

from dataclasses import replace
from uuid import UUID

from backoffice.domain.audit import Facts
from backoffice.domain.batch import BatchState
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.people import Actor
from backoffice.domain.undoing import MailCancelling
from backoffice.domain.unknown_mail import LONGEST_NAME, LONGEST_REFERENCE, UnknownMail, UnknownMailRow
from backoffice.services.office.access import held_batch, visible_batch
from backoffice.services.office.office import Office, today
from backoffice.services.office.typed_words import LONGEST_TEXT, require_text
from backoffice.storage import counters, unknown_mail
from backoffice.storage.database import Transaction

_LISTED = 500


class UnknownMails:
    """The mail of nobody, so that none is left on a desk without a trace."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def record(self, who: Actor, form: UnknownMail) -> UnknownMailRow:
        """Record a piece of mail of an open batch, once; its number is to be written on the paper.

        Raises:
            RuleBroken: `NOTHING_READABLE` where all its texts are empty, `TEXT_UNUSABLE`, `TEXT_HOLDS_CARD`,
                `TEXT_HOLDS_IBAN`, `ROLE_MAY_NOT`, `BATCH_UNKNOWN`, `BATCH_OF_ANOTHER`, `BATCH_NOT_OPEN`,
                `BATCH_CLOSED`.
        """
        form = replace(form, reference=form.reference.strip(), name=form.name.strip(), text=form.text.strip())
        _require_readable(form)
        return self._office.database.write(lambda tx: self._record(tx, who, form))

    def _record(self, tx: Transaction, who: Actor, form: UnknownMail) -> UnknownMailRow:
        if self._office.once(tx, who, form.key, form):
            batch = held_batch(self._office, tx, who, form.batch_id, BatchState.OPEN)
            number = counters.paper_number(tx, "CI", "unknown mail", today(self._office).year)
            mail_id = unknown_mail.add(tx, self._office.writing(who, form.key), form, number)
            # What was read stays out of the trail: anything may be typed there.
            facts: Facts = {"mail": mail_id, "number": number, "paper": form.trace.paper.value, "slip": form.slip.value}
            self._office.note(tx, who, "mail recorded", facts, chain=batch.id)
        return unknown_mail.by_gesture(tx, form.key)

    def cancel(self, who: Actor, key: UUID, mail_id: int) -> UnknownMailRow:
        """Take such a piece of mail back while its batch is not closed; on a slip it shows struck through.

        Raises:
            RuleBroken: `MAIL_UNKNOWN`, `MAIL_CANCELLED`, `ROLE_MAY_NOT`, `BATCH_OF_ANOTHER`, `BATCH_CLOSED`.
        """

        def write(tx: Transaction) -> UnknownMailRow:
            if self._office.once(tx, who, key, MailCancelling(mail_id)):
                seen = _found(unknown_mail.by_id(tx, mail_id))
                held_batch(self._office, tx, who, seen.batch_id, BatchState.OPEN, BatchState.PRECLOSED)
                if _found(unknown_mail.by_id(tx, mail_id)).cancelled:
                    raise RuleBroken(Broken.MAIL_CANCELLED)
                unknown_mail.add_reversal(tx, self._office.writing(who, key), seen)
                self._office.note(tx, who, "mail cancelled", {"cancels": mail_id}, chain=seen.batch_id)
            return _found(unknown_mail.by_id(tx, mail_id))

        return self._office.database.write(write)

    def of_batch(self, who: Actor, batch_id: int) -> tuple[UnknownMailRow, ...]:
        """Those of a batch, the newest first; what was cancelled too.

        Raises:
            RuleBroken: `BATCH_UNKNOWN`, `BATCH_OF_ANOTHER`.
        """

        def read(tx: Transaction) -> tuple[UnknownMailRow, ...]:
            visible_batch(self._office, tx, who, batch_id)
            return unknown_mail.of_batch(tx, batch_id)

        return self._office.database.read(read)

    def search(self, who: Actor, text: str = "") -> tuple[UnknownMailRow, ...]:
        """The newest ones that `who` may see: their number, reference, name or text contains `text`."""
        opened_by = None if self._office.sees_all(who) else who.person_id
        return self._office.database.read(lambda tx: unknown_mail.like(tx, text, opened_by, _LISTED))


def _require_readable(form: UnknownMail) -> None:
    texts = ((form.reference, LONGEST_REFERENCE), (form.name, LONGEST_NAME), (form.text, LONGEST_TEXT))
    if not any(text for text, _ in texts):
        raise RuleBroken(Broken.NOTHING_READABLE)
    for text, longest in texts:
        if text:
            require_text(text, Broken.NOTHING_READABLE, longest)


def _found(row: UnknownMailRow | None) -> UnknownMailRow:
    if row is None:
        raise RuleBroken(Broken.MAIL_UNKNOWN)
    return row
