"""The account of a client of the recovery side."""

import pytest
from PySide6.QtWidgets import QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from backoffice.domain.client_ref import ClientRef
from forms.accounts.client_account import ClientHistory
from forms.kit.labels import Words
from tests.forms.accounts.counter import Counter, spaced
from tests.forms.batches.bench import texts
from tests.office import ONE_INVOICE, Desk


@pytest.fixture
def tabs(counter: Counter, office: Desk, qtbot: QtBot) -> QTabWidget:
    """A page in front, and the account behind it."""
    made = QTabWidget()
    made.addTab(QWidget(), "Devant")
    made.addTab(ClientHistory(office.balances, counter.bench.desk, office.operator), "Compte")
    qtbot.addWidget(made)
    counter.open()
    made.show()
    return made


def account(tabs: QTabWidget) -> ClientHistory:
    shown = tabs.widget(1)
    assert isinstance(shown, ClientHistory)
    return shown


def history(tabs: QTabWidget) -> list[tuple[str, ...]]:
    return [row[1:4] for row in texts(account(tabs).table)]


def said(tabs: QTabWidget) -> str:
    """The figures under the history."""
    return " ".join(spaced(words.text()) for words in account(tabs).findChildren(Words) if "Solde" in words.text())


def payer(office: Desk) -> int:
    """A client who paid an invoice of 20,30 with 22,45."""
    client_id = office.client()
    office.cheque(office.batch(), client_id, 22_45)
    return client_id


def test_invoices_debit_and_cheques_credit(counter: Counter, office: Desk, tabs: QTabWidget) -> None:
    tabs.setCurrentIndex(1)
    account(tabs).show_client(payer(office))
    counter.settle()

    (invoice, debit, due), *receipts = history(tabs)
    assert texts(account(tabs).table)[0][0] == "01/02/2024"
    assert (invoice, debit, due) == ("Facture · F1 · AP11", "−20,30", "−20,30")
    assert all("5508018" in words for words, _, _ in receipts)
    assert receipts[-1][2] == "2,15"
    assert said(tabs) == "Solde 2,15 € · avoir 2,15 € · reste dû 0,00 €"


def test_it_is_not_read_before_somebody_looks(counter: Counter, office: Desk, tabs: QTabWidget) -> None:
    account(tabs).show_client(payer(office))
    counter.settle()
    assert history(tabs) == []
    tabs.setCurrentIndex(1)
    counter.settle()

    assert len(history(tabs)) > 1


def test_another_client_takes_its_place_at_once(counter: Counter, office: Desk, tabs: QTabWidget) -> None:
    tabs.setCurrentIndex(1)
    first, second = payer(office), office.client(ClientRef("J", 121, "52134467"), ONE_INVOICE)
    account(tabs).show_client(first)
    account(tabs).show_client(second)
    counter.settle()
    assert history(tabs) == [("Facture · F1 · AP11", "−20,30", "−20,30")]
    account(tabs).show_client(None)

    assert history(tabs) == []
    assert said(tabs) == ""
