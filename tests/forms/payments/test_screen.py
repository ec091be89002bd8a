"""The screen by keys: from the search to a payment and back, what it says, and what it cancels."""

from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox

from backoffice.domain.cancellation import ErpAnswer, ErpStatus, FoundLine
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.payments import PaymentState
from backoffice.domain.people import Role
from forms.kit.wording.sentences import sentence
from forms.payments.timeline import Timeline
from tests.forms.payments.till import SEARCH, Till
from tests.forms.screen_window import button, line, texts
from tests.keyboard_driver import focused, hold_enter, press, write
from tests.office import DURAND
from tests.paid import another, debit
from tests.scripted_erp import ScriptedErp
from tests.together import Together


def _cheques(till: Till, count: int = 3) -> None:
    batch = till.office.batch()
    for place in range(count):
        client = another(till.office, f"{batch.id:02d}{52134400 + place}", 20_30 + place)
        till.office.cheque(batch, client, 20_30 + place, f"{5507018 + 1000 * batch.id + place}")


def _together(till: Till, *cents: int) -> tuple[Together, int]:
    together = Together(till.office, ScriptedErp())
    return together, together.payment(*cents).id


def _timelines(till: Till) -> list[str]:
    return [made.accessibleName() for made in till.screen.findChildren(Timeline) if made.isVisible()]


def test_with_nothing_in_the_books_the_screen_and_its_keys_say_so(till: Till) -> None:
    till.open()

    assert till.says("Aucun paiement ici.")
    assert till.says("Choisissez un paiement dans la liste.")
    assert till.in_search()
    for key in (Qt.Key.Key_F6, Qt.Key.Key_F7):
        press(key)
        assert till.bench.strip.text() == "Choisissez un paiement dans la liste."


def test_enter_goes_from_the_search_to_the_list_to_the_payment_and_escape_back(till: Till) -> None:
    _cheques(till)
    till.open()
    assert till.numbers() == ["5508020", "5508019", "5508018"]

    till.seek("20,31")
    assert till.numbers() == ["5508019"]
    assert till.says("lu comme\u00a0: Montant 20,31\u00a0€")
    assert focused() is till.table
    till.enter()
    assert focused() is till.lines
    assert texts(till.lines) == [("F1", "Régularisation", "20,31", till.lines.rows[0].line.rule, "Traité", "")]
    assert till.history() == [("Enregistré", "A. Morel", "PC-12")]
    press(Qt.Key.Key_Escape)
    assert focused() is till.table
    press(Qt.Key.Key_Escape)
    assert till.in_search()


def test_a_reader_may_end_with_tab(till: Till) -> None:
    _cheques(till)
    till.open()
    for scanned, found in (
        ("5508019021010041908006617182025", ["5508019"]),
        ("J 121 0152134400", ["5508018"]),
    ):
        line(till.screen, SEARCH).setFocus()
        line(till.screen, SEARCH).selectAll()
        write(scanned)
        press(Qt.Key.Key_Tab)
        till.settle()
        assert till.numbers() == found


def test_what_can_be_read_in_several_ways_says_so_and_f4_reads_it_otherwise(till: Till) -> None:
    _cheques(till)
    till.open()
    till.seek("5213440")
    assert till.says("se lit de plusieurs façons, F4 passe à la suivante")
    assert button(till.screen, "Chèque n° 5213440").isChecked()
    assert till.numbers() == []
    assert till.in_search()

    till.seek("20240001")
    assert [row.batch_number for row in till.table.rows] == ["2024-0001"] * 3
    assert button(till.screen, "Lot 2024-0001").isChecked()
    press(Qt.Key.Key_F4)
    till.settle()
    assert button(till.screen, "Chrono 20240001").isChecked()
    assert till.numbers() == []
    press(Qt.Key.Key_F4)
    till.settle()
    assert len(till.numbers()) == 3


def test_what_cannot_be_read_is_told_at_the_field_and_stays(till: Till) -> None:
    _cheques(till)
    till.open()
    till.seek("d")
    assert till.says("Rien ne se lit là.")
    assert line(till.screen, SEARCH).text() == "d"
    assert till.in_search()
    assert len(till.numbers()) == 3
    till.seek("")
    assert not till.says("Rien ne se lit là.")


def test_the_readings_of_what_is_not_there_any_more_are_gone(till: Till) -> None:
    _cheques(till)
    till.open()
    till.seek("20240001")
    assert till.says("se lit de plusieurs façons")
    till.seek("durand")
    assert not till.says("se lit de plusieurs façons")
    readings = [each for each in till.screen.findChildren(QAbstractButton) if each.text() == "Chrono 20240001"]
    assert not any(each.isVisible() for each in readings)


def test_a_name_is_found_without_its_accents_and_with_a_postcode(till: Till) -> None:
    _cheques(till, 1)
    batch = till.office.batch()
    petit = till.office.client(
        ClientRef("K", 121, "1"), last_name="LÉGER", search_name="LEGER ZOE", first_name="Zoé", postcode="35000"
    )
    till.office.cheque(batch, petit, 20_30, "7777777")
    till.open()

    till.seek("Leger ZOE")
    assert till.numbers() == ["7777777"]
    assert till.says("lu comme\u00a0: Nom LEGER ZOE")
    till.seek("durand")
    assert till.numbers() == ["5508018"]
    till.seek("leger 69")
    assert till.numbers() == []


def test_a_reference_is_found_in_all_its_readings_and_nobody_s_is_said(till: Till) -> None:
    batch = till.office.batch()
    for place, ref in enumerate((ClientRef("J", 55, "72629582"), ClientRef("J", 5, "572629582"))):
        till.office.cheque(batch, till.office.client(ref), 20_30, f"{5508018 + place}")
    till.open()

    till.seek("j5572629582")
    assert till.numbers() == ["5508019", "5508018"]
    assert till.says("Client J 557 2629582 ou J 055 72629582 ou J 005 572629582")
    till.seek("J 557 2629582")
    assert till.says("Le partenaire 557 n'est connu de personne.")
    assert till.numbers() == []
    till.seek("J 55 72629582")
    assert till.numbers() == ["5508018"]
    assert not till.says("n'est connu de personne")


def test_filters_narrow_what_is_found(till: Till) -> None:
    _cheques(till)
    batch = till.office.batch()
    debit(till.office, batch.id, another(till.office, "901"))
    receipts = till.office.batches.lines(till.office.operator, 1)
    till.office.corrections.reverse(till.office.operator, uuid4(), receipts[0].id)
    till.open()
    family, state = till.screen.findChildren(QComboBox)
    assert [row[-2] for row in texts(till.table)] == ["À envoyer", "Traité", "Traité", "Annulé"]

    state.setFocus()
    _choose(till, state, "Annulé")
    assert till.numbers() == ["5508018"]
    _choose(till, state, "Tous")
    _choose(till, family, "Prélèvements")
    assert [row.state for row in till.table.rows] == [PaymentState.TO_SEND]
    _choose(till, family, "Tous")
    line(till.screen, "Saisis du").setFocus()
    write("05032024")
    till.settle()
    assert till.numbers() == []


def _choose(till: Till, box: QComboBox, words: str) -> None:
    box.setFocus()
    at = box.findText(words)
    for _ in range(box.count()):
        press(Qt.Key.Key_Up)
    for _ in range(at):
        press(Qt.Key.Key_Down)
    till.settle()
    assert box.currentText() == words


def test_more_come_when_one_goes_down(till: Till) -> None:
    _cheques(till, 60)
    till.open()
    assert len(till.numbers()) == 50
    assert till.says("Les 50 plus récents ; la suite vient en descendant.")
    till.table.setFocus()
    press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    till.settle()
    assert till.numbers() == [f"{5508018 + place}" for place in range(59, -1, -1)]
    assert till.table.currentIndex().row() == 49
    assert till.says("60 paiements.")


def test_a_payment_is_cancelled_where_it_stands_and_its_copy_is_shown(till: Till) -> None:
    _cheques(till)
    till.open()
    till.seek("5508019")
    till.enter()
    press(Qt.Key.Key_F6)
    assert till.says(
        "Annuler le chèque n° 5508019 de 20,31\u00a0€, Mme DURAND Marie\u00a0? De nouveau dû\u00a0: 20,31\u00a0€."
    )
    press(Qt.Key.Key_Escape)
    assert not till.says("De nouveau dû")
    assert focused() is till.lines

    press(Qt.Key.Key_F6)
    till.enter()
    assert till.says("Motif de l'annulation\u00a0: à remplir")
    assert till.events("cheque reversed") == 0
    write("2")
    hold_enter()
    till.settle()

    assert till.events("cheque reversed") == 1
    assert ("Annulé · Double encaissement", "C. Dupuis", "PC-12") in till.history()
    assert "Annulation" in till.drawn.text()
    assert till.bench.strip.text().startswith("Chèque n° 5508019 de 20,31\u00a0€ annulé.")
    press(Qt.Key.Key_Escape)
    till.settle()
    assert focused() is till.table
    assert [row.state for row in till.table.rows] == [PaymentState.CANCELLED]
    assert [row[-2:] for row in texts(till.lines)] == [("Annulé", "−20,31")]
    (course,) = _timelines(till)
    assert "Traitée le 04/03/2024" in course
    assert "puis Annulée le 04/03/2024" in course
    assert "par C. Dupuis" in course
    press(Qt.Key.Key_F6)
    assert till.bench.strip.text() == "Cet encaissement est déjà annulé\u00a0: rien de plus à faire."
    press(Qt.Key.Key_F8)
    till.settle()
    assert len(till.drawn.papers) == 2


def test_in_a_closed_batch_an_operator_cancels_their_own(till: Till) -> None:
    batch = till.office.batch()
    till.office.cheque(batch, till.office.client(), 20_30)
    till.office.close(batch, 20_30)
    till.open(till.office.operator)

    press(Qt.Key.Key_F6)
    write("3\n")
    till.settle()

    assert till.events("cheque reversed") == 1


def test_of_a_cheque_on_account_it_says_that_the_credit_falls(till: Till) -> None:
    till.office.cheque(till.office.batch(with_invoice=False), till.office.client(), 20_30)
    till.open()
    press(Qt.Key.Key_F6)

    assert till.says("Rien n'est de nouveau dû\u00a0: l'avoir du client baisse de 20,30\u00a0€.")
    assert till.says("Ce chèque ne règle aucune facture\u00a0: il est annulé ici")


def test_what_was_cancelled_elsewhere_meanwhile_is_refused_and_shown(till: Till) -> None:
    _cheques(till, 1)
    till.open()
    press(Qt.Key.Key_F6)
    till.office.cancel(1)
    write("1")
    till.enter()
    till.settle()

    assert till.says("Cet encaissement est déjà annulé")
    assert [row.state for row in till.table.rows] == [PaymentState.CANCELLED]
    assert till.events("cheque reversed") == 1


def test_the_slip_is_shown_marked_and_recorded_once(till: Till) -> None:
    batch = till.office.batch()
    till.office.cheque(batch, till.office.client(), 20_30)
    till.office.close(batch, 20_30)
    till.open()

    press(Qt.Key.Key_F7)
    till.settle()

    assert till.says("BE-2024-000001")
    assert "DUPLICATA" in till.drawn.text()
    assert till.events("slip printed again") == 1
    press(Qt.Key.Key_Escape)
    assert focused() is till.table


def test_a_cancellation_in_the_financial_system_is_followed_line_by_line(till: Till) -> None:
    together, _ = _together(till, 10_00, 20_30)
    till.open()
    till.seek(str(DURAND))
    till.enter()
    press(Qt.Key.Key_F6)
    assert till.says("Une demande part au système financier pour chaque ligne.")
    write("3")
    till.enter()
    assert till.bench.strip.text() == "La demande est gardée, et part au système financier."
    assert till.says("le système financier dit où en sont les lignes")
    assert all("Demandée le 04/03/2024" in told and "par C. Dupuis" in told for told in _timelines(till))

    together.round.run()
    first, second = together.erp.asked
    together.erp.say(ErpAnswer.CANCELLED, first)
    together.erp.say(ErpAnswer.REFUSED, second, reason="écriture rapprochée")
    together.round.run()
    till.qtbot.waitUntil(lambda: till.table.rows[0].state is PaymentState.PARTLY_CANCELLED)

    told = _timelines(till)
    assert "puis Annulée le 04/03/2024" in told[0]
    assert "puis Refusée le 04/03/2024" in told[1]
    assert told[1].endswith("motif\u00a0: écriture rapprochée")
    assert not till.says("y travaille")


def test_a_refused_line_is_asked_for_again(till: Till) -> None:
    together, receipt_id = _together(till, 10_00, 20_30)
    together.begin(receipt_id)
    together.round.run()
    together.erp.say(ErpAnswer.REFUSED, together.erp.asked[1], reason="écriture rapprochée")
    together.round.run()
    till.open()
    till.table.setFocus()
    till.enter()
    press(Qt.Key.Key_F9)
    till.settle()
    together.round.run()
    assert len(together.erp.asked) == 2

    till.table.setFocus()
    till.enter()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_F9)
    till.settle()
    together.round.run()

    assert len(together.erp.asked) == 3
    press(Qt.Key.Key_F5)
    till.settle()
    assert any("2ᵉ demande" in told for told in _timelines(till))


def test_why_the_financial_system_cancels_nothing_is_said_and_it_can_be_tried_again(till: Till) -> None:
    together, receipt_id = _together(till, 20_30)
    (reference,) = together.erp.lines
    together.erp.statuses[reference] = FoundLine(ErpStatus.CLOSED, "période 2024-02 close")
    together.begin(receipt_id)
    together.round.run()
    till.open()

    assert till.says("il ne la lâche plus, elle est rapprochée ou sa période est close (période 2024-02 close)")
    press(Qt.Key.Key_F6)
    assert till.says("Annuler le chèque")


def test_an_operator_sees_their_own_payments(till: Till) -> None:
    _cheques(till)
    other = till.office.person("b.petit", "B. Petit", Role.OPERATOR)
    till.open(other)
    assert till.numbers() == []


def test_f5_reads_again_and_leaves_the_operator_where_they_are(till: Till) -> None:
    _cheques(till)
    till.open()
    till.table.setFocus()
    press(Qt.Key.Key_Down)
    till.settle()
    till.enter()
    _cheques(till)
    press(Qt.Key.Key_F5)
    till.settle()
    assert len(till.numbers()) == 6
    assert focused() is till.lines
    assert till.says("Chèque n° 5508019 · 20,31\u00a0€")


def test_a_database_out_of_reach_is_told(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    _cheques(till)
    till.open()

    def gone(_: object) -> None:
        raise Unavailable(Fault.DATABASE_UNREACHABLE)

    monkeypatch.setattr(till.office.database, "read", gone)
    press(Qt.Key.Key_F5)
    till.settle()
    assert till.says(sentence(Unavailable(Fault.DATABASE_UNREACHABLE)))
    assert len(till.numbers()) == 3
    monkeypatch.undo()
    press(Qt.Key.Key_F5)
    till.settle()
    assert not till.says(sentence(Unavailable(Fault.DATABASE_UNREACHABLE)))
