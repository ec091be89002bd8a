import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.operator_menu import OperatorMenu
from desktop.options import Options
from desktop.rail import Rail, RailPlace
from forms.batches.screen import BatchesScreen
from forms.closing.screen import ClosingScreen
from forms.coupon.screen import CouponScreen
from forms.importing.screen import ImportScreen
from forms.kit.screen import Screen
from forms.payments.screen import PaymentsScreen
from forms.people.own_password import OwnPasswordScreen
from forms.people.screen import PeopleScreen
from forms.slips.screen import SlipsScreen
from forms.sorting.screen import SortingScreen
from tests.desktop.running import PASSWORD, Running
from tests.keyboard_driver import press, write

CONTROL = Qt.KeyboardModifier.ControlModifier
_OF_AN_OPERATOR = ["Lots", "Tri", "Clients", "Paiements", "Bordereaux", "Comptes", "Distributions", "SlimPay"]
_OF_A_SUPERVISOR = [*_OF_AN_OPERATOR[:-1], "Prélèvements", "Remboursements", "SlimPay", "Import"]


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("A. Morel", _OF_AN_OPERATOR),
        ("C. Dupuis", _OF_A_SUPERVISOR),
        ("D. Leroy", ["Lots", "Paiements", "Bordereaux", "Import", "Opérateurs"]),
        ("T. Nguyen", []),
    ],
)
def test_a_role_has_its_places_and_no_other(office: Running, name: str, places: list[str]) -> None:
    office.start(Options())
    office.work(name)

    assert office.places() == places


def test_a_tour_of_all_places_leaves_nothing_behind(office: Running) -> None:
    office.start(Options())
    workplace = office.work("C. Dupuis")

    for place in range(1, 10):
        press(Qt.Key(Qt.Key.Key_0 + place), CONTROL)
        QApplication.processEvents()

    assert len(workplace.findChildren(Screen)) == 9, "each was opened; what it leaves is looked for at the end"


def test_a_trainer_is_told_where_to_work(office: Running) -> None:
    office.start(Options())
    workplace = office.work("T. Nguyen")

    assert any("démonstration" in label.text() for label in workplace.findChildren(QLabel) if label.isVisible())


def test_the_places_by_key(office: Running) -> None:
    office.start(Options())
    office.work("D. Leroy")
    office.screen(BatchesScreen)

    for key, kind in (
        (Qt.Key.Key_2, PaymentsScreen),
        (Qt.Key.Key_3, SlipsScreen),
        (Qt.Key.Key_4, ImportScreen),
        (Qt.Key.Key_5, PeopleScreen),
        (Qt.Key.Key_1, BatchesScreen),
    ):
        press(key, CONTROL)
        office.screen(kind)


_ROW = (
    Qt.Key.Key_Ampersand,
    Qt.Key.Key_Eacute,
    Qt.Key.Key_QuoteDbl,
    Qt.Key.Key_Apostrophe,
    Qt.Key.Key_ParenLeft,
    Qt.Key.Key_Minus,
    Qt.Key.Key_Egrave,
    Qt.Key.Key_Underscore,
    Qt.Key.Key_Ccedilla,
)


def test_the_places_by_the_row_of_a_french_keyboard(office: Running) -> None:
    office.start(Options())
    rail = office.work("C. Dupuis").findChild(Rail)
    assert rail is not None
    chosen: list[RailPlace] = []
    rail.chosen.connect(chosen.append)

    for key in _ROW:
        if key is not Qt.Key.Key_Minus:
            press(key, CONTROL)
    assert chosen == [place for at, place in enumerate(rail.places[:9]) if at != 5]


@pytest.mark.parametrize(("scan_code", "goes"), [(15, True), (7, True), (20, False), (12, False), (82, False)])
def test_the_sixth_key_of_a_french_keyboard_is_a_dash_too(office: Running, *, scan_code: int, goes: bool) -> None:
    office.start(Options())
    rail = office.work("C. Dupuis").findChild(Rail)
    assert rail is not None
    chosen: list[RailPlace] = []
    rail.chosen.disconnect()  # nobody goes there
    rail.chosen.connect(chosen.append)

    taken = []
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        event = QKeyEvent(kind, Qt.Key.Key_Minus, CONTROL, scan_code, 0, 0, "-")
        taken.append(rail.eventFilter(rail.window(), event))
    assert chosen == [rail.places[5]] * goes
    assert taken == [goes, goes]


def test_the_sorting_is_one_key_away_and_keeps_its_counts(office: Running) -> None:
    office.start(Options())
    office.work("A. Morel")
    office.screen(BatchesScreen)
    press(Qt.Key.Key_2, CONTROL)
    office.screen(SortingScreen)
    office.keyboard.until_at("Référence, circulaire")
    write("QCU2\n")
    office.keyboard.until_said("P-03")
    press(Qt.Key.Key_1, CONTROL)
    office.screen(BatchesScreen)
    press(Qt.Key.Key_2, CONTROL)
    office.screen(SortingScreen)
    office.keyboard.until_at("Référence, circulaire")
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_F4)
    office.keyboard.until_said("Rien n'est encore trié")


def test_from_the_batches_to_keying_to_closing_and_back(office: Running) -> None:
    office.start(Options())
    office.work("A. Morel")
    office.keyboard.until_at("Lots")
    write("n")
    office.keyboard.until_at("Date d'arrivée courrier")
    write("\n")
    office.screen(CouponScreen)
    office.keyboard.until_at("Référence")

    press(Qt.Key.Key_F9)
    office.screen(ClosingScreen)
    office.keyboard.until_at("Clôturer")
    press(Qt.Key.Key_Escape)
    office.screen(CouponScreen)
    office.keyboard.until_at("Référence")
    press(Qt.Key.Key_Escape)
    office.screen(BatchesScreen)
    office.keyboard.until_at("Lots")


def test_who_works_where_is_on_the_status_line(office: Running) -> None:
    office.start(Options())
    workplace = office.work("A. Morel")

    menu = workplace.findChild(OperatorMenu)
    assert menu is not None
    assert "A. Morel · PC-12" in menu.text()
    assert any(label.text() == "● base" for label in workplace.findChildren(QLabel))


def test_the_own_password_and_back(office: Running) -> None:
    office.start(Options())
    workplace = office.work("A. Morel")
    menu = workplace.findChild(OperatorMenu)
    assert menu is not None
    menu.menu().actions()[0].trigger()
    office.screen(OwnPasswordScreen)
    write(f"{PASSWORD}\n")
    write("trois petits anes\ntrois petits anes\n")

    office.screen(BatchesScreen)


def test_another_operator_without_leaving(office: Running, qtbot: QtBot) -> None:
    office.start(Options())
    before = office.work("A. Morel")
    with qtbot.waitSignal(before.destroyed):
        press(Qt.Key.Key_L, CONTROL)
        office.login()

    office.work("C. Dupuis")
    assert office.places() == _OF_A_SUPERVISOR


def test_text_size_and_scheme_are_kept_for_the_next_start(office: Running) -> None:
    office.start(Options())
    workplace = office.work("A. Morel")
    menu = workplace.findChild(OperatorMenu)
    assert menu is not None
    size = office.window.font().pointSizeF()

    press(Qt.Key.Key_Plus, CONTROL)
    dark = next(action for action in menu.menu().actions() if action.text() == "Sombre")
    dark.trigger()
    office.end()

    office.start(Options())
    office.login()
    assert office.window.font().pointSizeF() > size
    assert office.window.palette().window().color().lightness() < 128
