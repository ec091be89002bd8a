"""Refacturation, représentation and réabonnement with the mail they came with (P-50 to P-69)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import update

from backoffice.domain.batch import Batch
from backoffice.domain.card import AliasedCard, CardExpiry
from backoffice.domain.debit import DebitOperation, Renewal, RowDebit
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mandate import Mandate, MandateState
from backoffice.domain.means import Channel, MethodChange, Origin
from backoffice.domain.method import Brand
from backoffice.domain.money import Money
from backoffice.domain.paper import MailSlipKind, Paper, PaperTrace
from backoffice.domain.rows import MailRow
from backoffice.keying.sent import MailForm
from backoffice.storage.database import Database
from backoffice.storage.schema import clients, partners
from tests.ibans import FRENCH, POSTAL
from tests.office import VAULT, Desk

TWO = (("AP11", date(2024, 2, 1), 20_30), ("AP12", date(2024, 2, 15), 13_10))
VISA = AliasedCard("AL-1", Brand.CB, "0154", CardExpiry(2027, 5))
AMEX = AliasedCard("AL-2", Brand.AMEX, "0005", CardExpiry(2027, 5))
ARCHIVED = PaperTrace(Paper.ARCHIVE, rules=("P-50", "P-10"))
ON_CARD = MethodChange(80, card=VISA, rule="P-50")
ON_FILE: dict[str, Any] = {"sealed_iban": VAULT.seal(POSTAL), "rum": "ADLP-1", "mandate": "active"}


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


@pytest.fixture
def batch(desk: Desk) -> Batch:
    return desk.batch()


def rows(desk: Desk, client_id: int, operation: DebitOperation) -> tuple[RowDebit, ...]:
    return tuple(RowDebit(invoice.id, operation, "P-60") for invoice in desk.dossier(client_id).invoices)


def key(
    desk: Desk,
    batch: Batch,
    client_id: int,
    change: MethodChange | None = None,
    operation: DebitOperation = DebitOperation.REBILL,
    renewals: Sequence[Renewal] = (),
) -> MailRow:
    debits = rows(desk, client_id, operation)
    form = MailForm(uuid4(), batch.id, client_id, ARCHIVED, (), change, debits, tuple(renewals))
    return desk.mail.record(desk.operator, form)


def refusal(
    desk: Desk,
    batch: Batch,
    client_id: int,
    change: MethodChange | None = None,
    operation: DebitOperation = DebitOperation.REBILL,
    renewals: Sequence[Renewal] = (),
) -> Broken:
    before = desk.dossier(client_id)
    with pytest.raises(RuleBroken) as broken:
        key(desk, batch, client_id, change, operation, renewals)
    assert desk.dossier(client_id) == before
    assert desk.mail.of_batch(desk.operator, batch.id) == ()
    return broken.value.code


def other_iban(desk: Desk, client_id: int, iban: str = FRENCH) -> MethodChange:
    return MethodChange(45, iban=desk.methods.judge_iban(desk.operator, client_id, iban).iban, rule="P-61")


def test_a_card_is_billed_for_all_that_is_left_of_each_invoice(desk: Desk, batch: Batch) -> None:
    client_id = desk.client(pending=TWO)

    row = key(desk, batch, client_id, ON_CARD)

    dossier = desk.dossier(client_id)
    assert row.amount == Money(33_40)
    assert dossier.invoices == ()
    assert [(each.channel, each.operation, each.amount) for each in dossier.debits] == [
        (Channel.CARD, DebitOperation.REBILL, Money(13_10)),
        (Channel.CARD, DebitOperation.REBILL, Money(20_30)),
    ]
    assert (dossier.means.method_code, dossier.means.card_last4, dossier.means.card_expiry) == (80, "0154", "05/2027")
    assert desk.checking.run() == ()


def test_the_same_form_sent_again_debits_once(desk: Desk, batch: Batch) -> None:
    client_id = desk.client()
    form = MailForm(uuid4(), batch.id, client_id, ARCHIVED, (), ON_CARD, rows(desk, client_id, DebitOperation.REBILL))

    assert desk.mail.record(desk.operator, form) == desk.mail.record(desk.operator, form)

    assert len(desk.dossier(client_id).debits) == 1
    assert desk.checking.run() == ()


def test_the_same_iban_is_presented_again_on_the_mandate_of_the_file(desk: Desk, batch: Batch) -> None:
    client_id = desk.client(pending=TWO, **ON_FILE)

    key(desk, batch, client_id, operation=DebitOperation.REPRESENT)

    dossier = desk.dossier(client_id)
    assert {each.channel for each in dossier.debits} == {Channel.IBAN}
    assert (dossier.means.rum, dossier.means.standing, dossier.means.iban) == (
        "ADLP-1",
        Mandate.ACTIVE,
        "FR14 •••• 606",
    )
    assert [each.origin for each in desk.methods.history(desk.operator, client_id)] == [Origin.FILE]


def test_another_iban_amends_the_mandate_and_the_history_keeps_both(desk: Desk, batch: Batch) -> None:
    client_id = desk.client(**ON_FILE)

    key(desk, batch, client_id, other_iban(desk, client_id))

    history = desk.methods.history(desk.operator, client_id)
    assert [(each.origin, each.means.iban, each.means.rum) for each in history] == [
        (Origin.CHANGE, "FR76 •••• 189", "ADLP-1"),
        (Origin.FILE, "FR14 •••• 606", "ADLP-1"),
    ]
    assert desk.checking.run() == ()


def test_the_signed_coupon_is_a_mandate_where_there_was_none(desk: Desk, batch: Batch) -> None:
    client_id = desk.client()

    key(desk, batch, client_id, other_iban(desk, client_id))

    means = desk.dossier(client_id).means
    assert (means.rum, means.mandate, means.signed_on) == (
        "J121-52134466-20240304",
        MandateState.ACTIVE,
        date(2024, 3, 4),
    )


def test_an_account_at_slimpay_waits_for_its_iban_there(desk: Desk, batch: Batch) -> None:
    client_id = desk.client(method_code=99, **ON_FILE)

    row = key(desk, batch, client_id, MethodChange(99, rule="P-69"))

    (order,) = desk.slimpay.unsettled(desk.operator)
    assert (order.client_id, order.rum) == (client_id, "ADLP-1")
    with pytest.raises(RuleBroken) as broken:
        desk.mail.cancel(desk.operator, uuid4(), row.id)
    assert broken.value.code is Broken.MAIL_AT_SLIMPAY


def test_orders_are_put_back_in_service_with_the_box_of_a_gift(desk: Desk, batch: Batch) -> None:
    client_id = desk.client()
    desk.order(client_id, "C1", "Le Jardin")
    desk.order(client_id, "C2", "La Cuisine", gift=True)

    row = key(desk, batch, client_id, ON_CARD, renewals=[Renewal("C1", rule="P-52"), Renewal("C2", True, "P-64")])
    desk.mail.cancel(desk.operator, uuid4(), row.id)

    assert desk.checking.run() == ()


def test_cancelling_brings_back_the_debt_and_the_means(desk: Desk, batch: Batch) -> None:
    client_id = desk.client(pending=TWO, **ON_FILE)
    before = desk.dossier(client_id)

    row = key(desk, batch, client_id, ON_CARD)
    desk.mail.cancel(desk.operator, uuid4(), row.id)

    after = desk.dossier(client_id)
    assert after.invoices == before.invoices
    assert after.means == before.means
    assert [each.reversed for each in after.debits] == [True, True]
    assert [each.origin for each in desk.methods.history(desk.operator, client_id)] == [
        Origin.UNDO,
        Origin.CHANGE,
        Origin.FILE,
    ]
    assert desk.checking.run() == ()


def test_means_that_were_changed_since_stay(desk: Desk, batch: Batch) -> None:
    client_id = desk.client(pending=TWO)
    first = key(desk, batch, client_id, ON_CARD)
    later = MethodChange(81, card=AMEX)
    desk.mail.record(desk.operator, MailForm(uuid4(), batch.id, client_id, ARCHIVED, (), later))

    desk.mail.cancel(desk.operator, uuid4(), first.id)

    assert desk.dossier(client_id).means.method_code == 81
    assert len(desk.dossier(client_id).invoices) == 2


def test_the_archive_slip_bears_what_is_debited(desk: Desk, batch: Batch) -> None:
    key(desk, batch, desk.client(pending=TWO), ON_CARD)

    slip = desk.mail_slips.print_slip(desk.operator, uuid4(), MailSlipKind.ARCHIVE, batch.id)

    assert [line.amount for line in slip.lines] == [Money(33_40)]
    assert desk.checking.run() == ()


@pytest.mark.parametrize(
    ("change", "columns", "code"),
    [
        (MethodChange(80), {}, Broken.METHOD_INCOMPLETE),
        (MethodChange(45), {}, Broken.METHOD_INCOMPLETE),
        (MethodChange(15), ON_FILE, Broken.CHEQUE_NOT_DEBITED),
        (MethodChange(0), ON_FILE, Broken.METHOD_UNKNOWN),
        (MethodChange(44), ON_FILE, Broken.METHOD_UNKNOWN),
        (MethodChange(100), ON_FILE, Broken.METHOD_UNKNOWN),
        (MethodChange(82, card=AMEX), {}, Broken.CARD_IS_AMEX),
        (MethodChange(80, card=AMEX), {}, Broken.CARD_IS_AMEX),
        (MethodChange(81, card=VISA), {}, Broken.CARD_IS_NOT_AMEX),
        (MethodChange(80, card=AliasedCard("AL-3", Brand.CB, "0154", CardExpiry(2024, 2))), {}, Broken.CARD_EXPIRED),
        (ON_CARD, {"blocked": True}, Broken.CLIENT_BLOCKED),
        (None, ON_FILE, Broken.CHEQUE_NOT_DEBITED),
        (None, {"method_code": 45}, Broken.NO_IBAN_ON_FILE),
        (None, {"method_code": 80}, Broken.METHOD_INCOMPLETE),
        (None, {"method_code": 80, "alias": "AL-4"}, Broken.CARD_EXPIRY_UNREADABLE),
        (None, {"method_code": 99}, Broken.MANDATE_MISSING),
        (None, {**ON_FILE, "method_code": 45, "mandate": "inactive"}, Broken.MANDATE_INACTIVE),
        (None, {**ON_FILE, "method_code": 45, "signed_on": date(2021, 3, 3)}, Broken.MANDATE_INACTIVE),
    ],
    ids=[
        "no card",
        "no IBAN",
        "the cheque",
        "no such method",
        "nearly the partner's own",
        "three digits",
        "Amex in 82",
        "Amex in 80",
        "CB in 81",
        "expired",
        "blocked",
        "billed on cheques",
        "nothing on file",
        "card without alias",
        "card without expiry",
        "SlimPay without mandate",
        "inactive mandate",
        "void mandate",
    ],
)
def test_what_cannot_be_debited_is_refused_whole(
    desk: Desk, batch: Batch, change: MethodChange | None, columns: dict[str, Any], code: Broken
) -> None:
    client_id = desk.client(**columns)

    assert refusal(desk, batch, client_id, change) is code


@pytest.mark.parametrize("code", [15, 45, 20])
def test_without_the_partner_s_code_another_iban_is_not_billed(desk: Desk, batch: Batch, code: int) -> None:
    client_id = desk.client(**ON_FILE)
    change = replace(other_iban(desk, client_id), code=code)
    desk.database.write(lambda tx: tx.execute(partners.update().values(direct_method=None)))

    assert refusal(desk, batch, client_id, change) is Broken.DIRECT_METHOD_MISSING
    assert key(desk, batch, client_id, ON_CARD).amount == Money(20_30)


@pytest.mark.parametrize("method_code", [15, 20, 45, 80])
def test_a_representment_goes_by_the_iban_of_the_file(desk: Desk, batch: Batch, method_code: int) -> None:
    """20 was a partner's code in the books of earlier versions."""
    client_id = desk.client(**ON_FILE, method_code=method_code)

    key(desk, batch, client_id, operation=DebitOperation.REPRESENT)

    dossier = desk.dossier(client_id)
    assert ([each.channel for each in dossier.debits], dossier.means.method_code) == ([Channel.IBAN], method_code)
    assert desk.checking.run() == ()


def test_another_iban_is_not_assigned_to_an_inactive_mandate(desk: Desk, batch: Batch) -> None:
    client_id = desk.client(**{**ON_FILE, "mandate": "inactive"})

    assert refusal(desk, batch, client_id, other_iban(desk, client_id)) is Broken.MANDATE_INACTIVE


def test_a_batch_without_invoices_debits_none(desk: Desk) -> None:
    assert refusal(desk, desk.batch(with_invoice=False), desk.client(), ON_CARD) is Broken.INVOICE_IN_BATCH_WITHOUT


def test_an_order_that_is_unknown_or_not_renewable_keeps_all_back(desk: Desk, batch: Batch) -> None:
    client_id = desk.client()
    desk.order(client_id, "C1", "Le Jardin", renewable=False)

    assert refusal(desk, batch, client_id, ON_CARD, renewals=[Renewal("C1")]) is Broken.ORDER_NOT_RENEWABLE
    assert refusal(desk, batch, client_id, ON_CARD, renewals=[Renewal("C9")]) is Broken.ORDER_UNKNOWN


def test_an_invoice_is_debited_once_whoever_keys_it(desk: Desk, batch: Batch) -> None:
    client_id = desk.client()
    debits = rows(desk, client_id, DebitOperation.REBILL)
    key(desk, batch, client_id, ON_CARD)

    with pytest.raises(RuleBroken) as broken:
        desk.mail.record(desk.operator, MailForm(uuid4(), batch.id, client_id, ARCHIVED, (), ON_CARD, debits))

    assert broken.value.code is Broken.INVOICES_CHANGED
    with pytest.raises(RuleBroken):
        desk.mail.record(
            desk.operator, MailForm(uuid4(), batch.id, client_id, ARCHIVED, (), ON_CARD, (debits[0], debits[0]))
        )
    assert len(desk.dossier(client_id).debits) == 1


def test_nothing_is_set_aside_with_a_debit(desk: Desk, batch: Batch) -> None:
    client_id = desk.client()
    debits = rows(desk, client_id, DebitOperation.REBILL)
    form = MailForm(uuid4(), batch.id, client_id, PaperTrace(Paper.SET_ASIDE), (), ON_CARD, debits)

    with pytest.raises(RuleBroken) as broken:
        desk.mail.record(desk.operator, form)

    assert broken.value.code is Broken.SET_ASIDE_NOT_KEYED


def test_a_debit_is_drawn_on_what_the_partner_s_file_says_now(desk: Desk, batch: Batch) -> None:
    client_id = desk.client(pending=TWO, **ON_FILE)
    first, second = rows(desk, client_id, DebitOperation.REPRESENT)
    desk.mail.record(desk.operator, MailForm(uuid4(), batch.id, client_id, ARCHIVED, (), None, (first,)))
    desk.database.write(lambda tx: tx.execute(update(clients).values(rum="ADLP-2")))  # as an import does

    desk.mail.record(desk.operator, MailForm(uuid4(), batch.id, client_id, ARCHIVED, (), None, (second,)))

    assert [each.means.rum for each in desk.methods.history(desk.operator, client_id)] == ["ADLP-2", "ADLP-1"]
    assert desk.checking.run() == ()
