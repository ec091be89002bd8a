"""What there is to see of one payment: its lines, what happened to it, and the slip on which it stands."""

from dataclasses import replace
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    FromClause,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    null,
    select,
)

from backoffice.domain.cancellation import RequestState
from backoffice.domain.cheque import Operation
from backoffice.domain.debit import DebitOperation
from backoffice.domain.money import Money
from backoffice.domain.paper import MailSlipKind
from backoffice.domain.payments import (
    LineReversal,
    PaymentEvent,
    PaymentId,
    PaymentKind,
    PaymentLine,
    PaymentMoment,
    PaymentSlip,
)
from backoffice.storage.database import Transaction
from backoffice.storage.payments import cancel_reasons
from backoffice.storage.receipts import IS_LINE
from backoffice.storage.schema import (
    bank_file_lines,
    bank_files,
    debits,
    erp_requests,
    gestures,
    instruction_lines,
    invoices,
    mail,
    mail_slip_lines,
    mail_slips,
    people,
    receipts,
    slips,
    unpaids,
)

_ID: BindParameter[int] = bindparam("id")
_mirror = instruction_lines.alias("mirror")
_reversal = receipts.alias("reversal")
_other = receipts.alias("other")
_back = debits.alias("back")
_undoing = mail.alias("undoing")
_CONFIRMED_AT = (
    select(func.max(erp_requests.c.settled_at))
    .where(erp_requests.c.line_id == instruction_lines.c.id, erp_requests.c.state == RequestState.CANCELLED.value)
    .scalar_subquery()
)
_CHEQUE_LINES = (
    select(
        instruction_lines.c.id,
        invoices.c.number,
        instruction_lines.c.operation,
        instruction_lines.c.amount,
        instruction_lines.c.rule,
        null().label("file_number"),
        _mirror.c.id.label("mirror_id"),
        _mirror.c.amount.label("mirror_amount"),
        func.coalesce(_reversal.c.recorded_at, unpaids.c.recorded_at, _CONFIRMED_AT).label("mirrored_at"),
        func.coalesce(people.c.name, "").label("mirrored_by"),
    )
    .join(invoices, invoices.c.id == instruction_lines.c.invoice_id)
    .outerjoin(_mirror, _mirror.c.reverses == instruction_lines.c.id)
    .outerjoin(
        _reversal, and_(_reversal.c.id == _mirror.c.receipt_id, _reversal.c.id != instruction_lines.c.receipt_id)
    )
    .outerjoin(unpaids, and_(_reversal.c.id.is_(None), unpaids.c.receipt_id == _mirror.c.receipt_id))
    .outerjoin(people, people.c.id == func.coalesce(_reversal.c.recorded_by, unpaids.c.recorded_by))
    .where(instruction_lines.c.receipt_id == _ID, IS_LINE)
    .order_by(instruction_lines.c.id)
)
_DEBIT_LINES = (
    select(
        debits.c.id,
        invoices.c.number,
        debits.c.operation,
        debits.c.amount,
        debits.c.rule,
        bank_files.c.number.label("file_number"),
        _back.c.id.label("mirror_id"),
        _back.c.amount.label("mirror_amount"),
        _back.c.recorded_at.label("mirrored_at"),
        people.c.name.label("mirrored_by"),
    )
    .join(invoices, invoices.c.id == debits.c.invoice_id)
    .outerjoin(bank_file_lines, bank_file_lines.c.debit_id == debits.c.id)
    .outerjoin(bank_files, bank_files.c.id == bank_file_lines.c.file_id)
    .outerjoin(_back, _back.c.reverses == debits.c.id)
    .outerjoin(people, people.c.id == _back.c.recorded_by)
    .where(debits.c.mail_id == _ID, debits.c.reverses.is_(None))
    .order_by(debits.c.id)
)
_SLIP_OF_CHEQUE = (
    select(slips.c.id, slips.c.number, null().label("kind"))
    .join(receipts, and_(receipts.c.batch_id == slips.c.batch_id, slips.c.last_receipt >= receipts.c.id))
    .where(receipts.c.id == _ID)
    .order_by(slips.c.id.desc())
    .limit(1)
)
_SLIP_OF_MAIL = (
    select(mail_slips.c.id, mail_slips.c.number, mail_slips.c.kind)
    .join(mail_slip_lines, mail_slip_lines.c.slip_id == mail_slips.c.id)
    .where(mail_slip_lines.c.mail_id == _ID)
)


def _step(
    at: ColumnElement[Any],
    by: ColumnElement[Any],
    gesture: ColumnElement[Any],
    number: ColumnElement[Any] | None = None,
    amount: ColumnElement[Any] | None = None,
) -> Select[Any]:
    return (
        select(
            at.label("at"),
            people.c.name.label("by"),
            gestures.c.workstation,
            (null() if number is None else number).label("number"),
            (null() if amount is None else amount).label("amount"),
        )
        .join(people, people.c.id == by)
        .join(gestures, gestures.c.key == gesture)
    )


def _receipt_step(
    receipt: FromClause, number: ColumnElement[Any] | None = None, amount: ColumnElement[Any] | None = None
) -> Select[Any]:
    return _step(receipt.c.recorded_at, receipt.c.recorded_by, receipt.c.gesture, number, amount)


_CHEQUE_STEPS = (
    (PaymentEvent.RECORDED, _receipt_step(receipts).where(receipts.c.id == _ID, receipts.c.corrects.is_(None))),
    (
        PaymentEvent.CORRECTS,
        _receipt_step(receipts, _other.c.cheque_number, _other.c.amount)
        .join(_other, _other.c.id == receipts.c.corrects)
        .where(receipts.c.id == _ID),
    ),
    (
        PaymentEvent.ON_SLIP,
        _step(slips.c.printed_at, slips.c.printed_by, slips.c.gesture, slips.c.number)
        .join(receipts, and_(receipts.c.batch_id == slips.c.batch_id, slips.c.last_receipt >= receipts.c.id))
        .where(receipts.c.id == _ID),
    ),
    (
        PaymentEvent.UNPAID,
        _step(unpaids.c.recorded_at, unpaids.c.recorded_by, unpaids.c.gesture, amount=unpaids.c.debt_back).where(
            unpaids.c.receipt_id == _ID
        ),
    ),
    (
        PaymentEvent.CORRECTED,
        _receipt_step(_other, _other.c.cheque_number, _other.c.amount).where(_other.c.corrects == _ID),
    ),
    (
        PaymentEvent.CANCELLED,
        _receipt_step(_reversal).where(_reversal.c.reverses == _ID, ~exists().where(_other.c.corrects == _ID)),
    ),
)
_DEBIT_STEPS = (
    (
        PaymentEvent.RECORDED,
        _step(mail.c.recorded_at, mail.c.recorded_by, mail.c.gesture).where(mail.c.id == _ID),
    ),
    (
        PaymentEvent.ON_SLIP,
        _step(mail_slips.c.printed_at, mail_slips.c.printed_by, mail_slips.c.gesture, mail_slips.c.number)
        .join(mail_slip_lines, mail_slip_lines.c.slip_id == mail_slips.c.id)
        .where(mail_slip_lines.c.mail_id == _ID),
    ),
    (
        PaymentEvent.IN_FILE,
        _step(bank_files.c.made_at, bank_files.c.made_by, bank_files.c.gesture, bank_files.c.number)
        .join(bank_file_lines, bank_file_lines.c.file_id == bank_files.c.id)
        .join(debits, debits.c.id == bank_file_lines.c.debit_id)
        .where(debits.c.mail_id == _ID)
        .distinct(),
    ),
    (
        PaymentEvent.UNPAID,
        _step(unpaids.c.recorded_at, unpaids.c.recorded_by, unpaids.c.gesture, amount=unpaids.c.debt_back)
        .join(debits, debits.c.id == unpaids.c.debit_id)
        .where(debits.c.mail_id == _ID),
    ),
    (
        PaymentEvent.CANCELLED,
        _step(_undoing.c.recorded_at, _undoing.c.recorded_by, _undoing.c.gesture).where(_undoing.c.reverses == _ID),
    ),
)


def lines(tx: Transaction, payment: PaymentId) -> tuple[PaymentLine, ...]:
    """The instruction lines of a payment, each with the line that cancels it."""
    if payment.kind is PaymentKind.CHEQUE:
        return tuple(_line(row, Operation(row.operation)) for row in tx.execute(_CHEQUE_LINES, {"id": payment.id}))
    return tuple(_line(row, DebitOperation(row.operation)) for row in tx.execute(_DEBIT_LINES, {"id": payment.id}))


def history(tx: Transaction, payment: PaymentId) -> tuple[PaymentMoment, ...]:
    """What happened to a payment, the oldest step first: who, when, and on which workstation."""
    steps = _CHEQUE_STEPS if payment.kind is PaymentKind.CHEQUE else _DEBIT_STEPS
    found = [
        (row.at, order, _moment(event, row))
        for order, (event, query) in enumerate(steps)
        for row in tx.execute(query, {"id": payment.id})
    ]
    why = cancel_reasons.of_receipt(tx, payment.id) if payment.kind is PaymentKind.CHEQUE else None
    return tuple(
        replace(moment, why=why) if moment.event is PaymentEvent.CANCELLED else moment
        for _, _, moment in sorted(found, key=lambda each: each[:2])
    )


def slip(tx: Transaction, payment: PaymentId) -> PaymentSlip | None:
    """The newest slip on which a payment stands; None while there is none."""
    query = _SLIP_OF_CHEQUE if payment.kind is PaymentKind.CHEQUE else _SLIP_OF_MAIL
    row = tx.execute(query, {"id": payment.id}).first()
    return None if row is None else PaymentSlip(row.id, row.number, MailSlipKind(row.kind) if row.kind else None)


def _line(row: Row[*tuple[Any, ...]], operation: Operation | DebitOperation) -> PaymentLine:
    reversal = (
        None
        if row.mirror_id is None
        else LineReversal(row.mirror_id, Money(row.mirror_amount), row.mirrored_at, row.mirrored_by)
    )
    return PaymentLine(row.id, row.number, operation, Money(row.amount), row.rule, row.file_number or "", reversal)


def _moment(event: PaymentEvent, row: Row[*tuple[Any, ...]]) -> PaymentMoment:
    return PaymentMoment(
        event, row.at, row.by, row.workstation, row.number or "", None if row.amount is None else Money(row.amount)
    )
