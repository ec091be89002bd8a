"""P-05, P-41, P-80 and P-81: nothing came with the letter."""

from dataclasses import replace

import pytest

from backoffice.domain.mail_facts import CouponFacts, MailFacts, Option
from backoffice.domain.paper import Paper, SlipKind
from backoffice.procedure.decide import decide
from tests.backoffice.procedure.cases import CLIENT, LETTER, SAME_IBAN, WITH_IBAN, invoice, said

NO_IBAN = replace(LETTER, client=replace(CLIENT, file_iban=""))


@pytest.mark.parametrize("certificate", [False, True])
@pytest.mark.parametrize("facts", [LETTER, NO_IBAN])
def test_a_deceased_client(facts: MailFacts, *, certificate: bool) -> None:
    decision = decide(replace(facts, coupon=CouponFacts(deceased=True, death_certificate=certificate)))
    assert said(decision) == [
        "StopPromotion 1 - Non prospectable P-41",
        "StopReminders P-41",
        "Comment Autre motif CLT DCD P-41",
        "CloseLetter XXXX P-41",
    ]
    assert (decision.paper, decision.slip, decision.annotations) == (Paper.DISCARD, None, ())
    assert decision.rules == ("P-41", "P-10")


def test_a_refusal_and_nothing_else() -> None:
    decision = decide(replace(LETTER, coupon=CouponFacts(refusal=True)))
    assert said(decision) == ["Refusal 13 P-81", "CloseLetter RPSI P-81"]
    assert (decision.paper, decision.slip, decision.annotations) == (Paper.DISCARD, None, ())
    assert decision.rules == ("P-81", "P-10")


def test_nothing_ticked_is_presented_again_on_the_file_s_iban() -> None:
    decision = decide(LETTER)
    assert said(decision) == ["Represent F1 P-60", "Renew C1 P-52"]
    assert (decision.paper, decision.slip, decision.annotations) == (Paper.DISCARD, None, ())
    assert decision.rules == ("P-60", "P-80", "P-52", "P-10")


def test_nothing_ticked_with_two_lines() -> None:
    decision = decide(replace(LETTER, invoices=(invoice(1, 13_10), invoice(2, 20_30))))
    assert said(decision) == ["Represent F1 P-60", "Represent F2 P-60", "Renew C1 P-52"]


def test_nothing_ticked_beside_an_iban() -> None:
    assert "P-80" in decide(SAME_IBAN).rules
    assert "P-80" in decide(WITH_IBAN).rules


def test_option_2_without_an_iban_is_presented_on_the_file_s() -> None:
    decision = decide(replace(LETTER, coupon=CouponFacts(option=Option.PUT_BACK_AND_PAY)))
    assert said(decision) == said(decide(LETTER))
    assert decision.rules == ("P-12", "P-60", "P-52", "P-10")


def test_who_does_not_go_on_is_presented_again_without_renewal() -> None:
    decision = decide(replace(LETTER, coupon=CouponFacts(stop_subscription=True)))
    assert said(decision) == ["Represent F1 P-60"]
    assert (decision.paper, decision.slip, decision.annotations) == (Paper.SCAN, SlipKind.NONE, ("E",))
    assert decision.rules == ("P-60", "P-80", "P-63", "P-10")


@pytest.mark.parametrize(
    "facts",
    [
        NO_IBAN,
        replace(NO_IBAN, coupon=CouponFacts(option=Option.PUT_BACK_AND_PAY)),
        replace(LETTER, coupon=CouponFacts(option=Option.CANCEL_AND_PAY)),
    ],
)
def test_a_letter_that_nothing_can_be_done_for_is_passed_on(facts: MailFacts) -> None:
    decision = decide(facts)
    assert (decision.operations, decision.rules) == ((), ("P-05",))
    assert (decision.paper, decision.slip, decision.annotations) == (Paper.SCAN, SlipKind.NONE, ())
