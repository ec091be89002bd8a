from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from backoffice.demonstration import people, write_folder
from backoffice.domain.import_rows import ImportedClient, ImportedInvoice, ImportFile
from backoffice.domain.invoices import PendingInvoice
from backoffice.domain.mail_facts import CouponFacts
from backoffice.domain.money import Money
from backoffice.domain.people import Role
from backoffice.gateways.import_files.folder import open_folder
from backoffice.procedure.cheques import propose

DURAND = ("J", 121, "52134466")
CHEQUES = [Money(cents) for cents in (5_00, 10_00, 13_10, 17_15, 20_30, 22_45, 33_40, 41_60, 58_00)]


def read(folder: Path) -> dict[ImportFile, list[Any]]:
    sources = open_folder(folder, lambda iban: iban.encode())
    rows = {source.file: list(source.rows()) for source in sources}
    assert [source.faults.listed for source in sources] == [[]] * 4
    return rows


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[ImportFile, list[Any]]:
    folder = tmp_path_factory.mktemp("demo")
    write_folder(folder)
    return read(folder)


def test_the_files_are_sound_and_as_large_as_asked_for(demo: dict[ImportFile, list[Any]]) -> None:
    assert len(demo[ImportFile.CLIENTS]) == 5_000
    references = {row[1:4] for row in demo[ImportFile.CLIENTS]}
    assert len(references) == 5_000
    assert {row[1:4] for row in demo[ImportFile.INVOICES]} <= references
    assert {row[1:4] for row in demo[ImportFile.ORDERS]} <= references
    assert {row.partner_code for row in demo[ImportFile.CLIENTS]} <= {row.code for row in demo[ImportFile.PARTNERS]}


def test_the_first_client_is_the_one_of_the_wireframe(demo: dict[ImportFile, list[Any]]) -> None:
    durand: ImportedClient = demo[ImportFile.CLIENTS][0]
    assert durand[1:4] == DURAND
    assert (durand.title, durand.last_name, durand.first_name) == ("Mme", "DURAND", "Marie")
    assert (durand.postcode, durand.city) == ("69003", "LYON")
    due: list[ImportedInvoice] = [row for row in demo[ImportFile.INVOICES] if row[1:4] == DURAND]
    assert [(row.circular, row.issued_on, row.pending) for row in due] == [
        ("AP11", date(2019, 2, 20), 13_10),
        ("AP11", date(2019, 3, 9), 20_30),
    ]
    orders = [row for row in demo[ImportFile.ORDERS] if row[1:4] == DURAND]
    assert [(row.title, row.gift) for row in orders] == [("TELE 7 JOURS", 0), ("GEO", 1)]


def test_every_rule_of_the_cheques_occurs(demo: dict[ImportFile, list[Any]]) -> None:
    rules = set()
    for _, due in groupby(demo[ImportFile.INVOICES], itemgetter(1, 2, 3)):
        pending = [
            PendingInvoice(row.line, row.number, row.circular, row.issued_on, Money(row.amount), Money(row.pending))
            for row in due
            if row.pending
        ]
        for cheque in CHEQUES if pending else ():
            rules |= {row.rule for row in propose(pending, cheque, CouponFacts(bears_no_debt=True)) or ()}
    assert rules >= {"P-21", "P-22", "P-30", "P-31", "P-32", "P-33"}


def test_every_kind_of_client_occurs(demo: dict[ImportFile, list[Any]]) -> None:
    everybody: list[ImportedClient] = demo[ImportFile.CLIENTS]
    with_invoices = {row[1:4] for row in demo[ImportFile.INVOICES] if row.pending}
    assert any(client[1:4] not in with_invoices for client in everybody)
    assert {15, 80, 81, 99, 45} == {client.method_code for client in everybody}
    assert {row.direct_method for row in demo[ImportFile.PARTNERS]} == {45}
    assert {"active", "inactive", "none"} == {client.mandate for client in everybody}
    for kind in ("blocked", "deceased", "protected_adult"):
        assert 10 < sum(getattr(client, kind) for client in everybody) < 250
    assert 310 in {row.code for row in demo[ImportFile.PARTNERS]}
    assert 200 < sum(client.partner_code > 310 for client in everybody) < 2_000
    assert {"CB", "AMEX", ""} == {client.card_brand for client in everybody}
    assert {"QCU2", "QCOI", "QCDH", "RPSI", "XXXX"} <= {row.circular for row in demo[ImportFile.INVOICES]}


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_folder(tmp_path / name, clients=50, seed=seed)
    for file in ImportFile:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "again" / file).read_bytes()
    assert (tmp_path / "one" / "clients.csv").read_bytes() != (tmp_path / "other" / "clients.csv").read_bytes()


def test_the_office_has_all_the_roles() -> None:
    assert {person.role for person in people()} == set(Role)
    assert len({person.login for person in people()}) == len(people())
