"""Key, cancel, say unpaid, apply, refund and take back, in any order: the sums hold, and no credit falls below zero."""

from itertools import count
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from backoffice.domain.batch import Batch
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.credit import CreditApplying, RefundForm
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.ledger import ClientAccount, EntryKind, LedgerRow
from backoffice.domain.money import ZERO, Money, total
from backoffice.domain.unpaid import UnpaidForm
from backoffice.storage.database import Database
from tests.examples import tried
from tests.office import FIRST_DAY, OfficeGestures

_PENDING = (("AP11", FIRST_DAY.date(), 17_15), ("AP12", FIRST_DAY.date(), 20_30))
_OPENING = Money(37_45)
_AMOUNTS = (5_00, 17_15, 20_30, 22_45, 40_00)
_clients = count(1)
_numbers = count(1)
"""Of cheques: the same number for another client is a warning of its own."""


class _Credits(RuleBasedStateMachine):
    """One client, and what of their money came in and went back, kept by hand beside the books."""

    def __init__(self, desk: OfficeGestures) -> None:
        super().__init__()
        self.desk, self.who = desk, desk.supervisor
        self.client = desk.client(ClientRef("J", 121, f"{next(_clients)}"), _PENDING)
        self.received: dict[int, Money] = {}
        self.refunded: dict[int, Money] = {}
        """By the entry of the ledger."""
        self.listed: set[int] = set()
        self.batch = self._open()

    @property
    def account(self) -> ClientAccount:
        return self.desk.balances.client(self.who, self.client)

    @rule(cents=st.sampled_from(_AMOUNTS))
    def key_a_cheque(self, cents: int) -> None:
        if self.account.due:
            self._key(self.batch, cents)

    @rule(cents=st.sampled_from(_AMOUNTS))
    def key_a_cheque_on_account(self, cents: int) -> None:
        self._key(self._open(with_invoice=False), cents)

    @rule()
    def close(self) -> None:
        lines = self.desk.batches.lines(self.who, self.batch.id)
        standing = [row.amount.cents for row in lines if row.reverses is None and not row.reversed]
        self.desk.close(self.batch, *standing, who=self.who)
        self.batch = self._open()

    @precondition(lambda self: self.received)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        """4.3: the balance falls by the cheque, whatever its credit was applied to; what is refunded stays so."""
        receipt_id = data.draw(st.sampled_from(sorted(self.received)))
        before, amount = self.account, self.received[receipt_id]
        try:
            copy = self.desk.cancel(receipt_id, self.who)
        except RuleBroken as refusal:
            if refusal.code is not Broken.CREDIT_REFUNDED or not self.refunded:
                raise
            assert self.account == before
            return
        del self.received[receipt_id]
        after = self.account
        assert after.balance == before.balance - amount
        assert (after.due, after.credit) == (before.due + copy.debt_back, before.credit - copy.credit_less)

    @rule(data=st.data())
    def come_back_unpaid(self, data: st.DataObject) -> None:
        """4.7: what it settled is due again, and is a credit; no money moves."""
        shown = self.desk.cancelling.payments(self.who, self.client)
        if not shown:
            return
        amount, before = data.draw(st.sampled_from([each.payment.amount for each in shown])), self.account
        back = self.desk.cancelling.unpaid(self.who, UnpaidForm(uuid4(), self.client, amount, "Rejet")).settled
        after = self.account
        assert (after.due, after.credit) == (before.due + back, before.credit + back)

    @rule()
    def apply(self) -> None:
        before, offer = self.account, self.desk.credits.offer(self.who, self.client)
        assert (offer is None) == (not before.credit or not before.due)
        if offer is None:
            return
        following = self.desk.credits.apply(self.who, uuid4(), offer.applying)
        after = self.account
        assert (after.due, after.credit) == (before.due - offer.amount, before.credit - offer.amount)
        assert following is None or following.invoice_id != offer.invoice_id

    @rule(over=st.sampled_from((1, 100)))
    def apply_more_than_there_is(self, over: int) -> None:
        account, invoices = self.account, self.desk.dossier(self.client).invoices
        for invoice in invoices:
            most = min(account.credit, invoice.pending)
            applying = CreditApplying(self.client, invoice.id, Money(most.cents + over))
            with pytest.raises(RuleBroken) as refusal:
                self.desk.credits.apply(self.who, uuid4(), applying)
            assert refusal.value.code is Broken.CREDIT_CHANGED
        assert self.account == account

    @rule(cents=st.sampled_from((1, 5_00, 100_00)))
    def refund(self, cents: int) -> None:
        before, form = self.account, RefundForm(uuid4(), self.client, Money(cents), "À sa demande")
        if form.amount > before.credit:
            with pytest.raises(RuleBroken) as refusal:
                self.desk.credits.refund(self.who, form)
            assert refusal.value.code is Broken.REFUND_OVER_CREDIT
            return
        self.desk.credits.refund(self.who, form)
        after = self.account
        assert (after.due, after.credit) == (before.due, before.credit - form.amount)
        self.refunded[after.entries[-1].id] = form.amount

    @rule()
    def list_the_refunds(self) -> None:
        if self.desk.credits.refunds_waiting(self.who):
            made = self.desk.credits.list_refunds(self.who, uuid4())
            assert made.row.amount == total(each.amount for each in made.refunds)
            self.listed.update(self.refunded)

    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        """What was applied or refunded, and still is."""
        entries = [entry for entry in self.account.entries if entry.is_undoable]
        if not entries:
            return
        entry: LedgerRow = data.draw(st.sampled_from(entries))
        before = self.account
        if entry.id in self.listed:
            with pytest.raises(RuleBroken) as refusal:
                self.desk.credits.undo(self.who, uuid4(), entry.id)
            assert refusal.value.code is Broken.REFUND_LISTED
            return
        self.desk.credits.undo(self.who, uuid4(), entry.id)
        after = self.account
        if entry.kind is EntryKind.REFUND:
            assert (after.due, after.credit) == (before.due, before.credit + self.refunded.pop(entry.id))
        else:
            assert (after.due, after.credit) == (before.due + entry.applied, before.credit + entry.applied)

    @invariant()
    def the_sums_hold(self) -> None:
        """All that came in either settles something, or is the client's, or went back to them."""
        account, dossier = self.account, self.desk.dossier(self.client)
        settled = _OPENING - account.due
        assert total(self.received.values()) == settled + account.credit + total(self.refunded.values())
        assert account.credit >= ZERO
        assert all(ZERO < invoice.pending <= invoice.amount for invoice in dossier.invoices)
        assert account.balance == account.credit - account.due == total(row.amount for row in account.entries)

    def teardown(self) -> None:
        assert self.desk.checking.run() == ()

    def _key(self, batch: Batch, cents: int) -> None:
        form = self.desk.form(batch, self.client, cents, f"{next(_numbers):07d}")
        row = self.desk.cheques.record(self.who, form)
        self.received[row.id] = row.amount

    def _open(self, *, with_invoice: bool = True) -> Batch:
        return self.desk.batch(with_invoice=with_invoice, who=self.who)


def test_debts_and_credits_come_out_even_whatever_is_done(database: Database) -> None:
    desk = OfficeGestures(database)

    class Credits(_Credits):
        def __init__(self) -> None:
            super().__init__(desk)

    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        Credits,
        settings=settings(max_examples=tried(20), stateful_step_count=20, deadline=None, suppress_health_check=slow),
    )
