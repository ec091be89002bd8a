"""*Groupe*, by keys: added, set up with what changes said first, filled one by one and by a file."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from backoffice.domain.group import Group, GroupMethod
from backoffice.domain.people import Actor
from tests.forms.accounts.counter import ALL_FOUR, Counter
from tests.forms.closing.desk import events
from tests.forms.screen_window import line, texts
from tests.keyboard_driver import focused, hold_enter, press, write

_FILE = "Fichier des soldes"


def at(counter: Counter, who: Actor | None = None) -> None:
    """*Groupe*, on the screen."""
    counter.open(who)
    press(Qt.Key.Key_F8)
    counter.settle()


def group(counter: Counter) -> Group:
    [only] = counter.office.groups.all(counter.office.supervisor)
    return only


def tick(counter: Counter, *methods: GroupMethod) -> None:
    for method in methods:
        counter.screen.set_up.setup.methods[method].setFocus()
        press(Qt.Key.Key_Space)
    counter.settle()


def test_the_first_group_is_asked_for_and_leads_to_its_setup(counter: Counter) -> None:
    counter.open()
    assert focused().accessibleName() == "Nom du groupe"
    assert counter.says("Aucun groupe encore.")
    write("AMAP des Tilleuls\n")
    counter.settle()

    assert group(counter).name == "AMAP des Tilleuls"
    assert focused().accessibleName() == "Gestion des paiements activée"
    assert counter.screen.group.value == group(counter)


def test_a_name_that_is_taken_is_told_at_the_field(counter: Counter) -> None:
    counter.group()
    at(counter)
    press(Qt.Key.Key_F2)
    write("AMAP des Tilleuls\n")
    counter.settle()

    assert counter.screen.set_up.name.error()
    assert focused().accessibleName() == "Nom du groupe"
    press(Qt.Key.Key_Escape)
    assert not counter.screen.set_up.name.isVisible()


def test_what_changes_is_said_before_it_is_done(counter: Counter) -> None:
    made = counter.group()
    counter.member(made, "1", "DURAND Marie", -40_00)
    at(counter)
    press(Qt.Key.Key_Space)
    counter.settle()
    assert counter.says("Choisissez au moins un moyen de paiement")
    press(Qt.Key.Key_F6)
    assert "Choisissez au moins un moyen" in counter.said()
    tick(counter, GroupMethod.CHEQUE)

    assert counter.says("Rien ne se retire plus d'une commande.")
    assert counter.says("1 adhérent · dettes −40,00")
    assert not group(counter).managed
    press(Qt.Key.Key_F6)
    counter.settle()
    assert group(counter).managed
    assert group(counter).methods == (GroupMethod.CHEQUE,)
    assert counter.says("Rien n'est changé.")


def test_enter_held_down_applies_once(counter: Counter) -> None:
    counter.group()
    at(counter)
    press(Qt.Key.Key_Space)
    tick(counter, GroupMethod.CASH)
    hold_enter()
    counter.settle()

    assert group(counter).methods == (GroupMethod.CASH,)
    assert events(counter.office, "group set up") == 1


def test_the_cagnotte_takes_the_others_off_and_says_why(counter: Counter) -> None:
    counter.manage(counter.group())
    at(counter)
    ticks = counter.screen.set_up.setup.methods
    assert not counter.screen.set_up.setup.negative.isEnabled()
    tick(counter, GroupMethod.CAGNOTTE)

    assert [method for method, each in ticks.items() if each.isChecked()] == [GroupMethod.CAGNOTTE]
    assert counter.says("La cagnotte ne va avec aucun autre moyen de paiement")
    assert counter.says("Chèques, Liquide, Virements, Carte bancaire sur place.")
    assert counter.says("Le compte est crédité avant la commande")
    counter.screen.set_up.setup.negative.setFocus()
    press(Qt.Key.Key_Space)
    counter.settle()
    assert counter.says("Un solde peut descendre sous zéro")
    press(Qt.Key.Key_F6)
    counter.settle()
    assert group(counter).has_cagnotte
    assert group(counter).negative_allowed


def test_a_method_ticked_instead_takes_the_cagnotte_off(counter: Counter) -> None:
    counter.manage(counter.group(), GroupMethod.CAGNOTTE)
    at(counter)
    ticks = counter.screen.set_up.setup.methods
    tick(counter, GroupMethod.TRANSFER)
    assert [method for method, each in ticks.items() if each.isChecked()] == [GroupMethod.TRANSFER]
    assert counter.says("Décoché")


def test_who_thinks_again_has_the_others_back(counter: Counter) -> None:
    counter.manage(counter.group())
    at(counter)
    tick(counter, GroupMethod.CAGNOTTE, GroupMethod.CAGNOTTE)

    ticks = counter.screen.set_up.setup.methods
    assert tuple(method for method, each in ticks.items() if each.isChecked()) == ALL_FOUR
    assert counter.says("Rien n'est changé.")
    assert counter.screen.unsaved() == ""


def test_payments_that_wait_keep_the_management_on(counter: Counter) -> None:
    counter.some()
    at(counter)
    press(Qt.Key.Key_Space)
    counter.settle()
    assert counter.says("Plus aucun paiement ne s'enregistre.")
    assert counter.screen.unsaved()
    press(Qt.Key.Key_F6)
    counter.settle()

    assert group(counter).managed
    assert counter.says("Des paiements attendent encore d'être confirmés")


def test_an_operator_sees_the_setup_and_why_it_is_a_supervisors(counter: Counter) -> None:
    counter.manage(counter.group())
    at(counter, counter.office.operator)

    setup = counter.screen.set_up.setup
    assert setup.methods[GroupMethod.CHEQUE].isChecked()
    assert not setup.managed.isEnabled()
    assert "régler un groupe" in setup.managed.toolTip()
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F6, Qt.Key.Key_F7):
        press(key)
        assert "régler un groupe" in counter.said()


def test_members_are_added_one_after_the_other(counter: Counter) -> None:
    counter.group()
    at(counter, counter.office.operator)
    press(Qt.Key.Key_F4)
    write("12\nDURAND Marie\n")
    counter.settle()
    assert "Adhérent 12 ajouté" in counter.said()
    write("12\nPETIT Jean\n")
    counter.settle()
    assert "DURAND Marie" in counter.screen.set_up.members.number.error()
    assert line(counter.screen, "Nom et prénom").text() == "PETIT Jean"
    press(Qt.Key.Key_F8)
    counter.settle()

    assert counter.names() == ["DURAND Marie"]


def take(counter: Counter, path: Path, reason: str = "") -> None:
    line(counter.screen, _FILE).setFocus()
    line(counter.screen, _FILE).selectAll()
    write(f"{path}\n{reason}\n")
    counter.settle()


def test_a_file_adds_a_whole_group_with_its_balances(counter: Counter, tmp_path: Path) -> None:
    counter.group()
    at(counter)
    path = tmp_path / "adherents.csv"
    path.write_text("numero;nom;solde\n1;DURAND Marie;-40,00\n2;PETIT Jean;12,50\n3;ROUX Anne;\n", encoding="utf-8")
    take(counter, path)

    assert counter.says("Fichier pris")
    assert counter.says("3 lignes lues, 3 adhérents ajoutés, 2 soldes repris, 0 ligne déjà connue")
    press(Qt.Key.Key_F8)
    counter.settle()
    assert [row[2] for row in texts(counter.screen.balances.table)] == ["−40,00", "12,50", "0,00"]


def test_a_file_with_refused_rows_is_not_taken_and_says_which(counter: Counter, tmp_path: Path) -> None:
    counter.member(counter.group(), "1", "DURAND Marie", -40_00)
    at(counter)
    path = tmp_path / "adherents.csv"
    path.write_text("numero;nom;solde\n1;DURAND Marie;3,00\n2;PETIT Jean;douze\n", encoding="utf-8")
    take(counter, path)

    faults = counter.screen.set_up.members.report.faults
    assert counter.says("Rien n'a été pris")
    assert [row[:2] for row in texts(faults)] == [("2", "solde"), ("3", "solde")]
    assert focused() is faults
    press(Qt.Key.Key_Down)
    assert counter.says("« douze »")
    assert [member.number for member in counter.office.groups.members(counter.office.operator, group(counter).id)] == [
        "1"
    ]


def test_a_reason_replaces_the_openings_that_stand(counter: Counter, tmp_path: Path) -> None:
    counter.member(counter.group(), "1", "DURAND Marie", -40_00)
    at(counter)
    path = tmp_path / "adherents.csv"
    path.write_text("numero;nom;solde\n1;DURAND Marie;3,00\n", encoding="utf-8")
    take(counter, path, "cahier relu")

    assert counter.says("1 solde repris")
    press(Qt.Key.Key_F8)
    counter.settle()
    assert [row[2] for row in texts(counter.screen.balances.table)] == ["3,00"]


def test_a_file_that_is_not_there_is_told(counter: Counter, tmp_path: Path) -> None:
    counter.group()
    at(counter)
    counter.bench.answers.path = tmp_path / "absent.csv"
    press(Qt.Key.Key_F7)
    assert line(counter.screen, _FILE).text() == str(tmp_path / "absent.csv")
    press(Qt.Key.Key_Space)
    counter.settle()

    assert "absent.csv" in counter.screen.set_up.members.notice.text()


@pytest.mark.parametrize("name", ["Numéro", "Nom et prénom"])
def test_a_member_needs_both(counter: Counter, name: str) -> None:
    counter.group()
    at(counter)
    press(Qt.Key.Key_F4)
    other = {"Numéro": "Nom et prénom", "Nom et prénom": "Numéro"}[name]
    line(counter.screen, other).setText("12")
    line(counter.screen, "Nom et prénom").setFocus()
    press(Qt.Key.Key_Return)
    counter.settle()

    assert focused().accessibleName() == name
    assert counter.office.groups.members(counter.office.operator, group(counter).id) == ()
