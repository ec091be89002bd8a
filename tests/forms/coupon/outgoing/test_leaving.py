from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPushButton, QTableView, QWidget

from backoffice.domain.batch import Batch
from forms.coupon.client.selection_page import SelectionPage
from forms.coupon.decision.procedure_page import ProcedurePage
from forms.coupon.pages import Body
from forms.kit.panels import Card
from forms.kit.theme import Scheme
from tests.forms.coupon.conftest import Open
from tests.forms.coupon.workplace import REFERENCE, CouponWorkplace
from tests.keyboard_driver import focused
from tests.office import OfficeGestures


def test_escape_goes_back_step_by_step_to_the_batches(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    left: list[bool] = []
    place.screen.left.connect(lambda: left.append(True))
    place.key("22,45")

    place.press(Qt.Key.Key_Escape)
    assert place.cheque.amount.edit.hasFocus()
    place.press(Qt.Key.Key_Escape)
    assert place.reference.field.edit.hasFocus()
    place.press(Qt.Key.Key_Escape)
    assert place.is_ready
    assert left == []
    place.press(Qt.Key.Key_Escape)

    assert left == [True]


def test_escape_empties_a_refused_reference_first(place: CouponWorkplace) -> None:
    left: list[bool] = []
    place.screen.left.connect(lambda: left.append(True))
    place.find("Z 1 1")

    place.press(Qt.Key.Key_Escape)
    assert place.is_ready
    assert place.reference.field.error() == ""
    assert left == []


def test_f9_asks_for_the_closing_of_this_batch(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    asked: list[Batch] = []
    place.screen.closing_asked.connect(asked.append)
    office.client()
    place.key("22,45")

    place.press(Qt.Key.Key_F9)
    assert place.strip.text().startswith("Un coupon est commencé")
    assert REFERENCE in place.screen.unsaved()
    place.save()
    place.press(Qt.Key.Key_F9)

    assert asked == [batch]


def test_a_batch_that_is_not_open_any_more_is_only_read(
    open_window: Open, office: OfficeGestures, batch: Batch
) -> None:
    office.cheque(batch, office.client(), 20_30)
    preclosed = office.batches.preclose(office.operator, uuid4(), batch.id)

    place = open_window(preclosed)

    assert place.part(SelectionPage).text().startswith("Ce lot est PRÉCLOS\nOn n'y saisit plus")
    assert not place.reference.field.isEnabled()
    assert REFERENCE in place.lines.text()
    place.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert place.strip.text() == "Ce lot n'est plus ouvert."
    left: list[bool] = []
    place.screen.left.connect(lambda: left.append(True))
    place.press(Qt.Key.Key_Escape)
    assert left == [True]


def test_f1_shows_the_rules_that_apply_and_goes_back(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.key("22,45")
    page = place.part(ProcedurePage)

    place.press(Qt.Key.Key_F1)
    assert page.isVisible()
    cards = [card.accessibleName() for card in page.findChildren(Card) if not card.isHidden()]
    assert cards == ["Ce qui s'applique à ce coupon", "La procédure des chèques"]
    place.press(Qt.Key.Key_F1)
    assert place.cheque.number.edit.hasFocus()
    place.press(Qt.Key.Key_F1)
    place.press(Qt.Key.Key_Escape)

    assert not page.isVisible()
    assert place.cheque.number.edit.hasFocus()
    assert place.cheque.amount.text() == "22,45"


def test_everything_that_can_have_the_focus_has_a_name(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.key("22,45")
    kinds = (QLineEdit, QAbstractButton, QTableView)

    nameless = [
        widget
        for widget in place.screen.findChildren(QWidget)
        if isinstance(widget, kinds) and widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not widget.accessibleName()
        if not isinstance(widget, QPushButton) or widget.text()  # one without words is shown when it has some
    ]

    assert nameless == []


def test_tab_goes_round_the_coupon_in_its_order(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.key("22,45")
    place.cheque.amount.take_focus()
    seen = []
    for _ in range(3):
        place.press(Qt.Key.Key_Tab)
        seen.append(focused())

    assert seen[0].accessibleName().startswith("Somme en lettres à comparer")
    assert seen[1:] == [place.cheque.number.edit, place.cheque.save]


def test_escape_on_the_words_goes_back_to_the_amount(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.find()
    for typed in ("22,45", "150,00"):
        place.write(typed)
        place.enter()

        place.press(Qt.Key.Key_Escape)

        assert place.cheque.amount.edit.selectedText() == typed


def test_an_action_code_is_no_reference(place: CouponWorkplace) -> None:
    place.write("2.7")
    place.enter()

    assert place.reference.field.error().startswith("2.7 est un code d'action")
    assert place.reference.field.edit.hasFocus()


def test_text_can_be_enlarged_in_the_middle_of_a_coupon(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.key("22,45")
    before = place.rows.table.height()

    place.dress(Scheme.DARK, 160)
    place.settle()

    assert place.rows.table.height() > 1.4 * before
    assert place.cheque.amount.maximumWidth() == 320
    assert place.cheque.number.edit.hasFocus()


def test_in_a_small_window_what_has_the_focus_comes_into_view(place: CouponWorkplace, office: OfficeGestures) -> None:
    place.window.resize(900, 320)
    office.client()
    place.find()
    place.until(lambda: place.is_in_view(place.cheque.amount) and not place.is_in_view(place.cheque.words))

    place.write("22,45")
    place.enter()

    place.until(lambda: place.is_in_view(place.cheque.words))
    before = place.part(Body).verticalScrollBar().value()
    place.press(Qt.Key.Key_Up)
    place.until(lambda: place.part(Body).verticalScrollBar().value() < before)
