"""The page in the system's browser: begun, followed, settled, left, abandoned; and what can go wrong (P-69)."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.mandate import MandateState
from backoffice.domain.method import Mandate
from backoffice.domain.slimpay import AskState
from backoffice.gateways.slimpay.sandbox import SlimpaySandbox, SlimpayTrial
from forms.slimpay.following import Following
from tests.forms.screen_window import button, click
from tests.forms.slimpay.counter import Browser, Counter, has_focus
from tests.keyboard_driver import press
from tests.office import OfficeGestures
from tests.slimpay import RUM


def test_the_page_opens_in_the_browser_and_its_end_is_told(counter: Counter) -> None:
    order = counter.asked()
    screen = counter.webservice()
    screen.show_order(order)
    assert counter.sees("Mme DURAND Marie")
    assert counter.sees(f"RUM {RUM}")
    counter.until_opened()
    counter.until_seen("ouverte dans le navigateur")
    counter.until_seen("ATTEND L'IBAN")

    counter.browser.submit()

    counter.until_told(f"Mandat actif · RUM {RUM} · Mme DURAND Marie")
    assert counter.left == [None]
    assert counter.means(order).iban == "FR76 •••• 189"
    assert counter.unsettled() == ()


def test_it_is_found_by_its_client(counter: Counter) -> None:
    order = counter.asked()
    screen = counter.webservice()
    screen.show_client(order.client_id)
    counter.until_opened()
    assert counter.unsettled()[0].state is AskState.OPEN


def test_a_client_of_whom_nothing_waits_leads_back(counter: Counter) -> None:
    counter.webservice().show_client(12345)
    counter.until_told("n'attend plus rien de ce client")
    assert counter.left == [None]


def test_a_new_mandate_is_signed(counter: Counter) -> None:
    order = counter.asked(method_code=80)
    counter.webservice().show_order(order)
    assert counter.sees("nouveau mandat")
    counter.until_opened()
    counter.submit()
    counter.until_told("Mandat actif · RUM ")
    assert counter.means(order).rum in counter.bench.strip.text()


def test_a_mandate_that_slimpay_rejects_is_said_to_be_so(counter: Counter) -> None:
    order = counter.asked(last_name="ISSUE-SEPA-REJ-AM04")
    counter.webservice().show_order(order)
    counter.until_opened()
    counter.submit()
    counter.until_told("Mandat rejeté · RUM ")
    assert "rien ne peut être prélevé" in counter.bench.strip.text()
    means = counter.means(order)
    assert (means.mandate, means.standing) == (MandateState.REJECTED, Mandate.INACTIVE)


def test_what_is_given_up_on_the_page_is_told(counter: Counter) -> None:
    order = counter.asked()
    counter.webservice().show_order(order)
    counter.until_opened()
    counter.submit("abandon")
    counter.until_told("Demande SlimPay abandonnée")
    assert counter.left == [None]
    assert counter.means(order).iban == "FR14 •••• 606"
    assert counter.unsettled() == ()


def test_left_for_later_it_stays_in_the_list_and_is_the_same_order_again(counter: Counter) -> None:
    order = counter.asked()
    screen = counter.webservice()
    screen.show_order(order)
    counter.until_opened()
    press(Qt.Key.Key_Escape)
    assert has_focus("Laisser pour plus tard")
    press(Qt.Key.Key_Return)
    assert counter.left == [None]
    assert [row.state for row in counter.unsettled()] == [AskState.OPEN]

    screen.show_order(counter.unsettled()[0])
    counter.until_opened(2)
    assert counter.browser.opened[0] == counter.browser.opened[1]


def test_escape_twice_goes_on(counter: Counter) -> None:
    screen = counter.webservice()
    screen.show_order(counter.asked())
    counter.until_opened()
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)
    assert counter.left == []
    assert not counter.sees("L'IBAN n'est pas encore arrivé")


def test_abandoned_it_is_cancelled_at_slimpay(counter: Counter) -> None:
    order = counter.asked()
    counter.webservice().show_order(order)
    counter.until_opened()
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Tab)
    assert has_focus("Abandonner la demande")
    press(Qt.Key.Key_Return)
    counter.until_told("Demande SlimPay abandonnée")
    assert counter.left == [None]
    assert counter.unsettled() == ()
    assert "abandonnée" in counter.browser.submit()
    assert counter.means(order).iban == "FR14 •••• 606"


def test_abandoned_too_late_it_is_completed(counter: Counter, sandbox: SlimpaySandbox) -> None:
    order = counter.asked()
    counter.webservice().show_order(order)
    counter.until_opened()
    sandbox.bring_about(SlimpayTrial.TOO_LATE)
    press(Qt.Key.Key_Escape)
    click(button(counter.bench, "Abandonner la demande"))
    counter.until_told("Mandat actif")
    assert counter.means(order).mandate is MandateState.ACTIVE


def test_an_abandonment_that_slimpay_denies_leaves_it_open(counter: Counter, sandbox: SlimpaySandbox) -> None:
    counter.webservice().show_order(counter.asked())
    counter.until_opened()
    sandbox.bring_about(SlimpayTrial.DENIED)
    press(Qt.Key.Key_Escape)
    click(button(counter.bench, "Abandonner la demande"))
    counter.until_seen("SlimPay refuse cette demande")
    assert counter.left == []
    assert len(counter.unsettled()) == 1


def test_a_504_after_the_work_was_done_asks_nothing_twice(counter: Counter, sandbox: SlimpaySandbox) -> None:
    order = counter.asked()
    sandbox.bring_about(SlimpayTrial.DONE_THEN_504)
    counter.webservice().show_order(order)
    counter.until_opened()
    counter.submit()
    counter.until_told("Mandat actif")
    assert counter.means(order).iban == "FR76 •••• 189"


def test_a_network_that_is_lost_is_said_and_f5_asks_again(counter: Counter, sandbox: SlimpaySandbox) -> None:
    for _ in range(2):
        sandbox.bring_about(SlimpayTrial.NOTHING_THEN_504)
    counter.webservice().show_order(counter.asked())
    counter.until_seen("SlimPay ne répond pas")
    assert counter.sees("F5 la demande de nouveau")
    assert counter.browser.opened == []
    assert [row.state for row in counter.unsettled()] == [AskState.TO_SEND]
    press(Qt.Key.Key_F5)
    counter.until_opened()
    assert not counter.sees("SlimPay ne répond pas")


def test_what_slimpay_refuses_for_good_leads_back(counter: Counter) -> None:
    order = counter.asked(method_code=99, rum="RUM-INCONNUE", mandate="active")
    counter.webservice().show_order(order)
    counter.until_told("SlimPay ne connaît pas le mandat RUM-INCONNUE")
    assert counter.left == [None]
    assert counter.unsettled() == ()


def test_a_machine_without_a_browser_is_told_so(counter: Counter) -> None:
    counter.browser = Browser(opens=False)
    counter.webservice().show_order(counter.asked())
    counter.until_seen("Aucun navigateur ne s'ouvre")


def test_an_address_elsewhere_is_not_opened(counter: Counter) -> None:
    counter.webservice(api="https://api.example.org").show_order(counter.asked())
    counter.until_seen("n'est pas chez SlimPay")
    assert counter.browser.opened == []


def test_without_a_view_of_ours_the_browser_does_it(counter: Counter) -> None:
    counter.webservice(make_view=lambda _: None).show_order(counter.asked())
    counter.until_opened()
    counter.until_seen("ne peut pas montrer la page elle-même")


def test_the_order_in_sight_is_not_begun_again(counter: Counter) -> None:
    order = counter.asked()
    screen = counter.webservice()
    screen.show_order(order)
    counter.until_opened()
    screen.show_order(order)
    counter.settle()
    assert len(counter.browser.opened) == 1


def test_another_order_takes_its_place_and_the_first_waits(counter: Counter) -> None:
    first, second = counter.asked(), counter.asked(ClientRef("K", 121, "52134467"), last_name="PETIT")
    screen = counter.webservice()
    screen.show_order(first)
    counter.until_opened()
    screen.show_order(second)
    counter.until_opened(2)
    assert counter.sees("Mme PETIT Marie")
    counter.submit()
    counter.until_told("Mandat actif")
    assert [row.id for row in counter.unsettled()] == [first.id]


def test_two_requests_are_never_under_way_at_once(counter: Counter, office: OfficeGestures) -> None:
    order = counter.asked()
    following = Following(office.slimpay, counter.bench.network, office.operator, order.id, counter.bench)
    told: list[str] = []
    following.paged.connect(lambda _: told.append("paged"))
    following.seen.connect(lambda _: told.append("seen"))
    following.settled.connect(lambda _: told.append("settled"))
    following.begin()
    following.look()
    following.look()
    following.abandon()
    counter.qtbot.waitUntil(lambda: "settled" in told, timeout=20_000)
    assert told == ["paged", "seen", "settled"]
    following.stop()


def test_a_page_that_is_gone_leaves_no_timer(counter: Counter) -> None:
    screen = counter.webservice()
    screen.show_order(counter.asked())
    counter.until_opened()
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Return)
    assert not any(timer.isActive() for timer in screen.findChildren(QTimer) if timer.interval() >= 2_000)


def test_every_button_in_sight_has_a_name(counter: Counter) -> None:
    screen = counter.webservice()
    screen.show_order(counter.asked())
    counter.until_opened()
    press(Qt.Key.Key_Escape)
    found = [made for made in screen.findChildren(QAbstractButton) if made.isVisible()]
    assert len(found) == 3
    assert all(made.accessibleName() for made in found)
