"""What is set aside waits for a batch SANS FACTURE, and is taken up there once (P-29)."""

from datetime import timedelta
from itertools import count
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backoffice.domain.batch import Batch, BatchKind, NewBatch
from backoffice.domain.cheque import ChequeCorrection
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper
from backoffice.domain.people import Role
from backoffice.domain.rows import SetAsideRow
from backoffice.storage.database import Database
from tests.office import DURAND, FIRST_DAY, Desk


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def _arrived(desk: Desk, days_ago: int, kind: BatchKind = BatchKind.PARTNER) -> Batch:
    arrival = FIRST_DAY.date() - timedelta(days=days_ago)
    return desk.batches.open(desk.operator, uuid4(), NewBatch(arrival, with_invoice=True, kind=kind))


def _waiting(desk: Desk) -> list[int]:
    return [row.mail_id for row in desk.mail.set_aside(desk.operator, BatchKind.PARTNER)]


def test_the_worklist_says_whose_mail_waits_and_since_when(desk: Desk) -> None:
    client, batch = desk.client(pending=()), _arrived(desk, 12)
    row = desk.letter(batch, client, Paper.SET_ASIDE)
    (waiting,) = desk.mail.set_aside(desk.supervisor, BatchKind.PARTNER)
    assert waiting == SetAsideRow(
        row.id, client, DURAND, "Mme DURAND Marie", batch.number, batch.arrival_date, 12, "A. Morel"
    )
    assert desk.mail.set_aside(desk.operator, BatchKind.DIRECT) == ()
    trainer = desk.person("t.nguyen", "T. Nguyen", Role.TRAINER)
    with pytest.raises(RuleBroken) as refusal:
        desk.mail.set_aside(trainer, BatchKind.PARTNER)
    assert refusal.value.code is Broken.ROLE_MAY_NOT


def test_the_oldest_arrival_comes_first_and_each_kind_has_its_own(desk: Desk) -> None:
    client, direct = desk.client(pending=()), desk.client(ClientRef("J", 512, "1"), pending=())
    newer = desk.letter(_arrived(desk, 1), client, Paper.SET_ASIDE)
    older = desk.letter(_arrived(desk, 9), client, Paper.SET_ASIDE)
    fa = desk.letter(_arrived(desk, 3, BatchKind.DIRECT), direct, Paper.SET_ASIDE)
    assert _waiting(desk) == [older.id, newer.id]
    assert [row.mail_id for row in desk.mail.set_aside(desk.operator, BatchKind.DIRECT)] == [fa.id]


def test_a_cheque_sans_facture_takes_up_the_oldest(desk: Desk) -> None:
    client, other = desk.client(pending=()), desk.client(ClientRef("J", 121, "2"), pending=())
    newer = desk.letter(_arrived(desk, 1), client, Paper.SET_ASIDE)
    desk.letter(_arrived(desk, 9), client, Paper.SET_ASIDE)
    theirs = desk.letter(_arrived(desk, 5), other, Paper.SET_ASIDE)
    without = desk.batch(with_invoice=False)
    desk.cheque(without, client, 20_30)
    assert _waiting(desk) == [theirs.id, newer.id]
    desk.cheque(without, client, 20_30, "0000002")
    desk.cheque(without, client, 20_30, "0000003")
    assert _waiting(desk) == [theirs.id]
    assert desk.checking.run() == ()


def test_a_batch_with_invoices_takes_nothing_up(desk: Desk) -> None:
    client = desk.client()
    row = desk.letter(_arrived(desk, 1), client, Paper.SET_ASIDE)
    desk.cheque(desk.batch(), client, 20_30)
    desk.letter(desk.batch(), client, Paper.SRC)
    assert _waiting(desk) == [row.id]


def test_other_mail_sans_facture_takes_it_up_too_but_not_what_is_set_aside_again(desk: Desk) -> None:
    client = desk.client(pending=())
    first = desk.letter(_arrived(desk, 1), client, Paper.SET_ASIDE)
    without = desk.batch(with_invoice=False)
    second = desk.letter(without, client, Paper.SET_ASIDE)
    assert _waiting(desk) == [first.id, second.id]
    desk.letter(without, client, Paper.SRC)
    assert _waiting(desk) == [second.id]


def test_what_was_taken_up_waits_again_after_the_undo(desk: Desk) -> None:
    client = desk.client(pending=())
    row = desk.letter(_arrived(desk, 1), client, Paper.SET_ASIDE)
    without = desk.batch(with_invoice=False)
    receipt = desk.cheque(without, client, 20_30)
    correction = ChequeCorrection(uuid4(), receipt.id, Money(10_00), None, "0000002")
    corrected = desk.corrections.correct(desk.operator, correction)
    assert _waiting(desk) == []
    desk.corrections.reverse(desk.operator, uuid4(), corrected.id)
    assert _waiting(desk) == [row.id]
    desk.cheque(without, client, 20_30, "0000003")
    assert _waiting(desk) == []
    assert desk.checking.run() == ()


def test_a_correction_takes_up_nothing_new(desk: Desk) -> None:
    client = desk.client(pending=())
    receipt = desk.cheque(desk.batch(with_invoice=False), client, 20_30)
    row = desk.letter(_arrived(desk, 1), client, Paper.SET_ASIDE)
    correction = ChequeCorrection(uuid4(), receipt.id, Money(10_00), None, "0000002")
    desk.corrections.correct(desk.operator, correction)
    assert _waiting(desk) == [row.id]


def test_what_was_taken_up_is_not_cancelled(desk: Desk) -> None:
    client = desk.client(pending=())
    row = desk.letter(_arrived(desk, 1), client, Paper.SET_ASIDE)
    receipt = desk.cheque(desk.batch(with_invoice=False), client, 20_30)
    with pytest.raises(RuleBroken) as refusal:
        desk.mail.cancel(desk.operator, uuid4(), row.id)
    assert refusal.value.code is Broken.MAIL_TAKEN_UP
    desk.corrections.reverse(desk.operator, uuid4(), receipt.id)
    desk.mail.cancel(desk.operator, uuid4(), row.id)
    assert _waiting(desk) == []
    assert desk.checking.run() == ()


_STEPS = st.lists(st.tuples(st.sampled_from(["aside", "cheque", "undo"]), st.integers(0, 1)), max_size=14)
_chronos = count(1)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_STEPS)
def test_nothing_that_is_set_aside_is_lost_or_taken_up_twice(desk: Desk, steps: list[tuple[str, int]]) -> None:
    batch, without = desk.batch(), desk.batch(with_invoice=False)
    clients = [desk.client(ClientRef("K", 121, f"{next(_chronos)}"), pending=()) for _ in range(2)]
    free: list[list[int]] = [[], []]
    keyed: list[list[tuple[int, int | None]]] = [[], []]
    for step, place in steps:
        if step == "aside":
            free[place].append(desk.letter(batch, clients[place], Paper.SET_ASIDE).id)
        elif step == "cheque":
            receipt = desk.cheque(without, clients[place], 20_30, f"{next(_chronos):07d}")
            keyed[place].append((receipt.id, free[place].pop(0) if free[place] else None))
        elif keyed[place]:
            receipt_id, taken_up = keyed[place].pop()
            desk.corrections.reverse(desk.operator, uuid4(), receipt_id)
            free[place] = sorted([*free[place], *([taken_up] if taken_up else [])])
    waiting = desk.mail.set_aside(desk.operator, BatchKind.PARTNER)
    assert [[row.mail_id for row in waiting if row.client_id == client] for client in clients] == free
    assert desk.checking.run() == ()
