"""What the procedure, or the operator, has decided for a coupon, step by step, and the rules behind it."""

from collections.abc import Iterator
from dataclasses import dataclass

from backoffice.domain.cheque import Operation
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import ZERO
from backoffice.french.figures import euros, short_date
from forms.coupon.entry import InvoiceLine, InWords, settled_by

_WORDS = {
    Operation.SETTLE: "Régulariser",
    Operation.NO_PAYMENT: "Sans paiement sur",
    Operation.BLANK: "Laisser vide",
}
_REFUSING = {Broken.CLIENT_BLOCKED: "P-66", Broken.NO_INVOICE: "P-29"}
_ORDER = (Operation.SETTLE, Operation.NO_PAYMENT, Operation.BLANK)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is done: the words, the amount where there is one."""

    words: str
    amount: str = ""
    by_operator: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """The steps in order, and the ids of the rules behind them."""

    steps: tuple[Step, ...] = ()
    rules: tuple[str, ...] = ()


def refused(broken: RuleBroken) -> Decision:
    """Nothing is done for this client, and the rule that says so."""
    return Decision((Step("Ne rien saisir"),), (_REFUSING[broken.code],) if broken.code in _REFUSING else ())


def outline(lines: tuple[InvoiceLine, ...], words: InWords | None, *, with_invoice: bool) -> Decision:
    """The decision as it stands; nothing while the amount is not known."""
    if words is None:
        return Decision()
    chosen = [line for operation in _ORDER for line in lines if line.operation is operation]
    steps = [_step(line) for line in chosen]
    steps.append(Step("Encaisser le chèque", euros(words.binding)))
    credit = words.binding - settled_by(lines)
    if credit > ZERO:
        steps.append(Step("Laisser en avoir au client", euros(credit)))
    rules = dict.fromkeys(_rules(chosen, words, with_invoice=with_invoice, surplus=credit > ZERO))
    return Decision(tuple(steps), tuple(rules))


def _step(line: InvoiceLine) -> Step:
    operation = line.operation or Operation.BLANK
    paid = euros(line.amount) if operation is Operation.SETTLE else ""
    invoice = f"{line.invoice.circular} du {short_date(line.invoice.issued_on)}"
    return Step(f"{_WORDS[operation]} {invoice}", paid, by_operator=not line.rule)


def _rules(chosen: list[InvoiceLine], words: InWords, *, with_invoice: bool, surplus: bool) -> Iterator[str]:
    if words.differ:
        yield "P-20"
    if not with_invoice:
        yield "P-29"
    yield from (line.rule for line in chosen if line.rule)
    if surplus and with_invoice:
        yield "P-21"
