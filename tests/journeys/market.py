"""A group with members, and its distributions as one works at them: by keys, through the window."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from PySide6.QtCore import Qt

from backoffice.domain.group import Group, GroupMethod, GroupSetup, NewGroup
from backoffice.domain.ledger import Member, NewMember, Opening
from backoffice.domain.money import Money
from backoffice.domain.people import Actor, NewPerson
from backoffice.services.services import Services
from tests.journeys.office import FIRST, SUPERVISOR
from tests.journeys.seat import Seat
from tests.keyboard_driver import CONTROL

MEMBER = "Adhérent, par numéro ou nom"
LABEL = "Libellé"
METHODS = "Paiement"
PAID = "Montant du paiement"
CHEQUE = "N° du chèque"
POINT = "Pointer"
WAITING = "Paiements à valider"
BALANCES = "Solde des adhérents"
BY_HAND = (GroupMethod.CHEQUE, GroupMethod.CASH, GroupMethod.TRANSFER, GroupMethod.CARD_ON_SITE)
NAMES = ("DURAND Marie", "PETIT Jean", "MARTIN Luc")


@dataclass(frozen=True, slots=True)
class Market:
    """A group, and who are in it: numbers 1, 2, 3."""

    group: Group
    members: tuple[Member, ...]


def found_market(books: Services, *methods: GroupMethod, managed: bool = True, credit: int = 0) -> Market:
    """Make a group with three members; `credit` is what each has, in cents."""
    chief = actor(books, SUPERVISOR)
    group = books.groups.add(chief, uuid4(), NewGroup("Panier du Val"))
    if managed:
        group = books.groups.set_up(chief, uuid4(), GroupSetup(group.id, True, methods or BY_HAND, False))
    members = [
        books.groups.add_member(chief, uuid4(), NewMember(group.id, str(number), name))
        for number, name in enumerate(NAMES, start=1)
    ]
    for member in members if credit else ():
        books.balances.open(chief, uuid4(), Opening(member.id, Money(credit)))
    return Market(group, tuple(members))


def actor(books: Services, person: NewPerson) -> Actor:
    """Who somebody of the office is."""
    [found] = [each for each in books.people.active() if each.name == person.name]
    return books.people.actor(found.id, FIRST)


def go_to(seat: Seat, place: str) -> None:
    """Click a place of the rail."""
    seat.click(seat.button(place))


def open_distribution(seat: Seat, title: str, day: str) -> None:
    """*Distributions*, Ctrl+N, the title, the day."""
    go_to(seat, "Distributions")
    seat.until(lambda: seat.can_press("Ctrl+N"), "a distribution that can be opened")
    seat.press(Qt.Key.Key_N, CONTROL)
    seat.until_at("Titre")
    seat.write(title)
    seat.enter()
    seat.until_at("Date")
    seat.write(day)
    seat.enter()
    seat.until_seen(f"{title}, le {day} : distribution ouverte.")
    seat.until_at(MEMBER)
    seat.until(lambda: seat.has_table("Adhérents") and seat.cells("Adhérents"), "the members")


def serve(seat: Seat, member: str, *lines: tuple[str, str]) -> None:
    """Find a member, and key what they order; the keys are then at the payment, where one is asked for."""
    seat.press(Qt.Key.Key_F2)
    seat.until_at(MEMBER)
    seat.write(member)
    seat.enter()
    seat.until_at(LABEL)
    for label, money in lines:
        seat.write(label)
        seat.enter()
        seat.write(money)
        seat.enter()
    seat.enter()


def pay(seat: Seat, letter: str, cheque: str = "") -> None:
    """Pay what is proposed; of a cheque, with its number or its line."""
    seat.until_at(METHODS)
    seat.write(letter)
    seat.enter()
    if letter != "a":
        seat.until_at(PAID)
        seat.enter()
    if cheque:
        seat.until_at(CHEQUE)
        seat.scan(cheque)


def validate(seat: Seat, *in_hand: str) -> None:
    """F9, and F6 once the payments in hand are ticked."""
    seat.press(Qt.Key.Key_F9)
    seat.until_at(POINT)
    seat.until(lambda: seat.cells(WAITING), "payments that wait")
    for text in in_hand:
        seat.write(text)
        seat.enter()
        seat.until_at(POINT)
    seat.until_seen(f"{len(in_hand)} sur ")
    seat.press(Qt.Key.Key_F6)


def hand_over(seat: Seat, person: NewPerson) -> None:
    """Somebody else sits down."""
    seat.press(Qt.Key.Key_L, CONTROL)
    seat.log_in(person)


def balances(seat: Seat) -> list[tuple[str, str, str]]:
    """What *Comptes* shows of each: the number, the balance, and what waits."""
    go_to(seat, "Comptes")
    seat.until(lambda: seat.has_table(BALANCES), "the balances")
    seat.until(lambda: len(seat.cells(BALANCES)) == len(NAMES), "everybody's balance")
    return [(row["N°"], row["Solde"], row["En attente"]) for row in seat.cells(BALANCES)]


def until_balances(seat: Seat, wanted: Sequence[tuple[str, str, str]]) -> None:
    """Wait until *Comptes* shows these."""
    seat.until(lambda: balances(seat) == list(wanted), f"the balances {wanted}")
