"""*Affecter*: what a form was given of a new means of payment, and what a method still needs."""

import pytest

from backoffice.domain.means import MethodChange
from backoffice.keying.assigned import NOTHING_ASSIGNED, Assigned
from tests.backoffice.keying.cases import DIRECT
from tests.backoffice.keying.test_recorded_form import SEALED, VISA

BOTH = Assigned(None, VISA, SEALED)


@pytest.mark.parametrize("code", [80, 81, 82])
def test_a_card_s_method_takes_the_card_and_needs_one(code: int) -> None:
    assert BOTH.change(code, "P-50") == MethodChange(code, card=VISA, rule="P-50")
    assert NOTHING_ASSIGNED.lacks(code)
    assert Assigned(iban=SEALED).lacks(code)
    assert not Assigned(card=VISA).lacks(code)


def test_the_partner_s_direct_debit_takes_the_iban_and_needs_one() -> None:
    assert BOTH.change(DIRECT) == MethodChange(DIRECT, iban=SEALED)
    assert NOTHING_ASSIGNED.lacks(DIRECT)
    assert Assigned(card=VISA).lacks(DIRECT)
    assert not Assigned(iban=SEALED).lacks(DIRECT)


@pytest.mark.parametrize("code", [99, 15])
def test_slimpay_asks_for_its_own_iban_and_a_cheque_for_nothing(code: int) -> None:
    assert BOTH.change(code) == MethodChange(code)
    assert not NOTHING_ASSIGNED.lacks(code)
