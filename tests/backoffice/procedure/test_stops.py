"""P-03, P-04, P-15, P-16, P-24, P-25, P-27, P-28, P-42, P-54 and P-66 to P-68: nothing is keyed."""

from dataclasses import replace
from datetime import date

import pytest

from backoffice.domain.decision import Question
from backoffice.domain.mail_facts import (
    CardFacts,
    ChequeFacts,
    CouponFacts,
    Ink,
    MailFacts,
)
from backoffice.domain.method import Mandate
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper, SlipKind
from backoffice.procedure.decide import decide
from tests.backoffice.procedure.cases import (
    CARD,
    CHEQUE,
    CLIENT,
    IBAN,
    LETTER,
    REFUSED,
    SAME,
    SAME_IBAN,
    WITH_CARD,
    WITH_CHEQUE,
    WITH_IBAN,
    WITH_MONEY_ORDER,
    said,
)

BLOCKED = replace(CLIENT, blocked=True)
INACTIVE = replace(CLIENT, mandate=Mandate.INACTIVE)


def not_keyed(
    facts: MailFacts, rule: str, paper: Paper, slip: SlipKind | None = None, annotations: tuple[str, ...] = ()
) -> bool:
    """Whether nothing is keyed, for this one reason."""
    decision = decide(facts)
    found = (decision.operations, decision.rules, decision.paper, decision.slip, decision.annotations)
    return found == ((), (rule,), paper, slip, annotations)


@pytest.mark.parametrize("circular", ["QCU2", "QCOI", "QCDH", "QCU 2", "qcu2", "Q.C.D.H."])
@pytest.mark.parametrize(
    "facts",
    [
        LETTER,
        WITH_CHEQUE,
        WITH_CARD,
        SAME_IBAN,
        replace(LETTER, invoices=()),
        replace(LETTER, client=BLOCKED),
        replace(WITH_IBAN, client=BLOCKED),
        replace(WITH_CHEQUE, client=BLOCKED, iban=IBAN),
        replace(WITH_CHEQUE, cheques=(ChequeFacts(Money(58_00), ink=Ink.OTHER),), coupons_for_cheque=2),
        replace(WITH_CHEQUE, with_invoice=False),
    ],
)
def test_tablets_not_received_go_to_the_src(circular: str, facts: MailFacts) -> None:
    assert not_keyed(replace(facts, coupon=CouponFacts(circular)), "P-03", Paper.SRC)


def test_other_circulars_are_keyed() -> None:
    asked = replace(LETTER.invoices[0], circular="QCU3")
    assert decide(replace(WITH_CHEQUE, invoices=(asked,), coupon=CouponFacts("QCU3"))).keyed


TABLET_INVOICE = replace(LETTER.invoices[0], circular="QCU2")
ABOUT_TABLETS = [replace(facts, invoices=(TABLET_INVOICE,)) for facts in (LETTER, WITH_CHEQUE, WITH_CARD, SAME_IBAN)]


@pytest.mark.parametrize("facts", ABOUT_TABLETS)
def test_whether_a_coupon_is_about_the_tablets_of_the_only_invoice_is_asked(facts: MailFacts) -> None:
    assert decide(facts).asks == (Question.TABLETS,)
    assert said(decide(facts)) == said(decide(replace(facts, invoices=LETTER.invoices)))
    paid = replace(TABLET_INVOICE, id=2, pending=Money(0))
    assert decide(replace(facts, invoices=(paid, TABLET_INVOICE))).asks == (Question.TABLETS,)
    another = replace(TABLET_INVOICE, id=2, number="F2", circular="QCOI", pending=Money(9_00))
    assert Question.TABLETS in decide(replace(facts, invoices=(another, TABLET_INVOICE))).asks


def test_whether_the_debt_that_the_cheque_or_the_coupon_tells_is_about_tablets_is_asked() -> None:
    other = replace(TABLET_INVOICE, id=2, number="F2", circular="AP11", pending=Money(9_00), amount=Money(9_00))
    facts = replace(WITH_CHEQUE, invoices=(TABLET_INVOICE, other))
    for cheque, coupon, asks in (
        (TABLET_INVOICE.pending, CouponFacts(), (Question.TABLETS,)),
        (other.pending, CouponFacts(), ()),
        (Money(5_00), CouponFacts(amount=TABLET_INVOICE.amount), (Question.TABLETS,)),
        (Money(5_00), CouponFacts(amount=other.amount), ()),
    ):
        assert decide(replace(facts, cheques=(ChequeFacts(cheque),), coupon=coupon)).asks == asks


@pytest.mark.parametrize("facts", ABOUT_TABLETS)
def test_when_it_is_not_asked(facts: MailFacts) -> None:
    others = (replace(TABLET_INVOICE, circular="AP11"), replace(TABLET_INVOICE, pending=Money(0)))
    for invoice in others:
        assert Question.TABLETS not in decide(replace(facts, invoices=(invoice,))).asks
    two = (TABLET_INVOICE, replace(TABLET_INVOICE, id=2, number="F2", circular="AP11", pending=Money(9_00)))
    of_the_other = facts.cheques and (ChequeFacts(Money(9_00)),)
    assert Question.TABLETS not in decide(replace(facts, invoices=two, cheques=of_the_other)).asks
    for coupon in (CouponFacts("AP11"), CouponFacts("QCU2"), CouponFacts(bears_no_debt=True)):
        assert decide(replace(facts, coupon=coupon)).asks == ()
    assert decide(replace(LETTER, invoices=(TABLET_INVOICE,), coupon=CouponFacts(money_order=True))).asks == ()


@pytest.mark.parametrize("day", ["2019-03-25", "2023-12-31", "2024-01-01", "2024-03-04"])
@pytest.mark.parametrize(
    "facts",
    [
        WITH_MONEY_ORDER,
        replace(WITH_MONEY_ORDER, client=BLOCKED),
        replace(WITH_MONEY_ORDER, card=CARD),
        replace(WITH_MONEY_ORDER, iban=IBAN, client=BLOCKED),
        replace(WITH_MONEY_ORDER, iban=REFUSED, card=CARD),
        replace(WITH_MONEY_ORDER, invoices=()),
        replace(WITH_MONEY_ORDER, coupon=CouponFacts(money_order=True, refusal=True, commitment=True)),
        replace(WITH_MONEY_ORDER, coupon=CouponFacts(money_order=True, deceased=True, notary=True)),
        replace(WITH_MONEY_ORDER, coupon=CouponFacts("AP11", amount=Money(20_30), money_order=True)),
    ],
)
def test_money_orders_go_to_the_src(facts: MailFacts, day: str) -> None:
    assert not_keyed(replace(facts, arrival_date=date.fromisoformat(day)), "P-04", Paper.SRC)


@pytest.mark.parametrize("facts", [WITH_CHEQUE, replace(WITH_CHEQUE, iban=IBAN), replace(WITH_CHEQUE, client=BLOCKED)])
def test_the_cheque_beside_a_money_order_is_keyed_and_the_coupon_goes_to_the_src(facts: MailFacts) -> None:
    decision = decide(replace(facts, coupon=CouponFacts(money_order=True)))
    assert said(decision) == ["Settle F1 20,30 P-21", "Receive 15 20,30 P-21"]
    assert (decision.paper, decision.slip, decision.annotations) == (Paper.SRC, None, ())
    assert decision.rules == ("P-04", *decide(facts).rules)


@pytest.mark.parametrize("facts", [WITH_CARD, WITH_IBAN, SAME_IBAN, replace(WITH_CARD, invoices=())])
def test_a_blocked_account_s_card_or_iban_is_rejected_with_a_big_b(facts: MailFacts) -> None:
    assert not_keyed(replace(facts, client=BLOCKED), "P-66", Paper.REJECT, annotations=("B",))


@pytest.mark.parametrize(
    "facts",
    [
        WITH_CHEQUE,
        replace(WITH_CHEQUE, card=CARD),
        replace(WITH_CHEQUE, iban=IBAN),
        replace(WITH_CHEQUE, cheques=(CHEQUE, CHEQUE)),
        replace(WITH_CHEQUE, invoices=()),
        replace(WITH_CHEQUE, with_invoice=False),
        replace(WITH_CHEQUE, coupon=CouponFacts(deceased=True)),
        replace(LETTER, coupon=CouponFacts(refusal=True)),
        replace(LETTER, coupon=CouponFacts(deceased=True)),
        replace(WITH_CARD, coupon=CouponFacts(deceased=True)),
        replace(LETTER, coupon=CouponFacts(deceased=True, notary=True)),
        replace(LETTER, coupon=CouponFacts(protected_adult=True)),
        LETTER,
    ],
)
def test_a_blocked_client_s_cheque_refusal_or_death_is_keyed_as_anybody_s(facts: MailFacts) -> None:
    assert decide(replace(facts, client=BLOCKED)) == decide(facts)


@pytest.mark.parametrize(
    ("facts", "slip"),
    [(LETTER, SlipKind.NONE), (WITH_CARD, SlipKind.CARD), (WITH_IBAN, SlipKind.IBAN), (SAME_IBAN, SlipKind.IBAN)],
)
def test_a_deceased_client_s_notary_gets_the_letter(facts: MailFacts, slip: SlipKind) -> None:
    for refusal in (False, True):
        coupon = CouponFacts(deceased=True, notary=True, refusal=refusal)
        assert not_keyed(replace(facts, coupon=coupon), "P-42", Paper.SCAN, slip)


def test_a_notary_of_the_living_is_no_reason() -> None:
    assert decide(replace(WITH_CARD, coupon=CouponFacts(notary=True))).keyed


@pytest.mark.parametrize(
    ("facts", "slip"),
    [
        (replace(WITH_CARD, card=CardFacts(holder="Marie Martin")), SlipKind.CARD),
        (replace(WITH_IBAN, iban=replace(IBAN, holder="Marie Martin")), SlipKind.IBAN),
        (replace(SAME_IBAN, iban=replace(SAME, holder="Marie Martin")), SlipKind.IBAN),
        (replace(WITH_CARD, card=replace(CARD, holder_is_client=False)), SlipKind.CARD),
        (replace(WITH_IBAN, iban=replace(IBAN, holder="Marie Durant", holder_is_client=False)), SlipKind.IBAN),
    ],
)
def test_another_holder_is_not_keyed(facts: MailFacts, slip: SlipKind) -> None:
    assert not_keyed(facts, "P-16", Paper.SCAN, slip)
    assert decide(facts).asks == ()


@pytest.mark.parametrize("facts", [WITH_CARD, WITH_IBAN, SAME_IBAN])
def test_a_doubt_about_the_holder_is_the_operator_s_to_settle(facts: MailFacts) -> None:
    def held(*, by_client: bool | None, holder: str = "Marie Durant") -> MailFacts:
        card, iban = facts.card, facts.iban
        return replace(
            facts,
            card=card and replace(card, holder=holder, holder_is_client=by_client),
            iban=iban and replace(iban, holder=holder, holder_is_client=by_client),
        )

    doubtful = decide(held(by_client=None))
    assert (doubtful.operations, doubtful.rules, doubtful.paper) == ((), ("P-16",), Paper.SCAN)
    assert doubtful.asks == (Question.HOLDER,)
    assert decide(held(by_client=True)) == decide(facts)
    assert decide(held(by_client=True, holder="Paul Martin")) == decide(facts)
    assert decide(held(by_client=False)) == replace(doubtful, asks=())
    assert decide(replace(held(by_client=None), client=BLOCKED)).asks == ()
    assert decide(replace(held(by_client=None), cheques=(CHEQUE,))).asks == ()
    assert decide(replace(held(by_client=None), coupon=CouponFacts(deceased=True))).asks == ()


def test_an_iban_that_the_partner_file_refuses() -> None:
    words = ("IBAN inv FP",)
    assert not_keyed(replace(WITH_IBAN, iban=REFUSED), "P-67", Paper.SCAN, SlipKind.IBAN, words)


def test_an_inactive_mandate_takes_no_iban() -> None:
    assert not_keyed(replace(WITH_IBAN, client=INACTIVE), "P-68", Paper.SCAN, SlipKind.IBAN)
    assert not_keyed(replace(SAME_IBAN, client=INACTIVE), "P-68", Paper.SCAN, SlipKind.IBAN)
    assert decide(replace(WITH_IBAN, client=replace(CLIENT, mandate=Mandate.ACTIVE))).keyed


@pytest.mark.parametrize("facts", [WITH_CARD, WITH_CHEQUE, LETTER, replace(WITH_CHEQUE, iban=IBAN)])
def test_an_inactive_mandate_is_nothing_to_cards_and_cheques(facts: MailFacts) -> None:
    assert decide(replace(facts, client=INACTIVE)) == decide(facts)


@pytest.mark.parametrize("facts", [WITH_CARD, WITH_IBAN, SAME_IBAN])
def test_an_unsigned_coupon_is_keyed_since_june_2023(facts: MailFacts) -> None:
    unsigned = replace(facts, coupon=CouponFacts(signed=False))
    assert not_keyed(replace(unsigned, arrival_date=date(2023, 5, 31)), "P-15", Paper.SRC)
    assert decide(replace(facts, arrival_date=date(2023, 5, 31))).keyed
    since = replace(unsigned, arrival_date=date(2023, 6, 1))
    assert decide(since) == decide(replace(facts, arrival_date=date(2023, 6, 1)))
    assert decide(since).keyed


@pytest.mark.parametrize(
    "facts",
    [WITH_CHEQUE, LETTER, replace(WITH_CHEQUE, card=CARD), replace(WITH_CARD, coupon=CouponFacts(deceased=True))],
)
def test_a_cheque_and_a_letter_need_no_signature_on_the_coupon(facts: MailFacts) -> None:
    before = replace(facts, arrival_date=date(2023, 5, 31))
    assert decide(replace(before, coupon=replace(facts.coupon, signed=False))) == decide(before)


def test_ink_other_than_black_or_blue() -> None:
    written = [replace(WITH_CHEQUE, cheques=(ChequeFacts(Money(20_30), ink=ink),)) for ink in Ink]
    assert [decide(facts).keyed for facts in written] == [True, True, False]
    assert not_keyed(written[-1], "P-24", Paper.SCAN, SlipKind.CHEQUE)


def test_one_cheque_for_two_coupons() -> None:
    assert not_keyed(replace(WITH_CHEQUE, coupons_for_cheque=2), "P-28", Paper.RECOVERY)
    assert decide(replace(WITH_CARD, coupons_for_cheque=2)) == decide(WITH_CARD)


@pytest.mark.parametrize(
    ("arrival", "latest", "too_late"),
    [
        ("2024-03-04", "2024-04-04", "2024-04-05"),
        ("2024-01-30", "2024-02-29", "2024-03-01"),
        ("2024-01-31", "2024-02-29", "2024-03-01"),
        ("2023-01-31", "2023-02-28", "2023-03-01"),
        ("2024-02-29", "2024-03-29", "2024-03-30"),
        ("2023-12-15", "2024-01-15", "2024-01-16"),
        ("2023-11-30", "2023-12-30", "2023-12-31"),
    ],
)
def test_cashing_is_asked_for_until_the_same_day_of_the_next_month(arrival: str, latest: str, too_late: str) -> None:
    def cashed_on(day: str) -> MailFacts:
        cheque = ChequeFacts(Money(20_30), cash_on=date.fromisoformat(day))
        return replace(WITH_CHEQUE, arrival_date=date.fromisoformat(arrival), cheques=(cheque,))

    assert decide(cashed_on(latest)).keyed
    assert not_keyed(cashed_on(too_late), "P-27", Paper.RECOVERY)


@pytest.mark.parametrize(
    ("cheque", "keyed"),
    [
        (ChequeFacts(Money(50_00), payee_ok=False, ccp=True), True),
        (ChequeFacts(Money(50_01), payee_ok=False, ccp=True), False),
        (ChequeFacts(Money(50_00), Money(50_01), payee_ok=False, ccp=True), False),
        (ChequeFacts(Money(50_01), Money(50_00), payee_ok=False, ccp=True), True),
        (ChequeFacts(Money(500_00), payee_ok=False), True),
        (ChequeFacts(Money(500_00), ccp=True), True),
    ],
)
def test_the_wrong_payee_matters_on_a_ccp_of_more_than_50_euros(cheque: ChequeFacts, *, keyed: bool) -> None:
    facts = replace(WITH_CHEQUE, cheques=(cheque,))
    if keyed:
        decision = decide(facts)
        assert decision.keyed
        assert decision.paper is Paper.DISCARD
        assert ("P-25" in decision.rules) is not cheque.payee_ok
    else:
        assert not_keyed(facts, "P-25", Paper.SCAN, SlipKind.CHEQUE)


@pytest.mark.parametrize(
    ("facts", "slip"),
    [(WITH_CARD, SlipKind.CARD), (WITH_IBAN, SlipKind.IBAN), (SAME_IBAN, SlipKind.IBAN), (LETTER, SlipKind.NONE)],
)
def test_nothing_to_recover(facts: MailFacts, slip: SlipKind) -> None:
    assert not_keyed(replace(facts, invoices=()), "P-54", Paper.SCAN, slip)
    paid = replace(facts.invoices[0], pending=Money(0))
    assert not_keyed(replace(facts, invoices=(paid,)), "P-54", Paper.SCAN, slip)


@pytest.mark.parametrize(
    "facts",
    [
        replace(LETTER, coupon=CouponFacts(deceased=True)),
        replace(LETTER, coupon=CouponFacts(refusal=True)),
        replace(LETTER, coupon=CouponFacts(protected_adult=True)),
        replace(WITH_CARD, coupon=CouponFacts(deceased=True)),
        replace(WITH_IBAN, coupon=CouponFacts(deceased=True)),
    ],
)
def test_a_death_a_refusal_or_a_guardianship_needs_no_debt(facts: MailFacts) -> None:
    assert decide(replace(facts, invoices=())) == decide(facts)
    assert decide(facts).keyed


def test_a_protected_adult_s_card_needs_a_debt() -> None:
    facts = replace(WITH_CARD, invoices=(), coupon=CouponFacts(protected_adult=True))
    assert not_keyed(facts, "P-54", Paper.SCAN, SlipKind.CARD)


def test_only_the_cheque_that_is_cashed_is_looked_at() -> None:
    later = ChequeFacts(Money(58_00), ink=Ink.OTHER, payee_ok=False, ccp=True, cash_on=date(2024, 9, 4))
    decision = decide(replace(WITH_CHEQUE, cheques=(later, CHEQUE)))
    assert said(decision) == ["Settle F1 20,30 P-21", "Receive 15 20,30 P-21"]
    assert decision.paper is Paper.RECOVERY
