"""P-02, P-10, P-40 and P-43: where the paper goes, and what follows from who the client is."""

from dataclasses import replace

import pytest

from backoffice.domain.mail_facts import CouponFacts, MailFacts
from backoffice.domain.paper import Paper, SlipKind
from backoffice.procedure.decide import decide
from tests.backoffice.procedure.cases import (
    CARD,
    CLIENT,
    DIRECT,
    LETTER,
    PARTNER,
    SAME_IBAN,
    WITH_CARD,
    WITH_CHEQUE,
    WITH_IBAN,
    WITH_MONEY_ORDER,
    said,
)

EVERY = (LETTER, WITH_CHEQUE, WITH_CARD, SAME_IBAN, WITH_IBAN)
BLOCKS = ["StopPromotion 1 - Non prospectable P-40", "StopReminders P-40", "Comment Autre motif DCD P-40"]


@pytest.mark.parametrize(
    ("facts", "paper"),
    [
        (LETTER, Paper.DISCARD),
        (WITH_CHEQUE, Paper.DISCARD),
        (WITH_MONEY_ORDER, Paper.DISCARD),
        (WITH_CARD, Paper.ARCHIVE),
        (SAME_IBAN, Paper.ARCHIVE),
        (WITH_IBAN, Paper.ARCHIVE),
    ],
)
def test_a_cheque_s_coupon_is_thrown_away_and_the_others_are_kept(facts: MailFacts, paper: Paper) -> None:
    assert decide(facts).paper is paper


@pytest.mark.parametrize(
    ("facts", "paper"),
    [(WITH_CHEQUE, Paper.SCAN), (LETTER, Paper.SCAN), (WITH_CARD, Paper.ARCHIVE), (WITH_IBAN, Paper.ARCHIVE)],
)
def test_an_annotation_keeps_a_coupon_from_being_thrown_away(facts: MailFacts, paper: Paper) -> None:
    decision = decide(replace(facts, coupon=CouponFacts(annotation=True)))
    assert decision.paper is paper
    assert (decision.operations, decision.rules) == (decide(facts).operations, decide(facts).rules)


@pytest.mark.parametrize("facts", [*EVERY, replace(LETTER, coupon=CouponFacts(deceased=True))])
def test_the_partner_puts_an_fa_client_s_orders_back(facts: MailFacts) -> None:
    partner = decide(replace(facts, client=replace(CLIENT, ref=PARTNER)))
    assert partner == decide(replace(facts, client=replace(CLIENT, ref=None)))
    direct = decide(replace(facts, client=replace(CLIENT, ref=DIRECT)))
    assert direct.operations == partner.operations
    assert (partner.slip, direct.paper) == (None, Paper.SCAN)
    assert direct.rules == (*partner.rules, "P-02")


def test_a_deceased_client_s_cheque_is_cashed() -> None:
    decision = decide(replace(WITH_CHEQUE, coupon=CouponFacts(deceased=True)))
    assert said(decision) == ["Settle F1 20,30 P-21", "Receive 15 20,30 P-21", *BLOCKS]
    assert (decision.paper, decision.slip, decision.annotations) == (Paper.DISCARD, None, ())
    assert decision.rules == ("P-21", "P-13", "P-40", "P-10")


def test_a_deceased_client_s_card_is_rebilled_and_nothing_renewed() -> None:
    decision = decide(replace(WITH_CARD, coupon=CouponFacts(deceased=True)))
    assert said(decision) == ["Rebill F1 80 P-50", "ChangeMethod 80 P-50", *BLOCKS]
    assert decision.paper is Paper.ARCHIVE


@pytest.mark.parametrize(
    ("coupon", "annotations"),
    [
        (CouponFacts(deceased=True, commitment=True), ("E",)),
        (CouponFacts(deceased=True, notary=True), ()),
        (CouponFacts(deceased=True, notary=True, commitment=True), ("E",)),
    ],
)
def test_a_commitment_or_a_notary_sends_the_coupon_to_scanning(
    coupon: CouponFacts, annotations: tuple[str, ...]
) -> None:
    decision = decide(replace(WITH_CHEQUE, coupon=coupon))
    assert said(decision) == said(decide(replace(WITH_CHEQUE, coupon=CouponFacts(deceased=True))))
    assert (decision.paper, decision.slip, decision.annotations) == (Paper.SCAN, SlipKind.CHEQUE, annotations)


def test_a_deceased_fa_client_s_coupon_is_not_thrown_away() -> None:
    facts = replace(WITH_CHEQUE, client=replace(CLIENT, ref=DIRECT), coupon=CouponFacts(deceased=True))
    decision = decide(facts)
    assert (decision.paper, decision.slip, decision.annotations) == (Paper.SCAN, SlipKind.CHEQUE, ())
    assert decision.rules == ("P-21", "P-13", "P-40", "P-10", "P-02")


@pytest.mark.parametrize("facts", EVERY)
def test_a_protected_adult_s_debt_is_recovered_and_promotion_stops(facts: MailFacts) -> None:
    decision = decide(replace(facts, coupon=CouponFacts(protected_adult=True)))
    plain = decide(facts)
    stops = [step for step in said(decision) if step.startswith("StopPromotion")]
    assert [step for step in said(decision) if step not in stops] == [
        step for step in said(plain) if not step.startswith("StopPromotion")
    ]
    assert len(stops) == 1
    assert (decision.paper, decision.annotations) == (plain.paper, plain.annotations)
    assert "P-43" in decision.rules


def test_promotion_is_stopped_once_by_the_first_rule_that_wants_it() -> None:
    decision = decide(replace(WITH_IBAN, coupon=CouponFacts(protected_adult=True, deceased=True)))
    assert said(decision)[2:] == ["StopPromotion 1 - Non prospectable P-61", *BLOCKS[1:]]
    assert decision.rules == ("P-61", "P-80", "P-40", "P-43", "P-10")


@pytest.mark.parametrize("coupon", [CouponFacts(deceased=True), CouponFacts(refusal=True)])
def test_nothing_is_recovered_from_a_letter_that_says_something_else(coupon: CouponFacts) -> None:
    plain = decide(replace(LETTER, coupon=coupon))
    assert decide(replace(LETTER, coupon=replace(coupon, protected_adult=True))) == plain


def test_a_card_beside_a_cheque_is_not_archived() -> None:
    assert "P-23" in decide(replace(WITH_CHEQUE, card=CARD)).rules
    assert decide(replace(WITH_CHEQUE, card=CARD)).paper is Paper.SCAN
