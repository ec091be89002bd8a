"""What becomes of the coupon as it stands: what the procedure decides, and how that is recorded."""

from dataclasses import dataclass
from enum import Enum, auto

from backoffice.domain.batch import Batch
from backoffice.domain.cheque import Operation, RowOperation
from backoffice.domain.decision import (
    Blank,
    CloseLetter,
    Comment,
    Decision,
    NoPayment,
    Receive,
    Refusal,
    Settle,
    Step,
    StopPromotion,
    StopReminders,
)
from backoffice.domain.mail import FileAction
from backoffice.domain.money import ZERO
from backoffice.domain.rows import Dossier
from backoffice.procedure.contradictions import contradictions
from backoffice.procedure.decide import decide
from backoffice.procedure.file_actions import file_actions
from forms.coupon.departure import Departure
from forms.coupon.entry import InWords
from forms.coupon.facts import expects_cheque, mail_facts
from forms.coupon.ticks import FACTS, Ticks
from forms.kit.facts_wording import CLASHES
from forms.kit.wording import typeset

_RECORDED = (
    Settle,
    NoPayment,
    Blank,
    Receive,
    StopPromotion,
    StopReminders,
    Comment,
    Refusal,
    CloseLetter,
)
CHEQUES = "cheques"
"""What the amount of a cheque is called among the facts of a contradiction."""
_PAID_NOTHING = "un montant est tapé, et rien ne devait être joint"


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
    NOT_HERE = auto()
    """The decision wants something that is not keyed here yet."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A contradiction: what is said of it, and the facts that make it."""

    sentence: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a coupon.

    Attributes:
        decision: the procedure's; None while there is none.
        departure: what the operator wants instead.
        expects_cheque: a cheque must have come with the coupon, whether its amount is typed or not.
    """

    way: Way
    decision: Decision | None = None
    departure: Departure | None = None
    conflicts: tuple[Conflict, ...] = ()
    expects_cheque: bool = True

    @property
    def rows(self) -> tuple[RowOperation, ...]:
        """What the decision does with the invoices; nothing where no cheque is keyed."""
        if self.decision is None or self.way is not Way.CHEQUE:
            return ()
        return tuple(row for step in self.decision.operations if (row := _row(step)) is not None)

    @property
    def actions(self) -> tuple[FileAction, ...]:
        """What is done to the client's file."""
        if self.decision is None or (self.departure is not None and not self.departure.keyed):
            return ()
        return file_actions(self.decision.operations)


def outcome(
    batch: Batch, dossier: Dossier, ticks: Ticks, words: InWords | None, departure: Departure | None
) -> Outcome:
    """What becomes of a coupon of a client, in a batch."""
    facts = mail_facts(batch, dossier, ticks, words)
    conflicts = [Conflict(_said(CLASHES[found.code]), found.paths) for found in contradictions(facts)]
    if ticks.no_payment and words is not None:
        conflicts.append(Conflict(_said(_PAID_NOTHING), (FACTS["no_payment"], CHEQUES)))
    if conflicts:
        return Outcome(Way.CLASHING, conflicts=tuple(conflicts))
    expected = expects_cheque(dossier, ticks)
    found = decide(facts)
    decision = None if found.keyed and expected and words is None else found
    departure = None if departure is None or departure.follows(decision) else departure
    return Outcome(_way(decision, departure, ticks), decision, departure, expects_cheque=expected)


def _way(decision: Decision | None, departure: Departure | None, ticks: Ticks) -> Way:
    if departure is not None and not departure.keyed:
        return Way.LETTER
    if decision is None:
        return Way.AMOUNT_FIRST
    if not all(isinstance(step, _RECORDED) for step in decision.operations):
        return Way.NOT_HERE
    if any(isinstance(step, Receive) for step in decision.operations):
        return Way.NOT_HERE if ticks.money_order else Way.CHEQUE
    return Way.LETTER


def _said(clash: str) -> str:
    return typeset(f"{clash[:1].upper()}{clash[1:]}.")


def _row(step: Step) -> RowOperation | None:
    match step:
        case Settle():
            return RowOperation(step.invoice.id, Operation.SETTLE, step.amount, step.rule)
        case NoPayment():
            return RowOperation(step.invoice.id, Operation.NO_PAYMENT, ZERO, step.rule)
        case Blank():
            return RowOperation(step.invoice.id, Operation.BLANK, ZERO, step.rule)
        case _:
            return None
