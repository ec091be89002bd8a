"""Mail whose client is not found is recorded from *Sélection d'un client*, and taken back (P-05)."""

from PySide6.QtCore import Qt

from backoffice.domain.batch import Batch
from backoffice.domain.paper import SlipKind
from backoffice.domain.unknown_mail import UnknownMailRow
from forms.coupon.client.unknown_page import UnknownPage
from tests.cards import VISA
from tests.forms.coupon.workplace import REFERENCE, CouponWorkplace
from tests.lost_answer import lose_first_answer
from tests.office import OfficeGestures

CONTROL = Qt.KeyboardModifier.ControlModifier


def _open(place: CouponWorkplace) -> UnknownPage:
    place.press(Qt.Key.Key_I, CONTROL)
    place.settle()
    return place.part(UnknownPage)


def _recorded(office: OfficeGestures, batch: Batch) -> tuple[UnknownMailRow, ...]:
    return office.unknown_mails.of_batch(office.operator, batch.id)


def test_a_reference_that_nobody_has_is_recorded_by_keys_alone(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    place.find("J 121 99999999")
    assert "Ctrl+I" in place.reference.field.error()
    page = _open(place)
    assert page.reference.text() == "J 121 99999999"
    place.write("Mme DUR")
    place.enter()
    place.write("timbre de Lyon")
    place.enter()
    place.press(Qt.Key.Key_Right)
    assert "bordereau chèque" in place.sight()
    place.enter(3)
    place.settle()
    place.settle()
    (row,) = _recorded(office, batch)
    assert (row.reference, row.name, row.text) == ("J 121 99999999", "Mme DUR", "timbre de Lyon")
    assert (row.slip, row.cancelled) == (SlipKind.CHEQUE, False)
    assert row.number in place.strip.text()
    assert "bordereau chèque" in place.strip.text()
    assert row.number in place.lines.text()
    assert "Mme DUR" in place.lines.text()
    assert place.is_ready


def test_one_s_last_line_of_nobody_is_taken_back_by_ctrl_z(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    page = _open(place)
    page.text.set_value("enveloppe vide")
    place.press(Qt.Key.Key_F6)
    place.settle()
    place.settle()
    place.press(Qt.Key.Key_Z, CONTROL)
    assert "CI-2024-000001, enveloppe vide" in place.lines.question.text()
    place.save()
    assert [row.cancelled for row in _recorded(office, batch)] == [True]


def test_one_of_the_batch_s_list_is_taken_back_after_a_question(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    for text in ("première", "seconde"):
        _open(place).text.set_value(text)
        place.press(Qt.Key.Key_F6)
        place.settle()
        place.settle()
    page = _open(place)
    assert [row.said for row in page.table.rows] == ["seconde", "première"]
    page.table.select(page.table.rows[1])
    page.table.setFocus()
    place.enter()
    assert "Annuler CI-2024-000001" in page.question.text()
    place.enter()
    place.settle()
    place.settle()
    assert [(row.text, row.cancelled) for row in _recorded(office, batch)] == [("seconde", False), ("première", True)]


def test_what_is_refused_stays_typed_and_says_why(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    page = _open(place)
    place.press(Qt.Key.Key_F6)
    place.settle()
    assert "Rien n'est noté" in place.sight()
    page.text.set_value(f"carte {VISA}")
    place.press(Qt.Key.Key_F6)
    place.settle()
    assert "numéro de carte" in place.sight()
    assert (page.text.text(), _recorded(office, batch)) == (f"carte {VISA}", ())


def test_a_lost_answer_is_asked_for_again_and_recorded_once(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    page = _open(place)
    lose_first_answer(office.unknown_mails, "record")
    page.name.set_value("M. FLOU")
    for _ in range(2):
        place.press(Qt.Key.Key_F6)
        place.settle()
    place.settle()
    assert [row.name for row in _recorded(office, batch)] == ["M. FLOU"]


def test_escape_goes_back_and_what_was_begun_is_found_again(place: CouponWorkplace) -> None:
    page = _open(place)
    place.write("J 1?1")
    place.press(Qt.Key.Key_Escape)
    assert place.is_ready
    assert "sans client est commencé" in place.screen.unsaved()
    assert _open(place).reference.text() == "J 1?1"
    page.reference.clear()
    assert place.screen.unsaved() == ""


def test_with_a_dossier_open_its_key_is_not_offered(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.find(REFERENCE)
    place.press(Qt.Key.Key_I, CONTROL)
    assert not place.part(UnknownPage).isVisible()
    assert "Ctrl+I" not in [hint.key for hint in place.screen.hints()]
