"""The slips with which the piles of *Tri* go to their addressees (P-01, P-03, P-04)."""

from uuid import UUID

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.people import Actor, Right
from backoffice.domain.pile_slip import PilePrinting, PileSlip, PileSlipReprint, PileSlipRow
from backoffice.procedure.sorting import Pile
from backoffice.services.office.office import Office, today
from backoffice.services.office.typed_words import require_text
from backoffice.storage import counters, pile_slips
from backoffice.storage.database import Transaction

_LISTED = 500
_LONGEST_PIECE, _LONGEST_RULE = 80, 10


class PileSlips:
    """What *Tri* has counted is kept when its slip is printed: a slip a pile, each piece on one."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def print_slip(self, who: Actor, key: UUID, printing: PilePrinting) -> PileSlip:
        """Number a slip of the pieces of a pile, once.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `PILE_EMPTY`, `PILE_UNKNOWN`, `TEXT_UNUSABLE`, `TEXT_HOLDS_CARD`,
                `TEXT_HOLDS_IBAN`.
        """
        self._office.require(who, Right.KEY)
        if not printing.pieces:
            raise RuleBroken(Broken.PILE_EMPTY)
        for each in printing.pieces:
            require_text(each.piece, Broken.PILE_EMPTY, _LONGEST_PIECE)
            require_text(each.rule, Broken.PILE_EMPTY, _LONGEST_RULE)
        try:
            pile = Pile(printing.pile)
        except ValueError:
            raise RuleBroken(Broken.PILE_UNKNOWN) from None

        def write(tx: Transaction) -> PileSlip:
            if self._office.once(tx, who, key, printing):
                day = today(self._office)
                number = counters.paper_number(tx, "TR", "pile slip", day.year)
                pile_slips.add(tx, self._office.writing(who, key), printing, number, day)
                facts = {"number": number, "pile": pile.value, "pieces": len(printing.pieces)}
                self._office.note(tx, who, "pile slip printed", facts)
            return _document(tx, pile_slips.by_gesture(tx, key), duplicate=False)

        return self._office.database.write(write)

    def reprint(self, who: Actor, key: UUID, slip_id: int) -> PileSlip:
        """A slip once more, marked as a duplicate.

        Raises:
            RuleBroken: `SLIP_UNKNOWN`, also for another's slip that `who` may not see.
        """

        def write(tx: Transaction) -> PileSlip:
            slip = pile_slips.by_id(tx, slip_id, self._seen_by(who))
            if slip is None:
                raise RuleBroken(Broken.SLIP_UNKNOWN)
            if self._office.once(tx, who, key, PileSlipReprint(slip_id)):
                self._office.note(tx, who, "pile slip printed again", {"number": slip.number})
            return _document(tx, slip, duplicate=True)

        return self._office.database.write(write)

    def listing(self, who: Actor, text: str = "") -> tuple[PileSlipRow, ...]:
        """The newest slips that `who` may see, whose number or one of whose pieces contains `text`."""
        seen_by = self._seen_by(who)
        return self._office.database.read(lambda tx: pile_slips.like(tx, text.strip(), seen_by, _LISTED))

    def _seen_by(self, who: Actor) -> int | None:
        return None if self._office.sees_all(who) else who.person_id


def _document(tx: Transaction, slip: PileSlipRow, *, duplicate: bool) -> PileSlip:
    return PileSlip(
        number=slip.number,
        pile=slip.pile,
        day=slip.day,
        lines=pile_slips.lines(tx, slip.id),
        duplicate=duplicate,
        printed_at=slip.printed_at,
        printed_by=slip.operator,
    )
