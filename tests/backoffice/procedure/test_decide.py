"""How what the rules find is put together: which rule wins, what is named, and the order of keying."""

from dataclasses import replace
from datetime import date

import pytest

from backoffice.domain.mail_facts import ChequeFacts, CouponFacts, Ink, MailFacts
from backoffice.domain.method import Mandate
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper, SlipKind
from backoffice.procedure.decide import decide, despite_stops
from tests.backoffice.procedure.cases import (
    CARD,
    CHEQUE,
    CLIENT,
    IBAN,
    LETTER,
    REFUSED,
    SAME_IBAN,
    WITH_CARD,
    WITH_CHEQUE,
    WITH_IBAN,
    invoice,
    said,
    stated,
)

Outcome = tuple[Paper, tuple[str, ...], tuple[str, ...]]

BLOCKED = replace(CLIENT, blocked=True)
INACTIVE = replace(CLIENT, mandate=Mandate.INACTIVE)
BAD_IBAN = replace(IBAN, holder="Paul Martin")
UNSIGNED = CouponFacts(signed=False)
BEFORE_JUNE = date(2023, 5, 31)
LATE = date(2024, 9, 4)
GREEN = ChequeFacts(Money(20_30), ink=Ink.OTHER)
NOT_KEYED = [
    pytest.param(
        replace(WITH_CHEQUE, cheques=(GREEN,), client=BLOCKED, coupon=CouponFacts("QCU2", money_order=True)),
        (Paper.SRC, ("P-03",), ()),
        id="P-03 before everything",
    ),
    pytest.param(
        replace(WITH_IBAN, client=BLOCKED, coupon=CouponFacts(money_order=True)),
        (Paper.SRC, ("P-04",), ()),
        id="P-04 before P-66",
    ),
    pytest.param(
        replace(WITH_IBAN, client=BLOCKED, coupon=CouponFacts(deceased=True, notary=True)),
        (Paper.SCAN, ("P-42",), ()),
        id="P-42 before P-44 and P-66",
    ),
    pytest.param(
        replace(WITH_IBAN, client=BLOCKED, iban=BAD_IBAN), (Paper.REJECT, ("P-66",), ("B",)), id="P-66 before P-16"
    ),
    pytest.param(
        replace(WITH_IBAN, iban=replace(REFUSED, holder="Paul Martin")),
        (Paper.SCAN, ("P-16",), ()),
        id="P-16 before P-67",
    ),
    pytest.param(
        replace(WITH_IBAN, iban=REFUSED, client=INACTIVE),
        (Paper.SCAN, ("P-67",), ("IBAN inv FP",)),
        id="P-67 before P-68",
    ),
    pytest.param(
        replace(WITH_IBAN, arrival_date=BEFORE_JUNE, client=INACTIVE, coupon=UNSIGNED),
        (Paper.SRC, ("P-68", "P-15"), ()),
        id="P-68 before P-15, which is stricter",
    ),
    pytest.param(
        replace(WITH_CARD, arrival_date=BEFORE_JUNE, coupon=UNSIGNED, invoices=()),
        (Paper.SRC, ("P-15",), ()),
        id="P-15 before P-54",
    ),
    pytest.param(
        replace(WITH_CHEQUE, arrival_date=BEFORE_JUNE, coupon=UNSIGNED, card=CARD, cheques=(GREEN,)),
        (Paper.SCAN, ("P-24",), ()),
        id="P-24, and no P-15 beside a cheque",
    ),
    pytest.param(
        replace(WITH_CHEQUE, cheques=(GREEN,), coupons_for_cheque=2),
        (Paper.RECOVERY, ("P-24", "P-28"), ()),
        id="P-24 before P-28, which is stricter",
    ),
    pytest.param(
        replace(WITH_CHEQUE, cheques=(GREEN,), coupon=CouponFacts(money_order=True)),
        (Paper.SRC, ("P-24", "P-04"), ()),
        id="P-24 beside a money order, which goes to the SRC",
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
        replace(
            WITH_CHEQUE, coupon=CouponFacts("AP19"), cheques=(ChequeFacts(Money(58_00), payee_ok=False, ccp=True),)
        ),
        (Paper.SCAN, ("P-25",), ()),
        id="P-25 before P-19",
    ),
    pytest.param(
        replace(WITH_CHEQUE, invoices=(), cheques=(CHEQUE, CHEQUE)),
        (Paper.SET_ASIDE, ("P-29",), ()),
        id="P-29 before P-26",
    ),
    pytest.param(
        replace(WITH_CHEQUE, coupon=CouponFacts("AP19", commitment=True), cheques=(CHEQUE, CHEQUE), iban=IBAN),
        (Paper.SET_ASIDE, ("P-19",), ()),
        id="P-19 before P-26 and P-23",
    ),
    pytest.param(replace(LETTER, invoices=()), (Paper.SCAN, ("P-54",), ()), id="P-54 before P-05"),
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
    coupon = CouponFacts(stop_subscription=True, wants_new_title=True, commitment=True)
    decision = decide(replace(WITH_IBAN, iban=REFUSED, coupon=coupon))
    assert (decision.paper, decision.rules, decision.annotations) == (Paper.SCAN, ("P-67",), ("IBAN inv FP",))


@pytest.mark.parametrize(
    ("facts", "slip"),
    [
        (WITH_CHEQUE, SlipKind.CHEQUE),
        (WITH_CARD, SlipKind.CARD),
        (replace(WITH_CHEQUE, card=CARD), SlipKind.CHEQUE),
        (WITH_IBAN, SlipKind.IBAN),
        (replace(WITH_CHEQUE, iban=IBAN), SlipKind.CHEQUE),
        (replace(WITH_CHEQUE, iban=IBAN, card=CARD), SlipKind.CHEQUE),
        (SAME_IBAN, SlipKind.IBAN),
        (LETTER, SlipKind.NONE),
    ],
)
def test_what_is_scanned_goes_under_the_slip_of_what_came(facts: MailFacts, slip: SlipKind) -> None:
    decision = decide(replace(facts, coupon=replace(facts.coupon, wants_new_title=True)))
    assert (decision.paper, decision.slip) == (Paper.SCAN, slip)


def test_words_are_written_once() -> None:
    decision = decide(replace(WITH_IBAN, coupon=CouponFacts(stop_subscription=True, commitment=True)))
    assert decision.annotations == ("E",)


def test_of_two_rules_for_the_file_the_first_one_s_steps_come_first() -> None:
    facts = replace(WITH_CHEQUE, coupon=CouponFacts(deceased=True, protected_adult=True))
    assert said(decide(facts))[2:] == [
        "StopPromotion 1 - Non prospectable P-40",
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


# --- against a stop


@pytest.mark.parametrize(
    "facts",
    [
        replace(WITH_CHEQUE, coupon=CouponFacts("QCU2")),
        replace(WITH_CHEQUE, coupon=CouponFacts("QCU2", refusal=True)),
        replace(WITH_CHEQUE, cheques=(GREEN,)),
        replace(WITH_CHEQUE, coupons_for_cheque=2),
        replace(WITH_CHEQUE, cheques=(replace(CHEQUE, cash_on=LATE),)),
        replace(WITH_CHEQUE, coupon=CouponFacts("AP19", amount=Money(99_00))),
        replace(WITH_CHEQUE, cheques=(GREEN,), card=CARD, iban=IBAN),
        WITH_CHEQUE,
    ],
)
def test_a_cheque_can_be_keyed_against_a_stop_as_if_there_were_none(facts: MailFacts) -> None:
    assert [stated(step) for step in despite_stops(facts)] == said(decide(WITH_CHEQUE))


def test_against_a_stop_the_coupon_s_debt_is_still_looked_for() -> None:
    two = (invoice(1, 20_30), invoice(2, 35_00, "AP12"))
    facts = replace(WITH_CHEQUE, invoices=two, coupons_for_cheque=2, coupon=CouponFacts("AP12"))
    assert [stated(step) for step in despite_stops(facts)] == [
        "NoPayment F1 P-22",
        "Settle F2 20,30 P-21",
        "Receive 15 20,30 P-21",
    ]


def test_against_a_stop_a_death_is_keyed_with_the_cheque() -> None:
    facts = replace(WITH_CHEQUE, coupon=CouponFacts(deceased=True))
    stopped = replace(facts, coupons_for_cheque=2)
    assert despite_stops(stopped) == decide(facts).operations


@pytest.mark.parametrize(
    "facts",
    [
        LETTER,
        replace(WITH_CARD, client=BLOCKED),
        replace(WITH_IBAN, iban=BAD_IBAN),
        replace(WITH_IBAN, iban=REFUSED),
        replace(WITH_IBAN, coupon=CouponFacts(deceased=True, notary=True)),
        replace(WITH_CHEQUE, invoices=()),
    ],
)
def test_against_a_stop_nothing_is_debited_and_no_invoice_made_up(facts: MailFacts) -> None:
    assert despite_stops(facts) == ()
