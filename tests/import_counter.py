"""An office with an import folder beside it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Table, func, select

from backoffice.domain.import_rows import ImportFile
from backoffice.domain.importing import FileReport, ImportOutcome, ImportReport, WorkProgress
from backoffice.domain.people import Actor
from backoffice.gateways.import_files.folder import open_folder
from backoffice.services.office.importing import Importing
from backoffice.storage.schema import clients, invoices, orders, partners
from tests.import_folders import write_file
from tests.office import DURAND, VAULT, OfficeGestures


@dataclass
class Counter:
    """An office with an import folder beside it."""

    desk: OfficeGestures
    folder: Path
    told: list[WorkProgress] = field(default_factory=list)

    def run(
        self, *, dry_run: bool = False, who: Actor | None = None, cancelled: Callable[[], bool] = lambda: False
    ) -> ImportReport:
        importing = Importing(self.desk.office, VAULT, open_folder)
        return importing.run(who or self.desk.supervisor, self.folder, self.told.append, cancelled, dry_run=dry_run)

    def write(self, file: ImportFile, *rows: str) -> None:
        write_file(self.folder, file, *rows)

    def report(self, file: ImportFile, *, dry_run: bool = False) -> FileReport:
        return next(one for one in self.run(dry_run=dry_run).files if one.file is file)

    def count(self, table: Table) -> int:
        return self.desk.database.read(lambda tx: tx.execute(select(func.count()).select_from(table)).scalar_one())

    def durand(self) -> int:
        query = select(clients.c.id).where(clients.c.chrono == DURAND.chrono)
        return int(self.desk.database.read(lambda tx: tx.execute(query).scalar_one()))

    def counts(self) -> tuple[int, ...]:
        return tuple(self.count(table) for table in (partners, clients, invoices, orders))


def outcomes(report: ImportReport) -> list[ImportOutcome]:
    return [one.outcome for one in report.files]
