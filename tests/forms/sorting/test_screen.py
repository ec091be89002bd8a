from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.documents import Document
from backoffice.procedure.rules import RULES
from backoffice.procedure.sorting import Pile
from backoffice.storage.database import Database
from forms.kit.client_choice import ClientChoice
from forms.kit.table import Table
from forms.kit.theme import Scheme, apply
from forms.kit.tokens import DARK, LIGHT, Palette
from forms.sorting.count_cards import Counts, Newest
from forms.sorting.pile_display import PileDisplay
from forms.sorting.pile_papers import SortingServices
from forms.sorting.screen import SortingScreen
from forms.sorting.session_counts import Counted
from forms.sorting.shapes import LOOKS
from printing.papers import draw
from tests.forms.screen_window import Bench, button, click, line, texts
from tests.keyboard_driver import focused, press, write
from tests.lost_answer import lose_first_answer
from tests.office import OfficeGestures as Office
from tests.printing.reading import read_rows

FIELD = "Référence, circulaire ou MANDAT"
DAY = date(2024, 3, 4)
PARTNER, DIRECT = "J 121 52134466", "K 345 00123"


class Tri:
    """The screen, and what is seen of it."""

    def __init__(self, bench: Bench, office: Office, qtbot: QtBot, day: date = DAY) -> None:
        self.bench, self.qtbot, self.office = bench, qtbot, office
        self.drawn: list[bytes] = []
        services = SortingServices(office.sorting, office.pile_slips, self._draw)
        self.screen = SortingScreen(services, bench.desk, office.operator, lambda: day)
        bench.open(self.screen, qtbot)

    def _draw(self, document: Document) -> bytes:
        self.drawn.append(draw(document))
        return self.drawn[-1]

    def paper(self) -> str:
        """What the newest slip says."""
        return "\n".join(row for page in read_rows(self.drawn[-1]) for row in page)

    def read(self, text: str) -> None:
        """Type lines, one after the other, and wait for the last answer."""
        write(text)
        self.settle()

    def settle(self) -> None:
        """Wait until all the work given so far is done and answered."""
        answered: list[None] = []
        self.bench.runner.run(lambda: None, answered.append, lambda _: None, self.screen)
        self.qtbot.waitUntil(lambda: answered == [None])

    @property
    def answer(self) -> PileDisplay:
        answer = self.screen.findChild(PileDisplay)
        assert answer is not None
        return answer

    @property
    def field(self) -> QLineEdit:
        return line(self.screen, FIELD)

    def counts(self) -> list[int]:
        """FA, PARTENARIAT, SRC, and all together."""
        counts = self.screen.findChild(Counts)
        assert counts is not None
        figures = [label.text() for label in counts.findChildren(QLabel) if label.text().isdigit()]
        return [int(figure) for figure in figures]

    @property
    def table(self) -> Table[Counted]:
        newest = self.screen.findChild(Newest)
        assert newest is not None
        table = newest.findChild(Table)
        assert table is not None
        return table

    def newest(self) -> list[tuple[str, ...]]:
        return list(texts(self.table))

    def says(self, words: str) -> bool:
        return any(words in label.text() for label in self.screen.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def beeps(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    heard: list[bool] = []
    monkeypatch.setattr(QApplication, "beep", lambda: heard.append(True))
    return heard


@pytest.fixture
def office(sqlite_url: str) -> Iterator[Office]:
    """An office with a client of each kind, and both of one reference written together."""
    database = Database(sqlite_url)
    office = Office(database)
    for letter, code, chrono in (("J", 121, "52134466"), ("K", 345, "00123"), ("J", 557, "2629582")):
        office.client(ClientRef(letter, code, chrono))
    office.client(ClientRef("J", 55, "72629582"), city="BREST")
    yield office
    database.close()


@pytest.fixture
def tri(bench: Bench, office: Office, qtbot: QtBot) -> Tri:
    return Tri(bench, office, qtbot)


def test_one_after_another_each_has_its_pile_and_its_rule(tri: Tri, beeps: list[bool]) -> None:
    for typed, shown, rule in (
        (PARTNER, f"PARTENARIAT {PARTNER}", "P-01"),
        ("k34500123", f"FA {DIRECT}", "P-01"),
        ("QCU2", "SRC QCU2", "P-03"),
        (f"{PARTNER} qcoi", f"SRC {PARTNER} QCOI", "P-03"),
        ("mandat", "SRC MANDAT", "P-04"),
    ):
        tri.read(f"{typed}\n")
        assert tri.answer.text() == shown
        assert tri.answer.accessibleName().startswith(shown.split()[0])
        assert tri.says(rule)
        assert tri.says(RULES[rule].sentence)
        assert focused() is tri.field
        assert tri.field.text() == ""
    assert tri.counts() == [1, 1, 3, 5]
    assert tri.newest()[:2] == [("5", "MANDAT", "SRC"), ("4", f"{PARTNER} QCOI", "SRC")]
    assert beeps == []


@pytest.mark.parametrize("end", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
def test_references_never_run_together_whatever_a_reader_ends_with(tri: Tri, beeps: list[bool], end: Qt.Key) -> None:
    for typed in (PARTNER, f"*{DIRECT}*", "8J-121-000078", "]C1J 121 00008 ", "J 1?1 5", "K 345 00124"):
        write(typed)
        press(end)
    tri.settle()
    assert [row[1] for row in tri.newest()] == ["K 345 00124", "J 121 00008", "J 121 00007", DIRECT, PARTNER]
    assert tri.counts() == [2, 3, 0, 5]
    assert focused() is tri.field
    assert len(beeps) == 1


def test_tab_leaves_the_sorting_where_nothing_new_is_typed(tri: Tri) -> None:
    write("J 121")
    press(Qt.Key.Key_Tab)
    assert tri.field.selectedText() == "J 121"
    with tri.qtbot.assertNotEmitted(tri.field.returnPressed):
        press(Qt.Key.Key_Tab)
    assert tri.counts() == [0, 0, 0, 0]


def test_a_money_order_is_never_keyed_whatever_its_day(bench: Bench, office: Office, qtbot: QtBot) -> None:
    tri = Tri(bench, office, qtbot, date(2023, 12, 31))
    tri.read(f"{DIRECT} MANDAT\n")
    assert tri.answer.text() == f"SRC {DIRECT} MANDAT"


def test_the_last_ten_are_listed(tri: Tri) -> None:
    for chrono in range(12):
        tri.read(f"J 121 {chrono}\n")
    assert [row[0] for row in tri.newest()] == [str(number) for number in range(12, 2, -1)]


def test_a_double_scan_is_pointed_out_and_counted_once(tri: Tri, beeps: list[bool]) -> None:
    tri.read(f"{PARTNER}\n{PARTNER}\n")
    assert "déjà lu" in tri.answer.text()
    assert tri.answer.text().startswith("PARTENARIAT")
    assert tri.counts() == [0, 1, 0, 1]
    assert len(beeps) == 1

    tri.read(f"{DIRECT}\n{PARTNER}\n")
    assert tri.answer.text() == f"PARTENARIAT {PARTNER}"
    assert tri.counts() == [1, 2, 0, 3]


@pytest.mark.parametrize("typed", ["DURAND", "J 121", "AP11", "12345678"])
def test_an_unreadable_one_is_said_at_the_field_and_counts_nowhere(tri: Tri, beeps: list[bool], typed: str) -> None:
    tri.read(f"{PARTNER}\n{typed}\n")
    assert typed in tri.field.accessibleDescription()
    assert tri.says("n'est pas une référence")
    assert tri.answer.text() == "ILLISIBLE rien n'est compté"
    assert not tri.says("P-01")
    assert tri.field.text() == typed
    assert tri.counts() == [0, 1, 0, 1]
    assert len(beeps) == 1

    tri.read(f"{DIRECT}\n")
    assert tri.answer.text() == f"FA {DIRECT}"
    assert not tri.says("n'est pas une référence")
    assert tri.counts() == [1, 1, 0, 2]


@pytest.mark.parametrize(
    ("typed", "word", "told"),
    [
        ("J 558 2629582", "PARTENAIRE INCONNU", "Le partenaire 558 n'est connu de personne."),
        ("J34512345678", "CLIENT INCONNU", "On ne trouve pas J 345 12345678."),
    ],
)
def test_nothing_is_sent_to_a_pile_by_a_guess(tri: Tri, beeps: list[bool], typed: str, word: str, told: str) -> None:
    tri.read(f"{typed}\n")
    assert tri.answer.text() == f"{word} rien n'est compté"
    assert tri.says(told)
    assert tri.field.text() == typed
    assert tri.counts() == [0, 0, 0, 0]
    assert len(beeps) == 1
    tri.read(f"{PARTNER}\n")
    assert tri.counts() == [0, 1, 0, 1]


def test_two_clients_of_two_piles_are_asked_about_by_keys(tri: Tri) -> None:
    tri.read("J5572629582 ap11\n")
    choice = tri.screen.findChild(ClientChoice)
    assert choice is not None
    assert [str(client.ref) for client in choice.clients] == ["J 557 2629582", "J 055 72629582"]
    assert tri.answer.text() == "LEQUEL ? rien n'est compté"
    tri.read("\n")
    assert tri.counts() == [0, 0, 0, 0]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    tri.read("\n")
    assert tri.answer.text() == "PARTENARIAT J 055 72629582 AP11"
    assert tri.counts() == [0, 1, 0, 1]
    assert tri.field.text() == ""
    assert focused() is tri.field


def test_a_question_that_comes_while_the_next_one_is_read_is_told_and_counts_nothing(tri: Tri) -> None:
    tri.read(f"J5572629582\n{PARTNER}")
    assert "J5572629582 peut être à plusieurs clients" in tri.bench.strip.text()
    assert tri.field.text() == PARTNER
    tri.read("\n")
    assert tri.counts() == [0, 1, 0, 1]


def test_enter_on_nothing_does_nothing(tri: Tri, beeps: list[bool]) -> None:
    tri.read(f"{PARTNER}\n\n\n")
    assert tri.answer.text() == f"PARTENARIAT {PARTNER}"
    assert tri.counts() == [0, 1, 0, 1]
    assert beeps == []


def test_the_last_one_is_taken_back_by_key(tri: Tri) -> None:
    tri.read(f"{PARTNER}\n{DIRECT}\n")
    press(Qt.Key.Key_F4)
    assert tri.counts() == [0, 1, 0, 1]
    assert DIRECT in tri.answer.text()
    assert tri.answer.text().startswith("Retiré de la pile FA")
    assert not tri.says("P-01")
    assert focused() is tri.field

    tri.read(f"{DIRECT}\n")
    assert tri.counts() == [1, 1, 0, 2]
    click(button(tri.screen, "Retirer la dernière"), times=2)
    assert tri.counts() == [0, 0, 0, 0]
    assert focused() is tri.field


def test_resetting_asks_first_with_the_figures(tri: Tri) -> None:
    tri.read(f"{PARTNER}\n{DIRECT}\nQCU2\n")
    tri.bench.answers.yes = False
    press(Qt.Key.Key_F9)
    assert tri.bench.answers.figures == [("FA", "1"), ("PARTENARIAT", "1"), ("SRC", "1")]
    assert tri.counts() == [1, 1, 1, 3]
    assert focused() is tri.field

    tri.bench.answers.yes = True
    press(Qt.Key.Key_F9)
    assert tri.counts() == [0, 0, 0, 0]
    assert tri.newest() == []
    assert focused() is tri.field


def test_with_nothing_sorted_there_is_nothing_to_take_back_or_to_reset(tri: Tri) -> None:
    for key in (Qt.Key.Key_F4, Qt.Key.Key_F9):
        press(key)
        assert "Rien n'est encore trié" in tri.bench.strip.text()
        tri.bench.strip.hide()
    assert tri.bench.answers.asked == []
    assert not button(tri.screen, "Retirer la dernière").isEnabled()
    tri.read(f"{PARTNER}\n")
    assert button(tri.screen, "Retirer la dernière").isEnabled()
    press(Qt.Key.Key_F4)
    assert not button(tri.screen, "Retirer la dernière").isEnabled()


def test_a_click_anywhere_leaves_the_focus_in_the_field(tri: Tri) -> None:
    tri.read("J 1")
    for widget in tri.answer, tri.screen, tri.table:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        assert focused() is tri.field
    assert tri.field.text() == "J 1"

    elsewhere = button(tri.bench.keys, "F4  Retirer la dernière")
    elsewhere.setEnabled(True)
    elsewhere.setFocus()
    QTest.mouseClick(tri.answer, Qt.MouseButton.LeftButton)
    assert focused() is tri.field


def test_the_counts_stay_when_one_comes_back(tri: Tri) -> None:
    tri.read(f"{PARTNER}\n")
    tri.screen.enter()
    assert tri.counts() == [0, 1, 0, 1]


def test_a_screen_reader_hears_names(tri: Tri) -> None:
    tri.read(f"{PARTNER}\n")
    found = [*tri.screen.findChildren(QAbstractButton), *tri.screen.findChildren(QLineEdit)]
    assert [widget for widget in found if widget.isVisible() and not widget.accessibleName()] == []
    assert tri.answer.accessibleName() == f"PARTENARIAT, disque vert, {PARTNER}"


@pytest.mark.parametrize(("scheme", "palette"), [(Scheme.LIGHT, LIGHT), (Scheme.DARK, DARK)])
def test_the_answer_fills_its_place_with_the_colour_of_the_pile(
    tri: Tri, qapp: QApplication, scheme: Scheme, palette: Palette
) -> None:
    apply(qapp, scheme, 100)
    grounds = set()
    for typed, pile in ((PARTNER, Pile.PARTNER), (DIRECT, Pile.DIRECT), ("QCU2", Pile.SRC)):
        tri.read(f"{typed}\n")
        picture = tri.answer.grab().toImage()
        ground = picture.pixelColor(12, picture.height() // 2)
        assert ground == QColor(palette.tone(LOOKS[pile].tone))
        grounds.add(ground.name())
        across = {picture.pixelColor(x, picture.height() // 2 + 30).name() for x in range(20, picture.width() - 20)}
        assert len(across) > 1  # the word
    assert len(grounds) == 3
    assert len({look.corners for look in LOOKS.values()}) == 3


def test_a_pile_leaves_under_its_slip_with_its_addressee_each_piece_once(tri: Tri) -> None:
    tri.read(f"{PARTNER} QCU2\n{DIRECT}\nMANDAT\n")
    press(Qt.Key.Key_F8)
    tri.settle()
    assert "pile SRC" in tri.paper()
    assert "par navette interne, enveloppe inter-service" in tri.paper()
    assert [row for row in tri.paper().splitlines() if row.startswith(("1 J", "2 M"))] == [
        f"1 {PARTNER} QCU2 P-03",
        "2 MANDAT P-04",
    ]
    assert tri.bench.answers.asked == ["TR-2024-000001"]
    assert tri.counts() == [1, 0, 0, 1]
    assert tri.says("2 pièces sur bordereau")
    assert focused() is tri.field
    press(Qt.Key.Key_F8)
    assert "Rien n'est trié sur cette pile" in tri.bench.strip.text()
    tri.read("QCOI\n")
    assert tri.answer.text() == "SRC QCOI"
    press(Qt.Key.Key_F8)
    tri.settle()
    press(Qt.Key.Key_F6)
    tri.settle()
    assert "traitement DEKUPLE" in tri.paper()
    (direct, later, first) = tri.office.pile_slips.listing(tri.office.operator)
    assert [(slip.pile, slip.count) for slip in (first, later, direct)] == [("SRC", 2), ("SRC", 1), ("FA", 1)]


def test_after_a_lost_answer_the_same_slip_comes_and_what_was_sorted_since_waits(
    bench: Bench, qtbot: QtBot, office: Office
) -> None:
    lose_first_answer(office.pile_slips, "print_slip")
    tri = Tri(bench, office, qtbot)
    tri.read("QCU2\n")
    press(Qt.Key.Key_F8)
    tri.settle()
    assert "La base ne répond pas" in bench.strip.text()
    assert tri.counts() == [0, 0, 1, 1]
    tri.read("QCOI\n")
    press(Qt.Key.Key_F8)
    tri.settle()
    assert "QCOI" not in tri.paper()
    assert tri.newest() == [("2", "QCOI", "SRC")]
    assert len(office.pile_slips.listing(office.operator)) == 1


def test_a_pile_s_key_pressed_twice_prints_one_slip(tri: Tri) -> None:
    tri.read("QCU2\n")
    press(Qt.Key.Key_F8)
    press(Qt.Key.Key_F8)
    tri.settle()
    assert tri.bench.answers.asked == ["TR-2024-000001"]
    assert len(tri.drawn) == 1
