"""The lines of *À envoyer*: what goes out together, and how one line is sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from backoffice.domain.collection import BankFiling
from backoffice.domain.debit_rows import BankFileRow, WaitingDebits
from backoffice.domain.errors import RuleBroken, Unavailable
from backoffice.domain.method import Channel
from backoffice.domain.money import Money
from backoffice.domain.people import Actor
from backoffice.services.papers.collecting import Collecting

_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Sending:
    """The debits of a day that wait for a file, or their files that are made and that no folder has yet.

    Attributes:
        held: how many of them wait for SlimPay.
        files: empty where there are none yet.
    """

    day: date
    channel: Channel
    count: int
    amount: Money
    held: int
    files: tuple[BankFileRow, ...] = ()

    @property
    def ready(self) -> int:
        """How many can go now."""
        return self.count - self.held


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of a line whose files were made.

    Attributes:
        saved: where they are; empty after a `failure` to save them.
    """

    files: tuple[BankFileRow, ...]
    saved: tuple[Path, ...] = ()
    failure: RuleBroken | Unavailable | None = None


def as_lines(waiting: Iterable[WaitingDebits]) -> list[Sending]:
    """A line for each day and way."""
    return [Sending(row.day, row.channel, row.count, row.amount, row.held) for row in waiting]


def send(collecting: Collecting, who: Actor, line: Sending, collected_on: date, folder: Path, key: UUID) -> Sent:
    """Make the files of a line, where there are none yet, and save them.

    Raises:
        RuleBroken: no file was made, as `Collecting.make`.
        Unavailable: the same.
    """
    files = line.files or collecting.make(who, key, BankFiling(line.channel, line.day, collected_on))
    try:
        return Sent(files, tuple(collecting.save(who, file.id, folder) for file in files))
    except (RuleBroken, Unavailable) as failure:
        return Sent(files, failure=failure)


def proposed_day(today: date) -> date:
    """The next working day but one: the bank wants the file the day before. Only weekends are skipped."""
    return _next_working_day(_next_working_day(today))


def _next_working_day(day: date) -> date:
    weekday = day.weekday()
    return day + timedelta(days=1 if weekday < _FRIDAY else 7 - weekday)
