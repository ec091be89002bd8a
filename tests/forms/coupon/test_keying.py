import pytest
from PySide6.QtCore import Qt

from backoffice.domain.batch import Batch
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.money import Money
from tests.forms.coupon.conftest import Open
from tests.forms.coupon.workplace import CMC7, NUMBER, REFERENCE, CouponWorkplace, SlowClients
from tests.keyboard_driver import focused
from tests.office import OfficeGestures


def go_to_number(place: CouponWorkplace, office: OfficeGestures) -> None:
    """Key a client's cheque as far as its number."""
    office.client()
    place.find()
    place.write("22,45")
    place.enter(2)


def test_a_plain_cheque_takes_its_digits_and_two_keys(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client()

    place.scan(REFERENCE)
    place.settle()
    place.write("22,45")
    place.enter(2)
    place.scan(CMC7)
    place.settle()

    (receipt,) = place.receipts(batch)
    assert place.strokes == len("22,45") + 2
    assert (receipt.amount, receipt.cheque_number, receipt.credit) == (Money(22_45), NUMBER, Money(2_15))
    assert [row.amount for row in place.recorded(receipt)] == [Money(20_30)]


def test_the_focus_goes_from_field_to_field_and_back_to_the_reference(
    place: CouponWorkplace, office: OfficeGestures
) -> None:
    office.client()

    place.find()
    assert place.cheque.amount.edit.hasFocus()
    place.write("22.45")  # the keypad's point
    place.enter()
    assert "VINGT-DEUX EUROS ET QUARANTE-CINQ CENTIMES" in _words()
    place.enter()
    assert place.cheque.number.edit.hasFocus()
    place.scan(CMC7)

    assert place.is_ready
    place.settle()
    assert place.is_ready


def test_the_money_line_adds_up(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.find()
    assert place.cheque.money() == "Encaissé – · réglé – · avoir –"

    place.write("22,45")
    place.enter()

    assert place.cheque.money() == "Encaissé 22,45 · réglé 20,30 · avoir 2,15"


def test_the_next_coupon_is_ready_while_the_first_is_on_its_way(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client()
    office.client(ClientRef("K", 200, "77"))

    place.key("20,30")
    place.enter()
    assert place.is_ready
    place.key("10,00", "0000002", "K 200 77")
    place.save()

    assert [(line.ref.letter, line.amount.cents) for line in place.receipts(batch)] == [("J", 2030), ("K", 1000)]


def test_the_saved_line_and_the_sums_show_at_once(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    office.client()
    assert place.batch_strip.text() == (
        f"Lot {batch.number} · PARTENARIAT · AVEC FACTURE · arrivé le 04/03/2024 · 0 chèque · 0,00\u00a0€ · OUVERT"
    )

    place.key("22,45")
    place.save()

    assert "1 chèque · 22,45\u00a0€" in place.batch_strip.text()
    assert place.lines.text() == "J 121 52134466 · Mme DURAND Marie · 22,45\u00a0€ · dont avoir 2,15\u00a0€"


@pytest.mark.parametrize(
    "typed", ["J 121 52134466", "j12152134466", "J-121-52134466", "*J/121/52134466*", " j 121  52134466 "]
)
def test_a_reference_is_taken_as_it_comes(place: CouponWorkplace, office: OfficeGestures, typed: str) -> None:
    client_id = office.client()

    place.find(typed)

    assert place.form.dossier is not None
    assert place.form.dossier.client.id == client_id
    told = "Mme DURAND Marie · 12 rue des Lilas · 69003 LYON · Les Éditions du Tilleul · MDR 15 CHÈQUE"
    assert place.reference.identity.text() == told


def test_a_cheque_may_be_keyed_before_the_file_has_come(
    slow_clients: SlowClients, open_window: Open, office: OfficeGestures, batch: Batch
) -> None:
    office.client()
    place = open_window(batch)

    place.scan(REFERENCE)
    place.write("22,45")
    place.enter(2)
    place.scan(CMC7)
    assert place.cheque.held.text().startswith("Le dossier du client arrive")
    place.write("K 200 77")
    place.enter()
    assert place.cheque.number.text() == NUMBER
    slow_clients.answer.set()
    place.until(lambda: place.is_ready)
    place.settle()

    (receipt,) = place.receipts(batch)
    assert [row.amount for row in place.recorded(receipt)] == [Money(20_30)]


def test_what_is_out_of_the_ordinary_is_seen_before_it_is_recorded(
    slow_clients: SlowClients, open_window: Open, office: OfficeGestures, batch: Batch
) -> None:
    office.client(deceased=True)
    place = open_window(batch)

    place.scan(REFERENCE)
    place.write("22,45")
    place.enter(2)
    place.scan(CMC7)
    slow_clients.answer.set()
    place.until(lambda: "DÉCÉDÉ" in place.reference.identity.text())
    assert "DÉCÉDÉ" in place.cheque.held.text()
    place.write("K 200 77")
    place.enter()
    place.settle()
    assert place.receipts(batch) == ()

    place.press(Qt.Key.Key_F6)
    place.settle()
    assert len(place.receipts(batch)) == 1


def test_escape_takes_the_early_enter_back(
    slow_clients: SlowClients, open_window: Open, office: OfficeGestures, batch: Batch
) -> None:
    office.client()
    place = open_window(batch)
    place.scan(REFERENCE)
    place.write("22,45")
    place.enter(2)
    place.write("5508018")
    place.enter()

    place.press(Qt.Key.Key_Escape)
    place.write("550801")
    slow_clients.answer.set()
    place.until(lambda: place.form.dossier is not None)
    place.settle()

    assert place.receipts(batch) == ()
    assert place.cheque.number.text() == "550801"


def test_an_answer_that_is_not_wanted_any_more_opens_nothing(
    slow_clients: SlowClients, open_window: Open, office: OfficeGestures, batch: Batch
) -> None:
    office.client()
    place = open_window(batch)
    place.scan(REFERENCE)

    place.press(Qt.Key.Key_F2)
    slow_clients.answer.set()
    place.settle()

    assert place.is_ready
    assert place.reference.identity.text() == ""


def test_f6_and_the_button_record_too(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    office.client(pending=(("AP11", batch.arrival_date, 5000),))
    assert not place.cheque.save.isEnabled()

    place.key("20,00")
    place.press(Qt.Key.Key_F6)
    place.settle()
    place.key("10,00", "0000002")
    assert place.cheque.save.isEnabled()
    place.qtbot.mouseClick(place.cheque.save, Qt.MouseButton.LeftButton)
    place.settle()

    assert [line.amount.cents for line in place.receipts(batch)] == [2000, 1000]


def test_f6_says_what_is_missing(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.find()

    place.press(Qt.Key.Key_F6)

    assert place.strip.text() == "Tapez le montant du chèque, puis Entrée."


def test_enter_in_the_number_goes_back_to_what_is_missing(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client()
    place.find()
    place.write("22,45")
    place.enter()

    place.cheque.number.take_focus()
    place.write(NUMBER)
    place.enter()
    assert "à comparer avec le chèque" in focused().accessibleName()

    place.enter()
    place.save()
    assert len(place.receipts(batch)) == 1


def test_an_amount_of_nothing_is_refused_at_its_field(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.find()

    place.write("0")
    place.enter()

    assert place.cheque.amount.error() == "Le montant doit être supérieur à zéro."
    assert place.cheque.amount.edit.hasFocus()


def test_a_wrong_cmc7_line_is_refused_at_its_field_and_stays(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    go_to_number(place, office)

    place.scan(CMC7 + "57")

    assert "57 lue, 56 calculée" in place.cheque.number.error()
    assert place.cheque.number.text() == CMC7 + "57"
    assert place.receipts(batch) == ()


@pytest.mark.parametrize(
    ("read", "told"),
    [
        ("55?8018", "55?8018"),
        (CMC7[:9] + "?" + CMC7[10:20] + "?" + CMC7[21:] + "56", "?"),
        ("22.45", "a 7 chiffres"),
        (f"{CMC7[:5]}:{CMC7[5:19]}:{CMC7[19:]}", "5-14-12"),
    ],
)
def test_what_a_reader_could_not_read_is_asked_for(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, read: str, told: str
) -> None:
    go_to_number(place, office)
    place.scan(read)

    assert told in place.cheque.number.error()
    assert "7 chiffres du numéro" in place.cheque.number.error() or "a 7 chiffres" in place.cheque.number.error()
    assert place.cheque.number.edit.hasFocus()
    assert place.receipts(batch) == ()
    place.write(NUMBER)
    place.enter()
    place.settle()
    assert [row.cheque_number for row in place.receipts(batch)] == [NUMBER]


def test_f6_says_at_the_number_why_it_cannot_be_read(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    go_to_number(place, office)
    place.write("55?8018")
    place.press(Qt.Key.Key_F6)

    assert "n'a pas pu lire" in place.cheque.number.error()
    assert place.receipts(batch) == ()


def test_what_a_reader_sends_in_the_other_order_is_put_right(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    go_to_number(place, office)
    place.scan(f"{CMC7[19:]}:{CMC7[7:19]}:{CMC7[:7]}", Qt.Key.Key_Tab)
    place.settle()

    assert [row.cheque_number for row in place.receipts(batch)] == [NUMBER]


def _words() -> str:
    return focused().accessibleName().upper()
