"""The account of a client of the recovery side."""

from uuid import uuid4

import pytest
from PySide6.QtWidgets import QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.people import RIGHTS, Actor, Right
from forms.accounts.client_account import ClientHistory
from forms.kit.labels import Words
from tests.forms.accounts.counter import Counter, spaced
from tests.forms.screen_window import texts
from tests.keyboard_driver import write
from tests.office import ONE_INVOICE, OfficeGestures


@pytest.fixture
def tabs(counter: Counter, office: OfficeGestures, qtbot: QtBot) -> QTabWidget:
    """A page in front, and the account behind it."""
    made = QTabWidget()
    made.addTab(QWidget(), "Devant")
    made.addTab(_history(counter, office, office.supervisor), "Compte")
    qtbot.addWidget(made)
    counter.open()
    made.show()
    return made


def _history(counter: Counter, office: OfficeGestures, who: Actor) -> ClientHistory:
    def why_not(right: Right) -> str:
        return "" if right in RIGHTS[who.role] else "Demandez à un superviseur."

    return ClientHistory(office.balances, office.credits, counter.bench.desk, who, why_not)


def account(tabs: QTabWidget) -> ClientHistory:
    shown = tabs.widget(1)
    assert isinstance(shown, ClientHistory)
    return shown


def history(tabs: QTabWidget) -> list[tuple[str, ...]]:
    return [row[1:4] for row in texts(account(tabs).table)]


def said(tabs: QTabWidget) -> str:
    """The figures under the history."""
    return " ".join(spaced(words.text()) for words in account(tabs).findChildren(Words) if "Solde" in words.text())


def payer(office: OfficeGestures) -> int:
    """A client who paid an invoice of 20,30 with 22,45."""
    client_id = office.client()
    office.cheque(office.batch(), client_id, 22_45)
    return client_id


def test_invoices_debit_and_cheques_credit(counter: Counter, office: OfficeGestures, tabs: QTabWidget) -> None:
    tabs.setCurrentIndex(1)
    account(tabs).show_client(payer(office))
    counter.settle()

    (invoice, debit, due), *receipts = history(tabs)
    assert texts(account(tabs).table)[0][0] == "01/02/2024"
    assert (invoice, debit, due) == ("Facture · F1 · AP11", "−20,30", "−20,30")
    assert all("5508018" in words for words, _, _ in receipts)
    assert receipts[-1][2] == "2,15"
    assert said(tabs) == "Solde 2,15 € · avoir 2,15 € · reste dû 0,00 €"


def test_it_is_not_read_before_somebody_looks(counter: Counter, office: OfficeGestures, tabs: QTabWidget) -> None:
    account(tabs).show_client(payer(office))
    counter.settle()
    assert history(tabs) == []
    tabs.setCurrentIndex(1)
    counter.settle()

    assert len(history(tabs)) > 1


def test_another_client_takes_its_place_at_once(counter: Counter, office: OfficeGestures, tabs: QTabWidget) -> None:
    tabs.setCurrentIndex(1)
    first, second = payer(office), office.client(ClientRef("J", 121, "52134467"), ONE_INVOICE)
    account(tabs).show_client(first)
    account(tabs).show_client(second)
    counter.settle()
    assert history(tabs) == [("Facture · F1 · AP11", "−20,30", "−20,30")]
    account(tabs).show_client(None)

    assert history(tabs) == []
    assert said(tabs) == ""


def test_a_credit_that_was_applied_is_taken_back(counter: Counter, office: OfficeGestures, tabs: QTabWidget) -> None:
    client, changed = office.client(), list[int]()
    office.cheque(office.batch(with_invoice=False), client, 25_00)
    offer = office.credits.offer(office.operator, client)
    assert offer is not None
    office.credits.apply(office.operator, uuid4(), offer.applying)
    desk = account(tabs).credit
    desk.changed.connect(changed.append)
    tabs.setCurrentIndex(1)
    account(tabs).show_client(client)
    counter.settle()
    assert spaced(history(tabs)[-1][0]) == "Imputation d'un avoir · 20,30 € · F1 · AP11"
    assert history(tabs)[-1][1:] == ("0,00", "4,70")
    desk.undo.click()
    assert "la facture F1 AP11" in desk.question.text()
    counter.qtbot.waitUntil(lambda: desk.question.reading.is_over)
    write("\n")
    counter.settle()

    assert changed == [client]
    assert office.dossier(client).credit.cents == 25_00
    account(tabs).show_client(client)
    counter.settle()
    assert not desk.undo.isEnabled()  # the newest is the reversal


def test_a_credit_is_refunded_with_a_reason(counter: Counter, office: OfficeGestures, tabs: QTabWidget) -> None:
    client = payer(office)
    tabs.setCurrentIndex(1)
    account(tabs).show_client(client)
    counter.settle()
    desk = account(tabs).credit
    desk.refund.click()
    assert desk.form.amount.text() == "2,15"
    write("2,16\n\n")
    assert spaced(desk.form.reason.edit.accessibleDescription()) == "Motif du remboursement : à remplir pour continuer."
    write("À sa demande\n")
    counter.settle()
    assert "on ne rembourse pas plus" in spaced(desk.form.amount.edit.accessibleDescription())
    write("2,15\n\n")
    counter.settle()

    (refund,) = office.credits.refunds_waiting(office.supervisor)
    assert (refund.amount.cents, refund.reason) == (2_15, "À sa demande")
    account(tabs).show_client(client)
    counter.settle()
    assert history(tabs)[-1] == ("Remboursement d'un avoir · À sa demande", "−2,15", "0,00")
    assert not desk.refund.isEnabled()
    desk.undo.click()
    counter.qtbot.waitUntil(lambda: desk.question.reading.is_over)
    write("\n")
    counter.settle()
    assert office.dossier(client).credit.cents == 2_15


def test_an_operator_refunds_nothing(counter: Counter, office: OfficeGestures, qtbot: QtBot) -> None:
    made = _history(counter, office, office.operator)
    qtbot.addWidget(made)
    counter.open()
    made.show()
    made.show_client(payer(office))
    counter.settle()
    assert made.credit.refund.toolTip() == "Demandez à un superviseur."
