"""What is sent is decided on again: only what is decided is recorded, or a departure from it that says why."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from backoffice.domain.cheque import Operation, RowOperation
from backoffice.domain.debit import DebitOperation, Renewal
from backoffice.domain.dossier import Dossier
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mail_facts import CardFacts, ChequeAmount, ChequeFacts, CouponFacts
from backoffice.domain.means import MethodChange
from backoffice.domain.money import ZERO, Money
from backoffice.domain.paper import Paper, PaperTrace, SlipKind
from backoffice.french.amount_in_words import read
from backoffice.keying.assigned import Assigned
from backoffice.keying.facts import ClientFile
from backoffice.keying.outcome import outcome
from backoffice.keying.recorded_form import ChequeForm, MailForm
from backoffice.keying.ruling import Ruling, rule_on_cheque, rule_on_mail, ruled_again
from backoffice.keying.ticks import NOTHING, ChequeTicks, Ticks
from backoffice.keying.written import canonical
from backoffice.procedure.rules import EDITION
from tests.backoffice.keying.cases import CARD, DEAD, NEW, NO_PAYMENT, OLD, OTHER_IBAN, SAME_IBAN, batch, dossier
from tests.backoffice.keying.test_recorded_form import SEALED, VISA
from tests.coupons import REASON, away_to, cheque_form, mail_form

KEY = UUID(int=7)
FILE = dossier(NEW)
BOTH = dossier(OLD, NEW)
AWAY = away_to(Paper.RECOVERY, None, "B")
GREEN = Ticks(cheque=ChequeTicks(other_ink=True))
PLAIN = cheque_form(batch(), BOTH, 20_30)
BY_CARD = mail_form(batch(), BOTH, CARD, assigned=Assigned(card=VISA))
BY_IBAN = mail_form(batch(), BOTH, OTHER_IBAN, assigned=Assigned(iban=SEALED))
PRESENTED = mail_form(batch(), BOTH, SAME_IBAN)
BILLED = tuple(replace(row, rule="") for row in BY_CARD.debits)

Form = ChequeForm | MailForm
Refusal = tuple[Broken, dict[str, object]]
"""The code and the facts."""


def ruled(form: Form, file: Dossier = BOTH) -> Ruling:
    if isinstance(form, MailForm):
        return rule_on_mail(batch(), ClientFile.of(file), form)
    words = None if form.words is None else read(form.words)
    return rule_on_cheque(batch(), ClientFile.of(file), form, ChequeAmount(form.figures, words))


def refusal(form: Form, file: Dossier = BOTH) -> Refusal:
    with pytest.raises(RuleBroken) as refused:
        ruled(form, file)
    return refused.value.code, dict(refused.value.facts)


def decided(ticks: Ticks, cents: int | None = None, file: Dossier = BOTH) -> str:
    """The decision that is the right one."""
    found = outcome(batch(), ClientFile.of(file), ticks, None if cents is None else ChequeAmount(Money(cents)), None)
    return canonical(found.decision) if found.decision else ""


OVERTAKEN: Refusal = (Broken.DECISION_OVERTAKEN, {})
UNDECLARED: Refusal = (Broken.DEPARTURE_UNDECLARED, {})


# What is kept


def test_a_cheque_keeps_where_its_paper_goes_and_why() -> None:
    engaged = Ticks(coupon=CouponFacts(commitment=True))
    form = cheque_form(batch(), FILE, 20_30, ticks=engaged)
    assert ruled(form, FILE) == Ruling(
        PaperTrace(
            paper=Paper.SCAN,
            slip=SlipKind.CHEQUE,
            annotations=("E",),
            rules=("P-21", "P-13", "P-45", "P-10"),
            facts=engaged.as_json(),
            departure="",
            decision=form.decided,
            edition=EDITION,
        ),
        (),
        has_cheque=True,
    )


@pytest.mark.parametrize("form", [cheque_form(batch(), BOTH, 20_30, ticks=DEAD), mail_form(batch(), BOTH, DEAD)])
def test_what_is_done_to_the_file_is_kept_with_it(form: Form) -> None:
    stops = ["1 - Non prospectable", "", "Autre motif"]
    assert [action.value for action in ruled(form).actions][:3] == stops


@pytest.mark.parametrize("form", [PLAIN, BY_CARD, BY_IBAN, PRESENTED, mail_form(batch(), BOTH)])
def test_a_paper_that_goes_elsewhere_says_why(form: Form) -> None:
    away = replace(form, departure=AWAY, reason=REASON)
    trace = ruled(away).trace
    assert (trace.paper, trace.slip, trace.annotations, trace.departure) == (Paper.RECOVERY, None, ("B",), REASON)
    assert trace.rules == ruled(form).trace.rules
    for unsaid in ("", " \n", "…"):
        assert refusal(replace(away, reason=unsaid)) == UNDECLARED


@pytest.mark.parametrize("form", [PLAIN, BY_CARD, mail_form(batch(), BOTH)])
def test_a_reason_without_a_departure_is_not_kept(form: Form) -> None:
    assert ruled(replace(form, reason=REASON)).trace.departure == ""


def test_what_is_passed_on_before_its_amount_is_known_bears_no_decision() -> None:
    form = mail_form(batch(), BOTH, NOTHING, departure=replace(AWAY, keyed=False), reason=REASON)
    trace = ruled(form).trace
    assert (trace.decision, trace.rules, trace.departure) == ("{}", (), REASON)


# Another decision


def test_what_contradicts_itself_is_refused() -> None:
    refusing = Ticks(coupon=CouponFacts(refusal=True))
    assert refusal(replace(PLAIN, ticks=refusing)) == (Broken.FACTS_CLASH, {"clash": "refusal_pays"})
    both = replace(refusing, card=CardFacts(), iban=OTHER_IBAN.iban)
    assert refusal(replace(BY_CARD, ticks=both)) == (Broken.FACTS_CLASH, {"clash": "two_methods"})


@pytest.mark.parametrize("form", [PLAIN, BY_CARD, PRESENTED, mail_form(batch(), BOTH)])
def test_a_decision_that_is_overtaken_is_refused(form: Form) -> None:
    for seen in ("", "{}", decided(GREEN, 20_30)):
        assert refusal(replace(form, decided=seen, reason=REASON)) == OVERTAKEN


def test_a_cheque_where_nothing_was_to_have_come_is_refused() -> None:
    for seen in ("", decided(NOTHING, 20_30), decided(NO_PAYMENT)):
        assert refusal(replace(PLAIN, ticks=NO_PAYMENT, decided=seen, reason=REASON)) == OVERTAKEN


@pytest.mark.parametrize("ticks", [GREEN, Ticks(coupon=CouponFacts("RPSI")), Ticks(coupon=CouponFacts("QCU2"))])
def test_a_cheque_that_is_not_keyed_is_not_received(ticks: Ticks) -> None:
    form = replace(PLAIN, ticks=ticks, decided=decided(ticks, 20_30), reason=REASON)
    assert refusal(form) == OVERTAKEN
    keyed = replace(form, departure=away_to(Paper.SCAN, SlipKind.CHEQUE, against_stop=True))
    assert ruled(keyed).trace.departure == REASON


def test_a_cheque_that_is_keyed_is_no_mail_without_one() -> None:
    form = MailForm(KEY, 3, 7, decided=decided(NOTHING, 20_30), cheque=ChequeAmount(Money(20_30)), reason=REASON)
    assert refusal(form) == OVERTAKEN


# Rows


@pytest.mark.parametrize(
    "row",
    [
        RowOperation(2, Operation.SETTLE, Money(10_00), ""),
        RowOperation(2, Operation.BLANK, Money(20_30), ""),
        RowOperation(3, Operation.SETTLE, Money(20_30), ""),
    ],
)
def test_other_rows_than_those_decided_say_why(row: RowOperation) -> None:
    form = replace(PLAIN, rows=(PLAIN.rows[0], row))
    assert refusal(form) == UNDECLARED
    assert ruled(replace(form, reason=REASON)).trace.departure == REASON


def test_rows_in_another_order_or_by_no_rule_are_those_decided() -> None:
    form = replace(PLAIN, rows=tuple(replace(row, rule="") for row in PLAIN.rows[::-1]))
    assert ruled(form) == ruled(PLAIN)


def test_a_rule_that_nothing_came_from_is_not_named() -> None:
    row, change = PLAIN.rows[0], BY_CARD.change
    assert change is not None
    for form in (
        replace(PLAIN, rows=(replace(row, rule="P-33"), *PLAIN.rows[1:])),
        replace(BY_CARD, change=replace(change, rule="P-51")),
        replace(BY_CARD, debits=tuple(replace(each, rule="P-60") for each in BY_CARD.debits)),
        replace(BY_CARD, renewals=tuple(replace(each, rule="P-63") for each in BY_CARD.renewals)),
    ):
        assert refusal(replace(form, reason=REASON)) == UNDECLARED


# Questions


def test_what_is_asked_is_answered_before_it_is_recorded() -> None:
    file = dossier(OLD, replace(NEW, circular="AP12"))
    form = cheque_form(batch(), file, 15_00)
    assert refusal(form, file) == (Broken.QUESTION_OPEN, {"question": "which_debt"})
    assert ruled(replace(form, departure=AWAY, reason=REASON), file).trace.departure == REASON


def test_of_two_questions_the_first_is_told() -> None:
    file = dossier(replace(NEW, circular="QCU2"))
    form = mail_form(batch(), file, Ticks(card=CardFacts(holder="Mme DURANT Marie")), assigned=Assigned(card=VISA))
    assert refusal(form, file) == (Broken.QUESTION_OPEN, {"question": "tablets"})


def test_the_other_cheques_are_keyed_and_none_of_them_is_to_be_cashed_first() -> None:
    unkeyed = Ticks(cheque=ChequeTicks(several=True))
    assert refusal(cheque_form(batch(), BOTH, 20_30, ticks=unkeyed)) == (
        Broken.QUESTION_OPEN,
        {"question": "other_cheques"},
    )
    sooner = ChequeFacts(Money(10_00), Money(10_01), cash_on=date(2024, 3, 6), number="5508019")
    dated = ChequeTicks(several=True, cash_on=date(2024, 3, 20), others=(sooner,))
    assert refusal(cheque_form(batch(), BOTH, 20_30, ticks=Ticks(cheque=dated))) == (
        Broken.FIRST_CHEQUE_IS_ANOTHER,
        {"cents": 10_01},
    )
    later = replace(dated, others=(replace(sooner, cash_on=date(2024, 4, 2)),))
    assert ruled(cheque_form(batch(), BOTH, 20_30, ticks=Ticks(cheque=later))).trace.paper is Paper.RECOVERY


# Debits


@pytest.mark.parametrize("ticks", [NO_PAYMENT, DEAD])
def test_nothing_is_debited_against_a_decision_whatever_the_reason(ticks: Ticks) -> None:
    letter = replace(mail_form(batch(), BOTH, ticks), reason=REASON)
    for form in (
        replace(letter, change=MethodChange(80, VISA)),
        replace(letter, debits=BILLED),
        replace(letter, renewals=(Renewal("C1"),)),
    ):
        assert refusal(form) == UNDECLARED


def test_what_is_decided_is_debited() -> None:
    for form in (BY_CARD, BY_IBAN, PRESENTED):
        assert ruled(form).trace.departure == ""
        shuffled = replace(form, debits=form.debits[::-1], renewals=form.renewals[::-1])
        assert ruled(shuffled) == ruled(form)


@pytest.mark.parametrize(
    "form",
    [
        replace(BY_CARD, change=None),
        replace(BY_CARD, change=MethodChange(45, iban=SEALED)),
        replace(BY_IBAN, change=None),
        replace(BY_IBAN, change=MethodChange(80, VISA)),
        replace(PRESENTED, change=MethodChange(45, iban=SEALED)),
        replace(PRESENTED, change=MethodChange(80, VISA)),
        replace(PRESENTED, debits=BILLED),
        replace(BY_CARD, debits=(*BY_CARD.debits, RowOperation(3, DebitOperation.REBILL, Money(5_00), ""))),
    ],
)
def test_only_the_card_or_the_iban_on_the_paper_is_debited_whatever_the_reason(form: MailForm) -> None:
    assert refusal(replace(form, reason=REASON)) == UNDECLARED


@pytest.mark.parametrize(
    "form",
    [
        replace(BY_CARD, debits=BY_CARD.debits[:1]),
        replace(BY_CARD, change=MethodChange(82, VISA)),
        replace(BY_CARD, renewals=()),
        replace(BY_CARD, renewals=(Renewal("C1"), Renewal("C2"))),
        replace(BY_CARD, renewals=(*BY_CARD.renewals, Renewal("C3"))),
        replace(BY_IBAN, change=MethodChange(99)),
        replace(PRESENTED, debits=()),
    ],
)
def test_another_method_fewer_invoices_or_other_orders_say_why(form: MailForm) -> None:
    assert refusal(form) == UNDECLARED
    assert ruled(replace(form, reason=REASON)).trace.departure == REASON


def test_an_invoice_that_is_not_debited_is_no_row_of_it() -> None:
    unpaid = RowOperation(3, Operation.NO_PAYMENT, ZERO, "")
    assert ruled(replace(BY_CARD, debits=(*BY_CARD.debits, unpaid))) == ruled(BY_CARD)


def test_another_iban_is_debited_with_its_number_alone() -> None:
    bare = replace(BY_IBAN, change=MethodChange(45, rule="P-61"))
    assert refusal(bare) == (Broken.METHOD_INCOMPLETE, {"method": 45})


def test_without_a_code_of_the_partner_another_iban_is_not_billed() -> None:
    nowhere = dossier(NEW, direct_method=None)
    form = mail_form(batch(), nowhere, OTHER_IBAN, assigned=Assigned(iban=SEALED))
    assert refusal(form, nowhere) == (Broken.DIRECT_METHOD_MISSING, {"partner_code": 121})


def test_a_cheque_put_right_is_decided_again() -> None:
    was = ruled(cheque_form(batch(), FILE, 20_30), FILE).trace
    again, rows = ruled_again(batch(), ClientFile.of(FILE), was, ChequeAmount(Money(20_30), Money(20_00)))
    assert again.rules == ("P-20", *was.rules)
    assert [(row.operation, row.amount) for row in rows or ()] == [(Operation.SETTLE, Money(20_00))]


def test_mail_older_than_the_keeping_of_decisions_stays_as_it_is() -> None:
    old = PaperTrace(Paper.SCAN, SlipKind.CHEQUE, rules=("P-20",))
    assert ruled_again(batch(), ClientFile.of(BOTH), old, ChequeAmount(Money(20_30))) == (old, None)


def test_a_cheque_put_right_that_would_not_be_keyed_is_refused() -> None:
    green = PaperTrace(Paper.SRC, facts=GREEN.as_json(), edition=EDITION)
    with pytest.raises(RuleBroken) as refused:
        ruled_again(batch(), ClientFile.of(BOTH), green, ChequeAmount(Money(20_30)))
    assert (refused.value.code, dict(refused.value.facts)) == (Broken.CORRECTION_UNCASHED, {"cents": 20_30})
    kept, rows = ruled_again(batch(), ClientFile.of(BOTH), replace(green, departure=REASON), ChequeAmount(Money(20_30)))
    assert (kept.paper, kept.departure, rows) == (Paper.SRC, REASON, None)
