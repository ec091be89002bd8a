"""The people of the office."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select, update

from backoffice.domain.people import Person, Role
from backoffice.storage.database import Transaction
from backoffice.storage.schema import people

_COLUMNS = (people.c.id, people.c.login, people.c.name, people.c.role, people.c.active)
_ALL = select(*_COLUMNS).order_by(people.c.name)
_BY_LOGIN = select(*_COLUMNS, people.c.password_hash).where(people.c.login == bindparam("login"))
_BY_ID = select(*_COLUMNS).where(people.c.id == bindparam("id"))


@dataclass(frozen=True, slots=True)
class Credentials:
    """A person and the hash of their password, for the login alone."""

    person: Person
    password_hash: str

    def __repr__(self) -> str:
        return f"Credentials({self.person.login})"


def everybody(tx: Transaction) -> tuple[Person, ...]:
    """All people, active or not, by name."""
    return tuple(_person(row) for row in tx.execute(_ALL))


def credentials(tx: Transaction, login: str) -> Credentials | None:
    """The person who logs in as `login`, active or not."""
    row = tx.execute(_BY_LOGIN, {"login": login}).first()
    return None if row is None else Credentials(_person(row), row.password_hash)


def by_id(tx: Transaction, person_id: int) -> Person | None:
    """A person by id."""
    row = tx.execute(_BY_ID, {"id": person_id}).first()
    return None if row is None else _person(row)


def add(tx: Transaction, login: str, name: str, role: Role, password_hash: str) -> int:
    """Add a person and give the id."""
    values = {"login": login, "name": name, "role": role.value, "password_hash": password_hash, "active": True}
    return int(tx.execute(insert(people).values(values).returning(people.c.id)).scalar_one())


def change(tx: Transaction, person_id: int, name: str, role: Role, *, active: bool) -> None:
    """Change what may change of a person."""
    changed = update(people).where(people.c.id == person_id)
    tx.execute(changed.values(name=name, role=role.value, active=active))


def change_password(tx: Transaction, person_id: int, password_hash: str) -> None:
    """Give a person another password."""
    tx.execute(update(people).where(people.c.id == person_id).values(password_hash=password_hash))


def active_administrators(tx: Transaction) -> int:
    """How many administrators can still log in."""
    counted = select(func.count()).where(people.c.role == Role.ADMINISTRATOR.value, people.c.active)
    return tx.execute(counted).scalar_one()


def _person(row: Row[*tuple[Any, ...]]) -> Person:
    return Person(row.id, row.login, row.name, Role(row.role), row.active)
