"""The mark by which a screen and the services know that they speak of the same means of payment."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.mandate import MandateState
from backoffice.domain.means import Means
from backoffice.domain.secret_scan import holds_card, holds_iban
from backoffice.services.books.means_posting import mark_of
from tests.ibans import FRENCH, POSTAL, french_ibans
from tests.office import VAULT

ON_FILE = Means(45, VAULT.seal(FRENCH), "ADLP-1", MandateState.ACTIVE)


@pytest.mark.parametrize(
    "other",
    [
        replace(ON_FILE, method_code=99),
        replace(ON_FILE, sealed_iban=VAULT.seal(POSTAL)),
        replace(ON_FILE, sealed_iban=None),
    ],
)
def test_another_method_or_account_has_another_mark(other: Means) -> None:
    assert mark_of(VAULT, other) != mark_of(VAULT, ON_FILE)


@pytest.mark.parametrize(
    "same",
    [
        replace(ON_FILE, sealed_iban=VAULT.seal(FRENCH)),
        replace(ON_FILE, rum="ADLP-2", mandate=MandateState.NONE, signed_on=date(2024, 1, 2)),
        replace(ON_FILE, alias="AL-1", card_last4="0154"),
    ],
)
def test_all_else_leaves_it(same: Means) -> None:
    assert mark_of(VAULT, same) == mark_of(VAULT, ON_FILE)


def test_at_slimpay_the_account_is_its_mandate() -> None:
    slimpay = replace(ON_FILE, method_code=99)
    assert mark_of(VAULT, replace(slimpay, rum="SLMP-2")) != mark_of(VAULT, slimpay)


@given(french_ibans(), st.sampled_from((15, 45, 80, 99)), st.text(st.characters(codec="utf-8"), max_size=35))
def test_it_is_letters_alone(iban: str, method: int, rum: str) -> None:
    """It is kept in files that are searched for card numbers and IBANs."""
    mark = mark_of(VAULT, Means(method, VAULT.seal(iban), rum))
    assert mark.isalpha()
    assert not holds_card(mark)
    assert not holds_iban(mark)
