"""P-11 to P-13, P-19 to P-23, P-26, P-29 and P-30 to P-33 as whole mail. The rows are in test_cheque_rows."""

from dataclasses import replace
from datetime import date

import pytest

from backoffice.domain.decision import Question
from backoffice.domain.invoices import PendingInvoice
from backoffice.domain.mail_facts import CardFacts, ChequeFacts, CouponFacts, Ink, MailFacts, Option
from backoffice.domain.method import Mandate
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper, SlipKind
from backoffice.procedure.decide import decide
from tests.backoffice.procedure.cases import (
    CARD,
    CHEQUE,
    CLIENT,
    IBAN,
    REFUSED,
    SAME,
    WITH_CHEQUE,
    invoice,
    said,
)

LOWER, HIGHER = invoice(1, 13_10, "AP11", "2019-02-20"), invoice(2, 20_30, "AP11", "2019-03-09")
RAISED, REMINDED = invoice(1, 20_30, "AP11", "2019-03-09"), invoice(2, 20_30, "AP12", "2019-03-17")
KEYED = ["Settle F1 20,30 P-21", "Receive 15 20,30 P-21"]


def paying(cents: int, *invoices: PendingInvoice) -> MailFacts:
    return replace(WITH_CHEQUE, invoices=invoices, cheques=(ChequeFacts(Money(cents)),))


def test_a_plain_cheque() -> None:
    decision = decide(WITH_CHEQUE)
    assert said(decision) == KEYED
    assert (decision.paper, decision.slip, decision.annotations, decision.asks) == (Paper.DISCARD, None, (), ())
    assert decision.rules == ("P-21", "P-13", "P-10")


@pytest.mark.parametrize(
    ("facts", "operations"),
    [
        pytest.param(paying(10_00, LOWER), ["Settle F1 10,00 P-21", "Receive 15 10,00 P-21"], id="P-21 less"),
        pytest.param(paying(22_46, LOWER), ["Settle F1 13,10 P-21", "Receive 15 22,46 P-21"], id="P-21 more"),
        pytest.param(
            paying(20_30, LOWER, HIGHER),
            ["NoPayment F1 P-30", "Settle F2 20,30 P-30", "Receive 15 20,30 P-21"],
            id="P-30 the higher",
        ),
        pytest.param(
            paying(13_10, LOWER, HIGHER),
            ["Settle F1 13,10 P-32", "Blank F2 P-32", "Receive 15 13,10 P-21"],
            id="P-32 the lower",
        ),
        pytest.param(
            paying(20_30, RAISED, replace(REMINDED, circular="AP11")),
            ["Settle F1 20,30 P-33", "NoPayment F2 P-33", "Receive 15 20,30 P-21"],
            id="P-33 the same twice",
        ),
        pytest.param(
            paying(20_30, LOWER, REMINDED),
            ["NoPayment F1 P-22", "Settle F2 20,30 P-21", "Receive 15 20,30 P-21"],
            id="P-22 one line only",
        ),
    ],
)
def test_what_a_cheque_settles(facts: MailFacts, operations: list[str]) -> None:
    assert said(decide(facts)) == operations


def test_paid_invoices_have_no_row() -> None:
    paid = replace(LOWER, pending=Money(0))
    assert said(decide(paying(20_30, paid, HIGHER))) == ["Settle F2 20,30 P-21", "Receive 15 20,30 P-21"]


def test_the_words_bind() -> None:
    facts = replace(WITH_CHEQUE, cheques=(ChequeFacts(Money(20_30), Money(20_03)),))
    decision = decide(facts)
    assert said(decision) == ["Settle F1 20,03 P-21", "Receive 15 20,03 P-21"]
    assert decision.rules == ("P-20", "P-21", "P-13", "P-10")


def test_words_that_agree_are_nothing_to_say() -> None:
    assert decide(replace(WITH_CHEQUE, cheques=(ChequeFacts(Money(20_30), Money(20_30)),))) == decide(WITH_CHEQUE)


# --- the coupon's debt

TWO = (invoice(1, 30_00, "AP11", "2024-01-20"), invoice(2, 20_00, "AP12", "2024-02-20"))
LEFT = replace(invoice(1, 20_30), pending=Money(10_00))
PAID = replace(invoice(1, 20_30, "AP11", "2024-01-20"), pending=Money(0))


def test_the_coupon_s_debt_is_settled_and_its_rule_named() -> None:
    coupon = CouponFacts("AP12", amount=Money(20_00))
    decision = decide(replace(paying(30_00, *TWO), coupon=coupon))
    assert said(decision) == ["NoPayment F1 P-22", "Settle F2 20,00 P-21", "Receive 15 30,00 P-21"]
    assert decision.rules == ("P-19", "P-22", "P-21", "P-13", "P-10")
    assert (decision.paper, decision.asks) == (Paper.DISCARD, ())


@pytest.mark.parametrize(
    "coupon",
    [
        CouponFacts("AP11", amount=Money(20_30)),
        CouponFacts("AP11"),
        CouponFacts("AP13", amount=Money(35_00)),
        CouponFacts(amount=Money(40_00)),
    ],
)
@pytest.mark.parametrize("cents", [20_30, 35_00, 10_00])
def test_a_coupon_whose_debt_is_not_there_is_set_aside(coupon: CouponFacts, cents: int) -> None:
    facts = replace(paying(cents, PAID, invoice(2, 35_00, "AP12")), coupon=coupon)
    decision = decide(facts)
    assert (decision.operations, decision.paper, decision.slip) == ((), Paper.SET_ASIDE, None)
    assert (decision.annotations, decision.rules, decision.asks) == ((), ("P-19",), ())
    known = decide(replace(facts, coupon=replace(coupon, bears_no_debt=True)))
    assert said(known) == said(decide(replace(facts, coupon=CouponFacts())))
    assert "P-19" not in known.rules


def test_a_debt_of_nothing_is_no_debt_known() -> None:
    facts = replace(WITH_CHEQUE, coupon=CouponFacts(" - "))
    assert decide(facts) == decide(WITH_CHEQUE)


@pytest.mark.parametrize("facts", [replace(WITH_CHEQUE, with_invoice=False), replace(WITH_CHEQUE, invoices=())])
def test_where_there_is_nothing_to_settle_no_debt_is_looked_for(facts: MailFacts) -> None:
    for coupon in (CouponFacts("AP19"), CouponFacts(amount=Money(9_00)), CouponFacts(bears_no_debt=True)):
        told = decide(replace(facts, coupon=coupon))
        assert told == decide(facts)
        assert "P-29" in told.rules


def test_which_debt_the_coupon_bears_is_asked_where_neither_it_nor_the_cheque_tells() -> None:
    facts = paying(25_00, *TWO)
    decision = decide(facts)
    assert said(decision) == ["NoPayment F1 P-22", "Settle F2 20,00 P-21", "Receive 15 25,00 P-21"]
    assert decision.asks == (Question.WHICH_DEBT,)


@pytest.mark.parametrize(
    ("cents", "invoices", "coupon", "asks"),
    [
        pytest.param(25_00, TWO, CouponFacts(), True, id="nothing known"),
        pytest.param(10_00, TWO, CouponFacts(), True, id="below all"),
        pytest.param(60_00, TWO, CouponFacts(), True, id="above their sum"),
        pytest.param(30_00, TWO, CouponFacts(), False, id="one to the cent"),
        pytest.param(50_00, TWO, CouponFacts(), False, id="their sum to the cent"),
        pytest.param(10_00, TWO[:1], CouponFacts(), False, id="one row"),
        pytest.param(25_00, TWO, CouponFacts("AP12"), False, id="its circular"),
        pytest.param(25_00, TWO, CouponFacts(amount=Money(20_00)), False, id="its amount"),
        pytest.param(25_00, TWO, CouponFacts("AP12", amount=Money(20_00)), False, id="both"),
        pytest.param(25_00, TWO, CouponFacts(bears_no_debt=True), False, id="it was asked already"),
        pytest.param(15_00, (LOWER, HIGHER), CouponFacts("AP11"), True, id="two of its circular"),
        pytest.param(20_30, (LOWER, HIGHER), CouponFacts("AP11"), False, id="of its circular one to the cent"),
        pytest.param(25_00, (HIGHER, replace(HIGHER, id=3)), CouponFacts(), True, id="two that are alike (P-33)"),
        pytest.param(
            15_00, (LEFT, replace(LEFT, id=3, amount=Money(30_00))), CouponFacts(), True, id="of other amounts"
        ),
        pytest.param(
            15_00, (LEFT, replace(LEFT, id=3, pending=Money(12_00))), CouponFacts(), True, id="otherwise paid"
        ),
        pytest.param(10_00, (RAISED, REMINDED), CouponFacts(), True, id="two alike but for their circular"),
    ],
)
def test_when_it_is_asked(cents: int, invoices: tuple[PendingInvoice, ...], coupon: CouponFacts, *, asks: bool) -> None:
    facts = replace(paying(cents, *invoices), coupon=coupon)
    assert decide(facts).asks == ((Question.WHICH_DEBT,) if asks else ())
    assert decide(facts).keyed


@pytest.mark.parametrize(
    "facts",
    [
        replace(paying(25_00, *TWO), with_invoice=False),
        replace(paying(25_00, *TWO), coupons_for_cheque=2),
        replace(paying(25_00, *TWO), coupon=CouponFacts("QCU2")),
        replace(paying(25_00, *TWO), coupon=CouponFacts("AP19")),
    ],
)
def test_it_is_not_asked_where_nothing_is_settled(facts: MailFacts) -> None:
    assert decide(facts).asks == ()


# --- options, and what lies beside the cheque


def test_option_1_with_a_cheque_renews_nothing() -> None:
    decision = decide(replace(WITH_CHEQUE, coupon=CouponFacts(option=Option.CANCEL_AND_PAY)))
    assert said(decision) == KEYED
    assert decision.paper is Paper.DISCARD
    assert decision.rules == ("P-21", "P-11", "P-10")


def test_option_2_with_a_cheque_is_the_cheque_and_the_wish_is_passed_on() -> None:
    decision = decide(replace(WITH_CHEQUE, coupon=CouponFacts(option=Option.PUT_BACK_AND_PAY)))
    assert said(decision) == KEYED
    assert (decision.paper, decision.slip, decision.annotations) == (Paper.SCAN, SlipKind.CHEQUE, ())
    assert decision.rules == ("P-21", "P-12", "P-10")


BESIDE = [
    replace(WITH_CHEQUE, card=CARD),
    replace(WITH_CHEQUE, iban=IBAN),
    replace(WITH_CHEQUE, iban=SAME),
    replace(WITH_CHEQUE, iban=REFUSED),
    replace(WITH_CHEQUE, iban=IBAN, card=CARD),
    replace(WITH_CHEQUE, iban=replace(IBAN, holder="Paul Martin")),
    replace(WITH_CHEQUE, card=CardFacts(holder="Marie Durant")),
    replace(WITH_CHEQUE, card=CardFacts(holder_is_client=False)),
    replace(WITH_CHEQUE, iban=IBAN, client=replace(CLIENT, mandate=Mandate.INACTIVE)),
    replace(WITH_CHEQUE, iban=IBAN, client=replace(CLIENT, blocked=True)),
    replace(WITH_CHEQUE, iban=SAME, client=replace(CLIENT, method_code=99)),
    replace(WITH_CHEQUE, iban=IBAN, coupon=CouponFacts(signed=False), arrival_date=date(2023, 5, 31)),
    replace(WITH_CHEQUE, card=CARD, coupon=CouponFacts(signed=False), arrival_date=date(2023, 5, 31)),
    replace(WITH_CHEQUE, card=CARD, orders=()),
]


@pytest.mark.parametrize("facts", BESIDE)
def test_beside_a_cheque_neither_card_nor_iban_is_keyed_whatever_is_wrong_with_them(facts: MailFacts) -> None:
    decision = decide(facts)
    assert said(decision) == KEYED
    assert (decision.paper, decision.slip) == (Paper.SCAN, SlipKind.CHEQUE)
    assert (decision.annotations, decision.asks) == ((), ())
    assert decision.rules == ("P-23", "P-21", "P-13", "P-10")


def test_of_several_cheques_the_first_to_be_cashed_is() -> None:
    months = (None, date(2024, 4, 4), date(2024, 5, 4), date(2024, 6, 4))
    first, *others = (ChequeFacts(Money(58_00 + 95 * place), cash_on=day) for place, day in enumerate(months))
    decision = decide(replace(WITH_CHEQUE, invoices=(invoice(1, 232_95),), cheques=(*others, first)))
    assert said(decision) == ["Settle F1 58,00 P-21", "Receive 15 58,00 P-21"]
    assert (decision.paper, decision.slip) == (Paper.RECOVERY, None)
    assert decision.annotations == ("1 chèque encaissé",)
    assert decision.rules == ("P-26", "P-21", "P-13", "P-10")


def test_of_several_cheques_without_dates_the_first_of_the_pile_is() -> None:
    pile = tuple(ChequeFacts(Money(cents)) for cents in (58_95, 58_00, 60_00))
    for cheques in (pile, pile[::-1], (pile[1], pile[0], pile[2])):
        decision = decide(replace(WITH_CHEQUE, invoices=(invoice(1, 232_95),), cheques=cheques))
        assert (
            said(decision)[-1]
            == f"Receive 15 {cheques[0].figures.cents // 100},{cheques[0].figures.cents % 100:02} P-21"
        )


@pytest.mark.parametrize(
    ("first", "rules"),
    [
        (ChequeFacts(Money(20_30), ink=Ink.OTHER), ("P-24", "P-26")),
        (ChequeFacts(Money(58_00), payee_ok=False, ccp=True), ("P-25", "P-26")),
        (ChequeFacts(Money(20_30), cash_on=date(2024, 4, 5)), ("P-27",)),
    ],
)
def test_a_first_cheque_that_cannot_be_cashed_goes_with_the_others(first: ChequeFacts, rules: tuple[str, ...]) -> None:
    second = ChequeFacts(Money(60_00), cash_on=date(2024, 5, 4))
    decision = decide(replace(WITH_CHEQUE, cheques=(second, first)))
    assert (decision.operations, decision.paper, decision.annotations) == ((), Paper.RECOVERY, ())
    assert decision.rules == rules


@pytest.mark.parametrize("facts", [WITH_CHEQUE, replace(WITH_CHEQUE, cheques=(CHEQUE, CHEQUE)), *BESIDE])
@pytest.mark.parametrize("invoices", [(), (replace(LOWER, pending=Money(0)),)])
def test_without_an_invoice_the_cheque_is_set_aside(facts: MailFacts, invoices: tuple[PendingInvoice, ...]) -> None:
    coupon = replace(facts.coupon, deceased=True, commitment=True, money_order=True, circular="AP11")
    decision = decide(replace(facts, invoices=invoices, coupon=coupon))
    assert (decision.operations, decision.paper, decision.slip) == ((), Paper.SET_ASIDE, None)
    assert (decision.annotations, decision.rules) == ((), ("P-29",))


@pytest.mark.parametrize("invoices", [(), (LOWER,)])
def test_in_a_batch_sans_facture_it_is_received_on_the_account(invoices: tuple[PendingInvoice, ...]) -> None:
    decision = decide(replace(WITH_CHEQUE, invoices=invoices, with_invoice=False))
    assert said(decision) == ["Receive 15 20,30 P-29"]
    assert (decision.paper, decision.rules) == (Paper.DISCARD, ("P-29", "P-13", "P-10"))
