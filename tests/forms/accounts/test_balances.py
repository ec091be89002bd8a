"""*Solde des adhérents*, by keys."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from python_calamine import CalamineWorkbook

from backoffice.domain.people import Actor, Role
from forms.kit.tokens import colours
from tests.forms.accounts.counter import Counter, spaced
from tests.forms.screen_window import texts
from tests.keyboard_driver import focused, press, write

CONTROL = Qt.KeyboardModifier.ControlModifier
_HEAD = ["N°", "Adhérent", "Solde", "En attente"]


def figures(counter: Counter) -> list[str]:
    page = counter.screen.balances
    return [spaced(figure.text()) for figure in (page.count, page.balance, page.debts, page.credits, page.waiting)]


def test_all_balances_of_a_group_with_their_sums(counter: Counter) -> None:
    counter.some()
    counter.open()

    assert list(texts(counter.screen.balances.table)) == [
        ("1", "DURAND Marie", "−40,00", ""),
        ("2", "PETIT Jean", "12,50", ""),
        ("3", "ROUX Anne", "0,00", "15,00"),
        ("10", "BENAÏSSA Zoé", "−7,15", ""),
    ]
    assert figures(counter) == ["4", "−34,65 €", "−47,15 €", "12,50 €", "15,00 €"]
    assert focused() is counter.screen.balances.table


@pytest.mark.parametrize(
    ("sign", "names", "sums"),
    [
        ("-", ["DURAND Marie", "BENAÏSSA Zoé"], ["2 sur 4", "−47,15 €", "−47,15 €", "0,00 €", "0,00 €"]),
        ("+", ["PETIT Jean"], ["1 sur 4", "12,50 €", "0,00 €", "12,50 €", "0,00 €"]),
        ("/", ["ROUX Anne"], ["1 sur 4", "0,00 €", "0,00 €", "0,00 €", "15,00 €"]),
    ],
)
def test_a_sign_filters_and_the_star_shows_all_again(
    counter: Counter, sign: str, names: list[str], sums: list[str]
) -> None:
    counter.some()
    counter.open()
    write(sign)

    assert counter.names() == names
    assert figures(counter) == sums
    assert focused() is counter.screen.balances.table
    write("*")
    assert len(counter.names()) == 4


@pytest.mark.parametrize(
    ("typed", "names"),
    [("zo", ["BENAÏSSA Zoé"]), ("benaissa", ["BENAÏSSA Zoé"]), ("1", ["DURAND Marie", "BENAÏSSA Zoé"]), ("qq", [])],
)
def test_typing_in_the_list_searches_by_number_or_name(counter: Counter, typed: str, names: list[str]) -> None:
    counter.some()
    counter.open()
    write(typed)

    assert counter.names() == names
    assert focused().accessibleName() == "Chercher, par numéro ou nom"
    press(Qt.Key.Key_Escape)
    assert len(counter.names()) == 4
    assert focused() is counter.screen.balances.table


def test_enter_on_a_number_opens_that_very_account(counter: Counter) -> None:
    counter.some()
    counter.open()
    counter.screen.balances.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    write("1\n")
    counter.settle()

    assert counter.history() == [("Reprise de solde", "−40,00", "−40,00", "A. Morel")]
    assert counter.says("DURAND Marie")
    press(Qt.Key.Key_Escape)
    assert focused() is counter.screen.balances.table


def test_enter_on_what_nobody_is_called_says_so(counter: Counter) -> None:
    counter.some()
    counter.open()
    write("qq\n")

    assert "« qq »" in spaced(counter.screen.balances.search.error())
    assert focused().accessibleName() == "Chercher, par numéro ou nom"


def test_columns_sort_by_what_they_mean(counter: Counter) -> None:
    counter.some()
    counter.open()
    table = counter.screen.balances.table
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert counter.names()[0] == "BENAÏSSA Zoé"
    table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    assert counter.names() == ["DURAND Marie", "BENAÏSSA Zoé", "ROUX Anne", "PETIT Jean"]


def test_debts_have_their_bar_left_of_zero_and_credits_right(counter: Counter) -> None:
    counter.some()
    counter.open()
    table = counter.screen.balances.table
    picture = table.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()
    debt, credit = QColor(colours().error), QColor(colours().ok)

    def painted(row: int, colour: QColor) -> list[int]:
        cell = table.visualRect(table.model().index(row, 2))
        y = round(cell.center().y() * ratio)
        across = range(round(cell.left() * ratio), round((cell.right() - 116) * ratio))
        return [x for x in across if picture.pixelColor(x, y) == colour]

    long, short, right = painted(0, debt), painted(3, debt), painted(1, credit)
    assert len(long) > len(short) > 1
    assert max(long) == max(short) < min(right)
    assert not painted(2, debt)
    assert not painted(2, credit)


def test_what_is_shown_goes_into_a_workbook(counter: Counter, tmp_path: Path) -> None:
    counter.some()
    counter.open()
    counter.bench.answers.path = tmp_path / "soldes.xlsx"
    write("-")
    press(Qt.Key.Key_E, CONTROL)
    counter.settle()

    assert counter.bench.answers.asked[0] == "Solde des adhérents.xlsx"
    sheet = CalamineWorkbook.from_path(tmp_path / "soldes.xlsx").get_sheet_by_index(0).to_python()
    assert sheet == [_HEAD, ["1", "DURAND Marie", -40.0, 0.0], ["10", "BENAÏSSA Zoé", -7.15, 0.0]]


def test_and_into_a_csv_as_french_spreadsheets_read_it(counter: Counter, tmp_path: Path) -> None:
    group = counter.some()
    counter.member(group, "=1", "@SUM Léa", 3_00)
    counter.open()
    counter.bench.answers.path = path = tmp_path / "soldes.csv"
    press(Qt.Key.Key_F9)
    counter.settle()

    assert counter.bench.answers.asked[0] == "Solde des adhérents.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[:2] == [_HEAD, ["1", "DURAND Marie", "-40,00", "0,00"]]
    assert ["3", "ROUX Anne", "0,00", "15,00"] in rows
    assert ["'=1", "'@SUM Léa", "3,00", "0,00"] in rows
    assert "5 lignes dans soldes.csv." in counter.bench.strip.text()


def test_a_csv_that_cannot_be_written_is_told(counter: Counter, tmp_path: Path) -> None:
    counter.some()
    counter.open()
    (tmp_path / "pris").write_text("", encoding="utf-8")
    counter.bench.answers.path = tmp_path / "pris" / "soldes.csv"
    press(Qt.Key.Key_F9)
    counter.settle()

    assert "On ne peut pas écrire dans le dossier" in counter.said()


def test_another_group_shows_its_own(counter: Counter) -> None:
    counter.some()
    counter.member(counter.group("Zinzolin"), "1", "MOREAU Luc", 5_00)
    counter.open()
    write("du\n")
    counter.settle()
    counter.screen.group.setFocus()
    press(Qt.Key.Key_Down)
    counter.settle()

    assert counter.names() == ["MOREAU Luc"]
    assert counter.screen.balances.isVisible()


def test_a_group_without_members_says_what_to_do(counter: Counter) -> None:
    counter.group()
    counter.open()

    assert counter.says("F8 mène au groupe")
    press(Qt.Key.Key_F7)
    assert "Aucun adhérent n'est affiché." in counter.bench.strip.text()


def test_who_may_not_is_told(counter: Counter) -> None:
    counter.some()
    trainer = counter.office.person("t.nguyen", "T. Nguyen", Role.TRAINER)
    counter.open(Actor(trainer.person_id, trainer.name, trainer.role, trainer.workstation))

    assert "Formateur" in counter.bench.strip.text()
    assert counter.names() == []
