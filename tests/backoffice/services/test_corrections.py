"""Reversals and corrections: the debt is back to the cent, and nothing is erased."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backoffice.domain.cheque import ChequeCorrection, Operation, RowOperation, refilled
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import ZERO, Money, total
from backoffice.domain.rows import ReceiptRow
from backoffice.storage.database import Database
from tests.office import Desk

_TWO = (("AP11", date(2019, 2, 20), 13_10), ("AP12", date(2019, 3, 9), 20_30))


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def _code(desk: Desk, receipt: ReceiptRow | int) -> Broken:
    receipt_id = receipt if isinstance(receipt, int) else receipt.id
    with pytest.raises(RuleBroken) as refusal:
        desk.corrections.reverse(desk.operator, uuid4(), receipt_id)
    return refusal.value.code


def test_a_reversal_brings_the_debt_back_and_erases_nothing(desk: Desk) -> None:
    batch, client = desk.batch(), desk.client(pending=_TWO)
    before = desk.dossier(client)
    receipt = desk.cheque(batch, client, 40_00)
    reversal = desk.corrections.reverse(desk.operator, uuid4(), receipt.id)
    assert (reversal.amount, reversal.reverses) == (Money(-40_00), receipt.id)
    after = desk.dossier(client)
    assert (after.invoices, after.credit) == (before.invoices, ZERO)
    assert [(row.amount, row.reversed) for row in after.receipts] == [(Money(-40_00), False), (Money(40_00), True)]
    row = desk.batches.row(desk.operator, batch.id)
    assert (row.cheques, row.amount) == (0, ZERO)
    assert desk.checking.run() == ()


def test_a_receipt_is_taken_back_once(desk: Desk) -> None:
    batch, client = desk.batch(), desk.client()
    receipt = desk.cheque(batch, client, 20_30)
    key = uuid4()
    reversal = desk.corrections.reverse(desk.operator, key, receipt.id)
    assert desk.corrections.reverse(desk.operator, key, receipt.id) == reversal
    assert _code(desk, receipt) is Broken.RECEIPT_REVERSED
    assert _code(desk, reversal) is Broken.RECEIPT_REVERSED
    assert _code(desk, 999) is Broken.RECEIPT_UNKNOWN


def test_a_wrong_amount_is_put_right(desk: Desk) -> None:
    """The document's example: 22,46 instead of 22,45."""
    batch, client = desk.batch(), desk.client(pending=(("AP11", date(2024, 2, 1), 22_45),))
    receipt = desk.cheque(batch, client, 22_46)
    desk.batches.preclose(desk.operator, uuid4(), batch.id)
    correction = ChequeCorrection(uuid4(), receipt.id, Money(22_45), None, receipt.cheque_number)
    right = desk.corrections.correct(desk.operator, correction)
    assert desk.corrections.correct(desk.operator, correction) == right
    assert (right.amount, right.credit, right.reversed) == (Money(22_45), ZERO, False)
    lines = desk.batches.lines(desk.operator, batch.id)
    assert [line.amount.cents for line in lines] == [22_46, -22_46, 22_45]
    assert desk.dossier(client).credit == ZERO
    assert desk.checking.run() == ()


def test_a_correction_over_the_threshold_wants_the_words(desk: Desk) -> None:
    receipt = desk.cheque(desk.batch(), desk.client(), 20_30)
    with pytest.raises(RuleBroken) as refusal:
        desk.corrections.correct(desk.operator, ChequeCorrection(uuid4(), receipt.id, Money(203_00), None, "5508018"))
    assert refusal.value.code is Broken.WORDS_MISSING
    right = ChequeCorrection(uuid4(), receipt.id, Money(230_00), "deux cent trois euros", "5508018")
    assert desk.corrections.correct(desk.operator, right).amount == Money(203_00)


def test_a_preclosed_batch_is_corrected_and_not_keyed_in(desk: Desk) -> None:
    batch, client = desk.batch(), desk.client(pending=_TWO)
    receipt = desk.cheque(batch, client, 13_10)
    form = desk.form(batch, client, 20_30, "0000002")
    desk.batches.preclose(desk.operator, uuid4(), batch.id)
    with pytest.raises(RuleBroken) as refusal:
        desk.cheques.record(desk.operator, form)
    assert refusal.value.code is Broken.BATCH_NOT_OPEN
    assert desk.corrections.reverse(desk.operator, uuid4(), receipt.id).amount == Money(-13_10)


def test_a_closed_batch_refuses_everything(desk: Desk) -> None:
    batch, client = desk.batch(), desk.client()
    receipt = desk.cheque(batch, client, 20_30)
    empty = desk.batch()
    for each in (batch, empty):
        desk.batches.preclose(desk.operator, uuid4(), each.id)
    desk.corrections.reverse(desk.operator, uuid4(), receipt.id)
    for each in (batch, empty):  # no cheque stands in either: neither tape nor slip is wanted
        desk.batches.close(desk.operator, uuid4(), each.id)
    assert _code(desk, receipt) is Broken.BATCH_CLOSED
    with pytest.raises(RuleBroken) as refusal:
        desk.batches.preclose(desk.operator, uuid4(), batch.id)
    assert refusal.value.code is Broken.BATCH_CLOSED


_cents = st.integers(0, 100_00)


@given(st.lists(st.tuples(st.sampled_from(Operation), _cents), min_size=1, max_size=5), st.integers(1, 200_00))
@settings(max_examples=200)
def test_refilled_rows_never_settle_too_much(rows: list[tuple[Operation, int]], cents: int) -> None:
    operations = tuple(
        RowOperation(place, operation, ZERO, "P-30") for place, (operation, _) in enumerate(rows, start=1)
    )
    pending = {place: Money(amount) for place, (_, amount) in enumerate(rows, start=1)}
    filled = refilled(operations, pending, Money(cents))
    could = total(pending[row.invoice_id] for row in operations if row.operation is Operation.SETTLE)
    assert total(row.amount for row in filled) == min(Money(cents), could)
    assert all((row.operation is Operation.SETTLE) == bool(row.amount) for row in filled)
    kept = [row.operation for row in operations if row.operation is not Operation.SETTLE]
    assert all(operation in [row.operation for row in filled] for operation in kept)
