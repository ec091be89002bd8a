from datetime import date

import pytest

from backoffice.domain.mail_facts import CardFacts, ChequeFacts, CouponFacts, IbanFacts, IbanMatch, Option
from backoffice.domain.method import Brand
from backoffice.domain.money import Money
from backoffice.keying.ticks import NOTHING, ChequeTicks, Ticks
from forms.coupon.mail.ticks import KEYS, holder_of, summary, with_card, with_iban


def test_no_letter_is_given_twice() -> None:
    letters = [key.letter for key in KEYS] + ["H", "J", "Q", "O", "G", "-"]
    assert len(set(letters)) == len(letters)


def test_a_tick_goes_through_its_states_and_round() -> None:
    for key in KEYS:
        ticks = NOTHING
        for _ in key.steps:
            ticks = key.pressed(ticks)
        assert ticks == NOTHING, key.letter
        assert key.pressed(NOTHING) != NOTHING, key.letter


def test_one_option_takes_the_place_of_the_other() -> None:
    one, two = (next(key for key in KEYS if key.letter == letter) for letter in "12")
    assert two.pressed(one.pressed(NOTHING)).coupon.option is Option.PUT_BACK_AND_PAY


def test_another_brand_and_another_iban_leave_what_was_said_of_the_holder() -> None:
    card = Ticks(card=CardFacts(Brand.CB, "M. PETIT", holder_is_client=True))
    assert with_card(card, Brand.AMEX).card == CardFacts(Brand.AMEX, "M. PETIT", holder_is_client=True)
    assert with_card(card, None) == NOTHING
    iban = Ticks(iban=IbanFacts(IbanMatch.SAME, "M. PETIT"))
    assert with_iban(iban, IbanMatch.OTHER).iban == IbanFacts(IbanMatch.OTHER, "M. PETIT")
    assert with_iban(iban, None) == NOTHING
    assert (holder_of(card), holder_of(iban), holder_of(NOTHING)) == ("M. PETIT", "M. PETIT", "")


def test_the_summary_says_all_that_is_ticked() -> None:
    ticks = Ticks(
        coupon=CouponFacts(
            signed=False,
            deceased=True,
            circular="QCU2",
            amount=Money(1),
            titles=("GEO",),
            struck_titles=("GEO",),
        ),
        cheque=ChequeTicks(cash_on=date(2024, 5, 2)),
        iban=IbanFacts(IbanMatch.OTHER, "M. PETIT"),
    )
    assert summary(ticks, "ADLP") == (
        "non signé, décédé, autre IBAN, titulaire M. PETIT, à encaisser le 02/05/2024, circulaire QCU2, "
        "montant du coupon, titres du coupon, titres rayés"
    )
    assert summary(NOTHING, "ADLP") == ""


@pytest.mark.parametrize(("count", "said"), [(1, "1 autre chèque"), (2, "2 autres chèques")])
def test_the_other_cheques_are_counted(count: int, said: str) -> None:
    others = (ChequeFacts(Money(10_00), number="5508019"),) * count
    assert summary(Ticks(cheque=ChequeTicks(several=True, others=others)), "ADLP") == f"plusieurs chèques, {said}"
