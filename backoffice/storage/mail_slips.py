"""Transmission, transfer and archive slips, and the papers that wait for one: only ever added to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, bindparam, exists, false, func, insert, or_, select

from backoffice.domain.documents import MailLine
from backoffice.domain.mail_rows import MailSlipRow
from backoffice.domain.money import Money
from backoffice.domain.paper import MailSlipKind
from backoffice.domain.search_name import search_prefix
from backoffice.storage.client_columns import REF_AND_NAME, name_of, ref_of
from backoffice.storage.database import Transaction
from backoffice.storage.mail import CAME_WITH, IS_CANCELLED
from backoffice.storage.schema import (
    batches,
    clients,
    mail,
    mail_slip_lines,
    mail_slips,
    people,
    receipts,
    unknown_mail,
)
from backoffice.storage.writing import Writing

_WAITS = mail.c.slip.is_not(None) & ~IS_CANCELLED & ~exists().where(mail_slip_lines.c.mail_id == mail.c.id)
_SLIPS = (
    select(
        mail_slips.c.id,
        mail_slips.c.number,
        mail_slips.c.kind,
        mail_slips.c.batch_id,
        batches.c.number.label("batch_number"),
        mail_slips.c.day,
        mail_slips.c["count"].label("papers"),
        mail_slips.c.amount,
        mail_slips.c.printed_at,
        mail_slips.c.printed_by,
        people.c.name.label("operator"),
    )
    .outerjoin(batches, batches.c.id == mail_slips.c.batch_id)
    .join(people, people.c.id == mail_slips.c.printed_by)
)
_BY_ID = _SLIPS.where(mail_slips.c.id == bindparam("id"))
_BY_GESTURE = _SLIPS.where(mail_slips.c.gesture == bindparam("gesture"))
_LINES = (
    select(
        mail_slip_lines.c.position,
        batches.c.number.label("batch_number"),
        *REF_AND_NAME,
        unknown_mail.c.number.label("unknown"),
        unknown_mail.c.name,
        unknown_mail.c.reference,
        unknown_mail.c.text,
        CAME_WITH.label("amount"),
        mail.c.rules,
        mail.c.annotations,
        IS_CANCELLED.label("cancelled"),
    )
    .join_from(mail_slip_lines, mail, mail.c.id == mail_slip_lines.c.mail_id)
    .join(batches, batches.c.id == mail.c.batch_id)
    .outerjoin(clients, clients.c.id == mail.c.client_id)
    .outerjoin(unknown_mail, unknown_mail.c.mail_id == mail.c.id)
    .outerjoin(receipts, receipts.c.id == mail.c.receipt_id)
    .where(mail_slip_lines.c.slip_id == bindparam("slip_id"))
    .order_by(mail_slip_lines.c.position)
)
_ADD = insert(mail_slips).returning(mail_slips.c.id)
_ADD_LINES = insert(mail_slip_lines)


@dataclass(frozen=True, slots=True)
class SlipPapers:
    """The papers that a slip is for: those of a batch, or those recorded between two moments.

    Attributes:
        batch_id: whose papers; None for those of a stretch of time.
        since: the first moment; None for all there are.
        before: the moment after the last one.
        opened_by: in the batches of this operator only; None for everybody's.
    """

    batch_id: int | None = None
    since: datetime | None = None
    before: datetime | None = None
    opened_by: int | None = None


@dataclass(frozen=True, slots=True)
class NewMailSlip:
    """A slip to add."""

    number: str
    kind: MailSlipKind
    batch_id: int | None
    day: date
    count: int
    amount: Money


@dataclass(frozen=True, slots=True)
class KeptMailSlip:
    """A slip as recorded: what lists show, its batch, and who printed it."""

    row: MailSlipRow
    batch_id: int | None
    printed_by: int


def count_waiting(tx: Transaction, pile: SlipPapers) -> dict[MailSlipKind, int]:
    """How many papers of a pile are on no slip yet, for each kind that has any."""
    counted = _of_pile(select(mail.c.slip, func.count()), pile).group_by(mail.c.slip)
    return {MailSlipKind(kind): count for kind, count in tx.execute(counted)}


def moments_waiting(tx: Transaction, opened_by: int | None) -> list[tuple[datetime, MailSlipKind]]:
    """When each paper that is on no slip yet was recorded, and its kind; of one operator's batches, or of all."""
    waiting = _of_pile(select(mail.c.recorded_at, mail.c.slip), SlipPapers(opened_by=opened_by))
    return [(recorded_at, MailSlipKind(kind)) for recorded_at, kind in tx.execute(waiting)]


def waiting(tx: Transaction, pile: SlipPapers, kind: MailSlipKind) -> tuple[list[int], Money]:
    """The papers of a kind that are on no slip yet, in the order of keying, and what came with them together."""
    chosen = select(mail.c.id, CAME_WITH.label("amount")).outerjoin(receipts, receipts.c.id == mail.c.receipt_id)
    rows = tx.execute(_of_pile(chosen, pile).where(mail.c.slip == kind.value).order_by(mail.c.id)).all()
    return [row.id for row in rows], Money(sum(int(row.amount or 0) for row in rows))


def add(tx: Transaction, by: Writing, new: NewMailSlip, mail_ids: Sequence[int]) -> int:
    """Add a slip with its papers, in order; gives its id."""
    values = {
        **by.values("printed"),
        "number": new.number,
        "kind": new.kind.value,
        "batch_id": new.batch_id,
        "day": new.day,
        "count": new.count,
        "amount": new.amount.cents,
    }
    slip_id = int(tx.execute(_ADD, values).scalar_one())
    tx.execute(
        _ADD_LINES,
        [
            {"slip_id": slip_id, "position": position, "mail_id": mail_id}
            for position, mail_id in enumerate(mail_ids, start=1)
        ],
    )
    return slip_id


def by_id(tx: Transaction, slip_id: int) -> KeptMailSlip | None:
    """A slip by id."""
    row = tx.execute(_BY_ID, {"id": slip_id}).first()
    return None if row is None else _kept(row)


def by_gesture(tx: Transaction, gesture: UUID) -> KeptMailSlip:
    """The slip that a gesture numbered."""
    return _kept(tx.execute(_BY_GESTURE, {"gesture": gesture}).one())


def lines(tx: Transaction, slip_id: int) -> tuple[MailLine, ...]:
    """The lines of a slip."""
    return tuple(
        MailLine(
            position=row.position,
            batch_number=row.batch_number,
            ref=row.unknown or ref_of(row),
            name=_read(row) if row.unknown else name_of(row),
            amount=None if row.amount is None else Money(int(row.amount)),
            rules=row.rules,
            annotation=", ".join(row.annotations.splitlines()),
            cancelled=row.cancelled,
        )
        for row in tx.execute(_LINES, {"slip_id": slip_id})
    )


def like(tx: Transaction, text: str, seen_by: int | None, limit: int) -> tuple[MailSlipRow, ...]:
    """The newest slips whose number, or whose batch's number, contains `text`, or what could be read of nobody's mail.

    `seen_by` leaves the slips of this person's own batches, and those of a day that they printed; None leaves all.
    """
    query = _SLIPS.order_by(mail_slips.c.id.desc()).limit(limit)
    if seen_by is not None:
        own_day = mail_slips.c.batch_id.is_(None) & (mail_slips.c.printed_by == seen_by)
        query = query.where(or_(batches.c.opened_by == seen_by, own_day))
    if text:
        found = (column.contains(text, autoescape=True) for column in (mail_slips.c.number, batches.c.number))
        query = query.where(or_(*found, _lists_unknown_mail(text)))
    return tuple(_kept(row).row for row in tx.execute(query))


def _lists_unknown_mail(text: str) -> ColumnElement[bool]:
    wanted = search_prefix(text)
    if not wanted:
        return false()
    of_slip = mail_slip_lines.c.slip_id == mail_slips.c.id
    said = unknown_mail.c.search.contains(wanted, autoescape=True)
    return exists().where(of_slip, unknown_mail.c.mail_id == mail_slip_lines.c.mail_id, said).correlate(mail_slips)


def _of_pile(query: Select[Any], pile: SlipPapers) -> Select[Any]:
    query = query.where(_WAITS)
    if pile.batch_id is not None:
        return query.where(mail.c.batch_id == pile.batch_id)
    if pile.since is not None:
        query = query.where(mail.c.recorded_at >= pile.since, mail.c.recorded_at < pile.before)
    if pile.opened_by is None:
        return query
    # Not a join: SQLite would begin with all the batches that the operator ever opened.
    return query.where(exists().where(batches.c.id == mail.c.batch_id, batches.c.opened_by == pile.opened_by))


def _read(row: Row[*tuple[Any, ...]]) -> str:
    """What could be read of a client who was not found."""
    return ", ".join(filter(None, (row.name, row.reference, row.text)))


def _kept(row: Row[*tuple[Any, ...]]) -> KeptMailSlip:
    return KeptMailSlip(
        MailSlipRow(
            id=row.id,
            number=row.number,
            kind=MailSlipKind(row.kind),
            batch_number=row.batch_number or "",
            day=row.day,
            count=row.papers,
            amount=Money(row.amount),
            printed_at=row.printed_at,
            operator=row.operator,
        ),
        row.batch_id,
        row.printed_by,
    )
