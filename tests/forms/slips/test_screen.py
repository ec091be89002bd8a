from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from backoffice.domain.paper import MailSlipKind, Paper, SlipKind
from backoffice.domain.people import Role
from backoffice.domain.pile_slip import PilePrinting, SortedPiece
from backoffice.domain.unknown_mail import UnknownMail
from forms.kit.table import Table
from forms.kit.theme import NORMAL
from tests.forms.closing.conftest import Dress
from tests.forms.closing.desk import printed
from tests.forms.screen_window import Bench, button, click, line, texts
from tests.forms.slips.shelf import NUMBER, Shelf, letters, sent
from tests.keyboard_driver import CONTROL, focused, hold_enter, press, write
from tests.lost_answer import lose_first_answer
from tests.office import FIRST_DAY, OfficeGestures

_AT_1320 = 1320 - 148
"""The screen's width beside the rail."""


def test_a_slip_is_found_by_its_number_or_by_its_batch(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    for _ in range(3):
        printed(office, 22_45)
    shelf = Shelf(bench, qtbot, office)
    assert shelf.numbers() == ["BE-2024-000003", "BE-2024-000002", "BE-2024-000001"]
    assert shelf.says("3 bordereaux")
    assert focused() is line(shelf.screen, NUMBER)
    write("000002")
    assert shelf.numbers() == ["BE-2024-000002"]
    focused().clear()  # type: ignore[attr-defined]
    write("2024-0003")
    assert shelf.numbers() == ["BE-2024-000003"]
    assert shelf.says("1 bordereau")
    write("9")
    assert shelf.numbers() == []
    assert shelf.says("Aucun bordereau ici.")


def test_a_line_says_all_of_its_slip(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    batch = printed(office, 22_45, 13_10)
    shelf = Shelf(bench, qtbot, office)
    *seen, printed_at, operator = texts(shelf.table)[0]
    assert seen == ["BE-2024-000001", "Encaissement", batch.number, "2", "35,55", "À JOUR"]
    assert printed_at.startswith("04/03/2024 à 09:")
    assert shelf.says(f"Imprimé le {printed_at} par {operator}")
    office.corrections.reverse(office.operator, uuid4(), office.batches.lines(office.operator, batch.id)[0].id)
    press(Qt.Key.Key_F5)
    shelf.settle()
    assert texts(shelf.table)[0][5] == "DÉPASSÉ"


def test_all_that_is_listed_is_in_sight_in_a_window_of_1320(
    bench: Bench, qtbot: QtBot, office: OfficeGestures, dress: Dress
) -> None:
    dress(NORMAL)
    for _ in range(30):
        sent(office, MailSlipKind.NONE, letters(office, 1))
    shelf = Shelf(bench, qtbot, office)
    bench.resize(bench.width() + _AT_1320 - shelf.screen.width(), bench.height())
    qtbot.waitUntil(lambda: shelf.screen.width() == _AT_1320 and shelf.table.verticalScrollBar().maximum() > 0)

    assert shelf.table.horizontalScrollBar().maximum() == 0


def test_receipt_slips_and_slips_of_papers_stand_in_one_list_the_newest_first(
    bench: Bench, qtbot: QtBot, office: OfficeGestures
) -> None:
    printed(office, 22_45)
    batch = letters(office, 3)
    sent(office, MailSlipKind.NONE, batch)
    letters(office, 2, Paper.SRC)
    office.mail_slips.print_slip(office.operator, uuid4(), MailSlipKind.SRC, FIRST_DAY.date())
    printed(office, 13_10)
    shelf = Shelf(bench, qtbot, office)
    assert [line[:4] for line in texts(shelf.table)] == [
        ("BE-2024-000002", "Encaissement", "2024-0004", "1"),
        ("BS-2024-000001", "SRC", "04/03/2024", "2"),
        ("BT-2024-000001", "Sans mode de règlement", batch.number, "3"),
        ("BE-2024-000001", "Encaissement", "2024-0001", "1"),
    ]
    assert shelf.says("4 bordereaux")


def test_a_kind_is_chosen_by_keys_and_a_number_within_it(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    printed(office, 22_45)
    first = letters(office, 1)
    sent(office, MailSlipKind.NONE, first)
    second = letters(office, 1)
    sent(office, MailSlipKind.NONE, second)
    shelf = Shelf(bench, qtbot, office)
    shelf.kind.setFocus()
    for _ in range(5):
        press(Qt.Key.Key_Down)
    assert shelf.kind.currentText() == "Transmission · Sans mode de règlement"
    assert shelf.numbers() == ["BT-2024-000002", "BT-2024-000001"]
    line(shelf.screen, NUMBER).setFocus()
    write(first.number)
    assert shelf.numbers() == ["BT-2024-000001"]
    focused().clear()  # type: ignore[attr-defined]
    press(Qt.Key.Key_F5)
    shelf.kind.setFocus()
    write("E")
    assert shelf.kind.currentText() == "Encaissement"
    assert shelf.numbers() == ["BE-2024-000001"]


def test_a_slip_of_papers_comes_again_as_a_duplicate_and_is_noted_once(
    bench: Bench, qtbot: QtBot, office: OfficeGestures
) -> None:
    sent(office, MailSlipKind.NONE, letters(office, 2))
    shelf = Shelf(bench, qtbot, office)
    write("\n")
    hold_enter()
    shelf.settle()
    hold_enter()
    shelf.settle()
    assert shelf.events("mail slip printed again") == 1
    assert "DUPLICATA" in shelf.drawn.text()
    assert "Sans mode de règlement" in shelf.drawn.text()
    press(Qt.Key.Key_F7)
    assert "La feuille de lot va avec les chèques" in bench.strip.text()
    assert not button(shelf.screen, "Feuille de lot").isEnabled()


def test_selecting_draws_and_records_nothing(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    for _ in range(2):
        printed(office, 22_45)
    shelf = Shelf(bench, qtbot, office)
    shelf.table.setFocus()
    press(Qt.Key.Key_Down)
    shelf.settle()
    assert (shelf.drawn.papers, shelf.reprints()) == ([], 0)


def test_enter_shows_a_duplicate_once_however_long_it_is_held(
    bench: Bench, qtbot: QtBot, office: OfficeGestures
) -> None:
    printed(office, 22_45)
    shelf = Shelf(bench, qtbot, office)
    press(Qt.Key.Key_Enter)
    assert focused() is shelf.table
    hold_enter()
    shelf.settle()
    hold_enter()
    shelf.settle()
    assert shelf.reprints() == 1
    assert "DUPLICATA" in shelf.drawn.text()
    assert shelf.says("Page 1 / 1")
    click(button(shelf.screen, "Réimprimer"))
    shelf.settle()
    assert shelf.reprints() == 2


def test_a_triple_click_reprints_once(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    printed(office, 22_45)
    shelf = Shelf(bench, qtbot, office)
    click(button(shelf.screen, "Réimprimer"), times=3)
    shelf.settle()
    assert shelf.reprints() == 1


def test_a_double_click_shows_the_slip(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    printed(office, 22_45)
    shelf = Shelf(bench, qtbot, office)
    place = shelf.table.visualRect(shelf.table.model().index(0, 0)).center()
    for gesture in (QTest.mouseClick, QTest.mouseDClick):
        gesture(shelf.table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    shelf.settle()
    assert shelf.reprints() == 1


def test_a_line_cancelled_since_is_struck_on_the_duplicate(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    batch = printed(office, 22_45, 13_10)
    office.corrections.reverse(office.operator, uuid4(), office.batches.lines(office.operator, batch.id)[0].id)
    shelf = Shelf(bench, qtbot, office)
    press(Qt.Key.Key_F6)
    shelf.settle()
    assert "annulé" in shelf.drawn.text()


def test_the_lot_sheet_and_then_the_slip_again(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    batch = printed(office, 22_45)
    shelf = Shelf(bench, qtbot, office)
    press(Qt.Key.Key_F7)
    shelf.settle()
    assert shelf.drawn.text().count(batch.number) >= 1
    assert "Feuille de lot" in shelf.drawn.text()
    press(Qt.Key.Key_P, CONTROL)
    assert bench.answers.asked == [f"Feuille de lot {batch.number}"]
    shelf.table.setFocus()
    press(Qt.Key.Key_Enter)
    shelf.settle()
    assert "DUPLICATA" in shelf.drawn.text()


def test_the_lot_sheet_of_a_batch_that_changed_is_refused_in_place(
    bench: Bench, qtbot: QtBot, office: OfficeGestures
) -> None:
    batch = printed(office, 22_45, 13_10)
    office.corrections.reverse(office.operator, uuid4(), office.batches.lines(office.operator, batch.id)[0].id)
    shelf = Shelf(bench, qtbot, office)
    click(button(shelf.screen, "Feuille de lot"))
    shelf.settle()
    assert shelf.says("n'est pas imprimé à jour")
    assert shelf.drawn.papers == []


def test_the_paper_is_printed_and_saved(bench: Bench, qtbot: QtBot, office: OfficeGestures, tmp_path: Path) -> None:
    printed(office, 22_45)
    shelf = Shelf(bench, qtbot, office)
    press(Qt.Key.Key_P, CONTROL)
    assert "Aucun document" in bench.strip.text()
    press(Qt.Key.Key_F6)
    shelf.settle()
    press(Qt.Key.Key_P, CONTROL)
    assert bench.answers.asked == ["BE-2024-000001"]
    bench.answers.path = tmp_path / "bordereau.pdf"
    press(Qt.Key.Key_S, CONTROL)
    shelf.settle()
    assert (tmp_path / "bordereau.pdf").read_bytes() == shelf.drawn.papers[0]
    assert "bordereau.pdf" in bench.strip.text()


def test_with_no_slip_the_keys_say_what_to_do(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    shelf = Shelf(bench, qtbot, office)
    assert shelf.says("Aucun bordereau")
    press(Qt.Key.Key_F6)
    assert "Choisissez un bordereau" in bench.strip.text()
    assert not button(shelf.screen, "Réimprimer").isEnabled()


def test_an_operator_sees_their_own_slips_a_supervisor_all(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    printed(office, 22_45)
    office.operator = office.person("b.petit", "B. Petit", Role.OPERATOR)
    printed(office, 13_10)
    shelf = Shelf(bench, qtbot, office)
    assert shelf.numbers() == ["BE-2024-000002"]
    assert [slip.number for slip in office.slips.listing(office.supervisor)] == ["BE-2024-000002", "BE-2024-000001"]


@pytest.mark.parametrize("between", [False, True])
def test_after_a_lost_answer_a_reprint_is_noted_once(
    bench: Bench, qtbot: QtBot, office: OfficeGestures, *, between: bool
) -> None:
    printed(office, 22_45)
    printed(office, 13_10)
    lose_first_answer(office.slips, "reprint")
    shelf = Shelf(bench, qtbot, office)
    press(Qt.Key.Key_F6)
    shelf.settle()
    assert shelf.says("La base ne répond pas")
    if between:
        shelf.table.select(shelf.table.rows[1])
        press(Qt.Key.Key_F6)
        shelf.settle()
        shelf.table.select(shelf.table.rows[0])
    press(Qt.Key.Key_F6)
    shelf.settle()
    assert shelf.reprints() == (2 if between else 1)
    assert "BE-2024-000002" in shelf.drawn.text()


def test_every_button_and_line_in_sight_has_a_name(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    shelf = Shelf(bench, qtbot, office)
    found = [*shelf.screen.findChildren(QAbstractButton), *shelf.screen.findChildren(QLineEdit)]
    in_sight = [widget for widget in found if widget.isVisible() and not isinstance(widget.parent(), Table)]
    assert len(in_sight) > 5
    assert [widget for widget in in_sight if not widget.accessibleName()] == []


def test_a_pile_s_slip_is_found_and_printed_again_as_a_duplicate(
    bench: Bench, qtbot: QtBot, office: OfficeGestures
) -> None:
    piece = SortedPiece("J 121 52134466 QCU2", "P-03")
    office.pile_slips.print_slip(office.operator, uuid4(), PilePrinting("SRC", (piece,)))
    shelf = Shelf(bench, qtbot, office)
    write("qcu2")
    assert shelf.numbers() == ["TR-2024-000001"]
    assert texts(shelf.table)[0][:5] == ("TR-2024-000001", "Tri", "Pile SRC", "1", "–")
    shelf.table.select(shelf.table.rows[0])
    press(Qt.Key.Key_F6)
    shelf.settle()
    assert "DUPLICATA" in shelf.drawn.text()
    assert piece.piece in shelf.drawn.text()
    assert shelf.events("pile slip printed again") == 1


def test_mail_without_a_client_is_found_by_what_was_read(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    batch = office.batch()
    for name in ("Mme DURÉ", "M. FLOU"):
        office.unknown_mails.record(office.operator, UnknownMail(uuid4(), batch.id, SlipKind.NONE, name=name))
    shelf = Shelf(bench, qtbot, office)
    press(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    write("dure")
    shelf.settle()
    table = next(each for each in shelf.screen.findChildren(Table) if each.accessibleName() == "Courriers sans client")
    assert [row[:3] for row in texts(table)] == [("CI-2024-000001", "Mme DURÉ", batch.number)]
