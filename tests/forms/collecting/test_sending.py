from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.collecting.sending import proposed_day


@pytest.mark.parametrize(
    ("today", "proposed"),
    [
        (date(2024, 3, 4), date(2024, 3, 6)),  # Monday
        (date(2024, 3, 7), date(2024, 3, 11)),  # Thursday
        (date(2024, 3, 8), date(2024, 3, 12)),  # Friday
        (date(2024, 3, 9), date(2024, 3, 12)),  # Saturday
        (date(2024, 3, 10), date(2024, 3, 12)),  # Sunday
    ],
)
def test_the_bank_has_a_working_day_for_the_file(today: date, proposed: date) -> None:
    assert proposed_day(today) == proposed


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_day_proposed_is_to_come_and_no_weekend(today: date) -> None:
    assert 2 <= (proposed_day(today) - today).days <= 4
    assert proposed_day(today).weekday() < 5
