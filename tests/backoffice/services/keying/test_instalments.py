"""The other cheques of an instalment are kept with the mail of the first, and come back as a worklist (P-26)."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from backoffice.domain.batch import Batch, BatchKind
from backoffice.domain.cheque import ChequeCorrection
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mail_facts import ChequeFacts, CouponFacts
from backoffice.domain.mail_rows import OtherChequeRow
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper
from backoffice.domain.people import Role
from backoffice.french.figures import LARGEST
from backoffice.keying.ticks import ChequeTicks, Ticks
from backoffice.storage.database import Database
from tests.backoffice.services.keying.sending import record, refusal
from tests.coupons import REASON, away_to, entry, read_ticks, sent
from tests.office import DURAND, OfficeGestures

PENDING = (("AP11", date(2024, 2, 1), 60_00),)
APRIL = ChequeFacts(Money(20_00), cash_on=date(2024, 4, 4), number="5508020")
MAY = ChequeFacts(Money(20_00), cash_on=date(2024, 5, 4), number="5508021")
THREE = Ticks(CouponFacts(bears_no_debt=True), ChequeTicks(several=True, others=(MAY, APRIL)))


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


@pytest.fixture
def batch(desk: OfficeGestures) -> Batch:
    return desk.batch()


def _waiting(desk: OfficeGestures, kind: BatchKind = BatchKind.PARTNER) -> list[str]:
    return [row.number for row in desk.mail.other_cheques(desk.operator, kind)]


def test_the_first_is_cashed_and_the_others_are_kept(desk: OfficeGestures, batch: Batch) -> None:
    client_id = desk.client(pending=PENDING)
    row = record(desk, desk.form(batch, client_id, 20_00, ticks=THREE))

    assert (row.amount, row.trace.paper) == (Money(20_00), Paper.RECOVERY)
    assert row.trace.annotations == ("1 chèque encaissé",)
    assert read_ticks(row.trace.facts) == THREE
    first, second = desk.mail.other_cheques(desk.supervisor, BatchKind.PARTNER)
    assert first == OtherChequeRow(
        client_id=client_id,
        ref=DURAND,
        name="Mme DURAND Marie",
        number=APRIL.number,
        amount=Money(20_00),
        cash_on=date(2024, 4, 4),
        batch_number=batch.number,
        arrival_date=batch.arrival_date,
    )
    assert (second.number, second.cash_on) == (MAY.number, date(2024, 5, 4))
    assert [row.pending for row in desk.dossier(client_id).invoices] == [Money(40_00)]
    assert desk.checking.run() == ()


def test_the_worklist_is_by_date_then_by_arrival_and_of_one_kind(desk: OfficeGestures, batch: Batch) -> None:
    undated = replace(APRIL, cash_on=None, number="0000001")
    later = Ticks(THREE.coupon, ChequeTicks(several=True, others=(undated,)))
    record(desk, desk.form(batch, desk.client(ClientRef("J", 121, "2"), PENDING), 20_00, "0000002", ticks=later))
    record(desk, desk.form(batch, desk.client(pending=PENDING), 20_00, ticks=THREE))
    direct, fa = desk.batch(BatchKind.DIRECT), desk.client(ClientRef("J", 311, "3"), PENDING)
    theirs = Ticks(THREE.coupon, ChequeTicks(several=True, others=(replace(MAY, number="0000003"),)))
    record(desk, desk.form(direct, fa, 20_00, "0000004", ticks=theirs))

    assert _waiting(desk) == [APRIL.number, MAY.number, undated.number]
    assert _waiting(desk, BatchKind.DIRECT) == ["0000003"]
    trainer = desk.person("t.nguyen", "T. Nguyen", Role.TRAINER)
    with pytest.raises(RuleBroken) as refused:
        desk.mail.other_cheques(trainer, BatchKind.PARTNER)
    assert refused.value.code is Broken.ROLE_MAY_NOT


def test_one_that_is_keyed_is_gone_and_comes_back_when_it_is_reversed(desk: OfficeGestures, batch: Batch) -> None:
    client_id = desk.client(pending=PENDING)
    record(desk, desk.form(batch, client_id, 20_00, ticks=THREE))
    later = desk.batch()
    other = desk.client(ClientRef("J", 121, "2"), PENDING)
    desk.cheque(later, other, 60_00, APRIL.number)
    assert _waiting(desk) == [APRIL.number, MAY.number]  # another client's of the same number

    receipt = desk.cheque(later, client_id, 19_00, APRIL.number)
    assert _waiting(desk) == [MAY.number]
    desk.corrections.reverse(desk.operator, uuid4(), receipt.id)
    assert _waiting(desk) == [APRIL.number, MAY.number]
    desk.cheque(later, client_id, 18_00, APRIL.number)
    desk.cheque(later, client_id, 17_00, MAY.number)
    assert _waiting(desk) == []
    assert desk.checking.run() == ()


def test_those_of_a_first_that_is_reversed_wait_no_more(desk: OfficeGestures, batch: Batch) -> None:
    """The coupon is keyed again with all its cheques, and they wait again."""
    client_id = desk.client(pending=PENDING)
    form = desk.form(batch, client_id, 20_00, ticks=THREE)
    receipt = desk.cheques.record(desk.operator, form)
    desk.corrections.reverse(desk.operator, uuid4(), receipt.id)
    assert _waiting(desk) == []
    again = desk.form(batch, client_id, 20_00, ticks=THREE)
    assert desk.cheques.record(desk.operator, again) == desk.cheques.record(desk.operator, again)
    assert _waiting(desk) == [APRIL.number, MAY.number]


def test_those_of_a_coupon_that_is_not_keyed_wait_too(desk: OfficeGestures, batch: Batch) -> None:
    """P-28 stops them all: they are with the recovery service, and in the trace."""
    client_id = desk.client(pending=PENDING)
    stopped = replace(THREE, cheque=replace(THREE.cheque, other_ink=True))
    idle = away_to(Paper.RECOVERY, keyed=False)
    aside = desk.mail_form(batch, client_id, stopped, departure=idle, reason=REASON)
    row = record(desk, aside)
    assert read_ticks(row.trace.facts).cheque.others == (MAY, APRIL)
    assert _waiting(desk) == [APRIL.number, MAY.number]
    desk.mail.cancel(desk.operator, uuid4(), row.id)
    assert _waiting(desk) == []


@pytest.mark.parametrize(
    "ticks",
    [
        replace(THREE, cheque=replace(THREE.cheque, several=False), no_payment=True),
        replace(THREE, no_payment=True),
        replace(THREE, cheque=replace(THREE.cheque, several=False, other_ink=True)),
    ],
    ids=["typed before, and nothing came", "nothing came", "typed before, and one came"],
)
def test_none_is_kept_that_did_not_come(desk: OfficeGestures, batch: Batch, ticks: Ticks) -> None:
    idle = away_to(Paper.RECOVERY, keyed=False)
    record(desk, desk.mail_form(batch, desk.client(pending=PENDING), ticks, departure=idle, reason=REASON))
    assert _waiting(desk) == []


@pytest.mark.parametrize("first_on", [date(2024, 4, 4), date(2024, 3, 20)])
def test_the_earliest_is_cashed_and_no_other(desk: OfficeGestures, batch: Batch, first_on: date) -> None:
    """The cheque in hand is to be cashed on 30 March; another of the pile before it, or not."""
    other = replace(APRIL, cash_on=first_on, figures=Money(25_00))
    said = ChequeTicks(cash_on=date(2024, 3, 30), several=True, others=(other,))
    form = desk.form(batch, desk.client(pending=PENDING), 20_00, ticks=Ticks(THREE.coupon, said))
    if first_on < date(2024, 3, 30):
        assert refusal(desk, form) is Broken.FIRST_CHEQUE_IS_ANOTHER
    else:
        assert record(desk, form).amount == Money(20_00)


def test_a_correction_keeps_the_others_waiting_once(desk: OfficeGestures, batch: Batch) -> None:
    receipt = desk.cheques.record(desk.operator, desk.form(batch, desk.client(pending=PENDING), 20_00, ticks=THREE))
    desk.corrections.correct(desk.operator, ChequeCorrection(uuid4(), receipt.id, Money(19_00), None, "5508018"))
    assert _waiting(desk) == [APRIL.number, MAY.number]
    assert desk.checking.run() == ()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"number": ""}, Broken.CHEQUE_NUMBER_UNREADABLE),
        ({"number": "18"}, Broken.CHEQUE_NUMBER_UNREADABLE),
        ({"figures": Money(0)}, Broken.AMOUNT_NOT_POSITIVE),
        ({"figures": LARGEST + Money(1)}, Broken.AMOUNT_TOO_LARGE),
    ],
)
def test_others_that_could_never_be_keyed_are_refused(
    desk: OfficeGestures, batch: Batch, wrong: dict[str, Any], code: Broken
) -> None:
    client_id = desk.client(pending=PENDING)
    others = Ticks(THREE.coupon, ChequeTicks(several=True, others=(APRIL, replace(MAY, **wrong))))
    form = replace(desk.form(batch, client_id, 20_00, ticks=THREE), ticks=others)
    assert refusal(desk, form) is code


def test_the_others_are_keyed_before_the_first_is_recorded(desk: OfficeGestures, batch: Batch) -> None:
    unsaid = Ticks(THREE.coupon, ChequeTicks(several=True))
    form = desk.form(batch, desk.client(pending=PENDING), 20_00, ticks=unsaid)
    assert refusal(desk, form) is Broken.QUESTION_OPEN


@pytest.mark.parametrize("kept_again", [THREE.cheque.others, (MAY,), ()])
def test_those_of_a_coupon_that_was_set_aside_and_taken_up_wait_once(
    desk: OfficeGestures, batch: Batch, kept_again: tuple[ChequeFacts, ...]
) -> None:
    """Whether the cheque that takes it up says again which others there are, or not all of them."""
    client_id = desk.client(pending=())
    aside = sent(batch, entry(batch, desk.dossier(client_id), THREE, 20_00))
    assert record(desk, aside).trace.paper is Paper.SET_ASIDE
    assert _waiting(desk) == [APRIL.number, MAY.number]
    said = Ticks(THREE.coupon, ChequeTicks(several=bool(kept_again), others=kept_again))
    receipt = desk.cheques.record(
        desk.operator, desk.form(desk.batch(with_invoice=False), client_id, 20_00, ticks=said)
    )
    assert _waiting(desk) == [APRIL.number, MAY.number]
    desk.corrections.reverse(desk.operator, uuid4(), receipt.id)
    assert _waiting(desk) == [APRIL.number, MAY.number]
