from datetime import date
from uuid import uuid4

from PySide6.QtCore import Qt

from backoffice.domain.batch import Batch
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import Broken, RuleBroken
from tests.forms.coupon.conftest import Open
from tests.forms.coupon.workplace import CMC7, NUMBER, REFERENCE, CouponWorkplace, FailingRecording, SlowClients
from tests.office import OfficeGestures

A_LARGE_DEBT = (("AP11", date(2024, 2, 1), 90_00),)
OTHER = ClientRef("K", 200, "77")


def test_a_probable_duplicate_comes_back_and_is_recorded_under_ones_own_name(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    first = office.cheque(batch, office.client(pending=A_LARGE_DEBT), 20_30)
    place.key("20,30")

    place.save()
    told = place.cheque.question.text()
    assert NUMBER in told
    assert f"lot {batch.number}, A. Morel, le 04/03/2024 à 09:00" in told
    assert place.cheque.question.yes.text().startswith("Enregistrer quand même, sous mon nom (A. Morel)")
    assert (place.cheque.amount.text(), place.cheque.number.text()) == ("20,30", NUMBER)
    assert len(place.receipts(batch)) == 1

    place.press(Qt.Key.Key_F6)
    place.settle()
    receipt = place.receipts(batch)[-1]
    assert place.duplicate_of(receipt) == first.id
    assert place.is_ready


def test_neither_enter_nor_a_scan_accepts_a_duplicate(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.cheque(batch, office.client(pending=A_LARGE_DEBT), 20_30)
    place.key("20,30")
    place.save()

    place.enter(2)
    place.scan(REFERENCE)
    place.scan(CMC7)
    place.settle()

    assert place.cheque.question.text()
    assert len(place.receipts(batch)) == 1


def test_the_button_accepts_it_by_mouse_and_by_enter(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.cheque(batch, office.client(pending=A_LARGE_DEBT), 20_30)
    place.key("20,30")
    place.save()
    while not place.cheque.question.yes.hasFocus():
        place.press(Qt.Key.Key_Tab)
    place.enter()
    place.settle()

    place.key("20,30")
    place.save()
    place.qtbot.mouseClick(place.cheque.question.yes, Qt.MouseButton.LeftButton)
    place.settle()

    assert len(place.receipts(batch)) == 3


def test_escape_reviews_it_and_another_number_is_another_cheque(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.cheque(batch, office.client(pending=A_LARGE_DEBT), 20_30)
    place.key("20,30")
    place.save()

    place.press(Qt.Key.Key_Escape)
    assert place.cheque.number.edit.selectedText() == NUMBER
    place.write("5508019")
    place.save()

    receipt = place.receipts(batch)[-1]
    assert (receipt.cheque_number, place.duplicate_of(receipt)) == ("5508019", None)


def test_invoices_settled_elsewhere_in_the_meantime_are_read_again(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    client_id = office.client(pending=(*A_LARGE_DEBT, ("AP11", date(2024, 2, 2), 20_30)))
    place.key("90,00")
    office.cheque(batch, client_id, 20_30, "0000009")

    place.save()
    place.settle()

    assert place.cheque.notice.text().startswith("Le dossier a changé depuis son ouverture")
    assert place.cheque.notice.text().endswith("Changé\u00a0: F2, plus rien à régler au lieu de 20,30\u00a0€.")
    assert place.operations() == [("settle", 90_00, "P-21")]
    assert place.cheque.number.text() == NUMBER
    place.form.go_on()
    place.save()
    assert [line.amount.cents for line in place.receipts(batch)] == [20_30, 90_00]


def test_a_failure_brings_the_coupon_back_with_all_that_was_typed(
    open_window: Open, office: OfficeGestures, batch: Batch, failing: FailingRecording
) -> None:
    office.client(pending=(*A_LARGE_DEBT, ("AP11", date(2024, 2, 2), 20_30)))
    place = open_window(batch, saving=failing)
    place.find()
    place.write("20,30")
    place.enter()
    place.press(Qt.Key.Key_F7)
    place.write("vingt euros")
    place.enter(2)
    place.write(NUMBER)
    place.press(Qt.Key.Key_Up)
    place.write("15")
    place.press(Qt.Key.Key_Return)
    place.settle()
    place.enter()
    place.write("demandé par le client")
    place.settle()
    before = place.form.entry(REFERENCE)

    place.save()

    assert place.form.entry(REFERENCE) == before
    assert place.reference.field.text() == REFERENCE
    assert place.cheque.notice.text().startswith("Le rôle actuel ne permet pas")
    failing.error = None
    place.save()
    (receipt,) = place.receipts(batch)
    assert receipt.amount.cents == 20_00


def test_another_amount_is_forced_anew(
    open_window: Open, office: OfficeGestures, batch: Batch, failing: FailingRecording
) -> None:
    office.client(pending=(("AP11", date(2019, 2, 20), 20_30), ("AP12", date(2019, 3, 9), 20_30)))
    place = open_window(batch, saving=failing)
    place.find()
    place.write("13,10")
    place.enter()
    place.write("AP11 13,10")  # both were raised since the coupon was printed: the newest is left vide (P-31)
    place.enter(2)
    place.write(NUMBER)
    place.enter(2)
    place.settle()
    assert place.cheque.notice.text()

    failing.error = None
    place.cheque.amount.take_focus()
    place.write("12,00")
    place.enter(2)
    place.save()

    assert place.rows.question.text()
    assert place.receipts(batch) == ()


def test_another_number_may_be_a_duplicate_again(
    open_window: Open, office: OfficeGestures, batch: Batch, failing: FailingRecording
) -> None:
    client_id = office.client(pending=A_LARGE_DEBT)
    for number in (NUMBER, "5508019"):
        office.cheque(batch, client_id, 10_00, number)
    place = open_window(batch, saving=failing)
    failing.error = None
    place.key("10,00")
    place.save()
    failing.error = RuleBroken(Broken.ROLE_MAY_NOT)
    place.press(Qt.Key.Key_F6)
    place.settle()

    failing.error = None
    place.write("5508019")
    place.save()

    assert "5508019" in place.cheque.question.text()
    assert len(place.receipts(batch)) == 2


def test_behind_another_screen_a_refused_coupon_takes_no_focus_and_comes_back_on_return(
    open_window: Open, office: OfficeGestures, batch: Batch, failing: FailingRecording
) -> None:
    office.client()
    place = open_window(batch, saving=failing)
    place.key("20,30")
    place.enter()
    place.screen.hide()
    place.keys.setFocus()
    place.settle()

    assert "a été refusée" in place.strip.text()
    assert not place.screen.isAncestorOf(place.window.focusWidget())
    place.screen.show()
    place.screen.enter()

    assert (place.cheque.amount.text(), place.cheque.number.text()) == ("20,30", NUMBER)
    assert place.cheque.number.edit.hasFocus()


def test_a_file_read_again_takes_no_focus_from_another_screen(
    slow_clients: SlowClients, open_window: Open, office: OfficeGestures, batch: Batch, failing: FailingRecording
) -> None:
    slow_clients.answer.set()
    failing.error = RuleBroken(Broken.INVOICES_CHANGED)
    office.client()
    place = open_window(batch, saving=failing)
    place.key("20,30")
    slow_clients.answer.clear()
    place.enter()
    place.until(lambda: place.form.dossier is not None)

    place.screen.hide()
    place.keys.setFocus()
    slow_clients.answer.set()
    place.settle()

    assert place.rows.notice.text()
    assert not place.screen.isAncestorOf(place.window.focusWidget())


def test_a_bug_brings_the_coupon_back_too(
    open_window: Open, office: OfficeGestures, batch: Batch, failing: FailingRecording
) -> None:
    failing.error = ZeroDivisionError()
    office.client()
    place = open_window(batch, saving=failing)

    place.key("20,30")
    place.save()

    assert place.cheque.notice.text().startswith("Une erreur imprévue est arrivée.")
    assert (place.cheque.amount.text(), place.cheque.number.text()) == ("20,30", NUMBER)


def test_while_the_next_one_is_keyed_a_refused_coupon_waits_in_the_strip(
    open_window: Open, office: OfficeGestures, batch: Batch, failing: FailingRecording
) -> None:
    office.client()
    office.client(OTHER)
    place = open_window(batch, saving=failing)
    place.key("20,30")
    place.enter()
    place.scan("K 200 77")  # before the answer
    place.settle()
    place.write("10,00")

    assert place.strip.text().startswith(f"La saisie de {REFERENCE} (20,30\u00a0€) a été refusée. Le rôle")
    assert "1 à reprendre" in place.batch_strip.text()
    assert f"{REFERENCE} (20,30\u00a0€)." in place.screen.unsaved()
    assert place.cheque.amount.text() == "10,00"

    failing.error = None
    place.press(Qt.Key.Key_F5)
    assert (place.cheque.amount.text(), place.cheque.number.text()) == ("20,30", NUMBER)
    assert place.strip.text().startswith("La saisie de K 200 77 est mise de côté")
    place.save()
    place.press(Qt.Key.Key_F5)
    assert place.cheque.amount.text() == "10,00"
    place.enter(2)
    place.write("0000002")
    place.save()

    assert [line.ref.letter for line in place.receipts(batch)] == ["J", "K"]
    assert "à reprendre" not in place.batch_strip.text()
    assert place.screen.unsaved() == ""


def test_f2_leaves_a_coupon_without_losing_what_was_typed(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.key("22,45")

    place.press(Qt.Key.Key_F2)
    assert place.is_ready
    assert place.strip.text().startswith(f"La saisie de {REFERENCE} (22,45\u00a0€) est mise de côté")
    place.press(Qt.Key.Key_F5)

    assert (place.cheque.amount.text(), place.cheque.number.text()) == ("22,45", NUMBER)
    assert place.cheque.number.edit.hasFocus()
    assert place.strip.text() == ""
    assert place.reference.identity.text().startswith("Mme DURAND Marie")


def test_of_several_left_behind_none_is_lost(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    office.client()
    office.client(OTHER)
    place.key("22,45")
    place.press(Qt.Key.Key_F2)
    place.key("10,00", "0000002", "K 200 77")
    place.press(Qt.Key.Key_F2)

    place.press(Qt.Key.Key_F5)
    assert place.cheque.amount.text() == "10,00"
    place.save()
    place.press(Qt.Key.Key_F5)
    assert place.cheque.amount.text() == "22,45"
    place.save()

    assert [line.ref.letter for line in place.receipts(batch)] == ["K", "J"]


def test_another_reference_sets_the_coupon_aside_too(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client()
    office.client(OTHER)
    place.key("22,45")

    place.reference.field.take_focus()
    place.find("K 200 77")
    assert place.form.dossier is not None
    assert place.form.dossier.client.ref == OTHER
    assert place.cheque.amount.text() == ""
    place.press(Qt.Key.Key_F5)
    assert place.cheque.amount.text() == "22,45"
    place.save()

    assert [line.ref.letter for line in place.receipts(batch)] == ["J"]


def test_the_same_reference_again_goes_on_with_the_coupon(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.key("22,45")

    place.reference.field.take_focus()
    place.find()

    assert (place.cheque.amount.text(), place.cheque.number.text()) == ("22,45", NUMBER)
    assert place.cheque.number.edit.hasFocus()


def test_an_untouched_dossier_is_left_without_a_word(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.find()

    place.press(Qt.Key.Key_F2)

    assert place.is_ready
    assert place.strip.text() == ""
    place.press(Qt.Key.Key_F5)
    assert place.strip.text() == "Rien à reprendre."


def test_a_batch_closed_elsewhere_refuses_the_coupon_and_is_only_read_from_then_on(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client()
    place.key("20,30")
    office.batches.preclose(office.operator, uuid4(), batch.id)

    place.save()

    assert f"Le lot {batch.number} n'est plus ouvert" in place.cheque.notice.text()
    assert "PRÉCLOS" in place.batch_strip.text()
    assert not place.reference.field.isEnabled()
    assert not place.cheque.save.isEnabled()
    assert (place.cheque.amount.text(), place.cheque.number.text()) == ("20,30", NUMBER)


def test_what_was_begun_in_another_batch_waits_there(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client()
    other = office.batch()
    place.key("22,45")

    place.screen.resume(other)
    place.settle()
    assert place.is_ready
    place.press(Qt.Key.Key_F5)
    assert place.is_ready
    place.screen.resume(batch)
    place.settle()
    place.press(Qt.Key.Key_F5)

    assert place.cheque.amount.text() == "22,45"
    place.save()
    assert len(place.receipts(batch)) == 1


def test_a_coupon_that_comes_back_bears_its_own_client_s_reference(
    place: CouponWorkplace, office: OfficeGestures
) -> None:
    """Not the one that was typed over it."""
    office.client()
    office.client(OTHER)
    place.find()
    place.write("20,30")
    place.reference.field.take_focus()
    place.find(str(OTHER))
    assert place.form.dossier is not None
    assert place.form.dossier.client.ref == OTHER

    place.press(Qt.Key.Key_F5)
    place.settle()

    assert place.cheque.amount.text() == "20,30"
    assert place.reference.field.text() == REFERENCE
