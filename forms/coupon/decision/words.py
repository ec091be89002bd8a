"""The decision for a coupon as the screen says it: what is done in order, where the paper goes, and why."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from backoffice.domain.cheque import Operation
from backoffice.domain.debit import DebitOperation
from backoffice.domain.decision import (
    Blank,
    ChangeMethod,
    NoPayment,
    Rebill,
    Receive,
    Renew,
    Represent,
    Settle,
    SlimpayIban,
    Step,
)
from backoffice.domain.invoices import PendingInvoice
from backoffice.domain.money import ZERO
from backoffice.domain.paper import Paper
from backoffice.french.action_words import METHOD_CHANGE, title, told
from backoffice.french.figures import euros, short_date
from backoffice.french.means_words import assigned_words
from backoffice.french.operation_words import TO_DO
from backoffice.french.paper_words import DESTINATIONS
from backoffice.keying.entry import Entry, InvoiceLine, InWords, settled_by
from backoffice.keying.missing import Lack
from backoffice.keying.operator_choices import code_of, has_own_method, is_departed, renewals_of
from backoffice.keying.outcome import Outcome, Way
from backoffice.procedure.file_actions import file_actions
from forms.coupon.missing_words import clash_said
from forms.coupon.missing_words import said_of as lack_said
from forms.kit.wording.sentences import typeset

_PAYING = (Operation.SETTLE, *DebitOperation)
_CHOSEN = {
    Way.CHEQUE: (Settle, NoPayment, Blank),
    Way.DEBIT: (Rebill, Represent, Renew, ChangeMethod),
}
"""The steps that the operator may have changed: what stands in the entry is said instead."""


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """One thing that is done: the words, the amount where there is one."""

    words: str
    amount: str = ""
    by_operator: bool = False


@dataclass(frozen=True, slots=True)
class DecisionWords:
    """A decision in words.

    Attributes:
        waits_for: why there is no decision yet; empty where there is one.
        conflicts: what contradicts itself on the coupon.
        destination: where the paper goes.
        annotations: the words to write on it.
        is_plain: it is thrown away as it is.
        decided: where it would go, where the operator departs from that.
        departed: the operator departs from the decision.
    """

    waits_for: str = ""
    conflicts: tuple[str, ...] = ()
    lines: tuple[DecidedLine, ...] = ()
    destination: str = ""
    annotations: tuple[str, ...] = ()
    is_plain: bool = True
    decided: str = ""
    rules: tuple[str, ...] = ()
    departed: bool = False


NOBODY = DecisionWords(waits_for="Elle vient avec le client.")
_NO_AMOUNT = DecisionWords(waits_for="Elle vient avec le montant du chèque, ou avec ce qui est coché au courrier (F3).")


def said_of(outcome: Outcome, entry: Entry) -> DecisionWords:
    """What becomes of a coupon, in words."""
    if outcome.way is Way.CLASHING:
        return DecisionWords(
            conflicts=(*(clash_said(clash.code) for clash in outcome.clashes), *_pays_nothing(outcome))
        )
    decision, departure = outcome.decision, outcome.departure
    paper = departure or decision
    if paper is None or outcome.way is Way.AMOUNT_FIRST:
        return _NO_AMOUNT
    decided = DESTINATIONS[decision.paper, decision.slip] if decision and departure else ""
    destination = DESTINATIONS[paper.paper, paper.slip]
    return DecisionWords(
        lines=tuple(_lines(outcome, entry)),
        destination=destination,
        annotations=paper.annotations,
        decided="" if decided == destination else decided,
        is_plain=paper.paper is Paper.DISCARD and not paper.annotations,
        rules=decision.rules if decision else (),
        departed=is_departed(outcome, entry),
    )


def _pays_nothing(outcome: Outcome) -> tuple[str, ...]:
    return (lack_said(Lack.NO_AMOUNT),) if outcome.pays_nothing else ()


def summary(said: DecisionWords) -> str:
    """The decision in a line, for mail without a cheque."""
    return " · ".join(filter(None, (*(line.words for line in said.lines), paper_of(said))))


def paper_of(said: DecisionWords) -> str:
    """Where the paper goes and what is written on it, in a line."""
    words = (f"inscrire «\u00a0{word}\u00a0»" for word in said.annotations)
    return " · ".join(filter(None, (said.destination, *words)))


def _lines(outcome: Outcome, entry: Entry) -> Iterator[DecidedLine]:
    departure = outcome.departure
    if departure is not None and not departure.keyed and not outcome.is_against_stop:
        yield DecidedLine("Ne rien saisir", by_operator=outcome.decision is None or outcome.decision.keyed)
        return
    steps = outcome.steps
    if not steps:
        yield DecidedLine("Ne rien saisir")
    if outcome.way in _CHOSEN:
        yield from (_chosen(line) for operation in TO_DO for line in entry.lines if line.operation is operation)
    if outcome.way is Way.DEBIT:
        yield from _debited(outcome, entry)
    for step in steps:
        if isinstance(step, _CHOSEN.get(outcome.way, ())):
            continue
        yield _step(step)
        if isinstance(step, Receive) and entry.words is not None:
            yield from _credit(entry.lines, entry.words)


def _debited(outcome: Outcome, entry: Entry) -> Iterator[DecidedLine]:
    """The new method and the renewals, as the operator has them."""
    code, assigned = code_of(outcome, entry), entry.assigned
    if code is not None:
        told = assigned_words(code, assigned.card, assigned.iban)
        yield DecidedLine(typeset(f"2.4 {METHOD_CHANGE} : {told}"), by_operator=has_own_method(outcome, entry))
    titles = {order.number: order.title for order in entry.dossier.orders} if entry.dossier else {}
    decided = {(renewal.order, renewal.beneficiary) for renewal in outcome.renewals}
    for renewal in renewals_of(outcome, entry):
        own = (renewal.order, renewal.beneficiary) not in decided
        yield _renewed(titles.get(renewal.order, renewal.order), beneficiary=renewal.beneficiary, by_operator=own)


def _renewed(title: str, *, beneficiary: bool, by_operator: bool = False) -> DecidedLine:
    return DecidedLine(f"Réabonner {title}{', cocher BEN' if beneficiary else ''}", by_operator=by_operator)


def _chosen(line: InvoiceLine) -> DecidedLine:
    operation = line.operation or Operation.BLANK
    paid = euros(line.amount) if operation in _PAYING else ""
    return DecidedLine(f"{TO_DO[operation]} {_invoice(line.invoice)}", paid, by_operator=not line.rule)


def _credit(lines: tuple[InvoiceLine, ...], words: InWords) -> Iterator[DecidedLine]:
    credit = words.binding - settled_by(lines)
    if credit > ZERO:
        yield DecidedLine("Laisser en avoir au client", euros(credit))


def _step(step: Step) -> DecidedLine:
    for action in file_actions((step,)):
        return DecidedLine(typeset(" : ".join(filter(None, (title(action.code), told(action))))))
    return _PAYMENTS[type(step)](step)


def _invoice(invoice: PendingInvoice) -> str:
    return f"{invoice.circular} du {short_date(invoice.issued_on)}"


_PAYMENTS: Mapping[type[Step], Callable[[Any], DecidedLine]] = {
    Settle: lambda step: DecidedLine(f"{TO_DO[Operation.SETTLE]} {_invoice(step.invoice)}", euros(step.amount)),
    NoPayment: lambda step: DecidedLine(f"{TO_DO[Operation.NO_PAYMENT]} {_invoice(step.invoice)}"),
    Blank: lambda step: DecidedLine(f"{TO_DO[Operation.BLANK]} {_invoice(step.invoice)}"),
    Receive: lambda step: DecidedLine("Encaisser le chèque", euros(step.amount)),
    SlimpayIban: lambda _: DecidedLine("Saisir l'IBAN dans la fenêtre Webservice SLIMPAY"),
}
"""What each step with the client's payments says."""
