"""What is set aside waits for a batch SANS FACTURE, and is taken up there once (P-29)."""

from dataclasses import replace
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
from backoffice.domain.mail_facts import CouponFacts
from backoffice.domain.mail_rows import SetAsideRow
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper
from backoffice.domain.people import Role
from backoffice.keying.recorded_form import MailForm
from backoffice.keying.ticks import ChequeTicks, Ticks
from backoffice.storage.database import Database
from tests.coupons import BEARS_NO_DEBT, DECEASED, NO_PAYMENT, REASON, away_to, entry, sent
from tests.examples import tried
from tests.office import DURAND, FIRST_DAY, OfficeGestures


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


def _arrived(desk: OfficeGestures, days_ago: int, kind: BatchKind = BatchKind.PARTNER) -> Batch:
    arrival = FIRST_DAY.date() - timedelta(days=days_ago)
    return desk.batches.open(desk.operator, uuid4(), NewBatch(arrival, with_invoice=True, kind=kind))


def _waiting(desk: OfficeGestures) -> list[int]:
    return [row.mail_id for row in desk.mail.set_aside(desk.operator, BatchKind.PARTNER)]


def test_the_worklist_says_whose_mail_waits_and_since_when(desk: OfficeGestures) -> None:
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


def test_the_oldest_arrival_comes_first_and_each_kind_has_its_own(desk: OfficeGestures) -> None:
    client, direct = desk.client(pending=()), desk.client(ClientRef("J", 512, "1"), pending=())
    newer = desk.letter(_arrived(desk, 1), client, Paper.SET_ASIDE)
    older = desk.letter(_arrived(desk, 9), client, Paper.SET_ASIDE)
    fa = desk.letter(_arrived(desk, 3, BatchKind.DIRECT), direct, Paper.SET_ASIDE)
    assert _waiting(desk) == [older.id, newer.id]
    assert [row.mail_id for row in desk.mail.set_aside(desk.operator, BatchKind.DIRECT)] == [fa.id]


def test_a_cheque_sans_facture_takes_up_the_oldest(desk: OfficeGestures) -> None:
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


def test_a_batch_with_invoices_takes_nothing_up(desk: OfficeGestures) -> None:
    client = desk.client()
    row = desk.letter(_arrived(desk, 1), client, Paper.SET_ASIDE)
    desk.cheque(desk.batch(), client, 20_30)
    desk.letter(desk.batch(), client, Paper.SRC)
    assert _waiting(desk) == [row.id]


def _cheque_aside(desk: OfficeGestures, batch: Batch, client_id: int, cents: int | None = 20_30) -> int:
    """A cheque set aside, before its amount is typed or after; gives its mail's id."""
    coupon = entry(batch, desk.dossier(client_id), BEARS_NO_DEBT, cents, departure=away_to(Paper.SET_ASIDE))
    form = sent(batch, replace(coupon, reason=REASON))
    assert isinstance(form, MailForm)
    return desk.mail.record(desk.operator, form).id


@pytest.mark.parametrize("ticks", [NO_PAYMENT, DECEASED, Ticks(CouponFacts(refusal=True))])
def test_a_letter_sans_facture_takes_up_no_cheque(desk: OfficeGestures, ticks: Ticks) -> None:
    """A complaint of the same client: the cheque is still in its pile."""
    client, without = desk.client(pending=()), desk.batch(with_invoice=False)
    waiting = _cheque_aside(desk, _arrived(desk, 1), client)
    desk.letter(without, client, ticks=ticks)
    desk.letter(without, client, Paper.SRC, ticks)
    assert _waiting(desk) == [waiting]
    desk.cheque(without, client, 20_30)
    assert _waiting(desk) == []


def test_a_letter_that_was_set_aside_is_taken_up_by_a_letter(desk: OfficeGestures) -> None:
    client, without = desk.client(pending=()), desk.batch(with_invoice=False)
    letter = desk.letter(_arrived(desk, 9), client, Paper.SET_ASIDE)
    cheque = _cheque_aside(desk, _arrived(desk, 1), client)
    desk.cheque(without, client, 20_30)
    assert _waiting(desk) == [letter.id], "the cheque first, though it came later"
    cheque = _cheque_aside(desk, _arrived(desk, 1), client)
    desk.letter(without, client, Paper.SRC)
    assert _waiting(desk) == [cheque]
    assert desk.checking.run() == ()


@pytest.mark.parametrize("cents", [20_30, None])
def test_a_cheque_that_is_set_aside_again_waits_once(desk: OfficeGestures, cents: int | None) -> None:
    client, without = desk.client(pending=()), desk.batch(with_invoice=False)
    first = _cheque_aside(desk, _arrived(desk, 9), client, cents)
    again = _cheque_aside(desk, without, client, cents)
    assert _waiting(desk) == [again]
    receipt = desk.cheque(without, client, 20_30)
    assert _waiting(desk) == []
    desk.corrections.reverse(desk.operator, uuid4(), receipt.id)
    assert _waiting(desk) == [again]
    desk.mail.cancel(desk.operator, uuid4(), again)
    assert _waiting(desk) == [first]
    assert desk.checking.run() == ()


def test_a_cheque_that_is_not_received_in_the_end_waits_no_more(desk: OfficeGestures) -> None:
    """P-25: it goes back with its coupon."""
    client, without = desk.client(pending=()), desk.batch(with_invoice=False)
    _cheque_aside(desk, _arrived(desk, 1), client)
    ticks = Ticks(cheque=ChequeTicks(other_payee=True, ccp=True))
    form = sent(without, entry(without, desk.dossier(client), ticks, 60_00))
    assert isinstance(form, MailForm)
    desk.mail.record(desk.operator, form)
    assert _waiting(desk) == []


def test_what_was_taken_up_waits_again_after_the_undo(desk: OfficeGestures) -> None:
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


def test_a_correction_takes_up_nothing_new(desk: OfficeGestures) -> None:
    client = desk.client(pending=())
    receipt = desk.cheque(desk.batch(with_invoice=False), client, 20_30)
    row = desk.letter(_arrived(desk, 1), client, Paper.SET_ASIDE)
    correction = ChequeCorrection(uuid4(), receipt.id, Money(10_00), None, "0000002")
    desk.corrections.correct(desk.operator, correction)
    assert _waiting(desk) == [row.id]


def test_what_was_taken_up_is_not_cancelled(desk: OfficeGestures) -> None:
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


@settings(max_examples=tried(15), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_STEPS)
def test_nothing_that_is_set_aside_is_lost_or_taken_up_twice(
    desk: OfficeGestures, steps: list[tuple[str, int]]
) -> None:
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
