"""What every service stands on: the database, the audit trail, the clock, and who may do what."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from backoffice.domain.audit import FIRST_LINK, OFFICE_CHAIN, AuditEvent, Facts, link
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.gesture import Gesture, fingerprint
from backoffice.domain.people import Actor, Right, Role
from backoffice.french.office_time import office_day
from backoffice.storage import audit, gestures
from backoffice.storage.database import Database, Transaction
from backoffice.storage.writing import Writing

Clock = Callable[[], datetime]
"""The present moment, aware, in UTC."""


@dataclass(frozen=True, slots=True)
class Office:
    """The ground of the services.

    Attributes:
        database: where everything is kept.
        audit_key: the key of the audit chains, from outside the database.
        clock: the present moment.
        rights: what each role may do.
    """

    database: Database
    audit_key: bytes
    clock: Clock
    rights: Mapping[Role, frozenset[Right]]

    def __repr__(self) -> str:
        return "Office()"  # the key is a secret

    def may(self, who: Actor, right: Right) -> bool:
        """Whether `who` has `right`."""
        return right in self.rights[who.role]

    def require(self, who: Actor, right: Right) -> None:
        """Refuse a gesture that the role does not allow.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`.
        """
        if not self.may(who, right):
            raise RuleBroken(Broken.ROLE_MAY_NOT, role=who.role, right=right)

    def sees_all(self, who: Actor) -> bool:
        """Whether `who` sees everybody's batches, and not their own alone."""
        return self.may(who, Right.SEE_ALL_BATCHES)

    def once(self, tx: Transaction, who: Actor, key: UUID, form: Gesture) -> bool:
        """Record the gesture that `form` asks for; False when it was made before under the same key.

        Raises:
            RuleBroken: `GESTURE_REUSED` when the key was used for something else.
        """
        content = fingerprint(form)
        if gestures.record(tx, who, key, form.word, content, self.clock()):
            return True
        if not gestures.is_same(tx, key, form.word, content):
            raise RuleBroken(Broken.GESTURE_REUSED)
        return False

    def writing(self, who: Actor, key: UUID) -> Writing:
        """By which gesture `who` adds something now."""
        return Writing(key, who.person_id, self.clock())

    def note(self, tx: Transaction, who: Actor | None, kind: str, facts: Facts, chain: int = OFFICE_CHAIN) -> str:
        """Add an event to the audit trail and give its link. The batch of `chain` must be locked by the caller."""
        if chain == OFFICE_CHAIN:
            audit.lock_office_chain(tx)
        position, previous = audit.head(tx, chain) or (0, FIRST_LINK)
        event = AuditEvent(
            chain=chain,
            position=position + 1,
            kind=kind,
            person_id=who.person_id if who else None,
            workstation=who.workstation if who else "",
            happened_at=self.clock(),
            facts=json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False),
        )
        mac = link(self.audit_key, previous, event)
        audit.append(tx, event, mac)
        return mac


def today(office: Office) -> date:
    """The present day, as the office's calendar on the wall has it."""
    return office_day(office.clock())
