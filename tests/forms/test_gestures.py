"""Promise 1 at every form that records: once whatever is pressed, and after a lost answer under the same key."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.gesture import Gesture as Recorded
from backoffice.domain.people import Actor
from backoffice.services.office.office import Office
from backoffice.storage.database import Transaction
from tests.forms.gestures import accounts, batches, distributions, papers
from tests.forms.gestures.world import Press, Wire, World
from tests.forms.payments.till import Till
from tests.forms.screen_window import Bench, own_settings
from tests.keyboard_driver import press
from tests.office import WHY

FORMS = Path(__file__).resolve().parents[2] / "forms"
OF_THE_COUPON = "coupon/coupon_state.py"
"""The coupon's key names it on the disk, aside and in the outbox, which sends it again: `tests/forms/coupon`."""
OF_THE_CARD = "actions/affecting.py"
"""The alias service has the keys of cards: `tests/forms/coupon/outgoing/test_slow_cards`."""

PROVEN: dict[str, tuple[Callable[[World], Press], ...]] = {
    "accounts/credit_desk.py": (accounts.credit_refunded, accounts.refund_undone),
    "accounts/group_page.py": (accounts.group_added,),
    "accounts/members_card.py": (accounts.member_added, accounts.members_file_taken),
    "accounts/opening_card.py": (accounts.balance_opened,),
    "accounts/setup_card.py": (accounts.group_set_up,),
    "actions/action_panel_base.py": (batches.action_recorded,),
    "actions/lifting.py": (batches.block_lifted,),
    "actions/mandate_panel.py": (batches.mandate_changed,),
    "batches/opening.py": (batches.batch_opened,),
    "batches/stranded.py": (batches.stranded_given_up,),
    "closing/cheque_card.py": (batches.cheque_corrected, batches.cheque_taken_back),
    "closing/page.py": (
        batches.batch_preclosed,
        batches.tape_kept,
        batches.slip_printed,
        batches.papers_printed,
        batches.batch_closed,
    ),
    "collecting/screen.py": (papers.files_of_debits_made, papers.file_of_debits_again),
    "coupon/client/credit_offer.py": (batches.credit_applied,),
    "coupon/batch/last_lines.py": (batches.line_taken_back,),
    "coupon/client/unknown_page.py": (batches.unknown_recorded, batches.unknown_taken_back),
    "distributions/online_page.py": (distributions.confirmations_taken,),
    "distributions/opening.py": (distributions.distribution_opened,),
    "distributions/orders_page.py": (distributions.order_recorded, distributions.line_taken_off),
    "distributions/payments_card.py": (distributions.payment_withdrawn,),
    "distributions/to_validate.py": (distributions.distribution_validated,),
    "distributions/validated.py": (distributions.validation_undone,),
    "erp/quarantine.py": (papers.message_settled,),
    "payments/screen.py": (
        papers.payment_cancelled,
        papers.payment_cancelled_elsewhere,
        papers.slip_of_a_payment,
    ),
    "people/first_administrator.py": (papers.first_added,),
    "people/screen.py": (papers.person_added, papers.person_changed),
    "refunds/screen.py": (accounts.refunds_listed,),
    "slips/screen.py": (papers.slip_reprinted, papers.waiting_printed),
    "sorting/pile_papers.py": (papers.pile_printed,),
}
"""The modules that make gestures, and how each of theirs is made."""


@pytest.fixture
def world(
    sqlite_url: str, qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    qapp.setOrganizationName("liasse-tests")
    own_settings(tmp_path)
    wire = Wire(sqlite_url)
    once = Office.once

    def watched(office: Office, tx: Transaction, who: Actor, key: UUID, form: Recorded) -> bool:
        wire.keys.append(key)
        return once(office, tx, who, key, form)

    monkeypatch.setattr(Office, "once", watched)
    bench = Bench()
    qtbot.addWidget(bench)
    yield World(wire, bench, qtbot, tmp_path)
    bench.network.close()
    bench.runner.close()
    wire.close()


@pytest.mark.qt_log_ignore("propagateSizeHints")
@pytest.mark.parametrize("form", [form for forms in PROVEN.values() for form in forms], ids=lambda form: form.__name__)
def test_it_is_recorded_once_whatever_is_pressed_and_whatever_comes_back(
    form: Callable[[World], Press], world: World
) -> None:
    press = form(world)
    world.wire.keys.clear()

    def press_twice() -> None:
        press()
        press()
        world.settle()

    world.wire.refuses = True
    press_twice()
    (refused,) = world.wire.keys
    world.put_right()
    world.settle()
    world.wire.loses = True
    press_twice()
    (lost,) = world.wire.keys[1:]
    press_twice()
    (again,) = world.wire.keys[2:]

    assert refused != lost == again
    assert (world.wire.refuses, world.wire.loses) == (False, False)


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_what_is_lost_of_one_payment_is_no_key_for_another(world: World) -> None:
    batch = world.office.batch()
    for number in ("5508018", "5508019"):
        client = world.office.client(ClientRef("J", 121, number))
        world.office.cheque(batch, client, 20_30, number)
    till = Till(world.bench, world.qtbot, world.office)
    till.open()
    world.wire.keys.clear()
    world.wire.loses = True
    till.screen.cancel(WHY)
    world.settle()
    till.table.setFocus()
    press(Qt.Key.Key_Down)
    world.settle()
    till.screen.cancel(WHY)
    world.settle()

    lost, other = world.wire.keys
    assert lost != other
    assert till.events("cheque reversed") == 2


# --- nobody does it another way


def test_every_module_that_makes_gestures_is_proven() -> None:
    assert set(_modules("forms.kit.gesture")) == {*PROVEN, OF_THE_CARD}


def test_keys_are_made_by_the_gesture_and_for_the_coupon_alone() -> None:
    assert {*_modules("uuid", "uuid4")} == {"kit/gesture.py", OF_THE_COUPON}
    assert [path for name in ("uuid1", "uuid7", "uuid") for path in _modules("uuid", name)] == []
    assert [path for path, tree in _trees() for node in ast.walk(tree) if _imports_whole(node, "uuid")] == []


def _modules(module: str, name: str = "") -> Iterator[str]:
    """The modules of the screens that import this from there; anything, where it has no name."""
    for path, tree in _trees():
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.ImportFrom) else []
            if isinstance(node, ast.ImportFrom) and node.module == module and name in ("", *names):
                yield path


def _imports_whole(node: ast.AST, module: str) -> bool:
    return isinstance(node, ast.Import) and module in [alias.name for alias in node.names]


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(FORMS.rglob("*.py")):
        yield path.relative_to(FORMS).as_posix(), ast.parse(path.read_text(encoding="utf-8"))
