"""From a coupon or the list to SlimPay's page and back, in the program's own window."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from backoffice.domain.debit_rows import SlimpayRow
from backoffice.domain.dossier import ClientRow
from backoffice.domain.means import MethodChange, MethodForm
from backoffice.domain.people import Actor
from backoffice.domain.slimpay import AskState, OrderState, SlimpayOrder
from backoffice.gateways.slimpay.sandbox import SlimpaySandbox
from backoffice.services.services import Services
from desktop.options import Options
from forms.batches.screen import BatchesScreen
from forms.coupon.screen import CouponScreen
from forms.slimpay.screen import SlimpayScreen
from forms.slimpay.webservice import WebserviceScreen
from tests.desktop.running import LONG, Running
from tests.keyboard_driver import focused, press, write
from tests.needs import need_web_engine
from tests.slimpay import NEW_IBAN, submit

need_web_engine()
from forms.slimpay.web_view import SlimpayView  # noqa: E402 - where there is one

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def sandbox(office: Running, monkeypatch: pytest.MonkeyPatch) -> Iterator[SlimpaySandbox]:
    with SlimpaySandbox(knows_every_rum=True) as slimpay:
        monkeypatch.setenv("LIASSE_SLIMPAY_URL", slimpay.url)
        monkeypatch.setenv("LIASSE_SLIMPAY_CREDITOR", slimpay.creditor)
        monkeypatch.setenv("LIASSE_SLIMPAY_APP", slimpay.app)
        monkeypatch.setenv("LIASSE_SLIMPAY_SECRET", slimpay.secret.get_secret_value())
        yield slimpay
        office.end()


@pytest.fixture
def order(office: Running, sandbox: SlimpaySandbox) -> SlimpayRow:
    """An order that an earlier session has made and not sent."""
    assert sandbox.url
    office.start(Options())
    office.work("A. Morel")
    services, who = at_work(office)
    services.methods.change(who, MethodForm(uuid4(), _somebody(services, who).id, MethodChange(99)))
    (row,) = services.slimpay.unsettled(who)
    return row


def _somebody(services: Services, who: Actor) -> ClientRow:
    rows = (row for name in ("MARTIN", "BERNARD", "DURAND") for row in services.clients.search(who, name).clients)
    return next(row for row in rows if not row.blocked)


def at_work(office: Running) -> tuple[Services, Actor]:
    opened = office.program.office
    assert opened is not None
    person = next(one for one in opened.people if one.name == "A. Morel")
    return opened.services, Actor(person.id, person.name, person.role, "PC-12")


def until_in_the_page(office: Running) -> SlimpayView:
    said: list[object] = []

    def typing() -> bool:
        for view in office.window.findChildren(SlimpayView):
            view.page().runJavaScript("document.hasFocus() && document.activeElement.id", 0, said.append)
        return "iban" in said

    office.qtbot.waitUntil(typing, timeout=LONG)
    found = office.window.findChild(SlimpayView)
    assert isinstance(found, SlimpayView)
    return found


def test_from_the_list_to_the_page_and_back(office: Running, order: SlimpayRow) -> None:
    office.keyboard.go_to("SlimPay")
    office.screen(SlimpayScreen)
    office.keyboard.until_at("SlimPay")
    office.keyboard.until_said("1 demande")
    press(Qt.Key.Key_Return)
    office.screen(WebserviceScreen)
    until_in_the_page(office)
    write(NEW_IBAN)
    press(Qt.Key.Key_Return)

    office.keyboard.until_said("Mandat actif · RUM ")
    office.screen(SlimpayScreen)
    office.keyboard.until_said("SlimPay n'attend rien.")
    services, who = at_work(office)
    assert services.clients.dossier(who, order.client_id).means.iban == "FR76 •••• 189"


def test_from_a_coupon_and_back_to_it(office: Running, order: SlimpayRow) -> None:
    office.keyboard.until_at("Lots")
    write("n")
    office.keyboard.until_at("Date d'arrivée courrier")
    write("\n")
    coupon = office.screen(CouponScreen)
    office.keyboard.until_at("Référence")
    coupon.slimpay_asked.emit(order.client_id)
    office.screen(WebserviceScreen)
    until_in_the_page(office)
    press(Qt.Key.Key_Escape)
    office.keyboard.until_at("Laisser pour plus tard")
    press(Qt.Key.Key_Return)
    office.screen(CouponScreen)
    office.keyboard.until_at("Référence")


def test_who_has_gone_elsewhere_stays_there(office: Running, order: SlimpayRow) -> None:
    office.keyboard.go_to("SlimPay")
    office.keyboard.until_said("1 demande")
    press(Qt.Key.Key_Return)
    until_in_the_page(office)
    press(Qt.Key.Key_1, CONTROL)
    office.screen(BatchesScreen)
    services, who = at_work(office)
    submit(SlimpayOrder("", OrderState.OPEN, services.slimpay.begin(who, order.id).url))
    office.keyboard.until_said("Mandat actif · RUM ")
    office.screen(BatchesScreen)


def test_what_was_left_open_is_settled_at_the_next_start(office: Running, order: SlimpayRow) -> None:
    services, who = at_work(office)
    submit(SlimpayOrder("", OrderState.OPEN, services.slimpay.begin(who, order.id).url))
    office.end()
    office.start(Options())
    office.work("A. Morel")
    office.keyboard.until_said("SlimPay a répondu entre-temps : 1 mandat relu et porté au dossier.")


def test_leaving_with_a_page_open_keeps_the_order(office: Running, order: SlimpayRow) -> None:
    office.keyboard.go_to("SlimPay")
    office.keyboard.until_said("1 demande")
    press(Qt.Key.Key_Return)
    until_in_the_page(office)
    office.end()
    office.start(Options())
    office.work("A. Morel")
    services, who = at_work(office)
    assert [(row.id, row.state) for row in services.slimpay.unsettled(who)] == [(order.id, AskState.OPEN)]


def test_a_coupon_that_is_begun_is_not_taken_away(office: Running, order: SlimpayRow, qtbot: QtBot) -> None:
    office.keyboard.until_at("Lots")
    write("n")
    office.keyboard.until_at("Date d'arrivée courrier")
    write("\n")
    coupon = office.screen(CouponScreen)
    office.keyboard.until_at("Référence")
    services, who = at_work(office)
    write(f"{_somebody(services, who).ref}\n")
    office.keyboard.until_at("Montant")
    write("12")
    qtbot.waitUntil(lambda: coupon.unsaved() != "", timeout=LONG)
    coupon.slimpay_asked.emit(order.client_id)
    office.keyboard.until_said("SlimPay attend l'IBAN du coupon enregistré")
    office.screen(CouponScreen)
    assert focused().accessibleName().startswith("Montant")
