"""The mail that a cheque came with goes where its receipt goes: taken back with it, carried over by a correction."""

from dataclasses import replace
from uuid import uuid4

import pytest

from backoffice.domain.batch import Batch
from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.cheque import ChequeCorrection
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mail import ActionCode, FileAction
from backoffice.domain.mail_facts import CouponFacts
from backoffice.domain.money import Money
from backoffice.domain.paper import MailSlipKind, Paper, SlipKind
from backoffice.keying.ticks import Ticks
from backoffice.storage.database import Database
from tests.coupons import GUARDED, away_to
from tests.office import OfficeGestures

STOP = FileAction(ActionCode.STOP_PROMOTION, "1 - Non prospectable", rule="P-40")
REMINDERS = FileAction(ActionCode.STOP_REMINDERS, rule="P-40")
COMMENT = FileAction(ActionCode.COMMENT, "Autre motif", "DCD", "P-40")
DONE = [STOP, REMINDERS, COMMENT]
COMMITTED = Ticks(coupon=CouponFacts(deceased=True, commitment=True))


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


def _keyed(desk: OfficeGestures, batch: Batch, client_id: int) -> ReceiptRow:
    """The cheque of somebody who has died, with a commitment (P-40)."""
    return desk.cheques.record(desk.operator, desk.form(batch, client_id, 20_30, ticks=COMMITTED))


def _corrected(desk: OfficeGestures, receipt: ReceiptRow) -> ReceiptRow:
    correction = ChequeCorrection(uuid4(), receipt.id, Money(10_00), None, "0000002")
    return desk.corrections.correct(desk.operator, correction)


def _standing(desk: OfficeGestures, client_id: int) -> list[FileAction]:
    return [row.action for row in reversed(desk.dossier(client_id).actions) if not row.lifted]


def test_a_cheque_does_what_is_to_be_done_to_the_file(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client()
    _keyed(desk, batch, client)
    (row,) = desk.mail.of_batch(desk.operator, batch.id)
    assert (row.trace.paper, row.trace.slip, row.trace.annotations) == (Paper.SCAN, SlipKind.CHEQUE, ("E",))
    assert (row.trace.facts, row.amount) == (COMMITTED.as_json(), Money(20_30))
    assert _standing(desk, client) == DONE
    assert desk.checking.run() == ()


def test_a_cheque_whose_coupon_is_set_aside_is_not_keyed(desk: OfficeGestures) -> None:
    form = desk.form(desk.batch(), desk.client(), 20_30)
    aside = replace(form, departure=away_to(Paper.SET_ASIDE), reason="À revoir")
    with pytest.raises(RuleBroken) as refusal:
        desk.cheques.record(desk.operator, aside)
    assert refusal.value.code is Broken.DECISION_OVERTAKEN


def test_a_reversal_takes_the_mail_back(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client()
    receipt = _keyed(desk, batch, client)
    desk.corrections.reverse(desk.operator, uuid4(), receipt.id)
    (row,) = desk.mail.of_batch(desk.operator, batch.id)
    assert row.cancelled
    assert _standing(desk, client) == []
    assert desk.mail_slips.waiting(desk.operator, batch.id)[MailSlipKind.CHEQUE] == 0
    assert desk.checking.run() == ()


def test_a_stop_that_stood_before_stands_after_the_reversal(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client()
    desk.letter(batch, client, Paper.DISCARD, GUARDED)
    receipt = _keyed(desk, batch, client)
    before = replace(STOP, rule="P-43")
    assert _standing(desk, client) == [before, REMINDERS, COMMENT]
    desk.corrections.reverse(desk.operator, uuid4(), receipt.id)
    assert _standing(desk, client) == [before]


def test_a_correction_carries_paper_and_actions_over(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client()
    receipt = _keyed(desk, batch, client)
    desk.batches.preclose(desk.operator, uuid4(), batch.id)
    _corrected(desk, receipt)
    old, new = desk.mail.of_batch(desk.operator, batch.id)
    assert (old.cancelled, old.amount) == (True, Money(20_30))
    assert (new.cancelled, new.amount) == (False, Money(10_00))
    assert new.trace == replace(old.trace, decision=old.trace.decision.replace('"20,30"', '"10,00"'))
    assert _standing(desk, client) == DONE
    assert desk.checking.run() == ()


def test_a_correction_does_not_bring_back_what_a_supervisor_lifted(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client()
    receipt = _keyed(desk, batch, client)
    stop = desk.dossier(client).standing(ActionCode.STOP_PROMOTION)
    assert stop is not None
    desk.actions.lift(desk.supervisor, uuid4(), stop.id, "Erreur de client")
    again = _corrected(desk, receipt)
    assert _standing(desk, client) == [REMINDERS, COMMENT]
    desk.corrections.reverse(desk.operator, uuid4(), again.id)
    assert _standing(desk, client) == []
    assert desk.checking.run() == ()


def test_a_correction_repeated_carries_over_once(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client()
    receipt = _keyed(desk, batch, client)
    correction = ChequeCorrection(uuid4(), receipt.id, Money(10_00), None, "0000002")
    first = desk.corrections.correct(desk.operator, correction)
    assert desk.corrections.correct(desk.operator, correction) == first
    assert len(desk.mail.of_batch(desk.operator, batch.id)) == 2
