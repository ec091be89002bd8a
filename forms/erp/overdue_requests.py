"""A request that the financial system has not answered, and for how long; a line of its screen."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from backoffice.domain.cancelling_progress import WaitingRequest
from backoffice.french.figures import day_of, hour
from forms.kit.tokens import Tone

_MINUTE = timedelta(minutes=1)
_HOUR, _DAY = 60, 24 * 60
_LONG, _TOO_LONG = 30, 12 * _HOUR
"""Minutes from which an age is marked."""


@dataclass(frozen=True, slots=True)
class OverdueRequest:
    """A line of the aged list; it is another line only once it reads otherwise.

    Attributes:
        minutes: since a person asked.
        today: the present day: `04/03/2024`.
        is_due: whether it goes out with the next round.
    """

    request: WaitingRequest
    minutes: int
    today: str
    is_due: bool

    @classmethod
    def at(cls, request: WaitingRequest, now: datetime) -> Self:
        """The line as it is at a moment."""
        due = request.next_at is None or request.next_at <= now
        return cls(request, max(0, (now - request.asked_at) // _MINUTE), day_of(now), due)

    @property
    def age(self) -> str:
        """`< 1 min`, `25 min`, `3 h 05`, `2 j`."""
        if self.minutes < 1:
            return "< 1 min"
        if self.minutes < _HOUR:
            return f"{self.minutes} min"
        if self.minutes < _DAY:
            return f"{self.minutes // _HOUR} h {self.minutes % _HOUR:02d}"
        return f"{self.minutes // _DAY} j"

    @property
    def tone(self) -> Tone:
        """The colour of its age, which grows with it."""
        if self.minutes < _LONG:
            return Tone.MUTED
        return Tone.WARNING if self.minutes < _TOO_LONG else Tone.ERROR


def short_moment(at: datetime, today: str = "") -> str:
    """`17:55` of today, else `03/03 17:55`."""
    day = day_of(at)
    return hour(at) if day == today else f"{day[:5]} {hour(at)}"
