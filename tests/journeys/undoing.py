"""How payments are undone: 4.3 and 4.7 typed on a client's file; and the cheques that are undone."""

from PySide6.QtCore import Qt

from tests.journeys.keying import REFERENCE, find_client, give_amount, give_number, open_batch
from tests.journeys.mail import Coupon, Customer, Invoice, Must, Pile, cents
from tests.journeys.seat import Seat

RECEIPTS = "Encaissements du client"
_WHY = "Motif de l'annulation"
ARRIVAL = "04/03/2024"
WITH, WITHOUT = (Pile("", "PARTENARIAT", each, 0, 0, "", "", ()) for each in (True, False))


def customer(ref: str, name: str, *pending: str) -> Customer:
    """A client who owes these amounts, in order of date."""
    owed = tuple(
        Invoice(f"AP1{at}", f"0{at}/02/2024", cents(each), cents(each)) for at, each in enumerate(pending, start=1)
    )
    return Customer(ref, name, "69003 LYON", frozenset(), owed, ("GEO",))


def cheque(client: Customer, figures: str, words: str, number: str) -> Coupon:
    """A cheque of this client."""
    must = Must(cents(figures), (figures,), 0, (), "")
    return Coupon(
        title="",
        client=client,
        reference=(client.ref,),
        by_name="",
        figures=figures,
        keyed="",
        words=(words,),
        copied=False,
        cheque=(number,),
        debt=None,
        forced=False,
        edits=(),
        again="",
        undone=False,
        save="enter",
        said=(),
        must=must,
    )


def key_cheque(seat: Seat, coupon: Coupon) -> None:
    """A cheque, from the reference to the next one."""
    find_client(seat, coupon)
    give_amount(seat, coupon)
    give_number(seat, coupon)
    if coupon.forced:
        seat.until_seen("Forcer")
        seat.enter()
    seat.until_seen(f"{coupon.client.ref} · n° {coupon.number}")
    seat.until_at(REFERENCE)


def leave_batch(seat: Seat) -> None:
    """Escape: back to the list of batches."""
    seat.press(Qt.Key.Key_Escape)
    seat.until_at("Lots")


def begin(seat: Seat, pile: Pile = WITH) -> None:
    """An open batch."""
    open_batch(seat, pile, ARRIVAL)


def type_code(seat: Seat, client: Customer, code: str, first: str) -> None:
    """An action code on a client's file, up to what its panel asks first."""
    seat.until_at(REFERENCE)
    seat.write(client.ref)
    seat.enter()
    seat.until(lambda: not seat.is_at(REFERENCE), "the client's file")  # the name may be in sight from before
    seat.until_seen(client.place)  # it goes from sight with the file before
    while not seat.is_at(REFERENCE):
        seat.press(Qt.Key.Key_Escape)
    seat.write(code)
    seat.enter()
    seat.until_at(first)


def unpaid(seat: Seat, client: Customer, figures: str, comment: str) -> None:
    """4.7: the amount, ANNULATION, the comment (C-02)."""
    type_code(seat, client, "4.7", "Montant du chèque")
    seat.write(figures)
    seat.enter()
    seat.until_at("ANNULATION")
    seat.press(Qt.Key.Key_Space)
    seat.enter()
    seat.until_at("Commentaire")
    seat.write(comment)
    seat.enter()
    seat.until_seen(f"de nouveau dus par {client.name}")


def cancel_receipt(seat: Seat, client: Customer, number: str, reason: str = "1") -> None:
    """4.3: ANNULATION first, then the line, one key for why, *Enregistrer*; the copy of the line is there after."""
    type_code(seat, client, "4.3", "ANNULATION")
    seat.until(lambda: seat.cells(RECEIPTS), "the client's receipts")
    seat.press(Qt.Key.Key_Space)
    seat.enter()
    seat.until_at(RECEIPTS)
    table = seat.table(RECEIPTS)
    places = [row["N° du chèque"] for row in seat.cells(RECEIPTS)]
    while table.currentIndex().row() != places.index(number):
        seat.press(Qt.Key.Key_Down)
    seat.until_seen(f"Chèque n° {number} de ")
    seat.enter()
    seat.until_at(f"{_WHY} : 1 - Erreur de saisie")
    seat.write(reason)
    seat.until(lambda: seat.can_press("F6"), "the reason")
    seat.enter()
    seat.until(lambda: number in seat.paper(), "the copy of the line")


def back_to_file(seat: Seat) -> None:
    """From a panel or its paper to the client's file."""
    seat.press(Qt.Key.Key_Escape)
    seat.until_gone("Revenir au dossier")


def leave_file(seat: Seat) -> None:
    """From a panel or its paper to the next reference."""
    back_to_file(seat)
    seat.press(Qt.Key.Key_F2)
    seat.until_at(REFERENCE)
