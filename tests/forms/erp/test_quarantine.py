"""What the financial system said and is not believed: settled in place, by keys."""

from uuid import uuid4

import pytest
from PySide6.QtCore import Qt

from backoffice.domain.cancellation import ErpAnswer, MessageSettling, PaymentStatus
from backoffice.storage.schema import erp_verdicts
from tests.forms.erp.watch import Watch, at
from tests.forms.screen_window import button, click, texts
from tests.keyboard_driver import hold_enter, press, write
from tests.scripted_erp import message_to


def verdicts(watch: Watch) -> list[tuple[bool, str]]:
    columns = (erp_verdicts.c.accepted, erp_verdicts.c.comment)
    query = erp_verdicts.select().with_only_columns(*columns).order_by(erp_verdicts.c.id)
    return watch.together.desk.database.read(lambda tx: [(row.accepted, row.comment) for row in tx.execute(query)])


def test_what_each_message_says_and_what_we_know_stand_side_by_side(watch: Watch) -> None:
    watch.refused_then_cancelled()
    watch.of_another_amount()
    watch.unreadable()
    watch.open()

    assert at() == "Quarantaine"
    euro = "20,30\u00a0€"
    assert [row[1:] for row in texts(watch.quarantine)] == [
        ("J 121 52134461", "F1", f"annulée · {euro}", f"refusée · {euro}", "acceptable"),
        ("J 121 52134462", "F1", "annulée · 20,31\u00a0€", f"envoyée · {euro}", "acceptable"),
        ("inconnu", "", "illisible", "rien", "à écarter"),
    ]
    assert watch.sees("Le système financier avait refusé d'annuler la ligne de la facture F1")
    press(Qt.Key.Key_Down)
    assert watch.sees("Ce message parle de 20,31 €, alors que la ligne de la facture F1 est de 20,30 €.")
    press(Qt.Key.Key_Down)
    assert watch.sees("Ce fichier n'est pas du XML")
    assert watch.sees("Fichier camt029-0047.xml")


def test_accepted_by_keys_the_line_is_cancelled(watch: Watch) -> None:
    row, _ = watch.refused_then_cancelled()
    watch.open()
    press(Qt.Key.Key_Return)
    assert at() == "Commentaire"
    write("Vu avec les comptes")
    press(Qt.Key.Key_Return)
    assert at() == "Accepter"
    press(Qt.Key.Key_Return)
    watch.until_seen("Rien en quarantaine.")

    assert "la ligne de la facture F1 de Mme DURAND Marie est annulée" in watch.told()
    assert watch.together.progress(row.id).status is PaymentStatus.CANCELLED
    assert verdicts(watch) == [(True, "Vu avec les comptes")]
    assert at() == "Quarantaine"
    assert watch.together.desk.checking.run() == ()


def test_put_aside_nothing_changes(watch: Watch) -> None:
    watch.of_another_amount()
    screen = watch.open()
    press(Qt.Key.Key_Return)
    write("Erreur chez eux")
    click(button(screen, "Écarter"))
    watch.until_seen("Rien en quarantaine.")

    assert "rien n'a changé" in watch.told()
    assert verdicts(watch) == [(False, "Erreur chez eux")]
    assert len(watch.waiting.rows) == 1


def test_what_cannot_be_accepted_says_why_and_is_put_aside_by_keys(watch: Watch) -> None:
    watch.unreadable()
    screen = watch.open()
    assert not button(screen, "Accepter").isEnabled()
    press(Qt.Key.Key_F6)
    assert "il ne peut qu'être écarté" in watch.told()
    press(Qt.Key.Key_Return)
    write("Fichier perdu\n")
    assert at() == "Écarter"
    press(Qt.Key.Key_Return)
    watch.until_seen("Rien en quarantaine.")
    assert verdicts(watch) == [(False, "Fichier perdu")]


@pytest.mark.parametrize("key", [Qt.Key.Key_F6, Qt.Key.Key_F8])
def test_without_a_comment_nothing_is_settled(watch: Watch, key: Qt.Key) -> None:
    watch.refused_then_cancelled()
    watch.open()
    press(key)
    assert at() == "Commentaire"
    assert watch.sees("Commentaire : à remplir pour continuer.")
    watch.settle()
    assert verdicts(watch) == []


def test_a_card_number_in_the_comment_is_refused_at_the_comment(watch: Watch) -> None:
    watch.refused_then_cancelled()
    watch.open()
    press(Qt.Key.Key_Return)
    write("carte 4970100000000154")
    press(Qt.Key.Key_F6)
    watch.until_seen("Il y a un numéro de carte dans ce texte")
    assert at() == "Commentaire"
    assert verdicts(watch) == []
    assert watch.told() == ""


def test_enter_held_down_settles_once(watch: Watch) -> None:
    watch.refused_then_cancelled()
    watch.unreadable()
    watch.open()
    press(Qt.Key.Key_Return)
    write("Vu\n")
    assert at() == "Accepter"
    hold_enter()
    watch.qtbot.waitUntil(lambda: len(watch.quarantine.rows) == 1)
    watch.settle()
    assert len(verdicts(watch)) == 1


def test_escape_goes_back_to_the_list_and_keeps_what_was_typed(watch: Watch) -> None:
    watch.refused_then_cancelled()
    screen = watch.open()
    assert screen.unsaved() == ""
    press(Qt.Key.Key_Return)
    write("Vu avec")
    press(Qt.Key.Key_Escape)
    assert at() == "Quarantaine"
    assert "commentaire est commencé" in screen.unsaved()
    press(Qt.Key.Key_Return)
    write("X")  # the field is selected when it is come to, so that typing replaces
    assert screen.unsaved() != ""


def test_a_new_message_does_not_disturb_what_is_typed(watch: Watch) -> None:
    watch.refused_then_cancelled()
    watch.open()
    press(Qt.Key.Key_Return)
    write("Vu")
    watch.unreadable()
    watch.qtbot.waitUntil(lambda: len(watch.quarantine.rows) == 2, timeout=10_000)
    assert at() == "Commentaire"
    write(" avec eux\n")
    press(Qt.Key.Key_Return)
    watch.qtbot.waitUntil(lambda: verdicts(watch) == [(True, "Vu avec eux")], timeout=10_000)


def test_settled_on_another_workstation_it_goes_and_the_comment_is_missed(watch: Watch) -> None:
    watch.refused_then_cancelled()
    screen = watch.open()
    press(Qt.Key.Key_Return)
    write("Vu")
    desk = watch.together.desk
    (kept,) = desk.payment_cancelling.quarantine(desk.supervisor)
    desk.payment_cancelling.settle(desk.supervisor, uuid4(), MessageSettling(kept.id, False, "Ailleurs"))
    press(Qt.Key.Key_F6)
    watch.until_seen("Rien en quarantaine.")
    assert "tranché" in watch.told()
    assert verdicts(watch) == [(False, "Ailleurs")]
    assert screen.unsaved() == ""


def test_a_refusal_after_all_can_only_be_put_aside(watch: Watch) -> None:
    _, (request,) = watch.payment(20_30)
    watch.hears(message_to(request, ErpAnswer.CANCELLED))
    watch.hears(message_to(request, ErpAnswer.REFUSED, reason="Trop tard"))
    watch.open()
    assert texts(watch.quarantine)[0][3] == "refusée · 20,30\u00a0€ · Trop tard"
    assert watch.sees("La ligne de la facture F1 est annulée ; ce message dit que le système financier le refuse.")
    assert texts(watch.quarantine)[0][5] == "à écarter"
