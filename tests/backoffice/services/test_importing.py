from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Table, func, select, update

from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.import_rows import ImportFile
from backoffice.domain.importing import (
    FAULTS_SHOWN,
    FileReport,
    ImportOutcome,
    ImportReport,
    ImportStep,
    Progress,
    RowFaultKind,
)
from backoffice.domain.money import Money
from backoffice.domain.people import Actor, Role
from backoffice.gateways.import_folder import open_folder
from backoffice.gateways.vault import Vault
from backoffice.services.importing import Importing
from backoffice.storage.database import Database
from backoffice.storage.schema import audit_events, clients, invoices, orders, partners
from tests.import_folders import CLIENT, IBAN, INVOICE, ORDER, PARTNER, client, invoice, order, write_file, write_folder
from tests.office import DURAND, Desk

VAULT = Vault(bytes(range(32)))


@dataclass
class Counter:
    """An office with an import folder beside it."""

    desk: Desk
    folder: Path
    told: list[Progress] = field(default_factory=list)

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


@pytest.fixture
def counter(database: Database, tmp_path: Path) -> Counter:
    return Counter(Desk(database), write_folder(tmp_path / "folder"))


def outcomes(report: ImportReport) -> list[ImportOutcome]:
    return [one.outcome for one in report.files]


def test_a_folder_is_imported(counter: Counter) -> None:
    report = counter.run()
    assert outcomes(report) == [ImportOutcome.IMPORTED] * 4
    assert report.is_sound
    assert [(one.read, one.added) for one in report.files] == [(1, 1)] * 4
    dossier = counter.desk.dossier(counter.durand())
    assert dossier.client.name == "Mme DURAND Marie"
    assert [(due.circular, due.issued_on, due.pending) for due in dossier.invoices] == [
        ("AP11", date(2019, 2, 20), Money(13_10))
    ]
    assert [(one.title, one.renewable, one.gift) for one in dossier.orders] == [("TELE 7 JOURS", True, False)]


def test_the_iban_is_sealed_at_rest(counter: Counter) -> None:
    counter.run()
    sealed = counter.desk.database.read(lambda tx: tx.scalar(select(clients.c.sealed_iban)))
    assert sealed is not None
    assert IBAN.encode() not in sealed
    assert VAULT.unseal(sealed) == IBAN


def test_importing_again_changes_nothing(counter: Counter) -> None:
    counter.run()
    before = counter.desk.database.read(lambda tx: tx.execute(select(clients)).all())
    report = counter.run()
    assert [(one.added, one.updated, one.unchanged) for one in report.files] == [(0, 0, 1)] * 4
    assert counter.desk.database.read(lambda tx: tx.execute(select(clients)).all()) == before


@pytest.mark.parametrize(
    "cells",
    [
        {"nom": "MARTIN"},
        {"iban": "FR1420041010050500013M02606"},
        {"iban": ""},
        {"bloque": "oui"},
        {"mandat": "inactif"},
        {"alias": "", "marque": "", "expiration": ""},
    ],
)
def test_a_client_that_differs_is_updated(counter: Counter, cells: dict[str, str]) -> None:
    counter.run()
    counter.write(ImportFile.CLIENTS, client(**cells))
    report = counter.report(ImportFile.CLIENTS)
    assert (report.added, report.updated, report.unchanged) == (0, 1, 0)
    assert counter.report(ImportFile.CLIENTS).unchanged == 1
    assert counter.count(clients) == 1


def test_an_iban_is_added_to_a_client_without(counter: Counter) -> None:
    counter.write(ImportFile.CLIENTS, client(iban=""))
    counter.run()
    counter.write(ImportFile.CLIENTS, CLIENT)
    assert counter.report(ImportFile.CLIENTS).updated == 1
    sealed = counter.desk.database.read(lambda tx: tx.scalar(select(clients.c.sealed_iban)))
    assert VAULT.unseal(sealed or b"") == IBAN


def test_the_search_name_follows_the_name(counter: Counter) -> None:
    counter.run()
    counter.write(ImportFile.CLIENTS, client(nom="DE L'ÉPÉE", prenom="Zoé"))
    counter.run()
    assert counter.desk.database.read(lambda tx: tx.scalar(select(clients.c.search_name))) == "DE L EPEE ZOE"


def test_partners_and_orders_are_updated(counter: Counter) -> None:
    counter.run()
    counter.write(ImportFile.PARTNERS, "121;Le Tilleul;", "122;Le Chêne;")
    counter.write(ImportFile.ORDERS, order(statut="résilié", kdo="oui"), order(numero="C2"))
    report = counter.run()
    assert [(one.added, one.updated) for one in report.files] == [(1, 1), (0, 0), (0, 0), (1, 1)]
    row = counter.desk.database.read(lambda tx: tx.execute(select(orders).where(orders.c.number == "C1")).one())
    assert (row.status, row.gift) == ("résilié", True)


def test_what_was_settled_here_stays_settled(counter: Counter) -> None:
    counter.run()
    desk = counter.desk
    desk.cheque(desk.batch(), counter.durand(), 13_10)
    counter.write(ImportFile.INVOICES, INVOICE, invoice(numero="F2", reste="5,00"))
    report = counter.report(ImportFile.INVOICES)
    assert (report.added, report.updated, report.unchanged) == (1, 0, 1)
    kept = desk.database.read(lambda tx: tx.execute(select(invoices).order_by(invoices.c.number)).all())
    assert [(row.amount, row.opening, row.pending) for row in kept] == [(1310, 1310, 0), (1310, 500, 500)]
    assert desk.checking.run() == ()


def test_a_known_invoice_of_another_amount_is_refused(counter: Counter) -> None:
    counter.run()
    counter.write(ImportFile.INVOICES, invoice(numero="F2"), invoice(montant="20,30"))
    report = counter.report(ImportFile.INVOICES)
    (fault,) = report.faults
    assert (fault.line, fault.kind, fault.value, fault.detail) == (
        3,
        RowFaultKind.INVOICE_AMOUNT_DIFFERS,
        "20,30",
        "13,10",
    )
    assert (report.outcome, report.refused, report.added) == (ImportOutcome.REFUSED, 1, 0)
    assert counter.count(invoices) == 1


def test_a_dry_run_says_the_same_and_writes_nothing(counter: Counter) -> None:
    counter.run()
    counter.write(ImportFile.CLIENTS, client(nom="MARTIN"), client(chrono="7"), client(chrono="8"))
    counter.write(ImportFile.INVOICES, INVOICE, invoice(chrono="7"))
    events, before = counter.count(audit_events), counter.counts()
    tried = counter.run(dry_run=True)
    assert outcomes(tried) == [ImportOutcome.WOULD_BE_IMPORTED] * 4
    assert counter.counts() == before
    assert counter.count(audit_events) == events
    done = counter.run()
    assert [(one.added, one.updated, one.unchanged) for one in tried.files] == [
        (one.added, one.updated, one.unchanged) for one in done.files
    ]


def test_absent_files_are_left_aside(counter: Counter) -> None:
    counter.run()
    for file in (ImportFile.PARTNERS, ImportFile.CLIENTS, ImportFile.ORDERS):
        (counter.folder / file).unlink()
    counter.write(ImportFile.INVOICES, invoice(numero="F2"))
    assert outcomes(counter.run()) == [
        ImportOutcome.ABSENT,
        ImportOutcome.ABSENT,
        ImportOutcome.IMPORTED,
        ImportOutcome.ABSENT,
    ]


def test_nothing_of_a_file_with_a_wrong_row_is_imported(counter: Counter) -> None:
    counter.write(ImportFile.CLIENTS, CLIENT, client(chrono="7", mdr="?"), client(chrono="8"))
    report = counter.run()
    assert outcomes(report) == [
        ImportOutcome.IMPORTED,
        ImportOutcome.REFUSED,
        ImportOutcome.WITHHELD,
        ImportOutcome.WITHHELD,
    ]
    assert counter.counts() == (1, 0, 0, 0)
    assert not report.is_sound


def test_what_refers_to_a_refused_row_is_not_called_wrong(counter: Counter) -> None:
    counter.write(ImportFile.CLIENTS, client(mdr="?"))
    counter.write(ImportFile.ORDERS, order(), order(numero="C2", kdo="?"), order(numero="C3", chrono="9"))
    report = counter.run()
    assert [fault.kind for fault in report.files[2].faults] == []
    assert [(fault.line, fault.kind) for fault in report.files[3].faults] == [
        (3, RowFaultKind.FLAG_WRONG),
        (4, RowFaultKind.CLIENT_UNKNOWN),
    ]


def test_of_a_file_without_a_sound_header_nothing_is_held_against_the_others(counter: Counter) -> None:
    (counter.folder / "clients.csv").write_text("lettre;partenaire\nJ;121\n", encoding="utf-8")
    report = counter.run()
    assert report.files[1].outcome is ImportOutcome.REFUSED
    assert {fault.kind for fault in report.files[1].faults} == {RowFaultKind.COLUMN_MISSING}
    assert [one.outcome for one in report.files[2:]] == [ImportOutcome.WITHHELD] * 2
    assert [one.faults for one in report.files[2:]] == [(), ()]


def test_an_unknown_partner(counter: Counter) -> None:
    counter.write(ImportFile.CLIENTS, CLIENT, client(partenaire="122"))
    (fault,) = counter.report(ImportFile.CLIENTS).faults
    assert (fault.line, fault.column, fault.kind, fault.value) == (
        3,
        "partenaire",
        RowFaultKind.PARTNER_UNKNOWN,
        "122",
    )


def test_partners_of_the_file_and_of_the_database_are_both_known(counter: Counter) -> None:
    counter.run()
    counter.write(ImportFile.PARTNERS, "122;Le Chêne;")
    counter.write(ImportFile.CLIENTS, client(chrono="7"), client(partenaire="122"))
    assert counter.report(ImportFile.CLIENTS, dry_run=True).added == 2
    assert counter.report(ImportFile.CLIENTS).added == 2


def test_an_unknown_client(counter: Counter) -> None:
    counter.write(ImportFile.INVOICES, INVOICE, invoice(chrono="052134466"))
    (fault,) = counter.report(ImportFile.INVOICES).faults
    assert (fault.line, fault.column, fault.kind) == (3, "chrono", RowFaultKind.CLIENT_UNKNOWN)
    assert fault.value == "J 121 052134466"


@pytest.mark.parametrize(
    ("file", "row", "column"),
    [
        (ImportFile.PARTNERS, PARTNER, "code"),
        (ImportFile.CLIENTS, CLIENT, "chrono"),
        (ImportFile.INVOICES, INVOICE, "numero"),
        (ImportFile.ORDERS, ORDER, "numero"),
    ],
)
def test_a_row_that_comes_twice(counter: Counter, file: ImportFile, row: str, column: str) -> None:
    counter.write(file, row, row, row)
    report = counter.report(file)
    assert [(fault.line, fault.column, fault.kind, fault.detail) for fault in report.faults] == [
        (3, column, RowFaultKind.DUPLICATE, "2"),
        (4, column, RowFaultKind.DUPLICATE, "2"),
    ]
    assert (report.read, report.refused) == (3, 2)


def test_a_row_that_is_wrong_in_two_ways_is_one_wrong_row(counter: Counter) -> None:
    unknown = client(partenaire="122")
    counter.write(ImportFile.CLIENTS, unknown, unknown, client(chrono="7", partenaire="122", mdr="?"))
    report = counter.report(ImportFile.CLIENTS)
    assert sorted((fault.line, fault.kind.value) for fault in report.faults) == [
        (2, "partner.unknown"),
        (3, "duplicate"),
        (3, "partner.unknown"),
        (4, "method"),
        (4, "partner.unknown"),
    ]
    assert report.refused == 3


def test_more_faults_than_are_listed(counter: Counter) -> None:
    counter.write(ImportFile.INVOICES, *[invoice(numero=f"F{n}", chrono="9") for n in range(FAULTS_SHOWN + 50)])
    report = counter.report(ImportFile.INVOICES)
    assert len(report.faults) == FAULTS_SHOWN
    assert (report.more_faults, report.refused) == (50, FAULTS_SHOWN + 50)


def test_an_unreadable_file_leaves_everything_as_it_was(counter: Counter) -> None:
    (counter.folder / "commandes.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(Unavailable) as refusal:
        counter.run()
    assert refusal.value.fault is Fault.FILE_UNREADABLE
    assert counter.counts() == (0, 0, 0, 0)


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.TRAINER])
def test_who_may_not(counter: Counter, role: Role) -> None:
    who = counter.desk.person("x", "X", role)
    with pytest.raises(RuleBroken) as refusal:
        counter.run(who=who)
    assert refusal.value.code is Broken.ROLE_MAY_NOT
    assert counter.told == []


def test_every_file_that_was_imported_is_on_the_trail(counter: Counter) -> None:
    counter.write(ImportFile.ORDERS, order(kdo="?"))
    report = counter.run()
    events = counter.desk.database.read(
        lambda tx: tx.scalars(select(audit_events.c.facts).where(audit_events.c.kind == "file imported")).all()
    )
    assert len(events) == 3
    for facts, one in zip(events, report.files, strict=False):
        assert f'"file":"{one.file.value}"' in facts
        assert f'"sha256":"{one.sha256}"' in facts
        assert IBAN not in facts
    assert counter.desk.checking.run() == ()


def test_the_progress_goes_from_nothing_to_everything(counter: Counter) -> None:
    counter.run()
    steps = [(told.file, told.step) for told in counter.told]
    assert list(dict.fromkeys(steps)) == [
        *[(file.value, ImportStep.READING) for file in ImportFile],
        *[(file.value, step) for file in ImportFile for step in (ImportStep.CHECKING, ImportStep.WRITING)],
    ]
    last_read = [told for told in counter.told if told.step is ImportStep.READING][-1]
    assert last_read.done == last_read.total == (counter.folder / "commandes.csv").stat().st_size


@pytest.mark.parametrize("step", ImportStep)
def test_a_cancelled_import_gives_up_the_file_in_hand(counter: Counter, step: ImportStep) -> None:
    report = counter.run(
        cancelled=lambda: any(told.file == "clients.csv" and told.step is step for told in counter.told)
    )
    assert report.files[1].outcome in (ImportOutcome.CANCELLED, ImportOutcome.IMPORTED)
    assert report.files[3].outcome is ImportOutcome.CANCELLED
    assert not report.is_sound
    for one, count in zip(report.files, counter.counts(), strict=True):
        assert count == (1 if one.outcome is ImportOutcome.IMPORTED else 0)


def test_a_cancelled_move_is_rolled_back_and_can_be_done_again(counter: Counter) -> None:
    counter.write(ImportFile.CLIENTS, *[client(chrono=str(n)) for n in range(1, 45_001)])
    counter.write(ImportFile.INVOICES)
    counter.write(ImportFile.ORDERS)

    def enough() -> bool:
        return any(told.file == "clients.csv" and told.step is ImportStep.WRITING for told in counter.told)

    report = counter.run(cancelled=enough)
    assert report.files[1].outcome is ImportOutcome.CANCELLED
    assert counter.counts() == (1, 0, 0, 0)
    counter.told.clear()
    assert counter.report(ImportFile.CLIENTS).added == 45_000
    assert [told.done for told in counter.told if told.step is ImportStep.WRITING][-3:] != []
    assert counter.report(ImportFile.CLIENTS).unchanged == 45_000


def test_two_imports_at_once_add_everything_once(counter: Counter) -> None:
    counter.write(ImportFile.CLIENTS, *[client(chrono=str(n)) for n in range(500)])
    counter.write(ImportFile.INVOICES, *[invoice(chrono=str(n)) for n in range(500)])
    counter.write(ImportFile.ORDERS)
    together = Barrier(2)

    def run(_: int) -> ImportReport:
        together.wait(timeout=30)
        return counter.run()

    with ThreadPoolExecutor(2) as pool:
        reports = list(pool.map(run, range(2)))
    for one, other in zip(*(report.files for report in reports), strict=True):
        assert one.outcome is other.outcome is ImportOutcome.IMPORTED
        assert one.added + other.added == one.unchanged + other.unchanged == one.read
    assert counter.counts() == (1, 500, 500, 0)


def test_names_with_quotes_and_separators(counter: Counter) -> None:
    counter.write(ImportFile.CLIENTS, client(nom='"D\'ORNANO; ""le Vieux"""'))
    assert counter.report(ImportFile.CLIENTS).added == 1
    assert counter.desk.database.read(lambda tx: tx.scalar(select(clients.c.last_name))) == 'D\'ORNANO; "le Vieux"'


def test_backslashes_tabs_and_what_copy_would_take_for_nothing(counter: Counter) -> None:
    counter.write(ImportFile.CLIENTS, client(nom=r"\N", prenom=r"a\tb\\", ville=r"\."))
    counter.run()
    row = counter.desk.database.read(lambda tx: tx.execute(select(clients)).one())
    assert (row.last_name, row.first_name, row.city) == (r"\N", r"a\tb\\", r"\.")


def test_the_first_batch_after_an_import(counter: Counter) -> None:
    counter.run()
    desk = counter.desk
    assert desk.cheque(desk.batch(), counter.durand(), 13_10).amount == Money(13_10)


def test_ids_of_clients_survive_an_update(counter: Counter) -> None:
    counter.run()
    before = counter.desk.database.read(lambda tx: tx.scalar(select(clients.c.id)))
    counter.write(ImportFile.CLIENTS, client(chrono="1"), client(nom="MARTIN"))
    counter.run()
    after = counter.desk.database.read(lambda tx: tx.scalar(select(clients.c.id).where(clients.c.chrono == "52134466")))
    assert before == after


def test_a_seal_of_another_secret_is_a_bug_and_not_passed_over(counter: Counter) -> None:
    counter.run()
    counter.desk.database.write(lambda tx: tx.execute(update(clients).values(sealed_iban=b"\x01" + b"x" * 40)))
    with pytest.raises(Exception) as refusal:  # noqa: PT011 - the library's own
        counter.run()
    assert type(refusal.value).__name__ == "InvalidTag"
