"""A program that goes round with the financial system, in a process of its own, to be killed at any moment."""

from datetime import timedelta
from pathlib import Path

from pydantic import SecretStr

from backoffice.domain.people import RIGHTS
from backoffice.gateways.iso20022.folder import IsoFolder
from backoffice.services.erp.rounds import ErpRound
from backoffice.services.office.office import Office
from backoffice.storage.database import Database
from tests.iso_peer import SECRET
from tests.office import AUDIT_KEY, FIRST_DAY

_BETWEEN = timedelta(hours=13)
"""Longer than the longest pause: whatever was asked and not answered is asked again."""


def office_at(database: Database, life: int) -> Office:
    """The office as it is in one of the program's lives."""
    moment = FIRST_DAY + life * _BETWEEN
    return Office(database, AUDIT_KEY, lambda: moment, RIGHTS)


def round_of(database: Database, folder: Path, life: int) -> ErpRound:
    """The rounds of that life."""
    office = office_at(database, life)
    return ErpRound(office, IsoFolder(folder, lambda: SecretStr(SECRET), office.clock))


def live(url: str, folder: Path, life: int) -> None:
    """Go round, as long as it lasts."""
    database = Database(url)
    rounds = round_of(database, folder, life)
    for _ in range(3):
        rounds.run()
    database.close()
