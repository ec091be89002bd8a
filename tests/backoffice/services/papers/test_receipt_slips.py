"""The slip: numbered once, a duplicate after that, out of date with the next line (B-06)."""

from uuid import uuid4

import pytest

from backoffice.domain.batch import Batch
from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import Money
from backoffice.domain.tape import Tape
from backoffice.storage.database import Database
from tests.office import OfficeGestures


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


def _batch(desk: OfficeGestures) -> tuple[Batch, list[ReceiptRow]]:
    batch = desk.batch()
    keyed = [desk.cheque(batch, desk.client(ClientRef("J", 121, f"{place}")), 20_30 + place) for place in (1, 2, 3)]
    desk.batches.preclose(desk.operator, uuid4(), batch.id)
    return batch, keyed


def _tape(desk: OfficeGestures, batch: Batch, *cents: int) -> None:
    desk.control.keep(desk.operator, uuid4(), Tape(batch.id, tuple(Money(each) for each in cents)))


def _code(desk: OfficeGestures, batch: Batch) -> Broken:
    with pytest.raises(RuleBroken) as refusal:
        desk.slips.print_receipt_slip(desk.operator, uuid4(), batch.id)
    return refusal.value.code


def test_no_slip_before_the_tape_agrees(desk: OfficeGestures) -> None:
    batch, _ = _batch(desk)
    assert _code(desk, batch) is Broken.TAPE_MISSING
    _tape(desk, batch, 20_31, 20_32)
    assert _code(desk, batch) is Broken.TAPE_DIFFERS
    assert _code(desk, desk.batch()) is Broken.BATCH_NOT_PRECLOSED


def test_the_same_gesture_prints_the_same_slip(desk: OfficeGestures) -> None:
    batch, _ = _batch(desk)
    _tape(desk, batch, 20_31, 20_32, 20_33)
    key = uuid4()
    slip = desk.slips.print_receipt_slip(desk.operator, key, batch.id)
    assert desk.slips.print_receipt_slip(desk.operator, key, batch.id) == slip
    assert not slip.duplicate
    again = desk.slips.print_receipt_slip(desk.operator, uuid4(), batch.id)
    assert (again.number, again.duplicate) == (slip.number, True)


def test_a_correction_asks_for_a_new_tape_and_a_new_slip(desk: OfficeGestures) -> None:
    batch, keyed = _batch(desk)
    _tape(desk, batch, 20_31, 20_32, 20_33)
    desk.slips.print_receipt_slip(desk.operator, uuid4(), batch.id)
    desk.corrections.reverse(desk.operator, uuid4(), keyed[1].id)
    assert [row.current for row in desk.slips.listing(desk.operator)] == [False]
    with pytest.raises(RuleBroken) as refusal:
        desk.batches.close(desk.operator, uuid4(), batch.id)
    assert refusal.value.code is Broken.TAPE_DIFFERS
    _tape(desk, batch, 20_31, 20_33)
    with pytest.raises(RuleBroken) as refusal:
        desk.batches.close(desk.operator, uuid4(), batch.id)
    assert refusal.value.code is Broken.SLIP_MISSING
    slip = desk.slips.print_receipt_slip(desk.operator, uuid4(), batch.id)
    assert slip.number == "BE-2024-000002"
    assert [(line.position, line.amount.cents, line.reversed) for line in slip.lines] == [
        (1, 20_31, False),
        (2, 20_32, True),
        (3, 20_33, False),
    ]
    assert (slip.count, slip.total) == (2, Money(40_64))
    assert slip.total_words == "quarante euros et soixante-quatre centimes"
    desk.batches.close(desk.operator, uuid4(), batch.id)


def test_a_slip_is_found_by_number_and_printed_again_after_the_close(desk: OfficeGestures) -> None:
    batch, _ = _batch(desk)
    _tape(desk, batch, 20_31, 20_32, 20_33)
    slip = desk.slips.print_receipt_slip(desk.operator, uuid4(), batch.id)
    desk.batches.close(desk.operator, uuid4(), batch.id)
    for wanted in ("000001", batch.number, ""):
        (found,) = desk.slips.listing(desk.supervisor, wanted)
        assert (found.number, found.amount, found.current) == (slip.number, slip.total, True)
    (row,) = desk.slips.listing(desk.supervisor)
    assert desk.slips.listing(desk.supervisor, "000002") == ()
    again = desk.slips.reprint(desk.supervisor, uuid4(), row.id)
    assert (again.lines, again.anchor, again.duplicate) == (slip.lines, slip.anchor, True)
    assert desk.slips.print_receipt_slip(desk.operator, uuid4(), batch.id).duplicate
    assert desk.slips.lot_sheet(desk.operator, batch.id).slip_number == slip.number
    assert desk.batches.by_number(desk.operator, batch.number).id == batch.id


def test_a_batch_without_cheque_has_no_slip(desk: OfficeGestures) -> None:
    batch = desk.batch()
    desk.batches.preclose(desk.operator, uuid4(), batch.id)
    assert _code(desk, batch) is Broken.SLIP_WITHOUT_CHEQUE
    with pytest.raises(RuleBroken) as refusal:
        desk.slips.lot_sheet(desk.operator, batch.id)
    assert refusal.value.code is Broken.SLIP_MISSING


def test_slips_of_others_are_the_supervisor_s(desk: OfficeGestures) -> None:
    batch, _ = _batch(desk)
    _tape(desk, batch, 20_31, 20_32, 20_33)
    desk.slips.print_receipt_slip(desk.operator, uuid4(), batch.id)
    other = desk.person("s.benali", "S. Benali", desk.operator.role)
    assert desk.slips.listing(other) == ()
    (row,) = desk.slips.listing(desk.supervisor)
    with pytest.raises(RuleBroken) as refusal:
        desk.slips.reprint(other, uuid4(), row.id)
    assert refusal.value.code is Broken.BATCH_OF_ANOTHER
