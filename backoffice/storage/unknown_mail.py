"""Mail whose client was not found: rows of the mail without a client, with what could be read of it."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, insert, select

from backoffice.domain.paper import SlipKind
from backoffice.domain.search_name import search_prefix
from backoffice.domain.unknown_mail import UnknownMail, UnknownMailRow
from backoffice.storage.database import Transaction
from backoffice.storage.mail import IS_CANCELLED
from backoffice.storage.schema import batches, mail, mail_slip_lines, mail_slips, people, unknown_mail
from backoffice.storage.writing import Writing

_ROWS = (
    select(
        mail.c.id,
        unknown_mail.c.number,
        mail.c.batch_id,
        batches.c.number.label("batch_number"),
        mail.c.slip,
        unknown_mail.c.reference,
        unknown_mail.c.name,
        unknown_mail.c.text,
        mail.c.recorded_at,
        people.c.name.label("operator"),
        mail_slips.c.number.label("slip_number"),
        IS_CANCELLED.label("cancelled"),
    )
    .join_from(unknown_mail, mail, mail.c.id == unknown_mail.c.mail_id)
    .join(batches, batches.c.id == mail.c.batch_id)
    .join(people, people.c.id == mail.c.recorded_by)
    .outerjoin(mail_slip_lines, mail_slip_lines.c.mail_id == mail.c.id)
    .outerjoin(mail_slips, mail_slips.c.id == mail_slip_lines.c.slip_id)
)
_BY_ID = _ROWS.where(mail.c.id == bindparam("id"))
_BY_GESTURE = _ROWS.where(mail.c.gesture == bindparam("gesture"))
_OF_BATCH = _ROWS.where(mail.c.batch_id == bindparam("batch_id")).order_by(mail.c.id.desc())
_ADD = insert(mail).returning(mail.c.id)


def add(tx: Transaction, by: Writing, new: UnknownMail, number: str) -> int:
    """Add a piece of mail with what could be read of it; gives its id."""
    trace = new.trace
    values = _mail(by, new.batch_id) | {
        "slip": new.slip.value,
        "rules": " ".join(trace.rules),
    }
    mail_id = int(tx.execute(_ADD, values).scalar_one())
    read = {"reference": new.reference, "name": new.name, "text": new.text}
    search = " ".join(search_prefix(text) for text in (number, *read.values()))
    tx.execute(insert(unknown_mail), {"mail_id": mail_id, "number": number, "search": search, **read})
    return mail_id


def add_reversal(tx: Transaction, by: Writing, old: UnknownMailRow) -> None:
    """Take a piece of mail back."""
    values = _mail(by, old.batch_id) | {"reverses": old.id}
    tx.execute(_ADD, values)


def by_id(tx: Transaction, mail_id: int) -> UnknownMailRow | None:
    """Such a piece of mail by id; None for any other."""
    row = tx.execute(_BY_ID, {"id": mail_id}).first()
    return None if row is None else _row(row)


def by_gesture(tx: Transaction, gesture: UUID) -> UnknownMailRow:
    """The piece of mail that a gesture recorded."""
    return _row(tx.execute(_BY_GESTURE, {"gesture": gesture}).one())


def of_batch(tx: Transaction, batch_id: int) -> tuple[UnknownMailRow, ...]:
    """Those of a batch, the newest first; what was cancelled too."""
    return tuple(_row(row) for row in tx.execute(_OF_BATCH, {"batch_id": batch_id}))


def like(tx: Transaction, text: str, opened_by: int | None, limit: int) -> tuple[UnknownMailRow, ...]:
    """The newest ones of which something contains `text`, accents and capitals set aside.

    `opened_by` leaves those of this operator's batches; None leaves all.
    """
    query = _ROWS.order_by(mail.c.id.desc()).limit(limit)
    if opened_by is not None:
        query = query.where(batches.c.opened_by == opened_by)
    wanted = search_prefix(text)
    if wanted:
        query = query.where(unknown_mail.c.search.contains(wanted, autoescape=True))
    return tuple(_row(row) for row in tx.execute(query))


def _mail(by: Writing, batch_id: int) -> dict[str, object]:
    return {
        **by.values(),
        "batch_id": batch_id,
        "client_id": None,
        "receipt_id": None,
        "paper": "scan",
        "slip": None,
        "annotations": "",
        "rules": "",
        "facts": "{}",
        "departure": "",
        "settles": None,
        "reverses": None,
    }


def _row(row: Row[*tuple[Any, ...]]) -> UnknownMailRow:
    return UnknownMailRow(
        id=row.id,
        number=row.number,
        batch_id=row.batch_id,
        batch_number=row.batch_number,
        slip=SlipKind(row.slip),
        reference=row.reference,
        name=row.name,
        text=row.text,
        recorded_at=row.recorded_at,
        operator=row.operator,
        slip_number=row.slip_number or "",
        cancelled=row.cancelled,
    )
