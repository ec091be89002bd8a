import dataclasses
import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.mail_facts import Option
from backoffice.domain.method import Brand
from backoffice.domain.money import Money
from backoffice.domain.rows import ClientIdentity
from backoffice.keying.ticks import FACTS, NOTHING, JoinedIban, Ticks, read_ticks
from forms.coupon.mail_ticks import KEYS, summary

CLIENT = ClientIdentity(
    id=7,
    ref=ClientRef("J", 121, "1"),
    name="Mme DURAND Marie",
    address="",
    postcode="",
    city="",
    partner="",
    blocked=False,
    deceased=True,
    protected_adult=False,
)
_TEXT = st.text(alphabet="ABC éÉœ-'\"\\", max_size=8)
_TICKS = st.builds(
    Ticks,
    **{name: st.booleans() for name in FACTS if isinstance(getattr(NOTHING, name), bool)},
    option=st.sampled_from(Option),
    card=st.sampled_from([None, *Brand]),
    iban=st.sampled_from([None, *JoinedIban]),
    holder=_TEXT,
    circular=_TEXT,
    cash_on=st.none() | st.dates(),
    amount=st.none() | st.integers(1, 99_999_999_99).map(Money),
    struck_titles=st.lists(_TEXT, max_size=3).map(tuple),
)


@given(_TICKS, st.none() | st.integers(1, 99_999_999_99).map(Money))
def test_what_is_kept_is_read_back(ticks: Ticks, figures: Money | None) -> None:
    assert read_ticks(ticks.as_json(figures)) == (ticks, figures)


@given(_TICKS)
def test_only_what_is_not_the_default_is_kept(ticks: Ticks) -> None:
    kept = json.loads(ticks.as_json())
    assert set(kept) == {FACTS[name] for name in ticks.set_names()}
    assert (ticks == NOTHING) == (ticks.as_json() == "{}")


def test_what_is_kept_is_canonical() -> None:
    ticks = Ticks(deceased=True, signed=False, card=Brand.AMEX, cash_on=date(2024, 5, 2), amount=Money(20_30))
    assert ticks.as_json() == (
        '{"card":"AMEX","cheques.cash_on":"2024-05-02","coupon.amount":"20,30","coupon.deceased":true,'
        '"coupon.signed":false}'
    )


def test_every_tick_has_a_fact() -> None:
    assert [field.name for field in dataclasses.fields(Ticks)] == list(FACTS)
    assert len(set(FACTS.values())) == len(FACTS)


def test_what_the_file_says_is_ticked_and_nothing_is_taken_away() -> None:
    assert Ticks(notary=True).knowing(CLIENT) == Ticks(notary=True, deceased=True)
    assert Ticks(protected_adult=True).knowing(CLIENT).protected_adult


def test_no_letter_is_given_twice() -> None:
    letters = [key.letter for key in KEYS] + ["H", "J", "Q", "O", "-"]
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
    assert two.pressed(one.pressed(NOTHING)).option is Option.PUT_BACK_AND_PAY


def test_the_summary_says_all_that_is_ticked() -> None:
    ticks = Ticks(
        signed=False,
        deceased=True,
        iban=JoinedIban.OTHER,
        holder="M. PETIT",
        cash_on=date(2024, 5, 2),
        circular="QCU2",
        amount=Money(1),
        struck_titles=("GEO",),
    )
    assert summary(ticks) == (
        "non signé, décédé, autre IBAN, titulaire M. PETIT, à encaisser le 02/05/2024, circulaire QCU2, "
        "montant du coupon, titres rayés"
    )
    assert summary(NOTHING) == ""
