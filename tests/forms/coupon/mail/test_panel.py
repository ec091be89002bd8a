"""*Le courrier*: folded, unfolded, ticked by letters, contradictory."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from backoffice.domain.batch import Batch
from backoffice.domain.mail_facts import CardFacts, CouponFacts, IbanFacts, IbanMatch, Option
from backoffice.domain.method import Brand
from backoffice.domain.money import Money
from backoffice.keying.ticks import ChequeTicks, Ticks
from forms.coupon.mail.panel import MailPanel
from tests.forms.coupon.conftest import Open
from tests.forms.coupon.workplace import NUMBER, REFERENCE, CouponWorkplace, SlowClients, order
from tests.office import OfficeGestures

F3, ESCAPE = Qt.Key.Key_F3, Qt.Key.Key_Escape


@pytest.fixture
def mail(place: CouponWorkplace) -> MailPanel:
    return place.form.mail


def test_folded_it_is_one_line_and_takes_no_key(
    place: CouponWorkplace, office: OfficeGestures, mail: MailPanel
) -> None:
    office.client()
    place.key("22,45")

    assert mail.text() == "rien de particulier"
    assert mail.height() <= 2 * place.rows.table.verticalHeader().defaultSectionSize()
    assert place.strokes == len("22,45") + 2 + len(NUMBER)


def test_f3_unfolds_it_and_f3_or_escape_folds_it_back_to_the_coupon(
    place: CouponWorkplace, office: OfficeGestures, mail: MailPanel
) -> None:
    office.client()
    place.find()
    folded = mail.height()
    for key in (F3, ESCAPE):
        place.press(F3)
        place.settle()
        assert mail.height() > 2 * folded
        place.write("a")

        place.press(key)
        place.settle()
        assert mail.height() == folded
        assert place.cheque.amount.edit.hasFocus()


def test_letters_tick_and_take_back(place: CouponWorkplace, office: OfficeGestures, mail: MailPanel) -> None:
    office.client()
    place.find()

    place.tick("dnt2s")
    assert mail.ticks == Ticks(
        coupon=CouponFacts(
            deceased=True, notary=True, protected_adult=True, option=Option.PUT_BACK_AND_PAY, signed=False
        )
    )
    assert mail.text() == "non signé, décédé, notaire, tutelle, option 2"
    place.write("ND2")
    assert mail.text() == "non signé, tutelle"


@pytest.mark.parametrize(("typed", "option"), [("&", Option.CANCEL_AND_PAY), ("é", Option.PUT_BACK_AND_PAY)])
def test_a_french_keyboard_needs_no_shift_for_the_options(
    place: CouponWorkplace, office: OfficeGestures, mail: MailPanel, typed: str, option: Option
) -> None:
    office.client()
    place.find()

    place.tick(typed)

    assert mail.ticks.coupon.option is option


def test_a_letter_pressed_again_goes_on_to_the_next(
    place: CouponWorkplace, office: OfficeGestures, mail: MailPanel
) -> None:
    office.client()
    place.find()

    place.tick("c")
    assert mail.ticks == Ticks(card=CardFacts(Brand.CB))
    place.write("c")
    assert mail.ticks == Ticks(card=CardFacts(Brand.AMEX))
    place.write("cii")
    assert mail.ticks == Ticks(iban=IbanFacts(IbanMatch.OTHER))
    assert mail.text() == "autre IBAN"


def test_what_means_something_with_another_tick_shows_with_it(
    place: CouponWorkplace, office: OfficeGestures, mail: MailPanel
) -> None:
    office.client()
    place.find()

    place.tick("lx")
    assert not mail.is_touched
    place.write("blx")
    assert mail.ticks == Ticks(cheque=ChequeTicks(other_payee=True, ccp=True))


def test_fields_are_reached_by_their_letters_and_enter_goes_back(
    place: CouponWorkplace, office: OfficeGestures, mail: MailPanel, batch: Batch
) -> None:
    office.client()
    place.find()

    place.tick("j")
    place.write("020524")
    place.enter()
    place.write("q")
    place.write("ap11")
    place.enter()
    place.write("o")
    place.write("13.10")
    place.enter()
    place.write("g")
    place.write("GEO, LUI")
    place.enter()
    place.write("a")

    assert mail.ticks == Ticks(
        coupon=CouponFacts(circular="AP11", amount=Money(13_10), titles=("GEO", "LUI"), annotation=True),
        cheque=ChequeTicks(cash_on=date(2024, 5, 2)),
    )
    assert place.letters(batch) == ()


def test_what_cannot_be_read_is_not_recorded(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, mail: MailPanel
) -> None:
    office.client()
    place.key("20,30")
    place.tick("j")
    place.write("3213")
    place.press(ESCAPE)

    place.press(Qt.Key.Key_F6)

    assert "ne se lit pas" in place.strip.text()
    place.form.go_on()
    assert mail.fields.cash_on.edit.hasFocus()
    assert place.receipts(batch) == ()


def test_titles_are_struck_out(place: CouponWorkplace, office: OfficeGestures, mail: MailPanel) -> None:
    order(office, office.client(), "TÉLÉ 7 JOURS", "GEO")
    place.find()

    place.tick("-")
    place.press(Qt.Key.Key_Space)
    assert mail.ticks.coupon.struck_titles == ("TÉLÉ 7 JOURS",)
    place.write("ii")
    place.settle()

    assert "Réabonner GEO" in place.decision.text()
    assert "Réabonner TÉLÉ 7 JOURS" not in place.decision.text()


def test_titles_that_the_coupon_names_are_the_ones_renewed(
    place: CouponWorkplace, office: OfficeGestures, mail: MailPanel
) -> None:
    order(office, office.client(), "TÉLÉ 7 JOURS", "GEO")
    place.find()

    place.tick("g")
    place.write("geo")
    place.enter()
    place.write("ii")
    place.settle()
    assert mail.ticks.coupon.titles == ("geo",)
    assert "Réabonner GEO" in place.decision.text()
    assert "TÉLÉ 7 JOURS" not in place.decision.text()

    place.write("g")
    place.write("geo, lui")
    place.enter()
    place.settle()
    assert mail.text() == "autre IBAN, titres du coupon"
    assert "Réab Imp" in place.decision.text(), "a title that the screen does not have (P-52)"


def test_what_the_file_knows_is_ticked_and_not_asked(
    place: CouponWorkplace, office: OfficeGestures, mail: MailPanel
) -> None:
    office.client(deceased=True, protected_adult=True)

    place.find()

    assert mail.text() == "décédé, tutelle"
    assert not mail.is_touched
    assert place.cheque.amount.edit.hasFocus()


@pytest.mark.parametrize(
    ("letters", "told"),
    [
        ("cr", "Un refus de payer n'accompagne pas un paiement."),
        ("ci", "Deux moyens de paiement pour un seul courrier."),
    ],
)
def test_a_contradiction_is_pointed_out_where_it_is(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, mail: MailPanel, letters: str, told: str
) -> None:
    office.client()
    place.find()

    place.tick(letters)
    place.settle()
    assert mail.notice.text() == told
    assert _marked(mail) == sorted(letters.upper())
    assert place.decision.text() == told
    place.enter()
    place.press(Qt.Key.Key_F6)
    place.settle()

    assert place.strip.text() == told
    assert place.letters(batch) == ()
    assert mail.has_focus
    place.write(letters[1])
    if letters == "ci":
        place.write("ii")
    assert (mail.notice.text(), _marked(mail)) == ("", [])


def test_a_refusal_beside_an_amount_is_marked_at_both(
    place: CouponWorkplace, office: OfficeGestures, mail: MailPanel
) -> None:
    office.client()
    place.find()
    place.tick("r")
    place.press(ESCAPE)

    place.cheque.amount.take_focus()
    place.write("20,30")
    place.enter()

    assert _marked(mail) == ["R"]
    assert place.cheque.amount.error() == "Un refus de payer n'accompagne pas un paiement."
    assert mail.has_focus
    place.write("r")
    assert place.cheque.amount.error() == ""


def test_ticks_come_back_with_the_coupon(place: CouponWorkplace, office: OfficeGestures, mail: MailPanel) -> None:
    office.client()
    place.find()
    place.tick("dnj")
    place.write("020524")
    place.enter()

    place.press(Qt.Key.Key_F2)
    assert not mail.is_touched
    place.press(Qt.Key.Key_F5)

    assert mail.text() == "décédé, notaire, à encaisser le 02/05/2024"
    assert mail.fields.cash_on.text() == "02/05/2024"


def test_ticks_may_be_set_before_the_file_has_come(
    slow_clients: SlowClients, open_window: Open, office: OfficeGestures, batch: Batch
) -> None:
    office.client()
    place = open_window(batch)
    place.scan(REFERENCE)

    place.tick("d")
    slow_clients.answer.set()
    place.until(lambda: place.form.dossier is not None)
    place.settle()
    assert place.form.mail.has_focus
    place.save()

    (letter,) = place.letters(batch)
    assert letter.trace.rules[0] == "P-41"


def _marked(mail: MailPanel) -> list[str]:
    """The letters of the ticks that are part of a contradiction."""
    return sorted(box.key.letter for box in mail.boxes if box.box.accessibleDescription())
