"""Cards and IBANs, keyed with real keys up to the books."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from sqlalchemy import select, update

from backoffice.domain.batch import Batch
from backoffice.domain.debit import DebitOperation
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mail import ActionCode
from backoffice.domain.method import Channel
from backoffice.domain.paper import Paper, SlipKind
from backoffice.storage import schema
from forms.actions.method_fields import MethodFields
from forms.coupon.client.orders_panel import OrdersPanel
from forms.coupon.mail.panel import MailPanel
from tests.cards import AMEX, MASTERCARD, VISA
from tests.forms.coupon.aliases import HeldAliases
from tests.forms.coupon.conftest import Open
from tests.forms.coupon.debits import (
    EXPIRY,
    F3,
    F6,
    ON_FILE,
    OTHER,
    SPACE,
    TWO,
    dossier,
    key_card,
    key_iban,
    recorded,
    tick,
    type_card,
)
from tests.forms.coupon.workplace import CouponWorkplace, FailingRecording
from tests.ibans import FRENCH, POSTAL
from tests.keyboard_driver import focused
from tests.office import OfficeGestures


def test_a_card_is_rebilled_in_as_few_keys_as_can_be(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, fields: MethodFields
) -> None:
    office.order(office.client(), "C1", "GEO")
    place.find()
    before = place.strokes
    place.press(F3)
    place.write("c")
    place.enter()
    place.write(VISA)
    place.write(EXPIRY)
    place.enter()
    place.until(lambda: fields.text() != "")
    place.settle()  # it is decided anew, with the card
    assert fields.text() == "80 CARTE BLEUE · CB •••• 0154 · 05/2027"
    assert "2.4 Changement MDR : 80 CARTE BLEUE · CB •••• 0154".replace(" :", "\u00a0:") in place.decision.text()
    assert place.cheque.transfer.hasFocus()
    place.save()

    assert place.strokes - before == len(("F3", "C", "⏎")) + len(VISA + EXPIRY) + len(("⏎", "⏎"))
    row = recorded(place, batch)
    assert (row.trace.paper, row.trace.departure, row.amount and row.amount.cents) == (Paper.ARCHIVE, "", 20_30)
    kept = dossier(office)
    assert (kept.means.method_code, kept.means.card_brand, kept.means.card_last4) == (80, "CB", "0154")
    assert [(debit.operation, debit.channel, debit.amount.cents) for debit in kept.debits] == [
        (DebitOperation.REBILL, Channel.CARD, 20_30)
    ]
    assert kept.invoices == ()


def test_the_brand_of_the_number_corrects_the_tick(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, fields: MethodFields, mail: MailPanel
) -> None:
    office.client()
    key_card(place, fields, AMEX)

    assert mail.text() == "carte AMEX"
    assert fields.text() == "81 AMERICAN EXPRESS · AMEX •••• 0005 · 05/2027"
    place.save()
    assert "P-51" in recorded(place, batch).trace.rules
    assert dossier(office).means.method_code == 81


@pytest.mark.parametrize("code", ["82", "80"])
def test_an_amex_in_82_is_refused_with_the_way_to_81(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, fields: MethodFields, code: str
) -> None:
    office.client()
    tick(place, "c")
    place.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    place.write(code)
    place.enter()
    place.write(AMEX)

    assert "jamais en 82 (P-51)" in fields.question.text()
    assert fields.question.hasFocus()
    place.enter()
    place.write(EXPIRY)
    place.enter()
    place.until(lambda: fields.text().startswith("81 AMERICAN EXPRESS"))
    place.save()
    assert recorded(place, batch).trace.departure == ""
    assert dossier(office).means.method_code == 81


def test_another_method_than_the_decided_one_asks_why(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, fields: MethodFields
) -> None:
    office.client()
    tick(place, "c")
    place.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    place.write("82")
    place.enter()
    place.write(MASTERCARD)
    place.write(EXPIRY)
    place.enter()
    place.until(lambda: fields.text().startswith("82 AUTRE CARTE"))
    place.settle()
    assert place.form.departure.reason.edit.hasFocus()
    place.write("la carte le dit")
    place.save()

    assert recorded(place, batch).trace.departure == "la carte le dit"
    assert dossier(office).means.method_code == 82


def test_the_same_iban_is_presented_again_without_typing_it(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.order(office.client(**ON_FILE), "C1", "GEO")
    place.find()
    before = place.strokes
    place.press(F3)
    place.write("i")
    place.enter()
    place.save()

    assert place.strokes - before == 4
    assert recorded(place, batch).trace.paper is Paper.ARCHIVE
    kept = dossier(office)
    assert [(debit.operation, debit.channel) for debit in kept.debits] == [(DebitOperation.REPRESENT, Channel.IBAN)]
    assert kept.means.iban == "FR76 •••• 189"


def test_a_typed_iban_that_is_the_same_is_presented_again(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, mail: MailPanel
) -> None:
    office.client(**ON_FILE)
    key_iban(place, FRENCH)

    assert mail.text() == "même IBAN"
    assert place.cheque.transfer.hasFocus()
    place.save()
    recorded(place, batch)
    assert dossier(office).debits[0].operation is DebitOperation.REPRESENT


def test_an_iban_is_typed_right_after_a_card_coupon(
    place: CouponWorkplace, office: OfficeGestures, fields: MethodFields
) -> None:
    """The methods of the card's coupon still stand there, and the one that stays is none of them."""
    office.client()
    office.client(OTHER, **(ON_FILE | {"method_code": 45}))
    key_card(place, fields)
    place.save()
    place.settle()
    place.find(str(OTHER))
    place.press(F3)
    place.write("i")
    place.enter()
    place.write(FRENCH)
    place.enter()
    place.settle()
    place.save()

    assert {row.operation for row in office.dossier(2).debits} == {DebitOperation.REPRESENT}


def test_another_iban_is_rebilled_with_a_stop(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, fields: MethodFields, mail: MailPanel
) -> None:
    office.client(**ON_FILE)
    key_iban(place, POSTAL)

    assert mail.text() == "autre IBAN"
    assert fields.text().startswith("45 PRÉLÈVEMENT · IBAN FR14 •••• 606 · ")
    assert "2.7 Stop promo" in place.decision.text()
    place.save()
    recorded(place, batch)
    kept = dossier(office)
    assert kept.means.iban == "FR14 •••• 606"
    assert kept.debits[0].operation is DebitOperation.REBILL
    assert kept.standing(ActionCode.STOP_PROMOTION) is not None


def test_another_iban_is_not_billed_where_the_partner_has_no_code(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client(**ON_FILE)
    office.database.write(lambda tx: tx.execute(update(schema.partners).values(direct_method=None)))
    key_iban(place, POSTAL)
    place.press(F6)
    place.settle()

    assert place.strip.text().startswith("Le partenaire 121 n'a pas de code de prélèvement.")
    assert "mdr_prelevement" in place.strip.text()
    assert place.mail(batch) == ()


def test_another_iban_is_not_recorded_without_it(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, fields: MethodFields
) -> None:
    office.client(**ON_FILE)
    tick(place, "ii")
    place.press(F6)
    place.settle()

    assert place.strip.text() == "Tapez l'IBAN du coupon, puis Entrée."
    assert fields.isAncestorOf(focused())
    assert place.mail(batch) == ()


def test_the_same_iban_needs_one_on_file(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    office.client()
    tick(place, "i")
    place.enter(2)
    place.settle()
    assert place.mail(batch) == ()
    place.write(POSTAL)
    place.enter()
    place.settle()
    place.save()

    recorded(place, batch)
    assert dossier(office).means.iban == "FR14 •••• 606"


def test_an_iban_that_the_partner_refuses_is_not_keyed(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client(**ON_FILE)
    office.database.write(lambda tx: tx.execute(update(schema.partners).values(banks="30006")))
    key_iban(place, POSTAL)

    assert "IBAN inv FP" in place.cheque.transfer.text()
    assert place.cheque.transfer.hasFocus()
    place.save()
    row = recorded(place, batch)
    assert (row.trace.paper, row.trace.slip, row.trace.rules) == (Paper.SCAN, SlipKind.IBAN, ("P-67",))
    assert dossier(office).means.iban == "FR76 •••• 189"


def test_an_inactive_mandate_takes_no_iban(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    office.client(**ON_FILE | {"mandate": "inactive"})
    tick(place, "i")
    place.save()

    row = recorded(place, batch)
    assert (row.trace.paper, row.trace.rules) == (Paper.SCAN, ("P-68",))


def test_a_blocked_account_is_rejected(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    office.client(blocked=True)
    tick(place, "c")
    place.save()

    assert recorded(place, batch).trace.rules == ("P-66",)


def test_the_cheque_of_a_blocked_client_is_keyed_as_anybody_s(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client(blocked=True)
    place.key("20,30")
    place.save()

    (mail,) = place.mail(batch)
    assert (mail.trace.paper, mail.trace.rules) == (Paper.DISCARD, ("P-21", "P-13", "P-10"))
    assert len(place.receipts(batch)) == 1


def test_a_slimpay_account_is_asked_in_its_own_window(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    asked: list[int] = []
    place.screen.slimpay_asked.connect(asked.append)
    client_id = office.client(**ON_FILE | {"method_code": 99})
    tick(place, "ii")
    assert place.cheque.transfer.hasFocus()
    place.save()

    assert "P-69" in recorded(place, batch).trace.rules
    assert asked == [client_id]
    assert dossier(office).debits[0].channel is Channel.SLIMPAY


@pytest.mark.parametrize("letters", ["z", "2z", "fz", "+z"])
def test_without_an_iban_on_the_paper_the_file_s_is_never_presented(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, letters: str
) -> None:
    """P-80: nobody who has sent nothing is debited, whatever the file holds and whatever is ticked."""
    office.client(**ON_FILE)
    tick(place, letters)
    place.save()

    row = recorded(place, batch)
    assert (row.trace.paper, row.trace.slip) == (Paper.SCAN, SlipKind.NONE)
    assert dossier(office).debits == ()


def test_nothing_ticked_and_an_iban_on_the_coupon_is_presented_again(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client(**ON_FILE)
    tick(place, "i")
    place.save()

    assert "P-80" in recorded(place, batch).trace.rules
    assert dossier(office).debits[0].operation is DebitOperation.REPRESENT


def test_a_gift_has_its_box_and_a_double_its_first_title(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    client_id = office.client(**ON_FILE)
    office.order(client_id, "C1", "GEO", gift=True)
    office.order(client_id, "C2", "TÉLÉ 7 JOURS")
    office.order(client_id, "C3", "TÉLÉ 7 JOURS")
    tick(place, "i")
    place.settle()

    assert place.part(OrdersPanel).isVisible()
    place.save()
    assert recorded(place, batch).trace.paper is Paper.ARCHIVE
    assert renewed(office) == [("C1", True), ("C2", False)]


def test_a_partial_renewal_goes_to_scanning(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    client_id = office.client(**ON_FILE)
    office.order(client_id, "C1", "GEO")
    office.order(client_id, "C2", "TÉLÉ 7 JOURS", renewable=False)
    tick(place, "i")
    place.save()

    row = recorded(place, batch)
    assert (row.trace.paper, row.trace.annotations) == (Paper.SCAN, ("Réab Imp",))
    assert renewed(office) == [("C1", False)]


def test_what_is_unticked_among_the_orders_asks_why(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    client_id = office.client(**ON_FILE)
    office.order(client_id, "C1", "GEO", gift=True)
    office.order(client_id, "C2", "TÉLÉ 7 JOURS")
    tick(place, "i")
    place.press(Qt.Key.Key_Down)
    place.write("b")
    place.press(Qt.Key.Key_Down)
    place.press(SPACE)
    place.enter()
    place.write("vu avec le client")
    place.save()

    assert recorded(place, batch).trace.departure == "vu avec le client"
    assert renewed(office) == [("C1", False)]


def test_a_row_that_is_not_debited_asks_why(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    office.client(pending=TWO, **ON_FILE)
    tick(place, "i")
    assert place.operations() == [("represent", 13_10, "P-60"), ("represent", 20_30, "P-60")]
    place.press(Qt.Key.Key_Up)
    place.write("s")
    place.enter()
    place.write("déjà payée")
    place.save()

    assert recorded(place, batch).trace.departure == "déjà payée"
    assert [debit.amount.cents for debit in dossier(office).debits] == [20_30]


def test_a_debit_is_undone(place: CouponWorkplace, office: OfficeGestures, fields: MethodFields) -> None:
    office.client()
    key_card(place, fields)
    place.save()
    assert "20,30" in place.lines.text()
    place.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    place.save()

    kept = dossier(office)
    assert (kept.means.method_code, kept.debits[0].reversed, len(kept.invoices)) == (15, True, 1)


def test_a_refused_debit_comes_back_with_what_it_has(
    open_window: Open, failing: FailingRecording, office: OfficeGestures, batch: Batch
) -> None:
    failing.error = RuleBroken(Broken.INVOICES_CHANGED)
    place = open_window(batch, saving=failing)
    fields = place.part(MethodFields)
    office.client()
    key_card(place, fields)
    place.save()
    place.until(lambda: place.form.dossier is not None)
    place.settle()

    assert fields.text() == "80 CARTE BLEUE · CB •••• 0154 · 05/2027"
    failing.error = None
    place.form.go_on()
    place.save()
    recorded(place, batch)


def test_the_number_is_nowhere_on_the_screen_once_it_has_left_the_field(
    place: CouponWorkplace, office: OfficeGestures, aliases: HeldAliases, fields: MethodFields, mail: MailPanel
) -> None:
    office.client()
    aliases.answer.clear()
    type_card(place)
    place.enter()
    seen = [label.text() for label in place.window.findChildren(QLabel)]
    seen += [line.text() for line in place.window.findChildren(QLineEdit)]
    seen += [repr(place.form.entry()), mail.ticks.as_json(), QApplication.clipboard().text()]
    assert fields.is_assigning
    assert not any(VISA in text.replace(" ", "") for text in seen)
    aliases.answer.set()
    place.until(lambda: fields.text() != "")
    assert VISA not in repr(place.form.entry())


def renewed(office: OfficeGestures) -> list[tuple[str, bool]]:
    query = (
        select(schema.orders.c.number, schema.renewals.c.beneficiary)
        .join(schema.orders, schema.orders.c.id == schema.renewals.c.order_id)
        .order_by(schema.orders.c.number)
    )
    return [(row.number, row.beneficiary) for row in office.database.read(lambda tx: tx.execute(query).all())]
