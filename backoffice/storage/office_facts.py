"""The few facts that the database keeps about the office itself."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from backoffice.domain.errors import Fault, Unavailable
from backoffice.storage.database import Database, Transaction
from backoffice.storage.schema import office_facts

_CHECK = "check of the secret"
_VALUES = {"name": _CHECK, "value": bindparam("value")}
_KNOWN = select(office_facts.c.value).where(office_facts.c.name == _CHECK)
_REPLACE = (
    update(office_facts)
    .where(office_facts.c.name == _CHECK, office_facts.c.value.in_([bindparam("now"), bindparam("before")]))
    .values(value=bindparam("now"))
)
_SETTLE = {
    "sqlite": sqlite.insert(office_facts).values(_VALUES).on_conflict_do_nothing(index_elements=["name"]),
    "postgresql": postgresql.insert(office_facts).values(_VALUES).on_conflict_do_nothing(index_elements=["name"]),
}


def require_same_secret(database: Database, check_values: Sequence[str]) -> str:
    """The check value that the database knows, which must be of a secret that this workstation has.

    The first use settles it.

    Args:
        database: which.
        check_values: of the secrets that this workstation has, the present one first.

    Raises:
        Unavailable: `SECRET_WRONG`.
    """
    known = database.read(known_secret)
    if known is None:
        database.write(lambda tx: _settle(tx, check_values[0]))
        known = database.read(known_secret)
    if known is None or known not in check_values:
        raise Unavailable(Fault.SECRET_WRONG)
    return known


def is_in_force(tx: Transaction, check_value: str) -> bool:
    """Whether seals are made under the secret of this check value, or of one that begins so.

    Asked before a new seal is kept, once the client's row is held: a program that was opened before a rotation must
    not keep one that nobody will open. A database that knows no secret yet takes any.
    """
    return (known_secret(tx) or check_value).startswith(check_value)


def put_in_force(tx: Transaction, now: str, before: str) -> None:
    """Have the database know the secret of the check value `now`; so far it knows either of the two.

    Raises:
        Unavailable: `SECRET_WRONG` when it knows another one.
    """
    if tx.execute(_REPLACE, {"now": now, "before": before}).rowcount != 1:
        raise Unavailable(Fault.SECRET_WRONG)


def known_secret(tx: Transaction) -> str | None:
    """The check value of the secret that the database knows; None before the first use of one."""
    return tx.scalar(_KNOWN)


def _settle(tx: Transaction, check_value: str) -> None:
    tx.execute(_SETTLE[tx.dialect.name], {"value": check_value})
