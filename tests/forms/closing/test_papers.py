"""The slips of the papers of a batch, at the step *Imprimer* and at the close."""

from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from backoffice.domain.batch import Batch, BatchState
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.money import Money
from backoffice.domain.paper import MailSlipKind, Paper, SlipKind
from backoffice.domain.people import Role
from backoffice.domain.tape import Tape
from forms.closing.closing_progress import PapersOfKind
from forms.kit.table import Table
from tests.coupons import REASON, away_to
from tests.forms.closing.desk import Closing, controlled, printed
from tests.forms.screen_window import Bench, button, texts
from tests.keyboard_driver import CONTROL, focused, hold_enter, press
from tests.lost_answer import lose_first_answer
from tests.office import FIRST_DAY, OfficeGestures

CLOSE = "Clôturer définitivement"


@pytest.fixture
def closing(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> Closing:
    return Closing(bench, qtbot, office)


def papers(closing: Closing) -> Table[PapersOfKind]:
    return next(table for table in closing.screen.findChildren(Table) if table.accessibleName() == "Papiers du lot")


def letters(office: OfficeGestures, batch: Batch, count: int, paper: Paper) -> None:
    before = len(office.mail.of_batch(office.supervisor, batch.id))
    for place in range(before, before + count):
        office.letter(batch, office.client(ClientRef("K", 121, f"{batch.id:04d}{place:04d}")), paper)


def mail_only(office: OfficeGestures, count: int = 2, paper: Paper = Paper.SCAN) -> Batch:
    """A pre-closed batch of mail without a cheque."""
    batch = office.batch()
    letters(office, batch, count, paper)
    return office.batches.preclose(office.operator, uuid4(), batch.id)


def mixed(office: OfficeGestures) -> Batch:
    """A controlled batch: a cheque whose coupon goes to scanning, one whose coupon is thrown away, and letters."""
    batch = office.batch()
    annotated = away_to(Paper.SCAN, SlipKind.CHEQUE, "Réab Imp")
    for place, departure in enumerate((annotated, None)):
        client = office.client(ClientRef("J", 121, f"{place:08d}"), (("AP11", FIRST_DAY.date(), 20_30),))
        form = office.form(
            batch, client, 20_30, f"{5508018 + place}", departure=departure, reason=REASON if departure else ""
        )
        office.cheques.record(office.operator, form)
    letters(office, batch, 3, Paper.RECOVERY)
    office.batches.preclose(office.operator, uuid4(), batch.id)
    office.control.keep(office.operator, uuid4(), Tape(batch.id, (Money(20_30), Money(20_30))))
    return office.batches.row(office.operator, batch.id).batch


def test_the_papers_are_offered_beside_the_receipt_slip_each_by_its_key(
    closing: Closing, office: OfficeGestures
) -> None:
    closing.show(mixed(office))
    assert texts(papers(closing)) == [
        ("F2", "Chèque", "1", "à imprimer"),
        ("F6", "Recouvrement", "3", "à imprimer"),
    ]
    assert closing.says("2 chèques · 40,60\N{NO-BREAK SPACE}€ · 3 courriers sans chèque")
    assert button(closing.screen, "Imprimer le bordereau").hasFocus()
    press(Qt.Key.Key_F6)
    closing.settle()
    assert "Transfert au service de recouvrement" in closing.drawn.text()
    press(Qt.Key.Key_F2)
    closing.settle()
    assert "Réab Imp" in closing.drawn.text()
    assert [line[3] for line in texts(papers(closing))] == ["BT-2024-000001", "BR-2024-000001"]
    assert closing.bench.answers.asked == ["BR-2024-000001", "BT-2024-000001"]
    assert closing.says("Pas encore imprimé.")
    press(Qt.Key.Key_P, CONTROL)
    assert closing.bench.answers.asked[-1] == "BT-2024-000001"


def test_a_batch_without_papers_offers_none(closing: Closing, office: OfficeGestures) -> None:
    closing.show(controlled(office, 22_45))
    assert not papers(closing).isVisible()
    assert [hint.key for hint in closing.screen.hints()] == ["Ctrl+P", "F9", "Esc"]


def test_papers_that_wait_keep_no_batch_from_being_closed_and_are_told(
    closing: Closing, office: OfficeGestures
) -> None:
    batch = mixed(office)
    office.slips.print_receipt_slip(office.operator, uuid4(), batch.id)
    closing.show(batch)
    assert button(closing.screen, "Imprimer", QToolButton).isChecked()
    assert focused() is papers(closing)
    press(Qt.Key.Key_Enter)
    closing.settle()
    press(Qt.Key.Key_F9)
    press(Qt.Key.Key_F9)
    closing.settle()
    assert closing.bench.answers.figures[-1] == ("Papiers", "1 bordereau · 3 sans bordereau")
    assert closing.state(batch) is BatchState.CLOSED


def test_papers_to_archive_are_on_their_slip_before_the_batch_is_closed(
    closing: Closing, office: OfficeGestures
) -> None:
    batch = office.batch()
    for paper in (Paper.SCAN, Paper.ARCHIVE, Paper.REJECT):
        letters(office, batch, 1, paper)
    office.batches.preclose(office.operator, uuid4(), batch.id)
    closing.show(batch)
    assert button(closing.screen, "Imprimer", QToolButton).isChecked()
    assert not button(closing.screen, CLOSE, QToolButton).isEnabled()
    assert "bordereau d'archivage" in button(closing.screen, CLOSE, QToolButton).toolTip()
    press(Qt.Key.Key_F9)
    assert "bordereau d'archivage" in closing.bench.strip.text()
    assert focused() is papers(closing)
    press(Qt.Key.Key_Enter)
    closing.settle()
    assert "Bordereau d’archivage" in closing.drawn.text()
    for _ in range(2):
        press(Qt.Key.Key_F9)
        closing.settle()
    assert closing.state(batch) is BatchState.CLOSED


def test_rejected_papers_have_a_slip_of_their_own(closing: Closing, office: OfficeGestures) -> None:
    closing.show(mail_only(office, paper=Paper.REJECT))
    assert texts(papers(closing)) == [("F11", "REJET", "2", "à imprimer")]
    press(Qt.Key.Key_F11)
    closing.settle()
    assert "BJ-2024-000001" in closing.drawn.text()
    assert "un gros B sur le coupon" in closing.drawn.text()
    assert "Reçu au REJET" in closing.drawn.text()


def test_mail_alone_needs_neither_tape_nor_receipt_slip(closing: Closing, office: OfficeGestures) -> None:
    batch = mail_only(office)
    closing.show(batch)
    assert not button(closing.screen, "Bande chèque", QToolButton).isEnabled()
    assert button(closing.screen, "Imprimer", QToolButton).isChecked()
    assert not closing.says("Bordereau d'encaissement")
    assert not closing.says("Feuille de lot")
    press(Qt.Key.Key_P, CONTROL)
    assert "Aucun bordereau n'est affiché" in closing.bench.strip.text()
    press(Qt.Key.Key_F5)
    closing.settle()
    assert "Sans mode de règlement" in closing.drawn.text()
    assert closing.says("Page 1 / 1")
    for _ in range(2):
        press(Qt.Key.Key_F9)
        closing.settle()
    assert closing.state(batch) is BatchState.CLOSED
    assert closing.bench.answers.figures[-1] == ("Papiers", "1 bordereau")


def test_a_slip_in_sight_is_printed_again_without_a_new_record(closing: Closing, office: OfficeGestures) -> None:
    closing.show(mail_only(office))
    for _ in range(2):
        press(Qt.Key.Key_F5)
        closing.settle()
    assert (closing.events("mail slip printed"), closing.events("mail slip printed again")) == (1, 0)
    assert closing.bench.answers.asked == ["BT-2024-000001"] * 2


def test_keys_pressed_faster_than_the_answers_print_one_slip(closing: Closing, office: OfficeGestures) -> None:
    closing.show(mail_only(office))
    for _ in range(3):
        press(Qt.Key.Key_F5)
    closing.settle()
    assert closing.events("mail slip printed") == 1
    assert not closing.says("Aucun papier n'attend")


def test_enter_held_down_prints_one_slip_once(closing: Closing, office: OfficeGestures) -> None:
    closing.show(mail_only(office))
    assert focused() is papers(closing)
    for _ in range(3):
        hold_enter()
        closing.settle()
    assert (closing.events("mail slip printed"), closing.events("mail slip printed again")) == (1, 0)
    assert closing.bench.answers.asked == ["BT-2024-000001"]


def test_a_slip_printed_before_comes_as_a_duplicate(closing: Closing, office: OfficeGestures) -> None:
    batch = mail_only(office, paper=Paper.ARCHIVE)
    office.mail_slips.print_slip(office.operator, uuid4(), MailSlipKind.ARCHIVE, batch.id)
    closing.show(batch)
    assert button(closing.screen, CLOSE, QToolButton).isChecked()
    button(closing.screen, "Imprimer", QToolButton).click()
    assert focused() is papers(closing)
    press(Qt.Key.Key_F8)
    closing.settle()
    assert "DUPLICATA" in closing.drawn.text()
    assert closing.events("mail slip printed again") == 1


def test_of_a_closed_batch_the_slips_can_still_be_had(closing: Closing, office: OfficeGestures) -> None:
    batch = mail_only(office)
    office.batches.close(office.operator, uuid4(), batch.id)
    closing.show(batch)
    button(closing.screen, "Imprimer", QToolButton).click()
    press(Qt.Key.Key_F5)
    closing.settle()
    assert "BT-2024-000001" in closing.drawn.text()
    assert "DUPLICATA" not in closing.drawn.text()


def test_a_correction_takes_the_paper_out_of_sight(closing: Closing, office: OfficeGestures) -> None:
    batch = mixed(office)
    closing.show(batch)
    press(Qt.Key.Key_F2)
    closing.settle()
    first = office.batches.lines(office.operator, batch.id)[0]
    office.corrections.reverse(office.supervisor, uuid4(), first.id)
    office.control.keep(office.supervisor, uuid4(), Tape(batch.id, (Money(20_30),)))
    closing.screen.enter()
    closing.settle()
    assert not closing.says("Page 1 / 1")
    press(Qt.Key.Key_F2)
    closing.settle()
    assert "1 ligne annulée, non comptée" in closing.drawn.text()
    assert "DUPLICATA" in closing.drawn.text()


def test_after_a_lost_answer_the_same_slip_comes_not_a_duplicate(
    bench: Bench, qtbot: QtBot, office: OfficeGestures
) -> None:
    lose_first_answer(office.mail_slips, "print_slip")
    closing = Closing(bench, qtbot, office)
    closing.show(mixed(office))
    press(Qt.Key.Key_F2)
    closing.settle()
    assert closing.says("La base ne répond pas")
    press(Qt.Key.Key_F6)
    closing.settle()
    assert "BR-2024-000001" in closing.drawn.text()
    press(Qt.Key.Key_F2)
    closing.settle()
    assert "BT-2024-000001" in closing.drawn.text()
    assert "DUPLICATA" not in closing.drawn.text()
    assert closing.events("mail slip printed") == 2
    assert closing.events("mail slip printed again") == 0


def test_who_may_not_key_has_what_was_printed_and_nothing_new(
    bench: Bench, qtbot: QtBot, office: OfficeGestures
) -> None:
    batch = printed(office, 22_45)
    sent = mail_only(office)
    office.mail_slips.print_slip(office.operator, uuid4(), MailSlipKind.NONE, sent.id)
    closing = Closing(bench, qtbot, office, office.person("d.leroy", "D. Leroy", Role.ADMINISTRATOR))
    closing.show(batch)
    closing.show(mail_only(office))
    press(Qt.Key.Key_F5)
    assert "ne permet pas" in bench.strip.text()
    papers(closing).setFocus()
    press(Qt.Key.Key_Enter)
    closing.settle()
    assert closing.events("mail slip printed") == 1
    closing.show(sent)
    button(closing.screen, "Imprimer", QToolButton).click()
    press(Qt.Key.Key_F5)
    closing.settle()
    assert "DUPLICATA" in closing.drawn.text()
