"""The audit chains."""

from collections.abc import Iterator

from sqlalchemy import bindparam, insert, select

from backoffice.domain.audit import AuditEvent
from backoffice.storage.counters import lock
from backoffice.storage.database import Transaction
from backoffice.storage.schema import audit_events

_EVENT = (
    audit_events.c.chain,
    audit_events.c.position,
    audit_events.c.kind,
    audit_events.c.person_id,
    audit_events.c.workstation,
    audit_events.c.happened_at,
    audit_events.c.facts,
    audit_events.c.mac,
)
_HEAD = (
    select(audit_events.c.position, audit_events.c.mac)
    .where(audit_events.c.chain == bindparam("chain"))
    .order_by(audit_events.c.position.desc())
    .limit(1)
)
_CHAIN = select(*_EVENT).where(audit_events.c.chain == bindparam("chain")).order_by(audit_events.c.position)
_INSERT = insert(audit_events).inline()


def head(tx: Transaction, chain: int) -> tuple[int, str] | None:
    """The position and the link of a chain's last event; None for a chain without events."""
    row = tx.execute(_HEAD, {"chain": chain}).first()
    return None if row is None else (row.position, row.mac)


def lock_office_chain(tx: Transaction) -> None:
    """Let one writer at a time add to the office's chain; a batch's chain is guarded by its batch's lock."""
    lock(tx, "office chain")


def append(tx: Transaction, event: AuditEvent, mac: str) -> None:
    """Add an event to its chain."""
    tx.execute(
        _INSERT,
        {
            "chain": event.chain,
            "position": event.position,
            "kind": event.kind,
            "person_id": event.person_id,
            "workstation": event.workstation,
            "happened_at": event.happened_at,
            "facts": event.facts,
            "mac": mac,
        },
    )


def chains(tx: Transaction) -> tuple[int, ...]:
    """Every chain that has events."""
    return tuple(tx.scalars(select(audit_events.c.chain).distinct().order_by(audit_events.c.chain)))


def chain_events(tx: Transaction, chain: int) -> Iterator[tuple[AuditEvent, str]]:
    """The events of a chain in order, each with its recorded link."""
    for *fields, mac in tx.execute(_CHAIN, {"chain": chain}):
        yield AuditEvent(*fields), mac
