"""What came with the coupon."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from backoffice.domain.mail_facts import ChequeFacts, CouponFacts, Ink, MailFacts
from backoffice.domain.money import Money
from backoffice.procedure.payment import first_cheque, is_debit, is_letter, received
from tests.backoffice.procedure.cases import (
    CARD,
    CHEQUE,
    IBAN,
    LETTER,
    SAME_IBAN,
    WITH_CARD,
    WITH_CHEQUE,
    WITH_IBAN,
    WITH_MONEY_ORDER,
)

IN_ORDER = (
    ChequeFacts(Money(20_30)),
    ChequeFacts(Money(20_30), payee_ok=False),
    ChequeFacts(Money(20_30), payee_ok=False, ccp=True),
    ChequeFacts(Money(20_30), ink=Ink.BLUE),
    ChequeFacts(Money(20_31), Money(20_30)),
    ChequeFacts(Money(20_31)),
    ChequeFacts(Money(10_00), cash_on=date(2024, 3, 4)),
    ChequeFacts(Money(5_00), cash_on=date(2024, 3, 5)),
)


@pytest.mark.parametrize("count", range(2, len(IN_ORDER) + 1))
def test_the_first_cheque_is_the_same_in_whatever_order_they_lie(count: int) -> None:
    some = IN_ORDER[count - 2 :][:3]
    for cheques in permutations(some):
        assert first_cheque(replace(WITH_CHEQUE, cheques=cheques)) == some[0]


def test_no_cheque() -> None:
    assert first_cheque(LETTER) is None


@pytest.mark.parametrize(
    ("facts", "amount"),
    [
        (WITH_CHEQUE, 20_30),
        (replace(WITH_CHEQUE, cheques=(ChequeFacts(Money(20_30), Money(20_03)),)), 20_03),
        (WITH_MONEY_ORDER, 20_30),
        (replace(WITH_MONEY_ORDER, coupon=CouponFacts(amount=Money(20_30))), None),
        (replace(WITH_MONEY_ORDER, coupon=CouponFacts(money_order=True)), None),
        (WITH_CARD, None),
        (LETTER, None),
    ],
)
def test_the_money_that_came(facts: MailFacts, amount: int | None) -> None:
    assert received(facts) == (None if amount is None else Money(amount))


@pytest.mark.parametrize(
    ("facts", "debit", "letter"),
    [
        (WITH_CARD, True, False),
        (WITH_IBAN, True, False),
        (SAME_IBAN, True, False),
        (WITH_CHEQUE, False, False),
        (replace(WITH_CHEQUE, card=CARD), False, False),
        (replace(WITH_MONEY_ORDER, iban=IBAN), False, False),
        (WITH_MONEY_ORDER, False, False),
        (LETTER, True, True),
        (replace(LETTER, coupon=CouponFacts(refusal=True)), False, True),
        (replace(LETTER, coupon=CouponFacts(deceased=True)), False, True),
    ],
)
def test_a_debit_and_a_letter(facts: MailFacts, *, debit: bool, letter: bool) -> None:
    assert (is_debit(facts), is_letter(facts)) == (debit, letter)


def test_the_first_cheque_of_a_plain_coupon() -> None:
    assert first_cheque(WITH_CHEQUE) is CHEQUE
