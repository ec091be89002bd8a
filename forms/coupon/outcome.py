"""What becomes of the coupon as it stands: what the procedure decides, and how that is recorded."""

from dataclasses import dataclass
from enum import Enum, auto

from backoffice.domain.batch import Batch
from backoffice.domain.cheque import Operation, RowOperation
from backoffice.domain.debit import DebitOperation, Renewal, RowDebit
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
    SlimpayIban,
    Step,
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

_DEBITED = (Rebill, Represent, Renew, ChangeMethod, SlimpayIban)
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
    DEBIT = auto()
    """On a card or an IBAN: the change of method, the debits and the renewals with it."""
    NOT_HERE = auto()
    """A money order of before P-04: it is not keyed here."""


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
    def rows(self) -> tuple[RowOperation | RowDebit, ...]:
        """What the decision does with the invoices; nothing where neither a cheque nor a debit is keyed."""
        if self.way not in (Way.CHEQUE, Way.DEBIT):
            return ()
        return tuple(row for step in self._steps if (row := _row(step)) is not None)

    @property
    def change(self) -> ChangeMethod | None:
        """The new method of payment; None where it stays."""
        if self.way is not Way.DEBIT:
            return None
        return next((step for step in self._steps if isinstance(step, ChangeMethod)), None)

    @property
    def renewals(self) -> tuple[Renewal, ...]:
        """The orders that the decision puts back in service."""
        if self.way is not Way.DEBIT:
            return ()
        steps = (step for step in self._steps if isinstance(step, Renew))
        return tuple(Renewal(step.order.number, step.beneficiary, step.rule) for step in steps)

    @property
    def actions(self) -> tuple[FileAction, ...]:
        """What is done to the client's file."""
        if self.decision is None or (self.departure is not None and not self.departure.keyed):
            return ()
        return file_actions(self.decision.operations)

    @property
    def _steps(self) -> tuple[Step, ...]:
        return self.decision.operations if self.decision else ()


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
    if any(isinstance(step, _DEBITED) for step in decision.operations):
        return Way.DEBIT
    if any(isinstance(step, Receive) for step in decision.operations):
        return Way.NOT_HERE if ticks.money_order else Way.CHEQUE
    return Way.LETTER


def _said(clash: str) -> str:
    return typeset(f"{clash[:1].upper()}{clash[1:]}.")


def _row(step: Step) -> RowOperation | RowDebit | None:
    match step:
        case Rebill():
            return RowDebit(step.invoice.id, DebitOperation.REBILL, step.rule)
        case Represent():
            return RowDebit(step.invoice.id, DebitOperation.REPRESENT, step.rule)
        case Settle():
            return RowOperation(step.invoice.id, Operation.SETTLE, step.amount, step.rule)
        case NoPayment():
            return RowOperation(step.invoice.id, Operation.NO_PAYMENT, ZERO, step.rule)
        case Blank():
            return RowOperation(step.invoice.id, Operation.BLANK, ZERO, step.rule)
        case _:
            return None
