"""Action codes on a dossier, the blocks and the history."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from backoffice.domain.mail import ActionCode
from forms.actions.page import ActionPage
from forms.coupon.codes_page import CodesPage
from forms.coupon.decision.panel import DecisionPanel
from forms.kit.preview import Preview
from forms.kit.strip import Strip
from tests.forms.coupon.conftest import Open
from tests.forms.coupon.workplace import NUMBER, REFERENCE, CouponWorkplace
from tests.keyboard_driver import focused
from tests.office import OfficeGestures

ESCAPE, F2, F11 = Qt.Key.Key_Escape, Qt.Key.Key_F2, Qt.Key.Key_F11


def test_a_code_in_the_reference_opens_its_panel_in_the_place_of_the_dossier(
    place: CouponWorkplace, office: OfficeGestures
) -> None:
    client_id = office.client()
    place.find()
    place.reference.field.take_focus()

    place.write("2.7")
    place.enter()
    place.settle()
    assert place.part(ActionPage).isVisible()
    assert not place.form.isVisible()
    assert place.reference.field.text() == REFERENCE
    place.save()

    assert [row.action.code for row in office.dossier(client_id).actions] == [ActionCode.STOP_PROMOTION]
    assert place.form.isVisible()
    assert place.cheque.amount.edit.hasFocus()


@pytest.mark.parametrize("typed", ["2.8", "2,8", "é;_"])
def test_a_code_typed_where_no_field_is_opens_it_at_once(
    place: CouponWorkplace, office: OfficeGestures, typed: str
) -> None:
    office.client()
    place.find()
    place.dossier_page.around.orders.setFocus()

    place.write(typed)
    place.settle()

    assert place.part(ActionPage).isVisible()


@pytest.mark.parametrize("code", ["2.6", "2.7", "2.8", "3.3", "4.3", "4.7"])
def test_tab_goes_from_a_panel_to_the_decision_beside_it(
    place: CouponWorkplace, office: OfficeGestures, code: str
) -> None:
    office.client()
    place.find()
    place.reference.field.take_focus()
    place.write(code)
    place.enter()
    place.settle()
    page = place.part(ActionPage)
    assert page.isAncestorOf(focused())

    while page.isAncestorOf(focused()):
        place.press(Qt.Key.Key_Tab)

    assert place.part(DecisionPanel).isAncestorOf(focused())


def test_in_a_field_it_is_what_is_typed(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.find()

    place.write("2.7")
    place.settle()

    assert place.cheque.amount.text() == "2,7"
    assert not place.part(ActionPage).isVisible()


def test_before_a_client_is_found_it_says_so(place: CouponWorkplace) -> None:
    place.write("2.7")
    place.enter()

    assert "cherchez d'abord le client" in place.reference.field.error()
    assert place.reference.field.edit.hasFocus()
    place.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert place.reference.field.error() == ""


def test_what_was_typed_is_there_again_afterwards(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.key("22,45")
    place.tick("a")
    place.press(ESCAPE)
    place.reference.field.take_focus()
    place.write("2.8")
    place.enter()
    place.settle()

    place.save()
    place.settle()

    assert place.cheque.number.text() == NUMBER
    assert place.form.mail.text() == "annotation"
    assert place.operations() == [("settle", 20_30, "P-21")]
    assert place.cheque.number.edit.hasFocus()


def test_escape_comes_back_with_nothing_done(place: CouponWorkplace, office: OfficeGestures) -> None:
    client_id = office.client()
    place.find()
    place.reference.field.take_focus()
    place.write("3.3")
    place.enter()
    place.settle()

    place.press(ESCAPE)

    assert place.form.isVisible()
    assert place.cheque.amount.edit.hasFocus()
    assert office.dossier(client_id).actions == ()


def test_a_comment_that_is_typed_is_not_dropped_without_a_word(place: CouponWorkplace, office: OfficeGestures) -> None:
    client_id = office.client()
    place.find()
    place.reference.field.take_focus()
    place.write("2.6")
    place.enter()
    place.settle()
    place.write("Rappelle lundi")
    assert "Commentaire" in place.screen.unsaved()
    place.press(ESCAPE)
    page = place.part(ActionPage)
    assert page.isVisible()
    assert any("pas enregistré" in strip.text() for strip in page.findChildren(Strip))
    place.press(ESCAPE)  # once more: it is given up
    assert not page.isVisible()
    assert place.screen.unsaved() == ""
    assert office.dossier(client_id).actions == ()


def test_the_keys_are_those_of_the_panel(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.find()
    place.reference.field.take_focus()
    place.write("2.7")
    place.enter()
    place.settle()

    assert [hint.key for hint in place.screen.hints()] == ["F6", "Esc"]
    place.press(ESCAPE)
    place.settle()
    assert "F3" in [hint.key for hint in place.screen.hints()]


def test_f10_lists_the_codes_and_one_is_typed(place: CouponWorkplace, office: OfficeGestures) -> None:
    client_id = office.client()
    place.find()

    place.press(F11)
    page = place.part(CodesPage)
    words = [button.text() for button in page.findChildren(QPushButton)]
    assert words[:3] == ["2.4 Changement MDR", "2.6 Commentaire", "2.7 Stop promo"]
    place.write("dcd")
    place.settle()
    assert place.part(ActionPage).isVisible()
    place.save()

    assert len(office.dossier(client_id).actions) == 4


def test_escape_leaves_the_list_of_codes(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.find()
    place.press(F11)

    place.write("9")
    place.press(ESCAPE)

    assert place.form.isVisible()
    assert place.cheque.amount.edit.hasFocus()


@pytest.mark.parametrize("typed", ["2,7", "é;è"])
def test_a_code_is_typed_in_the_list_as_the_keypad_or_a_french_keyboard_writes_it(
    place: CouponWorkplace, office: OfficeGestures, typed: str
) -> None:
    office.client()
    place.find()
    place.press(F11)
    place.write(typed)
    place.settle()

    assert place.part(ActionPage).isVisible()


def test_the_blocks_and_the_history_show_what_was_done(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.find()
    around = place.dossier_page.around
    promotion = around.blocks.findChildren(QPushButton)[0]
    assert "non posé" in promotion.accessibleName()

    place.qtbot.mouseClick(promotion, Qt.MouseButton.LeftButton)
    place.settle()
    place.save()
    place.settle()

    assert promotion.accessibleName() == "BLOCAGE PROMO, posé"
    assert "Commentaires et actions (1)" in place.tabs()


def test_a_supervisor_lifts_a_block(open_window: Open, office: OfficeGestures) -> None:
    client_id = office.client()
    batch = office.batch(who=office.supervisor)
    place = open_window(batch, office.supervisor)
    place.find()
    place.tick("d")
    place.save()
    place.find()
    promotion = place.dossier_page.around.blocks.findChildren(QPushButton)[0]

    place.qtbot.mouseClick(promotion, Qt.MouseButton.LeftButton)
    place.write("erreur de client")
    place.save()
    place.settle()

    assert office.dossier(client_id).standing(ActionCode.STOP_PROMOTION) is None
    assert promotion.accessibleName() == "BLOCAGE PROMO, non posé"


def test_an_operator_does_not_lift_it(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.find()
    place.tick("d")
    place.save()
    place.find()

    promotion = place.dossier_page.around.blocks.findChildren(QPushButton)[0]
    assert promotion.accessibleName() == "BLOCAGE PROMO, posé"
    assert not promotion.isEnabled()


def test_from_a_panel_f2_is_not_needed_to_go_on(place: CouponWorkplace, office: OfficeGestures) -> None:
    """The reference is always there: the next coupon can be scanned while a panel is open."""
    office.client()
    place.find()
    place.reference.field.take_focus()
    place.write("2.6")
    place.enter()
    place.settle()

    place.reference.field.take_focus()
    place.find()

    assert place.form.isVisible()


def test_a_receipt_is_cancelled_and_the_debt_is_in_the_dossier_again(
    place: CouponWorkplace, office: OfficeGestures
) -> None:
    """4.3: ANNULATION, the line, one key for why, *Enregistrer*; the copy of the line stands there until Escape."""
    office.client()
    place.key("20,30")
    place.save()
    place.settle()
    place.find()
    place.reference.field.take_focus()
    place.write("4.3")
    place.enter()
    place.settle()

    place.write(" ")
    place.enter(2)
    place.write("1")
    place.press(Qt.Key.Key_F6)
    place.until(place.part(Preview).isVisible)  # the copy is drawn after the answer
    place.press(ESCAPE)
    place.settle()

    assert place.form.isVisible()
    place.until(lambda: "0 chèque · 0,00\u00a0€" in place.batch_strip.text())
    dossier = place.form.dossier
    assert dossier is not None
    assert [invoice.pending.cents for invoice in dossier.invoices] == [20_30]


def test_what_came_back_unpaid_is_in_the_dossier_again(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.key("20,30")
    place.save()
    place.settle()
    place.find()
    place.reference.field.take_focus()
    place.write("4.7")
    place.enter()
    place.settle()

    place.write("20,30")
    place.enter()
    place.write(" ")
    place.enter()
    place.write("Sans provision")
    place.press(Qt.Key.Key_F6)
    place.settle()
    place.settle()  # the file is read again once the action is recorded

    assert place.form.isVisible()
    dossier = place.form.dossier
    assert dossier is not None
    assert [invoice.pending.cents for invoice in dossier.invoices] == [20_30]
