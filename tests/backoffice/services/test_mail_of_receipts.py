"""The mail that a cheque came with goes where its receipt goes: taken back with it, carried over by a correction."""

from dataclasses import replace
from uuid import uuid4

import pytest

from backoffice.domain.batch import Batch
from backoffice.domain.cheque import ChequeCorrection
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mail import ActionCode, FileAction
from backoffice.domain.money import Money
from backoffice.domain.paper import MailSlipKind, Paper, PaperTrace, SlipKind
from backoffice.domain.rows import ReceiptRow
from backoffice.storage.database import Database
from tests.office import Desk

STOP = FileAction(ActionCode.STOP_PROMOTION, "1 - Non prospectable", rule="P-40")
COMMENT = FileAction(ActionCode.COMMENT, "Autre motif", "DCD", "P-40")
TRACE = PaperTrace(Paper.SCAN, SlipKind.CHEQUE, ("E",), ("P-40", "P-10"), '{"deceased":true}')


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def _keyed(desk: Desk, batch: Batch, client_id: int, *actions: FileAction) -> ReceiptRow:
    form = replace(desk.form(batch, client_id, 20_30), trace=TRACE, actions=actions)
    return desk.cheques.record(desk.operator, form)


def _corrected(desk: Desk, receipt: ReceiptRow) -> ReceiptRow:
    correction = ChequeCorrection(uuid4(), receipt.id, Money(10_00), None, "0000002")
    return desk.corrections.correct(desk.operator, correction)


def _standing(desk: Desk, client_id: int) -> list[FileAction]:
    return [row.action for row in reversed(desk.dossier(client_id).actions) if not row.lifted]


def test_a_cheque_does_what_is_to_be_done_to_the_file(desk: Desk) -> None:
    batch, client = desk.batch(), desk.client()
    _keyed(desk, batch, client, STOP, COMMENT)
    (row,) = desk.mail.of_batch(desk.operator, batch.id)
    assert (row.trace, row.amount) == (TRACE, Money(20_30))
    assert _standing(desk, client) == [STOP, COMMENT]
    assert desk.checking.run() == ()


def test_a_cheque_is_not_set_aside_and_its_actions_are_sound(desk: Desk) -> None:
    form = desk.form(desk.batch(), desk.client(), 20_30)
    for wrong, code in (
        (replace(form, trace=PaperTrace(Paper.SET_ASIDE)), Broken.SET_ASIDE_NOT_KEYED),
        (replace(form, actions=(replace(COMMENT, text=""),)), Broken.COMMENT_MISSING),
    ):
        with pytest.raises(RuleBroken) as refusal:
            desk.cheques.record(desk.operator, wrong)
        assert refusal.value.code is code


def test_a_reversal_takes_the_mail_back(desk: Desk) -> None:
    batch, client = desk.batch(), desk.client()
    receipt = _keyed(desk, batch, client, STOP, COMMENT)
    desk.corrections.reverse(desk.operator, uuid4(), receipt.id)
    (row,) = desk.mail.of_batch(desk.operator, batch.id)
    assert row.cancelled
    assert _standing(desk, client) == []
    assert desk.mail_slips.waiting(desk.operator, batch.id)[MailSlipKind.CHEQUE] == 0
    assert desk.checking.run() == ()


def test_a_stop_that_stood_before_stands_after_the_reversal(desk: Desk) -> None:
    batch, client = desk.batch(), desk.client()
    desk.letter(batch, client, Paper.DISCARD, STOP)
    receipt = _keyed(desk, batch, client, STOP, COMMENT)
    assert _standing(desk, client) == [STOP, COMMENT]
    desk.corrections.reverse(desk.operator, uuid4(), receipt.id)
    assert _standing(desk, client) == [STOP]


def test_a_correction_carries_paper_and_actions_over(desk: Desk) -> None:
    batch, client = desk.batch(), desk.client()
    receipt = _keyed(desk, batch, client, STOP, COMMENT)
    desk.batches.preclose(desk.operator, uuid4(), batch.id)
    _corrected(desk, receipt)
    old, new = desk.mail.of_batch(desk.operator, batch.id)
    assert (old.cancelled, old.amount) == (True, Money(20_30))
    assert (new.cancelled, new.amount, new.trace) == (False, Money(10_00), TRACE)
    assert _standing(desk, client) == [STOP, COMMENT]
    assert desk.checking.run() == ()


def test_a_correction_does_not_bring_back_what_a_supervisor_lifted(desk: Desk) -> None:
    batch, client = desk.batch(), desk.client()
    receipt = _keyed(desk, batch, client, STOP, COMMENT)
    stop = desk.dossier(client).standing(ActionCode.STOP_PROMOTION)
    assert stop is not None
    desk.actions.lift(desk.supervisor, uuid4(), stop.id, "Erreur de client")
    again = _corrected(desk, receipt)
    assert _standing(desk, client) == [COMMENT]
    desk.corrections.reverse(desk.operator, uuid4(), again.id)
    assert _standing(desk, client) == []
    assert desk.checking.run() == ()


def test_a_correction_repeated_carries_over_once(desk: Desk) -> None:
    batch, client = desk.batch(), desk.client()
    receipt = _keyed(desk, batch, client, STOP)
    correction = ChequeCorrection(uuid4(), receipt.id, Money(10_00), None, "0000002")
    first = desk.corrections.correct(desk.operator, correction)
    assert desk.corrections.correct(desk.operator, correction) == first
    assert len(desk.mail.of_batch(desk.operator, batch.id)) == 2
