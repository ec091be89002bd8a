"""What holds of every decision, whatever the mail."""

from collections import Counter
from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.decision import (
    Blank,
    ChangeMethod,
    CloseLetter,
    Comment,
    Decision,
    NoPayment,
    Rebill,
    Receive,
    Refusal,
    Renew,
    Represent,
    Settle,
    SlimpayIban,
    StopPromotion,
    StopReminders,
)
from backoffice.domain.mail_facts import MailFacts
from backoffice.domain.money import total
from backoffice.domain.paper import Paper, SlipKind
from backoffice.procedure.decide import decide
from backoffice.procedure.rules import RULES
from tests.backoffice.procedure.cases import said
from tests.backoffice.procedure.mails import STRICTER, mails, reordered

LOOSE_TO_STRICT = [Paper.DISCARD, Paper.ARCHIVE, Paper.SCAN, Paper.RECOVERY, Paper.SRC, Paper.REJECT]
ROWS = (Settle, NoPayment, Blank, Rebill, Represent)
TURNS = (
    (*ROWS, Receive, ChangeMethod, SlimpayIban),
    (Renew,),
    (StopPromotion, StopReminders, Comment, Refusal),
    (CloseLetter,),
)


def stopping(facts: MailFacts, decision: Decision) -> list[str]:
    """The rules of the decision that have nothing keyed."""
    found = ((number, RULES[number].find(facts)) for number in decision.rules)
    return [number for number, finding in found if finding is not None and finding.stops]


@given(mails)
def test_a_paper_has_one_destination_and_a_slip_where_it_is_scanned(facts: MailFacts) -> None:
    decision = decide(facts)
    assert decision.paper in (*LOOSE_TO_STRICT, Paper.SET_ASIDE)
    assert (decision.slip is None) is (decision.paper is not Paper.SCAN)
    assert decision.slip is None or isinstance(decision.slip, SlipKind)


@given(mails)
def test_something_is_keyed_unless_a_rule_stops_or_postpones_it(facts: MailFacts) -> None:
    decision = decide(facts)
    idle = bool(stopping(facts, decision)) or decision.paper is Paper.SET_ASIDE
    assert decision.keyed is not idle
    if decision.paper is Paper.SET_ASIDE:
        assert decision.rules in (("P-29",), ("P-19",))
        assert decision.annotations == ()


@given(mails)
def test_a_stricter_fact_never_makes_the_destination_looser(facts: MailFacts) -> None:
    before = decide(facts).paper
    for fact, added in STRICTER.items():
        after = decide(added(facts)).paper
        if Paper.SET_ASIDE not in (before, after):
            assert LOOSE_TO_STRICT.index(after) >= LOOSE_TO_STRICT.index(before), fact


@given(mails)
def test_what_is_settled_is_pending_and_was_received(facts: MailFacts) -> None:
    decision = decide(facts)
    settled = [step for step in decision.operations if isinstance(step, Settle)]
    receipts = [step for step in decision.operations if isinstance(step, Receive)]
    assert all(step.amount.cents > 0 and step.amount <= step.invoice.pending for step in settled)
    assert total(step.amount for step in settled) <= total(step.amount for step in receipts)
    if len(settled) > 1:  # sums are exact to the cent
        assert [total(step.amount for step in settled)] == [step.amount for step in receipts]
        assert all(step.amount == step.invoice.pending for step in settled)


@given(mails, st.randoms())
def test_the_order_in_which_things_lie_is_nothing(facts: MailFacts, order: Random) -> None:
    decision, again = decide(facts), decide(reordered(facts, order))
    assert said(again) == said(decision)
    assert replace(again, operations=()) == replace(decision, operations=())


@given(mails)
def test_every_rule_named_exists_held_and_is_named_once(facts: MailFacts) -> None:
    decision = decide(facts)
    assert decision.rules
    assert all(RULES[number].holds(facts.arrival_date) for number in decision.rules)
    assert len(set(decision.rules)) == len(decision.rules)
    assert {step.rule for step in decision.operations} <= set(decision.rules)
    assert len(set(decision.annotations)) == len(decision.annotations)


@given(mails)
def test_every_pending_invoice_has_one_row(facts: MailFacts) -> None:
    decision = decide(facts)
    rows = [step.invoice.number for step in decision.operations if isinstance(step, ROWS)]
    wanted = [invoice.number for invoice in facts.invoices if invoice.pending.cents]
    closing = any(isinstance(step, CloseLetter) for step in decision.operations)
    unrelated = not decision.keyed or closing or "P-29" in decision.rules or decision.rules[0] == "P-43"
    assert sorted(rows) == ([] if unrelated else sorted(wanted))


@given(mails)
def test_no_step_is_keyed_twice(facts: MailFacts) -> None:
    decision = decide(facts)
    once = (Receive, ChangeMethod, SlimpayIban, StopPromotion, StopReminders, Refusal, CloseLetter)
    counted = Counter(type(step) for step in decision.operations)
    assert all(counted[kind] <= 1 for kind in once)
    assert len(set(said(decision))) == len(decision.operations)


@given(mails)
def test_what_is_renewed_can_be_is_wanted_and_shows_once(facts: MailFacts) -> None:
    renewed = [step for step in decide(facts).operations if isinstance(step, Renew)]
    titles = [step.order.title.upper() for step in renewed]
    assert all(step.order.renewable and step.beneficiary is step.order.gift for step in renewed)
    shown = [(step.order.title.upper(), step.beneficiary, step.order.beneficiary) for step in renewed]
    assert len(set(shown)) == len(shown)
    numbers = [int(step.order.number[1:]) for step in renewed]
    assert numbers == sorted(numbers)
    for order in facts.orders:
        doubled = (order.title.upper(), order.gift, order.beneficiary) in shown
        assert not doubled or min(numbers) <= int(order.number[1:])
    assert not set(titles) & {title.upper() for title in facts.coupon.struck_titles}
    assert not facts.coupon.titles or set(titles) <= {title.upper() for title in facts.coupon.titles}
    assert not renewed or not (facts.cheques or facts.coupon.stop_subscription or facts.coupon.commitment)


@given(mails)
def test_payments_are_keyed_first_and_the_letter_closed_last(facts: MailFacts) -> None:
    steps = decide(facts).operations
    places = [next(place for place, turn in enumerate(TURNS) if isinstance(step, turn)) for step in steps]
    assert places == sorted(places)
