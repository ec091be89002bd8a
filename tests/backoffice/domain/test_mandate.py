from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.import_rows import MANDATES
from backoffice.domain.mandate import TRANSITIONS, MandateState, is_void, require_transition, standing
from backoffice.domain.method import Mandate
from backoffice.domain.rum import require_rum
from tests.ibans import BELGIAN, FRENCH, french_ibans

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
STATES = st.sampled_from(MandateState)
TODAY = date(2024, 3, 4)
FINAL = {MandateState.REVOKED, MandateState.REJECTED, MandateState.EXPIRED}


def refused(rum: str) -> bool:
    try:
        require_rum(rum)
    except RuleBroken as broken:
        return (broken.code, broken.facts) == (Broken.RUM_UNUSABLE, {})
    return False


@pytest.mark.parametrize("rum", ["1", "ADLP-2024/0317", "A" * 35, "/-?:().,'+", "++adlp0012345AB12CD34"])
def test_a_reference_of_the_sepa_signs_will_do(rum: str) -> None:
    assert not refused(rum)


@pytest.mark.parametrize("rum", ["", " ", "ADLP 1", "ADLP1 ", "A" * 36, "é", "ADLP_1", "ADLP\n", "Ａ1", "²", "A&B"])
def test_any_other_will_not(rum: str) -> None:
    assert refused(rum)


@given(french_ibans(), st.sampled_from(["", "R", "RUM-", "++"]), st.sampled_from(["", "-1", "A"]))
def test_no_iban_hides_in_a_reference(iban: str, before: str, after: str) -> None:
    assert refused(before + iban + after)
    assert refused(before + iban.lower() + after)


def test_nor_does_a_foreign_one_or_one_in_groups() -> None:
    assert refused(BELGIAN)
    assert refused(f"RUM{BELGIAN}X1")
    assert refused("-".join(FRENCH[place : place + 4] for place in range(0, 27, 4)))
    assert not refused(f"{BELGIAN[:-1]}5")


@given(STATES, STATES)
def test_a_state_changes_along_the_listed_ways_only(old: MandateState, new: MandateState) -> None:
    if new in TRANSITIONS[old]:
        require_transition(old, new)
        return
    with pytest.raises(RuleBroken) as broken:
        require_transition(old, new)
    assert broken.value.code is Broken.MANDATE_TRANSITION
    assert broken.value.facts == {"old_state": old.value, "new_state": new.value}


def test_every_state_has_its_ways_and_what_is_final_has_none() -> None:
    assert set(TRANSITIONS) == set(MandateState)
    assert {state for state, ways in TRANSITIONS.items() if not ways} == FINAL


@given(st.lists(STATES, max_size=12))
def test_what_was_revoked_rejected_or_expired_never_comes_back(wished: list[MandateState]) -> None:
    state, past = MandateState.NONE, [MandateState.NONE]
    for new in wished:
        if new in TRANSITIONS[state]:
            state = new
            past.append(new)
    assert not FINAL & set(past[:-1])
    suspended = past.index(MandateState.INACTIVE) if MandateState.INACTIVE in past else len(past)
    assert suspended == len(past) or MandateState.ACTIVE in past[:suspended]


@pytest.mark.parametrize(
    ("last_used", "last_day"),
    [
        (date(2021, 3, 4), date(2024, 3, 4)),
        (date(2021, 1, 1), date(2024, 1, 1)),
        (date(2021, 12, 31), date(2024, 12, 31)),
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2021, 2, 28), date(2024, 2, 28)),
    ],
)
def test_a_mandate_is_void_from_the_day_after_thirty_six_months(last_used: date, last_day: date) -> None:
    assert not is_void(last_used, last_day)
    assert is_void(last_used, last_day + timedelta(days=1))


@given(DAYS, st.integers(-2000, 2000))
def test_once_void_always_void_and_never_before_its_time(last_used: date, days: int) -> None:
    on = last_used + timedelta(days=days)
    assert not is_void(last_used, on) or is_void(last_used, on + timedelta(days=1))
    assert is_void(last_used, on) == (days > (last_day(last_used) - last_used).days)


def last_day(used: date) -> date:
    return date(used.year + 3, used.month, 28 if (used.month, used.day) == (2, 29) else used.day)


@given(STATES, st.none() | DAYS, DAYS)
def test_only_an_active_mandate_that_is_not_void_takes_an_iban(
    state: MandateState, last_used: date | None, on: date
) -> None:
    seen = standing(state, last_used, on)
    void = last_used is not None and is_void(last_used, on)
    assert (seen is Mandate.ACTIVE) == (state is MandateState.ACTIVE and not void)
    assert (seen is Mandate.NONE) == (state is MandateState.NONE)


@pytest.mark.parametrize("word", MANDATES.values())
def test_what_the_import_writes_is_a_state_and_stands_as_it_says(word: str) -> None:
    assert standing(MandateState(word), None, TODAY) is Mandate(word)
