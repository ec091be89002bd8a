"""Departing from the decision: another destination, nothing keyed, other rows; with a reason that is kept."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from backoffice.domain.batch import Batch
from backoffice.domain.cheque import Operation
from backoffice.domain.paper import Paper, SlipKind
from forms.actions.value_choice import Tick
from tests.forms.coupon.conftest import Open
from tests.forms.coupon.workplace import NUMBER, REFERENCE, CouponWorkplace, FailingRecording
from tests.office import OfficeGestures, Pending

F3, F5, F8, F12 = Qt.Key.Key_F3, Qt.Key.Key_F5, Qt.Key.Key_F8, Qt.Key.Key_F12
ESCAPE = Qt.Key.Key_Escape
TWO_AMOUNTS: tuple[Pending, ...] = (("AP11", date(2019, 2, 20), 13_10), ("AP11", date(2019, 3, 9), 20_30))


@pytest.mark.parametrize("seventh", ["7", "è"])  # the same key on a French keyboard, without Shift
def test_another_destination_is_kept_with_its_reason(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, seventh: str
) -> None:
    office.client()
    place.key("20,30")

    place.press(F8)
    place.write(seventh)
    place.enter()
    place.write("E, B")
    place.enter()
    place.write("le client a appelé")
    place.settle()
    assert "Transférer au service de recouvrement" in place.decision.text()
    assert "au lieu de\u00a0: Jeter le coupon" in place.decision.text()
    place.save()

    (mail,) = place.mail(batch)
    assert (mail.trace.paper, mail.trace.slip) == (Paper.RECOVERY, None)
    assert mail.trace.annotations == ("E", "B")
    assert mail.trace.departure == "le client a appelé"
    assert mail.trace.rules == ("P-21", "P-13", "P-10")
    assert len(place.receipts(batch)) == 1


def test_nothing_is_keyed_where_the_operator_says_so(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    client_id = office.client(deceased=True)
    place.key("20,30")

    place.press(F8)
    place.write("3n")
    assert place.cheque.transfer.isVisible()
    assert not place.cheque.number.isVisible()
    place.enter(2)
    place.write("chèque déchiré")
    place.save()

    (letter,) = place.letters(batch)
    assert (letter.trace.paper, letter.trace.slip) == (Paper.SCAN, SlipKind.CHEQUE)
    assert letter.trace.departure == "chèque déchiré"
    assert office.dossier(client_id).actions == ()
    assert place.receipts(batch) == ()


def test_before_the_amount_a_coupon_can_be_passed_on_too(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client()
    place.find()

    place.press(F8)
    assert place.cheque.amount.isVisible()
    place.write("7")
    place.enter(2)
    place.write("illisible")
    place.save()

    (letter,) = place.letters(batch)
    assert (letter.trace.paper, letter.trace.rules, letter.trace.departure) == (Paper.RECOVERY, (), "illisible")


def test_without_a_reason_nothing_is_recorded(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    office.client()
    place.key("20,30")
    place.press(F8)
    place.write("8")
    place.press(Qt.Key.Key_F6)
    place.settle()
    assert "pourquoi vous vous écartez" in place.strip.text()

    place.form.go_on()
    assert place.form.departure.reason.edit.hasFocus()
    place.save()

    assert place.form.departure.reason.error().startswith("Pourquoi s'en écarter")
    assert place.form.departure.reason.edit.hasFocus()
    assert place.mail(batch) == ()


def test_to_choose_what_is_decided_asks_for_no_reason(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client()
    place.key("20,30")

    place.press(F8)
    place.write("71")
    place.settle()
    assert not place.form.said.departed
    place.enter(2)
    place.save()

    (mail,) = place.mail(batch)
    assert mail.trace.departure == ""


def test_escape_leaves_the_decision_as_it_was(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.key("20,30")

    place.press(F8)
    place.write("7")
    place.press(ESCAPE)
    place.settle()

    assert "Jeter le coupon" in place.decision.text()
    assert not place.form.departure.isVisible()
    assert place.cheque.number.edit.hasFocus()


def test_rows_of_ones_own_are_kept_with_the_reason(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client(pending=TWO_AMOUNTS)
    _choose_the_other_row(place)
    place.write("la première d'abord")
    place.save()

    (mail,) = place.mail(batch)
    assert mail.trace.departure == "la première d'abord"
    (receipt,) = place.receipts(batch)
    assert [row.operation for row in place.recorded(receipt)] == [Operation.SETTLE, Operation.NO_PAYMENT]


def test_a_row_put_back_by_hand_is_no_departure(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    office.client(pending=TWO_AMOUNTS)
    place.key("20,30")
    place.press(Qt.Key.Key_Up)
    place.write("s")
    place.settle()
    assert place.decision.apply.isVisible()
    place.write("r")
    place.enter()

    assert place.cheque.number.edit.hasFocus()
    place.save()
    assert [mail.trace.departure for mail in place.mail(batch)] == [""]


def test_appliquer_puts_the_decision_back(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    office.client(pending=TWO_AMOUNTS)
    _choose_the_other_row(place)
    place.write("une raison")
    place.settle()

    place.press(F12)

    assert [row[:2] for row in place.operations()] == [("no_payment", 0), ("settle", 20_30)]
    assert place.cheque.number.edit.hasFocus()
    place.save()
    (mail,) = place.mail(batch)
    assert (mail.trace.paper, mail.trace.departure) == (Paper.DISCARD, "")


def test_the_button_puts_the_destination_back_too(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.key("20,30")
    place.press(F8)
    place.write("7n")
    place.settle()

    place.qtbot.mouseClick(place.decision.apply, Qt.MouseButton.LeftButton)
    place.settle()

    assert "Jeter le coupon" in place.decision.text()
    assert place.cheque.number.edit.hasFocus()
    assert not place.decision.apply.isVisible()


def test_recent_reasons_are_offered(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    office.client(pending=(("AP11", date(2024, 2, 1), 90_00),))
    for at, reason in enumerate(("le client a appelé", "deux coupons")):
        place.key("10,00", f"000001{at}")
        place.press(F8)
        place.write("8")
        place.enter(2)
        place.write(reason)
        place.save()
    place.key("10,00", "0000009")
    place.press(F8)
    place.write("8")
    place.enter(2)

    place.press(Qt.Key.Key_Down)
    assert place.form.departure.reason.text() == "deux coupons"
    place.press(Qt.Key.Key_Down)
    place.settle()
    place.save()

    assert [mail.trace.departure for mail in place.mail(batch)] == [
        "le client a appelé",
        "deux coupons",
        "le client a appelé",
    ]


def test_a_tick_leaves_rows_of_ones_own_alone_and_another_amount_does_not(
    place: CouponWorkplace, office: OfficeGestures
) -> None:
    office.client(pending=TWO_AMOUNTS)
    _choose_the_other_row(place)

    place.tick("a")
    place.press(ESCAPE)
    assert [row[:2] for row in place.operations()] == [("settle", 13_10), ("no_payment", 0)]

    place.cheque.amount.take_focus()
    place.write("22,45")
    place.enter()
    assert [row[:2] for row in place.operations()] == [("no_payment", 0), ("settle", 20_30)]


def test_a_departure_comes_back_with_the_coupon(
    open_window: Open, office: OfficeGestures, batch: Batch, failing: FailingRecording
) -> None:
    office.client(deceased=True)
    place = open_window(batch, saving=failing)
    place.key("20,30")
    place.tick("n")
    place.press(ESCAPE)
    place.press(F8)
    place.write("8n")
    place.enter()
    place.write("B")
    place.enter()
    place.write("demandé par le SRC")
    place.settle()
    before = place.form.entry(REFERENCE)

    place.save()

    assert place.form.entry(REFERENCE) == before
    assert place.form.mail.text() == "décédé, notaire"
    assert place.cheque.notice.text().startswith("Le rôle actuel ne permet pas")
    failing.error = None
    place.save()
    (letter,) = place.letters(batch)
    assert (letter.trace.paper, letter.trace.departure) == (Paper.SRC, "demandé par le SRC")
    assert letter.trace.annotations == ("B",)


def test_what_is_set_aside_keeps_its_departure(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.key("20,30")
    place.press(F8)
    place.write("8n")
    place.settle()

    place.press(Qt.Key.Key_F2)
    assert place.form.departure.departure is None
    place.press(F5)
    place.settle()

    assert "Transférer au SRC" in place.decision.text()
    assert place.form.departure.isVisible()


# A cheque that is keyed against a stop


def test_a_stopped_cheque_is_keyed_all_the_same_with_a_reason(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    client_id = office.client()
    _key_green_ink(place)

    place.press(F8)
    place.write("n")
    place.settle()
    assert "Encaisser le chèque" in place.decision.text()
    assert "20,30\u00a0€" in place.decision.text()
    place.enter(2)
    place.write("encre noire, vue de près")
    place.enter()
    assert place.cheque.number.edit.hasFocus()
    place.write(NUMBER)
    place.save()

    (receipt,) = place.receipts(batch)
    assert (receipt.amount.cents, receipt.cheque_number) == (20_30, NUMBER)
    (mail,) = place.mail(batch)
    assert (mail.trace.departure, mail.trace.rules) == ("encre noire, vue de près", ("P-24",))
    assert office.dossier(client_id).invoices == ()
    assert place.is_ready


def test_a_reason_typed_at_once_is_the_reason(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    _key_green_ink(place)
    place.press(F8)
    place.write("nencre noire")
    assert place.form.departure.reason.text() == "encre noire"
    departure = place.form.departure.departure
    assert departure is not None
    assert departure.against_stop


def test_without_a_reason_a_stopped_cheque_is_not_keyed(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client()
    _key_green_ink(place)
    place.press(F8)
    place.write("n")
    place.enter(2)
    place.enter()
    place.settle()

    assert place.form.departure.reason.edit.hasFocus() or place.cheque.number.edit.hasFocus()
    assert place.mail(batch) == ()


def test_n_again_leaves_the_stop_as_it_is(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    office.client()
    _key_green_ink(place)
    place.press(F8)
    place.write("nn")
    place.press(ESCAPE)
    place.settle()

    assert place.cheque.transfer.hasFocus()
    place.save()
    (letter,) = place.letters(batch)
    assert (letter.trace.paper, letter.trace.departure) == (Paper.SCAN, "")


def test_a_card_is_never_keyed_against_a_stop(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client(blocked=True)
    place.find()
    place.tick("c")
    place.enter()

    place.press(F8)
    despite = [tick for tick in place.form.departure.findChildren(Tick) if "quand même" in tick.text()]
    assert [tick.isVisible() for tick in despite] == [False]


def _key_green_ink(place: CouponWorkplace) -> None:
    """A cheque that P-24 stops, its amount typed."""
    place.find()
    place.write("20,30")
    place.enter(2)
    place.tick("v")
    place.enter()
    place.settle()
    assert place.cheque.transfer.hasFocus()


def _choose_the_other_row(place: CouponWorkplace) -> None:
    place.key("20,30")
    place.press(Qt.Key.Key_Up)
    place.write("s")
    place.press(Qt.Key.Key_Up)
    place.write("r")
    place.enter()
    assert place.cheque.number.text() == NUMBER
