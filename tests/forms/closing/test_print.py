from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from tests.forms.closing.desk import Closing, controlled, printed
from tests.forms.screen_window import Bench, button, click
from tests.keyboard_driver import CONTROL, press, write
from tests.lost_answer import lose_first_answer
from tests.office import OfficeGestures

PRINT_SLIP = "Imprimer le bordereau"
PRINT_SHEET = "Imprimer la feuille de lot"


@pytest.fixture
def closing(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> Closing:
    return Closing(bench, qtbot, office)


def ctrl_p() -> None:
    press(Qt.Key.Key_P, CONTROL)


def test_ctrl_p_numbers_the_slip_shows_it_and_asks_for_the_printer(closing: Closing, office: OfficeGestures) -> None:
    batch = controlled(office, 22_45, 13_10)
    closing.show(batch)
    assert closing.says("Pas encore imprimé.")
    ctrl_p()
    closing.settle()
    slip = office.slips.listing(office.operator, batch.number)[0]
    assert closing.drawn.papers[0].startswith(b"%PDF")
    assert slip.number in closing.drawn.text()
    assert "DUPLICATA" not in closing.drawn.text()
    assert closing.bench.answers.asked == [slip.number]
    assert closing.says(f"{slip.number}\n")
    assert closing.says("Page 1 / 1")


def test_a_slip_in_sight_is_printed_again_without_a_new_record(closing: Closing, office: OfficeGestures) -> None:
    closing.show(controlled(office, 22_45))
    click(button(closing.screen, PRINT_SLIP), times=3)
    closing.settle()
    ctrl_p()
    click(button(closing.screen, PRINT_SLIP))
    closing.settle()
    assert closing.events("slip printed") == 1
    assert closing.events("slip printed again") == 0
    assert len(closing.bench.answers.asked) == 3


def test_a_slip_printed_before_comes_as_a_duplicate(closing: Closing, office: OfficeGestures) -> None:
    batch = printed(office, 22_45)
    closing.show(batch)
    click(button(closing.screen, "Imprimer", QToolButton))
    ctrl_p()
    closing.settle()
    assert "DUPLICATA" in closing.drawn.text()
    assert closing.events("slip printed again") == 1
    assert len(office.slips.listing(office.operator, batch.number)) == 1


def test_the_lot_sheet_comes_after_the_slip(closing: Closing, office: OfficeGestures) -> None:
    batch = controlled(office, 22_45, 13_10)
    closing.show(batch)
    sheet = button(closing.screen, PRINT_SHEET)
    assert not sheet.isEnabled()
    assert "bordereau" in sheet.toolTip()
    ctrl_p()
    closing.settle()
    click(sheet)
    closing.settle()
    assert batch.number in closing.drawn.text()
    assert "2 chèques" in closing.drawn.text()
    assert closing.bench.answers.asked[-1] == f"Feuille de lot {batch.number}"
    ctrl_p()
    assert closing.bench.answers.asked[-1] == f"Feuille de lot {batch.number}"
    click(button(closing.screen, PRINT_SLIP))
    assert closing.bench.answers.asked[-1] == "BE-2024-000001"


def test_the_paper_is_saved_as_it_was_drawn(closing: Closing, office: OfficeGestures, tmp_path: Path) -> None:
    closing.show(controlled(office, 22_45))
    ctrl_p()
    closing.settle()
    closing.bench.answers.path = tmp_path / "bordereau.pdf"
    click(button(closing.screen, "Enregistrer…"))
    closing.settle()
    assert (tmp_path / "bordereau.pdf").read_bytes() == closing.drawn.papers[0]
    assert "bordereau.pdf" in closing.bench.strip.text()


def test_a_paper_that_cannot_be_saved_is_told_in_place(
    closing: Closing, office: OfficeGestures, tmp_path: Path
) -> None:
    closing.show(controlled(office, 22_45))
    ctrl_p()
    closing.settle()
    closing.bench.answers.path = tmp_path / "no such folder" / "bordereau.pdf"
    click(button(closing.screen, "Enregistrer…"))
    closing.settle()
    assert closing.says("On ne peut pas écrire dans le dossier")


def test_a_line_corrected_after_printing_asks_for_a_new_slip(closing: Closing, office: OfficeGestures) -> None:
    batch = printed(office, 22_45)
    closing.show(batch)
    click(button(closing.screen, "Bande chèque", QToolButton))
    closing.control.setFocus()
    press(Qt.Key.Key_Enter)
    write("\n1298107\n")
    closing.settle()
    click(button(closing.screen, "Imprimer", QToolButton))
    assert closing.says("dépassé")
    assert not button(closing.screen, "Clôturer définitivement", QToolButton).isEnabled()
    ctrl_p()
    closing.settle()
    assert [slip.number for slip in office.slips.listing(office.operator, batch.number)] == [
        "BE-2024-000002",
        "BE-2024-000001",
    ]
    assert "1298107" in closing.drawn.text()
    assert button(closing.screen, "Clôturer définitivement", QToolButton).isEnabled()


def test_a_line_corrected_elsewhere_is_told_in_place(closing: Closing, office: OfficeGestures) -> None:
    batch = controlled(office, 22_45, 13_10)
    closing.show(batch)
    office.corrections.reverse(office.supervisor, uuid4(), office.batches.lines(office.operator, batch.id)[0].id)
    ctrl_p()
    closing.settle()
    assert closing.says("La bande ne tombe pas juste")
    assert closing.marks() == [("", "sans chèque", "22,45"), ("13,10", "juste", "13,10")]
    assert closing.drawn.papers == []


def test_after_a_lost_answer_the_same_slip_comes_not_a_duplicate(
    bench: Bench, qtbot: QtBot, office: OfficeGestures
) -> None:
    lose_first_answer(office.slips, "print_receipt_slip")
    closing = Closing(bench, qtbot, office)
    closing.show(controlled(office, 22_45))
    ctrl_p()
    closing.settle()
    assert closing.says("La base ne répond pas")
    ctrl_p()
    closing.settle()
    assert closing.events("slip printed") == 1
    assert "BE-2024-000001" in closing.drawn.text()
    assert "DUPLICATA" not in closing.drawn.text()
