import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import Money
from backoffice.french.figures import LARGEST, amount, plain
from forms.accounts.signed_amount import read_signed


@given(st.integers(-LARGEST.cents, LARGEST.cents))
def test_what_is_written_is_read_back(cents: int) -> None:
    assert read_signed(amount(Money(cents))) == Money(cents)
    assert read_signed(plain(Money(cents))) == Money(cents)


@pytest.mark.parametrize("text", ["- 12,50", "–12,50", "−12,50 €", " -12.5 "])
def test_a_debt_however_its_sign_was_typed(text: str) -> None:
    assert read_signed(text) == Money(-12_50)


@pytest.mark.parametrize("text", ["--1", "+-1", "-+1", "-", "+", "1-"])
def test_one_sign_before_and_no_more(text: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        read_signed(text)
    assert refused.value.code is Broken.AMOUNT_UNREADABLE
