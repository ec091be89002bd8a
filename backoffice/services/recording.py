"""*Enregistrer*, safe against a crash: the form is on this workstation's disk until the answer has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from backoffice.domain.cheque import ChequeForm
from backoffice.domain.errors import RuleBroken, Unavailable
from backoffice.domain.people import Actor
from backoffice.domain.rows import ReceiptRow
from backoffice.services.cheques import Cheques
from backoffice.services.people import People


class Outgoing(Protocol):
    """A form that waits, and who sent it from where."""

    @property
    def person_id(self) -> int:
        """Who sent it."""

    @property
    def workstation(self) -> str:
        """From where."""

    @property
    def form(self) -> ChequeForm:
        """What was sent."""


class Outbox(Protocol):
    """Where forms wait for their answer."""

    def put(self, who: Actor, form: ChequeForm) -> None:
        """Keep a form until `done`."""

    def done(self, key: UUID) -> None:
        """Forget a form that has its answer."""

    def waiting(self) -> Iterable[Outgoing]:
        """The forms without an answer, the oldest first."""


@dataclass(frozen=True, slots=True)
class Resent:
    """A form that was sent again: recorded, or refused with the reason."""

    form: ChequeForm
    receipt: ReceiptRow | None
    refusal: RuleBroken | None


class Recording:
    """The recording of cheques through the outbox."""

    def __init__(self, cheques: Cheques, people: People, outbox: Outbox) -> None:
        self._cheques = cheques
        self._people = people
        self._outbox = outbox

    def record(self, who: Actor, form: ChequeForm) -> ReceiptRow:
        """Record a cheque once.

        Raises:
            RuleBroken: the form is refused; nothing is recorded, and nothing waits.
            Unavailable: the form waits on this workstation and is sent again by `resend`.
        """
        self._outbox.put(who, form)
        try:
            receipt = self._cheques.record(who, form)
        except RuleBroken:
            self._outbox.done(form.key)
            raise
        self._outbox.done(form.key)
        return receipt

    def waiting(self) -> int:
        """How many forms have no answer yet."""
        return sum(1 for _ in self._outbox.waiting())

    def resend(self) -> tuple[Resent, ...]:
        """Send what waits again, in order; what is refused now does not wait any more.

        Where the database is lost on the way, the answers that came are given, and the rest goes on waiting.

        Raises:
            Unavailable: the database is still out of reach, and nothing was answered.
        """
        answers: list[Resent] = []
        for outgoing in list(self._outbox.waiting()):
            try:
                answers.append(self._sent_again(outgoing))
            except Unavailable:
                if not answers:
                    raise
                break
        return tuple(answers)

    def _sent_again(self, outgoing: Outgoing) -> Resent:
        form = outgoing.form
        try:
            receipt = self._cheques.record(self._people.actor(outgoing.person_id, outgoing.workstation), form)
            answer = Resent(form, receipt, None)
        except RuleBroken as refusal:
            answer = Resent(form, None, refusal)
        self._outbox.done(form.key)
        return answer
