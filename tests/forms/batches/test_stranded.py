"""At *Lots*: coupons that are aside in a batch that is not open any more, and files that keep some and are not read."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from backoffice.domain.batch import Batch
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import Money
from backoffice.gateways.aside_folder import AsideFolder
from backoffice.keying.entry import Entry, InWords
from backoffice.services.keying.asides import Asides
from forms.batches.screen import BatchesScreen
from forms.kit.wording.sentences import sentence
from tests.forms.screen_window import Bench, why_not
from tests.keyboard_driver import focused, press, write
from tests.office import FIRST_DAY, OfficeGestures

WHY = "Pourquoi l'abandonner"


class Lots:
    """The screen in its window, with coupons aside."""

    def __init__(self, bench: Bench, qtbot: QtBot, office: OfficeGestures, folder: Path) -> None:
        self.qtbot, self.bench, self.office, self.folder = qtbot, bench, office, folder
        self.asides = Asides(AsideFolder(folder), office.clients, office.batches, office.office)
        self.taken: list[tuple[Batch, UUID]] = []
        self.given: list[UUID] = []
        who = office.operator
        self.screen = BatchesScreen(office.batches, self.asides, bench.desk, who, why_not(who), FIRST_DAY.date)
        self.screen.taken_up.connect(lambda batch, key: self.taken.append((batch, key)))
        self.screen.given_up.connect(self.given.append)

    def open(self) -> None:
        self.bench.open(self.screen, self.qtbot)
        self.settle()

    def settle(self) -> None:
        answered: list[None] = []
        self.bench.runner.run(lambda: None, answered.append, lambda _: None, self.screen)
        self.qtbot.waitUntil(lambda: answered == [None])

    def strand(self) -> tuple[Entry, Batch]:
        """A coupon that is aside in a batch that is pre-closed then."""
        batch = self.office.batch()
        dossier = self.office.dossier(self.office.client())
        words = InWords(Money(20_30), confirmed=True)
        entry = Entry(uuid4(), batch.id, str(dossier.client.ref), dossier, "20,30", words, "5508018", ())
        self.asides.keep(self.office.operator, entry)
        self.office.batches.preclose(self.office.operator, uuid4(), batch.id)
        return entry, batch

    def says(self, text: str) -> bool:
        return any(text in label.text() for label in self.screen.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def lots(bench: Bench, qtbot: QtBot, office: OfficeGestures, tmp_path: Path) -> Iterator[Lots]:
    made = Lots(bench, qtbot, office, tmp_path / "aside")
    yield made
    bench.network.close()


def test_where_nothing_is_left_behind_nothing_is_said(lots: Lots) -> None:
    lots.open()
    assert not lots.says("de côté")
    press(Qt.Key.Key_F4)
    assert not lots.says(WHY)


def test_which_coupons_of_which_batch_and_how_many_is_said(lots: Lots) -> None:
    entry, batch = lots.strand()
    lots.open()
    told = (
        f"1 coupon de côté sur ce poste est dans un lot qui n'est plus ouvert\u00a0: {entry.title}, lot {batch.number}."
    )
    assert lots.says(told)


def test_f4_and_enter_take_it_up_in_the_open_batch(lots: Lots, office: OfficeGestures) -> None:
    entry, _ = lots.strand()
    home = office.batch()
    lots.open()
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_Return)
    lots.qtbot.waitUntil(lambda: lots.taken == [(home, entry.key)])
    assert [each.key for each in lots.asides.of_batch(office.operator, home.id)] == [entry.key]
    assert not lots.says(WHY)


def test_another_open_batch_is_chosen_with_the_arrows(lots: Lots, office: OfficeGestures) -> None:
    entry, _ = lots.strand()
    older, _ = office.batch(), office.batch()
    lots.open()
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Return)
    lots.qtbot.waitUntil(lambda: lots.taken == [(older, entry.key)])


def test_without_an_open_batch_alike_that_is_said_and_nothing_is_done(lots: Lots, office: OfficeGestures) -> None:
    entry, batch = lots.strand()
    office.batch(with_invoice=False)
    lots.open()
    press(Qt.Key.Key_F4)
    assert lots.says("Aucun lot PARTENARIAT AVEC FACTURE n'est ouvert")
    press(Qt.Key.Key_Return)
    lots.settle()
    assert lots.taken == []
    press(Qt.Key.Key_Escape)
    assert not lots.says(WHY)
    assert [each.key for each in lots.asides.of_batch(office.operator, batch.id)] == [entry.key]


def test_a_batch_that_is_closed_in_the_meantime_is_said_and_the_coupon_stays(
    lots: Lots, office: OfficeGestures
) -> None:
    lots.strand()
    home = office.batch()
    lots.open()
    press(Qt.Key.Key_F4)
    office.batches.preclose(office.operator, uuid4(), home.id)
    press(Qt.Key.Key_Return)
    lots.settle()
    assert lots.says(sentence(RuleBroken(Broken.BATCH_NOT_OPEN, batch=home.number)))
    assert lots.taken == []


def test_f8_gives_it_up_with_a_word(lots: Lots, office: OfficeGestures) -> None:
    entry, _ = lots.strand()
    lots.open()
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_F8)
    assert focused().accessibleName() == WHY
    assert lots.says("à remplir pour continuer")
    write("Carte 4970 1000 0000 0154\n")
    lots.settle()
    assert lots.says(sentence(RuleBroken(Broken.TEXT_HOLDS_CARD)))
    assert lots.given == []

    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    write("Deja saisi\n")
    lots.qtbot.waitUntil(lambda: lots.given == [entry.key])
    lots.settle()
    assert not lots.says("de côté")
    assert lots.asides.stranded(office.operator) == ()


def test_the_next_one_is_there_after_one_is_given_up(lots: Lots) -> None:
    first, batch = lots.strand()
    second = replace(first, key=uuid4(), batch_id=batch.id)
    lots.asides.keep(lots.office.operator, second)
    lots.open()
    assert lots.says("2 coupons de côté sur ce poste sont dans des lots qui ne sont plus ouverts")
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_F8)
    write("Deja saisi\n")
    lots.qtbot.waitUntil(lambda: len(lots.given) == 1)
    lots.settle()
    assert not lots.says("de côté sur ce poste")
    assert lots.says(WHY)


def test_a_file_that_is_not_read_is_told_by_name_and_stays_told(lots: Lots) -> None:
    lots.folder.mkdir()
    (lots.folder / "cut.json").write_text("{")
    lots.open()
    assert lots.says("cut.illisible")
    press(Qt.Key.Key_F5)
    lots.settle()
    assert lots.says("cut.illisible")
