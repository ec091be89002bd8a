"""A coupon that is put aside is on this workstation's disk, and is found again after the session, or after a crash."""

from pathlib import Path

from PySide6.QtCore import Qt

from backoffice.domain.batch import Batch
from tests.forms.coupon.conftest import Open
from tests.forms.coupon.workplace import NUMBER, Workplace
from tests.office import Desk


def _kept(folder: Path) -> list[Path]:
    return sorted((folder / "aside").glob("*.json"))


def _aside(place: Workplace) -> None:
    if not place.office.clients.search(place.office.operator, "DURAND").clients:
        place.office.client()
    place.find()
    place.type("20,30")
    place.enter(2)
    place.type(NUMBER)
    place.press(Qt.Key.Key_F2)
    place.settle()


def test_what_is_put_aside_is_on_the_disk_and_asked_about(place: Workplace, tmp_path: Path, batch: Batch) -> None:
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


def test_it_is_the_operators_own(open_window: Open, batch: Batch, office: Desk) -> None:
    _aside(open_window(batch))
    place = open_window(batch, who=office.supervisor)
    place.settle()
    assert "côté" not in place.strip.text()


def test_taken_up_and_emptied_by_hand_it_is_given_up(place: Workplace, tmp_path: Path) -> None:
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


def test_a_card_number_typed_in_the_wrong_place_never_reaches_the_disk(place: Workplace, tmp_path: Path) -> None:
    place.office.client()
    place.find()
    place.type("4970100000000154")
    place.press(Qt.Key.Key_F2)
    place.settle()
    (file,) = _kept(tmp_path)
    assert "4970100000000154" not in file.read_text(encoding="utf-8")
