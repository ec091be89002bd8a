"""What the program asks of the coupon in hand: its debt (P-19), its circular (P-03), a holder's name (P-16)."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from backoffice.domain.batch import Batch
from backoffice.domain.cheque import Operation
from backoffice.domain.mail_facts import CouponFacts
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper, SlipKind
from backoffice.keying.ticks import Ticks
from forms.coupon.cheque.asked_line import AskedLine
from tests.forms.coupon.debits import ON_FILE
from tests.forms.coupon.workplace import NUMBER, CouponWorkplace
from tests.keyboard_driver import focused
from tests.office import OfficeGestures, Pending

F3, F6, ESCAPE = Qt.Key.Key_F3, Qt.Key.Key_F6, Qt.Key.Key_Escape
TWO_DEBTS: tuple[Pending, ...] = (("AP11", date(2024, 1, 2), 13_10), ("AP12", date(2024, 2, 1), 20_30))
TABLETS: tuple[Pending, ...] = (("QCU2", date(2024, 2, 1), 20_30),)
NEARLY = "Mme DURANT Marie"
"""A slip of the pen from `Mme DURAND Marie`, or somebody else."""


@pytest.fixture
def asked(place: CouponWorkplace) -> AskedLine:
    return place.cheque.asked


def give_amount(place: CouponWorkplace, text: str) -> None:
    """The client, and the amount up to its Enter."""
    place.find()
    place.write(text)
    place.enter()
    place.settle()


def settled(place: CouponWorkplace) -> list[tuple[str, int]]:
    return [(operation, cents) for operation, cents, _ in place.operations() if operation == Operation.SETTLE]


# Which debt


def test_the_debt_is_asked_for_right_after_an_amount_that_tells_none(
    place: CouponWorkplace, office: OfficeGestures, asked: AskedLine
) -> None:
    office.client(pending=TWO_DEBTS)

    give_amount(place, "15,00")

    assert asked.isVisible()
    assert "laquelle le coupon porte-t-il\u00a0?" in asked.text()
    assert asked.debt.edit.hasFocus()
    assert place.is_in_view(asked.debt)
    assert settled(place) == [("settle", 13_10)], "what is proposed meanwhile"


@pytest.mark.parametrize(
    ("said", "coupon", "cents"),
    [
        ("AP12", CouponFacts(circular="AP12"), 15_00),
        ("ap 12", CouponFacts(circular="AP12"), 15_00),
        ("AP 12 20,30", CouponFacts(circular="AP12", amount=Money(20_30)), 15_00),
        ("20,30", CouponFacts(amount=Money(20_30)), 15_00),
        ("20.30", CouponFacts(amount=Money(20_30)), 15_00),
        ("AP12 20,30", CouponFacts(circular="AP12", amount=Money(20_30)), 15_00),
        ("20,30 AP12", CouponFacts(circular="AP12", amount=Money(20_30)), 15_00),
        ("", CouponFacts(bears_no_debt=True), 13_10),
    ],
)
def test_what_the_coupon_bears_is_said_by_its_circular_its_amount_or_both(
    place: CouponWorkplace,
    office: OfficeGestures,
    batch: Batch,
    asked: AskedLine,
    said: str,
    coupon: CouponFacts,
    cents: int,
) -> None:
    office.client(pending=TWO_DEBTS)
    give_amount(place, "15,00")

    place.write(said)
    place.enter()
    place.settle()

    assert not asked.isVisible()
    assert place.form.mail.ticks == Ticks(coupon=coupon)
    assert settled(place) == [("settle", cents)]
    place.enter()
    assert place.cheque.number.edit.hasFocus()
    place.write(NUMBER)
    place.save()
    (receipt,) = place.receipts(batch)
    assert receipt.amount == Money(15_00)
    (mail,) = place.mail(batch)
    assert mail.trace.facts == Ticks(coupon=coupon).as_json()
    assert mail.trace.departure == ""


@pytest.mark.parametrize("wrong", ["AP12 AP11", "20,300", "20,3O"])
def test_a_text_that_says_nothing_of_a_debt_is_refused_at_its_field_and_stays(
    place: CouponWorkplace, office: OfficeGestures, asked: AskedLine, wrong: str
) -> None:
    office.client(pending=TWO_DEBTS)
    give_amount(place, "15,00")

    place.write(wrong)
    place.enter()
    place.settle()

    assert asked.debt.error() != ""
    assert asked.debt.text() == wrong
    assert asked.debt.edit.hasFocus()
    assert not place.form.mail.is_touched


def test_without_an_answer_nothing_is_recorded(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, asked: AskedLine
) -> None:
    office.client(pending=TWO_DEBTS)
    give_amount(place, "15,00")

    place.press(F6)
    place.settle()

    assert place.strip.text().startswith("Dites quelle dette le coupon porte")
    assert asked.debt.edit.hasFocus()
    assert place.mail(batch) == ()


def test_a_debt_that_is_not_there_sets_the_coupon_aside(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client(pending=TWO_DEBTS)
    give_amount(place, "15,00")

    place.write("AP13")
    place.enter()
    place.settle()

    assert "P-19" in place.decision.text()
    assert place.cheque.transfer.hasFocus()
    place.save()
    (letter,) = place.letters(batch)
    assert letter.trace.paper is Paper.SET_ASIDE


def test_another_amount_is_another_question(place: CouponWorkplace, office: OfficeGestures, asked: AskedLine) -> None:
    office.client(pending=TWO_DEBTS)
    give_amount(place, "15,00")
    place.press(ESCAPE)
    assert place.cheque.amount.edit.hasFocus()

    place.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    place.write("20,30")
    place.enter()
    place.settle()

    assert not asked.isVisible()
    assert settled(place) == [("settle", 20_30)]


@pytest.mark.parametrize("amount", ["13,10", "20,30", "33,40"])
def test_a_cheque_that_tells_its_debt_is_not_asked_about(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, asked: AskedLine, amount: str
) -> None:
    office.client(pending=TWO_DEBTS)
    place.key(amount)
    assert not asked.isVisible()
    place.save()
    assert place.strokes == len(amount) + 2 + len(NUMBER) + 1
    assert len(place.receipts(batch)) == 1


@pytest.mark.parametrize("amount", ["10,00", "20,30", "22,45"])
def test_the_plain_cheque_of_a_client_with_one_invoice_costs_no_key_more(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, amount: str
) -> None:
    office.client()
    place.key(amount)
    place.save()
    assert place.strokes == len(amount) + 2 + len(NUMBER) + 1
    assert len(place.receipts(batch)) == 1


@pytest.mark.parametrize(
    ("letter", "typed", "coupon"),
    [("q", "ap12", CouponFacts(circular="AP12")), ("o", "20,30", CouponFacts(amount=Money(20_30)))],
)
def test_the_debt_of_the_coupon_is_two_keys_from_the_amount(
    place: CouponWorkplace, office: OfficeGestures, letter: str, typed: str, coupon: CouponFacts
) -> None:
    office.client(pending=TWO_DEBTS)
    place.find()
    assert place.cheque.amount.edit.hasFocus()

    place.press(F3)
    place.write(letter)
    assert place.form.mail.fields.isAncestorOf(focused())
    place.write(typed)
    place.enter(2)

    assert place.cheque.amount.edit.hasFocus()
    assert place.form.mail.ticks == Ticks(coupon=coupon)
    place.write("15,00")
    place.enter()
    assert settled(place) == [("settle", 15_00)]


def test_what_was_said_is_to_be_seen_and_changed_at_the_mail(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client(pending=TWO_DEBTS)
    give_amount(place, "15,00")
    place.write("AP12 20,30")
    place.enter()

    mail = place.form.mail
    assert mail.text() == "circulaire AP12, montant du coupon"
    assert (mail.fields.circular.text(), mail.fields.amount.text()) == ("AP12", "20,30")


# Tablets


def test_the_circular_about_tablets_is_asked_about_and_goes_to_the_src(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, asked: AskedLine
) -> None:
    office.client(pending=TABLETS)
    give_amount(place, "20,30")
    assert "facture QCU2 (tablette non reçue)" in asked.text()
    assert asked.hasFocus()

    place.write("o")
    place.settle()

    assert "P-03" in place.decision.text()
    assert place.cheque.transfer.hasFocus()
    place.save()
    (letter,) = place.letters(batch)
    assert (letter.trace.paper, letter.trace.rules) == (Paper.SRC, ("P-03",))
    assert place.receipts(batch) == ()


def test_another_circular_is_named_and_the_cheque_is_keyed(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, asked: AskedLine
) -> None:
    office.client(pending=TABLETS)
    give_amount(place, "20,30")

    place.write("n")
    assert place.form.mail.fields.circular.edit.hasFocus()
    place.write("AP11")
    place.enter(2)
    place.settle()

    assert not asked.isVisible()
    assert place.cheque.transfer.hasFocus(), "the AP11 is not pending: it is set aside"
    place.save()
    (letter,) = place.letters(batch)
    assert letter.trace.paper is Paper.SET_ASIDE


def test_enter_is_neither_yes_nor_no(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, asked: AskedLine
) -> None:
    office.client(pending=TABLETS)
    give_amount(place, "20,30")
    for key in ("\r", "x", " "):
        place.write(key)
    place.enter()
    assert asked.hasFocus()
    assert place.mail(batch) == ()


# A doubtful holder


@pytest.mark.parametrize("means", ["c", "i"])
def test_a_doubtful_holder_who_is_another_stops_the_debit(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, asked: AskedLine, means: str
) -> None:
    office.client(**ON_FILE)
    tick_with_holder(place, means)
    assert f"«\u00a0{NEARLY}\u00a0»" in asked.text()
    assert "Mme DURAND Marie" in asked.text()
    assert asked.hasFocus()
    assert not place.cheque.transfer.isVisible(), "what will happen comes with the answer"

    place.write("n")
    place.settle()

    assert place.cheque.transfer.hasFocus()
    place.save()
    (letter,) = place.letters(batch)
    slip = SlipKind.CARD if means == "c" else SlipKind.IBAN
    assert (letter.trace.paper, letter.trace.slip, letter.trace.rules) == (Paper.SCAN, slip, ("P-16",))
    assert '"holder_is_client":false' in letter.trace.facts
    assert office.dossier(1).debits == ()


def test_a_holder_who_is_the_client_after_all_is_debited(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, asked: AskedLine
) -> None:
    office.client(**ON_FILE)
    tick_with_holder(place, "i")

    place.write("o")
    place.settle()

    assert not asked.isVisible()
    place.save()
    (letter,) = place.mail(batch)
    assert "P-60" in letter.trace.rules
    assert '"holder_is_client":true' in letter.trace.facts
    assert len(office.dossier(1).debits) == 1


def test_a_card_whose_holder_is_the_client_is_asked_for_its_number(
    place: CouponWorkplace, office: OfficeGestures, asked: AskedLine
) -> None:
    office.client()
    tick_with_holder(place, "c")

    place.write("o")
    place.settle()

    assert not asked.isVisible()
    assert place.form.method.isAncestorOf(focused())


def test_another_name_is_asked_about_again(place: CouponWorkplace, office: OfficeGestures, asked: AskedLine) -> None:
    office.client(**ON_FILE)
    tick_with_holder(place, "i")
    place.write("o")
    place.settle()

    place.press(F3)
    place.write("h")
    place.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    place.write("M. DURANDE")
    place.enter(2)
    place.settle()

    assert "M. DURANDE" in asked.text()


def test_beside_a_cheque_nobody_asks_whose_iban_it_is(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, asked: AskedLine
) -> None:
    """P-23: the cheque is cashed, whatever is wrong with the IBAN."""
    office.client(**ON_FILE)
    tick_with_holder(place, "i")
    assert asked.isVisible()
    place.press(ESCAPE)
    assert place.cheque.amount.edit.hasFocus()
    place.write("20,30")
    place.enter(2)
    place.write(NUMBER)
    place.settle()

    assert not asked.isVisible()
    place.save()
    assert len(place.receipts(batch)) == 1


def tick_with_holder(place: CouponWorkplace, means: str) -> None:
    """A card or an IBAN that bears nearly the client's name."""
    place.find()
    place.tick(f"{means}h")
    place.write(NEARLY)
    place.enter(2)
    place.settle()
