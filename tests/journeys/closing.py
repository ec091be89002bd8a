"""How an operator closes a batch: F9, the tape, what differs put right, the slip, and the definitive close."""

from pathlib import Path

from PySide6.QtCore import Qt

from tests.journeys.keying import euros, figures
from tests.journeys.mail import Coupon, Pile
from tests.journeys.seat import Seat
from tests.sight import plain

_TAPE = "Montant du chèque"
_CONTROL = "Bande chèque"


def preclose(seat: Seat, pile: Pile) -> None:
    """F9 from the keying, and F9 again on what it says (B-04)."""
    seat.until(lambda: seat.can_press("F9"), "the answers to all that was keyed")
    seat.press(Qt.Key.Key_F9)
    seat.until_seen("Ensuite plus rien ne se saisit")
    encashed = sum(coupon.encashed for coupon in standing(pile))
    assert seat.sees(f"{pile.count} chèques · {euros(encashed)}")
    seat.press(Qt.Key.Key_F9)
    seat.until_seen("PRÉCLOS")


def key_tape(seat: Seat, pile: Pile) -> None:
    """The amounts from the paper, a finger that slips, the differences, and each put right (B-05)."""
    coupons = standing(pile)
    seat.until_at(_TAPE)
    for place, coupon in enumerate(coupons):
        seat.write(pile.tape_slip if pile.tape_slip and place == 0 else figures(coupon.must.amount).replace(" ", ""))
        seat.enter()
    misread = [coupon for coupon in coupons if coupon.is_misread]
    if pile.tape_slip or misread:
        seat.enter()
        seat.until_seen("La bande ne tombe pas juste")
        seat.until_at(_CONTROL)
    if pile.tape_slip:
        _retype(seat, pile, coupons[0])
    for coupon in misread:
        _correct(seat, coupon)
    if not misread:
        seat.enter()
    seat.until_seen("Imprimer le bordereau")
    seat.until_at("Imprimer le bordereau")


def print_slip(seat: Seat, file: Path) -> None:
    """*Imprimer*, and the paper saved as a file (B-06)."""
    seat.answers.path = file
    seat.enter()
    seat.until_seen("Page 1 / ")
    seat.until_seen("à jour")
    seat.click(seat.button("Enregistrer…"))
    seat.until_seen(f"Enregistré : {file.name}")


def close_for_good(seat: Seat, pile: Pile) -> None:
    """F9 to the last step, F9 again, and yes to the figures in the box."""
    seat.press(Qt.Key.Key_F9)
    seat.until_at("Clôturer définitivement")
    seat.press(Qt.Key.Key_F9)
    seat.until_seen("est clos définitivement")
    assert ("Chèques", f"{euros(pile.total)} · {pile.count} chèques") in [
        (name, plain(said)) for name, said in seat.answers.figures
    ]
    seat.until_at("Lots")


def standing(pile: Pile) -> list[Coupon]:
    """The coupons whose cheques are in the pile in the end."""
    return [coupon for coupon in pile.coupons if coupon.is_recorded and not coupon.undone]


def _retype(seat: Seat, pile: Pile, coupon: Coupon) -> None:
    """The paper is right and so is the keying: the tape's amount goes, and the right one comes."""
    row = _wrong_row(seat, figures(coupon.must.amount))
    assert row["Bande"] == pile.tape_slip
    seat.press(Qt.Key.Key_Delete)
    seat.until(lambda: _marks(seat, "Bande", pile.tape_slip) == [], "the wrong amount off the tape")
    while not seat.is_at(_TAPE):
        seat.press(Qt.Key.Key_Backtab)
    seat.write(figures(coupon.must.amount))
    seat.enter()
    seat.until_seen("la bande tombe juste")


def _correct(seat: Seat, coupon: Coupon) -> None:
    """The keying is wrong: Enter on its line, the right amount, the number as it was."""
    row = _wrong_row(seat, figures(coupon.encashed))
    assert row["Bande"] == figures(coupon.must.amount)
    seat.enter()
    seat.until_seen(f"Corriger le chèque {coupon.number}")
    seat.until_at("Montant")
    seat.write(coupon.figures)
    seat.enter()
    seat.until_at("N° du chèque")
    seat.enter()
    seat.until_seen(f"Le chèque {coupon.number} est corrigé")


def _wrong_row(seat: Seat, keyed: str) -> dict[str, str]:
    """Go down to the line of the cheque keyed with this amount that the tape does not have."""
    table = seat.table(_CONTROL)
    cells = seat.cells(_CONTROL)
    [place] = [at for at, row in enumerate(cells) if row["Saisi"] == keyed and row["Écart"].startswith("écart")]
    while table.currentIndex().row() != place:
        seat.press(Qt.Key.Key_Down if table.currentIndex().row() < place else Qt.Key.Key_Up)
    return cells[place]


def _marks(seat: Seat, column: str, text: str) -> list[str]:
    return [row[column] for row in seat.cells(_CONTROL) if row[column] == text]
