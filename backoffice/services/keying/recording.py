"""*Enregistrer*, safe against a crash: the form is on this workstation's disk until it is in the books.

It waits in the outbox until its answer has come. A refused one is put aside, as that of the person who sent it, before
it leaves the outbox: so it is always in one of them. What is in the outbox waits, and what is refused is not in it.
"""

import contextlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar
from uuid import UUID

from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.mail_rows import MailRow
from backoffice.domain.people import Actor
from backoffice.domain.unread_files import UnreadFile
from backoffice.keying.brought_back import aside_of_sent
from backoffice.keying.recorded_form import ChequeForm, MailForm
from backoffice.services.keying.asides import AsideStore
from backoffice.services.keying.cheques import Cheques
from backoffice.services.keying.mail import Mail
from backoffice.services.keying.mail_validity import require_usable
from backoffice.services.office.people import People
from backoffice.services.office.typed_words import require_no_secret
from backoffice.storage.faults import DatabaseRefusedError

_LOG = logging.getLogger("liasse.recording")
_LOST = (Fault.DATABASE_UNREACHABLE, Fault.DATABASE_BUSY, Fault.DISK_UNREACHABLE)
"""Of these every form would suffer; any other fault is one form's alone."""

_Form = TypeVar("_Form", ChequeForm, MailForm)
_Row = TypeVar("_Row")


class StoredForm(Protocol):
    """A form that waits, and who sent it from where."""

    @property
    def person_id(self) -> int:
        """Who sent it."""

    @property
    def workstation(self) -> str:
        """From where."""

    @property
    def form(self) -> ChequeForm | MailForm:
        """What was sent."""

    @property
    def is_earlier(self) -> bool:
        """Whether an earlier version sent it: recorded then, it is not known again by its content."""


class FormStore(Protocol):
    """Where forms wait for their answer: the folder of `gateways.outbox`."""

    def put(self, who: Actor, form: ChequeForm | MailForm) -> None:
        """Keep a form until `done`."""

    def done(self, key: UUID) -> None:
        """Forget a form that has its answer."""

    def waiting(self) -> Iterable[StoredForm]:
        """The forms without an answer, the oldest first."""

    def is_empty(self) -> bool:
        """Whether there is no form, not even one that cannot be read."""

    def unread(self) -> tuple[UnreadFile, ...]:
        """The files that `waiting` has not read, each told once."""


@dataclass(frozen=True, slots=True)
class Resent:
    """A form that was sent again: recorded, or refused with the reason.

    Attributes:
        who: the person who had sent it first; None where nobody is known of whom it would be.
        receipt: what became of a cheque; None for other mail, and where it is refused.
        mail: what became of mail without a cheque; None likewise.
    """

    form: ChequeForm | MailForm
    who: Actor | None
    receipt: ReceiptRow | None = None
    mail: MailRow | None = None
    refusal: RuleBroken | None = None


class Recording:
    """The recording of cheques and of other mail through the outbox."""

    def __init__(self, cheques: Cheques, mail: Mail, people: People, outbox: FormStore, asides: AsideStore) -> None:
        self._cheques = cheques
        self._mail = mail
        self._people = people
        self._outbox = outbox
        self._asides = asides
        self._under_way: set[UUID] = set()

    def keep(self, who: Actor, form: ChequeForm | MailForm) -> None:
        """Put a form on this workstation's disk before it leaves the screen; `record` or `record_mail` sends it.

        Until then it is under way: no round sends it, and it does not count as waiting.

        Raises:
            RuleBroken: it holds what no file may; it is not kept.
            Unavailable: the disk refuses it; it is not kept.
        """
        require_usable(form.departure, form.reason, form.ticks)
        require_no_secret(form)  # the outbox is a file
        self._under_way.add(form.key)  # first: a round may be looking just now
        try:
            self._outbox.put(who, form)
        except BaseException:
            self._under_way.discard(form.key)
            raise
        self._asides.drop(form.key)  # it waits by itself now

    def record(self, who: Actor, form: ChequeForm) -> ReceiptRow:
        """Record a cheque once; it is kept first, where it is not yet.

        Raises:
            RuleBroken: the form is refused; nothing is recorded, and nothing waits: it is put aside.
            Unavailable: the form waits on this workstation and is sent again by `resend`; not where `keep` raised it.
            Exception: a bug; the form is put aside like a refused one.
        """
        return self._through_outbox(who, form, self._cheques.record)

    def record_mail(self, who: Actor, form: MailForm) -> MailRow:
        """Record a piece of mail without a cheque once.

        Raises:
            RuleBroken, Unavailable, Exception: as `record`.
        """
        return self._through_outbox(who, form, self._mail.record)

    def _through_outbox(self, who: Actor, form: _Form, record: Callable[[Actor, _Form], _Row]) -> _Row:
        if form.key not in self._under_way:
            self.keep(who, form)
        try:
            return self._answered(who, form, record)
        finally:
            self._under_way.discard(form.key)

    def _answered(self, who: Actor, form: _Form, record: Callable[[Actor, _Form], _Row]) -> _Row:
        try:
            row = record(who, form)
        except Unavailable:
            raise
        except Exception:
            with contextlib.suppress(Unavailable):  # whoever sent it has it all the same, and is told
                self._asides.put(aside_of_sent(form, who.person_id))
            self._outbox.done(form.key)
            raise
        self._outbox.done(form.key)
        return row

    def waiting(self) -> int:
        """How many forms have no answer yet, beside those under way.

        Raises:
            Unavailable: `FOLDER_UNREADABLE`.
        """
        return len(self._waiting())

    def is_empty(self) -> bool:
        """Whether this workstation's disk has no form at all, not even one that cannot be read or is under way.

        Raises:
            Unavailable: `FOLDER_UNREADABLE`.
        """
        return self._outbox.is_empty()

    def unread(self) -> tuple[UnreadFile, ...]:
        """The files in which a form may wait and that could not be read, each told once."""
        return self._outbox.unread()

    def _waiting(self) -> list[StoredForm]:
        return [outgoing for outgoing in self._outbox.waiting() if outgoing.form.key not in self._under_way]

    def resend(self) -> tuple[Resent, ...]:
        """Send what waits again, in order; what is refused now is put aside, and does not wait any more.

        Where the database is lost on the way, the answers that came are given, and the rest goes on waiting. A form
        that a bug keeps from its answer goes on waiting too, and so does a refused one that cannot be put aside; those
        behind it are sent all the same.

        Raises:
            Unavailable: the database is still out of reach, or a folder is, and nothing was answered.
            Exception: the bug, where nothing else was answered.
        """
        answers: list[Resent] = []
        trouble: Exception | None = None
        for outgoing in self._waiting():
            try:
                answers.append(self._sent_again(outgoing))
            except Unavailable as lost:
                trouble = lost
                if lost.fault in _LOST:
                    break
            except Exception as bug:  # noqa: BLE001 - whatever it is, it is this form's alone; raised below
                trouble = trouble or bug
        if trouble is not None and not answers:
            raise trouble
        return tuple(answers)

    def _sent_again(self, outgoing: StoredForm) -> Resent:
        form, who = outgoing.form, None
        try:
            who = sender = self._people.actor(outgoing.person_id, outgoing.workstation)
            if isinstance(form, MailForm):
                answer = Resent(form, who, mail=_or_refused(lambda: self._mail.record(sender, form)))
            else:
                answer = Resent(form, who, receipt=_or_refused(lambda: self._cheques.record(sender, form)))
        except RuleBroken as refusal:
            answer = Resent(form, who, refusal=refusal)
            if outgoing.is_earlier and refusal.code is Broken.GESTURE_REUSED:
                answer = self._first_answer(form, who)
        if answer.refusal is None:
            self._asides.drop(form.key)
        else:
            self._asides.put(aside_of_sent(form, outgoing.person_id))
        self._outbox.done(form.key)
        return answer

    def _first_answer(self, form: ChequeForm | MailForm, who: Actor | None) -> Resent:
        """What the earlier version had recorded of a form, before its answer was lost."""
        if isinstance(form, MailForm):
            return Resent(form, who, mail=self._mail.recorded(form.key))
        return Resent(form, who, receipt=self._cheques.recorded(form.key))


def _or_refused(record: Callable[[], _Row]) -> _Row:
    """What `record` gives. What the database itself refuses it refuses again and again: that is an answer too.

    Raises:
        RuleBroken: whatever `record` does, and `FORM_UNUSABLE`.
    """
    try:
        return record()
    except DatabaseRefusedError as refused:
        _LOG.exception("the database refuses a form")  # a bug, or a file that somebody has changed
        raise RuleBroken(Broken.FORM_UNUSABLE) from refused
