"""The audit trail: events in a chain, each bound to the one before by a keyed hash (promise 6)."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

OFFICE_CHAIN = 0
"""The chain of what belongs to no batch: people, imports, logins."""

FIRST_LINK = "0" * 64
"""What the first event of a chain is bound to."""


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One event. `facts` is canonical JSON; `happened_at` is UTC."""

    chain: int
    position: int
    kind: str
    person_id: int | None
    workstation: str
    happened_at: datetime
    facts: str


def link(key: bytes, previous: str, event: AuditEvent) -> str:
    """The link of `event` after `previous`: an HMAC-SHA256, 64 hexadecimal digits."""
    parts = (
        previous,
        str(event.chain),
        str(event.position),
        event.kind,
        str(event.person_id),
        event.workstation,
        event.happened_at.isoformat(),
        event.facts,
    )
    message = "".join(f"{len(part)}:{part}" for part in parts)
    return hmac.new(key, message.encode(), hashlib.sha256).hexdigest()


def first_fault(key: bytes, chain: list[tuple[AuditEvent, str]]) -> int | None:
    """The position of the first event of a chain that is missing, moved or altered; None when all is sound.

    The events come in the order of their positions, each with its recorded link.
    """
    previous = FIRST_LINK
    for expected, (event, recorded) in enumerate(chain, start=1):
        if event.position != expected or not hmac.compare_digest(link(key, previous, event), recorded):
            return expected
        previous = recorded
    return None


Facts = Mapping[str, str | int | bool | None]
"""What an event tells; never a card number, an IBAN or a password."""
