"""What must never happen to a client's money, whatever the mail: stated from the procedure, not from the code."""

from dataclasses import replace
from datetime import date
from itertools import combinations

from hypothesis import event, given, settings

from backoffice.domain.decision import (
    ChangeMethod,
    Rebill,
    Receive,
    Renew,
    Represent,
    Settle,
    SlimpayIban,
)
from backoffice.domain.invoices import PendingInvoice
from backoffice.domain.mail_facts import CardFacts, ChequeFacts, IbanFacts, Ink, MailFacts
from backoffice.domain.paper import Paper
from backoffice.procedure.decide import decide, despite_stops
from tests.backoffice.procedure.mails import mails, mails_with_a_cheque, means_beside
from tests.examples import tried

TABLETS = {"QCU2", "QCOI", "QCDH"}
DEBITS = (Rebill, Represent, Renew, ChangeMethod, SlimpayIban)
TAKES_MONEY = (Settle, Receive, *DEBITS)
Beside = tuple[CardFacts | None, IbanFacts | None]


def circular(facts: MailFacts) -> str:
    return facts.coupon.circular.replace(" ", "").upper()


def cashed(facts: MailFacts) -> ChequeFacts:
    """P-26: the earliest cashing date; without one, at once; the first of the pile of those."""
    at_once = [cheque for cheque in facts.cheques if cheque.cash_on is None]
    return at_once[0] if at_once else min(facts.cheques, key=lambda cheque: cheque.cash_on or date.max)


def is_stopped(facts: MailFacts) -> bool:
    """P-03, P-24, P-25, P-27 and P-28."""
    cheque, arrival = cashed(facts), facts.arrival_date
    value = cheque.figures if cheque.words is None else cheque.words
    days_ahead = (cheque.cash_on - arrival).days if cheque.cash_on else 0
    late = days_ahead > 31 or (
        days_ahead > 27
        and cheque.cash_on is not None
        and (cheque.cash_on.month - arrival.month) % 12 != 0
        and (cheque.cash_on.day > arrival.day or (cheque.cash_on.month - arrival.month) % 12 == 2)
    )
    return (
        circular(facts) in TABLETS
        or cheque.ink is Ink.OTHER
        or (not cheque.payee_ok and cheque.ccp and value.cents > 50_00)
        or late
        or facts.coupons_for_cheque > 1
    )


def age(row: PendingInvoice) -> tuple[date, str]:
    return row.issued_on, row.number


def asked_for(facts: MailFacts) -> list[PendingInvoice] | None:
    """P-19: the rows that the coupon may be asking for, any of them; None where nothing of it is known."""
    coupon, pending = facts.coupon, sorted(facts.pending, key=age)
    of_circular = [row for row in pending if row.circular == circular(facts)]
    if coupon.bears_no_debt or (not circular(facts) and coupon.amount is None):
        return None
    if coupon.amount is None:
        return of_circular
    among = of_circular if circular(facts) else pending
    same = [row for row in among if coupon.amount in (row.amount, row.pending)]
    higher = [row for row in among if row.amount > coupon.amount]
    if same or circular(facts):
        return same or higher
    p_31 = len({row.pending for row in higher}) == 1 and len({row.circular for row in higher}) > 1
    return higher if len(higher) == 1 or p_31 else []


@given(mails)
def test_nothing_takes_money_unless_a_cheque_a_card_or_an_iban_came(facts: MailFacts) -> None:
    takes = [step for step in decide(facts).operations if isinstance(step, TAKES_MONEY)]
    came = bool(facts.cheques) or facts.card is not None or facts.iban is not None
    assert came or not takes
    letter = replace(facts, cheques=(), card=None, iban=None)
    assert not [step for step in decide(letter).operations if isinstance(step, TAKES_MONEY)]
    assert decide(letter).paper not in (Paper.ARCHIVE, Paper.REJECT, Paper.SET_ASIDE)


@settings(max_examples=tried(400))
@given(mails_with_a_cheque)
def test_a_cheque_that_is_neither_stopped_nor_postponed_has_its_receipt(facts: MailFacts) -> None:
    decision = decide(facts)
    rows = asked_for(facts)
    postponed = facts.with_invoice and (not facts.pending or rows == [])
    receipts = [step for step in decision.operations if isinstance(step, Receive)]
    event("stopped" if is_stopped(facts) else "postponed" if postponed else "received")
    if is_stopped(facts) or postponed:
        assert decision.operations == ()
        assert (decision.paper is Paper.SET_ASIDE) is not is_stopped(facts)
        return
    cheque = cashed(facts)
    value = cheque.figures if cheque.words is None else cheque.words
    assert [(step.method, step.amount) for step in receipts] == [(15, value)]
    settled = [step for step in decision.operations if isinstance(step, Settle)]
    assert bool(settled) is facts.with_invoice


@given(mails_with_a_cheque, means_beside)
def test_what_lies_beside_a_cheque_changes_nothing_of_what_it_does(facts: MailFacts, beside: Beside) -> None:
    alone = decide(replace(facts, card=None, iban=None))
    joined = decide(replace(facts, card=beside[0], iban=beside[1]))
    assert (joined.operations, joined.annotations, joined.asks) == (alone.operations, alone.annotations, alone.asks)
    assert (joined.paper is Paper.SET_ASIDE) is (alone.paper is Paper.SET_ASIDE)
    if joined.keyed and beside != (None, None):
        assert joined.paper in (Paper.SCAN, Paper.RECOVERY, Paper.SRC)
        assert "P-23" in joined.rules


@settings(max_examples=tried(400))
@given(mails_with_a_cheque)
def test_the_settled_row_is_the_coupon_s_whenever_it_is_among_the_pending(facts: MailFacts) -> None:
    settled = [step.invoice for step in decide(facts).operations if isinstance(step, Settle)]
    rows = asked_for(facts)
    event("unknown" if rows is None else "found" if rows else "not found")
    if rows is None:
        return
    assert all(row in rows for row in settled)
    if settled and facts.coupon.amount is not None:
        cheque = cashed(facts)
        value = cheque.figures if cheque.words is None else cheque.words
        assert settled == [next((row for row in rows if row.pending == value), rows[0])]


@settings(max_examples=tried(400))
@given(mails_with_a_cheque)
def test_of_a_coupon_of_which_nothing_is_known_the_cheque_tells(facts: MailFacts) -> None:
    facts = replace(facts, coupon=replace(facts.coupon, bears_no_debt=True))
    settles = [step for step in decide(facts).operations if isinstance(step, Settle)]
    if not settles:
        return
    cheque, pending = cashed(facts), sorted(facts.pending, key=age)
    value = cheque.figures if cheque.words is None else cheque.words
    equal = [row for row in pending if row.pending == value]
    sums = [
        chosen
        for size in range(2, len(pending) + 1)
        for chosen in combinations(pending, size)
        if sum(row.pending.cents for row in chosen) == value.cents
    ]
    event("equal" if equal else "sum" if sums else "single")
    settled = sorted((step.invoice for step in settles), key=age)
    if equal:
        assert settled == [equal[0]]
    elif sums:
        assert len(settled) == len(sums[0])
        assert tuple(settled) in sums
    else:
        covered = [row.pending for row in pending if row.pending <= value]
        assert len(settled) == 1
        largest = [row for row in pending if not covered or row.pending == max(covered)]
        assert settled[0] is largest[0]


@given(mails)
def test_a_dead_person_s_account_is_never_debited(facts: MailFacts) -> None:
    dead = replace(facts, coupon=replace(facts.coupon, deceased=True))
    steps = (*decide(dead).operations, *despite_stops(dead))
    assert not [step for step in steps if isinstance(step, DEBITS)]


@given(mails)
def test_against_a_stop_nothing_is_ever_debited(facts: MailFacts) -> None:
    assert not [step for step in despite_stops(facts) if isinstance(step, DEBITS)]
    if facts.cheques and decide(facts).keyed:
        assert despite_stops(facts) == decide(facts).operations


@given(mails)
def test_an_fa_client_is_never_renewed(facts: MailFacts) -> None:
    steps = decide(facts).operations
    direct = facts.client.ref is not None and facts.client.ref.partner_code > 310
    assert not direct or not [step for step in steps if isinstance(step, Renew)]


@given(mails)
def test_15_is_the_cheque_and_nothing_else(facts: MailFacts) -> None:
    for step in decide(facts).operations:
        if isinstance(step, Rebill | ChangeMethod):
            assert step.method in (80, 81, 99, facts.client.direct_method)
            assert step.method != 15
        assert not isinstance(step, Receive) or step.method == 15


@given(mails)
def test_a_blocked_account_stops_cards_and_ibans_and_nothing_else(facts: MailFacts) -> None:
    free, blocked = (decide(replace(facts, client=replace(facts.client, blocked=sign))) for sign in (False, True))
    joined = facts.card is not None or facts.iban is not None
    sorted_out = circular(facts) in TABLETS or facts.coupon.money_order
    if joined and not facts.cheques and not facts.coupon.deceased and not sorted_out:
        assert (blocked.operations, blocked.paper, blocked.annotations) == ((), Paper.REJECT, ("B",))
    else:
        assert blocked == free


@given(mails)
def test_sorting_comes_before_any_file_is_opened(facts: MailFacts) -> None:
    tablet = decide(replace(facts, coupon=replace(facts.coupon, circular="qcoi")))
    assert (tablet.operations, tablet.paper, tablet.rules) == ((), Paper.SRC, ("P-03",))
    assert (tablet.annotations, tablet.asks) == ((), ())
    order = decide(replace(facts, coupon=replace(facts.coupon, money_order=True)))
    plain = decide(replace(facts, coupon=replace(facts.coupon, money_order=False)))
    if facts.cheques:
        assert order.operations == plain.operations
        assert order.paper in (Paper.SRC, Paper.SET_ASIDE)
    else:
        assert (order.operations, order.paper, order.annotations) == ((), Paper.SRC, ())
