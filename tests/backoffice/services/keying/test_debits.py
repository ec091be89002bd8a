"""Refacturation, représentation and réabonnement with the mail they came with (P-50 to P-69)."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import update

from backoffice.domain.batch import Batch
from backoffice.domain.card import AliasedCard, CardExpiry
from backoffice.domain.debit import DebitOperation, Renewal
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mail import ActionCode, ActionForm, FileAction
from backoffice.domain.mail_facts import CardFacts, IbanFacts, IbanMatch
from backoffice.domain.mail_rows import MailRow
from backoffice.domain.mandate import MandateState
from backoffice.domain.means import MethodChange, MethodForm, Origin
from backoffice.domain.method import Brand, Channel, Mandate
from backoffice.domain.money import Money
from backoffice.domain.paper import MailSlipKind, Paper
from backoffice.keying.assigned import NOTHING_ASSIGNED, Assigned
from backoffice.keying.recorded_form import MailForm
from backoffice.keying.ticks import Ticks
from backoffice.procedure.action_values import OTHER_REASON
from backoffice.storage.database import Database
from backoffice.storage.schema import clients, partners
from tests.coupons import REASON, away_to
from tests.ibans import FRENCH, POSTAL
from tests.office import VAULT, OfficeGestures

TWO = (("AP11", date(2024, 2, 1), 20_30), ("AP12", date(2024, 2, 15), 13_10))
VISA = AliasedCard("AL-1", Brand.CB, "0154", CardExpiry(2027, 5))
AMEX = AliasedCard("AL-2", Brand.AMEX, "0005", CardExpiry(2027, 5))
BY_CARD, BY_AMEX = Ticks(card=CardFacts()), Ticks(card=CardFacts(Brand.AMEX))
SAME, OTHER = Ticks(iban=IbanFacts(IbanMatch.SAME)), Ticks(iban=IbanFacts(IbanMatch.OTHER))
ON_VISA = Assigned(card=VISA)
ON_FILE: dict[str, Any] = {"sealed_iban": VAULT.seal(POSTAL), "rum": "ADLP-1", "mandate": "active"}


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


@pytest.fixture
def batch(desk: OfficeGestures) -> Batch:
    return desk.batch()


def key(
    desk: OfficeGestures,
    batch: Batch,
    client_id: int,
    ticks: Ticks = SAME,
    assigned: Assigned = NOTHING_ASSIGNED,
    reason: str = "",
) -> MailRow:
    """What is decided of a card or an IBAN; `reason` where a method is assigned that is not the decided one."""
    return desk.mail.record(desk.operator, desk.mail_form(batch, client_id, ticks, assigned=assigned, reason=reason))


def refusal(desk: OfficeGestures, form: MailForm) -> Broken:
    before = desk.dossier(form.client_id)
    with pytest.raises(RuleBroken) as broken:
        desk.mail.record(desk.operator, form)
    assert desk.dossier(form.client_id) == before
    assert desk.mail.of_batch(desk.operator, form.batch_id) == ()
    return broken.value.code


def other_iban(desk: OfficeGestures, client_id: int, iban: str = FRENCH) -> Assigned:
    return Assigned(iban=desk.methods.judge_iban(desk.operator, client_id, iban).iban)


def test_a_card_is_billed_for_all_that_is_left_of_each_invoice(desk: OfficeGestures, batch: Batch) -> None:
    client_id = desk.client(pending=TWO)

    row = key(desk, batch, client_id, BY_CARD, ON_VISA)

    dossier = desk.dossier(client_id)
    assert row.amount == Money(33_40)
    assert dossier.invoices == ()
    assert [(each.channel, each.operation, each.amount) for each in dossier.debits] == [
        (Channel.CARD, DebitOperation.REBILL, Money(13_10)),
        (Channel.CARD, DebitOperation.REBILL, Money(20_30)),
    ]
    assert (dossier.means.method_code, dossier.means.card_last4, dossier.means.card_expiry) == (80, "0154", "05/2027")
    assert desk.checking.run() == ()


def test_the_iban_of_the_file_is_not_presented_where_the_partner_file_refuses_its_bank(
    desk: OfficeGestures, batch: Batch
) -> None:
    """P-67 before P-60, though nobody typed the IBAN; and a decision from before that is overtaken."""
    client_id = desk.client(**ON_FILE)
    before = desk.mail_form(batch, client_id, SAME)
    assert before.debits
    desk.database.write(lambda tx: tx.execute(update(partners).values(banks="99999")))
    assert refusal(desk, before) is Broken.DECISION_OVERTAKEN

    row = key(desk, batch, client_id, SAME)
    assert (row.trace.paper, row.trace.rules, row.trace.annotations) == (Paper.SCAN, ("P-67",), ("IBAN inv FP",))
    dossier = desk.dossier(client_id)
    assert (len(dossier.invoices), dossier.debits) == (1, ())


def test_the_same_form_sent_again_debits_once(desk: OfficeGestures, batch: Batch) -> None:
    client_id = desk.client()
    form = desk.mail_form(batch, client_id, BY_CARD, assigned=ON_VISA)

    assert desk.mail.record(desk.operator, form) == desk.mail.record(desk.operator, form)

    assert len(desk.dossier(client_id).debits) == 1
    assert desk.checking.run() == ()


def test_the_same_iban_is_presented_again_on_the_mandate_of_the_file(desk: OfficeGestures, batch: Batch) -> None:
    client_id = desk.client(pending=TWO, **ON_FILE)

    key(desk, batch, client_id)

    dossier = desk.dossier(client_id)
    assert {each.channel for each in dossier.debits} == {Channel.IBAN}
    assert (dossier.means.rum, dossier.means.standing, dossier.means.iban) == (
        "ADLP-1",
        Mandate.ACTIVE,
        "FR14 •••• 606",
    )
    assert [each.origin for each in desk.methods.history(desk.operator, client_id)] == [Origin.FILE]


def test_another_iban_amends_the_mandate_and_the_history_keeps_both(desk: OfficeGestures, batch: Batch) -> None:
    client_id = desk.client(**ON_FILE)

    key(desk, batch, client_id, OTHER, other_iban(desk, client_id))

    history = desk.methods.history(desk.operator, client_id)
    assert [(each.origin, each.means.iban, each.means.rum) for each in history] == [
        (Origin.CHANGE, "FR76 •••• 189", "ADLP-1"),
        (Origin.FILE, "FR14 •••• 606", "ADLP-1"),
    ]
    assert desk.checking.run() == ()


def test_the_signed_coupon_is_a_mandate_where_there_was_none(desk: OfficeGestures, batch: Batch) -> None:
    client_id = desk.client()

    key(desk, batch, client_id, OTHER, other_iban(desk, client_id))

    means = desk.dossier(client_id).means
    assert (means.rum, means.mandate, means.signed_on) == (
        "J121-52134466-20240304",
        MandateState.ACTIVE,
        date(2024, 3, 4),
    )


def test_an_account_at_slimpay_waits_for_its_iban_there(desk: OfficeGestures, batch: Batch) -> None:
    client_id = desk.client(method_code=99, **ON_FILE)

    row = key(desk, batch, client_id, OTHER)

    (order,) = desk.slimpay.unsettled(desk.operator)
    assert (order.client_id, order.rum) == (client_id, "ADLP-1")
    with pytest.raises(RuleBroken) as broken:
        desk.mail.cancel(desk.operator, uuid4(), row.id)
    assert broken.value.code is Broken.MAIL_AT_SLIMPAY


def test_orders_are_put_back_in_service_with_the_box_of_a_gift(desk: OfficeGestures, batch: Batch) -> None:
    client_id = desk.client()
    desk.order(client_id, "C1", "Le Jardin")
    desk.order(client_id, "C2", "La Cuisine", gift=True)

    form = desk.mail_form(batch, client_id, BY_CARD, assigned=ON_VISA)
    assert form.renewals == (Renewal("C1", rule="P-52"), Renewal("C2", beneficiary=True, rule="P-64"))
    row = desk.mail.record(desk.operator, form)
    desk.mail.cancel(desk.operator, uuid4(), row.id)

    assert desk.checking.run() == ()


def test_cancelling_brings_back_the_debt_and_the_means(desk: OfficeGestures, batch: Batch) -> None:
    client_id = desk.client(pending=TWO, **ON_FILE)
    before = desk.dossier(client_id)

    row = key(desk, batch, client_id, BY_CARD, ON_VISA)
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


def test_means_that_were_changed_since_stay(desk: OfficeGestures, batch: Batch) -> None:
    client_id = desk.client(pending=TWO)
    first = key(desk, batch, client_id, BY_CARD, ON_VISA)
    desk.methods.change(desk.operator, MethodForm(uuid4(), client_id, MethodChange(81, card=AMEX)))

    desk.mail.cancel(desk.operator, uuid4(), first.id)

    assert desk.dossier(client_id).means.method_code == 81
    assert len(desk.dossier(client_id).invoices) == 2


def test_the_archive_slip_bears_what_is_debited(desk: OfficeGestures, batch: Batch) -> None:
    client_id = desk.client(pending=TWO)
    desk.order(client_id, "C1", "Le Jardin")
    key(desk, batch, client_id, BY_CARD, ON_VISA)

    slip = desk.mail_slips.print_slip(desk.operator, uuid4(), MailSlipKind.ARCHIVE, batch.id)

    assert [line.amount for line in slip.lines] == [Money(33_40)]
    assert desk.checking.run() == ()


@pytest.mark.parametrize(
    ("ticks", "assigned", "columns", "code"),
    [
        (BY_CARD, NOTHING_ASSIGNED, {}, Broken.METHOD_INCOMPLETE),
        (OTHER, NOTHING_ASSIGNED, {}, Broken.METHOD_INCOMPLETE),
        (OTHER, NOTHING_ASSIGNED, ON_FILE, Broken.METHOD_INCOMPLETE),
        (BY_CARD, Assigned(82, card=AMEX), {}, Broken.CARD_IS_AMEX),
        (BY_CARD, Assigned(card=AMEX), {}, Broken.CARD_IS_AMEX),
        (BY_AMEX, Assigned(card=VISA), {}, Broken.CARD_IS_NOT_AMEX),
        (
            BY_CARD,
            Assigned(card=AliasedCard("AL-3", Brand.CB, "0154", CardExpiry(2024, 2))),
            {},
            Broken.CARD_EXPIRED,
        ),
        (SAME, NOTHING_ASSIGNED, {"method_code": 45}, Broken.NO_IBAN_ON_FILE),
        (SAME, NOTHING_ASSIGNED, {"method_code": 80, "alias": "AL-4"}, Broken.NO_IBAN_ON_FILE),
        (SAME, NOTHING_ASSIGNED, {"method_code": 99}, Broken.MANDATE_MISSING),
    ],
    ids=[
        "no card",
        "no IBAN",
        "the account of the file in place of the coupon's",
        "Amex in 82",
        "Amex in 80",
        "CB in 81",
        "expired",
        "nothing on file",
        "a card on file in place of the IBAN",
        "SlimPay without mandate",
    ],
)
def test_what_cannot_be_debited_is_refused_whole(
    desk: OfficeGestures, batch: Batch, ticks: Ticks, assigned: Assigned, columns: dict[str, Any], code: Broken
) -> None:
    form = desk.mail_form(batch, desk.client(**columns), ticks, assigned=assigned, reason="Vu")

    assert refusal(desk, form) is code


@pytest.mark.parametrize(
    ("code", "broken"),
    [
        (15, Broken.CHEQUE_NOT_DEBITED),
        (0, Broken.METHOD_UNKNOWN),
        (44, Broken.METHOD_UNKNOWN),
        (100, Broken.METHOD_UNKNOWN),
    ],
)
def test_another_iban_is_billed_on_the_partner_s_own_code_and_no_other(
    desk: OfficeGestures, batch: Batch, code: int, broken: Broken
) -> None:
    client_id = desk.client(**ON_FILE)
    assigned = replace(other_iban(desk, client_id), code=code)

    assert refusal(desk, desk.mail_form(batch, client_id, OTHER, assigned=assigned, reason="Vu")) is broken


@pytest.mark.parametrize("code", [15, 45, 20, 99])
def test_without_the_partner_s_code_another_iban_is_not_billed(desk: OfficeGestures, batch: Batch, code: int) -> None:
    client_id = desk.client(**ON_FILE)
    assigned = other_iban(desk, client_id)
    desk.database.write(lambda tx: tx.execute(partners.update().values(direct_method=None)))
    form = desk.mail_form(batch, client_id, OTHER, assigned=assigned, reason="Vu")
    assert form.change is None

    assert refusal(desk, form) is Broken.DIRECT_METHOD_MISSING
    forged = replace(form, key=uuid4(), change=MethodChange(code, iban=assigned.iban))
    assert refusal(desk, forged) is Broken.DIRECT_METHOD_MISSING
    assert key(desk, batch, client_id, BY_CARD, ON_VISA).amount == Money(20_30)


@pytest.mark.parametrize("method_code", [15, 20, 45, 80])
def test_a_representment_goes_by_the_iban_of_the_file(desk: OfficeGestures, batch: Batch, method_code: int) -> None:
    """20 was a partner's code in the books of earlier versions."""
    client_id = desk.client(**ON_FILE, method_code=method_code)

    key(desk, batch, client_id)

    dossier = desk.dossier(client_id)
    assert ([each.channel for each in dossier.debits], dossier.means.method_code) == ([Channel.IBAN], method_code)
    assert desk.checking.run() == ()


def test_a_blocked_account_is_not_debited(desk: OfficeGestures, batch: Batch) -> None:
    """P-66: the card goes to REJET; the debit that was decided before the account was blocked is refused."""
    client_id = desk.client()
    form = desk.mail_form(batch, client_id, BY_CARD, assigned=ON_VISA, reason="Vu")
    desk.database.write(lambda tx: tx.execute(update(clients).values(blocked=True)))

    assert refusal(desk, form) is Broken.DECISION_OVERTAKEN
    decided = desk.mail_form(batch, client_id, BY_CARD, assigned=ON_VISA)
    assert refusal(desk, replace(form, decided=decided.decided)) is Broken.DEPARTURE_UNDECLARED
    assert desk.mail.record(desk.operator, decided).trace.paper is Paper.REJECT
    assert desk.dossier(client_id).debits == ()


@pytest.mark.parametrize("comment", ["DCD", "CLT DCD", "dcd"])
def test_who_is_dead_by_an_earlier_paper_is_not_debited(desk: OfficeGestures, batch: Batch, comment: str) -> None:
    """P-44, until a supervisor lifts the reminder stop of somebody who lives after all."""
    client_id = desk.client()
    sent = desk.mail_form(batch, client_id, BY_CARD, assigned=ON_VISA)
    dead = FileAction(ActionCode.COMMENT, OTHER_REASON, comment), FileAction(ActionCode.STOP_REMINDERS)
    desk.actions.record(desk.operator, ActionForm(uuid4(), client_id, dead))
    stop = desk.dossier(client_id).standing(ActionCode.STOP_REMINDERS)

    assert desk.dossier(client_id).client.deceased
    assert refusal(desk, sent) is Broken.DECISION_OVERTAKEN
    letter = key(desk, batch, client_id, BY_CARD)
    assert (letter.trace.paper, "P-44" in letter.trace.rules) == (Paper.SCAN, True)
    assert desk.dossier(client_id).debits == ()

    assert stop is not None
    desk.actions.lift(desk.supervisor, uuid4(), stop.id, "Erreur de client")
    assert not desk.dossier(client_id).client.deceased
    key(desk, batch, client_id, BY_CARD, ON_VISA)
    assert len(desk.dossier(client_id).debits) == 1
    assert desk.checking.run() == ()


@pytest.mark.parametrize("columns", [{"mandate": "inactive"}, {"signed_on": date(2021, 3, 3)}])
def test_an_iban_is_not_assigned_to_an_inactive_mandate(
    desk: OfficeGestures, batch: Batch, columns: dict[str, Any]
) -> None:
    """P-68: decided before the mandate was revoked, and afterwards."""
    client_id = desk.client(**{**ON_FILE, "method_code": 45})
    assigned = other_iban(desk, client_id)
    before = [desk.mail_form(batch, client_id, SAME), desk.mail_form(batch, client_id, OTHER, assigned=assigned)]
    desk.database.write(lambda tx: tx.execute(update(clients).values(**columns)))

    assert [refusal(desk, form) for form in before] == [Broken.DECISION_OVERTAKEN] * 2
    for now in (desk.mail_form(batch, client_id, SAME), desk.mail_form(batch, client_id, OTHER, assigned=assigned)):
        assert (now.change, now.debits) == (None, ())
        assert desk.mail.record(desk.operator, now).trace.rules[0] == "P-68"
    assert desk.dossier(client_id).debits == ()


def test_a_batch_without_invoices_debits_none(desk: OfficeGestures, batch: Batch) -> None:
    without, client_id = desk.batch(with_invoice=False), desk.client()
    form = desk.mail_form(batch, client_id, BY_CARD, assigned=ON_VISA)

    assert refusal(desk, replace(form, batch_id=without.id)) is Broken.FACTS_CLASH


def test_an_order_that_is_unknown_or_not_renewable_keeps_all_back(desk: OfficeGestures, batch: Batch) -> None:
    client_id = desk.client()
    desk.order(client_id, "C1", "Le Jardin", renewable=False)
    form = desk.mail_form(batch, client_id, BY_CARD, assigned=ON_VISA, reason="Vu")

    for order, code in (("C1", Broken.ORDER_NOT_RENEWABLE), ("C9", Broken.ORDER_UNKNOWN)):
        ticked = replace(form, renewals=(Renewal(order),))
        assert refusal(desk, ticked) is Broken.DEPARTURE_UNDECLARED
        assert refusal(desk, replace(ticked, reason="Vu")) is code


def test_an_invoice_is_debited_once_whoever_keys_it(desk: OfficeGestures, batch: Batch) -> None:
    client_id = desk.client(pending=TWO)
    late = desk.mail_form(batch, client_id, BY_CARD, assigned=ON_VISA)
    twice = replace(late, key=uuid4(), debits=(late.debits[0], *late.debits))
    assert refusal(desk, twice) is Broken.INVOICES_CHANGED
    key(desk, batch, client_id, BY_CARD, ON_VISA)

    with pytest.raises(RuleBroken) as broken:
        desk.mail.record(desk.operator, late)

    assert broken.value.code is Broken.DECISION_OVERTAKEN
    assert len(desk.dossier(client_id).debits) == 2


def test_nothing_is_set_aside_with_a_debit(desk: OfficeGestures, batch: Batch) -> None:
    form = desk.mail_form(batch, desk.client(), BY_CARD, assigned=ON_VISA)
    aside = replace(form, departure=away_to(Paper.SET_ASIDE), reason=REASON)

    assert refusal(desk, aside) is Broken.DEPARTURE_UNDECLARED


def test_an_invoice_may_be_left_out_by_a_reason(desk: OfficeGestures, batch: Batch) -> None:
    client_id = desk.client(pending=TWO)
    form = desk.mail_form(batch, client_id, BY_CARD, assigned=ON_VISA)
    less = replace(form, debits=form.debits[:1])

    assert refusal(desk, less) is Broken.DEPARTURE_UNDECLARED
    row = desk.mail.record(desk.operator, replace(less, reason=REASON))

    assert (row.amount, row.trace.departure, len(desk.dossier(client_id).invoices)) == (Money(20_30), REASON, 1)


def test_a_debit_is_drawn_on_what_the_partner_s_file_says_now(desk: OfficeGestures, batch: Batch) -> None:
    client_id = desk.client(pending=TWO, **ON_FILE)
    form = desk.mail_form(batch, client_id, SAME)
    desk.mail.record(desk.operator, replace(form, debits=form.debits[:1], reason=REASON))
    desk.database.write(lambda tx: tx.execute(update(clients).values(rum="ADLP-2")))  # as an import does

    key(desk, batch, client_id)

    assert [each.means.rum for each in desk.methods.history(desk.operator, client_id)] == ["ADLP-2", "ADLP-1"]
    assert desk.checking.run() == ()
