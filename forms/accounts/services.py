"""What the screen of the members' accounts works with."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from backoffice.domain.documents import MemberStatement
from backoffice.domain.people import Actor, Right
from backoffice.services.members.account_files import AccountFiles
from backoffice.services.members.balances import Balances
from backoffice.services.members.groups import Groups
from forms.kit.screen_tools import ScreenTools

Drawing = Callable[[Iterable[MemberStatement], str], bytes]
"""Makes one PDF of statements, taken one by one, under a title; called away from the window's thread."""

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
    draw: Drawing
    write_csv: WriteCsv
    why_not: Callable[[Right], str]
    today: Callable[[], date]


@dataclass(frozen=True, slots=True)
class AccountTools:
    """What a page works with: the services, what the window lends, and who is at work."""

    services: AccountServices
    desk: ScreenTools
    who: Actor
