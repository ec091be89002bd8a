"""Mail that the decision handles without a cheque, or with more than a cheque: each family of rules once."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from backoffice.domain.batch import Batch, BatchKind, NewBatch
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.mail import ActionCode
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper, SlipKind
from tests.forms.coupon.conftest import Open
from tests.forms.coupon.workplace import NUMBER, REFERENCE, CouponWorkplace
from tests.office import OfficeGestures

F3, ESCAPE = Qt.Key.Key_F3, Qt.Key.Key_Escape
Destination = tuple[Paper, SlipKind | None]


def test_f3_d_enter_is_a_deceased_client(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    client_id = office.client()
    place.find()
    before = place.strokes

    place.press(F3)
    place.write("d")
    place.save()

    assert place.strokes - before == len(("F3", "D", "⏎", "⏎"))
    (letter,) = place.letters(batch)
    assert (letter.trace.paper, letter.trace.facts, letter.trace.departure) == (
        Paper.DISCARD,
        '{"coupon":{"deceased":true}}',
        "",
    )
    assert [(row.action.code, row.action.text) for row in reversed(office.dossier(client_id).actions)] == [
        (ActionCode.STOP_PROMOTION, ""),
        (ActionCode.STOP_REMINDERS, ""),
        (ActionCode.COMMENT, "CLT DCD"),
        (ActionCode.CLOSE_LETTER, ""),
    ]
    assert place.is_ready
    assert f"{REFERENCE} · Mme DURAND Marie · Jeter" in place.lines.text()


@pytest.mark.parametrize(
    ("ticked", "rule", "destination", "words"),
    [
        ("qQCU2\n", "P-03", (Paper.SRC, None), ()),
        ("m", "P-04", (Paper.SRC, None), ()),
        ("chM. PETIT Jean\n", "P-16", (Paper.SCAN, SlipKind.CARD), ()),
        ("iii", "P-67", (Paper.SCAN, SlipKind.IBAN), ("IBAN inv FP",)),
        ("v", "P-24", (Paper.SCAN, SlipKind.CHEQUE), ()),
        ("u", "P-28", (Paper.RECOVERY, None), ()),
        ("j050424\n", "P-27", (Paper.RECOVERY, None), ()),
        ("dn", "P-42", (Paper.SCAN, SlipKind.NONE), ()),
        ("z", "P-05", (Paper.SCAN, SlipKind.NONE), ()),
        ("r", "P-81", (Paper.DISCARD, None), ()),
    ],
)
def test_what_is_ticked_is_recorded_with_its_destination(
    place: CouponWorkplace,
    office: OfficeGestures,
    batch: Batch,
    ticked: str,
    rule: str,
    destination: Destination,
    words: tuple[str, ...],
) -> None:
    office.client()
    place.find()

    place.press(F3)
    for sign in ticked:
        if sign == "\n":
            place.enter()
        else:
            place.write(sign)
    place.settle()
    assert rule in place.decision.text()
    place.save()

    (letter,) = place.letters(batch)
    assert (letter.trace.paper, letter.trace.slip) == destination
    assert rule in letter.trace.rules
    assert letter.trace.annotations == words
    assert place.receipts(batch) == ()


def test_a_refusal_is_3_3_and_closes_the_letter(place: CouponWorkplace, office: OfficeGestures) -> None:
    client_id = office.client()
    place.find()
    place.tick("r")
    place.save()

    done = [(row.action.code, row.action.value) for row in reversed(office.dossier(client_id).actions)]
    assert done == [(ActionCode.REFUSAL, "13"), (ActionCode.CLOSE_LETTER, "RPSI")]


@pytest.mark.parametrize(
    ("ticked", "amount", "destination", "words"),
    [
        ("a", "20,30", (Paper.SCAN, SlipKind.CHEQUE), ()),  # P-10
        ("1", "20,30", (Paper.DISCARD, None), ()),  # P-11
        ("i", "20,30", (Paper.SCAN, SlipKind.CHEQUE), ()),  # P-23
        ("bl", "50,00", (Paper.DISCARD, None), ()),  # P-25
        ("d", "20,30", (Paper.DISCARD, None), ()),  # P-40
        ("de", "20,30", (Paper.SCAN, SlipKind.CHEQUE), ("E",)),  # P-40
        ("+", "20,30", (Paper.SCAN, SlipKind.CHEQUE), ()),  # P-70
    ],
)
def test_what_is_ticked_goes_along_with_the_cheque(
    place: CouponWorkplace,
    office: OfficeGestures,
    ticked: str,
    amount: str,
    destination: Destination,
    words: tuple[str, ...],
) -> None:
    batch = place.form.batch
    client_id = office.client()
    place.find()
    place.tick(ticked)
    place.press(ESCAPE)

    place.cheque.amount.take_focus()
    place.write(amount)
    place.enter(2)
    place.write(NUMBER)
    place.save()

    assert len(place.receipts(batch)) == 1
    (mail,) = place.mail(batch)
    assert (mail.trace.paper, mail.trace.slip) == destination
    assert mail.trace.annotations == words
    assert ("DCD" in [row.action.text for row in office.dossier(client_id).actions]) == ("d" in ticked)


def test_tutelle_recovers_and_stops_promotion(place: CouponWorkplace, office: OfficeGestures) -> None:
    client_id = office.client(protected_adult=True)
    place.key("20,30")
    place.settle()
    assert "2.7 Stop promo" in place.decision.text()
    place.save()

    (row,) = office.dossier(client_id).actions
    assert (row.action.code, row.action.rule) == (ActionCode.STOP_PROMOTION, "P-43")


def test_the_cheque_may_come_after_the_tick(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    """What says that no cheque came says so only as long as no amount is typed."""
    office.client()
    place.find()
    place.tick("d")
    place.press(ESCAPE)
    assert "Client décédé, sans paiement" in place.decision.text()
    assert place.cheque.amount.edit.hasFocus()
    place.write("20,30")
    place.enter(2)
    place.settle()
    assert "P-40" in place.decision.text()
    place.write(NUMBER)
    place.save()

    assert len(place.receipts(batch)) == 1
    assert place.letters(batch) == ()


def test_a_large_cheque_to_another_payee_is_not_keyed(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client()
    place.find()
    place.tick("bl")
    place.press(ESCAPE)
    place.write("60,00")
    place.enter()
    place.settle()

    assert "P-25" in place.decision.text()
    assert "Chèque qui n'est pas à l'ordre de ADLP" in place.decision.text()
    assert "pas à l'ordre de ADLP" in place.form.mail.text()
    assert place.cheque.transfer.hasFocus()
    assert place.cheque.amount.isVisible()
    place.save()
    (letter,) = place.letters(batch)
    assert letter.trace.facts == '{"cheque":{"other_payee":true,"ccp":true}}'


def test_fa_coupons_are_never_thrown_away(open_window: Open, office: OfficeGestures) -> None:
    batch = office.batch(BatchKind.DIRECT)
    office.client(ClientRef("J", 311, "1"))
    place = open_window(batch)

    place.key("20,30", reference="J 311 1")
    place.save()

    (mail,) = place.mail(batch)
    assert (mail.trace.paper, mail.trace.slip) == (Paper.SCAN, SlipKind.CHEQUE)
    assert "P-02" in mail.trace.rules


def test_a_decision_is_taken_as_of_the_arrival_date(open_window: Open, office: OfficeGestures) -> None:
    """P-15: until 31/05/2023 a card coupon had to be signed."""
    new = NewBatch(date(2023, 5, 31), with_invoice=True, kind=BatchKind.PARTNER)
    batch = office.batches.open(office.operator, uuid4(), new)
    office.client()
    place = open_window(batch)
    place.find()

    place.tick("sc")
    place.save()

    (letter,) = place.letters(batch)
    assert (letter.trace.paper, letter.trace.rules) == (Paper.SRC, ("P-15",))


Way = Callable[[CouponWorkplace], None]


def _thrice(place: CouponWorkplace) -> None:
    place.enter(3)


def _held(place: CouponWorkplace) -> None:
    place.hold(Qt.Key.Key_Return)


def _by_f6(place: CouponWorkplace) -> None:
    for _ in range(3):
        place.press(Qt.Key.Key_F6)


def _by_clicks(place: CouponWorkplace) -> None:
    spot = place.cheque.save.mapTo(place.window, place.cheque.save.rect().center())
    for _ in range(3):
        QTest.mouseClick(place.window.windowHandle(), Qt.MouseButton.LeftButton, pos=spot)
        QApplication.processEvents()


@pytest.mark.parametrize("way", [_thrice, _held, _by_f6, _by_clicks])
def test_a_transfer_is_recorded_once(place: CouponWorkplace, office: OfficeGestures, batch: Batch, way: Way) -> None:
    client_id = office.client()
    place.find()
    place.tick("d")
    place.enter()
    place.until(lambda: place.cheque.transfer.is_seen)

    way(place)
    place.settle()
    place.settle()

    assert len(place.letters(batch)) == 1
    assert len(office.dossier(client_id).actions) == 4
    assert place.reference.field.edit.hasFocus()


def test_a_scan_meant_for_the_next_coupon_records_nothing(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client(pending=())
    place.find()
    assert place.cheque.transfer.hasFocus()
    place.until(lambda: place.cheque.transfer.is_seen)

    place.scan(REFERENCE)
    place.settle()

    assert place.letters(batch) == ()
    place.save()
    assert len(place.letters(batch)) == 1


def test_it_is_taken_back_by_ctrl_z(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    client_id = office.client()
    place.find()
    place.tick("d")
    place.save()

    place.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert place.lines.question.text() == f"Annuler la saisie de {REFERENCE}, Mme DURAND Marie, Jeter\u00a0?"
    place.save()

    (letter,) = place.letters(batch)
    assert letter.cancelled
    assert all(row.lifted for row in office.dossier(client_id).actions)
    assert place.lines.text().endswith("annulé")
    assert "courrier" not in place.batch_strip.text()


def test_cheques_and_letters_stand_in_the_order_of_keying(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    office.client(ClientRef("K", 200, "77"), pending=())
    place.key("20,30")
    place.save()
    place.find("K 200 77")
    place.save()

    assert [line.split(" · ")[0] for line in place.lines.text().splitlines()] == ["K 200 77", REFERENCE]
    assert "1 chèque · 20,30\u00a0€ · 1 courrier" in place.batch_strip.text()


def test_the_plain_coupon_leaves_its_trace_too(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    office.client()
    place.key("20,30")
    place.save()

    (mail,) = place.mail(batch)
    assert (mail.trace.paper, mail.trace.facts, mail.trace.departure) == (Paper.DISCARD, "{}", "")
    assert mail.amount == Money(20_30)
    assert mail.trace.rules == ("P-21", "P-13", "P-10")
