"""The refunds that wait, and their lists, by real keys."""

from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.credit import RefundForm
from backoffice.domain.money import Money
from forms.refunds.screen import RefundsScreen
from printing.papers import draw
from tests.forms.screen_window import Bench, texts
from tests.keyboard_driver import focused, press
from tests.office import OfficeGestures


class _Till:
    def __init__(self, bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
        self.bench, self.qtbot, self.office = bench, qtbot, office

    def open(self) -> RefundsScreen:
        screen = RefundsScreen(self.office.credits, draw, self.bench.desk, self.office.supervisor)
        self.bench.open(screen, self.qtbot)
        screen.enter()
        self.settle()
        return screen

    def settle(self) -> None:
        for _ in range(3):
            answered: list[bool] = []
            self.bench.runner.run(lambda: True, answered.append, lambda _: None, self.bench)
            self.qtbot.waitUntil(lambda answered=answered: bool(answered))  # type: ignore[misc]

    def refund(self, chrono: str, cents: int) -> None:
        client = self.office.client(ClientRef("J", 121, chrono), pending=())
        self.office.cheque(self.office.batch(with_invoice=False), client, cents, f"{cents:07d}")
        form = RefundForm(uuid4(), client, Money(cents), "À sa demande")
        self.office.credits.refund(self.office.supervisor, form)


@pytest.fixture
def till(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> _Till:
    return _Till(bench, qtbot, office)


def test_with_nothing_refunded_it_says_where_one_is(till: _Till) -> None:
    screen = till.open()
    assert not screen.make.isEnabled()
    assert "sur le compte du client" in screen.make.toolTip()


def test_what_waits_is_listed_once_and_its_paper_is_shown(till: _Till, tmp_path: Path) -> None:
    till.refund("1", 4_00)
    till.refund("2", 12_50)
    screen = till.open()
    assert focused() is screen.lists
    assert [row[1:4] for row in texts(screen.refunds)] == [
        ("J 121 1", "Mme DURAND Marie", "À sa demande"),
        ("J 121 2", "Mme DURAND Marie", "À sa demande"),
    ]
    press(Qt.Key.Key_F6)
    press(Qt.Key.Key_F6)
    till.settle()
    till.settle()

    assert till.bench.strip.text().startswith("Liste RA-2024-000001 établie\u00a0: 2 remboursements, 16,50")
    assert [row[0] for row in texts(screen.lists)] == ["en attente", "RA-2024-000001"]
    assert not screen.make.isEnabled()
    till.bench.answers.path = tmp_path / "liste.pdf"
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    till.settle()
    assert (tmp_path / "liste.pdf").read_bytes().startswith(b"%PDF")
    till.bench.answers.path = tmp_path / "liste.xlsx"
    press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    till.settle()
    _, *rows = CalamineWorkbook.from_path(tmp_path / "liste.xlsx").get_sheet_by_index(0).to_python()
    assert [row[-1] for row in rows] == [4.0, 12.5]

    press(Qt.Key.Key_Up)
    till.settle()
    assert texts(screen.refunds) == []
