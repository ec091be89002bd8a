"""Departures from the decision, questions that are open, and what is kept of a decision (P-16, P-19, P-24 to P-28)."""

import json
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from backoffice.domain.batch import Batch
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mail_facts import CardFacts, CouponFacts, IbanFacts, IbanMatch
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper, SlipKind
from backoffice.keying.assigned import Assigned
from backoffice.keying.ticks import NOTHING, ChequeTicks, Ticks
from backoffice.procedure.rules import EDITION
from backoffice.storage.database import Database
from backoffice.storage.schema import audit_events
from tests.backoffice.services.keying.sending import BY_CARD, ON_FILE, TWO, record, refusal
from tests.coupons import DECEASED, GUARDED, NO_PAYMENT, REASON, away_to, read_ticks
from tests.debited import CARD
from tests.office import OfficeGestures


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


@pytest.fixture
def batch(desk: OfficeGestures) -> Batch:
    return desk.batch()


def told(desk: OfficeGestures, kind: str) -> dict[str, object]:
    """The facts of the newest event of a kind."""
    query = select(audit_events.c.facts).where(audit_events.c.kind == kind).order_by(audit_events.c.id.desc())
    facts: dict[str, object] = json.loads(desk.database.read(lambda tx: tx.scalars(query.limit(1)).one()))
    return facts


# --- departures


def test_a_paper_that_goes_elsewhere_says_why(desk: OfficeGestures, batch: Batch) -> None:
    client_id, elsewhere = desk.client(pending=TWO), away_to(Paper.SCAN, SlipKind.CHEQUE, "E")
    for number, form in (
        ("0000001", desk.form(batch, client_id, 20_30, "0000001", departure=elsewhere, reason=REASON)),
        ("", desk.mail_form(batch, client_id, GUARDED, departure=elsewhere, reason=REASON)),
    ):
        assert refusal(desk, replace(form, reason="")) is Broken.DEPARTURE_UNDECLARED
        assert refusal(desk, replace(form, reason=" \n")) is Broken.DEPARTURE_UNDECLARED
        row = record(desk, form)
        assert (row.trace.paper, row.trace.slip, row.trace.annotations) == (Paper.SCAN, SlipKind.CHEQUE, ("E",))
        assert (row.trace.departure, row.trace.decision) == (REASON, form.decided)
        kept = told(desk, "cheque recorded" if number else "mail recorded")
        assert (kept["departure"], kept["paper"], kept["edition"]) == (REASON, "scan", EDITION)


def test_a_reason_without_a_departure_is_not_kept(desk: OfficeGestures, batch: Batch) -> None:
    form = desk.form(batch, desk.client(), 20_30)
    assert record(desk, replace(form, reason="Rien à dire")).trace.departure == ""


def test_a_departure_that_comes_to_the_same_is_none(desk: OfficeGestures, batch: Batch) -> None:
    form = desk.form(batch, desk.client(), 20_30)
    same = replace(form, departure=away_to(Paper.DISCARD))
    assert record(desk, same).trace.departure == ""


def test_a_card_that_is_not_keyed_by_a_reason_debits_nothing(desk: OfficeGestures, batch: Batch) -> None:
    client_id = desk.client(**ON_FILE)
    idle = away_to(Paper.SCAN, SlipKind.CARD, keyed=False)
    form = desk.mail_form(batch, client_id, BY_CARD, assigned=Assigned(card=CARD), departure=idle, reason=REASON)
    assert (form.change, form.debits) == (None, ())
    assert refusal(desk, replace(form, reason="")) is Broken.DEPARTURE_UNDECLARED
    assert record(desk, form).trace.departure == REASON
    assert desk.dossier(client_id).debits == ()


# --- a cheque that is keyed against a stop

_STOPPED = {
    "P-19": (Ticks(coupon=CouponFacts("RPSI")), 20_30),
    "P-24": (Ticks(cheque=ChequeTicks(other_ink=True)), 20_30),
    "P-25": (Ticks(cheque=ChequeTicks(other_payee=True, ccp=True)), 60_00),
    "P-27": (Ticks(cheque=ChequeTicks(cash_on=date(2024, 6, 4))), 20_30),
    "P-28": (Ticks(cheque=ChequeTicks(several_coupons=True)), 20_30),
}


@pytest.mark.parametrize(("rule", "ticks", "cents"), [(rule, *rest) for rule, rest in _STOPPED.items()])
def test_a_cheque_is_keyed_against_a_stop_by_a_reason(
    desk: OfficeGestures, batch: Batch, rule: str, ticks: Ticks, cents: int
) -> None:
    client_id = desk.client()
    against = away_to(Paper.SCAN, SlipKind.CHEQUE, against_stop=True)
    form = desk.form(batch, client_id, cents, ticks=ticks, departure=against, reason=REASON)
    assert json.loads(form.decided)["operations"] == []

    assert refusal(desk, replace(form, reason="")) is Broken.DEPARTURE_UNDECLARED
    assert refusal(desk, replace(form, departure=None)) is Broken.DECISION_OVERTAKEN
    row = record(desk, form)

    assert (row.amount, row.trace.departure, row.trace.rules) == (Money(cents), REASON, (rule,))
    assert (row.trace.decision, row.trace.paper) == (form.decided, Paper.SCAN)
    assert desk.dossier(client_id).invoices == ()
    assert told(desk, "cheque recorded")["departure"] == REASON
    assert desk.checking.run() == ()


def test_against_a_stop_the_rows_are_those_of_the_cheque_unless_a_reason_says_why(
    desk: OfficeGestures, batch: Batch
) -> None:
    """The reason of the departure answers for the rows too: there is one."""
    against = away_to(Paper.SCAN, SlipKind.CHEQUE, against_stop=True)
    ticks, client_id = Ticks(cheque=ChequeTicks(other_ink=True)), desk.client(pending=TWO)
    form = desk.form(batch, client_id, 20_30, ticks=ticks, departure=against, reason=REASON)
    assert [row.amount for row in form.rows] == [Money(20_30), Money(0)]
    too_much = tuple(replace(row, amount=Money(20_31)) for row in form.rows)
    assert refusal(desk, replace(form, rows=too_much)) is Broken.SETTLED_OVER_PENDING


def test_what_is_sorted_out_is_keyed_against_nothing(desk: OfficeGestures, batch: Batch) -> None:
    """A card has no way past P-66: against a stop nothing is ever debited."""
    form = desk.mail_form(batch, desk.client(blocked=True), BY_CARD, assigned=Assigned(card=CARD))
    against = away_to(Paper.ARCHIVE, against_stop=True)
    (invoice,) = desk.dossier(form.client_id).invoices
    asked = desk.mail_form(batch, form.client_id, BY_CARD, departure=against, reason=REASON)
    assert (asked.debits, asked.change, invoice.pending) == ((), None, Money(20_30))
    record(desk, asked)
    assert desk.dossier(form.client_id).debits == ()


# --- questions


@pytest.mark.parametrize("settled", [True, False])
@pytest.mark.parametrize("means", ["card", "iban"])
def test_a_doubt_about_the_holder_is_settled_by_a_person_and_kept(
    desk: OfficeGestures, batch: Batch, means: str, *, settled: bool
) -> None:
    """P-16: DURANT for DURAND."""
    client_id = desk.client(**ON_FILE)
    open_one = _held_by(means, "DURANT Marie", None)
    assigned = Assigned(card=CARD)
    doubtful = desk.mail_form(batch, client_id, open_one, assigned=assigned)
    with pytest.raises(RuleBroken) as broken:
        desk.mail.record(desk.operator, doubtful)
    assert (broken.value.code, broken.value.facts) == (Broken.QUESTION_OPEN, {"question": "holder"})

    ticks = _held_by(means, "DURANT Marie", settled)
    row = record(desk, desk.mail_form(batch, client_id, ticks, assigned=assigned))

    assert read_ticks(row.trace.facts) == ticks
    assert json.loads(row.trace.facts)[means]["holder_is_client"] is settled
    kept = told(desk, "mail recorded")
    assert (kept["holder_is_client"], row.operator) == (settled, "A. Morel")
    assert bool(desk.dossier(client_id).debits) is settled
    assert ("P-16" in row.trace.rules) is not settled
    assert desk.checking.run() == ()


def _held_by(means: str, holder: str, settled: bool | None) -> Ticks:  # noqa: FBT001 - one of three
    if means == "card":
        return Ticks(card=CardFacts(holder=holder, holder_is_client=settled))
    return Ticks(iban=IbanFacts(IbanMatch.SAME, holder, settled))


def test_which_debt_the_coupon_bears_is_asked(desk: OfficeGestures, batch: Batch) -> None:
    """P-19: two invoices, and a cheque that is neither, nor both."""
    client_id = desk.client(pending=TWO)
    form = desk.form(batch, client_id, 15_00, ticks=NOTHING)
    assert json.loads(form.decided)["asks"] == ["which_debt"]
    assert refusal(desk, form) is Broken.QUESTION_OPEN
    answered = desk.form(batch, client_id, 15_00, ticks=Ticks(coupon=CouponFacts("AP12")))
    assert record(desk, answered).trace.facts == '{"coupon":{"circular":"AP12"}}'
    assert [row.circular for row in desk.dossier(client_id).invoices] == ["AP11"]


def test_whether_the_coupon_is_about_tablets_is_asked(desk: OfficeGestures, batch: Batch) -> None:
    """P-03."""
    client_id = desk.client(pending=(("QCU2", date(2024, 2, 1), 20_30),))
    assert refusal(desk, desk.form(batch, client_id, 20_30, ticks=NOTHING)) is Broken.QUESTION_OPEN
    assert refusal(desk, desk.mail_form(batch, client_id, NO_PAYMENT)) is Broken.QUESTION_OPEN
    sorted_out = desk.mail_form(batch, client_id, Ticks(coupon=CouponFacts("QCU 2"), no_payment=True))
    assert record(desk, sorted_out).trace.paper is Paper.SRC


def test_a_departure_answers_an_open_question(desk: OfficeGestures, batch: Batch) -> None:
    """Who declares why has looked at the coupon."""
    client_id = desk.client(pending=TWO)
    elsewhere = away_to(Paper.SCAN, SlipKind.CHEQUE)
    form = desk.form(batch, client_id, 15_00, ticks=NOTHING, departure=elsewhere, reason=REASON)
    assert record(desk, form).trace.departure == REASON


# --- what is kept


@pytest.mark.parametrize("ticks", [NO_PAYMENT, DECEASED, GUARDED, Ticks(coupon=CouponFacts("AP12", commitment=True))])
def test_decision_facts_and_edition_are_stored_and_read_back(desk: OfficeGestures, batch: Batch, ticks: Ticks) -> None:
    client_id = desk.client(pending=TWO)
    letter = desk.mail_form(batch, client_id, replace(ticks, no_payment=True))
    row = record(desk, letter)
    assert (row.trace.decision, row.trace.edition) == (letter.decided, EDITION)
    assert read_ticks(row.trace.facts) == letter.ticks
    assert json.loads(row.trace.decision)["rules"] == list(row.trace.rules)
    assert desk.mail.of_batch(desk.operator, batch.id) == (row,)

    cheque = desk.form(batch, client_id, 13_10, ticks=replace(ticks, no_payment=False))
    row = record(desk, cheque)
    assert (row.trace.decision, row.trace.edition) == (cheque.decided, EDITION)
    assert read_ticks(row.trace.facts) == cheque.ticks
    assert told(desk, "cheque recorded")["edition"] == EDITION
