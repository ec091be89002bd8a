"""P-12, P-14, P-50, P-51, P-60, P-61, P-63, P-65 and P-69: cards and IBANs. Renewals are in test_renewals."""

from dataclasses import replace
from datetime import date

import pytest

from backoffice.domain.mail_facts import CardFacts, CouponFacts, MailFacts, Option
from backoffice.domain.method import Brand, Method
from backoffice.domain.paper import Paper, SlipKind
from backoffice.procedure.decide import decide
from tests.backoffice.procedure.cases import (
    CLIENT,
    IBAN,
    LETTER,
    SAME_IBAN,
    WITH_CARD,
    WITH_CHEQUE,
    WITH_IBAN,
    invoice,
    said,
)

TWO = (invoice(2, 20_30, "AP12", "2024-03-01"), invoice(1, 13_10, "AP11", "2024-02-20"))
RENEWED = "Renew C1 P-52"
STOPPED = "StopPromotion 1 - Non prospectable P-61"


def test_a_card_is_rebilled() -> None:
    decision = decide(WITH_CARD)
    assert said(decision) == ["Rebill F1 80 P-50", "ChangeMethod 80 P-50", RENEWED]
    assert (decision.paper, decision.slip, decision.annotations) == (Paper.ARCHIVE, None, ())
    assert decision.rules == ("P-50", "P-52", "P-10")


def test_an_american_express_is_81_and_never_82() -> None:
    decision = decide(replace(WITH_CARD, invoices=TWO, card=CardFacts(Brand.AMEX, "Marie Durand")))
    assert said(decision) == ["Rebill F1 81 P-51", "Rebill F2 81 P-51", "ChangeMethod 81 P-51", RENEWED]
    assert decision.paper is Paper.ARCHIVE
    assert decision.rules == ("P-51", "P-52", "P-10")


def test_the_same_iban_is_presented_again() -> None:
    decision = decide(SAME_IBAN)
    assert said(decision) == ["Represent F1 P-60", RENEWED]
    assert (decision.paper, decision.slip, decision.annotations) == (Paper.ARCHIVE, None, ())
    assert decision.rules == ("P-60", "P-80", "P-52", "P-10")


def test_two_lines_are_both_presented_again() -> None:
    decision = decide(replace(SAME_IBAN, invoices=TWO))
    assert said(decision) == ["Represent F1 P-60", "Represent F2 P-60", RENEWED]
    assert decision.rules == ("P-60", "P-65", "P-80", "P-52", "P-10")


def test_another_iban_is_rebilled_on_the_partner_s_own_code_and_promotion_stops() -> None:
    decision = decide(replace(WITH_IBAN, invoices=TWO))
    assert said(decision) == ["Rebill F1 45 P-61", "Rebill F2 45 P-61", "ChangeMethod 45 P-61", RENEWED, STOPPED]
    assert (decision.paper, decision.slip, decision.annotations) == (Paper.ARCHIVE, None, ())
    assert decision.rules == ("P-61", "P-80", "P-52", "P-10")


def test_a_partner_s_code_that_is_not_known_is_left_open_and_never_the_cheque_s() -> None:
    decision = decide(replace(WITH_IBAN, client=replace(CLIENT, direct_method=None)))
    assert said(decision) == ["Rebill F1 P-61", "ChangeMethod P-61", RENEWED, STOPPED]


def test_the_comment_is_not_written_any_more_since_8_november_2023() -> None:
    before = said(decide(replace(WITH_IBAN, arrival_date=date(2023, 11, 7))))
    since = said(decide(replace(WITH_IBAN, arrival_date=date(2023, 11, 8))))
    assert before == [*since, "Comment Autre motif Refacturation sur un autre IBAN P-61"]


def test_a_new_iban_on_an_account_in_99_slimpay() -> None:
    decision = decide(replace(WITH_IBAN, client=replace(CLIENT, method_code=Method.SLIMPAY)))
    assert said(decision) == ["Rebill F1 99 P-69", "ChangeMethod 99 P-69", "SlimpayIban P-69", RENEWED, STOPPED]
    assert decision.paper is Paper.ARCHIVE
    assert decision.rules == ("P-69", "P-61", "P-80", "P-52", "P-10")


@pytest.mark.parametrize("facts", [SAME_IBAN, WITH_CARD, WITH_CHEQUE, LETTER])
def test_99_slimpay_matters_for_a_new_iban_only(facts: MailFacts) -> None:
    assert decide(replace(facts, client=replace(CLIENT, method_code=Method.SLIMPAY))) == decide(facts)


@pytest.mark.parametrize("facts", [WITH_CARD, SAME_IBAN, WITH_IBAN])
def test_option_2_is_paid_by_card_or_iban(facts: MailFacts) -> None:
    decision = decide(replace(facts, coupon=CouponFacts(option=Option.PUT_BACK_AND_PAY)))
    assert said(decision) == said(decide(facts))
    assert decision.paper is Paper.ARCHIVE
    assert decision.rules[0] == "P-12"
    assert "P-80" not in decision.rules


@pytest.mark.parametrize("coupon", [CouponFacts(refusal=True), CouponFacts(deceased=True)])
def test_option_2_is_nothing_to_a_letter_that_says_something_else(coupon: CouponFacts) -> None:
    letter = replace(LETTER, coupon=coupon)
    assert decide(replace(letter, coupon=replace(coupon, option=Option.PUT_BACK_AND_PAY))) == decide(letter)


@pytest.mark.parametrize(
    "coupon",
    [CouponFacts(stop_subscription=True), CouponFacts(option=Option.CANCEL_AND_PAY)],
)
@pytest.mark.parametrize(
    ("facts", "slip"), [(WITH_CARD, SlipKind.CARD), (SAME_IBAN, SlipKind.IBAN), (WITH_IBAN, SlipKind.IBAN)]
)
def test_who_pays_and_does_not_go_on(facts: MailFacts, slip: SlipKind, coupon: CouponFacts) -> None:
    for orders in ((), facts.orders):
        decision = decide(replace(facts, orders=orders, coupon=coupon))
        assert said(decision) == [step for step in said(decide(facts)) if step != RENEWED]
        assert (decision.paper, decision.slip, decision.annotations) == (Paper.SCAN, slip, ("E",))
        assert "P-63" in decision.rules
        assert not {"P-11", "P-71"} & set(decision.rules)


@pytest.mark.parametrize("facts", [WITH_CARD, SAME_IBAN, WITH_CHEQUE, LETTER])
def test_a_day_asked_for_is_ignored(facts: MailFacts) -> None:
    asked = decide(replace(facts, coupon=CouponFacts(debit_day=5)))
    plain = decide(facts)
    assert replace(asked, rules=()) == replace(plain, rules=())
    assert sorted(asked.rules) == sorted((*plain.rules, *(["P-14"] if plain.keyed else [])))


def test_a_card_needs_no_holder_to_be_said() -> None:
    assert decide(replace(WITH_CARD, card=CardFacts())) == decide(WITH_CARD)
    assert decide(replace(WITH_IBAN, iban=replace(IBAN, holder=""))) == decide(WITH_IBAN)
