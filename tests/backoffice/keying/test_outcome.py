from dataclasses import replace
from datetime import date

import pytest

from backoffice.domain.batch import Batch
from backoffice.domain.cheque import Operation, RowOperation
from backoffice.domain.debit import DebitOperation
from backoffice.domain.decision import Question, Receive
from backoffice.domain.dossier import Dossier
from backoffice.domain.mail import ActionCode
from backoffice.domain.mail_facts import CardFacts, ChequeAmount, ChequeFacts, CouponFacts, IbanFacts, IbanMatch, Option
from backoffice.domain.method import Brand
from backoffice.domain.money import ZERO, Money
from backoffice.domain.paper import Paper, SlipKind
from backoffice.keying.departure import Departure
from backoffice.keying.facts import ClientFile
from backoffice.keying.outcome import Outcome, Way, outcome
from backoffice.keying.ticks import NOTHING, ChequeTicks, Ticks
from tests.backoffice.keying.cases import (
    CARD,
    DEAD,
    NEW,
    NO_PAYMENT,
    OLD,
    OTHER_IBAN,
    SAME_IBAN,
    batch,
    dossier,
)

RECOVERY = Departure(Paper.RECOVERY, None, (), keyed=False)
GREEN = Ticks(cheque=ChequeTicks(other_ink=True))
TABLETS = Ticks(coupon=CouponFacts(circular="QCU2"))
BOTH = dossier(OLD, NEW)


def judged(
    ticks: Ticks,
    cents: int = 0,
    departure: Departure | None = None,
    *,
    file: Dossier = BOTH,
    into: Batch | None = None,
) -> Outcome:
    cheque = ChequeAmount(Money(cents)) if cents else None
    return outcome(into or batch(), ClientFile.of(file), ticks, cheque, departure)


def paper_of(found: Outcome) -> tuple[Paper, SlipKind | None, tuple[str, ...]]:
    assert found.decision is not None
    return found.decision.paper, found.decision.slip, found.decision.annotations


def received(found: Outcome) -> Money | None:
    return next((step.amount for step in found.steps if isinstance(step, Receive)), None)


def test_a_plain_cheque_waits_for_its_amount_and_is_decided_by_it() -> None:
    assert judged(NOTHING) == Outcome(Way.AMOUNT_FIRST)

    decided = judged(NOTHING, 20_30)
    assert decided.way is Way.CHEQUE
    assert decided.rows == (
        RowOperation(1, Operation.NO_PAYMENT, ZERO, "P-30"),
        RowOperation(2, Operation.SETTLE, Money(20_30), "P-30"),
    )
    assert received(decided) == Money(20_30)
    assert decided.actions == ()


@pytest.mark.parametrize(
    ("ticks", "expects"), [(NOTHING, True), (GREEN, True), (CARD, False), (DEAD, False), (NO_PAYMENT, False)]
)
def test_a_cheque_is_expected_where_nothing_else_came(ticks: Ticks, *, expects: bool) -> None:
    assert judged(ticks).expects_cheque is expects


def test_the_words_bind_and_not_the_figures() -> None:
    cheque = ChequeAmount(Money(20_30), Money(13_10))
    decided = outcome(batch(), ClientFile.of(BOTH), NOTHING, cheque, None)
    assert [row.operation for row in decided.rows] == [Operation.SETTLE, Operation.BLANK]
    assert decided.decision is not None
    assert "P-20" in decided.decision.rules


@pytest.mark.parametrize(
    ("ticks", "rule", "paper", "slip", "words"),
    [
        (TABLETS, "P-03", Paper.SRC, None, ()),
        (Ticks(coupon=CouponFacts(money_order=True, amount=Money(20_30))), "P-04", Paper.SRC, None, ()),
        (Ticks(card=CardFacts(holder="M. PETIT Jean")), "P-16", Paper.SCAN, SlipKind.CARD, ()),
        (Ticks(iban=IbanFacts(IbanMatch.REFUSED)), "P-67", Paper.SCAN, SlipKind.IBAN, ("IBAN inv FP",)),
        (GREEN, "P-24", Paper.SCAN, SlipKind.CHEQUE, ()),
        (Ticks(cheque=ChequeTicks(several_coupons=True)), "P-28", Paper.RECOVERY, None, ()),
        (Ticks(cheque=ChequeTicks(cash_on=date(2024, 4, 5))), "P-27", Paper.RECOVERY, None, ()),
        (Ticks(coupon=CouponFacts(deceased=True, notary=True)), "P-42", Paper.SCAN, SlipKind.NONE, ()),
        (NO_PAYMENT, "P-05", Paper.SCAN, SlipKind.NONE, ()),
    ],
)
def test_what_is_not_keyed_needs_no_amount(
    ticks: Ticks, rule: str, paper: Paper, slip: SlipKind | None, words: tuple[str, ...]
) -> None:
    decided = judged(ticks)
    assert decided.way is Way.LETTER
    assert decided.decision is not None
    assert decided.decision.rules[0] == rule
    assert paper_of(decided) == (paper, slip, words)
    assert decided.rows == ()


def test_another_payee_is_decided_by_the_amount() -> None:
    ticks = Ticks(cheque=ChequeTicks(other_payee=True, ccp=True))
    assert judged(ticks).way is Way.AMOUNT_FIRST
    assert judged(ticks, 50_00).way is Way.CHEQUE
    assert judged(ticks, 50_01).way is Way.LETTER


def test_a_deceased_client_without_a_payment_is_four_actions() -> None:
    decided = judged(DEAD)
    assert decided.way is Way.LETTER
    assert [(action.code, action.value, action.text) for action in decided.actions] == [
        (ActionCode.STOP_PROMOTION, "1 - Non prospectable", ""),
        (ActionCode.STOP_REMINDERS, "", ""),
        (ActionCode.COMMENT, "Autre motif", "CLT DCD"),
        (ActionCode.CLOSE_LETTER, "XXXX", ""),
    ]
    assert {action.rule for action in decided.actions} == {"P-41"}


def test_a_deceased_client_who_pays_is_a_cheque_with_actions() -> None:
    decided = judged(Ticks(coupon=CouponFacts(deceased=True, commitment=True)), 20_30)
    assert decided.way is Way.CHEQUE
    assert paper_of(decided) == (Paper.SCAN, SlipKind.CHEQUE, ("E",))
    assert [action.text for action in decided.actions] == ["", "", "DCD"]


@pytest.mark.parametrize(
    "ticks",
    [
        CARD,
        Ticks(card=CardFacts(Brand.AMEX)),
        SAME_IBAN,
        Ticks(coupon=CouponFacts(option=Option.PUT_BACK_AND_PAY), iban=OTHER_IBAN.iban),
    ],
)
def test_cards_and_ibans_are_debits(ticks: Ticks) -> None:
    decided = judged(ticks)
    assert decided.way is Way.DEBIT
    same = ticks == SAME_IBAN
    operation = DebitOperation.REPRESENT if same else DebitOperation.REBILL
    assert [(row.invoice_id, row.operation) for row in decided.rows] == [(1, operation), (2, operation)]
    assert (decided.change is None) is same
    assert [(renewal.order, renewal.beneficiary) for renewal in decided.renewals] == [("C1", False), ("C2", True)]


@pytest.mark.parametrize("ticks", [CARD, SAME_IBAN, OTHER_IBAN])
def test_a_debit_that_puts_nothing_back_is_one_all_the_same(ticks: Ticks) -> None:
    found = judged(ticks, file=replace(BOTH, orders=()))
    assert (found.way, found.renewals) == (Way.DEBIT, ())
    assert [row.invoice_id for row in found.rows] == [1, 2]


def test_a_departure_that_keys_nothing_debits_nothing() -> None:
    departed = judged(CARD, departure=RECOVERY)
    assert (departed.way, departed.rows, departed.change, departed.renewals) == (Way.LETTER, (), None, ())


@pytest.mark.parametrize("beside", [OTHER_IBAN, CARD, Ticks(iban=IbanFacts(IbanMatch.REFUSED, holder="M. PETIT Jean"))])
def test_a_cheque_beside_an_iban_or_a_card_is_a_cheque(beside: Ticks) -> None:
    decided = judged(beside, 20_30)
    assert decided.way is Way.CHEQUE
    assert decided.decision is not None
    assert "P-23" in decided.decision.rules
    assert paper_of(decided) == (Paper.SCAN, SlipKind.CHEQUE, ())


@pytest.mark.parametrize("arrived", [date(2019, 3, 4), date(2023, 12, 29), date(2024, 3, 4)])
def test_a_money_order_is_never_keyed_and_the_cheque_beside_it_is(arrived: date) -> None:
    order = Ticks(coupon=CouponFacts(money_order=True, amount=Money(20_30)))
    alone = judged(order, file=dossier(NEW), into=batch(arrived=arrived))
    assert (alone.way, paper_of(alone)[0]) == (Way.LETTER, Paper.SRC)

    beside = judged(order, 20_30, file=dossier(NEW), into=batch(arrived=arrived))
    assert (beside.way, paper_of(beside)[0]) == (Way.CHEQUE, Paper.SRC)
    assert beside.rows == (RowOperation(2, Operation.SETTLE, Money(20_30), "P-21"),)


@pytest.mark.parametrize(
    ("ticks", "cents", "paths"),
    [
        (Ticks(card=CardFacts(), iban=SAME_IBAN.iban), 0, {"card", "iban"}),
        (Ticks(coupon=CouponFacts(refusal=True)), 20_30, {"coupon.refusal", "cheques"}),
        (Ticks(coupon=CouponFacts(refusal=True), card=CardFacts()), 0, {"coupon.refusal", "card"}),
    ],
)
def test_what_contradicts_itself_is_never_decided(ticks: Ticks, cents: int, paths: set[str]) -> None:
    found = judged(ticks, cents)
    assert (found.way, found.decision, found.steps) == (Way.CLASHING, None, ())
    assert set().union(*(clash.paths for clash in found.clashes)) == paths


def test_an_amount_where_nothing_came_is_no_decision_either() -> None:
    found = judged(NO_PAYMENT, 20_30)
    assert (found.way, found.decision, found.clashes, found.pays_nothing) == (Way.CLASHING, None, (), True)


def test_heirs_who_refuse_report_a_death() -> None:
    found = judged(Ticks(coupon=CouponFacts(deceased=True, refusal=True)))
    assert found.way is Way.LETTER
    assert {action.rule for action in found.actions} == {"P-41"}


def test_without_invoice_a_coupon_is_set_aside_and_received_in_its_own_batch() -> None:
    aside = judged(NOTHING, file=dossier())
    assert aside.way is Way.LETTER
    assert paper_of(aside) == (Paper.SET_ASIDE, None, ())

    received = judged(NOTHING, 20_30, into=batch(with_invoice=False))
    assert (received.way, received.rows) == (Way.CHEQUE, ())


def test_a_departure_that_keys_nothing_does_nothing_to_the_file_either() -> None:
    departed = judged(DEAD, 20_30, RECOVERY)
    assert (departed.way, departed.actions, departed.rows) == (Way.LETTER, (), ())


def test_a_departure_for_the_paper_alone_keys_what_is_decided() -> None:
    departure = Departure(Paper.RECOVERY, None, ("B",), keyed=True)
    departed = judged(DEAD, 20_30, departure)
    assert departed.way is Way.CHEQUE
    assert departed.departure == departure
    assert len(departed.actions) == 3


def test_to_choose_what_is_decided_is_no_departure() -> None:
    same = Departure(Paper.DISCARD, None, (), keyed=True)
    assert judged(NOTHING, 20_30, same).departure is None
    for keyed in (True, False):
        to_src = Departure(Paper.SRC, None, (), keyed=keyed)
        assert judged(TABLETS, departure=to_src).departure is None


def test_nothing_needs_to_be_known_of_the_amount_to_pass_a_coupon_on() -> None:
    assert judged(NOTHING, departure=RECOVERY).way is Way.LETTER
    assert judged(NOTHING, departure=Departure(Paper.SCAN, SlipKind.CHEQUE, (), keyed=True)).way is Way.AMOUNT_FIRST


# Keyed against a stop

KEYED = Departure(Paper.DISCARD, None, (), keyed=True, against_stop=True)


@pytest.mark.parametrize("against", [KEYED, replace(KEYED, keyed=False)])
def test_a_cheque_that_is_stopped_can_be_keyed_all_the_same(against: Departure) -> None:
    stopped = judged(GREEN, 20_30)
    assert (stopped.way, stopped.rows, stopped.can_be_keyed) == (Way.LETTER, (), True)

    keyed = judged(GREEN, 20_30, against)
    assert keyed.way is Way.CHEQUE
    assert keyed.is_against_stop
    assert received(keyed) == Money(20_30)
    assert [(row.invoice_id, row.operation) for row in keyed.rows] == [
        (1, Operation.NO_PAYMENT),
        (2, Operation.SETTLE),
    ]
    assert keyed.departure == against


@pytest.mark.parametrize("keyed", [True, False])
def test_what_is_stopped_and_goes_elsewhere_is_not_keyed_unless_that_is_said(*, keyed: bool) -> None:
    found = judged(GREEN, 20_30, replace(RECOVERY, keyed=keyed))
    assert (found.way, found.rows, received(found), found.is_against_stop) == (Way.LETTER, (), None, False)


@pytest.mark.parametrize("against", [KEYED, replace(KEYED, keyed=False)])
def test_what_is_done_to_the_file_is_done_against_a_stop_as_well(against: Departure) -> None:
    green_and_dead = Ticks(coupon=DEAD.coupon, cheque=GREEN.cheque)
    assert judged(green_and_dead, 20_30).actions == ()
    assert [action.text for action in judged(green_and_dead, 20_30, against).actions] == ["", "", "DCD"]


def test_without_an_invoice_there_is_nothing_to_key_against() -> None:
    """P-29: the cheque is received in a batch SANS FACTURE."""
    found = judged(DEAD, 20_30, KEYED, file=dossier())
    assert (found.way, found.can_be_keyed, found.actions) == (Way.LETTER, False, ())


def test_a_debt_that_is_not_found_does_not_keep_a_cheque_from_being_keyed() -> None:
    unknown = Ticks(coupon=CouponFacts(circular="AP12"))
    aside = judged(unknown, 20_30)
    assert (aside.way, paper_of(aside)[0], aside.can_be_keyed) == (Way.LETTER, Paper.SET_ASIDE, True)

    keyed = judged(unknown, 20_30, KEYED)
    assert keyed.way is Way.CHEQUE
    assert Operation.SETTLE in [row.operation for row in keyed.rows]


@pytest.mark.parametrize("ticks", [NO_PAYMENT, CARD, Ticks(iban=IbanFacts(IbanMatch.REFUSED)), GREEN])
def test_nothing_is_keyed_against_a_stop_where_no_amount_is_known(ticks: Ticks) -> None:
    found = judged(ticks, departure=KEYED)
    assert not found.can_be_keyed
    assert received(found) is None


def test_a_cheque_that_is_keyed_anyhow_is_not_keyed_against_anything() -> None:
    found = judged(NOTHING, 20_30, KEYED)
    assert (found.way, found.can_be_keyed, found.is_against_stop) == (Way.CHEQUE, False, False)
    assert found.departure is None


@pytest.mark.parametrize("against_stop", [True, False])
@pytest.mark.parametrize("ticks", [NOTHING, GREEN, DEAD])
def test_what_is_set_aside_is_not_keyed_whatever_is_asked(ticks: Ticks, *, against_stop: bool) -> None:
    aside = Departure(Paper.SET_ASIDE, None, (), keyed=True, against_stop=against_stop)
    found = judged(ticks, 20_30, aside)
    assert (found.way, found.rows, found.actions) == (Way.LETTER, (), ())
    assert found.departure == Departure(Paper.SET_ASIDE, None, (), keyed=False)


# What is asked first


def test_it_is_asked_which_debt_is_meant_where_neither_coupon_nor_cheque_tells() -> None:
    file = dossier(OLD, NEW)
    asked = judged(NOTHING, 15_00, file=file)
    assert asked.decision is not None
    assert asked.decision.asks == (Question.WHICH_DEBT,)
    told = judged(Ticks(coupon=CouponFacts(amount=Money(20_30))), 15_00, file=file)
    assert told.decision is not None
    assert told.decision.asks == ()
    assert RowOperation(2, Operation.SETTLE, Money(15_00), "P-30") in told.rows


def test_the_first_of_several_cheques_is_received() -> None:
    later, sooner = (
        ChequeFacts(Money(10_00), cash_on=date(2024, 4, 2), number="5508019"),
        ChequeFacts(Money(10_30), cash_on=date(2024, 3, 6), number="5508020"),
    )
    ticks = Ticks(cheque=ChequeTicks(several=True, cash_on=date(2024, 3, 20), others=(later, sooner)))
    found = judged(ticks, 20_30)
    assert received(found) == Money(10_30)
    assert paper_of(found) == (Paper.RECOVERY, None, ("1 chèque encaissé",))
