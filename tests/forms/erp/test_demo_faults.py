"""The faults of the demo's financial system: set by a trainer, at once."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from backoffice.domain.demo_faults import DemoFaults, FaultyErp
from backoffice.gateways.demo_erp import DemoErp
from tests.forms.erp.watch import Watch, at
from tests.forms.screen_window import button, click
from tests.keyboard_driver import focused, press, write
from tests.office import Clock


def tick(watch: Watch, words: str) -> QCheckBox:
    return next(box for box in watch.bench.findChildren(QCheckBox) if box.text() == words)


def test_outside_the_demo_there_is_no_mood(watch: Watch) -> None:
    watch.open()
    assert not any(hint.key == "F4" for hint in watch.hints())


def test_every_choice_holds_at_once_by_keys(watch: Watch) -> None:
    watch.open(demo=True)
    press(Qt.Key.Key_F4)
    assert at() == "Il répond : tout de suite"
    assert watch.sees("Ce système financier n'existe que dans cette démonstration")
    before = watch.asked
    press(Qt.Key.Key_Right)
    assert watch.erp.faults == DemoFaults(delay=5)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    assert watch.erp.faults == DemoFaults(delay=5, refusals=2)
    press(Qt.Key.Key_Tab)
    assert at() == "Motif de ses refus"
    write("Exercice clos\n")
    assert watch.erp.faults.reason == "Exercice clos"
    for words, field in (
        ("Muet", "silent"),
        ("En panne", "down"),
        ("Comptes clos", "closed"),
        ("Se répète", "repeats"),
        ("Dans le désordre", "shuffled"),
        ("Se contredit", "contradicts"),
    ):
        press(Qt.Key.Key_Tab)
        assert focused() is tick(watch, words)
        press(Qt.Key.Key_Space)
        assert getattr(watch.erp.faults, field)
    assert watch.asked == before + 10

    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    assert watch.erp.faults == DemoFaults()
    assert not tick(watch, "Muet").isChecked()
    press(Qt.Key.Key_Escape)
    assert at() == "Sans réponse"


def test_an_empty_reason_is_none(watch: Watch) -> None:
    watch.open(demo=True)
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_Tab)
    assert watch.erp.faults.reason == DemoFaults().reason


def test_refusals_are_seen_to_be_used_up(watch: Watch) -> None:
    watch.erp.faults = DemoFaults(refusals=2)
    screen = watch.open(demo=True)
    press(Qt.Key.Key_F4)
    two, one = (button(screen, words) for words in ("2", "1"))
    assert two.isChecked()
    watch.erp.faults = replace(watch.erp.faults, refusals=1)
    watch.qtbot.waitUntil(one.isChecked, timeout=10_000)
    assert watch.erp.faults == DemoFaults(refusals=1)


def test_who_is_no_trainer_sees_it_and_is_told_why_not(watch: Watch) -> None:
    screen = watch.open(demo=True, why_not="Seul un formateur.")
    click(button(screen, "Humeur de l'ERP"))
    assert watch.sees("Seul un formateur.")
    assert not tick(watch, "En panne").isEnabled()
    assert not button(screen, "Tout remettre en ordre").isEnabled()
    assert button(screen, "Tout remettre en ordre").toolTip() == "Seul un formateur."


def test_the_demo_s_financial_system_can_be_set_so(watch: Watch) -> None:
    erp: FaultyErp = DemoErp(Clock())
    erp.faults = replace(erp.faults, contradicts=True)
    assert erp.faults.contradicts
    assert watch.erp.faults == DemoFaults()
