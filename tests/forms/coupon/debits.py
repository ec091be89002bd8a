"""How a coupon with a card or an IBAN is keyed, and what is read of it afterwards."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt

from backoffice.domain.batch import Batch
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.dossier import Dossier
from backoffice.domain.mail_rows import MailRow
from forms.actions.method_fields import MethodFields
from tests.cards import VISA
from tests.forms.coupon.workplace import CouponWorkplace
from tests.ibans import FRENCH
from tests.office import VAULT, OfficeGestures

ESCAPE, SPACE, F2, F3, F5, F6 = (
    Qt.Key.Key_Escape,
    Qt.Key.Key_Space,
    Qt.Key.Key_F2,
    Qt.Key.Key_F3,
    Qt.Key.Key_F5,
    Qt.Key.Key_F6,
)
ON_FILE: dict[str, Any] = {"sealed_iban": VAULT.seal(FRENCH), "rum": "ADLP-1", "mandate": "active"}
EXPIRY = "0527"
OTHER = ClientRef("J", 121, "52134467")
TWO = (("AP11", date(2024, 1, 2), 13_10), ("AP12", date(2024, 2, 1), 20_30))


def tick(place: CouponWorkplace, letters: str) -> None:
    place.find()
    place.press(F3)
    place.write(letters)
    place.enter()


def type_card(place: CouponWorkplace, number: str = VISA) -> None:
    """All of it but the Enter that has it assigned."""
    tick(place, "c")
    place.write(f"{number}{EXPIRY}")


def key_card(place: CouponWorkplace, fields: MethodFields, number: str = VISA) -> None:
    type_card(place, number)
    place.enter()
    place.until(lambda: not fields.is_assigning)
    place.settle()


def key_iban(place: CouponWorkplace, iban: str) -> None:
    tick(place, "i")
    place.write(iban)
    place.enter()
    place.settle()


def dossier(office: OfficeGestures) -> Dossier:
    return office.dossier(1)


def recorded(place: CouponWorkplace, batch: Batch) -> MailRow:
    (row,) = place.mail(batch)
    assert place.is_ready
    return row
