"""What the measures of one run share: how large they are, and the databases they are taken on."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from backoffice.demonstration import write_folder
from backoffice.domain.import_rows import ImportFile
from backoffice.gateways.import_files.folder import open_folder
from backoffice.services.office.importing import Importing
from backoffice.storage.database import Database
from backoffice.storage.migrate import migrate
from tests.benchmarks.bare import Bare, connect
from tests.office import VAULT, OfficeGestures

_OWNED = (ImportFile.INVOICES, ImportFile.ORDERS)


@dataclass(frozen=True, slots=True)
class Scale:
    """How large the measures are. They are kept small in the tests of the measures themselves.

    Attributes:
        clients: of the databases, the smallest first.
        imported: the clients of the import that is timed.
        lookups: runs of each search.
        cheques: cheques keyed at one workstation.
        pages: runs of each search by name.
        operators: workstations at once on PostgreSQL.
        cheques_each: what each of them keys in a round.
        rounds: of the longer measures.
        lines: of the receipt slip.
        decisions: runs of each decision.
        windows: starts of the program.
        members: of a group with accounts.
        entries: of their accounts, the fewest first.
    """

    clients: tuple[int, ...] = (100_000, 1_000_000)
    imported: int = 1_000_000
    lookups: int = 3_000
    cheques: int = 1_000
    pages: int = 300
    operators: int = 50
    cheques_each: int = 60
    rounds: int = 3
    lines: int = 10_000
    decisions: int = 3_000
    windows: int = 9
    members: int = 10_000
    entries: tuple[int, ...] = (100_000, 1_000_000)


@dataclass(frozen=True, slots=True)
class BuiltOffice:
    """An office on SQLite, filled through the import.

    Attributes:
        file: the database.
        desk: the services over it.
        driver: a connection of the driver to it.
        clients: how many there are.
        seconds: how long the import of partners and clients took.
    """

    file: Path
    desk: OfficeGestures
    driver: Bare
    clients: int
    seconds: float


@dataclass(slots=True)
class Bench:
    """One run. Folders and databases are made when first asked for, and once."""

    folder: Path
    scale: Scale
    _offices: dict[int, BuiltOffice] = field(default_factory=dict)

    def files(self, clients: int) -> Path:
        """An import folder with so many clients; their invoices and orders are in `owned` beside it."""
        files = self.folder / f"{clients} clients" / "files"
        if not files.exists():
            write_folder(files, clients)
            owned = files.with_name("owned")
            owned.mkdir()
            for file in _OWNED:
                (files / file).rename(owned / file)
        return files

    def office(self, clients: int) -> BuiltOffice:
        """A filled office on SQLite."""
        if clients not in self._offices:
            file = self.folder / f"{clients}.db"
            desk = new_desk(f"sqlite:///{file}")
            seconds = fill(desk, self.files(clients))
            if hasattr(os, "sync"):
                os.sync()  # what is still on its way to the disk would make the commits of the measures wait
            self._offices[clients] = BuiltOffice(file, desk, connect(file), clients, seconds)
        return self._offices[clients]

    def close(self) -> None:
        """Close the databases."""
        for office in self._offices.values():
            office.driver.close()
            office.desk.database.close()


@contextmanager
def new_bench(scale: Scale) -> Iterator[Bench]:
    """A bench whose files go with it."""
    with TemporaryDirectory(prefix="liasse-bench-") as folder:
        bench = Bench(Path(folder), scale)
        try:
            yield bench
        finally:
            bench.close()


def new_desk(url: str) -> OfficeGestures:
    """The services over a new database."""
    database = Database(url)
    migrate(database)
    return OfficeGestures(database, lambda: datetime.now(UTC))


def fill(desk: OfficeGestures, files: Path) -> float:
    """Import a folder of the bench, and give the seconds that partners and clients took."""
    importing = Importing(desk.office, VAULT, open_folder)
    seconds = []
    for folder in (files, files.with_name("owned")):
        start = perf_counter()
        report = importing.run(desk.supervisor, folder, lambda _: None, lambda: False)
        seconds.append(perf_counter() - start)
        if not report.is_sound:
            raise ValueError(report)
    return seconds[0]


def thousands(number: int) -> str:
    """`1000000` gives `1 000 000`."""
    return f"{number:,}".replace(",", " ")
