"""Mail that was keyed or transferred, and where its papers go: only ever added to."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, exists, func, insert, literal_column, select

from backoffice.domain.batch import BatchKind
from backoffice.domain.mail_facts import ChequeFacts
from backoffice.domain.mail_rows import MailRow, SetAsideRow
from backoffice.domain.money import Money
from backoffice.domain.paper import MailSlipKind, Paper, PaperTrace, SlipKind
from backoffice.storage.client_columns import REF_AND_NAME, name_of, ref_of
from backoffice.storage.database import Transaction
from backoffice.storage.debits import ON_MAIL
from backoffice.storage.schema import batches, clients, mail, mail_slip_lines, mail_slips, people, receipts
from backoffice.storage.writing import Writing

_reversal = mail.alias("reversal")
_settling = mail.alias("settling")
_undone = mail.alias("undone")
IS_CANCELLED = exists().where(_reversal.c.reverses == mail.c.id)
"""Whether a piece of mail has been taken back."""

CAME_WITH = func.coalesce(receipts.c.amount, ON_MAIL)
"""What was received or is debited with a piece of mail, whose receipt is joined; null where neither is."""

_IS_TAKEN_UP = exists().where(
    _settling.c.settles == mail.c.id, ~exists().where(_undone.c.reverses == _settling.c.id).correlate(_settling)
)
_TRACE = (
    mail.c.paper,
    mail.c.slip,
    mail.c.annotations,
    mail.c.rules,
    mail.c.facts,
    mail.c.departure,
    mail.c.decision,
    mail.c.edition,
)
_ROWS = (
    select(
        mail.c.id,
        mail.c.batch_id,
        batches.c.number.label("batch_number"),
        mail.c.client_id,
        *REF_AND_NAME,
        *_TRACE,
        CAME_WITH.label("amount"),
        mail.c.recorded_at,
        people.c.name.label("operator"),
        mail_slips.c.number.label("slip_number"),
        IS_CANCELLED.label("cancelled"),
    )
    .join(batches, batches.c.id == mail.c.batch_id)
    .join(clients, clients.c.id == mail.c.client_id)
    .join(people, people.c.id == mail.c.recorded_by)
    .outerjoin(receipts, receipts.c.id == mail.c.receipt_id)
    .outerjoin(mail_slip_lines, mail_slip_lines.c.mail_id == mail.c.id)
    .outerjoin(mail_slips, mail_slips.c.id == mail_slip_lines.c.slip_id)
    .where(mail.c.reverses.is_(None))
)
_BY_ID = _ROWS.where(mail.c.id == bindparam("id"))
_BY_GESTURE = _ROWS.where(mail.c.gesture == bindparam("gesture"))
_OF_BATCH = _ROWS.where(mail.c.batch_id == bindparam("batch_id")).order_by(mail.c.id)
_LAST_OF_BATCH = (
    _ROWS.where(mail.c.batch_id == bindparam("batch_id"))
    .order_by(mail.c.id.desc())
    .limit(bindparam("limit", type_=mail.c.id.type))
)
_KEPT = select(
    mail.c.id,
    mail.c.batch_id,
    mail.c.client_id,
    mail.c.receipt_id,
    *_TRACE,
    mail.c.settles,
    IS_CANCELLED.label("cancelled"),
    _IS_TAKEN_UP.label("taken_up"),
).where(mail.c.reverses.is_(None))
_KEPT_BY_ID = _KEPT.where(mail.c.id == bindparam("id"))
_KEPT_OF_RECEIPT = _KEPT.where(mail.c.receipt_id == bindparam("receipt_id"))
_set_aside = mail.c.paper == literal_column(f"'{Paper.SET_ASIDE.value}'")  # no parameter, or its index is not used
_waits = _set_aside & mail.c.reverses.is_(None) & ~IS_CANCELLED & ~_IS_TAKEN_UP
_is_letter = mail.c.facts.contains('"no_payment":true', autoescape=True)
_SET_ASIDE_OF_CLIENT = (
    select(mail.c.id, _is_letter.label("is_letter"))
    .join(batches, batches.c.id == mail.c.batch_id)
    .where(mail.c.client_id == bindparam("client_id"), _waits)
    .order_by(_is_letter, batches.c.arrival_date, mail.c.id)
)
_SET_ASIDE = (
    select(
        mail.c.id,
        mail.c.client_id,
        *REF_AND_NAME,
        batches.c.number,
        batches.c.arrival_date,
        people.c.name.label("operator"),
    )
    .join(batches, batches.c.id == mail.c.batch_id)
    .join(clients, clients.c.id == mail.c.client_id)
    .join(people, people.c.id == mail.c.recorded_by)
    .where(batches.c.kind == bindparam("kind"), _waits)
    .order_by(batches.c.arrival_date, mail.c.id)
)
_ADD = insert(mail).returning(mail.c.id)


@dataclass(frozen=True, slots=True)
class NewMail:
    """A piece of mail to add. `settles` is the set-aside mail that it takes up, `others` is kept with it (P-26)."""

    by: Writing
    batch_id: int
    client_id: int
    trace: PaperTrace
    receipt_id: int | None = None
    settles: int | None = None
    others: tuple[ChequeFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptMail:
    """A piece of mail as recorded, for the gestures that build on it.

    Attributes:
        settles: the set-aside mail that it takes up.
        taken_up: it was set aside, and another one takes it up.
    """

    id: int
    batch_id: int
    client_id: int
    receipt_id: int | None
    trace: PaperTrace
    settles: int | None
    cancelled: bool
    taken_up: bool


def add(tx: Transaction, new: NewMail) -> int:
    """Add a piece of mail and give its id."""
    trace, kind = new.trace, MailSlipKind.of(new.trace)
    values = {
        **new.by.values(),
        "batch_id": new.batch_id,
        "client_id": new.client_id,
        "receipt_id": new.receipt_id,
        "paper": trace.paper.value,
        "slip": kind.value if kind else None,
        "annotations": "\n".join(trace.annotations),
        "rules": " ".join(trace.rules),
        "facts": trace.facts,
        "departure": trace.departure,
        "decision": trace.decision,
        "edition": trace.edition,
        "settles": new.settles,
        "reverses": None,
    }
    return int(tx.execute(_ADD, values).scalar_one())


def add_reversal(tx: Transaction, by: Writing, old: KeptMail, receipt_id: int | None) -> None:
    """Take a piece of mail back; `receipt_id` is the receipt that reverses the one it came with."""
    values = {
        **by.values(),
        "batch_id": old.batch_id,
        "client_id": old.client_id,
        "receipt_id": receipt_id,
        "paper": old.trace.paper.value,
        "slip": None,
        "annotations": "",
        "rules": "",
        "facts": "{}",
        "departure": "",
        "decision": "{}",
        "edition": "",
        "settles": None,
        "reverses": old.id,
    }
    tx.execute(_ADD, values)


def kept(tx: Transaction, mail_id: int) -> KeptMail | None:
    """A piece of mail by id; None for a reversal too."""
    return _kept(tx, _KEPT_BY_ID, id=mail_id)


def kept_of_receipt(tx: Transaction, receipt_id: int) -> KeptMail | None:
    """The mail that a receipt came with; None for a receipt that is older than the keeping of mail."""
    return _kept(tx, _KEPT_OF_RECEIPT, receipt_id=receipt_id)


def by_id(tx: Transaction, mail_id: int) -> MailRow | None:
    """A piece of mail by id, as lists show it."""
    row = tx.execute(_BY_ID, {"id": mail_id}).first()
    return None if row is None else _row(row)


def by_gesture(tx: Transaction, gesture: UUID) -> MailRow:
    """The piece of mail that a gesture recorded."""
    return _row(tx.execute(_BY_GESTURE, {"gesture": gesture}).one())


def of_batch(tx: Transaction, batch_id: int) -> tuple[MailRow, ...]:
    """The mail of a batch in the order of keying, with cheques and without; what was cancelled too."""
    return tuple(_row(row) for row in tx.execute(_OF_BATCH, {"batch_id": batch_id}))


def last_of_batch(tx: Transaction, batch_id: int, limit: int) -> tuple[MailRow, ...]:
    """The newest mail of a batch, the newest first."""
    return tuple(_row(row) for row in tx.execute(_LAST_OF_BATCH, {"batch_id": batch_id, "limit": limit}))


def oldest_set_aside(tx: Transaction, client_id: int, *, has_cheque: bool) -> int | None:
    """The client's mail that was set aside first, among what nothing has taken up yet.

    With `has_cheque` one that came with a payment comes before any other; without, there is none but letters.
    """
    waiting = tx.execute(_SET_ASIDE_OF_CLIENT, {"client_id": client_id})
    return next((int(row.id) for row in waiting if has_cheque or row.is_letter), None)


def set_aside(tx: Transaction, kind: BatchKind, today: date) -> tuple[SetAsideRow, ...]:
    """What waits for a batch SANS FACTURE of a kind, the oldest arrival first."""
    return tuple(
        SetAsideRow(
            mail_id=row.id,
            client_id=row.client_id,
            ref=ref_of(row),
            name=name_of(row),
            batch_number=row.number,
            arrival_date=row.arrival_date,
            days=(today - row.arrival_date).days,
            operator=row.operator,
        )
        for row in tx.execute(_SET_ASIDE, {"kind": kind.value})
    )


def _kept(tx: Transaction, query: Select[Any], **values: int) -> KeptMail | None:
    row = tx.execute(query, values).first()
    if row is None:
        return None
    return KeptMail(
        row.id, row.batch_id, row.client_id, row.receipt_id, _trace(row), row.settles, row.cancelled, row.taken_up
    )


def _trace(row: Row[*tuple[Any, ...]]) -> PaperTrace:
    paper = Paper(row.paper)
    return PaperTrace(
        paper=paper,
        slip=SlipKind(row.slip) if paper is Paper.SCAN else None,
        annotations=tuple(row.annotations.splitlines()),
        rules=tuple(row.rules.split()),
        facts=row.facts,
        departure=row.departure,
        decision=row.decision,
        edition=row.edition,
    )


def _row(row: Row[*tuple[Any, ...]]) -> MailRow:
    return MailRow(
        id=row.id,
        batch_id=row.batch_id,
        batch_number=row.batch_number,
        client_id=row.client_id,
        ref=ref_of(row),
        name=name_of(row),
        trace=_trace(row),
        amount=None if row.amount is None else Money(int(row.amount)),
        recorded_at=row.recorded_at,
        operator=row.operator,
        slip_number=row.slip_number or "",
        cancelled=row.cancelled,
    )
