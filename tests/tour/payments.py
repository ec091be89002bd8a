"""The stops of the tour at the payments: what is found, what is read in several ways, and a cancellation."""

from PySide6.QtCore import Qt

from backoffice.domain.demo_faults import DemoFaults
from backoffice.domain.payments import PaymentKind, PaymentRow, Sought
from tests.tour.demo_window import DemoWindow

_SEARCH = "Rechercher"


def look_at_payments(demo: DemoWindow) -> None:
    """From all payments to one of which the financial system cancels a line and refuses the other, as a supervisor."""
    demo.go_to("Paiements")
    demo.until_at(_SEARCH)
    demo.until_rows()
    demo.shoot("paiements")
    demo.write("2024001\n")
    demo.until_said("se lit de plusieurs façons")
    demo.shoot("paiements-lectures")
    demo.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    demo.write("durand\n")
    demo.until_said("Nom DURAND")
    demo.shoot("paiements-nom")
    demo.press(Qt.Key.Key_F3)
    demo.until_at(_SEARCH)
    demo.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    demo.write("31/02/2024\n")
    demo.until_said("Rien ne se lit là")
    demo.shoot("paiements-erreur")
    row = _with_two_lines(demo)
    demo.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    demo.write(f"{row.number}\n")
    demo.until_at("Paiements")
    demo.write("\n")
    demo.until_at("Lignes du paiement")
    demo.until_said(f"n° {row.number} ·")  # one can go ahead of the payment that was chosen
    demo.press(Qt.Key.Key_F6)
    demo.until_said("Une demande part au système financier")
    demo.shoot("paiements-annuler")
    assert demo.services.demo_erp is not None, "the demo has its financial system"
    demo.services.demo_erp.faults = DemoFaults(refusals=1)
    demo.write("2\n")
    demo.until_said("Partiellement annulé")
    demo.shoot("paiements-annulation")


def _with_two_lines(demo: DemoWindow) -> PaymentRow:
    """A cheque that settles two invoices, and that the financial system knows of."""
    services, who = demo.services, demo.supervisor

    def known() -> list[PaymentRow]:
        found = services.payments.search(who, Sought(kind=PaymentKind.CHEQUE)).payments
        return [row for row in found if row.lines > 1 and services.payments.payment(who, row.id).in_financial_system]

    demo.until(known, "a payment in the financial system")
    return known()[0]
