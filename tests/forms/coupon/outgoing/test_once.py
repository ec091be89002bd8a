from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from backoffice.domain.batch import Batch
from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.people import Actor
from backoffice.keying.recorded_form import ChequeForm
from backoffice.services.keying.recording import Recording
from tests.forms.coupon.conftest import Open
from tests.forms.coupon.workplace import CouponWorkplace, recording
from tests.office import OfficeGestures


class SlowRecording(Recording):
    """The real recording over a database that answers when it is told to."""

    def __init__(self, *parts: Any) -> None:  # noqa: ANN401 - the real one's, whatever they are
        super().__init__(*parts)
        self.answer = Event()
        self.asked = 0

    @override
    def record(self, who: Actor, form: ChequeForm) -> ReceiptRow:
        self.asked += 1
        self.answer.wait()
        return super().record(who, form)


@pytest.fixture
def slow(office: OfficeGestures, tmp_path: Path) -> Iterator[SlowRecording]:
    made = recording(office, tmp_path, SlowRecording)
    yield made
    made.answer.set()


def test_three_clicks_record_once(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    office.client()
    place.key("20,30")

    for _ in range(3):
        place.qtbot.mouseClick(place.cheque.save, Qt.MouseButton.LeftButton)
    place.qtbot.mouseDClick(place.cheque.save, Qt.MouseButton.LeftButton)
    place.settle()

    assert len(place.receipts(batch)) == 1


def test_a_double_click_records_once_and_leaves_the_focus_on_the_next_reference(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client()
    place.key("20,30")
    spot = place.cheque.save.mapTo(place.window, place.cheque.save.rect().center())

    for _ in range(2):  # to the window, as the system does: the second goes to whatever is there by then
        QTest.mouseClick(place.window.windowHandle(), Qt.MouseButton.LeftButton, pos=spot)
        QApplication.processEvents()
    place.settle()

    assert len(place.receipts(batch)) == 1
    assert place.is_ready


def test_a_held_enter_records_once(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    office.client()
    place.key("20,30")

    place.hold(Qt.Key.Key_Return)
    place.settle()

    assert len(place.receipts(batch)) == 1
    assert place.is_ready


def test_a_click_and_enter_record_once(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    office.client()
    place.key("20,30")

    place.qtbot.mouseClick(place.cheque.save, Qt.MouseButton.LeftButton)
    place.enter(3)
    place.settle()

    assert len(place.receipts(batch)) == 1


def test_a_slow_database_records_once_whatever_is_pressed(
    open_window: Open, office: OfficeGestures, batch: Batch, slow: SlowRecording
) -> None:
    office.client()
    place = open_window(batch, saving=slow)
    place.key("20,30")

    place.enter()
    place.until(lambda: slow.asked == 1)
    assert place.is_ready
    place.until(lambda: "1 en cours" in place.batch_strip.text())
    place.enter(3)
    place.press(Qt.Key.Key_F6)
    place.qtbot.mouseClick(place.cheque.save, Qt.MouseButton.LeftButton)
    slow.answer.set()
    place.settle()
    place.settle()

    assert (slow.asked, len(place.receipts(batch))) == (1, 1)
    assert "en cours" not in place.batch_strip.text()


def test_while_one_is_on_its_way_the_batch_is_not_closed_nor_a_line_taken_back(
    open_window: Open, office: OfficeGestures, batch: Batch, slow: SlowRecording
) -> None:
    office.client()
    place = open_window(batch, saving=slow)
    place.key("20,30")
    place.enter()
    place.until(lambda: slow.asked == 1)
    asked: list[Batch] = []
    place.screen.closing_asked.connect(asked.append)

    place.press(Qt.Key.Key_F9)
    assert place.strip.text() == "Des saisies n'ont pas encore leur réponse."
    place.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert place.strip.text() == "Une saisie est en cours d'enregistrement."
    assert place.screen.unsaved() == "Une saisie est en cours d'enregistrement."

    slow.answer.set()
    place.settle()
    place.settle()
    place.press(Qt.Key.Key_F9)
    assert [one.id for one in asked] == [batch.id]


def test_two_windows_record_the_same_coupon_once(open_window: Open, office: OfficeGestures, batch: Batch) -> None:
    office.client()
    first, second = open_window(batch), open_window(batch)
    first.activate()
    first.key("20,30")
    second.activate()
    second.key("20,30")

    second.save()
    first.activate()
    first.save()
    first.settle()

    assert len(first.receipts(batch)) == 1
    assert "n'a pas de facture à régler" in first.form.standing.text()
    assert first.tab() == "Encaissements (1)"
    assert first.cheque.number.text() == "5508018"
