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

UNDATED = (
    ChequeFacts(Money(58_95)),
    ChequeFacts(Money(58_00), payee_ok=False, ccp=True),
    ChequeFacts(Money(20_30), Money(20_03), ink=Ink.OTHER),
)
DATED = (
    ChequeFacts(Money(10_00), cash_on=date(2024, 3, 4)),
    ChequeFacts(Money(5_00), cash_on=date(2024, 3, 5)),
)


def test_of_cheques_without_dates_the_first_of_the_pile_is_cashed() -> None:
    for cheques in permutations(UNDATED):
        assert first_cheque(replace(WITH_CHEQUE, cheques=cheques)) == cheques[0]


@pytest.mark.parametrize("several", [(UNDATED[0], *DATED), DATED, DATED[1:]])
def test_of_dated_cheques_the_first_to_be_cashed_wherever_it_lies(several: tuple[ChequeFacts, ...]) -> None:
    for cheques in permutations(several):
        assert first_cheque(replace(WITH_CHEQUE, cheques=cheques)) == several[0]


def test_of_cheques_of_one_date_the_first_of_the_pile() -> None:
    same_day = replace(DATED[0], figures=Money(99_00))
    assert first_cheque(replace(WITH_CHEQUE, cheques=(same_day, *DATED))) == same_day
    assert first_cheque(replace(WITH_CHEQUE, cheques=(*DATED, same_day))) == DATED[0]


def test_no_cheque() -> None:
    assert first_cheque(LETTER) is None


@pytest.mark.parametrize(
    ("facts", "amount"),
    [
        (WITH_CHEQUE, 20_30),
        (replace(WITH_CHEQUE, cheques=(ChequeFacts(Money(20_30), Money(20_03)),)), 20_03),
        (replace(WITH_CHEQUE, card=CARD, iban=IBAN), 20_30),
        (replace(WITH_MONEY_ORDER, coupon=CouponFacts(amount=Money(20_30), money_order=True)), None),
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
        (replace(WITH_CARD, iban=IBAN), True, False),
        (replace(WITH_MONEY_ORDER, iban=IBAN), True, False),
        (WITH_MONEY_ORDER, False, True),
        (LETTER, False, True),
        (replace(WITH_CARD, coupon=CouponFacts(deceased=True)), False, False),
        (replace(LETTER, coupon=CouponFacts(refusal=True)), False, True),
        (replace(LETTER, coupon=CouponFacts(deceased=True)), False, True),
    ],
)
def test_a_debit_and_a_letter(facts: MailFacts, *, debit: bool, letter: bool) -> None:
    assert (is_debit(facts), is_letter(facts)) == (debit, letter)


def test_the_first_cheque_of_a_plain_coupon() -> None:
    assert first_cheque(WITH_CHEQUE) is CHEQUE
