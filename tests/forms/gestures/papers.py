"""Papers, payments, files of debits, the financial system, people."""

from argon2 import PasswordHasher
from PySide6.QtCore import Qt

from backoffice.domain.people import RIGHTS, Role
from backoffice.services.office.office import Office
from backoffice.services.office.people import People
from forms.people.first_administrator import FirstScreen
from forms.people.screen import PeopleScreen
from tests.forms.closing.desk import printed
from tests.forms.collecting.counter import Counter as CollectingCounter
from tests.forms.erp.watch import Watch
from tests.forms.gestures.world import Press, World, fill, push
from tests.forms.payments.till import Till
from tests.forms.slips.shelf import Shelf, letters
from tests.forms.sorting.test_screen import Tri
from tests.keyboard_driver import press
from tests.office import AUDIT_KEY, WHY, Clock
from tests.scripted_erp import ScriptedErp
from tests.together import Together

_PASSWORD = "quatre chevaux"
_QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def slip_reprinted(world: World) -> Press:
    printed(world.office, 22_45)
    shelf = Shelf(world.bench, world.qtbot, world.office)
    return shelf.screen.reprint


def waiting_printed(world: World) -> Press:
    letters(world.office, 2)
    shelf = Shelf(world.bench, world.qtbot, world.office)
    world.settle()
    return shelf.screen.print_waiting


def pile_printed(world: World) -> Press:
    tri = Tri(world.bench, world.office, world.qtbot)
    tri.read("QCU2\n")
    return lambda: press(Qt.Key.Key_F8)


def payment_cancelled(world: World) -> Press:
    world.office.cheque(world.office.batch(), world.office.client(), 20_30)
    till = Till(world.bench, world.qtbot, world.office)
    till.open()
    return lambda: till.screen.cancel(WHY)


def payment_cancelled_elsewhere(world: World) -> Press:
    Together(world.office, ScriptedErp()).payment(20_30)
    till = Till(world.bench, world.qtbot, world.office)
    till.open()
    return lambda: till.screen.cancel(WHY)


def slip_of_a_payment(world: World) -> Press:
    printed(world.office, 22_45)
    till = Till(world.bench, world.qtbot, world.office)
    till.open()
    return lambda: press(Qt.Key.Key_F7)


def files_of_debits_made(world: World) -> Press:
    counter = CollectingCounter(world.bench, world.qtbot, world.office)
    counter.represent()
    counter.open()
    counter.go_to(world.folder / "fichiers")
    return counter.screen.send


def file_of_debits_again(world: World) -> Press:
    counter = CollectingCounter(world.bench, world.qtbot, world.office)
    counter.represent()
    counter.open()
    counter.send(world.folder / "fichiers")
    world.settle()
    counter.sent.setFocus()
    world.wire.keys.clear()
    return counter.screen.send_again


def message_settled(world: World) -> Press:
    watch = Watch(world.bench, world.qtbot, Together(world.office, ScriptedErp()), Clock())
    watch.refused_then_cancelled()
    watch.open()

    def settle() -> None:
        fill(world.bench, "Commentaire", "Vu avec les comptes")
        push(world.bench, "Écarter")

    return settle


def _people(world: World) -> People:
    return People(world.office.office, _QUICK)


def person_added(world: World) -> Press:
    chief = world.office.person("d.leroy", "D. Leroy", Role.ADMINISTRATOR)
    screen = world.keep(PeopleScreen(_people(world), world.bench.desk, chief))
    screen.form.name.set_value("S. Benali")
    screen.form.login.set_value("s.benali")
    screen.form.password.first.set_value(_PASSWORD)
    screen.form.password.second.set_value(_PASSWORD)
    return screen.form.commit


def person_changed(world: World) -> Press:
    chief = world.office.person("d.leroy", "D. Leroy", Role.ADMINISTRATOR)
    screen = world.keep(PeopleScreen(_people(world), world.bench.desk, chief))
    screen.enter()
    world.settle()
    screen.form.name.set_value("Dominique Leroy")
    return screen.form.commit


def first_added(world: World) -> Press:
    nobody = Office(world.wire, AUDIT_KEY, Clock(), RIGHTS)
    screen = world.keep(FirstScreen(People(nobody, _QUICK), world.bench.runner, "PC-12"))
    form = screen.form
    form.name.set_value("Dominique Leroy")
    form.login.set_value("d.leroy")
    form.password.first.set_value(_PASSWORD)
    form.password.second.set_value(_PASSWORD)
    return form.password.committed.emit
