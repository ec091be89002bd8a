"""2.4 Changement MDR on a dossier, by keys."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from backoffice.domain.mandate import MandateState
from backoffice.storage.database import Database
from backoffice.storage.schema import partners
from forms.actions.codes import CHANGE_METHOD
from forms.actions.mandate_panel import MandatePanel
from forms.actions.means_history import MeansHistory
from forms.actions.method_codes import MethodCodes
from forms.actions.method_fields import MethodFields
from tests.cards import AMEX, VISA
from tests.forms.actions.place import Place
from tests.forms.coupon.aliases import HeldAliases
from tests.forms.screen_window import Bench
from tests.ibans import FRENCH, POSTAL
from tests.keyboard_driver import press, write
from tests.office import VAULT, OfficeGestures

NOTHING: Mapping[str, Any] = {}
ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape
ON_FILE: dict[str, Any] = {"sealed_iban": VAULT.seal(FRENCH), "rum": "ADLP-1", "mandate": "active"}


@pytest.fixture
def office(sqlite_url: str) -> Iterator[OfficeGestures]:
    database = Database(sqlite_url)
    yield OfficeGestures(database, aliases=HeldAliases())
    database.close()


def opened(
    bench: Bench,
    qtbot: QtBot,
    office: OfficeGestures,
    columns: Mapping[str, Any] = NOTHING,
    *,
    supervisor: bool = False,
) -> Place:
    place = Place(bench, qtbot, office, office.supervisor if supervisor else None, columns=columns)
    place.open(CHANGE_METHOD)
    place.settle()
    return place


def fields(place: Place) -> MethodFields:
    return place.page.findChildren(MethodFields)[0]


def codes(place: Place) -> tuple[int, ...]:
    return fields(place).findChildren(MethodCodes)[-1].codes


def test_80_a_card_and_enter(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    place = opened(bench, qtbot, office)
    assert place.says("15 CHÈQUE")
    write("80")
    press(ENTER)
    write(f"{VISA}0527")
    press(ENTER)
    press(ENTER)
    place.until_recorded()

    means = place.dossier().means
    assert (means.method_code, means.card_last4, means.card_expiry) == (80, "0154", "05/2027")


@pytest.mark.parametrize("code", ["80", "82"])
def test_an_amex_is_led_to_81(bench: Bench, qtbot: QtBot, office: OfficeGestures, code: str) -> None:
    place = opened(bench, qtbot, office)
    write(code)
    press(ENTER)
    write(AMEX)
    assert place.says("jamais en 82 (P-51)")
    press(ENTER)
    write("0527")
    press(ENTER)
    qtbot.waitUntil(lambda: fields(place).text() != "")
    press(ENTER)
    place.until_recorded()
    assert place.dossier().means.method_code == 81


def test_the_partner_s_debit_takes_an_iban(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    place = opened(bench, qtbot, office)
    write("45")
    press(ENTER)
    write(POSTAL)
    press(ENTER)
    qtbot.waitUntil(lambda: fields(place).text() != "")
    press(ENTER)
    place.until_recorded()

    means = place.dossier().means
    assert means.method_code == 45
    assert (means.iban, means.mandate) == ("FR14 •••• 606", MandateState.ACTIVE)


def test_the_cheque_is_not_offered(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    place = opened(bench, qtbot, office, ON_FILE)
    assert place.says("15 CHÈQUE · IBAN")
    assert codes(place) == (80, 81, 82, 99, 45)
    assert not place.says("le partenaire n'a pas donné son code")


def test_a_partner_without_a_code_is_said_to_have_none(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    partner = {"code": 121, "name": "Les Éditions du Tilleul", "banks": ""}
    office.database.write(lambda tx: tx.execute(partners.insert().values(partner)))
    place = opened(bench, qtbot, office, ON_FILE | {"method_code": 45})
    assert place.says("45 PRÉLÈVEMENT · IBAN")
    assert codes(place) == (80, 81, 82, 99)
    assert place.says("le partenaire n'a pas donné son code")


def test_99_shows_the_rum_and_asks_slimpay(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    place = opened(bench, qtbot, office, ON_FILE | {"method_code": 99})
    asked: list[int] = []
    place.page.slimpay_asked.connect(asked.append)
    assert place.says("RUM ADLP-1")
    write("99")
    press(ENTER)
    press(ENTER)
    place.until_recorded()
    assert asked == [place.client_id]


def test_the_history_shows_what_was_there(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    place = opened(bench, qtbot, office)
    write("80")
    press(ENTER)
    write(f"{VISA}0527")
    press(ENTER)
    press(ENTER)
    place.until_recorded()
    place.open(CHANGE_METHOD)
    place.settle()
    rows = place.page.findChildren(MeansHistory)[0].rows
    assert [row.means.method_code for row in rows] == [80, 15]


def test_an_operator_sees_why_the_mandate_is_not_theirs(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    place = opened(bench, qtbot, office, ON_FILE)
    panel = place.page.findChildren(MandatePanel)[0]
    assert place.says("changer l'état d'un mandat")
    assert not any(button.isEnabled() for button in panel.findChildren(QPushButton))


def test_a_supervisor_suspends_a_mandate_with_a_reason(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    place = opened(bench, qtbot, office, ON_FILE, supervisor=True)
    panel = place.page.findChildren(MandatePanel)[0]
    panel.choice.setFocus()
    press(ENTER)
    press(ENTER)
    assert place.recorded == []
    write("courrier du client")
    press(ENTER)
    place.until_recorded()
    assert place.dossier().means.mandate is MandateState.INACTIVE


def test_a_blocked_account_changes_nothing(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    place = opened(bench, qtbot, office, {"blocked": True})
    assert place.says("est bloqué")
    press(ESCAPE)
    assert place.left == 1
