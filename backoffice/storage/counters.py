"""Numbers without gaps, for what is printed: an identity column would leave some out."""

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from backoffice.storage.database import Transaction
from backoffice.storage.schema import counters

_VALUES = {"name": bindparam("name"), "value": 1}
_NEXT = {
    dialect.name: insert(counters)
    .values(_VALUES)
    .on_conflict_do_update(index_elements=["name"], set_={"value": counters.c.value + 1})
    .returning(counters.c.value)
    for dialect, insert in ((sqlite.dialect, sqlite.insert), (postgresql.dialect, postgresql.insert))
}
_MAKE = {
    dialect.name: insert(counters).values(_VALUES).on_conflict_do_nothing(index_elements=["name"])
    for dialect, insert in ((sqlite.dialect, sqlite.insert), (postgresql.dialect, postgresql.insert))
}
_LOCK = select(counters.c.value).where(counters.c.name == bindparam("name")).with_for_update()


def next_number(tx: Transaction, name: str) -> int:
    """The next number of the counter `name`, from 1; given back when the transaction is rolled back."""
    return int(tx.execute(_NEXT[tx.dialect.name], {"name": name}).scalar_one())


def paper_number(tx: Transaction, letters: str, counter: str, year: int) -> str:
    """What the next paper of a kind is called in `year`, `BE-2026-000001`: each kind has a `counter` of its own."""
    return f"{letters}-{year}-{next_number(tx, f'{counter} {year}'):06d}"


def lock(tx: Transaction, name: str) -> None:
    """Hold the counter's row until the end of the transaction, so that one writer at a time goes on."""
    tx.execute(_MAKE[tx.dialect.name], {"name": name})
    tx.execute(_LOCK, {"name": name})
