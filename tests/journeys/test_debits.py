"""Coupons with a card or an IBAN, by keys alone, with real services on the loopback: what is seen and what is kept."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from backoffice.domain.batch import BatchKind
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.debit import DebitOperation
from backoffice.domain.dossier import Dossier
from backoffice.domain.mail_rows import MailRow
from backoffice.domain.method import Channel
from backoffice.domain.paper import Paper, SlipKind
from backoffice.domain.people import Actor
from backoffice.services.services import Services
from backoffice.storage.schema import orders, renewals
from tests.cards import AMEX, VISA
from tests.ibans import FRENCH, POSTAL
from tests.journeys.debtors import (
    AT_SLIMPAY,
    BY_CARD,
    NOT_ALL_RENEWABLE,
    OF_A_STRICT_PARTNER,
    ON_FILE,
    SUSPENDED,
    Debtor,
    begin,
    find,
    tick,
)
from tests.journeys.keying import REFERENCE
from tests.journeys.letters import is_decided, open_mail, record
from tests.journeys.office import FIRST, OPERATOR, JourneyOffice
from tests.journeys.seat import Seat
from tests.keyboard_driver import CONTROL
from tests.slimpay import RUM

Sit = Callable[[Path], Seat]
BOTH = 33_40
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def seat(bureau: JourneyOffice, sit: Sit) -> Seat:
    """Somebody with an open batch AVEC FACTURE before them."""
    seat = sit(bureau.settings())
    seat.log_in(OPERATOR)
    begin(seat)
    return seat


@pytest.fixture
def books(bureau: JourneyOffice) -> Iterator[Services]:
    """The books beside the window; nothing in them is unsound in the end."""
    with bureau.services() as services:
        yield services
        assert services.checking.run() == ()


def test_a_card_as_fast_as_a_cheque_with_its_titles_and_the_gift(seat: Seat, books: Services) -> None:
    find(seat, BY_CARD)
    before = seat.strokes
    tick(seat, "c")
    seat.write(VISA)
    seat.write("0530")
    seat.enter()
    seat.until_seen("80 CARTE BLEUE · CB •••• 0154 · 05/2030")
    is_decided(seat, "P-50", "Réabonner TELE 7 JOURS", "Réabonner GEO, cocher BEN", "Conserver et archiver")
    seat.enter()

    mail = recorded(seat, books, BY_CARD)
    assert seat.strokes - before == len(("F3", "C", "⏎")) + len(VISA) + len("0530") + len("⏎⏎")
    assert (mail.trace.paper, mail.amount and mail.amount.cents) == (Paper.ARCHIVE, BOTH)
    file = dossier(books, BY_CARD)
    assert (file.means.method_code, file.means.card_last4) == (80, "0154")
    assert debited(file) == [(Channel.CARD, DebitOperation.REBILL)] * 2
    assert renewed(books) == [("C1", False), ("C3", True)], "of doubles the first alone, and BEN for the gift"


def test_an_amex_is_81_whatever_is_typed(seat: Seat, books: Services) -> None:
    find(seat, BY_CARD)
    tick(seat, "c")
    seat.press(Qt.Key.Key_Tab, SHIFT)
    seat.write("82")
    seat.enter()
    seat.until_at("N° de carte")
    seat.write(AMEX)
    seat.until_seen("elle se saisit en 81, jamais en 82 (P-51)")
    assert dossier(books, BY_CARD).debits == ()
    seat.enter()
    seat.until(lambda: not seat.sees("jamais en 82"), "the method put right")
    seat.write("0530")
    seat.enter()
    seat.until_seen("81 AMERICAN EXPRESS · AMEX •••• 0005 · 05/2030")
    seat.enter()

    recorded(seat, books, BY_CARD)
    assert dossier(books, BY_CARD).means.method_code == 81


def test_the_same_iban_is_presented_again_without_being_typed(seat: Seat, books: Services) -> None:
    find(seat, ON_FILE)
    tick(seat, "i")
    is_decided(seat, "P-60", "Représenter AP11", "Représenter AP12", "Conserver et archiver")
    seat.enter()
    mail = recorded(seat, books, ON_FILE)
    assert mail.amount is not None
    assert mail.amount.cents == BOTH
    assert debited(dossier(books, ON_FILE)) == [(Channel.IBAN, DebitOperation.REPRESENT)] * 2

    seat.press(Qt.Key.Key_Z, CONTROL)
    seat.until_seen(f"Annuler la saisie de {ON_FILE.ref}")
    seat.enter()
    seat.until_seen(f"La saisie de {ON_FILE.ref} est annulée")
    assert [invoice.pending.cents for invoice in dossier(books, ON_FILE).invoices] == [13_10, 20_30]


def test_another_iban_is_billed_on_it_and_promotions_stop(seat: Seat, books: Services) -> None:
    find(seat, ON_FILE)
    tick(seat, "i")
    seat.write(POSTAL)
    seat.enter()
    is_decided(seat, "P-61", "Refacturer AP11", "2.7 Stop promo")
    seat.enter()

    recorded(seat, books, ON_FILE)
    file = dossier(books, ON_FILE)
    assert (file.means.iban, file.means.rum) == ("FR14 •••• 606", "ADLP-7")
    assert debited(file) == [(Channel.IBAN, DebitOperation.REBILL)] * 2
    assert [action.action.value for action in file.actions] == ["1 - Non prospectable"]


def test_an_iban_that_the_partner_s_file_refuses_is_not_keyed(seat: Seat, books: Services) -> None:
    find(seat, OF_A_STRICT_PARTNER)
    tick(seat, "i")
    seat.write(FRENCH)
    seat.enter()
    is_decided(seat, "P-67", "Ne rien saisir", "IBAN inv FP")
    seat.enter()

    mail = recorded(seat, books, OF_A_STRICT_PARTNER)
    assert (mail.trace.paper, mail.trace.annotations) == (Paper.SCAN, ("IBAN inv FP",))
    assert dossier(books, OF_A_STRICT_PARTNER).debits == ()


def test_an_inactive_mandate_takes_no_iban(seat: Seat, books: Services) -> None:
    find(seat, SUSPENDED)
    open_mail(seat)
    seat.write("i")
    is_decided(seat, "P-68", "Ne rien saisir")
    record(seat)

    assert recorded(seat, books, SUSPENDED).trace.paper is Paper.SCAN
    assert dossier(books, SUSPENDED).debits == ()


def test_where_a_title_cannot_be_renewed_the_paper_says_so(seat: Seat, books: Services) -> None:
    find(seat, NOT_ALL_RENEWABLE)
    tick(seat, "c")
    seat.write(VISA)
    seat.write("0530")
    seat.enter()
    seat.until_seen("•••• 0154")
    is_decided(seat, "P-53", "Réab Imp")
    seat.enter()

    mail = recorded(seat, books, NOT_ALL_RENEWABLE)
    assert (mail.trace.paper, mail.trace.annotations) == (Paper.SCAN, ("Réab Imp",))
    assert renewed(books) == [("C1", False)]


def test_a_coupon_that_came_with_nothing_debits_nobody(seat: Seat, books: Services) -> None:
    """P-80: whatever IBAN the file holds, and whatever is ticked."""
    find(seat, ON_FILE)
    open_mail(seat)
    seat.write("2z")
    is_decided(seat, "P-05", "Ne rien saisir", "bordereau sans mode de règlement")
    record(seat)

    mail = recorded(seat, books, ON_FILE)
    assert (mail.trace.paper, mail.trace.slip) == (Paper.SCAN, SlipKind.NONE)
    assert dossier(books, ON_FILE).debits == ()


def test_an_account_at_slimpay_has_its_page_opened(seat: Seat, books: Services) -> None:
    find(seat, AT_SLIMPAY)
    tick(seat, "ii")
    is_decided(seat, "P-69", "99 SLIMPAY", "Saisir l'IBAN dans la fenêtre Webservice SLIMPAY")
    seat.enter()

    seat.until(lambda: seat.sees("Webservice SLIMPAY"), "SlimPay's page")
    seat.until_seen(f"RUM {RUM}")
    (order,) = books.slimpay.unsettled(who(books))
    assert order.name == AT_SLIMPAY.name
    assert debited(dossier(books, AT_SLIMPAY)) == [(Channel.SLIMPAY, DebitOperation.REBILL)] * 2


def recorded(seat: Seat, books: Services, debtor: Debtor) -> MailRow:
    """The one piece of mail of the batch, once the next reference can be typed."""
    seat.until_seen(f"{debtor.ref} · ")
    seat.until_at(REFERENCE)
    (row,) = books.mail.of_batch(who(books), 1)
    assert row.name == debtor.name
    return row


def dossier(books: Services, debtor: Debtor) -> Dossier:
    found = books.clients.find(who(books), ClientRef.readings(debtor.ref)[0], BatchKind.PARTNER)
    return books.clients.dossier(who(books), found.id)


def debited(file: Dossier) -> list[tuple[Channel, DebitOperation]]:
    return [(row.channel, row.operation) for row in file.debits]


def renewed(books: Services) -> list[tuple[str, bool]]:
    return books.database.read(
        lambda tx: [
            (number, beneficiary)
            for number, beneficiary in tx.execute(
                select(orders.c.number, renewals.c.beneficiary)
                .join(renewals, renewals.c.order_id == orders.c.id)
                .order_by(renewals.c.id)
            )
        ]
    )


def who(books: Services) -> Actor:
    [operator] = [each for each in books.people.active() if each.name == OPERATOR.name]
    return books.people.actor(operator.id, FIRST)
