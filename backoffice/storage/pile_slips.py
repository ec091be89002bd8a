"""The slips of the piles of *Tri*, with their pieces: only ever added to."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, exists, insert, or_, select

from backoffice.domain.pile_slip import PileLine, PilePrinting, PileSlipRow
from backoffice.storage.database import Transaction
from backoffice.storage.schema import people, pile_slip_lines, pile_slips
from backoffice.storage.writing import Writing

_SLIPS = select(
    pile_slips.c.id,
    pile_slips.c.number,
    pile_slips.c.pile,
    pile_slips.c.day,
    pile_slips.c["count"].label("pieces"),
    pile_slips.c.printed_at,
    people.c.name.label("operator"),
).join(people, people.c.id == pile_slips.c.printed_by)
_BY_GESTURE = _SLIPS.where(pile_slips.c.gesture == bindparam("gesture"))
_LINES = (
    select(pile_slip_lines.c.position, pile_slip_lines.c.piece, pile_slip_lines.c.rule)
    .where(pile_slip_lines.c.slip_id == bindparam("slip_id"))
    .order_by(pile_slip_lines.c.position)
)


def add(tx: Transaction, by: Writing, printing: PilePrinting, number: str, day: date) -> None:
    """Add a slip with its pieces, in order."""
    values = {
        **by.values("printed"),
        "number": number,
        "pile": printing.pile,
        "day": day,
        "count": len(printing.pieces),
    }
    slip_id = tx.execute(insert(pile_slips).values(values).returning(pile_slips.c.id)).scalar_one()
    lines = [
        {"slip_id": slip_id, "position": position, "piece": each.piece, "rule": each.rule}
        for position, each in enumerate(printing.pieces, start=1)
    ]
    tx.execute(insert(pile_slip_lines), lines)


def by_gesture(tx: Transaction, gesture: UUID) -> PileSlipRow:
    """The slip that a gesture numbered."""
    return _row(tx.execute(_BY_GESTURE, {"gesture": gesture}).one())


def by_id(tx: Transaction, slip_id: int, printed_by: int | None) -> PileSlipRow | None:
    """A slip by id; with `printed_by`, only where this person printed it."""
    query = _SLIPS.where(pile_slips.c.id == slip_id)
    if printed_by is not None:
        query = query.where(pile_slips.c.printed_by == printed_by)
    row = tx.execute(query).first()
    return None if row is None else _row(row)


def lines(tx: Transaction, slip_id: int) -> tuple[PileLine, ...]:
    """The pieces of a slip."""
    return tuple(PileLine(row.position, row.piece, row.rule) for row in tx.execute(_LINES, {"slip_id": slip_id}))


def like(tx: Transaction, text: str, printed_by: int | None, limit: int) -> tuple[PileSlipRow, ...]:
    """The newest slips whose number, or one of whose pieces, contains `text`; of this person, or of all."""
    query = _SLIPS.order_by(pile_slips.c.id.desc()).limit(limit)
    if printed_by is not None:
        query = query.where(pile_slips.c.printed_by == printed_by)
    if text:
        in_piece = pile_slip_lines.c.piece.contains(text.upper(), autoescape=True)  # they are kept in capitals
        listed = exists().where(pile_slip_lines.c.slip_id == pile_slips.c.id, in_piece)
        query = query.where(or_(pile_slips.c.number.contains(text.upper(), autoescape=True), listed))
    return tuple(_row(row) for row in tx.execute(query))


def _row(row: Row[*tuple[Any, ...]]) -> PileSlipRow:
    return PileSlipRow(row.id, row.number, row.pile, row.day, row.pieces, row.printed_at, row.operator)
