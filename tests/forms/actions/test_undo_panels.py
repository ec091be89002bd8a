"""4.3 and 4.7 by real keys."""

from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.cancel_why import CancelReason, CancelWhy
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.documents import Document
from backoffice.domain.people import Actor, Role
from backoffice.storage.erp import lines as erp_lines
from forms.actions.cancel_panel import CancelPanel
from forms.actions.undo_panel import UndoPanel
from forms.actions.unpaid_panel import UnpaidPanel
from forms.kit.screen import Screen
from forms.slips.papers import Draw
from printing.papers import draw
from tests.forms.screen_window import Bench, click, texts
from tests.keyboard_driver import focused, hold_enter, press, write
from tests.office import FIRST_DAY, WHY, OfficeGestures

_TWO = (("AP11", date(2024, 1, 2), 17_15), ("AP12", date(2024, 2, 1), 20_30))


class _Place:
    """One panel in a window, for a client of two closed receipts and one of an open batch."""

    def __init__(self, bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
        self.bench, self.qtbot, self.office = bench, qtbot, office
        self.client = office.client(pending=_TWO)
        self.closed = self._closed(17_15, "0000001")
        self.batch = office.batch(with_invoice=True)
        self.kept = office.cheque(self.batch, self.client, 22_45, "0000002")
        self.recorded: list[int] = []
        self.left = 0

    def cancelling(self, who: Actor | None = None, draw: Draw = draw) -> CancelPanel:
        who = who or self.office.supervisor
        panel = CancelPanel(self.office.cancelling, draw, self.bench.desk, who)
        self._open(panel)
        return panel

    def unpaid(self, who: Actor | None = None) -> UnpaidPanel:
        panel = UnpaidPanel(self.office.cancelling, self.bench.desk, who or self.office.supervisor)
        self._open(panel)
        return panel

    def begin(self, panel: UndoPanel, client: int | None = None) -> None:
        panel.begin(self.office.dossier(client or self.client))
        self.settle()

    def other(self) -> Actor:
        """An operator who keyed none of it."""
        return self.office.person("b.noir", "B. Noir", Role.OPERATOR)

    def settle(self) -> None:
        """Wait for all that was asked of the database so far, and its answers."""
        for _ in range(2):  # an answer may ask once more
            answered: list[bool] = []
            self.bench.runner.run(lambda: True, answered.append, lambda _: None, self.bench)
            self.qtbot.waitUntil(lambda answered=answered: bool(answered))  # type: ignore[misc]

    def says(self, words: str) -> bool:
        said = [label.text().replace("\u00a0", " ") for label in self.bench.findChildren(QLabel) if label.isVisible()]
        return any(words in text for text in said)

    def pending(self) -> list[int]:
        return [invoice.pending.cents for invoice in self.office.dossier(self.client).invoices]

    def standing(self) -> list[str]:
        rows = self.office.dossier(self.client).receipts
        return [row.cheque_number for row in rows if not row.reversed and row.reverses is None]

    def _closed(self, cents: int, number: str) -> ReceiptRow:
        batch = self.office.batch()
        receipt = self.office.cheque(batch, self.client, cents, number)
        self.office.close(batch, cents)
        return receipt

    def _open(self, panel: UndoPanel) -> None:
        panel.recorded.connect(self.recorded.append)
        panel.left.connect(self._leave)
        screen = Screen()
        QVBoxLayout(screen).addWidget(panel)
        self.bench.open(screen, self.qtbot)
        self.begin(panel)

    def _leave(self) -> None:
        self.left += 1


@pytest.fixture
def place(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> _Place:
    return _Place(bench, qtbot, office)


def _save(panel: UndoPanel) -> QPushButton:
    (found,) = [made for made in panel.findChildren(QPushButton) if made.isVisible() and "⏎" in made.text()]
    return found


def test_a_receipt_is_cancelled_by_keys_in_the_order_of_the_document(place: _Place) -> None:
    panel = place.cancelling()
    assert focused() is panel.ticked
    assert [row[2] for row in texts(panel.lines)] == ["0000002", "0000001"]
    write(" \n")
    assert focused() is panel.lines
    press(Qt.Key.Key_Down)
    assert place.says("Chèque n° 0000001 de 17,15 €")
    write("\n")
    assert _save(panel).toolTip().startswith("Choisissez le motif de l'annulation")
    write("2\n")
    place.qtbot.waitUntil(panel.preview.isVisible)
    assert place.says("chèque n° 0000001 de 17,15 € annulé pour Mme DURAND Marie")
    assert (place.pending(), place.standing()) == ([17_15], ["0000002"])
    assert place.recorded == []
    press(Qt.Key.Key_Escape)
    assert (place.recorded, place.left) == ([place.client], 0)


def test_nothing_is_cancelled_before_the_box_is_ticked(place: _Place) -> None:
    panel = place.cancelling()
    assert not panel.lines.isEnabled()
    assert not _save(panel).isEnabled()
    assert _save(panel).toolTip() == "Cochez ANNULATION avant tout."
    write("\n")
    panel.save()
    place.settle()
    assert place.says("Cochez ANNULATION avant tout.")
    assert focused() is panel.ticked
    assert place.standing() == ["0000002", "0000001"]


def test_what_the_role_may_not_is_disabled_with_the_reason(place: _Place) -> None:
    panel = place.cancelling(place.other())
    write(" \n")
    assert not _save(panel).isEnabled()
    assert not panel.why.isEnabled()
    assert place.says("est celui de A. Morel")
    assert "A. Morel" in panel.hints()[0].reason
    write("\n1\n")
    panel.save()
    place.settle()
    assert place.standing() == ["0000002", "0000001"]


def test_an_operator_cancels_in_an_own_closed_batch_and_says_why_in_words(place: _Place) -> None:
    panel = place.cancelling(place.office.operator)
    write(" \n")
    press(Qt.Key.Key_Down)
    write("\n\n")
    assert place.says("Motif de l'annulation : à remplir")
    assert not panel.why.words.isVisible()
    write("4\n")
    assert focused() is panel.why.words.edit
    write("\n")
    assert place.says("Précisez le motif : à remplir")
    write("Rendu au client\n")
    place.qtbot.waitUntil(panel.preview.isVisible)
    copy = place.office.cancelling.copy(place.office.operator, place.closed.id)
    assert copy.why == CancelWhy(CancelReason.OTHER, "Rendu au client")
    assert place.pending() == [17_15]


def test_another_reason_is_one_key_and_the_words_go(place: _Place) -> None:
    panel = place.cancelling()
    write(" \n\n4\nRendu")
    panel.why.take_focus()
    write("3\n")
    place.qtbot.waitUntil(panel.preview.isVisible)
    copy = place.office.cancelling.copy(place.office.operator, place.kept.id)
    assert copy.why == CancelWhy(CancelReason.LOST)


def test_what_lives_in_the_financial_system_is_asked_for_there(place: _Place) -> None:
    """And is no refusal (C-05)."""
    place.office.database.write(lambda tx: erp_lines.take_batch(tx, place.closed.batch_id, FIRST_DAY, lambda: "R1"))
    panel = place.cancelling(place.office.operator)
    asked: list[bool] = []
    panel.asked_elsewhere.connect(lambda: asked.append(True))
    write(" \n")
    assert not place.says("la demande d'annulation y part")
    press(Qt.Key.Key_Down)
    assert place.says("la demande d'annulation y part")
    write("\n1\n")
    place.qtbot.waitUntil(lambda: place.recorded == [place.client])
    assert asked == [True]
    assert place.says("est demandée au système financier")
    assert place.pending() == []
    progress = place.office.payment_cancelling.progress(place.office.operator, place.closed.id)
    assert progress is not None
    assert progress.asked_by == "A. Morel"


def test_of_a_cheque_on_account_nothing_is_due_again(place: _Place) -> None:
    place.office.cheque(place.office.batch(with_invoice=False), place.client, 9_00, "0000003")
    place.cancelling()
    write(" \n\n2\n")
    place.settle()
    assert place.says("Rien n'est de nouveau dû : l'avoir du client baisse de 9,00 €.")


def test_a_held_enter_and_a_double_click_cancel_once(place: _Place) -> None:
    panel = place.cancelling()
    write(" \n\n1")
    click(_save(panel), 2)
    hold_enter()
    place.settle()
    assert place.standing() == ["0000001"]
    assert len(place.office.dossier(place.client).receipts) == 3


def test_a_cancelled_line_is_struck_and_its_copy_is_printed_again(place: _Place, tmp_path: Path) -> None:
    place.office.cancelling.cancel_receipt(place.office.supervisor, uuid4(), place.closed.id, WHY)
    panel = place.cancelling()
    write(" \n")
    press(Qt.Key.Key_Down)
    assert texts(panel.lines)[1][-1] == "annulé"
    assert panel.lines.model().index(1, 2).data(Qt.ItemDataRole.FontRole).strikeOut()
    assert place.says("déjà annulé")
    write("\n\n")
    place.qtbot.waitUntil(panel.preview.isVisible)
    place.bench.answers.path = tmp_path / "copie.pdf"
    panel.preview.save_paper()
    place.qtbot.waitUntil(lambda: place.says("Enregistré : copie.pdf"))
    assert (tmp_path / "copie.pdf").read_bytes().startswith(b"%PDF")
    press(Qt.Key.Key_Escape)
    assert (place.recorded, place.left) == ([], 1)


def test_a_copy_that_cannot_be_drawn_leaves_the_cancellation_done(place: _Place) -> None:
    def fail(_document: Document) -> bytes:
        raise ValueError

    panel = place.cancelling(draw=fail)
    write(" \n\n1\n")
    place.settle()
    assert place.says("Une erreur imprévue")
    assert place.standing() == ["0000001"]
    write("\n")
    press(Qt.Key.Key_Escape)
    assert place.recorded == [place.client]
    assert not panel.preview.isVisible()


def test_a_refusal_is_said_in_the_panel(place: _Place) -> None:
    panel = place.cancelling()
    place.office.cancelling.cancel_receipt(place.office.supervisor, uuid4(), place.kept.id, WHY)
    write(" \n\n1\n")
    place.settle()
    assert place.says("Cet encaissement est déjà annulé")
    assert not panel.preview.isVisible()


def test_a_file_without_a_receipt_says_so(place: _Place) -> None:
    panel = place.cancelling()
    place.begin(panel, place.office.client(ClientRef("J", 121, "2")))
    write(" ")
    assert "Aucun encaissement" in _save(panel).toolTip()
    assert place.says("il n'y a rien à annuler")


def test_the_answer_for_another_client_is_in_the_strip(place: _Place) -> None:
    other = place.office.client(ClientRef("J", 121, "2"))
    panel = place.cancelling()
    write(" \n\n1\n")
    place.begin(panel, other)
    assert place.says("annulé pour Mme DURAND Marie")
    assert place.recorded == [place.client]
    assert not panel.preview.isVisible()
    assert not panel.ticked.isChecked()


def test_an_unpaid_cheque_is_undone_by_keys(place: _Place) -> None:
    panel = place.unpaid()
    assert focused() is panel.amount.edit
    write("22,45")
    assert place.says("Chèque n° 0000002, lot")
    assert place.says("20,30 € seront de nouveau dus")
    write("\n")
    assert focused() is panel.ticked
    write(" \n")
    assert focused() is panel.comment.edit
    write("Sans provision\n")
    place.qtbot.waitUntil(lambda: place.recorded == [place.client])
    assert place.says("20,30 € de nouveau dus par Mme DURAND Marie")
    assert place.says("s'annule ensuite en 4.3")
    assert (place.pending(), place.standing()) == ([20_30], ["0000002", "0000001"])
    assert [row.action.text for row in place.office.dossier(place.client).actions] == ["Sans provision"]


def test_an_amount_that_is_not_the_cheque_s_says_which_there_are(place: _Place) -> None:
    panel = place.unpaid()
    write("22,46\n")
    assert focused() is panel.amount.edit
    assert place.says("Aucun règlement de ce client n'est de 22,46 €")
    assert place.says("22,45 € ou 17,15 €")
    write("\n")
    place.settle()
    assert place.pending() == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("\n", "Montant du chèque : à remplir"),
        ("22,45\n\n", "Cochez ANNULATION avant tout."),
        ("22,45\n \n\n", "Commentaire : à remplir"),
    ],
)
def test_what_is_missing_is_asked_for_at_its_place(place: _Place, typed: str, said: str) -> None:
    place.unpaid()
    write(typed)
    place.settle()
    assert place.says(said)
    assert (place.pending(), place.recorded) == ([], [])


def test_f6_asks_for_what_is_missing_too(place: _Place) -> None:
    panel = place.unpaid()
    panel.save()
    assert place.says("Montant du chèque : à remplir")
    write("22,45")
    panel.save()
    assert place.says("Cochez ANNULATION avant tout.")
    panel.ticked.setChecked(True)
    panel.save()
    assert focused() is panel.comment.edit
    place.settle()
    assert place.pending() == []


def test_an_operator_does_not_undo_what_another_keyed(place: _Place) -> None:
    panel = place.unpaid(place.other())
    write("17,15")
    assert not _save(panel).isEnabled()
    assert place.says("est celui de A. Morel")
    write("\n \nRejet\n")
    place.settle()
    assert place.pending() == []


def test_a_client_who_has_nothing_settled_is_told_so(place: _Place) -> None:
    panel = place.unpaid()
    place.begin(panel, place.office.client(ClientRef("J", 121, "2")))
    assert place.says("il n'y a rien à régulariser")
    assert not panel.amount.isEnabled()
    assert "régulariser" in panel.hints()[0].reason
    write("\n")
    assert place.left == 1


def test_escape_leaves_and_all_has_a_name(place: _Place) -> None:
    panel = place.unpaid()
    parts = [part for part in panel.findChildren(QPushButton) if part.isVisible()]
    assert [part for part in (*parts, panel.ticked, panel.amount.edit) if not part.accessibleName()] == []
    press(Qt.Key.Key_Escape)
    assert place.left == 1
    assert QApplication.activeModalWidget() is None


def test_what_the_keys_do_is_told_when_it_changes(place: _Place) -> None:
    panel = place.cancelling()
    told: list[tuple[str, bool]] = []
    panel.changed.connect(lambda: told.append((panel.hints()[0].words, panel.hints()[0].enabled)))
    write(" \n\n1\n")
    place.qtbot.waitUntil(panel.preview.isVisible)
    assert told[0] == ("Enregistrer", False)
    assert ("Enregistrer", True) in told
    assert told[-1] == ("Imprimer", True)
