from datetime import UTC, date, datetime, timedelta

import pytest

from backoffice.french.office_time import at_office, bounds_of_day, office_day


def test_a_day_begins_at_midnight_on_the_wall() -> None:
    before = datetime(2024, 3, 3, 22, 59, 59, tzinfo=UTC)

    assert office_day(before) == date(2024, 3, 3)
    assert office_day(before + timedelta(seconds=1)) == date(2024, 3, 4)
    assert bounds_of_day(date(2024, 3, 4))[0] == before + timedelta(seconds=1)


@pytest.mark.parametrize(("day", "hours"), [(date(2024, 3, 4), 24), (date(2024, 3, 31), 23), (date(2024, 10, 27), 25)])
def test_a_day_is_as_long_as_the_clock_makes_it(day: date, hours: int) -> None:
    begins, ends = bounds_of_day(day)

    assert ends.astimezone(UTC) - begins.astimezone(UTC) == timedelta(hours=hours)


def test_an_hour_is_that_on_the_wall_in_summer_and_in_winter() -> None:
    assert at_office(datetime(2024, 1, 4, 16, 55, tzinfo=UTC)).hour == 17
    assert at_office(datetime(2024, 7, 4, 16, 55, tzinfo=UTC)).hour == 18


def test_no_zone_is_guessed() -> None:
    for read in (at_office, office_day):
        with pytest.raises(ValueError, match="time zone"):
            read(datetime(2024, 3, 4, 17, 55))  # noqa: DTZ001 - that is the point
