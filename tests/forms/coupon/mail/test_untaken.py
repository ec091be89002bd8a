"""What is typed at *Le courrier* and not taken is part of the coupon: it is put aside and comes back into its field."""

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from backoffice.domain.batch import Batch
from backoffice.domain.mail_facts import CardFacts, IbanFacts, IbanMatch
from backoffice.domain.method import Brand
from forms.coupon.mail.panel import MailPanel
from forms.kit.fields import Field
from tests.forms.coupon.conftest import Open
from tests.forms.coupon.workplace import NUMBER, REFERENCE, CouponWorkplace, SlowClients
from tests.office import OfficeGestures

F2, F3, F5, F6 = Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F5, Qt.Key.Key_F6
OTHER = "K 200 77"

HALVES = ("j150", "o12x", "p16,50", "p16,50\r3000", "p16,50\r3000001\r150", "hDUP")
"""The keys after F3, Enter as `\\r`: a day, an amount, another cheque and a holder, none of them taken."""


def strike(place: CouponWorkplace, keys: str) -> None:
    """Keys with Enters between them; *Plusieurs chèques* goes on to the others."""
    for at, text in enumerate(keys.split("\r")):
        if at:
            place.enter()
        if text.startswith("p"):
            place.write("p")
            place.form.mail.ask_others()
        place.write(text.removeprefix("p"))


def texts(mail: MailPanel) -> list[str]:
    return [field.text() for field in mail.findChildren(Field)]


def leave_by_f2(place: CouponWorkplace) -> None:
    place.press(F2)
    place.settle()


def leave_by_another_reference(place: CouponWorkplace) -> None:
    place.reference.field.take_focus()
    place.find(OTHER)


@pytest.mark.parametrize("keys", HALVES)
@pytest.mark.parametrize("leave", [leave_by_f2, leave_by_another_reference])
def test_it_is_put_aside_and_comes_back_into_its_field(
    place: CouponWorkplace, office: OfficeGestures, keys: str, leave: Callable[[CouponWorkplace], None]
) -> None:
    office.client()
    place.find()
    place.press(F3)
    strike(place, keys)
    typed, why_not = texts(place.form.mail), place.form.why_not

    leave(place)
    assert "mise de côté" in place.strip.text()
    assert not any(texts(place.form.mail))
    place.press(F5)
    place.settle()

    assert texts(place.form.mail) == typed
    assert place.form.why_not == why_not


@pytest.mark.parametrize("keys", HALVES)
def test_another_session_finds_it_in_its_field(
    open_window: Open, office: OfficeGestures, batch: Batch, keys: str
) -> None:
    office.client()
    before = open_window(batch)
    before.find()
    before.press(F3)
    strike(before, keys)
    typed = texts(before.form.mail)
    before.screen.stop()

    place = open_window(batch)
    place.settle()
    place.press(F5)
    place.settle()

    assert texts(place.form.mail) == typed


@pytest.mark.parametrize("keys", HALVES)
def test_a_session_does_not_end_on_it_without_a_question(
    place: CouponWorkplace, office: OfficeGestures, keys: str
) -> None:
    office.client()
    place.find()
    place.press(F3)
    strike(place, keys)

    assert place.screen.begun()
    assert REFERENCE in place.screen.unsaved()


def test_a_postdated_cheque_whose_day_is_half_typed_is_not_cashed_after_it_was_aside(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client()
    place.find()
    place.write("20,30")
    place.enter()
    place.press(F3)
    place.write("j150")
    place.press(F2)
    place.press(F5)
    place.settle()
    cash_on = place.form.mail.fields.cash_on
    assert (cash_on.text(), cash_on.edit.hasFocus()) == ("150", True)

    place.enter(2)
    place.write("4000001")
    place.press(F6)
    place.settle()

    assert "ne se lit pas" in place.strip.text()
    assert place.receipts(batch) == ()
    assert cash_on.edit.hasFocus()
    assert cash_on.error()


@pytest.mark.parametrize("meanwhile", [(), (F2, F5, F3)])
def test_a_holder_typed_first_is_that_of_the_card_or_the_iban_ticked_later(
    place: CouponWorkplace, office: OfficeGestures, mail: MailPanel, meanwhile: tuple[Qt.Key, ...]
) -> None:
    office.client()
    place.find()
    place.tick("hDUPONT")
    place.enter()
    for key in meanwhile:
        place.press(key)

    place.write("c")
    assert mail.ticks.card == CardFacts(Brand.CB, "DUPONT")
    place.write("cc")
    place.write("i")
    assert mail.ticks.iban == IbanFacts(IbanMatch.SAME, "DUPONT")


def test_of_the_others_nothing_is_kept_that_is_out_of_sight(
    place: CouponWorkplace, office: OfficeGestures, mail: MailPanel
) -> None:
    """As the others that were added: without *Plusieurs chèques* there are none."""
    office.client()
    place.find()
    place.tick("")
    strike(place, "p16,50")
    mail.boxes[0].box.setFocus()
    place.write("p")

    assert not mail.is_touched


def test_a_card_number_typed_as_a_holder_never_reaches_the_disk(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.find()
    place.tick("h4970100000000154")
    place.press(F2)
    place.settle()

    (file,) = (place.folder / "aside").glob("*.json")
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert (kept["untaken"]["holder"], kept["wiped"]) == ("", True)


def test_f6_takes_no_focus_while_the_file_is_on_its_way(
    slow_clients: SlowClients, place: CouponWorkplace, office: OfficeGestures
) -> None:
    office.client()
    place.scan(REFERENCE)
    place.write("20,30")
    place.enter(2)
    place.write(NUMBER)
    place.cheque.amount.take_focus()

    place.press(F6)
    assert place.cheque.amount.edit.hasFocus()
    assert place.strip.text() == "Le dossier du client arrive."
    slow_clients.answer.set()
    place.settle()
