"""A client's credit settles what they owe, or goes back to them (C-04)."""

from datetime import date
from uuid import uuid4

import pytest

from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.credit import CreditApplying, CreditOffer, RefundForm
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.ledger import EntryKind
from backoffice.domain.money import ZERO, Money
from backoffice.domain.people import Actor, Role
from backoffice.domain.unpaid import UnpaidForm
from backoffice.storage.database import Database
from tests.office import OfficeGestures

_TWO = (("AP11", date(2019, 2, 20), 13_10), ("AP12", date(2019, 3, 9), 20_30))


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


def _on_account(desk: OfficeGestures, client: int, cents: int, number: str = "0000009") -> ReceiptRow:
    """A cheque received SANS FACTURE."""
    return desk.cheque(desk.batch(with_invoice=False), client, cents, number)


def _offered(desk: OfficeGestures, client: int) -> CreditOffer:
    offer = desk.credits.offer(desk.operator, client)
    assert offer is not None
    return offer


def _apply(desk: OfficeGestures, client: int, who: Actor | None = None) -> CreditOffer | None:
    return desk.credits.apply(who or desk.operator, uuid4(), _offered(desk, client).applying)


def _refund(
    desk: OfficeGestures, client: int, cents: int, who: Actor | None = None, reason: str = "À sa demande"
) -> None:
    desk.credits.refund(who or desk.supervisor, RefundForm(uuid4(), client, Money(cents), reason))


def _stands(desk: OfficeGestures, client: int) -> tuple[int, int]:
    """What the client owes, and their credit; the ledger says the same, and nothing is unsound."""
    assert desk.checking.run() == ()
    account = desk.balances.client(desk.operator, client)
    assert account.balance == account.credit - account.due
    assert desk.dossier(client).credit == account.credit
    return account.due.cents, account.credit.cents


def _entry(desk: OfficeGestures, client: int) -> int:
    """The newest entry of the client's account that can be undone."""
    entries = desk.balances.client(desk.operator, client).entries
    return max(entry.id for entry in entries if entry.is_undoable)


def _code(refusal: pytest.ExceptionInfo[RuleBroken]) -> Broken:
    return refusal.value.code


def test_a_credit_settles_the_oldest_invoice_first_and_no_money_moves(desk: OfficeGestures) -> None:
    client = desk.client(pending=_TWO)
    _on_account(desk, client, 22_45)
    assert _stands(desk, client) == (33_40, 22_45)
    offer = _offered(desk, client)
    assert (offer.credit, offer.invoice, offer.circular, offer.pending) == (Money(22_45), "F1", "AP11", Money(13_10))
    assert offer.amount == Money(13_10)
    following = desk.credits.apply(desk.operator, uuid4(), offer.applying)
    assert following is not None
    assert (following.invoice, following.amount) == ("F2", Money(9_35))
    assert _stands(desk, client) == (20_30, 9_35)
    assert desk.credits.apply(desk.operator, uuid4(), following.applying) is None
    assert _stands(desk, client) == (10_95, 0)
    told = [
        (row.kind, row.what, row.where, row.amount.cents, row.applied.cents)
        for row in desk.balances.client(desk.operator, client).entries[-2:]
    ]
    assert told == [(EntryKind.ALLOCATION, "F1", "AP11", 0, 13_10), (EntryKind.ALLOCATION, "F2", "AP12", 0, 9_35)]


def test_without_a_credit_or_a_debt_nothing_is_offered(desk: OfficeGestures) -> None:
    owing, paid = desk.client(), desk.client(ClientRef("J", 121, "2"), pending=())
    _on_account(desk, paid, 5_00)
    assert desk.credits.offer(desk.operator, owing) is None
    assert desk.credits.offer(desk.operator, paid) is None
    with pytest.raises(RuleBroken) as refusal:
        desk.credits.offer(desk.operator, 999)
    assert _code(refusal) is Broken.CLIENT_UNKNOWN
    with pytest.raises(RuleBroken) as refusal:
        desk.credits.offer(desk.person("t", "T", Role.TRAINER), owing)
    assert _code(refusal) is Broken.ROLE_MAY_NOT


def test_it_is_applied_once(desk: OfficeGestures) -> None:
    client = desk.client()
    _on_account(desk, client, 50_00)
    applying, key = _offered(desk, client).applying, uuid4()
    assert desk.credits.apply(desk.operator, key, applying) is None
    assert desk.credits.apply(desk.operator, key, applying) is None
    assert _stands(desk, client) == (0, 29_70)


def test_what_is_not_as_it_was_offered_is_refused(desk: OfficeGestures) -> None:
    client, other = desk.client(pending=_TWO), desk.client(ClientRef("J", 121, "2"))
    _on_account(desk, client, 15_00)
    offer = _offered(desk, client)
    theirs = desk.dossier(other).invoices[0].id
    for wrong in (
        CreditApplying(client, offer.invoice_id, Money(13_11)),
        CreditApplying(client, desk.dossier(client).invoices[1].id, Money(15_01)),
        CreditApplying(client, offer.invoice_id, ZERO),
        CreditApplying(client, offer.invoice_id, Money(-1_00)),
        CreditApplying(client, theirs, Money(1_00)),
        CreditApplying(other, theirs, Money(1_00)),
    ):
        with pytest.raises(RuleBroken) as refusal:
            desk.credits.apply(desk.operator, uuid4(), wrong)
        assert _code(refusal) is Broken.CREDIT_CHANGED
    assert _stands(desk, client) == (33_40, 15_00)


def test_it_is_taken_back_by_whoever_applied_it_or_a_supervisor(desk: OfficeGestures) -> None:
    client = desk.client()
    _on_account(desk, client, 20_30)
    _apply(desk, client)
    entry, other = _entry(desk, client), desk.person("b.noir", "B. Noir", Role.OPERATOR)
    with pytest.raises(RuleBroken) as refusal:
        desk.credits.undo(other, uuid4(), entry)
    assert _code(refusal) is Broken.CREDIT_OF_ANOTHER
    key = uuid4()
    desk.credits.undo(desk.operator, key, entry)
    desk.credits.undo(desk.operator, key, entry)
    assert _stands(desk, client) == (20_30, 20_30)
    with pytest.raises(RuleBroken) as refusal:
        desk.credits.undo(desk.operator, uuid4(), entry)
    assert _code(refusal) is Broken.ENTRY_CANCELLED
    _apply(desk, client)
    desk.credits.undo(desk.supervisor, uuid4(), _entry(desk, client))
    assert _stands(desk, client) == (20_30, 20_30)
    entries = desk.balances.client(desk.operator, client).entries
    for other_entry in (entries[0].id, entries[-1].id, 999):  # an invoice, a reversal, nothing
        with pytest.raises(RuleBroken) as refusal:
            desk.credits.undo(desk.supervisor, uuid4(), other_entry)
        assert _code(refusal) is Broken.ENTRY_NOT_UNDOABLE


def test_a_receipt_that_is_cancelled_takes_what_it_was_applied_to_along(desk: OfficeGestures) -> None:
    """The newest first, and no more than it takes."""
    client = desk.client(pending=_TWO)
    first, second = _on_account(desk, client, 15_00, "0000001"), _on_account(desk, client, 20_00, "0000002")
    _apply(desk, client)
    _apply(desk, client)
    assert _stands(desk, client) == (0, 1_60)
    copy = desk.cancel(second.id)
    assert copy.debt_back == Money(20_30)
    assert _stands(desk, client) == (20_30, 1_90)
    _apply(desk, client)
    assert _stands(desk, client) == (18_40, 0)
    assert desk.cancel(first.id).debt_back == Money(15_00)
    assert _stands(desk, client) == (33_40, 0)


def test_a_receipt_corrected_in_its_open_batch_does_as_well(desk: OfficeGestures) -> None:
    client = desk.client()
    receipt = _on_account(desk, client, 20_30)
    _apply(desk, client)
    desk.corrections.reverse(desk.operator, uuid4(), receipt.id)
    assert _stands(desk, client) == (20_30, 0)


def test_a_refund_is_a_supervisors_and_not_above_the_credit(desk: OfficeGestures) -> None:
    client = desk.client(pending=())
    _on_account(desk, client, 10_00)
    for who, cents, reason, code in (
        (desk.operator, 1_00, "x", Broken.ROLE_MAY_NOT),
        (desk.supervisor, 10_01, "x", Broken.REFUND_OVER_CREDIT),
        (desk.supervisor, 0, "x", Broken.AMOUNT_NOT_POSITIVE),
        (desk.supervisor, -1, "x", Broken.AMOUNT_NOT_POSITIVE),
        (desk.supervisor, 1_00, " ", Broken.REASON_MISSING),
        (desk.supervisor, 1_00, "x" * 301, Broken.TEXT_UNUSABLE),
    ):
        with pytest.raises(RuleBroken) as refusal:
            _refund(desk, client, cents, who, reason)
        assert _code(refusal) is code
    _refund(desk, client, 4_00)
    assert _stands(desk, client) == (0, 6_00)
    last = desk.balances.client(desk.operator, client).entries[-1]
    assert (last.kind, last.amount, last.what) == (EntryKind.REFUND, Money(-4_00), "À sa demande")


def test_refunds_go_to_the_accounts_once_on_a_list(desk: OfficeGestures) -> None:
    client, other = desk.client(pending=()), desk.client(ClientRef("J", 121, "2"), pending=())
    _on_account(desk, client, 10_00, "0000001")
    _on_account(desk, other, 7_00, "0000002")
    with pytest.raises(RuleBroken) as refusal:
        desk.credits.list_refunds(desk.supervisor, uuid4())
    assert _code(refusal) is Broken.NOTHING_REFUNDED
    _refund(desk, client, 4_00)
    _refund(desk, client, 1_00)
    desk.credits.undo(desk.supervisor, uuid4(), _entry(desk, client))
    _refund(desk, other, 7_00)
    assert [row.amount.cents for row in desk.credits.refunds_waiting(desk.supervisor)] == [4_00, 7_00]
    key = uuid4()
    made = desk.credits.list_refunds(desk.supervisor, key)
    assert desk.credits.list_refunds(desk.supervisor, key) == made
    assert (made.row.number, made.row.count, made.row.amount) == ("RA-2024-000001", 2, Money(11_00))
    assert [(str(row.ref), row.amount.cents) for row in made.refunds] == [("J 121 52134466", 4_00), ("J 121 2", 7_00)]
    assert desk.credits.refunds_waiting(desk.supervisor) == ()
    assert desk.credits.refund_lists(desk.supervisor) == (made.row,)
    assert desk.credits.refund_list(desk.supervisor, made.row.id) == made
    with pytest.raises(RuleBroken) as refusal:
        desk.credits.undo(desk.supervisor, uuid4(), _entry(desk, client))
    assert _code(refusal) is Broken.REFUND_LISTED
    with pytest.raises(RuleBroken) as refusal:
        desk.credits.refund_list(desk.supervisor, 999)
    assert _code(refusal) is Broken.REFUND_LIST_UNKNOWN
    assert _stands(desk, client) == (0, 6_00)


def test_a_refund_is_taken_back_by_a_supervisor_alone(desk: OfficeGestures) -> None:
    client = desk.client(pending=())
    _on_account(desk, client, 10_00)
    _refund(desk, client, 10_00)
    with pytest.raises(RuleBroken) as refusal:
        desk.credits.undo(desk.operator, uuid4(), _entry(desk, client))
    assert _code(refusal) is Broken.ROLE_MAY_NOT
    desk.credits.undo(desk.supervisor, uuid4(), _entry(desk, client))
    assert _stands(desk, client) == (0, 10_00)


def test_a_receipt_whose_credit_was_refunded_stands(desk: OfficeGestures) -> None:
    client = desk.client()
    receipt = desk.cheque(desk.batch(), client, 30_00)
    _refund(desk, client, 5_00)
    for undo in (desk.cancel, lambda receipt_id: desk.corrections.reverse(desk.operator, uuid4(), receipt_id)):
        with pytest.raises(RuleBroken) as refusal:
            undo(receipt.id)
        assert _code(refusal) is Broken.CREDIT_REFUNDED
        assert refusal.value.facts == {"cents": 5_00}
    assert _stands(desk, client) == (0, 4_70)
    desk.credits.undo(desk.supervisor, uuid4(), _entry(desk, client))
    desk.cancel(receipt.id)
    assert _stands(desk, client) == (20_30, 0)


@pytest.mark.parametrize("applied_after", ["4.7", "4.3"])
def test_the_double_receipt_of_the_document(desk: OfficeGestures, applied_after: str) -> None:
    """17,15 € received twice: 4.7 brings the debt back, 4.3 leaves one receipt, and its credit settles it."""
    client = desk.client(pending=(("AP11", date(2024, 2, 1), 17_15),))
    first = desk.cheque(desk.batch(), client, 17_15, "0000001")
    second = _on_account(desk, client, 17_15, "0000002")
    assert _stands(desk, client) == (0, 17_15)
    desk.cancelling.unpaid(desk.operator, UnpaidForm(uuid4(), client, Money(17_15), "Double encaissement"))
    assert _stands(desk, client) == (17_15, 34_30)
    if applied_after == "4.7":
        _apply(desk, client)
        assert _stands(desk, client) == (0, 17_15)
    desk.cancel((first if applied_after == "4.7" else second).id)
    if applied_after == "4.3":
        _apply(desk, client)
    assert _stands(desk, client) == (0, 0)


def test_the_wrong_amount_of_the_document(desk: OfficeGestures) -> None:
    """22,46 instead of 22,45: cancelled in 4.3, keyed again SANS FACTURE, and the credit settles the debt."""
    client = desk.client(pending=(("AP11", date(2024, 2, 1), 22_45),))
    batch = desk.batch()
    wrong = desk.cheque(batch, client, 22_46)
    desk.close(batch, 22_46)
    assert _stands(desk, client) == (0, 1)
    desk.cancel(wrong.id)
    assert _stands(desk, client) == (22_45, 0)
    _on_account(desk, client, 22_45, wrong.cheque_number)
    assert _apply(desk, client) is None
    assert _stands(desk, client) == (0, 0)
