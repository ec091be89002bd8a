"""A member's account, and *Reprise de solde*, by keys."""

from uuid import uuid4

import pytest
from PySide6.QtCore import Qt

from backoffice.domain.ledger import Member, Opening
from backoffice.domain.money import Money
from backoffice.domain.people import Actor
from tests.forms.accounts.counter import Counter, spaced
from tests.forms.screen_window import line
from tests.keyboard_driver import focused, hold_enter, press, write

_AMOUNT, _REASON = "Solde repris", "Motif"


def at(counter: Counter, cents: int = 0, who: Actor | None = None) -> Member:
    """The account of a member, on the screen."""
    member = counter.member(counter.manage(counter.group()), "7", "DURAND Marie", cents)
    counter.open(who)
    press(Qt.Key.Key_Return)
    counter.settle()
    return member


@pytest.mark.parametrize(
    ("typed", "word", "shown"),
    [
        ("-12,50", "dette : l'adhérent doit", "−12,50"),
        ("-12.5", "dette : l'adhérent doit", "−12,50"),
        ("12,50", "avoir de l'adhérent", "+12,50"),
        ("+12,50", "avoir de l'adhérent", "+12,50"),
    ],
)
def test_an_opening_of_either_sign(counter: Counter, typed: str, word: str, shown: str) -> None:
    at(counter)
    press(Qt.Key.Key_F6)
    assert focused().accessibleName() == _AMOUNT
    write(typed)
    assert counter.says(word)
    write("\n")
    counter.settle()

    assert counter.history() == [("Reprise de solde", shown, shown.removeprefix("+"), "C. Dupuis")]
    assert spaced(counter.screen.account.balance.text()) == f"{shown.removeprefix('+')} €"
    assert "Reprise de solde enregistrée pour DURAND Marie" in counter.said()


def test_enter_held_down_records_once(counter: Counter) -> None:
    at(counter)
    press(Qt.Key.Key_F6)
    write("-12,50")
    hold_enter()
    counter.settle()

    assert len(counter.history()) == 1


@pytest.mark.parametrize("typed", ["", "douze", "--3", "+-3", "1,234"])
def test_what_cannot_be_read_stays_with_its_error(counter: Counter, typed: str) -> None:
    at(counter)
    press(Qt.Key.Key_F6)
    write(f"{typed}\n")
    counter.settle()

    assert counter.screen.account.opening.amount.error()
    assert line(counter.screen, _AMOUNT).text() == typed
    assert counter.history() == []


def test_zero_opens_nothing(counter: Counter) -> None:
    at(counter)
    press(Qt.Key.Key_F6)
    write("0\n")
    counter.settle()

    assert "zéro ne change rien" in counter.screen.account.opening.amount.error()
    assert focused().accessibleName() == _AMOUNT


def test_a_supervisor_replaces_it_and_says_why(counter: Counter) -> None:
    at(counter, -20_00)
    assert counter.says("Une reprise de −20,00 € est enregistrée (A. Morel")
    press(Qt.Key.Key_F6)
    write("5\n")
    assert focused().accessibleName() == _REASON
    write("\n")
    assert counter.screen.account.opening.reason.error()
    write("erreur de lecture du cahier\n")
    counter.settle()

    assert counter.history() == [
        ("Reprise de solde", "−20,00", "−20,00", "A. Morel"),
        ("Annulation", "+20,00", "0,00", "C. Dupuis"),
        ("Reprise de solde", "+5,00", "5,00", "C. Dupuis"),
    ]


def test_an_operator_is_told_that_a_supervisor_can(counter: Counter) -> None:
    at(counter, -20_00, counter.office.operator)
    assert counter.says("Une reprise de −20,00 € est enregistrée (A. Morel")
    assert not line(counter.screen, _AMOUNT).isEnabled()
    press(Qt.Key.Key_F6)

    assert "refaire une reprise de solde" in counter.said()
    assert focused() is counter.screen.account.table


def test_who_comes_too_late_sees_what_stands_and_keeps_what_was_typed(counter: Counter) -> None:
    member = at(counter)
    press(Qt.Key.Key_F6)
    write("-12,50")
    counter.office.balances.open(counter.office.operator, uuid4(), Opening(member.id, Money(-20_00)))
    write("\n")
    counter.settle()

    assert counter.says("déjà une reprise de solde de −20,00 €")
    assert [row[1] for row in counter.history()] == ["−20,00"]
    assert line(counter.screen, _AMOUNT).text() == "−12,50"
    line(counter.screen, _REASON).setFocus()
    write("deux cahiers\n")
    counter.settle()
    assert spaced(counter.screen.account.balance.text()) == "−12,50 €"


def test_the_two_figures_stand_side_by_side(counter: Counter) -> None:
    group = counter.manage(counter.group())
    counter.wait(group, counter.member(group, "7", "DURAND Marie", -20_00), 15_00)
    counter.open()
    press(Qt.Key.Key_Return)
    counter.settle()

    page = counter.screen.account
    assert (spaced(page.balance.text()), spaced(page.waiting.text())) == ("−20,00 €", "15,00 €")
    assert counter.says("n'est pas dans le solde")


def test_an_account_without_entries_says_what_moves_it(counter: Counter) -> None:
    at(counter)

    assert counter.says("Aucune opération.")
