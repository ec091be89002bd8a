"""Whatever is keyed, debited and undone, in whatever order: the sums hold, and a closed batch takes nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import text

from backoffice.domain.batch import TRANSITIONS, Batch, BatchState
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.collection import BankFiling
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.method import Channel
from backoffice.domain.money import ZERO, Money, total
from backoffice.domain.unpaid import UnpaidForm
from backoffice.keying.recorded_form import ChequeForm
from backoffice.storage.database import Database
from tests.debited import key_card
from tests.examples import tried
from tests.office import FIRST_DAY, OfficeGestures

_PENDING = (("AP11", FIRST_DAY.date(), 17_15), ("AP12", FIRST_DAY.date(), 20_30))
_OPENING = Money(37_45)
_AMOUNTS = (17_15, 20_30, 22_45, 37_45)
_WHAT_A_CLOSED_BATCH_HOLDS = text(
    "SELECT (SELECT count(*) FROM receipts WHERE batch_id = :id AND reverses IS NULL), "
    "(SELECT count(*) FROM mail WHERE batch_id = :id AND reverses IS NULL), "
    "(SELECT count(*) FROM debits d JOIN mail m ON m.id = d.mail_id WHERE m.batch_id = :id AND d.reverses IS NULL), "
    "(SELECT count(*) FROM tapes WHERE batch_id = :id), (SELECT count(*) FROM slips WHERE batch_id = :id)"
)
_clients = count(1)


@dataclass
class _Cheque:
    """What the books should say of a cheque."""

    batch_id: int
    amount: Money
    settled: Money
    stands: bool = True


class _Undoing(RuleBasedStateMachine):
    """One client, keyed by a supervisor into a batch after another."""

    def __init__(self, desk: OfficeGestures) -> None:
        super().__init__()
        self.desk, self.who = desk, desk.supervisor
        self.client = desk.client(ClientRef("J", 121, f"{next(_clients)}"), _PENDING)
        desk.order(self.client, "C1", "Le Jardin")
        self.numbers = count(1)
        self.cheques: dict[int, _Cheque] = {}
        self.debited: dict[int, Money] = {}
        """What stands of the debits of a piece of mail."""
        self.sent: set[int] = set()
        self.batch = self._open()
        self.seen = {self.batch.id: BatchState.OPEN}
        self.held: dict[int, tuple[int, ...]] = {}

    @property
    def settled(self) -> Money:
        return total((*(each.settled for each in self.cheques.values() if each.stands), *self.debited.values()))

    @rule(cents=st.sampled_from(_AMOUNTS))
    def key_a_cheque(self, cents: int) -> None:
        number = f"{next(self.numbers):07d}"
        if self.settled == _OPENING:
            aside = self.desk.mail_form(self.batch, self.client).decided
            form = ChequeForm(uuid4(), self.batch.id, self.client, Money(cents), None, number, (), decided=aside)
            self._refused(lambda: self.desk.cheques.record(self.who, form), Broken.DECISION_OVERTAKEN)
            return
        row = self.desk.cheques.record(self.who, self.desk.form(self.batch, self.client, cents, number))
        self.cheques[row.id] = _Cheque(self.batch.id, row.amount, row.amount - row.credit)

    @rule(cents=st.sampled_from(_AMOUNTS))
    def key_a_cheque_without_invoice(self, cents: int) -> None:
        batch = self._open(with_invoice=False)
        self.seen[batch.id] = BatchState.OPEN
        row = self.desk.cheques.record(self.who, self.desk.form(batch, self.client, cents, f"{next(self.numbers):07d}"))
        self.cheques[row.id] = _Cheque(batch.id, row.amount, ZERO)

    @precondition(lambda self: self.settled < _OPENING)
    @rule()
    def debit(self) -> None:
        due = _OPENING - self.settled
        key_card(self.desk, self.batch.id, self.client, self.who)
        self.debited[self.desk.mail.of_batch(self.who, self.batch.id)[-1].id] = due

    @precondition(lambda self: any(mail not in self.sent for mail in self.debited))
    @rule()
    def send(self) -> None:
        day = FIRST_DAY.date()
        self.desk.collecting.make(self.who, uuid4(), BankFiling(Channel.CARD, day, day.replace(year=2030)))
        self.sent.update(self.debited)

    @rule()
    def close(self) -> None:
        batch = self.batch
        standing = [each.amount.cents for each in self.cheques.values() if each.stands and each.batch_id == batch.id]
        self.desk.close(batch, *standing, who=self.who)
        self.held[batch.id] = self._holds(batch.id)
        self.batch = self._open()
        self.seen[self.batch.id] = BatchState.OPEN

    @precondition(lambda self: self.cheques)
    @rule(data=st.data())
    def cancel_a_receipt(self, data: st.DataObject) -> None:
        receipt_id = data.draw(st.sampled_from(sorted(self.cheques)))
        cheque = self.cheques[receipt_id]
        if not cheque.stands:
            self._refused(lambda: self.desk.cancel(receipt_id, self.who), Broken.RECEIPT_REVERSED)
            return
        assert self.desk.cancel(receipt_id, self.who).debt_back == cheque.settled
        cheque.stands, cheque.settled = False, ZERO

    @rule(data=st.data())
    def come_back_unpaid(self, data: st.DataObject) -> None:
        shown = self.desk.cancelling.payments(self.who, self.client)
        cents = data.draw(st.sampled_from([*(each.payment.amount.cents for each in shown), 1]))
        form = UnpaidForm(uuid4(), self.client, Money(cents), "Rejet")
        if cents == 1:
            code = Broken.UNPAID_AMOUNT if shown else Broken.NOTHING_UNPAID
            self._refused(lambda: self.desk.cancelling.unpaid(self.who, form), code)
            return
        back = self.desk.cancelling.unpaid(self.who, form)
        if back.receipt_id is not None:
            assert back.settled == self.cheques[back.receipt_id].settled
            self.cheques[back.receipt_id].settled = ZERO
        else:
            self.debited[self._mail_of(back.debit_id)] -= back.settled

    @precondition(lambda self: self.debited)
    @rule(data=st.data())
    def cancel_mail(self, data: st.DataObject) -> None:
        mail_id = data.draw(st.sampled_from(sorted(self.debited)))
        code = Broken.MAIL_SENT_TO_BANK if mail_id in self.sent else None
        code = Broken.BATCH_CLOSED if self._batch_of(mail_id) in self.held else code
        if code is None:
            self.desk.mail.cancel(self.who, uuid4(), mail_id)
            del self.debited[mail_id]
        else:
            self._refused(lambda: self.desk.mail.cancel(self.who, uuid4(), mail_id), code)

    @invariant()
    def the_sums_hold(self) -> None:
        dossier = self.desk.dossier(self.client)
        assert total(invoice.pending for invoice in dossier.invoices) == _OPENING - self.settled
        standing = [each for each in self.cheques.values() if each.stands]
        assert dossier.credit == total(each.amount - each.settled for each in standing)
        account = self.desk.balances.client(self.who, self.client)
        assert (
            account.balance
            == dossier.credit - (_OPENING - self.settled)
            == total(row.amount for row in account.entries)
        )

    @invariant()
    def a_closed_batch_takes_nothing_else(self) -> None:
        for batch_id, held in self.held.items():
            assert self._holds(batch_id) == held

    @invariant()
    def states_only_move_forward(self) -> None:
        for batch_id, before in self.seen.items():
            now = self.desk.batches.row(self.who, batch_id).batch.state
            steps = {(before, before), (BatchState.OPEN, BatchState.CLOSED), *TRANSITIONS}
            assert (before, now) in steps
            self.seen[batch_id] = now

    def teardown(self) -> None:
        """Undo everything: what was due at first is due again, and all sums are zero."""
        if any(mail not in self.sent for mail in self.debited):
            self.send()
        for receipt_id, cheque in self.cheques.items():
            if cheque.stands:
                self.desk.cancel(receipt_id, self.who)
        for each in self.desk.cancelling.payments(self.who, self.client):
            form = UnpaidForm(uuid4(), self.client, each.payment.amount, "Rejet")
            self.desk.cancelling.unpaid(self.who, form)
        dossier = self.desk.dossier(self.client)
        assert (total(invoice.pending for invoice in dossier.invoices), dossier.credit) == (_OPENING, ZERO)
        assert total(row.amount for row in dossier.receipts) == ZERO
        assert self.desk.cancelling.payments(self.who, self.client) == ()
        assert self.desk.checking.run() == ()

    def _open(self, *, with_invoice: bool = True) -> Batch:
        return self.desk.batch(with_invoice=with_invoice, who=self.who)

    def _holds(self, batch_id: int) -> tuple[int, ...]:
        found = self.desk.database.read(lambda tx: tx.execute(_WHAT_A_CLOSED_BATCH_HOLDS, {"id": batch_id}).one())
        return tuple(found)

    def _mail_of(self, debit_id: int | None) -> int:
        return self._one("SELECT mail_id FROM debits WHERE id = :id", debit_id)

    def _batch_of(self, mail_id: int) -> int:
        return self._one("SELECT batch_id FROM mail WHERE id = :id", mail_id)

    def _one(self, query: str, row_id: int | None) -> int:
        return int(self.desk.database.read(lambda tx: tx.execute(text(query), {"id": row_id}).scalar_one()))

    def _refused(self, gesture: Callable[[], object], code: Broken) -> None:
        with pytest.raises(RuleBroken) as refusal:
            gesture()
        assert refusal.value.code is code


def test_the_books_hold_whatever_is_undone(database: Database) -> None:
    desk = OfficeGestures(database)

    class Undoing(_Undoing):
        def __init__(self) -> None:
            super().__init__(desk)

    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        Undoing,
        settings=settings(max_examples=tried(20), stateful_step_count=16, deadline=None, suppress_health_check=slow),
    )
