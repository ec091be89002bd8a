"""*Tri des coupons*: the pile of a piece of mail, never by a guess."""

from dataclasses import dataclass
from datetime import date

from backoffice.domain.dossier import ClientIdentity
from backoffice.domain.people import Actor, Right
from backoffice.procedure.sorting import Piece, Pile, Placing, pile
from backoffice.services.clients.clients import nobody, with_known_partner
from backoffice.services.office.office import Office
from backoffice.storage import clients
from backoffice.storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece of mail, of the clients whose it can still be, and its pile."""

    piece: Piece
    placing: Placing


class Sorting:
    """*Tri*."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def place(self, who: Actor, piece: Piece, as_of: date) -> Placed | tuple[ClientIdentity, ...]:
        """The pile of a piece; or the clients whose it may be, to be asked about, where theirs are different piles.

        What the SRC gets is not looked up. Elsewhere a reference of one reading needs a partner whom somebody knows;
        one of several needs a client who exists, unless all its readings fall on the same pile.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `REFERENCE_UNREADABLE`, `PARTNER_UNKNOWN`, `CLIENT_UNKNOWN`.
        """
        self._office.require(who, Right.KEY)
        placed = self._placed(piece, as_of)
        if not piece.refs or placed.placing.pile is Pile.SRC:
            return placed
        return self._office.database.read(lambda tx: self._looked_up(tx, piece, as_of))

    def _looked_up(self, tx: Transaction, piece: Piece, as_of: date) -> Placed | tuple[ClientIdentity, ...]:
        found = clients.by_refs(tx, piece.refs)
        if found:
            meant = piece.of([client.ref for client in found])
            return self._placed(meant, as_of) if self._is_one_pile(meant, as_of) else found
        known = with_known_partner(tx, piece.refs)
        if not self._is_one_pile(piece, as_of):
            raise nobody(known)
        return self._placed(piece.of(known), as_of)

    def _is_one_pile(self, piece: Piece, as_of: date) -> bool:
        return len({self._placed(piece.of((ref,)), as_of).placing for ref in piece.refs}) == 1

    def _placed(self, piece: Piece, as_of: date) -> Placed:
        return Placed(piece, pile(piece.ref, piece.circular, as_of, money_order=piece.money_order))
