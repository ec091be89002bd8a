"""The services decide on what is sent: nothing is recorded but what is decided, or a declared departure from it."""

import json
from dataclasses import replace
from datetime import date

import pytest

from backoffice.domain.batch import Batch, BatchKind
from backoffice.domain.cheque import Operation, RowOperation
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.debit import DebitOperation, Renewal
from backoffice.domain.errors import Broken
from backoffice.domain.mail_facts import CardFacts, ChequeAmount, CouponFacts
from backoffice.domain.means import MethodChange
from backoffice.domain.method import Brand
from backoffice.domain.money import ZERO, Money
from backoffice.domain.paper import Paper
from backoffice.keying.assigned import Assigned
from backoffice.keying.facts import ClientFile
from backoffice.keying.outcome import outcome
from backoffice.keying.ticks import ChequeTicks, Ticks
from backoffice.keying.written import canonical
from backoffice.storage.database import Database
from tests.backoffice.services.keying.sending import (
    BY_CARD,
    ON_FILE,
    OTHER,
    REFUSED,
    SAME,
    TWO,
    other_iban,
    record,
    refusal,
)
from tests.coupons import DECEASED, GUARDED, NO_PAYMENT, REASON, away_to
from tests.debited import CARD
from tests.office import OfficeGestures


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


@pytest.fixture
def batch(desk: OfficeGestures) -> Batch:
    return desk.batch()


# --- a decision that was not taken


def _forged(decided: str, **changed: object) -> str:
    return json.dumps({**json.loads(decided), **changed}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@pytest.mark.parametrize(
    "changed",
    [
        {"paper": "archive"},
        {"slip": "cheque"},
        {"annotations": ["E"]},
        {"rules": ["P-10"]},
        {"operations": []},
        {"keyed": False},
        {"asks": ["holder"]},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_decision_that_is_not_ours_is_refused(desk: OfficeGestures, batch: Batch, changed: dict[str, object]) -> None:
    client_id = desk.client(pending=TWO)
    for form in (desk.form(batch, client_id, 20_30), desk.mail_form(batch, client_id, BY_CARD)):
        assert refusal(desk, replace(form, decided=_forged(form.decided, **changed))) is Broken.DECISION_OVERTAKEN


def test_a_receipt_of_another_amount_is_refused(desk: OfficeGestures, batch: Batch) -> None:
    form = desk.form(batch, desk.client(), 20_30)
    assert refusal(desk, replace(form, figures=Money(20_31))) is Broken.DECISION_OVERTAKEN
    assert refusal(desk, replace(form, words="vingt euros et trente et un centimes")) is Broken.DECISION_OVERTAKEN


@pytest.mark.parametrize("decided", ["", "{}", "null"])
def test_a_form_that_bears_no_decision_is_refused(desk: OfficeGestures, batch: Batch, decided: str) -> None:
    client_id = desk.client()
    assert refusal(desk, replace(desk.form(batch, client_id, 20_30), decided=decided)) is Broken.DECISION_OVERTAKEN
    assert refusal(desk, replace(desk.mail_form(batch, client_id), decided=decided)) is Broken.DECISION_OVERTAKEN


@pytest.mark.parametrize(
    ("ticks", "cheque"),
    [
        (NO_PAYMENT, 20_30),
        (Ticks(coupon=CouponFacts("QCU2")), 20_30),
        (Ticks(cheque=ChequeTicks(other_ink=True)), 20_30),
        (Ticks(cheque=ChequeTicks(several_coupons=True)), 20_30),
        (Ticks(cheque=ChequeTicks(cash_on=date(2024, 6, 4))), 20_30),
        (Ticks(cheque=ChequeTicks(other_payee=True, ccp=True)), 60_00),
        (Ticks(coupon=CouponFacts("RPSI")), 20_30),
    ],
    ids=["nothing came", "P-03", "P-24", "P-28", "P-27", "P-25", "P-19"],
)
def test_a_receipt_that_the_decision_does_not_have_is_refused(
    desk: OfficeGestures, batch: Batch, ticks: Ticks, cheque: int
) -> None:
    """Whatever decision, true or false, and whatever reason the form bears."""
    client_id = desk.client()
    form = replace(desk.form(batch, client_id, cheque), ticks=ticks)
    assert refusal(desk, form) is Broken.DECISION_OVERTAKEN
    found = outcome(batch, ClientFile.of(desk.dossier(client_id)), ticks, ChequeAmount(Money(cheque)), None)
    decided = canonical(found.decision) if found.decision else ""
    assert refusal(desk, replace(form, decided=decided, reason=REASON)) is Broken.DECISION_OVERTAKEN


def test_facts_that_contradict_themselves_are_refused(desk: OfficeGestures, batch: Batch) -> None:
    form = desk.form(batch, desk.client(), 20_30)
    refuses = Ticks(coupon=CouponFacts(refusal=True))
    assert refusal(desk, replace(form, ticks=refuses)) is Broken.FACTS_CLASH


def test_rows_that_are_not_decided_are_refused_or_declared(desk: OfficeGestures, batch: Batch) -> None:
    form = desk.form(batch, desk.client(pending=TWO), 20_30)
    first, second = form.rows
    own = (
        (RowOperation(first.invoice_id, Operation.SETTLE, Money(20_29), ""), second),
        (replace(first, operation=Operation.NO_PAYMENT, amount=ZERO), replace(second, operation=Operation.BLANK)),
        (
            RowOperation(first.invoice_id, Operation.NO_PAYMENT, ZERO, ""),
            RowOperation(second.invoice_id, Operation.SETTLE, Money(13_10), ""),
        ),
    )
    for rows in own:
        assert refusal(desk, replace(form, rows=rows)) is Broken.DEPARTURE_UNDECLARED
        assert refusal(desk, replace(form, rows=rows, reason=" \t")) is Broken.DEPARTURE_UNDECLARED
    assert record(desk, replace(form, rows=own[-1], reason=REASON)).trace.departure == REASON
    assert [row.pending for row in desk.dossier(form.client_id).invoices] == [Money(20_30)]


def test_a_rule_is_not_invented(desk: OfficeGestures, batch: Batch) -> None:
    client_id = desk.client()
    cheque = desk.form(batch, client_id, 20_30)
    invented = tuple(replace(row, rule="P-99") for row in cheque.rows)
    assert refusal(desk, replace(cheque, rows=invented, reason=REASON)) is Broken.DEPARTURE_UNDECLARED
    debit = desk.mail_form(batch, client_id, BY_CARD, assigned=Assigned(card=CARD))
    assert debit.change is not None
    invented_debits = tuple(replace(row, rule="P-99") for row in debit.debits)
    assert refusal(desk, replace(debit, debits=invented_debits, reason=REASON)) is Broken.DEPARTURE_UNDECLARED
    assert refusal(desk, replace(debit, change=replace(debit.change, rule="P-99"))) is Broken.DEPARTURE_UNDECLARED


# --- a debit that nothing on the paper is for (P-80)


@pytest.mark.parametrize(
    "ticks",
    [NO_PAYMENT, GUARDED, DECEASED, Ticks(coupon=CouponFacts(refusal=True)), REFUSED],
    ids=["nothing", "guarded", "deceased", "refuses", "refused by the partner"],
)
@pytest.mark.parametrize("reason", ["", REASON])
def test_nothing_is_debited_without_a_card_or_an_iban_on_the_paper(
    desk: OfficeGestures, batch: Batch, ticks: Ticks, reason: str
) -> None:
    client_id = desk.client(**ON_FILE)
    desk.order(client_id, "C1", "Le Jardin")
    letter = replace(desk.mail_form(batch, client_id, ticks), reason=reason)
    (invoice,) = desk.dossier(client_id).invoices
    represented = replace(letter, debits=(RowOperation(invoice.id, DebitOperation.REPRESENT, invoice.pending, ""),))
    for forged in (
        represented,
        replace(represented, departure=away_to(Paper.ARCHIVE)),
        replace(letter, change=MethodChange(80, card=CARD)),
        replace(letter, renewals=(Renewal("C1"),)),
    ):
        assert refusal(desk, forged) is Broken.DEPARTURE_UNDECLARED


@pytest.mark.parametrize("reason", ["", REASON])
def test_what_is_debited_is_what_is_on_the_paper(desk: OfficeGestures, batch: Batch, reason: str) -> None:
    """Neither a card for an IBAN, nor an IBAN for a card, nor the card of the file beside either."""
    client_id = desk.client(**{**ON_FILE, "method_code": 80, "alias": "AL-9", "card_expiry": "05/2027"})
    iban = other_iban(desk, client_id)
    same = replace(desk.mail_form(batch, client_id, SAME), reason=reason)
    other = replace(desk.mail_form(batch, client_id, OTHER, assigned=iban), reason=reason)
    card = replace(desk.mail_form(batch, client_id, BY_CARD, assigned=Assigned(card=CARD)), reason=reason)
    (row,) = same.debits
    rebilled = (replace(row, operation=DebitOperation.REBILL),)
    for forged in (
        replace(same, debits=rebilled),
        replace(same, change=card.change),
        replace(same, change=card.change, debits=rebilled),
        replace(other, change=None),
        replace(other, change=card.change),
        replace(other, debits=same.debits),
        replace(card, change=None),
        replace(card, change=other.change),
        replace(card, change=None, debits=same.debits),
    ):
        assert refusal(desk, replace(forged, iban=None)) in (
            Broken.DEPARTURE_UNDECLARED,
            Broken.DECISION_OVERTAKEN,  # an IBAN that is not ticked
        )


def test_another_iban_never_debits_the_account_of_the_file(desk: OfficeGestures, batch: Batch) -> None:
    client_id = desk.client(**ON_FILE)
    form = desk.mail_form(batch, client_id, OTHER, assigned=other_iban(desk, client_id), reason=REASON)
    assert form.change is not None
    without = replace(form, change=replace(form.change, iban=None), reason=REASON)
    assert refusal(desk, without) is Broken.METHOD_INCOMPLETE
    assert refusal(desk, replace(without, iban=form.change.iban)) is Broken.METHOD_INCOMPLETE


@pytest.mark.parametrize(
    ("said", "brand", "code", "refused"),
    [
        (Brand.CB, Brand.AMEX, 81, Broken.CARD_IS_AMEX),
        (Brand.CB, Brand.AMEX, 80, Broken.CARD_IS_AMEX),
        (Brand.AMEX, Brand.CB, 80, Broken.CARD_IS_NOT_AMEX),
        (Brand.AMEX, Brand.CB, 82, Broken.CARD_IS_NOT_AMEX),
    ],
)
def test_a_card_is_of_the_brand_that_is_said_of_it(
    desk: OfficeGestures, batch: Batch, said: Brand, brand: Brand, code: int, refused: Broken
) -> None:
    """Its number settles that, and no reason does (P-51)."""
    card = replace(CARD, brand=said)
    form = desk.mail_form(batch, desk.client(), Ticks(card=CardFacts(said)), assigned=Assigned(card=card))
    assert form.change is not None
    forged = replace(form, change=replace(form.change, code=code, card=replace(card, brand=brand)), reason=REASON)
    assert refusal(desk, forged) is refused


def test_the_cheque_is_no_method_to_debit(desk: OfficeGestures, batch: Batch) -> None:
    client_id = desk.client(**ON_FILE)
    form = desk.mail_form(batch, client_id, OTHER, assigned=other_iban(desk, client_id))
    assert form.change is not None
    by_cheque = replace(form, change=replace(form.change, code=15, rule=""))
    assert refusal(desk, by_cheque) is Broken.DEPARTURE_UNDECLARED
    assert refusal(desk, replace(by_cheque, reason=REASON)) is Broken.CHEQUE_NOT_DEBITED


def test_the_partner_alone_puts_the_orders_of_an_fa_client_back(desk: OfficeGestures) -> None:
    """P-02."""
    batch, client_id = desk.batch(BatchKind.DIRECT), desk.client(ClientRef("J", 311, "52134466"))
    desk.order(client_id, "C1", "Le Jardin")
    form = desk.mail_form(batch, client_id, BY_CARD, assigned=Assigned(card=CARD))
    assert form.renewals == ()
    assert refusal(desk, replace(form, renewals=(Renewal("C1"),))) is Broken.DEPARTURE_UNDECLARED
    assert record(desk, form).trace.paper is Paper.SCAN
