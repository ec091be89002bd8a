"""A decision as it is written outside: the names of the operations and of their fields, amounts in French."""

import json
from collections.abc import Mapping
from dataclasses import fields

from backoffice.domain.decision import (
    Blank,
    ChangeMethod,
    CloseLetter,
    Comment,
    Decision,
    NoPayment,
    Rebill,
    Receive,
    Refusal,
    Renew,
    Represent,
    Settle,
    SlimpayIban,
    Step,
    StopPromotion,
    StopReminders,
)
from backoffice.domain.invoices import OrderRow, PendingInvoice
from backoffice.domain.money import Money
from backoffice.domain.scenario import OPERATIONS, WrittenDecision, WrittenOperation
from backoffice.french.figures import plain

NAMES: Mapping[type[Step], str] = {
    Settle: "settle",
    NoPayment: "no_payment",
    Blank: "blank",
    Receive: "receipt",
    Rebill: "rebill",
    Represent: "represent",
    Renew: "renew",
    ChangeMethod: "change_method",
    SlimpayIban: "slimpay_iban",
    StopPromotion: "stop_promotion",
    StopReminders: "stop_reminders",
    Comment: "comment",
    Refusal: "refusal",
    CloseLetter: "close_letter",
}
"""What each operation is called in `op`. Its fields are called as in the domain, less the rule."""

OVERRIDDEN = {"override": True}
"""A row is only ever left blank by overriding the message about it."""


def written(decision: Decision) -> WrittenDecision:
    """The decision with the keys and in the order in which `liasse-admin decide` writes it."""
    return {
        OPERATIONS: tuple(_operation(step) for step in decision.operations),
        "paper": decision.paper.value,
        "slip": None if decision.slip is None else decision.slip.value,
        "annotations": decision.annotations,
        "rules": decision.rules,
        "keyed": decision.keyed,
        **({"asks": tuple(question.value for question in decision.asks)} if decision.asks else {}),
    }


def canonical(decision: Decision) -> str:
    """The same as JSON that is always the same for the same decision: what was shown, and what is kept of it."""
    return json.dumps(written(decision), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def field_names(operation: type[Step]) -> tuple[str, ...]:
    """The keys of an operation beside `op`."""
    return (*(field.name for field in fields(operation) if field.name != "rule"), *_added(operation))


def _operation(step: Step) -> WrittenOperation:
    own = {field.name: getattr(step, field.name) for field in fields(step) if field.name != "rule"}
    known = {name: _value(value) for name, value in own.items() if value is not None}  # a method may not be known
    return {"op": NAMES[type(step)], **known, **_added(type(step))}


def _added(operation: type[Step]) -> Mapping[str, bool]:
    return OVERRIDDEN if operation is Blank else {}


def _value(value: PendingInvoice | OrderRow | Money | str | int) -> str | int:
    if isinstance(value, PendingInvoice | OrderRow):
        return value.number
    return plain(value) if isinstance(value, Money) else value
