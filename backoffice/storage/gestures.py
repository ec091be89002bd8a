"""Gestures that were made, by key: the first promise."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from backoffice.domain.people import Actor
from backoffice.storage.database import Transaction
from backoffice.storage.schema import gestures

_COLUMNS = tuple(column.name for column in gestures.columns)
_VALUES: dict[str, BindParameter[object]] = {name: bindparam(name) for name in _COLUMNS}
_INSERTS = {
    "sqlite": sqlite.insert(gestures)
    .values(_VALUES)
    .on_conflict_do_nothing(index_elements=["key"])
    .returning(gestures.c.key),
    "postgresql": postgresql.insert(gestures)
    .values(_VALUES)
    .on_conflict_do_nothing(index_elements=["key"])
    .returning(gestures.c.key),
}
_FINGERPRINT = select(gestures.c.name, gestures.c.fingerprint).where(gestures.c.key == bindparam("key"))


def record(tx: Transaction, who: Actor, key: UUID, name: str, fingerprint: str, made_at: datetime) -> bool:
    """Record a gesture; False when its key was recorded before.

    On PostgreSQL a second writer of the same key waits here for the first one's end.
    """
    values = {
        "key": key,
        "name": name,
        "fingerprint": fingerprint,
        "person_id": who.person_id,
        "workstation": who.workstation,
        "made_at": made_at,
    }
    return tx.execute(_INSERTS[tx.dialect.name], values).first() is not None


def is_same(tx: Transaction, key: UUID, name: str, fingerprint: str) -> bool:
    """Whether the gesture recorded under `key` is this one."""
    return tx.execute(_FINGERPRINT, {"key": key}).one() == (name, fingerprint)
