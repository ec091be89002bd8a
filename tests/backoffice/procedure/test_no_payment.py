"""P-05, P-41, P-43, P-44, P-80 and P-81: nothing came with the letter, or nothing that may be debited."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from backoffice.domain.mail_facts import CardFacts, ClientFacts, CouponFacts, IbanFacts, MailFacts, Option
from backoffice.domain.method import Mandate
from backoffice.domain.paper import Paper, SlipKind
from backoffice.procedure.decide import decide
from tests.backoffice.procedure.cases import (
    CARD,
    CLIENT,
    DIRECT,
    IBAN,
    LETTER,
    REFUSED,
    SAME,
    SAME_IBAN,
    WITH_CARD,
    WITH_IBAN,
    invoice,
    said,
)

DEATH = [
    "StopPromotion 1 - Non prospectable P-41",
    "StopReminders P-41",
    "Comment Autre motif CLT DCD P-41",
    "CloseLetter XXXX P-41",
]


@pytest.mark.parametrize("certificate", [False, True])
@pytest.mark.parametrize("refusal", [False, True])
@pytest.mark.parametrize(
    "facts", [LETTER, replace(LETTER, invoices=()), replace(LETTER, client=replace(CLIENT, blocked=True))]
)
def test_a_deceased_client_whatever_the_heirs_say(facts: MailFacts, *, certificate: bool, refusal: bool) -> None:
    coupon = CouponFacts(deceased=True, death_certificate=certificate, refusal=refusal)
    decision = decide(replace(facts, coupon=coupon))
    assert said(decision) == DEATH
    assert (decision.paper, decision.slip, decision.annotations) == (Paper.DISCARD, None, ())
    assert decision.rules == ("P-41", "P-10")


@pytest.mark.parametrize(
    ("card", "iban", "slip"),
    [
        (CARD, None, SlipKind.CARD),
        (None, SAME, SlipKind.IBAN),
        (None, IBAN, SlipKind.IBAN),
        (None, REFUSED, SlipKind.IBAN),
        (CARD, IBAN, SlipKind.CARD),
        (replace(CARD, holder="Paul Martin"), None, SlipKind.CARD),
        (replace(CARD, holder="Marie Durant"), None, SlipKind.CARD),
    ],
)
@pytest.mark.parametrize(
    "client",
    [
        CLIENT,
        replace(CLIENT, blocked=True),
        replace(CLIENT, mandate=Mandate.INACTIVE, method_code=99),
        replace(CLIENT, ref=DIRECT),
    ],
)
def test_a_deceased_client_s_account_is_never_debited(
    card: CardFacts | None, iban: IbanFacts | None, slip: SlipKind, client: ClientFacts
) -> None:
    facts = replace(LETTER, client=client, card=card, iban=iban)
    for coupon in (CouponFacts(deceased=True), CouponFacts(deceased=True, refusal=True, signed=False)):
        decision = decide(replace(facts, coupon=coupon))
        assert said(decision) == DEATH
        assert (decision.paper, decision.slip, decision.annotations) == (Paper.SCAN, slip, ())
        assert decision.rules[:2] == ("P-41", "P-44")
        assert decision.asks == ()


def test_a_refusal_and_nothing_else() -> None:
    for facts in (LETTER, replace(LETTER, invoices=()), replace(LETTER, client=replace(CLIENT, blocked=True))):
        decision = decide(replace(facts, coupon=CouponFacts(refusal=True)))
        assert said(decision) == ["Refusal 13 P-81", "CloseLetter RPSI P-81"]
        assert (decision.paper, decision.slip, decision.annotations) == (Paper.DISCARD, None, ())
        assert decision.rules == ("P-81", "P-10")


def test_a_protected_adult_s_letter_stops_promotion_alone() -> None:
    for facts in (LETTER, replace(LETTER, invoices=())):
        decision = decide(replace(facts, coupon=CouponFacts(protected_adult=True)))
        assert said(decision) == ["StopPromotion 1 - Non prospectable P-43"]
        assert (decision.paper, decision.slip, decision.annotations) == (Paper.SCAN, SlipKind.NONE, ())
        assert decision.rules == ("P-43", "P-10")


def test_a_protected_adult_s_death_has_entries_of_its_own() -> None:
    plain = decide(replace(LETTER, coupon=CouponFacts(deceased=True)))
    assert decide(replace(LETTER, coupon=CouponFacts(deceased=True, protected_adult=True))) == plain


def test_a_protected_adult_who_refuses_is_not_prospected_and_the_letter_is_kept() -> None:
    decision = decide(replace(LETTER, coupon=CouponFacts(refusal=True, protected_adult=True)))
    assert said(decision) == [
        "Refusal 13 P-81",
        "CloseLetter RPSI P-81",
        "StopPromotion 1 - Non prospectable P-43",
    ]
    assert (decision.paper, decision.slip) == (Paper.SCAN, SlipKind.NONE)


def test_nothing_ticked_with_an_iban() -> None:
    assert "P-80" in decide(SAME_IBAN).rules
    assert "P-80" in decide(WITH_IBAN).rules
    assert "P-80" not in decide(WITH_CARD).rules


TICKS: list[Callable[[CouponFacts], CouponFacts]] = [
    lambda coupon: coupon,
    lambda coupon: replace(coupon, option=Option.CANCEL_AND_PAY),
    lambda coupon: replace(coupon, option=Option.PUT_BACK_AND_PAY),
    lambda coupon: replace(coupon, stop_subscription=True),
    lambda coupon: replace(coupon, wants_new_title=True),
    lambda coupon: replace(coupon, commitment=True),
    lambda coupon: replace(coupon, annotation=True),
    lambda coupon: replace(coupon, notary=True),
    lambda coupon: replace(coupon, debit_day=5),
    lambda coupon: replace(coupon, death_certificate=True),
    lambda coupon: replace(coupon, signed=False),
    lambda coupon: replace(coupon, titles=("Marie France",)),
    lambda coupon: replace(coupon, struck_titles=("Marie France",)),
    lambda coupon: replace(coupon, circular="AP11", amount=LETTER.invoices[0].amount),
    lambda coupon: replace(coupon, bears_no_debt=True),
]
CLIENTS = [
    CLIENT,
    replace(CLIENT, ref=DIRECT),
    replace(CLIENT, blocked=True),
    replace(CLIENT, mandate=Mandate.ACTIVE),
    replace(CLIENT, mandate=Mandate.INACTIVE, method_code=99),
]


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("first", TICKS)
def test_without_a_payment_in_hand_nothing_is_debited_whatever_is_ticked(
    first: Callable[[CouponFacts], CouponFacts], client: ClientFacts
) -> None:
    facts = replace(LETTER, client=client, invoices=(*LETTER.invoices, invoice(2, 13_10)))
    for second in TICKS:
        decision = decide(replace(facts, coupon=second(first(CouponFacts()))))
        assert (decision.operations, decision.rules, decision.asks) == ((), ("P-05",), ())
        assert (decision.paper, decision.slip, decision.annotations) == (Paper.SCAN, SlipKind.NONE, ())
