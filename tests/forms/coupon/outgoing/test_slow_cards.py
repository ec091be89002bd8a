"""Cards whose alias does not come at once, or not at all, and coupons that are set aside meanwhile."""

from PySide6.QtWidgets import QLabel

from backoffice.domain.batch import Batch
from backoffice.domain.errors import Broken, RuleBroken
from forms.actions.method_fields import MethodFields
from tests.cards import MASTERCARD, VISA
from tests.forms.coupon.aliases import DOWN, HeldAliases
from tests.forms.coupon.debits import ESCAPE, EXPIRY, F2, F5, F6, OTHER, dossier, key_card, recorded, tick, type_card
from tests.forms.coupon.workplace import CouponWorkplace
from tests.office import OfficeGestures


def test_the_alias_service_is_down_and_back(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, aliases: HeldAliases, fields: MethodFields
) -> None:
    office.client()
    aliases.errors = [DOWN]
    key_card(place, fields)
    assert fields.text() == ""
    assert any("service d'alias ne répond pas" in words for words in said(fields))
    place.enter()
    place.until(lambda: fields.text() != "")
    place.save()

    recorded(place, batch)
    assert len(aliases.keys) == 2
    assert len(set(aliases.keys)) == 1


def test_an_edited_number_has_another_key(
    place: CouponWorkplace, office: OfficeGestures, aliases: HeldAliases, fields: MethodFields
) -> None:
    office.client()
    aliases.errors = [RuleBroken(Broken.CARD_REFUSED)]
    key_card(place, fields)
    place.write(MASTERCARD)
    place.write(EXPIRY)
    place.enter()
    place.until(lambda: fields.text() != "")
    assert len(set(aliases.keys)) == 2


def said(fields: MethodFields) -> list[str]:
    return [label.text() for label in fields.findChildren(QLabel) if label.isVisible()]


def test_the_next_coupon_is_keyed_while_the_alias_is_slow(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, aliases: HeldAliases
) -> None:
    office.client()
    office.client(OTHER)
    aliases.answer.clear()
    type_card(place)
    place.enter(2)
    assert place.is_ready
    assert place.screen.unsaved()

    place.key("20,30", reference=str(OTHER))
    place.save()
    assert [row.ref for row in place.mail(batch)] == [OTHER]
    aliases.answer.set()
    place.until(lambda: len(place.mail(batch)) == 2)
    place.settle()
    assert dossier(office).means.card_last4 == "0154"


def test_a_coupon_sent_ahead_of_its_card_comes_back_when_it_is_refused(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, aliases: HeldAliases, fields: MethodFields
) -> None:
    office.client()
    aliases.answer.clear()
    aliases.errors = [RuleBroken(Broken.CARD_REFUSED)]
    type_card(place)
    place.enter(2)
    aliases.answer.set()
    place.until(lambda: place.form.dossier is not None)
    place.settle()

    assert any("refuse cette carte" in words for words in said(fields))
    place.write(f"{MASTERCARD}{EXPIRY}")
    place.enter()
    place.until(lambda: fields.text() != "")
    place.save()
    recorded(place, batch)


def test_escape_cancels_and_the_answer_is_ignored(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, aliases: HeldAliases, fields: MethodFields
) -> None:
    office.client()
    aliases.answer.clear()
    type_card(place)
    place.enter()
    fields.setFocus()
    place.press(ESCAPE)
    aliases.answer.set()
    place.network_settles()

    assert (fields.text(), fields.is_assigning) == ("", False)
    place.press(F6)
    place.settle()
    assert place.mail(batch) == ()
    place.write(f"{MASTERCARD}{EXPIRY}")
    place.enter()
    place.until(lambda: "5559" in fields.text())


def test_a_card_half_typed_is_wiped_with_the_coupon_that_is_set_aside(
    place: CouponWorkplace, office: OfficeGestures, fields: MethodFields
) -> None:
    office.client()
    tick(place, "c")
    place.write(VISA[:9])
    place.press(F2)
    assert "à retaper" in place.strip.text()
    place.press(F5)
    place.settle()

    assert not fields.is_half_typed
    assert any("Retapez-le" in words for words in said(fields))
    place.write(f"{VISA}{EXPIRY}")
    place.enter()
    place.until(lambda: fields.text() != "")


def test_a_card_that_was_on_its_way_is_there_when_the_coupon_is_taken_up_again(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, aliases: HeldAliases, fields: MethodFields
) -> None:
    office.client()
    aliases.answer.clear()
    type_card(place)
    place.enter()
    place.press(F2)
    aliases.answer.set()
    place.network_settles()
    place.press(F5)

    assert fields.text() == "80 CARTE BLEUE · CB •••• 0154 · 05/2027"
    place.save()
    recorded(place, batch)
