from PySide6.QtCore import Qt

from backoffice.domain.batch import Batch
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.money import Money
from forms.kit.labels import Words
from tests.forms.coupon.conftest import Open
from tests.forms.coupon.workplace import REFERENCE, CouponWorkplace
from tests.office import OfficeGestures

CONTROL = Qt.KeyboardModifier.ControlModifier
OTHER = ClientRef("K", 200, "77")


def test_ctrl_z_takes_back_ones_last_line_after_a_question_in_place(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    client_id = office.client()
    place.key("22,45")
    place.save()

    place.press(Qt.Key.Key_Z, CONTROL)
    assert place.lines.question.text() == f"Annuler la saisie de {REFERENCE}, Mme DURAND Marie, 22,45\u00a0€\u00a0?"
    assert len(place.receipts(batch)) == 1
    place.save()

    line, reversal = place.receipts(batch)
    assert line.reversed
    assert (reversal.reverses, reversal.amount) == (line.id, Money(-22_45))
    assert office.dossier(client_id).invoices[0].pending == Money(20_30)
    assert place.strip.text() == f"La saisie de {REFERENCE} est annulée\u00a0: la ligne reste, barrée."
    assert [told.rpartition(" · ")[2] for told in place.lines.text().splitlines()] == ["annulation", "annulé"]
    assert "0 chèque · 0,00\u00a0€" in place.batch_strip.text()
    assert place.is_ready
    assert "Jeter" not in place.form.said.waits_for  # the paper in hand is keyed again


def test_where_the_last_paper_goes_is_not_said_in_another_batch(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.key("20,30")
    place.save()
    assert "Jeter" in place.form.said.waits_for
    place.screen.resume(office.batch())
    assert "Jeter" not in place.form.said.waits_for


def test_held_or_repeated_enter_takes_back_one_line_only(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    for number, ref in enumerate((ClientRef("J", 121, "52134466"), OTHER)):
        office.client(ref)
        place.key("20,30", f"000000{number + 1}", str(ref))
        place.save()

    place.press(Qt.Key.Key_Z, CONTROL)
    place.hold(Qt.Key.Key_Return)
    place.enter(2)
    place.settle()
    place.settle()

    assert [line.reversed for line in place.receipts(batch)] == [False, True, False]


def test_the_number_of_a_cheque_is_never_cut(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.key("120,45", "2222222")
    place.save()
    about = next(words for words in place.lines.findChildren(Words) if "2222222" in words.text())
    note = next(words for words in place.lines.findChildren(Words) if "avoir" in words.text())
    assert note.isVisible()
    needed = about.fontMetrics().boundingRect(about.rect(), Qt.TextFlag.TextWordWrap, about.text())
    in_one_line = about.fontMetrics().horizontalAdvance(about.text()) <= about.width()
    assert in_one_line or (about.wordWrap() and needed.height() <= about.height())


def test_escape_keeps_it(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    office.client()
    place.key("22,45")
    place.save()

    place.press(Qt.Key.Key_Z, CONTROL)
    place.press(Qt.Key.Key_Escape)

    assert place.lines.question.text() == ""
    assert place.is_ready
    assert [line.reversed for line in place.receipts(batch)] == [False]


def test_in_a_field_in_which_something_is_typed_ctrl_z_is_the_fields(
    place: CouponWorkplace, office: OfficeGestures
) -> None:
    office.client()
    place.key("22,45")
    place.save()

    place.write("J 12")
    place.press(Qt.Key.Key_Z, CONTROL)

    assert place.lines.question.text() == ""
    assert place.reference.field.text() == ""


def test_somebody_elses_line_is_not_ones_own(open_window: Open, office: OfficeGestures, batch: Batch) -> None:
    office.cheque(batch, office.client(), 20_30)
    place = open_window(batch, office.supervisor)

    place.press(Qt.Key.Key_Z, CONTROL)

    assert place.strip.text() == "Aucune saisie à annuler."
    assert place.lines.question.text() == ""


def test_the_five_newest_are_shown_the_newest_first(open_window: Open, office: OfficeGestures, batch: Batch) -> None:
    for at in range(7):
        office.cheque(batch, office.client(ClientRef("J", 121, str(at + 1))), 20_30, f"{at + 1:07d}")

    place = open_window(batch)

    shown = [line.split(" · ")[0] for line in place.lines.text().splitlines()]
    assert shown == [f"J 121 {at}" for at in (7, 6, 5, 4, 3)]


def test_the_question_leaves_a_coupon_that_is_being_keyed_as_it_is(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.cheque(batch, office.client(OTHER), 20_30)
    office.client()
    place.screen.enter()
    place.key("22,45")

    place.qtbot.mouseClick(place.lines.undo, Qt.MouseButton.LeftButton)
    place.enter()
    place.settle()

    assert place.receipts(batch)[0].reversed
    assert place.cheque.number.edit.hasFocus()
    assert place.cheque.amount.text() == "22,45"
