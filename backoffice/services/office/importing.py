"""The import of a folder of CSV files: read, checked as a whole, and each file taken whole or not at all."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.import_rows import ImportFile
from backoffice.domain.importing import (
    FileReport,
    ImportOutcome,
    ImportReport,
    ImportSource,
    ImportStep,
    RowFault,
    RowFaultKind,
    WorkProgress,
)
from backoffice.domain.money import Money
from backoffice.domain.people import Actor, Right
from backoffice.domain.sealing import Sealing
from backoffice.french.figures import plain
from backoffice.services.office.office import Office
from backoffice.storage import counters, office_facts
from backoffice.storage.database import Transaction
from backoffice.storage.import_ import merge as moving
from backoffice.storage.import_ import staging as staged
from backoffice.storage.import_.merge import Moved
from backoffice.storage.import_.staging import StagedFault
from backoffice.storage.import_.workbench import Workbench, workbench

FolderReader = Callable[[Path, Callable[[str], bytes]], Sequence[ImportSource]]
"""Opens the import files of a folder; IBANs are sealed by the function that it is given."""

_TAKEN = (ImportOutcome.IMPORTED, ImportOutcome.WOULD_BE_IMPORTED)
_COLUMNS = {
    RowFaultKind.PARTNER_UNKNOWN: "partenaire",
    RowFaultKind.METHOD_UNKNOWN: "mdr",
    RowFaultKind.CLIENT_UNKNOWN: "chrono",
    RowFaultKind.INVOICE_AMOUNT_DIFFERS: "montant",
}
_KEY_COLUMNS = {
    ImportFile.PARTNERS: "code",
    ImportFile.CLIENTS: "chrono",
    ImportFile.INVOICES: "numero",
    ImportFile.ORDERS: "numero",
}


class _CancelledError(Exception):
    """The user wants it to stop."""


class Importing:
    """Imports partners, clients, invoices and orders.

    Partners, clients and orders are added or updated. An invoice is added once: what was settled here since then
    stays settled.
    """

    def __init__(self, office: Office, vault: Sealing, open_folder: FolderReader) -> None:
        self._office = office
        self._vault = vault
        self._open_folder = open_folder

    def run(
        self,
        who: Actor,
        folder: Path,
        progress: Callable[[WorkProgress], None],
        cancelled: Callable[[], bool],
        *,
        dry_run: bool = False,
    ) -> ImportReport:
        """Import the files that are in `folder`, and say what became of each.

        All of them are read before anything is written. A file with a wrong row is refused whole, and withholds
        those that refer to it. When `cancelled` says so, the file in hand is given up and so are those after it.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `IMPORT_FILE_MISSING` when none of the four is there.
            Unavailable: `FOLDER_ABSENT`, `FILE_UNREADABLE` (nothing was imported), `SECRET_WRONG`, and as `Database`.
        """
        self._office.require(who, Right.IMPORT)
        sources = self._open_folder(folder, self._vault.seal)
        with workbench(self._office.database) as bench:
            return _Run(self._office, self._vault, who, bench, progress, cancelled, dry_run).of(sources)


@dataclass
class _Run:
    office: Office
    vault: Sealing
    who: Actor
    bench: Workbench
    progress: Callable[[WorkProgress], None]
    cancelled: Callable[[], bool]
    dry_run: bool
    reports: dict[ImportFile, FileReport] = field(default_factory=dict)
    headers: dict[ImportFile, bool] = field(default_factory=dict)

    def of(self, sources: Sequence[ImportSource]) -> ImportReport:
        self.reports = {file: FileReport(file, ImportOutcome.ABSENT) for file in ImportFile}
        self.reports |= {source.file: FileReport(source.file, ImportOutcome.CANCELLED) for source in sources}
        with suppress(_CancelledError):
            for source in sources:
                self._load(source)
            for source in sources:
                self.reports[source.file] = self._settled(source)
        return ImportReport(tuple(self.reports.values()), self.dry_run)

    def _tell(self, source: ImportSource, step: ImportStep, rows: int, done: int, total: int) -> None:
        if self.cancelled():
            raise _CancelledError
        self.progress(WorkProgress(source.file.value, step, rows, done, total))

    def _load(self, source: ImportSource) -> None:
        def tell() -> None:
            self._tell(source, ImportStep.READING, source.rows_read, source.bytes_read, source.size)

        self.bench.load(source.file, source.rows(tell))
        self.headers[source.file] = source.header_holds

    def _settled(self, source: ImportSource) -> FileReport:
        self._tell(source, ImportStep.CHECKING, 0, 0, 0)
        with self.bench.transaction(keep=not self.dry_run) as tx:
            if not self.dry_run:
                counters.lock(tx, "import")  # two imports at once would both add what is new
                self._require_secret_in_force(tx)
            self._check(tx, source)
            report = self._checked(source)
            if report.outcome in _TAKEN:
                moved = self._moved(tx, source)
                report = replace(report, added=moved.added, updated=moved.updated, unchanged=moved.unchanged)
            if report.outcome is ImportOutcome.IMPORTED:
                self._note(tx, report)
        return report

    def _require_secret_in_force(self, tx: Transaction) -> None:
        if not office_facts.is_in_force(tx, self.vault.check_value):
            raise Unavailable(Fault.SECRET_WRONG)

    def _check(self, tx: Transaction, source: ImportSource) -> None:
        owner = source.file.refers_to
        # Of a file whose header is wrong no row is known: everything would seem to refer to nothing.
        found = staged.faults(tx, source.file, references=owner is None or self.headers.get(owner, True))
        source.faults.add([_row_fault(source.file, fault) for fault in found.listed], found.count, found.rows)

    def _checked(self, source: ImportSource) -> FileReport:
        faults, owner = source.faults, source.file.refers_to
        outcome = ImportOutcome.WOULD_BE_IMPORTED if self.dry_run else ImportOutcome.IMPORTED
        if faults.count:
            outcome = ImportOutcome.REFUSED
        elif owner and self.reports[owner].outcome in (ImportOutcome.REFUSED, ImportOutcome.WITHHELD):
            outcome = ImportOutcome.WITHHELD
        return FileReport(
            source.file,
            outcome,
            read=source.rows_read,
            refused=faults.rows,
            faults=tuple(sorted(faults.listed, key=lambda fault: fault.line)),
            more_faults=faults.count - len(faults.listed),
            sha256=source.sha256,
        )

    def _moved(self, tx: Transaction, source: ImportSource) -> Moved:
        moved = Moved(0, 0, 0)
        for more in moving.move(tx, source.file, self.vault.same, keep=not self.dry_run):
            moved += more
            rows = moved.added + moved.updated + moved.unchanged
            self._tell(source, ImportStep.WRITING, rows, rows, source.rows_read)
        return moved

    def _note(self, tx: Transaction, report: FileReport) -> None:
        facts = {
            "file": report.file.value,
            "sha256": report.sha256,
            "read": report.read,
            "added": report.added,
            "updated": report.updated,
            "unchanged": report.unchanged,
        }
        self.office.note(tx, self.who, "file imported", facts)


def _row_fault(file: ImportFile, found: StagedFault) -> RowFault:
    value, detail = found.value, found.detail
    if found.kind is RowFaultKind.INVOICE_AMOUNT_DIFFERS:
        value, detail = plain(Money(int(value))), plain(Money(int(detail)))
    return RowFault(file, found.line, _COLUMNS.get(found.kind, _KEY_COLUMNS[file]), found.kind, value, detail)
