"""The stops of the walk at the payments: what is found, what is read in several ways, and a cancellation."""

from PySide6.QtCore import Qt

from backoffice.domain.demo_faults import DemoMood
from backoffice.domain.payments import PaymentKind, PaymentRow, Sought
from backoffice.domain.people import Actor
from backoffice.services.services import Services
from desktop.hand import press, until, until_focus, until_rows, until_said, write
from desktop.walk_mail import Shoot

_SEARCH = "Rechercher"


def look_at_payments(services: Services, who: Actor, shoot: Shoot) -> None:
    """From all payments to one of which the financial system cancels a line and refuses the other."""
    until_focus(_SEARCH)
    until_rows()
    shoot("paiements")
    write("2024001\n")
    until_said("se lit de plusieurs façons")
    shoot("paiements-lectures")
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    write("durand\n")
    until_said("Nom DURAND")
    shoot("paiements-nom")
    press(Qt.Key.Key_F3)
    until_focus(_SEARCH)
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    write("31/02/2024\n")
    until_said("Rien ne se lit là")
    shoot("paiements-erreur")
    row = _with_two_lines(services, who)
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    write(f"{row.number}\n")
    until_focus("Paiements")
    write("\n")
    until_focus("Lignes du paiement")
    until_said(f"lot {row.batch_number}")
    press(Qt.Key.Key_F6)
    until_said("Une demande part au système financier")
    shoot("paiements-annuler")
    if services.demo_erp is not None:
        services.demo_erp.mood = DemoMood(refusals=1)
    write("2\n")
    until_said("Partiellement annulé")
    shoot("paiements-annulation")


def _with_two_lines(services: Services, who: Actor) -> PaymentRow:
    """A cheque that settles two invoices, and that the financial system knows of."""

    def known() -> list[PaymentRow]:
        found = services.payments.search(who, Sought(kind=PaymentKind.CHEQUE)).payments
        return [row for row in found if row.lines > 1 and services.payments.payment(who, row.id).in_financial_system]

    until(known, "a payment in the financial system")
    return known()[0]
