"""Rounds with the financial system in the background, and what is said of them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event, Lock

import pytest
from pydantic import SecretStr
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from backoffice import bootstrap
from backoffice.bootstrap import Settings, open_services
from backoffice.domain.cancellation import ErpAnswer, StatusMessage
from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.people import Actor
from backoffice.services.erp.rounds import ErpRound
from backoffice.services.services import Services
from backoffice.storage.database import Database
from desktop import erp_polling as erp_way
from desktop.erp_polling import ErpPolling
from desktop.options import Options
from desktop.session import Session
from forms.erp.screen import ErpScreen
from tests.desktop.running import LONG, SECRET, Running
from tests.forms.screen_window import Bench
from tests.keyboard_driver import press, write
from tests.office import OfficeGestures
from tests.scripted_erp import ScriptedErp
from tests.together import Together

CONTROL = Qt.KeyboardModifier.ControlModifier
STRANGE = StatusMessage("a file#1", "", "", ErpAnswer.UNREADABLE, None, "not_xml")


@pytest.fixture
def together(sqlite_url: str) -> Iterator[Together]:
    database = Database(sqlite_url)
    yield Together(OfficeGestures(database), ScriptedErp())
    database.close()


@pytest.fixture
def services(together: Together, sqlite_url: str, tmp_path: Path) -> Iterator[Services]:
    settings = Settings.model_construct(
        database=sqlite_url, folder=tmp_path, workstation="PC-12", secret=SecretStr(SECRET)
    )
    opened = open_services(settings)
    yield replace(opened, erp_round=together.round)
    opened.close()


@pytest.fixture
def bench(services: Services) -> Iterator[Bench]:
    assert services.erp_round
    made = Bench()
    yield made
    made.network.close()
    made.runner.close()


class Rounds:
    """The rounds of a window, and what became of them."""

    def __init__(self, bench: Bench, qtbot: QtBot, services: Services, who: Actor) -> None:
        self.bench, self.qtbot = bench, qtbot
        self.way = ErpPolling(Session(services, who, demo=False), bench.desk, bench)
        self.went: list[object] = []
        self.way.went.connect(self.went.append)

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=LONG)

    def go(self) -> None:
        """One more round, from its beginning to its end."""
        before = len(self.went)
        self.way.soon()
        self.until(lambda: len(self.went) == before + 1)

    def told(self) -> str:
        return self.bench.strip.text().replace("\u00a0", " ")

    def next_in(self) -> int:
        """Milliseconds until the next round; -1 where none is to come."""
        timer = next(made for made in self.way.findChildren(QTimer))
        return timer.interval() if timer.isActive() else -1


@pytest.fixture
def rounds(bench: Bench, qtbot: QtBot, services: Services, together: Together) -> Rounds:
    return Rounds(bench, qtbot, services, together.desk.supervisor)


class Gated(ErpRound):
    """Rounds that end when they are let go, and notice when two are under way at once."""

    def __init__(self, together: Together) -> None:
        super().__init__(together.desk.office, together.erp)
        self.gate = Event()
        self.begun, self.at_once, self.most = 0, 0, 0
        self._lock = Lock()

    def run(self) -> None:
        with self._lock:
            self.begun += 1
            self.at_once += 1
            self.most = max(self.most, self.at_once)
        assert self.gate.wait(LONG / 1000)
        with self._lock:
            self.at_once -= 1


def test_without_a_financial_system_nothing_goes_on(
    bench: Bench, qtbot: QtBot, services: Services, together: Together
) -> None:
    rounds = Rounds(bench, qtbot, replace(services, erp_round=None), together.desk.supervisor)
    rounds.way.start()
    rounds.way.soon()
    assert rounds.next_in() == -1
    bench.network.run(lambda: None, rounds.went.append, rounds.went.append, bench)
    rounds.until(lambda: rounds.went == [None])


def test_it_goes_round_at_the_start_and_seldom_after(rounds: Rounds, together: Together) -> None:
    row = together.keyed(together.desk.batch(), 20_30, chrono="52134466")
    together.desk.close(together.desk.batches.row(together.desk.supervisor, row.batch_id).batch, 20_30)
    rounds.way.start()
    rounds.until(lambda: rounds.went == [None])
    assert len(together.erp.lines) == 1
    assert rounds.next_in() == 30_000
    assert rounds.told() == ""


def test_after_something_was_asked_it_comes_at_once_and_often_for_a_while(
    rounds: Rounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erp_way, "_SOON", 5)
    monkeypatch.setattr(erp_way, "_EAGER", 3)
    rounds.way.soon()
    rounds.until(lambda: len(rounds.went) == 4)
    assert rounds.next_in() == 30_000


def test_never_two_at_once_and_one_more_where_it_was_wanted_meanwhile(
    bench: Bench, qtbot: QtBot, services: Services, together: Together
) -> None:
    gated = Gated(together)
    rounds = Rounds(bench, qtbot, replace(services, erp_round=gated), together.desk.supervisor)
    rounds.way.start()
    for _ in range(5):
        rounds.way.soon()
    rounds.until(lambda: gated.begun == 1)
    gated.gate.set()
    rounds.until(lambda: len(rounds.went) == 2)
    assert (gated.begun, gated.most) == (2, 1)
    assert rounds.next_in() == 2_000


def test_out_of_reach_it_is_told_once_and_once_when_it_is_back(rounds: Rounds, together: Together) -> None:
    together.erp.is_down = True
    rounds.go()
    assert "ERP ne répond pas. Rien n'est perdu" in rounds.told()
    rounds.bench.strip.hide()
    rounds.go()
    assert rounds.told() == ""
    assert isinstance(rounds.went[-1], Unavailable)

    together.erp.is_down = False
    rounds.go()
    assert rounds.told() == "ERP répond à nouveau : ce qui attendait repart."
    rounds.bench.strip.hide()
    rounds.go()
    assert rounds.told() == ""


def test_another_trouble_is_told_too(rounds: Rounds, together: Together, monkeypatch: pytest.MonkeyPatch) -> None:
    together.erp.is_down = True
    rounds.go()

    def refuse() -> None:
        raise Unavailable(Fault.ERP_TOKEN_WRONG, system="ERP")

    monkeypatch.setattr(together.round, "run", refuse)
    rounds.go()
    assert "ne reconnaît pas ce poste" in rounds.told()


def test_of_the_database_others_tell(rounds: Rounds, together: Together, monkeypatch: pytest.MonkeyPatch) -> None:
    def lose() -> None:
        raise Unavailable(Fault.DATABASE_UNREACHABLE)

    monkeypatch.setattr(together.round, "run", lose)
    rounds.go()
    assert rounds.told() == ""
    assert rounds.next_in() == 2_000


def test_a_bug_is_not_repeated_by_itself(rounds: Rounds, together: Together, monkeypatch: pytest.MonkeyPatch) -> None:
    def fall() -> None:
        raise ZeroDivisionError

    crashes: list[object] = []
    rounds.bench.network.crashed.connect(crashes.append)
    with monkeypatch.context() as broken:
        broken.setattr(together.round, "run", fall)
        rounds.way.soon()
        rounds.until(lambda: len(crashes) == 1)
        assert rounds.next_in() == -1
    rounds.go()


def test_stopped_it_goes_no_more_and_tells_nothing(
    bench: Bench, qtbot: QtBot, services: Services, together: Together
) -> None:
    gated = Gated(together)
    rounds = Rounds(bench, qtbot, replace(services, erp_round=gated), together.desk.supervisor)
    rounds.way.soon()
    rounds.way.soon()
    rounds.until(lambda: gated.begun == 1)
    rounds.way.stop()
    gated.gate.set()
    ended: list[object] = []
    rounds.until(lambda: gated.at_once == 0)
    bench.network.run(lambda: None, ended.append, ended.append, bench)
    rounds.until(lambda: ended == [None])
    assert (rounds.went, gated.begun, rounds.next_in()) == ([], 1, -1)


def test_what_is_in_quarantine_is_told_of_when_it_grows(rounds: Rounds, together: Together) -> None:
    counts: list[int] = []
    asked: list[None] = []
    rounds.way.quarantined.connect(counts.append)
    rounds.way.settling_asked.connect(lambda: asked.append(None))
    together.erp.said[STRANGE.id] = STRANGE
    rounds.go()
    assert rounds.told() == "1 message du système financier attend en quarantaine : quelqu'un doit trancher."
    _strip_button(rounds.bench).click()
    assert asked == [None]
    rounds.go()
    assert rounds.told() == ""
    assert counts == [1, 1]


def test_who_may_not_settle_is_not_told_of_it(
    bench: Bench, qtbot: QtBot, services: Services, together: Together
) -> None:
    rounds = Rounds(bench, qtbot, services, together.desk.operator)
    counts: list[int] = []
    rounds.way.quarantined.connect(counts.append)
    together.erp.said[STRANGE.id] = STRANGE
    rounds.go()
    assert (rounds.told(), counts) == ("", [0])


def _strip_button(bench: Bench) -> QPushButton:
    found = [made for made in bench.strip.findChildren(QPushButton) if made.isVisibleTo(bench.strip)]
    assert len(found) == 1
    return found[0]


# In the window


@pytest.fixture
def attached(office: Running, monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedErp]:
    """A financial system that the office works with."""
    erp = ScriptedErp()
    monkeypatch.setattr(bootstrap, "_financial_system", lambda *_: erp)
    yield erp
    office.end()


def test_the_place_is_there_for_who_may_undo_and_only_with_a_financial_system(
    office: Running, attached: ScriptedErp
) -> None:
    assert attached.lines == {}
    office.start(Options())
    office.work("C. Dupuis")
    assert "Système financier" in office.places()
    press(Qt.Key.Key_L, CONTROL)
    office.work("A. Morel")
    assert "Système financier" not in office.places()


def test_from_the_strip_to_the_quarantine_and_the_rail_counts(office: Running, attached: ScriptedErp) -> None:
    attached.said[STRANGE.id] = STRANGE
    office.start(Options())
    workplace = office.work("C. Dupuis")
    office.keyboard.until_said("en quarantaine : quelqu'un doit trancher")
    assert "Système financier · 1" in office.places()
    next(made for made in workplace.findChildren(QPushButton) if made.text() == "Ouvrir la quarantaine").click()
    office.screen(ErpScreen)
    office.keyboard.until_at("Quarantaine")
    press(Qt.Key.Key_Return)
    write("Vu\n\n")
    office.keyboard.until_said("Rien en quarantaine.")
    office.qtbot.waitUntil(lambda: "Système financier" in office.places(), timeout=LONG)


def test_whether_it_answers_is_seen_on_its_screen(office: Running, attached: ScriptedErp) -> None:
    attached.is_down = True
    office.start(Options())
    workplace = office.work("C. Dupuis")
    office.keyboard.until_said("ERP ne répond pas")
    office.keyboard.go_to("Système financier")
    office.screen(ErpScreen)
    office.qtbot.waitUntil(lambda: any(label.text() == "ne répond pas" for label in _labels(workplace)), timeout=LONG)
    attached.is_down = False
    press(Qt.Key.Key_F5)
    office.qtbot.waitUntil(lambda: any(label.text() == "répond" for label in _labels(workplace)), timeout=LONG)


def _labels(within: QObject) -> list[QLabel]:
    return [label for label in within.findChildren(QLabel) if label.isVisible()]
