"""Mail that is more than a cheque, by keys alone: what stands on the screen, in the books and on the paper."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from backoffice.domain.batch import BatchKind
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.mail import ActionCode
from backoffice.domain.mail_rows import ActionRow, MailRow
from backoffice.domain.paper import MailSlipKind, Paper
from backoffice.domain.people import Actor
from backoffice.services.services import Services
from tests.journeys.books import Receipt, kept_receipts
from tests.journeys.keying import REFERENCE, find_client, give_amount, open_batch
from tests.journeys.letters import (
    PROMOTIONS,
    REASON,
    REMINDERS,
    TICKING,
    TO_PRINT,
    blocks_stand,
    depart_to_recovery,
    go_to_what_waits,
    is_decided,
    open_mail,
    record,
    until_block,
)
from tests.journeys.mail import Coupon, Day
from tests.journeys.office import FIRST, OPERATOR, SUPERVISOR, JourneyOffice
from tests.journeys.seat import Seat
from tests.keyboard_driver import CONTROL
from tests.printing.reading import read_pages

Sit = Callable[[Path], Seat]

_WORKLIST, _PRINTED, _ACTIONS = "Courriers mis de côté", "Bordereaux", "Commentaires et actions"
_WHY = "le client a appelé"


@pytest.fixture
def coupon(day: Day) -> Coupon:
    return day.coupon("P-21 – le chèque vaut la facture")


@pytest.fixture
def set_aside(day: Day) -> Coupon:
    return day.coupon("P-29 – le chèque mis de côté ce matin")


@pytest.fixture
def seat(office: JourneyOffice, sit: Sit, day: Day) -> Seat:
    """Somebody with an open batch AVEC FACTURE before them."""
    seat = sit(office.settings())
    seat.log_in(OPERATOR)
    open_batch(seat, day.piles[0], day.arrival)
    return seat


@pytest.fixture
def books(office: JourneyOffice) -> Iterator[Services]:
    """The books beside the window; nothing in them is unsound in the end."""
    with office.services() as services:
        yield services
        assert services.checking.run() == ()


def test_a_deceased_client_in_four_keys_and_taken_back(seat: Seat, books: Services, coupon: Coupon) -> None:
    find_client(seat, coupon)
    before = seat.strokes
    open_mail(seat)
    seat.write("d")
    is_decided(seat, "P-41", "Jeter le coupon", "2.7 Stop promo", "2.8 Stop relance", "2.6 Commentaire", "XXXX")
    record(seat)
    line = f"{coupon.client.ref} · courrier"
    seat.until_seen(line)
    assert seat.strokes - before == len(("F3", "D", "⏎", "⏎"))
    seat.until_at(REFERENCE)
    assert "Jeter" in seat.chips()
    assert not seat.is_struck(line)
    blocks_stand(seat, coupon, "posé")
    [mail] = _mail(books)
    assert (mail.trace.paper, mail.trace.departure, mail.cancelled) == (Paper.DISCARD, "", False)
    assert "P-41" in mail.trace.rules
    actions = _actions(books, coupon)
    assert [(row.action.code, row.action.value, row.action.text) for row in actions] == [
        (ActionCode.STOP_PROMOTION, "1 - Non prospectable", ""),
        (ActionCode.STOP_REMINDERS, "", ""),
        (ActionCode.COMMENT, "Autre motif", "CLT DCD"),
        (ActionCode.CLOSE_LETTER, "XXXX", ""),
    ]

    seat.press(Qt.Key.Key_Z, CONTROL)
    seat.until_seen(f"Annuler la saisie de {coupon.client.ref}")
    seat.enter()
    seat.until_seen(f"La saisie de {coupon.client.ref} est annulée")
    seat.until(lambda: seat.is_struck(line), "the line struck through")
    blocks_stand(seat, coupon, "non posé")
    [mail] = _mail(books)
    assert mail.cancelled
    assert all(row.lifted for row in _actions(books, coupon))
    assert kept_receipts(books.database, 1) == []


def test_one_cheque_for_two_coupons_waits_for_its_slip_and_is_printed_twice(
    seat: Seat, books: Services, coupon: Coupon, tmp_path: Path
) -> None:
    find_client(seat, coupon)
    open_mail(seat)
    seat.write("u")
    is_decided(seat, "P-28", "Transférer au service de recouvrement", "Ne rien saisir")
    record(seat)
    seat.until_seen(f"{coupon.client.ref} · courrier")
    assert "Recouvrement" in seat.chips()
    [mail] = _mail(books)
    assert (mail.trace.paper, mail.amount, mail.slip_number) == (Paper.RECOVERY, None, "")
    assert kept_receipts(books.database, 1) == []

    go_to_what_waits(seat)
    assert [(row["Nature"], row["Pièces"], row["Bordereau"]) for row in seat.cells(TO_PRINT)] == [
        ("Transfert · Recouvrement", "1", "à imprimer")
    ]
    printer = tmp_path / "printer.pdf"
    seat.answers.chosen_printer = _printer(printer)
    seat.enter()
    seat.until_seen("Envoyé à l'imprimante.")
    assert len(read_pages(printer.read_bytes())) == 1
    number = seat.cells(TO_PRINT)[0]["Bordereau"]
    assert number.startswith("BR-")
    for words in ("Transfert au service de recouvrement", number, coupon.client.ref, coupon.client.name, "P-28"):
        assert words in seat.paper()
    assert "DUPLICATA" not in seat.paper()
    assert [mail.slip_number for mail in _mail(books)] == [number]

    seat.press(Qt.Key.Key_F8)
    seat.until(lambda: [row["Bordereau"] for row in seat.cells(_PRINTED)] == [number], "the slip among the printed")
    seat.press(Qt.Key.Key_F6)
    seat.until(lambda: "DUPLICATA" in seat.paper(), "the paper marked as a duplicate")
    assert number in seat.paper()
    assert coupon.client.ref in seat.paper()
    slips = books.mail_slips.listing(_who(books))
    assert [(row.number, row.kind, row.count) for row in slips] == [(number, MailSlipKind.RECOVERY, 1)]


def test_a_card_and_a_refusal_are_pointed_out_and_nothing_is_recorded_until_one_goes(
    seat: Seat, books: Services, coupon: Coupon
) -> None:
    find_client(seat, coupon)
    open_mail(seat)
    seat.write("cr")
    contradiction = "Un refus de payer n'accompagne pas un paiement."
    seat.until_seen(contradiction)
    seat.until(lambda: not seat.can_press("F6"), "that it cannot be recorded")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_F6, Qt.Key.Key_F8):
        seat.press(key)
    seat.until_seen(TICKING)
    assert seat.sees(contradiction)
    assert seat.sees(coupon.client.name)
    assert _mail(books) == ()

    seat.write("cc")
    is_decided(seat, "P-81", "3.3 Refus")
    seat.until(lambda: seat.can_press("F6"), "that it can be recorded")
    record(seat)
    seat.until_seen(f"{coupon.client.ref} · courrier")
    assert ["P-81" in mail.trace.rules for mail in _mail(books)] == [True]


def test_set_aside_waits_in_the_next_batch_sans_facture_until_its_cheque_is_keyed(
    seat: Seat, books: Services, day: Day, set_aside: Coupon
) -> None:
    find_client(seat, set_aside)
    is_decided(seat, "P-29", "Mettre de côté pour un lot SANS FACTURE")
    seat.enter()
    seat.until_seen(f"{set_aside.client.ref} · courrier")
    assert not seat.has_table(_WORKLIST)
    [row] = books.mail.set_aside(_who(books), BatchKind.PARTNER)
    assert row.name == set_aside.client.name

    seat.press(Qt.Key.Key_Escape)
    seat.until_at("Lots")
    open_batch(seat, day.piles[1], day.arrival)
    seat.until_seen(_WORKLIST)
    assert [(each["Référence"], each["Client"], each["Lot"]) for each in seat.cells(_WORKLIST)] == [
        (set_aside.client.ref, set_aside.client.name, row.batch_number)
    ]
    seat.tab_to(_WORKLIST)
    seat.enter()
    seat.until_seen("Lot SANS FACTURE")
    give_amount(seat, set_aside)
    seat.write(set_aside.cheque[0])
    seat.enter()
    seat.until_seen("1 chèque · 58,95 €")

    seat.until_at(REFERENCE)
    seat.until_gone(_WORKLIST)
    assert books.mail.set_aside(_who(books), BatchKind.PARTNER) == ()
    must = set_aside.must
    assert kept_receipts(books.database, 2) == [
        Receipt(set_aside.client.ref, set_aside.number, must.amount, must.rows, must.credit)
    ]


def test_a_departure_by_f8_asks_for_its_reason_and_keeps_it(seat: Seat, books: Services, coupon: Coupon) -> None:
    depart_to_recovery(seat, coupon)
    seat.until_seen("Vous vous écartez de la décision.")
    assert seat.sees("Transférer au service de recouvrement")
    assert seat.sees("au lieu de : Jeter le coupon")
    seat.until(lambda: not seat.can_press("F6"), "that it cannot be recorded")
    seat.enter()
    seat.until(lambda: seat.line(REASON).accessibleDescription(), "that the reason is missing")
    assert _mail(books) == ()

    seat.write(_WHY)
    seat.enter()
    seat.until_seen("1 chèque · ")
    [mail] = _mail(books)
    assert (mail.trace.paper, mail.trace.departure) == (Paper.RECOVERY, _WHY)
    assert "P-21" in mail.trace.rules
    [receipt] = kept_receipts(books.database, 1)
    assert (receipt.ref, receipt.amount) == (coupon.client.ref, coupon.must.amount)


def test_the_reason_of_a_departure_is_offered_with_the_next_one(
    seat: Seat, books: Services, day: Day, coupon: Coupon
) -> None:
    depart_to_recovery(seat, coupon)
    seat.write(_WHY)
    seat.enter()
    seat.until_seen("1 chèque · ")
    depart_to_recovery(seat, day.coupon("P-21 – less than the invoice"))
    assert seat.button(_WHY).isEnabled(), "the reason given before cannot be clicked"
    seat.press(Qt.Key.Key_Down)
    assert seat.line(REASON).text() == _WHY
    seat.enter()
    seat.until_seen("2 chèques · ")

    assert [mail.trace.departure for mail in _mail(books)] == [_WHY, _WHY]


def test_2_7_typed_on_a_dossier_sets_the_block_that_a_supervisor_lifts(
    seat: Seat, books: Services, day: Day, coupon: Coupon
) -> None:
    find_client(seat, coupon)
    seat.press(Qt.Key.Key_Escape)
    seat.until_at(REFERENCE)
    seat.write("2.7")
    seat.enter()
    seat.until_at("Motif du stop promo")
    assert seat.sees("1 - Non prospectable")
    seat.enter()
    seat.until_seen("2.7 Stop promo : enregistré pour")
    until_block(seat, PROMOTIONS, "posé")
    until_block(seat, REMINDERS, "non posé")
    seat.press(Qt.Key.Key_F2)
    seat.until_at(REFERENCE)

    seat.press(Qt.Key.Key_L, CONTROL)
    seat.log_in(SUPERVISOR)
    open_batch(seat, day.piles[0], day.arrival)
    find_client(seat, coupon)
    until_block(seat, PROMOTIONS, "posé, à lever")
    seat.tab_to(f"{PROMOTIONS}, posé")
    seat.enter()
    seat.until_at("Motif de la levée")
    assert seat.sees(f"par {OPERATOR.name}. Lever ce blocage ?")
    seat.enter()
    seat.until(lambda: seat.line("Motif de la levée").accessibleDescription(), "that the reason is missing")
    seat.write("posé par erreur")
    seat.enter()
    seat.until_seen("BLOCAGE PROMO : levé pour")
    until_block(seat, PROMOTIONS, "non posé")
    seat.tab_to("Liste des commandes")
    _turn_to_actions(seat)
    assert [row["État"] for row in seat.cells(_ACTIONS)] == ["Levé : posé par erreur"]

    assert [(row.action.code, row.action.value, row.lift_reason) for row in _actions(books, coupon)] == [
        (ActionCode.STOP_PROMOTION, "1 - Non prospectable", "posé par erreur")
    ]


def _turn_to_actions(seat: Seat) -> None:
    """Ctrl+Tab, from list to list beside the coupon."""
    start = seat.place()
    while not seat.has_table(_ACTIONS):
        seat.press(Qt.Key.Key_Tab, CONTROL)
        assert seat.place() != start, "the lists are through"


def _printer(file: Path) -> QPrinter:
    """A printer whose paper is a file."""
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


def _who(books: Services) -> Actor:
    [operator] = [each for each in books.people.active() if each.name == OPERATOR.name]
    return books.people.actor(operator.id, FIRST)


def _mail(books: Services) -> tuple[MailRow, ...]:
    return books.mail.of_batch(_who(books), 1)


def _actions(books: Services, client: Coupon) -> list[ActionRow]:
    """What was done to the client's file, the oldest first."""
    found = books.clients.find(_who(books), ClientRef.readings(client.client.ref)[0], BatchKind.PARTNER)
    return [*reversed(books.clients.dossier(_who(books), found.id).actions)]
