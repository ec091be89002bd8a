"""An action code opens its panel on every kind of file, whatever the keys go to, and nothing typed is swallowed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from backoffice.domain.batch import Batch
from backoffice.domain.mail import ActionCode
from forms.actions.cancel_panel import CancelPanel
from forms.actions.method_fields import MethodFields
from forms.actions.page import ActionPage
from tests.forms.coupon.conftest import Open
from tests.forms.coupon.debits import ON_FILE, key_card
from tests.forms.coupon.workplace import CouponWorkplace
from tests.office import OfficeGestures

ESCAPE = Qt.Key.Key_Escape


@pytest.fixture
def beeps(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    heard: list[bool] = []
    monkeypatch.setattr(QApplication, "beep", lambda: heard.append(True))
    return heard


def _paid(office: OfficeGestures) -> None:
    client_id = office.client()
    office.cheque(office.batch(), client_id, 20_30, "1111111")


def _nothing_pending(office: OfficeGestures) -> None:
    office.client(pending=())


def _blocked(office: OfficeGestures) -> None:
    office.client(blocked=True, **ON_FILE)


def _deceased(office: OfficeGestures) -> None:
    office.client(deceased=True)


def _pending(office: OfficeGestures) -> None:
    office.client()


FILES = (_pending, _paid, _nothing_pending, _blocked, _deceased)


def _opened(place: CouponWorkplace) -> bool:
    return any(panel.isVisible() for panel in place.screen.findChildren(CancelPanel))


def _to_reference(place: CouponWorkplace) -> None:
    place.reference.field.take_focus()


def _to_body(place: CouponWorkplace) -> None:
    place.screen.setFocus()


def _to_list(place: CouponWorkplace) -> None:
    place.dossier_page.around.orders.setFocus()


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("where", [_to_reference, _to_body, _to_list])
@pytest.mark.parametrize("with_invoice", [True, False], ids=["avec", "sans"])
def test_a_code_opens_its_panel_on_every_file(
    open_window: Open,
    office: OfficeGestures,
    file: Callable[[OfficeGestures], None],
    where: Callable[[CouponWorkplace], None],
    *,
    with_invoice: bool,
) -> None:
    file(office)
    place = open_window(office.batch(with_invoice=with_invoice))
    place.find()
    where(place)
    place.write("4.3")
    if where is _to_reference:
        place.enter()
    place.settle()
    assert _opened(place)
    place.press(ESCAPE)
    place.settle()
    assert place.form.isVisible()


@pytest.mark.parametrize("file", [_paid, _nothing_pending])
@pytest.mark.parametrize("code", ["4.3", "4,3", "';\""])  # the last on a French keyboard, without Shift
def test_where_the_line_has_the_focus_at_once_a_code_is_typed_at_once(
    place: CouponWorkplace, office: OfficeGestures, file: Callable[[OfficeGestures], None], code: str, beeps: list[bool]
) -> None:
    file(office)
    place.find()
    assert place.cheque.transfer.hasFocus() or place.cheque.amount.edit.hasFocus()
    if not place.cheque.transfer.hasFocus():
        place.cheque.transfer.take_focus()
    place.write(code)
    place.settle()
    assert _opened(place)
    assert beeps == []


def test_beside_a_debit_that_is_ready(
    place: CouponWorkplace, office: OfficeGestures, fields: MethodFields, aliases: object
) -> None:
    del aliases
    office.client()
    key_card(place, fields)
    place.cheque.transfer.take_focus()
    place.write("4.3")
    place.settle()
    assert _opened(place)
    place.press(ESCAPE)
    place.settle()
    assert place.form.isVisible()


def test_on_a_dead_client_s_mail_without_a_payment(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.find()
    place.tick("d")
    place.press(ESCAPE)
    place.cheque.transfer.take_focus()
    place.write("2.6")
    place.settle()
    assert place.part(ActionPage).isVisible()


@pytest.mark.parametrize("amount", ["22,45", "12,70", "222,70"])
def test_an_amount_typed_where_none_is_expected_opens_nothing_and_is_heard(
    place: CouponWorkplace, office: OfficeGestures, amount: str, beeps: list[bool]
) -> None:
    client_id = office.client(pending=())
    place.find()
    place.write(amount)
    place.enter()
    place.settle()
    assert not place.part(ActionPage).isVisible()
    assert place.form.dossier is not None
    assert beeps
    assert office.dossier(client_id).actions == ()


@pytest.mark.parametrize("amount", ["2,70", "2,80", "3,35"])
def test_an_amount_that_begins_like_a_code_records_nothing(
    place: CouponWorkplace, office: OfficeGestures, amount: str, beeps: list[bool]
) -> None:
    client_id = office.client(pending=())
    place.find()
    place.write(amount)
    place.enter()
    place.settle()
    assert office.dossier(client_id).actions == ()
    assert beeps


def test_the_document_s_3_3_then_13_is_typed_in_one_go(place: CouponWorkplace, office: OfficeGestures) -> None:
    client_id = office.client(pending=())
    place.find()
    place.write("3.313")
    place.enter()
    place.settle()
    (row,) = office.dossier(client_id).actions
    assert row.action.code is ActionCode.REFUSAL
    assert row.action.value.startswith("13")


def test_what_is_no_code_is_said_and_opens_nothing(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.find()
    place.reference.field.take_focus()
    place.write("2.5")
    place.enter()
    place.settle()
    assert "2.5 n'est pas un code d'action" in place.reference.field.error()
    assert not place.part(ActionPage).isVisible()


def test_a_begun_code_is_forgotten_where_the_focus_goes_elsewhere(
    place: CouponWorkplace, office: OfficeGestures
) -> None:
    office.client(pending=())
    place.find()
    place.write("2.")
    place.dossier_page.around.orders.setFocus()
    place.write("7")
    place.settle()
    assert not place.part(ActionPage).isVisible()
    place.screen.setFocus()
    place.write("2.7")
    place.settle()
    assert place.part(ActionPage).isVisible()


@pytest.mark.parametrize("code", ["4.3", "4,3", "';\""])  # the last on a French keyboard, without Shift
def test_in_the_number_of_the_cheque_a_code_opens_its_panel(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, code: str
) -> None:
    office.cheque(batch, office.client(), 5_00, "1111111")
    place.find()
    place.write("15,30")
    place.enter(2)
    assert place.cheque.number.edit.hasFocus()
    place.write(code)
    place.press(Qt.Key.Key_Return)
    place.settle()
    assert _opened(place)
    place.press(ESCAPE)
    assert (place.cheque.amount.text(), place.cheque.number.text()) == ("15,30", "")
    assert len(place.receipts(batch)) == 1
