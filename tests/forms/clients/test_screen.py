"""A client's file without a batch: found by reference or by name, read, and acted on by codes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.mail import ActionCode
from forms.actions.cancel_panel import CancelPanel
from forms.actions.page import ActionPage
from forms.actions.unpaid_panel import UnpaidPanel
from forms.coupon.client.names_search import NamesSearch
from tests.forms.clients.lobby import Lobby
from tests.forms.screen_window import texts
from tests.keyboard_driver import focused, press, write
from tests.office import DURAND, OfficeGestures

F2, F4, F11, ESCAPE = Qt.Key.Key_F2, Qt.Key.Key_F4, Qt.Key.Key_F11, Qt.Key.Key_Escape
FA = ClientRef("K", 345, "00123")


def _is_shown(lobby: Lobby, part: type[QWidget]) -> bool:
    return lobby.part(part).isVisible()


def test_a_file_opens_by_reference_with_all_that_is_known(lobby: Lobby, office: OfficeGestures) -> None:
    client_id = office.client()
    office.order(client_id, "C1", "GEO")
    office.cheque(office.batch(), client_id, 10_00)
    assert lobby.says("Sélection d'un client")

    lobby.find("j12152134466")
    assert lobby.reference.field.text() == str(DURAND)
    assert "Mme DURAND Marie" in lobby.reference.identity.text()
    assert texts(lobby.file.invoices) == [("F1", "AP11", "01/02/2024", "20,30\u00a0€", "10,30\u00a0€")]
    around = lobby.file.around
    assert [row[0] for row in texts(around.orders)] == ["GEO"]
    assert [row[2] for row in texts(around.receipts)] == ["5508018"]
    assert focused() is lobby.file.invoices


def test_clients_of_either_kind_open_one_after_the_other(lobby: Lobby, office: OfficeGestures) -> None:
    office.client()
    office.client(FA, blocked=True)
    lobby.find(str(DURAND))
    lobby.find(str(FA))
    assert "BLOQUÉ" in lobby.reference.identity.text()
    press(F2)
    assert lobby.says("Sélection d'un client")
    assert lobby.reference.field.text() == ""
    assert not lobby.reference.identity.isVisible()
    assert focused() is lobby.reference.field.edit


def test_a_name_finds_a_client_too(lobby: Lobby, office: OfficeGestures) -> None:
    office.client()
    lobby.find("durand m")
    assert _is_shown(lobby, NamesSearch)
    write("\n")
    lobby.qtbot.waitUntil(lambda: lobby.part(NamesSearch).reading.is_over)  # as a person reads
    write("\n")
    lobby.settle()
    assert lobby.reference.field.text() == str(DURAND)
    assert lobby.file.isVisible()


def test_whom_a_reference_can_mean_is_asked_and_nobody_is_said(lobby: Lobby, office: OfficeGestures) -> None:
    for ref in (ClientRef("J", 55, "72629582"), ClientRef("J", 5, "572629582")):
        office.client(ref)
    lobby.find("J5572629582")
    assert len(lobby.reference.choice.clients) == 2
    press(Qt.Key.Key_Up)
    write("\n")
    lobby.settle()
    assert lobby.reference.field.text() == "J 005 572629582"

    lobby.find("J 557 1")
    assert lobby.reference.field.error().startswith("Le partenaire 557 n'est connu de personne.")
    assert not lobby.file.isVisible()


@pytest.mark.parametrize("code", ["2.4", "2.6", "2.7", "2.8", "3.3", "4.3", "4.7"])
@pytest.mark.parametrize("kind", ["pending", "paid", "blocked"])
def test_every_code_typed_on_the_file_opens_its_panel(
    lobby: Lobby, office: OfficeGestures, code: str, kind: str
) -> None:
    office.client(blocked=kind == "blocked", **({"pending": ()} if kind == "paid" else {}))  # type: ignore[arg-type]
    lobby.find(str(DURAND))
    write(code)
    lobby.settle()
    assert _is_shown(lobby, ActionPage)
    press(ESCAPE)
    assert lobby.file.isVisible()
    assert focused() is lobby.file.invoices


def test_an_action_is_recorded_and_shown(lobby: Lobby, office: OfficeGestures) -> None:
    client_id = office.client()
    lobby.find(str(DURAND))
    write("2.7")
    lobby.settle()
    assert [hint.key for hint in lobby.screen.hints()] == ["F6", "Esc"]
    write("\n")
    lobby.settle()
    assert [row.action.code for row in office.dossier(client_id).actions] == [ActionCode.STOP_PROMOTION]
    promotion = lobby.file.around.blocks.findChildren(QPushButton)[0]
    assert promotion.accessibleName() == "BLOCAGE PROMO, posé"
    assert lobby.file.isVisible()
    assert [hint.key for hint in lobby.screen.hints()] == ["F2", "F4", "F11", "Ctrl+F"]


def test_4_7_brings_the_debt_back(lobby: Lobby, office: OfficeGestures) -> None:
    client_id = office.client()
    office.cheque(office.batch(), client_id, 20_30)
    lobby.find(str(DURAND))
    write("4.7")
    lobby.settle()
    assert _is_shown(lobby, UnpaidPanel)
    write("20,30\n \nSans provision")
    press(Qt.Key.Key_F6)
    lobby.settle()
    assert [row[4] for row in texts(lobby.file.invoices)] == ["20,30\u00a0€"]


def test_codes_by_key_and_in_the_reference(lobby: Lobby, office: OfficeGestures) -> None:
    press(F11)
    assert "Cherchez d'abord le client." in lobby.bench.strip.text()
    office.client()
    lobby.find("4.3")
    assert "Cherchez d'abord le client." in lobby.reference.field.error()
    lobby.find(str(DURAND))
    lobby.find("4.3")
    assert _is_shown(lobby, CancelPanel)
    assert lobby.reference.field.text() == str(DURAND)
    press(ESCAPE)
    press(F11)
    write("2.8")
    lobby.settle()
    assert _is_shown(lobby, ActionPage)
    press(ESCAPE)
    press(F4)
    lobby.settle()
    assert _is_shown(lobby, ActionPage)


def test_who_comes_back_sees_the_file_as_it_is_now(lobby: Lobby, office: OfficeGestures) -> None:
    client_id = office.client()
    lobby.find(str(DURAND))
    office.cheque(office.batch(), client_id, 20_30)
    lobby.screen.enter()
    lobby.settle()
    assert texts(lobby.file.invoices) == []
    assert focused() is lobby.file.invoices


def test_escape_goes_from_the_file_to_the_reference_to_nobody(lobby: Lobby, office: OfficeGestures) -> None:
    office.client()
    lobby.find(str(DURAND))
    press(ESCAPE)
    assert focused() is lobby.reference.field.edit
    assert lobby.file.isVisible()
    write("\n")
    assert focused() is lobby.file.invoices
    press(ESCAPE)
    press(ESCAPE)
    assert not lobby.file.isVisible()
    assert lobby.reference.field.text() == ""


def test_a_reference_typed_on_an_open_file_is_another_clients(lobby: Lobby, office: OfficeGestures) -> None:
    office.client()
    office.client(FA)
    lobby.find(str(DURAND))
    lobby.screen.enter()  # coming back to the screen, whose file is still open
    lobby.settle()
    write(f"{FA}\n")
    lobby.settle()
    assert lobby.reference.field.text() == str(FA)
    write("2.4")
    lobby.settle()
    assert lobby.says(str(FA))
