import json
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.mail_facts import CardFacts, ChequeFacts, CouponFacts, IbanFacts, IbanMatch, Option
from backoffice.domain.method import Brand
from backoffice.domain.money import Money
from backoffice.keying.ticks import NOTHING, ChequeTicks, Ticks
from tests.coupons import read_ticks

_TEXT = st.text(alphabet="ABC éÉœ-'\"\\", max_size=8)
_AMOUNTS = st.integers(1, 99_999_999_99).map(Money)
_TITLES = st.lists(_TEXT, max_size=3).map(tuple)
_SETTLED = st.none() | st.booleans()
_TICKS = st.builds(
    Ticks,
    coupon=st.builds(
        CouponFacts,
        circular=_TEXT,
        option=st.sampled_from(Option),
        amount=st.none() | _AMOUNTS,
        bears_no_debt=st.booleans(),
        signed=st.booleans(),
        titles=st.none() | _TITLES,
        struck_titles=_TITLES,
        deceased=st.booleans(),
        notary=st.booleans(),
    ),
    cheque=st.builds(
        ChequeTicks,
        other_ink=st.booleans(),
        several=st.booleans(),
        cash_on=st.none() | st.dates(),
        others=st.lists(
            st.builds(ChequeFacts, figures=_AMOUNTS, cash_on=st.none() | st.dates(), number=st.just("5508019")),
            max_size=2,
        ).map(tuple),
    ),
    card=st.none() | st.builds(CardFacts, brand=st.sampled_from(Brand), holder=_TEXT, holder_is_client=_SETTLED),
    iban=st.none() | st.builds(IbanFacts, match=st.sampled_from(IbanMatch), holder=_TEXT, holder_is_client=_SETTLED),
    no_payment=st.booleans(),
)


@given(_TICKS)
def test_what_is_kept_is_read_back(ticks: Ticks) -> None:
    assert read_ticks(ticks.as_json()) == ticks


@given(_TICKS)
def test_a_plain_coupon_and_no_other_keeps_nothing(ticks: Ticks) -> None:
    assert (ticks == NOTHING) == (json.loads(ticks.as_json()) == {})


def test_only_what_is_not_the_default_is_kept() -> None:
    ticks = Ticks(
        coupon=CouponFacts(deceased=True, signed=False, amount=Money(20_30)),
        cheque=ChequeTicks(cash_on=date(2024, 5, 2)),
        card=CardFacts(Brand.AMEX),
    )
    assert json.loads(ticks.as_json()) == {
        "coupon": {"amount": {"cents": 2030}, "signed": False, "deceased": True},
        "cheque": {"cash_on": "2024-05-02"},
        "card": {"brand": "AMEX"},
    }


def test_what_the_file_says_is_ticked_and_nothing_is_taken_away() -> None:
    notary = Ticks(coupon=CouponFacts(notary=True))
    assert notary.knowing(deceased=True, protected_adult=False) == Ticks(coupon=CouponFacts(notary=True, deceased=True))
    protected = Ticks(coupon=CouponFacts(protected_adult=True))
    assert protected.knowing(deceased=False, protected_adult=False) == protected
    assert NOTHING.knowing(deceased=False, protected_adult=True) == protected


def test_the_other_cheques_of_an_instalment_are_kept_with_it_alone() -> None:
    others = (ChequeFacts(Money(10_00), number="5508019"), ChequeFacts(Money(10_30), number="5508020"))
    instalment = Ticks(cheque=ChequeTicks(several=True, others=others))
    assert instalment.others == others
    assert replace(instalment, no_payment=True).others == ()
    assert Ticks(cheque=ChequeTicks(others=others)).others == ()
