"""What SlimPay still waits for: listed, taken up again, given up."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from backoffice.domain.debit_rows import SlimpayRow
from backoffice.domain.slimpay import AskState, OrderState, SlimpayOrder
from backoffice.gateways.slimpay.sandbox import SlimpaySandbox, SlimpayTrial
from forms.kit.table import Table
from tests.forms.screen_window import button, click, texts
from tests.forms.slimpay.counter import Counter
from tests.keyboard_driver import focused, press
from tests.office import OfficeGestures
from tests.slimpay import RUM, submit


def test_the_empty_list_says_where_an_order_comes_from(counter: Counter) -> None:
    counter.worklist()
    assert counter.sees("SlimPay n'attend rien.")
    press(Qt.Key.Key_F6)
    assert "Choisissez d'abord" in counter.bench.strip.text()


def test_what_waits_is_listed(counter: Counter) -> None:
    counter.asked()
    counter.worklist()
    assert texts(counter.table)[0][:4] == ("J 121 52134466", "Mme DURAND Marie", RUM, "à envoyer")
    assert focused() is counter.table
    assert counter.sees("1 demande")


def test_enter_takes_the_current_one_up(counter: Counter) -> None:
    order = counter.asked()
    screen = counter.worklist()
    resumed: list[SlimpayRow] = []
    screen.resumed.connect(resumed.append)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_F6)
    click(button(screen, "Reprendre"))
    assert resumed == [order] * 3


def test_given_up_it_leaves_the_list(counter: Counter) -> None:
    counter.asked()
    counter.worklist()
    press(Qt.Key.Key_F8)
    counter.until_told("La demande de Mme DURAND Marie est abandonnée.")
    counter.settle()
    assert counter.table.rows == []
    assert counter.bench.answers.asked[0] == "Abandonner la demande"
    assert ("RUM", RUM) in counter.bench.answers.figures


def test_kept_after_all_nothing_is_asked(counter: Counter) -> None:
    counter.asked()
    counter.bench.answers.yes = False
    counter.worklist()
    press(Qt.Key.Key_F8)
    counter.settle()
    assert [row.state for row in counter.unsettled()] == [AskState.TO_SEND]


def test_given_up_too_late_it_stands(counter: Counter, office: OfficeGestures, sandbox: SlimpaySandbox) -> None:
    order = counter.asked()
    office.slimpay.begin(office.operator, order.id)
    counter.worklist()
    sandbox.bring_about(SlimpayTrial.TOO_LATE)
    press(Qt.Key.Key_F8)
    counter.until_told("L'IBAN venait d'arriver")
    assert counter.unsettled() == ()


def test_without_an_answer_it_stays(counter: Counter, office: OfficeGestures, sandbox: SlimpaySandbox) -> None:
    order = counter.asked()
    office.slimpay.begin(office.operator, order.id)
    counter.worklist()
    sandbox.bring_about(SlimpayTrial.DENIED)
    press(Qt.Key.Key_F8)
    counter.until_told("SlimPay refuse cette demande")
    counter.settle()
    assert len(counter.table.rows) == 1
    assert button(counter.bench, "Reprendre").isEnabled()


def test_f5_finds_what_was_done_after_the_window_was_closed(counter: Counter, office: OfficeGestures) -> None:
    order = counter.asked()
    page = office.slimpay.begin(office.operator, order.id)
    submit(SlimpayOrder("", OrderState.OPEN, page.url))
    counter.worklist()
    assert texts(counter.table)[0][3] == "attend l'IBAN"
    press(Qt.Key.Key_F5)
    counter.until_told("1 mandat relu et porté au dossier")
    counter.settle()
    assert counter.sees("SlimPay n'attend rien.")
    assert counter.means(order).iban == "FR76 •••• 189"


def test_while_slimpay_is_asked_nothing_else_is(counter: Counter, qtbot: QtBot) -> None:
    counter.asked()
    counter.worklist()
    press(Qt.Key.Key_F5)
    press(Qt.Key.Key_F8)
    assert "SlimPay est interrogé" in counter.bench.strip.text()
    assert counter.bench.answers.asked == []
    qtbot.waitUntil(button(counter.bench, "Reprendre").isEnabled)


def test_every_button_in_sight_has_a_name(counter: Counter) -> None:
    screen = counter.worklist()
    found = [made for made in screen.findChildren(QAbstractButton) if made.isVisible()]
    named = [made for made in found if not isinstance(made.parent(), Table)]
    assert len(named) == 3
    assert all(made.accessibleName() for made in named)
