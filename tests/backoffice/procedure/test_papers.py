"""P-02, P-10, P-40, P-43 and P-45: where the paper goes, and what follows from who the client is."""

from dataclasses import replace

import pytest

from backoffice.domain.mail_facts import CouponFacts, MailFacts, Option
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
    said,
)

REFUSING = replace(LETTER, coupon=CouponFacts(refusal=True))
DYING = replace(LETTER, coupon=CouponFacts(deceased=True))
EVERY = (WITH_CHEQUE, WITH_CARD, SAME_IBAN, WITH_IBAN, REFUSING, DYING)
SLIPS = (SlipKind.CHEQUE, SlipKind.CARD, SlipKind.IBAN, SlipKind.IBAN, SlipKind.NONE, SlipKind.NONE)
"""Of `EVERY`, where it is scanned."""
BLOCKS = ["StopPromotion 1 - Non prospectable P-40", "StopReminders P-40", "Comment Autre motif DCD P-40"]


@pytest.mark.parametrize(
    ("facts", "paper"),
    [
        (WITH_CHEQUE, Paper.DISCARD),
        (REFUSING, Paper.DISCARD),
        (DYING, Paper.DISCARD),
        (WITH_CARD, Paper.ARCHIVE),
        (SAME_IBAN, Paper.ARCHIVE),
        (WITH_IBAN, Paper.ARCHIVE),
    ],
)
def test_a_cheque_s_coupon_is_thrown_away_and_the_others_are_kept(facts: MailFacts, paper: Paper) -> None:
    assert (decide(facts).paper, decide(facts).slip) == (paper, None)


@pytest.mark.parametrize(("facts", "slip"), list(zip(EVERY, SLIPS, strict=True)))
def test_what_matters_on_a_coupon_is_scanned_nobody_reads_the_archive(facts: MailFacts, slip: SlipKind) -> None:
    decision = decide(replace(facts, coupon=replace(facts.coupon, annotation=True)))
    assert (decision.paper, decision.slip) == (Paper.SCAN, slip)
    assert (decision.operations, decision.rules) == (decide(facts).operations, decide(facts).rules)


@pytest.mark.parametrize(("facts", "slip"), list(zip(EVERY[:5], SLIPS, strict=False)))
def test_a_notary_s_paper_is_scanned_for_the_living_too(facts: MailFacts, slip: SlipKind) -> None:
    decision = decide(replace(facts, coupon=replace(facts.coupon, notary=True)))
    assert (decision.paper, decision.slip) == (Paper.SCAN, slip)
    assert decision.operations == decide(facts).operations


@pytest.mark.parametrize("facts", EVERY)
def test_the_partner_alone_puts_an_fa_client_s_orders_back(facts: MailFacts) -> None:
    partner = decide(replace(facts, client=replace(CLIENT, ref=PARTNER)))
    assert partner == decide(replace(facts, client=replace(CLIENT, ref=None)))
    direct = decide(replace(facts, client=replace(CLIENT, ref=DIRECT)))
    assert said(direct) == [step for step in said(partner) if not step.startswith("Renew")]
    assert (partner.slip, direct.paper) == (None, Paper.SCAN)
    assert direct.rules == (*(number for number in partner.rules if number != "P-52"), "P-02")


@pytest.mark.parametrize("option", Option)
def test_an_fa_client_s_coupon_is_never_thrown_away(option: Option) -> None:
    facts = replace(WITH_CHEQUE, client=replace(CLIENT, ref=DIRECT), coupon=CouponFacts(option=option))
    assert (decide(facts).paper, decide(facts).slip) == (Paper.SCAN, SlipKind.CHEQUE)


def test_a_deceased_client_s_cheque_is_cashed() -> None:
    decision = decide(replace(WITH_CHEQUE, coupon=CouponFacts(deceased=True)))
    assert said(decision) == ["Settle F1 20,30 P-21", "Receive 15 20,30 P-21", *BLOCKS]
    assert (decision.paper, decision.slip, decision.annotations) == (Paper.DISCARD, None, ())
    assert decision.rules == ("P-21", "P-13", "P-40", "P-10")


def test_a_deceased_client_s_cheque_is_cashed_beside_a_card() -> None:
    decision = decide(replace(WITH_CHEQUE, card=CARD, coupon=CouponFacts(deceased=True)))
    assert said(decision) == ["Settle F1 20,30 P-21", "Receive 15 20,30 P-21", *BLOCKS]
    assert (decision.paper, decision.slip) == (Paper.SCAN, SlipKind.CHEQUE)
    assert "P-44" not in decision.rules


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


@pytest.mark.parametrize(("facts", "slip"), list(zip(EVERY, SLIPS, strict=True)))
def test_a_commitment_is_written_on_any_coupon_that_is_keyed(facts: MailFacts, slip: SlipKind) -> None:
    decision = decide(replace(facts, coupon=replace(facts.coupon, commitment=True)))
    assert said(decision) == said(decide(facts))
    assert (decision.paper, decision.slip, decision.annotations) == (Paper.SCAN, slip, ("E",))
    assert "P-45" in decision.rules
    assert "P-63" not in decision.rules


def test_a_deceased_fa_client_s_coupon_is_not_thrown_away() -> None:
    facts = replace(WITH_CHEQUE, client=replace(CLIENT, ref=DIRECT), coupon=CouponFacts(deceased=True))
    decision = decide(facts)
    assert (decision.paper, decision.slip, decision.annotations) == (Paper.SCAN, SlipKind.CHEQUE, ())
    assert decision.rules == ("P-21", "P-13", "P-40", "P-10", "P-02")


@pytest.mark.parametrize("facts", EVERY[:4])
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
    decision = decide(replace(WITH_IBAN, coupon=CouponFacts(protected_adult=True)))
    assert [step for step in said(decision) if step.startswith("Stop")] == ["StopPromotion 1 - Non prospectable P-61"]
    decision = decide(replace(WITH_CHEQUE, coupon=CouponFacts(protected_adult=True, deceased=True)))
    assert said(decision)[2:] == BLOCKS
    assert decision.rules == ("P-21", "P-13", "P-40", "P-43", "P-10")


def test_a_card_beside_a_cheque_is_not_archived() -> None:
    assert "P-23" in decide(replace(WITH_CHEQUE, card=CARD)).rules
    assert decide(replace(WITH_CHEQUE, card=CARD)).paper is Paper.SCAN
