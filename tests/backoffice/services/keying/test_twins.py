"""The same cheque twice is warned of: for two clients, or with two amounts; whoever has looked may override (P-28)."""

from dataclasses import replace
from uuid import uuid4

import pytest

from backoffice.domain.batch import Batch
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import Money
from backoffice.keying.recorded_form import ChequeForm
from backoffice.storage.database import Database
from tests.backoffice.services.keying.sending import TWO, refusal
from tests.office import DURAND, OfficeGestures

OTHER = ClientRef("J", 121, "2")


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


@pytest.fixture
def batch(desk: OfficeGestures) -> Batch:
    return desk.batch()


def _again(desk: OfficeGestures, number: str = "5508018", *, same_client: bool, same_amount: bool) -> ChequeForm:
    """A cheque of the supervisor's day, after one of 20,30 € for DURAND."""
    client_id = desk.dossier(1).client.id if same_client else desk.client(OTHER, TWO)
    return desk.form(desk.batch(), client_id, 20_30 if same_amount else 13_10, number)


@pytest.mark.parametrize(
    ("same_client", "same_amount"), [(False, True), (True, False)], ids=["two clients", "two amounts"]
)
def test_the_same_cheque_again_is_warned_of_and_can_be_overridden(
    desk: OfficeGestures, batch: Batch, *, same_client: bool, same_amount: bool
) -> None:
    client_id = desk.client(pending=TWO)
    first = desk.cheque(batch, client_id, 20_30)
    form = _again(desk, same_client=same_client, same_amount=same_amount)

    with pytest.raises(RuleBroken) as warned:
        desk.cheques.record(desk.operator, form)
    assert warned.value.code is Broken.PROBABLE_DUPLICATE
    assert warned.value.facts == {
        "ref": str(DURAND),
        "batch": first.batch_number,
        "operator": "A. Morel",
        "recorded_at": first.recorded_at.isoformat(),
        "number": "5508018",
        "cents": 20_30,
    }
    assert refusal(desk, form) is Broken.PROBABLE_DUPLICATE

    row = desk.cheques.record(desk.operator, replace(form, accepted_duplicate=True))
    assert row.amount == Money(20_30 if same_amount else 13_10)
    assert desk.checking.run() == ()


@pytest.mark.parametrize(
    ("same_client", "same_amount", "number"),
    [(False, False, "5508018"), (True, True, "5508019"), (False, True, "5508019")],
    ids=["another of the number", "the same client's next", "another's of the amount"],
)
def test_another_cheque_is_not(
    desk: OfficeGestures, batch: Batch, *, same_client: bool, same_amount: bool, number: str
) -> None:
    desk.cheque(batch, desk.client(pending=TWO), 20_30)
    form = _again(desk, number, same_client=same_client, same_amount=same_amount)
    assert desk.cheques.record(desk.operator, form).cheque_number == number


def test_one_that_was_reversed_is_not_warned_of(desk: OfficeGestures, batch: Batch) -> None:
    first = desk.cheque(batch, desk.client(pending=TWO), 20_30)
    desk.corrections.reverse(desk.operator, uuid4(), first.id)
    assert desk.cheque(batch, desk.client(OTHER, TWO), 20_30).amount == Money(20_30)
