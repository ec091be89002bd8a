from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from backoffice.domain.card import AliasedCard, CardExpiry
from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.import_rows import ImportFile
from backoffice.domain.importing import (
    ImportOutcome,
    ImportReport,
    ImportStep,
)
from backoffice.domain.means import MethodChange, MethodForm
from backoffice.domain.method import Brand
from backoffice.domain.money import Money
from backoffice.gateways.vault import Vault
from backoffice.storage.database import Database
from backoffice.storage.office_facts import require_same_secret
from backoffice.storage.schema import audit_events, clients, invoices, orders, partners
from tests.ibans import POSTAL
from tests.import_counter import Counter, outcomes
from tests.import_folders import CLIENT, IBAN, INVOICE, client, invoice, order, write_folder
from tests.office import VAULT, OfficeGestures
from tests.seals import first_version


@pytest.fixture
def counter(database: Database, tmp_path: Path) -> Counter:
    return Counter(OfficeGestures(database), write_folder(tmp_path / "folder"))


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


def test_means_that_were_changed_here_are_not_taken_back_by_the_partner_s_file(counter: Counter) -> None:
    counter.run()
    card = AliasedCard("AL-1", Brand.CB, "0154", CardExpiry(2027, 5))
    change = MethodChange(80, card=card)
    counter.desk.methods.change(counter.desk.operator, MethodForm(uuid4(), counter.durand(), change))
    counter.write(ImportFile.CLIENTS, client(nom="MARTIN", mdr="15", iban="FR1420041010050500013M02606", rum="X"))

    counter.run()

    dossier = counter.desk.dossier(counter.durand())
    assert dossier.client.name == "Mme MARTIN Marie"
    assert (dossier.means.method_code, dossier.means.card_last4) == (80, "0154")
    assert (dossier.means.iban, dossier.means.rum) == ("FR76 •••• 189", "ADLP-121-52134466")
    assert counter.desk.checking.run() == ()


def test_the_search_name_follows_the_name(counter: Counter) -> None:
    counter.run()
    counter.write(ImportFile.CLIENTS, client(nom="DE L'ÉPÉE", prenom="Zoé"))
    counter.run()
    assert counter.desk.database.read(lambda tx: tx.scalar(select(clients.c.search_name))) == "DE L EPEE ZOE"


def test_partners_and_orders_are_updated(counter: Counter) -> None:
    counter.run()
    counter.write(ImportFile.PARTNERS, "121;Le Tilleul;;45", "122;Le Chêne;;")
    counter.write(ImportFile.ORDERS, order(statut="résilié", kdo="oui"), order(numero="C2"))
    report = counter.run()
    assert [(one.added, one.updated) for one in report.files] == [(1, 1), (0, 0), (0, 0), (1, 1)]
    row = counter.desk.database.read(lambda tx: tx.execute(select(orders).where(orders.c.number == "C1")).one())
    assert (row.status, row.gift) == ("résilié", True)


def test_the_partner_s_own_direct_debit_is_in_the_client_s_file(counter: Counter) -> None:
    counter.write(ImportFile.CLIENTS, client(mdr="45"))
    counter.run()
    dossier = counter.desk.dossier(counter.durand())
    assert (dossier.client.direct_method, dossier.means.method_code) == (45, 45)


@pytest.mark.parametrize(
    ("header", "row", "kept"),
    [
        ("code;nom;banques", "121;Le Tilleul;", 45),
        ("code;nom;banques;mdr_prelevement", "121;Le Tilleul;;", None),
        ("code;nom;banques;mdr_prelevement", "121;Le Tilleul;;46", 46),
    ],
    ids=["an absent column says nothing", "an empty cell says that there is none", "another code"],
)
def test_what_a_later_file_says_of_the_direct_debit(counter: Counter, header: str, row: str, kept: int | None) -> None:
    counter.run()
    (counter.folder / "partenaires.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    tried = counter.report(ImportFile.PARTNERS, dry_run=True)
    done = counter.report(ImportFile.PARTNERS)
    assert (tried.updated, done.updated) == (1, 1)
    assert counter.desk.database.read(lambda tx: tx.scalar(select(partners.c.direct_method))) == kept
    assert counter.report(ImportFile.PARTNERS).unchanged == 1


def test_a_new_partner_of_a_file_without_the_column_has_no_direct_debit(counter: Counter) -> None:
    (counter.folder / "partenaires.csv").write_text("code;nom;banques\n121;Le Tilleul;\n", encoding="utf-8")
    assert counter.run().is_sound
    assert counter.desk.dossier(counter.durand()).client.direct_method is None


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


def test_partners_of_the_file_and_of_the_database_are_both_known(counter: Counter) -> None:
    counter.run()
    counter.write(ImportFile.PARTNERS, "122;Le Chêne;;")
    counter.write(ImportFile.CLIENTS, client(chrono="7"), client(partenaire="122"))
    assert counter.report(ImportFile.CLIENTS, dry_run=True).added == 2
    assert counter.report(ImportFile.CLIENTS).added == 2


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


def test_a_seal_of_the_first_version_is_compared_all_the_same(counter: Counter) -> None:
    counter.run()
    old = first_version(b"v" * 32, IBAN)
    counter.desk.database.write(lambda tx: tx.execute(update(clients).values(sealed_iban=old)))
    assert counter.report(ImportFile.CLIENTS).unchanged == 1
    counter.write(ImportFile.CLIENTS, client(iban=POSTAL))
    assert counter.report(ImportFile.CLIENTS).updated == 1


def test_a_seal_of_another_secret_is_not_passed_over(counter: Counter) -> None:
    counter.run()
    other = first_version(b"w" * 32, IBAN)
    counter.desk.database.write(lambda tx: tx.execute(update(clients).values(sealed_iban=other)))
    with pytest.raises(Unavailable) as refusal:
        counter.run()
    assert refusal.value.fault is Fault.SECRET_WRONG


def test_nothing_is_imported_under_a_secret_that_is_not_in_force_any_more(counter: Counter) -> None:
    require_same_secret(counter.desk.database, [Vault(b"v" * 32 + b"n" * 32).check_value])
    with pytest.raises(Unavailable) as refusal:
        counter.run()
    assert refusal.value.fault is Fault.SECRET_WRONG
    assert counter.counts() == (0, 0, 0, 0)
    assert outcomes(counter.run(dry_run=True)) == [ImportOutcome.WOULD_BE_IMPORTED] * 4
