"""How an operator keys a pile of coupons: opens the batch, and one after the other looks, types and goes on."""

from PySide6.QtCore import Qt

from tests.journeys.mail import Coupon, Pile, cents
from tests.journeys.seat import Seat
from tests.keyboard_driver import CONTROL

AMOUNT = "Montant"
_COMPARED = "Somme en lettres à comparer"
_COPIED = "Somme en lettres, recopiée du chèque"
_DIFFERENT = "En chiffres"
_DEBT = "Circulaire, montant, ou les deux"
NUMBER = "N° du chèque"
REFERENCE = "Référence"
_ROWS = "Choix des factures en attente"
_MODES = {True: "AVEC FACTURE", False: "SANS FACTURE"}


def euros(money: int) -> str:
    """Cents as the screen writes them: `1 234,56 €`."""
    return f"{figures(money)} €"


def figures(money: int) -> str:
    """The same without the currency: `1 234,56`."""
    return f"{money // 100:,}".replace(",", " ") + f",{money % 100:02d}"


def open_batch(seat: Seat, pile: Pile, arrival: str) -> None:
    """N, the day, AVEC or SANS FACTURE, the kind, Enter (B-01)."""
    seat.press(Qt.Key.Key_N)
    seat.until_at("Date d'arrivée courrier")
    seat.write(arrival)
    for label, wanted in (("Facture", _MODES[pile.with_invoice]), ("Clients du lot", pile.kind)):
        seat.press(Qt.Key.Key_Tab)
        seat.until_at(label)
        if not seat.is_at(f"{label} : {wanted}"):
            seat.press(Qt.Key.Key_Right)
        seat.until_at(f"{label} : {wanted}")
    seat.enter()
    seat.until_at(REFERENCE)
    seat.until_seen(f"{pile.kind} · {_MODES[pile.with_invoice]} · arrivé le {arrival}")


def key(seat: Seat, coupon: Coupon) -> None:
    """Key one coupon, whatever becomes of it; the next reference can be typed after."""
    find_client(seat, coupon)
    for word in coupon.said:
        assert word in seat.chips(), f"{word} of « {coupon.title} »"
    if not coupon.figures:
        _give_up_client(seat, coupon)
        return
    give_amount(seat, coupon)
    for edit in coupon.edits:
        _edit_row(seat, edit)
    if coupon.edits:
        seat.enter()
        seat.until_at(NUMBER)
    _look_at_decision(seat, coupon)
    give_number(seat, coupon)
    if coupon.forced or "vide" in coupon.must.rows:
        _force(seat)
    if coupon.edits:
        _say_why(seat)
    if coupon.again:
        _answer_duplicate(seat, coupon)
    seat.until_at(REFERENCE)
    if coupon.undone:
        _take_back(seat, coupon)


def key_up_to_number(seat: Seat, coupon: Coupon) -> None:
    """All but the last stroke: the number is typed, and Enter is not pressed."""
    find_client(seat, coupon)
    give_amount(seat, coupon)
    seat.write(coupon.cheque[-1])


def give_amount(seat: Seat, coupon: Coupon) -> None:
    """The amount and its words, up to the number."""
    seat.until_at(AMOUNT)
    if coupon.debt is not None:  # it is asked for here once the file is there, and at the number before that
        seat.until_seen("Elle vient avec le montant")
    seat.write(coupon.keyed or coupon.figures)
    seat.enter()
    if coupon.debt is not None:
        seat.until_at(_DEBT)
        seat.write(coupon.debt)
        seat.enter()
    say_words(seat, coupon)
    seat.until_at(NUMBER)


def find_client(seat: Seat, coupon: Coupon) -> None:
    """The reference, or the name where there is none; until the client, or the refusal, is in sight."""
    if coupon.by_name:
        _find_by_name(seat, coupon)
    else:
        *wrong, right = coupon.reference
        for text in wrong:
            _give_reference(seat, text)
            seat.until(lambda: _complaint(seat, REFERENCE), "the refusal of a wrong reference")
        _give_reference(seat, right)
    seat.until_seen(coupon.client.name if coupon.figures else coupon.must.refused)


def say_words(seat: Seat, coupon: Coupon) -> None:
    """Compare the words with the cheque, or copy them from it."""
    seat.until(lambda: seat.is_at(_COMPARED) or seat.is_at(_COPIED), "the words")
    differ = not coupon.is_misread and not coupon.again and coupon.must.amount != cents(coupon.figures)
    if seat.is_at(_COMPARED):
        if not (differ or coupon.copied):
            seat.enter()
            return
        seat.press(Qt.Key.Key_F7)
    seat.until_at(_COPIED)
    *unreadable, right = coupon.words
    for text in unreadable:
        seat.write(text)
        seat.enter()
        seat.until(lambda: _complaint(seat, _COPIED), "the refusal of unreadable words")
    seat.write(right)
    seat.enter()
    if differ:
        seat.until_at(_DIFFERENT)
        assert seat.sees(euros(cents(coupon.figures)))
        assert seat.sees(euros(coupon.must.amount))
        seat.enter()


def give_number(seat: Seat, coupon: Coupon) -> None:
    """The number, or the line from the reader, and what records the coupon."""
    *wrong, right = coupon.cheque
    for text in wrong:
        seat.scan(text)
        seat.until(lambda: _complaint(seat, NUMBER), "the refusal of a wrong line")
        assert seat.is_at(NUMBER), coupon.title
    if len(right) > len("5508018"):
        seat.scan(right)
        return
    seat.write(right)
    if len(right) < len("5508018"):  # a short number is completed, and looked at before it is recorded
        seat.enter()
    if coupon.save == "F6":
        seat.press(Qt.Key.Key_F6)
    elif coupon.save == "click":
        seat.click(seat.button("Enregistrer"))
    else:
        seat.enter()


def _give_reference(seat: Seat, text: str) -> None:
    seat.until_at(REFERENCE)
    if text.startswith("*"):
        seat.scan(text)
    else:
        seat.write(text)
        seat.enter()


def _complaint(seat: Seat, field: str) -> str:
    return seat.line(field).accessibleDescription()


def _find_by_name(seat: Seat, coupon: Coupon) -> None:
    seat.until_at(REFERENCE)
    seat.press(Qt.Key.Key_F, CONTROL)
    seat.until_at("Nom")
    seat.write(coupon.by_name)
    seat.enter()
    seat.until(lambda: seat.cells("Recherche par nom"), "the names found")
    seat.enter()
    seat.until_at("Recherche par nom")
    names = seat.table("Recherche par nom")
    places = [row["Référence"] for row in seat.cells("Recherche par nom")]
    while names.currentIndex().row() != places.index(coupon.client.ref):
        seat.press(Qt.Key.Key_Down)
    seat.enter()


def _give_up_client(seat: Seat, coupon: Coupon) -> None:
    assert coupon.must.refused, coupon.title
    if seat.sees(coupon.client.name):
        seat.press(Qt.Key.Key_F2)
        seat.until_gone(coupon.client.name)


def _edit_row(seat: Seat, edit: str) -> None:
    """`2 R 25`: on the second row, the operation R, then the amount."""
    place, letter, *part = edit.split()
    if not seat.is_at(_ROWS):
        seat.press(Qt.Key.Key_Up)
        seat.until_at(_ROWS)
    rows = seat.table(_ROWS)
    while rows.currentIndex().row() != int(place) - 1:
        seat.press(Qt.Key.Key_Down if rows.currentIndex().row() < int(place) - 1 else Qt.Key.Key_Up)
    seat.write(letter)
    for money in part:
        seat.write(money)
        seat.enter()
        seat.until_at(_ROWS)


def _look_at_decision(seat: Seat, coupon: Coupon) -> None:
    """What the screen has decided is what the file says, before anything is recorded."""
    if coupon.again or coupon.is_misread:
        return
    must = coupon.must
    wanted = sorted(must.rows), sorted(must.rules)
    seat.until(lambda: (sorted(_rows(seat)), _rules(seat)) == wanted, f"{wanted} of « {coupon.title} »")
    assert _rows(seat) == list(must.rows), f"{_rows(seat)} of « {coupon.title} »"
    for words in (f"Encaissé {figures(must.amount)}", f"avoir {figures(must.credit)}"):
        assert seat.sees(words), f"{words} of « {coupon.title} »"


def _rules(seat: Seat) -> list[str]:
    return sorted({chip for chip in seat.chips() if chip.startswith("P-") and len(chip) == len("P-21")})


def _rows(seat: Seat) -> list[str]:
    if seat.sees("Lot SANS FACTURE"):
        return []
    return [
        row["Opération"].lower() if row["À régulariser"] == "–" else row["À régulariser"].replace(" ", "")
        for row in seat.cells(_ROWS)
    ]


def _force(seat: Seat) -> None:
    seat.until_seen("Forcer")
    seat.enter()


def _say_why(seat: Seat) -> None:
    """Whoever departs from the decision is asked for the reason, once."""
    seat.until_at("Pourquoi s'en écarter")
    seat.write("la cliente l'a écrit")
    seat.enter()


def _answer_duplicate(seat: Seat, coupon: Coupon) -> None:
    seat.until_seen("semble déjà saisi")
    if coupon.again == "forced":
        assert seat.sees("sous mon nom (Amandine Morel)")
        seat.click(seat.button("Enregistrer quand même"))
        return
    seat.press(Qt.Key.Key_Escape)
    seat.until_gone("semble déjà saisi")
    _erase(seat)
    while not seat.is_at("Montant"):
        seat.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    _erase(seat)
    seat.press(Qt.Key.Key_F2)  # with nothing in hand that would be put aside


def _erase(seat: Seat) -> None:
    seat.press(Qt.Key.Key_A, CONTROL)
    seat.press(Qt.Key.Key_Backspace)


def _take_back(seat: Seat, coupon: Coupon) -> None:
    line = f"{coupon.client.ref} · n° {coupon.number}"
    seat.until_seen(line)
    seat.until(lambda: seat.button("Annuler ma dernière saisie").isEnabled(), "the way to take a line back")
    seat.press(Qt.Key.Key_Z, CONTROL)
    seat.until_seen(f"Annuler la saisie de {coupon.client.ref}")
    seat.enter()
    seat.until_seen(f"La saisie de {coupon.client.ref} est annulée")
    seat.until_at(REFERENCE)
