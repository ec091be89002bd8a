"""Members' accounts through the real window, by keys: each way of paying, validation, undoing, and what is refused."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from backoffice.domain.cheque_number import rlmc_key
from backoffice.domain.group import GroupMethod
from backoffice.domain.ledger import EntryKind
from backoffice.domain.member_order import MemberPaymentState
from backoffice.domain.money import total
from backoffice.services.services import Services
from tests.journeys.market import (
    MEMBER,
    POINT,
    WAITING,
    Market,
    actor,
    found_market,
    go_to,
    hand_over,
    open_distribution,
    pay,
    serve,
    until_balances,
    validate,
)
from tests.journeys.office import OPERATOR, SUPERVISOR, JourneyOffice
from tests.journeys.seat import Seat
from tests.keyboard_driver import CONTROL

Sit = Callable[[Path], Seat]
DAY = "04/03/2024"
LINE = "5508018" + "0" * 24
NOTHING = ("0,00", "")


@pytest.fixture
def books(office: JourneyOffice) -> Iterator[Services]:
    """The books beside the window; nothing in them is unsound in the end."""
    with office.services() as services:
        yield services
        assert services.checking.run() == ()


@pytest.fixture
def seat(office: JourneyOffice, sit: Sit, books: Services) -> Seat:
    """The desk of the office, its books open beside it; nobody has logged in yet."""
    assert books.people.active()
    return sit(office.settings())


@pytest.mark.parametrize(
    ("letter", "cheque", "method"),
    [
        ("c", "5508018", GroupMethod.CHEQUE),
        ("c", f"{LINE}{rlmc_key(LINE):02d}", GroupMethod.CHEQUE),
        ("l", "", GroupMethod.CASH),
        ("v", "", GroupMethod.TRANSFER),
        ("b", "", GroupMethod.CARD_ON_SITE),
    ],
    ids=["cheque", "cmc7", "cash", "transfer", "card on site"],
)
def test_what_is_paid_at_the_desk_waits_for_the_supervisor(
    seat: Seat, books: Services, letter: str, cheque: str, method: GroupMethod
) -> None:
    market = found_market(books)
    seat.log_in(OPERATOR)
    open_distribution(seat, "Marche de mars", DAY)
    serve(seat, "durand", ("Panier", "22,45"), ("Miel", "6,80"))
    pay(seat, letter, cheque)
    seat.until_seen("à confirmer")
    until_balances(seat, [("1", "−29,25", "29,25"), ("2", *NOTHING), ("3", *NOTHING)])

    hand_over(seat, SUPERVISOR)
    go_to(seat, "Distributions")
    seat.until_at(MEMBER)
    validate(seat, "5508018" if cheque else "durand")
    seat.until_seen("VALIDÉE")
    until_balances(seat, [("1", *NOTHING), ("2", *NOTHING), ("3", *NOTHING)])

    (payment,) = books.member_payments.of_member(actor(books, SUPERVISOR), market.members[0].id)
    assert (payment.method, payment.state, payment.operator) == (method, MemberPaymentState.CONFIRMED, OPERATOR.name)
    assert payment.cheque_number == ("5508018" if cheque else "")
    is_sum_of_its_entries(books, market)


def test_a_cagnotte_is_credited_first_and_says_what_is_missing(seat: Seat, books: Services) -> None:
    market = found_market(books, GroupMethod.CAGNOTTE, credit=20_00)
    seat.log_in(SUPERVISOR)
    open_distribution(seat, "Marche de mars", DAY)
    serve(seat, "1", ("Panier", "22,45"))
    pay(seat, "a")
    seat.until_seen("il manque 2,45 €")
    seat.press(Qt.Key.Key_Escape)
    serve(seat, "1")
    pay_by_cheque_of(seat, "10,00", "5508018")
    seat.until_seen("Solde 20,00 € · 10,00 € en attente")
    serve(seat, "1", ("Panier", "22,45"))
    pay(seat, "a")
    seat.until_seen("il manque 2,45 €")
    seat.press(Qt.Key.Key_Escape)

    validate(seat, "5508018")
    seat.until_seen("VALIDÉE")
    open_distribution(seat, "Marche d'avril", "04/04/2024")
    serve(seat, "1", ("Panier", "22,45"))
    pay(seat, "a")
    seat.until_seen("1 · DURAND Marie : 1 ligne · 22,45 €")
    until_balances(seat, [("1", "7,55", ""), ("2", "20,00", ""), ("3", "20,00", "")])
    is_sum_of_its_entries(books, market)


def test_cards_online_come_from_the_provider_s_file_each_once(seat: Seat, books: Services, tmp_path: Path) -> None:
    market = found_market(books, GroupMethod.CARD_ONLINE)
    file = tmp_path / "confirmations.csv"
    file.write_text("paiement;adherent;montant;date\nCB-1;1;22,45;01/03/2024\nCB-2;9;5,00;01/03/2024\n", "utf-8")
    seat.log_in(SUPERVISOR)
    open_distribution(seat, "Marche de mars", DAY)
    serve(seat, "1", ("Panier", "22,45"))
    seat.until_seen("1 · DURAND Marie : 1 ligne · 22,45 €")
    seat.answers.path = file
    seat.press(Qt.Key.Key_F11)
    seat.until_at("Fichier des confirmations")
    seat.press(Qt.Key.Key_F2)
    seat.press(Qt.Key.Key_F6)
    seat.until_seen("Rien n'a été pris")
    assert [row["Ligne"] for row in seat.cells("Raisons des refus")] == ["3"]
    until_balances(seat, [("1", "−22,45", ""), ("2", *NOTHING), ("3", *NOTHING)])

    file.write_text("paiement;adherent;montant;date\nCB-1;1;22,45;01/03/2024\nCB-2;2;5,00;01/03/2024\n", "utf-8")
    go_to(seat, "Distributions")
    for said in ("2 paiements confirmés", "0 paiement confirmé, 2 déjà pris"):
        seat.until_at("Fichier des confirmations")
        seat.press(Qt.Key.Key_F6)
        seat.until_seen(said)
    until_balances(seat, [("1", *NOTHING), ("2", "5,00", ""), ("3", *NOTHING)])
    is_sum_of_its_entries(books, market)


def test_a_validation_with_another_amount_is_confirmed_knowingly_and_undone_to_the_cent(
    seat: Seat, books: Services
) -> None:
    market = found_market(books)
    seat.log_in(SUPERVISOR)
    open_distribution(seat, "Marche de mars", DAY)
    for number, cheque in (("1", "5508001"), ("2", "5508002"), ("3", "5508003")):
        serve(seat, number, ("Panier", "22,45"))
        pay(seat, "c", cheque)
        seat.until_seen(f"chèque {cheque}")
    before = [("1", "−22,45", "22,45"), ("2", "−22,45", "22,45"), ("3", "−22,45", "22,45")]
    until_balances(seat, before)

    go_to(seat, "Distributions")
    seat.until_at(MEMBER)
    seat.press(Qt.Key.Key_F9)
    seat.until_at(POINT)
    seat.until(lambda: len(seat.cells(WAITING)) == 3, "the payments")
    seat.scan("5508001")
    seat.scan("5508002")
    seat.press(Qt.Key.Key_F4)
    seat.write("20,00")
    seat.enter()
    seat.until_at(POINT)
    seat.press(Qt.Key.Key_F6)
    seat.until_seen("annoncé 22,45 €, reçu 20,00 € (−2,45)")
    seat.press(Qt.Key.Key_F6)
    seat.until_seen("1 paiement attend encore")
    until_balances(seat, [("1", *NOTHING), ("2", "−2,45", ""), ("3", "−22,45", "22,45")])

    go_to(seat, "Distributions")
    seat.until(lambda: seat.can_press("F8"), "a validation that can be undone")
    seat.press(Qt.Key.Key_F8)
    seat.until_seen("Annuler la validation ?")
    seat.press(Qt.Key.Key_F8)
    seat.until_seen("validation annulée")
    until_balances(seat, before)
    is_sum_of_its_entries(books, market)
    kinds = [row.kind for row in books.balances.member(actor(books, SUPERVISOR), market.members[0].id).entries]
    assert kinds == [EntryKind.ORDER, EntryKind.PAYMENT, EntryKind.CANCELLATION]


def test_nothing_comes_off_an_order_while_payments_are_managed(seat: Seat, books: Services) -> None:
    market = found_market(books)
    seat.log_in(OPERATOR)
    open_distribution(seat, "Marche de mars", DAY)
    serve(seat, "1", ("Panier", "22,45"))
    pay(seat, "a")
    seat.until_seen("1 · DURAND Marie : 1 ligne · 22,45 €")
    seat.press(Qt.Key.Key_F3)
    seat.until_at("Commande")
    seat.press(Qt.Key.Key_Delete)
    seat.until_seen("(M-02)")
    seat.until_seen("rien ne se retire d'une commande")

    serve(seat, "1", ("Miel", "6,80"))
    pay(seat, "l")
    seat.until_seen("liquide de 29,25 €")
    until_balances(seat, [("1", "−29,25", "29,25"), ("2", *NOTHING), ("3", *NOTHING)])
    is_sum_of_its_entries(books, market)


def test_without_payment_management_a_line_comes_off_by_reversal(seat: Seat, books: Services) -> None:
    market = found_market(books, managed=False)
    seat.log_in(OPERATOR)
    open_distribution(seat, "Marche de mars", DAY)
    serve(seat, "1", ("Panier", "22,45"))
    seat.until_seen("1 · DURAND Marie : 1 ligne · 22,45 €")
    seat.press(Qt.Key.Key_F3)
    seat.until_at("Commande")
    seat.press(Qt.Key.Key_Delete)
    seat.until_seen("ligne retirée")
    until_balances(seat, [("1", *NOTHING), ("2", *NOTHING), ("3", *NOTHING)])
    is_sum_of_its_entries(books, market)


def pay_by_cheque_of(seat: Seat, money: str, number: str) -> None:
    """A cheque of another amount than the one proposed."""
    seat.until_at("Paiement")
    seat.write("c")
    seat.enter()
    seat.until_at("Montant du paiement")
    seat.press(Qt.Key.Key_A, CONTROL)
    seat.write(money)
    seat.enter()
    seat.until_at("N° du chèque")
    seat.scan(number)


def is_sum_of_its_entries(books: Services, market: Market) -> None:
    """Each balance is the sum of its entries, and the group's the sum of its members'."""
    chief = actor(books, SUPERVISOR)
    group = books.balances.of_group(chief, market.group.id)
    accounts = [books.balances.member(chief, member.id) for member in market.members]
    assert [row.balance for row in group.rows] == [account.balance for account in accounts]
    assert [total(row.amount for row in account.entries) for account in accounts] == [row.balance for row in group.rows]
    assert group.balance == total(account.balance for account in accounts)
