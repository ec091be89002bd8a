"""P-11, P-13, P-20 to P-23, P-26, P-29 and P-30 to P-33 as a whole piece of mail. The rows are in test_cheque_rows."""

from dataclasses import replace
from datetime import date

import pytest

from backoffice.domain.mail_facts import CardFacts, ChequeFacts, CouponFacts, Ink, MailFacts, Option
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper, SlipKind
from backoffice.domain.rows import PendingInvoice
from backoffice.procedure.decide import decide
from tests.backoffice.procedure.cases import CARD, CHEQUE, IBAN, SAME_IBAN, WITH_CHEQUE, WITH_MONEY_ORDER, invoice, said

LOWER, HIGHER = invoice(1, 13_10, "AP11", "2019-02-20"), invoice(2, 20_30, "AP11", "2019-03-09")
RAISED, REMINDED = invoice(1, 20_30, "AP11", "2019-03-09"), invoice(2, 20_30, "AP12", "2019-03-17")


def paying(cents: int, *invoices: PendingInvoice) -> MailFacts:
    return replace(WITH_CHEQUE, invoices=invoices, cheques=(ChequeFacts(Money(cents)),))


def test_a_plain_cheque() -> None:
    decision = decide(WITH_CHEQUE)
    assert said(decision) == ["Settle F1 20,30 P-21", "Receive 15 20,30 P-21"]
    assert (decision.paper, decision.slip, decision.annotations) == (Paper.DISCARD, None, ())
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
            paying(20_30, LOWER, replace(HIGHER, circular="AP12")),
            ["NoPayment F1 P-22", "Settle F2 20,30 P-21", "Receive 15 20,30 P-21"],
            id="P-22 one line only",
        ),
    ],
)
def test_what_a_cheque_settles(facts: MailFacts, operations: list[str]) -> None:
    assert said(decide(facts)) == operations


RAISED_ROWS = ["Settle F1 13,10 P-31", "Blank F2 P-31", "Receive 15 13,10 P-21"]


@pytest.mark.parametrize(
    ("cheque", "coupon", "operations"),
    [
        (13_10, 13_10, RAISED_ROWS),
        (13_10, None, RAISED_ROWS),
        (20_30, 13_10, ["Settle F1 20,30 P-31", "Blank F2 P-31", "Receive 15 20,30 P-21"]),
        (20_30, None, ["Settle F1 20,30 P-21", "NoPayment F2 P-22", "Receive 15 20,30 P-21"]),
        (13_10, 20_30, ["Settle F1 13,10 P-21", "NoPayment F2 P-22", "Receive 15 13,10 P-21"]),
        (40_60, 13_10, ["Settle F1 20,30 P-21", "Settle F2 20,30 P-21", "Receive 15 40,60 P-21"]),
        (40_59, 13_10, ["Settle F1 20,30 P-31", "Blank F2 P-31", "Receive 15 40,59 P-21"]),
    ],
)
def test_the_coupon_bears_less_than_both_circulars_ask(cheque: int, coupon: int | None, operations: list[str]) -> None:
    asked = CouponFacts("AP11", amount=None if coupon is None else Money(coupon))
    assert said(decide(replace(paying(cheque, REMINDED, RAISED), coupon=asked))) == operations


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


def test_option_1_with_a_cheque_renews_nothing() -> None:
    decision = decide(replace(WITH_CHEQUE, coupon=CouponFacts(option=Option.CANCEL_AND_PAY)))
    assert said(decision) == ["Settle F1 20,30 P-21", "Receive 15 20,30 P-21"]
    assert decision.paper is Paper.DISCARD
    assert decision.rules == ("P-21", "P-11", "P-10")


def test_option_2_with_a_cheque_is_the_cheque() -> None:
    decision = decide(replace(WITH_CHEQUE, coupon=CouponFacts(option=Option.PUT_BACK_AND_PAY)))
    assert said(decision) == ["Settle F1 20,30 P-21", "Receive 15 20,30 P-21"]
    assert decision.rules == ("P-21", "P-10")


@pytest.mark.parametrize(
    "facts",
    [
        replace(WITH_CHEQUE, card=CARD),
        replace(WITH_CHEQUE, iban=IBAN),
        replace(WITH_CHEQUE, iban=SAME_IBAN.iban),
        replace(WITH_MONEY_ORDER, iban=IBAN),
        replace(WITH_MONEY_ORDER, card=CardFacts()),
    ],
)
def test_beside_a_cheque_neither_card_nor_iban_is_keyed(facts: MailFacts) -> None:
    decision = decide(facts)
    assert said(decision) == ["Settle F1 20,30 P-21", "Receive 15 20,30 P-21"]
    assert (decision.paper, decision.slip) == (Paper.SCAN, SlipKind.CHEQUE)
    assert decision.rules == ("P-23", "P-21", "P-13", "P-10")


def test_of_several_cheques_the_first_to_be_cashed_is() -> None:
    months = (None, date(2024, 4, 4), date(2024, 5, 4), date(2024, 6, 4))
    first, *others = (ChequeFacts(Money(58_00 + 95 * place), cash_on=day) for place, day in enumerate(months))
    decision = decide(replace(WITH_CHEQUE, invoices=(invoice(1, 232_95),), cheques=(*others, first)))
    assert said(decision) == ["Settle F1 58,00 P-21", "Receive 15 58,00 P-21"]
    assert (decision.paper, decision.slip) == (Paper.RECOVERY, None)
    assert decision.annotations == ("1 chèque encaissé",)
    assert decision.rules == ("P-26", "P-21", "P-13", "P-10")


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


@pytest.mark.parametrize("facts", [WITH_CHEQUE, WITH_MONEY_ORDER, replace(WITH_CHEQUE, cheques=(CHEQUE, CHEQUE))])
@pytest.mark.parametrize("invoices", [(), (replace(LOWER, pending=Money(0)),)])
def test_without_an_invoice_the_cheque_is_set_aside(facts: MailFacts, invoices: tuple[PendingInvoice, ...]) -> None:
    decision = decide(replace(facts, invoices=invoices, coupon=replace(facts.coupon, deceased=True, commitment=True)))
    assert (decision.operations, decision.paper, decision.slip) == ((), Paper.SET_ASIDE, None)
    assert (decision.annotations, decision.rules) == ((), ("P-29",))


@pytest.mark.parametrize("invoices", [(), (LOWER,)])
@pytest.mark.parametrize("facts", [WITH_CHEQUE, WITH_MONEY_ORDER])
def test_in_a_batch_sans_facture_it_is_received_on_the_account(
    facts: MailFacts, invoices: tuple[PendingInvoice, ...]
) -> None:
    decision = decide(replace(facts, invoices=invoices, with_invoice=False))
    assert said(decision) == ["Receive 15 20,30 P-29"]
    assert (decision.paper, decision.rules) == (Paper.DISCARD, ("P-29", "P-13", "P-10"))
