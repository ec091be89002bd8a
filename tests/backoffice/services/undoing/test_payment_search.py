"""Payments are found by whatever one has in hand, and say what became of each of their lines."""

from datetime import date
from uuid import uuid4

import pytest

from backoffice.domain.cancellation import ErpAnswer
from backoffice.domain.cheque import ChequeCorrection
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.collection import BankFiling
from backoffice.domain.credit import RefundForm
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.method import Channel
from backoffice.domain.money import Money
from backoffice.domain.paper import MailSlipKind
from backoffice.domain.payments import (
    Payment,
    PaymentEvent,
    PaymentId,
    PaymentKind,
    PaymentRow,
    PaymentState,
    Sought,
)
from backoffice.domain.people import Actor, Role
from backoffice.domain.unpaid import UnpaidForm
from backoffice.storage.database import Database
from tests.debited import key_card
from tests.office import DURAND, FIRST_DAY, WHY, Clock, OfficeGestures
from tests.paid import another, every_kind
from tests.scripted_erp import ScriptedErp
from tests.together import Together

_TWO = (("AP11", date(2019, 2, 20), 13_10), ("AP12", date(2019, 3, 9), 20_30))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(database: Database, clock: Clock) -> OfficeGestures:
    return OfficeGestures(database, clock)


def _found(desk: OfficeGestures, sought: Sought | None = None, who: Actor | None = None) -> tuple[PaymentRow, ...]:
    page = desk.payments.search(who or desk.supervisor, sought or Sought())
    assert page.after is None
    return page.payments


def _numbers(desk: OfficeGestures, sought: Sought, who: Actor | None = None) -> list[str]:
    return [row.number or "débit" for row in _found(desk, sought, who)]


def _seen(desk: OfficeGestures, row: PaymentRow, who: Actor | None = None) -> Payment:
    return desk.payments.payment(who or desk.supervisor, row.id)


def _events(payment: Payment) -> list[PaymentEvent]:
    return [moment.event for moment in payment.history]


def test_each_recording_is_one_payment_with_a_line_for_each_invoice(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client(pending=_TWO)
    desk.cheque(batch, client, 33_40)

    (row,) = _found(desk)
    payment = _seen(desk, row)

    assert (row.ref, row.name, row.number, row.amount) == (DURAND, "Mme DURAND Marie", "5508018", Money(33_40))
    assert (row.lines, row.state, row.batch_number, row.operator) == (
        2,
        PaymentState.PROCESSED,
        batch.number,
        "A. Morel",
    )
    assert [(line.invoice, line.amount.cents, line.reversal) for line in payment.lines] == [
        ("F1", 13_10, None),
        ("F2", 20_30, None),
    ]
    assert all(line.rule.startswith("P-") for line in payment.lines)
    assert payment.debt_back == Money(33_40)
    assert payment.refusal is None
    (recorded,) = payment.history
    assert (recorded.event, recorded.by, recorded.workstation) == (PaymentEvent.RECORDED, "A. Morel", "PC-12")
    assert payment.slip is None


def test_a_cheque_sans_facture_has_no_line_and_stands(desk: OfficeGestures) -> None:
    desk.cheque(desk.batch(with_invoice=False), desk.client(), 20_30)
    (row,) = _found(desk)
    assert (row.lines, row.state) == (0, PaymentState.PROCESSED)
    assert _seen(desk, row).lines == ()


def test_payments_are_found_by_what_one_has_in_hand(desk: OfficeGestures) -> None:
    first, second = desk.batch(), desk.batch()
    desk.cheque(first, desk.client(), 20_30, "5508018")
    desk.cheque(second, another(desk, "777", 17_15), 17_15, "5508999")
    card = desk.client(ClientRef("K", 121, "52134466"), _TWO)
    desk.order(card, "C1", "Le Jardin")
    key_card(desk, second.id, card)

    assert _numbers(desk, Sought(refs=(DURAND,))) == ["5508018"]
    assert _numbers(desk, Sought(chrono="52134466")) == ["débit", "5508018"]
    assert _numbers(desk, Sought(cheque="5508")) == ["5508999", "5508018"]
    assert _numbers(desk, Sought(cheque="5508999")) == ["5508999"]
    assert _numbers(desk, Sought(amount=Money(20_30))) == ["débit", "5508018"]
    assert _numbers(desk, Sought(amount=Money(17_15))) == ["5508999"]
    assert _numbers(desk, Sought(batch=second.number)) == ["débit", "5508999"]
    assert _numbers(desk, Sought(kind=PaymentKind.DEBIT)) == ["débit"]
    assert _numbers(desk, Sought(amount=Money(20_30), batch=second.number)) == ["débit"]
    assert _numbers(desk, Sought(refs=(ClientRef("J", 121, "778"), DURAND))) == ["5508018"]
    for code, unknown in ((121, Broken.CLIENT_UNKNOWN), (557, Broken.PARTNER_UNKNOWN)):
        with pytest.raises(RuleBroken) as refusal:
            _numbers(desk, Sought(refs=(ClientRef("Z", code, "1"),)))
        assert refusal.value.code is unknown
    desk.client(ClientRef("Z", 121, "1"))
    assert _numbers(desk, Sought(refs=(ClientRef("Z", 121, "1"),))) == []
    assert _numbers(desk, Sought(batch="2024-9999")) == []


def test_a_day_is_the_office_s(desk: OfficeGestures, clock: Clock) -> None:
    clock.now = FIRST_DAY.replace(hour=22, minute=58)  # 23:58 in Paris
    desk.cheque(desk.batch(), desk.client(), 20_30, "5508018")
    clock.now = FIRST_DAY.replace(hour=23, minute=1)
    desk.cheque(desk.batch(), another(desk, "777"), 20_30, "5508019")

    first, second = date(2024, 3, 4), date(2024, 3, 5)
    assert _numbers(desk, Sought(since=first, until=first)) == ["5508018"]
    assert _numbers(desk, Sought(since=second)) == ["5508019"]
    assert _numbers(desk, Sought(since=first, until=second)) == ["5508019", "5508018"]


def test_operators_see_their_own_batches_and_supervisors_all(desk: OfficeGestures) -> None:
    desk.cheque(desk.batch(), desk.client(), 20_30)
    other = desk.person("b.petit", "B. Petit", Role.OPERATOR)
    (row,) = _found(desk)

    assert _numbers(desk, Sought(), desk.operator) == ["5508018"]
    assert _numbers(desk, Sought(), other) == []
    desk.batch(who=other)
    assert _numbers(desk, Sought(), other) == []
    with pytest.raises(RuleBroken) as refusal:
        _seen(desk, row, other)
    assert refusal.value.code is Broken.BATCH_OF_ANOTHER


def test_an_unknown_payment_is_refused(desk: OfficeGestures) -> None:
    for kind in PaymentKind:
        with pytest.raises(RuleBroken) as refusal:
            desk.payments.payment(desk.supervisor, PaymentId(kind, 77))
        assert refusal.value.code is Broken.RECEIPT_UNKNOWN


def test_a_reversal_is_no_payment_of_its_own(desk: OfficeGestures) -> None:
    receipt = desk.cheque(desk.batch(), desk.client(), 20_30)
    desk.corrections.reverse(desk.operator, uuid4(), receipt.id)

    (row,) = _found(desk)
    payment = _seen(desk, row)

    assert row.state is PaymentState.CANCELLED
    (line,) = payment.lines
    assert line.reversal is not None
    assert (line.reversal.amount, line.reversal.by) == (Money(-20_30), "A. Morel")
    assert _events(payment) == [PaymentEvent.RECORDED, PaymentEvent.CANCELLED]
    assert payment.refusal is not None
    assert payment.refusal.code is Broken.RECEIPT_REVERSED
    with pytest.raises(RuleBroken):
        desk.payments.payment(desk.supervisor, PaymentId(PaymentKind.CHEQUE, receipt.id + 1))


def test_a_correction_is_told_on_both_cheques(desk: OfficeGestures) -> None:
    receipt = desk.cheque(desk.batch(), desk.client(), 20_30)
    desk.corrections.correct(desk.operator, ChequeCorrection(uuid4(), receipt.id, Money(20_00), None, "7777777"))

    new, old = (_seen(desk, row) for row in _found(desk))

    assert _events(new) == [PaymentEvent.CORRECTS]
    assert (new.history[0].number, new.history[0].amount) == ("5508018", Money(20_30))
    assert _events(old) == [PaymentEvent.RECORDED, PaymentEvent.CORRECTED]
    assert (old.history[1].number, old.history[1].amount) == ("7777777", Money(20_00))


def test_what_came_back_unpaid_says_so_until_it_is_cancelled(desk: OfficeGestures) -> None:
    client = desk.client()
    receipt = desk.cheque(desk.batch(), client, 20_30)
    desk.cancelling.unpaid(desk.operator, UnpaidForm(uuid4(), client, Money(20_30), "Rejet"))
    (row,) = _found(desk)
    payment = _seen(desk, row)

    assert row.state is PaymentState.UNPAID
    assert _events(payment) == [PaymentEvent.RECORDED, PaymentEvent.UNPAID]
    assert payment.history[1].amount == Money(20_30)
    (line,) = payment.lines
    assert line.reversal is not None
    assert line.reversal.at == payment.history[1].at
    assert payment.debt_back == Money(0)

    desk.cancelling.cancel_receipt(desk.operator, uuid4(), receipt.id, WHY)
    assert [row.state for row in _found(desk)] == [PaymentState.CANCELLED]


def test_the_slip_is_the_newest_that_has_the_cheque(desk: OfficeGestures) -> None:
    batch = desk.batch()
    desk.cheque(batch, desk.client(), 20_30)
    desk.close(batch, 20_30)
    (row,) = _found(desk)
    payment = _seen(desk, row)

    assert payment.slip is not None
    assert (payment.slip.number, payment.slip.kind) == ("BE-2024-000001", None)
    assert _events(payment) == [PaymentEvent.RECORDED, PaymentEvent.ON_SLIP]
    assert payment.history[1].number == "BE-2024-000001"


def test_in_a_closed_batch_an_operator_cancels_their_own(desk: OfficeGestures) -> None:
    batch = desk.batch()
    desk.cheque(batch, desk.client(), 20_30)
    desk.close(batch, 20_30)
    (row,) = _found(desk)

    for who in (desk.operator, desk.supervisor):
        assert _seen(desk, row, who).refusal is None


def test_what_its_credit_was_applied_to_is_due_again_with_it(desk: OfficeGestures) -> None:
    client = desk.client(pending=_TWO)
    receipt = desk.cheque(desk.batch(with_invoice=False), client, 20_00)
    assert _seen(desk, _found(desk)[0]).credit_less == Money(20_00)
    offer = desk.credits.offer(desk.operator, client)
    assert offer is not None
    desk.credits.apply(desk.operator, uuid4(), offer.applying)

    payment = _seen(desk, _found(desk)[0])
    assert (payment.debt_back, payment.credit_less) == (offer.amount, Money(20_00) - offer.amount)
    assert desk.cancel(receipt.id).debt_back == offer.amount
    cancelled = _seen(desk, _found(desk)[0])
    assert cancelled.history[-1].why == WHY


def test_a_payment_whose_credit_was_refunded_says_so(desk: OfficeGestures) -> None:
    client = desk.client(pending=())
    desk.cheque(desk.batch(with_invoice=False), client, 20_00)
    desk.credits.refund(desk.supervisor, RefundForm(uuid4(), client, Money(5_00), "À sa demande"))
    refusal = _seen(desk, _found(desk)[0]).refusal
    assert refusal is not None
    assert refusal.code is Broken.CREDIT_REFUNDED


def test_the_debits_of_a_piece_of_mail_are_one_payment(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client(pending=_TWO)
    desk.order(client, "C1", "Le Jardin")
    key_card(desk, batch.id, client)
    (row,) = _found(desk)
    assert (row.channel, row.amount, row.lines, row.state) == (Channel.CARD, Money(33_40), 2, PaymentState.TO_SEND)
    refusal = _seen(desk, row).refusal
    assert refusal is not None
    assert refusal.code is Broken.DEBIT_WITH_ITS_MAIL

    desk.collecting.make(desk.supervisor, uuid4(), BankFiling(Channel.CARD, date(2024, 3, 4), date(2024, 3, 11)))
    payment = _seen(desk, row)
    assert payment.row.state is PaymentState.SENT
    assert [line.sent_in for line in payment.lines] == ["CB-2024-000001"] * 2
    assert _events(payment) == [PaymentEvent.RECORDED, PaymentEvent.IN_FILE]

    desk.cancelling.unpaid(desk.supervisor, UnpaidForm(uuid4(), client, Money(20_30), "Rejet"))
    payment = _seen(desk, row)
    assert payment.row.state is PaymentState.UNPAID
    assert [line.reversal is not None for line in payment.lines] == [False, True]
    assert _events(payment)[-1] is PaymentEvent.UNPAID


def test_debits_taken_back_with_their_mail_are_cancelled(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client()
    desk.order(client, "C1", "Le Jardin")
    key_card(desk, batch.id, client)
    (kept,) = desk.mail.of_batch(desk.operator, batch.id)
    desk.mail.cancel(desk.operator, uuid4(), kept.id)

    (row,) = _found(desk)
    assert row.state is PaymentState.CANCELLED
    assert _events(_seen(desk, row)) == [PaymentEvent.RECORDED, PaymentEvent.CANCELLED]


def test_a_debit_stands_on_the_slip_of_its_paper(desk: OfficeGestures) -> None:
    batch, client = desk.batch(), desk.client()
    desk.order(client, "C1", "Le Jardin")
    key_card(desk, batch.id, client)
    slip = desk.mail_slips.print_slip(desk.operator, uuid4(), MailSlipKind.ARCHIVE, batch.id)

    (row,) = _found(desk)
    found = _seen(desk, row).slip
    assert found is not None
    assert (found.number, found.kind) == (slip.number, MailSlipKind.ARCHIVE)


def test_a_payment_in_the_financial_system_is_partly_cancelled_line_by_line(desk: OfficeGestures) -> None:
    together = Together(desk, ScriptedErp())
    receipt = together.payment(10_00, 20_30)
    (row,) = _found(desk)
    payment = _seen(desk, row)
    assert payment.in_financial_system
    assert payment.refusal is None

    together.begin(receipt.id)
    refusal = _seen(desk, row).refusal
    assert refusal is not None
    assert refusal.code is Broken.CANCELLATION_UNDER_WAY
    together.round.run()
    first, second = together.erp.asked
    together.erp.say(ErpAnswer.CANCELLED, first)
    together.round.run()
    payment = _seen(desk, row)
    assert payment.row.state is PaymentState.PARTLY_CANCELLED
    assert [line.reversal and line.reversal.amount.cents for line in payment.lines] == [-10_00, None]
    assert payment.debt_back == Money(20_30)

    together.erp.say(ErpAnswer.CANCELLED, second)
    together.round.run()
    payment = _seen(desk, row)
    assert payment.row.state is PaymentState.CANCELLED
    assert all(line.reversal for line in payment.lines)


def test_the_state_that_is_sought_is_the_state_that_is_shown(desk: OfficeGestures) -> None:
    every_kind(desk)
    everything = _found(desk)
    assert {row.state for row in everything} == set(PaymentState)
    for state in PaymentState:
        assert _found(desk, Sought(state=state)) == tuple(row for row in everything if row.state is state)
