"""The program killed at any moment of a cancellation: the next start takes it up, and nothing is done twice (A-04)."""

import random
import signal
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import pytest
from sqlalchemy import text

from backoffice.domain.cancellation import PaymentStatus
from backoffice.storage.database import Database
from tests.doomed_round import live, round_of
from tests.iso_peer import IsoPeer
from tests.needs import needs_posix
from tests.office import OfficeGestures
from tests.scripted_erp import ScriptedErp
from tests.together import THREE, Together

pytestmark = needs_posix("a server of forks")

_A_FEW, _WHOLE = 8, 200
_LIVES_A_PAYMENT = 4
_MIRRORS = text(
    "SELECT count(*), count(DISTINCT reverses) FROM instruction_lines WHERE reverses IS NOT NULL AND amount <> 0"
)


@dataclass
class _Lives:
    """The program's lives over one database and one folder.

    Attributes:
        killed: how many of them ended before their work did.
    """

    url: str
    folder: Path
    killed: int = 0
    lasts: float = 0.3

    def __post_init__(self) -> None:
        self._context = get_context("forkserver")
        self._context.set_forkserver_preload(["tests.doomed_round"])
        self._chance = random.Random(20_240_304)  # noqa: S311 - the same ones each time

    def one(self, number: int) -> None:
        """Let it live for a while, and kill it."""
        process = self._context.Process(target=live, args=(self.url, self.folder, number))
        process.start()
        process.join(self._chance.uniform(0, self.lasts))
        process.kill()
        process.join()
        assert process.exitcode in (0, -signal.SIGKILL)
        self.killed += process.exitcode != 0


def _prove(database: Database, url: str, folder: Path, kills: int) -> None:
    together = Together(OfficeGestures(database), ScriptedErp())
    peer = IsoPeer(folder)
    lives, number, begun = _Lives(url, folder), 0, 0
    batch = together.desk.batch()
    rows = [together.keyed(batch, *THREE, chrono=str(each)) for each in range(kills // _LIVES_A_PAYMENT)]
    together.desk.close(batch, *(sum(THREE) for _ in rows))
    while lives.killed < kills:
        if begun < len(rows) and number % _LIVES_A_PAYMENT == 0 and peer.booked.total() == len(THREE) * len(rows):
            together.begin(rows[begun].id)
            begun += 1
        number += 1
        lives.one(number)
        peer.work()
    for row in rows[begun:]:
        together.begin(row.id)
    for last in range(number + 1, number + 6):  # asked, looked at, sent, answered, heard
        round_of(database, folder, last).run()
        peer.work()

    assert {together.progress(row.id).status for row in rows} == {PaymentStatus.CANCELLED}
    lines = len(THREE) * len(rows)
    assert tuple(database.read(lambda tx: tx.execute(_MIRRORS).one())) == (lines, lines)
    assert set(peer.booked.values()) == set(peer.cancelled.values()) == {1}
    assert len(peer.cancelled) == lines
    assert together.desk.payment_cancelling.quarantine(together.desk.supervisor) == ()
    assert together.desk.checking.run() == ()


def test_the_program_is_killed_now_and_then(database: Database, database_url: str, tmp_path: Path) -> None:
    _prove(database, database_url, tmp_path / "echange", _A_FEW)


@pytest.mark.whole
def test_the_program_is_killed_two_hundred_times(database: Database, database_url: str, tmp_path: Path) -> None:
    _prove(database, database_url, tmp_path / "echange", _WHOLE)
