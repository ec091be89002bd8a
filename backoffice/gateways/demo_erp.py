"""A financial system in memory, for the demo: whoever trains people sets what goes wrong with it."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock
from uuid import uuid4

from backoffice.domain.cancellation import (
    CancelRequest,
    ErpAnswer,
    ErpLine,
    ErpStatus,
    FoundLine,
    StatusMessage,
)
from backoffice.domain.demo_faults import DemoFaults
from backoffice.domain.errors import Fault, Unavailable

_UNKNOWN = "Paiement inconnu"
_OTHER_AMOUNT = "Le montant n'est pas celui du paiement"
_CLOSED = "Période comptable close"


@dataclass(slots=True)
class _Payment:
    line: ErpLine
    cancelled_at: datetime | None = None


class DemoErp:
    """A financial system of this process's own; a `FinancialSystem`, and safe to use from several threads."""

    name = "ERP de démonstration"

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._faults = DemoFaults()
        self._payments: dict[str, _Payment] = {}
        self._inquiries: dict[str, datetime] = {}
        self._requests: set[str] = set()
        self._outgoing: list[tuple[datetime, StatusMessage]] = []
        self._lock = Lock()

    @property
    def faults(self) -> DemoFaults:
        """What goes wrong at present; the refusals that are still to come."""
        with self._lock:
            return self._faults

    @faults.setter
    def faults(self, faults: DemoFaults) -> None:
        with self._lock:
            self._faults = faults

    def hand_over(self, lines: Sequence[ErpLine]) -> None:
        """Note the lines; see `FinancialSystem`."""
        with self._reached():
            for line in lines:
                self._payments.setdefault(line.reference, _Payment(line))

    def look(self, inquiry: str, lines: Sequence[ErpLine]) -> Mapping[str, FoundLine]:
        """The lines as they are, after the delay; see `FinancialSystem`."""
        with self._reached() as now:
            asked_at = self._inquiries.setdefault(inquiry, now)
            if self._faults.silent or now < asked_at + timedelta(seconds=self._faults.delay):
                return {}
            return {line.reference: self._status(line.reference, now) for line in lines}

    def ask(self, request: CancelRequest) -> None:
        """Decide on a request, and answer later; see `FinancialSystem`."""
        with self._reached() as now:
            if request.reference in self._requests:
                return
            self._requests.add(request.reference)
            after = timedelta(seconds=self._faults.delay)
            reason = self._refusal(request)
            if reason:
                self._answer(now + after, request, ErpAnswer.REFUSED, reason)
                if self._faults.contradicts:
                    for strange in (request, replace(request, reference=uuid4().hex)):
                        self._answer(now + after, strange, ErpAnswer.CANCELLED)
                return
            payment = self._payments[request.line]
            payment.cancelled_at = payment.cancelled_at or now + after
            if after:
                self._answer(now + (after if self._faults.shuffled else timedelta()), request, ErpAnswer.PENDING)
            self._answer(now + after, request, ErpAnswer.CANCELLED)

    def messages(self, outstanding: Sequence[CancelRequest]) -> Sequence[StatusMessage]:
        """What is due to be said; see `FinancialSystem`."""
        del outstanding  # they are answered without being asked about
        with self._reached() as now:
            due = [] if self._faults.silent else [message for at, message in self._outgoing if at <= now]
            if self._faults.shuffled:
                due.reverse()
            return due * 2 if self._faults.repeats else due

    def taken(self, message_ids: Collection[str]) -> None:
        """Forget what was said; see `FinancialSystem`."""
        with self._reached():
            self._outgoing = [(at, message) for at, message in self._outgoing if message.id not in message_ids]

    def _status(self, reference: str, now: datetime) -> FoundLine:
        payment = self._payments.get(reference)
        if payment is None:
            return FoundLine(ErpStatus.UNKNOWN)
        if payment.cancelled_at is not None:
            return FoundLine(ErpStatus.CANCELLED if payment.cancelled_at <= now else ErpStatus.BUSY)
        return FoundLine(ErpStatus.CLOSED, _CLOSED) if self._faults.closed else FoundLine(ErpStatus.PROCESSED)

    def _refusal(self, request: CancelRequest) -> str:
        """Why a request is refused; empty where it is not."""
        payment = self._payments.get(request.line)
        if payment is None:
            return _UNKNOWN
        if payment.line.amount != request.amount:
            return _OTHER_AMOUNT
        if payment.cancelled_at is not None:
            return ""
        if self._faults.refusals > 0:
            self._faults = replace(self._faults, refusals=self._faults.refusals - 1)
            return self._faults.reason
        return _CLOSED if self._faults.closed else ""

    def _answer(self, at: datetime, request: CancelRequest, answer: ErpAnswer, reason: str = "") -> None:
        amount = None if answer is ErpAnswer.REFUSED else request.amount
        for _ in range(2 if self._faults.repeats else 1):
            said = StatusMessage(uuid4().hex, request.reference, request.line, answer, amount, reason)
            self._outgoing.append((at, said))

    @contextmanager
    def _reached(self) -> Iterator[datetime]:
        """One at a time, and not while it is down; the present moment."""
        with self._lock:
            if self._faults.down:
                raise Unavailable(Fault.ERP_UNREACHABLE, system=self.name)
            yield self._clock()
