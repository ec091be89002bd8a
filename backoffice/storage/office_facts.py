"""The few facts that the database keeps about the office itself."""

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from backoffice.domain.errors import Fault, Unavailable
from backoffice.storage.database import Database, Transaction
from backoffice.storage.schema import office_facts

_CHECK = "check of the secret"
_VALUES = {"name": _CHECK, "value": bindparam("value")}
_SETTLE = {
    "sqlite": sqlite.insert(office_facts).values(_VALUES).on_conflict_do_nothing(index_elements=["name"]),
    "postgresql": postgresql.insert(office_facts).values(_VALUES).on_conflict_do_nothing(index_elements=["name"]),
}


def require_same_secret(database: Database, check_value: str) -> None:
    """Make sure that this workstation has the secret that the database was first used with.

    The first use settles it.

    Raises:
        Unavailable: `SECRET_WRONG`.
    """
    if _known(database) is None:
        database.write(lambda tx: _settle(tx, check_value))
    if _known(database) != check_value:
        raise Unavailable(Fault.SECRET_WRONG)


def _known(database: Database) -> str | None:
    query = select(office_facts.c.value).where(office_facts.c.name == _CHECK)
    return database.read(lambda tx: tx.scalar(query))


def _settle(tx: Transaction, check_value: str) -> None:
    tx.execute(_SETTLE[tx.dialect.name], {"value": check_value})
