from pathlib import Path

import pytest

from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.import_rows import ImportFile
from backoffice.domain.importing import (
    FAULTS_SHOWN,
    ImportOutcome,
    RowFaultKind,
)
from backoffice.domain.people import Role
from backoffice.storage.database import Database
from backoffice.storage.schema import invoices
from tests.import_counter import Counter, outcomes
from tests.import_folders import CLIENT, INVOICE, ORDER, PARTNER, client, invoice, order, write_folder
from tests.office import OfficeGestures


@pytest.fixture
def counter(database: Database, tmp_path: Path) -> Counter:
    return Counter(OfficeGestures(database), write_folder(tmp_path / "folder"))


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


NO_COLUMN, WITH_COLUMN = "code;nom;banques", "code;nom;banques;mdr_prelevement"


@pytest.mark.parametrize("dry_run", [False, True])
@pytest.mark.parametrize(
    ("partner", "wrong"),
    [
        (f"{WITH_COLUMN}\n121;Tilleul;;45\n", "44 46"),
        (f"{WITH_COLUMN}\n121;Tilleul;;46\n", "44 45"),
        (f"{WITH_COLUMN}\n121;Tilleul;;\n", "44 45 46"),
        (f"{NO_COLUMN}\n121;Tilleul;\n", "44 46"),
        (f"{WITH_COLUMN}\n122;Chêne;;46\n", "44 46"),
        ("", "44 46"),
        (f"{WITH_COLUMN}\n121;Tilleul;;15\n", ""),
        ("code;nom\n121;Tilleul\n", ""),
    ],
    ids=[
        "the file says it as the books do",
        "the file says another",
        "the file says that there is none",
        "the file does not say: the books do",
        "the file is about another",
        "no file",
        "wrong itself",
        "without a sound header",
    ],
)
def test_a_method_that_is_not_the_partner_s(counter: Counter, partner: str, wrong: str, *, dry_run: bool) -> None:
    """Partner 121 has 45 in the books."""
    counter.run()
    counter.write(
        ImportFile.CLIENTS,
        *(client(chrono=code, mdr=code) for code in ["44", "45", "46", "15", "80", "81", "82", "99"]),
    )
    file = counter.folder / "partenaires.csv"
    file.write_text(partner, encoding="utf-8") if partner else file.unlink()

    report = counter.report(ImportFile.CLIENTS, dry_run=dry_run)

    assert [(fault.line, fault.column, fault.kind, fault.value, fault.detail) for fault in report.faults] == [
        (int(code) - 42, "mdr", RowFaultKind.METHOD_UNKNOWN, code, "121") for code in wrong.split()
    ]
    expected = ImportOutcome.REFUSED if wrong else ImportOutcome.WITHHELD
    assert report.outcome is expected


def test_a_method_of_an_unknown_partner_is_not_wrong_as_well(counter: Counter) -> None:
    counter.write(ImportFile.CLIENTS, client(partenaire="122", mdr="45"))
    assert [fault.kind for fault in counter.report(ImportFile.CLIENTS).faults] == [RowFaultKind.PARTNER_UNKNOWN]


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
