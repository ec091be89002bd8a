"""P-03, P-04, P-15, P-16, P-24, P-25, P-27, P-28, P-42, P-54 and P-66 to P-68: nothing is keyed."""

from dataclasses import replace
from datetime import date

import pytest

from backoffice.domain.mail_facts import CardFacts, ChequeFacts, ClientFacts, CouponFacts, IbanFacts, Ink, MailFacts
from backoffice.domain.mandate import Mandate
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper, SlipKind
from backoffice.procedure.decide import decide
from tests.backoffice.procedure.cases import (
    ANOTHER,
    CHEQUE,
    CLIENT,
    IBAN,
    LETTER,
    ON_FILE,
    SAME_IBAN,
    WITH_CARD,
    WITH_CHEQUE,
    WITH_IBAN,
    WITH_MONEY_ORDER,
    said,
)

BLOCKED = replace(CLIENT, blocked=True)
REFUSED = replace(CLIENT, partner_accepts_iban=False)
INACTIVE = replace(CLIENT, mandate=Mandate.INACTIVE)


def not_keyed(
    facts: MailFacts, rule: str, paper: Paper, slip: SlipKind | None = None, annotations: tuple[str, ...] = ()
) -> bool:
    """Whether nothing is keyed, for this one reason."""
    decision = decide(facts)
    found = (decision.operations, decision.rules, decision.paper, decision.slip, decision.annotations)
    return found == ((), (rule,), paper, slip, annotations)


@pytest.mark.parametrize("circular", ["QCU2", "QCOI", "QCDH"])
@pytest.mark.parametrize("facts", [LETTER, WITH_CHEQUE, WITH_CARD, replace(LETTER, invoices=())])
def test_tablets_not_received_go_to_the_src(circular: str, facts: MailFacts) -> None:
    assert not_keyed(replace(facts, coupon=CouponFacts(circular)), "P-03", Paper.SRC)


def test_other_circulars_are_keyed() -> None:
    assert decide(replace(WITH_CHEQUE, coupon=CouponFacts("QCU3"))).keyed


def test_money_orders_are_not_keyed_any_more_since_2024() -> None:
    assert not_keyed(replace(WITH_MONEY_ORDER, arrival_date=date(2024, 1, 1)), "P-04", Paper.SRC)
    assert said(decide(WITH_MONEY_ORDER)) == ["Settle F1 20,30 P-21", "Receive 15 20,30 P-21"]
    assert "P-04" not in decide(WITH_MONEY_ORDER).rules


def test_a_money_order_without_its_amount_goes_to_the_src_as_well() -> None:
    assert not_keyed(replace(LETTER, coupon=CouponFacts(money_order=True)), "P-04", Paper.SRC)


@pytest.mark.parametrize("facts", [LETTER, WITH_CHEQUE, WITH_CARD, WITH_IBAN, SAME_IBAN, replace(LETTER, invoices=())])
def test_a_blocked_account_is_rejected_with_a_big_b(facts: MailFacts) -> None:
    assert not_keyed(replace(facts, client=BLOCKED), "P-66", Paper.REJECT, annotations=("B",))


def test_a_deceased_client_s_notary_gets_the_letter() -> None:
    facts = replace(LETTER, coupon=CouponFacts(deceased=True, notary=True))
    assert not_keyed(facts, "P-42", Paper.SCAN, SlipKind.NONE)


def test_a_notary_of_the_living_is_no_reason() -> None:
    assert decide(replace(LETTER, coupon=CouponFacts(notary=True))).keyed


@pytest.mark.parametrize(
    ("facts", "slip"),
    [
        (replace(WITH_CARD, card=CardFacts(holder="Marie Martin")), SlipKind.CARD),
        (replace(WITH_IBAN, iban=IbanFacts(ANOTHER, "Marie Martin")), SlipKind.IBAN),
        (replace(SAME_IBAN, iban=IbanFacts(ON_FILE, "Marie Martin")), SlipKind.IBAN),
        (replace(WITH_CHEQUE, iban=IbanFacts(ANOTHER, "Marie Martin")), SlipKind.CHEQUE),
    ],
)
def test_another_holder_is_not_keyed(facts: MailFacts, slip: SlipKind) -> None:
    assert not_keyed(facts, "P-16", Paper.SCAN, slip)


def test_an_iban_that_the_partner_file_refuses() -> None:
    words = ("IBAN inv FP",)
    assert not_keyed(replace(WITH_IBAN, client=REFUSED), "P-67", Paper.SCAN, SlipKind.IBAN, words)
    assert not_keyed(replace(WITH_CHEQUE, iban=IBAN, client=REFUSED), "P-67", Paper.SCAN, SlipKind.CHEQUE, words)


def test_an_inactive_mandate_takes_no_iban() -> None:
    assert not_keyed(replace(WITH_IBAN, client=INACTIVE), "P-68", Paper.SCAN, SlipKind.IBAN)
    assert decide(replace(WITH_IBAN, client=replace(CLIENT, mandate=Mandate.ACTIVE))).keyed


@pytest.mark.parametrize("client", [REFUSED, INACTIVE])
@pytest.mark.parametrize("facts", [WITH_CARD, WITH_CHEQUE])
def test_what_is_wrong_with_ibans_is_nothing_to_cards_and_cheques(facts: MailFacts, client: ClientFacts) -> None:
    assert decide(replace(facts, client=client)) == decide(facts)


@pytest.mark.parametrize("facts", [WITH_CARD, WITH_IBAN, SAME_IBAN])
def test_an_unsigned_coupon_is_keyed_since_june_2023(facts: MailFacts) -> None:
    unsigned = replace(facts, coupon=CouponFacts(signed=False))
    assert not_keyed(replace(unsigned, arrival_date=date(2023, 5, 31)), "P-15", Paper.SRC)
    since = replace(unsigned, arrival_date=date(2023, 6, 1))
    assert decide(since) == decide(replace(facts, arrival_date=date(2023, 6, 1)))
    assert decide(since).keyed


@pytest.mark.parametrize("facts", [WITH_CHEQUE, LETTER])
def test_a_cheque_and_a_letter_need_no_signature_on_the_coupon(facts: MailFacts) -> None:
    before = replace(facts, arrival_date=date(2023, 5, 31))
    assert decide(replace(before, coupon=CouponFacts(signed=False))) == decide(before)


def test_ink_other_than_black_or_blue() -> None:
    written = [replace(WITH_CHEQUE, cheques=(ChequeFacts(Money(20_30), ink=ink),)) for ink in Ink]
    assert [decide(facts).keyed for facts in written] == [True, True, False]
    assert not_keyed(written[-1], "P-24", Paper.SCAN, SlipKind.CHEQUE)


def test_one_cheque_for_two_coupons() -> None:
    assert not_keyed(replace(WITH_CHEQUE, coupons_for_cheque=2), "P-28", Paper.RECOVERY)
    assert decide(replace(WITH_CARD, coupons_for_cheque=2)) == decide(WITH_CARD)


@pytest.mark.parametrize(
    ("arrival", "latest", "too_late"),
    [
        ("2024-03-04", "2024-04-04", "2024-04-05"),
        ("2024-01-30", "2024-02-29", "2024-03-01"),
        ("2024-01-31", "2024-02-29", "2024-03-01"),
        ("2023-01-31", "2023-02-28", "2023-03-01"),
        ("2024-02-29", "2024-03-29", "2024-03-30"),
        ("2023-12-15", "2024-01-15", "2024-01-16"),
        ("2023-11-30", "2023-12-30", "2023-12-31"),
    ],
)
def test_cashing_is_asked_for_until_the_same_day_of_the_next_month(arrival: str, latest: str, too_late: str) -> None:
    def cashed_on(day: str) -> MailFacts:
        cheque = ChequeFacts(Money(20_30), cash_on=date.fromisoformat(day))
        return replace(WITH_CHEQUE, arrival_date=date.fromisoformat(arrival), cheques=(cheque,))

    assert decide(cashed_on(latest)).keyed
    assert not_keyed(cashed_on(too_late), "P-27", Paper.RECOVERY)


@pytest.mark.parametrize(
    ("cheque", "keyed"),
    [
        (ChequeFacts(Money(50_00), payee_ok=False, ccp=True), True),
        (ChequeFacts(Money(50_01), payee_ok=False, ccp=True), False),
        (ChequeFacts(Money(50_00), Money(50_01), payee_ok=False, ccp=True), False),
        (ChequeFacts(Money(50_01), Money(50_00), payee_ok=False, ccp=True), True),
        (ChequeFacts(Money(500_00), payee_ok=False), True),
        (ChequeFacts(Money(500_00), ccp=True), True),
    ],
)
def test_the_wrong_payee_matters_on_a_ccp_of_more_than_50_euros(cheque: ChequeFacts, *, keyed: bool) -> None:
    facts = replace(WITH_CHEQUE, cheques=(cheque,))
    if keyed:
        decision = decide(facts)
        assert decision.keyed
        assert decision.paper is Paper.DISCARD
        assert ("P-25" in decision.rules) is not cheque.payee_ok
    else:
        assert not_keyed(facts, "P-25", Paper.SCAN, SlipKind.CHEQUE)


@pytest.mark.parametrize(
    ("facts", "slip"),
    [(WITH_CARD, SlipKind.CARD), (WITH_IBAN, SlipKind.IBAN), (SAME_IBAN, SlipKind.IBAN), (LETTER, SlipKind.NONE)],
)
def test_nothing_to_recover(facts: MailFacts, slip: SlipKind) -> None:
    assert not_keyed(replace(facts, invoices=()), "P-54", Paper.SCAN, slip)
    paid = replace(facts.invoices[0], pending=Money(0))
    assert not_keyed(replace(facts, invoices=(paid,)), "P-54", Paper.SCAN, slip)


def test_a_deceased_client_or_a_refusal_needs_no_debt() -> None:
    for coupon in (CouponFacts(deceased=True), CouponFacts(refusal=True)):
        assert decide(replace(LETTER, invoices=(), coupon=coupon)).keyed


def test_a_deceased_client_s_card_needs_a_debt() -> None:
    assert not_keyed(
        replace(WITH_CARD, invoices=(), coupon=CouponFacts(deceased=True)), "P-54", Paper.SCAN, SlipKind.CARD
    )


def test_only_the_cheque_that_is_cashed_is_looked_at() -> None:
    later = ChequeFacts(Money(58_00), ink=Ink.OTHER, payee_ok=False, ccp=True, cash_on=date(2024, 9, 4))
    decision = decide(replace(WITH_CHEQUE, cheques=(later, CHEQUE)))
    assert said(decision) == ["Settle F1 20,30 P-21", "Receive 15 20,30 P-21"]
    assert decision.paper is Paper.RECOVERY
