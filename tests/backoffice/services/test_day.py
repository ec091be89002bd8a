"""A short day through the services: the spine that the other tests of this folder look at more closely."""

from uuid import uuid4

import pytest

from backoffice.domain.batch import BatchState
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import Money
from backoffice.domain.tape import Tape
from backoffice.storage.database import Database
from tests.office import OfficeGestures


def test_a_batch_from_opening_to_definitive_close(database: Database) -> None:
    desk = OfficeGestures(database)
    batch = desk.batch()
    client = desk.client()
    receipt = desk.cheque(batch, client, 22_45)
    assert (receipt.amount, receipt.credit) == (Money(22_45), Money(2_15))
    assert desk.dossier(client).invoices == ()
    assert desk.dossier(client).credit == Money(2_15)

    assert desk.batches.preclose(desk.operator, uuid4(), batch.id).state is BatchState.PRECLOSED
    with pytest.raises(RuleBroken) as refusal:
        desk.batches.close(desk.operator, uuid4(), batch.id)
    assert refusal.value.code is Broken.TAPE_MISSING

    assert not desk.control.keep(desk.operator, uuid4(), Tape(batch.id, (Money(22_46),))).agrees
    assert desk.control.keep(desk.operator, uuid4(), Tape(batch.id, (Money(22_45),))).agrees
    slip = desk.slips.print_receipt_slip(desk.operator, uuid4(), batch.id)
    assert (slip.number, slip.count, slip.total_words) == (
        "BE-2024-000001",
        1,
        "vingt-deux euros et quarante-cinq centimes",
    )
    assert desk.slips.print_receipt_slip(desk.operator, uuid4(), batch.id).duplicate
    assert desk.batches.close(desk.operator, uuid4(), batch.id).state is BatchState.CLOSED
    assert desk.checking.run() == ()
