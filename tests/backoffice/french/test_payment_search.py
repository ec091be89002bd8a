"""What is typed to find payments is read in every way in which it makes sense."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.cheque_number import rlmc_key
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import Money
from backoffice.domain.payments import Sought
from backoffice.french.payment_search import Meaning, understood

TODAY = date(2024, 3, 4)
_DAY = date(2024, 3, 4)
_LINE = "5508018" + "0" * 23 + "1"


def _read(text: str) -> list[tuple[Meaning, Sought]]:
    return [(each.meaning, each.sought) for each in understood(text, TODAY)]


@pytest.mark.parametrize(
    ("text", "meaning", "sought"),
    [
        ("J 121 52134466", Meaning.CLIENT, Sought(refs=ClientRef.readings("J 121 52134466"))),
        ("j5572629582", Meaning.CLIENT, Sought(refs=ClientRef.readings("j5572629582"))),
        ("; 121 52134466", Meaning.CLIENT, Sought(refs=(ClientRef("M", 121, "52134466"),))),
        ("durand", Meaning.NAME, Sought(name="DURAND")),
        ("Désiré, zoé", Meaning.NAME, Sought(name="DESIRE ZOE")),
        ("de La Tour-d'Aubigné 69", Meaning.NAME, Sought(name="DE LA TOUR D AUBIGNE", postcode="69")),
        ("69003 durand marie", Meaning.NAME, Sought(name="DURAND MARIE", postcode="69003")),
        (",50", Meaning.AMOUNT, Sought(amount=Money(50))),
        ("17 euros", Meaning.AMOUNT, Sought(amount=Money(17_00))),
        ("17,15", Meaning.AMOUNT, Sought(amount=Money(17_15))),
        ("17.15 €", Meaning.AMOUNT, Sought(amount=Money(17_15))),
        ("-17,15", Meaning.AMOUNT, Sought(amount=Money(17_15))),
        ("−17,15", Meaning.AMOUNT, Sought(amount=Money(17_15))),
        ("+17,15", Meaning.AMOUNT, Sought(amount=Money(17_15))),
        ("2024-317", Meaning.BATCH, Sought(batch="2024-0317")),
        ("lot 2024-0317", Meaning.BATCH, Sought(batch="2024-0317")),
        ("04/03/2024", Meaning.DAYS, Sought(since=_DAY, until=_DAY)),
        ("2024-03-04", Meaning.DAYS, Sought(since=_DAY, until=_DAY)),
        ("du 4/3/24 au 8/3/24", Meaning.DAYS, Sought(since=_DAY, until=date(2024, 3, 8))),
        ("08/03/2024 - 04/03/2024", Meaning.DAYS, Sought(since=_DAY, until=date(2024, 3, 8))),
        (_LINE, Meaning.CHEQUE, Sought(cheque="5508018")),
        (f"{_LINE}{rlmc_key(_LINE):02d}", Meaning.CHEQUE, Sought(cheque="5508018")),
    ],
)
def test_what_can_be_read_in_one_way_only(text: str, meaning: Meaning, sought: Sought) -> None:
    assert _read(text) == [(meaning, sought)]


def test_seven_digits_are_a_cheque_a_batch_or_a_client() -> None:
    assert _read("2024317") == [
        (Meaning.CHEQUE, Sought(cheque="2024317")),
        (Meaning.BATCH, Sought(batch="2024-0317")),
        (Meaning.CLIENT, Sought(chrono="2024317")),
    ]


def test_six_digits_are_a_day_first_where_there_is_such_a_day() -> None:
    assert [meaning for meaning, _ in _read("040324")] == [Meaning.DAYS, Meaning.CHEQUE, Meaning.CLIENT]
    assert [meaning for meaning, _ in _read("550801")] == [Meaning.CHEQUE, Meaning.CLIENT]


def test_a_few_digits_are_the_end_of_a_batch_or_whole_euros() -> None:
    assert _read("317") == [
        (Meaning.BATCH, Sought(batch="2024-0317")),
        (Meaning.AMOUNT, Sought(amount=Money(317_00))),
    ]


@pytest.mark.parametrize(
    "text", ["d", "J 121", "durand 69 03", "durand2", "17,155", "31/02/2024", "?", "12345678901", f"{_LINE}00"]
)
def test_what_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        understood(text, TODAY)
    assert refusal.value.code is Broken.SEARCH_UNREADABLE


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_once_or_refused(text: str) -> None:
    with suppress(RuleBroken):
        found = understood(text, TODAY)
        assert len(set(found)) == len(found) > 0
