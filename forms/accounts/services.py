"""What the screen of the members' accounts works with."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

from backoffice.domain.people import Actor, Right
from backoffice.services.members.account_files import AccountFiles
from backoffice.services.members.balances import Balances
from backoffice.services.members.groups import Groups
from backoffice.services.services import Services
from forms.kit.screen_tools import ScreenTools
from forms.slips.papers import Draw

WriteCsv = Callable[[Path, Sequence[str], Iterable[Sequence[object]]], None]
"""Writes a file of a head and rows, whole or not at all; raises `Unavailable`."""


@dataclass(frozen=True, slots=True)
class AccountServices:
    """The rooms of the accounts, the papers, and who may do what.

    Attributes:
        why_not: why the role lacks a right, a whole sentence; empty where it has it.
        today: the present day in the office.
    """

    groups: Groups
    balances: Balances
    files: AccountFiles
    draw: Draw
    write_csv: WriteCsv
    why_not: Callable[[Right], str]
    today: Callable[[], date]

    @classmethod
    def of(
        cls,
        services: Services,
        draw: Draw,
        write_csv: WriteCsv,
        why_not: Callable[[Right], str],
        today: Callable[[], date],
    ) -> Self:
        """Those that the screen needs."""
        return cls(services.groups, services.balances, services.account_files, draw, write_csv, why_not, today)


@dataclass(frozen=True, slots=True)
class AccountTools:
    """What a page works with: the services, what the window lends, and who is at work."""

    services: AccountServices
    desk: ScreenTools
    who: Actor
