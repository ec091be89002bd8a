"""Finding a client, and the whole of their file."""

from backoffice.domain.batch import BatchKind
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.means import Channel
from backoffice.domain.people import Actor, Right
from backoffice.domain.rows import ClientIdentity, ClientPage, Dossier, PageMark
from backoffice.domain.sealing import Sealing
from backoffice.domain.search_name import search_prefix
from backoffice.procedure.sorting import require_same_kind
from backoffice.services.access import today
from backoffice.services.means_posting import shown
from backoffice.services.office import Office
from backoffice.storage import actions, allocations, clients, debits, receipts
from backoffice.storage.database import Transaction

_PAGE = 50
_RECEIPTS_SHOWN = 50
_ACTIONS_SHOWN = 50
_DEBITS_SHOWN = 50
_SHORTEST_NAME = 2


class Clients:
    """*Sélection d'un client* and *Dossier client*."""

    def __init__(self, office: Office, vault: Sealing) -> None:
        self._office = office
        self._vault = vault

    def find(self, who: Actor, ref: ClientRef, kind: BatchKind) -> ClientIdentity:
        """The client of a reference, for a batch of a kind.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `CLIENT_UNKNOWN`, and `CLIENT_IS_DIRECT` or `CLIENT_IS_PARTNER` (P-01).
        """
        self._office.require(who, Right.KEY)
        require_same_kind(ref, kind)
        found = self._office.database.read(lambda tx: clients.by_ref(tx, ref))
        if found is None:
            raise RuleBroken(Broken.CLIENT_UNKNOWN, ref=str(ref))
        return found

    def dossier(self, who: Actor, client_id: int) -> Dossier:
        """A client's whole file.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `CLIENT_UNKNOWN`.
        """
        self._office.require(who, Right.KEY)
        return self._office.database.read(lambda tx: self._dossier(tx, client_id))

    def search(self, who: Actor, text: str, after: PageMark | None = None) -> ClientPage:
        """A page of the clients whose name begins with `text`: surname, then first name.

        A word of digits is the beginning of the postcode: `durand 69`.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `NAME_TOO_SHORT` under two letters.
        """
        self._office.require(who, Right.KEY)
        words = text.split()
        postcode = next((word for word in words if word.isascii() and word.isdigit()), "")
        name = search_prefix(" ".join(word for word in words if word != postcode))
        if len(name) < _SHORTEST_NAME:
            raise RuleBroken(Broken.NAME_TOO_SHORT)
        rows, mark = self._office.database.read(lambda tx: clients.search(tx, name, postcode, after, _PAGE))
        return ClientPage(rows, mark)

    def _dossier(self, tx: Transaction, client_id: int) -> Dossier:
        found = clients.file_of(tx, client_id)
        if found is None:
            raise RuleBroken(Broken.CLIENT_UNKNOWN, ref="")
        client, present = found
        debited = debits.of_client(tx, client_id, _DEBITS_SHOWN)
        used = (row.recorded_at for row in debited if row.channel is not Channel.CARD and not row.reversed)
        return Dossier(
            client=client,
            invoices=clients.pending_invoices(tx, client_id),
            orders=clients.orders_of(tx, client_id),
            receipts=receipts.of_client(tx, client_id, _RECEIPTS_SHOWN),
            credit=allocations.credit_of(tx, client_id),
            actions=actions.of_client(tx, client_id, _ACTIONS_SHOWN),
            means=shown(self._vault, present, next(used, None), today(self._office)),
            debits=debited,
        )
