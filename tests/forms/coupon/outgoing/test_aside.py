"""A coupon that is put aside is on this workstation's disk, and is found again after the session, or after a crash."""

import json
from pathlib import Path
from uuid import UUID, uuid4

from PySide6.QtCore import Qt

from backoffice.domain.batch import Batch
from backoffice.domain.client_ref import ClientRef
from backoffice.gateways.aside_folder import AsideFolder
from backoffice.gateways.outbox import Outbox
from backoffice.services.keying.asides import Asides
from tests.forms.coupon.conftest import Open
from tests.forms.coupon.workplace import NUMBER, REFERENCE, CouponWorkplace
from tests.office import OfficeGestures


def _kept(folder: Path) -> list[Path]:
    return sorted((folder / "aside").glob("*.json"))


def _aside(place: CouponWorkplace) -> None:
    if not place.office.clients.search(place.office.operator, "DURAND").clients:
        place.office.client()
    place.find()
    place.write("20,30")
    place.enter(2)
    place.write(NUMBER)
    place.press(Qt.Key.Key_F2)
    place.settle()


def test_what_is_put_aside_is_on_the_disk_and_asked_about(place: CouponWorkplace, tmp_path: Path, batch: Batch) -> None:
    _aside(place)
    (file,) = _kept(tmp_path)
    assert NUMBER in file.read_text(encoding="utf-8")
    assert "mis de côté" in place.screen.unsaved()
    place.press(Qt.Key.Key_F9)
    place.settle()
    assert place.receipts(batch) == ()
    assert "mise de côté" in place.strip.text()


def test_another_session_finds_it_and_records_it(open_window: Open, batch: Batch, tmp_path: Path) -> None:
    _aside(open_window(batch))
    place = open_window(batch)
    place.settle()
    assert "Mis de côté avant cette session" in place.strip.text()
    place.press(Qt.Key.Key_F5)
    place.settle()
    assert (place.cheque.amount.text(), place.cheque.number.text()) == ("20,30", NUMBER)
    place.save()
    (receipt,) = place.receipts(batch)
    assert (receipt.cheque_number, receipt.amount.cents) == (NUMBER, 20_30)
    assert _kept(tmp_path) == []
    assert place.screen.unsaved() == ""


def test_it_is_the_operators_own(open_window: Open, batch: Batch, office: OfficeGestures) -> None:
    _aside(open_window(batch))
    place = open_window(batch, who=office.supervisor)
    place.settle()
    assert "côté" not in place.strip.text()


def test_taken_up_and_emptied_by_hand_it_is_given_up(place: CouponWorkplace, tmp_path: Path) -> None:
    _aside(place)
    place.press(Qt.Key.Key_F5)
    place.cheque.amount.take_focus()
    for field in (place.cheque.amount, place.cheque.number):
        field.take_focus()
        place.press(Qt.Key.Key_Backspace)
    place.press(Qt.Key.Key_F2)
    place.settle()
    assert _kept(tmp_path) == []
    assert place.screen.unsaved() == ""


def test_a_card_number_typed_in_the_wrong_place_never_reaches_the_disk(place: CouponWorkplace, tmp_path: Path) -> None:
    place.office.client()
    place.find()
    place.write("4970100000000154")
    place.press(Qt.Key.Key_F2)
    place.settle()
    (file,) = _kept(tmp_path)
    assert "4970100000000154" not in file.read_text(encoding="utf-8")


# --- in a batch that is not open any more


def _move(place: CouponWorkplace, batch: Batch, home: Batch) -> UUID:
    """What *Lots* does when the coupon is taken up in `home`."""
    office = place.office
    asides = Asides(AsideFolder(place.folder / "aside"), office.clients, office.batches, office.office)
    office.batches.preclose(office.operator, uuid4(), batch.id)
    (stranded,) = asides.stranded(office.operator)
    asides.take_up(office.operator, stranded, home)
    return stranded.entry.key


def test_taken_up_in_an_open_batch_it_is_judged_anew_there_and_recorded_once(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    _aside(place)
    home = office.batch()
    key = _move(place, batch, home)
    place.screen.take_up(home, key)
    place.settle()
    place.settle()
    assert (place.cheque.amount.text(), place.cheque.number.text()) == ("20,30", NUMBER)
    assert place.operations() == [("settle", 20_30, "P-21")]
    assert place.screen.begun()
    place.save()
    assert ([row.cheque_number for row in place.receipts(home)], place.receipts(batch)) == ([NUMBER], ())
    assert _kept(place.folder) == []
    assert place.screen.unsaved() == ""


def test_in_hand_it_goes_over_with_what_was_typed_since(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    _aside(place)
    place.press(Qt.Key.Key_F5)
    place.cheque.number.take_focus()
    place.write("9")
    typed = place.cheque.number.text()
    home = office.batch()
    key = _move(place, batch, home)
    place.screen.take_up(home, key)
    place.settle()
    assert place.cheque.number.text() == typed
    place.press(Qt.Key.Key_F2)
    place.settle()
    (file,) = _kept(place.folder)
    assert json.loads(file.read_text(encoding="utf-8"))["batch_id"] == home.id


def test_given_up_it_is_nowhere_any_more(place: CouponWorkplace, tmp_path: Path) -> None:
    _aside(place)
    (file,) = _kept(tmp_path)
    file.unlink()
    place.screen.forget(UUID(file.stem))
    assert place.screen.unsaved() == ""
    place.press(Qt.Key.Key_F5)
    assert place.is_ready


def test_what_a_closed_batch_refuses_is_said_to_wait_at_lots(
    open_window: Open, office: OfficeGestures, batch: Batch, tmp_path: Path
) -> None:
    Outbox(tmp_path / "outbox").put(office.operator, office.form(batch, office.client(), 20_30))
    office.batches.preclose(office.operator, uuid4(), batch.id)
    place = open_window(office.batch())
    place.until(lambda: "a été refusée" in place.strip.text())
    assert place.strip.text().endswith("Elle attend à Lots (F4), où elle se reprend dans un lot ouvert.")
    assert len(_kept(tmp_path)) == 1


def test_who_opens_the_file_of_a_coupon_that_is_aside_is_told(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    office.client(ClientRef("K", 200, "77"))
    for reference in (REFERENCE, "K 200 77"):
        place.find(reference)
        place.write("20,30")
        place.press(Qt.Key.Key_F2)
        place.settle()
    place.strip.hide()

    place.find()

    assert place.strip.text() == f"La saisie de {REFERENCE} est déjà de côté dans ce lot\u00a0: F5 la reprend."
    place.press(Qt.Key.Key_F5)
    place.settle()
    assert place.reference.field.text() == REFERENCE
    assert place.cheque.amount.text() == "20,30"
