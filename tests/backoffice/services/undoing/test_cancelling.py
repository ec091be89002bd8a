"""4.3 and 4.7: what was received or debited is undone in the open, in closed batches too."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from backoffice.domain.batch import Batch
from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.cheque import ChequeCorrection
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.collection import BankFiling
from backoffice.domain.documents import CancelledReceipt
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mail import ActionCode
from backoffice.domain.method import Channel
from backoffice.domain.money import ZERO, Money
from backoffice.domain.people import Actor, Role
from backoffice.domain.unpaid import SettledPayment, UnpaidForm
from backoffice.storage.database import Database
from tests.debited import key_card
from tests.office import WHY, OfficeGestures

_DOUBLE = (("AP11", date(2024, 2, 1), 17_15),)
_TWO = (("AP11", date(2019, 2, 20), 13_10), ("AP12", date(2019, 3, 9), 20_30))


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


def _cancel(desk: OfficeGestures, receipt: ReceiptRow, who: Actor | None = None) -> CancelledReceipt:
    return desk.cancel(receipt.id, who or desk.supervisor)


def _unpaid(
    desk: OfficeGestures, client: int, cents: int, comment: str = "Rejet", who: Actor | None = None
) -> SettledPayment:
    return desk.cancelling.unpaid(who or desk.supervisor, UnpaidForm(uuid4(), client, Money(cents), comment))


def _refused(desk: OfficeGestures, receipt_id: int, who: Actor) -> Broken:
    with pytest.raises(RuleBroken) as refusal:
        desk.cancelling.cancel_receipt(who, uuid4(), receipt_id, WHY)
    return refusal.value.code


def _not_unpaid(
    desk: OfficeGestures,
    client: int,
    cents: int,
    comment: str = "Rejet",
    who: Actor | None = None,
    key: UUID | None = None,
) -> RuleBroken:
    with pytest.raises(RuleBroken) as refusal:
        desk.cancelling.unpaid(who or desk.supervisor, UnpaidForm(key or uuid4(), client, Money(cents), comment))
    return refusal.value


def _pending(desk: OfficeGestures, client: int) -> list[int]:
    return [invoice.pending.cents for invoice in desk.dossier(client).invoices]


def _closed(desk: OfficeGestures, client: int, cents: int, number: str = "5508018") -> tuple[Batch, ReceiptRow]:
    batch = desk.batch()
    receipt = desk.cheque(batch, client, cents, number)
    desk.close(batch, cents)
    return batch, receipt


def _sent_debit(desk: OfficeGestures, *, close: bool = False) -> tuple[Batch, int]:
    """A client whose invoice of 20,30 € is debited on a card, in a file."""
    batch, client = desk.batch(), desk.client()
    desk.order(client, "C1", "Le Jardin")
    key_card(desk, batch.id, client)
    if close:
        desk.close(batch)
    desk.collecting.make(desk.supervisor, uuid4(), BankFiling(Channel.CARD, date(2024, 3, 4), date(2024, 3, 11)))
    return batch, client


def test_a_receipt_of_a_closed_batch_is_cancelled_by_a_supervisor(desk: OfficeGestures) -> None:
    client = desk.client(pending=_TWO)
    batch, receipt = _closed(desk, client, 40_00)
    slip = desk.slips.listing(desk.operator)[0]
    copy = _cancel(desk, receipt)
    assert (copy.batch.number, copy.slip_number, copy.line.position) == (batch.number, slip.number, 1)
    assert (copy.line.cheque_number, copy.line.amount, copy.line.reversed) == ("5508018", Money(40_00), True)
    assert (copy.debt_back, copy.cancelled_by) == (Money(20_30), "C. Dupuis")
    assert _pending(desk, client) == [13_10, 20_30]
    assert desk.dossier(client).credit == ZERO
    assert [line.amount.cents for line in desk.batches.lines(desk.operator, batch.id)] == [40_00, -40_00]
    assert desk.checking.run() == ()


def test_its_line_is_struck_through_on_the_slip_that_is_printed_again(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client(pending=_TWO)
    receipts = [desk.cheque(batch, client, 13_10, "0000001"), desk.cheque(batch, client, 20_30, "0000002")]
    desk.close(batch, 13_10, 20_30)
    (slip,) = desk.slips.listing(desk.operator)
    assert _cancel(desk, receipts[1]).line.position == 2
    (still,) = desk.slips.listing(desk.operator)
    assert still.current
    for paper in (
        desk.slips.reprint(desk.operator, uuid4(), slip.id),
        desk.slips.print_receipt_slip(desk.supervisor, uuid4(), batch.id),
    ):
        assert (paper.number, paper.duplicate) == (slip.number, True)
        assert [line.reversed for line in paper.lines] == [False, True]
        assert (paper.count, paper.total) == (1, Money(13_10))
    assert desk.slips.lot_sheet(desk.operator, batch.id).slip_number == slip.number


def test_a_receipt_is_cancelled_once(desk: OfficeGestures) -> None:
    client = desk.client()
    _, receipt = _closed(desk, client, 20_30)
    key = uuid4()
    first = desk.cancelling.cancel_receipt(desk.supervisor, key, receipt.id, WHY)
    assert desk.cancelling.cancel_receipt(desk.supervisor, key, receipt.id, WHY) == first
    assert desk.cancelling.copy(desk.operator, receipt.id) == first
    assert _refused(desk, receipt.id, desk.supervisor) is Broken.RECEIPT_REVERSED
    reversal = desk.dossier(client).receipts[0]
    assert _refused(desk, reversal.id, desk.supervisor) is Broken.RECEIPT_REVERSED
    assert _refused(desk, 999, desk.supervisor) is Broken.RECEIPT_UNKNOWN
    assert desk.dossier(client).receipts[0] == reversal


def test_a_line_that_stands_is_not_copied(desk: OfficeGestures) -> None:
    receipt = desk.cheque(desk.batch(), desk.client(), 20_30)
    for receipt_id, code in ((receipt.id, Broken.RECEIPT_STANDS), (999, Broken.RECEIPT_UNKNOWN)):
        with pytest.raises(RuleBroken) as refusal:
            desk.cancelling.copy(desk.operator, receipt_id)
        assert refusal.value.code is code


def test_an_operator_cancels_in_their_own_batches_open_or_closed(desk: OfficeGestures) -> None:
    client = desk.client(pending=_TWO)
    closed, kept = _closed(desk, client, 13_10)
    other = desk.person("b.noir", "B. Noir", Role.OPERATOR)
    receipt = desk.cheque(desk.batch(), client, 20_30, "0000002")
    for each in (kept, receipt):
        assert _refused(desk, each.id, other) is Broken.BATCH_OF_ANOTHER
        assert _refused(desk, each.id, desk.person(f"t{each.id}", "T", Role.TRAINER)) is Broken.ROLE_MAY_NOT
    shown = desk.cancelling.receipts(other, client)
    assert [row.refusal and row.refusal.code for row in shown] == [Broken.BATCH_OF_ANOTHER] * 2
    assert [row.refusal for row in desk.cancelling.receipts(desk.operator, client)] == [None, None]
    assert _cancel(desk, receipt, desk.operator).slip_number == ""
    (cancelled, _) = desk.cancelling.receipts(desk.supervisor, client)
    assert cancelled.refusal is not None
    assert cancelled.refusal.code is Broken.RECEIPT_REVERSED
    assert _cancel(desk, kept, desk.operator).debt_back == Money(13_10)
    assert desk.batches.row(desk.operator, closed.id).amount == ZERO
    assert desk.checking.run() == ()


def test_a_payment_that_came_back_is_due_again_while_its_receipt_stands(desk: OfficeGestures) -> None:
    client = desk.client()
    _, receipt = _closed(desk, client, 22_45)
    payment = _unpaid(desk, client, 22_45, "  Chèque sans provision ")
    assert (payment.receipt_id, payment.amount, payment.settled) == (receipt.id, Money(22_45), Money(20_30))
    dossier = desk.dossier(client)
    assert (_pending(desk, client), dossier.credit) == ([20_30], Money(22_45))
    assert [(row.amount, row.reversed) for row in dossier.receipts] == [(Money(22_45), False)]
    (comment,) = dossier.actions
    assert (comment.action.code, comment.action.text) == (ActionCode.COMMENT, "Chèque sans provision")
    assert desk.checking.run() == ()
    assert _cancel(desk, receipt).debt_back == ZERO
    assert (_pending(desk, client), desk.dossier(client).credit) == ([20_30], ZERO)
    assert desk.checking.run() == ()


def test_it_comes_back_once(desk: OfficeGestures) -> None:
    client = desk.client()
    _closed(desk, client, 20_30)
    form = UnpaidForm(uuid4(), client, Money(20_30), "Rejet")
    first = desk.cancelling.unpaid(desk.supervisor, form)
    assert desk.cancelling.unpaid(desk.supervisor, form) == first
    assert (_pending(desk, client), len(desk.dossier(client).actions)) == ([20_30], 1)
    assert _not_unpaid(desk, client, 20_30).code is Broken.NOTHING_UNPAID
    assert _not_unpaid(desk, client, 20_31, key=form.key).code is Broken.GESTURE_REUSED


def test_the_amount_is_that_of_the_cheque(desk: OfficeGestures) -> None:
    client = desk.client(pending=_TWO)
    _closed(desk, client, 13_10, "0000001")
    _closed(desk, client, 25_00, "0000002")
    refusal = _not_unpaid(desk, client, 20_30)
    assert refusal.code is Broken.UNPAID_AMOUNT
    assert refusal.facts == {"cents": 20_30, "settled_amounts": "2500 1310"}
    assert _not_unpaid(desk, client, 13_10, " ").code is Broken.COMMENT_MISSING
    assert _not_unpaid(desk, client, 13_10, "\0").code is Broken.TEXT_UNUSABLE
    assert _not_unpaid(desk, desk.client(ClientRef("J", 121, "2")), 13_10).code is Broken.NOTHING_UNPAID
    assert (_pending(desk, client), desk.dossier(client).actions) == ([], ())


def test_an_operator_says_of_their_own_payments_that_they_came_back(desk: OfficeGestures) -> None:
    client = desk.client(pending=_TWO)
    _closed(desk, client, 13_10)
    other = desk.person("b.noir", "B. Noir", Role.OPERATOR)
    assert _not_unpaid(desk, client, 13_10, who=other).code is Broken.BATCH_OF_ANOTHER
    (shown,) = desk.cancelling.payments(other, client)
    assert shown.refusal is not None
    for who in (desk.operator, desk.supervisor):
        (allowed,) = desk.cancelling.payments(who, client)
        assert allowed.refusal is None
    trainer = desk.person("t", "T", Role.TRAINER)
    for read in (desk.cancelling.payments, desk.cancelling.receipts):
        with pytest.raises(RuleBroken):
            read(trainer, client)
    desk.cheque(desk.batch(), client, 20_30, "0000002")
    for cents in (20_30, 13_10):
        assert _unpaid(desk, client, cents, who=desk.operator).settled == Money(cents)


def test_of_two_of_the_same_amount_the_newest_comes_back(desk: OfficeGestures) -> None:
    client = desk.client(pending=(("AP11", date(2019, 2, 20), 20_30), ("AP12", date(2019, 3, 9), 20_30)))
    _closed(desk, client, 20_30, "0000001")
    _, newest = _closed(desk, client, 20_30, "0000002")
    assert _unpaid(desk, client, 20_30).receipt_id == newest.id


def test_the_double_receipt_of_the_document(desk: OfficeGestures) -> None:
    """17,15 € received twice: 4.7 brings the debt back, 4.3 cancels a receipt, one receipt is left."""
    client = desk.client(pending=_DOUBLE)
    _, first = _closed(desk, client, 17_15, "0000001")
    without = desk.batch(with_invoice=False)
    desk.cheque(without, client, 17_15, "0000002")
    desk.close(without, 17_15)
    assert (_pending(desk, client), desk.dossier(client).credit) == ([], Money(17_15))
    assert _unpaid(desk, client, 17_15, "Double encaissement").receipt_id == first.id
    assert _pending(desk, client) == [17_15]
    _cancel(desk, first)
    standing = [row for row in desk.dossier(client).receipts if not row.reversed and row.reverses is None]
    assert [row.cheque_number for row in standing] == ["0000002"]
    assert (_pending(desk, client), desk.dossier(client).credit) == ([17_15], Money(17_15))
    assert desk.checking.run() == ()


def test_the_wrong_amount_of_the_document(desk: OfficeGestures) -> None:
    """22,46 instead of 22,45: cancelled in 4.3, and keyed again in a batch SANS FACTURE."""
    client = desk.client(pending=(("AP11", date(2024, 2, 1), 22_46),))
    _, receipt = _closed(desk, client, 22_46)
    assert _pending(desk, client) == []
    _cancel(desk, receipt)
    again = desk.batch(with_invoice=False)
    right = desk.cheque(again, client, 22_45)
    desk.close(again, 22_45)
    assert right.credit == Money(22_45)
    assert (_pending(desk, client), desk.dossier(client).credit) == ([22_46], Money(22_45))
    assert desk.checking.run() == ()


@pytest.mark.parametrize("close", [False, True])
def test_a_debit_comes_back_from_the_bank(desk: OfficeGestures, *, close: bool) -> None:
    batch, client = _sent_debit(desk, close=close)
    payment = _unpaid(desk, client, 20_30)
    assert (payment.receipt_id, payment.number, payment.batch_number) == (None, "F1", batch.number)
    assert _pending(desk, client) == [20_30]
    (row,) = desk.dossier(client).debits
    assert (row.sent, row.reversed) == (True, True)
    assert desk.checking.run() == ()
    assert _not_unpaid(desk, client, 20_30).code is Broken.NOTHING_UNPAID


def test_the_mail_of_a_debit_that_was_sent_is_not_cancelled_even_so(desk: OfficeGestures) -> None:
    batch, client = _sent_debit(desk)
    (mail,) = desk.mail.of_batch(desk.operator, batch.id)
    _unpaid(desk, client, 20_30)
    with pytest.raises(RuleBroken) as refusal:
        desk.mail.cancel(desk.operator, uuid4(), mail.id)
    assert refusal.value.code is Broken.MAIL_SENT_TO_BANK


def test_a_debit_that_is_in_no_file_does_not_come_back(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client()
    desk.order(client, "C1", "Le Jardin")
    key_card(desk, batch.id, client)
    assert _not_unpaid(desk, client, 20_30).code is Broken.NOTHING_UNPAID


def test_what_came_back_is_corrected_without_settling_again(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client()
    receipt = desk.cheque(batch, client, 20_30)
    _unpaid(desk, client, 20_30, who=desk.operator)
    right = desk.corrections.correct(
        desk.operator, ChequeCorrection(uuid4(), receipt.id, Money(20_30), None, "0000002")
    )
    assert (_pending(desk, client), right.credit) == ([20_30], Money(20_30))
    assert desk.checking.run() == ()
