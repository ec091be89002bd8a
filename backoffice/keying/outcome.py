"""What becomes of the coupon as it stands: what the procedure decides, and how that is recorded."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from backoffice.domain.batch import Batch
from backoffice.domain.cheque import Operation, RowOperation
from backoffice.domain.debit import DebitOperation, Renewal
from backoffice.domain.decision import (
    Blank,
    ChangeMethod,
    Decision,
    NoPayment,
    Rebill,
    Receive,
    Renew,
    Represent,
    Settle,
    Step,
)
from backoffice.domain.mail import FileAction
from backoffice.domain.mail_facts import ChequeAmount, MailFacts
from backoffice.domain.money import ZERO
from backoffice.domain.paper import Paper
from backoffice.keying.departure import Departure
from backoffice.keying.facts import ClientFile, expects_cheque, mail_facts
from backoffice.keying.ticks import Ticks
from backoffice.procedure.contradictions import Contradiction, contradictions
from backoffice.procedure.decide import decide, despite_stops
from backoffice.procedure.file_actions import file_actions

_DEBITED = (Represent, ChangeMethod)
"""What there is in every debit: an invoice that is presented again, or another method that it is billed on."""


class Way(Enum):
    """How a coupon is recorded."""

    AMOUNT_FIRST = auto()
    """The decision rests on the amount of the cheque, which is not known."""
    CLASHING = auto()
    """What is ticked contradicts itself: nothing is recorded."""
    CHEQUE = auto()
    """With its cheque."""
    LETTER = auto()
    """Without a cheque: the paper, and what is done to the client's file."""
    DEBIT = auto()
    """On a card or an IBAN: the change of method, the debits and the renewals with it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a coupon.

    Attributes:
        decision: the procedure's; None while there is none.
        departure: what the operator wants instead.
        steps: what is keyed: the decision's operations, or those of the cheque that is keyed against it.
        clashes: what contradicts itself.
        pays_nothing: an amount is typed, and nothing was to have come (`Ticks.no_payment`).
        expects_cheque: a cheque must have come with the coupon, whether its amount is typed or not.
        can_be_keyed: the decision keys nothing of the cheque, and the operator may do it against that, by a reason.
    """

    way: Way
    decision: Decision | None = None
    departure: Departure | None = None
    steps: tuple[Step, ...] = ()
    clashes: tuple[Contradiction, ...] = ()
    pays_nothing: bool = False
    expects_cheque: bool = True
    can_be_keyed: bool = False

    @property
    def rows(self) -> tuple[RowOperation, ...]:
        """What is done with the invoices; nothing where neither a cheque nor a debit is keyed."""
        if self.way not in (Way.CHEQUE, Way.DEBIT):
            return ()
        return tuple(row for step in self.steps if (row := _row(step)) is not None)

    @property
    def change(self) -> ChangeMethod | None:
        """The new method of payment; None where it stays."""
        if self.way is not Way.DEBIT:
            return None
        return next((step for step in self.steps if isinstance(step, ChangeMethod)), None)

    @property
    def renewals(self) -> tuple[Renewal, ...]:
        """The orders that the decision puts back in service."""
        if self.way is not Way.DEBIT:
            return ()
        steps = (step for step in self.steps if isinstance(step, Renew))
        return tuple(Renewal(step.order.number, step.beneficiary, step.rule) for step in steps)

    @property
    def actions(self) -> tuple[FileAction, ...]:
        """What is done to the client's file."""
        idle = self.departure is not None and not self.departure.keyed and not self.is_against_stop
        return () if idle else file_actions(self.steps)

    @property
    def is_against_stop(self) -> bool:
        """Whether a cheque is keyed although the decision keys nothing of it."""
        decided = self.decision is not None and self.decision.keyed
        return self.way is Way.CHEQUE and not decided


def outcome(
    batch: Batch, file: ClientFile, ticks: Ticks, cheque: ChequeAmount | None, departure: Departure | None
) -> Outcome:
    """What becomes of a coupon of a client, in a batch."""
    facts = mail_facts(batch, file, ticks, cheque)
    clashes, pays_nothing = contradictions(facts), ticks.no_payment and cheque is not None
    if clashes or pays_nothing:
        return Outcome(Way.CLASHING, clashes=clashes, pays_nothing=pays_nothing)
    expected = expects_cheque(file, ticks)
    found = decide(facts)
    decision = None if found.keyed and expected and cheque is None else found
    despite = () if found.keyed or cheque is None else _despite(facts)
    if departure is not None:
        departure = _sound(departure, can_be_keyed=bool(despite))
    departure = None if departure is None or departure.follows(decision) else departure
    steps = decision.operations if decision else ()
    if departure is not None and departure.against_stop:
        steps = despite
    way = _way(decision, departure, steps)
    return Outcome(way, decision, departure, steps, expects_cheque=expected, can_be_keyed=bool(despite))


def _sound(departure: Departure, *, can_be_keyed: bool) -> Departure:
    """What is set aside is not keyed (P-29), and nothing is keyed against a stop that is not there."""
    if departure.paper is Paper.SET_ASIDE:
        return replace(departure, keyed=False, against_stop=False)
    return replace(departure, against_stop=departure.against_stop and can_be_keyed)


def _despite(facts: MailFacts) -> tuple[Step, ...]:
    steps = despite_stops(facts)
    return steps if any(isinstance(step, Receive) for step in steps) else ()


def _way(decision: Decision | None, departure: Departure | None, steps: tuple[Step, ...]) -> Way:
    if departure is not None and not departure.keyed and not departure.against_stop:
        return Way.LETTER
    if decision is None:
        return Way.AMOUNT_FIRST
    if any(isinstance(step, _DEBITED) for step in steps):
        return Way.DEBIT
    return Way.CHEQUE if any(isinstance(step, Receive) for step in steps) else Way.LETTER


def _row(step: Step) -> RowOperation | None:
    match step:
        case Rebill():
            return RowOperation(step.invoice.id, DebitOperation.REBILL, step.invoice.pending, step.rule)
        case Represent():
            return RowOperation(step.invoice.id, DebitOperation.REPRESENT, step.invoice.pending, step.rule)
        case Settle():
            return RowOperation(step.invoice.id, Operation.SETTLE, step.amount, step.rule)
        case NoPayment():
            return RowOperation(step.invoice.id, Operation.NO_PAYMENT, ZERO, step.rule)
        case Blank():
            return RowOperation(step.invoice.id, Operation.BLANK, ZERO, step.rule)
        case _:
            return None
