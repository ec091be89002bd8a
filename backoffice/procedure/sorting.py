"""*Tri des coupons*: on which pile a piece of mail goes, which clients a batch takes, and which it keys nothing for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum, unique

from backoffice.domain.batch import BatchKind
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mail_facts import CouponFacts, MailFacts, circular_code
from backoffice.procedure.stops import money_order as not_keyed_any_more
from backoffice.procedure.stops import tablet_not_received

_MONEY_ORDER = "MANDAT"
_REFERENCE_AND_WORD = re.compile(r"([A-Z][^A-Z]*[0-9][^A-Z]*)?([A-Z]{2,}[0-9]*|[A-Z]{3} [0-9]|[A-Z]{2} [0-9]{2})")


@unique
class Pile(StrEnum):
    """The piles of the sorting. The values are the screen's words."""

    DIRECT = "FA"
    PARTNER = "PARTENARIAT"
    SRC = "SRC"


@dataclass(frozen=True, slots=True)
class Piece:
    """What is read on a piece of mail to sort it.

    Attributes:
        ref: whose it is; None where it was not read.
        circular: the code of the letter that came back, `QCU2`; empty where it was not read.
        money_order: a mandat came with it.
        others: whose it may be just as well.
    """

    ref: ClientRef | None
    circular: str = ""
    money_order: bool = False
    others: tuple[ClientRef, ...] = ()

    @classmethod
    def read(cls, text: str) -> "Piece":
        """Read a reference, a circular, or the one and then the other; `MANDAT` stands in the circular's place.

        Raises:
            RuleBroken: `REFERENCE_UNREADABLE`.
        """
        cleaned = text.strip().strip("*").strip().upper()
        found = _REFERENCE_AND_WORD.fullmatch(cleaned)
        if found is None:
            return cls(None).of(ClientRef.readings(text))
        reference, word = found.groups()
        piece = cls(None, money_order=True) if word == _MONEY_ORDER else cls(None, circular_code(word))
        return piece if reference is None else piece.of(ClientRef.readings(reference))

    @property
    def refs(self) -> tuple[ClientRef, ...]:
        """All whose it may be."""
        return () if self.ref is None else (self.ref, *self.others)

    def of(self, refs: Sequence[ClientRef]) -> "Piece":
        """The same piece, of one of these clients; there must be one."""
        ref, *others = refs
        return replace(self, ref=ref, others=tuple(others))

    def __str__(self) -> str:
        words = (" ou ".join(map(str, self.refs)), self.circular, _MONEY_ORDER if self.money_order else "")
        return " ".join(filter(None, words))


@dataclass(frozen=True, slots=True)
class Placing:
    """The pile of a piece of mail, and the id of the rule that says so."""

    pile: Pile
    rule: str


def pile(ref: ClientRef | None, circular: str, as_of: date, *, money_order: bool = False) -> Placing:
    """Where a piece of mail goes, as of its arrival: to the SRC unkeyed (P-03, P-04), else by its client (P-01).

    Raises:
        RuleBroken: `REFERENCE_UNREADABLE` where it takes a reference to tell, and there is none.
    """
    facts = MailFacts(as_of, coupon=CouponFacts(circular=circular, money_order=money_order))
    for stop in (tablet_not_received, not_keyed_any_more):
        if stop.find(facts) is not None:
            return Placing(Pile.SRC, stop.id)
    if ref is None:
        raise RuleBroken(Broken.REFERENCE_UNREADABLE, text=circular)
    return Placing(Pile.DIRECT if ref.is_direct else Pile.PARTNER, "P-01")


def require_same_kind(ref: ClientRef, kind: BatchKind) -> None:
    """Refuse an FA client in a PARTENARIAT batch, and the reverse (P-01).

    Raises:
        RuleBroken: `CLIENT_IS_DIRECT` or `CLIENT_IS_PARTNER`.
    """
    if ref.is_direct and kind is not BatchKind.DIRECT:
        raise RuleBroken(Broken.CLIENT_IS_DIRECT, ref=str(ref), partner_code=ref.partner_code)
    if not ref.is_direct and kind is not BatchKind.PARTNER:
        raise RuleBroken(Broken.CLIENT_IS_PARTNER, ref=str(ref), partner_code=ref.partner_code)
