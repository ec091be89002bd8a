import pytest
from PySide6.QtCore import Qt

from backoffice.domain.batch import Batch
from backoffice.domain.money import Money
from backoffice.services.keying.cheques import Cheques, WordsPolicy
from tests.forms.coupon.conftest import Open
from tests.forms.coupon.workplace import CMC7, NUMBER, CouponWorkplace
from tests.keyboard_driver import focused
from tests.office import OfficeGestures


def test_from_the_threshold_on_the_words_are_typed(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client()
    place.find()

    place.write("150")
    place.enter()
    assert place.cheque.words.field.edit.hasFocus()
    place.write("Cent cinquante euros")
    place.enter()
    assert place.cheque.number.edit.hasFocus()
    place.scan(CMC7)
    place.settle()

    (receipt,) = place.receipts(batch)
    assert (receipt.amount, place.words_of(receipt)) == (Money(150_00), "Cent cinquante euros")


def test_under_it_they_are_compared_and_none_are_kept(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client()

    place.key("149,99")
    place.save()

    assert place.words_of(place.receipts(batch)[0]) is None


def test_f7_types_them_instead(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.find()
    place.write("22,45")
    place.enter()

    place.press(Qt.Key.Key_F7)
    assert place.cheque.words.field.edit.hasFocus()
    place.press(Qt.Key.Key_Escape)
    assert place.cheque.words.words is not None
    assert place.cheque.words.words.typed is None

    place.enter()
    assert place.cheque.number.edit.hasFocus()


def test_words_that_differ_are_taken_and_the_rows_follow(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client()
    place.find()
    place.write("20,30")
    place.enter()
    place.press(Qt.Key.Key_F7)
    place.write("vingt euros et trois centimes")
    place.enter()
    place.settle()

    assert focused().accessibleName() == (
        "En chiffres 20,30\u00a0€, en lettres 20,03\u00a0€. "
        "La somme en toutes lettres fait foi (art. L131-10 du Code monétaire et financier)."
    )
    assert place.operations() == [("settle", 20_03, "P-21")]
    assert place.cheque.money() == "Encaissé 20,03 · réglé 20,03 · avoir 0,00"
    assert place.decision.text().count("P-20") == 1
    assert not place.cheque.save.isEnabled()

    place.enter()
    place.scan(CMC7)
    place.settle()
    (receipt,) = place.receipts(batch)
    assert receipt.amount == Money(20_03)
    assert place.words_of(receipt) == "vingt euros et trois centimes"


def test_a_difference_must_be_confirmed(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    office.client()
    place.key("20,30")
    place.press(Qt.Key.Key_F7)
    place.write("vingt euros et trois centimes")
    place.enter()

    assert not place.cheque.save.isEnabled()
    place.press(Qt.Key.Key_F6)
    assert place.strip.text() == "Comparez d'abord la somme en lettres avec le chèque."
    place.enter()
    place.save()

    assert [line.amount for line in place.receipts(batch)] == [Money(20_03)]


def test_escape_on_the_difference_reads_the_cheque_again(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.find()
    place.write("20,30")
    place.enter()
    place.press(Qt.Key.Key_F7)
    place.write("vingt euros et trois centimes")
    place.enter()

    place.press(Qt.Key.Key_Escape)
    assert place.cheque.words.field.edit.selectedText() == "vingt euros et trois centimes"
    place.write("vingt euros et trente centimes")
    place.enter()
    place.settle()

    assert place.cheque.number.edit.hasFocus()
    assert place.operations() == [("settle", 20_30, "P-21")]
    assert "P-20" not in place.decision.text()


def test_words_that_cannot_be_read_are_refused_and_stay(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.find()
    place.write("189,50")
    place.enter()

    place.write("cent quatre vint neuf euros")
    place.enter()

    field = place.cheque.words.field
    assert field.error().startswith(
        "«\u00a0cent quatre vint neuf euros\u00a0» ne se lit pas comme une somme en lettres, à cause de "
        "«\u00a0vint\u00a0»"
    )
    assert field.edit.hasFocus()
    assert field.text() == "cent quatre vint neuf euros"
    assert not place.cheque.save.isEnabled()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("cent quatre-vingt-neuf", "il manque «\u00a0euros\u00a0»"),
        ("un milliard d'euros", "dépasse le plus grand montant"),
    ],
)
def test_what_the_words_lack_or_have_too_much_of_is_said(
    place: CouponWorkplace, office: OfficeGestures, typed: str, told: str
) -> None:
    office.client()
    place.find()
    place.write("189,50")
    place.enter()
    place.write(typed)
    place.enter()

    assert told in place.cheque.words.field.error()
    assert place.cheque.words.field.text() == typed


def test_words_as_a_program_prints_them_are_read(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.find()
    place.write("189,50")
    place.enter()
    place.write("UN CENT QUATRE VINGT NEUF VIRGULE CINQUANTE €UROS")
    place.enter()

    assert place.cheque.words.words is not None
    assert place.cheque.words.words.confirmed


def test_words_of_nothing_are_refused(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.find()
    place.write("189,50")
    place.enter()

    place.write("zéro euro")
    place.enter()

    assert place.cheque.words.field.error() == "Le montant doit être supérieur à zéro."


def test_words_typed_again_must_be_read_again(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    office.client()
    place.find()
    place.write("150,00")
    place.enter()
    place.write("cent cinquante euros")
    place.enter()
    place.write(NUMBER)

    place.cheque.words.field.take_focus()
    place.write("cent")
    place.cheque.number.take_focus()
    place.enter()

    assert place.cheque.words.field.edit.hasFocus()
    assert place.receipts(batch) == ()


def test_another_amount_asks_for_its_own_words(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.key("22,45")

    place.cheque.amount.take_focus()
    place.write("20")
    assert not place.cheque.save.isEnabled()
    place.enter()
    place.settle()

    assert "vingt euros" in focused().accessibleName()
    assert place.operations() == [("settle", 20_00, "P-21")]
    assert place.cheque.number.text() == NUMBER


def test_chance_decides_once_for_an_amount(open_window: Open, office: OfficeGestures, batch: Batch) -> None:
    dice = iter([True, False, False])
    office.cheques = Cheques(office.office, WordsPolicy(Money(150_00), lambda: next(dice)))
    office.client()
    place = open_window(batch)
    place.find()
    for _ in range(2):
        place.cheque.amount.take_focus()
        place.write("22,45")
        place.enter()

        assert place.cheque.words.field.edit.hasFocus()

    assert next(dice) is False


def test_a_number_scanned_too_early_confirms_nothing(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client()
    place.find()
    place.write("22,45")
    place.enter()

    place.scan(CMC7)  # the words are still to be compared

    assert place.cheque.words.words is not None
    assert not place.cheque.words.words.confirmed
    place.enter()
    place.scan(CMC7)
    place.settle()
    assert len(place.receipts(batch)) == 1


def test_a_held_enter_never_compares_the_words(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    office.client()
    place.find()
    place.write("22,45")

    place.hold(Qt.Key.Key_Return)

    assert place.cheque.words.words is not None
    assert not place.cheque.words.words.confirmed
    place.hold(Qt.Key.Key_Return)
    assert place.cheque.number.edit.hasFocus()
    assert place.receipts(batch) == ()
