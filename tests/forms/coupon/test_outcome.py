from datetime import UTC, date, datetime

import pytest

from backoffice.domain.batch import Batch, BatchKind, BatchState
from backoffice.domain.cheque import Operation, RowOperation
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.debit import DebitOperation
from backoffice.domain.mail import ActionCode
from backoffice.domain.mail_facts import Ink, Option
from backoffice.domain.method import Brand
from backoffice.domain.money import ZERO, Money
from backoffice.domain.paper import Paper, SlipKind
from backoffice.domain.rows import ClientIdentity, Dossier, OrderRow, PendingInvoice
from backoffice.keying.departure import DESTINATIONS, SHORT, Departure
from backoffice.keying.entry import InWords
from backoffice.keying.facts import expects_cheque, mail_facts
from backoffice.keying.outcome import Outcome, Way, outcome
from backoffice.keying.ticks import NOTHING, JoinedIban, Ticks

ARRIVED = date(2024, 3, 4)
OLD = PendingInvoice(1, "F1", "AP11", date(2024, 1, 20), Money(13_10), Money(13_10))
NEW = PendingInvoice(2, "F2", "AP11", date(2024, 2, 9), Money(20_30), Money(20_30))
ORDERS = (OrderRow("C1", "TÉLÉ 7 JOURS", "Suspendue", True, False, ""), OrderRow("C2", "GEO", "", True, True, ""))
RECOVERY = Departure(Paper.RECOVERY, None, (), keyed=False)


def batch(*, with_invoice: bool = True) -> Batch:
    opened = datetime(2024, 3, 4, tzinfo=UTC)
    return Batch(3, "2024-0003", ARRIVED, with_invoice, BatchKind.PARTNER, BatchState.OPEN, 1, "A. Morel", opened)


def dossier(*invoices: PendingInvoice, **flags: bool) -> Dossier:
    said = {"blocked": False, "deceased": False, "protected_adult": False} | flags
    ref = ClientRef("J", 121, "1")
    client = ClientIdentity(
        id=7, ref=ref, name="Mme DURAND Marie", address="", postcode="", city="", partner="", **said
    )
    return Dossier(client, invoices, ORDERS, (), ZERO)


def judged(ticks: Ticks, cents: int = 0, departure: Departure | None = None, *, with_invoice: bool = True) -> Outcome:
    words = InWords(Money(cents), confirmed=True) if cents else None
    return outcome(batch(with_invoice=with_invoice), dossier(OLD, NEW), ticks, words, departure)


def test_a_plain_cheque_waits_for_its_amount_and_is_decided_by_it() -> None:
    assert judged(NOTHING) == Outcome(Way.AMOUNT_FIRST)

    decided = judged(NOTHING, 20_30)
    assert decided.way is Way.CHEQUE
    assert decided.rows == (
        RowOperation(1, Operation.NO_PAYMENT, ZERO, "P-30"),
        RowOperation(2, Operation.SETTLE, Money(20_30), "P-30"),
    )
    assert decided.actions == ()


def test_the_words_bind_and_not_the_figures() -> None:
    words = InWords(Money(20_30), "treize euros dix", Money(13_10), confirmed=True)
    decided = outcome(batch(), dossier(OLD, NEW), NOTHING, words, None)
    assert [row.operation for row in decided.rows] == [Operation.SETTLE, Operation.BLANK]
    assert decided.decision is not None
    assert "P-20" in decided.decision.rules


@pytest.mark.parametrize(
    ("ticks", "rule", "paper", "slip", "words"),
    [
        (Ticks(circular="QCU2"), "P-03", Paper.SRC, None, ()),
        (Ticks(money_order=True, amount=Money(20_30)), "P-04", Paper.SRC, None, ()),
        (Ticks(card=Brand.CB, holder="M. PETIT Jean"), "P-16", Paper.SCAN, SlipKind.CARD, ()),
        (Ticks(iban=JoinedIban.REFUSED), "P-67", Paper.SCAN, SlipKind.IBAN, ("IBAN inv FP",)),
        (Ticks(other_ink=True), "P-24", Paper.SCAN, SlipKind.CHEQUE, ()),
        (Ticks(several_coupons=True), "P-28", Paper.RECOVERY, None, ()),
        (Ticks(cash_on=date(2024, 4, 5)), "P-27", Paper.RECOVERY, None, ()),
        (Ticks(deceased=True, notary=True), "P-42", Paper.SCAN, SlipKind.NONE, ()),
        (Ticks(no_payment=True), "P-05", Paper.SCAN, SlipKind.NONE, ()),
    ],
)
def test_what_is_not_keyed_needs_no_amount(
    ticks: Ticks, rule: str, paper: Paper, slip: SlipKind | None, words: tuple[str, ...]
) -> None:
    decided = judged(ticks)
    assert decided.way is Way.LETTER
    assert decided.decision is not None
    assert decided.decision.rules[0] == rule
    assert (decided.decision.paper, decided.decision.slip, decided.decision.annotations) == (paper, slip, words)
    assert decided.rows == ()


def test_another_payee_is_decided_by_the_amount() -> None:
    ticks = Ticks(other_payee=True, ccp=True)
    assert judged(ticks).way is Way.AMOUNT_FIRST
    assert judged(ticks, 50_00).way is Way.CHEQUE
    assert judged(ticks, 50_01).way is Way.LETTER


def test_a_deceased_client_without_a_payment_is_four_actions() -> None:
    decided = judged(Ticks(deceased=True))
    assert decided.way is Way.LETTER
    assert [(action.code, action.value, action.text) for action in decided.actions] == [
        (ActionCode.STOP_PROMOTION, "1 - Non prospectable", ""),
        (ActionCode.STOP_REMINDERS, "", ""),
        (ActionCode.COMMENT, "Autre motif", "CLT DCD"),
        (ActionCode.CLOSE_LETTER, "XXXX", ""),
    ]
    assert {action.rule for action in decided.actions} == {"P-41"}


def test_a_deceased_client_who_pays_is_a_cheque_with_actions() -> None:
    decided = judged(Ticks(deceased=True, commitment=True), 20_30)
    assert decided.way is Way.CHEQUE
    assert decided.decision is not None
    assert (decided.decision.paper, decided.decision.annotations) == (Paper.SCAN, ("E",))
    assert [action.text for action in decided.actions] == ["", "", "DCD"]


def test_who_is_known_to_be_deceased_may_send_a_cheque() -> None:
    known = dossier(OLD, deceased=True)
    assert expects_cheque(known, NOTHING.knowing(known.client))
    assert not expects_cheque(known, Ticks(deceased=True, no_payment=True))
    assert not expects_cheque(dossier(OLD), Ticks(deceased=True))


@pytest.mark.parametrize(
    "ticks",
    [
        Ticks(card=Brand.CB),
        Ticks(card=Brand.AMEX),
        Ticks(iban=JoinedIban.SAME),
        Ticks(iban=JoinedIban.OTHER, option=Option.PUT_BACK_AND_PAY),
    ],
)
def test_cards_and_ibans_are_debits(ticks: Ticks) -> None:
    decided = judged(ticks)
    assert decided.way is Way.DEBIT
    same = ticks.iban is JoinedIban.SAME
    operation = DebitOperation.REPRESENT if same else DebitOperation.REBILL
    assert [(row.invoice_id, row.operation) for row in decided.rows] == [(1, operation), (2, operation)]
    assert (decided.change is None) is same
    assert [(renewal.order, renewal.beneficiary) for renewal in decided.renewals] == [("C1", False), ("C2", True)]


def test_a_departure_that_keys_nothing_debits_nothing() -> None:
    departed = judged(Ticks(card=Brand.CB), departure=RECOVERY)
    assert (departed.way, departed.rows, departed.change, departed.renewals) == (Way.LETTER, (), None, ())


def test_a_cheque_beside_an_iban_is_a_cheque() -> None:
    decided = judged(Ticks(iban=JoinedIban.OTHER), 20_30)
    assert decided.way is Way.CHEQUE
    assert decided.decision is not None
    assert "P-23" in decided.decision.rules
    assert (decided.decision.paper, decided.decision.slip) == (Paper.SCAN, SlipKind.CHEQUE)


def test_a_money_order_that_is_to_be_keyed_is_not_recorded_here() -> None:
    before = Batch(3, "", date(2023, 12, 29), True, BatchKind.PARTNER, BatchState.OPEN, 1, "", batch().opened_at)
    decided = outcome(before, dossier(NEW), Ticks(money_order=True, amount=Money(20_30)), None, None)
    assert decided.way is Way.NOT_HERE


@pytest.mark.parametrize(
    ("ticks", "cents", "facts"),
    [
        (Ticks(deceased=True, refusal=True), 0, {"coupon.deceased", "coupon.refusal"}),
        (Ticks(card=Brand.CB, iban=JoinedIban.SAME), 0, {"card", "iban"}),
        (Ticks(refusal=True), 20_30, {"coupon.refusal", "cheques"}),
        (Ticks(no_payment=True), 20_30, {"no_payment", "cheques"}),
        (Ticks(money_order=True), 20_30, {"coupon.money_order", "cheques"}),
    ],
)
def test_what_contradicts_itself_is_never_decided(ticks: Ticks, cents: int, facts: set[str]) -> None:
    found = judged(ticks, cents)
    assert (found.way, found.decision) == (Way.CLASHING, None)
    assert set().union(*(conflict.facts for conflict in found.conflicts)) == facts
    for conflict in found.conflicts:
        assert conflict.sentence[0].isupper()
        assert conflict.sentence.endswith(".")


def test_without_invoice_a_coupon_is_set_aside_and_received_in_its_own_batch() -> None:
    aside = outcome(batch(), dossier(), NOTHING, None, None)
    assert aside.way is Way.LETTER
    assert aside.decision is not None
    assert aside.decision.paper is Paper.SET_ASIDE

    received = judged(NOTHING, 20_30, with_invoice=False)
    assert (received.way, received.rows) == (Way.CHEQUE, ())


def test_a_departure_that_keys_nothing_does_nothing_to_the_file_either() -> None:
    departed = judged(Ticks(deceased=True), 20_30, RECOVERY)
    assert (departed.way, departed.actions, departed.rows) == (Way.LETTER, (), ())


def test_a_departure_for_the_paper_alone_keys_what_is_decided() -> None:
    departure = Departure(Paper.RECOVERY, None, ("B",), keyed=True)
    departed = judged(Ticks(deceased=True), 20_30, departure)
    assert departed.way is Way.CHEQUE
    assert departed.departure is departure
    assert len(departed.actions) == 3


def test_to_choose_what_is_decided_is_no_departure() -> None:
    same = Departure(Paper.DISCARD, None, (), keyed=True)
    assert judged(NOTHING, 20_30, same).departure is None
    for keyed in (True, False):
        to_src = Departure(Paper.SRC, None, (), keyed=keyed)
        assert judged(Ticks(circular="QCU2"), departure=to_src).departure is None


def test_nothing_needs_to_be_known_of_the_amount_to_pass_a_coupon_on() -> None:
    assert judged(NOTHING, departure=RECOVERY).way is Way.LETTER
    assert judged(NOTHING, departure=Departure(Paper.SCAN, SlipKind.CHEQUE, (), keyed=True)).way is Way.AMOUNT_FIRST


def test_every_destination_has_its_words() -> None:
    assert list(SHORT) == list(DESTINATIONS)
    assert {paper for paper, _ in DESTINATIONS} == set(Paper)
    assert {slip for paper, slip in DESTINATIONS if paper is Paper.SCAN} == set(SlipKind)


def test_the_facts_are_those_of_the_ticks() -> None:
    ticks = Ticks(
        signed=False,
        option=Option.CANCEL_AND_PAY,
        other_ink=True,
        several_cheques=True,
        several_coupons=True,
        iban=JoinedIban.SAME,
        holder="DURAND",
        struck_titles=("GEO",),
        amount=Money(13_10),
    )
    facts = mail_facts(batch(with_invoice=False), dossier(OLD, protected_adult=True), ticks, InWords(Money(20_30)))
    assert (facts.arrival_date, facts.with_invoice, facts.coupons_for_cheque) == (ARRIVED, False, 2)
    assert (facts.coupon.signed, facts.coupon.option, facts.coupon.amount) == (
        False,
        Option.CANCEL_AND_PAY,
        Money(13_10),
    )
    assert facts.coupon.struck_titles == ("GEO",)
    assert [(cheque.figures, cheque.ink) for cheque in facts.cheques] == [(Money(20_30), Ink.OTHER)] * 2
    assert facts.iban is not None
    assert (facts.iban.iban, facts.iban.holder) == (facts.client.file_iban, "DURAND")
    assert facts.orders == ORDERS
