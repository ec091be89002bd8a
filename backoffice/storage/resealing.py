"""The IBANs under a new secret, some thousands of clients at a time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import NamedTuple

from sqlalchemy import Table, bindparam, func, select, text, update

from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.sealing import Resealed
from backoffice.storage import counters
from backoffice.storage.database import Transaction
from backoffice.storage.schema import clients, means

_CLIENTS_AT_ONCE = 5_000
_LAW = "means_append_only_update"
_OWNS = text("SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = 'means'::regclass")
_LAW_ON_SQLITE = text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = :name")
_CLIENTS = (
    select(clients.c.id, clients.c.sealed_iban)
    .where(clients.c.id > bindparam("after"))
    .order_by(clients.c.id)
    .limit(_CLIENTS_AT_ONCE)
    .with_for_update(key_share=True)
)
"""Who changes a client's means holds the client's row; who keys a cheque does not wait."""

_MEANS = select(means.c.id, means.c.sealed_iban).where(
    means.c.client_id > bindparam("after"), means.c.client_id <= bindparam("last"), means.c.sealed_iban.is_not(None)
)


class _Kept(NamedTuple):
    id: int
    seal: bytes


def require_owner(tx: Transaction) -> None:
    """Make sure that the tables are ours to change; SQLite has no roles.

    Raises:
        Unavailable: `NOT_THE_OWNER`.
    """
    if tx.dialect.name == "postgresql" and not tx.scalar(_OWNS):
        raise Unavailable(Fault.NOT_THE_OWNER)


def clients_in_all(tx: Transaction) -> int:
    """How many clients there are to go through."""
    return int(tx.execute(select(func.count()).select_from(clients)).scalar_one())


def reseal(tx: Transaction, after: int, resealed: Callable[[bytes], bytes | None]) -> tuple[int, Resealed] | None:
    """Reseal the IBANs of the next clients: the id of the last of them, and what came of it; None after the last.

    Equal seals stay equal: the last means of a client are those on file, to the byte.

    Args:
        tx: of the owner of the tables.
        after: the id of the last client of the batch before; 0 for the first.
        resealed: as `Sealing` has it.
    """
    counters.lock(tx, "import")  # an import holds clients in another order
    held = tx.execute(_CLIENTS, {"after": after}).all()
    if not held:
        return None
    last = int(held[-1].id)
    on_file = [_Kept(*row) for row in held if row.sealed_iban is not None]
    in_history = [_Kept(*row) for row in tx.execute(_MEANS, {"after": after, "last": last})]
    new = {kept.seal: resealed(kept.seal) for kept in on_file + in_history}
    _replace(tx, clients, on_file, new)
    _replace(tx, means, in_history, new)
    lost = [sum(new[kept.seal] is None for kept in place) for place in (on_file, in_history)]
    return last, Resealed(len(held), len(on_file) - lost[0], len(in_history) - lost[1], sum(lost))


def _replace(tx: Transaction, table: Table, kept: list[_Kept], new: dict[bytes, bytes | None]) -> None:
    changed = [{"its_id": one.id, "new": new[one.seal]} for one in kept if new[one.seal] not in (None, one.seal)]
    if changed:
        with _law_lifted(tx) if table is means else nullcontext():
            tx.execute(
                update(table).where(table.c.id == bindparam("its_id")).values(sealed_iban=bindparam("new")), changed
            )


@contextmanager
def _law_lifted(tx: Transaction) -> Iterator[None]:
    """In this transaction alone, rows of `means` may be changed: a kill leaves the law in force."""
    if tx.dialect.name == "sqlite":
        law = str(tx.execute(_LAW_ON_SQLITE, {"name": _LAW}).scalar_one())
        tx.exec_driver_sql(f"DROP TRIGGER {_LAW}")
        yield
        tx.exec_driver_sql(law)
    else:
        tx.exec_driver_sql(f"ALTER TABLE means DISABLE TRIGGER {_LAW}")
        yield
        tx.exec_driver_sql(f"ALTER TABLE means ENABLE ALWAYS TRIGGER {_LAW}")
