import json
from datetime import date
from typing import get_args

import pytest

from backoffice.domain.decision import (
    Blank,
    ChangeMethod,
    CloseLetter,
    Comment,
    Decision,
    NoPayment,
    Question,
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
from backoffice.domain.method import Method
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper, SlipKind
from backoffice.keying.written import NAMES, canonical, field_names, written

F1 = PendingInvoice(7, "F1", "AP11", date(2024, 2, 20), Money(20_30), Money(20_30))
C1 = OrderRow("C1", "GEO", "", renewable=True, gift=True, beneficiary="")


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (Settle(F1, Money(1_204_55), "P-21"), {"op": "settle", "invoice": "F1", "amount": "1204,55"}),
        (NoPayment(F1, "P-22"), {"op": "no_payment", "invoice": "F1"}),
        (Blank(F1, "P-32"), {"op": "blank", "invoice": "F1", "override": True}),
        (Receive(Method.CHEQUE, Money(20_30), "P-21"), {"op": "receipt", "method": 15, "amount": "20,30"}),
        (Rebill(F1, Method.CARD, "P-50"), {"op": "rebill", "invoice": "F1", "method": 80}),
        (Represent(F1, "P-60"), {"op": "represent", "invoice": "F1"}),
        (Renew(C1, beneficiary=True, rule="P-64"), {"op": "renew", "order": "C1", "beneficiary": True}),
        (ChangeMethod(Method.SLIMPAY, "P-69"), {"op": "change_method", "method": 99}),
        (SlimpayIban("P-69"), {"op": "slimpay_iban"}),
        (StopPromotion("1 - Non prospectable", "P-41"), {"op": "stop_promotion", "reason": "1 - Non prospectable"}),
        (StopReminders("P-41"), {"op": "stop_reminders"}),
        (Comment("Autre motif", "CLT DCD", "P-41"), {"op": "comment", "type": "Autre motif", "text": "CLT DCD"}),
        (Refusal(13, "P-81"), {"op": "refusal", "motive": 13}),
        (CloseLetter("RPSI", "P-81"), {"op": "close_letter", "circular": "RPSI"}),
    ],
)
def test_an_operation_has_its_name_and_its_fields(step: Step, expected: dict[str, object]) -> None:
    decision = Decision((step,), Paper.DISCARD, None, (), ())
    assert json.loads(json.dumps(written(decision)))["operations"] == [expected]
    assert set(field_names(type(step))) == set(expected) - {"op"}


def test_every_operation_has_a_name() -> None:
    assert set(NAMES) == set(get_args(Step))
    assert len(set(NAMES.values())) == len(NAMES)


def test_a_decision_has_its_keys_in_their_order() -> None:
    decision = Decision((), Paper.SCAN, SlipKind.IBAN, ("IBAN inv FP",), ("P-67",))
    assert json.dumps(written(decision)) == json.dumps(
        {
            "operations": [],
            "paper": "scan",
            "slip": "iban",
            "annotations": ["IBAN inv FP"],
            "rules": ["P-67"],
            "keyed": False,
        }
    )


def test_a_decision_is_kept_on_one_line_that_is_always_the_same_and_can_be_read() -> None:
    decision = Decision((), Paper.SCAN, SlipKind.IBAN, ("Réab Imp",), ("P-62",))
    assert canonical(decision) == (
        '{"annotations":["Réab Imp"],"keyed":false,"operations":[],"paper":"scan","rules":["P-62"],"slip":"iban"}'
    )


def test_what_must_be_asked_is_written_where_there_is_something() -> None:
    decision = Decision((), Paper.SCAN, SlipKind.CARD, (), ("P-16",), (Question.TABLETS, Question.HOLDER))
    assert list(written(decision))[-1] == "asks"
    assert written(decision)["asks"] == ("tablets", "holder")


@pytest.mark.parametrize("step", [Rebill(F1, None, "P-61"), ChangeMethod(None, "P-61")])
def test_a_method_that_is_not_known_is_not_written(step: Step) -> None:
    (operation,) = json.loads(json.dumps(written(Decision((step,), Paper.ARCHIVE, None, (), ()))))["operations"]
    assert "method" not in operation


def test_a_paper_that_is_not_scanned_has_no_slip() -> None:
    decision = Decision((Receive(15, Money(1), "P-21"),), Paper.DISCARD, None, (), ())
    assert (written(decision)["slip"], written(decision)["keyed"]) == (None, True)
