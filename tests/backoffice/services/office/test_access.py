"""Whose batch it is: an operator's own, a supervisor's all, a trainer's none (design, roles)."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from backoffice.domain.batch import Batch, BatchKind, BatchState, NewBatch
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.people import Actor, Role
from backoffice.domain.tape import Tape
from backoffice.storage.database import Database
from tests.office import DURAND, FIRST_DAY, OfficeGestures

Gesture = Callable[[OfficeGestures, Actor, Batch], object]

_SEEING: dict[str, Gesture] = {
    "row": lambda desk, who, batch: desk.batches.row(who, batch.id),
    "lines": lambda desk, who, batch: desk.batches.lines(who, batch.id),
    "last lines": lambda desk, who, batch: desk.batches.last_lines(who, batch.id),
    "compare": lambda desk, who, batch: desk.control.compare(who, batch.id),
}
_WORKING: dict[str, Gesture] = {
    "preclose": lambda desk, who, batch: desk.batches.preclose(who, uuid4(), batch.id),
    "close": lambda desk, who, batch: desk.batches.close(who, uuid4(), batch.id),
    "tape": lambda desk, who, batch: desk.control.keep(who, uuid4(), Tape(batch.id, ())),
    "slip": lambda desk, who, batch: desk.slips.print_receipt_slip(who, uuid4(), batch.id),
    "record": lambda desk, who, batch: desk.cheques.record(who, desk.form(batch, desk.client(), 20_30)),
}


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


def _code(gesture: Gesture, desk: OfficeGestures, who: Actor, batch: Batch) -> Broken:
    with pytest.raises(RuleBroken) as refusal:
        gesture(desk, who, batch)
    return refusal.value.code


@pytest.mark.parametrize("gesture", [*_SEEING.values(), *_WORKING.values()], ids=[*_SEEING, *_WORKING])
def test_another_operator_s_batch_is_neither_seen_nor_touched(desk: OfficeGestures, gesture: Gesture) -> None:
    other = desk.person("s.benali", "S. Benali", Role.OPERATOR)
    assert _code(gesture, desk, other, desk.batch()) is Broken.BATCH_OF_ANOTHER


@pytest.mark.parametrize("gesture", _SEEING.values(), ids=_SEEING)
def test_a_supervisor_sees_every_batch(desk: OfficeGestures, gesture: Gesture) -> None:
    assert gesture(desk, desk.supervisor, desk.batch()) is not None


def test_a_supervisor_works_on_every_batch(desk: OfficeGestures) -> None:
    batch = desk.batch()
    assert desk.batches.preclose(desk.supervisor, uuid4(), batch.id).state is BatchState.PRECLOSED
    assert desk.batches.close(desk.supervisor, uuid4(), batch.id).state is BatchState.CLOSED


@pytest.mark.parametrize("role", [Role.TRAINER, Role.ADMINISTRATOR])
@pytest.mark.parametrize("gesture", _WORKING.values(), ids=_WORKING)
def test_trainers_and_administrators_key_nothing_real(desk: OfficeGestures, role: Role, gesture: Gesture) -> None:
    who = desk.person("t.nguyen", "T. Nguyen", role)
    assert _code(gesture, desk, who, desk.batch()) is Broken.ROLE_MAY_NOT


@pytest.mark.parametrize("role", [Role.TRAINER, Role.ADMINISTRATOR])
def test_they_neither_open_a_batch_nor_read_a_dossier(desk: OfficeGestures, role: Role) -> None:
    who, client = desk.person("t.nguyen", "T. Nguyen", role), desk.client()
    new = NewBatch(FIRST_DAY.date(), with_invoice=True, kind=BatchKind.PARTNER)
    gestures: tuple[Gesture, ...] = (
        lambda desk, who, _: desk.batches.open(who, uuid4(), new),
        lambda desk, who, batch: desk.clients.find(who, DURAND, batch.kind),
        lambda desk, who, _: desk.clients.dossier(who, client),
        lambda desk, who, _: desk.clients.search(who, "durand"),
    )
    batch = desk.batch()
    assert {_code(gesture, desk, who, batch) for gesture in gestures} == {Broken.ROLE_MAY_NOT}


def test_lists_hold_what_one_may_see(desk: OfficeGestures) -> None:
    other = desk.person("s.benali", "S. Benali", Role.OPERATOR)
    mine, theirs = desk.batch(), desk.batch(who=other)
    assert [row.batch for row in desk.batches.listing(desk.operator)] == [mine]
    assert [row.batch for row in desk.batches.listing(desk.supervisor)] == [theirs, mine]
    assert desk.batches.listing(desk.supervisor, mine=True) == ()
    assert desk.batches.listing(desk.supervisor, states=frozenset({BatchState.CLOSED})) == ()
    assert len(desk.batches.listing(desk.supervisor, arrival_date=FIRST_DAY.date())) == 2


def test_mail_does_not_arrive_tomorrow(desk: OfficeGestures) -> None:
    tomorrow = FIRST_DAY.date().replace(day=5)
    with pytest.raises(RuleBroken) as refusal:
        desk.batches.open(desk.operator, uuid4(), NewBatch(tomorrow, with_invoice=True, kind=BatchKind.PARTNER))
    assert refusal.value.code is Broken.ARRIVAL_IN_FUTURE
