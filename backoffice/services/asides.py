"""Coupons that were put aside, or that came back refused: kept on this workstation until they are recorded."""

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from backoffice.domain.errors import RuleBroken
from backoffice.domain.people import Actor
from backoffice.keying.aside import Aside, aside_of, entry_of
from backoffice.keying.entry import Entry
from backoffice.services.clients import Clients


class AsideStore(Protocol):
    """Where they are kept."""

    def put(self, aside: Aside) -> None:
        """Keep one until `drop`."""

    def drop(self, key: UUID) -> None:
        """Keep it no more."""

    def all(self) -> Iterable[Aside]:
        """Those that are kept, the one that was put there first at the top."""


class Asides:
    """What an operator has put aside, and finds again after the end of a session, or of the program."""

    def __init__(self, store: AsideStore, clients: Clients) -> None:
        self._store = store
        self._clients = clients

    def keep(self, who: Actor, entry: Entry) -> None:
        """Keep a coupon as it stands.

        Raises:
            Unavailable: the disk refuses it; it is not kept then.
        """
        self._store.put(aside_of(entry, who.person_id))

    def drop(self, key: UUID) -> None:
        """The coupon is recorded, or given up: it is kept no more."""
        self._store.drop(key)

    def of_batch(self, who: Actor, batch_id: int) -> tuple[Entry, ...]:
        """What `who` has put aside in a batch, the oldest first, each on its client's file as it is now.

        Raises:
            Unavailable: the database is out of reach, or the folder.
        """
        mine = [aside for aside in self._store.all() if (aside.person_id, aside.batch_id) == (who.person_id, batch_id)]
        return tuple(self._entry(who, aside) for aside in mine)

    def _entry(self, who: Actor, aside: Aside) -> Entry:
        if aside.client_id is None:
            return entry_of(aside, None)
        try:
            return entry_of(aside, self._clients.dossier(who, aside.client_id))
        except RuleBroken:  # the client is gone: what was typed is shown all the same
            return entry_of(aside, None)
