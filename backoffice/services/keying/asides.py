"""Coupons that were put aside, or that came back refused: kept on this workstation until they are recorded."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol
from uuid import UUID

from backoffice.domain.audit import Facts
from backoffice.domain.batch import Batch, BatchState
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.people import Actor
from backoffice.domain.undoing import AsideGivenUp
from backoffice.domain.unread_files import UnreadFile
from backoffice.keying.aside import Aside, aside_of, entry_of
from backoffice.keying.entry import Entry
from backoffice.services.batches.batches import Batches
from backoffice.services.clients.clients import Clients
from backoffice.services.office.office import Office
from backoffice.services.office.typed_words import require_text
from backoffice.storage.database import Transaction


class AsideStore(Protocol):
    """Where they are kept."""

    def put(self, aside: Aside) -> None:
        """Keep one until `drop`."""

    def drop(self, key: UUID) -> None:
        """Keep it no more."""

    def all(self) -> Iterable[Aside]:
        """Those that are kept, the one that was put there first at the top."""

    def unread(self) -> tuple[UnreadFile, ...]:
        """The files that `all` has not read, each told once."""


@dataclass(frozen=True, slots=True)
class Stranded:
    """A coupon in whose batch nothing is keyed any more.

    Attributes:
        entry: the coupon, on its client's file as it is now.
        batch: the batch it was keyed in; None where whoever has keyed it does not see that one any more.
        homes: the open batches of the same kind and mode in which it can be taken up, the newest first.
    """

    entry: Entry
    batch: Batch | None
    homes: tuple[Batch, ...]


class Asides:
    """What an operator has put aside, and finds again after the end of a session, or of the program."""

    def __init__(self, store: AsideStore, clients: Clients, batches: Batches, office: Office) -> None:
        self._store = store
        self._clients = clients
        self._batches = batches
        self._office = office

    def keep(self, who: Actor, entry: Entry) -> None:
        """Keep a coupon as it stands.

        Raises:
            Unavailable: the disk refuses it; it is not kept then.
        """
        self._store.put(aside_of(entry, who.person_id))

    def drop(self, key: UUID) -> None:
        """The coupon is recorded, or given up: it is kept no more."""
        self._store.drop(key)

    def unread(self) -> tuple[UnreadFile, ...]:
        """The files in which a coupon may be and that could not be read, each told once."""
        return self._store.unread()

    def of_batch(self, who: Actor, batch_id: int) -> tuple[Entry, ...]:
        """What `who` has put aside in a batch, the oldest first, each on its client's file as it is now.

        Raises:
            Unavailable: the database is out of reach, or the folder.
        """
        return tuple(self._entry(who, aside) for aside in self._of(who) if aside.batch_id == batch_id)

    def stranded(self, who: Actor) -> tuple[Stranded, ...]:
        """What `who` has put aside in batches that are not open any more, the oldest first.

        Raises:
            Unavailable: the database is out of reach, or the folder.
        """
        mine = self._of(who)
        batches = {batch_id: self._batch(who, batch_id) for batch_id in {aside.batch_id for aside in mine}}
        found = [aside for aside in mine if not _is_open(batches[aside.batch_id])]
        open_now = self._open_now(who) if found else ()
        return tuple(
            Stranded(self._entry(who, aside), batch, tuple(home for home in open_now if _is_alike(home, batch)))
            for aside in found
            for batch in (batches[aside.batch_id],)
        )

    def take_up(self, who: Actor, stranded: Stranded, home: Batch) -> None:
        """Put a stranded coupon in an open batch, where it is judged anew: only what is on the paper goes with it.

        It keeps its key: were it in the books after all, it would not be recorded a second time.

        Raises:
            RuleBroken: `BATCH_NOT_OPEN`, where the batch is closed by now or is of another kind or mode.
            Unavailable: the database is out of reach, or the disk refuses it; it stays where it was.
        """
        if not (_is_open(self._batch(who, home.id)) and _is_alike(home, stranded.batch)):
            raise RuleBroken(Broken.BATCH_NOT_OPEN, batch=home.number)
        for aside in self._of(who):
            if aside.key == stranded.entry.key:
                moved = replace(aside, batch_id=home.id, rows=(), forced=False, accepted_duplicate=False)
                self._store.put(replace(moved, departure=None, reason="", renewals=None))

    def give_up(self, who: Actor, key: UUID, stranded: Stranded, why: str) -> None:
        """Keep a stranded coupon no more; the trail says whose it was, and why. The same key does it once.

        Raises:
            RuleBroken: `REASON_MISSING`, `TEXT_UNUSABLE`, `TEXT_HOLDS_CARD`, `TEXT_HOLDS_IBAN`.
            Unavailable: the database is out of reach; the coupon stays.
        """
        require_text(why, Broken.REASON_MISSING)
        entry = stranded.entry
        facts: Facts = {
            "batch": stranded.batch.number if stranded.batch else None,
            "client": entry.dossier.client.id if entry.dossier else None,
            "cents": entry.words.binding.cents if entry.words else None,
            "reason": why.strip(),
        }

        def write(tx: Transaction) -> None:
            if self._office.once(tx, who, key, AsideGivenUp(entry.key, why.strip())):
                self._office.note(tx, who, "coupon given up", facts)

        self._office.database.write(write)
        self._store.drop(entry.key)

    def _of(self, who: Actor) -> list[Aside]:
        return [aside for aside in self._store.all() if aside.person_id == who.person_id]

    def _batch(self, who: Actor, batch_id: int) -> Batch | None:
        try:
            return self._batches.row(who, batch_id).batch
        except RuleBroken:  # unknown, or of another
            return None

    def _open_now(self, who: Actor) -> tuple[Batch, ...]:
        rows = self._batches.listing(who, mine=True, states=frozenset({BatchState.OPEN}))
        return tuple(row.batch for row in rows)

    def _entry(self, who: Actor, aside: Aside) -> Entry:
        if aside.client_id is None:
            return entry_of(aside, None)
        try:
            return entry_of(aside, self._clients.dossier(who, aside.client_id))
        except RuleBroken:  # the client is gone: what was typed is shown all the same
            return entry_of(aside, None)


def _is_open(batch: Batch | None) -> bool:
    return batch is not None and batch.state is BatchState.OPEN


def _is_alike(home: Batch, batch: Batch | None) -> bool:
    """Whether the coupon of a batch can be keyed in another one; of one that is not seen any more, nobody knows."""
    return batch is None or (home.kind, home.with_invoice) == (batch.kind, batch.with_invoice)
