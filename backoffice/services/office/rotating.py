"""The rotation of the secret of the IBANs: every seal is made anew; the audit trail keeps its key."""

from collections.abc import Callable, Iterator
from functools import partial
from uuid import UUID

from backoffice.domain.people import Actor, Right
from backoffice.domain.sealing import Resealed, Rotation, Sealing, SecretChange
from backoffice.services.office.office import Office
from backoffice.storage import counters, office_facts, resealing
from backoffice.storage.database import Transaction


class Rotating:
    """Gives the IBANs a new secret while the office works.

    Killed anywhere, it goes on where it is run again. From its first moment on, a workstation that has the new secret
    opens seals of both; one that has the old secret alone is told so, and keeps no seal any more.
    """

    def __init__(self, office: Office, rotation: Rotation) -> None:
        self._office = office
        self._rotation = rotation

    def run(self, who: Actor, progress: Callable[[int, int], None]) -> Resealed:
        """Make a new secret, put it in force, reseal every IBAN, and forget the secret before.

        Args:
            who: an administrator.
            progress: is told how many clients are done, and of how many, after each batch.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`.
            Unavailable: `NOT_THE_OWNER`, and as `Rotation` and `Database`; run it again when that is mended.
        """
        self._office.require(who, Right.CHANGE_SECRET)
        database = self._office.database
        database.read(resealing.require_owner)
        vault = database.write(self._begun)
        total, rotated = database.read(resealing.clients_in_all), Resealed()
        for batch in self._batches(vault):
            rotated += batch
            progress(rotated.clients, total)
        database.write(lambda tx: self._note(tx, who, vault.check_value, rotated))
        self._rotation.end()
        return rotated

    def _begun(self, tx: Transaction) -> Sealing:
        # Under the lock, two commands on one workstation go on with one and the same secret.
        counters.lock(tx, "secret")
        now, before = self._rotation.begin()
        office_facts.put_in_force(tx, now.check_value, before.check_value)
        return now

    def _batches(self, vault: Sealing) -> Iterator[Resealed]:
        last = 0
        while batch := self._office.database.write(partial(resealing.reseal, after=last, resealed=vault.resealed)):
            last, resealed = batch
            yield resealed

    def _note(self, tx: Transaction, who: Actor, check_value: str, rotated: Resealed) -> None:
        if self._office.once(tx, who, UUID(hex=check_value[:32]), SecretChange(check_value)):
            facts = {"on_file": rotated.on_file, "in_history": rotated.in_history, "unreadable": rotated.unreadable}
            self._office.note(tx, who, "secret rotated", facts)
