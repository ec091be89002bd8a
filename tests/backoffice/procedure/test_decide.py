"""How what the rules find is put together: which rule wins, what is named, and the order of keying."""

from dataclasses import replace
from datetime import date

import pytest

from backoffice.domain.mail_facts import CardFacts, ChequeFacts, CouponFacts, IbanFacts, Ink, MailFacts
from backoffice.domain.mandate import Mandate
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper, SlipKind
from backoffice.procedure.decide import decide
from tests.backoffice.procedure.cases import (
    ANOTHER,
    CARD,
    CHEQUE,
    CLIENT,
    IBAN,
    LETTER,
    WITH_CARD,
    WITH_CHEQUE,
    WITH_IBAN,
    WITH_MONEY_ORDER,
    said,
)

Outcome = tuple[Paper, tuple[str, ...], tuple[str, ...]]

BLOCKED = replace(CLIENT, blocked=True)
TABLET = CouponFacts("QCU2")
BAD_IBAN = IbanFacts(ANOTHER, "Paul Martin")
UNSIGNED = CouponFacts(signed=False)
BEFORE_JUNE = date(2023, 5, 31)
LATE = date(2024, 9, 4)
NOT_KEYED = [
    pytest.param(
        replace(LETTER, coupon=CouponFacts("QCU2", money_order=True)),
        (Paper.SRC, ("P-03",), ()),
        id="P-03 before P-04",
    ),
    pytest.param(
        replace(LETTER, client=BLOCKED, coupon=CouponFacts(money_order=True)),
        (Paper.REJECT, ("P-04", "P-66"), ("B",)),
        id="P-04 before P-66, which is stricter",
    ),
    pytest.param(
        replace(LETTER, client=BLOCKED, coupon=CouponFacts(deceased=True, notary=True)),
        (Paper.REJECT, ("P-66",), ("B",)),
        id="P-66 before P-42; P-42 and P-16 never meet",
    ),
    pytest.param(
        replace(WITH_IBAN, client=BLOCKED, iban=BAD_IBAN), (Paper.REJECT, ("P-66",), ("B",)), id="P-66 before P-16"
    ),
    pytest.param(
        replace(WITH_IBAN, client=replace(CLIENT, partner_accepts_iban=False), iban=BAD_IBAN),
        (Paper.SCAN, ("P-16",), ()),
        id="P-16 before P-67",
    ),
    pytest.param(
        replace(WITH_IBAN, client=replace(CLIENT, partner_accepts_iban=False, mandate=Mandate.INACTIVE)),
        (Paper.SCAN, ("P-67",), ("IBAN inv FP",)),
        id="P-67 before P-68",
    ),
    pytest.param(
        replace(WITH_IBAN, arrival_date=BEFORE_JUNE, client=replace(CLIENT, mandate=Mandate.INACTIVE), coupon=UNSIGNED),
        (Paper.SRC, ("P-68", "P-15"), ()),
        id="P-68 before P-15, which is stricter",
    ),
    pytest.param(
        replace(
            WITH_CHEQUE,
            arrival_date=BEFORE_JUNE,
            coupon=UNSIGNED,
            card=CARD,
            cheques=(ChequeFacts(Money(20_30), ink=Ink.OTHER),),
        ),
        (Paper.SRC, ("P-15",), ()),
        id="P-15 before P-24",
    ),
    pytest.param(
        replace(WITH_CHEQUE, cheques=(ChequeFacts(Money(20_30), ink=Ink.OTHER),), coupons_for_cheque=2),
        (Paper.RECOVERY, ("P-24", "P-28"), ()),
        id="P-24 before P-28, which is stricter",
    ),
    pytest.param(
        replace(WITH_CHEQUE, cheques=(ChequeFacts(Money(20_30), cash_on=LATE),), coupons_for_cheque=2),
        (Paper.RECOVERY, ("P-28",), ()),
        id="P-28 before P-27",
    ),
    pytest.param(
        replace(WITH_CHEQUE, cheques=(ChequeFacts(Money(58_00), payee_ok=False, ccp=True, cash_on=LATE),)),
        (Paper.RECOVERY, ("P-27",), ()),
        id="P-27 before P-25",
    ),
    pytest.param(
        replace(WITH_CHEQUE, invoices=(), cheques=(ChequeFacts(Money(58_00), payee_ok=False, ccp=True),)),
        (Paper.SCAN, ("P-25",), ()),
        id="P-25 before P-29",
    ),
    pytest.param(
        replace(WITH_CHEQUE, invoices=(), cheques=(CHEQUE, CHEQUE)),
        (Paper.SET_ASIDE, ("P-29",), ()),
        id="P-29 before P-26",
    ),
    pytest.param(
        replace(LETTER, client=replace(CLIENT, file_iban=""), invoices=()),
        (Paper.SCAN, ("P-54",), ()),
        id="P-54 before P-05",
    ),
]


@pytest.mark.parametrize(("facts", "outcome"), NOT_KEYED)
def test_of_two_that_stop_the_first_wins_and_the_other_can_only_be_stricter(facts: MailFacts, outcome: Outcome) -> None:
    decision = decide(facts)
    assert decision.operations == ()
    assert (decision.paper, decision.rules, decision.annotations) == outcome


def test_of_several_cheques_beside_an_iban_both_rules_are_named() -> None:
    decision = decide(replace(WITH_CHEQUE, cheques=(CHEQUE, CHEQUE), iban=IBAN))
    assert said(decision) == ["Settle F1 20,30 P-21", "Receive 15 20,30 P-21"]
    assert (decision.paper, decision.annotations) == (Paper.RECOVERY, ("1 chèque encaissé",))
    assert decision.rules == ("P-26", "P-23", "P-21", "P-13", "P-10")


def test_what_stops_writes_its_words_and_keyed_rules_none() -> None:
    client = replace(CLIENT, partner_accepts_iban=False)
    coupon = CouponFacts(stop_subscription=True, wants_new_title=True, deceased=True)
    decision = decide(replace(WITH_IBAN, client=client, coupon=coupon))
    assert (decision.paper, decision.rules, decision.annotations) == (Paper.SCAN, ("P-67",), ("IBAN inv FP",))


@pytest.mark.parametrize(
    ("facts", "slip"),
    [
        (WITH_CHEQUE, SlipKind.CHEQUE),
        (WITH_MONEY_ORDER, SlipKind.CHEQUE),
        (replace(WITH_MONEY_ORDER, card=CardFacts()), SlipKind.CHEQUE),
        (WITH_CARD, SlipKind.CARD),
        (replace(WITH_CHEQUE, card=CARD), SlipKind.CHEQUE),
        (WITH_IBAN, SlipKind.IBAN),
        (replace(WITH_CHEQUE, iban=IBAN), SlipKind.CHEQUE),
        (LETTER, SlipKind.NONE),
    ],
)
def test_what_is_scanned_goes_under_the_slip_of_what_came(facts: MailFacts, slip: SlipKind) -> None:
    decision = decide(replace(facts, coupon=replace(facts.coupon, wants_new_title=True)))
    assert (decision.paper, decision.slip) == (Paper.SCAN, slip)


def test_words_are_written_once() -> None:
    decision = decide(replace(WITH_IBAN, coupon=CouponFacts(deceased=True, commitment=True)))
    assert decision.annotations == ("E",)


def test_of_two_rules_for_the_file_the_first_one_s_steps_come_first() -> None:
    facts = replace(WITH_IBAN, arrival_date=date(2023, 11, 7), coupon=CouponFacts(deceased=True))
    assert said(decide(facts))[2:] == [
        "StopPromotion 1 - Non prospectable P-61",
        "Comment Autre motif Refacturation sur un autre IBAN P-61",
        "StopReminders P-40",
        "Comment Autre motif DCD P-40",
    ]


def test_payments_come_before_renewals_and_these_before_what_is_done_to_the_file() -> None:
    facts = replace(WITH_IBAN, arrival_date=date(2023, 11, 7), coupon=CouponFacts(protected_adult=True))
    assert [step.split()[0] for step in said(decide(facts))] == [
        "Rebill",
        "ChangeMethod",
        "Renew",
        "StopPromotion",
        "Comment",
    ]
