"""The clients who send a card or an IBAN, as the office imports them."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt

from backoffice.domain.import_rows import ImportFile
from tests.ibans import FRENCH
from tests.import_folders import write_folder
from tests.journeys.keying import REFERENCE
from tests.journeys.letters import open_mail
from tests.journeys.seat import Seat
from tests.slimpay import OLD_IBAN, RUM


@dataclass(frozen=True, slots=True)
class Debtor:
    """A client: reference, name, and how they pay.

    Attributes:
        means: method, IBAN, RUM, mandate, with `;` between.
        orders: each `title;renewable;gift`, with `oui` and `non`.
    """

    ref: str
    surname: str
    means: str
    orders: tuple[str, ...] = ("TELE 7 JOURS;oui;non",)

    @property
    def name(self) -> str:
        """As the screen has it."""
        return f"Mme {self.surname} Marie"


BY_CARD = Debtor("J 121 52134466", "DURAND", "15;;;", ("TELE 7 JOURS;oui;non", "TELE 7 JOURS;oui;non", "GEO;oui;oui"))
ON_FILE = Debtor("J 121 52134467", "MARTIN", f"45;{FRENCH};ADLP-7;actif")
SUSPENDED = Debtor("J 121 52134468", "PETIT", f"45;{FRENCH};ADLP-8;inactif")
AT_SLIMPAY = Debtor("J 121 52134469", "MOREAU", f"99;{OLD_IBAN};{RUM};actif")
NOT_ALL_RENEWABLE = Debtor("J 121 52134470", "LEROY", "15;;;", ("TELE 7 JOURS;oui;non", "GEO;non;non"))
OF_A_STRICT_PARTNER = Debtor("J 122 52134471", "ROUX", "15;;;")
DEBTORS = (BY_CARD, ON_FILE, SUSPENDED, AT_SLIMPAY, NOT_ALL_RENEWABLE, OF_A_STRICT_PARTNER)


_OWED = ("F1;AP11;20/02/2024;13,10;13,10", "F2;AP12;01/03/2024;20,30;20,30")


def write_debtors(folder: Path) -> Path:
    """The folder that the office imports; each owes AP11 13,10 and AP12 20,30, and partner 122 takes one bank only."""
    rows = {
        ImportFile.PARTNERS: ["121;Les Éditions du Tilleul;;45", "122;Le Chêne;20041;45"],
        ImportFile.CLIENTS: [_client(debtor) for debtor in DEBTORS],
        ImportFile.INVOICES: [f"{_key(debtor)};{owed}" for debtor in DEBTORS for owed in _OWED],
        ImportFile.ORDERS: [
            _order(debtor, at, order) for debtor in DEBTORS for at, order in enumerate(debtor.orders, 1)
        ],
    }
    return write_folder(folder, rows)


def _key(debtor: Debtor) -> str:
    return debtor.ref.replace(" ", ";")


def _client(debtor: Debtor) -> str:
    method, iban, rum, mandate = debtor.means.split(";")
    who = f"Mme;{debtor.surname};Marie;12 rue des Lilas;69003;LYON"
    return f"{_key(debtor)};{who};{method};{iban};{rum};{mandate};;;;non;non;non"


def _order(debtor: Debtor, at: int, order: str) -> str:
    title, renewable, gift = order.split(";")
    whom = "M. DURAND Théo" if gift == "oui" else ""
    return f"{_key(debtor)};C{at};{title};suspendu;{renewable};{gift};{whom}"


def begin(seat: Seat) -> None:
    """An open batch AVEC FACTURE, and the reference to type."""
    seat.press(Qt.Key.Key_N)
    seat.until_at("Date d'arrivée courrier")
    seat.press(Qt.Key.Key_F6)
    seat.until_at(REFERENCE)


def find(seat: Seat, debtor: Debtor) -> None:
    """Open a client's file."""
    seat.until_at(REFERENCE)
    seat.write(debtor.ref)
    seat.enter()
    seat.until_seen(debtor.name)


def tick(seat: Seat, letters: str) -> None:
    """F3, the letters of what is on the coupon, Enter."""
    open_mail(seat)
    seat.write(letters)
    seat.enter()
