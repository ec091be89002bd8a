"""A card is keyed from the coupon to the bank's list; afterwards its number is nowhere (promise 5)."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop.logs import LOG_NAMES
from tests.journeys.debtors import BY_CARD, begin, find, tick
from tests.journeys.keying import REFERENCE
from tests.journeys.letters import TO_PRINT, go_to_what_waits
from tests.journeys.office import OPERATOR, JourneyOffice
from tests.journeys.seat import Seat
from tests.keyboard_driver import CONTROL
from tests.memory import canary, traces
from tests.needs import needs_linux

Sit = Callable[[Path], Seat]


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go meanwhile."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@needs_linux("/proc/self/mem")
def test_after_a_whole_card_journey_its_number_is_nowhere(
    bureau: JourneyOffice, sit: Sit, scratch: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    QGuiApplication.clipboard().setText("before")
    digits = canary()
    seat = sit(bureau.settings())
    seat.log_in(OPERATOR)
    begin(seat)
    find(seat, BY_CARD)
    tick(seat, "c")
    for digit in digits:
        seat.press(Qt.Key(Qt.Key.Key_0 + digit))
    for key in (Qt.Key.Key_Z, Qt.Key.Key_C, Qt.Key.Key_X):  # nothing of it can be undone into sight, or copied
        seat.press(key, CONTROL)
    assert traces(digits) == {"ASCII"}, "the search finds what is there"
    seat.write("0530")
    seat.enter()
    seat.until_seen("80 CARTE BLEUE · CB •••• ")
    seat.enter()
    seat.until_seen(f"{BY_CARD.ref} · ")
    seat.until_at(REFERENCE)
    go_to_what_waits(seat)
    paper = tmp_path / "archive.pdf"
    seat.answers.path = paper
    assert seat.cells(TO_PRINT)[0]["Nature"].startswith("Archivage")
    seat.enter()
    seat.until(lambda: "BA-" in seat.paper(), "the archive slip")
    seat.press(Qt.Key.Key_S, CONTROL)
    seat.until(paper.exists, "the archive slip in a file")
    seat.window.grab()
    seat.leave()

    assert traces(digits) == set()
    assert QGuiApplication.clipboard().text() == "before"
    told = capfd.readouterr()
    written = "".join(map(str, digits))
    for text in (told.out, told.err):
        assert written not in text
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    for kept in ("liasse.db", LOG_NAMES):
        assert [file for file in files if file.match(kept)], kept
    ways = (
        written.encode(),
        written.encode("utf-16-le"),
        " ".join(written[at : at + 4] for at in (0, 4, 8, 12)).encode(),
    )
    assert [file for file in files for way in ways if way in file.read_bytes()] == []
    assert list(scratch.rglob("*")) == []
