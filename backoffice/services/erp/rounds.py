"""A round of the program's with the financial system: tell it of lines, ask it, hear it (A-02 to A-04)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from uuid import uuid4

from backoffice.domain.audit import Facts
from backoffice.domain.cancellation import ErpStatus, RequestState, decided, next_look, pause
from backoffice.domain.cancelling_progress import CancellationState, Declined
from backoffice.domain.errors import RuleBroken, Unavailable
from backoffice.services.erp.line_cancelling import move_request, take_message
from backoffice.services.office.office import Office
from backoffice.services.ports.financing import FinancialSystem
from backoffice.storage import batches
from backoffice.storage.database import Transaction
from backoffice.storage.erp import cancellations
from backoffice.storage.erp import lines as erp_lines
from backoffice.storage.erp import requests as erp_requests
from backoffice.storage.erp.cancellations import KeptCancellation
from backoffice.storage.erp.lines import KeptErpLine
from backoffice.storage.erp.requests import KeptRequest, NewRequest

_AT_ONCE = 500
"""Lines handed over in one go."""


class ErpRound:
    """Everything that is due, whoever asked for it; any number of workstations may go round at once.

    Whatever breaks off, the next round takes up: what is to be sent is kept before it is sent, and repeated under the
    same reference; what is heard is kept once.
    """

    def __init__(self, office: Office, system: FinancialSystem) -> None:
        self._office = office
        self._system = system

    def run(self) -> None:
        """Go round once. Slow: it waits for the network.

        Raises:
            Unavailable: as `FinancialSystem`, after everything that could be done was.
        """
        failures: list[Unavailable] = []
        for part in (self._take_batches, self._hand_over, self._look, self._send, self._hear):
            failures.extend(_tried(part))
        if failures:
            raise failures[0]

    def _take_batches(self) -> None:
        database = self._office.database
        if not database.read(erp_lines.is_attached):
            database.write(partial(erp_lines.attach, now=self._office.clock()))
        for batch_id in database.read(erp_lines.untaken_batches):
            database.write(partial(self._take_batch, batch_id))

    def _take_batch(self, batch_id: int, tx: Transaction) -> None:
        batches.locked(tx, batch_id)
        if batch_id in erp_lines.untaken_batches(tx):
            erp_lines.take_batch(tx, batch_id, self._office.clock(), _reference)

    def _hand_over(self) -> None:
        database, now = self._office.database, self._office.clock()
        while lines := database.read(partial(erp_lines.to_hand_over, limit=_AT_ONCE, now=now)):
            self._tell(database.write(partial(erp_lines.claim, lines=lines, at=now)), now)

    def _tell(self, lines: Sequence[KeptErpLine], now: datetime) -> None:
        if not lines:
            return  # another workstation was first
        database = self._office.database
        try:
            self._system.hand_over([line.told for line in lines])
        except Unavailable:
            database.write(partial(erp_lines.release, lines=lines, claimed=now))
            raise
        database.write(partial(erp_lines.handed_over, lines=lines, at=now))

    def _look(self) -> None:
        for cancellation in self._office.database.read(cancellations.checking):
            now = self._office.clock()
            if cancellation.looked_at is None or next_look(cancellation.asked_at, cancellation.looked_at) <= now:
                self._look_at(cancellation, now)

    def _look_at(self, cancellation: KeptCancellation, now: datetime) -> None:
        database = self._office.database
        lines = database.read(lambda tx: erp_lines.of_receipt(tx, cancellation.receipt_id))
        if not all(line.handed_over for line in lines):
            return
        if not database.write(lambda tx: cancellations.look(tx, cancellation, now)):
            return  # another workstation was first
        found = self._system.look(cancellation.inquiry, [line.told for line in lines])
        verdict = decided(found, [line.told.reference for line in lines])
        if verdict is None:
            return
        statuses = {line.kept.id: found[line.told.reference].status for line in lines}
        reasons = tuple(
            Declined(line.told.invoice, each.status, each.reason)
            for line in lines
            if (each := found[line.told.reference]).status in (ErpStatus.CLOSED, ErpStatus.UNKNOWN)
        )

        def write(tx: Transaction, statuses: Mapping[int, ErpStatus] = statuses) -> None:
            batches.locked(tx, cancellation.batch_id)
            present = cancellations.of_receipt(tx, cancellation.receipt_id)
            if present is None or (present.state, present.inquiry) != (cancellation.state, cancellation.inquiry):
                return  # another workstation was first
            if verdict:
                self._go(tx, cancellation, lines, statuses)
            else:
                self._decline(tx, cancellation, reasons)

        try:
            database.write(write)
        except (
            RuleBroken
        ):  # the books cannot follow a line that is cancelled there: asked for, it is a message's matter
            database.write(partial(write, statuses={}))

    def _decline(self, tx: Transaction, cancellation: KeptCancellation, reasons: tuple[Declined, ...]) -> None:
        cancellations.decline(tx, cancellation, reasons, self._office.clock())
        facts: Facts = {
            "receipt": cancellation.receipt_id,
            "lines": " ".join(f"{one.invoice}:{one.status}" for one in reasons),
        }
        self._office.note(tx, None, "cancellation declined", facts, chain=cancellation.batch_id)

    def _go(
        self,
        tx: Transaction,
        cancellation: KeptCancellation,
        lines: tuple[KeptErpLine, ...],
        statuses: Mapping[int, ErpStatus],
    ) -> None:
        now, asked_by = self._office.clock(), cancellation.asked_by.person_id
        cancellations.move(tx, cancellation, CancellationState.GOING, now)
        new = [NewRequest(cancellation.id, line.kept.id, 1, _reference(), asked_by, now) for line in lines]
        erp_requests.add(tx, new)
        facts: Facts = {"receipt": cancellation.receipt_id, "lines": len(lines)}
        self._office.note(tx, None, "cancellation decided", facts, chain=cancellation.batch_id)
        for request in erp_requests.of_receipt(tx, cancellation.receipt_id):
            if statuses.get(request.line_id) is ErpStatus.CANCELLED:  # there it is already, and here it follows
                move_request(self._office, tx, request, RequestState.CANCELLED, "", now)

    def _send(self) -> None:
        for request in self._office.database.read(erp_requests.waiting):
            if self._is_due(request):
                self._send_one(request)

    def _is_due(self, request: KeptRequest) -> bool:
        return request.sent_at is None or request.sent_at + pause(request.times_sent) <= self._office.clock()

    def _send_one(self, request: KeptRequest) -> None:
        database, now = self._office.database, self._office.clock()
        if not database.write(lambda tx: erp_requests.claim(tx, request, now)):
            return
        try:
            self._system.ask(request.asked)
        except Unavailable:
            database.write(lambda tx: erp_requests.release(tx, request))  # it did not go out, as far as we know
            raise

    def _hear(self) -> None:
        database = self._office.database
        outstanding = [
            request.asked
            for request in database.read(erp_requests.waiting)
            if request.state is not RequestState.TO_SEND
        ]
        messages = self._system.messages(outstanding)
        for message in messages:
            take = partial(take_message, self._office, message=message)
            try:
                database.write(take)
            except RuleBroken:  # what it says is kept for a person all the same, and the others are heard
                database.write(partial(take, followed=False))
        if messages:
            self._system.taken([message.id for message in messages])


def _reference() -> str:
    return uuid4().hex


def _tried(part: Callable[[], None]) -> list[Unavailable]:
    try:
        part()
    except Unavailable as failure:
        return [failure]
    return []
