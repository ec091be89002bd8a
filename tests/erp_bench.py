"""What the contract of financial systems needs of each: the system, and a hand on what is behind it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from pydantic import SecretStr

from backoffice.domain.cancellation import CancelRequest, ErpLine, ErpStatus
from backoffice.domain.money import Money
from backoffice.gateways.demo_erp import DemoErp
from backoffice.gateways.iso20022.folder import IsoFolder
from backoffice.services.ports.financing import FinancialSystem
from tests.iso_peer import SECRET, IsoPeer

NOW = datetime(2024, 3, 4, 9, 30, tzinfo=UTC)


class Bench(Protocol):
    """A financial system, and what people there do to it."""

    @property
    def system(self) -> FinancialSystem:
        """Our way to it."""

    def work(self) -> None:
        """Let it do what it was asked, until nothing is left."""

    def refuse(self, line: str) -> None:
        """From now on it refuses to cancel a line."""

    def allow(self, line: str) -> None:
        """It does no longer."""

    def close(self, line: str) -> None:
        """It does not let go of a line any more, and says so when asked how that is."""

    def down(self) -> AbstractContextManager[None]:
        """It cannot be reached meanwhile."""

    def payments(self, line: str) -> int:
        """How many payments of a line it has."""

    def cancellations(self, line: str) -> int:
        """How often it cancelled a line's."""


@dataclass
class StandingClock:
    """A clock that stands still until it is moved."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def on(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)


def a_line(cents: int = 20_30) -> ErpLine:
    """A line that nobody has heard of."""
    reference = uuid4().hex
    return ErpLine(
        reference, Money(cents), "J 121 52134466", "Durand & Fils", "AP11", "1234567", "LOT-7", date(2024, 3, 4)
    )


def a_request(line: ErpLine) -> CancelRequest:
    """A new request to cancel a line."""
    return CancelRequest(uuid4().hex, line.reference, line.amount, NOW)


@dataclass
class DemoBench:
    """The ERP of the demo, in the hands of a trainer."""

    system: DemoErp

    def work(self) -> None:
        """It does at once what it is asked."""

    def refuse(self, line: str) -> None:
        assert self.payments(line)
        self.system.faults = replace(self.system.faults, refusals=1)

    def allow(self, line: str) -> None:
        assert self.payments(line)
        self.system.faults = replace(self.system.faults, refusals=0)

    def close(self, line: str) -> None:
        assert self.payments(line)
        self.system.faults = replace(self.system.faults, closed=True)

    @contextmanager
    def down(self) -> Iterator[None]:
        self.system.faults = replace(self.system.faults, down=True)
        yield
        self.system.faults = replace(self.system.faults, down=False)

    def payments(self, line: str) -> int:
        return int(self._status(line) is not ErpStatus.UNKNOWN)

    def cancellations(self, line: str) -> int:
        return int(self._status(line) is ErpStatus.CANCELLED)

    def _status(self, line: str) -> ErpStatus:
        return self.system.look(uuid4().hex, [replace(a_line(), reference=line)])[line].status


@dataclass
class IsoBench:
    """A folder, and the office at its other end."""

    system: IsoFolder
    peer: IsoPeer

    @classmethod
    def in_folder(cls, folder: Path, clock: StandingClock) -> "IsoBench":
        """Both ends of a new folder."""
        peer = IsoPeer(folder)
        return cls(IsoFolder(folder, lambda: SecretStr(SECRET), clock, "Comptabilité"), peer)

    def work(self) -> None:
        self.peer.work()

    def refuse(self, line: str) -> None:
        self.peer.refusing.add(line)

    def allow(self, line: str) -> None:
        self.peer.refusing.remove(line)

    def close(self, line: str) -> None:
        self.peer.closed.add(line)

    def down(self) -> AbstractContextManager[None]:
        return self.peer.down()

    def payments(self, line: str) -> int:
        return self.peer.booked[line]

    def cancellations(self, line: str) -> int:
        return self.peer.cancelled[line]
