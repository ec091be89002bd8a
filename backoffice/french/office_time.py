"""The office's clock on the wall: every local day and hour, on screens, papers and files, is read from it."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OFFICE_ZONE = "Europe/Paris"
"""The time that the office, its banks and SlimPay go by; what is kept is in UTC."""


def at_office(moment: datetime) -> datetime:
    """A moment as the clock on the wall has it.

    Raises:
        ValueError: the moment knows no time zone; guessing one would show the wrong hour.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(ZoneInfo(OFFICE_ZONE))


def office_day(moment: datetime) -> date:
    """The day of a moment on the office's calendar.

    Raises:
        ValueError: as `at_office`.
    """
    return at_office(moment).date()


def bounds_of_day(day: date) -> tuple[datetime, datetime]:
    """The first moment of a day on that calendar, and the first one of the day after."""
    return _midnight(day), _midnight(day + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(OFFICE_ZONE))
