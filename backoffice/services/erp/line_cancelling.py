"""What a message of the financial system does to the books: a line is cancelled when it says so (A-02, A-03)."""

from dataclasses import replace
from datetime import datetime

from backoffice.domain.audit import Facts
from backoffice.domain.cancellation import Known, MessageReading, RequestState, StatusMessage, judge
from backoffice.domain.cancelling_progress import CancellationState
from backoffice.services.books.credit_keeping import cover_credit
from backoffice.services.books.receipt_reversal import found_receipt, take_back
from backoffice.services.office.office import Office
from backoffice.storage import batches, clients, settling
from backoffice.storage.database import Transaction
from backoffice.storage.erp import cancellations
from backoffice.storage.erp import lines as erp_lines
from backoffice.storage.erp import messages as erp_messages
from backoffice.storage.erp import requests as erp_requests
from backoffice.storage.erp.cancellations import KeptCancellation
from backoffice.storage.erp.requests import KeptRequest


def take_message(
    office: Office, tx: Transaction, message: StatusMessage, *, followed: bool = True
) -> MessageReading | None:
    """Keep a message, once, and do what follows from it; None where it was kept before.

    What we cannot believe is kept in quarantine, and changes nothing; so is what is not to be `followed`.

    Raises:
        RuleBroken: `CREDIT_REFUNDED` where the books cannot follow it, as they are.
    """
    request = erp_requests.by_reference(tx, message.request)
    if request is not None:
        # The payment is held first: else two last lines, confirmed at once, would each find the other unconfirmed.
        batches.locked(tx, request.batch_id)
        request = erp_requests.by_reference(tx, message.request)
    if request is None:
        return _quarantine(office, tx, message)
    if erp_messages.is_known(tx, message.id):
        return None
    known = Known(request.asked.line, request.asked.amount, request.state)
    reading, state = judge(known, message) if followed else (MessageReading.QUARANTINED, None)
    now = office.clock()
    erp_messages.keep(tx, message, reading, request.id, now)
    facts: Facts = {
        "receipt": request.receipt_id,
        "line": request.line_id,
        "answer": message.answer.value,
        "reading": reading.value,
    }
    office.note(tx, None, "erp message", facts, chain=request.batch_id)
    if reading is MessageReading.APPLIED and state is not None:
        move_request(office, tx, request, state, message.reason, now)
    return reading


def move_request(
    office: Office, tx: Transaction, request: KeptRequest, state: RequestState, reason: str, now: datetime
) -> None:
    """Move a request on; once it is *cancelled* its line is, and with the last line the payment.

    The payment's batch is held by the caller.
    """
    erp_requests.move(tx, request.id, state, reason, now)
    if state is RequestState.CANCELLED:
        cancel_line(office, tx, request.receipt_id, request.line_id)


def cancel_line(office: Office, tx: Transaction, receipt_id: int, line_id: int) -> None:
    """Add the reversal of a line, once, and bring its debt back; the last line takes the whole receipt back."""
    cancellation = _found(cancellations.of_receipt(tx, receipt_id))
    old = found_receipt(tx, receipt_id)
    clients.locked(tx, old.client_id)
    standing = [line for line in erp_lines.of_receipt(tx, receipt_id) if not line.cancelled]
    line = next((line for line in standing if line.kept.id == line_id), None)
    if line is None:  # cancelled by an earlier request already
        return
    if len(standing) == 1:
        take_back(office, tx, cancellation.asked_by, cancellation.gesture, old)
        cover_credit(office, tx, cancellation.asked_by, cancellation.gesture, old.client_id)
        cancellations.move(tx, cancellation, CancellationState.DONE, office.clock())
        return
    settling.mirror(tx, receipt_id, (line.kept,))
    facts: Facts = {"receipt": receipt_id, "line": line_id, "debt_back": line.told.amount.cents}
    office.note(tx, cancellation.asked_by, "line cancelled", facts, chain=old.batch_id)


def _quarantine(office: Office, tx: Transaction, message: StatusMessage) -> MessageReading | None:
    cut = replace(message, request=message.request[:35], line=message.line[:35], reason=message.reason[:300])
    if not erp_messages.keep(tx, cut, MessageReading.QUARANTINED, None, office.clock()):
        return None
    office.note(tx, None, "erp message", {"answer": message.answer.value, "reading": MessageReading.QUARANTINED.value})
    return MessageReading.QUARANTINED


def _found(cancellation: KeptCancellation | None) -> KeptCancellation:
    if cancellation is None:
        raise LookupError("a request without its cancellation")
    return cancellation
