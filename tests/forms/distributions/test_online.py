"""*Cartes en ligne*: the provider's file, by keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from backoffice.domain.group import GroupMethod
from backoffice.domain.ledger import Member
from backoffice.domain.money import Money
from tests.forms.distributions.stall import Stall
from tests.forms.screen_window import button
from tests.keyboard_driver import focused, press, write

HEAD = "paiement;adherent;montant;date\n"
FILE = "Fichier des confirmations"


@pytest.fixture
def member(stall: Stall) -> Member:
    first, *_ = stall.members()
    stall.manage(GroupMethod.CARD_ONLINE)
    stall.distribution()
    return first


def confirmations(folder: Path, *rows: str) -> Path:
    file = folder / "confirmations.csv"
    file.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return file


def take(stall: Stall, file: Path) -> None:
    stall.open()
    press(Qt.Key.Key_F11)
    stall.settle()
    assert stall.at() == FILE
    write(f"{file}\n")
    stall.settle()


def test_a_file_credits_the_accounts_and_each_payment_once(stall: Stall, member: Member, tmp_path: Path) -> None:
    take(stall, confirmations(tmp_path, "CB-1;1;22,45;01/03/2024", "CB-2;1;5,00;02/03/2024"))
    assert stall.says("2 lignes lues : 2 paiements confirmés.")
    assert stall.account(member).balance == Money(27_45)
    confirmations(tmp_path, "CB-2;1;5,00;02/03/2024", "CB-3;1;1,00;02/03/2024")
    write("\n")
    stall.settle()

    assert stall.says("2 lignes lues : 1 paiement confirmé, 1 déjà pris.")
    assert stall.account(member).balance == Money(28_45)


def test_a_wrong_row_refuses_the_whole_file_with_line_and_reason(stall: Stall, member: Member, tmp_path: Path) -> None:
    take(stall, confirmations(tmp_path, "CB-1;1;22,45;01/03/2024", "CB-2;77;5,00;02/03/2024"))

    assert stall.says("Rien n'a été pris")
    assert [row[:2] for row in stall.rows("Raisons des refus")] == [("3", "adherent")]
    assert "77" in stall.rows("Raisons des refus")[0][2]
    assert stall.account(member).balance == Money(0)
    assert focused() is stall.table("Raisons des refus")


def test_a_file_that_is_not_there_is_said_at_the_field(stall: Stall, member: Member, tmp_path: Path) -> None:
    take(stall, tmp_path / "absent.csv")

    assert stall.says("absent.csv")
    assert stall.at() == FILE
    assert stall.account(member).entries == ()


def test_the_file_is_chosen_by_key(stall: Stall, member: Member, tmp_path: Path) -> None:
    stall.bench.answers.path = confirmations(tmp_path, "CB-1;1;22,45;01/03/2024")
    stall.open()
    press(Qt.Key.Key_F11)
    stall.settle()
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_F6)
    stall.settle()

    assert stall.account(member).balance == Money(22_45)


def test_an_operator_takes_no_file_and_is_told(stall: Stall, member: Member) -> None:
    stall.open(stall.desk.operator)
    press(Qt.Key.Key_F11)
    stall.settle()
    press(Qt.Key.Key_F6)

    assert "valider une distribution" in stall.bench.strip.text()
    assert not button(stall.screen, "Prendre le fichier").isEnabled()
    assert stall.account(member).entries == ()
