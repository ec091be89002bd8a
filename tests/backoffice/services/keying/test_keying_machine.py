"""Gestures dropped, repeated, reordered and interrupted: no coupon is lost, none is recorded twice, none is changed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TypeVar
from uuid import UUID, uuid4

from argon2 import PasswordHasher
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import event, select, update
from sqlalchemy.exc import OperationalError
from typing_extensions import override

from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.debit import DebitOperation
from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.mail_facts import CardFacts, CouponFacts, IbanFacts, IbanMatch
from backoffice.domain.mail_rows import MailRow
from backoffice.domain.means import MethodChange, MethodForm
from backoffice.gateways.aside_folder import AsideFolder
from backoffice.gateways.outbox import Outbox
from backoffice.keying.assigned import NOTHING_ASSIGNED, Assigned
from backoffice.keying.recorded_form import ChequeForm, MailForm
from backoffice.keying.ticks import Ticks
from backoffice.services.books.means_posting import mark_of
from backoffice.services.keying.recording import Recording
from backoffice.services.office.people import People
from backoffice.storage.database import Database, Transaction
from backoffice.storage.means import COLUMNS, of_row
from backoffice.storage.schema import (
    clients,
    debits,
    instruction_lines,
    mail,
    means,
    receipts,
)
from tests.backoffice.services.keying.sending import ON_FILE, TWO
from tests.coupons import entry, sent
from tests.debited import CARD
from tests.examples import tried
from tests.ibans import FRENCH, POSTAL
from tests.office import VAULT, OfficeGestures

Form = ChequeForm | MailForm
Answer = ReceiptRow | MailRow
T = TypeVar("T")

_TICKS = (
    Ticks(),
    Ticks(CouponFacts(bears_no_debt=True)),
    Ticks(CouponFacts("AP12", commitment=True)),
    Ticks(CouponFacts(deceased=True), no_payment=True),
    Ticks(CouponFacts(protected_adult=True), no_payment=True),
    Ticks(card=CardFacts()),
    Ticks(card=CardFacts(holder="DURANT Marie", holder_is_client=True)),
    Ticks(iban=IbanFacts(IbanMatch.SAME)),
    Ticks(no_payment=True),
)
_CENTS = (13_10, 20_30, 33_40, 15_00)
_MOMENTS = ("before", "within", "after")
_chronos, _numbers = count(1), count(1)
"""Another cheque of a number and an amount would be warned of."""


class _NoSpace(Exception):
    sqlite_errorcode = 13


class _Lossy(Database):
    """A database whose line breaks before a transaction begins, at its commit, or after it: the answer is lost then."""

    cut = ""

    def listen(self) -> None:
        """Break from now on where `cut` says so."""
        event.listen(self.writing_engine, "begin", lambda *_: self._break("before"))
        event.listen(self.writing_engine, "commit", lambda *_: self._break("within"))

    @override
    def write(self, work: Callable[[Transaction], T]) -> T:
        result = super().write(work)
        if self.cut == "after":
            raise Unavailable(Fault.DATABASE_UNREACHABLE)
        return result

    @contextmanager
    def cut_at(self, moment: str) -> Iterator[None]:
        """Break at this moment; nowhere where it is empty."""
        self.cut = moment
        yield
        self.cut = ""

    def _break(self, moment: str) -> None:
        if self.cut == moment:
            raise OperationalError("SELECT", {}, _NoSpace())


class _Keying(RuleBasedStateMachine):
    """Two workstations that key the mail of three clients, through an outbox each."""

    def __init__(self, desk: OfficeGestures, line: _Lossy, folder: Path) -> None:
        super().__init__()
        self.desk, self.line, self.who = desk, line, desk.operator
        self.folder = folder / uuid4().hex
        self.clients = [desk.client(ClientRef("J", 121, f"{next(_chronos)}"), TWO, **ON_FILE) for _ in range(3)]
        for client in self.clients:
            desk.order(client, f"C{client}", "Le Jardin")
        self.batch = desk.batch()
        self.keyed: list[Form] = []
        """What Enregistrer was pressed for, in order."""
        self.answers: dict[UUID, Answer] = {}
        self.refused: set[UUID] = set()
        self.lost: set[UUID] = set()
        """Those whose answer never came: they wait, whatever became of them."""
        self._aside = AsideFolder(self.folder / "aside")
        self.recording = self._opened()

    def _opened(self) -> Recording:
        people = People(self.desk.office, PasswordHasher())
        return Recording(self.desk.cheques, self.desk.mail, people, Outbox(self.folder), self._aside)

    def _form(self, data: st.DataObject) -> Form:
        """A coupon as the screen makes it of the file as it is."""
        client, ticks = data.draw(st.sampled_from(self.clients)), data.draw(st.sampled_from(_TICKS))
        pays = ticks.card is None and ticks.iban is None and not ticks.no_payment
        cents = data.draw(st.sampled_from(_CENTS)) if pays else None
        coupon = entry(
            self.batch,
            self.desk.dossier(client),
            ticks,
            cents,
            f"{next(_numbers):07d}" if cents else "",
            assigned=Assigned(card=CARD) if ticks.card else NOTHING_ASSIGNED,
        )
        return sent(self.batch, coupon)

    def _send(self, form: Form) -> None:
        """*Enregistrer*, whose answer is kept as the screen keeps it."""
        try:
            answer = self._recorded(form)
        except RuleBroken:
            self._was_refused(form)
        except Unavailable:
            self.lost.add(form.key)
        else:
            self._told(form, answer)

    def _was_refused(self, form: Form) -> None:
        assert form.key not in self.answers
        assert self._books(form.key) is None
        self.refused.add(form.key)
        self.lost.discard(form.key)

    def _recorded(self, form: Form) -> Answer:
        if isinstance(form, ChequeForm):
            return self.recording.record(self.who, form)
        return self.recording.record_mail(self.who, form)

    def _told(self, form: Form, answer: Answer) -> None:
        assert self.answers.setdefault(form.key, answer) == answer
        self.refused.discard(form.key)
        self.lost.discard(form.key)

    @rule(data=st.data())
    def key_a_coupon(self, data: st.DataObject) -> None:
        form = self._form(data)
        self.keyed.append(form)
        self._send(form)

    @rule(data=st.data(), moment=st.sampled_from(_MOMENTS))
    def key_on_a_line_that_breaks(self, data: st.DataObject, moment: str) -> None:
        form = self._form(data)
        self.keyed.append(form)
        with self.line.cut_at(moment):
            self._send(form)
        # Once the transaction has begun, it may be refused before the line breaks.
        assert form.key in (self.lost if moment == "before" else self.lost | self.refused)

    @rule(data=st.data())
    def key_and_crash_before_the_answer(self, data: st.DataObject) -> None:
        """Committed, and the workstation is gone before it is told: its file is still there."""
        form = self._form(data)
        self.keyed.append(form)
        Outbox(self.folder).put(self.who, form)
        try:
            if isinstance(form, ChequeForm):
                self.desk.cheques.record(self.who, form)
            else:
                self.desk.mail.record(self.who, form)
        except RuleBroken:
            pass
        self.lost.add(form.key)
        self.recording = self._opened()

    @rule(data=st.data())
    def key_a_coupon_that_was_overtaken(self, data: st.DataObject) -> None:
        """Another workstation records its own coupon, or changes the file, in between."""
        form = self._form(data)
        self.keyed.append(form)
        meanwhile = (self._change, self._change_method, self._key_elsewhere, self._pay_a_part)
        data.draw(st.sampled_from(meanwhile))(form, data)
        self._send(form)

    def _pay_a_part(self, form: Form, _: st.DataObject) -> None:
        """Of what the coupon is about to settle or to debit."""
        coupon = entry(self.batch, self.desk.dossier(form.client_id), _TICKS[1], 1_00, f"{next(_numbers):07d}")
        other = sent(self.batch, coupon)
        self.keyed.append(other)
        self._send(other)

    def _key_elsewhere(self, _: Form, data: st.DataObject) -> None:
        other = self._form(data)
        self.keyed.append(other)
        self._send(other)

    def _change(self, form: Form, data: st.DataObject) -> None:
        """An import marks the client."""
        flag = data.draw(st.sampled_from(("deceased", "protected_adult", "blocked")))
        row = update(clients).where(clients.c.id == form.client_id).values({flag: data.draw(st.booleans())})
        self.desk.database.write(lambda tx: tx.execute(row))

    def _change_method(self, form: Form, data: st.DataObject) -> None:
        """2.4, by another operator: another account, the same one, or another way."""
        iban = self.desk.methods.judge_iban(self.who, form.client_id, data.draw(st.sampled_from((POSTAL, FRENCH)))).iban
        changes = (MethodChange(45, iban=iban), MethodChange(99), MethodChange(80, card=CARD))
        change = MethodForm(uuid4(), form.client_id, data.draw(st.sampled_from(changes)))
        with suppress(RuleBroken):  # the account is blocked
            self.desk.methods.change(self.desk.supervisor, change)

    @precondition(lambda self: self.keyed)
    @rule(data=st.data(), moment=st.sampled_from(("", *_MOMENTS)))
    def press_again(self, data: st.DataObject, moment: str) -> None:
        """A repeat of anything that was sent, in any order: the first answer, or none."""
        form = data.draw(st.sampled_from(self.keyed))
        before = self._books(form.key)
        with self.line.cut_at(moment):
            self._send(form)
        assert before in (None, self._books(form.key))

    @precondition(lambda self: self.keyed)
    @rule(data=st.data())
    def send_another_under_its_key(self, data: st.DataObject) -> None:
        """What was recorded under a key is not changed by what is sent under it later."""
        form = data.draw(st.sampled_from(self.keyed))
        if self._books(form.key) is None:
            return
        with_more = replace(form, reason=f"{form.reason} encore")
        code = _refusal(lambda: self._bare(with_more))
        assert code is Broken.GESTURE_REUSED

    def _bare(self, form: Form) -> Answer:
        if isinstance(form, ChequeForm):
            return self.desk.cheques.record(self.who, form)
        return self.desk.mail.record(self.who, form)

    @rule(moment=st.sampled_from(("", "", *_MOMENTS)))
    def resend(self, moment: str) -> None:
        with self.line.cut_at(moment):
            try:
                resent = self.recording.resend()
            except Unavailable:
                assert moment
                return
        for answer in resent:
            if answer.refusal is not None:
                self._was_refused(answer.form)
            else:
                row = answer.receipt or answer.mail
                assert row is not None
                self._told(answer.form, row)

    @rule()
    def crash_and_start_again(self) -> None:
        self.recording = self._opened()

    @invariant()
    def none_is_lost(self) -> None:
        """Each coupon is in the books, was refused and is aside, or waits on the disk; whole, as it was sent."""
        waiting = {outgoing.form.key: outgoing.form for outgoing in Outbox(self.folder).waiting()}
        assert {aside.key for aside in self._aside.all()} == self.refused - waiting.keys()
        assert waiting.keys() == self.lost
        for form in self.keyed:
            recorded = self._books(form.key) is not None
            assert recorded or form.key in self.refused or form.key in waiting
            assert waiting.get(form.key, form) == form
            assert not (form.key in self.answers and not recorded)

    @invariant()
    def none_is_changed_or_recorded_twice(self) -> None:
        for form in self.keyed:
            books = self._books(form.key)
            if books is not None:
                assert books == _expected(form)

    def teardown(self) -> None:
        """Once the line is back, all that waits has its answer, and the books hold."""
        self.resend("")
        assert self.recording.waiting() == 0
        assert self.lost == set()
        assert self.desk.checking.run() == ()
        self.none_is_lost()
        self.none_is_changed_or_recorded_twice()

    def _books(self, key: UUID) -> object:
        return self.desk.database.read(lambda tx: _of_gesture(tx, key))


def _of_gesture(tx: Transaction, key: UUID) -> object:
    """What stands in the books of a gesture; None where nothing does."""
    letters = tx.execute(
        select(mail.c.id, mail.c.client_id, mail.c.batch_id, mail.c.facts, mail.c.decision).where(mail.c.gesture == key)
    ).all()
    if not letters:
        assert tx.execute(select(receipts.c.id).where(receipts.c.gesture == key)).all() == []
        return None
    ((mail_id, *kept),) = letters
    cheque = tx.execute(
        select(receipts.c.client_id, receipts.c.figures, receipts.c.words, receipts.c.cheque_number).where(
            receipts.c.gesture == key
        )
    ).all()
    rows = tx.execute(
        select(instruction_lines.c.invoice_id, instruction_lines.c.operation, instruction_lines.c.amount)
        .join(receipts, receipts.c.id == instruction_lines.c.receipt_id)
        .where(receipts.c.gesture == key)
    ).all()
    debited = tx.execute(
        select(debits.c.invoice_id, debits.c.operation, debits.c.amount).where(debits.c.mail_id == mail_id)
    ).all()
    drawn_on = tx.execute(
        select(*(means.c[name] for name in COLUMNS))
        .join(debits, debits.c.means_id == means.c.id)
        .where(debits.c.mail_id == mail_id, debits.c.operation == DebitOperation.REPRESENT.value)
    )
    return (
        tuple(kept),
        [tuple(row) for row in cheque],
        {tuple(row) for row in rows},
        {tuple(row) for row in debited},
        {mark_of(VAULT, of_row(row)) for row in drawn_on},
    )


def _expected(form: Form) -> object:
    """The same of what was sent."""
    kept = (form.client_id, form.batch_id, form.ticks.as_json(), form.decided)
    if isinstance(form, MailForm):
        debited = {(row.invoice_id, row.operation.value, row.amount.cents) for row in form.debits}
        presented = any(row.operation is DebitOperation.REPRESENT for row in form.debits)
        return (kept, [], set(), debited, {form.compared} if presented else set())
    cheque = (form.client_id, form.figures.cents, form.words, form.number)
    rows = {(row.invoice_id, row.operation.value, row.amount.cents) for row in form.rows}
    return (kept, [cheque], rows, set(), set())


def _refusal(gesture: Callable[[], object]) -> Broken | None:
    try:
        gesture()
    except RuleBroken as refusal:
        return refusal.code
    return None


def test_no_coupon_is_lost_doubled_or_changed(database_url: str, tmp_path: Path) -> None:
    line = _Lossy(database_url)
    line.listen()
    desk = OfficeGestures(line)

    class Keying(_Keying):
        def __init__(self) -> None:
            super().__init__(desk, line, tmp_path / "outbox")

    run_state_machine_as_test(
        Keying,
        settings=settings(
            max_examples=tried(10),
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
