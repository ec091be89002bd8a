"""Openings of a whole group, and card payments online, from CSV files: each taken whole or not at all."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest

from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.group import GroupMethod
from backoffice.domain.importing import RowFaultKind
from backoffice.domain.member_files import MemberFile, MemberFileReport
from backoffice.domain.member_order import MemberPaymentState
from backoffice.domain.money import Money
from backoffice.storage.database import Database
from forms.kit.wording.import_words import fault_sentence
from tests.members import Coop
from tests.office import OfficeGestures

Writer = Callable[..., Path]


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


@pytest.fixture
def openings(tmp_path: Path) -> Writer:
    return _writer(tmp_path / "soldes.csv", MemberFile.OPENINGS)


@pytest.fixture
def confirmations(tmp_path: Path) -> Writer:
    return _writer(tmp_path / "paiements.csv", MemberFile.CONFIRMATIONS)


def _writer(path: Path, file: MemberFile) -> Writer:
    def write(*rows: str) -> Path:
        path.write_text("\n".join([";".join(file.columns), *rows, ""]), encoding="utf-8")
        return path

    return write


def _balances(desk: OfficeGestures, coop: Coop) -> dict[str, int]:
    rows = desk.balances.of_group(desk.operator, coop.group.id).rows
    return {row.member.number: row.balance.cents for row in rows}


def _faults(report: MemberFileReport) -> list[tuple[int, str, RowFaultKind]]:
    assert all(fault_sentence(fault).endswith(".") for fault in report.faults)
    return [(fault.line, fault.column, fault.kind) for fault in report.faults]


def _counts(report: MemberFileReport) -> tuple[int, int, int, int]:
    assert report.is_sound
    return report.read, report.added, report.opened, report.unchanged


def test_a_group_is_taken_over_with_its_members_and_openings(desk: OfficeGestures, openings: Writer) -> None:
    coop, key = Coop(desk), uuid4()
    known = coop.member("1", "DUBOIS")
    path = openings("1;DUBOIS Paul;-12,50", "2;PETIT Anne;30,00", "3;LEROY Zoé;", "4;SIMON Léa;\u22127,05")

    for _ in range(2):
        report = desk.account_files.take_openings(desk.supervisor, key, coop.group.id, path)
        assert _counts(report) == (4, 3, 3, 0)
    assert _balances(desk, coop) == {"1": -12_50, "2": 30_00, "3": 0, "4": -7_05}
    assert desk.groups.members(desk.operator, coop.group.id)[0].name == "DUBOIS Paul"
    again = desk.account_files.take_openings(desk.supervisor, uuid4(), coop.group.id, path)
    assert _counts(again) == (4, 0, 0, 4)
    assert len(desk.balances.member(desk.operator, known.id).entries) == 1
    assert desk.checking.run() == ()


def test_openings_that_stand_are_replaced_only_with_a_reason(desk: OfficeGestures, openings: Writer) -> None:
    coop = Coop(desk)
    coop.open(coop.member("1"), 10_00)
    path = openings("1;MARTIN Luc;11,00", "2;PETIT Anne;5,00")
    take = desk.account_files.take_openings

    refused = take(desk.supervisor, uuid4(), coop.group.id, path)
    assert _faults(refused) == [(2, "solde", RowFaultKind.OPENING_TAKEN)]
    assert "10,00" in fault_sentence(refused.faults[0])
    assert _balances(desk, coop) == {"1": 10_00}  # nothing of the file is taken
    assert _counts(take(desk.supervisor, uuid4(), coop.group.id, path, "relevé corrigé")) == (2, 1, 2, 0)
    assert _balances(desk, coop) == {"1": 11_00, "2": 5_00}
    assert desk.checking.run() == ()


def test_wrong_rows_are_all_told_and_nothing_is_taken(desk: OfficeGestures, openings: Writer) -> None:
    coop = Coop(desk)
    path = openings("1;MARTIN;1,234", ";PETIT;1,00", "2;;1,00", "3;LEROY;2,00", "3;LEROY;3,00", "4;SIMON")

    report = desk.account_files.take_openings(desk.supervisor, uuid4(), coop.group.id, path)

    assert _faults(report) == [
        (2, "solde", RowFaultKind.AMOUNT_WRONG),
        (3, "numero", RowFaultKind.EMPTY),
        (4, "nom", RowFaultKind.EMPTY),
        (6, "numero", RowFaultKind.DUPLICATE),
        (7, "", RowFaultKind.FIELD_COUNT),
    ]
    assert not report.is_sound
    assert _balances(desk, coop) == {}


def test_a_file_without_its_columns_is_told(desk: OfficeGestures, tmp_path: Path) -> None:
    coop, path = Coop(desk), tmp_path / "x.csv"
    path.write_text("numero;nom\n1;MARTIN\n", encoding="utf-8")
    report = desk.account_files.take_openings(desk.supervisor, uuid4(), coop.group.id, path)
    assert _faults(report) == [(1, "solde", RowFaultKind.COLUMN_MISSING)]
    with pytest.raises(Unavailable) as failed:
        desk.account_files.take_openings(desk.supervisor, uuid4(), coop.group.id, tmp_path / "absent.csv")
    assert (failed.value.fault, failed.value.facts["file"]) == (Fault.FILE_UNREADABLE, "absent.csv")


def test_card_payments_credit_the_accounts_without_anybody(desk: OfficeGestures, confirmations: Writer) -> None:
    coop, key = Coop(desk), uuid4()
    one, other = coop.member("1"), coop.member("2")
    path = confirmations("pay-1;1;12,50;01/03/2024", "pay-2;1;2,00;2024-03-02", "pay-3;2;7,00;04/03/2024")

    for _ in range(2):
        report = desk.account_files.take_confirmations(desk.supervisor, key, coop.group.id, path)
        assert _counts(report) == (3, 3, 0, 0)
    assert (coop.figures(one), coop.figures(other)) == ((14_50, 0), (7_00, 0))
    newest, _ = desk.member_payments.of_member(desk.operator, one.id)
    assert (newest.method, newest.provider_id, newest.state, newest.received) == (
        GroupMethod.CARD_ONLINE,
        "pay-2",
        MemberPaymentState.CONFIRMED,
        Money(2_00),
    )
    assert desk.checking.run() == ()


def test_each_confirmation_is_taken_once_in_whatever_file_it_comes(desk: OfficeGestures, confirmations: Writer) -> None:
    coop = Coop(desk)
    member = coop.member("1")
    take, who, group = desk.account_files.take_confirmations, desk.supervisor, coop.group.id
    take(who, uuid4(), group, confirmations("pay-1;1;12,50;01/03/2024"))

    same = take(who, uuid4(), group, confirmations("pay-1;1;12,50;01/03/2024"))
    more = take(who, uuid4(), group, confirmations("pay-1;1;12,50;01/03/2024", "pay-2;1;1,00;01/03/2024"))

    assert (_counts(same), _counts(more)) == ((1, 0, 0, 1), (2, 1, 0, 1))
    assert coop.figures(member) == (13_50, 0)


def test_a_bad_confirmation_keeps_the_whole_file_out(desk: OfficeGestures, confirmations: Writer) -> None:
    coop, elsewhere = Coop(desk), Coop(desk)
    member, _ = coop.member("1"), elsewhere.member("1")
    take, who, group = desk.account_files.take_confirmations, desk.supervisor, coop.group.id
    take(who, uuid4(), group, confirmations("pay-1;1;12,50;01/03/2024"))

    for row, column, kind in (
        ("pay-1;1;12,51;01/03/2024", "paiement", RowFaultKind.CONFIRMATION_DIFFERS),
        ("pay-9;9;1,00;01/03/2024", "adherent", RowFaultKind.MEMBER_UNKNOWN),
        ("pay-9;1;0,00;01/03/2024", "montant", RowFaultKind.AMOUNT_NOT_POSITIVE),
        ("pay-9;1;1,00;31/02/2024", "date", RowFaultKind.DATE_WRONG),
        ("pay-9;1;1,00;05/03/2024", "date", RowFaultKind.IN_FUTURE),
        ("pay-2;1;1,00;01/03/2024", "paiement", RowFaultKind.DUPLICATE),
    ):
        report = take(who, uuid4(), group, confirmations("pay-2;1;1,00;01/03/2024", row))
        assert _faults(report) == [(3, column, kind)]
    theirs = take(who, uuid4(), elsewhere.group.id, confirmations("pay-1;1;12,50;01/03/2024"))
    assert _faults(theirs) == [(2, "paiement", RowFaultKind.CONFIRMATION_DIFFERS)]  # the file of another group
    assert coop.figures(member) == (12_50, 0)


def test_who_may_take_files_and_when(desk: OfficeGestures, openings: Writer, confirmations: Writer) -> None:
    coop = Coop(desk, managed=False)
    coop.member("1")
    files, group = desk.account_files, coop.group.id
    refused: tuple[tuple[Callable[[], MemberFileReport], Broken], ...] = (
        (lambda: files.take_openings(desk.operator, uuid4(), group, openings()), Broken.ROLE_MAY_NOT),
        (lambda: files.take_confirmations(desk.operator, uuid4(), group, confirmations()), Broken.ROLE_MAY_NOT),
        (lambda: files.take_confirmations(desk.supervisor, uuid4(), group, confirmations()), Broken.PAYMENTS_OFF),
        (lambda: files.take_openings(desk.supervisor, uuid4(), 99, openings()), Broken.GROUP_UNKNOWN),
    )
    for gesture, code in refused:
        with pytest.raises(RuleBroken) as refusal:
            gesture()
        assert refusal.value.code is code
