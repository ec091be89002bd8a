"""Reversals and corrections: the debt is back to the cent, and nothing is erased."""

import json
from dataclasses import replace
from datetime import date
from typing import TypedDict, Unpack
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from backoffice.domain.batch import Batch
from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.cheque import ChequeCorrection, Operation, RowOperation, refilled
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mail_facts import ChequeFacts, CouponFacts
from backoffice.domain.money import ZERO, Money, total
from backoffice.domain.paper import Paper
from backoffice.keying.ticks import NOTHING, ChequeTicks, Ticks
from backoffice.storage.database import Database
from backoffice.storage.schema import audit_events, invoices
from tests.coupons import away_to
from tests.examples import tried
from tests.office import OfficeGestures

_TWO = (("AP11", date(2019, 2, 20), 13_10), ("AP12", date(2019, 3, 9), 20_30))


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


def _code(desk: OfficeGestures, receipt: ReceiptRow | int) -> Broken:
    receipt_id = receipt if isinstance(receipt, int) else receipt.id
    with pytest.raises(RuleBroken) as refusal:
        desk.corrections.reverse(desk.operator, uuid4(), receipt_id)
    return refusal.value.code


def test_a_reversal_brings_the_debt_back_and_erases_nothing(desk: OfficeGestures) -> None:
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


def test_a_receipt_is_taken_back_once(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client()
    receipt = desk.cheque(batch, client, 20_30)
    key = uuid4()
    reversal = desk.corrections.reverse(desk.operator, key, receipt.id)
    assert desk.corrections.reverse(desk.operator, key, receipt.id) == reversal
    assert _code(desk, receipt) is Broken.RECEIPT_REVERSED
    assert _code(desk, reversal) is Broken.RECEIPT_REVERSED
    assert _code(desk, 999) is Broken.RECEIPT_UNKNOWN


def test_a_wrong_amount_is_put_right(desk: OfficeGestures) -> None:
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


def test_a_correction_over_the_threshold_wants_the_words(desk: OfficeGestures) -> None:
    receipt = desk.cheque(desk.batch(), desk.client(), 20_30)
    with pytest.raises(RuleBroken) as refusal:
        desk.corrections.correct(desk.operator, ChequeCorrection(uuid4(), receipt.id, Money(203_00), None, "5508018"))
    assert refusal.value.code is Broken.WORDS_MISSING
    right = ChequeCorrection(uuid4(), receipt.id, Money(230_00), "deux cent trois euros", "5508018")
    assert desk.corrections.correct(desk.operator, right).amount == Money(203_00)


def _in_words(desk: OfficeGestures, batch: Batch, client: int) -> ReceiptRow:
    """P-20: figures 20,30, words 20,00."""
    form = desk.form(batch, client, 20_30, words="vingt euros")
    return desk.cheques.record(desk.operator, form)


class _More(TypedDict, total=False):
    number: str
    accepted_duplicate: bool


def _corrected(
    desk: OfficeGestures, receipt: ReceiptRow, cents: int, words: str | None = None, **more: Unpack[_More]
) -> ReceiptRow:
    correction = ChequeCorrection(uuid4(), receipt.id, Money(cents), words, receipt.cheque_number)
    return desk.corrections.correct(desk.operator, replace(correction, **more))


def _refused(
    desk: OfficeGestures, receipt: ReceiptRow, cents: int, words: str | None = None, **more: Unpack[_More]
) -> Broken:
    with pytest.raises(RuleBroken) as refusal:
        _corrected(desk, receipt, cents, words, **more)
    assert desk.batches.lines(desk.operator, receipt.batch_id)[-1] == receipt
    assert desk.checking.run() == ()
    return refusal.value.code


def _rules(desk: OfficeGestures, batch: Batch) -> list[tuple[str, ...]]:
    """Of each piece of mail that stands, the rules that are kept with it."""
    rows = desk.mail.of_batch(desk.operator, batch.id)
    return [row.trace.rules for row in rows if not row.cancelled]


@pytest.mark.parametrize("cents", [21_00, 20_00, 20_30])
def test_a_cheque_whose_words_were_typed_is_not_corrected_without_them(desk: OfficeGestures, cents: int) -> None:
    receipt = _in_words(desk, desk.batch(), desk.client())
    assert (receipt.amount, receipt.figures, receipt.words) == (Money(20_00), Money(20_30), "vingt euros")
    assert receipt.words_taken
    assert _refused(desk, receipt, cents) is Broken.WORDS_MISSING


def test_words_that_agreed_are_wanted_again_too(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client()
    form = desk.form(batch, client, 20_00, words="vingt euros")
    receipt = desk.cheques.record(desk.operator, form)
    assert not receipt.words_taken
    assert _refused(desk, receipt, 21_00) is Broken.WORDS_MISSING


def test_the_words_stay_over_the_figures_in_a_correction(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client()
    receipt = _in_words(desk, batch, client)
    assert "P-20" in _rules(desk, batch)[0]
    right = _corrected(desk, receipt, 20_30, "vingt euros", number="1298107")
    assert (right.amount, right.figures, right.words) == (Money(20_00), Money(20_30), "vingt euros")
    assert _rules(desk, batch) == [("P-20", "P-21", "P-13", "P-10")]


def test_a_correction_is_decided_again_on_its_amount(desk: OfficeGestures) -> None:
    """Words that were misread: the cheque says what its figures say, and P-20 has nothing to do with it."""
    batch, client = desk.batch(), desk.client()
    right = _corrected(desk, _in_words(desk, batch, client), 20_30, "vingt euros trente")
    assert (right.amount, right.words_taken) == (Money(20_30), False)
    assert _rules(desk, batch) == [("P-21", "P-13", "P-10")]
    again = _corrected(desk, right, 20_30, "vingt euros")
    assert (again.amount, again.words_taken) == (Money(20_00), True)
    assert _rules(desk, batch) == [("P-20", "P-21", "P-13", "P-10")]
    (kept,) = [row.trace for row in desk.mail.of_batch(desk.operator, batch.id) if not row.cancelled]
    assert json.loads(kept.decision)["rules"] == list(kept.rules)
    assert '"20,00"' in kept.decision
    assert desk.checking.run() == ()


def test_another_amount_settles_what_is_decided_for_it(desk: OfficeGestures) -> None:
    """Two invoices: the cheque is exact to the second, and was keyed as exact to the first."""
    batch, client = desk.batch(), desk.client(pending=_TWO)
    right = _corrected(desk, desk.cheque(batch, client, 13_10), 20_30)
    assert right.credit == ZERO
    assert [row.pending for row in desk.dossier(client).invoices] == [Money(13_10)]


def test_where_the_new_decision_asks_the_rows_that_were_keyed_stay(desk: OfficeGestures) -> None:
    """P-19: 13,10 said of itself which debt it is for, 15,00 does not."""
    batch, client = desk.batch(), desk.client(pending=_TWO)
    receipt = desk.cheques.record(desk.operator, desk.form(batch, client, 13_10, ticks=NOTHING))
    right = _corrected(desk, receipt, 15_00)
    (kept,) = [row.trace for row in desk.mail.of_batch(desk.operator, batch.id) if not row.cancelled]
    assert "which_debt" in kept.decision
    assert right.credit == Money(1_90)
    assert [row.pending for row in desk.dossier(client).invoices] == [Money(20_30)]


def test_what_the_operator_had_departed_from_stays_with_the_reason(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client()
    form = desk.form(batch, client, 20_30, words="vingt euros", departure=away_to(Paper.SRC), reason="litige")
    receipt = desk.cheques.record(desk.operator, form)
    _corrected(desk, receipt, 20_30, "vingt euros trente")
    (kept,) = [row.trace for row in desk.mail.of_batch(desk.operator, batch.id) if not row.cancelled]
    assert (kept.paper, kept.departure) == (Paper.SRC, "litige")
    assert "P-20" not in kept.rules


def test_a_correction_that_would_not_be_cashed_is_refused(desk: OfficeGestures) -> None:
    """P-19: the coupon's own debt is not found any more once another cheque has settled it."""
    batch, client = desk.batch(), desk.client(pending=_TWO)
    debt = Ticks(coupon=CouponFacts(circular="AP11", amount=Money(13_10)))
    form = desk.form(batch, client, 13_10, ticks=debt)
    receipt = desk.cheques.record(desk.operator, form)
    desk.database.write(
        lambda tx: tx.execute(update(invoices).where(invoices.c.circular == "AP11").values(circular="AP13"))
    )
    assert _refused(desk, receipt, 13_00) is Broken.CORRECTION_UNCASHED


def test_a_corrected_number_that_looks_keyed_already_is_warned_of(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client(pending=_TWO)
    desk.cheque(batch, client, 13_10, "1298107")
    receipt = desk.cheque(batch, client, 20_30, "5508018")
    assert _refused(desk, receipt, 20_30, number="1298107") is Broken.PROBABLE_DUPLICATE
    right = _corrected(desk, receipt, 20_30, number="1298107", accepted_duplicate=True)
    assert right.cheque_number == "1298107"
    (event,) = desk.database.read(
        lambda tx: tx.scalars(select(audit_events.c.facts).where(audit_events.c.kind == "cheque corrected")).all()
    )
    assert '"duplicate_of":0' not in str(event).replace(" ", "")


def test_a_corrected_number_is_not_that_of_another_cheque_of_the_instalment(desk: OfficeGestures) -> None:
    others = (ChequeFacts(Money(10_00), number="1298107"),)
    ticks = Ticks(coupon=CouponFacts(bears_no_debt=True), cheque=ChequeTicks(several=True, others=others))
    receipt = desk.cheques.record(desk.operator, desk.form(desk.batch(), desk.client(), 10_30, ticks=ticks))
    assert _refused(desk, receipt, 10_30, number="1298107") is Broken.CHEQUE_TWICE


def test_a_preclosed_batch_is_corrected_and_not_keyed_in(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client(pending=_TWO)
    receipt = desk.cheque(batch, client, 13_10)
    form = desk.form(batch, client, 20_30, "0000002")
    desk.batches.preclose(desk.operator, uuid4(), batch.id)
    with pytest.raises(RuleBroken) as refusal:
        desk.cheques.record(desk.operator, form)
    assert refusal.value.code is Broken.BATCH_NOT_OPEN
    assert desk.corrections.reverse(desk.operator, uuid4(), receipt.id).amount == Money(-13_10)


def test_a_closed_batch_refuses_everything(desk: OfficeGestures) -> None:
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
@settings(max_examples=tried(200))
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
