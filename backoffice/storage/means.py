"""How clients pay: the present means on their file, and all those before, which are only ever added to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, exists, func, insert, select, update

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mandate import MandateState
from backoffice.domain.means import Means, Origin
from backoffice.domain.method import Channel
from backoffice.domain.sealing import OF_SECRET
from backoffice.storage import office_facts
from backoffice.storage.database import Transaction
from backoffice.storage.schema import clients, debits, means, partners, people
from backoffice.storage.writing import Writing

COLUMNS = (
    "method_code",
    "sealed_iban",
    "rum",
    "mandate",
    "signed_on",
    "alias",
    "card_brand",
    "card_last4",
    "card_expiry",
)
"""What clients and their means have in common."""

_OF_CLIENT = select(*(clients.c[name] for name in COLUMNS)).where(clients.c.id == bindparam("client_id"))
_BANKS = (
    select(partners.c.banks)
    .join(clients, clients.c.partner_code == partners.c.code)
    .where(clients.c.id == bindparam("client_id"))
)
_DIRECT_METHOD = _BANKS.with_only_columns(partners.c.direct_method)
_LAST = (
    select(means.c.id, *(means.c[name] for name in COLUMNS))
    .where(means.c.client_id == bindparam("client_id"))
    .order_by(means.c.id.desc())
    .limit(1)
)
_HISTORY = (
    select(
        means.c.id,
        means.c.origin,
        *(means.c[name] for name in COLUMNS),
        means.c.reason,
        means.c.recorded_at,
        people.c.name.label("operator"),
    )
    .join(people, people.c.id == means.c.recorded_by)
    .where(means.c.client_id == bindparam("client_id"))
    .order_by(means.c.id.desc())
)
_OF_MAIL = (
    select(means.c.id)
    .where(means.c.mail_id == bindparam("mail_id"), means.c.origin == Origin.CHANGE.value)
    .order_by(means.c.id.desc())
    .limit(1)
)
_BEFORE = (
    select(*(means.c[name] for name in COLUMNS))
    .where(means.c.client_id == bindparam("client_id"), means.c.id < bindparam("means_id"))
    .order_by(means.c.id.desc())
    .limit(1)
)
_reversal = debits.alias("reversal")
_LAST_DEBIT = select(func.max(debits.c.recorded_at)).where(
    debits.c.client_id == bindparam("client_id"),
    debits.c.channel != Channel.CARD.value,
    debits.c.reverses.is_(None),
    ~exists().where(_reversal.c.reverses == debits.c.id),
)
_ADD = insert(means).returning(means.c.id)
_CHANGE = update(clients).where(clients.c.id == bindparam("its_id"))


@dataclass(frozen=True, slots=True)
class NewMeans:
    """Means of payment to put on a client's file.

    Attributes:
        mail_id: the mail that they came with, or whose cancelling brings them back.
        reason: why, or the rule.
    """

    client_id: int
    origin: Origin
    means: Means
    mail_id: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class KeptMeans:
    """Means of payment that were on a client's file from a moment on."""

    id: int
    origin: Origin
    means: Means
    reason: str
    recorded_at: datetime
    operator: str


def of_client(tx: Transaction, client_id: int) -> Means:
    """A client's present means of payment; the client must exist."""
    return of_row(tx.execute(_OF_CLIENT, {"client_id": client_id}).one())


def banks_of(tx: Transaction, client_id: int) -> str:
    """The bank codes that the client's partner file takes, `|` between; empty for all (P-67)."""
    return str(tx.execute(_BANKS, {"client_id": client_id}).scalar_one())


def direct_method_of(tx: Transaction, client_id: int) -> int | None:
    """The code of the direct debit of the client's partner (P-61); None where it has given none."""
    code: int | None = tx.execute(_DIRECT_METHOD, {"client_id": client_id}).scalar_one()
    return code


def last_debit(tx: Transaction, client_id: int) -> datetime | None:
    """When the client's account was last asked for a debit; None where it never was from here."""
    last: datetime | None = tx.execute(_LAST_DEBIT, {"client_id": client_id}).scalar_one()
    return last


def present_id(tx: Transaction, by: Writing, client_id: int) -> int:
    """The id of a client's present means; those of the partner's file are kept first where they are new."""
    last, present = tx.execute(_LAST, {"client_id": client_id}).first(), of_client(tx, client_id)
    if last is not None and of_row(last) == present:
        return int(last.id)
    return _keep(tx, by, NewMeans(client_id, Origin.FILE, present))


def put(tx: Transaction, by: Writing, new: NewMeans) -> int:
    """Put new means of payment on a client's file; gives their id. The client is held by the caller.

    Raises:
        RuleBroken: `IBAN_SEALED_BEFORE` where the secret was rotated since the IBAN was sealed.
    """
    present_id(tx, by, new.client_id)
    sealed_iban = new.means.sealed_iban
    if new.origin is not Origin.UNDO and sealed_iban != of_client(tx, new.client_id).sealed_iban:
        _require_in_force(tx, sealed_iban)
    tx.execute(_CHANGE, {"its_id": new.client_id, **_values(new.means)})
    return _keep(tx, by, new)


def _require_in_force(tx: Transaction, sealed: bytes | None) -> None:
    if sealed is not None and not office_facts.is_in_force(tx, sealed[OF_SECRET].hex()):
        raise RuleBroken(Broken.IBAN_SEALED_BEFORE)


def of_mail(tx: Transaction, mail_id: int) -> int | None:
    """The id of the means that a piece of mail brought; None where it changed none."""
    return tx.execute(_OF_MAIL, {"mail_id": mail_id}).scalar_one_or_none()


def is_present(tx: Transaction, client_id: int, means_id: int) -> bool:
    """Whether these are the client's last means."""
    return tx.execute(_LAST, {"client_id": client_id}).scalar() == means_id


def before(tx: Transaction, client_id: int, means_id: int) -> Means:
    """What was on the client's file before these means."""
    return of_row(tx.execute(_BEFORE, {"client_id": client_id, "means_id": means_id}).one())


def history(tx: Transaction, client_id: int) -> tuple[KeptMeans, ...]:
    """All the means that were on a client's file since the first change, the newest first."""
    return tuple(
        KeptMeans(row.id, Origin(row.origin), of_row(row), row.reason, row.recorded_at, row.operator)
        for row in tx.execute(_HISTORY, {"client_id": client_id})
    )


def _keep(tx: Transaction, by: Writing, new: NewMeans) -> int:
    values = {
        **by.values(),
        "client_id": new.client_id,
        "mail_id": new.mail_id,
        "origin": new.origin.value,
        **_values(new.means),
        "reason": new.reason,
    }
    return int(tx.execute(_ADD, values).scalar_one())


def _values(kept: Means) -> dict[str, Any]:
    return {name: getattr(kept, name) for name in COLUMNS} | {"mandate": _kept_state(kept.mandate)}


def _kept_state(state: MandateState) -> str:
    return "" if state is MandateState.NONE else state.value  # as the partner's file leaves it empty


def of_row(row: Row[*tuple[Any, ...]]) -> Means:
    """The means in the columns of a row."""
    return Means(
        method_code=row.method_code,
        sealed_iban=row.sealed_iban,
        rum=row.rum,
        mandate=MandateState(row.mandate) if row.mandate else MandateState.NONE,
        signed_on=row.signed_on,
        alias=row.alias,
        card_brand=row.card_brand,
        card_last4=row.card_last4,
        card_expiry=row.card_expiry,
    )
