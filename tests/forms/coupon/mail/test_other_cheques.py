"""The other cheques of an instalment (P-26): kept with the coupon, none of them to be cashed before the one in hand."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from backoffice.domain.batch import Batch
from backoffice.domain.mail_facts import ChequeFacts
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper
from forms.coupon.mail.other_cheques import OtherCheques
from tests.forms.coupon.workplace import NUMBER, CouponWorkplace
from tests.keyboard_driver import focused
from tests.office import OfficeGestures

F6, BACKSPACE = Qt.Key.Key_F6, Qt.Key.Key_Backspace
APRIL, MAY = date(2024, 4, 2), date(2024, 5, 2)


@pytest.fixture
def others(place: CouponWorkplace) -> OtherCheques:
    return place.form.mail.others


def ask_for_others(place: CouponWorkplace, amount: str = "20,30", day: str = "") -> None:
    """A whole cheque, and *Plusieurs chèques* ticked: Enter goes on to the others."""
    place.key(amount)
    place.tick("p")
    if day:
        place.write("j")
        place.write(day)
        place.enter()
    place.enter()
    place.settle()


def add(place: CouponWorkplace, amount: str, number: str, day: str = "") -> None:
    for text in (amount, number, day):
        place.write(text)
        place.enter()


def test_the_others_are_asked_for(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, others: OtherCheques
) -> None:
    office.client()
    ask_for_others(place)

    assert others.amount.edit.hasFocus()
    assert place.is_in_view(others)
    assert place.mail(batch) == ()
    place.press(F6)
    assert "autres chèques (P-26)" in place.strip.text()


def test_amount_number_and_day_of_each_and_enter_on_nothing_ends(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, others: OtherCheques
) -> None:
    office.client()
    ask_for_others(place)

    add(place, "10,00", "5508019", "020424")
    add(place, "12,50", "5508020", "020524")
    assert others.amount.edit.hasFocus()
    assert place.form.mail.text() == "plusieurs chèques, 2 autres chèques"
    place.enter()
    assert not others.isAncestorOf(focused())
    place.enter()
    assert place.cheque.number.edit.hasFocus()
    place.save()

    (receipt,) = place.receipts(batch)
    assert (receipt.amount, receipt.cheque_number) == (Money(20_30), NUMBER)
    (mail,) = place.mail(batch)
    assert (mail.trace.paper, mail.trace.annotations) == (Paper.RECOVERY, ("1 chèque encaissé",))
    assert place.is_ready


def test_what_is_added_is_kept_in_its_order(
    place: CouponWorkplace, office: OfficeGestures, others: OtherCheques
) -> None:
    office.client()
    ask_for_others(place)
    add(place, "10,00", "5508019", "020524")
    add(place, "12,50", "5508020")

    assert others.cheques == (
        ChequeFacts(Money(10_00), cash_on=MAY, number="5508019"),
        ChequeFacts(Money(12_50), number="5508020"),
    )


def test_backspace_takes_the_last_one_out(place: CouponWorkplace, office: OfficeGestures, others: OtherCheques) -> None:
    office.client()
    ask_for_others(place)
    add(place, "10,00", "5508019")
    add(place, "12,50", "5508020")

    place.press(BACKSPACE)

    assert [cheque.number for cheque in others.cheques] == ["5508019"]
    assert [cheque.number for cheque in place.form.mail.ticks.cheque.others] == ["5508019"]


@pytest.mark.parametrize("typed", [("10,00",), ("10,00", "5508019")])
def test_one_that_is_half_typed_is_not_dropped(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, others: OtherCheques, typed: tuple[str, ...]
) -> None:
    office.client()
    ask_for_others(place)
    add(place, "12,50", "5508020")
    for text in typed:
        place.write(text)
        place.enter()

    place.press(F6)
    place.settle()

    assert "ne se lit pas" in place.strip.text()
    assert others.isAncestorOf(focused())
    assert place.mail(batch) == ()


@pytest.mark.parametrize(
    ("amount", "number"), [("", "5508019"), ("10,00", ""), ("10,00", "12345678"), ("0", "5508019"), ("dix", "5508019")]
)
def test_a_cheque_is_added_with_an_amount_and_a_number(
    place: CouponWorkplace, office: OfficeGestures, others: OtherCheques, amount: str, number: str
) -> None:
    office.client()
    ask_for_others(place)
    others.amount.edit.setText(amount)
    others.number.edit.setText(number)
    others.cash_on.take_focus()

    place.enter()

    assert others.cheques == ()
    assert others.amount.error() or others.number.error()


def test_an_earlier_cheque_is_the_one_to_be_keyed(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    """The same amount as the one in hand: its day alone tells them apart."""
    office.client()
    ask_for_others(place, day="020424")
    add(place, "20,30", "5508019", "100324")
    place.enter(2)
    place.settle()

    place.press(F6)
    place.settle()

    assert "Un des autres chèques s'encaisse avant celui-ci" in place.strip.text()
    assert place.mail(batch) == ()


def test_without_several_cheques_the_others_do_not_count(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, others: OtherCheques
) -> None:
    office.client()
    ask_for_others(place)
    add(place, "10,00", "5508019")
    place.enter()

    place.write("p")
    assert not others.isVisible()
    assert place.form.mail.text() == "rien de particulier"
    place.enter()
    place.save()

    (mail,) = place.mail(batch)
    assert (mail.trace.paper, mail.trace.facts) == (Paper.DISCARD, "{}")


def test_they_come_back_with_the_coupon(place: CouponWorkplace, office: OfficeGestures, others: OtherCheques) -> None:
    office.client()
    ask_for_others(place)
    add(place, "10,00", "5508019", "020424")

    place.press(Qt.Key.Key_F2)
    assert not place.form.mail.is_touched
    place.press(Qt.Key.Key_F5)

    assert others.cheques == (ChequeFacts(Money(10_00), cash_on=APRIL, number="5508019"),)
    assert place.form.mail.text() == "plusieurs chèques, 1 autre chèque"


# --- F6 leads to the first field that is missing, with the error there


def test_f6_unfolds_and_asks_for_the_first_other_cheque(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, others: OtherCheques
) -> None:
    office.client()
    place.find()
    place.tick("p")
    place.enter()
    place.write("20,30")
    place.enter(2)
    place.write(NUMBER)
    place.settle()
    assert not others.isVisible()

    place.press(F6)
    place.settle()

    assert "autres chèques (P-26)" in place.strip.text()
    assert others.amount.edit.hasFocus()
    assert others.amount.error()
    assert place.receipts(batch) == ()


@pytest.mark.parametrize(
    ("amount", "number", "field"),
    [
        ("dix", "5508019", "other_amount"),
        ("", "5508019", "other_amount"),
        ("10,00", "", "other_number"),
        ("10,00", "55x", "other_number"),
    ],
)
def test_f6_leads_to_what_is_missing_of_one_that_is_half_typed(
    place: CouponWorkplace, office: OfficeGestures, others: OtherCheques, amount: str, number: str, field: str
) -> None:
    office.client()
    ask_for_others(place)
    others.amount.edit.setText(amount)
    others.number.edit.setText(number)
    others.number.edited.emit()
    place.settle()
    place.cheque.number.take_focus()

    place.press(F6)

    missing = others.by_name[field]
    assert missing.edit.hasFocus()
    assert missing.error()


def test_f6_leads_to_the_day_of_one_that_lacks_nothing_but_its_enter(
    place: CouponWorkplace, office: OfficeGestures, others: OtherCheques
) -> None:
    office.client()
    ask_for_others(place)
    for text in ("10,00", "5508019"):
        place.write(text)
        place.enter()
    place.cheque.number.take_focus()

    place.press(F6)
    assert others.cash_on.edit.hasFocus()
    place.enter()
    assert [cheque.number for cheque in others.cheques] == ["5508019"]
