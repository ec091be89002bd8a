from datetime import date

import pytest
from PySide6.QtCore import Qt

from backoffice.domain.batch import Batch, BatchKind
from backoffice.domain.cheque import Operation, RowOperation
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper
from backoffice.procedure.rules import RULES
from forms.kit.wording.sentences import typeset
from tests.forms.coupon.conftest import Open
from tests.forms.coupon.workplace import CMC7, NUMBER, REFERENCE, CouponWorkplace
from tests.office import OfficeGestures, Pending

FEBRUARY, MARCH = date(2019, 2, 20), date(2019, 3, 9)
TWO_AMOUNTS: tuple[Pending, ...] = (("AP11", FEBRUARY, 13_10), ("AP11", MARCH, 20_30))
TWICE_THE_SAME: tuple[Pending, ...] = (("AP11", FEBRUARY, 20_30), ("AP11", MARCH, 20_30))
TWO_CIRCULARS: tuple[Pending, ...] = (("AP11", FEBRUARY, 20_30), ("AP12", MARCH, 20_30))
OF_TWO_KINDS: tuple[Pending, ...] = (("AP11", FEBRUARY, 13_10), ("AP12", MARCH, 20_30))


@pytest.mark.parametrize(
    ("rule", "pending", "cheque", "rows"),
    [
        ("P-21", TWO_AMOUNTS[:1], "10,00", [("settle", 10_00)]),
        ("P-22", OF_TWO_KINDS, "20,30", [("no_payment", 0), ("settle", 20_30)]),
        ("P-30", TWO_AMOUNTS, "20,30", [("no_payment", 0), ("settle", 20_30)]),
        ("P-31", TWO_CIRCULARS, "13,10", [("settle", 13_10), ("blank", 0)]),
        ("P-32", TWO_AMOUNTS, "13,10", [("settle", 13_10), ("blank", 0)]),
        ("P-33", TWICE_THE_SAME, "20,30", [("settle", 20_30), ("no_payment", 0)]),
    ],
)
def test_each_rule_is_proposed_and_says_why(
    place: CouponWorkplace,
    office: OfficeGestures,
    rule: str,
    pending: tuple[Pending, ...],
    cheque: str,
    rows: list[tuple[str, int]],
) -> None:
    office.client(pending=pending)
    place.find()
    assert [row[0] for row in place.operations()] == ["None"] * len(pending)

    place.write(cheque)
    place.enter()
    place.settle()

    assert [row[:2] for row in place.operations()] == rows
    assert rule in [row[2] for row in place.operations()]
    assert f"{rule}\n{typeset(RULES[rule].sentence)}" in place.decision.text()
    assert f"Encaisser le chèque\n{cheque}\u00a0€" in place.decision.text()


def test_the_operator_changes_a_row_by_a_letter(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    office.client(pending=TWO_AMOUNTS)
    place.key("20,30")

    place.press(Qt.Key.Key_Up)  # from the number to the rows, on the settled one
    place.write("s")
    place.press(Qt.Key.Key_Up)
    place.write("r")
    place.settle()

    assert place.operations() == [("settle", 13_10, ""), ("no_payment", 0, "")]
    assert "Régulariser AP11 du 20/02/2019, choisi par l'opérateur" in place.decision.text()
    assert place.cheque.money() == "Encaissé 20,30 · réglé 13,10 · avoir 7,20"

    place.enter()  # on with the cheque: why is all that is missing
    assert place.form.departure.reason.edit.hasFocus()
    place.write("deux factures")
    place.save()
    (receipt,) = place.receipts(batch)
    assert place.recorded(receipt) == (
        RowOperation(1, Operation.SETTLE, Money(13_10), ""),
        RowOperation(2, Operation.NO_PAYMENT, Money(0), ""),
    )


def test_an_amount_is_typed_in_a_row(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client(pending=TWO_AMOUNTS)
    place.key("20,30")
    place.press(Qt.Key.Key_Up)

    place.write("15,5")
    place.press(Qt.Key.Key_Return)
    place.settle()

    assert place.operations() == [("no_payment", 0, "P-30"), ("settle", 15_50, "")]
    assert place.cheque.money() == "Encaissé 20,30 · réglé 15,50 · avoir 4,80"


def test_rows_wait_for_the_amount(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client(pending=TWO_AMOUNTS)
    place.find()
    place.press(Qt.Key.Key_Up)

    place.write("r")

    assert place.operations() == [("None", 0, ""), ("None", 0, "")]
    assert place.rows.notice.text().startswith("Tapez d'abord le montant")


def test_rows_that_settle_too_much_are_refused_at_the_rows(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client(pending=TWO_AMOUNTS)
    place.key("20,30")
    place.press(Qt.Key.Key_Up)
    place.press(Qt.Key.Key_Up)
    place.write("r13,10")
    place.press(Qt.Key.Key_Return)
    place.settle()
    assert place.cheque.money() == "Encaissé 20,30 · réglé 33,40 · 13,10 de trop"

    place.enter()
    place.save()

    assert "on ne règle pas plus que le chèque (P-21)" in place.rows.notice.text()
    assert place.rows.table.hasFocus()
    assert place.cheque.number.text() == NUMBER
    assert place.receipts(batch) == ()


def test_a_row_left_vide_is_forced_by_enter_and_recorded_so(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client(pending=TWO_AMOUNTS)
    place.key("13,10")

    place.enter()
    place.settle()
    assert place.rows.question.text().startswith("Une facture est restée vide")
    assert place.receipts(batch) == ()

    place.enter()
    place.settle()
    (receipt,) = place.receipts(batch)
    assert [row.operation for row in place.recorded(receipt)] == [Operation.SETTLE, Operation.BLANK]
    assert place.forced(receipt)
    assert place.is_ready


def test_escape_goes_back_to_the_rows_instead(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    office.client(pending=TWO_AMOUNTS)
    place.key("13,10")
    place.enter()

    place.press(Qt.Key.Key_Escape)
    assert place.rows.question.text() == ""
    assert place.rows.table.hasFocus()
    place.press(Qt.Key.Key_Down)
    place.write("s")
    place.enter()
    place.write("la deuxième est payée")
    place.save()

    (receipt,) = place.receipts(batch)
    assert [row.operation for row in place.recorded(receipt)] == [Operation.SETTLE, Operation.NO_PAYMENT]
    assert not place.forced(receipt)


@pytest.mark.parametrize("stray", [REFERENCE, CMC7])
def test_a_scan_meant_for_the_next_coupon_forces_nothing(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, stray: str
) -> None:
    office.client(pending=TWO_AMOUNTS)
    place.key("13,10")
    place.enter()

    place.scan(stray)
    place.settle()

    assert place.rows.question.text()
    assert place.receipts(batch) == ()


def test_without_invoice_the_whole_cheque_is_the_clients_credit(open_window: Open, office: OfficeGestures) -> None:
    batch = office.batch(with_invoice=False)
    place = open_window(batch)
    office.client(pending=TWO_AMOUNTS)
    place.key("22,45")
    place.settle()

    assert not place.rows.table.isVisible()
    assert "tout le chèque est l'avoir du client (P-29)" in place.form.standing.text()
    assert "Laisser en avoir au client\n22,45\u00a0€\nJeter le coupon\nP-29" in place.decision.text()
    assert place.cheque.money() == "Encaissé 22,45 · réglé 0,00 · avoir 22,45"
    place.save()
    place.save()  # the invoices that are pending are asked about first
    (receipt,) = place.receipts(batch)
    assert (receipt.credit, place.recorded(receipt)) == (Money(22_45), ())


def test_without_a_pending_invoice_the_coupon_is_set_aside(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client(pending=())

    place.find()

    assert "mettez le coupon de côté pour un lot SANS FACTURE (P-29)" in place.form.standing.text()
    assert typeset(RULES["P-29"].sentence) in place.decision.text()
    assert not place.cheque.amount.isVisible()
    assert place.cheque.transfer.hasFocus()
    place.save()
    (mail,) = place.letters(batch)
    assert (mail.trace.paper, mail.trace.rules) == (Paper.SET_ASIDE, ("P-29",))
    assert place.receipts(batch) == ()


def test_a_blocked_client_is_said_at_once_and_a_card_is_rejected(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client(blocked=True)

    place.find()
    assert "BLOQUÉ" in place.reference.identity.text()
    assert place.cheque.amount.edit.hasFocus(), "a cheque is keyed as anybody's"
    place.tick("c")
    place.settle()

    assert "Portez un grand B sur le coupon" in place.form.standing.text()
    assert "REJET\nÀ inscrire\nB\nP-66" in place.decision.text()
    place.save()
    (mail,) = place.mail(batch)
    assert (mail.trace.paper, mail.trace.annotations) == (Paper.REJECT, ("B",))
    assert f"{REFERENCE} · Mme DURAND Marie · REJET · B" in place.lines.text()
    assert "1 courrier" in place.batch_strip.text()


@pytest.mark.parametrize("forces", [True, False])
def test_a_pending_invoice_is_asked_about_in_a_batch_without(
    open_window: Open, office: OfficeGestures, *, forces: bool
) -> None:
    """P-29: it may be forced, by Enter as the question says; Escape leaves the cheque as it is."""
    batch = office.batch(with_invoice=False)
    office.client()
    place = open_window(batch)
    place.key("20,30")
    place.save()

    assert place.rows.question.text().startswith("Ce client a 20,30\u00a0€ en attente, et ce lot est SANS FACTURE")
    assert place.rows.question.hasFocus()
    assert place.receipts(batch) == ()
    if forces:
        place.save()
        (receipt,) = place.receipts(batch)
        assert place.forced(receipt)
        assert receipt.credit == Money(20_30)
    else:
        place.press(Qt.Key.Key_Escape)
        assert place.rows.question.text() == ""
        assert place.cheque.number.edit.hasFocus()
        assert place.receipts(batch) == ()


def test_deceased_clients_and_protected_adults_are_said_at_once(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client(deceased=True, protected_adult=True)

    place.find()

    assert place.reference.identity.text().startswith("DÉCÉDÉ · SOUS TUTELLE · Mme DURAND Marie")
    assert place.cheque.amount.edit.hasFocus()


def test_the_clients_credit_shows(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    office.cheque(batch, office.client(pending=(("AP11", FEBRUARY, 50_00),)), 60_00)
    office.cheque(batch, office.client(ClientRef("K", 7, "1"), (("AP11", FEBRUARY, 50_00),)), 30_00)

    place.find()
    assert "Avoir 10,00\u00a0€" in place.reference.identity.text()
    place.press(Qt.Key.Key_F2)
    place.find("K 7 1")

    assert "Avoir" not in place.reference.identity.text()


@pytest.mark.parametrize(
    ("kind", "reference", "told"),
    [
        (BatchKind.PARTNER, "J 311 1", "J 311 1 est un client FA (code partenaire 311, supérieur à 310)"),
        (BatchKind.DIRECT, "J 310 1", "J 310 1 est un client PARTENARIAT (code partenaire 310, 310 au plus)"),
        (BatchKind.PARTNER, "Z 121 999", "On ne trouve pas Z 121 999."),
        (BatchKind.PARTNER, "J 121", "«\u00a0J 121\u00a0» n'est pas une référence"),
    ],
)
def test_a_refusal_shows_at_the_field_and_the_text_stays(
    open_window: Open, office: OfficeGestures, kind: BatchKind, reference: str, told: str
) -> None:
    office.client(ClientRef("J", 311, "1"))
    office.client(ClientRef("J", 310, "1"))
    office.client()
    place = open_window(office.batch(kind))

    place.find(reference)

    assert place.reference.field.error().startswith(told)
    assert place.reference.field.edit.hasFocus()
    assert place.reference.field.edit.selectedText() == reference
    place.find("J 310 1" if kind is BatchKind.PARTNER else "J 311 1")
    assert place.reference.field.error() == ""
    assert place.form.dossier is not None
