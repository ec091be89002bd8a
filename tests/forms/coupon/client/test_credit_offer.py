"""*Imputation d'un avoir*: proposed where a client has both, and applied by one key alone (C-04)."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from backoffice.domain.batch import Batch
from backoffice.domain.client_ref import ClientRef
from forms.coupon.client.credit_offer import CreditOfferBar
from tests.forms.coupon.conftest import Open
from tests.forms.coupon.workplace import REFERENCE, CouponWorkplace
from tests.office import OfficeGestures

CONTROL = Qt.KeyboardModifier.ControlModifier
_TWO = (("AP11", date(2019, 2, 20), 13_10), ("AP12", date(2019, 3, 9), 20_30))
_PAUL = ClientRef("J", 121, "52134467")


@pytest.fixture
def bar(place: CouponWorkplace) -> CreditOfferBar:
    return place.part(CreditOfferBar)


def _on_account(office: OfficeGestures, client: int, cents: int, number: str = "0000009") -> None:
    office.cheque(office.batch(with_invoice=False), client, cents, number)


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def _accept(place: CouponWorkplace) -> None:
    place.press(Qt.Key.Key_M, CONTROL)
    place.settle()
    place.settle()


def _due(office: OfficeGestures, client: int) -> list[int]:
    return [invoice.pending.cents for invoice in office.dossier(client).invoices]


def test_on_opening_the_file_both_amounts_are_named(
    place: CouponWorkplace, office: OfficeGestures, bar: CreditOfferBar
) -> None:
    client = office.client(pending=_TWO)
    _on_account(office, client, 22_45)
    assert not bar.isVisible()
    place.find()
    assert _plain(bar.text()) == (
        "Mme DURAND Marie, J 121 52134466 : avoir 22,45 €, facture F1 AP11 13,10 € : imputer 13,10 € ?"
    )
    assert bar.isVisible()
    assert place.cheque.amount.edit.hasFocus()
    _accept(place)
    assert "13,10 € d'avoir imputés à la facture F1 AP11" in _plain(place.strip.text())
    assert _plain(bar.text()).endswith("avoir 9,35 €, facture F2 AP12 20,30 € : imputer 9,35 € ?")
    assert [line.amount.cents for line in place.rows.lines] == [0]
    _accept(place)
    assert not bar.isVisible()
    assert _due(office, client) == [10_95]
    assert office.checking.run() == ()


def test_a_click_leaves_the_focus_on_the_coupon(
    place: CouponWorkplace, office: OfficeGestures, bar: CreditOfferBar
) -> None:
    client = office.client()
    _on_account(office, client, 5_00)
    place.find()
    [button] = bar.findChildren(QPushButton)
    place.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    place.settle()
    place.settle()
    assert _due(office, client) == [15_30]
    assert place.cheque.amount.edit.hasFocus()


def test_nothing_is_applied_without_the_key(
    place: CouponWorkplace, office: OfficeGestures, bar: CreditOfferBar
) -> None:
    client = office.client()
    _on_account(office, client, 5_00)
    place.key("20,30")
    place.save()
    assert not bar.isVisible()
    assert office.dossier(client).credit.cents == 5_00
    _accept(place)
    assert office.dossier(client).credit.cents == 5_00


def test_a_client_with_but_one_of_both_is_offered_nothing(
    place: CouponWorkplace, office: OfficeGestures, bar: CreditOfferBar
) -> None:
    office.client()
    _on_account(office, office.client(_PAUL, pending=()), 5_00)
    for reference in (REFERENCE, str(_PAUL)):
        place.find(reference)
        assert not bar.isVisible()
        assert not bar.hints()
        place.press(Qt.Key.Key_F2)


def test_the_key_pressed_twice_applies_once(
    place: CouponWorkplace, office: OfficeGestures, bar: CreditOfferBar
) -> None:
    client = office.client(pending=_TWO)
    _on_account(office, client, 33_40)
    place.find()
    bar.accept()
    bar.accept()
    place.settle()
    place.settle()
    assert _due(office, client) == [20_30]


def test_after_a_receipt_on_account_it_waits_for_the_key_while_the_next_coupon_is_keyed(
    open_window: Open, office: OfficeGestures
) -> None:
    client, paul = office.client(), office.client(_PAUL)
    without = office.batch(with_invoice=False)
    place = open_window(without)
    bar = place.part(CreditOfferBar)
    _key_on_account(place, "20,30", REFERENCE)
    assert "Mme DURAND Marie" in bar.text()
    assert place.is_ready
    place.find(str(_PAUL))
    assert not bar.isVisible()
    place.press(Qt.Key.Key_F2)
    assert "Mme DURAND Marie" in bar.text()
    _accept(place)
    assert (_due(office, client), _due(office, paul)) == ([], [20_30])
    assert not bar.isVisible()
    assert place.is_ready


def test_what_was_received_in_one_batch_is_not_offered_in_another(
    open_window: Open, office: OfficeGestures, batch: Batch
) -> None:
    office.client()
    place = open_window(office.batch(with_invoice=False))
    _key_on_account(place, "20,30", REFERENCE)
    assert place.part(CreditOfferBar).isVisible()
    place.screen.resume(batch)
    place.settle()
    assert not place.part(CreditOfferBar).isVisible()


def test_lines_that_were_there_before_are_not_offered(open_window: Open, office: OfficeGestures) -> None:
    client, without = office.client(), office.batch(with_invoice=False)
    office.cheque(without, client, 20_30)
    place = open_window(without)
    place.settle()
    assert not place.part(CreditOfferBar).isVisible()


def test_where_it_has_changed_in_the_meantime_it_says_so(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    client = office.client()
    _on_account(office, client, 20_30)
    place.find()
    office.cheque(batch, client, 20_30, "0000010")
    _accept(place)
    assert "rien n'est imputé" in place.strip.text()
    place.settle()
    assert not place.part(CreditOfferBar).isVisible()
    assert office.dossier(client).credit.cents == 20_30


def _key_on_account(place: CouponWorkplace, amount: str, reference: str) -> None:
    place.key(amount, "0000011", reference)
    place.save()
    place.save()  # the invoices that are pending are asked about first
    place.settle()
