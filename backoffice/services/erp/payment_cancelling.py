"""Cancelling a payment that lives in a financial system too: asked for here, decided there, line by line (A-02).

What goes over the network is `ErpRound`'s; here is what people do and see.
"""

from datetime import datetime
from uuid import UUID, uuid4

from backoffice.domain.audit import Facts
from backoffice.domain.cancel_why import CancelWhy
from backoffice.domain.cancellation import AskingAgain, MessageSettling, RequestState, next_look, pause
from backoffice.domain.cancellation import PaymentToCancel as Form
from backoffice.domain.cancelling_progress import (
    CancellationState,
    CancellingProgress,
    LineProgress,
    LineStep,
    QuarantinedMessage,
    WaitingRequest,
)
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.people import Actor, Right
from backoffice.services.books.credit_keeping import require_cover
from backoffice.services.books.receipt_reversal import found_receipt
from backoffice.services.erp.line_cancelling import move_request
from backoffice.services.office.access import batch_to_undo_in, visible_batch
from backoffice.services.office.office import Office
from backoffice.services.office.typed_words import LONGEST_WHY, require_text, require_why
from backoffice.storage import clients, receipts
from backoffice.storage.database import Transaction
from backoffice.storage.erp import cancellations
from backoffice.storage.erp import lines as erp_lines
from backoffice.storage.erp import messages as erp_messages
from backoffice.storage.erp import requests as erp_requests
from backoffice.storage.erp.cancellations import KeptCancellation
from backoffice.storage.erp.lines import KeptErpLine
from backoffice.storage.erp.requests import KeptRequest, NewRequest
from backoffice.storage.payments import cancel_reasons


class PaymentCancelling:
    """The cancellation of payments together with the financial system."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def begin(self, who: Actor, key: UUID, receipt_id: int, why: CancelWhy) -> CancellingProgress:
        """Ask for the cancellation of a payment that lives in the financial system; gives how far it has come.

        Where it was declined before, its lines' status is asked for anew.

        Raises:
            RuleBroken: `RECEIPT_UNKNOWN`, `RECEIPT_REVERSED`, `CANCELLATION_UNKNOWN` where the financial system
                does not know the payment (4.3 cancels it at once), `CANCELLATION_UNDER_WAY`, `CREDIT_REFUNDED`,
                `BATCH_OF_ANOTHER`, `ROLE_MAY_NOT`, as `require_why`.
        """
        require_why(why)

        def write(tx: Transaction) -> CancellingProgress:
            if self._office.once(tx, who, key, Form(receipt_id, why)):
                ask_elsewhere(self._office, tx, who, key, receipt_id, why)
            return self._of(tx, _found(cancellations.of_receipt(tx, receipt_id)))

        return self._office.database.write(write)

    def ask_again(self, who: Actor, key: UUID, line_id: int) -> CancellingProgress:
        """Ask once more for the cancellation of a line that was refused, as a request of its own.

        Raises:
            RuleBroken: `LINE_NOT_REFUSED`, `BATCH_OF_ANOTHER`, `ROLE_MAY_NOT`.
        """

        def write(tx: Transaction) -> CancellingProgress:
            first = self._office.once(tx, who, key, AskingAgain(line_id))
            last = erp_requests.newest_of_line(tx, line_id)
            if last is None:
                raise RuleBroken(Broken.LINE_NOT_REFUSED)
            if first:
                batch_to_undo_in(self._office, tx, who, last.batch_id)
                self._ask_again(tx, who, line_id)
            return self._of(tx, _found(cancellations.of_receipt(tx, last.receipt_id)))

        return self._office.database.write(write)

    def progress(self, who: Actor, receipt_id: int) -> CancellingProgress | None:
        """How far a payment's cancellation has come; None where none was asked for.

        Raises:
            RuleBroken: `RECEIPT_UNKNOWN`, `BATCH_OF_ANOTHER`.
        """

        def read(tx: Transaction) -> CancellingProgress | None:
            visible_batch(self._office, tx, who, found_receipt(tx, receipt_id).batch_id)
            cancellation = cancellations.of_receipt(tx, receipt_id)
            return None if cancellation is None else self._of(tx, cancellation)

        return self._office.database.read(read)

    def waiting(self, who: Actor) -> tuple[WaitingRequest, ...]:
        """What was asked and has no final answer, the oldest first: status inquiries and requests.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`.
        """
        self._office.require(who, Right.SETTLE_WITH_ERP)

        def read(tx: Transaction) -> list[WaitingRequest]:
            inquiries = [_inquiry(tx, cancellation) for cancellation in cancellations.checking(tx)]
            return inquiries + [_waiting(request) for request in erp_requests.waiting(tx)]

        return tuple(sorted(self._office.database.read(read), key=lambda one: one.asked_at))

    def quarantine(self, who: Actor) -> tuple[QuarantinedMessage, ...]:
        """The messages that a person has to settle, the oldest first.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`.
        """
        self._office.require(who, Right.SETTLE_WITH_ERP)
        return self._office.database.read(erp_messages.quarantined)

    def settle(self, who: Actor, key: UUID, settling: MessageSettling) -> None:
        """Settle a message in quarantine: accepted, its line is cancelled; else it is put aside, and nothing changes.

        Raises:
            RuleBroken: `REASON_MISSING`, `TEXT_UNUSABLE`, `ERP_MESSAGE_UNKNOWN`, `ERP_MESSAGE_SETTLED`,
                `ERP_MESSAGE_WITHOUT_REQUEST` where it is accepted but does not say of a line of ours that it is
                cancelled, `ROLE_MAY_NOT`.
        """
        self._office.require(who, Right.SETTLE_WITH_ERP)
        require_text(settling.comment, Broken.REASON_MISSING, LONGEST_WHY)

        def write(tx: Transaction) -> None:
            if self._office.once(tx, who, key, settling):
                self._settle(tx, who, key, settling)

        self._office.database.write(write)

    def _ask_again(self, tx: Transaction, who: Actor, line_id: int) -> None:
        last = erp_requests.newest_of_line(tx, line_id)  # once more, now that the payment is held
        if last is None or last.state is not RequestState.REFUSED or _is_cancelled(tx, last):
            raise RuleBroken(Broken.LINE_NOT_REFUSED)
        now = self._office.clock()
        again = NewRequest(last.cancellation_id, line_id, last.attempt + 1, uuid4().hex, who.person_id, now)
        erp_requests.add(tx, [again])
        facts: Facts = {"receipt": last.receipt_id, "line": line_id, "attempt": again.attempt}
        self._office.note(tx, who, "line asked again", facts, chain=last.batch_id)

    def _settle(self, tx: Transaction, who: Actor, key: UUID, settling: MessageSettling) -> None:
        message = erp_messages.quarantined_by_id(tx, settling.message_id)
        if message is None:
            raise RuleBroken(Broken.ERP_MESSAGE_UNKNOWN)
        request = erp_requests.by_reference(tx, message.request)
        if request is not None:
            batch_to_undo_in(self._office, tx, who, request.batch_id)
            request = erp_requests.by_reference(tx, message.request)
        if erp_messages.is_settled(tx, message.id):
            raise RuleBroken(Broken.ERP_MESSAGE_SETTLED)
        if settling.accepted and not message.acceptable:
            raise RuleBroken(Broken.ERP_MESSAGE_WITHOUT_REQUEST)
        by = self._office.writing(who, key)
        erp_messages.settle(tx, by, settling)
        facts: Facts = {"message": message.id, "accepted": settling.accepted}
        if request is None:
            self._office.note(tx, who, "erp message settled", facts)
            return
        self._office.note(tx, who, "erp message settled", facts, chain=request.batch_id)
        if settling.accepted and request.state is not RequestState.CANCELLED:
            move_request(self._office, tx, request, RequestState.CANCELLED, "", by.recorded_at)

    def _of(self, tx: Transaction, cancellation: KeptCancellation) -> CancellingProgress:
        newest = {request.line_id: request for request in erp_requests.of_receipt(tx, cancellation.receipt_id)}
        since = erp_messages.pending_since(tx, cancellation.receipt_id)
        lines = [
            _line(line, newest.get(line.kept.id), since) for line in erp_lines.of_receipt(tx, cancellation.receipt_id)
        ]
        return CancellingProgress(
            receipt_id=cancellation.receipt_id,
            state=cancellation.state,
            declined=cancellation.declined,
            asked_at=cancellation.asked_at,
            asked_by=cancellation.asked_by.name,
            lines=tuple(lines),
        )


def ask_elsewhere(office: Office, tx: Transaction, who: Actor, key: UUID, receipt_id: int, why: CancelWhy) -> None:
    """Begin the cancellation of a payment that lives in the financial system too.

    Raises:
        RuleBroken: as `PaymentCancelling.begin`.
    """
    old = found_receipt(tx, receipt_id)
    batch_to_undo_in(office, tx, who, old.batch_id)
    clients.locked(tx, old.client_id)
    shown = receipts.by_id(tx, receipt_id)
    if old.reverses is not None or shown is None or shown.reversed:
        raise RuleBroken(Broken.RECEIPT_REVERSED)
    if not erp_lines.of_receipt(tx, receipt_id):
        raise RuleBroken(Broken.CANCELLATION_UNKNOWN)
    before = cancellations.of_receipt(tx, receipt_id)
    if before is None:
        cancellations.add(tx, office.writing(who, key), receipt_id, uuid4().hex)
    elif before.state is CancellationState.DECLINED:
        cancellations.move(tx, before, CancellationState.CHECKING, None, inquiry=uuid4().hex)
    else:
        raise RuleBroken(Broken.CANCELLATION_UNDER_WAY)
    require_cover(tx, old.client_id)
    cancel_reasons.add(tx, key, receipt_id, why)
    facts: Facts = {"receipt": receipt_id, "amount": old.amount.cents, "why": why.reason.value}
    office.note(tx, who, "cancellation asked", facts, chain=old.batch_id)


def _is_cancelled(tx: Transaction, request: KeptRequest) -> bool:
    lines = erp_lines.of_receipt(tx, request.receipt_id)
    return any(line.cancelled for line in lines if line.kept.id == request.line_id)


def _line(line: KeptErpLine, request: KeptRequest | None, since: dict[int, datetime]) -> LineProgress:
    return LineProgress(
        line_id=line.kept.id,
        invoice=line.told.invoice,
        amount=line.told.amount,
        state=request.state if request else None,
        steps=_steps(request, since) if request else (),
        reason=request.reason if request else "",
        attempt=request.attempt if request else 0,
        times_sent=request.times_sent if request else 0,
        cancelled=line.cancelled,
    )


def _steps(request: KeptRequest, since: dict[int, datetime]) -> tuple[LineStep, ...]:
    steps = [LineStep(RequestState.TO_SEND, request.asked.asked_at, request.asked_by)]
    if request.sent_at is not None:
        steps.append(LineStep(RequestState.SENT, request.sent_at))
    if request.id in since:
        steps.append(LineStep(RequestState.PENDING, since[request.id]))
    if request.settled_at is not None:
        steps.append(LineStep(request.state, request.settled_at))
    return tuple(steps)


def _waiting(request: KeptRequest) -> WaitingRequest:
    return WaitingRequest(
        reference=request.asked.reference,
        receipt_id=request.receipt_id,
        ref=request.ref,
        name=request.name,
        invoice=request.invoice,
        amount=request.asked.amount,
        state=request.state,
        asked_at=request.asked.asked_at,
        asked_by=request.asked_by,
        times_sent=request.times_sent,
        sent_at=request.sent_at,
        next_at=None if request.sent_at is None else request.sent_at + pause(request.times_sent),
    )


def _inquiry(tx: Transaction, cancellation: KeptCancellation) -> WaitingRequest:
    shown = receipts.by_id(tx, cancellation.receipt_id)
    if shown is None:
        raise LookupError("a cancellation without its receipt")
    asked_at, looked_at = cancellation.asked_at, cancellation.looked_at
    return WaitingRequest(
        reference=cancellation.inquiry,
        receipt_id=cancellation.receipt_id,
        ref=shown.ref,
        name=shown.name,
        invoice="",
        amount=shown.amount,
        state=None,
        asked_at=asked_at,
        asked_by=cancellation.asked_by.name,
        times_sent=cancellation.times_looked,
        sent_at=looked_at,
        next_at=None if looked_at is None else next_look(asked_at, looked_at),
    )


def _found(cancellation: KeptCancellation | None) -> KeptCancellation:
    if cancellation is None:
        raise RuleBroken(Broken.CANCELLATION_UNKNOWN)
    return cancellation
