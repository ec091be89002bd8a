"""Facts that cannot all be true."""

from dataclasses import replace
from datetime import date

import pytest

from backoffice.domain.mail_facts import CouponFacts, MailFacts
from backoffice.domain.money import Money
from backoffice.procedure.contradictions import Clash, Contradiction, contradictions
from tests.backoffice.procedure.cases import (
    CARD,
    IBAN,
    LETTER,
    SAME_IBAN,
    WITH_CARD,
    WITH_CHEQUE,
    WITH_IBAN,
    WITH_MONEY_ORDER,
)

REFUSAL = CouponFacts(refusal=True)
MONEY_ORDER = CouponFacts(amount=Money(20_30), money_order=True)
PAID_AND_REFUSED = replace(MONEY_ORDER, refusal=True)
NO_AMOUNT = CouponFacts(money_order=True)
LAST_DAY, FIRST_DAY = date(2023, 12, 31), date(2024, 1, 1)


@pytest.mark.parametrize(
    "facts",
    [
        LETTER,
        WITH_CHEQUE,
        WITH_CARD,
        WITH_IBAN,
        SAME_IBAN,
        WITH_MONEY_ORDER,
        replace(WITH_CHEQUE, card=CARD),
        replace(WITH_MONEY_ORDER, iban=IBAN),
        replace(LETTER, coupon=REFUSAL),
        replace(LETTER, coupon=CouponFacts(deceased=True)),
        replace(LETTER, coupon=NO_AMOUNT, arrival_date=FIRST_DAY),
    ],
)
def test_what_can_be_decided(facts: MailFacts) -> None:
    assert contradictions(facts) == ()


@pytest.mark.parametrize(
    ("facts", "code", "paths"),
    [
        (replace(WITH_CARD, iban=IBAN), Clash.TWO_METHODS, ("card", "iban")),
        (replace(WITH_CHEQUE, coupon=MONEY_ORDER), Clash.TWO_METHODS, ("cheques", "coupon.money_order")),
        (
            replace(LETTER, coupon=CouponFacts(deceased=True, refusal=True)),
            Clash.DECEASED_REFUSES,
            ("coupon.deceased", "coupon.refusal"),
        ),
        (replace(WITH_CHEQUE, coupon=REFUSAL), Clash.REFUSAL_PAYS, ("coupon.refusal", "cheques")),
        (replace(WITH_CHEQUE, card=CARD, coupon=REFUSAL), Clash.REFUSAL_PAYS, ("coupon.refusal", "cheques")),
        (replace(WITH_CARD, coupon=REFUSAL), Clash.REFUSAL_PAYS, ("coupon.refusal", "card")),
        (replace(WITH_IBAN, coupon=REFUSAL), Clash.REFUSAL_PAYS, ("coupon.refusal", "iban")),
        (
            replace(LETTER, coupon=PAID_AND_REFUSED),
            Clash.REFUSAL_PAYS,
            ("coupon.refusal", "coupon.money_order"),
        ),
        (
            replace(LETTER, coupon=NO_AMOUNT, arrival_date=LAST_DAY),
            Clash.MONEY_ORDER_WITHOUT_AMOUNT,
            ("coupon.amount", "coupon.money_order"),
        ),
    ],
)
def test_what_contradicts_itself(facts: MailFacts, code: Clash, paths: tuple[str, ...]) -> None:
    assert contradictions(facts) == (Contradiction(code, paths),)


def test_a_clash_is_called_what_it_is() -> None:
    assert [clash.value for clash in Clash] == [clash.name.lower() for clash in Clash]


def test_all_of_it_is_pointed_out() -> None:
    coupon = CouponFacts(deceased=True, refusal=True, money_order=True)
    facts = replace(WITH_CARD, iban=IBAN, cheques=WITH_CHEQUE.cheques, coupon=coupon, arrival_date=LAST_DAY)
    assert [found.code for found in contradictions(facts)] == [
        Clash.TWO_METHODS,
        Clash.TWO_METHODS,
        Clash.DECEASED_REFUSES,
        Clash.REFUSAL_PAYS,
        Clash.MONEY_ORDER_WITHOUT_AMOUNT,
    ]
