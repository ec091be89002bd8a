"""Tryton 8.2 as the financial system, over its JSON-RPC (A-02 to A-04).

**A line is a payment.** Each instruction line is one `account.payment` of kind receivable, whose reference is ours, and
whose party's code is the client's reference. It goes through Tryton's own workflow: drafted, submitted, processed by
the wizard, succeeded, which is what counts as received. To cancel it is to fail it.

**What Tryton says of it.** Succeeded: processed. Failed: cancelled. In any other state: busy, until somebody there
says what became of it. Where its rules of access let our user write to it no longer: closed, which is how an accountant
locks what a period or a reconciliation has settled; without clearing, payments make no moves, and Tryton itself lets
any of them fail.

**Nothing is done twice.** Lines are looked for by their references before they are made. A request leaves its reference
as notes on the payment, where people at Tryton read them too: *demandée* before it is done, then *faite* or *refusée*.
A request that was answered is not done again, even if the payment has been brought back since; its answer is read from
the notes, whoever asks and after any crash. A message is thus a fact that is derived anew each time, with the same id.
Whoever may not write to a payment may not note anything on it either: that refusal alone is remembered here, and found
again by repeating the request.

**What it wants there.** The module `account_payment`; a user of the group *Payment*, with a company; a payment journal
of that company, with the manual process method.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from pydantic import SecretStr

from backoffice.domain.cancellation import CancelRequest, ErpAnswer, ErpLine, ErpStatus, FoundLine, StatusMessage
from backoffice.domain.errors import Fault, Unavailable
from backoffice.french.figures import euros
from backoffice.gateways.private_address import is_private
from backoffice.gateways.tryton.answers import NAME, Marks, RequestNote, TrytonPayment, TrytonRefused, odd
from backoffice.gateways.tryton.records import Records

if TYPE_CHECKING:  # half a second to import, for the first line and not for the first window
    from backoffice.gateways.tryton.rpc import SessionAuth

_PATIENCE = 30.0
_AT_ONCE = 100
"""So many lines are handed over by each call: a second of Tryton's work."""
_UNKNOWN = "paiement inconnu de Tryton"
_CLOSED = "les règles d'accès de Tryton n'y laissent plus écrire"


class TrytonSystem:
    """Tryton; a `FinancialSystem`. It keeps its session between two gestures, and nothing open.

    What it writes, it writes one after the other: several threads then do nothing twice even where Tryton stands on
    SQLite, which lets two transactions read the same before each of them writes.
    """

    def __init__(
        self,
        url: str,
        database: str,
        user: str,
        password: Callable[[], SecretStr],
        journal: str = "Liasse",
        patience: float = _PATIENCE,
    ) -> None:
        """Know where Tryton is; nothing is sent before a line is.

        Args:
            url: its address, without the database.
            database: its name there.
            user: the login.
            password: gives that user's; asked with each log-in.
            journal: the name of the payment journal.
            patience: how many seconds to wait for a connection, and for each answer.

        Raises:
            Unavailable: `SETTINGS_WRONG`: neither HTTPS nor on the loopback.
        """
        if not is_private(url):
            raise Unavailable(Fault.SETTINGS_WRONG, key="erp_url")
        self._url = url
        self._database = database
        self._user = user
        self._password = password
        self._journal = journal
        self._patience = patience
        self._auth: SessionAuth | None = None
        self._unnoted: dict[str, str] = {}
        self._writing = Lock()

    @property
    def name(self) -> str:
        """As people call it."""
        return NAME

    def hand_over(self, lines: Sequence[ErpLine]) -> None:
        """Make lines known; see `FinancialSystem`. A line that was left on the way is taken on from there.

        Raises:
            Unavailable: also `SETTINGS_WRONG`: there is no payment journal of that name.
        """
        with self._writing, self._visit() as records:
            for start in range(0, len(lines), _AT_ONCE):
                self._hand_over(records, lines[start : start + _AT_ONCE])

    def look(self, inquiry: str, lines: Sequence[ErpLine]) -> Mapping[str, FoundLine]:
        """The present status of lines; see `FinancialSystem`. Tryton answers at once, for each of them."""
        del inquiry  # nothing is kept of it
        with self._visit() as records:
            found = records.find(line.reference for line in lines)
        return {line.reference: _as_found(found.get(line.reference)) for line in lines}

    def ask(self, request: CancelRequest) -> None:
        """Cancel a line, unless this request was answered before; see `FinancialSystem`."""
        with self._writing, self._visit() as records:
            payment = records.find([request.line]).get(request.line)
            if payment is None:  # there is nothing to note it on; `messages` finds the same
                return
            marks = records.marks([payment]).get(request.reference, {})
            if RequestNote.DONE in marks or RequestNote.REFUSED in marks:
                return
            if RequestNote.ASKED not in marks:
                try:
                    records.mark(payment, request.reference, RequestNote.ASKED)
                except TrytonRefused as refused:
                    self._unnoted[request.reference] = refused.reason or ""
                    return
            _cancel(records, payment, request)

    def messages(self, outstanding: Sequence[CancelRequest]) -> Sequence[StatusMessage]:
        """What became of requests; see `FinancialSystem`. There is none of a request that did not reach Tryton."""
        if not outstanding:
            return []
        with self._visit() as records:
            payments = records.find({request.line for request in outstanding})
            marks = records.marks(payments.values())
        unnoted = {reference: {RequestNote.REFUSED: reason} for reference, reason in self._unnoted.copy().items()}
        known = {**unnoted, **marks}
        said = (_message(each, payments.get(each.line), known.get(each.reference, {})) for each in outstanding)
        return [message for message in said if message is not None]

    def taken(self, message_ids: Collection[str]) -> None:
        """Forget what is remembered here; see `FinancialSystem`. All else is told of requests that are outstanding."""
        for message_id in message_ids:
            self._unnoted.pop(message_id.partition(":")[0], None)

    def _hand_over(self, records: Records, lines: Sequence[ErpLine]) -> None:
        """Hand over lines, looking at them anew as long as another workstation takes the same ones further."""
        before = None
        while True:
            payments = records.make(lines, self._journal)
            try:
                return records.receive(payments.values())
            except TrytonRefused:
                if payments == before:
                    raise
            before = payments

    @contextmanager
    def _visit(self) -> Iterator[Records]:
        from backoffice.gateways.tryton.rpc import SessionAuth, TrytonRpc  # noqa: PLC0415 - as above

        if self._auth is None:
            self._auth = SessionAuth(self._user, self._password)
        with TrytonRpc(self._url, self._database, self._auth, self._patience) as conversation:
            try:
                yield Records(conversation.call)
            except TrytonRefused:  # where nothing may be refused: the user has not the rights that are agreed
                raise odd() from None


def _as_found(payment: TrytonPayment | None) -> FoundLine:
    if payment is None:
        return FoundLine(ErpStatus.UNKNOWN, _UNKNOWN)
    return FoundLine(payment.status, _CLOSED if payment.status is ErpStatus.CLOSED else "")


def _cancel(records: Records, payment: TrytonPayment, request: CancelRequest) -> None:
    """Fail a payment where nothing forbids it, and note what came of it: nothing, where others have to agree first."""
    reason = None
    if payment.amount != request.amount:
        reason = f"son montant dans Tryton est de {euros(payment.amount)}"
    else:
        try:
            records.fail(payment)
        except TrytonRefused as refused:
            reason = refused.reason
    now = records.find([request.line]).get(request.line)
    if now is not None and now.status is ErpStatus.CANCELLED:
        records.mark(payment, request.reference, RequestNote.DONE)
    elif reason is not None:
        records.mark(payment, request.reference, RequestNote.REFUSED, reason)


def _message(request: CancelRequest, payment: TrytonPayment | None, marks: Marks) -> StatusMessage | None:
    if payment is None:
        return _saying(request, ErpAnswer.REFUSED, _UNKNOWN)
    if RequestNote.DONE in marks or (RequestNote.ASKED in marks and payment.status is ErpStatus.CANCELLED):
        return _saying(request, ErpAnswer.CANCELLED, payment=payment)
    if RequestNote.REFUSED in marks:
        return _saying(request, ErpAnswer.REFUSED, marks[RequestNote.REFUSED])
    return _saying(request, ErpAnswer.PENDING) if RequestNote.ASKED in marks else None


def _saying(
    request: CancelRequest, answer: ErpAnswer, reason: str = "", payment: TrytonPayment | None = None
) -> StatusMessage:
    amount = None if payment is None else payment.amount
    return StatusMessage(f"{request.reference}:{answer}", request.reference, request.line, answer, amount, reason)
