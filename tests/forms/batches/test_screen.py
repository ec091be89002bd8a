from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from backoffice.domain.batch import Batch, BatchKind, BatchState
from backoffice.domain.batch_rows import BatchRow
from backoffice.domain.people import Actor, Role
from backoffice.gateways.aside_folder import AsideFolder
from backoffice.services.keying.asides import Asides
from forms.batches.screen import BatchesScreen
from forms.kit.table import Table
from tests.forms.screen_window import Bench, button, click, line, texts, why_not
from tests.keyboard_driver import focused, hold_enter, press, write
from tests.lost_answer import lose_first_answer
from tests.office import FIRST_DAY, OfficeGestures

TODAY = FIRST_DAY.date()
ARRIVAL = "Date d'arrivée courrier"


class Lots:
    """The screen in its window, with what it has said upward."""

    def __init__(self, bench: Bench, qtbot: QtBot, office: OfficeGestures, who: Actor, folder: Path) -> None:
        self.bench, self.qtbot, self.office = bench, qtbot, office
        self.asides = Asides(AsideFolder(folder), office.clients, office.batches, office.office)
        self.screen = BatchesScreen(office.batches, self.asides, bench.desk, who, why_not(who), lambda: TODAY)
        self.resumed: list[Batch] = []
        self.closing: list[Batch] = []
        self.screen.resumed.connect(self.resumed.append)
        self.screen.closing_asked.connect(self.closing.append)
        bench.open(self.screen, qtbot)
        self.settle()

    @property
    def table(self) -> Table[BatchRow]:
        found = self.screen.findChild(Table)
        assert isinstance(found, Table)
        return found

    def settle(self) -> None:
        """Wait until all the work given so far is done and answered."""
        answered: list[None] = []
        self.bench.runner.run(lambda: None, answered.append, lambda _: None, self.screen)
        self.qtbot.waitUntil(lambda: answered == [None])

    def numbers(self) -> list[str]:
        self.settle()
        return [row.batch.number for row in self.table.rows]

    def says(self, text: str) -> bool:
        return any(text in label.text() for label in self.screen.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def lots(bench: Bench, qtbot: QtBot, office: OfficeGestures, tmp_path: Path) -> Lots:
    return Lots(bench, qtbot, office, office.operator, tmp_path / "aside")


def test_a_reference_typed_at_the_list_resumes_no_batch(lots: Lots, office: OfficeGestures) -> None:
    office.batch()
    lots.screen.enter()
    lots.settle()
    write("J12152134466\n")
    assert lots.resumed == []
    assert "Rien ne se tape" in lots.bench.desk.strip.text()
    write("\n")
    assert len(lots.resumed) == 1


def test_n_and_enter_open_a_batch_of_today_and_resume_it(lots: Lots, office: OfficeGestures) -> None:
    press(Qt.Key.Key_N)
    assert focused() is line(lots.screen, ARRIVAL)
    press(Qt.Key.Key_Enter)
    lots.qtbot.waitUntil(lambda: len(lots.resumed) == 1)

    batch = lots.resumed[0]
    assert (batch.arrival_date, batch.with_invoice, batch.kind) == (TODAY, True, BatchKind.PARTNER)
    assert office.batches.listing(office.operator)[0].batch == batch
    assert batch.number in lots.bench.strip.text()


def test_the_whole_form_is_worked_by_keys(lots: Lots) -> None:
    press(Qt.Key.Key_N)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Return)
    lots.qtbot.waitUntil(lambda: len(lots.resumed) == 1)

    batch = lots.resumed[0]
    yesterday = TODAY - timedelta(days=1)
    assert (batch.arrival_date, batch.with_invoice, batch.kind) == (yesterday, False, BatchKind.DIRECT)


def test_enter_held_down_opens_one_batch(lots: Lots, office: OfficeGestures) -> None:
    press(Qt.Key.Key_N)
    hold_enter()
    lots.qtbot.waitUntil(lambda: len(lots.resumed) >= 1)
    assert focused() is lots.screen
    hold_enter()
    lots.settle()

    assert len(office.batches.listing(office.operator)) == 1
    assert lots.resumed == [office.batches.listing(office.operator)[0].batch]


def test_a_triple_click_opens_one_batch(lots: Lots, office: OfficeGestures) -> None:
    click(button(lots.screen, "Ouvrir un lot"))
    click(button(lots.screen, "Enregistrer"), times=3)
    lots.settle()

    assert len(office.batches.listing(office.operator)) == 1
    assert len(lots.resumed) == 1


def test_each_form_opens_a_batch_of_its_own(lots: Lots) -> None:
    for _ in range(2):
        press(Qt.Key.Key_N)
        press(Qt.Key.Key_F6)
        lots.settle()
        lots.screen.enter()
    assert lots.numbers() == ["2024-0002", "2024-0001"]


def test_a_day_to_come_is_refused_at_its_field_and_can_be_mended(lots: Lots, office: OfficeGestures) -> None:
    press(Qt.Key.Key_N)
    write("050324\n")
    lots.settle()
    arrival = line(lots.screen, ARRIVAL)
    assert "à venir" in arrival.accessibleDescription()
    assert arrival.text() == "05/03/2024"
    assert focused() is arrival
    assert office.batches.listing(office.operator) == ()

    write("040324\n")
    lots.qtbot.waitUntil(lambda: len(lots.resumed) == 1)
    assert lots.resumed[0].arrival_date == TODAY


@pytest.mark.parametrize("typed", ["31/02/2024", "hier", ""])
def test_a_day_that_cannot_be_read_stays_with_its_error(lots: Lots, office: OfficeGestures, typed: str) -> None:
    press(Qt.Key.Key_N)
    arrival = line(lots.screen, ARRIVAL)
    press(Qt.Key.Key_Delete)
    write(f"{typed}\n")
    lots.settle()
    assert arrival.accessibleDescription()
    assert arrival.text() == typed
    assert office.batches.listing(office.operator) == ()


def test_escape_gives_the_form_up(lots: Lots, office: OfficeGestures) -> None:
    press(Qt.Key.Key_N)
    press(Qt.Key.Key_Escape)
    assert focused() is lots.table
    press(Qt.Key.Key_F6)
    lots.settle()
    assert office.batches.listing(office.operator) == ()


def test_n_typed_in_the_form_is_a_letter(lots: Lots) -> None:
    press(Qt.Key.Key_N)
    write("n")
    assert line(lots.screen, ARRIVAL).text() == "n"


def test_enter_resumes_an_open_batch_and_asks_to_close_the_others(lots: Lots, office: OfficeGestures) -> None:
    closed, preclosed, opened = (office.batch() for _ in range(3))
    for batch in (closed, preclosed):
        office.batches.preclose(office.operator, uuid4(), batch.id)
    office.batches.close(office.operator, uuid4(), closed.id)
    press(Qt.Key.Key_F5)
    assert lots.numbers() == [opened.number, preclosed.number, closed.number]
    for _ in range(3):
        press(Qt.Key.Key_Enter)
        press(Qt.Key.Key_Down)

    assert [batch.id for batch in lots.resumed] == [opened.id]
    assert [(batch.id, batch.state) for batch in lots.closing] == [
        (preclosed.id, BatchState.PRECLOSED),
        (closed.id, BatchState.CLOSED),
    ]


def test_a_line_says_all_of_its_batch(lots: Lots, office: OfficeGestures) -> None:
    batch = office.batch(with_invoice=False)
    office.cheque(batch, office.client(pending=()), 123_56)
    press(Qt.Key.Key_F5)
    lots.settle()
    assert texts(lots.table) == [
        (batch.number, "OUVERT", "PARTENARIAT", "SANS FACTURE", "04/03/2024", "A. Morel", "1", "123,56")
    ]
    assert lots.says("1 lot · 1 chèque · 123,56\u00a0€")


def test_an_operator_sees_their_own_and_has_no_filter_for_it(lots: Lots, office: OfficeGestures) -> None:
    mine = office.batch()
    office.batch(who=office.supervisor)
    press(Qt.Key.Key_F5)
    assert lots.numbers() == [mine.number]
    with pytest.raises(AssertionError):
        button(lots.screen, "Moi")


def test_a_supervisor_sees_everybody_s_or_only_their_own(
    bench: Bench, qtbot: QtBot, office: OfficeGestures, tmp_path: Path
) -> None:
    theirs, own = office.batch(), office.batch(who=office.supervisor)
    lots = Lots(bench, qtbot, office, office.supervisor, tmp_path / "aside")
    assert lots.numbers() == [own.number, theirs.number]
    click(button(lots.screen, "Moi"))
    assert lots.numbers() == [own.number]


def test_filters_by_state_and_by_day(lots: Lots, office: OfficeGestures) -> None:
    preclosed, opened = office.batch(), office.batch()
    office.batches.preclose(office.operator, uuid4(), preclosed.id)
    click(button(lots.screen, "Ouverts"))
    assert lots.numbers() == [opened.number]
    click(button(lots.screen, "Préclos"))
    assert lots.numbers() == [preclosed.number]
    click(button(lots.screen, "Clos"))
    assert lots.numbers() == []
    assert lots.says("0 lot · 0 chèque")
    click(button(lots.screen, "Tous"))

    day = line(lots.screen, "Arrivés le")
    day.setFocus()
    write("030324")
    assert lots.numbers() == []
    press(Qt.Key.Key_Up)
    assert day.text() == "04/03/2024"
    assert len(lots.numbers()) == 2
    day.clear()
    assert len(lots.numbers()) == 2


def test_a_day_half_typed_changes_nothing(lots: Lots, office: OfficeGestures) -> None:
    batch = office.batch()
    press(Qt.Key.Key_F5)
    line(lots.screen, "Arrivés le").setFocus()
    write("04/03")
    assert lots.numbers() == [batch.number]


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.TRAINER])
def test_a_role_that_may_not_key_is_told_why(
    bench: Bench, qtbot: QtBot, office: OfficeGestures, role: Role, tmp_path: Path
) -> None:
    office.batch()
    lots = Lots(bench, qtbot, office, office.person("x", "X. Autre", role), tmp_path / "aside")
    wanted = button(lots.screen, "Ouvrir un lot")
    assert not wanted.isEnabled()
    assert "ne permet pas de saisir" in wanted.toolTip()
    press(Qt.Key.Key_N)
    assert "ne permet pas de saisir" in bench.strip.text()
    press(Qt.Key.Key_Enter)
    assert lots.resumed == []
    assert len(lots.closing) == (1 if role is Role.ADMINISTRATOR else 0)


def test_after_a_lost_answer_the_same_form_gives_the_same_batch(
    bench: Bench, qtbot: QtBot, office: OfficeGestures, tmp_path: Path
) -> None:
    lose_first_answer(office.batches, "open")
    lots = Lots(bench, qtbot, office, office.operator, tmp_path / "aside")
    press(Qt.Key.Key_N)
    write("010324\n")
    lots.settle()
    assert lots.says("La base ne répond pas")
    assert line(lots.screen, ARRIVAL).text() == "01/03/2024"
    assert lots.resumed == []

    press(Qt.Key.Key_Return)
    lots.qtbot.waitUntil(lambda: len(lots.resumed) == 1)
    assert lots.numbers() == []
    lots.screen.enter()
    assert lots.numbers() == [lots.resumed[0].number]


def test_every_button_and_line_in_sight_has_a_name(lots: Lots) -> None:
    press(Qt.Key.Key_N)
    found = [*lots.screen.findChildren(QAbstractButton), *lots.screen.findChildren(QLineEdit)]
    in_sight = [widget for widget in found if widget.isVisible()]
    assert len(in_sight) > 8
    assert [widget for widget in in_sight if not widget.accessibleName()] == []
