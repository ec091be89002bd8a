"""Finding a client, and the whole of their file."""

from collections.abc import Sequence

from backoffice.domain.batch import BatchKind
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.dossier import ClientIdentity, ClientPage, Dossier, PageMark
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.method import Channel
from backoffice.domain.people import Actor, Right
from backoffice.domain.sealing import Sealing
from backoffice.domain.search_name import SHORTEST_NAME, name_and_postcode
from backoffice.procedure.sorting import require_same_kind
from backoffice.services.books.means_posting import shown
from backoffice.services.clients.client_files import is_iban_refused
from backoffice.services.office.office import Office, today
from backoffice.storage import actions, clients, debits, dossiers, receipts
from backoffice.storage.database import Transaction

_PAGE = 50
_RECEIPTS_SHOWN = 50
_ACTIONS_SHOWN = 50
_DEBITS_SHOWN = 50


class Clients:
    """*Sélection d'un client* and *Dossier client*."""

    def __init__(self, office: Office, vault: Sealing) -> None:
        self._office = office
        self._vault = vault

    def find(self, who: Actor, ref: ClientRef, kind: BatchKind | None = None) -> ClientIdentity:
        """The client of a reference, for a batch of a kind where there is one.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `PARTNER_UNKNOWN`, `CLIENT_UNKNOWN`, and `CLIENT_IS_DIRECT` or
                `CLIENT_IS_PARTNER` (P-01).
        """
        (found,) = self._meant(who, (ref,), kind)
        return found

    def look_up(
        self, who: Actor, refs: Sequence[ClientRef], kind: BatchKind | None = None
    ) -> Dossier | tuple[ClientIdentity, ...]:
        """The file of the one client whom a reference can mean, in all its readings; or all of them, to be asked about.

        Raises:
            RuleBroken: as `find`.
        """
        found = self._meant(who, refs, kind)
        return self.dossier(who, found[0].id) if len(found) == 1 else found

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
        name, postcode = name_and_postcode(text)
        if len(name) < SHORTEST_NAME:
            raise RuleBroken(Broken.NAME_TOO_SHORT)
        rows, mark = self._office.database.read(lambda tx: clients.search(tx, name, postcode, after, _PAGE))
        return ClientPage(rows, mark)

    def _meant(self, who: Actor, refs: Sequence[ClientRef], kind: BatchKind | None) -> tuple[ClientIdentity, ...]:
        """The clients of these references, one at least; all of them of the other kind are refused."""
        self._office.require(who, Right.KEY)
        found = self._office.database.read(lambda tx: clients.by_refs(tx, refs))
        meant = [client.ref for client in found]
        if not found:
            meant = self._office.database.read(lambda tx: with_known_partner(tx, refs))
        if kind is not None and all(ref.is_direct is meant[0].is_direct for ref in meant):
            require_same_kind(meant[0], kind)
        if not found:
            raise nobody(meant)
        return found

    def _dossier(self, tx: Transaction, client_id: int) -> Dossier:
        head = dossiers.head_of(tx, client_id)
        if head is None:
            raise RuleBroken(Broken.CLIENT_UNKNOWN, ref="")
        debited = debits.of_client(tx, client_id, _DEBITS_SHOWN) if head.has_debits else ()
        used = (row.recorded_at for row in debited if row.channel is not Channel.CARD and not row.reversed)
        return Dossier(
            client=head.client,
            invoices=clients.pending_invoices(tx, client_id),
            orders=clients.orders_of(tx, client_id),
            receipts=receipts.of_client(tx, client_id, _RECEIPTS_SHOWN) if head.has_receipts else (),
            credit=head.credit,
            actions=actions.of_client(tx, client_id, _ACTIONS_SHOWN) if head.has_actions else (),
            means=shown(self._vault, head.means, next(used, None), today(self._office)),
            debits=debited,
            iban_refused=is_iban_refused(self._vault, head.means, head.banks),
        )


def with_known_partner(tx: Transaction, refs: Sequence[ClientRef]) -> list[ClientRef]:
    """Those of the references whose partner there is, one at least.

    Raises:
        RuleBroken: `PARTNER_UNKNOWN` where there is none.
    """
    codes = {ref.partner_code for ref in refs}
    known = clients.known_partners(tx, codes)
    if not known:
        raise RuleBroken(Broken.PARTNER_UNKNOWN, partner_codes=" ".join(map(str, sorted(codes))))
    return [ref for ref in refs if ref.partner_code in known]


def nobody(refs: Sequence[ClientRef]) -> RuleBroken:
    """No client has any of these references; it is said of those with the letter that was typed."""
    told = (str(ref) for ref in refs if ref.letter == refs[0].letter)
    return RuleBroken(Broken.CLIENT_UNKNOWN, ref=" ni ".join(told))
